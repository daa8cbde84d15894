/* IBM Model 1; see model1.h. */
#include "model1.h"
#include <stdlib.h>

enum { ROUNDS = 5, MOST_PAIRS = 10000, MOST_LINKS = 30 };
static const double SEED = 5,           /* observations that a link of weight 1 is worth */
    LEAST_STEP = 0.0005, LEAST = 0.005, /* what is kept between rounds, and at the end */
    REST = 0.3, MERGED = 0.7, SURE = 0.5;

typedef struct { const uint32_t *tok; uint32_t n; } run;

static run tokens(const sl_half *h, uint32_t i, unsigned n) { return (run){h->tok + h->at[i], h->at[i + n] - h->at[i]}; }
static run given(const sl_model1 *m, const sl_bead *b) { return m->turned ? tokens(m->from, b->j, b->b) : tokens(m->from, b->i, b->a); }
static run seen(const sl_model1 *m, const sl_bead *b) { return m->turned ? tokens(m->to, b->i, b->a) : tokens(m->to, b->j, b->b); }

double sl_model1_weight(const sl_bead *b) {
    if (!b->a || !b->b || (double)b->p <= SURE) return 0;
    return b->a == 1 && b->b == 1 ? 1 : MERGED;
}

static bool used(const sl_model1 *m, const sl_bead *b) {
    return sl_model1_weight(b) > 0.01 && (size_t)given(m, b).n * seen(m, b).n <= MOST_PAIRS;
}

/* Room for the sums of every bead that is used. */
static void lay_out(sl_model1 *m) {
    m->sum_at = sl_grow(m->sum_at, &m->sum_atcap, m->nbead + 1, sizeof *m->sum_at);
    m->sum_at[0] = 0;
    for (size_t k = 0; k < m->nbead; k++) m->sum_at[k + 1] = m->sum_at[k] + (used(m, &m->bead[k]) ? seen(m, &m->bead[k]).n : 0);
    m->sum = sl_grow(m->sum, &m->sumcap, m->sum_at[m->nbead] + 1, sizeof *m->sum);
}

/* Which beads hold which word: counting sort. */
static void index_words(sl_model1 *m) {
    uint32_t words = m->from->words.n;
    m->occ_at = sl_grow(m->occ_at, &m->occ_atcap, (size_t)words + 2, sizeof *m->occ_at);
    memset(m->occ_at, 0, ((size_t)words + 2) * sizeof *m->occ_at);
    for (int fill = 0; fill < 2; fill++) {
        for (size_t k = 0; k < m->nbead; k++) {
            if (m->sum_at[k] == m->sum_at[k + 1]) continue;
            run g = given(m, &m->bead[k]);
            for (uint32_t i = 0; i < g.n; i++) {
                if (fill) m->occ[m->occ_at[g.tok[i] + 1]++] = (uint32_t)k;
                else m->occ_at[g.tok[i] + 2]++;
            }
        }
        if (fill) break;
        for (uint32_t w = 0; w < words; w++) m->occ_at[w + 2] += m->occ_at[w + 1];
        m->occ = sl_grow(m->occ, &m->occcap, m->occ_at[words + 1] + 1, sizeof *m->occ);
    }
}

/* What the empty word gives. */
static void start_sums(sl_model1 *m) {
    for (size_t k = 0; k < m->nbead; k++) {
        if (m->sum_at[k] == m->sum_at[k + 1]) continue;
        double share = SL_MODEL1_NULL / (1 - SL_MODEL1_NULL) * given(m, &m->bead[k]).n;
        run s = seen(m, &m->bead[k]);
        for (uint32_t j = 0; j < s.n; j++) m->sum[m->sum_at[k] + j] = share * m->to->freq[s.tok[j]];
    }
}

static void spread_row(sl_model1 *m, const sl_rows *r, uint32_t v) {
    for (size_t k = r->at[v]; k < r->at[v + 1]; k++) m->spread[r->link[k].word] = r->link[k].p;
}
static void clear_row(sl_model1 *m, const sl_rows *r, uint32_t v) {
    for (size_t k = r->at[v]; k < r->at[v + 1]; k++) m->spread[r->link[k].word] = 0;
}

static void add_sums(sl_model1 *m, uint32_t v) {
    for (size_t o = m->occ_at[v]; o < m->occ_at[v + 1]; o++) {
        run s = seen(m, &m->bead[m->occ[o]]);
        double *sum = m->sum + m->sum_at[m->occ[o]];
        for (uint32_t j = 0; j < s.n; j++) sum[j] += m->spread[s.tok[j]];
    }
}

