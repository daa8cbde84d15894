/* Letter trigrams of words, and how much two words share; see seed.h. */
#include "seed.h"
#include <stdlib.h>

enum { SHORTEST = 4, BUCKETS = 1 << 14 };

/* Insertion sort: words have few trigrams. Each stays once. */
static size_t sort_once(uint32_t *v, size_t n) {
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t x = v[i];
        size_t at = k;
        while (at && v[at - 1] > x) at--;
        if (at && v[at - 1] == x) continue;
        memmove(v + at + 1, v + at, (k++ - at) * sizeof *v);
        v[at] = x;
    }
    return k;
}

/* Trigrams of bytes, with a mark before and behind the word. */
static uint32_t word_grams(sl_trigrams *t, uint32_t at, sl_str w) {
    if (w.n < SHORTEST || sl_half_is_number(w)) return at;
    t->gram = sl_grow(t->gram, &t->gramcap, at + w.n, sizeof *t->gram);
    uint32_t g = '^' << 8 | (unsigned char)w.p[0];
    for (size_t i = 1; i <= w.n; i++) {
        g = (g << 8 | (i < w.n ? (unsigned char)w.p[i] : '$')) & 0xFFFFFF;
        t->gram[at + i - 1] = g;
    }
    return at + (uint32_t)sort_once(t->gram + at, w.n);
}

/* Counting sort of (trigram, word) by bucket. */
static void post(sl_trigrams *t, uint32_t words) {
    uint32_t total = t->at[words];
    t->postat = sl_grow(t->postat, &t->postatcap, BUCKETS + 2, sizeof *t->postat);
    t->post = sl_grow(t->post, &t->postcap, total + 1, sizeof *t->post);
    memset(t->postat, 0, (BUCKETS + 2) * sizeof *t->postat);
    for (uint32_t k = 0; k < total; k++) t->postat[sl_trigrams_bucket(t->gram[k]) + 2]++;
    for (uint32_t b = 0; b < BUCKETS; b++) t->postat[b + 2] += t->postat[b + 1];
    for (uint32_t w = 0; w < words; w++)
        for (uint32_t k = t->at[w]; k < t->at[w + 1]; k++) t->post[t->postat[sl_trigrams_bucket(t->gram[k]) + 1]++] = w;
}

void sl_trigrams_read(sl_trigrams *t, const sl_vocab *words, bool postings) {
    t->at = sl_grow(t->at, &t->atcap, (size_t)words->n + 1, sizeof *t->at);
    t->at[0] = 0;
    for (uint32_t w = 0; w < words->n; w++) t->at[w + 1] = word_grams(t, t->at[w], sl_vocab_word(words, w));
    if (postings) post(t, words->n);
}

double sl_trigrams_dice(const sl_trigrams *a, uint32_t v, const sl_trigrams *b, uint32_t w) {
    uint32_t i = a->at[v], ni = a->at[v + 1], j = b->at[w], nj = b->at[w + 1], both = 0, all = ni - i + nj - j;
    while (i < ni && j < nj) {
        if (a->gram[i] == b->gram[j]) { both++; i++; j++; }
        else if (a->gram[i] < b->gram[j]) i++;
        else j++;
    }
    return all ? 2.0 * both / all : 0;
}

void sl_trigrams_free(sl_trigrams *t) {
    free(t->gram);
    free(t->at);
    free(t->post);
    free(t->postat);
}
