/* Language data: the files under data/, compiled in; --data DIR replaces them at run time. */
#ifndef SLUIS_DATA_H
#define SLUIS_DATA_H
#include "sluis/buf.h"
#include "sluis/err.h"

/* The bytes of data file `name`, as in "nl/abbreviations.txt". `dir` NULL: the compiled-in copy (static);
 * else DIR/name is read into `hold` when it is there, and the compiled-in copy serves when it is not. */
int sl_data(const char *name, const char *dir, sl_buf *hold, sl_str *out, sl_err *e);
/* The languages whose compiled-in data have `file`, appended as "en, nl". */
void sl_data_languages(const char *file, sl_buf *out);
/* The next line that is neither blank nor a # comment, trimmed; false at the end. */
bool sl_data_line(sl_str *rest, sl_str *line);
#endif
