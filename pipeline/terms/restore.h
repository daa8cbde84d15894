/* The parts of restoring a line share this; see sluis/restore.h. */
#ifndef SLUIS_RESTORE_JOB_H
#define SLUIS_RESTORE_JOB_H
#include "sluis/restore.h"

typedef struct {
    const sl_restore_rules *rules;
    const sl_ph *ph;
    const sl_termmap_entry *v;
    size_t n;
    sl_restored *r;
    sl_str in;
    sl_buf *out;
    size_t begin;                /* where this line begins in out */
    size_t cursor;               /* restore_resolve: entries before it came back */
} restore_job;

/* Set r->entry of each span, r->fate as far as findings tell, and the unknown. */
void restore_resolve(restore_job *j);
/* The wording of an entry where out ends now; may repair an article at out's end. Lives until the next call. */
sl_str restore_wording(restore_job *j, const sl_termmap_entry *t);
/* How much of what follows the target (an s, 's) is not to be written, since the target has it; may make a plural of the target, which out ends in. */
size_t restore_ending(restore_job *j, const sl_termmap_entry *t, size_t from, sl_str rest);
bool restore_only_space(sl_str s);
static inline sl_str restore_before(const restore_job *j) { return sl_slice(j->out->p ? j->out->p + j->begin : "", j->out->n - j->begin); }
#endif
