/* Expectation maximisation; see em.h. A chunk is done in two steps, so that threads need no locks and sums have one order: pieces of its
 * pairs find the links and share out each word; then shards of the words that give gather what was shared out. */
#include "em.h"
#include "pairs.h"
#include "real.h"
#include "share.h"
#include <stdlib.h>

enum { SHARDS = 16, STEPS = 1024 };
#define NONE UINT32_MAX
static const double EMPTY = 0.15,                /* share of words that come from the empty word */
    REST = 0.3, LEAST_STEP = 0.0005, LEAST = 0.002, FIRST_TENSION = 4, LEAST_TENSION = 0.1, MOST_TENSION = 14;

typedef struct { double post, seen, expected, spread; } tension_sums;
typedef struct {
    const sl_corpus *c;
    const sl_em_rules *r;
    unsigned from;
    sl_corpus_chunk chunk;
    sl_pairs met[SHARDS];
    size_t *at; uint32_t *word; float *t; double *got;       /* the table: row v is at[v]..at[v + 1) */
    uint32_t *entry; float *post; size_t entrycap, postcap;  /* of each cell of the chunk */
    double tension, near[STEPS + 1];             /* exp(-tension * k / STEPS) */
    tension_sums sums[SHARDS];
    double *freq;
} em;

static uint32_t given_n(const em *m, const sl_corpus_pair *p) { return p->n[m->from]; }
static uint32_t seen_n(const em *m, const sl_corpus_pair *p) { return p->n[!m->from]; }

/* Where a word stands, as a share of its sentence; from the middle of the word. */
static unsigned distance(uint32_t i, uint32_t n, uint32_t j, uint32_t of) {
    double h = (i + 0.5) / n - (j + 0.5) / of;
    return (unsigned)((h < 0 ? -h : h) * STEPS + 0.5);
}

/* How likely each place i of the giving side is for word j: n of them, their mean 1. */
static void weigh_places(const em *m, uint32_t n, uint32_t j, uint32_t of, float *place) {
    double sum = 0;
    for (uint32_t i = 0; i < n; i++) {
        double x = m->r->diagonal ? m->near[distance(i, n, j, of)] : 1;
        place[i] = (float)x;
        sum += x;
    }
    for (uint32_t i = 0; i < n && m->r->diagonal; i++) place[i] = (float)((double)place[i] * n / sum);
}

static void set_tension(em *m, double tension) {
    m->tension = tension < LEAST_TENSION ? LEAST_TENSION : tension > MOST_TENSION ? MOST_TENSION : tension;
    for (unsigned k = 0; k <= STEPS; k++) m->near[k] = sl_real_exp(-m->tension * k / STEPS);
}

/* The first round: nothing is known but places. */

static void meet(void *ctx, unsigned shard) {
    em *m = ctx;
    float place[256];
    for (size_t k = 0; k < m->chunk.n; k++) {
        const sl_corpus_pair *p = &m->chunk.pair[k];
        uint32_t n = given_n(m, p);
        const uint32_t *given = p->tok[m->from], *seen = p->tok[!m->from];
        for (uint32_t j = 0; j < seen_n(m, p); j++) {
            if (j == 0 || m->r->diagonal) weigh_places(m, n, j, seen_n(m, p), place);
            for (uint32_t i = 0; i < n; i++)
                if (given[i] % SHARDS == shard) sl_pairs_add(&m->met[shard], given[i], seen[j], (float)(1 - EMPTY) * place[i] / (float)n);
        }
    }
}

typedef struct { uint32_t word; float weight; } met;
static int by_word(const void *a, const void *b) {
    const met *x = a, *y = b;
    return (x->word > y->word) - (x->word < y->word);
}

