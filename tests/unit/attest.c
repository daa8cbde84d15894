/* Targets of glossaries in English lines: forms, case, boundaries, places. */
#include "sluis/attest.h"
#include <stdlib.h>
#include "tap.h"

static sl_english *en;
static sl_attest a;
static uint64_t key;

static const struct { const char *target; sl_pos pos; unsigned flags; const char *line, *want; } cases[] = {
    {"dike", 0, 0, "A dike, the Dike and DIKES.", "2-6 12-16 21-26:1"},
    {"dike", 0, 0, "dikeside undike dike_x dike2 d\xC3\xADke", ""},
    {"dike", 0, 0, "", ""},
    {"dike", 0, 0, "the dike's end", "4-8+2:2"},
    {"dike", 0, 0, "the dike\xE2\x80\x99s end, dikes' ends", "4-8+4:2 18-23:1"},
    {"dike", 0, 0, "see dike.nl, dike.", "13-17"},
    {"dike", 0, 0, "on 'dike' and o'dike and dike'ing", "4-8"},
    {"storm surge barrier", 0, 0, "two storm-surge barriers, a storm surge  barrier", "4-24:1 28-48"},
    {"storm surge barrier", 0, 0, "storm - surge barrier, storm, surge barrier", ""},
    {"storm-surge barrier", 0, 0, "Storm surge barrier", "0-19"},
    {"the Netherlands", SL_POS_PROPN, 0, "In the Netherlands and in Netherlands-based THE NETHERLANDS", "7-18 26-37 48-59"},
    {"the Netherlands", 0, 0, "netherlands", ""},
    {"EU", 0, SL_TERM_ACR, "the eu, Eu, EU, EU's, EUs and non-EU; EU.com", "12-14 16-18+2:2 22-25:1 34-36"},
    {"European Parliament", 0, 0, "european parliament, European Parliament, EUROPEAN PARLIAMENT", "21-40 42-61"},
    {"member of parliament", 0, 0, "Members of Parliament", "0-21:1"},
    {"members of parliament", 0, 0, "a member of parliament's vote", "2-22+2:130"},
    {"to relieve", SL_POS_VERB, 0, "relieving, relieved, relieves, to relieve", "0-9:32 11-19:4 21-29:16 31-41"},
    {"give", 0, 0, "gave given", "0-4:4 5-10:8"},
    {"give", SL_POS_NOUN, 0, "gave given", ""},
    {"give", 0, SL_TERM_EXACT, "gives give", "6-10"},
    {"hand over", SL_POS_VERB, 0, "handed over", "0-11:4"},
    {"child", 0, 0, "children's", "0-8+2:3"},
    {"children", 0, 0, "a child", "2-7:128"},
    {"elections", 0, 0, "election", "0-8:128"},
    {"news", 0, 0, "new", ""},
    {"arms", 0, 0, "arm", ""},
    {"Crohn's disease", 0, 0, "Crohn\xE2\x80\x99s disease", "0-17"},
    {"1", 0, 0, "1,000 and 1, 2", "10-11"},
    {"caf\xC3\xA9", 0, 0, "Cafe\xCC\x81s", "0-7:1"},
    {"EU", 0, SL_TERM_CI, "eu", "0-2"},
    {"the", 0, 0, "the", "0-3"},
    {"-", 0, 0, "a - b", ""},
    {"dike", 0, 0, "\xFF" "dike \xC3 dike\xC3", "1-5 8-12"},
};

static void put_places(sl_buf *b) {
    for (size_t i = 0; i < a.n; i++) {
        sl_printf(b, "%s%zu-%zu", i ? " " : "", a.v[i].start, a.v[i].end);
        if (a.v[i].tail) sl_printf(b, "+%zu", a.v[i].tail);
        if (a.v[i].form) sl_printf(b, ":%u", a.v[i].form);
    }
}

static void one(size_t i) {
    sl_buf b = {0};
    sl_attest_line(&a, sl_cstr(cases[i].line));
    size_t n = sl_attest_find(&a, ++key, sl_cstr(cases[i].target), cases[i].pos, cases[i].flags);
    put_places(&b);
    bool good = n == a.n && !strcmp(sl_buf_c(&b), cases[i].want);
    ok(good, cases[i].target);
    if (!good) printf("# in '%s': got '%s', wanted '%s'\n", cases[i].line, sl_buf_c(&b), cases[i].want);
    sl_buf_free(&b);
}

/* More targets than are remembered: answers stay what they are. */
static void many(void) {
    sl_buf t = {0};
    size_t good = 0, n = 300000;
    sl_attest_line(&a, SL_LIT("the word7 and word299999s"));
    for (size_t i = 0; i < n; i++) {
        sl_clear(&t);
        sl_printf(&t, "word%zu", i);
        good += sl_attest_find(&a, 1000 + i, sl_view(&t), SL_POS_NOUN, 0) == (i == 7 || i == n - 1);
    }
    ok(good == n, "many targets");
    ok(a.nparts < 1u << 21, "within bounds");
    sl_buf_free(&t);
}

static void flags(const char *source, sl_pos pos, uint32_t has, const char *target, bool blind) {
    sl_term t = {.source = sl_cstr(source), .target = sl_cstr(target), .pos = pos, .flags = has};
    ok((sl_attest_flags(&t, t.target) == (has | SL_TERM_CI)) == blind, target);
}

static void all_flags(void) {
    flags("internet", 0, 0, "Internet", true);
    flags("internet", SL_POS_PROPN, 0, "Internet", false);
    flags("Nederland", 0, 0, "the Netherlands", false);
    flags("btw", 0, 0, "VAT", false);
    flags("btw", 0, 0, "VAT rate", false);
    flags("staat", 0, SL_TERM_CS, "State", false);
    flags("staat", 0, 0, "Member State", true);
    flags("dijk", 0, 0, "dike", true);
}

int main(void) {
    sl_err e = {0};
    ok(sl_english_open(&en, NULL, &e) == 0, "the lists are read");
    a.en = en;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) one(i);
    many();
    all_flags();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) one(i);
    sl_attest_free(&a);
    sl_english_free(en);
    return tap_end();
}
