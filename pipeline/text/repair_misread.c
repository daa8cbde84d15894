/* Sequences that were one character; see repair.h. */
#include "repair.h"
#include "sluis/utf8.h"

static void set_table(unsigned char *byte, const sl_charset *cs) {
    for (unsigned b = 255; b >= 128; b--) {
        int32_t c;
        sl_utf8_next(cs->table[b].b, cs->table[b].n, &c);
        if (c < SL_MISREAD_TABLE) byte[c] = (unsigned char)b;
    }
}

void sl_misread_make(sl_misread *t) {
    static const char *const names[SL_MISREADS] = {"cp1252", "macroman", "cp437", "cp850"};
    for (unsigned i = 0; i < SL_MISREADS; i++) {
        sl_charset cs;
        sl_err e = {0};
        sl_charset_find(names[i], &cs, &e);
        set_table(t->byte[i], &cs);
        for (unsigned b = 0; i == SL_MISREAD_CP1252 && b < 32; b++) sl_utf8_next(cs.table[128 + b].b, cs.table[128 + b].n, &t->c1[b]);
    }
    for (unsigned b = 128; b < 256; b++)         /* cp1252 and ISO 8859-1 as one: they differ in the controls only */
        if (!t->byte[SL_MISREAD_CP1252][b]) t->byte[SL_MISREAD_CP1252][b] = (unsigned char)b;
}

static bool whole(const sl_misread *t, unsigned set, const int32_t *v, size_t n, sl_candidate *c) {
    char u[4];
    unsigned lead = sl_misread_byte(t, set, v[0]), len = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead < 0xC2 || lead > 0xF4 || n < len) return false;
    u[0] = (char)lead;
    for (unsigned k = 1; k < len; k++) {
        unsigned b = sl_misread_byte(t, set, v[k]);
        if ((b & 0xC0) != 0x80) return false;
        u[k] = (char)b;
    }
    static const unsigned kinds[SL_MISREADS] = {SL_REPAIR_CP1252, SL_REPAIR_MACROMAN, SL_REPAIR_CP437, SL_REPAIR_CP850};
    *c = (sl_candidate){.n = len, .kind = kinds[set], .m = 1};
    return sl_utf8_next(u, len, &c->to[0]) == (int)len;
}

/* One of the sequence's characters is gone or is not what it was: what is left, and what it was. 0 ends a row; EDGE_: the end of
 * the line or a sign that ends a word follows. */
enum { END = -1 };
static const struct { int32_t from[3]; unsigned n; int32_t to[2]; } lost[] = {
    {{0xC3, ' '}, 2, {0xE0}}, {{0xC3, ' '}, 2, {0xE0, ' '}}, {{0xC3, END}, 1, {0xE0}},             /* à: the NBSP became a space */
    {{0xC2, ' '}, 2, {' '}},                                                                       /* a NBSP itself */
    {{0xE2, 0x20AC, ' '}, 3, {0x201D}}, {{0xE2, 0x20AC, END}, 2, {0x201D}}, {{0xE2, 0x20AC, 0xFFFD}, 3, {0x201D}},
    {{0xE2, ' ', 0xAC}, 3, {0x20AC}}, {{0xE2, ',', 0xAC}, 3, {0x20AC}},                            /* €, bullets and dots: the middle one */
    {{0xE2, ' ', 0xA2}, 3, {0x2022}}, {{0xE2, ' ', 0xA6}, 3, {0x2026}}, {{0xE2, ' ', 0x2122}, 3, {0x2019}},
    {{0xE2, ' ', 0x02DC}, 3, {0x2018}}, {{0xE2, ' ', 0x0153}, 3, {0x201C}}};

static bool ends(const int32_t *v, size_t n) { return !n || (v[0] < 0x80 && !sl_is_alnum(v[0])); }

static bool matches(const int32_t from[3], const int32_t *v, size_t n) {
    for (size_t k = 0; k < 3 && from[k]; k++) {
        if (from[k] == END) return ends(v + k, n - k);
        if (k >= n || v[k] != from[k]) return false;
    }
    return true;
}

/* v[-1] may be looked at when there is something before. Ã and Â with a space behind them are letters of their own, unless they
 * end a word. */
static unsigned lost_at(const int32_t *v, size_t n, bool begins, sl_candidate *c, unsigned room) {
    unsigned got = 0;
    if ((v[0] == 0xC3 || v[0] == 0xC2) && (begins || v[-1] == ' ')) return 0;
    if (v[0] == 'A' && n > 1 && v[1] >= 0xA1 && v[1] <= 0xBF && room)                                /* Ã lost its tilde */
        c[got++] = (sl_candidate){.n = 2, .kind = SL_REPAIR_LOST, .m = 1, .to = {0x40 + v[1]}};
    for (size_t i = 0; i < sizeof lost / sizeof *lost && got < room; i++)
        if (lost[i].from[0] == v[0] && matches(lost[i].from, v, n))
            c[got++] = (sl_candidate){.n = lost[i].n, .kind = SL_REPAIR_LOST, .m = 1 + (lost[i].to[1] > 0), .to = {lost[i].to[0], lost[i].to[1]}};
    return got;
}

unsigned sl_misread_at(const sl_misread *t, unsigned set, const int32_t *v, size_t n, size_t i, sl_candidate got[SL_CANDIDATES]) {
    v += i;
    n -= i;
    if (whole(t, set, v, n, got)) return 1;
    if (set != SL_MISREAD_CP1252) return 0;
    if (v[0] >= 0x80 && v[0] < 0xA0 && t->c1[v[0] - 0x80] != v[0]) {
        *got = (sl_candidate){.n = 1, .kind = SL_REPAIR_C1, .m = 1, .to = {t->c1[v[0] - 0x80]}};
        return 1;
    }
    return lost_at(v, n, i == 0, got, SL_CANDIDATES);
}
