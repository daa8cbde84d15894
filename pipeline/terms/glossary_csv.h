/* Rows of delimited text; see glossary_rows.c. */
#ifndef SLUIS_GLOSSARY_CSV_H
#define SLUIS_GLOSSARY_CSV_H
#include "sluis/buf.h"

typedef struct { sl_str *f; size_t n, cap; bool *escaped; size_t escaped_cap; sl_buf plain; const char *bad; bool quoted; } csv_row;

/* The delimiter of lines: TAB | ; or , whichever most of them have outside of quotes. */
char csv_delimiter(sl_str lines);
/* Take the row at the front of `text`, whole lines ended by LF; returns its bytes, its LF included. 0: a quote is still open at the end of text,
 * and `end` is not set. row->bad: why it is none; then only its first line is taken. The fields live until the next call or as long as the text. */
size_t csv_next(csv_row *row, sl_str text, char delimiter, bool end);
void csv_free(csv_row *row);
void csv_put(sl_str field, char delimiter, bool always, sl_buf *out);     /* as a field, quoted where that is needed */
#endif
