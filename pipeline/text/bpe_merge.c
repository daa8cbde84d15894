/* The merges of one word; see sluis/bpe.h for the rules and bpe_model.h for the parts. */
#include "bpe_model.h"
#include "sluis/utf8.h"
#include <stdlib.h>

/* A heap of (rank, place): the least is on top. */
static void heap_put(bpe_word *w, uint64_t x) {
    if (w->nheap == w->heap_cap) w->heap = sl_grow(w->heap, &w->heap_cap, w->nheap + 1, sizeof *w->heap);
    size_t i = w->nheap++;
    for (; i && w->heap[(i - 1) / 2] > x; i = (i - 1) / 2) w->heap[i] = w->heap[(i - 1) / 2];
    w->heap[i] = x;
}

static uint64_t heap_take(bpe_word *w) {
    uint64_t *h = w->heap, top = h[0], x = h[--w->nheap];
    size_t i = 0;
    for (size_t k; (k = 2 * i + 1) < w->nheap; i = k) {
        if (k + 1 < w->nheap && h[k + 1] < h[k]) k++;
        if (h[k] >= x) break;
        h[i] = h[k];
    }
    h[i] = x;
    return top;
}

static uint32_t character(const sl_bpe *m, bpe_word *w, sl_str c, bool last) {
    if (c.n == 1 && !(*c.p & 0x80)) return m->ascii[last][(unsigned char)*c.p];
    if (!last) return bpe_find(m, c);
    sl_clear(&w->scratch);
    sl_puts(&w->scratch, c);
    sl_puts(&w->scratch, SL_LIT(BPE_END));
    return bpe_find(m, sl_view(&w->scratch));
}

/* The characters of a word as a list of nodes, each at its first byte. Returns where the list ends: behind the word, and one
 * further where "</w>" is a node of its own. */
static uint32_t spread(const sl_bpe *m, bpe_word *w, sl_str word) {
    uint32_t prev = BPE_NONE, n = (uint32_t)word.n;
    if (w->nodes_cap < word.n + 1) w->nodes = sl_grow(w->nodes, &w->nodes_cap, word.n + 1, sizeof *w->nodes);
    for (uint32_t i = 0, k; i < n; prev = i, i += k) {
        int32_t c;
        k = m->bytes ? 1 : (uint32_t)sl_utf8_next(word.p + i, n - i, &c);
        w->nodes[i] = (bpe_node){character(m, w, sl_slice(word.p + i, k), !m->old && i + k == n), i + k, prev, BPE_NONE};
    }
    if (!m->old) return n;
    w->nodes[n] = (bpe_node){bpe_find(m, SL_LIT(BPE_END)), n + 1, prev, BPE_NONE};
    return n + 1;
}

/* Look up the pair that begins at a node. */
static void look(const sl_bpe *m, bpe_word *w, uint32_t i, uint32_t end) {
    bpe_node *a = &w->nodes[i];
    a->rank = a->next < end ? bpe_rank(m, a->symbol, w->nodes[a->next].symbol) : BPE_NONE;
    if (a->rank != BPE_NONE) heap_put(w, (uint64_t)a->rank << 32 | i);
}

static void join(const sl_bpe *m, bpe_word *w, uint32_t i, uint32_t end) {
    bpe_node *a = &w->nodes[i], *b = &w->nodes[a->next];
    a->symbol = m->made[a->rank];
    a->next = b->next;
    b->rank = BPE_NONE;
    if (a->next < end) w->nodes[a->next].prev = i;
    look(m, w, i, end);
    if (a->prev != BPE_NONE) look(m, w, a->prev, end);
}

/* All pairs of a rank are taken off before the first is joined: what joining makes waits, even if it comes before them in the
 * codes. A pair that is not there any more, since its place shows another rank, is passed over. */
