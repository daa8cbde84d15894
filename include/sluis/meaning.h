/* Do two lines mean the same? Judged by a bilingual lexicon, names, numbers, cognates, length, and word order.
 *
 * Every word of a side is expected on the other side to the extent that the lexicon knows how it is translated. Where a translation
 * stands there, the word gains bits, log2 (1 - k + k * s / u): k is how much of the word's translations the lexicon knows, s the
 * probability of the word given the other line (IBM Model 1: P. Brown et al., The Mathematics of Statistical Machine Translation,
 * Computational Linguistics 19, 1993), u its share of all text; where none does it loses them, log2 (1 - k). Words are linked one to
 * one when each is the other's best (competitive linking: I. D. Melamed, Models of translational equivalence among words,
 * Computational Linguistics 26, 2000). Names and numbers are expected to be the same; words that are spelt alike may be linked.
 *
 * Four things are asked, each with a score of its own (log-odds of a logistic model; above 0: it is so):
 *   unrelated  the sides have nothing to do with each other
 *   partial    one side has a stretch at an end that the other lacks: the sum of losses is greatest in it; and it is too long, or ends
 *              as a sentence where the other does not, or has more sentences
 *   mixed      one side has a stretch in the other side's language: the sum of log2 of a word's share in the one over that in the other
 *   shuffled   the words of one side stand in any order: word classes do not follow each other (sluis/order.h), and links cross
 * Where there is no evidence nothing is said. Facts: data/nl-en/lexicon.txt, data/{nl,en}/order.txt, data/nl-en/meaning.txt, which
 * holds the weights (`RULE FEATURE WEIGHT`), fitted by scripts/fit-meaning.
 *
 * Of a line the first 256 words and signs count. Pure, linear in the lines but for words that are unknown (of which 32 are compared). */
#ifndef SLUIS_MEANING_H
#define SLUIS_MEANING_H
#include "sluis/lexicon.h"

typedef enum { SL_MEANING_UNRELATED, SL_MEANING_PARTIAL, SL_MEANING_MIXED, SL_MEANING_SHUFFLED, SL_MEANING_RULES } sl_meaning_rule;
enum { SL_MEANING_FEATURES = 20 };
extern const char *const sl_meaning_names[SL_MEANING_RULES + 1];
extern const char *const sl_meaning_features[SL_MEANING_RULES][SL_MEANING_FEATURES + 1];       /* NULL behind the last */

typedef struct sl_meaning_model sl_meaning_model;                  /* immutable: threads may share it */
/* Facts compiled in, or from `dir` (sl_data); the lexicon is borrowed for the call, side 0 is Dutch. */
int sl_meaning_open(sl_meaning_model **m, const sl_lexicon *x, const char *dir, sl_err *e);
void sl_meaning_close(sl_meaning_model *m);

typedef struct sl_meaning sl_meaning;                              /* room that is used again, of one thread */
sl_meaning *sl_meaning_new(const sl_meaning_model *m);             /* borrowed */
void sl_meaning_free(sl_meaning *s);

typedef struct sl_meaning_score { float score[SL_MEANING_RULES]; uint8_t side[SL_MEANING_RULES]; } sl_meaning_score;   /* side: which one it is said of */
sl_meaning_score sl_meaning_pair(sl_meaning *s, sl_str nl, sl_str en);
/* The same in steps, for who reads the lines himself: fill in the tokens of both sides (0: Dutch), look them up, judge. */
struct sl_tokens *sl_meaning_tokens(sl_meaning *s, unsigned side);
void sl_meaning_find(sl_meaning *s);
sl_meaning_score sl_meaning_judge(sl_meaning *s);
/* The probability that the pair means the same, wholly and in order: that none of the four holds. 0.5 when nothing can be said. */
double sl_meaning_same(const sl_meaning_score *v);
/* What rule r measures of a side of the pair that was judged last. */
const float *sl_meaning_measured(const sl_meaning *s, sl_meaning_rule r, unsigned side);
#endif
