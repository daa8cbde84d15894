/* Making a lexicon's file; see sluis/lexicon.h. */
#include "lexicon.h"
#include "vocab.h"
#include <endian.h>
#include <stdlib.h>

typedef struct { uint32_t one, two, order; uint16_t p, q; } edge;
struct sl_lexicon_builder {
    sl_vocab word[2];
    uint32_t *count[2]; size_t countcap[2];
    uint64_t tokens[2];
    edge *edge; size_t n, cap;
    uint32_t *rank[2];                           /* of each word in the order of bytes */
};

sl_lexicon_builder *sl_lexicon_builder_new(void) { return sl_zalloc(sizeof(sl_lexicon_builder)); }

static uint32_t number_of(sl_lexicon_builder *b, unsigned d, sl_str word) {
    uint32_t n = b->word[d].n, w = sl_vocab_add(&b->word[d], word);
    if (w < n) return w;
    b->count[d] = sl_grow(b->count[d], &b->countcap[d], (size_t)w + 1, sizeof **b->count);
    b->count[d][w] = 0;
    return w;
}

static uint16_t share(double p) { return (uint16_t)((p < 0 ? 0 : p > 1 ? 1 : p) * 65535 + 0.5); }

void sl_lexicon_builder_add(sl_lexicon_builder *b, sl_str one, sl_str two, double p, double q) {
    uint32_t v = number_of(b, 0, one), w = number_of(b, 1, two);
    b->edge = sl_grow(b->edge, &b->cap, b->n + 1, sizeof *b->edge);
    b->edge[b->n] = (edge){v, w, (uint32_t)b->n, share(p), share(q)};
    b->n++;
}

void sl_lexicon_builder_count(sl_lexicon_builder *b, unsigned d, sl_str word, uint64_t n) {
    uint32_t w = sl_vocab_find(&b->word[d], word), most = n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
    if (w != SL_VOCAB_NONE && b->count[d][w] < most) b->count[d][w] = most;
}

void sl_lexicon_builder_tokens(sl_lexicon_builder *b, uint64_t one, uint64_t two) {
    b->tokens[0] += one;
    b->tokens[1] += two;
}

static int by_bytes(const void *a, const void *b, void *vocab) {
    return sl_cmp(sl_vocab_word(vocab, *(const uint32_t *)a), sl_vocab_word(vocab, *(const uint32_t *)b));
}

/* The words in the order of bytes; their ranks stay in the builder. */
static uint32_t *order_words(sl_lexicon_builder *b, unsigned d) {
    uint32_t n = b->word[d].n, *order = sl_alloc(((size_t)n + 1) * sizeof *order);
    b->rank[d] = sl_alloc(((size_t)n + 1) * sizeof **b->rank);
    for (uint32_t w = 0; w < n; w++) order[w] = w;
    if (n) qsort_r(order, n, sizeof *order, by_bytes, &b->word[d]);
    for (uint32_t k = 0; k < n; k++) b->rank[d][order[k]] = k;
    return order;
}

