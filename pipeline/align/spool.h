/* Numbers that are written once and read many times in order: in memory, and what is too much of them in a temporary file without a name. */
#ifndef SLUIS_ALIGN_SPOOL_H
#define SLUIS_ALIGN_SPOOL_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct sl_spool {         /* zero-initialised is empty, and keeps nothing in memory; set `most` */
    sl_buf tail;                  /* what is not in the file */
    size_t most;                  /* bytes in memory */
    int file;                     /* descriptor + 1; 0: none */
    uint64_t filed;               /* bytes */
} sl_spool;

int sl_spool_add(sl_spool *s, const uint32_t *v, size_t n, sl_err *e);
/* The next n numbers from *at (in bytes) on; fewer at the end only. */
int sl_spool_read(const sl_spool *s, uint64_t *at, uint32_t *v, size_t n, size_t *got, sl_err *e);
void sl_spool_free(sl_spool *s);
#endif
