/* Text again from tokens with joiner marks; see sluis/detok.h. */
#include "sluis/detok.h"
#include "sluis/hex.h"
#include "sluis/tok.h"

static const char *next_mark(const char *p, const char *end) {
    while (end - p >= 3 && (p = memchr(p, 0xEF, (size_t)(end - p - 2)))) {
        if (p[1] == '\xBF' && p[2] == '\xAD') return p;
        p++;
    }
    return NULL;
}

bool sl_detok_marked(sl_str in) { return next_mark(in.p, in.p + in.n) != NULL; }

/* A carried gap, ￭%HEX￭, whose first mark is at p: append its bytes; returns what is behind it, NULL when it is none. */
static const char *carried(const char *p, const char *end, sl_buf *out) {
    const char *q = p + 4;
    if (end - p < 9 || p[3] != '%') return NULL;
    while (q < end && sl_hex_digit(*q) >= 0) q++;
    if (end - q < 3 || memcmp(q, SL_JOINER, 3) || (q + 3 < end && q[3] != ' ')) return NULL;
    return sl_hex_take(sl_slice(p + 4, (size_t)(q - p) - 4), out) ? q + 3 : NULL;
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
