/* Dashes, hyphens and minus signs, and the ellipsis, each in one style; see norm_passes.h. */
#include "norm_passes.h"
#include "sluis/utf8.h"

/* LONG ones stand between phrases, whatever is around them. */
typedef enum { HYPHEN, SHORT, LONG, MINUS, DOTS } kind;
typedef struct { int32_t c; kind k; const char *ascii, *typographic; } dash;
static const dash dashes[] = {
    {0x2010, HYPHEN, "-", "-"}, {0x2011, HYPHEN, "-", "-"}, {0x2012, SHORT, "-", "\u2013"}, {0x2013, SHORT, "-", "\u2013"},
    {0x2014, LONG, "-", "\u2014"}, {0x2015, LONG, "-", "\u2014"}, {0x2026, DOTS, "...", "\u2026"}, {0x2212, MINUS, "-", "\u2212"},
    {0x2E3A, SHORT, "--", "\u2E3A"}, {0x2E3B, SHORT, "---", "\u2E3B"}, {0xFE58, LONG, "-", "\u2014"}, {0xFE63, HYPHEN, "-", "-"}};

static const dash *find(int32_t c) {
    if (c < 0x2010 || c > 0xFE63) return NULL;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (dashes[i].c == c) return &dashes[i];
    return NULL;
}

static int style(const sl_norm *m, const dash *d) { return d->k == DOTS ? m->c.ellipsis : m->c.dashes; }

bool sl_norm_dash(const sl_norm *m, int32_t c) {
    const dash *d = find(c);
    if (!d || style(m, d) == SL_QUOTES_KEEP) return false;
    int32_t same = -1;
    if (style(m, d) == SL_QUOTES_TYPOGRAPHIC) sl_utf8_next(d->typographic, strlen(d->typographic), &same);
    return c != same;
}

typedef struct {
    const sl_norm *m;
    sl_str in;
    sl_buf *out;
    unsigned changed;
} walk;

static int32_t at(const walk *w, size_t i) {
    int32_t c = -1;
    if (i < w->in.n) sl_utf8_next(w->in.p + i, w->in.n - i, &c);
    return i < w->in.n && c < 0 ? 0xFFFD : c;
}

/* The character before offset i, -1 at the front; *from: where it begins. */
static int32_t before(const walk *w, size_t i, size_t *from) {
    int32_t c = -1;
    *from = i;
    if (!i) return -1;
    *from = i - (size_t)sl_utf8_prev(w->in.p, i, &c);
    return c < 0 ? 0xFFFD : c;
}

static bool gap(int32_t c) { return c < 0 || sl_is_space(c); }
static bool any_of(int32_t c, const char *set) { return c > 0 && c < 0x80 && strchr(set, c); }
static bool is_dash(int32_t c) { const dash *d = find(c); return c == '-' || (d && d->k != DOTS); }
static bool phrase(int32_t c) { return (sl_is_alnum(c) && !(c >= 0x2B0 && c < 0x300)) || (c >= 0x300 && c < 0x370); }

static bool left_quote(int32_t c) { return (c >= 0x2018 && c <= 0x201F && c != 0x2019 && c != 0x201D) || c == 0xAB; }
static bool right_quote(int32_t c) { return c == 0x2019 || c == 0x201D || c == 0xBB; }

/* Is what stands before i such that a phrase begins behind it: nothing, a bracket or quote that opens? A straight quote belongs to the
 * word that it touches. */
static bool front(const walk *w, size_t i) {
    size_t from, ignored;
    int32_t c = before(w, i, &from);
    if (!any_of(c, "'\"")) return gap(c) || any_of(c, "([{") || left_quote(c);
    c = before(w, from, &ignored);
    return gap(c) || any_of(c, "([{");
}
static bool ends(const walk *w, size_t i) {
    size_t from;
    int32_t c = before(w, i, &from);
    return !front(w, i) && (phrase(c) || any_of(c, ".,;:!?)]}%*'\"") || right_quote(c) || c == 0x2026);
}
static bool begins(const walk *w, size_t i) {
    int32_t c = at(w, i);
    if (any_of(c, "'\"") || right_quote(c)) return phrase(at(w, i + (c < 0x80 ? 1 : c == 0xBB ? 2 : 3)));
    return phrase(c) || any_of(c, "([{$#@&*") || left_quote(c) || c == 0xBF || c == 0xA1 || c == 0x20AC;
}

/* On which sides does a long dash at i..next get a space? Between digits, in a price ("5,-") and before a number on neither. Bit 1:
 * before, 2: behind. */
static unsigned spaces(const walk *w, size_t i, size_t next) {
    size_t from, ignored;
    int32_t prev = before(w, i, &from), c = at(w, next);
    if (is_dash(prev) || is_dash(c) || (sl_is_digit(c) && (sl_is_digit(prev) || gap(prev)))) return 0;
    if (prev == ',' && sl_is_digit(before(w, from, &ignored))) return 0;
    return (ends(w, i) ? 1 : 0) | (begins(w, next) && (front(w, i) || ends(w, i)) ? 2 : 0);
}

