/* What is known of words from a dictionary in the form of sluis/dict.h; see seed.h. */
#include "lexicon.h"
#include "seed.h"
#include "sluis/align.h"
#include "sluis/utf8.h"
#include <stdlib.h>

/* A translation counts less beside others, and less for each of several words that it (or the entry) has. Small words of such
 * phrases say nothing; longer phrases explain rather than translate. */
static const double ONLY = 1, AMONG = 0.7;
enum { PHRASE = 4, SMALL = 2 };   /* most words; letters of a small one */

typedef struct { uint32_t one, two; float p; } found;
typedef struct {
    sl_half half;                 /* the phrases as sentences: the tokens that documents have */
    sl_str *phrase; size_t n, cap;
    size_t *at; size_t rows, atcap;      /* of each row: its first phrase, the headword */
    found *list; size_t nlist, listcap;
} work;

static void add_row(work *w, sl_str row) {
    w->at = sl_grow(w->at, &w->atcap, w->rows + 1, sizeof *w->at);
    w->at[w->rows++] = w->n;
    while (row.n) {
        w->phrase = sl_grow(w->phrase, &w->cap, w->n + 1, sizeof *w->phrase);
        w->phrase[w->n++] = sl_cut(&row, '\t');
    }
}

/* The words of a phrase that count, into `out`; how many, 0 if it is too long. */
static unsigned content(const work *w, size_t phrase, uint32_t out[PHRASE]) {
    const sl_half *h = &w->half;
    unsigned all = 0, n = 0;
    for (int small = 0; small < 2 && n == 0; small++)
        for (uint32_t t = h->at[phrase]; t < h->at[phrase + 1]; t++) {
            sl_str word = sl_vocab_word(&h->words, h->tok[t]);
            int32_t c;
            sl_utf8_next(word.p, word.n, &c);
            if (!sl_is_alnum(c)) continue;
            if (!small && ++all > PHRASE) return 0;
            if ((small || sl_utf8_count(word) > SMALL) && n < PHRASE) out[n++] = h->tok[t];
        }
    return n;
}

static void link_phrases(work *w, size_t head, size_t other, double weight) {
    uint32_t one[PHRASE], two[PHRASE];
    unsigned n = content(w, head, one), m = content(w, other, two);
    for (unsigned i = 0; i < n; i++)
        for (unsigned j = 0; j < m; j++) {
            w->list = sl_grow(w->list, &w->listcap, w->nlist + 1, sizeof *w->list);
            w->list[w->nlist++] = (found){one[i], two[j], (float)(weight / (n * m))};
        }
}

static int by_words(const void *a, const void *b) {
    const found *x = a, *y = b;
    if (x->one != y->one) return x->one < y->one ? -1 : 1;
    if (x->two != y->two) return x->two < y->two ? -1 : 1;
    return (x->p < y->p) - (x->p > y->p);
}

/* The heaviest link of each pair of words. */
static sl_lexicon *lexicon(const work *w) {
    sl_lexicon_builder *b = sl_lexicon_builder_new();
    sl_buf image = {0};
    for (size_t k = 0; k < w->nlist; k++) {
        const found *f = &w->list[k];
        double share = (double)f->p / SL_LEXICON_WEIGHT;
        if (k && f->one == f[-1].one && f->two == f[-1].two) continue;
        sl_lexicon_builder_add(b, sl_vocab_word(&w->half.words, f->one), sl_vocab_word(&w->half.words, f->two), share, share);
    }
    sl_lexicon_builder_finish(b, &image);
    return sl_lexicon_take(&image);
}

void sl_wordlist_dict(sl_wordlist *l, sl_str text) {
    work w = {0};
    while (text.n) add_row(&w, sl_cut(&text, '\n'));
    sl_half_read(&w.half, w.phrase, w.n);
    for (size_t r = 0; r < w.rows; r++) {
        size_t end = r + 1 < w.rows ? w.at[r + 1] : w.n;
        for (size_t k = w.at[r] + 1; k < end; k++) link_phrases(&w, w.at[r], k, end - w.at[r] == 2 ? ONLY : AMONG);
    }
    if (w.nlist) qsort(w.list, w.nlist, sizeof *w.list, by_words);
    l->added[SL_WORDS_DICT] = l->own[l->nown++] = lexicon(&w);
    sl_half_free(&w.half);
    free(w.phrase);
    free(w.at);
    free(w.list);
}
