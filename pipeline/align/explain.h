/* Why a bead is what it is, as columns of a table (align --explain). */
#ifndef SLUIS_ALIGN_EXPLAIN_H
#define SLUIS_ALIGN_EXPLAIN_H
#include "evidence.h"
#include "sluis/align.h"

/* What the aligner knows of the words of the document that it aligned last, borrowed until its next. */
typedef struct sl_align_view {
    const sl_half *one, *two;
    const sl_rows *table;         /* P(word of the other side | word), from words of side one, of side two */
    const sl_known *known;        /* of words of side one, of side two */
} sl_align_view;
sl_align_view sl_align_look(const sl_aligner *a);

/* Two words that speak for a bead: p is P(the one | the other), whichever way says more, gain how much it adds to the evidence. */
typedef struct sl_word_link { uint32_t one, two; double p, gain; } sl_word_link;
typedef struct sl_explain { sl_word_link *list; size_t n, cap; uint32_t *word; size_t wordcap; } sl_explain;   /* scratch; zero-initialised */
/* The word links of a bead that add most, best first, each pair once, into x->list; at most `most`. */
void sl_explain_words(sl_explain *x, const sl_align_view *v, const sl_bead *b, size_t most);

#define SL_EXPLAIN_COLUMNS "type\tprobability\tkind\tlength\tplace\tnl-words\ten-words\trivals\tvectors\ttotal\tlinks"
/* Append them for a bead of the last document. A lone sentence has a type and a probability only. */
void sl_explain_bead(sl_explain *x, sl_aligner *a, const sl_bead *b, sl_buf *row);
void sl_explain_free(sl_explain *x);
#endif
