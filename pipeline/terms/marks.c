/* Marks by template, and what all styles share; see sluis/marks.h. */
#include "marks.h"
#include "sluis/utf8.h"

static const struct { const char *name, *template; bool factors; } presets[] = {
    {"opustrainer", "__source__ {src} __target__ {trg} __done__", false}, {"append", "{src} {trg}", false}, {"replace", "{trg}", false},
    {"factors", "{src} {trg}", true}, {"factors-replace", "{trg}", true}};

/* The template without the white space around it. */
static sl_str trim(sl_str s) {
    while (s.n && (s.p[0] == ' ')) s.p++, s.n--;
    while (s.n && s.p[s.n - 1] == ' ') s.n--;
    return s;
}

static const char *add_piece(sl_marks_style *s, unsigned *at, sl_str text, unsigned *n) {
    if (*n > 2) return "more than {src} and {trg}";
    s->piece[(*n)++] = sl_slice(s->text + *at, text.n);
    memcpy(s->text + *at, text.p, text.n);
    *at += (unsigned)text.n;
    return NULL;
}

/* Cut a template into its pieces; braces that are doubled stand for themselves. */
static const char *cut(sl_marks_style *s, sl_str t) {
    char piece[sizeof s->text];
    size_t n = 0;
    unsigned at = 0, pieces = 0, targets = 0;
    const char *wrong = NULL;
    for (size_t i = 0; i < t.n && !wrong;) {
        sl_str rest = sl_slice(t.p + i, t.n - i);
        bool src = sl_starts(rest, SL_LIT("{src}")), trg = sl_starts(rest, SL_LIT("{trg}")), brace = *rest.p == '{' || *rest.p == '}';
        if (brace && !src && !trg && (rest.n < 2 || rest.p[1] != rest.p[0])) return "a brace that is none of {src} {trg} {{ }}";
        if (!src && !trg) { piece[n++] = *rest.p; i += brace ? 2 : 1; continue; }
        if ((src && s->source) || (trg && targets)) return "{src} or {trg} twice";
        s->source |= src;
        targets += trg;
        s->target_first |= trg && !s->source;
        wrong = add_piece(s, &at, sl_slice(piece, n), &pieces);
        n = 0;
        i += 5;
    }
    if (wrong) return wrong;
    if (!targets) return "no {trg}";
    return add_piece(s, &at, sl_slice(piece, n), &pieces);
}

const char *sl_marks_parse(sl_marks_style *s, sl_str text) {
    *s = (sl_marks_style){.piece = {SL_LIT(""), SL_LIT(""), SL_LIT("")}};
    if (text.n >= sizeof s->text) return "too many bytes";
    for (size_t i = 0; i < sizeof presets / sizeof *presets; i++)
        if (sl_eq(text, sl_cstr(presets[i].name))) {
            s->factors = presets[i].factors;
            text = sl_cstr(presets[i].template);
            break;
        }
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] < ' ') return "a control character";
    const char *wrong = cut(s, text);
    bool seen = trim(s->piece[0]).n && trim(s->piece[1]).n && trim(s->piece[2]).n;
    s->reversible = s->source && (s->factors || seen);
    return wrong;
}

bool sl_marks_hold(const sl_marks_style *s, sl_str text) {
    for (unsigned i = 0; i < 3 && !s->factors; i++) {
        sl_str p = trim(s->piece[i]);
        if (p.n >= (s->reversible ? 1 : 2) && memmem(text.p, text.n, p.p, p.n)) return true;
    }
    return false;
}

static void put_term(const sl_marks_style *s, sl_str source, sl_str target, sl_buf *out) {
    sl_puts(out, s->piece[0]);
    sl_puts(out, s->target_first ? target : source);
    sl_puts(out, s->piece[1]);
    if (!s->source) return;
    sl_puts(out, s->target_first ? source : target);
    sl_puts(out, s->piece[2]);
}

/* A second part goes with the term that is replaced, and the space before it. */
static void put_template(const sl_marks_style *s, sl_str in, const sl_mark *v, size_t n, sl_buf *out) {
    size_t from = 0;
    for (size_t i = 0; i < n; i++) {
        size_t start = v[i].start;
        if (v[i].part && s->source) continue;
        while (v[i].part && start > from && in.p[start - 1] == ' ') start--;
        sl_put(out, in.p + from, start - from);
        if (!v[i].part) put_term(s, sl_slice(in.p + v[i].start, v[i].end - v[i].start), v[i].target, out);
        from = v[i].end;
    }
    sl_put(out, in.p + from, in.n - from);
}

static void put(const sl_marks_style *s, sl_str source, const sl_mark *v, size_t n, sl_buf *out) {
    if (s->factors) mk_factors_put(s, source, v, n, out);
    else put_template(s, source, v, n, out);
}

bool sl_marks_put(const sl_marks_style *s, sl_str source, const sl_mark *v, size_t n, sl_buf *scratch, sl_buf *out) {
    size_t from = out->n;
    put(s, source, v, n, out);
    if (!n || !s->reversible) return true;
    sl_clear(scratch);
    sl_marks_undo(s, sl_slice(out->p + from, out->n - from), scratch);
    if (sl_eq(sl_view(scratch), source)) return true;
    out->n = from;
    put(s, source, NULL, 0, out);
    return false;
}

/* Move *at behind the next `piece` in the text; false: there is none. *before: where it begins. */
static bool find(sl_str text, sl_str piece, size_t *at, size_t *before) {
    const char *p = memmem(text.p + *at, text.n - *at, piece.p, piece.n);
    if (!p) return false;
    *before = (size_t)(p - text.p);
    *at = *before + piece.n;
    return true;
}

void sl_marks_undo(const sl_marks_style *s, sl_str text, sl_buf *out) {
    size_t from = 0;
    if (s->factors) { mk_factors_undo(text, out); return; }
    for (size_t at = 0, a, b, c, one, two; ; from = at) {
        if (!find(text, s->piece[0], &at, &a) || (one = at, !find(text, s->piece[1], &at, &b)) || (two = at, !find(text, s->piece[2], &at, &c))) break;
        sl_put(out, text.p + from, a - from);
        if (s->target_first) sl_put(out, text.p + two, c - two);
        else sl_put(out, text.p + one, b - one);
    }
    sl_put(out, text.p + from, text.n - from);
}
