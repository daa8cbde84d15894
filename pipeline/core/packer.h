/* Text to members: cut at line ends, made by threads, put in order. */
#ifndef SLUIS_PACKER_H
#define SLUIS_PACKER_H
#include "sluis/gzindex.h"
#include "sluis/io.h"

typedef struct sl_packer sl_packer;
typedef int sl_packer_put(void *ctx, sl_str packed, sl_err *e);          /* called by the thread that adds, in order */

/* h was checked. Members' parts go to x (may be NULL). Threads start when there is work for more than one. */
sl_packer *sl_packer_new(const sl_how *h, sl_codec codec, sl_gzindex *x, sl_packer_put *put, void *ctx);
int sl_packer_add(sl_packer *k, const char *p, size_t n, sl_err *e);
int sl_packer_end(sl_packer *k, sl_err *e);                              /* the rest; of nothing at all an empty but valid file */
void sl_packer_free(sl_packer *k);                                       /* NULL is fine; what was not put is forgotten */
const sl_backend *sl_how_backend(const sl_how *h, sl_codec codec);       /* NULL: not built in, or of the other codec */
#endif
