/* What a document teaches; see sluis/learner.h. */
#include "learner.h"
#include "model1.h"
#include "sluis/utf8.h"
#include <stdlib.h>

enum { MOST_PAIRS = 10000 };                         /* of a bead's words; it is left out otherwise */
static const double SURE = 0.75, LEAST = 0.05;       /* probability of a bead; what a pair of tokens must stand for each other */

sl_lesson *sl_lesson_new(void) { return sl_zalloc(sizeof(sl_lesson)); }

static bool is_word(sl_str w) {
    int32_t c;
    sl_utf8_next(w.p, w.n, &c);
    return sl_is_letter(c);
}

static void begin(sl_lesson *l, const sl_half *const *h) {
    l->n = 0;
    for (unsigned d = 0; d < 2; d++) {
        sl_vocab_clear(&l->words[d]);
        l->number[d] = sl_grow(l->number[d], &l->numbercap[d], (size_t)h[d]->words.n + 1, sizeof **l->number);
        for (uint32_t w = 0; w < h[d]->words.n; w++) l->number[d][w] = SL_VOCAB_NONE;
    }
    size_t words = (h[0]->words.n > h[1]->words.n ? h[0]->words.n : h[1]->words.n) + (size_t)1;
    l->spread = sl_grow(l->spread, &l->spreadcap, words, sizeof *l->spread);
    for (size_t w = 0; w < words; w++) l->spread[w] = 0;
}

static uint32_t number_of(sl_lesson *l, unsigned d, const sl_half *h, uint32_t w) {
    if (l->number[d][w] != SL_VOCAB_NONE) return l->number[d][w];
    uint32_t n = l->number[d][w] = sl_vocab_add(&l->words[d], sl_vocab_word(&h->words, w));
    l->count[d] = sl_grow(l->count[d], &l->countcap[d], (size_t)n + 1, sizeof **l->count);
    l->count[d][n] = 0;
    return n;
}

typedef struct { const sl_half *h[2]; const sl_rows *t; uint32_t from[2], n[2]; float weight; } piece;

static uint32_t token(const piece *p, unsigned d, uint32_t k) { return p->h[d]->tok[p->from[d] + k]; }

/* P(token of side d | token k of the other side) for all of them: a row is spread over an array by word, and gathered. */
static void gather(sl_lesson *l, const piece *p, unsigned d, uint32_t k, float *cell, size_t step) {
    const sl_rows *r = &p->t[!d];
    uint32_t v = token(p, !d, k);
    for (size_t x = r->at[v]; x < r->at[v + 1]; x++) l->spread[r->link[x].word] = r->link[x].p;
    for (uint32_t x = 0; x < p->n[d]; x++) {
        float t = cell[x * step] = l->spread[token(p, d, x)];
        l->sum[d][x] += (double)t;
    }
    for (size_t x = r->at[v]; x < r->at[v + 1]; x++) l->spread[r->link[x].word] = 0;
}

/* Of each token: the sum of what the other side's tokens, and none of them, may give it. */
static void sum_up(sl_lesson *l, const piece *p) {
    for (unsigned d = 0; d < 2; d++) {
        l->sum[d] = sl_grow(l->sum[d], &l->sumcap[d], p->n[d], sizeof **l->sum);
        l->cell[d] = sl_grow(l->cell[d], &l->cellcap[d], (size_t)p->n[0] * p->n[1], sizeof **l->cell);
        for (uint32_t k = 0; k < p->n[d]; k++) l->sum[d][k] = SL_MODEL1_NULL / (1 - SL_MODEL1_NULL) * p->n[!d] * p->h[d]->freq[token(p, d, k)];
    }
    for (uint32_t i = 0; i < p->n[0]; i++) gather(l, p, 1, i, l->cell[1] + (size_t)i * p->n[1], 1);
    for (uint32_t j = 0; j < p->n[1]; j++) gather(l, p, 0, j, l->cell[0] + j, p->n[1]);
}

static void take_pairs(sl_lesson *l, const piece *p) {
    size_t cell = 0;
    for (uint32_t i = 0; i < p->n[0]; i++)
        for (uint32_t j = 0; j < p->n[1]; j++, cell++) {
            double both = (double)l->cell[0][cell] * (double)l->cell[1][cell];
            if (both <= 0 || (both /= l->sum[0][i] * l->sum[1][j]) < LEAST) continue;
            uint32_t v = token(p, 0, i), w = token(p, 1, j);
            if (!is_word(sl_vocab_word(&p->h[0]->words, v)) || !is_word(sl_vocab_word(&p->h[1]->words, w))) continue;
            l->pair = sl_grow(l->pair, &l->cap, l->n + 1, sizeof *l->pair);
            l->pair[l->n++] = (sl_lesson_pair){number_of(l, 0, p->h[0], v), number_of(l, 1, p->h[1], w), p->weight * (float)both};
        }
}

static void take_words(sl_lesson *l, const piece *p) {
    for (unsigned d = 0; d < 2; d++)
        for (uint32_t k = 0; k < p->n[d]; k++) {
            uint32_t w = token(p, d, k);
            if (!is_word(sl_vocab_word(&p->h[d]->words, w))) continue;
            uint32_t n = number_of(l, d, p->h[d], w);    /* it may move the counts */
            l->count[d][n] += p->weight;
        }
}

void sl_lesson_take(sl_lesson *l, const sl_half *one, const sl_half *two, const sl_rows *t, const sl_bead *bead, size_t n) {
    const sl_half *const h[2] = {one, two};
    begin(l, h);
    for (size_t k = 0; k < n; k++) {
        const sl_bead *b = &bead[k];
        if (!b->a || !b->b || (double)b->p < SURE) continue;
        piece p = {{one, two}, t, {one->at[b->i], two->at[b->j]}, {one->at[b->i + b->a] - one->at[b->i], two->at[b->j + b->b] - two->at[b->j]},
                   (float)sl_model1_weight(b)};
        if (!p.n[0] || !p.n[1] || (size_t)p.n[0] * p.n[1] > MOST_PAIRS) continue;
        sum_up(l, &p);
        take_pairs(l, &p);
        take_words(l, &p);
    }
}

void sl_lesson_free(sl_lesson *l) {
    if (!l) return;
    for (unsigned d = 0; d < 2; d++) {
        sl_vocab_free(&l->words[d]);
        free(l->count[d]);
        free(l->sum[d]);
        free(l->number[d]);
        free(l->cell[d]);
    }
    free(l->spread);
    free(l->pair);
    free(l);
}
