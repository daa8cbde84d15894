/* The dynamic programme; see lattice.h. */
#include "lattice.h"
#include "real.h"
#include <stdlib.h>

static const double LAMBDA = 0.45, SHARP = 0.6,
    LOOK = -6,                    /* log of the probability from which on a link has its second look */
    FAINT = -20;                  /* log of a probability that no sum will miss */

/* Weighing. */

/* Is the bead's rectangle in the band, and in one section? Both borders ascend, so two corners tell. */
static bool fits(const sl_band *b, uint32_t i, uint32_t j, sl_link_kind k) {
    return k.a <= i && k.b <= j && sl_band_has(b, i - k.a, j - k.b) && j - k.b + 1 >= b->lo[i] && j <= b->hi[i - k.a + 1] &&
           sl_sections_hold(b->sections, i - k.a, j - k.b, k.a, k.b);
}

/* What is known without reading the words. */
static double layout(const sl_models *m, uint32_t i, uint32_t j, unsigned a, unsigned b) {
    return sl_place_fit(&m->place, i, j, a, b) + (m->twins.any ? sl_twins_fit(&m->twins, i, j, a, b) : 0);
}

static double weight(const sl_models *m, const sl_band *b, uint32_t i, uint32_t j, unsigned k) {
    sl_link_kind x = sl_link_kinds[k];
    double words = sl_evidence_two(&m->evidence, b, i, j, x.a, x.b) + sl_evidence_one(&m->evidence, b, i, j, x.a, x.b);
    return m->prior.link[k] + sl_length_fit(&m->length, x.a, j, x.b) + layout(m, i, j, x.a, x.b) +
           (m->emb.on ? sl_emb_bead(&m->emb, b, i, j, x.a, x.b) : 0) + LAMBDA * words;
}

void sl_lattice_weigh(sl_lattice *l, const sl_band *b, sl_models *m) {
    unsigned kinds = m->prior.kinds;
    l->link = sl_grow(l->link, &l->linkcap, sl_band_cells(b) * kinds, sizeof *l->link);
    l->nlooked = 0;
    for (uint32_t i = 0; i <= b->n; i++) {
        sl_length_row(&m->length, i);
        for (uint32_t j = b->lo[i]; j <= b->hi[i]; j++) {
            float *w = l->link + kinds * sl_band_cell(b, i, j);
            for (unsigned k = 0; k < kinds; k++) w[k] = fits(b, i, j, sl_link_kinds[k]) ? (float)(SHARP * weight(m, b, i, j, k)) : (float)SL_REAL_NEVER;
        }
    }
}

/* Sums over paths. */

typedef struct { sl_lattice *l; const sl_band *b; const sl_prior *p; } task;

/* log of a sum of exponentials. */
static double log_sum(const double *x, unsigned n) {
    double most = SL_REAL_NEVER, sum = 0;
    for (unsigned k = 0; k < n; k++)
        if (x[k] > most) most = x[k];
    if (most <= SL_REAL_NEVER) return SL_REAL_NEVER;
    for (unsigned k = 0; k < n; k++)
        if (x[k] > most + FAINT) sum += sl_real_exp(x[k] - most);
    return most + sl_real_log(sum);
}

static double fore_links(const task *t, uint32_t i, uint32_t j, size_t cell) {
    double x[SL_LINKS];
    unsigned n = 0;
    for (unsigned k = 0; k < t->p->kinds; k++) {
        float w = t->l->link[t->p->kinds * cell + k];
        if (w > SL_REAL_NEVER) x[n++] = w + t->l->fore[SL_BEHIND_LINK][sl_band_cell(t->b, i - sl_link_kinds[k].a, j - sl_link_kinds[k].b)];
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
            double one = at(t->b, f[SL_IN_ONE], i > 0, i - 1, j), two = at(t->b, f[SL_IN_TWO], j > 0, i, j - 1);
            f[SL_BEHIND_LINK][c] = sl_real_logadd(link, sl_real_logadd(one, two) + t->p->close);
            f[SL_IN_ONE][c] = sl_real_logadd(link + t->p->open, one + t->p->go_on);
            if (sl_sections_begin(t->b->sections, i, j)) f[SL_IN_ONE][c] = sl_real_logadd(f[SL_IN_ONE][c], two + t->p->change);
            f[SL_IN_TWO][c] = sl_real_logadd(link + t->p->open, sl_real_logadd(one + t->p->change, two + t->p->go_on));
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
        if (w > SL_REAL_NEVER) x[n++] = w + t->l->back[SL_BEHIND_LINK][c];
    }
    return log_sum(x, n);
}

