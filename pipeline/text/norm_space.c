/* White space within a line; see norm_passes.h. */
#include "norm_passes.h"
#include "sluis/utf8.h"

/* The run of white space at the front; `columns`: what it would indent. */
static size_t white_run(sl_str s, size_t *columns) {
    size_t i = 0;
    int32_t c;
    for (int k; i < s.n; i += (size_t)k) {
        k = sl_utf8_next(s.p + i, s.n - i, &c);
        if (!sl_norm_white(c)) break;
        *columns = c == '\t' ? (*columns | 7) + 1 : *columns + 1;
    }
    return i;
}

/* The end of the text that stands before the next white space. */
static size_t text_run(sl_str s) {
    size_t i = 0;
    int32_t c;
    for (int k; i < s.n; i += (size_t)k) {
        if (s.p[i] == ' ' || s.p[i] == '\t') break;
        k = 1;
        if (!(s.p[i] & 0x80)) continue;
        k = sl_utf8_next(s.p + i, s.n - i, &c);
        if (sl_norm_white(c)) break;
    }
    return i;
}

unsigned sl_norm_space(const sl_norm *m, sl_str in, sl_buf *out) {
    size_t from = out->n, indent = 0, ignored = 0;
    sl_str rest = in;
    size_t white = white_run(rest, &indent);
    if (!m->c.keep_indent || white == in.n) indent = 0;
    memset(sl_need(out, indent + 1), ' ', indent);
    out->n += indent;
    for (bool first = true;; first = false) {
        rest.p += white, rest.n -= white;
        if (!rest.n) break;
        if (!first) sl_putc(out, ' ');
        size_t text = text_run(rest);
        sl_put(out, rest.p, text);
        rest.p += text, rest.n -= text;
        white = white_run(rest, &ignored);
    }
    return out->n - from != in.n || memcmp(out->p + from, in.p, in.n) ? 1u << SL_NORM_SPACE : 0;
}
