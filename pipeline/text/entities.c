/* Character references: a hash table of names over the bytes of the data file; see sluis/entities.h. */
#include "sluis/entities.h"
#include "sluis/data.h"
#include "sluis/utf8.h"
#include <stdlib.h>

enum { BARE = 1, WORD = 2, MAX_NAME = 40 };
typedef struct { const char *name; uint8_t n, how; int32_t c[2]; } entity;   /* c[1] = 0: one character */

struct sl_entities {
    sl_buf hold;             /* the file, when it is not compiled in */
    entity *slots;
    size_t mask;
    size_t shortest, longest;   /* of the names that may stand in a word without their semicolon */
};

static const char *const file = "nl-en/entities.txt";

static entity *find(const sl_entities *e, const char *p, size_t n) {
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)p[i]) * 16777619u;
    size_t i = (h ^ h >> 15) & e->mask;
    while (e->slots[i].name && (e->slots[i].n != n || memcmp(e->slots[i].name, p, n))) i = (i + 1) & e->mask;
    return &e->slots[i];
}

static int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool digit(char c) { return (unsigned)(c - '0') < 10; }
static bool alnum(char c) { return digit(c) || (unsigned)((c | 32) - 'a') < 26; }

/* The code point that a field gives in hexadecimal; 0 for none. */
static int32_t number(sl_str f) {
    int32_t c = 0;
    for (size_t i = 0; i < f.n; i++) {
        int d = hex(f.p[i]);
        if (d < 0 || c > 0x10FFFF) return 0;
        c = c * 16 + d;
    }
    return c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0 : c;
}

/* A line: NAME HEX [HEX] [bare|word]. False when it is none. */
static bool parse(sl_str line, entity *x) {
    sl_str name = sl_cut(&line, ' ');
    *x = (entity){.name = name.p, .n = (uint8_t)name.n, .c = {number(sl_cut(&line, ' '))}};
    for (size_t i = 0; i < name.n; i++)
        if (!alnum(name.p[i])) return false;
    sl_str f = sl_cut(&line, ' ');
    if ((x->c[1] = number(f))) f = sl_cut(&line, ' ');
    if (sl_eq(f, SL_LIT("bare"))) x->how = BARE;
    else if (sl_eq(f, SL_LIT("word"))) x->how = BARE | WORD;
    else if (f.n) return false;
    return name.n && name.n <= MAX_NAME && x->c[0] && !line.n;
}

static int read_lines(sl_entities *e, sl_str text, const char *path, sl_err *err) {
    e->mask = 15;
    while (e->mask < 2 * sl_count_lines(text)) e->mask = e->mask * 2 + 1;
    e->slots = sl_zalloc((e->mask + 1) * sizeof *e->slots);
    e->shortest = MAX_NAME;
    for (uint64_t i = 1; text.n; i++) {
        sl_str whole = sl_cut(&text, '\n'), one = whole, line;
        entity x;
        if (!sl_data_line(&one, &line)) continue;
        if (!parse(line, &x)) return sl_fail(err, SL_EDATA, path, i, 0, "is not NAME HEX [HEX] [bare|word]");
        *find(e, x.name, x.n) = x;
        if (!(x.how & WORD)) continue;
        if (x.n < e->shortest) e->shortest = x.n;
        if (x.n > e->longest) e->longest = x.n;
    }
    return 0;
}

int sl_entities_open(sl_entities **out, const char *dir, sl_err *err) {
    sl_entities *e = *out = sl_zalloc(sizeof *e);
    sl_str text;
    sl_buf path = {0};
    int rc = sl_data(file, dir, &e->hold, &text, err);
    if (rc == 0) {
        bool own = dir && text.p == e->hold.p;
        sl_printf(&path, "%s%s%s", own ? dir : "", own ? "/" : "", file);
        rc = read_lines(e, text, sl_buf_c(&path), err);
    }
    sl_buf_free(&path);
    if (rc) sl_entities_free(e), *out = NULL;
    return rc;
}

void sl_entities_free(sl_entities *e) {
    if (!e) return;
    sl_buf_free(&e->hold);
    free(e->slots);
    free(e);
}

/* What the numbers from 128 to 159 mean: cp1252, with the control character where that has none. */
static const uint16_t high[32] = {0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152,
    0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178};

typedef struct {
    const sl_entities *e;
    sl_str in;
    size_t seen;             /* up to here it was looked whether this is an address */
    bool query, address;
} walk;

