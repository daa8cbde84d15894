/* Around the aligner: base64, sides in memory and their delimiters, threads that keep the order. */
#include "../../pipeline/align/base64.h"
#include "../../pipeline/align/jobs.h"
#include "tap.h"
#include <stdlib.h>

static bool decodes(const char *in, const char *want, size_t n) {
    sl_buf b = {0};
    bool good = sl_base64_decode(sl_cstr(in), &b) == 0 && sl_eq(sl_view(&b), sl_slice(want, n));
    sl_buf_free(&b);
    return good;
}

static size_t breaks(const char *in) {
    sl_buf b = {0};
    size_t at = sl_base64_decode(sl_cstr(in), &b);
    sl_buf_free(&b);
    return at;
}

static void base64(void) {
    ok(decodes("", "", 0) && decodes("Zg==", "f", 1) && decodes("Zm8=", "fo", 2) && decodes("Zm9v", "foo", 3) && decodes("Zm9vYmFy", "foobar", 6), "base64");
    ok(decodes("Zg", "f", 1) && decodes("Zm9vYg", "foob", 4), "without padding");
    ok(decodes("+/+/AP8=", "\xFB\xFF\xBF\x00\xFF", 5), "all of the alphabet, NUL");
    ok(breaks("Zm9v!mFy") == 5 && breaks("Zm9\n") == 4 && breaks("Zg-_") == 3, "a byte that is none of it");
    ok(breaks("Z") == 2 && breaks("Zm9vY") == 6, "one that breaks off");
    ok(breaks("Zg=") == 3 && breaks("=") == 1 && breaks("====") == 1 && breaks("Zg==Zg==") == 3, "padding in a wrong place");
    char *big = sl_alloc(400000);
    sl_buf b = {0};
    memset(big, 'A', 400000);
    ok(sl_base64_decode(sl_slice(big, 400000), &b) == 0 && b.n == 300000 && b.p[299999] == 0, "a long one");
    sl_buf_free(&b);
    free(big);
}

static void fill(sl_held *h, const char *lines, const char *marks) {
    sl_str rest = sl_cstr(lines);
    sl_held_clear(h);
    for (size_t k = 0; rest.n; k++) {
        sl_str line = sl_cut(&rest, '|');
        sl_held_add(h, line, line, SL_LIT("m"), marks[k] == 'p' ? SL_ALIGN_PAR : 0);
    }
}

/* The marks of the sentences that the aligner sees: - p h (both). */
static bool marks_are(sl_held *h, const char *want) {
    sl_held_sift(h);
    sl_align_text t = sl_held_text(h);
    if (!t.mark) return !want;
    if (!want || t.n != strlen(want)) return false;
    for (size_t k = 0; k < t.n; k++)
        if (want[k] != (t.mark[k] & SL_ALIGN_HARD ? 'h' : t.mark[k] & SL_ALIGN_PAR ? 'p' : '-')) return false;
    return true;
}

static bool marked(const char *how, const char *lines, const char *marks, const char *want) {
    sl_hard hard;
    sl_err e = {0};
    sl_held h = {0};
    sl_patterns_state t = {0};
    memset(&hard, 0, sizeof hard);
    bool good = sl_hard_open(&hard, how, &e) == 0;
    fill(&h, lines, marks);
    good = good && sl_hard_mark(&hard, &t, &h) == SIZE_MAX && marks_are(&h, want);
    sl_patterns_state_free(&t);
    sl_hard_close(&hard);
    sl_held_free(&h);
    return good;
}

static void marks(void) {
    ok(marked(NULL, "a|b|c", "p--", NULL), "nothing is known of a single paragraph");
    ok(marked(NULL, "a|b|c", "p-p", "p-p"), "paragraphs");
    ok(marked(NULL, "|a|| |b|", "------", "pp"), "blank lines are no sentences, and part paragraphs");
    ok(marked("blank", "a||b|c| ||d|", "--------", "-h-h"), "blank lines as delimiters");
    ok(marked("blank", "|a|", "--", NULL) && marked("blank", "||a|b||", "-----", NULL), "those around all sentences delimit nothing");
    ok(marked("PAR", "a|b|c|d", "p-pp", "p-hh"), "paragraphs as delimiters");
    ok(marked("^Deel", "Deel 1|a|Deel 2|a Deel", "----", "h-h-"), "sentences that match");
}

