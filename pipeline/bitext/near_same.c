/* Do two texts of nearly the same characters say the same? See sluis/near.h. */
#include "sluis/near.h"

enum { SHORT = 4, LEAST = 5, LONGEST = 128 };

static bool has(const sl_near_text *t, uint64_t hash) {
    const uint64_t *v = (const uint64_t *)(const void *)t->sorted.p;
    size_t n = t->sorted.n / sizeof *v, lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (v[mid] < hash) lo = mid + 1;
        else hi = mid;
    }
    return lo < n && v[lo] == hash;
}

static const sl_near_word *words(const sl_near_text *t, size_t *n) {
    *n = t->words.n / sizeof(sl_near_word);
    return (const sl_near_word *)(const void *)t->words.p;
}

/* The next word of a, from `at` on, that b has too; or the end. */
static size_t next_common(const sl_near_text *a, const sl_near_text *b, size_t at) {
    size_t n;
    const sl_near_word *w = words(a, &n);
    while (at < n && !has(b, w[at].hash)) at++;
    return at;
}

static bool any_fact(const sl_near_text *t, size_t from, size_t to) {
    size_t n;
    const sl_near_word *w = words(t, &n);
    while (from < to && !w[from].fact) from++;
    return from < to;
}

/* Words from..to without the spaces between; 0: too long to be a way of spelling. */
static size_t join(const sl_near_text *t, size_t from, size_t to, char *out) {
    size_t n, k = 0;
    const sl_near_word *w = words(t, &n);
    for (size_t i = from; i < to; i++) {
        if (k + w[i].n > LONGEST) return 0;
        memcpy(out + k, t->form.p + w[i].at, w[i].n);
        k += w[i].n;
    }
    return k;
}

/* One text spelt in two ways. A character beyond ASCII counts as two bytes at most: others have a first byte of their own. */
static bool spelt(const char *a, size_t n, const char *b, size_t m) {
    size_t head = 0, tail = 0, least = n < m ? n : m;
    while (head < least && a[head] == b[head]) head++;
    while (tail < least - head && a[n - 1 - tail] == b[m - 1 - tail]) tail++;
    size_t x = n - head - tail, y = m - head - tail;
    if (!head || n < LEAST || m < LEAST) return false;
    if (x == 2 && y == 2 && a[head] == b[head + 1] && a[head + 1] == b[head]) return true;
    return x <= 1u + (x && a[head] & 0x80) && y <= 1u + (y && b[head] & 0x80);
}

static bool only_short(const sl_near_text *t, size_t from, size_t to) {
    size_t n;
    const sl_near_word *w = words(t, &n);
    for (size_t i = from; i < to; i++)
        if (w[i].n > SHORT) return false;
    return true;
}

static bool any_digit(const char *p, size_t n) {
    while (n && !(*p >= '0' && *p <= '9')) p++, n--;
    return n > 0;
}

/* What stands between two common words. Where a space stands makes no fact, unless it is among digits. */
static bool same_between(const sl_near_text *a, size_t i, size_t i_end, const sl_near_text *b, size_t k, size_t k_end, bool loose) {
    char x[LONGEST], y[LONGEST];
    if (i == i_end && k == k_end) return true;
    size_t n = join(a, i, i_end, x), m = join(b, k, k_end, y);
    if (n && n == m && !memcmp(x, y, n) && !any_digit(x, n)) return true;
    if (any_fact(a, i, i_end) || any_fact(b, k, k_end)) return false;
    if (loose) return true;
    if (i == i_end) return only_short(b, k, k_end);
    if (k == k_end) return only_short(a, i, i_end);
    return spelt(x, n, y, m);
}

bool sl_near_same(const sl_near_text *a, const sl_near_text *b, bool loose) {
    size_t n, m, i = 0, k = 0;
    const sl_near_word *x = words(a, &n), *y = words(b, &m);
    if (!n || !m) return false;                    /* signs alone */
    for (;; i++, k++) {
        size_t from = i, start = k;
        i = next_common(a, b, i);
        k = next_common(b, a, k);
        if (!same_between(a, from, i, b, start, k, loose)) return false;
        if (i == n || k == m) return i == n && k == m;
        if (x[i].hash != y[k].hash) return false;
    }
}
