/* What a lexicon says of a pair of lines: whether they translate each other, and how much of them it knows.
 *
 * Words are tokens that begin with a letter; of a line the first 200 tokens count. Given the other line's words v, a word w has the
 * probability p = 0.85 * (sum over v of P(w|v)) / (number of tokens there) + 0.15 * u, where u is its share of the text that the lexicon was learnt
 * from (of one that is not in it: that of a word seen half a time). */
#ifndef SLUIS_LEXSCORE_H
#define SLUIS_LEXSCORE_H
#include "sluis/lexicon.h"

typedef struct sl_lexscore {     /* of each side */
    uint32_t words[2], known[2];     /* known: the lexicon has it */
    double bits[2], alone[2];        /* sums of -log2 p, and of -log2 u */
    double gain[2];                  /* sum of log2 (p / u) over known words: above 0 when the other line explains this one */
} sl_lexscore;

typedef struct sl_lexscorer sl_lexscorer;
sl_lexscorer *sl_lexscorer_new(const sl_lexicon *x);     /* borrowed */
sl_lexscore sl_lexscorer_pair(sl_lexscorer *s, sl_str one, sl_str two);
void sl_lexscorer_free(sl_lexscorer *s);
#endif