/* What met, as rows; weights are still sums. */
static met *lay_out_rows(em *m, uint32_t words) {
    m->at = sl_zalloc(((size_t)words + 2) * sizeof *m->at);
    for (unsigned s = 0; s < SHARDS; s++)
        for (size_t k = 0; k < m->met[s].slots; k++)
            if (m->met[s].key[k]) m->at[((m->met[s].key[k] - 1) >> 32) + 2]++;
    for (uint32_t v = 0; v < words; v++) m->at[v + 2] += m->at[v + 1];
    met *row = sl_alloc((m->at[words + 1] + 1) * sizeof *row);
    for (unsigned s = 0; s < SHARDS; s++) {
        for (size_t k = 0; k < m->met[s].slots; k++)
            if (m->met[s].key[k]) row[m->at[((m->met[s].key[k] - 1) >> 32) + 1]++] = (met){(uint32_t)(m->met[s].key[k] - 1), m->met[s].weight[k]};
        sl_pairs_free(&m->met[s]);
    }
    return row;
}

static void make_table(em *m) {
    uint32_t words = m->c->words[m->from].n;
    met *row = lay_out_rows(m, words);
    size_t n = m->at[words], to = 0;
    m->word = sl_alloc((n + 1) * sizeof *m->word);
    m->got = sl_alloc((n + 1) * sizeof *m->got);
    m->t = sl_alloc((n + 1) * sizeof *m->t);
    for (uint32_t v = 0; v < words; v++) {
        size_t from = m->at[v], end = m->at[v + 1];
        if (end > from) qsort(row + from, end - from, sizeof *row, by_word);
        for (size_t k = from; k < end; k++, to++) m->word[to] = row[k].word, m->got[to] = (double)row[k].weight;
    }
    free(row);
}

/* Counts become probabilities; small ones go. */
static void close_round(em *m, double least) {
    size_t to = 0, from = 0;
    for (uint32_t v = 0; v < m->c->words[m->from].n; v++) {
        double sum = REST;
        size_t end = m->at[v + 1];
        for (size_t k = from; k < end; k++) sum += m->got[k];
        for (size_t k = from; k < end; k++) {
            if (m->got[k] < least * sum) continue;
            m->word[to] = m->word[k];
            m->t[to++] = (float)(m->got[k] / sum);
        }
        from = end;
        m->at[v + 1] = to;
    }
    for (size_t k = 0; k < to; k++) m->got[k] = 0;
}

/* A later round. */

static uint32_t find(const em *m, uint32_t v, uint32_t w) {
    size_t lo = m->at[v], hi = m->at[v + 1];
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (m->word[mid] < w) lo = mid + 1;
        else hi = mid;
    }
    return lo < m->at[v + 1] && m->word[lo] == w ? (uint32_t)lo : NONE;
}

/* How far the words were from their places, and how far the tension expects them to be. */
static void add_tension(tension_sums *s, uint32_t n, uint32_t j, uint32_t of, const float *place, const float *post) {
    double mean = 0, square = 0, sum = 0, seen = 0;
    for (uint32_t i = 0; i < n; i++) {
        double h = (double)distance(i, n, j, of) / STEPS;
        mean += h * (double)place[i] / n;
        square += h * h * (double)place[i] / n;
        seen += h * (double)post[i];
        sum += (double)post[i];
    }
    s->post += sum;
    s->seen += seen;
    s->expected += sum * mean;
    s->spread += sum * (square - mean * mean);
}

/* Share out word j of a pair among those that may have given it. */
static void share_word(em *m, const sl_corpus_pair *p, uint32_t j, float *place, tension_sums *sums) {
    uint32_t n = given_n(m, p), w = p->tok[!m->from][j], *entry = m->entry + p->cell + (size_t)j * n;
    float *post = m->post + p->cell + (size_t)j * n;
    double sum = EMPTY / (1 - EMPTY) * n * m->freq[w];
    if (j == 0 || m->r->diagonal) weigh_places(m, n, j, seen_n(m, p), place);
    for (uint32_t i = 0; i < n; i++) {
        entry[i] = find(m, p->tok[m->from][i], w);
        post[i] = entry[i] == NONE ? 0 : m->t[entry[i]] * place[i];
        sum += (double)post[i];
    }
    for (uint32_t i = 0; i < n; i++) post[i] = (float)((double)post[i] / sum);
    if (m->r->diagonal) add_tension(sums, n, j, seen_n(m, p), place, post);
}

