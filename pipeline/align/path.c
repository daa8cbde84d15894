/* The most probable path (Viterbi) through the lattice; see lattice.h. Its tables are those that the forward sums will take. */
#include "lattice.h"
#include "real.h"

enum { LINK, GAP };               /* what the last step was */
enum { DOWN = SL_LINKS, ACROSS,   /* beside the kinds of links: a sentence of side one alone; of side two */
       FROM_GAP = 32 };           /* added when the step before was a gap */

typedef struct { double weight; uint8_t from; } way;

static way better(way a, double weight, unsigned from) { return weight > a.weight ? (way){weight, (uint8_t)from} : a; }

static way by_link(const sl_lattice *l, const sl_band *b, const sl_prior *p, uint32_t i, uint32_t j, size_t cell) {
    way best = {SL_REAL_NEVER, 0};
    for (unsigned k = 0; k < p->kinds; k++) {
        float w = l->link[p->kinds * cell + k];
        if (w <= SL_REAL_NEVER) continue;
        size_t before = sl_band_cell(b, i - sl_link_kinds[k].a, j - sl_link_kinds[k].b);
        best = better(best, l->fore[LINK][before] + w, k);
        best = better(best, l->fore[GAP][before] + w + p->close, k + FROM_GAP);
    }
    return best;
}

static way by_gap(const sl_lattice *l, const sl_band *b, const sl_prior *p, uint32_t i, uint32_t j) {
    way best = {SL_REAL_NEVER, 0};
    for (unsigned step = DOWN; step <= ACROSS; step++) {
        if (step == DOWN ? !i || !sl_band_has(b, i - 1, j) : !j || !sl_band_has(b, i, j - 1)) continue;
        size_t before = step == DOWN ? sl_band_cell(b, i - 1, j) : sl_band_cell(b, i, j - 1);
        best = better(best, l->fore[LINK][before] + p->open, step);
        best = better(best, l->fore[GAP][before] + p->go_on, step + FROM_GAP);
    }
    return best;
}

static void search(sl_lattice *l, const sl_band *b, const sl_prior *p) {
    for (uint32_t i = 0; i <= b->n; i++)
        for (uint32_t j = b->lo[i]; j <= b->hi[i]; j++) {
            size_t c = sl_band_cell(b, i, j);
            way link = i || j ? by_link(l, b, p, i, j, c) : (way){0, 0}, gap = by_gap(l, b, p, i, j);
            l->fore[LINK][c] = link.weight;
            l->fore[GAP][c] = gap.weight;
            l->from[LINK][c] = link.from;
            l->from[GAP][c] = gap.from;
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
    unsigned state = l->fore[GAP][end] > l->fore[LINK][end] ? GAP : LINK;
    l->nbead = 0;
    while (i || j) {
        unsigned from = l->from[state][sl_band_cell(b, i, j)];
        l->bead = sl_grow(l->bead, &l->beadcap, l->nbead + 1, sizeof *l->bead);
        sl_bead x = l->bead[l->nbead++] = step_to(i, j, from % FROM_GAP);
        state = from >= FROM_GAP ? GAP : LINK;
        i = x.i;
        j = x.j;
    }
    turn_round(l->bead, l->nbead);
}