static void gather(sl_model1 *m, uint32_t v) {
    for (size_t o = m->occ_at[v]; o < m->occ_at[v + 1]; o++) {
        const sl_bead *b = &m->bead[m->occ[o]];
        run s = seen(m, b);
        const double *sum = m->sum + m->sum_at[m->occ[o]];
        double weight = sl_model1_weight(b);
        for (uint32_t j = 0; j < s.n; j++) {
            uint32_t w = s.tok[j];
            if (m->spread[w] <= 0) continue;
            if (m->got[w] == 0) m->touched[m->ntouched++] = w;
            m->got[w] += weight * m->spread[w] / sum[j];
        }
    }
}

/* Close the row of v: counts and pseudo-counts become probabilities. At the end known links that were never seen together stay, the
 * less the more of v was seen; and only the strongest links stay. */
static void close_row(sl_model1 *m, sl_rows *out, const sl_rows *seeds, uint32_t v, bool last) {
    double sum = REST, least = last ? LEAST : LEAST_STEP;
    size_t from = sl_rows_open(out);
    for (size_t k = seeds->at[v]; k < seeds->at[v + 1]; k++)
        if (m->got[seeds->link[k].word] > 0) m->got[seeds->link[k].word] += SEED * seeds->link[k].p;
    for (size_t k = 0; k < m->ntouched; k++) sum += m->got[m->touched[k]];
    for (size_t k = 0; k < m->ntouched; k++)
        if (m->got[m->touched[k]] / sum >= least) sl_rows_add(out, m->touched[k], (float)(m->got[m->touched[k]] / sum));
    for (size_t k = seeds->at[v]; last && k < seeds->at[v + 1]; k++) {
        double p = SEED * seeds->link[k].p / (sum + SEED);
        if (m->got[seeds->link[k].word] == 0 && p >= LEAST) sl_rows_add(out, seeds->link[k].word, (float)p);
    }
    if (last) sl_rows_cut(out, from, MOST_LINKS);
    sl_rows_end(out);
    for (size_t k = 0; k < m->ntouched; k++) m->got[m->touched[k]] = 0;
    m->ntouched = 0;
}

/* The first rows: every word by its frequency, known links above that. They are not stored but spread anew each time, over an array
 * that holds the frequencies. */
static void spread_first(sl_model1 *m, const sl_rows *seeds, uint32_t v) {
    for (size_t k = seeds->at[v]; k < seeds->at[v + 1]; k++) m->spread[seeds->link[k].word] += 0.3 * SEED * (double)seeds->link[k].p;
}
static void clear_first(sl_model1 *m, const sl_rows *seeds, uint32_t v) {
    for (size_t k = seeds->at[v]; k < seeds->at[v + 1]; k++) m->spread[seeds->link[k].word] = m->to->freq[seeds->link[k].word];
}

static void step(sl_model1 *m, const sl_rows *now, sl_rows *next, const sl_rows *seeds, bool last) {
    start_sums(m);
    sl_rows_start(next);
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t v = 0; v < m->from->words.n; v++) {
            if (now) spread_row(m, now, v);
            else spread_first(m, seeds, v);
            if (pass == 0) add_sums(m, v);
            else gather(m, v);
            if (now) clear_row(m, now, v);
            else clear_first(m, seeds, v);
            if (pass) close_row(m, next, seeds, v, last);
        }
}

static void make_scratch(sl_model1 *m) {
    size_t words = (size_t)m->to->words.n + 1;
    m->spread = sl_grow(m->spread, &m->spreadcap, words, sizeof *m->spread);
    m->got = sl_grow(m->got, &m->gotcap, words, sizeof *m->got);
    m->touched = sl_grow(m->touched, &m->touchedcap, words, sizeof *m->touched);
    m->ntouched = 0;
    for (size_t w = 0; w < words; w++) m->got[w] = 0;
}

void sl_model1_learn(sl_model1 *m, sl_rows *out, const sl_half *one, const sl_half *two, bool turned, const sl_rows *seeds, const sl_bead *bead,
                     size_t n) {
    m->from = turned ? two : one;
    m->to = turned ? one : two;
    m->turned = turned;
    m->bead = bead;
    m->nbead = n;
    lay_out(m);
    index_words(m);
    make_scratch(m);
    for (uint32_t w = 0; w < m->to->words.n; w++) m->spread[w] = m->to->freq[w];
    step(m, NULL, &m->rows[0], seeds, false);
    for (uint32_t w = 0; w < m->to->words.n; w++) m->spread[w] = 0;
    for (int r = 1; r < ROUNDS; r++) step(m, &m->rows[(r - 1) & 1], r + 1 == ROUNDS ? out : &m->rows[r & 1], seeds, r + 1 == ROUNDS);
}

void sl_model1_free(sl_model1 *m) {
    free(m->sum_at);
    free(m->sum);
    free(m->occ);
    free(m->occ_at);
    free(m->spread);
    free(m->got);
    free(m->touched);
    sl_rows_free(&m->rows[0]);
    sl_rows_free(&m->rows[1]);
}
