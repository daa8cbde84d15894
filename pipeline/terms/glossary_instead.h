/* What stands in the place of a target that is not there: the words and pairs of words that are most bound to an entry's misses.
 *
 * Method: occurrences of all words and pairs of neighbours are counted in a sketch (count-min, of two rows); of an entry's misses a
 * sample of 100 lines is kept (reservoir, drawn by a fixed sequence, so that runs agree), and counted in the end. What is in a
 * twentieth of them, and three times more frequent there than elsewhere, is ranked by the Dice coefficient of its count and the misses'. A pair with
 * a function word in it is none. Forms of a word that is ranked count for it (photos for photo). Bounds: 2 MB a thread, 50 KB an entry, 64 MB in all. */
#ifndef SLUIS_GLOSSARY_INSTEAD_H
#define SLUIS_GLOSSARY_INSTEAD_H
#include "sluis/attest.h"
#include "sluis/set.h"

typedef struct { uint32_t *cells; } instead_sketch;      /* of one thread; zero-initialised is empty */
void instead_count(instead_sketch *k, const sl_attest *words);
void instead_add(instead_sketch *to, const instead_sketch *k);       /* sums; `to` is filled even by nothing */

enum { INSTEAD_SAMPLE = 100, INSTEAD_BYTES = 500, INSTEAD_BEST = 3, INSTEAD_RANKED = 12 };
typedef struct instead_sample instead_sample;
/* A miss: its line. The sample is made when it is NULL and *room, the bytes that may still be taken, lasts. */
void instead_miss(instead_sample **t, sl_str line, size_t *room);
void instead_sample_free(instead_sample *t);

typedef struct {                     /* zero-initialised, with the first four set */
    const sl_english *en;            /* NULL: no word is a form of another */
    const instead_sketch *all;
    uint64_t lines;                  /* that the sketch is of */
    sl_str stops;                    /* function words, by spaces and lines; may be empty */
    sl_attest words;                 /* its own from here on */
    sl_set stop_hashes;
    struct instead_item *items; size_t mask, used;
    sl_buf text[INSTEAD_BEST], form;
} instead_judge;
typedef struct { sl_str text; double share; } instead_one;   /* of the misses that have it, in any form */
/* The best of an entry that has so many misses; returns how many. The texts live until the next call. */
size_t instead_best(instead_judge *j, const instead_sample *t, uint64_t misses, instead_one best[INSTEAD_BEST]);
void instead_judge_free(instead_judge *j);
#endif
