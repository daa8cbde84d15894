/* The dynamic programme; see lattice.h. */
#include "lattice.h"
#include "emb.h"
#include "real.h"
#include <stdlib.h>

static const double LAMBDA = 0.4;
enum { LINK, GAP };               /* what comes next (forward), what came last (backward) */

typedef struct { sl_lattice *l; const sl_band *b; const sl_prior *p; const sl_evidence *e; sl_length *len; } task;

/* Is the bead's rectangle in the band? Both borders ascend, so two corners tell. */
static bool fits(const sl_band *b, uint32_t i, uint32_t j, sl_link_kind k) {
    return k.a <= i && k.b <= j && sl_band_has(b, i - k.a, j - k.b) && j - k.b + 1 >= b->lo[i] && j <= b->hi[i - k.a + 1];
}

static void weigh_links(const task *t) {
    for (uint32_t i = 0; i <= t->b->n; i++) {
        sl_length_row(t->len, i);
        for (uint32_t j = t->b->lo[i]; j <= t->b->hi[i]; j++) {
            float *w = t->l->link + t->p->kinds * sl_band_cell(t->b, i, j);
            for (unsigned k = 0; k < t->p->kinds; k++) {
                sl_link_kind x = sl_link_kinds[k];
                w[k] = (float)SL_REAL_NEVER;
                if (!fits(t->b, i, j, x)) continue;
                w[k] = (float)(t->p->link[k] + sl_length_fit(t->len, x.a, j, x.b) + LAMBDA * (sl_evidence_two(t->e, t->b, i, j, x.a, x.b) + sl_evidence_one(t->e, t->b, i, j, x.a, x.b))
                               + sl_emb_bead(t->e->emb, t->b, i, j, x.a, x.b));
            }
        }
    }
}

/* log of a sum of exponentials. */
static double log_sum(const double *x, unsigned n) {
    double most = SL_REAL_NEVER, sum = 0;
    for (unsigned k = 0; k < n; k++)
        if (x[k] > most) most = x[k];
    if (most <= SL_REAL_NEVER) return SL_REAL_NEVER;
    for (unsigned k = 0; k < n; k++)
        if (x[k] > most - 30) sum += sl_real_exp(x[k] - most);
    return most + sl_real_log(sum);
}

static double fore_links(const task *t, uint32_t i, uint32_t j, size_t cell) {
    double x[SL_LINKS];
    unsigned n = 0;
    for (unsigned k = 0; k < t->p->kinds; k++) {
        float w = t->l->link[t->p->kinds * cell + k];
        if (w > SL_REAL_NEVER) x[n++] = w + t->l->fore[LINK][sl_band_cell(t->b, i - sl_link_kinds[k].a, j - sl_link_kinds[k].b)];
    }
    return log_sum(x, n);
}

static double at(const sl_band *b, const double *table, bool there, uint32_t i, uint32_t j) {
    return there && sl_band_has(b, i, j) ? table[sl_band_cell(b, i, j)] : SL_REAL_NEVER;
}

static void forward(const task *t) {
    double **f = t->l->fore;
    for (uint32_t i = 0; i <= t->b->n; i++)
        for (uint32_t j = t->b->lo[i]; j <= t->b->hi[i]; j++) {
            size_t c = sl_band_cell(t->b, i, j);
            double link = i || j ? fore_links(t, i, j, c) : 0;
            double gap = sl_real_logadd(at(t->b, f[GAP], i > 0, i - 1, j), at(t->b, f[GAP], j > 0, i, j - 1));
            f[LINK][c] = sl_real_logadd(link, gap + t->p->close);
            f[GAP][c] = sl_real_logadd(link + t->p->open, gap + t->p->go_on);
        }
}

static double back_links(const task *t, uint32_t i, uint32_t j) {
    double x[SL_LINKS];
    unsigned n = 0;
    for (unsigned k = 0; k < t->p->kinds; k++) {
        uint32_t ni = i + sl_link_kinds[k].a, nj = j + sl_link_kinds[k].b;
        if (ni > t->b->n || nj > t->b->m || !sl_band_has(t->b, ni, nj)) continue;
        size_t c = sl_band_cell(t->b, ni, nj);
        float w = t->l->link[t->p->kinds * c + k];
        if (w > SL_REAL_NEVER) x[n++] = w + t->l->back[LINK][c];
    }
    return log_sum(x, n);
}