static void merge(const sl_bpe *m, bpe_word *w, uint32_t end) {
    w->nheap = 0;
    for (uint32_t i = 0; i < end; i = w->nodes[i].next) look(m, w, i, end);
    while (w->nheap) {
        uint32_t rank = (uint32_t)(w->heap[0] >> 32);
        w->batch.n = 0;
        while (w->nheap && w->heap[0] >> 32 == rank) bpe_push(&w->batch, (uint32_t)heap_take(w));
        for (size_t i = 0; i < w->batch.n; i++)
            if (w->nodes[w->batch.v[i]].rank == rank) join(m, w, w->batch.v[i], end);
    }
}

static void part_put(bpe_word *w, bpe_part p) {
    w->parts = sl_grow(w->parts, &w->parts_cap, w->nparts + 1, sizeof *w->parts);
    w->parts[w->nparts++] = p;
}

/* May a piece stay as it is? A last one can be taken apart only where "</w>" ends its right half. */
static bool stays(const sl_bpe *m, const bpe_part *p) {
    if (!m->vocabulary || p->symbol == BPE_NONE) return true;
    const bpe_symbol *s = &m->symbols[p->symbol];
    if (s->left == BPE_NONE || (p->last ? s->last_ok : s->inner_ok)) return true;
    return p->last && !sl_ends(m->symbols[s->right].text, SL_LIT(BPE_END));
}

/* A piece, or the smaller pieces that the vocabulary has, from left to right. The right half of a last piece may be "</w>" alone
 * (version 0.1): a piece without text, as subword-nmt writes it. */
static void put(const sl_bpe *m, bpe_word *w, bpe_part piece, uint32_t at) {
    w->nparts = 0;
    part_put(w, piece);
    while (w->nparts) {
        bpe_part p = w->parts[--w->nparts];
        if (stays(m, &p)) {
            bpe_push(&w->ends, at + p.end);
            continue;
        }
        const bpe_symbol *s = &m->symbols[p.symbol];
        uint32_t middle = p.start + (uint32_t)m->symbols[s->left].text.n;
        bool bare = p.last && m->symbols[s->right].text.n == BPE_END_LEN;
        part_put(w, (bpe_part){bare ? BPE_NONE : s->right, middle, p.end, p.last});
        part_put(w, (bpe_part){s->left, p.start, middle, false});
    }
}

/* Version 0.1, and nothing was merged with "</w>": the last piece is looked up with it. */
static uint32_t with_end(const sl_bpe *m, bpe_word *w, uint32_t symbol) {
    if (symbol == BPE_NONE) return BPE_NONE;
    sl_clear(&w->scratch);
    sl_puts(&w->scratch, m->symbols[symbol].text);
    sl_puts(&w->scratch, SL_LIT(BPE_END));
    return bpe_find(m, sl_view(&w->scratch));
}

static bool one_character(const sl_bpe *m, sl_str word) {
    int32_t c;
    return word.n == 1 || (!m->bytes && word.n <= 4 && (size_t)sl_utf8_next(word.p, word.n, &c) == word.n);
}

void bpe_cut(const sl_bpe *m, bpe_word *w, sl_str word, uint32_t at) {
    uint32_t n = (uint32_t)word.n, end;
    if (one_character(m, word)) {
        bpe_push(&w->ends, at + n);
        return;
    }
    end = spread(m, w, word);
    merge(m, w, end);
    for (uint32_t i = 0, next; i < n; i = next) {
        bpe_part p = {w->nodes[i].symbol, i, n, true};
        next = w->nodes[i].next;
        if (next == n && end > n) p.symbol = with_end(m, w, p.symbol);
        else if (next < n) p.end = next, p.last = false;
        put(m, w, p, at);
    }
}

void bpe_word_free(bpe_word *w) {
    free(w->nodes);
    free(w->heap);
    free(w->parts);
    free(w->batch.v);
    free(w->ends.v);
    sl_buf_free(&w->scratch);
    *w = (bpe_word){0};
}
