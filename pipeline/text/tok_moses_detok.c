/* The way back from Moses' tokens: entities and @-@, then detokenizer.perl's rules for English, ours for other languages. */
#include "tok_moses.h"
#include <stdlib.h>
#include <unicode/uchar.h>

struct sl_moses_detok {
    sl_moses *facts;
    sl_detok *rules;                         /* NULL where detokenizer.perl's are used */
};

int sl_moses_detok_open(sl_moses_detok **model, const char *lang, const char *dir, sl_err *e) {
    sl_moses_detok *d = *model = sl_zalloc(sizeof *d);
    int rc = sl_moses_open(&d->facts, lang, dir, SL_MOSES_STRICT, e);
    if (rc == 0 && !d->facts->clitic) rc = sl_detok_open(&d->rules, lang, dir, e);
    if (rc) {
        sl_moses_detok_free(d);
        *model = NULL;
    }
    return rc;
}

void sl_moses_detok_free(sl_moses_detok *d) {
    if (!d) return;
    sl_moses_free(d->facts);
    sl_detok_free(d->rules);
    free(d);
}

/* ---- entities and @-@ ---- */

static const struct { sl_str entity; char c; } entities[] = {
    {{"&bar;", 5}, '|'}, {{"&#124;", 6}, '|'}, {{"&lt;", 4}, '<'}, {{"&gt;", 4}, '>'}, {{"&bra;", 5}, '['}, {{"&ket;", 5}, ']'},
    {{"&quot;", 6}, '"'}, {{"&apos;", 6}, '\''}, {{"&#91;", 5}, '['}, {{"&#93;", 5}, ']'}, {{"&amp;", 5}, '&'}};

static size_t entity(sl_str s, size_t i, sl_buf *out) {
    for (size_t k = 0; k < sizeof entities / sizeof *entities; k++) {
        if (!sl_starts(sl_slice(s.p + i, s.n - i), entities[k].entity)) continue;
        sl_putc(out, entities[k].c);
        return i + entities[k].entity.n;
    }
    sl_putc(out, '&');
    return i + 1;
}

/* @-@ between spaces, or at the edges of the line, is a hyphen, and the spaces go. */
static bool hyphen(sl_str s, size_t i, size_t from) {
    if (s.n - i < 3 || memcmp(s.p + i, "@-@", 3)) return false;
    return (i == 0 || (i > from && s.p[i - 1] == ' ')) && (i + 3 == s.n || s.p[i + 3] == ' ');
}

static void unescape(sl_str s, sl_buf *out) {
    size_t i = 0, from = 0;                  /* from: nothing before it may be used again */
    sl_clear(out);
    while (i < s.n) {
        size_t a = i;
        while (i < s.n && s.p[i] != '&' && s.p[i] != '@') i++;
        sl_put(out, s.p + a, i - a);
        if (i >= s.n) break;
        if (s.p[i] == '&') i = entity(s, i, out);
        else if (!hyphen(s, i, from)) sl_putc(out, s.p[i++]);
        else {
            if (i) out->n--;
            sl_putc(out, '-');
            i = from = i + 3 + (i + 3 < s.n);
        }
    }
}

/* ---- detokenizer.perl's rules ---- */

enum { KINDS = 16 };
typedef struct {
    const sl_moses *m;
    sl_buf *out;
    size_t from;                             /* of the line in out */
    bool space;                              /* what comes next stands behind a space */
    sl_str last;                             /* the token before */
    struct { sl_str token; bool open; } quotes[KINDS];   /* by what they look like; more kinds than that do not close */
    size_t n;
} joining;

static void put(joining *j, sl_str word, bool left, bool right) {
    sl_buf *b = j->out;
    if (!left && j->space && b->n > j->from && b->p[b->n - 1] != ' ') sl_putc(b, ' ');
    sl_puts(b, word);
    j->space = !right;
}

