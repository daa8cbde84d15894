/* What paragraphs and the shape of lines say for and against a bead.
 *
 * A translation mostly keeps paragraphs: where a sentence begins one, its partner does too, and sentences that one sentence translates
 * stand in one. And it keeps the shape of a line: a heading or an item of a list has no full stop, a question ends in its mark.
 * Each is a table of log P(both) / (P(one) P(other)), learnt from the beads found so far, from a start that believes in it a little, so
 * that a document whose sides are laid out differently unlearns it. */
#ifndef SLUIS_ALIGN_PLACE_H
#define SLUIS_ALIGN_PLACE_H
#include "sluis/align.h"

enum { SL_SHAPES = 6 };           /* how a line ends: letter, digit, full stop, question or exclamation mark, colon, anything else */
typedef struct sl_place {         /* zero-initialised is empty */
    uint8_t *shape[2], *first[2]; size_t shapecap[2], firstcap[2];   /* of each sentence: its shape; is it the first of a paragraph? */
    uint32_t n[2];
    bool pars;                    /* are paragraphs known on both sides? */
    double rate[2];               /* share of sentences that begin one, never 0 or 1 */
    double start[2][2];           /* by first[0] and first[1] of the first sentences of a link */
    double end[SL_SHAPES][SL_SHAPES];    /* by the shapes of the last sentences of a link */
    double inside[2][2];          /* side, first: a sentence of a run that is not the run's first */
} sl_place;

void sl_place_start(sl_place *p, const sl_align_text *one, const sl_align_text *two);
void sl_place_learn(sl_place *p, const sl_bead *bead, size_t n);
double sl_place_fit(const sl_place *p, uint32_t i, uint32_t j, unsigned a, unsigned b);      /* of a link that ends at node (i, j) */
void sl_place_free(sl_place *p);
#endif
