/* UTF-8 and character properties; see sluis/utf8.h. ICU answers for everything above ASCII. */
#include "sluis/utf8.h"
#include <unicode/uchar.h>

#define HIGH 0x8080808080808080ull

typedef uint64_t pair __attribute__((vector_size(16)));
typedef struct { pair a, b, c, d; } four;

size_t sl_ascii_run(const char *p, size_t n) {
    size_t i = 0;
    uint64_t a[1];
    for (four v; i + sizeof v <= n; i += sizeof v) {
        memcpy(&v, p + i, sizeof v);
        pair all = v.a | v.b | v.c | v.d;
        if ((all[0] | all[1]) & HIGH) break;
    }
    for (; i + 8 <= n; i += 8) {
        memcpy(a, p + i, 8);
        if (a[0] & HIGH) return i + sl_bytes_before(a[0] & HIGH);
    }
    while (i < n && !(p[i] & 0x80)) i++;
    return i;
}

/* Length of the sequence that a lead byte opens, and the range of its second byte (RFC 3629, section 4). */
static int lead(unsigned char c, unsigned char *lo, unsigned char *hi) {
    *lo = 0x80, *hi = 0xBF;
    if (c < 0x80) return 1;
    if (c < 0xC2) return 0;
    if (c < 0xE0) return 2;
    if (c < 0xF0) {
        if (c == 0xE0) *lo = 0xA0;
        if (c == 0xED) *hi = 0x9F;
        return 3;
    }
    if (c == 0xF0) *lo = 0x90;
    if (c == 0xF4) *hi = 0x8F;
    return c <= 0xF4 ? 4 : 0;
}

int sl_utf8_next(const char *p, size_t n, int32_t *c) {
    const unsigned char *u = (const unsigned char *)p;
    unsigned char lo, hi;
    int k = lead(u[0], &lo, &hi);
    *c = -1;
    if (k == 1) { *c = u[0]; return 1; }
    if (k == 0 || (size_t)k > n || u[1] < lo || u[1] > hi) return 1;
    int32_t v = u[0] & (0x7F >> k);
    for (int i = 1; i < k; i++) {
        if ((u[i] & 0xC0) != 0x80) return 1;
        v = v << 6 | (u[i] & 0x3F);
    }
    *c = v;
    return k;
}

int sl_utf8_prev(const char *p, size_t at, int32_t *c) {
    for (size_t back = 1; back <= 4 && back <= at; back++) {
        if (((unsigned char)p[at - back] & 0xC0) == 0x80) continue;
        if (sl_utf8_next(p + at - back, back, c) == (int)back) return (int)back;
        break;
    }
    *c = -1;
    return 1;
}

/* Most of what is not ASCII is two bytes long; those are judged without a call. */
size_t sl_utf8_valid(const char *p, size_t n) {
    size_t i = 0;
    int32_t c;
    while (i < n) {
        unsigned char u = (unsigned char)p[i];
        if (u < 0x80) i += sl_ascii_run(p + i, n - i);
        else if (u >= 0xC2 && u < 0xE0 && i + 1 < n && ((unsigned char)p[i + 1] & 0xC0) == 0x80) i += 2;
        else {
            int k = sl_utf8_next(p + i, n - i, &c);
            if (c < 0) return i;
            i += (size_t)k;
        }
    }
    return n;
}

size_t sl_utf8_bad(const char *p, size_t n) {
    const unsigned char *u = (const unsigned char *)p;
    unsigned char lo, hi;
    size_t k = (size_t)lead(u[0], &lo, &hi), i = 1;
    while (i < k && i < n && u[i] >= lo && u[i] <= hi) lo = 0x80, hi = 0xBF, i++;
    return i;
}

void sl_utf8_replace(sl_str s, size_t (*bad)(const char *p, size_t n), sl_buf *out) {
    while (s.n) {
        size_t k = sl_utf8_valid(s.p, s.n);
        sl_put(out, s.p, k);
        if (k < s.n) {
            sl_puts(out, SL_LIT("\xEF\xBF\xBD"));
            k += bad(s.p + k, s.n - k);
        }
        s.p += k;
        s.n -= k;
    }
}

size_t sl_utf8_count(sl_str s) {
    size_t k = 0;
    for (size_t i = 0; i < s.n; i++) k += (s.p[i] & 0xC0) != 0x80;
    return k;
}

static bool ascii_letter(int32_t c) { return (uint32_t)((c | 32) - 'a') < 26; }

bool sl_is_letter(int32_t c) { return c < 128 ? c >= 0 && ascii_letter(c) : u_isalpha(c); }
bool sl_is_upper(int32_t c) { return c < 128 ? c >= 'A' && c <= 'Z' : u_isUUppercase(c); }
bool sl_is_lower(int32_t c) { return c < 128 ? c >= 'a' && c <= 'z' : u_isULowercase(c); }
bool sl_is_digit(int32_t c) { return c < 128 ? c >= '0' && c <= '9' : u_isdigit(c); }
bool sl_is_alnum(int32_t c) { return sl_is_letter(c) || sl_is_digit(c); }
bool sl_is_space(int32_t c) { return c < 128 ? c == ' ' || (c >= 9 && c <= 13) : u_isUWhiteSpace(c); }
int32_t sl_lower(int32_t c) { return c < 128 ? (c >= 'A' && c <= 'Z' ? c + 32 : c) : u_tolower(c); }
int32_t sl_upper(int32_t c) { return c < 128 ? (c >= 'a' && c <= 'z' ? c - 32 : c) : u_toupper(c); }

void sl_lower_str(sl_buf *out, sl_str s) {
    int32_t c;
    for (size_t i = 0; i < s.n;) {
        int k = sl_utf8_next(s.p + i, s.n - i, &c);
        if (c < 0) sl_putc(out, s.p[i]);
        else sl_utf8_put(out, sl_lower(c));
        i += (size_t)k;
    }
}
