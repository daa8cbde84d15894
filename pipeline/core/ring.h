/* A ring of slots between one filler, workers, and one thread that takes them in order. With one job all of it happens
 * in the caller's thread and there is a single slot. */
#ifndef SLUIS_RING_H
#define SLUIS_RING_H
#include "slot.h"

typedef struct sl_ring sl_ring;
/* `out` may be NULL. Starts the threads. */
sl_ring *sl_ring_start(sl_chain *c, sl_writer *out);
bool sl_ring_threads(const sl_ring *g);          /* without, a slot has gone all its way when sl_ring_put() returns */
/* An empty slot to fill; NULL when something behind it has failed (the filler should stop). */
sl_slot *sl_ring_slot(sl_ring *g);
/* Hand the slot on. In one thread this does the work. Returns 0 or the code of an error that is known by now. */
int sl_ring_put(sl_ring *g, sl_slot *t);
/* Wait for all, end the threads, free. Returns the error of the first slot that failed. */
int sl_ring_end(sl_ring *g, const char **failed, sl_err *e);
#endif
