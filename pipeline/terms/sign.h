/* One character of a line as a repairing eye sees it: entities decoded, full-width forms narrowed, lower-cased. */
#ifndef SLUIS_SIGN_H
#define SLUIS_SIGN_H
#include "sluis/placeholder.h"

typedef struct { int32_t c; size_t n; sl_rung rung; } sl_sign;    /* n bytes; rung: what had to be undone */

sl_sign sl_sign_next(sl_str s, size_t at);        /* at s.n: c -1, n 0 */
sl_sign sl_sign_prev(sl_str s, size_t at, size_t from);           /* nothing before `from` is looked at */
int32_t sl_sign_fold(int32_t c);
/* Behind or before `at`, skip spaces and sub-word marks (@@, U+2581, U+FFED); raises *rung when there are any. */
size_t sl_sign_skip(sl_str s, size_t at, sl_rung *rung);
size_t sl_sign_skip_back(sl_str s, size_t at, size_t from, sl_rung *rung);
#endif
