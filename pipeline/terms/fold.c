/* Folding; see sluis/fold.h. */
#include "sluis/fold.h"
#include "sluis/utf8.h"
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

enum { MARKS_BACK = 32 };                  /* marks are put in order within this many; keeps a line of marks linear */

const bool sl_fold_ascii_word[256] = {['0' ... '9'] = true, ['A' ... 'Z'] = true, ['a' ... 'z'] = true, ['_'] = true};

static bool invisible(int32_t c) { return c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF; }

int32_t sl_fold_char(int32_t c) {
    if (c < 128) return c == '`' ? '\'' : c;
    switch (c) {
    case 0xB4: case 0x2BC: case 0x2018: case 0x2019: case 0x201B: return '\'';
    case 0x201C: case 0x201D: case 0x201E: case 0x201F: return '"';
    case 0x2010: case 0x2011: return '-';
    default: return c;
    }
}

bool sl_fold_is_word(int32_t c) {
    if (c < 128) return c >= 0 && sl_fold_ascii_word[c];
    return invisible(c) || (c != 0x2BC && U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK));
}

static void put_char(sl_buf *out, int32_t c, bool lower) {
    sl_utf8_put(out, lower ? u_foldCase(c, U_FOLD_CASE_DEFAULT) : c);
}

/* A combining mark goes before those of a higher class that it follows (canonical ordering). */
static void put_mark(sl_buf *out, int32_t c, int class) {
    size_t at = out->n, end = out->n;
    int32_t before;
    for (int i = 0; i < MARKS_BACK && at; i++) {
        size_t k = (size_t)sl_utf8_prev(out->p, at, &before);
        if (before < 0 || u_getCombiningClass(before) <= class) break;
        at -= k;
    }
    sl_utf8_put(out, c);
    if (at == end) return;
    char tmp[4];
    size_t k = out->n - end;
    memcpy(tmp, out->p + end, k);
    memmove(out->p + at + k, out->p + at, end - at);
    memcpy(out->p + at, tmp, k);
}

static void decompose(sl_buf *out, int32_t c, bool lower) {
    UErrorCode ue = U_ZERO_ERROR;
    UChar u[16];
    int32_t n = unorm2_getDecomposition(unorm2_getNFDInstance(&ue), c, u, 16, &ue), d;
    int class = u_getCombiningClass(c);
    if (class) { put_mark(out, c, class); return; }
    if (U_FAILURE(ue) || n <= 0) { put_char(out, c, lower); return; }
    for (int32_t i = 0; i < n;) {
        U16_NEXT(u, i, n, d);
        class = u_getCombiningClass(d);
        if (class) put_mark(out, d, class);
        else put_char(out, d, lower);
    }
}

static void fold_one(sl_buf *out, int32_t c, bool lower) {
    if (c < 128) sl_putc(out, (char)(lower ? sl_lower(c) : sl_fold_char(c)));
    else if (invisible(c)) return;
    else if (c == 0x132) sl_puts(out, lower ? SL_LIT("ij") : SL_LIT("IJ"));
    else if (c == 0x133) sl_puts(out, SL_LIT("ij"));
    else decompose(out, sl_fold_char(c), lower);
}

static size_t word_end(sl_str s, bool *ascii) {
    size_t i = 0;
    int32_t c;
    *ascii = true;
    for (;;) {
        while (i < s.n && sl_fold_ascii_word[(unsigned char)s.p[i]]) i++;
        if (i == s.n || !(s.p[i] & 0x80)) return i;
        size_t k = (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        if (!sl_fold_is_word(c)) return i;
        *ascii = false;
        i += k;
    }
}

static sl_seg word(sl_str rest, sl_buf *scratch) {
    bool ascii;
    size_t n = word_end(rest, &ascii);
    if (ascii) return (sl_seg){n, sl_fold_hash(rest.p, n, rest.n), 0, SL_SEG_WORD};
    int32_t c;
    sl_clear(scratch);
    for (size_t i = 0; i < n;) {
        i += (size_t)sl_utf8_next(rest.p + i, n - i, &c);
        fold_one(scratch, c, true);
    }
    sl_str f = sl_view(scratch);
    return (sl_seg){n, sl_fold_hash(f.p, f.n, f.n), 0, SL_SEG_WORD};
}

static size_t space_end(sl_str s) {
    int32_t c;
    for (size_t i = 0; i < s.n;) {
        if (sl_fold_ascii_word[(unsigned char)s.p[i]]) return i;
        size_t k = (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        if (c < 0 || !sl_is_space(c)) return i;
        i += k;
    }
    return s.n;
}

sl_seg sl_fold_seg(sl_str rest, sl_buf *scratch) {
    int32_t c;
    if (sl_fold_ascii_word[(unsigned char)rest.p[0]]) return word(rest, scratch);
    size_t k = (size_t)sl_utf8_next(rest.p, rest.n, &c);
    if (c < 0) return (sl_seg){1, sl_fold_step(3, 0x110000u + (unsigned char)rest.p[0]), -1, SL_SEG_OTHER};
    if (sl_fold_is_word(c)) return word(rest, scratch);
    if (sl_is_space(c)) return (sl_seg){space_end(rest), sl_fold_space(), ' ', SL_SEG_SPACE};
    c = sl_fold_char(c);
    return (sl_seg){k, sl_fold_step(3, (uint64_t)c), c, SL_SEG_OTHER};
}

void sl_fold_form(sl_str s, sl_buf *out) {
    int32_t c;
    while (s.n) {
        size_t run = 0;
        while (run < s.n && sl_fold_ascii_word[(unsigned char)s.p[run]]) run++;
        sl_put(out, s.p, run);
        s = sl_slice(s.p + run, s.n - run);
        if (!s.n) break;
        size_t k = space_end(s);
        if (k) sl_putc(out, ' ');
        else {
            k = (size_t)sl_utf8_next(s.p, s.n, &c);
            if (c < 0) sl_putc(out, s.p[0]);
            else fold_one(out, c, false);
        }
        s.p += k;
        s.n -= k;
    }
}
