/* What a user gives the aligner to know beforehand, as files: for options and init() of the stage. */
#ifndef SLUIS_ALIGN_KNOWN_H
#define SLUIS_ALIGN_KNOWN_H
#include "jobs.h"
#include "sluis/vectors.h"

typedef struct sl_align_known {   /* zero-initialised is nothing */
    const char *lexicon, *dict, *emb;    /* options, borrowed; NULL: not given */
    sl_lexicon *own;
    sl_buf listed;
    sl_vectors vectors[2];
} sl_align_known;

/* Read what is given and let the rules refer to it; it lives until it is freed. */
int sl_align_known_read(sl_align_known *k, sl_align_rules *r, sl_err *e);
/* Warn of runs of sentences that the vectors have not, when nothing is on its way. */
void sl_align_known_warn(sl_stage *s, const sl_jobs *j);
void sl_align_known_free(sl_align_known *k);
#endif
