/* Entries that are regular expressions (ICU's), within a line. */
#ifndef SLUIS_TERMREGEX_H
#define SLUIS_TERMREGEX_H
#include "sluis/match.h"

/* SL_EDATA at its place in the file, with the place in it, for what is no expression. */
int sl_termregex_compile(void **re, const sl_term *t, const char *file, sl_err *e);
void sl_termregex_free(void *re);
/* Set m->regex to the matches of all expressions in the line, by start, the longest first, then priority, then order. One that
 * takes too long (time, stack) finds nothing more in this line; that is counted in m->given_up. `fresh`: the index is
 * another than the last time. */
void sl_termregex_find(const sl_termindex *ix, sl_str line, sl_matches *m, bool fresh);
#endif
