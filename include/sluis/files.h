/* Files that a stage writes and reads must be different ones, or half of one is lost. */
#ifndef SLUIS_FILES_H
#define SLUIS_FILES_H
#include "sluis/stage.h"

typedef struct { const char *option, *path; } sl_named_file;      /* path NULL: not asked for */

/* For init(), before a file is opened for writing. No two of the files `written` may be the same, nor one of them be an input, or one of
 * the n `read`. "-" and what is in /dev/ may. -o, --rejects and --stats are looked at without being named; the output is put in its place
 * at the end, so it may be what was read. Files are the same by name, or as what is there already. 0 or SL_EUSAGE. */
int sl_files_differ(sl_stage *s, const sl_named_file *written, size_t nwritten, const sl_named_file *read, size_t n);
#endif
