/* What words say for and against a bead.
 *
 * A word w of the one side, given a run of n sentences' words v of the other, counts
 *     log(k * p / u + 1 - k),  p = sum over v of t(w|v) / number of v,  u = its frequency in the document,
 * where k in 0..1 says how much is known of w: if nothing is, a missing translation says nothing. The evidence for a bead of runs a and b
 * is the sum over all words of b given a, and over all words of a given b.
 *
 * Given a, the words of each sentence of b count for themselves, so a bead's evidence is a sum over the cells (sentence, run) that one
 * sweep in each direction fills: 4 numbers a cell and direction. */
#ifndef SLUIS_ALIGN_EVIDENCE_H
#define SLUIS_ALIGN_EVIDENCE_H
#include "band.h"
#include "seed.h"

/* How much is known of each word of one side; see evidence.h. */
typedef struct sl_known {
    double *first; size_t firstcap;         /* by the seeds alone */
    double *k; size_t kcap;
    uint32_t *mark; size_t markcap;         /* scratch */
} sl_known;

typedef struct sl_evidence {      /* zero-initialised is empty */
    sl_known known[2];
    unsigned most;                          /* the longest run */
    float *cell[2]; size_t cellcap[2];      /* cell[d][most * node + r - 1]: node (i, j). d 0: words of sentence j - 1 given the r sentences of side
                                               one before i; d 1: words of sentence i - 1 given the r sentences of side two before j */
    float *window; size_t windowcap;        /* scratch, as all below; window[4 * w + i % 4]: what sentence i expects of word w, the last four of them */
    uint32_t *touched[SL_ALIGN_MAX_BEAD]; size_t ntouched[SL_ALIGN_MAX_BEAD], touchedcap[SL_ALIGN_MAX_BEAD];
    double *gain, *lack; size_t gaincap, lackcap;        /* of each word: k / u / (1 - k) and log(1 - k) */
    double *missing; size_t missingcap;                  /* of each sentence: its words' lack */
} sl_evidence;

void sl_evidence_start(sl_evidence *e, const sl_half *one, const sl_half *two, const sl_seeds *s);    /* from seeds alone */
void sl_evidence_learn(sl_evidence *e, const sl_half *one, const sl_half *two, const sl_bead *bead, size_t n);   /* more is known of what was trained */
/* Fill the cells of the band for runs up to `most`, by the tables t1 (one to two) and t2. */
void sl_evidence_fill(sl_evidence *e, const sl_band *b, const sl_half *one, const sl_half *two, const sl_rows *t1, const sl_rows *t2, unsigned most);
/* The evidence for the bead of a and b sentences that ends at node (i, j), of the words of side two given one and the other way.
 * All nodes between its ends are in the band. */
static inline double sl_evidence_two(const sl_evidence *e, const sl_band *band, uint32_t i, uint32_t j, unsigned a, unsigned b) {
    double sum = 0;
    for (unsigned q = 0; q < b; q++) sum += e->cell[0][e->most * sl_band_cell(band, i, j - q) + a - 1];
    return sum;
}

static inline double sl_evidence_one(const sl_evidence *e, const sl_band *band, uint32_t i, uint32_t j, unsigned a, unsigned b) {
    double sum = 0;
    for (unsigned q = 0; q < a; q++) sum += e->cell[1][e->most * sl_band_cell(band, i - q, j) + b - 1];
    return sum;
}
void sl_evidence_free(sl_evidence *e);
#endif
