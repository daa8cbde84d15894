/* Triples sorted in place by their bytes, from the highest (American flag sort: McIlroy, Bostic and McIlroy, Engineering radix
 * sort, 1993); few by insertion. */
#include "sluis/sorter.h"

enum { BYTES = 24, FEW = 24 };

static bool less(const sl_triple *a, const sl_triple *b) {
    if (a->v[0] != b->v[0]) return a->v[0] < b->v[0];
    return a->v[1] != b->v[1] ? a->v[1] < b->v[1] : a->v[2] < b->v[2];
}

static void by_insertion(sl_triple *v, size_t n) {
    for (size_t i = 1; i < n; i++) {
        sl_triple t = v[i];
        size_t k = i;
        for (; k && less(&t, &v[k - 1]); k--) v[k] = v[k - 1];
        v[k] = t;
    }
}

static unsigned byte(const sl_triple *t, unsigned at) { return (unsigned)(t->v[at / 8] >> (56 - 8 * (at % 8))) & 255; }

/* Bring all to the pile of their byte; end[b] becomes the end of pile b. */
static void deal(sl_triple *v, size_t n, unsigned at, size_t *end) {
    size_t next[256], total = 0;
    memset(end, 0, 256 * sizeof *end);
    for (size_t i = 0; i < n; i++) end[byte(&v[i], at)]++;
    for (unsigned b = 0; b < 256; b++) {
        next[b] = total;
        total += end[b];
        end[b] = total;
    }
    for (unsigned b = 0; b < 256; b++)
        while (next[b] < end[b]) {
            unsigned to = byte(&v[next[b]], at);
            if (to == b) { next[b]++; continue; }
            sl_triple t = v[next[to]];
            v[next[to]++] = v[next[b]];
            v[next[b]] = t;
        }
}

static void sort(sl_triple *v, size_t n, unsigned at) {
    size_t end[256];
    for (; n > FEW && at < BYTES; at++) {
        deal(v, n, at, end);
        if (end[byte(&v[0], at)] == n) continue;      /* one pile: the next byte */
        for (unsigned b = 0; b < 256; b++) {
            size_t from = b ? end[b - 1] : 0;
            if (end[b] - from > 1) sort(v + from, end[b] - from, at + 1);
        }
        return;
    }
    if (at < BYTES) by_insertion(v, n);
}

void sl_triples_sort(sl_triple *v, size_t n) { sort(v, n, 0); }
