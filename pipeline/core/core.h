/* What one block of lines holds of one stage: its records, what was dropped, what goes to the side, and the counts. */
#ifndef SLUIS_CORE_H
#define SLUIS_CORE_H
#include "sluis/io.h"
#include "sluis/stage.h"

struct sl_core {
    sl_buf out;              /* finished records of this block, and the one being built behind `done` */
    size_t done;
    sl_buf rejects;          /* rule TAB value TAB line LF */
    sl_buf side;             /* of each sl_side(): the record's number in this block (u64), length (u64), bytes */
    sl_buf valid;            /* --on-error=replace: the line with U+FFFD */
    uint64_t in, emitted, bytes_in, bytes_out, invalid, *dropped, *count;
    uint64_t here;           /* emitted or dropped for the current record */
    int (*push_out)(sl_stage *, bool now);   /* SL_SOURCE: take the block; now: and write it out */
    void (*warn)(const char *stage, const char *msg);
    sl_err *amiss;           /* SL_SOURCE: what sl_source_amiss() said */
    size_t limit;            /* SL_SOURCE: push out at this many bytes */
    void *ctx;
    const struct sl_slot *slot; /* while push() or flush() runs: whose core this is, and in which chain */
    const struct sl_chain *chain;
};
#endif
