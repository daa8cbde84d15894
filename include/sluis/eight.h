/* Text eight bytes at a time. */
#ifndef SLUIS_EIGHT_H
#define SLUIS_EIGHT_H
#include "sluis/utf8.h"

#define SL_EIGHT_ONES 0x0101010101010101ull
#define SL_EIGHT_SMALL 0x2020202020202020ull    /* set in small letters, not in capitals */

/* Eight bytes at p, the first one lowest. */
static inline uint64_t sl_eight(const char *p) {
    uint64_t x;
    memcpy(&x, p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    x = __builtin_bswap64(x);
#endif
    return x;
}

/* The same from s.p[at] on, at < s.n, with zeros behind the end. */
static inline uint64_t sl_eight_at(sl_str s, size_t at) {
    if (s.n - at >= 8) return sl_eight(s.p + at);
    if (s.n >= 8) return sl_eight(s.p + s.n - 8) >> 8 * (8 - (s.n - at));
    uint64_t x = 0;
    for (size_t i = s.n; i-- > at;) x = x << 8 | (unsigned char)s.p[i];
    return x;
}

/* The top bit of each byte that is no ASCII letter. */
static inline uint64_t sl_eight_others(uint64_t x) {
    const uint64_t tops = 0x80 * SL_EIGHT_ONES;
    uint64_t low = (x | SL_EIGHT_SMALL) & ~tops;
    return (~((low + (0x80 - 'a') * SL_EIGHT_ONES) & ~(low + (0x7F - 'z') * SL_EIGHT_ONES)) | x) & tops;
}

/* The first n bytes (below 8) of x. */
static inline uint64_t sl_eight_first(uint64_t x, size_t n) { return x & (((uint64_t)1 << 8 * n) - 1); }

/* A bit for each byte whose top bit is set in x, which has no other bits. */
static inline uint64_t sl_eight_bits(uint64_t x) { return (x >> 7) * 0x0102040810204080ull >> 56; }

/* How many of the bits SL_EIGHT_SMALL are set in x, which has no others. */
static inline size_t sl_eight_count(uint64_t x) { return (size_t)((x >> 5) * SL_EIGHT_ONES >> 56); }
#endif