static int by_words(const void *x, const void *y) {
    const edge *a = x, *b = y;
    if (a->one != b->one) return a->one < b->one ? -1 : 1;
    if (a->two != b->two) return a->two < b->two ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

static int by_weight(const void *x, const void *y) {
    const edge *a = x, *b = y;
    uint32_t v = (uint32_t)a->p * a->q, w = (uint32_t)b->p * b->q;
    if (a->one != b->one) return a->one < b->one ? -1 : 1;
    if (v != w) return v > w ? -1 : 1;
    return a->two < b->two ? -1 : 1;
}

static void order_edges(sl_lexicon_builder *b) {
    size_t n = 0;
    for (size_t k = 0; k < b->n; k++) {
        b->edge[k].one = b->rank[0][b->edge[k].one];
        b->edge[k].two = b->rank[1][b->edge[k].two];
    }
    if (b->n) qsort(b->edge, b->n, sizeof *b->edge, by_words);
    for (size_t k = 0; k < b->n; k++)
        if (!n || b->edge[k].one != b->edge[n - 1].one || b->edge[k].two != b->edge[n - 1].two) b->edge[n++] = b->edge[k];
    b->n = n;
    if (n) qsort(b->edge, n, sizeof *b->edge, by_weight);
}

static void put32(sl_buf *out, uint64_t v) {
    uint32_t le = htole32((uint32_t)v);
    sl_put(out, (const char *)&le, sizeof le);
}
static void put64(sl_buf *out, uint64_t v) {
    put32(out, v & UINT32_MAX);
    put32(out, v >> 32);
}

static uint32_t slots_for(uint32_t words) { return words ? words + words / 2 + 1 : 0; }

static void put_head(const sl_lexicon_builder *b, sl_buf *out) {
    sl_put(out, sl_lexicon_magic, 8);
    put32(out, 1);
    put32(out, 0);
    for (unsigned d = 0; d < 2; d++) put32(out, b->word[d].n);
    put32(out, b->n);
    for (unsigned d = 0; d < 2; d++) put32(out, slots_for(b->word[d].n));
    for (unsigned d = 0; d < 2; d++) put32(out, b->word[d].bytes.n);
    put32(out, 0);
    for (unsigned d = 0; d < 2; d++) put64(out, b->tokens[d]);
    put64(out, 0);
}

static void put_slots(const sl_vocab *v, const uint32_t *order, sl_buf *out) {
    uint32_t n = slots_for(v->n), *slot = sl_zalloc(((size_t)n + 1) * sizeof *slot);
    for (uint32_t k = 0; k < v->n; k++) {
        uint32_t at = sl_lexicon_slot(sl_vocab_word(v, order[k]), n);
        while (slot[at]) at = at + 1 < n ? at + 1 : 0;
        slot[at] = k + 1;
    }
    for (uint32_t k = 0; k < n; k++) put32(out, slot[k]);
    free(slot);
}

static void put_side(const sl_lexicon_builder *b, unsigned d, const uint32_t *order, sl_buf *out) {
    const sl_vocab *v = &b->word[d];
    uint64_t end = 0;
    for (uint32_t k = 0; k < v->n; k++) put32(out, end += sl_vocab_word(v, order[k]).n);
    for (uint32_t k = 0; k < v->n; k++) put32(out, b->count[d][order[k]]);
    put_slots(v, order, out);
}

static void put_links(const sl_lexicon_builder *b, sl_buf *out) {
    size_t k = 0;
    for (uint32_t v = 0; v < b->word[0].n; v++) {
        while (k < b->n && b->edge[k].one == v) k++;
        put32(out, k);
    }
    for (k = 0; k < b->n; k++) {
        put32(out, b->edge[k].two);
        put32(out, (uint32_t)b->edge[k].p | (uint32_t)b->edge[k].q << 16);
    }
}

void sl_lexicon_builder_finish(sl_lexicon_builder *b, sl_buf *out) {
    uint32_t *order[2] = {order_words(b, 0), order_words(b, 1)};
    sl_clear(out);
    order_edges(b);
    put_head(b, out);
    for (unsigned d = 0; d < 2; d++) put_side(b, d, order[d], out);
    put_links(b, out);
    for (unsigned d = 0; d < 2; d++)
        for (uint32_t k = 0; k < b->word[d].n; k++) sl_puts(out, sl_vocab_word(&b->word[d], order[d][k]));
    sl_putc(out, '\n');
    uint64_t sum = htole64(sl_lexicon_sum(sl_view(out)));
    memcpy(out->p + SL_LEXICON_SUM, &sum, sizeof sum);
    for (unsigned d = 0; d < 2; d++) {
        free(order[d]);
        free(b->rank[d]);
        free(b->count[d]);
        sl_vocab_free(&b->word[d]);
    }
    free(b->edge);
    free(b);
}
