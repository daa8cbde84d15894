/* Signs; see sign.h. */
#include "sign.h"
#include "sluis/utf8.h"
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

enum { ENTITY_MAX = 24 };      /* bytes of &amp;amp;#x0000ff5f; */

/* Letters of other scripts that look like Latin ones, in lower case; what engines write for TERM when they spell it in Cyrillic or Greek. */
static const struct { int32_t c; char as; } alike[] = {
    {0x430, 'a'}, {0x432, 'b'}, {0x441, 'c'}, {0x435, 'e'}, {0x43D, 'h'}, {0x43A, 'k'}, {0x43C, 'm'}, {0x43E, 'o'}, {0x440, 'p'}, {0x442, 't'}, {0x445, 'x'},
    {0x456, 'i'}, {0x455, 's'}, {0x3B1, 'a'}, {0x3B2, 'b'}, {0x3B5, 'e'}, {0x3B7, 'h'}, {0x3B9, 'i'}, {0x3BA, 'k'}, {0x3BC, 'm'}, {0x3BD, 'n'}, {0x3BF, 'o'},
    {0x3C1, 'p'}, {0x3C4, 't'}, {0x3C7, 'x'}, {0x3B6, 'z'}};

static int32_t latin(int32_t c) {
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        if (alike[i].c == c) return alike[i].as;
    return c;
}

/* The one character that a compatibility form stands for. */
static int32_t compatible(int32_t c) {
    UErrorCode code = U_ZERO_ERROR;
    UChar d[8];
    UChar32 to;
    int32_t i = 0, n = unorm2_getDecomposition(unorm2_getNFKCInstance(&code), c, d, 8, &code);
    if (U_FAILURE(code) || n <= 0) return c;
    U16_NEXT(d, i, n, to);
    return i == n ? to : c;
}

static int32_t bracket(int32_t c) {
    switch (c) {
    case 0xFF5F: return 0x2985;                                     /* white parentheses: NFKC does that */
    case 0xFF60: return 0x2986;
    case '\'': case '`': case 0x2018: case 0x2019: case 0x2032:     /* quotes of values are all alike */
    case 0x201C: case 0x201D: case 0x201E: case 0x2033: case 0xAB: case 0xBB: return '"';
    case 0x2039: case 0x2329: case 0x3008: case 0x300A: case 0x27E8: return '<';
    case 0x203A: case 0x232A: case 0x3009: case 0x300B: case 0x27E9: return '>';
    case 0x3010: case 0x3014: case 0x3016: return '[';
    case 0x3011: case 0x3015: case 0x3017: return ']';
    default: return c;
    }
}

int32_t sl_sign_fold(int32_t c) {
    if (c < 0x80) return c == '\'' || c == '`' ? '"' : sl_lower(c);
    int32_t b = bracket(c);
    if (b != c) return b;
    b = latin(sl_lower(compatible(c)));
    return b == '\'' || b == '`' ? '"' : b;
}

int sl_sign_digit(int32_t c) {
    if (c < 0x80) return c >= '0' && c <= '9' ? c - '0' : -1;
    int d = u_charDigitValue(c);
    if (d >= 0) return d;
    c = compatible(c);
    return c >= '0' && c <= '9' ? c - '0' : -1;
}

/* Bytes that digits above ASCII begin with: raised ones (C2, E2), those of Arabic, of Asia, full-width, styled. */
static bool may_begin(sl_str s, size_t i) {
    unsigned char c = (unsigned char)s.p[i], d = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
    switch (c) {
    case 0xC2: return i + 1 < s.n && (d == 0xB2 || d == 0xB3 || d == 0xB9);
    case 0xE2: return d != 0x80;
    case 0xEF: return d == 0xBC;
    case 0xD9: case 0xDB: case 0xDF: case 0xE0: case 0xE1: case 0xEA: case 0xF0: return true;
    default: return false;
    }
}

