/* The index of a termbase: the hash table by which the matcher (match.h) finds its entries.
 *
 * Method: every source is cut into segments (fold.h); the chained hash of each of its prefixes is a slot (but for those that
 * end in a space). A word counts by its key (sl_forms_key), which all its inflected forms share, a sign by its hash. A slot says
 * which patterns end there (a chain) and whether longer ones go on. So a text is matched by stepping from a word start
 * through slots, whatever the forms; no form is stored, and building takes time linear in the bytes of the sources.
 * A pattern is the source of an entry, or one of its variants. A variant `schoven ... aan` is kept under aanschoven.
 * A slot holds 30 bits of its hash, so prefixes may share one: harmless, since the matcher compares words in the end.
 *
 * Some 16 bytes an entry of one word, 32 of two. Built by one thread once all is loaded, read-only afterwards. Borrows the
 * termbase and the forms. Zero-initialised is empty; `forms` may be set before it is built. */
#ifndef SLUIS_TERMINDEX_H
#define SLUIS_TERMINDEX_H
#include "sluis/forms.h"
#include "sluis/termbase.h"

enum { SL_SLOT_MORE = 1, SL_SLOT_USED = 2 };     /* longer patterns go on */
typedef struct { uint32_t tag, ref; } sl_termslot;                /* 30 bits of the hash above the flags; pattern + 1, 0 none */
typedef struct { uint32_t term; uint16_t variant; bool gap; } sl_termextra;    /* variant: from 1; gap: of two parts */

/* A set of hashes that may be wrong about one in twenty that are not in it: two bits for each, eight times as many bits as there are hashes, so
 * that it stays in a near cache. */
typedef struct { uint64_t *bits; unsigned shift; } sl_termbits;

typedef struct sl_termindex {
    const sl_forms *forms;                     /* NULL: nothing is inflected */
    const sl_termbase *tb;
    sl_termslot *slots; size_t n;
    sl_termbits known;                          /* the hashes of the slots */
    sl_termbits seconds;                        /* the keys of words that are the second of a pattern, behind a space */
    uint32_t *next;                            /* of each pattern: another that ends in the same slot, + 1 */
    uint8_t *checks; size_t checks_cap;        /* of each pattern: sl_termindex_check() of its folded source */
    size_t patterns;
    sl_termextra *extra; size_t extras, extra_cap; /* the patterns behind those of the entries */
    uint32_t *regex; size_t regexes, regex_cap;    /* the entries that are regular expressions */
    void **compiled;                           /* of each, URegularExpression */
    bool starts[128];                          /* characters (not of words) that begin a source */
    bool starts_other;                         /* so does one above ASCII */
    bool follows[128];                         /* characters that stand behind the first word of a source, or behind the space that follows it */
    bool ranked;                               /* there are priorities other than 0 */
    bool separable;                            /* there are separable verbs */
    uint64_t stamp;                            /* of what it holds */
    uint64_t duplicates;                       /* sources that were there already, with no less priority: not found */
    char first_duplicate[256];                 /* "FILE:LINE: 'source'", for a warning */
} sl_termindex;

/* Index all entries but forbidden ones. 0, or SL_EDATA for a regular expression that is none, at its place. */
int sl_termindex_build(sl_termindex *ix, const sl_termbase *tb, sl_err *e);
size_t sl_termindex_bytes(const sl_termindex *ix);
void sl_termindex_free(sl_termindex *ix);

static inline size_t sl_termindex_home(const sl_termindex *ix, uint64_t h) { return (size_t)(((unsigned __int128)(h * 0x9E3779B97F4A7C15ull) * ix->n) >> 64); }

/* Where the two bits of a hash are: in one word. */
static inline uint64_t sl_termbits_word(const sl_termbits *s, uint64_t h, size_t *at) {
    h *= 0x9E3779B97F4A7C15ull;
    *at = (size_t)(h >> s->shift);
    return 1ull << (h & 63) | 1ull << (h >> 6 & 63);
}
static inline bool sl_termbits_has(const sl_termbits *s, uint64_t h) {
    size_t at;
    uint64_t bits = sl_termbits_word(s, h, &at);
    return (s->bits[at] & bits) == bits;
}
static inline bool sl_termindex_may(const sl_termindex *ix, uint64_t h) { return sl_termbits_has(&ix->known, h); }

/* The same for texts that have the same letters, in any case. */
static inline uint8_t sl_termindex_check(sl_str s) {
    uint32_t h = (uint32_t)s.n;
    for (size_t i = 0; i < s.n; i++)
        if (!(s.p[i] & 0x80)) h = (h ^ (uint32_t)(s.p[i] | 32)) * 0x01000193u;
    return (uint8_t)(h >> 24);
}

/* The slot of a chained hash, or NULL. */
static inline const sl_termslot *sl_termindex_find(const sl_termindex *ix, uint64_t h) {
    for (size_t i = sl_termindex_home(ix, h); ix->slots[i].tag; i = i + 1 == ix->n ? 0 : i + 1)
        if (ix->slots[i].tag >> 2 == (uint32_t)h >> 2) return &ix->slots[i];
    return NULL;
}

/* The entry and variant (0 none) of a pattern. */
static inline sl_termextra sl_termindex_pattern(const sl_termindex *ix, uint32_t pattern) {
    return pattern < ix->patterns - ix->extras ? (sl_termextra){pattern, 0, false} : ix->extra[pattern - (ix->patterns - ix->extras)];
}
/* What is written there: the source, or the variant's surface. `b` is room for a variant of two parts. */
sl_str sl_termindex_text(const sl_term *t, sl_termextra x, sl_buf *b);
#endif
