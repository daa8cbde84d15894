/* Members looked at anywhere in a regular file: is there one, is it good, where is the next? The descriptor's own place is not moved. */
#ifndef SLUIS_PROBE_H
#define SLUIS_PROBE_H
#include "inflate.h"
#include "sluis/err.h"

typedef struct sl_probe {
    int fd;
    const char *name;            /* for messages */
    sl_codec codec;              /* of the member last looked at; members of this one are searched for; SL_PLAIN: of any */
    sl_inflate *z;
    sl_buf raw, out;
    uint64_t start, end;         /* where it begins, from 0; behind it when good, else where that was seen */
    uint64_t bytes;              /* inflated */
    bool lf;                     /* the last of them is a line feed */
    bool bgzf;                   /* its header is that of BGZF */
    const char *why;             /* of one that is not good */
} sl_probe;

typedef int sl_probe_put(void *ctx, sl_str piece);     /* what is inflated, as it comes and not yet verified; not 0 ends it */

/* The member at `at`. 1: it is good; 0: it is not, or none is there; else minus a code (reading failed, or what `put` gave).
 * With `enough` not 0 it is taken for good when so many bytes were inflated. `put` may be NULL. */
int sl_probe_member(sl_probe *p, uint64_t at, uint64_t enough, sl_probe_put *put, void *ctx, sl_err *e);
/* The first good member that begins at `from` or later, but before `to`: 1 and p->start; 0: there is none; else minus a code. */
int sl_probe_next(sl_probe *p, uint64_t from, uint64_t to, uint64_t enough, sl_err *e);
/* Bytes of the file, appended to b: at most n. */
int sl_probe_read(const sl_probe *p, uint64_t at, size_t n, sl_buf *b, sl_err *e);
void sl_probe_free(sl_probe *p);                       /* its buffers; the descriptor is the caller's */
#endif