int sl_sign_digit_at(sl_str s, size_t i, size_t *n) {
    int32_t c;
    *n = 1;
    if (i >= s.n) return -1;
    if ((unsigned char)s.p[i] < 0x80) return s.p[i] >= '0' && s.p[i] <= '9' ? s.p[i] - '0' : -1;
    if (!may_begin(s, i)) return -1;
    *n = (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
    return sl_sign_digit(c);
}

/* Eight bytes at a time while none of them is a digit or above ASCII. */
size_t sl_sign_to_digit(sl_str s, size_t i) {
    const uint64_t ones = 0x0101010101010101ull, high = ones * 0x80;
    for (;;) {
        uint64_t x = 0;
        for (; i + 8 <= s.n; i += 8) {
            memcpy(&x, s.p + i, 8);
            /* the high bit of a byte is set when it is at least '0', and not when it is above '9' */
            uint64_t digit = (x + ones * (0x80 - '0')) & ~(x + ones * (0x7F - '9'));
            if ((x | digit) & high) break;
        }
        if (i >= s.n) return s.n;
        size_t stop = i + 8 < s.n ? i + 8 : s.n;
        for (; i < stop; i++)
            if ((s.p[i] >= '0' && s.p[i] <= '9') || may_begin(s, i)) return i;
    }
}

static const struct { const char *name; int32_t c; } named[] = {
    {"lt;", '<'}, {"gt;", '>'}, {"quot;", '"'}, {"apos;", '"'}, {"nbsp;", 0xA0}, {"lsqb;", '['}, {"rsqb;", ']'}, {"lbrack;", '['}, {"rbrack;", ']'},
    {"lcub;", '{'}, {"rcub;", '}'}, {"num;", '#'}, {"lowbar;", '_'}, {"sol;", '/'},
    {"equals;", '='}, {"ldquo;", '"'}, {"rdquo;", '"'}, {"lsquo;", '"'}, {"rsquo;", '"'}, {"percnt;", '%'}, {"dollar;", '$'}};

static int digit(char ch, int base) {
    int d = ch >= '0' && ch <= '9' ? ch - '0' : (ch | 32) >= 'a' && (ch | 32) <= 'f' ? (ch | 32) - 'a' + 10 : 99;
    return d < base ? d : -1;
}

static sl_sign numeric(sl_str s, size_t at, size_t i) {
    int base = i < s.n && (s.p[i] | 32) == 'x' ? 16 : 10, d;
    int32_t c = 0;
    size_t first = i += base == 16;
    for (; i < s.n && i < first + 7 && (d = digit(s.p[i], base)) >= 0; i++) c = c * base + d;
    if (i == first || i == s.n || s.p[i] != ';' || c > 0x10FFFF) return (sl_sign){-1, 0, SL_RUNG_EXACT};
    return (sl_sign){sl_sign_fold(c), i + 1 - at, SL_RUNG_ENTITY};
}

/* The entity that begins at `at`, where an & stands; escaped twice (&amp;lt;) is undone too. n = 0: none. */
static sl_sign entity(sl_str s, size_t at) {
    size_t i = at + 1;
    while (sl_starts(sl_slice(s.p + i, s.n - i), SL_LIT("amp;")) && i - at < 9) i += 4;
    sl_str rest = sl_slice(s.p + i, s.n - i);
    if (rest.n && rest.p[0] == '#') return numeric(s, at, i + 1);
    for (size_t k = 0; k < sizeof named / sizeof *named; k++)
        if (sl_starts(rest, sl_cstr(named[k].name))) return (sl_sign){named[k].c, i + strlen(named[k].name) - at, SL_RUNG_ENTITY};
    return (sl_sign){-1, 0, SL_RUNG_EXACT};
}

static sl_sign plain(int32_t c, size_t n) {
    int32_t f = sl_sign_fold(c);
    return (sl_sign){f, n, f == c ? SL_RUNG_EXACT : SL_RUNG_CASE};
}

sl_sign sl_sign_next(sl_str s, size_t at) {
    int32_t c;
    if (at >= s.n) return (sl_sign){-1, 0, SL_RUNG_EXACT};
    if (s.p[at] == '&') {
        sl_sign e = entity(s, at);
        if (e.n) return e;
    }
    size_t n = (size_t)sl_utf8_next(s.p + at, s.n - at, &c);
    return plain(c, n);
}

/* The entity that ends before `at`, where a ; stands. &amp;lt; is read from its first &. */
static sl_sign entity_before(sl_str s, size_t at, size_t from) {
    sl_sign best = {-1, 0, SL_RUNG_EXACT};
    for (size_t back = 3; back <= ENTITY_MAX && back <= at - from; back++) {
        if (s.p[at - back] != '&') continue;
        sl_sign e = entity(sl_slice(s.p, at), at - back);
        if (e.n == back) best = e;
        else break;
    }
    return best;
}

sl_sign sl_sign_prev(sl_str s, size_t at, size_t from) {
    int32_t c;
    if (at <= from) return (sl_sign){-1, 0, SL_RUNG_EXACT};
    if (s.p[at - 1] == ';') {
        sl_sign e = entity_before(s, at, from);
        if (e.n) return e;
    }
    size_t n = (size_t)sl_utf8_prev(s.p, at, &c);
    if (n > at - from) return (sl_sign){-1, 0, SL_RUNG_EXACT};
    return plain(c, n);
}

static void raise(sl_rung *to, sl_rung r) { if (r > *to) *to = r; }
/* What markdown escapes with a backslash. */
static bool is_sign(char c) { return c > 32 && c < 127 && !((c | 32) >= 'a' && (c | 32) <= 'z') && !(c >= '0' && c <= '9'); }
static bool subword_mark(int32_t c) { return c == 0x2581 || c == 0x25A0 || c == 0xFFED; }
/* Soft hyphen, zero-width space and joiners, marks of direction, word joiner, byte-order mark, selectors of variants. */
static bool unseen(int32_t c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0x61C ||
           (c >= 0xFE00 && c <= 0xFE0F);
}

size_t sl_sign_skip(sl_str s, size_t at, sl_rung *rung) {
    for (;;) {
        sl_sign g = sl_sign_next(s, at);
        if (g.n && (sl_is_space(g.c) || unseen(g.c))) raise(rung, g.rung == SL_RUNG_ENTITY ? SL_RUNG_ENTITY : SL_RUNG_SPACE);
        else if (g.n && subword_mark(g.c)) raise(rung, SL_RUNG_MARKS);
        else if (g.c == '@' && at + 1 < s.n && s.p[at + 1] == '@') raise(rung, SL_RUNG_MARKS), g.n = 2;
        else if (g.c == '\\' && at + 1 < s.n && is_sign(s.p[at + 1])) raise(rung, SL_RUNG_MARKS);
        else return at;
        at += g.n;
    }
}

size_t sl_sign_skip_back(sl_str s, size_t at, size_t from, sl_rung *rung) {
    for (;;) {
        sl_sign g = sl_sign_prev(s, at, from);
        if (g.n && (sl_is_space(g.c) || unseen(g.c))) raise(rung, g.rung == SL_RUNG_ENTITY ? SL_RUNG_ENTITY : SL_RUNG_SPACE);
        else if (g.n && subword_mark(g.c)) raise(rung, SL_RUNG_MARKS);
        else if (g.c == '@' && at - from >= 2 && s.p[at - 2] == '@') raise(rung, SL_RUNG_MARKS), g.n = 2;
        else if (g.c == '\\' && at < s.n && is_sign(s.p[at])) raise(rung, SL_RUNG_MARKS);
        else return at;
        at -= g.n;
    }
}
