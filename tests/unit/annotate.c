/* Which terms of a pair are verified, by which places; marks of each style, and taking them out again. */
#include "sluis/annotate.h"
#include "tap.h"
#include <stdlib.h>

static sl_termbase tb;
static sl_termindex ix;
static sl_forms *forms;
static sl_english *en;
static sl_annotate a;
static sl_annotate_rules rules;

static void add(const char *source, const char *target, sl_pos pos, uint32_t flags) {
    sl_term t = {.source = sl_cstr(source), .target = sl_cstr(target), .pos = pos, .flags = flags, .domain = SL_LIT(""), .note = SL_LIT(""), .variants = SL_LIT("")};
    sl_err e = {0};
    if (sl_termbase_add(&tb, &t, NULL, 0, &e)) return;
}

/* The marks of a pair, as TERM=TARGET separated by blanks. */
static void pair(const char *source, const char *target, const char *want) {
    sl_buf b = {0};
    sl_annotate_pair(&rules, &a, sl_cstr(source), sl_cstr(target), 1);
    for (size_t i = 0; i < a.n; i++) {
        if (b.n) sl_putc(&b, ' ');
        sl_put(&b, source + a.v[i].start, a.v[i].end - a.v[i].start);
        sl_putc(&b, '=');
        sl_puts(&b, a.v[i].part ? SL_LIT("part") : a.v[i].target);
    }
    bool good = sl_eq(sl_view(&b), sl_cstr(want));
    ok(good, source);
    if (!good) printf("# wanted %s\n# got    %s\n", want, sl_buf_c(&b));
    sl_buf_free(&b);
}

static void places(void) {
    pair("dijk dijken", "dikes dike", "dijk=dike dijken=dikes");
    pair("dijken dijk", "dike", "dijk=dike");
    pair("dijken", "dike", "dijken=dike");
    pair("dijk dam", "dyke dam dam", "dam=dam");
    pair("kering dijk", "dike", "kering=dike");
    pair("kering dijk dijk", "dike dike", "kering=dike dijk=dike");
    pair("gemaal station", "pumping station", "gemaal=pumping station");
    pair("station gemaal", "station, pumping stations", "station=station gemaal=pumping stations");
    pair("bank", "couch", "bank=couch");
    pair("bank bank", "bank and couch", "bank=bank bank=couch");
    pair("Ruslands dijk", "Russia's dike", "Ruslands=Russia's dijk=dike");
    pair("Rusland", "Russia's", "Rusland=Russia");
    pair("schoven dat aan", "postponed that", "schoven=postponed aan=part");
    pair("dijk", "<dike> &dike;", "");
    pair("belasting", "taxed", "");
    pair("belastingen", "taxes", "belastingen=taxes");
    pair("kamperen", "camping", "kamperen=camping");
    pair("", "dike", "");
    pair("dijk", "", "");
    ok((a.nmissing) == 1, "what is not verified is told");
}

static void holding(void) {
    bool held[64] = {false};
    rules.held = held;
    ok((sl_annotate_hold(&tb, SL_LIT("\xEF\xBB\xBF" "# no\r\ndijk\r\n\nbank\tcouch\nelders"), held)) == 1, "one that is in no glossary");
    pair("dijk bank", "dike couch", "");
    ok((a.counts.held_verified) == 2, "both are held out");
    pair("bank dam", "bank dam", "bank=bank dam=dam");
    memset(held, 0, sizeof held);
    sl_annotate_hold_share(&tb, 0.5, 1, held);
    unsigned n = 0;
    for (uint32_t i = 0; i < sl_termbase_count(&tb); i++) n += held[i];
    ok(n > 0 && n < sl_termbase_count(&tb) && held[4] == held[5], "a share, entries of one source together");
    rules.held = NULL;
}

static void sharing(void) {
    unsigned n = 0;
    for (int i = 0; i < 10000; i++) n += sl_annotate_share(sl_annotate_hash(sl_slice((const char *)&i, sizeof i), SL_LIT("x"), 3), 0.2);
    ok(n > 1850 && n < 2150, "a fifth of the hashes is within a share of a fifth");
    ok(!sl_annotate_share(0, 0) && sl_annotate_share(UINT64_MAX, 1), "nothing is within none, all within all");
}

static void many(void) {
    sl_buf s = {0};
    for (int i = 0; i < 1001; i++) sl_puts(&s, SL_LIT("dijk "));
    sl_annotate_pair(&rules, &a, sl_view(&s), SL_LIT("dike"), 1);
    ok(a.n == 0 && a.counts.skipped == 1, "too many terms: left alone");
    s.n -= 5;
    sl_annotate_pair(&rules, &a, sl_view(&s), sl_view(&s), 1);
    ok(a.n == 0 && a.counts.found == 1000, "and not too many");
    sl_buf_free(&s);
}

/* Marks. */