static void backward(const task *t) {
    double **v = t->l->back;
    for (uint32_t i = t->b->n + 1; i-- > 0;)
        for (uint32_t j = t->b->hi[i] + 1; j-- > t->b->lo[i];) {
            size_t c = sl_band_cell(t->b, i, j);
            bool end = i == t->b->n && j == t->b->m;
            double link = end ? 0 : back_links(t, i, j), close = end ? 0 : link + t->p->close;
            double one = at(t->b, v[SL_IN_ONE], i < t->b->n, i + 1, j), two = at(t->b, v[SL_IN_TWO], j < t->b->m, i, j + 1);
            v[SL_BEHIND_LINK][c] = sl_real_logadd(link, sl_real_logadd(one, two) + t->p->open);
            v[SL_IN_ONE][c] = sl_real_logadd(close, sl_real_logadd(one + t->p->go_on, two + t->p->change));
            v[SL_IN_TWO][c] = sl_real_logadd(close, two + t->p->go_on);
            if (sl_sections_begin(t->b->sections, i, j)) v[SL_IN_TWO][c] = sl_real_logadd(v[SL_IN_TWO][c], one + t->p->change);
        }
}

/* The part of all paths' sum that goes on from `cell` at `back`, having come there with `fore`: a logarithm. */
static double part(const sl_lattice *l, double fore, double back) { return fore + back - l->back[SL_BEHIND_LINK][0]; }

static double probability(double log) { return log < 0 ? sl_real_exp(log) : 1; }

static double link_part(const task *t, uint32_t i, uint32_t j, unsigned k) {
    const sl_lattice *l = t->l;
    size_t c = sl_band_cell(t->b, i, j), before = sl_band_cell(t->b, i - sl_link_kinds[k].a, j - sl_link_kinds[k].b);
    return part(l, l->fore[SL_BEHIND_LINK][before] + l->link[t->p->kinds * c + k], l->back[SL_BEHIND_LINK][c]);
}

/* Gaps are added up for each sentence. */
static void add_gaps(const task *t) {
    sl_lattice *l = t->l;
    for (unsigned s = 0; s < 2; s++)
        for (uint32_t i = 0; i < (s ? t->b->m : t->b->n); i++) l->alone[s][i] = 0;
    for (uint32_t i = 0; i <= t->b->n; i++)
        for (uint32_t j = t->b->lo[i]; j <= t->b->hi[i]; j++) {
            size_t c = sl_band_cell(t->b, i, j);
            double one = part(l, at(t->b, l->fore[SL_IN_ONE], i > 0, i - 1, j), l->back[SL_IN_ONE][c]);
            double two = part(l, at(t->b, l->fore[SL_IN_TWO], j > 0, i, j - 1), l->back[SL_IN_TWO][c]);
            if (one > FAINT) l->alone[0][i - 1] += probability(one);
            if (two > FAINT) l->alone[1][j - 1] += probability(two);
        }
}

static void rate_path(const task *t) {
    for (size_t x = 0; x < t->l->nbead; x++) {
        sl_bead *b = &t->l->bead[x];
        double p = !b->b ? t->l->alone[0][b->i] : !b->a ? t->l->alone[1][b->j] :
                   probability(link_part(t, b->i + b->a, b->j + b->b, sl_link_kind_of(b)));
        b->p = p < 1 ? (float)p : 1;
    }
}

