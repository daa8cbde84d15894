/* The dynamic programme over the band. A path from (0, 0) to (n, m) is a row of beads; each weighs log P(kind of bead) and, when it is a
 * link, the length fit and LAMBDA times the lexical evidence. Sentences without partner come in runs: opening one costs more than going on,
 * so the programme has two states, behind a link and in a gap.
 *
 * The most probable path is taken (Viterbi); forward and backward sums over all paths give the probability of each of its links, and that
 * a sentence has no partner, wherever the gap stands. The path with most beads expected to be right would look alike, but it goes to pieces
 * where lines repeat: there each link is unlikely by itself, while many ways add up to each sentence being alone. */
#ifndef SLUIS_ALIGN_LATTICE_H
#define SLUIS_ALIGN_LATTICE_H
#include "band.h"
#include "evidence.h"
#include "length.h"

enum { SL_LINKS = 11 };
typedef struct { uint8_t a, b; } sl_link_kind;
extern const sl_link_kind sl_link_kinds[SL_LINKS];    /* by the larger of a and b, so that those up to any size come first */
unsigned sl_link_kind_of(const sl_bead *x);           /* the kind of a link */
unsigned sl_link_kinds_upto(unsigned most);           /* how many there are with at most `most` on a side */

typedef struct sl_prior {         /* logarithms */
    unsigned kinds;               /* only the first are used */
    double link[SL_LINKS];
    double open, go_on, close;    /* of a gap; open and go_on are for one side */
} sl_prior;
void sl_prior_start(sl_prior *p, unsigned most);
void sl_prior_learn(sl_prior *p, const sl_bead *bead, size_t n);   /* from beads, shrunk to those at the start */

typedef struct sl_lattice {       /* zero-initialised is empty */
    float *link; size_t linkcap;  /* link[kinds * cell + k]: weight, later probability, of the link k that ends at the cell; SL_REAL_NEVER or 0: none */
    double *fore[2], *back[2]; size_t forecap[2], backcap[2];
                                  /* fore[0]: sums of all paths to the cell, with the cost to go on with a link; fore[1]: ... with a gap;
                                     back[0]: of all paths from the cell to the end behind a link; back[1]: in a gap */
    uint8_t *from[2]; size_t fromcap[2];     /* the best step to a cell, see path.c */
    double *alone[2]; size_t alonecap[2];    /* of each sentence: probability that it has no partner */
    sl_bead *bead; size_t nbead, beadcap;    /* the path */
} sl_lattice;

/* Weigh the band's links, fill l->bead. */
void sl_lattice_solve(sl_lattice *l, const sl_band *b, const sl_prior *p, const sl_evidence *e, sl_length *len);
void sl_lattice_path(sl_lattice *l, const sl_band *b, const sl_prior *p);     /* its part: the best path by the weights, without probabilities */
sl_align_parts sl_lattice_explain(const sl_band *b, const sl_prior *p, const sl_evidence *e, sl_length *len, const sl_bead *x);   /* of a link in the band */
void sl_lattice_free(sl_lattice *l);
#endif
