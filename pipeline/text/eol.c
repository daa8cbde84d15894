/* Line ends; see eol.h. */
#include "eol.h"

enum { WINDOW = 1 << 16 };
static const char nel[2] = "\xC2\x85";         /* U+0085 */

/* The bytes from `from` on are the beginning of the file. */
static bool decide(sl_eol_state *s, const char *p, size_t n, bool end) {
    size_t window = n < WINDOW ? n : WINDOW;
    bool lf = window > s->seen && memchr(p + s->seen, '\n', window - s->seen);
    s->seen = window;
    if (!lf && n <= WINDOW && !end) return false;
    s->known = true;
    s->eol = SL_EOL_AUTO;
    if (lf) return true;
    if (memmem(p, window, nel, sizeof nel)) s->eol = SL_EOL_NEL;
    for (const char *q = p; (q = memchr(q, '\r', (size_t)(p + window - q))); q++)
        if (q + 1 == p + n || q[1] != '\n') s->eol = SL_EOL_CR;
    return true;
}

static char *move(char *to, const char *from, const char *end) {
    size_t n = (size_t)(end - from);
    if (to != from) memmove(to, from, n);
    return to + n;
}

/* The pieces below take p..end, write from p on, and return how far they wrote; *rest is what they didn't settle. */

static char *drop_cr(char *p, char *end, bool last, char **rest, sl_decode_counts *c) {
    char *w = p, *q;
    while ((q = memchr(p, '\r', (size_t)(end - p)))) {
        w = move(w, p, q);
        p = q;
        if (q + 1 == end && !last) break;
        p++;
        if (p < end && *p == '\n') c->crlf++;
        else *w++ = '\r';
    }
    *rest = q ? p : end;
    return q ? w : move(w, p, end);
}

static char *only_crlf(char *p, char *end, bool last, char **rest, sl_decode_counts *c) {
    char *w = p, *q;
    if (p < end && end[-1] == '\r' && !last) end--;
    while ((q = memchr(p, '\n', (size_t)(end - p)))) {
        bool crlf = q > p && q[-1] == '\r';
        w = move(w, p, q - crlf);
        *w++ = crlf ? '\n' : ' ';
        *(crlf ? &c->crlf : &c->lone_lf) += 1;
        p = q + 1;
    }
    *rest = end;
    return move(w, p, end);
}

static char *any_end(sl_eol_state *s, char *p, char *end, sl_decode_counts *c) {
    char *w = p;
    for (; p < end; p++) {
        bool pair = *p == '\n' && s->after_cr;
        s->after_cr = *p == '\r';
        if (pair) c->cr--, c->crlf++;
        else *w++ = *p == '\r' ? '\n' : *p;
        c->cr += s->after_cr;
    }
    return w;
}

static char *next_line(char *p, char *end, bool last, char **rest, sl_decode_counts *c) {
    char *w = p, *q;
    while ((q = memchr(p, 0xC2, (size_t)(end - p)))) {
        w = move(w, p, q);
        p = q;
        if (q + 1 == end && !last) break;
        bool ends = q + 1 < end && q[1] == nel[1];
        *w++ = ends ? '\n' : nel[0];
        p += ends ? 2 : 1;
        c->nel += ends;
    }
    *rest = q ? p : end;
    return q ? w : move(w, p, end);
}

size_t sl_eol_pass(sl_eol_state *s, sl_buf *b, size_t from, bool end, sl_decode_counts *c) {
    if (from == b->n) return from;
    if (s->eol == SL_EOL_AUTO && !s->known && !decide(s, b->p + from, b->n - from, end)) return from;
    char *p = b->p + from, *stop = b->p + b->n, *rest = stop, *w = stop;
    if (s->eol == SL_EOL_AUTO) w = drop_cr(p, stop, end, &rest, c);
    else if (s->eol == SL_EOL_CRLF) w = only_crlf(p, stop, end, &rest, c);
    else if (s->eol == SL_EOL_NEL) w = next_line(p, stop, end, &rest, c);
    else if (s->eol == SL_EOL_CR) w = any_end(s, p, stop, c);
    b->n = (size_t)(move(w, rest, stop) - b->p);
    return (size_t)(w - b->p);
}
