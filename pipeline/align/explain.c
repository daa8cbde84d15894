/* Why a bead is what it is; see explain.h. */
#include "explain.h"
#include "real.h"
#include <stdlib.h>

enum { SHOWN = 5 };               /* word links of a bead */
static const double WORTH = 0.5;  /* a link that gains less says nothing */

typedef struct { const sl_half *h; uint32_t from, to; } run;    /* tokens of a side of a bead */

static run run_of(const sl_half *h, uint32_t i, unsigned n) { return (run){h, h->at[i], h->at[i + n]}; }

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* The run's words in order of their numbers, to look them up. */
static size_t sorted(sl_explain *x, run r) {
    size_t n = r.to - r.from;
    x->word = sl_grow(x->word, &x->wordcap, n + 1, sizeof *x->word);
    if (n) memcpy(x->word, r.h->tok + r.from, n * sizeof *x->word);
    if (n) qsort(x->word, n, sizeof *x->word, by_number);
    return n;
}

static void add(sl_explain *x, sl_word_link l) {
    if (l.gain < WORTH) return;
    x->list = sl_grow(x->list, &x->cap, x->n + 1, sizeof *x->list);
    x->list[x->n++] = l;
}

/* What each word of `given` says for the words of `seen`: the term of evidence.h, as if it stood alone. */
static void judge(sl_explain *x, run given, run seen, const sl_rows *t, const double *known, bool turned) {
    size_t n = sorted(x, seen);
    for (uint32_t k = given.from; k < given.to; k++) {
        uint32_t v = given.h->tok[k];
        for (size_t l = t->at[v]; l < t->at[v + 1]; l++) {
            uint32_t w = t->link[l].word;
            if (!n || !bsearch(&w, x->word, n, sizeof w, by_number)) continue;
            double p = (double)t->link[l].p;
            double gain = sl_real_log(known[w] * p / (given.to - given.from) / seen.h->freq[w] + 1 - known[w]);
            add(x, turned ? (sl_word_link){w, v, p, gain} : (sl_word_link){v, w, p, gain});
        }
    }
}

static int by_pair(const void *a, const void *b) {
    const sl_word_link *x = a, *y = b;
    if (x->one != y->one) return x->one < y->one ? -1 : 1;
    if (x->two != y->two) return x->two < y->two ? -1 : 1;
    return (x->gain < y->gain) - (x->gain > y->gain);
}

static int by_gain(const void *a, const void *b) {
    const sl_word_link *x = a, *y = b;
    if (x->gain != y->gain) return x->gain > y->gain ? -1 : 1;
    return by_pair(a, b);
}

void sl_explain_words(sl_explain *x, const sl_align_view *v, const sl_bead *b, size_t most) {
    run one = run_of(v->one, b->i, b->a), two = run_of(v->two, b->j, b->b);
    size_t n = 0;
    x->n = 0;
    judge(x, one, two, &v->table[0], v->known[1].k, false);
    judge(x, two, one, &v->table[1], v->known[0].k, true);
    if (x->n) qsort(x->list, x->n, sizeof *x->list, by_pair);
    for (size_t k = 0; k < x->n; k++) {
        bool same = n && x->list[n - 1].one == x->list[k].one && x->list[n - 1].two == x->list[k].two;
        if (!same) x->list[n++] = x->list[k];
        else if (x->list[k].p > x->list[n - 1].p) x->list[n - 1].p = x->list[k].p;
    }
    if (n) qsort(x->list, n, sizeof *x->list, by_gain);
    x->n = n < most ? n : most;
}

static void put_words(sl_explain *x, const sl_align_view *v, const sl_bead *b, sl_buf *row) {
    sl_explain_words(x, v, b, SHOWN);
    for (size_t k = 0; k < x->n; k++) {
        if (k) sl_puts(row, SL_LIT(", "));
        sl_puts(row, sl_vocab_word(&v->one->words, x->list[k].one));
        sl_putc(row, '=');
        sl_puts(row, sl_vocab_word(&v->two->words, x->list[k].two));
        sl_printf(row, " %.2f", x->list[k].p);
    }
}

void sl_explain_bead(sl_explain *x, sl_aligner *a, const sl_bead *b, sl_buf *row) {
    sl_printf(row, "%u-%u\t%.4f", b->a, b->b, (double)b->p);
    if (!b->a || !b->b) {
        sl_puts(row, SL_LIT("\t\t\t\t\t\t\t\t\t"));
        return;
    }
    sl_align_parts p = sl_align_explain(a, b);
    sl_align_view v = sl_align_look(a);
    const double part[] = {p.kind, p.length, p.place, p.words[0], p.words[1], p.rivals, p.emb};
    double total = 0;
    for (size_t k = 0; k < sizeof part / sizeof *part; k++) {
        sl_printf(row, "\t%.2f", part[k]);
        total += part[k];
    }
    sl_printf(row, "\t%.2f\t", total);
    put_words(x, &v, b, row);
}

void sl_explain_free(sl_explain *x) {
    free(x->list);
    free(x->word);
    *x = (sl_explain){0};
}
