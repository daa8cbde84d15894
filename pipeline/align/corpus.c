/* Text as numbers of words; see corpus.h. */
#include "corpus.h"
#include "share.h"
#include <stdlib.h>

enum { MOST_WORDS = 1 << 22, MOST_PAIRS = 10000,          /* of a side; a pair of lines with more pairs of words is left out */
       CHUNK_TOKENS = 1 << 20, CHUNK_CELLS = 1 << 22 };

static size_t piece_start(const sl_corpus *c, unsigned piece) { return c->n * piece / SL_CORPUS_PIECES; }

static void read_piece(void *ctx, unsigned piece) {
    sl_corpus *c = ctx;
    size_t from = piece_start(c, piece), to = piece_start(c, piece + 1);
    for (unsigned d = 0; d < 2; d++) sl_half_read(&c->half[piece][d], c->line[d] + from, to - from);
}

/* The number of each word of a half among all words; those that are too many have none. */
static void number_words(sl_corpus *c, unsigned d, const sl_half *h) {
    c->number = sl_grow(c->number, &c->numbercap, (size_t)h->words.n + 1, sizeof *c->number);
    for (uint32_t w = 0; w < h->words.n; w++) {
        sl_str word = sl_vocab_word(&h->words, w);
        uint32_t n = c->words[d].n, is = n < MOST_WORDS ? sl_vocab_add(&c->words[d], word) : sl_vocab_find(&c->words[d], word);
        c->number[w] = is;
        if (c->words[d].n == n) continue;
        c->count[d] = sl_grow(c->count[d], &c->countcap[d], (size_t)n + 1, sizeof **c->count);
        c->count[d][n] = 0;
    }
}

static void renumber(sl_corpus *c, unsigned d, sl_half *h) {
    number_words(c, d, h);
    for (uint32_t k = 0; k < h->at[h->n]; k++) {
        uint32_t w = h->tok[k] = c->number[h->tok[k]];
        c->tokens[d]++;
        if (w != SL_VOCAB_NONE && c->count[d][w] < UINT32_MAX) c->count[d][w]++;
    }
}

/* N1, N2, then the words of both. */
static int spool_pair(sl_corpus *c, const sl_half *h, uint32_t i, sl_err *e) {
    uint32_t n = 2;
    for (unsigned d = 0; d < 2; d++) {
        c->row = sl_grow(c->row, &c->rowcap, n + sl_half_tokens(&h[d], i), sizeof *c->row);
        uint32_t from = n;
        for (uint32_t k = h[d].at[i]; k < h[d].at[i + 1]; k++)
            if (h[d].tok[k] != SL_VOCAB_NONE) c->row[n++] = h[d].tok[k];
        c->row[d] = n - from;
    }
    bool use = c->row[0] && c->row[1] && (uint64_t)c->row[0] * c->row[1] <= MOST_PAIRS;
    return use ? sl_spool_add(&c->spool, c->row, n, e) : 0;
}

int sl_corpus_end(sl_corpus *c, sl_err *e) {
    int rc = 0;
    if (!c->n) return 0;
    sl_share(c->jobs, SL_CORPUS_PIECES, read_piece, c);
    for (unsigned p = 0; p < SL_CORPUS_PIECES; p++) {
        sl_half *h = c->half[p];
        for (unsigned d = 0; d < 2; d++) renumber(c, d, &h[d]);
        for (uint32_t i = 0; i < h[0].n && rc == 0; i++) rc = spool_pair(c, h, i, e);
    }
    sl_arena_free(&c->text);
    c->n = 0;
    return rc;
}

int sl_corpus_add(sl_corpus *c, sl_str one, sl_str two, sl_err *e) {
    for (unsigned d = 0; d < 2; d++) {
        if (!c->line[d]) c->line[d] = sl_alloc(SL_CORPUS_BATCH * sizeof **c->line);
        c->line[d][c->n] = sl_arena_copy(&c->text, d ? two : one);
    }
    return ++c->n == SL_CORPUS_BATCH ? sl_corpus_end(c, e) : 0;
}

/* Every pair that begins before `n` numbers and ends there. */
static size_t cut_pairs(sl_corpus_chunk *k, size_t n) {
    size_t at = 0;
    k->n = k->cells = 0;
    while (at + 2 <= n && k->cells < CHUNK_CELLS) {
        const uint32_t *p = k->tok + at;
        size_t end = at + 2 + p[0] + p[1];
        if (end > n) break;
        k->pair = sl_grow(k->pair, &k->paircap, k->n + 1, sizeof *k->pair);
        k->pair[k->n++] = (sl_corpus_pair){{p + 2, p + 2 + p[0]}, {p[0], p[1]}, k->cells};
        k->cells += (size_t)p[0] * p[1];
        at = end;
    }
    return at;
}

int sl_corpus_next(const sl_corpus *c, sl_corpus_chunk *k, sl_err *e) {
    size_t got;
    uint64_t at = k->at;
    k->tok = sl_grow(k->tok, &k->tokcap, CHUNK_TOKENS, sizeof *k->tok);
    int rc = sl_spool_read(&c->spool, &at, k->tok, CHUNK_TOKENS, &got, e);
    if (rc == 0) k->at += cut_pairs(k, got) * sizeof *k->tok;
    return rc;
}

void sl_corpus_chunk_free(sl_corpus_chunk *k) {
    free(k->tok);
    free(k->pair);
}

void sl_corpus_free(sl_corpus *c) {
    for (unsigned d = 0; d < 2; d++) {
        sl_vocab_free(&c->words[d]);
        free(c->count[d]);
        free(c->line[d]);
        for (unsigned p = 0; p < SL_CORPUS_PIECES; p++) sl_half_free(&c->half[p][d]);
    }
    sl_spool_free(&c->spool);
    sl_arena_free(&c->text);
    free(c->row);
    free(c->number);
}
