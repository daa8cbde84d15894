/* The model of a byte-pair encoding, and how its parts work together; see sluis/bpe.h.
 * bpe_codes.c reads files into the model, bpe_model.c keeps it, bpe_merge.c cuts a word, bpe_glossary.c looks for what is not cut,
 * bpe.c does a line and remembers words. */
#ifndef SLUIS_BPE_MODEL_H
#define SLUIS_BPE_MODEL_H
#include "sluis/bpe.h"

#define BPE_NONE UINT32_MAX
#define BPE_END "</w>"
enum { BPE_END_LEN = 4 };

/* A text that the codes name or make. With "</w>" at its end it may be the last piece of a word, whose text is then what stands before. */
typedef struct {
    sl_str text;
    uint32_t left, right;            /* what it is made of; BPE_NONE: it is a character */
    bool inner_ok, last_ok;          /* in the vocabulary, within a word and as its end; only set where it is made */
} bpe_symbol;

typedef struct { uint64_t key; uint32_t rank; } bpe_pair;      /* key 0: free (never a pair: ids count from 1) */

typedef struct bpe_glossary bpe_glossary;
struct sl_bpe {
    bool old, bytes, vocabulary;     /* version 0.1; characters are bytes; there is one */
    sl_str separator;
    bpe_symbol *symbols;             /* by id; the first is not used */
    uint32_t *by_text;               /* hash table of ids, 0: free */
    bpe_pair *pairs;                 /* hash table */
    uint32_t *made, *last_line;      /* by rank: the symbol that it makes; where it stands last in the codes */
    size_t nsymbols, symbols_cap, text_slots, pair_slots, nranks, made_cap, last_cap;
    uint32_t ascii[2][128];          /* ids of characters, within a word and at its end */
    bpe_glossary *glossary;          /* NULL: none */
    sl_arena keep;
};

/* Building: n is the number of codes to come. Codes that stand there twice keep their first rank. */
void bpe_model_room(sl_bpe *m, size_t n);
void bpe_model_add(sl_bpe *m, sl_str left, sl_str right, uint32_t line, sl_buf *scratch);
void bpe_model_finish(sl_bpe *m, sl_buf *scratch);
/* The id of a text, BPE_NONE when the codes do not know it. */
uint32_t bpe_find(const sl_bpe *m, sl_str text);
uint32_t bpe_rank(const sl_bpe *m, uint32_t left, uint32_t right);
/* Read the codes (and the vocabulary, into the marks of the symbols). */
int bpe_read_codes(sl_bpe *m, const char *path, long merges, sl_err *e);
int bpe_read_vocabulary(sl_bpe *m, const char *path, long threshold, sl_err *e);

/* A list of numbers that is used again. */
typedef struct { uint32_t *v; size_t n, cap; } bpe_list;
static inline void bpe_push(bpe_list *l, uint32_t x) {
    if (l->n == l->cap) l->v = sl_grow(l->v, &l->cap, l->n + 1, sizeof *l->v);
    l->v[l->n++] = x;
}

typedef struct { uint32_t symbol, next, prev, rank; } bpe_node;         /* one for each byte; those that begin a piece count */
typedef struct { uint32_t symbol, start, end; bool last; } bpe_part;
typedef struct {                     /* the work on one word */
    bpe_node *nodes; size_t nodes_cap;
    uint64_t *heap; size_t nheap, heap_cap;
    bpe_part *parts; size_t nparts, parts_cap;
    bpe_list batch, ends;            /* ends: of the pieces, in bytes of the word */
    sl_buf scratch;
} bpe_word;
/* Add the ends of the pieces of a word, or part of one, that begins at byte `at` of the whole. */
void bpe_cut(const sl_bpe *m, bpe_word *w, sl_str word, uint32_t at);
void bpe_word_free(bpe_word *w);

/* Patterns for what is not cut. A finder belongs to one thread. */
int bpe_glossary_open(bpe_glossary **g, const char *const *patterns, size_t n, sl_err *e);
void bpe_glossary_free(bpe_glossary *g);
bpe_glossary *bpe_glossary_clone(const bpe_glossary *g);
/* Cut a word where a pattern matches: `piece` is called for each part in order. False: a pattern took too long. */
typedef struct { void (*piece)(void *ctx, sl_str part, uint32_t at, bool whole); void *ctx; } bpe_parts;
bool bpe_glossary_cut(bpe_glossary *g, sl_str word, const bpe_parts *to);
#endif
