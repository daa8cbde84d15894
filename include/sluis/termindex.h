/* The index of a termbase: the hash table by which the matcher (match.h) finds its entries.
 *
 * Method: every source is cut into segments (fold.h); the chained hash of each of its prefixes is a slot (but for
 * those that end in a space). A slot says which entries end there (`term`, a chain in the order of adding) and whether longer
 * ones go on. So a text is matched by stepping from a word start through slots, and building takes time linear in the bytes
 * of the sources.
 * Two prefixes that share a 64-bit hash share a slot: harmless, since the matcher compares folded forms in the end.
 *
 * Built by one thread once all is loaded, read-only afterwards. Zero-initialised is empty. Borrows the termbase. */
#ifndef SLUIS_TERMINDEX_H
#define SLUIS_TERMINDEX_H
#include "sluis/termbase.h"

enum { SL_SLOT_MORE = 1, SL_SLOT_FIRST = 2 };    /* longer sources go on; a first segment */
typedef struct { uint64_t hash; uint32_t term, flags; } sl_termslot;  /* term: index + 1, 0 none; hash 0: free */
typedef struct { sl_str form; uint32_t next; } sl_termnode;           /* of an entry: sl_fold_form of its source; the next with its hash, + 1 */

typedef struct sl_termindex {
    const sl_termbase *tb;
    sl_termnode *nodes;                        /* one per entry */
    sl_termslot *slots; size_t mask, used;     /* mask + 1 slots, a power of two; at most half are used */
    uint64_t *first; size_t first_mask;        /* bits by hash of the first segments: most words of a text begin no source */
    bool starts[128];                          /* characters (not of words) that begin a source */
    bool starts_other;                         /* so does one above ASCII */
    uint64_t duplicates;                       /* sources that were there already: not found */
    char first_duplicate[256];                 /* "FILE:LINE: 'source'", for a warning */
    sl_arena text;
    sl_buf scratch, form;
} sl_termindex;

/* Index all entries but forbidden ones and regular expressions. Of sources with the same form the first is found. 0. */
int sl_termindex_build(sl_termindex *ix, const sl_termbase *tb, sl_err *e);
void sl_termindex_free(sl_termindex *ix);

/* May a source begin with the segment of this (chained) hash? */
static inline bool sl_termindex_begins(const sl_termindex *ix, uint64_t hash) {
    hash += !hash;
    return ix->first[hash >> 6 & ix->first_mask] >> (hash & 63) & 1;
}

/* The slot of a chained hash, or NULL. */
static inline const sl_termslot *sl_termindex_find(const sl_termindex *ix, uint64_t hash) {
    hash += !hash;
    for (size_t i = hash & ix->mask; ix->slots[i].hash; i = (i + 1) & ix->mask)
        if (ix->slots[i].hash == hash) return &ix->slots[i];
    return NULL;
}
#endif
