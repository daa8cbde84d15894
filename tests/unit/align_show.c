/* What align shows beside its output: why a bead is, and pictures. */
#include "../../pipeline/align/explain.h"
#include "../../pipeline/align/picture.h"
#include "tap.h"
#include <expat.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned columns(sl_str row) {
    unsigned n = 1;
    for (size_t i = 0; i < row.n; i++) n += row.p[i] == '\t';
    return n;
}

static bool holds(const sl_buf *b, const char *what) { return b->n && memmem(b->p, b->n, what, strlen(what)); }

static void explanations(void) {
    static const sl_str nl[] = {SL_LIT("De hond slaapt in Gent."), SL_LIT("Zomaar een zin ertussen."), SL_LIT("De kat kost 300 euro.")},
                        en[] = {SL_LIT("The dog sleeps in Ghent."), SL_LIT("The cat costs 300 euros.")};
    sl_aligner *a;
    sl_err e = {0};
    sl_explain x = {0};
    sl_buf row = {0};
    const sl_bead *b;
    sl_align_new(&a, &(sl_align_rules){.max_bead = 1, .words = SL_LIT("hond\tdog\nkat\tcat\nde\tthe\nin\tin\n")}, &e);
    size_t n = sl_align_document(a, &(sl_align_text){nl, 3, NULL}, &(sl_align_text){en, 2, NULL}, &b);
    ok(n == 3 && b[1].b == 0, "a link, a lone sentence, a link");
    sl_align_view v = sl_align_look(a);
    sl_explain_words(&x, &v, &b[2], 50);
    bool good = x.n >= 2, kat = false, number = false;
    for (size_t k = 0; k < x.n; k++) {
        sl_str one = sl_vocab_word(&v.one->words, x.list[k].one), two = sl_vocab_word(&v.two->words, x.list[k].two);
        kat |= sl_eq(one, SL_LIT("kat")) && sl_eq(two, SL_LIT("cat"));
        number |= sl_eq(one, SL_LIT("300")) && sl_eq(two, SL_LIT("300"));
        good &= x.list[k].p > 0 && x.list[k].p <= 1 && !sl_eq(one, SL_LIT("hond")) && (k == 0 || x.list[k].gain <= x.list[k - 1].gain);
        for (size_t q = 0; q < k; q++) good &= x.list[q].one != x.list[k].one || x.list[q].two != x.list[k].two;
    }
    ok(good && kat && number, "word links of the bead, best first, each once");
    sl_explain_words(&x, &v, &b[2], 1);
    ok(x.n == 1, "no more than asked for");
    sl_explain_bead(&x, a, &b[2], &row);
    double p, part[8], sum = 0;
    ok(sscanf(sl_buf_c(&row), "1-1\t%lf\t%lf\t%lf\t%lf\t%lf\t%lf\t%lf\t%lf\t%lf\t", &p, part, part + 1, part + 2, part + 3, part + 4, part + 5, part + 6, part + 7) == 9, "numbers");
    for (unsigned k = 0; k < 7; k++) sum += part[k];
    sum -= part[7];
    ok(sum < 0.05 && sum > -0.05 && part[3] > 0 && part[4] > 0, "that add up, words for the bead");
    ok(holds(&row, "kat=cat 0.") && columns(sl_view(&row)) == columns(SL_LIT(SL_EXPLAIN_COLUMNS)), "and its words");
    sl_clear(&row);
    sl_explain_bead(&x, a, &b[1], &row);
    ok(!strncmp(sl_buf_c(&row), "1-0\t0.", 6) && columns(sl_view(&row)) == columns(SL_LIT(SL_EXPLAIN_COLUMNS)), "a lone sentence");
    sl_buf_free(&row);
    sl_explain_free(&x);
    sl_align_free(a);
}

static bool well_formed(const sl_buf *b) {
    XML_Parser p = XML_ParserCreate(NULL);
    bool good = XML_Parse(p, b->p, (int)b->n, 1) == XML_STATUS_OK;
    if (!good) printf("# line %lu: %s\n", XML_GetCurrentLineNumber(p), XML_ErrorString(XML_GetErrorCode(p)));
    XML_ParserFree(p);
    return good;
}

static size_t count(const sl_buf *b, const char *what) {
    size_t n = 0;
    for (const char *p = b->p, *end = b->p + b->n; (p = memmem(p, (size_t)(end - p), what, strlen(what))); p++) n++;
    return n;
}

static void pictures(void) {
    static const sl_bead few[] = {{0, 0, 1, 1, 1}, {1, 1, 2, 1, 0.5f}, {3, 2, 1, 0, 0.0f}, {4, 2, 0, 1, 0.9f}};
    sl_picture p = {0};
    sl_buf out = {0};
    sl_picture_put(&p, &out);
    ok(well_formed(&out), "no document");
    sl_picture_document(&p, SL_LIT("a<b>&\"\x01\xFF"), 4, 3, few, 4);
    sl_picture_document(&p, SL_LIT(""), 0, 0, few, 0);
    sl_clear(&out);
    sl_picture_put(&p, &out);
    ok(well_formed(&out) && count(&out, "class=\"l\" opacity=\"1.00\"") == 1 && count(&out, "class=\"m\" opacity=\"0.50\"") == 1 &&
       count(&out, "class=\"n\" opacity=\"0.15\"") == 1 && count(&out, "opacity=") == 4, "a stroke a bead, by kind and probability");
    ok(holds(&out, "a&lt;b&gt;&amp;") && holds(&out, "4 to the right, 3 down") && holds(&out, "0 to the right, 0 down"), "names and sizes");
    sl_picture_free(&p);

    enum { MANY = 50000 };
    sl_bead *many = sl_alloc(MANY * sizeof *many);
    for (uint32_t i = 0; i < MANY; i++) many[i] = (sl_bead){i, i, 1, 1, 1};
    for (int k = 0; k < SL_PICTURE_PANELS + 7; k++) sl_picture_document(&p, SL_LIT("d"), MANY, MANY, many, k ? 10 : MANY);
    sl_clear(&out);
    sl_picture_put(&p, &out);
    ok(well_formed(&out) && count(&out, "opacity=") <= SL_PICTURE_STROKES + 10 * SL_PICTURE_PANELS && count(&out, "opacity=") > SL_PICTURE_STROKES / 2, "a large document is thinned out");
    ok(count(&out, "class=\"d\"") == SL_PICTURE_PANELS && holds(&out, "and 7 more documents"), "no more than so many panels");
    sl_clear(&out);
    sl_picture_free(&p);
    sl_picture_document(&p, SL_LIT("x"), UINT32_MAX, 1, many, 1);
    sl_picture_put(&p, &out);
    ok(well_formed(&out) && out.n < 10000, "the largest numbers");
    sl_picture_free(&p);
    sl_buf_free(&out);
    free(many);
}

int main(void) {
    explanations();
    pictures();
    return tap_end();
}
