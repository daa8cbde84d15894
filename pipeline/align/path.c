/* The most probable path (Viterbi) through the lattice; see lattice.h. Its tables are those that the forward sums will take. */
#include "lattice.h"
#include "real.h"

enum { DOWN = SL_LINKS, ACROSS,   /* beside the kinds of links: a sentence of side one alone; of side two */
       BEFORE = 32 };             /* times the state before, added to it */

typedef struct { double weight; uint8_t from; } way;

static way better(way a, double weight, unsigned step, unsigned before) {
    return weight > a.weight ? (way){weight, (uint8_t)(step + before * BEFORE)} : a;
}

static way by_link(const sl_lattice *l, const sl_band *b, const sl_prior *p, uint32_t i, uint32_t j, size_t cell) {
    way best = {SL_REAL_NEVER, 0};
    for (unsigned k = 0; k < p->kinds; k++) {
        float w = l->link[p->kinds * cell + k];
        if (w <= SL_REAL_NEVER) continue;
        size_t before = sl_band_cell(b, i - sl_link_kinds[k].a, j - sl_link_kinds[k].b);
        best = better(best, l->fore[SL_BEHIND_LINK][before] + w, k, SL_BEHIND_LINK);
        best = better(best, l->fore[SL_IN_ONE][before] + w + p->close, k, SL_IN_ONE);
        best = better(best, l->fore[SL_IN_TWO][before] + w + p->close, k, SL_IN_TWO);
    }
    return best;
}

static way by_one(const sl_lattice *l, const sl_band *b, const sl_prior *p, uint32_t i, uint32_t j) {
    way best = {SL_REAL_NEVER, 0};
    if (!i || !sl_band_has(b, i - 1, j)) return best;
    size_t before = sl_band_cell(b, i - 1, j);
    best = better(best, l->fore[SL_BEHIND_LINK][before] + p->open, DOWN, SL_BEHIND_LINK);
    best = better(best, l->fore[SL_IN_ONE][before] + p->go_on, DOWN, SL_IN_ONE);
    return sl_sections_begin(b->sections, i - 1, j) ? better(best, l->fore[SL_IN_TWO][before] + p->change, DOWN, SL_IN_TWO) : best;
}

static way by_two(const sl_lattice *l, const sl_band *b, const sl_prior *p, uint32_t i, uint32_t j) {
    way best = {SL_REAL_NEVER, 0};
    if (!j || !sl_band_has(b, i, j - 1)) return best;
    size_t before = sl_band_cell(b, i, j - 1);
    best = better(best, l->fore[SL_BEHIND_LINK][before] + p->open, ACROSS, SL_BEHIND_LINK);
    best = better(best, l->fore[SL_IN_ONE][before] + p->change, ACROSS, SL_IN_ONE);
    return better(best, l->fore[SL_IN_TWO][before] + p->go_on, ACROSS, SL_IN_TWO);
}

static void search(sl_lattice *l, const sl_band *b, const sl_prior *p) {
    for (uint32_t i = 0; i <= b->n; i++)
        for (uint32_t j = b->lo[i]; j <= b->hi[i]; j++) {
            size_t c = sl_band_cell(b, i, j);
            way w[SL_STATES] = {i || j ? by_link(l, b, p, i, j, c) : (way){0, 0}, by_one(l, b, p, i, j), by_two(l, b, p, i, j)};
            for (unsigned s = 0; s < SL_STATES; s++) {
                l->fore[s][c] = w[s].weight;
                l->from[s][c] = w[s].from;
            }
        }
}

static sl_bead step_to(uint32_t i, uint32_t j, unsigned step) {
    if (step == DOWN) return (sl_bead){i - 1, j, 1, 0, 0};
    if (step == ACROSS) return (sl_bead){i, j - 1, 0, 1, 0};
    sl_link_kind x = sl_link_kinds[step];
    return (sl_bead){i - x.a, j - x.b, x.a, x.b, 0};
}

static void turn_round(sl_bead *b, size_t n) {
    for (size_t k = 0; k < n / 2; k++) {
        sl_bead x = b[k];
        b[k] = b[n - 1 - k];
        b[n - 1 - k] = x;
    }
}

void sl_lattice_path(sl_lattice *l, const sl_band *b, const sl_prior *p) {
    uint32_t i = b->n, j = b->m;
    search(l, b, p);
    size_t end = sl_band_cell(b, i, j);
    unsigned state = SL_BEHIND_LINK;
    for (unsigned s = SL_IN_ONE; s < SL_STATES; s++)
        if (l->fore[s][end] > l->fore[state][end]) state = s;
    l->nbead = 0;
    while (i || j) {
        unsigned from = l->from[state][sl_band_cell(b, i, j)];
        l->bead = sl_grow(l->bead, &l->beadcap, l->nbead + 1, sizeof *l->bead);
        sl_bead x = l->bead[l->nbead++] = step_to(i, j, from % BEFORE);
        state = from / BEFORE;
        i = x.i;
        j = x.j;
    }
    turn_round(l->bead, l->nbead);
}
