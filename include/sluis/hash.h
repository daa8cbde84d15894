/* A hash of a text, line by line: the same for any cut into blocks. Lines are hashed by XXH3 (64 bits). */
#ifndef SLUIS_HASH_H
#define SLUIS_HASH_H
#include "sluis/buf.h"
#include <xxhash.h>

#define SL_HASH_P 0x9E3779B97F4A7C15ull

/* The hash of the lines so far (0 for none) and one more line, without its LF: h * P + XXH3(line), mod 2^64. */
static inline uint64_t sl_hash_line(uint64_t h, sl_str line) { return h * SL_HASH_P + XXH3_64bits(line.p, line.n); }
#endif
