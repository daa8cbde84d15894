/* Single characters that are removed or replaced; see norm_passes.h. */
#include "norm_passes.h"
#include "sluis/utf8.h"
#include <unicode/uchar.h>
#include <unicode/uscript.h>

/* Sorted. LF is no part of a line; a caller who has one gets a space. */
static const sl_norm_char chars[] = {
    {0x00, 0x08, SL_NORM_CONTROL, ""}, {0x0A, 0x0D, SL_NORM_BREAKS, " "}, {0x0E, 0x1B, SL_NORM_CONTROL, ""}, {0x1C, 0x1F, SL_NORM_BREAKS, " "},
    {0x7F, 0x84, SL_NORM_CONTROL, ""}, {0x85, 0x85, SL_NORM_BREAKS, " "}, {0x86, 0x9F, SL_NORM_CONTROL, ""}, {0xAD, 0xAD, SL_NORM_SOFT_HYPHEN, ""},
    {0xB4, 0xB4, SL_NORM_BACKTICKS, "'"},        /* before NFKC makes a space and an accent of it */
    {0x132, 0x132, SL_NORM_IJ, "IJ"}, {0x133, 0x133, SL_NORM_IJ, "ij"}, {0x149, 0x149, SL_NORM_LIGATURES, "'n"},
    {0x34F, 0x34F, SL_NORM_ZERO_WIDTH, ""}, {0x61C, 0x61C, SL_NORM_BIDI, ""}, {0x180B, 0x180D, SL_NORM_VARIATION, ""},
    {0x180E, 0x180E, SL_NORM_ZERO_WIDTH, ""}, {0x180F, 0x180F, SL_NORM_VARIATION, ""},
    {0x200B, 0x200D, SL_NORM_ZERO_WIDTH, ""}, {0x200E, 0x200F, SL_NORM_BIDI, ""}, {0x2028, 0x2029, SL_NORM_BREAKS, " "},
    {0x202A, 0x202E, SL_NORM_BIDI, ""}, {0x2060, 0x2060, SL_NORM_ZERO_WIDTH, ""}, {0x2061, 0x2064, SL_NORM_FORMAT, ""},
    {0x2066, 0x2069, SL_NORM_BIDI, ""}, {0x206A, 0x206F, SL_NORM_FORMAT, ""},
    {0xFB00, 0xFB00, SL_NORM_LIGATURES, "ff"}, {0xFB01, 0xFB01, SL_NORM_LIGATURES, "fi"}, {0xFB02, 0xFB02, SL_NORM_LIGATURES, "fl"},
    {0xFB03, 0xFB03, SL_NORM_LIGATURES, "ffi"}, {0xFB04, 0xFB04, SL_NORM_LIGATURES, "ffl"}, {0xFB05, 0xFB06, SL_NORM_LIGATURES, "st"},
    {0xFDD0, 0xFDEF, SL_NORM_CONTROL, ""}, {0xFE00, 0xFE0F, SL_NORM_VARIATION, ""}, {0xFEFF, 0xFEFF, SL_NORM_ZERO_WIDTH, ""},
    {0xFF01, 0xFF5E, SL_NORM_FULL_WIDTH, NULL}, {0xFFE0, 0xFFE0, SL_NORM_FULL_WIDTH, "\u00A2"}, {0xFFE1, 0xFFE1, SL_NORM_FULL_WIDTH, "\u00A3"},
    {0xFFE2, 0xFFE2, SL_NORM_FULL_WIDTH, "\u00AC"}, {0xFFE4, 0xFFE4, SL_NORM_FULL_WIDTH, "\u00A6"}, {0xFFE5, 0xFFE5, SL_NORM_FULL_WIDTH, "\u00A5"},
    {0xFFE6, 0xFFE6, SL_NORM_FULL_WIDTH, "\u20A9"}, {0xFFF9, 0xFFFB, SL_NORM_FORMAT, ""}, {0xFFFC, 0xFFFC, SL_NORM_FORMAT, " "},
    {0x1BCA0, 0x1BCA3, SL_NORM_FORMAT, ""}, {0x1D173, 0x1D17A, SL_NORM_FORMAT, ""}, {0xE0001, 0xE007F, SL_NORM_FORMAT, ""},
    {0xE0100, 0xE01EF, SL_NORM_VARIATION, ""}};
static const sl_norm_char no_character = {0xFFFE, 0xFFFF, SL_NORM_CONTROL, ""};      /* the last two of every plane */

const sl_norm_char *sl_norm_find_char(int32_t c) {
    size_t lo = 0, hi = c < 0x80 ? 5 : sizeof chars / sizeof *chars;
    if (c > 0 && (c & 0xFFFE) == 0xFFFE) return &no_character;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (c > chars[mid].to) lo = mid + 1;
        else if (c < chars[mid].from) hi = mid;
        else return &chars[mid];
    }
    return NULL;
}

bool sl_norm_white(int32_t c) { return c == ' ' || c == '\t' || (c >= 0xA0 && c != 0x2028 && c != 0x2029 && sl_is_space(c)); }

static bool has(int32_t c, UProperty p) { return u_hasBinaryProperty(c, p); }
static UScriptCode script_of(int32_t c) {
    UErrorCode e = U_ZERO_ERROR;
    return c < 0 ? USCRIPT_COMMON : uscript_getScript(c, &e);
}

