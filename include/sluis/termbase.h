/* A termbase: glossary entries, and the hash table by which the matcher (match.h) finds them.
 *
 * Method: every source is cut into segments (fold.h); the chained hash of each of its prefixes is a slot (but for
 * those that end in a space). A slot says which entries end there (`term`, a chain in the order of adding) and whether longer
 * ones go on. So a text is matched by stepping from a word start through slots, and loading takes time linear in the bytes
 * of the glossary.
 * Two prefixes that share a 64-bit hash share a slot: harmless, since the matcher compares folded forms in the end.
 *
 * A termbase owns copies of all it holds, is built by one thread, and is read-only afterwards. Zero-initialised is empty. */
#ifndef SLUIS_TERMBASE_H
#define SLUIS_TERMBASE_H
#include "sluis/buf.h"
#include "sluis/err.h"

enum { SL_TERM_ACR = 1,      /* an acronym: no capitalised form, target never re-cased */
       SL_TERM_DNT = 2,      /* do not translate: the target is the source, never re-cased */
       SL_TERM_CS = 4 };     /* case-sensitive: no capitalised form */
enum { SL_TERM_MAXSEGS = 128 };   /* segments of one source: some 60 words; keeps matching linear */

typedef struct sl_term {
    sl_str source, target, pos;
    sl_str form;             /* of the source: sl_fold_form */
    uint64_t line;           /* where it was read */
    uint32_t next;           /* the next entry with the same hash: index + 1, 0 none */
    uint32_t flags;
} sl_term;

enum { SL_SLOT_MORE = 1, SL_SLOT_FIRST = 2 };    /* longer sources go on; a first segment */
typedef struct { uint64_t hash; uint32_t term, flags; } sl_termslot;  /* term: index + 1, 0 none; hash 0: free */

typedef struct sl_termbase {
    sl_term *terms; size_t n, cap;
    sl_termslot *slots; size_t mask, used;     /* mask + 1 slots, a power of two; at most half are used */
    uint64_t *first; size_t first_mask;        /* bits by hash of the first segments: most words of a text begin no source */
    bool starts[128];                          /* characters (not of words) that begin a source */
    bool starts_other;                         /* so does one above ASCII */
    uint64_t duplicates;                       /* sources that were there already: not added */
    char first_duplicate[256];                 /* "FILE:LINE: 'source'", for a warning */
    sl_arena text;
    sl_buf scratch, form;
} sl_termbase;

/* Add an entry; its strings are copied. 0, or SL_EDATA with a message (placed at file:line, file may be NULL):
 * empty source, no target, too many segments. A source that is there already (same form) only counts as duplicate. */
int sl_termbase_add(sl_termbase *tb, sl_str source, sl_str target, sl_str pos, uint32_t flags, const char *file, uint64_t line, sl_err *e);

/* Add a glossary: UTF-8 lines `source TAB target [TAB pos [TAB flags]]`; further columns are ignored. Lines that begin
 * with # and blank lines are skipped, a byte-order mark at the start and a CR at a line's end too; fields are trimmed.
 * flags: comma-separated, `-` or nothing for none, else acr, dnt, cs. Errors name file, line and, where it is known, byte. */
int sl_termbase_load(sl_termbase *tb, const char *path, sl_err *e);
void sl_termbase_free(sl_termbase *tb);

/* May a source begin with the segment of this (chained) hash? */
static inline bool sl_termbase_begins(const sl_termbase *tb, uint64_t hash) {
    hash += !hash;
    return tb->first[hash >> 6 & tb->first_mask] >> (hash & 63) & 1;
}

/* The slot of a chained hash, or NULL. */
static inline const sl_termslot *sl_termbase_find(const sl_termbase *tb, uint64_t hash) {
    hash += !hash;
    for (size_t i = hash & tb->mask; tb->slots[i].hash; i = (i + 1) & tb->mask)
        if (tb->slots[i].hash == hash) return &tb->slots[i];
    return NULL;
}
#endif
