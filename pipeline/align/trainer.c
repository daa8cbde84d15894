/* Learning lexicons; see sluis/trainer.h. */
#include "sluis/trainer.h"
#include "em.h"
#include "sluis/utf8.h"
#include <math.h>
#include <stdlib.h>

static const double ONCE = 0.3;                  /* what a link needs of words that were seen once */

typedef struct { uint32_t word; double p, q, both; } found;
struct sl_trainer {
    sl_trainer_rules r;
    sl_corpus c;
    sl_rows table[2];
    found *list; size_t listcap;
};

sl_trainer *sl_trainer_new(const sl_trainer_rules *r) {
    sl_trainer *t = sl_zalloc(sizeof *t);
    t->r = *r;
    t->c.jobs = r->jobs;
    t->c.spool.most = r->memory / 4;
    return t;
}

int sl_trainer_add(sl_trainer *t, sl_str one, sl_str two, sl_err *e) { return sl_corpus_add(&t->c, one, two, e); }

/* Rows ascend by word. */
static double probability(const sl_rows *r, uint32_t from, uint32_t to) {
    size_t lo = r->at[from], hi = r->at[from + 1], end = hi;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (r->link[mid].word < to) lo = mid + 1;
        else hi = mid;
    }
    return lo < end && r->link[lo].word == to ? (double)r->link[lo].p : 0;
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
static size_t choose(sl_trainer *t, uint32_t v) {
    size_t n = 0;
    for (size_t k = t->table[0].at[v]; k < t->table[0].at[v + 1]; k++) {
        found f = {.word = t->table[0].link[k].word, .p = (double)t->table[0].link[k].p};
        f.q = probability(&t->table[1], f.word, v);
        f.both = sqrt(f.p * f.q);
        bool once = t->c.count[0][v] < 2 || t->c.count[1][f.word] < 2;
        if (f.both < t->r.least || (once && f.both < ONCE) || !is_word(sl_vocab_word(&t->c.words[1], f.word))) continue;
        t->list = sl_grow(t->list, &t->listcap, n + 1, sizeof *t->list);
        t->list[n++] = f;
    }
    if (n) qsort(t->list, n, sizeof *t->list, better);
    return n < t->r.most ? n : t->r.most;
}

static void give(sl_trainer *t, sl_buf *image) {
    sl_lexicon_builder *b = sl_lexicon_builder_new();
    for (uint32_t v = 0; v < t->c.words[0].n; v++) {
        sl_str word = sl_vocab_word(&t->c.words[0], v);
        size_t n = is_word(word) ? choose(t, v) : 0;
        for (size_t k = 0; k < n; k++) {
            sl_str other = sl_vocab_word(&t->c.words[1], t->list[k].word);
            sl_lexicon_builder_add(b, word, other, t->list[k].p, t->list[k].q);
            sl_lexicon_builder_count(b, 1, other, t->c.count[1][t->list[k].word]);
        }
        sl_lexicon_builder_count(b, 0, word, t->c.count[0][v]);
    }
    sl_lexicon_builder_tokens(b, t->c.tokens[0], t->c.tokens[1]);
    sl_lexicon_builder_finish(b, image);
}

int sl_trainer_learn(sl_trainer *t, sl_buf *image, sl_err *e) {
    sl_em_rules r = {t->r.rounds, t->r.jobs, t->r.diagonal, t->r.memory};
    int rc = sl_corpus_end(&t->c, e);
    for (unsigned d = 0; d < 2 && rc == 0; d++) rc = sl_em_learn(&t->table[d], &t->c, d, &r, e);
    if (rc == 0) give(t, image);
    return rc;
}

void sl_trainer_free(sl_trainer *t) {
    if (!t) return;
    for (unsigned d = 0; d < 2; d++) sl_rows_free(&t->table[d]);
    sl_corpus_free(&t->c);
    free(t->list);
    free(t);
}
