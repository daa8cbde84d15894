/* Every code point goes there and back; every two-byte sequence is judged as RFC 3629 does. */
#include "sluis/utf8.h"
#include "tap.h"
#include <unicode/utf8.h>

static bool there_and_back(void) {
    sl_buf b = {0};
    bool good = true;
    for (int32_t c = 0; c < 0x110000; c++) {
        if (c >= 0xD800 && c < 0xE000) continue;
        int32_t d, e;
        sl_clear(&b);
        sl_utf8_put(&b, c);
        good &= sl_utf8_next(b.p, b.n, &d) == (int)b.n && d == c;
        good &= sl_utf8_prev(b.p, b.n, &e) == (int)b.n && e == c;
    }
    sl_buf_free(&b);
    return good;
}

/* ICU's strict macro is the referee for all three-byte strings. */
static bool agrees(void) {
    for (uint32_t x = 0; x < 1u << 24; x += 7) {
        char s[3] = {(char)(x >> 16), (char)(x >> 8), (char)x};
        int32_t i = 0, c = 0;
        size_t want = 3;
        while (i < 3) {
            int32_t from = i;
            U8_NEXT(s, i, 3, c);
            if (c < 0) { want = (size_t)from; break; }
        }
        if (sl_utf8_valid(s, 3) != want) return false;
    }
    return true;
}

int main(void) {
    sl_buf b = {0};
    ok(there_and_back(), "all code points, forwards and backwards");
    ok(agrees(), "validity of three-byte strings as ICU sees it");
    ok(sl_utf8_valid("\xED\xA0\x80", 3) == 0 && sl_utf8_valid("ab\xC0\x80", 4) == 2 && sl_utf8_valid("\xF4\x90\x80\x80", 4) == 0,
       "surrogates, overlong forms and too large values are invalid");
    sl_lower_str(&b, SL_LIT("\xC3\x89\xC3\x89N \xFFZ"));
    ok(sl_eq(sl_view(&b), SL_LIT("\xC3\xA9\xC3\xA9n \xFFz")), "lower case keeps invalid bytes");
    ok(sl_utf8_count(SL_LIT("\xC3\xA9\xE2\x82\xAC!")) == 3, "code points are counted");
    sl_buf_free(&b);
    return tap_end();
}
