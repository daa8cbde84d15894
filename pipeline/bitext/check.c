/* The characters of a stream; see sluis/check.h. */
#include "check.h"
#include "sluis/utf8.h"
#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#define NAME(e, name, what) name,
const char *const sl_check_names[] = {SL_CHECK_LIST(NAME) NULL};

enum { FINE, TAB, CONTROL, LEAD };
static const unsigned char bytes[256] = {
    CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, TAB,     CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL,
    CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL,
    [0x7F] = CONTROL, [0xC2] = LEAD, [0xE2] = LEAD};

static const struct { int32_t c; const char *name; } known[] = {
    {0, "NUL"}, {'\b', "BS"}, {'\v', "VT"}, {'\f', "FF"}, {'\r', "CR"}, {0x1B, "ESC"}, {0x1C, "FS"}, {0x1D, "GS"}, {0x1E, "RS"}, {0x1F, "US"},
    {0x7F, "DEL"}, {0x85, "NEL"}, {0x2028, "LINE SEPARATOR"}, {0x2029, "PARAGRAPH SEPARATOR"}};

static void name_character(sl_check_state *s, int32_t c) {
    const char *name = "control character";
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].c == c) name = known[i].name;
    sl_printf(&s->what, "%s (U+%04X)", name, (unsigned)c);
}

/* The columns of the line, those from 1 to max noted; *surplus: the TAB behind the last one that is wanted. */
typedef struct { sl_str *cols; size_t max, n; const char *start, *surplus; unsigned wanted; } cutter;

static void end_column(cutter *k, const char *at) {
    if (k->n < k->max) k->cols[k->n] = sl_slice(k->start, (size_t)(at - k->start));
    if (++k->n == k->wanted) k->surplus = at;
    k->start = at + 1;
}

static sl_check_rule characters(sl_check_state *s, sl_str line, cutter *k, const char **at) {
    for (size_t i = 0;; i++) {
        int32_t c;
        while (i < line.n && bytes[(unsigned char)line.p[i]] == FINE) i++;
        *at = line.p + i;
        if (i == line.n) break;
        unsigned char class = bytes[(unsigned char)line.p[i]];
        if (class == TAB) {
            end_column(k, line.p + i);
            continue;
        }
        sl_utf8_next(line.p + i, line.n - i, &c);
        bool separates = c == 0x2028 || c == 0x2029;
        if (class == LEAD && c >= 0xA0 && !separates) continue;       /* the other bytes of it are FINE */
        name_character(s, c);
        return separates ? SL_CHECK_SEPARATOR : SL_CHECK_CONTROL;
    }
    end_column(k, line.p + line.n);
    return SL_CHECK_GOOD;
}

static bool columns(const sl_check_conf *c, sl_check_state *s, const cutter *k, const char **at) {
    if (k->n == k->wanted) return true;
    if (k->n > k->wanted) *at = k->surplus;
    sl_printf(&s->what, c->columns ? "%zu columns; %u are wanted" : "%zu columns; the first line has %u", k->n, k->wanted);
    return false;
}

/* Spaces: single ones, between words. */
static bool spaces(sl_check_state *s, sl_str line, const char **at) {
    bool before = true;                 /* a space here would be one too many */
    int32_t c;
    size_t k;
    for (size_t i = 0; i < line.n; i += k) {
        k = (size_t)sl_utf8_next(line.p + i, line.n - i, &c);
        bool edge = c == '\t', space = c == ' ';
        *at = line.p + i - (edge && i > 0);
        if ((space && before) || (edge && i > 0 && line.p[i - 1] == ' ')) {
            sl_puts(&s->what, edge ? SL_LIT("a space at the end of a column") : i == 0 || line.p[i - 1] == '\t' ? SL_LIT("a space at the start of a column") : SL_LIT("two spaces"));
            return false;
        }
        if (!space && !edge && sl_is_space(c)) {
            sl_printf(&s->what, "white space U+%04X", (unsigned)c);
            return false;
        }
        before = space || edge;
    }
    *at = line.p + line.n - 1;
    if (line.n == 0 || line.p[line.n - 1] != ' ') return true;
    sl_puts(&s->what, SL_LIT("a space at the end of a column"));
    return false;
}

/* Everything below U+0300 (lead bytes below CC) is in form C, whatever stands beside it. */
static bool needs_look(sl_str line) {
    for (size_t i = 0; i < line.n; i++)
        if ((unsigned char)line.p[i] >= 0xCC) return true;
    return false;
}

static bool nfc(sl_check_state *s, sl_str line, const char **at) {
    UErrorCode ue = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFCInstance(&ue);
    int32_t n = 0, good = 0;
    size_t i = 0;
    if (!needs_look(line) || line.n > INT32_MAX / 2) return true;
    if (line.n >= s->ucap) s->u = sl_grow(s->u, &s->ucap, line.n + 1, sizeof *s->u);
    u_strFromUTF8((UChar *)s->u, (int32_t)line.n + 1, &n, line.p, (int32_t)line.n, &ue);
    if (U_FAILURE(ue)) return true;
    good = unorm2_spanQuickCheckYes(form, (UChar *)s->u, n, &ue);
    if (good == n || unorm2_isNormalized(form, (UChar *)s->u, n, &ue)) return true;
    for (int32_t c, unit = 0; unit < good; unit += 1 + (c > 0xFFFF)) i += (size_t)sl_utf8_next(line.p + i, line.n - i, &c);
    *at = line.p + i;
    sl_puts(&s->what, SL_LIT("text that is not in normal form C"));
    return false;
}

static bool utf8(sl_check_state *s, sl_str line, const char **at) {
    size_t bad = sl_utf8_valid(line.p, line.n);
    if (bad == line.n) return true;
    *at = line.p + bad;
    sl_printf(&s->what, "invalid UTF-8 (0x%02X)", (unsigned char)line.p[bad]);
    return false;
}

static sl_check_rule look(const sl_check_conf *c, sl_check_state *s, sl_str line, const char **at) {
    sl_str cols[6];
    cutter k = {.cols = cols, .max = 6, .start = line.p, .wanted = c->columns ? c->columns : s->columns};
    if (!utf8(s, line, at)) return SL_CHECK_UTF8;
    sl_check_rule rule = characters(s, line, &k, at);
    if (rule != SL_CHECK_GOOD) return rule;
    if (!k.wanted) k.wanted = s->columns = (unsigned)k.n;
    size_t n = k.n < k.max ? k.n : k.max;
    if (!columns(c, s, &k, at)) return SL_CHECK_COLUMNS;
    if (c->space && !spaces(s, line, at)) return SL_CHECK_SPACE;
    if (c->nfc && !nfc(s, line, at)) return SL_CHECK_NFC;
    if (c->bitext && !sl_check_score(s, cols, n, at)) return SL_CHECK_SCORE;
    return c->ids && !sl_check_ids(c->bitext, s, cols, n, at) ? SL_CHECK_IDS : SL_CHECK_GOOD;
}

sl_check_rule sl_check_line(const sl_check_conf *c, sl_check_state *s, sl_str line, uint64_t *byte) {
    const char *at = line.p;
    sl_clear(&s->what);
    sl_check_rule rule = look(c, s, line, &at);
    *byte = (uint64_t)(at - line.p) + 1;
    return rule;
}

void sl_check_free(sl_check_state *s) {
    sl_buf_free(&s->doc);
    sl_buf_free(&s->what);
    sl_set_free(&s->docs);
    free(s->u);
    *s = (sl_check_state){0};
}
