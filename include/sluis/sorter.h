/* Sorting more than fits: triples of 64-bit numbers, ascending, in bounded memory.
 *
 * Method: what fits is sorted in place (by bytes from the highest, without memory of its own) and written as a run to a
 * temporary file that has no name; runs are merged at most 64 at a time, through the same memory. When all fits no file is
 * made. The order is total, so the result does not depend on how much fits. */
#ifndef SLUIS_SORTER_H
#define SLUIS_SORTER_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct { uint64_t v[3]; } sl_triple;
typedef struct sl_sorter sl_sorter;

/* bytes: what it may hold in memory (it takes no more than it needs); dir: where its file goes, borrowed. */
sl_sorter *sl_sorter_new(size_t bytes, const char *dir);
int sl_sorter_add(sl_sorter *s, sl_triple t, sl_err *e);
int sl_sorter_sort(sl_sorter *s, sl_err *e);                /* all was added */
/* 1: the next one; 0: there is none; else minus the error code. */
int sl_sorter_next(sl_sorter *s, sl_triple *t, sl_err *e);
void sl_sorter_free(sl_sorter *s);                          /* may be NULL */
/* Sort n triples in place. */
void sl_triples_sort(sl_triple *v, size_t n);

/* A descriptor of a new file in dir that has no name, so that nothing stays of it; -1: e is filled in. */
int sl_scratch_file(const char *dir, sl_err *e);
#endif
