/* Evidence of sentence embeddings; see emb.h. */
#include "emb.h"
#include "lattice.h"
#include "real.h"
#include <math.h>
#include <stdlib.h>

enum { RUNS = SL_ALIGN_MAX_BEAD,
       PAIRS = 400,               /* of sentences, to see what chance gives */
       FEW = 64 };                /* with fewer, others of the files are taken too */
static const double KNOWN = 0.998, MOST = 12, RELATED = 0.005, TAIL = 0.7,  /* chance is a bell, but for sentences alike that don't translate each other */
    NEAR = 1.5,                   /* z of a sentence pair that makes a merged bead worth looking at */
    LEAST_FAR = 0.05, SMOOTH = 4, /* in a document of few sentences much of the mean is the link itself */
    LEAST_SPREAD = 0.01,
    STEP = 0.5, MOST_TRUST = 8,   /* what it costs that another bead is so much nearer, times mu over sigma */
    CLEAR = 2,                  /* how much nearer than the nearest by chance the nearest must be */
    BESIDE = 20,                  /* pairs that what was known of chance counts for */
    BEFORE = 3;                   /* links that what was known before counts for */

typedef float lanes __attribute__((vector_size(32)));

static double dot(const float *x, const float *y, uint32_t n) {
    lanes sum = {0}, more = {0}, p, q;
    float tail = 0, part[8];
    uint32_t k = 0;
    for (; k + 16 <= n; k += 16) {
        memcpy(&p, x + k, sizeof p);
        memcpy(&q, y + k, sizeof q);
        sum += p * q;
        memcpy(&p, x + k + 8, sizeof p);
        memcpy(&q, y + k + 8, sizeof q);
        more += p * q;
    }
    for (; k < n; k++) tail += x[k] * y[k];
    sum += more;
    memcpy(part, &sum, sizeof part);
    return (double)(((part[0] + part[4]) + (part[1] + part[5])) + ((part[2] + part[6]) + (part[3] + part[7])) + tail);
}

static const float *vector(const sl_emb *e, unsigned side, uint32_t row) { return e->v[side]->row + (size_t)e->v[side]->dim * row; }

static sl_emb_run *run_at(const sl_emb *e, unsigned side, uint32_t end, unsigned r) { return &e->run[side][RUNS * (size_t)end + r - 1]; }

/* A vector that is zero, or holds what is no number, is none. */
static sl_emb_run measure(const sl_emb *e, unsigned side, uint32_t row) {
    double square = row == SL_VECTORS_NONE ? 0 : dot(vector(e, side, row), vector(e, side, row), e->v[side]->dim);
    bool good = square > 1e-20 && square < 1e30;
    return good ? (sl_emb_run){row, (float)(1 / sqrt(square)), 1} : (sl_emb_run){SL_VECTORS_NONE, 0, 1};
}

static void look_up(sl_emb *e, unsigned side, const sl_align_text *t, unsigned most) {
    e->n[side] = (uint32_t)t->n;
    e->run[side] = sl_grow(e->run[side], &e->runcap[side], RUNS * (t->n + 1), sizeof **e->run);
    for (uint32_t i = 0; i <= t->n; i++)
        for (unsigned r = 1; r <= RUNS; r++) {
            sl_emb_run *x = run_at(e, side, i, r);
            *x = (sl_emb_run){SL_VECTORS_NONE, 0, 1};
            if (r > i || r > most) continue;
            *x = measure(e, side, sl_vectors_find(e->v[side], t->sentence + i - r, r, &e->scratch));
            e->runs++;
            e->missing += x->row == SL_VECTORS_NONE;
        }
}

static void find_centre(sl_emb *e, unsigned side) {
    uint32_t dim = e->v[side]->dim, n = 0;
    float *c = e->centre[side] = sl_grow(e->centre[side], &e->centrecap[side], dim, sizeof **e->centre);
    for (uint32_t d = 0; d < dim; d++) c[d] = 0;
    for (uint32_t i = 1; i <= e->n[side]; i++) {
        const sl_emb_run *x = run_at(e, side, i, 1);
        if (x->row == SL_VECTORS_NONE) continue;
        const float *p = vector(e, side, x->row);
        for (uint32_t d = 0; d < dim; d++) c[d] += p[d] * x->unit;
        n++;
    }
    for (uint32_t d = 0; n && d < dim; d++) c[d] /= (float)n;
}