static bool cjk(int32_t c) {
    static const int32_t ranges[][2] = {{0x1100, 0x11FF}, {0x2E80, 0xA4CF}, {0xA840, 0xA87F}, {0xAC00, 0xD7AF}, {0xF900, 0xFAFF},
                                        {0xFE30, 0xFE4F}, {0xFF65, 0xFFDC}, {0x20000, 0x2FFFF}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) if (c >= ranges[i][0] && c <= ranges[i][1]) return true;
    return false;
}

static int32_t first(sl_str w) { int32_t c = -1; if (w.n) sl_utf8_next(w.p, w.n, &c); return c; }
static int32_t final(sl_str w) { int32_t c = -1; if (w.n) sl_utf8_prev(w.p, w.n, &c); return c; }

static bool opens(int32_t c) { return c == '(' || c == '[' || c == '{' || c == 0xBF || c == 0xA1 || (c >= 0 && u_charType(c) == U_CURRENCY_SYMBOL); }
static bool closes(int32_t c) { return c > 0 && c < 128 && strchr(",.?!:;\\%}])", (char)c); }
static bool quotes(int32_t c) { return c == '\'' || c == '"' || c == '`' || c == 0x201E || c == 0x201C; }
static bool fancy(int32_t c) { return c == 0x201E || c == 0x201C; }

static bool only(sl_str w, bool (*is)(int32_t)) {
    int32_t c;
    for (size_t i = 0; i < w.n; i += (size_t)sl_utf8_next(w.p + i, w.n - i, &c))
        if (sl_utf8_next(w.p + i, w.n - i, &c) && !is(c)) return false;
    return w.n > 0;
}

static bool contraction(const joining *j, sl_str w) {
    int len;
    if (w.n < 2 || w.p[0] != '\'' || !(sl_moses_at(j->m, w, 1, &len) & M_LETTER) || !j->last.n) return false;
    int32_t c;
    size_t i = j->last.n - (size_t)sl_utf8_prev(j->last.p, j->last.n, &c);
    return sl_moses_at(j->m, j->last, i, &len) & M_WORD;
}

static void quote(joining *j, sl_str w) {
    sl_str key = only(w, fancy) ? SL_LIT("\"") : w;
    size_t k = 0;
    while (k < j->n && !sl_eq(j->quotes[k].token, key)) k++;
    bool open = k < j->n && j->quotes[k].open;
    if (!open && sl_eq(w, SL_LIT("'")) && j->last.n && j->last.p[j->last.n - 1] == 's') {
        put(j, w, true, false);
        return;
    }
    if (k == j->n && k < KINDS) j->quotes[j->n++].token = key;
    if (k < j->n) j->quotes[k].open = !open;
    put(j, w, open, !open);
}

static void token(joining *j, sl_str w) {
    if (cjk(first(w))) put(j, w, cjk(final(j->last)), false);
    else if (only(w, opens)) put(j, w, false, true);
    else if (only(w, closes) || contraction(j, w)) put(j, w, true, false);
    else if (only(w, quotes)) quote(j, w);
    else put(j, w, false, false);
    j->last = w;
}

static void join(const sl_moses *m, sl_str s, sl_buf *out) {
    joining j = {.m = m, .out = out, .from = out->n, .space = true, .last = {"", 0}};
    for (sl_str rest = s; rest.n;) token(&j, sl_cut(&rest, ' '));
    if (out->n > j.from && out->p[out->n - 1] == ' ') out->n--;
}

/* ---- both ---- */

static bool copied(const sl_moses *m, sl_str s) {
    int len;
    size_t i = 0;
    while (i < s.n && sl_moses_at(m, s, i, &len) & M_SPACE) i += (size_t)len;
    return i >= s.n || (s.n > 2 && s.p[0] == '<' && s.p[s.n - 1] == '>');
}

void sl_moses_detok_line(const sl_moses_detok *d, sl_moses_state *state, sl_str in, sl_buf *out) {
    if (copied(d->facts, in)) {
        sl_puts(out, in);
        return;
    }
    unescape(in, &state->spaced);
    if (!d->rules) join(d->facts, sl_view(&state->spaced), out);
    else {
        sl_moses_rejoin(d->facts, sl_view(&state->spaced), &state->other);
        sl_detok_rules(d->rules, sl_view(&state->other), out);
    }
}
