/* Signs; see sign.h. */
#include "sign.h"
#include "sluis/utf8.h"

enum { ENTITY_MAX = 24 };      /* bytes of &amp;amp;#x0000ff5f; */

int32_t sl_sign_fold(int32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;                    /* full-width ASCII */
    switch (c) {
    case 0x2985: return 0xFF5F;                                     /* white parentheses: NFKC turns U+FF5F to U+2985 */
    case 0x2986: return 0xFF60;
    case 0x201C: case 0x201D: case 0x201E: case 0x2033: case 0xAB: case 0xBB: return '"';
    case 0x3010: case 0x3014: return '[';
    case 0x3011: case 0x3015: return ']';
    default: return sl_lower(c);
    }
}

static const struct { const char *name; int32_t c; } named[] = {
    {"lt;", '<'}, {"gt;", '>'}, {"quot;", '"'}, {"apos;", '\''}, {"nbsp;", 0xA0}, {"lsqb;", '['}, {"rsqb;", ']'}, {"lbrack;", '['}, {"rbrack;", ']'},
    {"lcub;", '{'}, {"rcub;", '}'}, {"num;", '#'}};

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
static bool subword_mark(int32_t c) { return c == 0x2581 || c == 0xFFED; }

size_t sl_sign_skip(sl_str s, size_t at, sl_rung *rung) {
    for (;;) {
        sl_sign g = sl_sign_next(s, at);
        if (g.n && sl_is_space(g.c)) raise(rung, g.rung == SL_RUNG_ENTITY ? SL_RUNG_ENTITY : SL_RUNG_SPACE);
        else if (g.n && subword_mark(g.c)) raise(rung, SL_RUNG_MARKS);
        else if (g.c == '@' && at + 1 < s.n && s.p[at + 1] == '@') raise(rung, SL_RUNG_MARKS), g.n = 2;
        else return at;
        at += g.n;
    }
}

size_t sl_sign_skip_back(sl_str s, size_t at, size_t from, sl_rung *rung) {
    for (;;) {
        sl_sign g = sl_sign_prev(s, at, from);
        if (g.n && sl_is_space(g.c)) raise(rung, g.rung == SL_RUNG_ENTITY ? SL_RUNG_ENTITY : SL_RUNG_SPACE);
        else if (g.n && subword_mark(g.c)) raise(rung, SL_RUNG_MARKS);
        else if (g.c == '@' && at - from >= 2 && s.p[at - 2] == '@') raise(rung, SL_RUNG_MARKS), g.n = 2;
        else return at;
        at -= g.n;
    }
}