static float far_of(const sl_emb *e, unsigned side, const sl_emb_run *x) {
    double far = 1 - dot(vector(e, side, x->row), e->centre[!side], e->v[side]->dim) * (double)x->unit, n = e->n[!side];
    far = (n * far + SMOOTH) / (n + SMOOTH);
    return (float)(far > LEAST_FAR ? far : LEAST_FAR);
}

static void find_far(sl_emb *e, unsigned side) {
    for (size_t k = 0; k < RUNS * ((size_t)e->n[side] + 1); k++)
        if (e->run[side][k].row != SL_VECTORS_NONE) e->run[side][k].far = far_of(e, side, &e->run[side][k]);
}

/* vecalign's distance; 1 is what is to be expected. Both have a vector. */
static double distance(const sl_emb *e, const sl_emb_run *x, const sl_emb_run *y) {
    double cos = dot(vector(e, 0, x->row), vector(e, 1, y->row), e->v[0]->dim) * (double)x->unit * (double)y->unit;
    return 2 * (1 - cos) / ((double)x->far + (double)y->far);
}

static uint32_t draw(uint64_t *seed, uint32_t n) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*seed >> 32) * n >> 32);
}

static void note(sl_emb *e, double x) {
    e->list = sl_grow(e->list, &e->listcap, e->nlist + 1, sizeof *e->list);
    e->list[e->nlist++] = x;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double quantile(const sl_emb *e, double q) { return e->list[(size_t)((double)(e->nlist - 1) * q)]; }

/* Sentences a quarter of the document apart. */
static void pairs_of_document(sl_emb *e, uint64_t *seed) {
    for (unsigned k = 0; k < PAIRS && e->n[0] && e->n[1]; k++) {
        uint32_t i = draw(seed, e->n[0]), j = draw(seed, e->n[1]);
        const sl_emb_run *x = run_at(e, 0, i + 1, 1), *y = run_at(e, 1, j + 1, 1);
        double apart = (i + 0.5) / e->n[0] - (j + 0.5) / e->n[1];
        if (x->row != SL_VECTORS_NONE && y->row != SL_VECTORS_NONE && (apart > 0.25 || apart < -0.25)) note(e, distance(e, x, y));
    }
}

static void pairs_of_files(sl_emb *e, uint64_t *seed) {
    for (unsigned k = 0; k < FEW; k++) {
        sl_emb_run x = measure(e, 0, draw(seed, e->v[0]->n)), y = measure(e, 1, draw(seed, e->v[1]->n));
        if (x.row == SL_VECTORS_NONE || y.row == SL_VECTORS_NONE) continue;
        x.far = far_of(e, 0, &x);
        y.far = far_of(e, 1, &y);
        note(e, distance(e, &x, &y));
    }
}

/* Pairs of one document are no links, since they stand far apart, so what is near among them shows how alike sentences can be; of
 * others only the half that is farther than the median is looked at. */
static void see_chance(sl_emb *e) {
    uint64_t seed = 1;
    e->nlist = 0;
    pairs_of_document(e, &seed);
    bool apart = e->nlist >= FEW;
    if (!apart) pairs_of_files(e, &seed);
    e->mid = 1;
    e->spread = 0.1;
    if (e->nlist < 8) return;
    qsort(e->list, e->nlist, sizeof *e->list, ascending);
    e->mid = quantile(e, 0.5);
    e->spread = quantile(e, 0.84) - e->mid;
    double near = (e->mid - quantile(e, 0.02)) / 2.05;
    if (apart && near > e->spread) e->spread = near;
    if (e->spread < LEAST_SPREAD) e->spread = LEAST_SPREAD;
}

void sl_emb_start(sl_emb *e, const sl_align_text *one, const sl_align_text *two, unsigned max_bead) {
    if (!e->v[0]) return;
    look_up(e, 0, one, max_bead);
    look_up(e, 1, two, max_bead);
    for (unsigned s = 0; s < 2; s++) find_centre(e, s);
    for (unsigned s = 0; s < 2; s++) find_far(e, s);
    see_chance(e);
    e->mu = 0;
    e->sigma = 0;                 /* not judged yet */
    e->on = false;
}

/* How many deviations nearer than by chance; NAN: one has no vector. */
static double nearness(const sl_emb *e, uint32_t i, uint32_t j, unsigned a, unsigned b) {
    const sl_emb_run *x = run_at(e, 0, i, a), *y = run_at(e, 1, j, b);
    if (x->row == SL_VECTORS_NONE || y->row == SL_VECTORS_NONE) return NAN;
    return (e->mid - distance(e, x, y)) / e->spread;
}

/* The nearest sentence of each, if that is nearer than the nearest of so many would be by chance. */
static void judge(sl_emb *e, const sl_band *b) {
    double columns = 0;
    e->nlist = 0;
    for (uint32_t i = 1; i <= b->n; i++) {
        double best = -1e9;
        for (uint32_t j = b->lo[i] ? b->lo[i] : 1; j <= b->hi[i]; j++) {
            double z = (double)e->near[e->kinds * sl_band_cell(b, i, j)];
            if (z > best) best = z;
        }
        columns += (b->hi[i] - b->lo[i] + 1.0) / b->n;
        if (best > -1e9) note(e, best);
    }
    e->sigma = 1;
    if (!e->nlist) return;
    qsort(e->list, e->nlist, sizeof *e->list, ascending);
    double middle = quantile(e, 0.5), chance = sqrt(2 * sl_real_log(columns > 2 ? columns : 2));
    if (middle < chance + CLEAR) return;
    e->on = true;
    e->mu = middle;
    e->sigma = middle / 4 > 1 ? middle / 4 : 1;
}

/* Where the bead of a and b that ends at (i, j) is kept; SIZE_MAX: there is none, for its kind or for its rectangle, as in lattice.c. */
static size_t place(const sl_emb *e, const sl_band *band, uint32_t i, uint32_t j, unsigned a, unsigned b) {
    unsigned kind = a <= RUNS && b <= RUNS ? e->kind[a - 1][b - 1] : SL_LINKS;
    if (kind >= e->kinds || a > i || b > j || i > band->n || !sl_band_has(band, i, j) || !sl_band_has(band, i - a, j - b)) return SIZE_MAX;
    if (j - b + 1 < band->lo[i] || j > band->hi[i - a + 1]) return SIZE_MAX;
    return e->kinds * sl_band_cell(band, i, j) + kind;
}

static double near_of(const sl_emb *e, const sl_band *band, uint32_t i, uint32_t j, unsigned a, unsigned b) {
    size_t at = place(e, band, i, j, a, b);
    return at == SIZE_MAX ? NAN : (double)e->near[at];
}

/* The nearest pair of sentences in the rectangle of a bead. */
static double nearest(const sl_emb *e, const sl_band *band, uint32_t i, uint32_t j, unsigned a, unsigned b) {
    double best = -1e9;
    for (unsigned p = 0; p < a; p++)
        for (unsigned q = 0; q < b; q++) {
            double z = (double)e->near[e->kinds * sl_band_cell(band, i - p, j - q)];
            if (isnan(z)) return NAN;
            if (z > best) best = z;
        }
    return best;
}

static void fill_node(sl_emb *e, const sl_band *b, uint32_t i, uint32_t j) {
    for (unsigned k = 0; k < e->kinds; k++) {
        unsigned n = sl_link_kinds[k].a, m = sl_link_kinds[k].b;
        double z = NAN;
        if (k == 0) z = i && j ? nearness(e, i, j, 1, 1) : NAN;
        else if (place(e, b, i, j, n, m) != SIZE_MAX) {
            z = nearest(e, b, i, j, n, m);
            if (!(z < NEAR)) z = nearness(e, i, j, n, m);
        }
        e->near[e->kinds * sl_band_cell(b, i, j) + k] = (float)z;
    }
}

void sl_emb_fill(sl_emb *e, const sl_band *b, unsigned kinds) {
    if (!e->v[0]) return;
    e->kinds = kinds;
    memset(e->kind, 0xFF, sizeof e->kind);
    for (unsigned k = 0; k < kinds; k++) e->kind[sl_link_kinds[k].a - 1][sl_link_kinds[k].b - 1] = (uint8_t)k;
    e->near = sl_grow(e->near, &e->nearcap, kinds * sl_band_cells(b), sizeof *e->near);
    for (uint32_t i = 0; i <= b->n; i++)
        for (uint32_t j = b->lo[i]; j <= b->hi[i]; j++) fill_node(e, b, i, j);
    if (e->sigma == 0) judge(e, b);
}

/* Chance again, from sentences that stand beside the links found so far: they are of one subject, and nearer than others. */
static void see_beside(sl_emb *e, const sl_bead *bead, size_t n) {
    static const int beside[] = {-4, -3, 3, 4};
    double sum = BESIDE, first = BESIDE * e->mid, second = BESIDE * (e->mid * e->mid + e->spread * e->spread);
    for (size_t k = 0; k < n; k++)
        for (unsigned q = 0; q < 4 && bead[k].a && bead[k].b; q++) {
            int64_t j = (int64_t)bead[k].j + beside[q];
            if (j < 0 || j >= e->n[1]) continue;
            const sl_emb_run *x = run_at(e, 0, bead[k].i + 1, 1), *y = run_at(e, 1, (uint32_t)j + 1, 1);
            if (x->row == SL_VECTORS_NONE || y->row == SL_VECTORS_NONE) continue;
            double d = distance(e, x, y), p = (double)bead[k].p;
            sum += p;
            first += p * d;
            second += p * d * d;
        }
    double mean = first / sum, variance = second / sum - mean * mean;
    e->mid = mean;
    e->spread = variance > LEAST_SPREAD * LEAST_SPREAD ? sqrt(variance) : LEAST_SPREAD;
}

void sl_emb_learn(sl_emb *e, const sl_bead *bead, size_t n) {
    if (!e->v[0]) return;
    see_beside(e, bead, n);
    double sum = BEFORE, first = BEFORE * e->mu, second = BEFORE * (e->mu * e->mu + e->sigma * e->sigma);
    for (size_t k = 0; k < n; k++) {
        double z = bead[k].a && bead[k].b ? nearness(e, bead[k].i + bead[k].a, bead[k].j + bead[k].b, bead[k].a, bead[k].b) : NAN;
        double p = (double)bead[k].p * (double)bead[k].p;
        if (isnan(z)) continue;
        sum += p;
        first += p * z;
        second += p * z * z;
    }
    double mean = first / sum, variance = second / sum - mean * mean;
    e->mu = mean > 0 ? mean : 0;
    e->sigma = variance > 1 ? sqrt(variance) : 1;
    e->on = e->mu > 0.5;
}

static double bell(double z, double mu, double sigma) { return 0.3989422804014327 / sigma * sl_real_exp(-0.5 * (z - mu) / sigma * ((z - mu) / sigma)); }

/* How likely z is where no link is, and how fast that falls. */
static double chance(double z, double *falls) {
    double a = (1 - RELATED) * bell(z, 0, 1), b = RELATED * TAIL * sl_real_exp(-TAIL * z);
    *falls = (a * z + b * TAIL) / (a + b);
    return a + b;
}

/* Nearer than links are wont to be is a little better, as far as it is rarer by chance; farther than by chance is no better. */
static double weight(const sl_emb *e, double z) {
    double falls, at = z < 0 ? 0 : z > e->mu ? e->mu : z, c = chance(at, &falls);
    double w = sl_real_log(KNOWN * bell(at, e->mu, e->sigma) / c + 1 - KNOWN);
    if (z > e->mu) w += falls * (z < e->mu + 2 * e->sigma ? z - e->mu : 2 * e->sigma);
    return w < MOST ? w : MOST;
}

/* By how much the bead gets nearer when it takes in a sentence beside it, or lets go of one at its edge. */
static double unrest(const sl_emb *e, const sl_band *band, uint32_t i, uint32_t j, unsigned a, unsigned b, double z) {
    const double other[] = {near_of(e, band, i, j, a + 1, b), near_of(e, band, i + 1, j, a + 1, b), near_of(e, band, i, j, a, b + 1), near_of(e, band, i, j + 1, a, b + 1),
                            a > 1 ? near_of(e, band, i, j, a - 1, b) : NAN, a > 1 ? near_of(e, band, i - 1, j, a - 1, b) : NAN,
                            b > 1 ? near_of(e, band, i, j, a, b - 1) : NAN, b > 1 ? near_of(e, band, i, j - 1, a, b - 1) : NAN};
    double best = z;
    for (unsigned k = 0; k < sizeof other / sizeof *other; k++)
        if (other[k] > best) best = other[k];
    return best - z;
}

double sl_emb_bead(const sl_emb *e, const sl_band *band, uint32_t i, uint32_t j, unsigned a, unsigned b) {
    if (!e || !e->on) return 0;
    double z = near_of(e, band, i, j, a, b), w = isnan(z) ? 0 : weight(e, z);
    if (w <= 0) return w;
    double trust = e->mu / e->sigma, more = STEP * (trust < MOST_TRUST ? trust : MOST_TRUST) * unrest(e, band, i, j, a, b, z);
    return w - (more < MOST ? more : MOST);
}

void sl_emb_free(sl_emb *e) {
    for (unsigned s = 0; s < 2; s++) {
        free(e->run[s]);
        free(e->centre[s]);
    }
    free(e->near);
    free(e->list);
    sl_buf_free(&e->scratch);
}
