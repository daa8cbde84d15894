/* A slot: one block of lines on its way through all links of a chain, and what each link made of it. */
#ifndef SLUIS_SLOT_H
#define SLUIS_SLOT_H
#include "block.h"
#include "chain.h"

typedef struct sl_slot {
    sl_buf in;                    /* whole lines */
    const char *file;             /* their input */
    uint64_t number;              /* line number before the first */
    bool flush;                   /* write out at once: the reader is about to wait */
    bool end;                     /* the last block: stages that hold records give them up */
    unsigned more;                /* the link (from 1) that has more to emit at the end; 0: none */
    bool placed;                  /* err.line counts from the start of its input */
    bool broken;                  /* the input ended in an error: a sink must not finish its files */
    sl_notes notes;               /* of the first ordered link's input */
    struct sl_core core[SL_MAXLINKS];
    sl_err err;
    unsigned blame;               /* link that err belongs to */
    enum { SL_FREE, SL_READY, SL_BUSY, SL_DONE } state;
} sl_slot;

void sl_slot_make(sl_slot *t, const sl_chain *c, unsigned first);
void sl_slot_free(sl_slot *t);
void sl_core_free_buffers(struct sl_core *c);         /* not its counts, which may be somebody else's */
void sl_slot_reset(sl_slot *t, const sl_chain *c);
/* Run links [from, to) over the slot; stages holds one object per link. A failing link still hands on the records it
 * finished; a later link's error, being about an earlier record, takes the place of its. */
void sl_slot_work(sl_slot *t, sl_chain *c, sl_stage *stages, unsigned from, unsigned to);
/* Let the first ordered link note what its input's lines are; `s` is a thread's own object of it. */
void sl_slot_note(sl_slot *t, const sl_chain *c, sl_stage *s);
/* Whether a link has more to emit: then the slot was emptied, to be worked from that link on. */
bool sl_slot_again(sl_slot *t, const sl_chain *c, unsigned *from);
/* Ordered: write rejects and side files, count, and put right the line numbers of errors. */
int sl_slot_settle(sl_slot *t, sl_chain *c, sl_err *e);
sl_str sl_slot_out(const sl_slot *t, const sl_chain *c);
#endif
