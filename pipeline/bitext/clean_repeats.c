/* Words that repeat the words before them; see clean.h. */
#include "clean.h"

enum { SHORT = 8 };

/* The longest run of period p, where word i equals word i - p over p * 2 words and more: how many words repeat. Signs that
 * stand alone are all alike (hash 0), and a row of them is no repetition of words. */
static size_t by_period(const uint64_t *w, size_t n, size_t p) {
    size_t run = 0, best = 0;
    for (size_t i = p; i < n; i++) {
        run = w[i] == w[i - p] && (w[i] || p > 1) ? run + 1 : 0;
        if (run > best) best = run;
    }
    return best >= 2 * p ? best / p * p : 0;
}

/* The period of all n words by their longest border (Knuth, Morris, Pratt): so whole sentences are found as well. */
static size_t by_border(const uint64_t *w, size_t n, sl_clean_scratch *x) {
    if (n > x->border_cap) x->border = sl_grow(x->border, &x->border_cap, n, sizeof *x->border);
    uint32_t *b = x->border;
    b[0] = 0;
    for (size_t i = 1, k = 0; i < n; b[i++] = (uint32_t)k) {
        while (k && w[i] != w[k]) k = b[k - 1];
        k += w[i] == w[k];
    }
    size_t p = n - b[n - 1];
    return n >= 3 * p ? n / p * p - p : 0;
}

size_t sl_clean_repeats(const sl_clean_side *s, sl_clean_scratch *x) {
    const uint64_t *w = x->words + s->first;
    size_t best = 0;
    if (s->words < 3 || s->words > UINT32_MAX) return 0;
    for (size_t p = 1; p <= SHORT && 3 * p <= s->words; p++) {
        size_t sum = by_period(w, s->words, p);
        if (sum > best) best = sum;
    }
    if (s->words > 3 * SHORT) {
        size_t sum = by_border(w, s->words, x);
        if (sum > best) best = sum;
    }
    return best;
}