static void sides(void) {
    sl_held one = {0}, two = {0};
    sl_hard hard = {.how = SL_HARD_BLANK};
    fill(&one, "a||b| |c", "-----");
    fill(&two, "x||y", "---");
    sl_hard_mark(&hard, NULL, &one);
    sl_hard_mark(&hard, NULL, &two);
    ok(!sl_hard_agree(&one, &two) && marks_are(&one, "-pp") && marks_are(&two, "-p"), "not as many delimiters: they are soft");
    ok(one.n == 5 && one.nwords == 3 && one.which[1] == 2 && one.which[2] == 4 && one.which[3] == 1 && one.which[4] == 3, "blank sentences are numbered last");
    ok(sl_eq(one.text[2], SL_LIT("c")) && sl_eq(sl_held_id(&one, 2), SL_LIT("c")) && sl_eq(sl_held_meta(&one, 4), SL_LIT("m")), "texts and ids by number");
    fill(&one, "", "");
    sl_held_sift(&one);
    ok(one.n == 0 && sl_held_text(&one).n == 0, "an empty side");
    sl_held_free(&one);
    sl_held_free(&two);
}

/* Threads. Document k has k % 7 sentences on one side; between them are pairs that only hold what was dropped. */
typedef struct { uint64_t next; bool good; } seen;

static bool covered(const sl_pair *p) {
    size_t sentences[2] = {0, 0};
    for (size_t k = 0; k < p->nbead; k++) {
        sentences[0] += p->bead[k].a;
        sentences[1] += p->bead[k].b;
    }
    return sentences[0] == p->side[0].n && sentences[1] == p->side[1].n;
}

static int deliver(void *ctx, const sl_pair *p) {
    seen *s = ctx;
    if (p->there) s->good &= sl_eq(sl_view(&p->shown), sl_slice(p->name.p, p->name.n - 1));
    s->good &= p->there ? strtoull(p->name.p, NULL, 10) == s->next && p->side[0].n == s->next % 7 && covered(p) : p->ndrop == 1;
    s->next += p->there;
    return s->next == 150 ? 77 : 0;
}

/* What is seen of a pair while its aligner has it goes along. */
static void look(const void *of, sl_pair *p, sl_aligner *a) {
    const uint64_t *least = of;
    if (p->verdict >= (double)*least && sl_align_verdict(a) == p->verdict) sl_put(&p->shown, p->name.p, p->name.n - 1);
}

static void give_document(sl_jobs *j, uint64_t k, bool *good) {
    sl_pair *p = sl_jobs_pair(j);
    *good &= !p->there && p->ndrop == 0 && p->side[0].n == 0;
    for (unsigned side = 0; side < 2; side++) {
        for (uint64_t i = 0; i < (side ? 3 : k % 7); i++) sl_held_add(&p->side[side], i == 2 ? SL_LIT(" ") : SL_LIT("Kamer 3"), SL_LIT("1"), SL_LIT(""), 0);
        sl_held_sift(&p->side[side]);
    }
    sl_printf(&p->name, "%llu", (unsigned long long)k);
    sl_putc(&p->name, 0);
    p->there = true;
}

static void order(unsigned threads) {
    sl_align_rules rules = {.max_bead = 4, .words = SL_LIT("kamer\troom\n")};
    seen s = {0, true};
    const uint64_t least = 0;
    sl_jobs_rules r = {.align = &rules, .threads = threads, .look = look, .of = &least, .deliver = deliver, .ctx = &s};
    sl_jobs *j;
    sl_err e = {0};
    bool good = sl_jobs_start(&j, &r, &e) == 0;
    int rc = 0;
    for (uint64_t k = 0; k < 100 && rc == 0; k++) {
        give_document(j, k, &good);
        rc = sl_jobs_give(j);
        if (k % 10 == 3) {
            sl_pair_drop_line(sl_jobs_pair(j), 0, NULL, SL_LIT("gone"));
            rc = sl_jobs_give(j);
        }
    }
    ok(good && rc == 0 && sl_jobs_drain(j) == 0 && s.good && s.next == 100, "pairs come out in order, each sentence once");
    for (uint64_t k = 100; k < 200 && rc == 0; k++) {
        give_document(j, k, &good);
        rc = sl_jobs_give(j);
    }
    ok(good && rc == 77 && s.good && s.next == 150, "an error of the receiver comes back");
    ok(sl_jobs_aligner(j, 0) && (threads == 1 || sl_jobs_aligner(j, threads)) && !sl_jobs_aligner(j, threads + 1), "an aligner a thread");
    sl_jobs_end(j);
}

int main(void) {
    base64();
    marks();
    sides();
    for (unsigned threads = 1; threads < 5; threads += 3) order(threads);
    return tap_end();
}
