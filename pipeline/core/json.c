/* Strings of JSON; see sluis/json.h. */
#include "sluis/json.h"
#include "sluis/utf8.h"

static void put_escaped(sl_buf *b, sl_str s) {
    int32_t c;
    for (size_t i = 0; i < s.n;) {
        size_t k = (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        if (c == '"' || c == '\\') sl_printf(b, "\\%c", (int)c);
        else if (c >= 0 && c < 32) sl_printf(b, "\\u%04x", (unsigned)c);
        else if (c < 0) sl_utf8_put(b, 0xFFFD);
        else sl_put(b, s.p + i, k);
        i += k;
    }
}

void sl_json_string(sl_buf *b, const char *key, sl_str s) {
    sl_printf(b, "\"%s\": \"", key);
    put_escaped(b, s);
    sl_putc(b, '"');
}
