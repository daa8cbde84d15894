/* What the walk over quotes looks for ahead; see quotes_walk.h. */
#include "quotes_walk.h"

bool sl_quotes_apart(const walk *w, int32_t c, int32_t before, size_t next) {
    if (c == 0xAB) return gap(ahead(w, next)) && (gap(before) || any_of(before, "([{"));
    return c == 0xBB && gap(before) && (gap(ahead(w, next)) || closing_mark(w, next));
}

bool sl_quotes_paired(walk *w) {
    size_t left = 0, right = 0;
    int32_t before = -1, c;
    if (w->paired >= 0) return w->paired;
    for (size_t i = 0; i < w->in.n; before = c < 0 ? 0xFFFD : c) {
        i += (size_t)sl_utf8_next(w->in.p + i, w->in.n - i, &c);
        if (sl_quotes_apart(w, c, before, i)) *(c == 0xAB ? &left : &right) += 1;
    }
    w->paired = left == right;
    return w->paired;
}

/* A backtick at i..end with `before` in front of it: does it begin something else, end what was begun, or neither, as in zo`n? */
static side tick(const walk *w, int32_t before, size_t end, bool role) {
    int32_t c = ahead(w, end);
    if (before == '`' || (gap(before) && gap(c))) return IN_WORD;
    if (gap(before) || (any_of(before, "([{") && !gap(c) && !any_of(c, ",.;:!?)]}"))) return OPENS;
    if (sl_is_alnum(c) && any_of(before, "-/=<>:*")) return OPENS;
    return sl_is_alnum(c) && !role ? IN_WORD : CLOSES;
}

/* Find what closes behind an opening backtick at i: `yes' is a quotation, `yes` and `echo 'yes'` are code. Ends at the next backtick
 * that is no apostrophe. */
static void seek_closer(walk *w, size_t i) {
    bool role = w->prev == ':';                          /* :file:`x`en: Sphinx, and a word goes on */
    int32_t before = ' ', c;
    if (w->sought == i) return;
    w->sought = i, w->code = false, w->closer = SIZE_MAX;
    for (size_t k; i < w->in.n; i += k, before = c < 0 ? 0xFFFD : c) {
        k = (size_t)sl_utf8_next(w->in.p + i, w->in.n - i, &c);
        const sign *s = sl_quotes_sign(c);
        if (!s || s->k != SINGLE || s->s == LOW) continue;
        size_t end = i + k;
        if (c != '`') {
            if (w->closer == SIZE_MAX && before != '`' && !gap(before) && !sl_is_alnum(ahead(w, end))) w->closer = i;
            continue;
        }
        while (ahead(w, end) == '`') end++;
        side where = tick(w, before, end, role);
        if (where == IN_WORD) continue;
        if (where == CLOSES) w->closer = i, w->code = true;
        return;
    }
}

bool sl_quotes_code(walk *w, size_t i, size_t next) {
    if (w->code && i == w->closer) return true;
    if (!may_open(w) && w->prev != ':' && w->prev != '*') return false;
    if (gap(ahead(w, next))) return false;
    seek_closer(w, next);
    return w->code;
}

bool sl_quotes_tick(walk *w, size_t next) {
    int32_t c = ahead(w, next);
    if (gap(c)) return gap(w->prev);
    if (!may_open(w) || sl_is_alnum(c) || c == '`') return false;
    seek_closer(w, next);
    return w->closer == SIZE_MAX;
}

bool sl_quotes_has_end(walk *w, size_t i, kind k) {
    size_t *last = &w->last_end[k == DOUBLE];
    int32_t c;
    if (*last != SIZE_MAX) return *last > i;
    *last = 0;
    for (size_t at = 0; at < w->in.n;) {
        size_t n = (size_t)sl_utf8_next(w->in.p + at, w->in.n - at, &c);
        const sign *s = sl_quotes_sign(c);
        if (k == SINGLE ? c == 0x2039 : s && s->k == DOUBLE && c != 0xBB) *last = at;
        at += n;
    }
    return *last > i;
}

size_t sl_quotes_last_closing(walk *w) {
    int32_t before = -1, c;
    if (w->last_closing != SIZE_MAX) return w->last_closing;
    w->last_closing = 0;
    for (size_t i = 0; i < w->in.n; before = c) {
        size_t k = (size_t)sl_utf8_next(w->in.p + i, w->in.n - i, &c);
        if ((c == '\'' || c == 0x2019) && ends_phrase(before) && !sl_is_alnum(ahead(w, i + k))) w->last_closing = i;
        i += k;
    }
    return w->last_closing;
}
