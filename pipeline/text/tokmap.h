/* Between the two kinds of rows of sluis/tokmap.h. */
#ifndef TEXT_TOKMAP_H
#define TEXT_TOKMAP_H
#include "sluis/tokmap.h"

/* Append what the edits, from the ~ on, make of the tokens; the results of sl_tokmap_text(). */
int sl_tokmap_apply(sl_str edits, sl_str tokens, sl_buf *out);
#endif
