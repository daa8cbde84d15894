/* A side file: lines about the records of a stage, each led by the record's number in the whole stream.
 *     #sluis STAGE 1 lines=00000000000000000042 hash=0123456789abcdef[ NOTE]
 *     #line<TAB>id<TAB>...
 *     7<TAB>...
 * lines and hash (sluis/hash.h) are those of the stage's whole output; both are 0 until the stage has ended well, and
 * stay 0 where the file can't be written twice (a pipe, gzip). */
#ifndef SLUIS_SIDE_H
#define SLUIS_SIDE_H
#include "sluis/io.h"

typedef struct sl_sidefile sl_sidefile;
int sl_side_open(sl_sidefile **f, const char *path, const char *stage, const char *note, const char *columns, sl_err *e);   /* note: NULL none; borrowed */
/* The side entries of a block (sl_core.side), whose records come behind `base` others, and the records themselves. */
int sl_side_write(sl_sidefile *f, uint64_t base, sl_str entries, sl_str records, sl_err *e);
int sl_side_close(sl_sidefile *f, bool good, sl_err *e);         /* frees f */
#endif
