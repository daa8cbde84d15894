/* Learning and reading lexicons; see sluis/lexicon.h. */
#include "sluis/lexicon.h"
#include "model1.h"
#include "sluis/utf8.h"
#include <math.h>
#include <stdlib.h>

static const double ONCE = 0.5;                  /* what a link needs of words that were seen once */

typedef struct { uint32_t word; double p, q, both; } found;
struct sl_trainer {
    sl_arena text;
    sl_str *line[2]; size_t linecap[2], n;
    sl_half half[2];
    sl_rows table[2];
    uint32_t *count[2];                          /* how often a word was seen */
    uint32_t *order; size_t at;                  /* words of half one in byte order; the next of them */
    found *list; size_t listcap;
};

sl_trainer *sl_trainer_new(void) { return sl_zalloc(sizeof(sl_trainer)); }

void sl_trainer_add(sl_trainer *t, sl_str one, sl_str two) {
    for (unsigned d = 0; d < 2; d++) {
        t->line[d] = sl_grow(t->line[d], &t->linecap[d], t->n + 1, sizeof **t->line);
        t->line[d][t->n] = sl_arena_copy(&t->text, d ? two : one);
    }
    t->n++;
}

static void count_words(sl_trainer *t, unsigned d) {
    const sl_half *h = &t->half[d];
    t->count[d] = sl_zalloc(((size_t)h->words.n + 1) * sizeof **t->count);
    for (uint32_t k = 0; k < h->at[h->n]; k++) t->count[d][h->tok[k]]++;
}

static int by_bytes(const void *a, const void *b, void *vocab) {
    return sl_cmp(sl_vocab_word(vocab, *(const uint32_t *)a), sl_vocab_word(vocab, *(const uint32_t *)b));
}

static void order_words(sl_trainer *t) {
    sl_vocab *v = &t->half[0].words;
    t->order = sl_alloc(((size_t)v->n + 1) * sizeof *t->order);
    for (uint32_t w = 0; w < v->n; w++) t->order[w] = w;
    qsort_r(t->order, v->n, sizeof *t->order, by_bytes, v);
}

/* A table without links, for nothing is known beforehand. */
static sl_rows no_seeds(uint32_t words) {
    sl_rows r = {0};
    sl_rows_start(&r);
    for (uint32_t w = 0; w < words; w++) sl_rows_end(&r);
    return r;
}

void sl_trainer_learn(sl_trainer *t) {
    sl_bead *bead = sl_alloc((t->n + 1) * sizeof *bead);
    sl_model1 m = {.rounds = 5};
    for (uint32_t i = 0; i < t->n; i++) bead[i] = (sl_bead){.i = i, .j = i, .a = 1, .b = 1, .p = 1};
    for (unsigned d = 0; d < 2; d++) {
        sl_half_read(&t->half[d], t->line[d], t->n);
        count_words(t, d);
    }
    for (unsigned d = 0; d < 2; d++) {
        sl_rows seeds = no_seeds(t->half[d].words.n);
        sl_model1_learn(&m, &t->table[d], &t->half[0], &t->half[1], d, &seeds, bead, t->n);
        sl_rows_free(&seeds);
    }
    order_words(t);
    sl_model1_free(&m);
    free(bead);
}

static double probability(const sl_rows *r, uint32_t from, uint32_t to) {
    for (size_t k = r->at[from]; k < r->at[from + 1]; k++)
        if (r->link[k].word == to) return (double)r->link[k].p;
    return 0;
}

static bool is_word(sl_str w) {
    int32_t c;
    sl_utf8_next(w.p, w.n, &c);
    return sl_is_letter(c);
}

static int better(const void *a, const void *b) {
    const found *x = a, *y = b;
    if (x->both != y->both) return x->both > y->both ? -1 : 1;
    return (x->word > y->word) - (x->word < y->word);
}

/* The links of word v that are worth keeping, into t->list. */
static size_t choose(sl_trainer *t, uint32_t v, const sl_lexicon_rules *r) {
    size_t n = 0;
    for (size_t k = t->table[0].at[v]; k < t->table[0].at[v + 1]; k++) {
        found f = {.word = t->table[0].link[k].word, .p = (double)t->table[0].link[k].p};
        f.q = probability(&t->table[1], f.word, v);
        f.both = sqrt(f.p * f.q);
        bool once = t->count[0][v] < 2 || t->count[1][f.word] < 2;
        if (f.both < r->least || (once && f.both < ONCE) || !is_word(sl_vocab_word(&t->half[1].words, f.word))) continue;
        t->list = sl_grow(t->list, &t->listcap, n + 1, sizeof *t->list);
        t->list[n++] = f;
    }
    if (n) qsort(t->list, n, sizeof *t->list, better);
    return n < r->most ? n : r->most;
}

static int thousandths(double p) { return (int)(p * 1000 + 0.5); }

bool sl_trainer_next(sl_trainer *t, const sl_lexicon_rules *r, sl_buf *row) {
    while (t->at < t->half[0].words.n) {
        uint32_t v = t->order[t->at++];
        sl_str word = sl_vocab_word(&t->half[0].words, v);
        size_t n = is_word(word) ? choose(t, v, r) : 0;
        if (!n) continue;
        sl_puts(row, word);
        for (size_t k = 0; k < n; k++) {
            sl_str other = sl_vocab_word(&t->half[1].words, t->list[k].word);
            sl_printf(row, "\t%.*s %d %d", (int)other.n, other.p, thousandths(t->list[k].p), thousandths(t->list[k].q));
        }
        return true;
    }
    return false;
}

void sl_trainer_free(sl_trainer *t) {
    if (!t) return;
    for (unsigned d = 0; d < 2; d++) {
        free(t->line[d]);
        free(t->count[d]);
        sl_half_free(&t->half[d]);
        sl_rows_free(&t->table[d]);
    }
    free(t->order);
    free(t->list);
    sl_arena_free(&t->text);
    free(t);
}

/* Reading */

static bool share(sl_str *s, float *p) {
    sl_str d = sl_cut(s, ' ');
    unsigned v = 0;
    if (!d.n || d.n > 4) return false;
    for (size_t i = 0; i < d.n; i++) {
        if (d.p[i] < '0' || d.p[i] > '9') return false;
        v = v * 10 + (unsigned)(d.p[i] - '0');
    }
    *p = (float)v / 1000;
    return v <= 1000;
}

int sl_lexicon_next(sl_str *rest, sl_lexicon_place *at, sl_lexicon_link *link) {
    while (!at->row.n) {
        if (!rest->n) return 0;
        at->row = sl_cut(rest, '\n');
        at->line++;
        if (at->row.n && *at->row.p == '#') at->row.n = 0;
        if (!at->row.n) continue;
        at->word = sl_cut(&at->row, '\t');
        if (!at->word.n || !at->row.n) return -1;
    }
    sl_str part = sl_cut(&at->row, '\t');
    link->word = at->word;
    link->other = sl_cut(&part, ' ');
    return link->other.n && share(&part, &link->p) && share(&part, &link->q) && !part.n ? 1 : -1;
}
