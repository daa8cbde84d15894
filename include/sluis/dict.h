/* Dictionaries that people have, in one form that the aligner takes: lines of
 *     word TAB translation [TAB translation]...
 * in NFKC (FreeDict writes ij as one character), by single spaces, without what a dictionary says about a word: sound /.../, marks of
 * grammar <...>, remarks (...) [...] {...}, numbers of senses, examples.
 *
 * Taken are: tables, `word TAB translation [TAB or comma or semicolon, more]...`, with # comments; and dictd's pair of files NAME.index
 * (`headword TAB offset TAB length`, numbers in the digits A-Za-z0-9+/) and NAME.dict, whose entries begin with a line that repeats the
 * headword. Both functions are pure, append to `out`, take time linear in their input, and fail with SL_EDATA and a place. */
#ifndef SLUIS_DICT_H
#define SLUIS_DICT_H
#include "sluis/buf.h"
#include "sluis/err.h"

int sl_dict_table(sl_str text, const char *name, sl_buf *out, sl_err *e);
int sl_dict_dictd(sl_str index, const char *index_name, sl_str entries, const char *name, sl_buf *out, sl_err *e);

/* Read a file of either kind, plain or gzip. One that is called *.dict or *.dict.dz, or is gzip with dictzip's table in its head, is
 * dictd's, and its index is *.index beside it. */
int sl_dict_read(const char *path, sl_buf *out, sl_err *e);
#endif
