/* Lines that both sides have letter for letter: names, code, and what was left untranslated. Words alone say too little of them when they
 * are short and common: a list that has lost one item on each side would be linked one off. A line that the other side has too, up to
 * three times, is likely to be its own partner, and unlikely to be anybody else's. */
#ifndef SLUIS_ALIGN_TWINS_H
#define SLUIS_ALIGN_TWINS_H
#include "sluis/align.h"
#include "vocab.h"

typedef struct sl_twins {         /* zero-initialised is empty */
    sl_vocab lines;
    uint32_t *twin[2]; size_t twincap[2];    /* of each sentence: the number of its line, the same on both sides, from 1; 0: it has no twin */
    bool any;                     /* does any sentence have one? */
    uint32_t *count[2]; size_t countcap[2];  /* scratch: of each line */
} sl_twins;

void sl_twins_find(sl_twins *t, const sl_align_text *one, const sl_align_text *two);
double sl_twins_fit(const sl_twins *t, uint32_t i, uint32_t j, unsigned a, unsigned b);      /* of a link that ends at node (i, j): a logarithm */
void sl_twins_free(sl_twins *t);
#endif
