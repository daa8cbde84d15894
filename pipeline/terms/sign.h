/* One character of a line as a repairing eye sees it: entities decoded, compatibility forms and look-alikes of other scripts
 * undone, lower-cased. */
#ifndef SLUIS_SIGN_H
#define SLUIS_SIGN_H
#include "sluis/placeholder.h"

typedef struct { int32_t c; size_t n; sl_rung rung; } sl_sign;    /* n bytes; rung: what had to be undone */

sl_sign sl_sign_next(sl_str s, size_t at);        /* at s.n: c -1, n 0 */
sl_sign sl_sign_prev(sl_str s, size_t at, size_t from);           /* nothing before `from` is looked at */
int32_t sl_sign_fold(int32_t c);
int sl_sign_digit(int32_t c);                     /* the value of a decimal digit of any script, of a digit that is raised, full-width ...; else -1 */
/* The same of the bytes at i, with how many they are; quick where no digit is. */
int sl_sign_digit_at(sl_str s, size_t i, size_t *n);
size_t sl_sign_to_digit(sl_str s, size_t i);      /* from i on, where the next byte stands that may begin a digit; s.n: none does */
/* Behind or before `at`, skip spaces, characters that show nothing and sub-word marks (@@, U+2581, U+FFED); raises *rung when there are any. */
size_t sl_sign_skip(sl_str s, size_t at, sl_rung *rung);
size_t sl_sign_skip_back(sl_str s, size_t at, size_t from, sl_rung *rung);
#endif
