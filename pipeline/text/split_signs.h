/* The signs that the splitter knows, as classes in tables: what a byte, or the few characters of two and three bytes, may be. */
#ifndef TEXT_SPLIT_SIGNS_H
#define TEXT_SPLIT_SIGNS_H
#include "sluis/buf.h"

enum { S_QUOTE = 1,            /* closes direct speech */
       S_BRACKET = 2,          /* closes */
       S_OPENER = 4, S_DASH = 8,
       S_APART = 16,           /* closes speech though white space stands before it */
       S_WORD = 32 };          /* ASCII letters and digits */
#define S_BOTH (S_QUOTE | S_OPENER)

static const unsigned char sl_split_ascii[128] = {
    ['"'] = S_BOTH, ['\''] = S_BOTH | S_APART, ['('] = S_OPENER, ['['] = S_OPENER, ['{'] = S_OPENER, ['`'] = S_OPENER, ['*'] = S_OPENER,
    [')'] = S_BRACKET, [']'] = S_BRACKET, ['}'] = S_BRACKET, ['-'] = S_DASH, ['0' ... '9'] = S_WORD, ['A' ... 'Z'] = S_WORD, ['a' ... 'z'] = S_WORD};
/* U+2000 to U+203F, and U+0080 to U+00BF */
static const unsigned char sl_split_general[64] = {
    [0x13] = S_DASH, [0x14] = S_DASH, [0x22] = S_DASH, [0x18] = S_OPENER, [0x19] = S_BOTH | S_APART, [0x1A] = S_OPENER, [0x1C] = S_BOTH,
    [0x1D] = S_BOTH | S_APART, [0x1E] = S_OPENER, [0x39] = S_OPENER, [0x3A] = S_QUOTE};
static const unsigned char sl_split_latin[64] = {[0x2B] = S_OPENER, [0x3B] = S_QUOTE, [0x3F] = S_OPENER, [0x21] = S_OPENER};

/* The length of the sign at byte i if it is of one of the classes, else 0. */
static inline size_t sl_split_sign(sl_str t, size_t i, unsigned classes) {
    if (i >= t.n) return 0;
    const unsigned char *p = (const unsigned char *)t.p + i;
    size_t n = t.n - i;
    if (p[0] < 0x80) return (sl_split_ascii[p[0]] & classes) != 0;
    if (p[0] == 0xE2 && n >= 3 && p[1] == 0x80 && p[2] >> 6 == 2) return sl_split_general[p[2] & 63] & classes ? 3 : 0;
    return p[0] == 0xC2 && n >= 2 && p[1] >> 6 == 2 && sl_split_latin[p[1] & 63] & classes ? 2 : 0;
}

/* No letter or digit of ASCII: worth a look. */
static inline bool sl_split_odd(sl_str t) { return !t.n || t.p[0] & 0x80 || !(sl_split_ascii[(unsigned char)t.p[0]] & S_WORD); }
#endif
