/* What stands in the place of a target that is not there: the words and pairs of words that are most bound to an entry's misses.
 *
 * Method: occurrences of all words and pairs of neighbours are counted in a sketch (count-min, of two rows), those in the lines of an entry's
 * misses in a table of few counters (space-saving, Metwally et al. 2005; of the first 500 misses). What is three times more frequent there
 * than elsewhere is ranked by the Dice coefficient of its count and the misses. Bounds: 2 MB a thread, 8 KB an entry, 8192 entries. */
#ifndef SLUIS_GLOSSARY_INSTEAD_H
#define SLUIS_GLOSSARY_INSTEAD_H
#include "sluis/attest.h"

typedef struct { uint32_t *cells; } instead_sketch;      /* of one thread; zero-initialised is empty */
void instead_count(instead_sketch *k, const sl_attest *words);
void instead_add(instead_sketch *to, const instead_sketch *k);       /* sums */

typedef struct instead_table instead_table;
enum { INSTEAD_MISSES = 500, INSTEAD_WORD = 40, INSTEAD_BEST = 3 };
void instead_miss(instead_table **t, const sl_attest *words);        /* made when it is NULL; free() it */
typedef struct { const char *text; uint32_t times; double dice; } instead_one;
/* The best, of `misses` in `lines`; returns how many. *seen: misses that the counts are of. */
size_t instead_best(const instead_table *t, const instead_sketch *all, uint64_t misses, uint64_t lines, instead_one best[INSTEAD_BEST], uint32_t *seen);
#endif
