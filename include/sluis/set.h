/* A set of 64-bit hashes that knows what it was given before: 8 bytes an entry at a load of 0.6 to 0.8, so 10 to 12.5 bytes
 * for each, and never more than that for a moment when it grows. A small one (below 419,430 entries) has a load of 0.06 to 0.5,
 * later 0.8, and 4 MiB at most.
 *
 * Method: linear probing in the order of the hashes. An entry's home is (hash * homes) >> 64, which grows with the hash, so a
 * table of any size is sorted throughout, and one grows into its own memory, by a quarter (a small one to eight times as much), in two
 * passes from end to end:
 * pack all entries at the end, then spread them to their new homes. (Amble and Knuth, Ordered hash tables, 1974; the map
 * to any size is Lemire's, Fast random integer generation in an interval, 2019.)
 *
 * Two texts of equal hash are taken for one. With n different texts the probability that this happens to any two of them
 * is about n^2 / 2^65: 3e-6 for ten million, 0.03 for a billion. */
#ifndef SLUIS_SET_H
#define SLUIS_SET_H
#include "sluis/buf.h"

typedef struct {                     /* zero-initialised is empty */
    uint64_t *v;                     /* ascending, 0: nothing */
    size_t homes, slots, n;          /* slots behind the homes take what is pushed out of the last ones */
} sl_set;

/* Ask for the memory that the next look at this hash needs. */
static inline void sl_set_fetch(const sl_set *t, uint64_t hash) {
    if (t->homes) __builtin_prefetch(t->v + (size_t)((unsigned __int128)hash * t->homes >> 64));
}
bool sl_set_has(const sl_set *t, uint64_t hash);
bool sl_set_add(sl_set *t, uint64_t hash);     /* false: it was there */
uint64_t sl_set_from(const sl_set *t, uint64_t hash);   /* the least entry that is not below hash (hash > 0); 0: none */
size_t sl_set_bytes(const sl_set *t);          /* what it takes when one more is added */
void sl_set_free(sl_set *t);

/* A multiset of at most `max` entries of each hash (0: of any number, and nothing is kept): true when this one is still
 * among them. Each entry counted takes the room of one; an answer takes about log2(max) looks. */
bool sl_set_count(sl_set *t, uint64_t hash, uint64_t max);
uint64_t sl_set_times(const sl_set *t, uint64_t hash, uint64_t max);    /* how many entries it has, at most max */
#endif
