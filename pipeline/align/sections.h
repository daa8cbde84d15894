/* Sections: what hard delimiters part. The k-th delimiter of one side meets the k-th of the other, so the k-th sections translate each
 * other: every path of the dynamic programme goes through the nodes where they begin, and no link holds sentences of two of them. */
#ifndef SLUIS_ALIGN_SECTIONS_H
#define SLUIS_ALIGN_SECTIONS_H
#include "sluis/align.h"

typedef struct sl_sections {      /* zero-initialised: one section, which is the document */
    uint32_t n;                   /* how many; 0 or 1: nothing is parted */
    uint32_t *start[2]; size_t startcap[2];    /* section k of side d is its sentences start[d][k]..start[d][k + 1); it may be empty */
    uint32_t *of[2]; size_t ofcap[2];          /* the section of each sentence */
} sl_sections;

/* From the marks SL_ALIGN_HARD. Sides with different numbers of them, or without marks, are not parted. */
void sl_sections_read(sl_sections *s, const sl_align_text *one, const sl_align_text *two);
void sl_sections_free(sl_sections *s);

/* Are the runs of a sentences from i and of b from j, neither of them empty, in one section? */
static inline bool sl_sections_hold(const sl_sections *s, uint32_t i, uint32_t j, unsigned a, unsigned b) {
    if (!s || s->n < 2) return true;
    uint32_t k = s->of[0][i];
    return s->of[0][i + a - 1] == k && s->of[1][j] == k && s->of[1][j + b - 1] == k;
}

/* Does the section of sentence i begin at node (i, j)? There a gap of side one may follow one of side two. */
static inline bool sl_sections_begin(const sl_sections *s, uint32_t i, uint32_t j) {
    if (!s || s->n < 2 || i >= s->start[0][s->n]) return false;
    uint32_t k = s->of[0][i];
    return s->start[0][k] == i && s->start[1][k] == j;
}
#endif
