/* Elements around terms; see element.h.
 *
 * The styles: HTML's translate="no" is what DeepL, Amazon, Google and Microsoft leave alone in HTML; translation= of any element is
 * what Moses takes (-xml-input; other attributes and the name are free); mstrans:dictionary is Microsoft's dynamic dictionary. */
#include "element.h"
#include "sign.h"
#include "sluis/utf8.h"

static const sl_element elements[] = {
    {"html", "span", " translate=\"no\"", false, true, "&<>"},
    {"moses-xml", "n", "", true, true, "&<>|[]'\""},
    {"mstrans", "mstrans:dictionary", "", true, false, "&<>"}};

const sl_element *sl_element_find(sl_str style) {
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (sl_eq(style, sl_cstr(elements[i].style))) return &elements[i];
    return NULL;
}

static const char *entity_of(char c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&apos;";
    case '|': return "&#124;";
    case '[': return "&#91;";
    default: return "&#93;";
    }
}

void sl_element_escape(const char *which, sl_str s, sl_buf *out) {
    bool special[256] = {false};
    for (const char *p = which; *p; p++) special[(unsigned char)*p] = true;
    for (size_t i = 0, from = 0; i <= s.n; i++) {
        if (i < s.n && !special[(unsigned char)s.p[i]]) continue;
        sl_put(out, s.p + from, i - from);
        if (i < s.n) sl_puts(out, sl_cstr(entity_of(s.p[i])));
        from = i + 1;
    }
}

