/* Numbers that one side has and the other lacks; see sluis/clean.h for what counts as the same. */
#include "clean.h"
#include <stdlib.h>

enum { SPELT = 12 };                    /* up to here a number may be a word */
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool joins(char c) { return c == '.' || c == ',' || c == ':' || c == '\''; }

/* The next number of a text and its value (long ones: modulo 2^64); false when there is none. */
static bool next(sl_str *rest, sl_str *number, uint64_t *value) {
    size_t i = 0;
    while (i < rest->n && !is_digit(rest->p[i])) i++;
    if (i == rest->n) return false;
    size_t start = i;
    for (*value = 0; i < rest->n; i++) {
        if (is_digit(rest->p[i])) *value = *value * 10 + (uint64_t)(rest->p[i] - '0');
        else if (!(joins(rest->p[i]) && i + 1 < rest->n && is_digit(rest->p[i + 1]))) break;
    }
    *number = sl_slice(rest->p + start, i - start);
    rest->p += i;
    rest->n -= i;
    return true;
}

static int compare(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static size_t collect(sl_str text, uint64_t **v, size_t *cap) {
    size_t n = 0;
    sl_str number;
    uint64_t value;
    while (next(&text, &number, &value)) {
        if (n == *cap) *v = sl_grow(*v, cap, n + 1, sizeof **v);
        (*v)[n++] = value;
    }
    if (n > 1) qsort(*v, n, sizeof **v, compare);
    return n;
}

static bool has(const uint64_t *v, size_t n, uint64_t x) { return n && bsearch(&x, v, n, sizeof *v, compare); }

/* The same value, or a form of it: 8:30 pm and 20.30, 5 pm and 17.00 uur, 1980s and '80s. */
static bool has_form(const uint64_t *v, size_t n, uint64_t x) {
    static const struct { uint64_t from, to; int64_t add; } shifts[] = {{100, 1159, 1200}, {1300, 2359, -1200}, {1300, 2400, -1200}};
    if (x <= SPELT || has(v, n, x)) return true;
    for (size_t i = 0; i < sizeof shifts / sizeof *shifts; i++)
        if (x >= shifts[i].from && x <= shifts[i].to && has(v, n, x + (uint64_t)shifts[i].add)) return true;
    if (x <= 24 && (has(v, n, x * 100) || has(v, n, x + 12) || (x > 12 && has(v, n, x - 12)))) return true;
    if (x % 100 == 0 && x <= 2400 && (has(v, n, x / 100) || (x > 1200 && has(v, n, x / 100 - 12)))) return true;
    if (x < 100) return has(v, n, 1900 + x) || has(v, n, 1800 + x) || has(v, n, 2000 + x);
    return x >= 1800 && x < 2100 && has(v, n, x % 100);
}

static sl_str lost(sl_str a, const uint64_t *v, size_t n) {
    sl_str number;
    uint64_t value;
    while (next(&a, &number, &value))
        if (!has_form(v, n, value)) return number;
    return sl_slice("", 0);
}

sl_str sl_clean_lost_number(sl_str a, sl_str b, sl_clean_scratch *x) {
    size_t na = collect(a, &x->numbers[0], &x->numbers_cap[0]), nb = collect(b, &x->numbers[1], &x->numbers_cap[1]);
    if (!na && !nb) return sl_slice("", 0);
    sl_str n = lost(a, x->numbers[1], nb);
    return n.n ? n : lost(b, x->numbers[0], na);
}
