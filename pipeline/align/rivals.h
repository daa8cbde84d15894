/* What a link's words can't claim, for each word can have one translation only.
 *
 * The evidence of a bead (evidence.h) adds up its words one by one. So a heading that repeats a name of the sentence below it is
 * "translated" by the name that the sentence's own translation already needs, and joins their bead. Here the words of both sides are
 * linked one to one, the strongest first (competitive linking: I. D. Melamed, Models of Translational Equivalence among Words, CL 26(2),
 * 2000); a word that is left over counts as half missing at best. */
#ifndef SLUIS_ALIGN_RIVALS_H
#define SLUIS_ALIGN_RIVALS_H
#include "evidence.h"

typedef struct { float p; uint32_t x, y; } sl_claim;      /* token x of side one, y of side two, from the bead's first */
typedef struct sl_rivals {        /* scratch; zero-initialised is empty */
    sl_claim *claim, *sorted; size_t claimcap, sortedcap;
    float *pair; size_t paircap;  /* by x and y: P(one | other), both ways added up; zero between calls */
    float *hope[2]; size_t hopecap[2];       /* of each token: the sum of what the other side gives it */
    uint32_t *head, *next; size_t headcap, nextcap;     /* places of a word among the other side's tokens, plus one */
    bool *taken[2]; size_t takencap[2];
} sl_rivals;

/* What is to be added to the evidence for the link x: never more than 0. */
double sl_rivals_loss(sl_rivals *r, const sl_evidence *e, const sl_half *one, const sl_half *two, const sl_rows *t1, const sl_rows *t2,
                      const sl_bead *x);
void sl_rivals_free(sl_rivals *r);
#endif
