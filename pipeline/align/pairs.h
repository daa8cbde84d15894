/* How much each pair of words met: a hash table that never holds more than it is told to. When it is full, what weighs least is
 * forgotten, a quarter at least. Entries come out by hash, so whoever needs an order sorts them. */
#ifndef SLUIS_ALIGN_PAIRS_H
#define SLUIS_ALIGN_PAIRS_H
#include "sluis/buf.h"

typedef struct sl_pairs {         /* zero-initialised is empty; set `most` */
    uint64_t *key;                /* one << 32 | two, and 1 more; 0: free */
    float *weight;
    size_t slots, n, most;        /* most: slots, a power of two, at least 16 */
} sl_pairs;
void sl_pairs_add(sl_pairs *p, uint32_t one, uint32_t two, float weight);    /* one < 2^32 - 1 */
float sl_pairs_weight(const sl_pairs *p, uint32_t one, uint32_t two);
void sl_pairs_free(sl_pairs *p);
#endif
