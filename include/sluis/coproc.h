/* A program that works beside us, its input and output on pipes. One thread serves both ends, by poll() and without ever
 * blocking on one of them, so neither side can wait for the other for ever, however much the program holds back. */
#ifndef SLUIS_COPROC_H
#define SLUIS_COPROC_H
#include "sluis/buf.h"
#include "sluis/err.h"
#include <sys/types.h>

typedef struct sl_coproc {
    const char *name;            /* argv[0], for messages */
    pid_t pid;                   /* 0: none, or reaped */
    int to, from;                /* our ends of the pipes; -1: closed */
    sl_buf send; size_t sent;    /* send[sent..) waits to be written: append to it */
    bool last;                   /* nothing will be appended: close its input when all is sent */
    bool deaf;                   /* it closed its input before the end; what was to be sent is gone */
    bool over;                   /* its output has ended */
    bool killed;                 /* by us: its status tells nothing */
    sl_buf got;                  /* what it wrote: take from it */
} sl_coproc;

/* Start argv (NULL-ended, borrowed), found by PATH. It inherits standard error and nothing else, and SIGPIPE as systems have it.
 * SL_EIO when it cannot be started. */
int sl_coproc_start(sl_coproc *c, const char *const *argv, sl_err *e);

enum { SL_CO_MOVED = 1,          /* bytes went either way, or a pipe was closed */
       SL_CO_INPUT = 2,          /* in_fd can be read */
       SL_CO_UNHEARD = 4 };      /* nobody reads out_fd any more */
/* One turn: wait at most `ms` (-1: for ever) until something can be done, and do it, 64 KiB at a time. in_fd and out_fd, when not
 * -1, are watched only. Returns 0 and what happened, or SL_EIO. */
int sl_coproc_turn(sl_coproc *c, int in_fd, int out_fd, int ms, unsigned *what, sl_err *e);
static inline size_t sl_coproc_pending(const sl_coproc *c) { return c->send.n - c->sent; }

/* Close the pipes and reap it. patience: ms that it gets to end by itself before SIGTERM; -1: any time it takes. It gets
 * a second from SIGTERM to SIGKILL. Returns the status as waitpid() gives it, -1 when it is not known. */
int sl_coproc_end(sl_coproc *c, int patience);
void sl_coproc_free(sl_coproc *c);      /* ends it at once if it still runs */
#endif
