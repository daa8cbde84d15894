/* A text taken apart for the comparison of near-duplicates; see sluis/near.h. */
#include "sluis/near.h"
#include "sluis/hash.h"
#include "sluis/utf8.h"
#include <unicode/uchar.h>

enum { GRAM = 5 };

typedef struct { sl_near_text *t; const sl_set *contrast; size_t word; bool capital, digit; } reader;   /* word: where it starts; 0: in none */

uint64_t sl_near_hash(sl_str word) { return XXH3_64bits(word.p, word.n); }

static void add_word(reader *r, sl_str w, size_t at, bool fact) {
    sl_near_word x = {sl_near_hash(w), at, at ? w.n : 0, fact};
    x.fact = fact || sl_set_has(r->contrast, x.hash);
    sl_put(&r->t->words, (const char *)&x, sizeof x);
}

static void end_word(reader *r) {
    sl_buf *form = &r->t->form;
    if (!r->word) return;
    sl_str w = sl_slice(form->p + r->word, form->n - r->word);
    bool label = w.n == 1 && w.p[0] != 'a' && w.p[0] != 's';       /* figure b, not "a" and the genitive */
    add_word(r, w, r->word, r->capital || r->digit || label);
    if (r->digit) r->t->numbers = sl_hash_line(r->t->numbers, w);
    sl_putc(form, ' ');
    r->word = 0;
    r->capital = r->digit = false;
}

/* A sign that says something stands for itself, as a word without characters in the form. */
static void sign(reader *r, sl_str s) {
    end_word(r);
    add_word(r, s, 0, true);
}

static void letter(reader *r, int32_t c) {
    if (!r->word) r->word = r->t->form.n;
    r->digit |= sl_is_digit(c);
    r->capital |= sl_is_upper(c);
    sl_utf8_put(&r->t->form, sl_lower(c));
}

static bool says_something(int32_t c, sl_str rest) {
    if (c == '-' || c == 0x2212) return rest.n && rest.p[0] >= '0' && rest.p[0] <= '9';
    if (c < 128) return c && strchr("?%&#@+=<>$", c);
    return U_GET_GC_MASK(c) & (U_GC_SC_MASK | U_GC_SM_MASK);
}

static void take_apart(reader *r, sl_str s) {
    int32_t c;
    while (s.n) {
        size_t k = (size_t)sl_utf8_next(s.p, s.n, &c);
        sl_str here = sl_slice(s.p, k);
        s = sl_slice(s.p + k, s.n - k);
        if (sl_is_alnum(c) || (c >= 128 && U_GET_GC_MASK(c) & U_GC_M_MASK)) letter(r, c);
        else if (c < 0) sign(r, here);
        else if (says_something(c, s) && !(c == '-' && r->word)) sign(r, here);
        else end_word(r);
    }
    end_word(r);
}

static void grams(sl_near_text *t) {
    sl_str f = sl_view(&t->form);
    size_t n = f.n < GRAM ? 1 : f.n - GRAM + 1;
    uint32_t *v = (uint32_t *)(void *)sl_need(&t->grams, n * sizeof *v);
    for (size_t i = 0; i < n; i++) {
        uint64_t x = 0;
        memcpy(&x, f.p + i, f.n < GRAM ? f.n : GRAM);
        x = (x ^ x >> 29) * 0xFF51AFD7ED558CCDull;
        v[i] = (uint32_t)(x >> 32);
    }
    t->grams.n = n * sizeof *v;
}

void sl_near_read(sl_str text, const sl_set *contrast, sl_near_text *t) {
    reader r = {.t = t, .contrast = contrast};
    sl_clear(&t->form);
    sl_clear(&t->words);
    sl_clear(&t->grams);
    t->numbers = 0;
    sl_putc(&t->form, ' ');
    take_apart(&r, text);
    grams(t);
}

/* Shell's sort with Ciura's gaps, then by 2.25: short lists, no memory. */
static size_t first_gap(size_t n) {
    size_t gap = 701;
    while (gap < n / 2) gap = gap * 9 / 4;
    return gap;
}
static size_t next_gap(size_t gap) {
    static const size_t gaps[] = {301, 132, 57, 23, 10, 4, 1};
    if (gap > 701) return gap * 4 / 9 > 701 ? gap * 4 / 9 : 701;
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
        if (gaps[i] < gap) return gaps[i];
    return 0;
}

#define SORTS(name, type)                                                       \
    static void name(type *v, size_t n) {                                       \
        for (size_t gap = first_gap(n); gap; gap = next_gap(gap))               \
            for (size_t i = gap; i < n; i++) {                                  \
                type x = v[i];                                                  \
                size_t k = i;                                                   \
                for (; k >= gap && v[k - gap] > x; k -= gap) v[k] = v[k - gap]; \
                v[k] = x;                                                       \
            }                                                                   \
    }
SORTS(sort32, uint32_t)
SORTS(sort64, uint64_t)

void sl_near_sort(sl_near_text *t) {
    uint32_t *g = (uint32_t *)(void *)t->grams.p;
    size_t n = t->grams.n / sizeof *g, unique = 0, nwords = t->words.n / sizeof(sl_near_word);
    const sl_near_word *w = (const sl_near_word *)(const void *)t->words.p;
    sort32(g, n);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || g[i] != g[i - 1]) g[unique++] = g[i];
    t->grams.n = unique * sizeof *g;
    uint64_t *s = (uint64_t *)(void *)(sl_clear(&t->sorted), sl_need(&t->sorted, nwords * sizeof *s + 1));
    for (size_t i = 0; i < nwords; i++) s[i] = w[i].hash;
    sort64(s, nwords);
    t->sorted.n = nwords * sizeof *s;
}

double sl_near_jaccard(const sl_near_text *a, const sl_near_text *b) {
    const uint32_t *x = (const uint32_t *)(const void *)a->grams.p, *y = (const uint32_t *)(const void *)b->grams.p;
    size_t n = a->grams.n / sizeof *x, m = b->grams.n / sizeof *y, i = 0, k = 0, common = 0;
    while (i < n && k < m) {
        if (x[i] == y[k]) common++, i++, k++;
        else if (x[i] < y[k]) i++;
        else k++;
    }
    return (double)common / (double)(n + m - common);
}

void sl_near_text_free(sl_near_text *t) {
    sl_buf_free(&t->form);
    sl_buf_free(&t->words);
    sl_buf_free(&t->grams);
    sl_buf_free(&t->sorted);
}
