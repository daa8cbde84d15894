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
    {0x132, 0x132, SL_NORM_IJ, "IJ"}, {0x133, 0x133, SL_NORM_IJ, "ij"}, {0x61C, 0x61C, SL_NORM_BIDI, ""},
    {0x200B, 0x200D, SL_NORM_ZERO_WIDTH, ""}, {0x200E, 0x200F, SL_NORM_BIDI, ""}, {0x2028, 0x2029, SL_NORM_BREAKS, " "},
    {0x202A, 0x202E, SL_NORM_BIDI, ""}, {0x2060, 0x2060, SL_NORM_ZERO_WIDTH, ""}, {0x2066, 0x2069, SL_NORM_BIDI, ""},
    {0xFB00, 0xFB00, SL_NORM_LIGATURES, "ff"}, {0xFB01, 0xFB01, SL_NORM_LIGATURES, "fi"}, {0xFB02, 0xFB02, SL_NORM_LIGATURES, "fl"},
    {0xFB03, 0xFB03, SL_NORM_LIGATURES, "ffi"}, {0xFB04, 0xFB04, SL_NORM_LIGATURES, "ffl"}, {0xFB05, 0xFB06, SL_NORM_LIGATURES, "st"},
    {0xFEFF, 0xFEFF, SL_NORM_ZERO_WIDTH, ""}};

const sl_norm_char *sl_norm_find_char(int32_t c) {
    size_t lo = 0, hi = sizeof chars / sizeof *chars;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (c > chars[mid].to) lo = mid + 1;
        else if (c < chars[mid].from) hi = mid;
        else return &chars[mid];
    }
    return NULL;
}

bool sl_norm_white(int32_t c) { return c == ' ' || c == '\t' || (c >= 0xA0 && c != 0x2028 && c != 0x2029 && sl_is_space(c)); }

/* Does a joiner mean something behind this character: in an emoji, or in a script whose letters join? */
static bool joins(int32_t c) {
    UErrorCode e = U_ZERO_ERROR;
    if (c < 0x300) return false;
    if (c == 0xFE0F || u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) || u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER)) return true;
    UScriptCode script = uscript_getScript(c, &e);
    return script != USCRIPT_LATIN && script != USCRIPT_GREEK && script != USCRIPT_CYRILLIC && script != USCRIPT_COMMON && script != USCRIPT_INHERITED;
}

typedef struct {
    const sl_norm *m;
    int32_t prev;            /* last written; -1: nothing, or an invalid byte */
    bool begun;              /* something is written that is no white space */
} place;

static const char *replacement(const place *p, int32_t c, sl_str behind, const sl_norm_char *r) {
    int32_t next = -1;
    if (!r || !p->m->c.rule[r->rule]) return NULL;
    if (behind.n) sl_utf8_next(behind.p, behind.n, &next);
    if ((c == 0x200C || c == 0x200D) && joins(p->prev) && joins(next)) return NULL;
    if (c == 0xAD && sl_is_alnum(p->prev) && (!behind.n || sl_is_space(next))) return "-";      /* shown there: bij- en nascholing */
    if (p->begun && p->prev < 0 && !*r->with) return " ";               /* two invalid bytes must not become a character */
    return r->rule == SL_NORM_BREAKS && !p->begun ? "" : r->with;       /* a form feed before a line does not indent it */
}

unsigned sl_norm_chars(const sl_norm *m, sl_str in, sl_buf *out) {
    place p = {.m = m, .prev = -1};
    unsigned changed = 0;
    int32_t c;
    for (size_t i = 0; i < in.n;) {
        size_t k = (size_t)sl_utf8_next(in.p + i, in.n - i, &c);
        bool rule = c >= 0 && sl_norm_need(m, c) & SL_PASS_CHARS;
        const sl_norm_char *r = rule ? sl_norm_find_char(c) : NULL;
        const char *with = replacement(&p, c, sl_slice(in.p + i + k, in.n - i - k), r);
        if (with) {
            size_t n = strlen(with);
            sl_put(out, with, n);
            if (n) p.prev = with[n - 1];
            p.begun |= n && *with != ' ';
            changed |= 1u << r->rule;
        } else {
            sl_put(out, in.p + i, k);
            p.prev = c;
            p.begun |= !sl_norm_white(c);
        }
        i += k;
    }
    return changed;
}
