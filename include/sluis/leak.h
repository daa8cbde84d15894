/* What of a test set stands in other text: the same text, folded or not, or most of its word n-grams. One column at a time;
 * columns don't mix. */
#ifndef SLUIS_LEAK_H
#define SLUIS_LEAK_H
#include "sluis/set.h"

typedef struct {             /* zero-initialised but for the first four */
    bool ngram;              /* else texts as wholes */
    unsigned fold;           /* wholes: SL_FOLD... of sluis/dedup.h */
    unsigned n;              /* words of an n-gram, 1..64 */
    double share;            /* 0..1 */
    sl_set set;
} sl_leak;
typedef struct { sl_buf scratch, words; } sl_leak_room;      /* one a thread; zero-initialised */

void sl_leak_add(sl_leak *l, sl_str text, unsigned column, sl_leak_room *room);
/* Wholes: it was added, as it is or folded.
 * N-grams: runs of n words (sl_fold_seg: blind to case and punctuation) that stand in a text that was added. A text is found
 * when the words within such runs are at least `share` of its words, or when one stretch of them is at least `share` of
 * the words of the text that was added: so a text within a longer one is found, and a longer one of which this is a part.
 * A text of fewer than n words is one run of all its words: it is found only as a whole. One without words never is. */
bool sl_leak_has(const sl_leak *l, sl_str text, unsigned column, sl_leak_room *room);
void sl_leak_free(sl_leak *l);
#endif
