/* One gzip member or zstd frame inflated as a stream: for those too long to be held in memory, and those that come slowly.
 * Whole members in memory are codec.h's. */
#ifndef SLUIS_INFLATE_H
#define SLUIS_INFLATE_H
#include "sluis/codec.h"
#include "sluis/err.h"

typedef struct sl_inflate sl_inflate;
typedef enum { SL_INFLATE_MORE, SL_INFLATE_END, SL_INFLATE_BAD } sl_inflated;

sl_inflate *sl_inflate_new(void);
/* A new member begins. 0, or SL_EDATA when this build does not know the codec. */
int sl_inflate_start(sl_inflate *z, sl_codec codec, const char *file, sl_err *e);
/* Take from *in, which is moved on, and write at most max bytes to `to`. END: of the member, checksum and length are right.
 * BAD: z->why() tells; what was written before is as it was inflated. MORE with *got = 0 and nothing left of *in: more input is wanted. */
sl_inflated sl_inflate_step(sl_inflate *z, sl_str *in, char *to, size_t max, size_t *got);
const char *sl_inflate_why(const sl_inflate *z);
void sl_inflate_free(sl_inflate *z);                   /* NULL is fine */

const char *sl_codec_text(sl_codec codec);             /* "gzip", "zstd" */
#endif
