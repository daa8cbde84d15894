/* How well lengths fit: log of P(length of the one run | length of the other) over P(length | so many sentences of this document).
 *
 * Lengths are in code points, a sentence counting one more. Given a run of x, the other is normal with mean ratio * x and variance
 * var * (mean + 8), as in Gale and Church (1993), mixed with three per cent of chance; chance is a gamma distribution
 * with the mean and variance of this document's sentences, added up over the sentences of the run, so that longer beads win nothing
 * by being longer. Ratio and variance are learnt from the beads found so far. */
#ifndef SLUIS_ALIGN_LENGTH_H
#define SLUIS_ALIGN_LENGTH_H
#include "half.h"
#include "sluis/align.h"

typedef struct sl_length {        /* zero-initialised is empty */
    const sl_half *one, *two;
    double ratio, var;
    double *chance; size_t chancecap;       /* log chance of the run of b that ends before j: chance[4 * j + b - 1] */
    double mean[SL_ALIGN_MAX_BEAD], scale[SL_ALIGN_MAX_BEAD], peak[SL_ALIGN_MAX_BEAD];   /* of the runs of `one` that end before the row */
} sl_length;

void sl_length_start(sl_length *l, const sl_half *one, const sl_half *two);
void sl_length_learn(sl_length *l, const sl_bead *bead, size_t n);
void sl_length_row(sl_length *l, uint32_t i);                                /* runs of `one` end before i from now on */
double sl_length_fit(const sl_length *l, unsigned a, uint32_t j, unsigned b);   /* run of a against the b before j; both fit */
double sl_length_bead(sl_length *l, const sl_bead *x);         /* of any bead; moves the row */
void sl_length_free(sl_length *l);
#endif
