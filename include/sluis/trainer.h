/* Learning a lexicon from text whose lines are translations of each other.
 *
 * IBM Model 1 in both directions (P. Brown et al., CL 19(2), 1993), by expectation maximisation, over tokens as alignment sees them.
 * With `diagonal`, a word prefers translations at the same place of the sentence: its distance h from there, as a share of the sentence,
 * weighs exp(-tension * h), and the tension is learnt (C. Dyer, V. Chahuneau, N. Smith, A Simple, Fast, and Effective
 * Reparameterization of IBM Model 2, NAACL 2013). A link stays when the geometric mean of its two probabilities is high enough: a word
 * that turns up beside everything has a low one of them. Words that were seen once need more.
 *
 * Memory is bounded: text becomes word numbers, and what doesn't fit of them goes to a temporary file (in TMPDIR or /tmp), which is read
 * once a round. The table of words that meet holds as many pairs as fit in half of `memory`; when it is full the pairs that met least are
 * forgotten, so that from very much text links between rare words are missing. Of each side the first 4,194,304 words count.
 * The result does not depend on `jobs`: work is cut into fixed pieces, each done in order. */
#ifndef SLUIS_TRAINER_H
#define SLUIS_TRAINER_H
#include "sluis/lexicon.h"

typedef struct sl_trainer_rules {
    unsigned rounds, jobs;       /* at least 1 */
    bool diagonal;
    size_t memory;               /* bytes, about */
    double least;                /* of the geometric mean of both probabilities, 0..1 */
    unsigned most;               /* translations of a word */
} sl_trainer_rules;

typedef struct sl_trainer sl_trainer;
sl_trainer *sl_trainer_new(const sl_trainer_rules *r);
int sl_trainer_add(sl_trainer *t, sl_str one, sl_str two, sl_err *e);      /* a pair of lines, borrowed; SL_EIO: no temporary file */
int sl_trainer_learn(sl_trainer *t, sl_buf *image, sl_err *e);             /* after all pairs: the lexicon's file */
void sl_trainer_free(sl_trainer *t);
#endif
