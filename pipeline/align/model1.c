/* IBM Model 1; see model1.h. */
#include "model1.h"
#include <stdlib.h>

enum { MOST_PAIRS = 10000, MOST_LINKS = 30, SPARE = 8 };
static const double SEED = 5,           /* observations that a link of weight 1 is worth */
    FIRST = 0.3,            /* of that in the first round */
    LEAST_STEP = 0.002, LEAST = 0.005, /* what is kept between rounds, and at the end */
    REST = 0.3, MERGED = 0.7, SURE = 0.5;

static sl_token_run given(const sl_model1 *m, const sl_bead *b) { return m->turned ? sl_half_run(m->from, b->j, b->b) : sl_half_run(m->from, b->i, b->a); }
static sl_token_run seen(const sl_model1 *m, const sl_bead *b) { return m->turned ? sl_half_run(m->to, b->i, b->a) : sl_half_run(m->to, b->j, b->b); }

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
            sl_token_run g = given(m, &m->bead[k]);
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

/* What the empty word gives; in the first round also what every word gives to every other, its frequency. */
static void start_sums(sl_model1 *m, bool first) {
    for (size_t k = 0; k < m->nbead; k++) {
        if (m->sum_at[k] == m->sum_at[k + 1]) continue;
        double share = (SL_MODEL1_NULL / (1 - SL_MODEL1_NULL) + first) * given(m, &m->bead[k]).n;
        sl_token_run s = seen(m, &m->bead[k]);
        for (uint32_t j = 0; j < s.n; j++) m->sum[m->sum_at[k] + j] = (float)(share * m->to->freq[s.tok[j]]);
    }
}

/* From now on: what the bead counts over the sum. */
static void turn_sums(sl_model1 *m) {
    for (size_t k = 0; k < m->nbead; k++) {
        float weight = (float)sl_model1_weight(&m->bead[k]);
        for (size_t j = m->sum_at[k]; j < m->sum_at[k + 1]; j++) m->sum[j] = weight / m->sum[j];
    }
}

/* The row of v takes the slots from SPARE on, in its own order; below that go words that are not in it, taking turns, so that no addition
 * has to wait for the one before. */
static uint32_t open_slots(sl_model1 *m, const sl_rows *r, uint32_t v) {
    uint32_t n = SPARE;
    m->value = sl_grow(m->value, &m->valuecap, r->at[v + 1] - r->at[v] + SPARE, sizeof *m->value);
    memset(m->value, 0, SPARE * sizeof *m->value);
    for (size_t k = r->at[v]; k < r->at[v + 1]; k++) {
        m->value[n] = r->link[k].p;
        m->slot[r->link[k].word] = n++;
    }
    return n;
}
static void close_slots(sl_model1 *m, const sl_rows *r, uint32_t v) {
    for (size_t k = r->at[v]; k < r->at[v + 1]; k++) m->slot[r->link[k].word] = 0;
}

static uint32_t place(const sl_model1 *m, uint32_t w, uint32_t turn) {
    uint32_t slot = m->slot[w], spare = turn % SPARE;
    return slot > spare ? slot : spare;
}

static void add_sums(sl_model1 *m, const sl_rows *r, uint32_t v) {
    if (open_slots(m, r, v) > SPARE)
        for (size_t o = m->occ_at[v]; o < m->occ_at[v + 1]; o++) {
            sl_token_run s = seen(m, &m->bead[m->occ[o]]);
            float *sum = m->sum + m->sum_at[m->occ[o]];
            for (uint32_t j = 0; j < s.n; j++) sum[j] += m->value[m->slot[s.tok[j]]];
        }
    close_slots(m, r, v);
}

static void got(sl_model1 *m, uint32_t w, double count) {
    if (m->got[w] == 0) m->touched[m->ntouched++] = w;
    m->got[w] += count;
}

static void gather(sl_model1 *m, const sl_rows *r, uint32_t v) {
    uint32_t n = open_slots(m, r, v);
    m->count = sl_grow(m->count, &m->countcap, n, sizeof *m->count);
    memset(m->count, 0, n * sizeof *m->count);
    for (size_t o = m->occ_at[v]; n > SPARE && o < m->occ_at[v + 1]; o++) {
        sl_token_run s = seen(m, &m->bead[m->occ[o]]);
        const float *part = m->sum + m->sum_at[m->occ[o]];
        for (uint32_t j = 0; j < s.n; j++) m->count[place(m, s.tok[j], j)] += (double)part[j];
    }
    for (uint32_t k = SPARE; k < n; k++)
        if (m->count[k] > 0) got(m, r->link[r->at[v] + k - SPARE].word, m->count[k] * (double)m->value[k]);
    close_slots(m, r, v);
}

