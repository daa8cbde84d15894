/* Source factors: token|0, token|1 of a term, token|2 of its target (Dinu et al. 2019); see sluis/marks.h. */
#include "marks.h"
#include "sluis/utf8.h"

/* White space as Python's split() has it, which is what trainers cut lines with. */
static bool is_gap(int32_t c) { return (c >= 0x1C && c <= 0x1F) || sl_is_space(c); }

/* Bytes of white space (or, not `gap`, of none) that s begins with. */
static size_t run(sl_str s, bool gap) {
    size_t n = 0;
    for (int32_t c; n < s.n;) {
        size_t k = (size_t)sl_utf8_next(s.p + n, s.n - n, &c);
        if (is_gap(c) != gap) break;
        n += k;
    }
    return n;
}

/* How long is what reads as an escaped | at the front: & any number of amp; and #124; else 0. */
static size_t escaped(sl_str s) {
    size_t n = 1;
    if (!s.n || *s.p != '&') return 0;
    while (sl_starts(sl_slice(s.p + n, s.n - n), SL_LIT("amp;"))) n += 4;
    return sl_starts(sl_slice(s.p + n, s.n - n), SL_LIT("#124;")) ? n + 5 : 0;
}

static void put_escaped(sl_str t, sl_buf *out) {
    for (size_t i = 0, n; i < t.n; i += n) {
        sl_str rest = sl_slice(t.p + i, t.n - i);
        n = escaped(rest);
        if (n) sl_puts(out, SL_LIT("&amp;")), sl_put(out, rest.p + 1, n - 1);
        else if (n = 1, *rest.p == '|') sl_puts(out, SL_LIT("&#124;"));
        else sl_putc(out, *rest.p);
    }
}

static void put_token(sl_str t, char factor, sl_buf *out) {
    if (memchr(t.p, '|', t.n) || memchr(t.p, '&', t.n)) put_escaped(t, out);
    else sl_puts(out, t);
    sl_putc(out, '|');
    sl_putc(out, factor);
}

/* A target, each of its tokens behind a space. */
static void put_target(sl_str t, sl_buf *out) {
    for (;;) {
        size_t gap = run(t, true);
        t.p += gap, t.n -= gap;
        if (!t.n) return;
        size_t n = run(t, false);
        sl_putc(out, ' ');
        put_token(sl_slice(t.p, n), '2', out);
        t.p += n, t.n -= n;
    }
}

static void put_append(sl_str in, const sl_mark *v, size_t n, sl_buf *out) {
    size_t k = 0;
    for (size_t at = 0, len; at < in.n; at += len) {
        len = run(sl_slice(in.p + at, in.n - at), true);
        sl_put(out, in.p + at, len);
        at += len;
        if (!(len = run(sl_slice(in.p + at, in.n - at), false))) return;
        put_token(sl_slice(in.p + at, len), k < n && v[k].start < at + len ? '1' : '0', out);
        for (; k < n && v[k].end <= at + len; k++)
            if (!v[k].part) put_target(v[k].target, out);
    }
}

/* The tokens of what stands between terms; none is glued to what came before. */
static void put_plain(sl_str t, size_t line, sl_buf *out) {
    for (size_t n; t.n; t.p += n, t.n -= n) {
        n = run(t, true);
        sl_put(out, t.p, n);
        t.p += n, t.n -= n;
        if (!(n = run(t, false))) return;
        if (out->n > line + 1 && out->p[out->n - 2] == '|' && !is_gap(out->p[out->n - 1])) sl_putc(out, ' ');
        put_token(sl_slice(t.p, n), '0', out);
    }
}

static void put_replace(sl_str in, const sl_mark *v, size_t n, sl_buf *out) {
    size_t from = 0, line = out->n;
    for (size_t i = 0; i < n; i++) {
        size_t start = v[i].start;
        while (start > from && in.p[start - 1] == ' ') start--;
        put_plain(sl_slice(in.p + from, start - from), line, out);
        if (!v[i].part) {
            size_t here = out->n;
            put_target(v[i].target, out);
            if (here == line && out->n > here) memmove(out->p + here, out->p + here + 1, --out->n - here);
        }
        from = v[i].end;
    }
    put_plain(sl_slice(in.p + from, in.n - from), line, out);
}

void mk_factors_put(const sl_marks_style *s, sl_str source, const sl_mark *v, size_t n, sl_buf *out) {
    if (s->source) put_append(source, v, n, out);
    else put_replace(source, v, n, out);
}

static void put_unescaped(sl_str t, sl_buf *out) {
    for (size_t i = 0, n; i < t.n; i += n) {
        sl_str rest = sl_slice(t.p + i, t.n - i);
        n = escaped(rest);
        if (n == 6) sl_putc(out, '|');
        else if (n) sl_putc(out, '&'), sl_put(out, rest.p + 5, n - 5);
        else n = 1, sl_putc(out, *rest.p);
    }
}

void mk_factors_undo(sl_str t, sl_buf *out) {
    for (size_t n, gap; t.n; t.p += n, t.n -= n) {
        gap = run(t, true);
        n = run(sl_slice(t.p + gap, t.n - gap), false);
        sl_str token = sl_slice(t.p + gap, n), bare = token;
        n += gap;
        if (token.n > 1 && token.p[token.n - 2] == '|') bare.n -= 2;
        if (bare.n < token.n && token.p[token.n - 1] == '2') continue;
        sl_put(out, t.p, gap);
        put_unescaped(bare, out);
    }
}
