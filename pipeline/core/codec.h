/* What the back ends of sluis/codec.h share. */
#ifndef SLUIS_CORE_CODEC_H
#define SLUIS_CORE_CODEC_H
#include "sluis/codec.h"

extern const sl_backend sl_backend_zlib;
#ifdef SL_HAVE_LIBDEFLATE
extern const sl_backend sl_backend_libdeflate;
#endif
#ifdef SL_HAVE_ISAL
extern const sl_backend sl_backend_isal;
#endif
#ifdef SL_HAVE_ZSTD
extern const sl_backend sl_backend_zstd;
#endif

/* A library's own allocation failed: tell the handler of sl_alloc(); does not return. */
void sl_codec_oom(void);

/* For back ends that inflate into a buffer of one piece: try with *room, which is kept from member to member, and twice that as long as it is too
 * small. once(): OK, LIMIT (too small), else damaged. */
typedef sl_member sl_once(void *state, sl_str in, char *to, size_t room, size_t *used, size_t *got);
sl_member sl_unpack_once(sl_once *once, void *state, size_t *room, sl_str in, size_t *used, sl_buf *out, size_t limit);
#endif
