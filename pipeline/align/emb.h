/* What sentence embeddings say for and against a bead.
 *
 * The cosine of the vectors of two runs becomes vecalign's distance: 1 - cos, over the mean of 1 - cos to the other side's sentences, so
 * that vectors which are near to everything gain nothing by it. z is how many deviations nearer than chance a pair is; chance is learnt
 * from sentences far from each other in their documents, later from those beside the links found so far. The weight of a bead is
 *     log of (KNOWN * N(z; mu, sigma) + (1 - KNOWN) * chance(z)) / chance(z)
 * with mu and sigma of the links found so far, less what it would get nearer by taking in a sentence beside it or letting go of one at
 * its edge (times half of mu / sigma). At first mu is that of the nearest sentence of each, and vectors count only if that is clearly nearer
 * than the nearest of so many is by chance. So good vectors weigh much, and those that don't tell links from chance (noise, another
 * encoder, words in disguise) next to nothing. A run that has no vector gives no evidence.
 *
 * Time: a cosine for each cell of the band, more only where sentences of a bead are near by themselves. Cosines are summed in a fixed order. */
#ifndef SLUIS_ALIGN_EMB_H
#define SLUIS_ALIGN_EMB_H
#include "band.h"
#include "sluis/vectors.h"

typedef struct sl_emb_run { uint32_t row; float unit, far; } sl_emb_run;   /* unit: 1 / its length; far: mean 1 - cos to the other side */
typedef struct sl_emb {           /* zero-initialised: no vectors, all weights 0 */
    const sl_vectors *v[2];
    uint32_t n[2];
    sl_emb_run *run[2]; size_t runcap[2];      /* run[s][4 * i + r - 1]: the r sentences that end before i */
    float *centre[2]; size_t centrecap[2];     /* mean of the unit vectors of a side's sentences */
    unsigned kinds;                            /* of links, lattice.h; kind[a - 1][b - 1] is the number of one */
    uint8_t kind[SL_ALIGN_MAX_BEAD][SL_ALIGN_MAX_BEAD];
    float *near; size_t nearcap;               /* near[kinds * cell + k]: z of the link k that ends at the cell; NAN: not known */
    double *list; size_t nlist, listcap;       /* scratch: distances */
    double mid, spread;           /* of distances by chance */
    double mu, sigma;             /* z of links */
    bool on;                      /* do they tell anything? */
    size_t runs, missing;         /* of all documents: runs that were looked up; those without vector */
    sl_buf scratch;
} sl_emb;

void sl_emb_start(sl_emb *e, const sl_align_text *one, const sl_align_text *two, unsigned max_bead);
/* Before the beads of a band are weighed, of the first `kinds` kinds; at first it judges what the vectors are worth. */
void sl_emb_fill(sl_emb *e, const sl_band *b, unsigned kinds);
void sl_emb_learn(sl_emb *e, const sl_bead *bead, size_t n);
double sl_emb_bead(const sl_emb *e, const sl_band *band, uint32_t i, uint32_t j, unsigned a, unsigned b);    /* of the bead that ends at (i, j) */
void sl_emb_free(sl_emb *e);
#endif
