/* Bands; see band.h. */
#include "band.h"
#include <stdlib.h>

static void make(sl_band *b, uint32_t n, uint32_t m) {
    b->n = n;
    b->m = m;
    b->lo = sl_grow(b->lo, &b->locap, (size_t)n + 1, sizeof *b->lo);
    b->hi = sl_grow(b->hi, &b->hicap, (size_t)n + 1, sizeof *b->hi);
    b->off = sl_grow(b->off, &b->offcap, (size_t)n + 2, sizeof *b->off);
}

static uint32_t less(uint32_t x, uint32_t y) { return x > y ? x - y : 0; }
static uint32_t smaller(uint32_t x, uint32_t y) { return x < y ? x : y; }
static uint32_t larger(uint32_t x, uint32_t y) { return x > y ? x : y; }

/* Row i keeps the nodes from the start of the section before it to the end of the one behind; where these differ it holds the nodes
 * between them, through which every path goes. Ends and starts ascend, so closing the band keeps to them. */
static void cut(sl_band *b, const sl_sections *s) {
    for (uint32_t i = 0; i <= b->n; i++) {
        uint32_t before = i ? s->of[0][i - 1] : 0, behind = i < b->n ? s->of[0][i] : s->n - 1;
        uint32_t from = s->start[1][before], to = s->start[1][behind + 1];
        b->lo[i] = smaller(larger(b->lo[i], from), before < behind ? s->start[1][before + 1] : to);
        b->hi[i] = larger(smaller(b->hi[i], to), before < behind ? s->start[1][behind] : from);
    }
}

/* Both corners in, both borders ascending, rows that touch; then the offsets. */
static void close_band(sl_band *b) {
    if (b->sections && b->sections->n > 1) cut(b, b->sections);
    b->lo[0] = 0;
    b->hi[b->n] = b->m;
    for (uint32_t i = 1; i <= b->n; i++)
        if (b->hi[i] < b->hi[i - 1]) b->hi[i] = b->hi[i - 1];
    for (uint32_t i = b->n; i > 0; i--)
        if (b->lo[i - 1] > b->lo[i]) b->lo[i - 1] = b->lo[i];
    for (uint32_t i = 1; i <= b->n; i++)
        if (b->lo[i] > b->hi[i - 1]) b->lo[i] = b->hi[i - 1];
    b->off[0] = 0;
    for (uint32_t i = 0; i <= b->n; i++) b->off[i + 1] = b->off[i] + (b->hi[i] - b->lo[i] + 1);
}

void sl_band_full(sl_band *b, uint32_t n, uint32_t m) {
    make(b, n, m);
    for (uint32_t i = 0; i <= n; i++) b->lo[i] = 0, b->hi[i] = m;
    close_band(b);
}

/* Row i is to hold j, and r more to either side. */
static void widen(sl_band *b, uint32_t i, uint32_t from, uint32_t to, uint32_t r) {
    b->lo[i] = smaller(b->lo[i], less(from, r));
    b->hi[i] = larger(b->hi[i], smaller(b->m, to + r));
}

static void line(sl_band *b, sl_node a, sl_node z, uint32_t width, uint32_t widest) {
    uint32_t rows = z.i - a.i, r = width + smaller(less(widest, width), larger(rows, z.j - a.j) / 3);
    if (rows == 0) widen(b, a.i, a.j, z.j, r);
    for (uint32_t k = 0; rows && k <= rows; k++) {
        uint32_t j = a.j + (uint32_t)((uint64_t)(z.j - a.j) * k / rows);
        widen(b, a.i + k, j, j, r);
    }
}

/* From a through the starts of the sections up to that of sentence i; the last of them. */
static sl_node lines_through(sl_band *b, sl_node a, uint32_t *section, uint32_t i, uint32_t width, uint32_t widest) {
    const sl_sections *s = b->sections;
    if (!s || s->n < 2) return a;
    for (uint32_t last = i < b->n ? s->of[0][i] : s->n - 1; *section < last; ) {
        ++*section;
        sl_node z = {s->start[0][*section], s->start[1][*section]};
        line(b, a, z, width, widest);
        a = z;
    }
    return a;
}

void sl_band_lines(sl_band *b, uint32_t n, uint32_t m, const sl_node *via, size_t nvia, uint32_t width, size_t most) {
    make(b, n, m);
    uint32_t widest = (uint32_t)(most / 2 / ((size_t)n + 1)) + width;
    for (uint32_t i = 0; i <= n; i++) b->lo[i] = m, b->hi[i] = 0;
    sl_node a = {0, 0};
    uint32_t section = 0;
    for (size_t k = 0; k <= nvia; k++) {
        sl_node z = k < nvia ? via[k] : (sl_node){n, m};
        a = lines_through(b, a, &section, k < nvia ? z.i : n, width, widest);
        line(b, a, z, width, widest);
        a = z;
    }
    close_band(b);
}

/* What the path itself touches in each row. */
static void trace(sl_band *b, const sl_bead *bead, size_t nbead) {
    for (uint32_t i = 0; i <= b->n; i++) b->lo[i] = b->m, b->hi[i] = 0;
    b->lo[0] = b->hi[0] = 0;
    for (size_t k = 0; k < nbead; k++)
        for (uint32_t i = bead[k].i; i <= bead[k].i + bead[k].a; i++) widen(b, i, bead[k].j, bead[k].j + bead[k].b, 0);
}

void sl_band_path(sl_band *b, uint32_t n, uint32_t m, const sl_bead *bead, size_t nbead, uint32_t width) {
    make(b, n, m);
    trace(b, bead, nbead);
    b->reach = sl_grow(b->reach, &b->reachcap, (size_t)n + 1, sizeof *b->reach);
    for (uint32_t i = 0; i <= n; i++) b->reach[i] = smaller(b->lo[less(i, width)], less(b->lo[i], width));
    for (uint32_t i = 0; i <= n; i++) b->lo[i] = b->reach[i];
    for (uint32_t i = 0; i <= n; i++) b->reach[i] = larger(b->hi[smaller(n, i + width)], smaller(m, b->hi[i] + width));
    for (uint32_t i = 0; i <= n; i++) b->hi[i] = b->reach[i];
    close_band(b);
}

void sl_band_free(sl_band *b) {
    free(b->lo);
    free(b->hi);
    free(b->off);
    free(b->reach);
}
