/* The folded form of a text; see sl_dedup_fold in sluis/dedup.h. */
#include "sluis/dedup.h"
#include "sluis/utf8.h"
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

/* What becomes of an ASCII character; 0: nothing, unless it stands between digits. */
static const char ascii[128] = {
    ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6', ['7'] = '7', ['8'] = '8', ['9'] = '9',
    ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j',
    ['K'] = 'k', ['L'] = 'l', ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't',
    ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd',
    ['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm', ['n'] = 'n',
    ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x',
    ['y'] = 'y', ['z'] = 'z', ['#'] = '#', ['$'] = '$', ['%'] = '%', ['&'] = '&', ['@'] = '@', ['+'] = '+', ['='] = '=', ['<'] = '<',
    ['>'] = '>', ['|'] = '|', ['~'] = '~', ['^'] = '^'};

typedef struct { sl_buf *out; unsigned how; bool digit; char gap; } folder;  /* digit: the last that was put; gap: left out since, 0: nothing */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static void put_digit(folder *f, char c) {
    if (f->digit && f->gap) sl_putc(f->out, f->gap == ',' ? '.' : f->gap);
    sl_putc(f->out, f->how & SL_FOLD_DIGITS ? '0' : c);
    f->digit = true;
    f->gap = 0;
}

static void leave_out(folder *f, char c) {
    if (!f->gap) f->gap = c;
}

/* A minus sign: before a digit, behind nothing that is part of a word. */
static bool negative(sl_str s, size_t i) {
    return i + 1 < s.n && is_digit(s.p[i + 1]) && (i == 0 || (!(s.p[i - 1] & 0x80) && !ascii[(unsigned char)s.p[i - 1]]));
}

static void put_ascii(folder *f, sl_str s, size_t i) {
    char c = s.p[i], to = ascii[(unsigned char)c];
    if (is_digit(to)) put_digit(f, to);
    else if (to || (c == '-' && negative(s, i))) {
        sl_putc(f->out, to ? to : '-');
        f->digit = false;
        f->gap = 0;
    } else leave_out(f, c);
}

/* A letter without the marks that ICU takes off it (NFD). */
static void put_base(sl_buf *out, int32_t c) {
    UErrorCode e = U_ZERO_ERROR;
    UChar u[16];
    int32_t n = unorm2_getDecomposition(unorm2_getNFDInstance(&e), c, u, 16, &e), d;
    if (U_FAILURE(e) || n <= 0) { sl_utf8_put(out, c); return; }
    for (int32_t i = 0; i < n;) {
        U16_NEXT(u, i, n, d);
        if (!(U_GET_GC_MASK(d) & U_GC_M_MASK)) sl_utf8_put(out, d);
    }
}

static size_t put_high(folder *f, const char *p, size_t n) {
    int32_t c;
    size_t k = (size_t)sl_utf8_next(p, n, &c);
    if (sl_is_digit(c)) { put_digit(f, (char)('0' + u_charDigitValue(c))); return k; }
    if (c == 0x2212) sl_putc(f->out, '-');
    else if (c < 0) sl_put(f->out, p, k);
    else if (sl_is_alnum(c) && f->how & SL_FOLD_ACCENTS) put_base(f->out, sl_lower(c));
    else if (sl_is_alnum(c)) sl_utf8_put(f->out, sl_lower(c));
    else if (U_GET_GC_MASK(c) & (U_GC_SC_MASK | U_GC_SM_MASK)) sl_put(f->out, p, k);
    else { leave_out(f, ' '); return k; }
    f->digit = false;
    f->gap = 0;
    return k;
}

void sl_dedup_fold(sl_str s, unsigned how, sl_buf *out) {
    folder f = {out, how, false, 0};
    size_t start = out->n;
    sl_need(out, s.n + 4);
    for (size_t i = 0; i < s.n;) {
        if (s.p[i] & 0x80) i += put_high(&f, s.p + i, s.n - i);
        else put_ascii(&f, s, i++);
    }
    if (out->n == start) sl_puts(out, s);
}
