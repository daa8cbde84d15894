/* Cutting an input into blocks of whole lines. Memory: the block, read in place, and one line. */
#ifndef SLUIS_BLOCKS_H
#define SLUIS_BLOCKS_H
#include "sluis/io.h"

typedef struct sl_blocks {
    sl_reader *r;
    sl_buf rest;                  /* read behind the last block */
    size_t seen, bare;            /* of what is not given out: the first `seen` bytes hold no LF at or behind the wanted size, the first `bare` none */
    bool eof;
    uint64_t number;              /* line number before the next block */
} sl_blocks;

int sl_blocks_open(sl_blocks *b, const char *path, sl_shard part, sl_err *e);
/* The next block into `to`, which is empty: at least `want` bytes, or the whole lines that are there when a read would block (*idle is
 * set). With *idle true on entry, nothing at all is an answer too; with false, it waits for a line.
 * A last line without LF gets one. 1: a block (or idle); 0: the end; else minus an error code, after all whole lines before it. */
int sl_blocks_next(sl_blocks *b, size_t want, sl_buf *to, bool *idle, sl_err *e);
void sl_blocks_close(sl_blocks *b);
#endif