static void share_out(void *ctx, unsigned piece) {
    em *m = ctx;
    float place[256];
    for (size_t k = m->chunk.n * piece / SHARDS; k < m->chunk.n * (piece + 1) / SHARDS; k++)
        for (uint32_t j = 0; j < seen_n(m, &m->chunk.pair[k]); j++) share_word(m, &m->chunk.pair[k], j, place, &m->sums[piece]);
}

static void gather(void *ctx, unsigned shard) {
    em *m = ctx;
    for (size_t k = 0; k < m->chunk.n; k++) {
        const sl_corpus_pair *p = &m->chunk.pair[k];
        uint32_t n = given_n(m, p);
        for (uint32_t i = 0; i < n; i++) {
            if (p->tok[m->from][i] % SHARDS != shard) continue;
            for (size_t cell = p->cell + i, j = 0; j < seen_n(m, p); j++, cell += n)
                if (m->entry[cell] != NONE) m->got[m->entry[cell]] += (double)m->post[cell];
        }
    }
}

/* Newton's step to where the expected distance is the one that was seen. */
static void learn_tension(em *m) {
    tension_sums s = {0, 0, 0, 0};
    for (unsigned k = 0; k < SHARDS; k++) {
        s.post += m->sums[k].post, s.seen += m->sums[k].seen, s.expected += m->sums[k].expected, s.spread += m->sums[k].spread;
        m->sums[k] = (tension_sums){0, 0, 0, 0};
    }
    if (m->r->diagonal && s.spread > 0) set_tension(m, m->tension + (s.expected - s.seen) / s.spread);
}

static int one_round(em *m, bool first, sl_err *e) {
    int rc;
    m->chunk.at = 0;
    while ((rc = sl_corpus_next(m->c, &m->chunk, e)) == 0 && m->chunk.n) {
        if (first) {
            sl_share(m->r->jobs, SHARDS, meet, m);
            continue;
        }
        m->entry = sl_grow(m->entry, &m->entrycap, m->chunk.cells, sizeof *m->entry);
        m->post = sl_grow(m->post, &m->postcap, m->chunk.cells, sizeof *m->post);
        sl_share(m->r->jobs, SHARDS, share_out, m);
        sl_share(m->r->jobs, SHARDS, gather, m);
    }
    return rc;
}

static void give(const em *m, sl_rows *out) {
    sl_rows_start(out);
    for (uint32_t v = 0; v < m->c->words[m->from].n; v++) {
        for (size_t k = m->at[v]; k < m->at[v + 1]; k++) sl_rows_add(out, m->word[k], m->t[k]);
        sl_rows_end(out);
    }
}

static void start(em *m) {
    const sl_corpus *c = m->c;
    size_t slots = 16;
    while (slots * 2 * SHARDS * (sizeof *m->met->key + sizeof *m->met->weight) <= m->r->memory / 2) slots *= 2;
    for (unsigned s = 0; s < SHARDS; s++) m->met[s].most = slots;
    m->freq = sl_alloc(((size_t)c->words[!m->from].n + 1) * sizeof *m->freq);
    for (uint32_t w = 0; w < c->words[!m->from].n; w++) m->freq[w] = (double)c->count[!m->from][w] / (double)c->tokens[!m->from];
    set_tension(m, FIRST_TENSION);
}

int sl_em_learn(sl_rows *out, const sl_corpus *c, unsigned from, const sl_em_rules *r, sl_err *e) {
    em *m = sl_zalloc(sizeof *m);
    *m = (em){.c = c, .r = r, .from = from};
    start(m);
    int rc = one_round(m, true, e);
    make_table(m);
    close_round(m, LEAST_STEP);
    for (unsigned k = 1; rc == 0 && k < r->rounds; k++) {
        rc = one_round(m, false, e);
        learn_tension(m);
        close_round(m, k + 1 < r->rounds ? LEAST_STEP : LEAST);
    }
    give(m, out);
    sl_corpus_chunk_free(&m->chunk);
    free(m->at);
    free(m->word);
    free(m->t);
    free(m->got);
    free(m->entry);
    free(m->post);
    free(m->freq);
    free(m);
    return rc;
}
