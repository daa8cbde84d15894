/* Protecting a line: the terms in it (match.h) become placeholders (placeholder.h) that the line does not hold.
 *
 * Ids are 1, 2, 3 ... in the order of the line; one that the line shows already, at any rung of the repair ladder, is
 * passed over. So restore.h with the surfaces gives back the very bytes, whatever the line is. Pure. */
#ifndef SLUIS_PROTECT_H
#define SLUIS_PROTECT_H
#include "sluis/match.h"
#include "sluis/placeholder.h"

typedef struct {                     /* zero-initialised is empty */
    sl_matches found;
    uint32_t *id; size_t ids;        /* of each match */
    uint64_t skipped;                /* ids passed over in this line */
    sl_ph_spans taken;
    bool *used; size_t room;
} sl_protected;

/* Append the protected line to out; t->found and t->id say what was replaced. flags: SL_MATCH_... */
void sl_protect_line(const sl_termindex *ix, const sl_ph *ph, unsigned flags, sl_protected *t, sl_str in, sl_buf *out);
/* Append how the target of a match in the line `in` is to appear; returns the rule of the map (termmap.h). */
const char *sl_protect_target(const sl_term *term, const sl_match *m, sl_str in, sl_buf *out);
void sl_protected_free(sl_protected *t);
#endif
