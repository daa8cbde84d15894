/* A digest of a file: XXH3, 128 bits, as `xxhsum -H128` prints it, and how many bytes and line feeds there were.
 * It finds accidents (a cut file, a flipped bit, files of two runs), at the speed of memory; it is no proof against a forger. */
#ifndef SLUIS_DIGEST_H
#define SLUIS_DIGEST_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct { void *state; uint64_t bytes, lines; } sl_digest;    /* zero-initialised is empty */
enum { SL_DIGEST_HEX = 33 };                                         /* with its NUL */
void sl_digest_add(sl_digest *d, const char *p, size_t n);
void sl_digest_hex(sl_digest *d, char hex[SL_DIGEST_HEX]);           /* more may be added behind */
void sl_digest_free(sl_digest *d);
int sl_digest_raw(sl_digest *d, const char *path, sl_err *e);        /* add the bytes of a file as they lie there */
int sl_digest_text(sl_digest *d, const char *path, sl_err *e);       /* those that a reader gives of it, decompressed */
#endif
