/* Test sets in other text: wholes, n-grams, columns. */
#include "sluis/dedup.h"
#include "sluis/leak.h"
#include "tap.h"

static sl_leak_room room;

static sl_leak made(bool ngram, unsigned fold, unsigned n, double share) {
    static const char *const texts[] = {"een twee drie vier vijf zes zeven acht negen tien", "kort en goed", "...",
                                        "aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp qq rr ss tt"};
    sl_leak l = {.ngram = ngram, .fold = fold, .n = n, .share = share};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) sl_leak_add(&l, sl_cstr(texts[i]), 1, &room);
    return l;
}
static bool has(const sl_leak *l, const char *text) { return sl_leak_has(l, sl_cstr(text), 1, &room); }

static void wholes(void) {
    sl_leak l = made(false, 0, 4, 0.6), f = made(false, SL_FOLD, 4, 0.6);
    ok(has(&l, "kort en goed") && has(&l, "...") && !has(&l, "Kort en goed.") && !has(&l, ""), "as it is");
    ok(has(&f, "Kort, en goed!") && has(&f, "...") && !has(&f, "!") && !has(&f, "kort en goede"), "folded");
    ok(!sl_leak_has(&l, SL_LIT("kort en goed"), 2, &room), "another column");
    sl_leak_free(&l);
    sl_leak_free(&f);
}

static void ngrams(void) {
    sl_leak l = made(true, 0, 4, 0.6), none = {.ngram = true, .n = 4};
    ok(has(&l, "Een twee drie, vier vijf zes zeven acht negen tien!"), "the whole, blind to case and punctuation");
    ok(has(&l, "x een twee drie vier vijf zes y z"), "six words of nine");
    ok(!has(&l, "x een twee drie vier y z p q r"), "four of ten");
    ok(has(&l, "een twee drie vier q zeven acht negen tien"), "two stretches");
    ok(!has(&l, "een q twee drie q vier vijf zes q zeven acht"), "no four in a row");
    ok(has(&l, "a1 a2 a3 a4 a5 a6 a7 a8 a9 drie vier vijf zes zeven acht b1 b2 b3 b4 b5 b6 b7 b8"), "most of a short text in a long one");
    ok(!has(&l, "a1 a2 a3 a4 a5 a6 a7 a8 a9 dd ee ff gg hh ii jj b1 b2 b3 b4 b5 b6 b7 b8 b9"), "a little of a long one");
    ok(has(&l, "Kort en goed.") && !has(&l, "kort en goed zo") && !has(&l, "en goed"), "a text that is shorter than an n-gram, as a whole only");
    ok(!has(&l, "...") && !has(&l, "") && !has(&none, "een twee drie vier"), "texts without words, an empty set");
    ok(!sl_leak_has(&l, SL_LIT("een twee drie vier vijf"), 2, &room), "another column");
    sl_leak_free(&l);
}

int main(void) {
    wholes();
    ngrams();
    sl_buf_free(&room.scratch);
    sl_buf_free(&room.words);
    return tap_end();
}
