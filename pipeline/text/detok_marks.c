/* Text again from tokens with joiner marks; see sluis/detok.h. */
#include "sluis/detok.h"
#include "sluis/tok.h"

static const char *next_mark(const char *p, const char *end) {
    while (end - p >= 3 && (p = memchr(p, 0xEF, (size_t)(end - p - 2)))) {
        if (p[1] == '\xBF' && p[2] == '\xAD') return p;
        p++;
    }
    return NULL;
}

bool sl_detok_marked(sl_str in) { return next_mark(in.p, in.p + in.n) != NULL; }

static int nibble(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

/* A carried gap, ￭%HEX￭, whose first mark is at p: append its bytes; returns what is behind it, NULL when it is none. */
static const char *carried(const char *p, const char *end, sl_buf *out) {
    const char *q = p + 4;
    if (end - p < 9 || p[3] != '%') return NULL;
    while (q < end && nibble(*q) >= 0) q++;
    if (q == p + 4 || (q - p) % 2 || end - q < 3 || memcmp(q, SL_JOINER, 3) || (q + 3 < end && q[3] != ' ')) return NULL;
    for (const char *h = p + 4; h < q; h += 2) sl_putc(out, (char)(nibble(h[0]) << 4 | nibble(h[1])));
    return q + 3;
}

void sl_detok_marks(sl_str in, sl_buf *out) {
    const char *p = in.p, *end = in.p + in.n, *m, *q;
    while ((m = next_mark(p, end))) {
        bool starts = m == in.p || m[-1] == ' ';
        sl_put(out, p, (size_t)(m - p) - (m > p && m[-1] == ' '));
        q = starts ? carried(m, end, out) : NULL;
        p = q ? q : m + 3;
        if (p < end && *p == ' ') p++;
    }
    sl_put(out, p, (size_t)(end - p));
}
