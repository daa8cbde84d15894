/* Kinship of two texts; see kinship.h. The constants were read off translated and swapped documents: how often words of each kind are
 * claimed in links of the ones and of the others. */
#include "kinship.h"
#include "lexicon.h"
#include "real.h"
#include "sluis/utf8.h"
#include <math.h>
#include <stdlib.h>

enum { BELIEVED = 4 };            /* sentences that what is believed of chance beforehand is worth */
static const double NUMBER = 0.88, ALIKE = 0.7, COGNATE = 0.67, COGNATE_MOST = 0.45,
    ALIKE_FROM = 1.5,             /* weight of a seed that is no mere resemblance */
    CHOSEN = 1.5,                 /* the links were chosen for the words that they share */
    CHANCE_LEAST = 0.01, CHANCE_MOST = 0.95,
    FAINT = 0.7, LONE = 0.2,      /* what keeps links of few words from proving much; what sentences without partner count */
    DOUBT = 3, SLOPE = 12;

/* k of listed words by weight; chance beforehand by length. */
static const struct { float weight; double k; } listed_known[] = {{2, 0.62}, {1, 0.43}, {0, 0.22}};
static const float NEARLY = 1e-3f;       /* lexicons round */
static const struct { size_t letters; double chance; } believed[] = {{7, 0.03}, {5, 0.06}, {4, 0.15}, {3, 0.3}, {0, 0.4}};
static const double CHANCE_NUMBER = 0.03, CHANCE_DIGIT = 0.1;

static double smaller(double x, double y) { return x < y ? x : y; }

static void *zeroed(void *p, size_t *cap, size_t n, size_t size) {
    p = sl_grow(p, cap, n + 1, size);
    memset(p, 0, (n + 1) * size);
    return p;
}

/* What is known of words. */

/* Lexicons of the list by number, up to its n: the sources, then the dictionary. What was learnt on the way is left out. */
static const sl_lexicon *lexicon(const sl_wordlist *l, unsigned s) { return s < l->n ? l->source[s] : l->added[SL_WORDS_DICT]; }

static float weight(const sl_lexicon *x, uint32_t link) {
    sl_lexicon_link k = sl_lexicon_get(x, link);
    return (float)(SL_LEXICON_WEIGHT * sqrt((double)k.p * (double)k.q));
}

static void read_list(sl_kinship *k, const sl_wordlist *l) {
    for (unsigned s = 0; s <= l->n; s++) {
        const sl_lexicon *x = lexicon(l, s);
        if (!x || k->best[s]) continue;
        k->best[s] = sl_zalloc(((size_t)sl_lexicon_words(x, 1) + 1) * sizeof **k->best);
        for (uint32_t v = 0, first; v < sl_lexicon_words(x, 0); v++)
            for (uint32_t n = sl_lexicon_row(x, v, &first), q = first; q < first + n; q++) {
                float w = weight(x, q), *best = &k->best[s][sl_lexicon_get(x, q).other];
                if (w > *best) *best = w;
            }
    }
}

/* The weight of a word's best translation; less than 0: no lexicon has it. A row's best link comes first. */
static float listed(const sl_kinship *k, const sl_wordlist *l, unsigned d, sl_str word) {
    float most = -1;
    for (unsigned s = 0; s <= l->n; s++) {
        const sl_lexicon *x = lexicon(l, s);
        uint32_t w = x ? sl_lexicon_find(x, d, word) : SL_LEXICON_NONE, first = 0;
        if (w == SL_LEXICON_NONE || (!d && !sl_lexicon_row(x, w, &first))) continue;
        float here = d ? k->best[s][w] : weight(x, first);
        if (here > most) most = here;
    }
    return most;
}

static void count_sentences(sl_kinship *k, unsigned d, const sl_half *h) {
    uint32_t *count = k->sentences[d] = zeroed(k->sentences[d], &k->sentencecap[d], h->words.n, sizeof *count);
    uint32_t *last = k->used = zeroed(k->used, &k->usedcap, h->words.n, sizeof *last);
    for (uint32_t i = 0; i < h->n; i++)
        for (uint32_t t = h->at[i]; t < h->at[i + 1]; t++) {
            count[h->tok[t]] += last[h->tok[t]] != i + 1;
            last[h->tok[t]] = i + 1;
        }
}

static double known_listed(float weight) {
    size_t k = 0;
    while (weight < listed_known[k].weight - NEARLY) k++;
    return listed_known[k].k;
}

static double known(sl_str word, float listed, float seed) {
    int32_t c;
    sl_utf8_next(word.p, word.n, &c);
    if (sl_half_is_number(word)) return NUMBER;
    if (!sl_is_alnum(c)) return 0;
    if (listed >= 0) return known_listed(listed);
    return (double)seed >= ALIKE_FROM ? ALIKE : smaller(COGNATE * (double)seed, COGNATE_MOST);
}

