/* Many lexicons into one; see sluis/lexicon.h. */
#include "lexicon.h"

typedef struct { const sl_lexicon *const *x; size_t n; sl_lexicon_builder *b; } merging;

/* How often a word was seen; with a lexicon that doesn't know, once. */
static double seen(const sl_lexicon *x, unsigned side, uint32_t w) {
    uint32_t n = sl_lexicon_count(x, side, w);
    return n ? n : 1;
}

static bool link_of(const sl_lexicon *x, uint32_t v, uint32_t w, sl_lexicon_link *l) {
    uint32_t first, n = v == SL_LEXICON_NONE ? 0 : sl_lexicon_row(x, v, &first);
    for (uint32_t k = 0; k < n; k++) {
        *l = sl_lexicon_get(x, first + k);
        if (l->other == w) return true;
    }
    return false;
}

static void merge_link(const merging *m, sl_str one, sl_str two) {
    double n = 0, p = 0, all = 0, q = 0;
    for (size_t k = 0; k < m->n; k++) {
        uint32_t v = sl_lexicon_find(m->x[k], 0, one), w = sl_lexicon_find(m->x[k], 1, two);
        sl_lexicon_link l = {0, 0, 0};
        double nv = v == SL_LEXICON_NONE ? 0 : seen(m->x[k], 0, v), nw = w == SL_LEXICON_NONE ? 0 : seen(m->x[k], 1, w);
        bool has = w != SL_LEXICON_NONE && link_of(m->x[k], v, w, &l);
        n += nv, all += nw;
        if (has) p += nv * (double)l.p, q += nw * (double)l.q;
    }
    sl_lexicon_builder_add(m->b, one, two, p / n, q / all);
}

static void merge_count(const merging *m, unsigned side, sl_str word) {
    uint64_t n = 0;
    for (size_t k = 0; k < m->n; k++) {
        uint32_t w = sl_lexicon_find(m->x[k], side, word);
        if (w != SL_LEXICON_NONE) n += sl_lexicon_count(m->x[k], side, w);
    }
    sl_lexicon_builder_count(m->b, side, word, n);
}

static void merge_row(const merging *m, const sl_lexicon *x, uint32_t v) {
    uint32_t first, n = sl_lexicon_row(x, v, &first);
    for (uint32_t k = first; k < first + n; k++) merge_link(m, sl_lexicon_word(x, 0, v), sl_lexicon_word(x, 1, sl_lexicon_get(x, k).other));
}

void sl_lexicon_merge(const sl_lexicon *const *x, size_t n, sl_buf *image) {
    merging m = {x, n, sl_lexicon_builder_new()};
    for (size_t k = 0; k < n; k++) {
        for (uint32_t v = 0; v < sl_lexicon_words(x[k], 0); v++) merge_row(&m, x[k], v);
        sl_lexicon_builder_tokens(m.b, sl_lexicon_tokens(x[k], 0), sl_lexicon_tokens(x[k], 1));
    }
    for (size_t k = 0; k < n; k++)
        for (unsigned d = 0; d < 2; d++)
            for (uint32_t w = 0; w < sl_lexicon_words(x[k], d); w++) merge_count(&m, d, sl_lexicon_word(x[k], d, w));
    sl_lexicon_builder_finish(m.b, image);
}
