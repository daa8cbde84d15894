/* classes: group the words of a language so that the group of a word tells most of the group of the next one, from text with a sentence
 * a line on standard input, and print what data/LANG/order.txt holds (sluis/order.h). Deterministic.
 *
 * Exchange: each word in turn goes to the class in which the likelihood of the text under a bigram model of classes is greatest
 * (S. Martin, J. Liermann, H. Ney, Algorithms for bigram and trigram word clustering, Speech Communication 24, 1998). Words that are
 * seen fewer than LEAST times count as their ending (-xy, the last two letters), in capitals within a sentence as ^. */
#include "../pipeline/bitext/meaning.h"
#include "embed.h"
#include "sluis/order.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { LEAST = 5, CLASSES = SL_ORDER_CLASSES, ROUNDS = 12, MOST = 1 << 16, SLOTS = 1 << 20 };
typedef struct { uint32_t from, to, n; } bigram;
typedef struct { uint64_t hash; sl_str text; uint32_t n, id; } entry;

const struct sl_embed sl_embedded[] = {{0, 0, 0}};       /* nothing is compiled in */

static entry table[SLOTS];
static uint32_t order[MOST], words, class[MOST], count[MOST];
static sl_str name[MOST];
static sl_arena names;
static bigram *bi;
static size_t nbi;
static double nlogn[1 << 22];
static int64_t N[CLASSES][CLASSES], L[CLASSES], R[CLASSES];
static uint32_t *startf, *startb, *backward;

static entry *find(uint64_t hash, sl_str text) {
    for (size_t i = hash >> 44;; i = (i + 1) % SLOTS) {
        entry *e = &table[i];
        if (!e->n) {
            sl_buf low = {0};
            sl_lower_str(&low, text);
            e->hash = hash;
            e->text = sl_arena_copy(&names, sl_view(&low));
            sl_buf_free(&low);
        }
        if (!e->n || e->hash == hash) return e;
    }
}

static entry *place(const sl_tokens *x, uint32_t i, bool rare) {
    char key[3];
    const sl_token *t = &x->t[i];
    sl_str s = sl_order_key(x, i, rare, key);
    uint64_t h = t->hash;
    if (s.p == key) {
        h = s.n;
        for (size_t k = 0; k < s.n; k++) h = sl_fold_step(h, (unsigned char)key[k]);
    }
    return find(h, s);
}

static int by_ends(const void *a, const void *b) {
    const bigram *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}
