/* Sections; see sections.h. */
#include "sections.h"
#include <stdlib.h>

static uint32_t delimiters(const sl_align_text *t) {
    uint32_t n = 0;
    for (size_t i = 0; t->mark && i < t->n; i++) n += (t->mark[i] & SL_ALIGN_HARD) != 0;
    return n;
}

static void read_side(sl_sections *s, unsigned d, const sl_align_text *t) {
    uint32_t k = 0, *start = s->start[d] = sl_grow(s->start[d], &s->startcap[d], (size_t)s->n + 1, sizeof *start);
    s->of[d] = sl_grow(s->of[d], &s->ofcap[d], t->n + 1, sizeof **s->of);
    start[0] = 0;
    for (uint32_t i = 0; i < t->n; i++) {
        if (t->mark[i] & SL_ALIGN_HARD) start[++k] = i;
        s->of[d][i] = k;
    }
    start[s->n] = (uint32_t)t->n;
}

void sl_sections_read(sl_sections *s, const sl_align_text *one, const sl_align_text *two) {
    uint32_t n = delimiters(one);
    s->n = n && n == delimiters(two) ? n + 1 : 1;
    if (s->n == 1) return;
    read_side(s, 0, one);
    read_side(s, 1, two);
}

void sl_sections_free(sl_sections *s) {
    for (unsigned d = 0; d < 2; d++) {
        free(s->start[d]);
        free(s->of[d]);
    }
}
