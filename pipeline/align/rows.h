/* A sparse table: for each word of the one side a row of links to words of the other, each with a weight or probability. */
#ifndef SLUIS_ALIGN_ROWS_H
#define SLUIS_ALIGN_ROWS_H
#include "sluis/buf.h"

typedef struct { uint32_t word; float p; } sl_link;
typedef struct sl_rows {          /* zero-initialised is empty */
    uint32_t n;                   /* rows */
    size_t *at; size_t atcap;     /* row w is link[at[w]..at[w + 1]) */
    sl_link *link; size_t linkcap;
} sl_rows;

/* Fill a table row after row: start, then any number of adds, each row closed by an end. */
void sl_rows_start(sl_rows *r);
void sl_rows_add(sl_rows *r, uint32_t word, float p);
void sl_rows_end(sl_rows *r);
static inline size_t sl_rows_open(const sl_rows *r) { return r->at[r->n + 1]; }    /* where the next link goes */

void sl_rows_turn(sl_rows *to, const sl_rows *from, uint32_t words);   /* the other way round: a row for each of `words` words */
void sl_rows_norm(sl_rows *to, const sl_rows *from, double rest);      /* p / (sum of the row + rest) */
void sl_rows_cut(sl_rows *r, size_t from, size_t most);                /* of the open row, keep what weighs most; `from`: its start */
void sl_rows_free(sl_rows *r);
#endif
