/* What a document teaches; see sluis/learner.h. */
#include "learner.h"
#include "model1.h"
#include "sluis/utf8.h"
#include <stdlib.h>

enum { MOST_PAIRS = 10000 };                         /* of a bead's words; it is left out otherwise */
static const double SURE = 0.9, LEAST = 0.05;        /* probability of a bead; what a pair of tokens must stand for each other */

sl_lesson *sl_lesson_new(void) { return sl_zalloc(sizeof(sl_lesson)); }

static bool is_word(sl_str w) {
    int32_t c;
    sl_utf8_next(w.p, w.n, &c);
    return sl_is_letter(c);
}

/* Rows don't ascend once they were cut, so they are searched from end to end; they are short. */
static double probability(const sl_rows *r, uint32_t from, uint32_t to) {
    for (size_t k = r->at[from]; k < r->at[from + 1]; k++)
        if (r->link[k].word == to) return (double)r->link[k].p;
    return 0;
}

static void begin(sl_lesson *l, const sl_half *const *h) {
    l->n = 0;
    for (unsigned d = 0; d < 2; d++) {
        sl_vocab_clear(&l->words[d]);
        l->number[d] = sl_grow(l->number[d], &l->numbercap[d], (size_t)h[d]->words.n + 1, sizeof **l->number);
        for (uint32_t w = 0; w < h[d]->words.n; w++) l->number[d][w] = SL_VOCAB_NONE;
    }
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

/* Of each token: the sum of what the other side's tokens, and none of them, may give it. */
static void sum_up(sl_lesson *l, const piece *p) {
    for (unsigned d = 0; d < 2; d++) {
        l->sum[d] = sl_grow(l->sum[d], &l->sumcap[d], p->n[d], sizeof **l->sum);
        for (uint32_t k = 0; k < p->n[d]; k++) l->sum[d][k] = SL_MODEL1_NULL / (1 - SL_MODEL1_NULL) * p->n[!d] * p->h[d]->freq[token(p, d, k)];
    }
    for (uint32_t i = 0; i < p->n[0]; i++)
        for (uint32_t j = 0; j < p->n[1]; j++) {
            l->sum[1][j] += probability(&p->t[0], token(p, 0, i), token(p, 1, j));
            l->sum[0][i] += probability(&p->t[1], token(p, 1, j), token(p, 0, i));
        }
}

static void take_pairs(sl_lesson *l, const piece *p) {
    for (uint32_t i = 0; i < p->n[0]; i++)
        for (uint32_t j = 0; j < p->n[1]; j++) {
            uint32_t v = token(p, 0, i), w = token(p, 1, j);
            double one = probability(&p->t[1], w, v) / l->sum[0][i], both = one > 0 ? one * probability(&p->t[0], v, w) / l->sum[1][j] : 0;
            if (both < LEAST || !is_word(sl_vocab_word(&p->h[0]->words, v)) || !is_word(sl_vocab_word(&p->h[1]->words, w))) continue;
            l->pair = sl_grow(l->pair, &l->cap, l->n + 1, sizeof *l->pair);
            l->pair[l->n++] = (sl_lesson_pair){number_of(l, 0, p->h[0], v), number_of(l, 1, p->h[1], w), p->weight * (float)both};
        }
}

static void take_words(sl_lesson *l, const piece *p) {
    for (unsigned d = 0; d < 2; d++)
        for (uint32_t k = 0; k < p->n[d]; k++)
            if (is_word(sl_vocab_word(&p->h[d]->words, token(p, d, k)))) l->count[d][number_of(l, d, p->h[d], token(p, d, k))] += p->weight;
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
    }
    free(l->pair);
    free(l);
}
