/* UTF-16, UTF-32 and iconv to UTF-8; see unicode.h. */
#include "unicode.h"
#include "sluis/utf8.h"
#include <errno.h>

enum { WRONG = 0xFF };

static uint32_t unit16(const unsigned char *p, bool big) { return big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0]; }
static uint32_t unit32(const unsigned char *p, bool big) { return big ? unit16(p, big) << 16 | unit16(p + 2, big) : unit16(p + 2, big) << 16 | unit16(p, big); }

size_t sl_utf16_decode(sl_str in, bool big, bool end, sl_buf *out) {
    const unsigned char *p = (const unsigned char *)in.p;
    size_t i = 0;
    for (; i + 2 <= in.n; i += 2) {
        uint32_t c = unit16(p + i, big);
        if (c - 0xD800 < 0x400) {
            if (i + 4 > in.n && !end) return i;
            uint32_t low = i + 4 <= in.n ? unit16(p + i + 2, big) : 0;
            if (low - 0xDC00 < 0x400) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        sl_utf8_put(out, (int32_t)c);
    }
    if (end && i < in.n) sl_putc(out, (char)WRONG);
    return end ? in.n : i;
}

size_t sl_utf32_decode(sl_str in, bool big, bool end, sl_buf *out) {
    const unsigned char *p = (const unsigned char *)in.p;
    size_t i = 0;
    for (; i + 4 <= in.n; i += 4) {
        uint32_t c = unit32(p + i, big);
        if (c < 0x110000) sl_utf8_put(out, (int32_t)c);
        else sl_putc(out, (char)WRONG);
    }
    if (end && i < in.n) sl_putc(out, (char)WRONG);
    return end ? in.n : i;
}

iconv_t sl_iconv_open(const char *name) { return *name && !strchr(name, '/') ? iconv_open("UTF-8", name) : (iconv_t)-1; }

size_t sl_iconv_decode(iconv_t cd, sl_str in, bool end, sl_buf *out) {
    char *p = (char *)(uintptr_t)in.p;
    size_t left = in.n;
    for (bool flush = false; left || (end && !flush);) {
        char *q = sl_need(out, left + 64), *was = q;
        size_t room = out->cap - out->n;
        flush = left == 0;
        size_t rc = iconv(cd, flush ? NULL : &p, flush ? NULL : &left, &q, &room);
        out->n += (size_t)(q - was);
        if (rc != (size_t)-1) continue;
        if (errno == E2BIG) {
            flush = false;
            sl_buf_more(out, out->cap - out->n + 64);
            continue;
        }
        if (errno == EINVAL && !end) break;              /* the beginning of a character */
        sl_putc(out, (char)WRONG);
        if (errno == EINVAL || !left) return in.n;
        p++, left--;
        iconv(cd, NULL, NULL, NULL, NULL);
    }
    return in.n - left;
}
