/* One gzip member or zstd frame inflated as a stream: for those too long to be held in memory, and those that come slowly.
 * Whole members in memory are codec.h's. */
#ifndef SLUIS_INFLATE_H
#define SLUIS_INFLATE_H
#include "sluis/codec.h"

typedef struct sl_inflate sl_inflate;
typedef enum { SL_INFLATE_MORE, SL_INFLATE_END, SL_INFLATE_BAD } sl_inflated;

/* fast: gzip by ISA-L where it is built in. It tells the same damage, but may have given some bytes less before it, how many depending on the pieces
 * it got its input in, and some made up with the error: so who uses it must have these from one that is not fast. */
sl_inflate *sl_inflate_new(bool fast);
/* A new member begins with the bytes `in`, which nothing is taken from yet. OK; TRUNCATED: they end within its header, which can still be taken, but
 * what it promises is not known; CORRUPT or GARBAGE: no member; LIMIT: this build does not know the codec. */
sl_member sl_inflate_start(sl_inflate *z, sl_codec codec, sl_str in);
/* Take from *in, which is moved on, and write at most max bytes to `to`. END: of the member, all is as its header and trailer say.
 * BAD: sl_inflate_why() tells; what was written before is as it was inflated. MORE with *got = 0 and nothing left of *in: more input is wanted. */
sl_inflated sl_inflate_step(sl_inflate *z, sl_str *in, char *to, size_t max, size_t *got);
const char *sl_inflate_why(const sl_inflate *z);
void sl_inflate_free(sl_inflate *z);                   /* NULL is fine */

const char *sl_codec_text(sl_codec codec);             /* "gzip", "zstd" */
#endif