/* In the first round every word gives by frequency, known links above that. */
static void gather_first(sl_model1 *m, const sl_rows *known, uint32_t v) {
    for (size_t o = m->occ_at[v]; o < m->occ_at[v + 1]; o++) {
        sl_token_run s = seen(m, &m->bead[m->occ[o]]);
        const float *part = m->sum + m->sum_at[m->occ[o]];
        for (uint32_t j = 0; j < s.n; j++) got(m, s.tok[j], (double)part[j]);
    }
    open_slots(m, known, v);
    for (size_t k = 0; k < m->ntouched; k++) {
        uint32_t w = m->touched[k];
        m->got[w] *= m->to->freq[w] + (double)m->value[m->slot[w]];
    }
    close_slots(m, known, v);
}

/* Close the row of v: counts and pseudo-counts become probabilities. At the end known links that were never seen together stay, the
 * less the more of v was seen; and only the strongest links stay. */
static void close_row(sl_model1 *m, sl_rows *out, const sl_rows *seeds, uint32_t v, bool last) {
    double sum = REST, least = last ? LEAST : LEAST_STEP;
    size_t from = sl_rows_open(out);
    for (size_t k = seeds->at[v]; k < seeds->at[v + 1]; k++)
        if (m->got[seeds->link[k].word] > 0) m->got[seeds->link[k].word] += SEED * seeds->link[k].p;
    for (size_t k = 0; k < m->ntouched; k++) sum += m->got[m->touched[k]];
    for (size_t k = seeds->at[v]; last && k < seeds->at[v + 1]; k++) {
        double worth = SEED * seeds->link[k].p, p = worth / (sum + worth);
        if (m->got[seeds->link[k].word] == 0 && p >= LEAST) sl_rows_add(out, seeds->link[k].word, (float)p);
    }
    double share = 1 / sum;
    for (size_t k = 0; k < m->ntouched; k++) {
        double p = m->got[m->touched[k]] * share;
        if (p >= least) sl_rows_add(out, m->touched[k], (float)p);
        m->got[m->touched[k]] = 0;
    }
    m->ntouched = 0;
    if (last) sl_rows_cut(out, from, MOST_LINKS);
    sl_rows_end(out);
}

static void step(sl_model1 *m, const sl_rows *now, sl_rows *next, const sl_rows *seeds, bool first, bool last) {
    start_sums(m, first);
    for (uint32_t v = 0; v < m->from->words.n; v++) add_sums(m, now, v);
    turn_sums(m);
    sl_rows_start(next);
    for (uint32_t v = 0; v < m->from->words.n; v++) {
        if (first) gather_first(m, now, v);
        else gather(m, now, v);
        close_row(m, next, seeds, v, last);
    }
}

/* What known links give in the first round. */
static void first_rows(sl_rows *out, const sl_rows *seeds, uint32_t words) {
    sl_rows_start(out);
    for (uint32_t v = 0; v < words; v++) {
        for (size_t k = seeds->at[v]; k < seeds->at[v + 1]; k++) sl_rows_add(out, seeds->link[k].word, (float)(FIRST * SEED * (double)seeds->link[k].p));
        sl_rows_end(out);
    }
}

static void make_scratch(sl_model1 *m) {
    size_t words = (size_t)m->to->words.n + 1;
    m->slot = sl_grow(m->slot, &m->slotcap, words, sizeof *m->slot);
    m->got = sl_grow(m->got, &m->gotcap, words, sizeof *m->got);
    m->touched = sl_grow(m->touched, &m->touchedcap, words, sizeof *m->touched);
    m->ntouched = 0;
    memset(m->slot, 0, words * sizeof *m->slot);
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
    first_rows(&m->rows[0], seeds, m->from->words.n);
    for (int r = 0, last = m->rounds < 2 ? 1 : m->rounds - 1; r <= last; r++)
        step(m, &m->rows[r & 1], r == last ? out : &m->rows[~r & 1], seeds, r == 0, r == last);
}

void sl_model1_free(sl_model1 *m) {
    free(m->sum_at);
    free(m->sum);
    free(m->occ);
    free(m->occ_at);
    free(m->slot);
    free(m->value);
    free(m->count);
    free(m->got);
    free(m->touched);
    sl_rows_free(&m->rows[0]);
    sl_rows_free(&m->rows[1]);
}
