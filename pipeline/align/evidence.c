/* Lexical evidence; see evidence.h. */
#include "evidence.h"
#include "model1.h"
#include "real.h"
#include <stdlib.h>

enum { RUNS = SL_ALIGN_MAX_BEAD,
       STRIDE = 32 };             /* so many factors can be multiplied before a logarithm is due: each is within 1 .. 2^28 */
static const double KNOWN_NUMBER = 0.9, KNOWN_SEED = 0.7, KNOWN_MOST = 0.9, KNOWN_LEAST = 0.02, HALF_KNOWN = 4;

static double within(double x, double least, double most) { return x < least ? least : x > most ? most : x; }

/* How much is known. */

static void known_start(sl_known *kn, const sl_half *h, const sl_rows *seeds) {
    kn->first = sl_grow(kn->first, &kn->firstcap, (size_t)h->words.n + 1, sizeof *kn->first);
    kn->k = sl_grow(kn->k, &kn->kcap, (size_t)h->words.n + 1, sizeof *kn->k);
    for (uint32_t w = 0; w < h->words.n; w++) {
        double best = 0;
        for (size_t l = seeds->at[w]; l < seeds->at[w + 1]; l++)
            if (seeds->link[l].p > best) best = seeds->link[l].p;
        double k = within(KNOWN_SEED * (best < 1 ? best : 1) * (1 - SL_MODEL1_NULL), KNOWN_LEAST, KNOWN_MOST);
        kn->first[w] = kn->k[w] = sl_half_is_number(sl_vocab_word(&h->words, w)) ? KNOWN_NUMBER : k;
    }
}

void sl_evidence_start(sl_evidence *e, const sl_half *one, const sl_half *two, const sl_seeds *s) {
    known_start(&e->known[0], one, &s->one);
    known_start(&e->known[1], two, &s->two);
}

/* Into k: the weight of the beads that hold the word. */
static void count_beads(sl_known *kn, const sl_half *h, bool second, const sl_bead *bead, size_t n) {
    kn->mark = sl_grow(kn->mark, &kn->markcap, (size_t)h->words.n + 1, sizeof *kn->mark);
    for (uint32_t w = 0; w < h->words.n; w++) kn->k[w] = 0, kn->mark[w] = UINT32_MAX;
    for (size_t x = 0; x < n; x++) {
        uint32_t i = second ? bead[x].j : bead[x].i, end = i + (second ? bead[x].b : bead[x].a);
        double weight = sl_model1_weight(&bead[x]);
        for (uint32_t t = h->at[i]; weight > 0 && t < h->at[end]; t++) {
            if (kn->mark[h->tok[t]] == x) continue;
            kn->mark[h->tok[t]] = (uint32_t)x;
            kn->k[h->tok[t]] += weight;
        }
    }
}

/* What one bead taught says nothing of that bead itself, so the count is lessened by one. */
static void known_learn(sl_known *kn, const sl_half *h, bool second, const sl_bead *bead, size_t n) {
    const double top = 1 - SL_MODEL1_NULL;
    count_beads(kn, h, second, bead, n);
    for (uint32_t w = 0; w < h->words.n; w++) {
        double count = kn->k[w] > 1 ? kn->k[w] - 1 : 0, k0 = kn->first[w] < top ? kn->first[w] : top;
        kn->k[w] = within(top - (top - k0) * HALF_KNOWN / (HALF_KNOWN + count), KNOWN_LEAST, KNOWN_MOST);
    }
}

void sl_evidence_learn(sl_evidence *e, const sl_half *one, const sl_half *two, const sl_bead *bead, size_t n) {
    known_learn(&e->known[0], one, false, bead, n);
    known_learn(&e->known[1], two, true, bead, n);
}

/* Filling the cells. A sweep goes over the given side; the seen side's words are judged. */

typedef struct { const sl_half *given, *seen; const sl_rows *table; unsigned most; } sweep;

/* What sentence x expects of the seen side, into its place of the ring; what stood there before is forgotten. */
static void expect(sl_evidence *e, const sweep *s, uint32_t x) {
    unsigned place = x % RUNS;
    size_t n = 0;
    for (size_t k = 0; k < e->ntouched[place]; k++) e->window[(size_t)e->touched[place][k] * RUNS + place] = 0;
    for (uint32_t t = s->given->at[x]; t < s->given->at[x + 1]; t++)
        for (size_t l = s->table->at[s->given->tok[t]]; l < s->table->at[s->given->tok[t] + 1]; l++) {
            float *w = e->window + (size_t)s->table->link[l].word * RUNS + place;
            if (*w == 0) e->touched[place][n++] = s->table->link[l].word;
            *w += s->table->link[l].p;
        }
    e->ntouched[place] = n;
}

/* share[r - 1]: one over the number of words in the run of r sentences before g; 0: there is no such run. */
static void shares(const sweep *s, uint32_t g, double *share) {
    for (unsigned r = 1; r <= RUNS; r++) {
        uint32_t words = r <= g && r <= s->most ? s->given->at[g] - s->given->at[g - r] : 0;
        share[r - 1] = words ? 1.0 / words : 0;
    }
}

