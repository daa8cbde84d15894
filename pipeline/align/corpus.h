/* Pairs of lines as numbers of words, in a spool, and chunks of them in memory. */
#ifndef SLUIS_ALIGN_CORPUS_H
#define SLUIS_ALIGN_CORPUS_H
#include "half.h"
#include "spool.h"

enum { SL_CORPUS_BATCH = 4096, SL_CORPUS_PIECES = 16 };
typedef struct sl_corpus {        /* zero-initialised is empty; set spool.most and jobs */
    unsigned jobs;
    sl_vocab words[2];
    uint32_t *count[2]; size_t countcap[2];      /* how often each was seen, UINT32_MAX at most */
    uint64_t tokens[2];
    sl_spool spool;
    sl_arena text; sl_str *line[2]; size_t n;    /* a batch that waits to be read */
    sl_half half[SL_CORPUS_PIECES][2];
    uint32_t *row, *number; size_t rowcap, numbercap;    /* scratch */
} sl_corpus;
int sl_corpus_add(sl_corpus *c, sl_str one, sl_str two, sl_err *e);
int sl_corpus_end(sl_corpus *c, sl_err *e);      /* no more comes */
void sl_corpus_free(sl_corpus *c);

/* A chunk: pairs whose tokens lie one after another. */
typedef struct { const uint32_t *tok[2]; uint32_t n[2]; size_t cell; } sl_corpus_pair;    /* cell: n[0] * n[1] of all pairs before, in the chunk */
typedef struct sl_corpus_chunk {      /* zero-initialised */
    uint64_t at;                  /* in the spool; 0 before the first */
    uint32_t *tok; size_t tokcap;
    sl_corpus_pair *pair; size_t n, paircap, cells;
} sl_corpus_chunk;
int sl_corpus_next(const sl_corpus *c, sl_corpus_chunk *k, sl_err *e);      /* k->n 0: the end */
void sl_corpus_chunk_free(sl_corpus_chunk *k);
#endif
