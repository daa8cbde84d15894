/* The sorter: all that went in comes out in order, however little fits. */
#include "sluis/sorter.h"
#include "tap.h"
#include <stdlib.h>

static sl_triple any(uint64_t i) { return (sl_triple){{any64(), any64(), i}}; }
static sl_triple few(uint64_t i) { return (sl_triple){{any64() % 5, any64() % 3, i % 7}}; }
static sl_triple falling(uint64_t i) { return (sl_triple){{0, 1000000 - i, 0}}; }
static sl_triple places(uint64_t i) { return (sl_triple){{i * 7919 % 100003, 0, 0}}; }
static sl_triple equal(uint64_t i) { (void)i; return (sl_triple){{1, 2, 3}}; }

static int compare(const void *a, const void *b) {
    const sl_triple *x = a, *y = b;
    for (int i = 0; i < 3; i++)
        if (x->v[i] != y->v[i]) return x->v[i] < y->v[i] ? -1 : 1;
    return 0;
}

static void sorts(sl_triple (*make)(uint64_t), size_t n, size_t bytes, const char *what) {
    sl_triple *want = sl_alloc((n + 1) * sizeof *want), t;
    sl_sorter *s = sl_sorter_new(bytes, "/tmp");
    sl_err e = {0};
    size_t wrong = 0;
    for (size_t i = 0; i < n; i++) {
        want[i] = make(i);
        wrong += sl_sorter_add(s, want[i], &e) != 0;
    }
    qsort(want, n, sizeof *want, compare);
    wrong += sl_sorter_sort(s, &e) != 0;
    for (size_t i = 0; i < n; i++) wrong += sl_sorter_next(s, &t, &e) != 1 || compare(&t, &want[i]) != 0;
    ok(wrong == 0 && sl_sorter_next(s, &t, &e) == 0, what);
    sl_sorter_free(s);
    free(want);
}

int main(void) {
    sorts(any, 100000, 1 << 30, "in memory");
    sorts(any, 100000, 64 << 10, "some runs");
    sorts(any, 100000, 0, "many runs, merged more than once");
    sorts(few, 100000, 1 << 30, "few that differ");
    sorts(few, 100000, 10000, "few that differ, in runs");
    sorts(falling, 50000, 20000, "from the highest down");
    sorts(places, 100000, 100000, "places");
    sorts(equal, 10000, 1 << 20, "all the same");
    sorts(equal, 10000, 0, "all the same, in runs");
    sorts(any, 0, 0, "none");
    sorts(any, 1, 0, "one");
    sl_sorter *s = sl_sorter_new(0, "/nonexistent");
    sl_err e = {0};
    int rc = 0;
    for (uint64_t i = 0; rc == 0 && i < 1000; i++) rc = sl_sorter_add(s, any(i), &e);
    ok(rc == SL_EIO && e.code == SL_EIO, "no folder for the runs");
    sl_sorter_free(s);
    return tap_end();
}
