/* The two families of marks, behind sluis/marks.h. */
#ifndef TERMS_MARKS_H
#define TERMS_MARKS_H
#include "sluis/marks.h"

void mk_factors_put(const sl_marks_style *s, sl_str source, const sl_mark *v, size_t n, sl_buf *out);
void mk_factors_undo(sl_str text, sl_buf *out);
#endif
