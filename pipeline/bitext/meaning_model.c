/* Facts about words, gathered from the lexicon and the classes once; see meaning.h. */
#include "meaning.h"
#include "sluis/data.h"
#include <stdlib.h>

static const float KNOWN_MOST = 0.8f, SEEN = 0.3f,     /* no word is translated always; how many sightings count as much as the doubt */
    COMMON = 0.001f, SAYS = 0.7f,                          /* share of the words that stand in any text; bits of one that says something */
    SURE = 0.8f;                                           /* so much is known of the translations of a word that needs no likeness */

const char *const sl_meaning_names[] = {"unrelated", "partial", "mixed", "shuffled", NULL};

typedef struct {                 /* what is needed while the facts are gathered */
    const sl_lexicon *x;
    uint32_t *number[2];         /* of a word of the lexicon: its number here */
    uint64_t *hash[2];           /* by number here */
    float *known[2];             /* sums of probabilities */
} work;

static void add_slot(sl_meaning_model *m, unsigned d, uint64_t hash, uint32_t id) {
    uint32_t i = (uint32_t)(hash >> 32) & m->mask[d];
    while (m->slot[d][i].id) i = (i + 1) & m->mask[d];
    m->slot[d][i] = (sl_fact_slot){(uint32_t)hash, id + 1};
    m->may[d][hash % SL_MAY / 64] |= (uint64_t)1 << hash % 64;
    sl_fact_slot *near = &m->near[d][hash >> 32 & (SL_NEAR - 1)];
    if (!near->id) *near = m->slot[d][i];
}

/* Numbers by how frequent words are, in classes; within one as in the lexicon. */
static void number_words(sl_meaning_model *m, work *g, unsigned d, float all) {
    static const float shares[] = {1e-3f, 1e-4f, 2e-5f, 0};
    uint32_t n = m->words[d], number = 0;
    float above = __builtin_inff();
    for (unsigned k = 0; k < sizeof shares / sizeof *shares; above = shares[k++])
        for (uint32_t w = 0; w < n; w++) {
            float share = (float)sl_lexicon_count(g->x, d, w) / all;
            if (share >= shares[k] && share < above) g->number[d][w] = number++;
        }
}

static void add_word(sl_meaning_model *m, work *g, unsigned d, uint32_t w, float all) {
    uint64_t hash = sl_token_hash(sl_lexicon_word(g->x, d, w));
    uint32_t id = g->number[d][w];
    float count = (float)sl_lexicon_count(g->x, d, w);
    g->hash[d][id] = hash;
    sl_fact *f = &m->fact[d][id + 1];
    f->share = (count > 0.5f ? count : 0.5f) / all;
    f->class = sl_order_class(m->order[d], hash);
    if (f->class) return;
    f->class = sl_order_ending(m->order[d], sl_lexicon_word(g->x, d, w));
    f->flags = SL_F_ENDING;
}

static void add_words(sl_meaning_model *m, work *g, unsigned d) {
    uint32_t n = m->words[d];
    float all = (float)sl_lexicon_tokens(g->x, d);
    if (all <= 0) all = (float)n + 1;
    for (m->mask[d] = 63; m->mask[d] < 2 * n; m->mask[d] = 2 * m->mask[d] + 1) {}
    m->slot[d] = sl_zalloc(((size_t)m->mask[d] + 1) * sizeof *m->slot[d]);
    g->number[d] = sl_zalloc(((size_t)n + 1) * sizeof *g->number[d]);
    g->hash[d] = sl_zalloc(((size_t)n + 1) * sizeof *g->hash[d]);
    g->known[d] = sl_zalloc(((size_t)n + 1) * sizeof *g->known[d]);
    number_words(m, g, d, all);
    for (uint32_t w = 0; w < n; w++) add_word(m, g, d, w, all);
    for (uint32_t id = 0; id < n; id++) add_slot(m, d, g->hash[d][id], id);
    m->none[d] = m->fact[d]->share = 0.5f / all;
}

static uint32_t links_of(const sl_lexicon *x, uint32_t w, uint32_t *first) {
    uint32_t n = sl_lexicon_row(x, w, first);
    return n < SL_LINKS_MOST - 1 ? n : SL_LINKS_MOST - 1;
}

/* The links of frequent words come first, too. */
static void add_links(sl_meaning_model *m, work *g) {
    uint32_t total = 0, first, n = m->words[0];
    for (uint32_t w = 0; w < n; w++) m->fact[0][g->number[0][w] + 1].n = (links_of(g->x, w, &first) + SL_LINKS - 1) / SL_LINKS;
    for (uint32_t id = 1; id <= n; id++) {
        m->fact[0][id].first = total;
        total += m->fact[0][id].n;
    }
    m->link = sl_zalloc(((size_t)total + 1) * SL_LINKS * sizeof *m->link);
    for (uint32_t w = 0; w < n; w++) {
        uint32_t id = g->number[0][w], most = links_of(g->x, w, &first);
        for (uint32_t i = 0; i < most; i++) {
            sl_lexicon_link l = sl_lexicon_get(g->x, first + i);
            uint32_t other = g->number[1][l.other];
            m->link[m->fact[0][id + 1].first * SL_LINKS + i] = (sl_fact_link){other + 1, (uint16_t)(l.p * 65535 + 0.5f), (uint16_t)(l.q * 65535 + 0.5f)};
            g->known[0][id] += l.p;
            g->known[1][other] += l.q;
        }
    }
}

