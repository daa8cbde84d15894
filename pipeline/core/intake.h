/* The bytes of a descriptor as they are in the file, before anything is inflated: those read and not yet used stand in one piece. */
#ifndef SLUIS_INTAKE_H
#define SLUIS_INTAKE_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct sl_intake {
    int fd;
    char *name;                  /* for messages */
    sl_buf b;
    size_t from;                 /* b[from..n) is not used yet */
    bool eof, regular;
    uint64_t end;                /* nothing is read from here on */
    uint64_t at;                 /* where in the file the next read takes from */
} sl_intake;

extern size_t sl_intake_limit;   /* no read takes more than this; 0: no limit. Set once, before any thread */

static inline sl_str sl_intake_view(const sl_intake *i) { return sl_slice(sl_view(&i->b).p + i->from, i->b.n - i->from); }
/* Where in the file the first unused byte is, from 0. */
static inline uint64_t sl_intake_place(const sl_intake *i) { return i->at - (i->b.n - i->from); }

int sl_intake_fill(sl_intake *i, size_t max, sl_err *e);             /* one read of at most max bytes; may block; at the end sets eof */
int sl_intake_read(sl_intake *i, char *to, size_t max, size_t *got, sl_err *e);    /* the same into the caller's memory */
bool sl_intake_quick(const sl_intake *i, int ms);                    /* will a read return within so many milliseconds? */
#endif