/* Does none of the last sentences expect the word? */
static bool unexpected(const float *window) {
    uint64_t half[2];
    memcpy(half, window, sizeof half);
    return !(half[0] | half[1]);
}

typedef double runs __attribute__((vector_size(RUNS * sizeof(double))));

/* The words of sentence y, given each run up to `most` that ends before g: what they count when nothing expects them, and what those that
 * are expected count above that. All runs are worked out side by side. */
static void judge(const sl_evidence *e, const sl_half *seen, uint32_t y, uint32_t g, const double *share, float *out) {
    unsigned last = (g + RUNS - 1) % RUNS, before = (last + 3) % RUNS, third = (last + 2) % RUNS, fourth = (last + 1) % RUNS, n = 0;
    runs part = {share[0], share[1], share[2], share[3]}, prod = {1, 1, 1, 1};
    double sum[RUNS] = {0};
    for (uint32_t t = seen->at[y]; t < seen->at[y + 1]; t++) {
        const float *window = e->window + (size_t)seen->tok[t] * RUNS;
        if (unexpected(window)) continue;
        double one = (double)window[last], two = one + (double)window[before], three = two + (double)window[third];
        runs given = {one, two, three, three + (double)window[fourth]};
        prod *= e->gain[seen->tok[t]] * (given * part) + 1;
        if (++n % STRIDE) continue;
        for (unsigned r = 0; r < e->most; r++) sum[r] += sl_real_log(prod[r]);
        prod = (runs){1, 1, 1, 1};
    }
    for (unsigned r = 0; r < e->most; r++) out[r] = (float)(e->missing[y] + (n % STRIDE ? sum[r] + sl_real_log(prod[r]) : sum[r]));
}

static void prepare(sl_evidence *e, const sl_half *seen, const double *k) {
    size_t words = (size_t)seen->words.n + 1;
    e->window = sl_grow(e->window, &e->windowcap, words * RUNS, sizeof *e->window);
    for (unsigned r = 0; r < RUNS; r++) {
        e->touched[r] = sl_grow(e->touched[r], &e->touchedcap[r], words, sizeof **e->touched);
        e->ntouched[r] = 0;
    }
    e->gain = sl_grow(e->gain, &e->gaincap, words, sizeof *e->gain);
    e->lack = sl_grow(e->lack, &e->lackcap, words, sizeof *e->lack);
    e->missing = sl_grow(e->missing, &e->missingcap, (size_t)seen->n + 1, sizeof *e->missing);
    memset(e->window, 0, words * RUNS * sizeof *e->window);
    for (uint32_t w = 0; w < seen->words.n; w++) {
        e->gain[w] = k[w] / (1 - k[w]) / seen->freq[w];
        e->lack[w] = sl_real_log(1 - k[w]);
    }
    for (uint32_t y = 0; y < seen->n; y++) {
        e->missing[y] = 0;
        for (uint32_t t = seen->at[y]; t < seen->at[y + 1]; t++) e->missing[y] += e->lack[seen->tok[t]];
    }
}

/* Given side one: row after row of the band. */
static void sweep_rows(sl_evidence *e, const sl_band *b, const sweep *s) {
    double share[RUNS];
    for (uint32_t i = 1; i <= b->n; i++) {
        expect(e, s, i - 1);
        shares(s, i, share);
        for (uint32_t j = b->lo[i] ? b->lo[i] : 1; j <= b->hi[i]; j++) judge(e, s->seen, j - 1, i, share, e->cell[0] + e->most * sl_band_cell(b, i, j));
    }
}

/* Given side two: column after column; the rows that hold a column follow each other. */
static void sweep_columns(sl_evidence *e, const sl_band *b, const sweep *s) {
    double share[RUNS];
    uint32_t first = 1;
    for (uint32_t j = 1; j <= b->m; j++) {
        while (first <= b->n && b->hi[first] < j) first++;
        expect(e, s, j - 1);
        shares(s, j, share);
        for (uint32_t i = first; i <= b->n && b->lo[i] <= j; i++) judge(e, s->seen, i - 1, j, share, e->cell[1] + e->most * sl_band_cell(b, i, j));
    }
}

void sl_evidence_fill(sl_evidence *e, const sl_band *b, const sl_half *one, const sl_half *two, const sl_rows *t1, const sl_rows *t2, unsigned most) {
    e->most = most;
    for (unsigned d = 0; d < 2; d++) e->cell[d] = sl_grow(e->cell[d], &e->cellcap[d], most * sl_band_cells(b), sizeof *e->cell[d]);
    prepare(e, two, e->known[1].k);
    sweep_rows(e, b, &(sweep){one, two, t1, most});
    prepare(e, one, e->known[0].k);
    sweep_columns(e, b, &(sweep){two, one, t2, most});
}

void sl_evidence_free(sl_evidence *e) {
    for (unsigned d = 0; d < 2; d++) {
        free(e->known[d].first);
        free(e->known[d].k);
        free(e->known[d].mark);
        free(e->cell[d]);
    }
    free(e->window);
    for (unsigned r = 0; r < RUNS; r++) free(e->touched[r]);
    free(e->gain);
    free(e->lack);
    free(e->missing);
}