static int by_count(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    if (count[x] != count[y]) return count[x] > count[y] ? -1 : 1;
    return sl_cmp(name[x], name[y]);
}
static int by_back(const void *a, const void *b) {
    const bigram *x = &bi[*(const uint32_t *)a], *y = &bi[*(const uint32_t *)b];
    if (x->to != y->to) return x->to < y->to ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

static void each_line(sl_str text, void (*f)(const sl_tokens *)) {
    static sl_tokens x;
    while (text.n) {
        sl_tokens_read(&x, sl_cut(&text, '\n'));
        if (x.n) f(&x);
    }
}
static void count_words(const sl_tokens *x) { for (uint32_t i = 0; i < x->n; i++) place(x, i, false)->n++; }

static uint32_t number_of(const sl_tokens *x, uint32_t i) {
    entry *e = place(x, i, false);
    if (e->n < LEAST) {
        e = place(x, i, true);
        if (!e->n) e->n = LEAST;              /* from here on it is there */
    }
    if (!e->id) {
        if (words + 1 >= MOST) exit(3);
        e->id = ++words;
        name[words] = e->text;
    }
    count[e->id]++;
    return e->id;
}
static void count_pairs(const sl_tokens *x) {
    static size_t cap;
    uint32_t last = 0;
    for (uint32_t i = 0; i <= x->n; i++) {
        uint32_t w = i < x->n ? number_of(x, i) : 0;
        bi = sl_grow(bi, &cap, nbi + 1, sizeof *bi);
        bi[nbi++] = (bigram){last, w, 1};
        last = w;
    }
    count[0]++;
}

static void merge(void) {
    size_t k = 0;
    qsort(bi, nbi, sizeof *bi, by_ends);
    for (size_t i = 0; i < nbi; i++)
        if (k && !by_ends(&bi[k - 1], &bi[i])) bi[k - 1].n++;
        else bi[k++] = bi[i];
    nbi = k;
    backward = sl_alloc(nbi * sizeof *backward);
    for (uint32_t i = 0; i < nbi; i++) backward[i] = i;
    qsort(backward, nbi, sizeof *backward, by_back);
    startf = sl_zalloc((words + 2) * sizeof *startf);
    startb = sl_zalloc((words + 2) * sizeof *startb);
    for (size_t i = 0; i < nbi; i++) startf[bi[i].from + 1]++, startb[bi[i].to + 1]++;
    for (uint32_t w = 0; w <= words; w++) startf[w + 1] += startf[w], startb[w + 1] += startb[w];
}

static double f(int64_t n) { return n < 1 << 22 ? nlogn[n] : (double)n * log((double)n); }

/* Class counts without w, or with it in class c. */
static void move(uint32_t w, uint32_t c, int sign) {
    for (uint32_t k = startf[w]; k < startf[w + 1]; k++) {
        int64_t n = sign * (int64_t)bi[k].n;
        uint32_t to = bi[k].to == w ? c : class[bi[k].to];
        N[c][to] += n, L[c] += n, R[to] += n;
    }
    for (uint32_t k = startb[w]; k < startb[w + 1]; k++) {
        const bigram *b = &bi[backward[k]];
        int64_t n = sign * (int64_t)b->n;
        if (b->from != w) N[class[b->from]][c] += n, L[class[b->from]] += n, R[c] += n;
    }
}

/* What the likelihood gains when w, which is in no class, goes to c. */
static uint32_t best_class(uint32_t w) {
    int64_t out[CLASSES] = {0}, in[CLASSES] = {0}, self = 0, all_out = 0, all_in = 0;
    uint32_t best = 1;
    double most = -1e300;
    for (uint32_t k = startf[w]; k < startf[w + 1]; k++)
        if (bi[k].to == w) self += bi[k].n;
        else out[class[bi[k].to]] += bi[k].n, all_out += bi[k].n;
    for (uint32_t k = startb[w]; k < startb[w + 1]; k++)
        if (bi[backward[k]].from != w) in[class[bi[backward[k]].from]] += bi[backward[k]].n, all_in += bi[backward[k]].n;
    for (uint32_t c = 1; c < CLASSES; c++) {          /* class 0 is the edge of a line */
        double d = f(N[c][c] + out[c] + in[c] + self) - f(N[c][c]) - f(L[c] + all_out + self) + f(L[c]) - f(R[c] + all_in + self) + f(R[c]);
        for (uint32_t o = 0; o < CLASSES; o++) {
            if (o == c) continue;
            if (out[o]) d += f(N[c][o] + out[o]) - f(N[c][o]);
            if (in[o]) d += f(N[o][c] + in[o]) - f(N[o][c]);
        }
        if (d > most) most = d, best = c;
    }
    return best;
}

static void exchange(void) {
    for (uint32_t k = 0; k < words; k++) class[order[k]] = k < CLASSES - 2 ? k + 1 : CLASSES - 1;
    for (size_t k = 0; k < nbi; k++) {
        uint32_t a = class[bi[k].from], b = class[bi[k].to];
        N[a][b] += bi[k].n, L[a] += bi[k].n, R[b] += bi[k].n;
    }
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t moved = 0;
        for (uint32_t k = 0; k < words; k++) {
            uint32_t w = order[k], was = class[w];
            move(w, was, -1);
            class[w] = best_class(w);
            move(w, class[w], 1);
            moved += class[w] != was;
        }
        fprintf(stderr, "round %d: %u of %u words moved\n", round, moved, words);
        if (!moved) break;
    }
}

/* log2 of P(d | c) / P(d) in eighths of a bit; a pair of classes that is never seen has a third of an observation. */
static void print_row(uint32_t c, double total) {
    printf("row %u", c);
    for (uint32_t d = 0; d < CLASSES; d++) {
        double chance = (double)L[c] * (double)R[d] / total, v = 8 * log2(((double)N[c][d] + 0.33) / (chance + 0.33));
        printf(" %d", (int)lrint(v > 120 ? 120 : v < -120 ? -120 : v));
    }
    putchar('\n');
}

int main(void) {
    sl_buf text = {0};
    double total = 0;
    if (sl_buf_file(&text, "/dev/stdin")) return 3;
    for (int i = 1; i < 1 << 22; i++) nlogn[i] = i * log(i);
    each_line(sl_view(&text), count_words);
    each_line(sl_view(&text), count_pairs);
    merge();
    for (uint32_t w = 1; w <= words; w++) order[w - 1] = w;
    qsort(order, words, sizeof *order, by_count);
    exchange();
    for (uint32_t c = 0; c < CLASSES; c++) total += (double)L[c];
    for (uint32_t c = 1; c < CLASSES; c++) {
        printf("class %u", c);
        for (uint32_t k = 0; k < words; k++)
            if (class[order[k]] == c) printf(" %.*s", (int)name[order[k]].n, name[order[k]].p);
        putchar('\n');
    }
    for (uint32_t c = 0; c < CLASSES; c++) print_row(c, total);
    return 0;
}