static void finish(sl_meaning_model *m, const work *g, unsigned d) {
    float all = (float)sl_lexicon_tokens(g->x, d);
    for (uint32_t w = 0; w < m->words[d]; w++) {
        sl_fact *f = &m->fact[d][w + 1];
        float known = g->known[d][w], count = f->share * all, k = (known < 1 ? known : 1) * KNOWN_MOST * count / (count + SEEN);
        f->k = (uint8_t)(k * 250 + 0.5f);
        f->absent = sl_log2(1 - k);
        f->flags |= (-f->absent > SAYS && f->share < COMMON ? SL_F_CONTENT : 0) | ((float)f->k / 250 < SURE ? SL_F_STRANGER : 0);
        if (d) f->first = w + 1;
        uint32_t there = sl_fact_find(m, !d, g->hash[d][w]);
        float v = sl_log2(m->fact[!d][there].share / f->share);
        f->foreign = (int8_t)(v > 12 ? 12 : v < -12 ? -12 : v);
    }
}

void *sl_facts_new(const uint32_t words[2], sl_fact *fact[2]) {
    char *memory = sl_zalloc(((size_t)words[0] + words[1] + 3) * sizeof **fact);
    fact[0] = (sl_fact *)(void *)(memory + (-(uintptr_t)memory & (sizeof **fact - 1)));
    fact[1] = fact[0] + words[0] + 1;
    return memory;
}

static void gather(sl_meaning_model *m, const sl_lexicon *x) {
    work g = {.x = x};
    for (unsigned d = 0; d < 2; d++) m->words[d] = sl_lexicon_words(x, d);
    m->memory = sl_facts_new(m->words, m->fact);
    for (unsigned k = 0; k < 256; k++) m->known[k] = k > 125 ? (float)k / 250 : 0.5f;
    for (unsigned d = 0; d < 2; d++) add_words(m, &g, d);
    add_links(m, &g);
    for (unsigned d = 0; d < 2; d++) {
        finish(m, &g, d);
        free(g.number[d]);
        free(g.hash[d]);
        free(g.known[d]);
    }
}

static int find_feature(sl_str rule, sl_str feature, float **weight, sl_meaning_model *m) {
    for (unsigned r = 0; r < SL_MEANING_RULES; r++)
        for (unsigned k = 0; sl_eq(rule, sl_cstr(sl_meaning_names[r])) && sl_meaning_features[r][k]; k++)
            if (sl_eq(feature, sl_cstr(sl_meaning_features[r][k]))) {
                *weight = &m->weight[r][k];
                return 1;
            }
    return 0;
}

/* RULE FEATURE WEIGHT, with weights as [-]N[.N]. */
static int read_weights(sl_meaning_model *m, sl_str text, sl_err *e) {
    sl_str line;
    while (sl_data_line(&text, &line)) {
        sl_str rule = sl_cut(&line, ' '), feature = sl_cut(&line, ' ');
        bool minus = line.n && line.p[0] == '-', point = false;
        float *weight, v = 0, unit = 1;
        size_t i = minus;
        for (; i < line.n && ((line.p[i] >= '0' && line.p[i] <= '9') || (line.p[i] == '.' && !point)); i++) {
            if (line.p[i] == '.') point = true;
            else v = v * 10 + (float)(line.p[i] - '0'), unit *= point ? 10 : 1;
        }
        if (i == minus || i < line.n || !find_feature(rule, feature, &weight, m))
            return sl_fail(e, SL_EDATA, "nl-en/meaning.txt", 0, 0, "'%.*s %.*s' is no rule and feature with a weight", (int)rule.n, rule.p, (int)feature.n, feature.p);
        *weight = (minus ? -v : v) / unit;
    }
    return 0;
}

static int read_facts(sl_meaning_model *m, const char *dir, sl_err *e) {
    static const char *const order[] = {"nl/order.txt", "en/order.txt"};
    sl_buf hold = {0};
    sl_str text;
    int rc = 0;
    for (unsigned d = 0; d < 2 && rc == 0; d++) {
        hold.n = 0;
        rc = sl_data(order[d], dir, &hold, &text, e);
        if (rc == 0) rc = sl_order_read(&m->order[d], text, order[d], e);
        for (unsigned c = 1; rc == 0 && c < 128; c++) m->sign[d][c] = sl_order_sign(m->order[d], (char)c);
        if (rc == 0) m->name[d] = sl_order_sign(m->order[d], SL_ORDER_NAME);
    }
    hold.n = 0;
    if (rc == 0) rc = sl_data("nl-en/meaning.txt", dir, &hold, &text, e);
    if (rc == 0) rc = read_weights(m, text, e);
    sl_buf_free(&hold);
    return rc;
}

/* Is the lexicon small enough for the numbers of sl_fact? */
static bool fits(const sl_lexicon *x) {
    uint64_t links = 0;
    uint32_t first, n = sl_lexicon_words(x, 0);
    for (uint32_t w = 0; w < n; w++) links += (links_of(x, w, &first) + SL_LINKS - 1) / SL_LINKS;
    return n <= SL_FACTS_MOST && sl_lexicon_words(x, 1) <= SL_FACTS_MOST && links <= SL_FACTS_MOST;
}

int sl_meaning_open(sl_meaning_model **out, const sl_lexicon *x, const char *dir, sl_err *e) {
    sl_meaning_model *m = *out = sl_zalloc(sizeof *m);
    int rc = fits(x) ? read_facts(m, dir, e) : sl_fail(e, SL_EDATA, "nl-en/lexicon.txt", 0, 0, "more than %d words or translations", SL_FACTS_MOST);
    if (rc) {
        sl_meaning_close(m);
        *out = NULL;
        return rc;
    }
    gather(m, x);
    return 0;
}

void sl_meaning_close(sl_meaning_model *m) {
    if (!m) return;
    for (unsigned d = 0; d < 2; d++) {
        free(m->slot[d]);
        sl_order_free(m->order[d]);
    }
    free(m->memory);
    free(m->link);
    free(m);
}
