/* Running a chain: reader | workers | ordered tail. The bytes written depend on the input alone. */
#ifndef SLUIS_RUN_H
#define SLUIS_RUN_H
#include "chain.h"

/* Read, work, write, close. `out` may be NULL (a sink at the end). *failed: the stage to blame. Progress is told as bytes
 * read so far and lines, at most once a block, from the reading thread; NULL: not told. */
typedef void (*sl_progress)(uint64_t bytes, uint64_t lines);
int sl_run(sl_chain *c, sl_writer *out, sl_progress progress, const char **failed, sl_err *e);
#endif