static void make_room(sl_lattice *l, const sl_band *b) {
    size_t cells = sl_band_cells(b);
    for (unsigned s = 0; s < SL_STATES; s++) {
        l->fore[s] = sl_grow(l->fore[s], &l->forecap[s], cells, sizeof *l->fore[s]);
        l->back[s] = sl_grow(l->back[s], &l->backcap[s], cells, sizeof *l->back[s]);
        l->from[s] = sl_grow(l->from[s], &l->fromcap[s], cells, sizeof *l->from[s]);
    }
    l->alone[0] = sl_grow(l->alone[0], &l->alonecap[0], (size_t)b->n + 1, sizeof *l->alone[0]);
    l->alone[1] = sl_grow(l->alone[1], &l->alonecap[1], (size_t)b->m + 1, sizeof *l->alone[1]);
}

void sl_lattice_solve(sl_lattice *l, const sl_band *b, const sl_prior *p) {
    sl_prior sharp = *p;
    sharp.open *= SHARP, sharp.go_on *= SHARP, sharp.change *= SHARP, sharp.close *= SHARP;
    task t = {l, b, &sharp};
    make_room(l, b);
    sl_lattice_path(l, b, &sharp);
    forward(&t);
    backward(&t);
    add_gaps(&t);
    rate_path(&t);
}

/* The second look. */

static bool looked(const sl_lattice *l, size_t had, size_t *at, size_t link) {
    while (*at < had && l->looked[*at] < link) ++*at;
    return *at < had && l->looked[*at] == link;
}

static int ascending(const void *a, const void *b) {
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

static double loss(sl_models *m, const sl_bead *x) {
    return LAMBDA * sl_rivals_loss(&m->rivals, &m->evidence, m->one, m->two, m->table[0], m->table[1], x);
}

bool sl_lattice_look(sl_lattice *l, const sl_band *b, sl_models *m) {
    task t = {l, b, &m->prior};
    size_t had = l->nlooked, next = 0;
    for (uint32_t i = 0; i <= b->n; i++)
        for (uint32_t j = b->lo[i]; j <= b->hi[i]; j++)
            for (unsigned k = 0; k < m->prior.kinds; k++) {
                size_t at = m->prior.kinds * sl_band_cell(b, i, j) + k;
                sl_link_kind x = sl_link_kinds[k];
                if (l->link[at] <= SL_REAL_NEVER || link_part(&t, i, j, k) < LOOK || looked(l, had, &next, at)) continue;
                l->looked = sl_grow(l->looked, &l->lookedcap, l->nlooked + 1, sizeof *l->looked);
                l->looked[l->nlooked++] = at;
                l->link[at] += (float)(SHARP * loss(m, &(sl_bead){i - x.a, j - x.b, x.a, x.b, 0}));
            }
    if (l->nlooked > had) qsort(l->looked, l->nlooked, sizeof *l->looked, ascending);
    return l->nlooked > had;
}

sl_align_parts sl_lattice_explain(const sl_band *b, sl_models *m, const sl_bead *x) {
    uint32_t i = x->i + x->a, j = x->j + x->b;
    double one = sl_evidence_one(&m->evidence, b, i, j, x->a, x->b), two = sl_evidence_two(&m->evidence, b, i, j, x->a, x->b);
    return (sl_align_parts){.kind = m->prior.link[sl_link_kind_of(x)], .length = sl_length_bead(&m->length, x),
                            .place = layout(m, i, j, x->a, x->b), .words = {LAMBDA * one, LAMBDA * two}, .rivals = loss(m, x),
                            .emb = sl_emb_bead(&m->emb, b, i, j, x->a, x->b)};
}

void sl_lattice_free(sl_lattice *l) {
    free(l->link);
    free(l->looked);
    free(l->bead);
    for (unsigned s = 0; s < SL_STATES; s++) {
        free(l->fore[s]);
        free(l->back[s]);
        free(l->from[s]);
    }
    free(l->alone[0]);
    free(l->alone[1]);
}

void sl_models_free(sl_models *m) {
    sl_evidence_free(&m->evidence);
    sl_length_free(&m->length);
    sl_place_free(&m->place);
    sl_twins_free(&m->twins);
    sl_emb_free(&m->emb);
    sl_rivals_free(&m->rivals);
}
