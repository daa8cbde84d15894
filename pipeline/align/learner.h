/* How a document gives a lesson; see sluis/learner.h. */
#ifndef SLUIS_ALIGN_LEARNER_H
#define SLUIS_ALIGN_LEARNER_H
#include "half.h"
#include "rows.h"
#include "sluis/learner.h"

/* t[0]: P(word of two | word of one); t[1]: the other way. */
void sl_lesson_take(sl_lesson *l, const sl_half *one, const sl_half *two, const sl_rows *t, const sl_bead *bead, size_t n);

typedef struct { uint32_t one, two; float weight; } sl_lesson_pair;
struct sl_lesson {
    sl_vocab words[2];
    float *count[2]; size_t countcap[2];             /* of each word */
    sl_lesson_pair *pair; size_t n, cap;
    double *sum[2]; size_t sumcap[2];                /* scratch: of each token of a bead */
    float *cell[2]; size_t cellcap[2];               /* scratch: what each pair of a bead's tokens stand for each other, given the other side */
    float *spread; size_t spreadcap;                 /* scratch: a row, by word */
    uint32_t *number[2]; size_t numbercap[2];        /* scratch: of each word of a half, in the lesson */
};
#endif
