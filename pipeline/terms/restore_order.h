/* Do terms stand where the words around them say they can't? For Dutch to English; see the .c. */
#ifndef SLUIS_RESTORE_ORDER_H
#define SLUIS_RESTORE_ORDER_H
#include "sluis/lexicon.h"
#include "sluis/restore.h"

typedef struct { sl_ph_spans spans; sl_buf low; } restore_order;      /* zero-initialised is empty */
/* protected: the line that went to the engine; in: what came back, of which r tells. */
bool restore_moved(const sl_lexicon *x, const sl_ph *ph, sl_str protected, const sl_restored *r, const sl_termmap_entry *v, size_t n, sl_str in, restore_order *o);
void restore_order_free(restore_order *o);
#endif