/* A script whose letters take other shapes beside each other. */
static bool joining(int32_t c) {
    UScriptCode s = script_of(c);
    return c >= 0x300 && s != USCRIPT_LATIN && s != USCRIPT_GREEK && s != USCRIPT_CYRILLIC && s != USCRIPT_COMMON && s != USCRIPT_INHERITED;
}

/* Does a joiner mean something beside this character: in an emoji, or in a script whose letters join? */
static bool joins(int32_t c) { return c >= 0x300 && (has(c, UCHAR_EXTENDED_PICTOGRAPHIC) || has(c, UCHAR_EMOJI_MODIFIER) || joining(c)); }

/* Signs stay wide beside the letters and marks of East Asia. */
static bool wide(int32_t c) {
    UScriptCode s = c < 0x1100 ? USCRIPT_COMMON : script_of(c);
    return (c > 0x3000 && c < 0x3040) || (c > 0xFF00 && c < 0xFF5F) || s == USCRIPT_HAN || s == USCRIPT_HIRAGANA || s == USCRIPT_KATAKANA || s == USCRIPT_HANGUL;
}

/* A selector of the look of an emoji, an ideograph or a Mongolian letter. Digits are emoji in keycaps alone. */
static bool selects(int32_t prev, int32_t c, int32_t next) {
    if (c == 0xFE0E || c == 0xFE0F) return prev < 0x80 ? next == 0x20E3 && prev > 0 && has(prev, UCHAR_EMOJI) : has(prev, UCHAR_EMOJI);
    UScriptCode s = script_of(prev);
    return c < 0x1810 ? s == USCRIPT_MONGOLIAN : s == USCRIPT_HAN;
}

typedef struct {
    const sl_norm *m;
    int32_t prev;            /* last written; -1: nothing, or an invalid byte */
    bool begun;              /* something is written that is no white space */
    bool flag;               /* a flag that is spelt in tags is being written */
    char ascii[2];
} place;

/* What a character means something in: emoji, letters that join, the text of East Asia. */
static bool stays(const place *p, int32_t c, int32_t next, unsigned rule) {
    switch (rule) {
    case SL_NORM_ZERO_WIDTH:
        return ((c == 0x200C || c == 0x200D) && (joins(p->prev) || p->prev == 0xFE0F) && joins(next)) || ((c == 0x34F || c == 0x180E) && joining(p->prev));
    case SL_NORM_VARIATION: return selects(p->prev, c, next);
    case SL_NORM_FORMAT: return p->flag && c >= 0xE0020 && c <= 0xE007F;
    case SL_NORM_FULL_WIDTH: return !sl_is_alnum(c) && (wide(p->prev) || (wide(next) && !(next > 0xFF00 && next < 0xFF5F)));
    default: return false;
    }
}

static const char *replacement(place *p, int32_t c, sl_str behind, const sl_norm_char *r) {
    int32_t next = -1;
    if (!r || !p->m->c.rule[r->rule]) return NULL;
    if (behind.n) sl_utf8_next(behind.p, behind.n, &next);
    if (stays(p, c, next, r->rule)) return NULL;
    if (c == 0xAD && sl_is_alnum(p->prev) && (!behind.n || sl_is_space(next))) return "-";      /* shown there: bij- en nascholing */
    if (!r->with) {
        p->ascii[0] = (char)(c - 0xFEE0);
        return p->ascii;
    }
    if (p->begun && p->prev < 0 && !*r->with) return " ";               /* two invalid bytes must not become a character */
    return *r->with == ' ' && !p->begun ? "" : r->with;                 /* a form feed before a line does not indent it */
}

/* The length of the ASCII at the front that no rule is about. */
static size_t plain(const sl_norm *m, sl_str s) {
    size_t n = 0;
    while (n < s.n && !(s.p[n] & 0x80) && !(m->low[(unsigned char)s.p[n]] & SL_PASS_CHARS)) n++;
    return n;
}

static void copy(place *p, sl_str s, sl_buf *out) {
    sl_puts(out, s);
    p->prev = s.p[s.n - 1];
    p->flag = false;
    for (size_t i = 0; i < s.n && !p->begun; i++) p->begun = s.p[i] != ' ' && s.p[i] != '\t';
}

unsigned sl_norm_chars(const sl_norm *m, sl_str in, sl_buf *out) {
    place p = {.m = m, .prev = -1};
    unsigned changed = 0;
    int32_t c;
    for (size_t i = 0; i < in.n;) {
        size_t k = plain(m, sl_slice(in.p + i, in.n - i));
        if (k) {
            copy(&p, sl_slice(in.p + i, k), out);
            i += k;
            continue;
        }
        k = (size_t)sl_utf8_next(in.p + i, in.n - i, &c);
        bool rule = c >= 0 && sl_norm_need(m, c) & SL_PASS_CHARS;
        const sl_norm_char *r = rule ? sl_norm_find_char(c) : NULL;
        const char *with = replacement(&p, c, sl_slice(in.p + i + k, in.n - i - k), r);
        if (with) {
            size_t n = strlen(with);
            p.flag = false;
            sl_put(out, with, n);
            if (n) sl_utf8_prev(with, n, &p.prev);
            p.begun |= n && *with != ' ';
            changed |= 1u << r->rule;
            while (!n && k == 1 && i + 1 < in.n && in.p[i + 1] == in.p[i]) i++;           /* NULs come in hordes */
        } else {
            sl_put(out, in.p + i, k);
            p.flag = c == 0x1F3F4 || (p.flag && c >= 0xE0020 && c < 0xE007F);
            p.prev = c;
            p.begun |= !sl_norm_white(c);
        }
        i += k;
    }
    return changed;
}
