/* A sample of texts from a stream whose length nobody knows: those with the least keys, so that they come from all over it and are the
 * same for the same keys, in whatever way these came. Method: a heap of the least so far (bottom-k sampling); n log n at worst. */
#ifndef SLUIS_SAMPLE_H
#define SLUIS_SAMPLE_H
#include "sluis/buf.h"

typedef struct { uint64_t key, order; sl_buf value, text; } sl_sample_row;
typedef struct { sl_sample_row *row; size_t n, cap; } sl_sample;          /* zero-initialised is empty */

/* Copy the row if its key is among the `most` least; `order`: its place in the stream, which also settles equal keys. */
void sl_sample_add(sl_sample *s, size_t most, uint64_t key, uint64_t order, sl_str value, sl_str text);
void sl_sample_sort(sl_sample *s);                                        /* by order, when all have come */
void sl_sample_free(sl_sample *s);
#endif
