/* Expectation maximisation over a corpus, in one direction; see sluis/trainer.h. */
#ifndef SLUIS_ALIGN_EM_H
#define SLUIS_ALIGN_EM_H
#include "corpus.h"
#include "rows.h"

typedef struct { unsigned rounds, jobs; bool diagonal; size_t memory; } sl_em_rules;
/* P(word of the other side | word of side `from`), a row for each word of that side, links ascending by word. */
int sl_em_learn(sl_rows *out, const sl_corpus *c, unsigned from, const sl_em_rules *r, sl_err *e);
#endif
