/* Lines that are not valid: what is wrong, where that stands in the source, and U+FFFD in its place; see sluis/decode.h. */
#include "sluis/decode.h"
#include "sluis/utf8.h"

/* A surrogate as three bytes; -1 when there is none at p. */
static int32_t surrogate(const char *p, size_t n) {
    const unsigned char *u = (const unsigned char *)p;
    if (n < 3 || u[0] != 0xED || u[1] < 0xA0 || u[1] > 0xBF || (u[2] & 0xC0) != 0x80) return -1;
    return 0xD000 | (u[1] & 0x3F) << 6 | (u[2] & 0x3F);
}

static bool wide(const sl_decode_run *run) { return run->number == SL_CSN_UTF16 || run->number == SL_CSN_UTF32; }

void sl_decode_explain(const sl_decode_run *run, sl_buf *to) {
    int32_t c = surrogate(run->lines.p + run->bad, run->lines.n - run->bad);
    sl_clear(to);
    if (wide(run) && c >= 0) sl_printf(to, "lone surrogate (U+%04X)", (unsigned)c);
    else if (run->number == SL_CSN_UTF16) sl_printf(to, "half a character at the end");
    else if (run->number == SL_CSN_UTF32) sl_printf(to, "no character (above U+10FFFF, or cut off)");
    else if (run->number == SL_CSN_OTHER) sl_printf(to, "invalid in the charset of --from");
    else sl_printf(to, "invalid UTF-8 (0x%02X)", (unsigned char)run->lines.p[run->bad]);
}

uint64_t sl_decode_place(const sl_decode_run *run) {
    uint64_t at = 1;
    int32_t c;
    if (run->number == SL_CSN_OTHER) return 0;
    if (!wide(run)) return run->bad + 1;
    for (size_t i = 0; i < run->bad; at += run->number == SL_CSN_UTF32 || c > 0xFFFF ? 4 : 2) i += (size_t)sl_utf8_next(run->lines.p + i, run->bad - i, &c);
    return at;
}

static size_t bad(const char *p, size_t n) { return surrogate(p, n) >= 0 ? 3 : sl_utf8_bad(p, n); }

void sl_decode_replace(sl_str line, sl_buf *out) { sl_utf8_replace(line, bad, out); }
