/* Writing JSON; see sluis/json.h. */
#include "sluis/json.h"
#include "sluis/utf8.h"

static bool plain(unsigned char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

static void escaped(sl_buf *out, int32_t c) {
    static const char from[] = "\b\f\n\r\t\"\\", to[] = "bfnrt\"\\";
    const char *q = c > 0 && c < 0x7F ? strchr(from, (char)c) : NULL;
    if (q) { sl_putc(out, '\\'); sl_putc(out, to[q - from]); }
    else sl_printf(out, "\\u%04X", (unsigned)c);
}

static bool needs(int32_t c) { return c < 0x20 || c == '"' || c == '\\' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029; }

uint64_t sl_json_put(sl_buf *out, sl_str s) {
    uint64_t lost = 0;
    sl_putc(out, '"');
    for (size_t i = 0, k; i < s.n; i += k) {
        int32_t c;
        for (k = 0; i + k < s.n && plain((unsigned char)s.p[i + k]);) k++;
        if (k) { sl_put(out, s.p + i, k); continue; }
        k = (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        if (c < 0) { sl_utf8_put(out, 0xFFFD); lost++; }
        else if (needs(c)) escaped(out, c);
        else sl_put(out, s.p + i, k);
    }
    sl_putc(out, '"');
    return lost;
}
