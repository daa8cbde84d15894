/* Keys: which columns, and what folding makes alike. */
#include "sluis/dedup.h"
#include "tap.h"

static sl_buf scratch;

static uint64_t key(sl_dedup_key k, const char *line, unsigned *missing) {
    uint64_t h;
    unsigned m = sl_dedup_hash(&k, sl_cstr(line), &scratch, &h);
    if (missing) *missing = m;
    return h;
}

static void columns(void) {
    sl_dedup_key pair = {{1, 2}, 2, 0, false}, second = {{2}, 1, 0, false}, line = {{0}, 0, 0, false}, lenient = {{1, 2}, 2, 0, true};
    unsigned m;
    ok(key(pair, "a\tb\tc", NULL) == key(pair, "a\tb\td", NULL), "other columns do not matter");
    ok(key(pair, "a\tb", NULL) != key(pair, "b\ta", NULL), "the order of columns does");
    ok(key(pair, "a\tbc", NULL) != key(pair, "ab\tc", NULL), "and where one ends");
    ok(key(second, "x\tb", NULL) == key(second, "y\tb\tz", NULL), "one column");
    ok(key(line, "a\tb", NULL) != key(line, "a\tb\t", NULL), "the whole line, as far as it goes");
    key(pair, "a", &m);
    ok(m == 2, "a column that is missing");
    key(second, "", &m);
    ok(m == 2, "in an empty line too");
    ok(key(lenient, "a", &m) != key(lenient, "a\t", NULL) && m == 0, "unless that is allowed");
    sl_dedup_key outer = {{1, 3}, 2, 0, false};
    ok(key(outer, "a\tx\tb", NULL) == key(outer, "a\ty\tb\tz", NULL) && key(outer, "a\tx\tb", NULL) != key(outer, "a\tx\tc", NULL), "columns with others between");
}

static void folds(unsigned how, const char *in, const char *want) {
    sl_clear(&scratch);
    sl_dedup_fold(sl_cstr(in), how, &scratch);
    ok(sl_eq(sl_view(&scratch), sl_cstr(want)), in);
}

static void folding(void) {
    const unsigned digits = SL_FOLD | SL_FOLD_DIGITS, accents = SL_FOLD | SL_FOLD_ACCENTS;
    folds(SL_FOLD, "De  Kat, zat (op) 12,5 matten!", "dekatzatop12.5matten");
    folds(digits, "De  Kat, zat (op) 12,5 matten!", "dekatzatop00.0matten");
    folds(SL_FOLD, "ÉÉN Ĳsland’s « x »", "éénĳslandsx");
    folds(accents, "ÉÉN Crème brûlée, ñ; ø", "eencremebruleenø");
    folds(SL_FOLD, "1.000,50 = 1,000.50", "1.000.50=1.000.50");
    folds(SL_FOLD, "12:30 15-20 1 000 a-1", "12:30 15-20 1 000a1");
    folds(SL_FOLD, "-5 (-6) x - 7", "-5-6x7");
    folds(SL_FOLD, "−5 °C, 10 % van € 3", "-5c10%van€3");
    folds(SL_FOLD, "C# C++ c", "c#c++c");
    folds(SL_FOLD, "٣ apen", "3apen");
    folds(digits, "٣ apen", "0apen");
    folds(SL_FOLD, "...", "...");
    folds(SL_FOLD, "", "");
    folds(SL_FOLD, "\xFF" "A\xC3", "\xFF" "a\xC3");
}

static void parts(void) {
    size_t n[4] = {0};
    sl_dedup_key pair = {{1, 2}, 2, 0, false};
    for (int i = 0; i < 3000; i++) {
        char line[32];
        snprintf(line, sizeof line, "%d\t%d", i, i * 7);
        n[sl_dedup_part(key(pair, line, NULL), 3)]++;
    }
    ok(n[0] == 0 && n[1] > 900 && n[2] > 900 && n[3] > 900 && n[1] + n[2] + n[3] == 3000, "parts of about the same size");
}

int main(void) {
    columns();
    folding();
    parts();
    sl_dedup_key f = {{1, 2}, 2, SL_FOLD, false};
    ok(key(f, "Hallo!\tHello.", NULL) == key(f, "hallo\thello", NULL), "a folded pair");
    ok(key(f, "?\tx", NULL) != key(f, "!\tx", NULL), "signs alone stay apart");
    ok(key(f, "3 honden\tx", NULL) != key(f, "4 honden\tx", NULL), "and numbers");
    sl_buf_free(&scratch);
    return tap_end();
}