static size_t put_ascii(walk *w, size_t i, const dash *d, size_t n) {
    unsigned at_sides = d->k == LONG ? spaces(w, i, i + n) : 0;
    if (at_sides & 1) sl_putc(w->out, ' ');
    sl_put(w->out, d->ascii, strlen(d->ascii));
    if (at_sides & 2) sl_putc(w->out, ' ');
    w->changed |= 1u << (d->k == DOTS ? SL_NORM_ELLIPSIS : SL_NORM_DASHES);
    return n;
}

/* A year, by itself, that ends before i or begins at i. */
static bool four_digits(const walk *w, size_t i) {
    for (size_t k = 0; k < 4; k++)
        if (i + k >= w->in.n || (unsigned)(w->in.p[i + k] - '0') > 9) return false;
    return w->in.p[i] == '1' || w->in.p[i] == '2';
}
static bool years(const walk *w, size_t i) {
    size_t from;
    if (i < 4 || !four_digits(w, i - 4) || !four_digits(w, i + 1) || memcmp(w->in.p + i - 4, w->in.p + i + 1, 4) >= 0) return false;
    int32_t prev = before(w, i - 4, &from), c = at(w, i + 5);
    return !phrase(prev) && !is_dash(prev) && !any_of(prev, "./+_,") && !phrase(c) && !is_dash(c) && !any_of(c, "/_+");
}

/* What one or two hyphens at i stand for; NULL: themselves. */
static const char *typed(const walk *w, size_t i, size_t n) {
    size_t from, ignored;
    int32_t prev = before(w, i, &from), next = at(w, i + n);
    if (n == 1 && years(w, i)) return "\u2013";
    if (n == 2 && sl_is_letter(prev) && sl_is_letter(next)) return "\u2014";
    if (prev != ' ' || next != ' ') return NULL;
    prev = before(w, from, &ignored), next = at(w, i + n + 1);
    if (gap(prev) || gap(next) || is_dash(prev) || is_dash(next) || (sl_is_digit(prev) && sl_is_digit(next))) return NULL;
    return "\u2013";
}

static size_t run_of(const walk *w, size_t i, char c) {
    size_t n = 1;
    while (i + n < w->in.n && w->in.p[i + n] == c) n++;
    return n;
}

/* Hyphens and dots of ASCII at i, in typographic style; returns how many bytes were dealt with. */
static size_t put_typed(walk *w, size_t i, char c, int how) {
    size_t n = run_of(w, i, c), ignored;
    const char *with = NULL;
    if (how == SL_QUOTES_TYPOGRAPHIC && c == '-' && n <= 2) with = typed(w, i, n);
    if (how == SL_QUOTES_TYPOGRAPHIC && c == '.' && n == 3 && before(w, i, &ignored) != '/' && at(w, i + n) != '/') with = "\u2026";
    if (with) {
        sl_put(w->out, with, 3);
        w->changed |= 1u << (c == '.' ? SL_NORM_ELLIPSIS : SL_NORM_DASHES);
    } else sl_put(w->out, w->in.p + i, n);
    return n;
}

static size_t put(walk *w, size_t i) {
    int32_t c;
    size_t k = 1;
    if (w->in.p[i] == '-') return put_typed(w, i, '-', w->m->c.dashes);
    if (w->in.p[i] == '.') return put_typed(w, i, '.', w->m->c.ellipsis);
    if (w->in.p[i] & 0x80) {
        k = (size_t)sl_utf8_next(w->in.p + i, w->in.n - i, &c);
        const dash *d = find(c);
        if (d && sl_norm_dash(w->m, c)) {
            if (style(w->m, d) == SL_QUOTES_ASCII) return put_ascii(w, i, d, k);
            sl_put(w->out, d->typographic, strlen(d->typographic));
            w->changed |= 1u << SL_NORM_DASHES;
            return k;
        }
    }
    sl_put(w->out, w->in.p + i, k);
    return k;
}

/* The length of the ASCII from i on that is copied; hyphens and dots are looked at when they may become something else. */
static size_t plain(sl_str s, size_t i, bool typed) {
    size_t n = i;
    while (n < s.n && !(s.p[n] & 0x80) && !(typed && (s.p[n] == '-' || s.p[n] == '.'))) n++;
    return n - i;
}

unsigned sl_norm_dashes(const sl_norm *m, sl_str in, sl_buf *out) {
    walk w = {.m = m, .in = in, .out = out};
    bool typed = m->c.dashes == SL_QUOTES_TYPOGRAPHIC || m->c.ellipsis == SL_QUOTES_TYPOGRAPHIC;
    for (size_t i = 0, n = 0; i < in.n; i += n) {
        n = plain(in, i, typed);
        if (n) sl_put(out, in.p + i, n);
        else n = put(&w, i);
    }
    return w.changed;
}
