/* Putting terms back into a line: placeholders (placeholder.h) become the targets of the map's entries (termmap.h).
 *
 * Every placeholder whose id has an entry is replaced, at whatever rung it was recognised; one that an engine doubled on
 * the spot (nothing but space between) becomes one, one that comes back elsewhere is restored there too. What stands
 * around stays, but for a space put between the target and a word that was glued to it. Targets are fitted to their
 * place (not with `source`, nor without `fit`): a capital that protect gave to a sentence's first word goes when the
 * word now stands inside, and the first word of the line gets one; an article that the engine has written already
 * (the ｟T1｠, T1 being `the Netherlands`) is not written twice.
 *
 * Pure. An id without an entry is left as it is and listed as unknown; nothing is ever guessed. */
#ifndef SLUIS_RESTORE_H
#define SLUIS_RESTORE_H
#include "sluis/placeholder.h"
#include "sluis/termmap.h"

typedef struct { bool source; /* the surface instead of the target */ bool fit; } sl_restore_rules;
typedef struct { uint32_t times; sl_rung rung; /* the best of them */ } sl_restore_fate;   /* times 0: missing */

typedef struct {                     /* zero-initialised is empty */
    sl_ph_spans spans;
    sl_restore_fate *fate; size_t fates;    /* one for each entry of the line */
    uint32_t *unknown; size_t unknowns, unknown_cap;
    uint64_t articles;               /* that were not written twice, in this line */
    sl_buf target;
} sl_restored;

/* Append the restored line to out; v: its n entries, ids ascending. */
void sl_restore_line(const sl_restore_rules *rules, const sl_ph *ph, const sl_termmap_entry *v, size_t n, sl_restored *r, sl_str in, sl_buf *out);
void sl_restored_free(sl_restored *r);
#endif
