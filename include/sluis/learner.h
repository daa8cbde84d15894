/* Learning words from documents while they are aligned, for the documents that follow.
 *
 * Each aligned document gives a lesson: of its links that are sure, how much each word of the one side stands for each of the other by
 * both of the document's own tables (a product, so that both must agree), and how often the words were there. Lessons are added in the
 * order of documents. When an epoch is due what was learnt becomes a lexicon, which then serves beside those that were given; epochs are
 * due after 8, 16, 32 ... documents, so that all of them together cost no more than the last, and the result depends on the order of
 * documents alone. With threads: align the documents up to the next epoch in any order, each with a lesson of its own; then add these in
 * order, begin the epoch, and show its lexicon to all aligners.
 *
 *     sl_align_document(a, ...); sl_align_teach(a, lesson); sl_learner_add(l, lesson);
 *     if (sl_learner_due(l)) sl_align_know(a, sl_learner_epoch(l));
 *
 * Memory is bounded: of each side the first 1,048,576 words count, and of the pairs of words that met those that met least are forgotten
 * when there are too many (about a million). */
#ifndef SLUIS_LEARNER_H
#define SLUIS_LEARNER_H
#include "sluis/align.h"
#include "sluis/lexicon.h"

typedef struct sl_lesson sl_lesson;
sl_lesson *sl_lesson_new(void);
void sl_lesson_free(sl_lesson *l);

void sl_align_teach(const sl_aligner *a, sl_lesson *l);            /* of the document that was aligned last; what the lesson held is gone */
void sl_align_know(sl_aligner *a, const sl_lexicon *x);            /* from the next document on; borrowed; NULL: nothing more */

typedef struct sl_learner sl_learner;
sl_learner *sl_learner_new(void);
void sl_learner_add(sl_learner *l, const sl_lesson *x);
uint64_t sl_learner_left(const sl_learner *l);                     /* documents until the next epoch is due */
static inline bool sl_learner_due(const sl_learner *l) { return sl_learner_left(l) == 0; }
const sl_lexicon *sl_learner_epoch(sl_learner *l);                 /* what was learnt; lives until the next epoch or the learner's end */
/* What was learnt, merged with n lexicons that were given, as a lexicon's file. */
void sl_learner_save(sl_learner *l, const sl_lexicon *const *given, size_t n, sl_buf *image);
void sl_learner_free(sl_learner *l);
#endif