/* Is an ampersand at `at` part of an address, or of what follows ? and = in one? Each byte is looked at once. */
static bool in_address(walk *w, size_t at) {
    for (; w->seen < at; w->seen++) {
        sl_str rest = {w->in.p + w->seen, w->in.n - w->seen};
        unsigned char c = (unsigned char)*rest.p;
        if (c <= ' ' || c == '<' || c == '>' || c == '"' || c == '\'') w->query = w->address = false;
        else if (c == '?') w->query = true;
        else if ((c == '=' && w->query) || (c == ':' && sl_starts(rest, SL_LIT("://"))) || (c == 'w' && sl_starts(rest, SL_LIT("www.")))) w->address = true;
    }
    return w->address;
}

/* A reference behind its ampersand: how many bytes (0: none), and the characters that it stands for. */
typedef struct { size_t n; bool ended; int32_t c[2], surrogate; } reference;

static reference by_number(sl_str s) {
    bool x = s.n > 1 && (s.p[1] | 32) == 'x';
    size_t i = x ? 2 : 1, from = i;
    int32_t c = 0;
    for (; i < s.n && (x ? hex(s.p[i]) >= 0 : digit(s.p[i])); i++)
        if (c <= 0x10FFFF) c = c * (x ? 16 : 10) + hex(s.p[i]);
    if (i == from) return (reference){0};
    int32_t surrogate = c >= 0xD800 && c < 0xE000 ? c : 0;
    if (c == 0 || c > 0x10FFFF || surrogate) c = 0xFFFD;
    if (c >= 0x80 && c < 0xA0) c = high[c - 0x80];
    bool ended = i < s.n && s.p[i] == ';';
    return (reference){i + ended, ended, {c, 0}, surrogate};
}

static reference by_name(const sl_entities *e, sl_str s) {
    size_t n = 0;
    while (n < s.n && n <= MAX_NAME && alnum(s.p[n])) n++;
    char next = n < s.n ? s.p[n] : '\0';
    const entity *x = find(e, s.p, n);
    if (next == ';' && x->name) return (reference){n + 1, true, {x->c[0], x->c[1]}, 0};
    if (next == '=') return (reference){0};
    if (x->name && x->how & BARE) return (reference){n, false, {x->c[0], x->c[1]}, 0};
    for (size_t k = n <= e->longest ? n : e->longest; k >= e->shortest; k--) {
        x = find(e, s.p, k);
        if (x->name && x->how & WORD) return (reference){k, false, {x->c[0], x->c[1]}, 0};
    }
    return (reference){0};
}

static reference behind(const sl_entities *e, sl_str s) {
    if (!s.n) return (reference){0};
    return s.p[0] == '#' ? by_number(s) : alnum(s.p[0]) ? by_name(e, s) : (reference){0};
}

/* The two halves of a character of UTF-16, each a reference, as some programs write it. */
static reference joined(reference r, sl_str rest) {
    if (r.surrogate < 0xD800 || r.surrogate >= 0xDC00 || rest.n < 2 || rest.p[0] != '&' || rest.p[1] != '#') return r;
    reference low = by_number(sl_slice(rest.p + 1, rest.n - 1));
    if (low.surrogate < 0xDC00) return r;
    return (reference){r.n + 1 + low.n, low.ended, {0x10000 + ((r.surrogate - 0xD800) << 10) + low.surrogate - 0xDC00, 0}, 0};
}

/* TAB, LF, VT, FF, CR, FS to US: none may come out of a reference. */
static bool breaks(int32_t c) { return (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F); }

static void put(sl_buf *out, const reference *r) {
    sl_utf8_put(out, breaks(r->c[0]) ? ' ' : r->c[0]);
    if (r->c[1]) sl_utf8_put(out, r->c[1]);
}

uint64_t sl_entities_text(const sl_entities *e, sl_str text, bool nested, sl_buf *out) {
    walk w = {.e = e, .in = text};
    uint64_t count = 0;
    size_t from = 0, i = 0;
    for (const char *q; i < text.n && (q = memchr(text.p + i, '&', text.n - i));) {
        size_t at = (size_t)(q - text.p), next = at + 1;
        reference r = behind(e, sl_slice(q + 1, text.n - next)), more = r;
        i = next;
        if (r.surrogate) more = r = joined(r, sl_slice(q + 1 + r.n, text.n - next - r.n));
        if (!r.n || (!r.ended && in_address(&w, at))) continue;
        for (next += r.n, count++; nested && more.ended && r.c[0] == '&'; next += more.n, count++) {
            more = behind(e, sl_slice(text.p + next, text.n - next));
            if (!more.ended) break;
            r = more;
        }
        sl_put(out, text.p + from, at - from);
        put(out, &r);
        from = i = next;
    }
    sl_put(out, text.p + from, text.n - from);
    return count;
}
