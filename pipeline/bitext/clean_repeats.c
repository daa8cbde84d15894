/* Words that repeat the words before them; see clean.h. */
#include "clean.h"

enum { SHORT = 8 };

/* X and X and X is a way of speaking when both words are small: such a run counts from the fourth time on. */
static bool spoken(const sl_clean_word *w, size_t i, size_t p) { return p == 2 && w[i].flags & w[i - 1].flags & SL_CLEAN_SMALL; }

/* The longest run of period p, where word i equals word i - p over p * 2 words and more: how many words repeat. Signs that
 * stand alone are all alike (hash 0), and a row of them is no repetition of words. */
static size_t by_period(const sl_clean_word *w, size_t n, size_t p) {
    size_t run = 0, best = 0, i = 2 * p;
    while (i < n && w[i].hash != w[i - p].hash) i += 2 * p;         /* one of these stands in any such run */
    if (i >= n) return 0;
    for (i = p; i < n; i++) {
        run = w[i].hash == w[i - p].hash && (w[i].hash || p > 1) ? run + 1 : 0;
        if (run > best && (run != 2 * p || !spoken(w, i, p))) best = run;
    }
    return best >= 2 * p ? best / p * p : 0;
}

/* The period of all n words by their longest border (Knuth, Morris, Pratt): so whole sentences are found as well. */
static size_t by_border(const sl_clean_word *w, size_t n, sl_clean_scratch *x) {
    if (n > x->border_cap) x->border = sl_grow(x->border, &x->border_cap, n, sizeof *x->border);
    uint32_t *b = x->border;
    b[0] = 0;
    for (size_t i = 1, k = 0; i < n; b[i++] = (uint32_t)k) {
        while (k && w[i].hash != w[k].hash) k = b[k - 1];
        k += w[i].hash == w[k].hash;
    }
    size_t p = n - b[n - 1];
    return n >= 3 * p ? n / p * p - p : 0;
}

/* The most words that repeat those just before them, by a run that comes three times or more. */
static size_t repeats(const sl_clean_side *s, sl_clean_scratch *x) {
    size_t best = 0, again = s->again + s->bare;       /* so many words may repeat, and a run of period p has 2 * p of them */
    if (s->words < 3 || s->words > UINT32_MAX) return 0;
    for (size_t p = 1; p <= SHORT && 3 * p <= s->words && 2 * p <= again; p++) {
        size_t sum = by_period(s->word, s->words, p);
        if (sum > best) best = sum;
    }
    if (s->words > 3 * SHORT && again > s->words / 2) {
        size_t sum = by_border(s->word, s->words, x);
        if (sum > best) best = sum;
    }
    return best;
}

bool sl_clean_fails_repeated(sl_clean_pair *p, unsigned i, double limit) {
    const sl_clean_side *s = &p->side[i];
    if ((double)(s->again + s->bare) <= limit) return false;        /* no more words than these can be repeated ones */
    size_t here = repeats(&p->side[i], p->x);
    if ((double)here <= limit) return false;
    bool both = p->n == 1 || repeats(&p->side[1 - i], p->x);
    return (double)here > (both ? 2 * limit : limit) && sl_clean_count(p, here);
}

/* Has any block of four bytes at a multiple of four but one value? If a byte comes seven times in a row, one has. */
static bool has_block(sl_str t) {
    for (size_t i = 0; i + 4 <= t.n; i += 4) {
        uint32_t w;
        memcpy(&w, t.p + i, 4);
        if (w == (w << 8 | w >> 24) && t.p[i] != ' ') return true;
    }
    return false;
}

/* The same, four blocks at a time, but that it may be blanks. */
static bool may_have_block(sl_str t) {
    typedef uint32_t blocks __attribute__((vector_size(16)));
    typedef uint64_t halves __attribute__((vector_size(16)));
    blocks any = {0}, w;
    size_t i = 0;
    for (; i + sizeof w <= t.n; i += sizeof w) {
        memcpy(&w, t.p + i, sizeof w);
        any |= (blocks)(w == (w << 8 | w >> 24));
    }
    for (; i + 4 <= t.n; i += 4) {
        memcpy(&w, t.p + i, 4);
        any[0] |= w[0] == (w[0] << 8 | w[0] >> 24);
    }
    halves both = (halves)any;
    return both[0] | both[1];
}

/* How often the character comes that comes most often in a row; 0 when that is less than seven times. */
static size_t longest_run(sl_str t) {
    size_t best = 0, run = 1;
    if (!may_have_block(t) || !has_block(t)) return 0;
    for (size_t i = 1; i < t.n; i++) {
        run = t.p[i] == t.p[i - 1] && t.p[i] != ' ' ? run + 1 : 1;
        if (run > best) best = run;
    }
    return best;
}

bool sl_clean_fails_run(sl_clean_pair *p, unsigned i, double limit) {
    size_t here = longest_run(p->side[i].text);
    return (double)here > limit && (p->n == 1 || (double)longest_run(p->side[1 - i].text) <= limit) && sl_clean_count(p, here);
}
