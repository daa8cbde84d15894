/* Where a shard of a file is: part K of N, a part of its bytes or of its members, by which lines are dealt out.
 *
 * Units are the bytes of a plain file and the members of a compressed one. Shard K has those that begin within its share of the file's
 * bytes, and every line whose preceding line feed is in one of them; the file's first line is the first shard's. So each line is in exactly
 * one shard, and to find a shard nothing before it need be read. */
#ifndef SLUIS_SHARD_H
#define SLUIS_SHARD_H
#include "sluis/codec.h"
#include "sluis/err.h"
#include "sluis/option.h"

typedef struct sl_part {
    sl_codec codec;
    bool empty;
    uint64_t from;       /* plain: its first line; compressed: its first member */
    uint64_t before;     /* line feeds before `from`, where a seek index tells them; else UINT64_MAX */
    uint64_t to;         /* plain: behind its last line; compressed: members from here on are others'; UINT64_MAX: none is */
} sl_part;

/* The file that stands open at the descriptor, from where it is read. 0 or a code; SL_EUSAGE for what is no regular file. */
int sl_shard_find(int fd, const char *name, const sl_shard *s, sl_part *part, sl_err *e);
#endif
