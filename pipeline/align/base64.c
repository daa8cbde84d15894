/* Decoding base64; see base64.h. */
#include "base64.h"

static int value_of(unsigned char c) {
    static const struct { unsigned char from, to; signed char first; } run[] = {{'A', 'Z', 0}, {'a', 'z', 26}, {'0', '9', 52}, {'+', '+', 62}, {'/', '/', 63}};
    for (size_t k = 0; k < sizeof run / sizeof *run; k++)
        if (c >= run[k].from && c <= run[k].to) return run[k].first + c - run[k].from;
    return -1;
}

/* Four signs at p, as many of them as there are. The bytes they give, or minus the place of a wrong one, from 1. */
static int group(const char *p, size_t n, char *to) {
    uint32_t v = 0;
    for (size_t k = 0; k < n; k++) {
        int x = value_of((unsigned char)p[k]);
        if (x < 0) return -(int)k - 1;
        v = v << 6 | (uint32_t)x;
    }
    v <<= 6 * (4 - n);
    to[0] = (char)(v >> 16);
    to[1] = (char)(v >> 8);
    to[2] = (char)v;
    return (int)n - 1;
}

size_t sl_base64_decode(sl_str in, sl_buf *out) {
    size_t n = in.n;
    while (n && in.n - n < 2 && in.n % 4 == 0 && in.p[n - 1] == '=') n--;      /* padding fills a group of four */
    char *to = sl_need(out, n / 4 * 3 + 3);
    for (size_t k = 0; k < n; k += 4) {
        size_t here = n - k < 4 ? n - k : 4;
        int got = group(in.p + k, here, to);
        if (got < 0) return k + (size_t)-got;
        if (got == 0) return in.n + 1;
        to += got;
        out->n += (size_t)got;
    }
    return 0;
}
