/* Reading and learning lexicons. */
#include "sluis/lexicon.h"
#include "tap.h"

static int links(const char *text, uint64_t *line) {
    sl_str rest = sl_cstr(text);
    sl_lexicon_place at = {0};
    sl_lexicon_link k;
    int n = 0, got;
    while ((got = sl_lexicon_next(&rest, &at, &k)) > 0) n++;
    *line = at.line;
    return got < 0 ? -1 : n;
}

static void reading(void) {
    static const struct { const char *text; int links; uint64_t line; const char *what; } t[] = {
        {"", 0, 0, "nothing"}, {"#sluis lexicon 1\n\n# more\n", 0, 3, "comments and blank lines"},
        {"hond\tdog 919 920\tcanis 0 1000\nkat\tcat 1 2", 3, 2, "links of two words"},
        {"hond", -1, 1, "a word without links"}, {"a\tb 1 2\n\tdog 1 2\n", -1, 2, "no word"}, {"a\tb 1\n", -1, 1, "one number"}, {"a\tb 1 2 3\n", -1, 1, "three numbers"},
        {"a\tb 1001 1\n", -1, 1, "more than all"}, {"a\tb x 1\n", -1, 1, "letters"}, {"a\tb 99999 1\n", -1, 1, "long numbers"}, {"a\tb 1 2\t\tc 1 2\n", -1, 1, "an empty link"}};
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        uint64_t line;
        int got = links(t[i].text, &line);
        ok(got == t[i].links && line == t[i].line, t[i].what);
    }
    sl_str rest = SL_LIT("hond\tdog 919 20\n");
    sl_lexicon_place at = {0};
    sl_lexicon_link k;
    ok(sl_lexicon_next(&rest, &at, &k) == 1 && sl_eq(k.word, SL_LIT("hond")) && sl_eq(k.other, SL_LIT("dog")) && k.p == 0.919f && k.q == 0.02f,
       "a link's words and probabilities");
}

static void learn(unsigned most, double least, sl_buf *out) {
    static const char *const pairs[][2] = {{"De hond slaapt in huis 3.", "The dog sleeps in house 3."}, {"De kat slaapt.", "The cat sleeps."}, {"Een hond!", "A dog!"}, {"Een kat.", "A cat."},
                                           {"", ""}};
    sl_trainer *t = sl_trainer_new();
    sl_lexicon_rules r = {least, most};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) sl_trainer_add(t, sl_cstr(pairs[i][0]), sl_cstr(pairs[i][1]));
    sl_trainer_learn(t);
    while (sl_trainer_next(t, &r, out)) sl_putc(out, '\n');
    sl_trainer_free(t);
}

static void learning(void) {
    sl_buf a = {0}, b = {0};
    learn(8, 0.05, &a);
    learn(8, 0.05, &b);
    ok(sl_eq(sl_view(&a), sl_view(&b)) && a.n > 0, "the same text gives the same lexicon");
    uint64_t line;
    ok(links(sl_buf_c(&a), &line) > 0, "which can be read");
    ok(sl_starts(sl_view(&a), SL_LIT("de\tthe ")), "in the order of bytes");
    ok(strstr(sl_buf_c(&a), "\nhond\tdog ") && strstr(sl_buf_c(&a), "\nkat\tcat ") && !strstr(sl_buf_c(&a), "\n3\t"), "words translate words; numbers are none");
    sl_clear(&b);
    learn(1, 0, &b);
    ok(links(sl_buf_c(&b), &line) == (int)line, "with one translation each row has one");
    sl_clear(&b);
    learn(8, 1, &b);
    ok(b.n == 0, "nothing is sure");
    sl_buf_free(&a);
    sl_buf_free(&b);
    sl_trainer *t = sl_trainer_new();
    sl_trainer_learn(t);
    ok(!sl_trainer_next(t, &(sl_lexicon_rules){0, 8}, &b), "no text, no lexicon");
    sl_trainer_free(t);
    sl_buf_free(&b);
}

int main(void) {
    reading();
    learning();
    return tap_end();
}