static void marked(const char *style, const char *source, const char *want) {
    sl_marks_style s;
    sl_buf out = {0}, back = {0}, scratch = {0};
    const char *dam = strstr(source, "dam");
    size_t at = (size_t)(dam - source);
    sl_mark v[] = {{at, at + 3, false, SL_LIT("a  dike")}, {strlen(source) - 1, strlen(source), true, SL_LIT("")}};
    ok(!sl_marks_parse(&s, sl_cstr(style)), style);
    bool put = sl_marks_put(&s, sl_cstr(source), v, 2, &scratch, &out);
    ok(put && sl_eq(sl_view(&out), sl_cstr(want)), want);
    if (!sl_eq(sl_view(&out), sl_cstr(want))) printf("# got %s\n", sl_buf_c(&out));
    if (s.reversible) sl_marks_undo(&s, sl_view(&out), &back);
    ok(!s.reversible || sl_eq(sl_view(&back), sl_cstr(source)), "and back");
    sl_buf_free(&out);
    sl_buf_free(&back);
    sl_buf_free(&scratch);
}

static void styles(void) {
    marked("opustrainer", "De dam. X", "De __source__ dam __target__ a  dike __done__. X");
    marked("append", "De dam. X", "De dam a  dike. X");
    marked("replace", "De dam. X", "De a  dike.");
    marked("factors", " De (dam|  &#124; X", " De|0 (dam&#124;|1 a|2 dike|2  &amp;#124;|0 X|1");
    marked("factors-replace", "De (dam) X", "De|0 (|0 a|2 dike|2 )|0");
    marked("factors-replace", "dam X", "a|2 dike|2");
    marked("<{trg}{{{src}>", "dam X", "<a  dike{dam> X");
    static const struct { const char *style; bool wrong; } bad[] = {{"", true}, {"{src}", true}, {"{trg}{trg}", true}, {"{trg}{src}{src}", true}, {"{trg", true}, {"}{trg}", true},
        {"\t{trg}", true}, {"{trg}", false}, {"}}{trg}{{", false}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sl_marks_style s;
        ok((sl_marks_parse(&s, sl_cstr(bad[i].style)) != NULL) == bad[i].wrong, bad[i].style);
    }
}

/* Pieces that run into the text: left alone rather than not to be undone. */
static void collisions(void) {
    sl_marks_style s;
    sl_buf out = {0}, scratch = {0};
    sl_mark v = {2, 5, false, SL_LIT("dike")};
    sl_marks_parse(&s, SL_LIT("aba{src}bb{trg}cc"));
    ok(!sl_marks_hold(&s, SL_LIT("abdam")) && sl_marks_hold(&s, SL_LIT("x bb")), "what is held");
    ok(!sl_marks_put(&s, SL_LIT("abdam"), &v, 1, &scratch, &out) && sl_eq(sl_view(&out), SL_LIT("abdam")), "a mark that could not be undone is not made");
    out.n = 0;
    sl_marks_undo(&s, SL_LIT("1 aba2 bb3 cc4 aba5 bb6"), &out);
    ok(sl_eq(sl_view(&out), SL_LIT("1 2 4 aba5 bb6")), "marks that are not whole stay");
    sl_buf_free(&out);
    sl_buf_free(&scratch);
}

int main(void) {
    sl_err e = {0};
    add("dijk", "dike", SL_POS_NOUN, 0);
    add("kering", "dike", SL_POS_NOUN, 0);
    add("gemaal", "pumping station", SL_POS_NOUN, 0);
    add("station", "station", SL_POS_NOUN, 0);
    add("bank", "bank", SL_POS_NOUN, 0);
    add("bank", "couch", SL_POS_NOUN, 0);
    add("Rusland", "Russia", SL_POS_PROPN, 0);
    add("aanschuiven", "postpone", SL_POS_VERB, 0);
    add("belasting", "tax", SL_POS_NONE, 0);
    add("kamperen", "camp", SL_POS_NONE, 0);
    add("dam", "dam", SL_POS_NOUN, 0);
    add("dam", "dyke", SL_POS_NOUN, SL_TERM_FORBIDDEN);
    if (sl_forms_open(&forms, NULL, &e) || sl_english_open(&en, NULL, &e)) return 1;
    ix.forms = forms;
    if (sl_termindex_build(&ix, &tb, &e)) return 1;
    uint32_t *others = sl_annotate_others(&tb);
    rules = (sl_annotate_rules){&ix, others, NULL, SL_MATCH_GAPS(8), false, 1};
    a.attest.en = en;
    places();
    holding();
    sharing();
    many();
    styles();
    collisions();
    free(others);
    sl_annotate_free(&a);
    sl_termindex_free(&ix);
    sl_termbase_free(&tb);
    sl_forms_free(forms);
    sl_english_free(en);
    return tap_end();
}
