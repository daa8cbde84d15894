/* Bytes as pairs of hexadecimal digits, capitals. */
#ifndef SLUIS_HEX_H
#define SLUIS_HEX_H
#include "sluis/buf.h"

static inline void sl_hex_put(sl_buf *b, sl_str bytes) {
    char *q = sl_need(b, 2 * bytes.n);
    for (size_t i = 0; i < bytes.n; i++) {
        *q++ = "0123456789ABCDEF"[(unsigned char)bytes.p[i] >> 4];
        *q++ = "0123456789ABCDEF"[bytes.p[i] & 15];
    }
    b->n += 2 * bytes.n;
}
static inline int sl_hex_digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }
/* Append the bytes; false, with nothing appended, when the text is none. */
static inline bool sl_hex_take(sl_str hex, sl_buf *b) {
    if (hex.n == 0 || hex.n % 2) return false;
    for (size_t i = 0; i < hex.n; i++) if (sl_hex_digit(hex.p[i]) < 0) return false;
    for (size_t i = 0; i < hex.n; i += 2) sl_putc(b, (char)(sl_hex_digit(hex.p[i]) << 4 | sl_hex_digit(hex.p[i + 1])));
    return true;
}
#endif
