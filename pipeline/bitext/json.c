/* Reading JSON; see sluis/json.h. */
#include "sluis/json.h"
#include "sluis/utf8.h"

enum { DEPTH = 256 };

sl_json sl_json_new(sl_str text) { return (sl_json){text, text.p, NULL}; }
size_t sl_json_at(const sl_json *j) { return (size_t)(j->rest.p - j->start); }

static bool bad(sl_json *j, const char *why) {
    if (!j->why) j->why = why;
    return false;
}

static void step(sl_json *j, size_t n) { j->rest.p += n; j->rest.n -= n; }

char sl_json_peek(sl_json *j) {
    while (j->rest.n && (*j->rest.p == ' ' || *j->rest.p == '\t' || *j->rest.p == '\n' || *j->rest.p == '\r')) step(j, 1);
    return j->rest.n && !j->why ? *j->rest.p : 0;
}

static bool take(sl_json *j, char c) {
    if (sl_json_peek(j) != c) return false;
    step(j, 1);
    return true;
}

bool sl_json_open(sl_json *j, char bracket) { return take(j, bracket) || bad(j, bracket == '{' ? "an object is wanted" : "an array is wanted"); }

/* Before a member: the comma, or the bracket that ends them. */
static bool member(sl_json *j, bool *first, char end) {
    if (take(j, end)) return false;
    if (!*first && !take(j, ',')) return bad(j, end == '}' ? "a ',' or '}' is wanted" : "a ',' or ']' is wanted");
    *first = false;
    return !j->why;
}

bool sl_json_item(sl_json *j, bool *first) { return member(j, first, ']') && (sl_json_peek(j) || bad(j, "it ends too early")); }

bool sl_json_key(sl_json *j, bool *first, sl_buf *key) {
    if (!member(j, first, '}')) return false;
    sl_clear(key);
    if (sl_json_peek(j) != '"') return bad(j, "a key is wanted");
    return sl_json_string(j, key) && (take(j, ':') || bad(j, "a ':' is wanted"));
}

static bool hex4(const sl_json *j, size_t at, uint32_t *u) {
    *u = 0;
    for (size_t i = at; i < at + 4; i++) {
        char c = i < j->rest.n ? j->rest.p[i] : 0;
        uint32_t d = c >= '0' && c <= '9' ? (uint32_t)(c - '0') : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10 : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10 : 16;
        if (d > 15) return false;
        *u = *u << 4 | d;
    }
    return true;
}

/* Behind a backslash and a u. */
static bool unicode(sl_json *j, sl_buf *out) {
    uint32_t u, low;
    if (!hex4(j, 2, &u)) return bad(j, "four hexadecimal digits are wanted");
    size_t n = 6;
    if (u >= 0xD800 && u <= 0xDBFF && j->rest.n > 7 && j->rest.p[6] == '\\' && j->rest.p[7] == 'u' && hex4(j, 8, &low) && low >= 0xDC00 && low <= 0xDFFF) {
        u = 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00);
        n = 12;
    }
    if (u >= 0xD800 && u <= 0xDFFF) return bad(j, "a lone surrogate");
    sl_utf8_put(out, (int32_t)u);
    step(j, n);
    return true;
}

static bool escape(sl_json *j, sl_buf *out) {
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char c = j->rest.n > 1 ? j->rest.p[1] : 0;
    const char *q = c ? strchr(from, c) : NULL;
    if (c == 'u') return unicode(j, out);
    if (!q) return bad(j, "an unknown escape");
    sl_putc(out, to[q - from]);
    step(j, 2);
    return true;
}

static size_t plain_run(sl_str s) {
    size_t n = 0;
    while (n < s.n && s.p[n] != '"' && s.p[n] != '\\' && (unsigned char)s.p[n] >= 0x20) n++;
    return n;
}

bool sl_json_string(sl_json *j, sl_buf *out) {
    if (!take(j, '"')) return bad(j, "a string is wanted");
    for (;;) {
        size_t n = plain_run(j->rest), valid = sl_utf8_valid(j->rest.p, n);
        sl_put(out, j->rest.p, valid);
        step(j, valid);
        if (valid < n) return bad(j, "invalid UTF-8");
        if (!j->rest.n) return bad(j, "a string without end");
        if (*j->rest.p == '"') break;
        if (*j->rest.p != '\\') return bad(j, "a control character in a string");
        if (!escape(j, out)) return false;
    }
    step(j, 1);
    return true;
}

static size_t digits(sl_str s, size_t i) {
    while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9') i++;
    return i;
}

/* Length of the number that s begins with; 0: none. */
static size_t number(sl_str s) {
    size_t i = s.n && s.p[0] == '-', k = digits(s, i);
    if (k == i || (s.p[i] == '0' && k > i + 1)) return 0;
    if (k < s.n && s.p[k] == '.') {
        i = k + 1;
        if ((k = digits(s, i)) == i) return 0;
    }
    if (k < s.n && (s.p[k] | 32) == 'e') {
        i = k + 1;
        if (i < s.n && (s.p[i] == '+' || s.p[i] == '-')) i++;
        if ((k = digits(s, i)) == i) return 0;
    }
    return k;
}

bool sl_json_is_number(sl_str s) { return s.n && number(s) == s.n; }

static size_t word(sl_str s) {
    static const sl_str words[] = {{"true", 4}, {"false", 5}, {"null", 4}};
    for (size_t i = 0; i < 3; i++)
        if (sl_starts(s, words[i])) return words[i].n;
    return 0;
}

bool sl_json_scalar(sl_json *j, sl_buf *out) {
    if (sl_json_peek(j) == '"') return sl_json_string(j, out);
    size_t n = j->why ? 0 : number(j->rest);
    if (!n) n = j->why ? 0 : word(j->rest);
    if (!n) return bad(j, "a value is wanted");
    sl_put(out, j->rest.p, n);
    step(j, n);
    return true;
}

bool sl_json_uint(sl_json *j, uint64_t *n) {
    sl_json_peek(j);
    size_t k = digits(j->rest, 0);
    if (j->why || !k || number(j->rest) != k) return bad(j, "an integer is wanted");
    *n = 0;
    for (size_t i = 0; i < k; i++)
        if (__builtin_mul_overflow(*n, 10u, n) || __builtin_add_overflow(*n, (uint64_t)(j->rest.p[i] - '0'), n)) return bad(j, "a number above 18446744073709551615");
    step(j, k);
    return true;
}

static bool skip(sl_json *j, sl_buf *b, unsigned depth) {
    bool first = true;
    sl_clear(b);
    char c = sl_json_peek(j);
    if (c != '{' && c != '[') return sl_json_scalar(j, b);
    if (depth == DEPTH) return bad(j, "brackets nested deeper than 256");
    step(j, 1);
    while (c == '{' ? sl_json_key(j, &first, b) : sl_json_item(j, &first))
        if (!skip(j, b, depth + 1)) return false;
    return !j->why;
}

bool sl_json_skip(sl_json *j) {
    sl_buf b = {0};
    bool good = skip(j, &b, 0);
    sl_buf_free(&b);
    return good;
}

bool sl_json_end(sl_json *j) {
    sl_json_peek(j);
    return !j->why && (!j->rest.n || bad(j, "something behind the value"));
}
