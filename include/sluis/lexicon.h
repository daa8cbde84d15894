/* A bilingual lexicon: which words translate which, with probabilities both ways, learnt from text whose lines are translations.
 *
 * Learning is IBM Model 1 in both directions (P. Brown et al., CL 19(2), 1993) over tokens as alignment sees them: runs of letters
 * and digits in lower case. A link stays when the geometric mean of its two probabilities is high enough: a word that turns up
 * beside everything has a low one of them. Words that were seen once need more.
 *
 * As text a lexicon is `#sluis lexicon 1` and then a row a word, in byte order:
 *   WORD TAB TRANSLATION P Q [TAB TRANSLATION P Q]...
 * P is P(translation | word), Q is P(word | translation), in thousandths; the best translation comes first. */
#ifndef SLUIS_LEXICON_H
#define SLUIS_LEXICON_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct sl_lexicon_rules {
    double least;                /* of the geometric mean of both probabilities, 0..1 */
    unsigned most;               /* translations of a word */
} sl_lexicon_rules;

typedef struct sl_trainer sl_trainer;
sl_trainer *sl_trainer_new(void);
/* A pair of lines, copied. Text and tokens stay in memory until the end. */
void sl_trainer_add(sl_trainer *t, sl_str one, sl_str two);
void sl_trainer_learn(sl_trainer *t);
/* The next row, appended without LF; false when there is none. */
bool sl_trainer_next(sl_trainer *t, const sl_lexicon_rules *r, sl_buf *row);
void sl_trainer_free(sl_trainer *t);

typedef struct { sl_str word, other; float p, q; } sl_lexicon_link;
/* Walk over the links of a lexicon's text: *rest is what is left of it, *at is zeroed before the first call. 1: a link, borrowed
 * from the text; 0: the end; -1: a row that is none, at->line says which. */
typedef struct { sl_str row, word; uint64_t line; } sl_lexicon_place;
int sl_lexicon_next(sl_str *rest, sl_lexicon_place *at, sl_lexicon_link *link);
#endif
