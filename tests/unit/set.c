/* The set of hashes: nothing is lost or found that was not put in, whatever the hashes are like; and its size. */
#include "sluis/set.h"
#include "tap.h"
#include <stdlib.h>

static uint64_t high(void) { return ~(any64() >> 50); }                    /* all belong to the last home */
static uint64_t low(void) { return any64() >> 50; }                        /* all to the first; 0 is among them */
static uint64_t few(void) { return any64() >> 60 << 60 | any64() >> 54; } /* sixteen heaps */

static bool sorted(const sl_set *t) {
    uint64_t last = 0;
    size_t n = 0;
    for (size_t i = 0; i < t->slots; i++) {
        if (!t->v[i]) continue;
        if (t->v[i] <= last) return false;
        last = t->v[i];
        n++;
    }
    return n == t->n && t->v[t->slots - 1] == 0;
}

static int compare(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* n hashes, many of them twice: as many are new as differ, all are found again, others are not. */
static void agrees(uint64_t (*hash)(void), size_t n, const char *what) {
    sl_set t = {0};
    uint64_t *all = sl_alloc(n * sizeof *all);
    size_t added = 0, distinct = 0, lost = 0, invented = 0;
    for (size_t i = 0; i < n; i++) added += sl_set_add(&t, all[i] = hash());
    qsort(all, n, sizeof *all, compare);
    for (size_t i = 0; i < n; i++) distinct += i == 0 || all[i] != all[i - 1];
    if (all[0] == 0 && bsearch(&(uint64_t){1}, all, n, sizeof *all, compare)) distinct--;     /* 0 and 1 are one */
    for (size_t i = 0; i < n; i++) lost += !sl_set_has(&t, all[i]);
    for (size_t i = 0; i < n; i++) {
        uint64_t other = all[i] ^ 0x5555;
        invented += sl_set_has(&t, other) && !bsearch(&other, all, n, sizeof other, compare) && other > 1;
    }
    ok(added == distinct && t.n == added && !lost && !invented && sorted(&t), what);
    free(all);
    sl_set_free(&t);
}

static void size(void) {
    sl_set t = {0};
    size_t worst = 0, small = 0;
    for (size_t n = 1; n <= 1000000; n++) {
        sl_set_add(&t, any64());
        size_t each = t.slots * sizeof *t.v * 100 / n;
        if (n < 419428 && t.slots > small) small = t.slots;
        if (n >= 420000 && each > worst) worst = each;
    }
    ok(t.n == 1000000 && worst <= 1275, "at most 12.75 bytes an entry, from 420,000 on");
    ok(small * sizeof *t.v <= (4 << 20) + (16 << 10), "about 4 MiB before that");
    sl_set_free(&t);
}

static void counted(void) {
    bool good = true;
    for (uint64_t max = 0; max < 40; max++) {
        sl_set t = {0};
        unsigned kept[3] = {0};
        for (int i = 0; i < 300; i++) kept[i % 3] += sl_set_count(&t, (uint64_t)(i % 3), max);      /* 0 and 1 are one */
        good &= max == 0 ? kept[0] + kept[1] + kept[2] == 300 && t.n == 0 : kept[0] + kept[1] == max && kept[2] == max && t.n == 2 * max;
        sl_set_free(&t);
    }
    ok(good, "of each hash as many as are wanted");
}

int main(void) {
    sl_set empty = {0};
    ok(!sl_set_has(&empty, 5), "nothing is in an empty set");
    agrees(any64, 1, "one hash");
    agrees(any64, 200000, "hashes by chance");
    agrees(high, 20000, "hashes that all belong to the last home");
    agrees(low, 20000, "hashes that all belong to the first home");
    agrees(few, 50000, "hashes in heaps");
    size();
    counted();
    return tap_end();
}
