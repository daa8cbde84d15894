/* The parts of check: each looks at a line and says what is wrong, in s->what and *at (a byte, from 0). */
#ifndef SLUIS_BITEXT_CHECK_H
#define SLUIS_BITEXT_CHECK_H
#include "sluis/check.h"

enum { SL_CHECK_SCORE_COLUMN = 3 };
/* True when good. cols: the line's columns 1 to 6 as far as there are any, n of them. */
bool sl_check_score(sl_check_state *s, const sl_str *cols, size_t n, const char **at);
bool sl_check_ids(bool bitext, sl_check_state *s, const sl_str *cols, size_t n, const char **at);
#endif
