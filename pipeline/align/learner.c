/* What documents taught; see sluis/learner.h. */
#include "learner.h"
#include "pairs.h"
#include <math.h>
#include <stdlib.h>

enum { MOST_WORDS = 1 << 20, SLOTS = 1 << 21, FIRST_EPOCH = 8 };
static const double UNSEEN = 1,                      /* observations of something else, so that little is known of what was seen once */
    LEAST = 0.03, LEAST_WEIGHT = 0.1;                /* of a link: geometric mean of its probabilities, how much of it was seen */

struct sl_learner {
    sl_vocab words[2];
    double *count[2]; size_t countcap[2];
    sl_pairs pairs;
    uint64_t documents, due;
    uint32_t *number[2]; size_t numbercap[2];        /* scratch: of each word of a lesson */
    sl_buf image; sl_lexicon *now;
};

sl_learner *sl_learner_new(void) {
    sl_learner *l = sl_zalloc(sizeof *l);
    l->pairs.most = SLOTS;
    l->due = FIRST_EPOCH;
    return l;
}

static uint32_t number_of(sl_learner *l, unsigned d, sl_str word) {
    uint32_t n = l->words[d].n, w = n < MOST_WORDS ? sl_vocab_add(&l->words[d], word) : sl_vocab_find(&l->words[d], word);
    if (l->words[d].n == n) return w;
    l->count[d] = sl_grow(l->count[d], &l->countcap[d], (size_t)n + 1, sizeof **l->count);
    l->count[d][n] = 0;
    return w;
}

void sl_learner_add(sl_learner *l, const sl_lesson *x) {
    l->documents++;
    for (unsigned d = 0; d < 2; d++) {
        l->number[d] = sl_grow(l->number[d], &l->numbercap[d], (size_t)x->words[d].n + 1, sizeof **l->number);
        for (uint32_t w = 0; w < x->words[d].n; w++) {
            uint32_t is = l->number[d][w] = number_of(l, d, sl_vocab_word(&x->words[d], w));
            if (is != SL_VOCAB_NONE) l->count[d][is] += (double)x->count[d][w];
        }
    }
    for (size_t k = 0; k < x->n; k++) {
        uint32_t v = l->number[0][x->pair[k].one], w = l->number[1][x->pair[k].two];
        if (v != SL_VOCAB_NONE && w != SL_VOCAB_NONE) sl_pairs_add(&l->pairs, v, w, x->pair[k].weight);
    }
}

uint64_t sl_learner_left(const sl_learner *l) { return l->due > l->documents ? l->due - l->documents : 0; }

static void add_link(const sl_learner *l, sl_lexicon_builder *b, uint32_t v, uint32_t w, double weight) {
    double n[2] = {l->count[0][v], l->count[1][w]}, p = weight / (n[0] + UNSEEN), q = weight / (n[1] + UNSEEN);
    if (weight < LEAST_WEIGHT || sqrt(p * q) < LEAST) return;
    sl_str one = sl_vocab_word(&l->words[0], v), two = sl_vocab_word(&l->words[1], w);
    sl_lexicon_builder_add(b, one, two, p, q);
    sl_lexicon_builder_count(b, 0, one, (uint64_t)(n[0] + 0.5));
    sl_lexicon_builder_count(b, 1, two, (uint64_t)(n[1] + 0.5));
}

const sl_lexicon *sl_learner_epoch(sl_learner *l) {
    sl_lexicon_builder *b = sl_lexicon_builder_new();
    double all[2] = {0, 0};
    for (size_t k = 0; k < l->pairs.slots; k++)
        if (l->pairs.key[k]) add_link(l, b, (uint32_t)((l->pairs.key[k] - 1) >> 32), (uint32_t)(l->pairs.key[k] - 1), (double)l->pairs.weight[k]);
    for (unsigned d = 0; d < 2; d++)
        for (uint32_t w = 0; w < l->words[d].n; w++) all[d] += l->count[d][w];
    sl_lexicon_builder_tokens(b, (uint64_t)(all[0] + 0.5), (uint64_t)(all[1] + 0.5));
    sl_lexicon_close(l->now);
    sl_lexicon_builder_finish(b, &l->image);
    sl_err e = {0};
    sl_lexicon_bytes(&l->now, sl_view(&l->image), "what was learnt", &e);
    while (l->due <= l->documents) l->due *= 2;
    return l->now;
}

void sl_learner_save(sl_learner *l, const sl_lexicon *const *given, size_t n, sl_buf *image) {
    const sl_lexicon **all = sl_alloc((n + 1) * sizeof *all);
    for (size_t k = 0; k < n; k++) all[k] = given[k];
    all[n] = sl_learner_epoch(l);
    sl_lexicon_merge(all, n + 1, image);
    free(all);
}

void sl_learner_free(sl_learner *l) {
    if (!l) return;
    for (unsigned d = 0; d < 2; d++) {
        sl_vocab_free(&l->words[d]);
        free(l->count[d]);
        free(l->number[d]);
    }
    sl_pairs_free(&l->pairs);
    sl_lexicon_close(l->now);
    sl_buf_free(&l->image);
    free(l);
}