/* A number in an entity: its character, or -1 where it is none that text may hold. */
static int32_t numbered(sl_str s) {
    int base = s.n && (s.p[0] | 32) == 'x' ? 16 : 10;
    int32_t c = 0;
    size_t i = base == 16;
    if (i == s.n || s.n > 8) return -1;
    for (; i < s.n; i++) {
        int d = s.p[i] >= '0' && s.p[i] <= '9' ? s.p[i] - '0' : (s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'f' ? (s.p[i] | 32) - 'a' + 10 : 99;
        if (d >= base) return -1;
        c = c * base + d;
    }
    return c < 32 || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF ? -1 : c;
}

static int32_t named(sl_str s) {
    static const struct { const char *name; int32_t c; } names[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", 0xA0}};
    if (s.n && s.p[0] == '#') return numbered(sl_slice(s.p + 1, s.n - 1));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sl_eq(s, sl_cstr(names[i].name))) return names[i].c;
    return -1;
}

void sl_element_unescape(sl_str s, sl_buf *out) {
    while (s.n) {
        const char *p = memchr(s.p, '&', s.n);
        size_t n = p ? (size_t)(p - s.p) : s.n;
        sl_put(out, s.p, n);
        s.p += n, s.n -= n;
        if (!p) return;
        const char *end = memchr(p, ';', s.n < 12 ? s.n : 12);
        int32_t c = end ? named(sl_slice(p + 1, (size_t)(end - p) - 1)) : -1;
        n = c < 0 ? 1 : (size_t)(end - p) + 1;
        if (c < 0) sl_putc(out, '&');
        else sl_utf8_put(out, c);
        s.p += n, s.n -= n;
    }
}

void sl_element_put(const sl_element *e, uint32_t id, sl_str surface, sl_str target, sl_buf *out) {
    sl_printf(out, "<%s%s", e->name, e->before);
    if (e->target) {
        sl_puts(out, SL_LIT(" translation=\""));
        sl_element_escape(SL_ELEMENT_VALUE, target, out);
        sl_putc(out, '"');
    }
    if (e->id) sl_printf(out, " id=\"%u\"", id);
    sl_putc(out, '>');
    sl_element_escape(e->escape, surface, out);
    sl_printf(out, "</%s>", e->name);
}

typedef struct { sl_str line; size_t at; sl_rung rung; } eye;      /* reads signs, and remembers the worst that it undid */

static void note(eye *y, sl_rung r) { if (r > y->rung) y->rung = r; }

static void skip(eye *y) {
    sl_rung r = SL_RUNG_EXACT;
    y->at = sl_sign_skip(y->line, y->at, &r);
    note(y, r);
}

/* Space where markup may have it is no damage. */
static void skip_free(eye *y) {
    sl_rung r = SL_RUNG_EXACT;
    y->at = sl_sign_skip(y->line, y->at, &r);
    if (r != SL_RUNG_SPACE) note(y, r);
}

static bool take(eye *y, int32_t c) {
    sl_sign g = sl_sign_next(y->line, y->at);
    if (!g.n || g.c != c) return false;
    y->at += g.n;
    note(y, g.rung);
    return true;
}

static bool take_name(eye *y, const char *name) {
    eye t = *y;
    for (const char *p = name; *p; p++) {
        skip(&t);
        if (!take(&t, *p)) return false;
    }
    if (sl_is_alnum(sl_sign_next(t.line, t.at).c)) return false;
    *y = t;
    return true;
}

/* A value in any quotes, or in none: its number, 0 when it is none. */
static uint64_t take_value(eye *y) {
    bool quoted = take(y, '"');
    uint64_t v = 0;
    bool number = true, any = false;
    for (size_t bytes = y->at; y->at < y->line.n && y->at - bytes < 4096;) {
        sl_sign g = sl_sign_next(y->line, y->at);
        if (quoted ? g.c == '"' : g.c == '>' || g.c == '/' || sl_is_space(g.c)) break;
        int d = sl_sign_digit(g.c);
        if (d >= 0 && v <= SL_PH_MAXID) v = v * 10 + (uint64_t)d, any = true;
        else if (!sl_is_space(g.c)) number = false;
        y->at += g.n;
    }
    if (quoted) take(y, '"');
    return number && any && v <= SL_PH_MAXID ? v : 0;
}

static bool take_attribute(eye *y, uint64_t *id) {
    char key[16];
    size_t n = 0;
    for (;;) {
        sl_sign g = sl_sign_next(y->line, y->at);
        if (!g.n || !(sl_is_alnum(g.c) || g.c == '-' || g.c == ':' || g.c == '_')) break;
        if (n < sizeof key) key[n] = g.c < 128 ? (char)g.c : '?';
        n++;
        y->at += g.n;
    }
    if (!n) return false;
    skip_free(y);
    if (!take(y, '=')) return true;
    skip_free(y);
    uint64_t v = take_value(y);
    if (n == 2 && memcmp(key, "id", 2) == 0) *id = v;
    return true;
}

/* From behind the < of an element's start to behind its >. */
static bool take_start(eye *y, const sl_element *e, uint64_t *id) {
    *id = 0;
    if (!take_name(y, e->name)) return false;
    do skip_free(y);
    while (take_attribute(y, id) || take(y, '/'));
    return take(y, '>');
}

static bool opens(sl_str line, size_t i) {
    unsigned char c = (unsigned char)line.p[i];
    return c == '<' || c == '&' || (c == 0xEF && i + 2 < line.n && (unsigned char)line.p[i + 1] == 0xBC) || c == 0xE2 || c == 0xE3;
}

static bool take_end(eye *y, const sl_element *e) {
    skip(y);
    if (!take(y, '/')) return false;
    if (!take_name(y, e->name)) return false;
    skip(y);
    return take(y, '>');
}

/* Find the end of an element whose start ends at y->at; another start of that name comes too late. */
static bool find_end(eye *y, const sl_element *e, size_t *inside) {
    for (size_t i = y->at; i < y->line.n; i++) {
        eye t = {y->line, i, y->rung}, u;
        uint64_t id;
        if (!opens(y->line, i) || !take(&t, '<')) continue;
        u = t;
        if (take_end(&t, e)) {
            *inside = i;
            *y = t;
            return true;
        }
        if (take_start(&u, e, &id)) return false;
    }
    return false;
}

static void keep(sl_ph_spans *s, sl_ph_span span) {
    s->v = sl_grow(s->v, &s->cap, s->n + 1, sizeof *s->v);
    s->v[s->n++] = span;
}

/* Is the start just as it was put? What translation= holds is not looked at. */
static bool as_put(const sl_element *e, sl_str start, uint64_t id) {
    sl_buf b = {0};
    sl_element_put(e, (uint32_t)id, SL_LIT(""), SL_LIT(""), &b);
    sl_str want = sl_view(&b);
    want.n -= strlen(e->name) + 3;
    const char *value = e->target ? memmem(want.p, want.n, "=\"\"", 3) : NULL;
    size_t head = value ? (size_t)(value - want.p) + 2 : want.n, tail = want.n - head;
    bool same = e->target ? start.n >= want.n && memcmp(start.p, want.p, head) == 0 && memcmp(start.p + start.n - tail, want.p + head, tail) == 0 : sl_eq(start, want);
    sl_buf_free(&b);
    return same;
}

void sl_element_scan(const sl_element *e, sl_str line, sl_ph_spans *s) {
    s->n = 0;
    for (size_t i = 0; i < line.n; i++) {
        eye y = {line, i, SL_RUNG_EXACT};
        uint64_t id;
        size_t inside, stop;
        if (!opens(line, i) || !take(&y, '<') || !take_start(&y, e, &id)) continue;
        inside = y.at;
        if (!find_end(&y, e, &stop)) { i = inside - 1; continue; }
        if (!as_put(e, sl_slice(line.p + i, inside - i), id)) note(&y, SL_RUNG_CASE);
        keep(s, (sl_ph_span){i, y.at, (uint32_t)id, y.rung, {inside, stop}});
        i = y.at - 1;
    }
}
