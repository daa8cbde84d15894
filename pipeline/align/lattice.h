/* The dynamic programme over the band. A path from (0, 0) to (n, m) is a row of beads; each weighs log P(kind of bead) and, when it is a
 * link, the length fit, what paragraphs, shapes and vectors say, and LAMBDA times the lexical evidence. Sentences without partner come in
 * runs, within a section those of side one before those of side two; opening a run costs more than going on. So there are three states:
 * behind a link, in a gap of side one, in a gap of side two.
 *
 * Words are counted one by one, as if none depended on another, which makes the sums surer than they should be: all weights are
 * multiplied by SHARP before they become probabilities. That changes no path.
 *
 * Second look: links that are at all probable lose what their words can't claim (rivals.h), and the programme runs again.
 *
 * The most probable path is taken (Viterbi); forward and backward sums over all paths give the probability of each of its links, and that
 * a sentence has no partner, wherever the gap stands. The path with most beads expected to be right would look alike, but it goes to pieces
 * where lines repeat: there each link is unlikely by itself, while many ways add up to each sentence being alone. */
#ifndef SLUIS_ALIGN_LATTICE_H
#define SLUIS_ALIGN_LATTICE_H
#include "band.h"
#include "emb.h"
#include "evidence.h"
#include "length.h"
#include "place.h"
#include "rivals.h"

enum { SL_LINKS = 11 };
typedef struct { uint8_t a, b; } sl_link_kind;
extern const sl_link_kind sl_link_kinds[SL_LINKS];    /* by the larger of a and b, so that those up to any size come first */
unsigned sl_link_kind_of(const sl_bead *x);           /* the kind of a link */
unsigned sl_link_kinds_upto(unsigned most);           /* how many there are with at most `most` on a side */

typedef struct sl_prior {         /* logarithms */
    unsigned kinds;               /* only the first are used */
    double link[SL_LINKS];
    double open, go_on, change, close;    /* of a gap; open and go_on are for one side; change: from side one to side two */
} sl_prior;
void sl_prior_start(sl_prior *p, unsigned most);
void sl_prior_learn(sl_prior *p, const sl_bead *bead, size_t n);   /* from beads, shrunk to those at the start */

enum { SL_BEHIND_LINK, SL_IN_ONE, SL_IN_TWO, SL_STATES };

typedef struct sl_lattice {       /* zero-initialised is empty */
    float *link; size_t linkcap;  /* link[kinds * cell + k]: weight of the link k that ends at the cell; SL_REAL_NEVER: none */
    double *fore[SL_STATES], *back[SL_STATES]; size_t forecap[SL_STATES], backcap[SL_STATES];
                                  /* fore[s]: sum of all paths to the cell, with the cost to go on in state s; back[s]: of all paths from the
                                     cell to the end, in state s at the cell */
    uint8_t *from[SL_STATES]; size_t fromcap[SL_STATES];     /* the best step to a cell, see path.c */
    double *alone[2]; size_t alonecap[2];    /* of each sentence: probability that it has no partner */
    sl_bead *bead; size_t nbead, beadcap;    /* the path */
    size_t *looked; size_t nlooked, lookedcap;      /* the links that had their second look, ascending */
} sl_lattice;

/* What is known of a document, by which the band's links are weighed. */
typedef struct sl_models {
    const sl_half *one, *two;
    const sl_rows *table[2];      /* translations of words of side one; of side two */
    sl_prior prior;
    sl_evidence evidence;
    sl_length length;
    sl_place place;
    sl_emb emb;
    sl_rivals rivals;
} sl_models;

void sl_lattice_weigh(sl_lattice *l, const sl_band *b, sl_models *m);       /* weigh the band's links */
void sl_lattice_solve(sl_lattice *l, const sl_band *b, const sl_prior *p);  /* fill l->bead by the weights */
bool sl_lattice_look(sl_lattice *l, const sl_band *b, sl_models *m);        /* the second look, where it is due; did any weight change? */
void sl_lattice_path(sl_lattice *l, const sl_band *b, const sl_prior *p);   /* the best path, without probabilities: a part of solving */
sl_align_parts sl_lattice_explain(const sl_band *b, sl_models *m, const sl_bead *x);   /* of a link in the band; no second look in it */
void sl_lattice_free(sl_lattice *l);
void sl_models_free(sl_models *m);
#endif
