/* UTF-8 (RFC 3629): strict, no surrogates, no overlong forms, nothing above U+10FFFF. */
#ifndef SLUIS_UTF8_H
#define SLUIS_UTF8_H
#include "sluis/buf.h"

size_t sl_utf8_valid(const char *p, size_t n);   /* offset of the first invalid byte; n when all is valid */
size_t sl_utf8_bad(const char *p, size_t n);     /* p is invalid (n >= 1): length of its maximal subpart (Unicode 15, 3.9 D93b), one U+FFFD's worth */
/* Append s with U+FFFD for what is invalid; `bad` tells how many bytes one U+FFFD is for (sl_utf8_bad, or a coarser view). */
void sl_utf8_replace(sl_str s, size_t (*bad)(const char *p, size_t n), sl_buf *out);
size_t sl_ascii_run(const char *p, size_t n);    /* length of the leading run of bytes < 0x80 */
/* Eight bytes as they were loaded, some of them with their high bit set: how many stand before the first of these. */
static inline size_t sl_bytes_before(uint64_t high) {
    return (size_t)(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? __builtin_ctzll(high) : __builtin_clzll(high)) / 8;
}
size_t sl_utf8_count(sl_str s);                  /* code points; every invalid byte counts as one or none, never more */
/* Decode one code point at p (n >= 1). Returns its length in bytes 1..4 and sets *c;
 * an invalid byte gives length 1 and *c = -1. */
int sl_utf8_next(const char *p, size_t n, int32_t *c);
/* The same for the code point that ends before p+at (at >= 1). */
int sl_utf8_prev(const char *p, size_t at, int32_t *c);
static inline void sl_utf8_put(sl_buf *b, int32_t c) {
    char *q = sl_need(b, 4);
    if (c < 0x80) { q[0] = (char)c; b->n += 1; }
    else if (c < 0x800) { q[0] = (char)(0xC0 | c >> 6); q[1] = (char)(0x80 | (c & 63)); b->n += 2; }
    else if (c < 0x10000) { q[0] = (char)(0xE0 | c >> 12); q[1] = (char)(0x80 | (c >> 6 & 63)); q[2] = (char)(0x80 | (c & 63)); b->n += 3; }
    else { q[0] = (char)(0xF0 | c >> 18); q[1] = (char)(0x80 | (c >> 12 & 63)); q[2] = (char)(0x80 | (c >> 6 & 63)); q[3] = (char)(0x80 | (c & 63)); b->n += 4; }
}
/* A text without the byte-order mark that it may begin with. */
static inline sl_str sl_unmarked(sl_str s) { return sl_starts(s, SL_LIT("\xEF\xBB\xBF")) ? sl_slice(s.p + 3, s.n - 3) : s; }
/* Properties by ICU, with a table for ASCII; c = -1 has none. */
bool sl_is_letter(int32_t c);
bool sl_is_upper(int32_t c);
bool sl_is_lower(int32_t c);
bool sl_is_digit(int32_t c);                     /* decimal digits of any script */
bool sl_is_alnum(int32_t c);
bool sl_is_space(int32_t c);                     /* White_Space */
int32_t sl_lower(int32_t c);                     /* simple mapping */
int32_t sl_upper(int32_t c);
void sl_lower_str(sl_buf *out, sl_str s);        /* append s in lower case (simple mappings, invalid bytes kept) */
#endif
