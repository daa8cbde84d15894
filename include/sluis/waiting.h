/* Records that wait for the end of the input, because what comes may decide about them, or because what is needed to decide
 * does not fit into memory. They wait in a file; which of them stay is found by sorting; they come back in their order.
 *
 * Of each key the first `max` stay: first by rank, then by place. */
#ifndef SLUIS_WAITING_H
#define SLUIS_WAITING_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct sl_waiting sl_waiting;
enum { SL_HELD_KEEP = -1, SL_HELD_AGAIN = -2 };   /* verdicts; others are the caller's numbers of 0 to 250 */

/* bytes: what it may take in memory; dir: for its files, borrowed. */
sl_waiting *sl_waiting_new(size_t bytes, const char *dir, uint64_t max);
/* A record to decide about. rank: the lower, the better; before: how many of its key stay already, of which none waits (the
 * same for each record of a key). */
int sl_waiting_add(sl_waiting *h, sl_str line, uint64_t hash, uint64_t rank, uint64_t before, sl_err *e);
/* A record about which all is said, to come back in its place with that verdict. */
int sl_waiting_add_decided(sl_waiting *h, sl_str line, uint64_t hash, int verdict, sl_err *e);
int sl_waiting_decide(sl_waiting *h, sl_err *e);        /* all were added */
/* The next record, borrowed until the next call, and its verdict: KEEP, AGAIN (its key has enough), or what was given.
 * 1; 0: there is none; else minus the error code. */
int sl_waiting_next(sl_waiting *h, sl_str *line, uint64_t *hash, int *verdict, sl_err *e);
void sl_waiting_free(sl_waiting *h);                    /* may be NULL */
#endif
