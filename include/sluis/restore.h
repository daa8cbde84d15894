/* Putting terms back into a line: placeholders (placeholder.h) become the targets of the map's entries (termmap.h).
 *
 * Every placeholder whose id has an entry is replaced, at whatever rung it was recognised; one that an engine doubled on
 * the spot (nothing but space between) becomes one, one that comes back elsewhere is restored there too, and told. What stands
 * around stays, but for a space put between the target and a word that was glued to it. Where the engine writes targets itself
 * (moses-xml, mstrans) they are looked for in its text. Targets are fitted to their place (not with `source`, nor without `fit`):
 * a capital that protect gave to a sentence's first word goes when the word now stands inside, and the first word of the line
 * gets one; an article or `to` that the engine has written already (the ｟T1｠, T1 being `the Netherlands`) is not written twice; an
 * English a or an before the target goes by its sound; a plural or genitive s behind it is not written twice.
 *
 * Pure. An id without an entry, or a placeholder without an id that means one entry, is left as it is and listed as unknown; nothing is
 * ever guessed. */
#ifndef SLUIS_RESTORE_H
#define SLUIS_RESTORE_H
#include "sluis/english.h"
#include "sluis/placeholder.h"
#include "sluis/termmap.h"

typedef struct {
    bool source;                     /* the surface instead of the target */
    bool fit;
    const sl_english *english;       /* NULL: the target language is another */
} sl_restore_rules;
typedef struct {
    uint32_t times;                  /* 0: missing */
    uint32_t merged;                 /* of these, doubled on the spot */
    sl_rung rung;                    /* the best of them */
    size_t start, end;               /* the first of these, in what came in */
} sl_restore_fate;
typedef struct { uint32_t id; size_t start, end; } sl_restore_unknown;

typedef struct {                     /* zero-initialised is empty */
    sl_ph_spans spans;
    size_t *entry, entries_cap;      /* of each span; SIZE_MAX: none */
    sl_restore_fate *fate; size_t fates;    /* one for each entry of the line; those whose rule is `text` or `part` are no terms */
    sl_restore_unknown *unknown; size_t unknowns, unknown_cap;
    uint64_t articles;               /* repaired, in this line */
    uint64_t articles_good;          /* a or an that was right */
    uint64_t spaces;                 /* put between words */
    uint64_t cased;                  /* targets whose capital comes from where they stand */
    uint64_t endings;                /* an s that was not written twice, or made a plural */
    sl_buf target, text;
} sl_restored;

/* Append the restored line to out; v: its n entries, ids ascending. */
void sl_restore_line(const sl_restore_rules *rules, const sl_ph *ph, const sl_termmap_entry *v, size_t n, sl_restored *r, sl_str in, sl_buf *out);
/* Is the entry a term? Its parts and marks of the text are none. */
bool sl_restore_is_term(const sl_termmap_entry *t);
/* Append what became of the line: `ok`, or what was done or is wrong, the worst first:
 *   missing:T1,T2 ; unknown:T7 ; repaired-dup:T1 (with `;` between them where the first are), else one of
 *   ok-warn-order, repaired-article, repaired-space, repaired, ok-article (a or an was right), ok-case (a capital by position), ok.
 * moved: a placeholder stands where it hardly can. */
void sl_restore_verdict(const sl_restored *r, const sl_termmap_entry *v, size_t n, bool moved, sl_buf *out);
void sl_restored_free(sl_restored *r);
#endif
