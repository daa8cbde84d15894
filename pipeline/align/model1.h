/* IBM Model 1 (P. Brown, S. Della Pietra, V. Della Pietra, R. Mercer, The Mathematics of Statistical Machine Translation, CL 19(2),
 * 1993) for a few thousand beads: P(word of the other side | word of this side), by expectation maximisation with the links that
 * are known beforehand as pseudo-counts, and an empty word that gives every word by its frequency.
 *
 * It works word after word: a row is laid out by places, applied to all beads that hold the word, and gathered again, so that
 * no table of pairs is needed, and the order of additions is fixed. Memory: the rows (small entries are left out) and one number for
 * each token. A bead of more than 10,000 token pairs is left out. */
#ifndef SLUIS_ALIGN_MODEL1_H
#define SLUIS_ALIGN_MODEL1_H
#include "half.h"
#include "rows.h"
#include "sluis/align.h"

#define SL_MODEL1_NULL 0.15       /* share of words that come from the empty word */

typedef struct sl_model1 {        /* scratch; zero-initialised is empty */
    int rounds;                   /* of expectation maximisation, to be set; fewer than 2 are 2 */
    const sl_half *from, *to;
    bool turned;                  /* from is the beads' second side */
    const sl_bead *bead; size_t nbead;
    size_t *sum_at; size_t sum_atcap;           /* where the bead's numbers begin; equal to the next: left out */
    float *sum; size_t sumcap;                  /* of each token of `to`: the sum over what may have given it, later the bead's weight over it */
    uint32_t *occ; size_t occcap;               /* the beads that hold a word of `from`, once for each time */
    size_t *occ_at; size_t occ_atcap;
    uint32_t *slot; size_t slotcap;             /* of each word of `to`: its place in the row being applied; 0: not in it */
    float *value; double *count; size_t valuecap, countcap;     /* the row's probabilities and counts, by place */
    double *got; size_t gotcap;
    uint32_t *touched; size_t ntouched, touchedcap;
    sl_rows rows[2];
} sl_model1;

/* Learn from the links among `bead`, those that are more probable than not (merged ones count 0.7), rows for the words of half one
 * (or two when `turned`); seeds in the same direction. */
void sl_model1_learn(sl_model1 *m, sl_rows *out, const sl_half *one, const sl_half *two, bool turned, const sl_rows *seeds, const sl_bead *bead,
                     size_t n);
double sl_model1_weight(const sl_bead *b);      /* what a bead counts; 0: it is not learnt from */
void sl_model1_free(sl_model1 *m);
#endif
