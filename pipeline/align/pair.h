/* A pair of documents on its way from the reader to the writer, with what is to be told before it: lines that were dropped while it
 * was read. They wait here for their turn, so that the order of all that is written does not depend on who was ready first. */
#ifndef SLUIS_ALIGN_PAIR_H
#define SLUIS_ALIGN_PAIR_H
#include "held.h"
#include "sluis/stage.h"

enum { SL_PAIR_INVALID = -1 };           /* a rule: the line is not UTF-8 */
typedef struct sl_pair_drop { int rule; uint64_t byte; unsigned char value; const char *why, *file; uint64_t number; size_t end; } sl_pair_drop;

typedef struct sl_pair {                 /* zero-initialised is empty */
    sl_buf lines;                        /* those that were dropped, one after another */
    sl_pair_drop *drop; size_t ndrop, dropcap;
    bool there;                          /* there is a pair; else only what was dropped */
    sl_buf name;                         /* the document's */
    sl_buf meta;                         /* columns of the whole document */
    sl_held side[2];
    bool unequal;                        /* the sides had not as many delimiters */
    sl_bead *bead; size_t nbead, beadcap;        /* of the sides' numbers; blank sentences are among them, without a partner */
    double verdict;
    struct sl_lesson *lesson;            /* what it teaches, when that is wanted; sluis/learner.h */
    sl_buf shown;                        /* what sl_jobs_rules.look wrote of it */
    enum { SL_PAIR_FREE, SL_PAIR_READY, SL_PAIR_BUSY, SL_PAIR_DONE } state;
} sl_pair;

void sl_pair_clear(sl_pair *p);
/* Write down that a line was dropped. `why` (may be NULL) must live on; of an invalid line: its first wrong byte, and where. */
void sl_pair_drop_line(sl_pair *p, int rule, const char *why, sl_str line);
void sl_pair_drop_invalid(sl_pair *p, const sl_rec *r, size_t at, unsigned char value);
bool sl_pair_full(const sl_pair *p);     /* it holds so much of what was dropped that it should go on its way */
/* Drop them: count and reject. */
int sl_pair_tell(sl_stage *s, const sl_pair *p);
/* Align it, and keep the beads. */
void sl_pair_align(sl_pair *p, sl_aligner *a);
void sl_pair_free(sl_pair *p);
#endif
