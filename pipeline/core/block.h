/* One block of whole lines through one stage. */
#ifndef SLUIS_BLOCK_H
#define SLUIS_BLOCK_H
#include "core.h"

/* What threads found out about the lines of a block before it is pushed. */
typedef struct { sl_buf lengths, notes; bool ready; } sl_notes;        /* of each line a size_t, without its LF, and the stage's note */
void sl_block_note(sl_stage *s, sl_str lines, sl_notes *x);            /* not ready: not all lines are valid */
void sl_notes_free(sl_notes *x);

/* Push every line of the block; *number is the last line's number before it, and counts on. Finished records
 * are in s->core->out, up to `done`, also when a later one failed. Returns 0 or the code in s->err.
 * `known`: what sl_block_note() found; NULL: nothing. */
int sl_block(sl_stage *s, sl_str lines, const char *file, uint64_t *number, const sl_notes *known);
#endif
