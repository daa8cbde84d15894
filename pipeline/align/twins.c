/* Twins; see twins.h. */
#include "twins.h"
#include <stdlib.h>

enum { OFTEN = 3 };
static const double TOGETHER = 2, PARTED = -2;        /* logs of how much likelier a link becomes */

static void number_lines(sl_twins *t, unsigned d, const sl_align_text *text) {
    t->twin[d] = sl_grow(t->twin[d], &t->twincap[d], text->n + 1, sizeof **t->twin);
    for (size_t i = 0; i < text->n; i++) {
        sl_str s = text->sentence[i];
        t->twin[d][i] = !s.n ? 0 : 1 + (d ? sl_vocab_find(&t->lines, s) : sl_vocab_add(&t->lines, s));     /* SL_VOCAB_NONE becomes 0 */
    }
}

static void count_lines(sl_twins *t, unsigned d, size_t n) {
    size_t lines = (size_t)t->lines.n + 1;
    t->count[d] = sl_grow(t->count[d], &t->countcap[d], lines, sizeof **t->count);
    memset(t->count[d], 0, lines * sizeof **t->count);
    for (size_t i = 0; i < n; i++) t->count[d][t->twin[d][i]]++;
}

static bool few(uint32_t n) { return n && n <= OFTEN; }

void sl_twins_find(sl_twins *t, const sl_align_text *one, const sl_align_text *two) {
    const sl_align_text *text[2] = {one, two};
    sl_vocab_clear(&t->lines);
    for (unsigned d = 0; d < 2; d++) number_lines(t, d, text[d]);
    for (unsigned d = 0; d < 2; d++) count_lines(t, d, text[d]->n);
    t->any = false;
    for (unsigned d = 0; d < 2; d++)
        for (size_t i = 0; i < text[d]->n; i++) {
            if (!few(t->count[0][t->twin[d][i]]) || !few(t->count[1][t->twin[d][i]])) t->twin[d][i] = 0;
            t->any |= t->twin[d][i] > 0;
        }
}

double sl_twins_fit(const sl_twins *t, uint32_t i, uint32_t j, unsigned a, unsigned b) {
    double sum = 0;
    if (!t->any) return 0;
    if (a == 1 && b == 1 && t->twin[0][i - 1] == t->twin[1][j - 1]) return t->twin[0][i - 1] ? TOGETHER : 0;
    for (unsigned q = 1; q <= a; q++) sum += t->twin[0][i - q] ? PARTED : 0;
    for (unsigned q = 1; q <= b; q++) sum += t->twin[1][j - q] ? PARTED : 0;
    return sum;
}

void sl_twins_free(sl_twins *t) {
    sl_vocab_free(&t->lines);
    for (unsigned d = 0; d < 2; d++) {
        free(t->twin[d]);
        free(t->count[d]);
    }
}