static void backward(const task *t) {
    double **v = t->l->back;
    for (uint32_t i = t->b->n + 1; i-- > 0;)
        for (uint32_t j = t->b->hi[i] + 1; j-- > t->b->lo[i];) {
            size_t c = sl_band_cell(t->b, i, j);
            bool end = i == t->b->n && j == t->b->m;
            double link = end ? 0 : back_links(t, i, j);
            double gap = sl_real_logadd(at(t->b, v[GAP], i < t->b->n, i + 1, j), at(t->b, v[GAP], j < t->b->m, i, j + 1));
            v[LINK][c] = end ? 0 : sl_real_logadd(link, gap + t->p->open);
            v[GAP][c] = end ? 0 : sl_real_logadd(link + t->p->close, gap + t->p->go_on);
        }
}

static double probability(double log) { return log < 0 ? sl_real_exp(log) : 1; }

/* Weights of links become probabilities; gaps are added up for each sentence. */
static void probabilities(const task *t) {
    sl_lattice *l = t->l;
    double all = l->back[LINK][0];
    for (uint32_t i = 0; i <= t->b->n; i++)
        for (uint32_t j = t->b->lo[i]; j <= t->b->hi[i]; j++) {
            size_t c = sl_band_cell(t->b, i, j);
            float *w = l->link + t->p->kinds * c;
            for (unsigned k = 0; k < t->p->kinds; k++) {
                sl_link_kind x = sl_link_kinds[k];
                bool none = w[k] <= SL_REAL_NEVER;
                w[k] = none ? 0 : (float)probability(l->fore[LINK][sl_band_cell(t->b, i - x.a, j - x.b)] + w[k] + l->back[LINK][c] - all);
            }
            double down = at(t->b, l->fore[GAP], i > 0, i - 1, j), across = at(t->b, l->fore[GAP], j > 0, i, j - 1);
            if (down > SL_REAL_NEVER) l->alone[0][i - 1] += probability(down + l->back[GAP][c] - all);
            if (across > SL_REAL_NEVER) l->alone[1][j - 1] += probability(across + l->back[GAP][c] - all);
        }
}

static void rate_path(const task *t) {
    for (size_t x = 0; x < t->l->nbead; x++) {
        sl_bead *b = &t->l->bead[x];
        double p = !b->b ? t->l->alone[0][b->i] : !b->a ? t->l->alone[1][b->j] :
                   (double)t->l->link[t->p->kinds * sl_band_cell(t->b, b->i + b->a, b->j + b->b) + sl_link_kind_of(b)];
        b->p = p < 1 ? (float)p : 1;
    }
}

static void make(sl_lattice *l, const sl_band *b, unsigned kinds) {
    size_t cells = sl_band_cells(b);
    l->link = sl_grow(l->link, &l->linkcap, cells * kinds, sizeof *l->link);
    for (unsigned s = 0; s < 2; s++) {
        uint32_t n = s ? b->m : b->n;
        l->fore[s] = sl_grow(l->fore[s], &l->forecap[s], cells, sizeof *l->fore[s]);
        l->back[s] = sl_grow(l->back[s], &l->backcap[s], cells, sizeof *l->back[s]);
        l->from[s] = sl_grow(l->from[s], &l->fromcap[s], cells, sizeof *l->from[s]);
        l->alone[s] = sl_grow(l->alone[s], &l->alonecap[s], (size_t)n + 1, sizeof *l->alone[s]);
        for (uint32_t i = 0; i < n; i++) l->alone[s][i] = 0;
    }
}

void sl_lattice_solve(sl_lattice *l, const sl_band *b, const sl_prior *p, const sl_evidence *e, sl_length *len) {
    task t = {l, b, p, e, len};
    make(l, b, p->kinds);
    weigh_links(&t);
    sl_lattice_path(l, b, p);
    forward(&t);
    backward(&t);
    probabilities(&t);
    rate_path(&t);
}

sl_align_parts sl_lattice_explain(const sl_band *b, const sl_prior *p, const sl_evidence *e, sl_length *len, const sl_bead *x) {
    uint32_t i = x->i + x->a, j = x->j + x->b;
    return (sl_align_parts){p->link[sl_link_kind_of(x)], sl_length_bead(len, x),
                            {LAMBDA * sl_evidence_one(e, b, i, j, x->a, x->b), LAMBDA * sl_evidence_two(e, b, i, j, x->a, x->b)}, 0,
                            sl_emb_bead(e->emb, b, i, j, x->a, x->b)};
}

void sl_lattice_free(sl_lattice *l) {
    free(l->link);
    for (unsigned s = 0; s < 2; s++) {
        free(l->fore[s]);
        free(l->back[s]);
        free(l->from[s]);
        free(l->alone[s]);
    }
    free(l->bead);
}
