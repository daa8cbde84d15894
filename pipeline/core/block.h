/* One block of whole lines through one stage. */
#ifndef SLUIS_BLOCK_H
#define SLUIS_BLOCK_H
#include "core.h"

/* Push every line of the block; *number is the last line's number before it, and counts on. Finished records
 * are in s->core->out, up to `done`, also when a later one failed. Returns 0 or the code in s->err. */
int sl_block(sl_stage *s, sl_str lines, const char *file, uint64_t *number);
#endif