static double believe(sl_str word) {
    size_t k = 0, letters = sl_utf8_count(word);
    if (sl_half_is_number(word)) return letters == 1 ? CHANCE_DIGIT : CHANCE_NUMBER;
    while (letters < believed[k].letters) k++;
    return believed[k].chance;
}

static void know(sl_kinship *k, unsigned d, const sl_half *h, const sl_rows *seeds, const sl_wordlist *list, uint32_t others) {
    k->known[d] = sl_grow(k->known[d], &k->knowncap[d], (size_t)h->words.n + 1, sizeof **k->known);
    k->near[d] = sl_grow(k->near[d], &k->nearcap[d], (size_t)h->words.n + 1, sizeof **k->near);
    for (uint32_t w = 0; w < h->words.n; w++) {
        sl_str word = sl_vocab_word(&h->words, w);
        float seed = 0;
        double near = 0;
        for (size_t l = seeds->at[w]; l < seeds->at[w + 1]; l++) {
            const sl_link *x = &seeds->link[l];
            if (x->p > seed) seed = x->p;
            near += k->sentences[!d][x->word];
        }
        k->known[d][w] = known(word, listed(k, list, d, word), seed);
        k->near[d][w] = smaller(near, others) + BELIEVED * believe(word);
    }
}

/* What the words of a bead say. */

typedef struct { double found, hoped; } evidence;

/* Of word w of side d, one of whose `run` sentences beside it claims it or not, among `others`. */
static void say(const sl_kinship *k, unsigned d, uint32_t w, bool claimed, unsigned run, uint32_t others, evidence *e) {
    double known = k->known[d][w], seen = k->near[d][w] - claimed;
    if (known <= 0) return;
    double chance = smaller(CHOSEN * run * seen / (others - 1.0 + BELIEVED) + CHANCE_LEAST, CHANCE_MOST);
    if (chance >= known) return;
    double yes = sl_real_log(known / chance), no = sl_real_log((1 - known) / (1 - chance));
    e->found += claimed ? yes : no;
    e->hoped += known * yes + (1 - known) * no;
}

/* The strongest translation of w that is left is used up. */
static bool claim(sl_kinship *k, const sl_rows *seeds, uint32_t w) {
    const sl_link *best = NULL;
    for (size_t l = seeds->at[w]; l < seeds->at[w + 1]; l++) {
        const sl_link *x = &seeds->link[l];
        if (k->left[x->word] && (!best || x->p > best->p)) best = x;
    }
    if (!best) return false;
    k->left[best->word]--;
    k->used[best->word]++;
    return true;
}

/* Of a link, or of a lone sentence, which nothing claims. */
static evidence hear(sl_kinship *k, const sl_half *one, const sl_half *two, const sl_rows *seeds, const sl_bead *x) {
    evidence e = {0, 0};
    uint32_t i = one->at[x->i], iend = one->at[x->i + x->a], j = two->at[x->j], jend = two->at[x->j + x->b];
    for (uint32_t t = j; t < jend; t++) k->left[two->tok[t]]++;
    for (uint32_t t = i; t < iend; t++) say(k, 0, one->tok[t], x->b && claim(k, seeds, one->tok[t]), x->b ? x->b : 1, two->n, &e);
    for (uint32_t t = j; t < jend; t++) {
        uint32_t w = two->tok[t];
        bool claimed = k->used[w] > 0;
        k->used[w] -= claimed;
        k->left[w] = 0;
        say(k, 1, w, claimed, x->a ? x->a : 1, one->n, &e);
    }
    return (evidence){e.found / 2, e.hoped / 2};       /* each pair of words was heard from both sides */
}

double sl_kinship_rate(sl_kinship *k, const sl_half *one, const sl_half *two, const sl_seeds *seeds, const sl_wordlist *list,
                       const sl_bead *bead, size_t n) {
    double found = 0, all = DOUBT;
    if (!one->n || !two->n) return 0;
    read_list(k, list);
    count_sentences(k, 0, one);
    count_sentences(k, 1, two);
    know(k, 0, one, &seeds->one, list, two->n);
    know(k, 1, two, &seeds->two, list, one->n);
    k->left = zeroed(k->left, &k->leftcap, two->words.n, sizeof *k->left);
    k->used = zeroed(k->used, &k->usedcap, two->words.n, sizeof *k->used);
    for (size_t x = 0; x < n; x++) {
        evidence e = hear(k, one, two, &seeds->one, &bead[x]);
        if (e.hoped <= 0) continue;
        double counts = (bead[x].a && bead[x].b ? 1 : LONE) * sqrt(e.hoped);
        found += counts * smaller(e.found / (e.hoped + FAINT), 1);
        all += counts;
    }
    return 1 / (1 + sl_real_exp(-smaller(SLOPE * found / all, 700)));
}

void sl_kinship_free(sl_kinship *k) {
    for (unsigned d = 0; d < 2; d++) {
        free(k->known[d]);
        free(k->near[d]);
        free(k->sentences[d]);
    }
    for (unsigned s = 0; s <= SL_WORDLISTS; s++) free(k->best[s]);
    free(k->left);
    free(k->used);
}
