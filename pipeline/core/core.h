/* What one worker holds of one stage: where its records go, and what it counted. */
#ifndef SLUIS_CORE_H
#define SLUIS_CORE_H
#include "sluis/io.h"
#include "sluis/stage.h"

struct sl_core {
    sl_buf out;              /* finished records of this block, and the one being built behind `done` */
    size_t done;
    sl_buf rejects;          /* rule TAB value TAB line LF */
    uint64_t in, emitted, *dropped;
    uint64_t here;           /* emitted or dropped for the current record */
    int (*push_out)(sl_stage *);
    void *ctx;
};
#endif
