/* Finding the terms of a termbase, by its index, in a line: leftmost-longest, on word boundaries.
 *
 * A match begins and ends where no word goes on: no letter, digit, mark or `_` beyond it, and no sign that joins it to
 * one (' . @ & as in euro's, land.nl; a comma between digits). A hyphen on the other side of which a word goes on joins too, and so does one
 * right behind a match (zee- en rivierdijken), unless SL_MATCH_COMPOUNDS is given: then any part of a hyphened word may
 * match. Two hyphens are a dash. The boundary is looked for at each possible end, so a longer candidate that ends inside
 * a word never hides a shorter one. Case is judged by termcase.h; of entries that differ in case only, the one that is
 * written as the surface is wins, else the first.
 *
 * Pure; linear in the length of the line (a source has at most SL_TERM_MAXSEGS segments). */
#ifndef SLUIS_MATCH_H
#define SLUIS_MATCH_H
#include "sluis/termcase.h"
#include "sluis/termindex.h"

enum { SL_MATCH_COMPOUNDS = 1 };

typedef struct { size_t start, end; uint32_t term; sl_case rule; } sl_match;     /* bytes of the line; index of the entry */
typedef struct { sl_match *v; size_t n, cap; sl_buf fold, form; } sl_matches;    /* zero-initialised is empty */

/* Set m to the matches in the line, in order, without overlap. */
void sl_match_line(const sl_termindex *ix, unsigned flags, sl_str line, sl_matches *m);
void sl_matches_free(sl_matches *m);
#endif
