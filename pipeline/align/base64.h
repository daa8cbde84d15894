/* base64 (RFC 4648, section 4), as it stands in a column: one run of its alphabet, padded with '=' or not. */
#ifndef SLUIS_ALIGN_BASE64_H
#define SLUIS_ALIGN_BASE64_H
#include "sluis/buf.h"

/* Append what `in` stands for. 0, or the place of the first byte that can't stand where it does, from 1 (one behind the end: it
 * breaks off); `out` then holds what came before. */
size_t sl_base64_decode(sl_str in, sl_buf *out);
#endif
