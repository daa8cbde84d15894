/* Regular expressions (ICU's) whose matches in a line are to be left alone.
 *
 * A line is looked at in pieces of at most SL_PATTERNS_PIECE bytes, cut behind a space where there is one, so that time is linear in the
 * line; no match reaches over a cut. Within a piece an expression that backtracks too long is given up, after a number of steps, not of
 * seconds, so that the same lines fail everywhere. Bytes that are no UTF-8 are U+FFFD to the expressions. */
#ifndef SLUIS_PATTERNS_H
#define SLUIS_PATTERNS_H
#include "sluis/buf.h"
#include "sluis/err.h"

enum { SL_PATTERNS_PIECE = 4096 };

typedef struct sl_patterns sl_patterns;      /* immutable, shared */
typedef struct sl_patterns_state {           /* of one worker; zero-initialised is good */
    struct URegularExpression **re; size_t nre;
    sl_range *v; size_t n, cap;     /* the matches of the last line: none empty, none overlapping, in order */
} sl_patterns_state;

/* SL_EUSAGE, with the place in it, for an expression that is none. */
int sl_patterns_open(sl_patterns **p, const char *const *expressions, size_t n, sl_err *e);
void sl_patterns_free(sl_patterns *p);
/* Find the matches in a line: the first one from the left, of several at one place the longest. Returns NULL, or the expression that was given up. */
const char *sl_patterns_find(const sl_patterns *p, sl_patterns_state *t, sl_str in);
void sl_patterns_state_free(sl_patterns_state *t);
#endif
