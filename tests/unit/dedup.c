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
    sl_dedup_key pair = {{1, 2}, 2, false, false}, second = {{2}, 1, false, false}, line = {{0}, 0, false, false}, lenient = {{1, 2}, 2, false, true};
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
    ok(key((sl_dedup_key){{1, 3}, 2, false, false}, "a\tx\tb", NULL) == key(pair, "a\tb", NULL), "columns with others between");
}

static void folds(const char *in, const char *want) {
    sl_clear(&scratch);
    sl_dedup_fold(sl_cstr(in), &scratch);
    ok(sl_eq(sl_view(&scratch), sl_cstr(want)), in);
}

int main(void) {
    columns();
    folds("De  Kat, zat (op) 12,5 matten!", "dekatzatop000matten");
    folds("ÉÉN Ĳsland’s « x »", "éénĳslandsx");
    folds("٣ apen", "0apen");
    folds("...", "...");
    folds("", "");
    folds("\xFF" "A\xC3", "\xFF" "a\xC3");
    sl_dedup_key f = {{1, 2}, 2, true, false};
    ok(key(f, "Hallo!\tHello.", NULL) == key(f, "hallo\thello", NULL), "a folded pair");
    ok(key(f, "?\tx", NULL) != key(f, "!\tx", NULL), "signs alone stay apart");
    sl_buf_free(&scratch);
    return tap_end();
}
