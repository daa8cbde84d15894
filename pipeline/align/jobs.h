/* Pairs of documents aligned by several threads, each with an aligner of its own, and handed out in the order in which they came. Memory: a window of
 * at most 2N + 2 pairs; with one thread a single pair, and everything happens in the caller's.
 * With a learner all pairs of an epoch are done before the next begins, so that nothing depends on the threads. */
#ifndef SLUIS_ALIGN_JOBS_H
#define SLUIS_ALIGN_JOBS_H
#include "pair.h"

typedef struct sl_jobs sl_jobs;
typedef struct sl_jobs_rules {
    const sl_align_rules *align;
    unsigned threads;
    /* In the thread that aligned a pair, while its aligner still has it: write into p->shown what is to be known of it. NULL: nothing. */
    void (*look)(const void *of, sl_pair *p, sl_aligner *a);
    const void *of;                              /* shared by all threads */
    struct sl_learner *learner;                  /* sluis/learner.h, borrowed: what documents teach serves those that follow. NULL: none does */
    double least;                                /* documents with a lower verdict teach nothing */
    int (*deliver)(void *ctx, const sl_pair *p); /* in the caller's thread, from within the functions below */
    void *ctx;
} sl_jobs_rules;

int sl_jobs_start(sl_jobs **j, const sl_jobs_rules *r, sl_err *e);
/* The pair to fill next: the same one until it is given. */
sl_pair *sl_jobs_pair(sl_jobs *j);
/* Give it on its way; what is ready is delivered. Returns what `deliver` returned. */
int sl_jobs_give(sl_jobs *j);
int sl_jobs_drain(sl_jobs *j);                   /* wait for all that was given, and deliver it */
/* The same, but no longer than until `other` says that there is something else to do. */
int sl_jobs_wait(sl_jobs *j, bool (*other)(void *), void *ctx);
/* Each aligner: of k = 0, 1... until NULL. When nothing is on its way. */
const sl_aligner *sl_jobs_aligner(const sl_jobs *j, unsigned k);
void sl_jobs_end(sl_jobs *j);                    /* what was not delivered is forgotten */
#endif
