/* Facts about words, gathered from the lexicon and the classes once; see meaning.h. */
#include "meaning.h"
#include "sluis/data.h"
#include <stdlib.h>

static const float KNOWN_MOST = 0.8f, SEEN = 0.3f;      /* no word is translated always; how many sightings count as much as the doubt */

const char *const sl_meaning_names[] = {"unrelated", "partial", "mixed", "shuffled", NULL};

/* The polynomial through log2 at the five Chebyshev nodes of 1 .. 2. */
float sl_log2(float x) {
    uint32_t b;
    memcpy(&b, &x, sizeof b);
    int e = (int)(b >> 23) - 127;
    b = (b & 0x7FFFFF) | 0x3F800000;
    memcpy(&x, &b, sizeof x);
    return (float)e + (-2.498353f + x * (4.029211f + x * (-2.078335f + x * (0.6260322f + x * -0.07844068f))));
}

static void add_slot(sl_meaning_model *m, unsigned d, uint64_t hash, uint32_t id) {
    uint32_t i = (uint32_t)(hash >> 32) & m->mask[d];
    while (m->slot[d][i].id) i = (i + 1) & m->mask[d];
    m->slot[d][i] = (sl_fact_slot){(uint32_t)hash, id + 1};
}

static void add_words(sl_meaning_model *m, const sl_lexicon *x, unsigned d) {
    uint32_t n = m->words[d] = sl_lexicon_words(x, d);
    float all = (float)sl_lexicon_tokens(x, d);
    if (all <= 0) all = (float)n + 1;
    for (m->mask[d] = 63; m->mask[d] < 2 * n; m->mask[d] = 2 * m->mask[d] + 1) {}
    m->slot[d] = sl_zalloc(((size_t)m->mask[d] + 1) * sizeof *m->slot[d]);
    m->fact[d] = sl_zalloc(((size_t)n + 1) * sizeof *m->fact[d]);
    for (uint32_t w = 0; w < n; w++) {
        uint64_t hash = sl_token_hash(sl_lexicon_word(x, d, w));
        float count = (float)sl_lexicon_count(x, d, w);
        add_slot(m, d, hash, w);
        m->fact[d][w].share = (count > 0.5f ? count : 0.5f) / all;
        if (m->order[d]) m->fact[d][w].class = sl_order_class(m->order[d], hash);
    }
    m->none[d] = 0.5f / all;
}

static uint32_t links_of(const sl_lexicon *x, uint32_t w, uint32_t *first) {
    uint32_t n = sl_lexicon_row(x, w, first);
    return n < 255 ? n : 255;
}

/* k: sums of probabilities, by word of each side. */
static void add_links(sl_meaning_model *m, const sl_lexicon *x, float *k[2]) {
    uint32_t total = 0, at = 0, first;
    for (uint32_t w = 0; w < m->words[0]; w++) total += links_of(x, w, &first);
    m->link = sl_alloc(((size_t)total + 1) * sizeof *m->link);
    for (uint32_t w = 0; w < m->words[0]; w++) {
        uint32_t n = links_of(x, w, &first);
        m->fact[0][w].first = at;
        m->fact[0][w].n = (uint8_t)n;
        for (uint32_t i = 0; i < n; i++) {
            sl_lexicon_link l = sl_lexicon_get(x, first + i);
            m->link[at++] = (sl_fact_link){l.other, (uint16_t)(l.p * 65535 + 0.5f), (uint16_t)(l.q * 65535 + 0.5f)};
            k[0][w] += l.p;
            k[1][l.other] += l.q;
        }
    }
}

static void finish(sl_meaning_model *m, const sl_lexicon *x, unsigned d, const float *known) {
    float all = (float)sl_lexicon_tokens(x, d);
    for (uint32_t w = 0; w < m->words[d]; w++) {
        sl_fact *f = &m->fact[d][w];
        float count = f->share * all, k = (known[w] < 1 ? known[w] : 1) * KNOWN_MOST * count / (count + SEEN);
        f->k250 = (uint8_t)(k * 250 + 0.5f);
        f->absent = sl_log2(1 - k);
        uint32_t there = sl_fact_find(m, !d, sl_token_hash(sl_lexicon_word(x, d, w)));
        float v = sl_log2((there ? m->fact[!d][there - 1].share : m->none[!d]) / f->share);
        f->foreign = (int8_t)(v > 12 ? 12 : v < -12 ? -12 : v);
    }
}

static void gather(sl_meaning_model *m, const sl_lexicon *x) {
    float *k[2];
    for (unsigned d = 0; d < 2; d++) {
        add_words(m, x, d);
        k[d] = sl_zalloc(((size_t)m->words[d] + 1) * sizeof *k[d]);
    }
    add_links(m, x, k);
    for (unsigned d = 0; d < 2; d++) {
        finish(m, x, d, k[d]);
        free(k[d]);
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
    }
    hold.n = 0;
    if (rc == 0) rc = sl_data("nl-en/meaning.txt", dir, &hold, &text, e);
    if (rc == 0) rc = read_weights(m, text, e);
    sl_buf_free(&hold);
    return rc;
}

int sl_meaning_open(sl_meaning_model **out, const sl_lexicon *x, const char *dir, sl_err *e) {
    sl_meaning_model *m = *out = sl_zalloc(sizeof *m);
    int rc = read_facts(m, dir, e);
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
        free(m->fact[d]);
        free(m->slot[d]);
        sl_order_free(m->order[d]);
    }
    free(m->link);
    free(m);
}
