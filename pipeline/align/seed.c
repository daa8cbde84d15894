/* Links between words that are known beforehand; see seed.h. */
#include "seed.h"
#include "sluis/utf8.h"
#include <stdlib.h>

enum { COMMON = 300,              /* a bucket with more words says little and costs much */
       PREFIX = 5 };
static const double NUMBER = 4, ALIKE = 1.5, ALIKE_SHORT = 0.5, SIGN = 2, SAME_START = 0.3;

static void add(sl_seeds *s, uint32_t word, double weight) {
    s->list = sl_grow(s->list, &s->listcap, s->nlist + 1, sizeof *s->list);
    s->list[s->nlist++] = (sl_link){word, (float)weight};
}

static double alike_weight(sl_str w) {
    int32_t c;
    sl_utf8_next(w.p, w.n, &c);
    if (sl_half_is_number(w)) return NUMBER;
    if (!sl_is_alnum(c)) return SIGN;
    return w.n >= 3 ? ALIKE : ALIKE_SHORT;
}

static void add_alike(sl_seeds *s, sl_str word, const sl_half *two) {
    uint32_t w = sl_vocab_find(&two->words, word);
    if (w != SL_VOCAB_NONE) add(s, w, alike_weight(word));
}

static void add_listed(void *s, uint32_t word, double weight) { add(s, word, weight); }

static double cognate_weight(const sl_seeds *s, uint32_t v, sl_str one, uint32_t w, sl_str two) {
    double dice = sl_trigrams_dice(&s->tone, v, &s->ttwo, w);
    size_t k = 0;
    if (dice >= 0.5) return (dice - 0.35) * 1.5;
    while (k < one.n && k < two.n && one.p[k] == two.p[k]) k++;
    return k >= PREFIX && 2 * k >= two.n ? SAME_START : 0;
}

/* Words of half two that share two buckets or more with word v are compared with it. */
static void add_cognates(sl_seeds *s, uint32_t v, const sl_half *one, const sl_half *two) {
    const sl_trigrams *t = &s->ttwo;
    sl_str word = sl_vocab_word(&one->words, v);
    size_t n = 0;
    for (uint32_t k = s->tone.at[v]; k < s->tone.at[v + 1]; k++) {
        uint32_t b = sl_trigrams_bucket(s->tone.gram[k]), from = t->postat[b], to = t->postat[b + 1];
        if (to - from > COMMON) continue;
        s->hit = sl_grow(s->hit, &s->hitcap, n + (to - from), sizeof *s->hit);
        for (; from < to; from++)
            if (s->shared[t->post[from]]++ == 0) s->hit[n++] = t->post[from];
    }
    for (size_t k = 0; k < n; k++) {
        sl_str other = sl_vocab_word(&two->words, s->hit[k]);
        double weight = s->shared[s->hit[k]] < 2 || sl_eq(word, other) ? 0 : cognate_weight(s, v, word, s->hit[k], other);
        if (weight > 0) add(s, s->hit[k], weight);
        s->shared[s->hit[k]] = 0;
    }
}

static int by_word(const void *a, const void *b) {
    const sl_link *x = a, *y = b;
    if (x->word != y->word) return x->word < y->word ? -1 : 1;
    return (x->p < y->p) - (x->p > y->p);
}

/* Of several links to one word the heaviest stands. */
static void close_row(sl_seeds *s) {
    if (s->nlist) qsort(s->list, s->nlist, sizeof *s->list, by_word);
    for (size_t k = 0; k < s->nlist; k++)
        if (k == 0 || s->list[k].word != s->list[k - 1].word) sl_rows_add(&s->one, s->list[k].word, s->list[k].p);
    sl_rows_end(&s->one);
    s->nlist = 0;
}

void sl_seeds_find(sl_seeds *s, const sl_half *one, const sl_half *two, const sl_wordlist *l) {
    sl_trigrams_read(&s->tone, &one->words, false);
    sl_trigrams_read(&s->ttwo, &two->words, true);
    s->shared = sl_grow(s->shared, &s->sharedcap, (size_t)two->words.n + 1, sizeof *s->shared);
    memset(s->shared, 0, two->words.n * sizeof *s->shared);
    sl_places_find(&s->places, l, &two->words);
    sl_rows_start(&s->one);
    for (uint32_t v = 0; v < one->words.n; v++) {
        sl_str word = sl_vocab_word(&one->words, v);
        add_alike(s, word, two);
        sl_places_links(&s->places, l, word, add_listed, s);
        add_cognates(s, v, one, two);
        close_row(s);
    }
    sl_rows_turn(&s->two, &s->one, two->words.n);
}

void sl_seeds_free(sl_seeds *s) {
    sl_rows_free(&s->one);
    sl_rows_free(&s->two);
    sl_places_free(&s->places);
    sl_trigrams_free(&s->tone);
    sl_trigrams_free(&s->ttwo);
    free(s->shared);
    free(s->hit);
    free(s->list);
}
