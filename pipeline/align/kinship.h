/* Do two texts translate each other at all?
 *
 * What the last model holds for a link proves nothing: it was learnt from these very links, and an unrelated pair teaches it as well.
 * So only what was known of words before counts (seed.h), and only beyond chance. In each link that was found the words of the two sides
 * claim each other, one for one, in the order of the text. A word says
 *     log(k / h) if it is claimed, log((1 - k) / (1 - h)) if it is not,
 * where k is how often a translation of it is found where there is one: that is known of numbers, and of listed words even if the other
 * side has none of their translations; and h is how often one is found where there is none, seen in the other sentences of the document, so
 * that words of a common subject say little. A word that nothing is known of says nothing, nor do punctuation marks.
 *
 * A link's share is what its words say over what those of a right link would on average, 1 at most; links count by the square root of that
 * average, so that a few long lines that two texts have in common don't outweigh the rest. Sentences without partner, whose words nobody
 * claims, speak against the pair, but little. The mean of all shares, drawn to 0 where there are few, becomes a probability by a
 * logistic whose slope was set by translated and swapped documents. Time is linear in tokens, links among words counted. */
#ifndef SLUIS_ALIGN_KINSHIP_H
#define SLUIS_ALIGN_KINSHIP_H
#include "seed.h"
#include "sluis/align.h"

typedef struct sl_kinship {       /* zero-initialised is empty; belongs to one word list */
    float *best[SL_WORDLISTS + 1];           /* of each lexicon: of each word of its side two, the weight of its best translation */
    double *known[2]; size_t knowncap[2];    /* k of each word of the document's sides */
    double *near[2]; size_t nearcap[2];      /* in how many sentences of the other side a translation stands, and what is believed beforehand */
    uint32_t *sentences[2]; size_t sentencecap[2];   /* how many sentences hold the word */
    uint32_t *left; size_t leftcap;          /* scratch, zero between links: of words of side two, those that are not claimed yet */
    uint32_t *used; size_t usedcap;          /* the same: those that are */
} sl_kinship;

/* The probability; .5 if nothing is known. The beads cover both halves. */
double sl_kinship_rate(sl_kinship *k, const sl_half *one, const sl_half *two, const sl_seeds *seeds, const sl_wordlist *list,
                       const sl_bead *bead, size_t n);
void sl_kinship_free(sl_kinship *k);
#endif
