/* The words a splitter knows: three files of a language in one table; see split.h. */
#include "split.h"
#include "sluis/words.h"
#include <stdlib.h>

struct sl_split {
    sl_words words;
    bool suffixes[256];                                           /* the last bytes of words that begin with a hyphen */
};

static const sl_words_class abbreviation_classes[] = {{"end", W_END}, {"stop", W_STOP}, {"num", W_NUM}, {"unit", W_UNIT}, {NULL, 0}},
    starter_classes[] = {{"starter", W_STARTER}, {NULL, 0}},
    splitting_classes[] = {{"heading", W_HEADING}, {"particle", W_PARTICLE}, {"before", W_BEFORE}, {"bang", W_BANG}, {"clitic", W_CLITIC},
        {"suspended", W_SUSPENDED}, {"prefix", W_PREFIX}, {"lower", W_LOWER}, {"whole", W_WHOLE}, {"speech", W_SPEECH}, {"brand", W_BRAND}, {NULL, 0}};

static const sl_words_kind
    abbreviations = {abbreviation_classes, W_NEVER, W_ABBREVIATION, true},
    starters = {starter_classes, W_STARTER, W_STARTER, true},
    splitting = {splitting_classes, 0, ~(uint32_t)(W_ABBREVIATION | W_STARTER), true};

unsigned sl_split_word(const sl_split *m, sl_str word) { return sl_words_find(&m->words, word); }

unsigned sl_split_suffix(const sl_split *m, sl_str w) {
    unsigned f = 0;
    if (!w.n || !m->suffixes[(unsigned char)w.p[w.n - 1]]) return 0;
    for (size_t k = 2; !f && k <= 3 && w.n > k + 1; k++) {
        char end[4] = {'-', w.p[w.n - k], w.p[w.n - k + 1], w.p[w.n - 1]};
        f = sl_split_word(m, sl_slice(end, k + 1));
    }
    return f;
}

static void add_suffix(void *m, sl_str word, uint32_t bits) {
    unsigned char last = (unsigned char)word.p[word.n - 1];
    if (!(bits & W_ABBREVIATION) || *word.p != '-') return;
    ((sl_split *)m)->suffixes[last] = true;
    if (last >= 'a' && last <= 'z') ((sl_split *)m)->suffixes[last - 32] = true;
}

int sl_split_add(sl_split *m, const char *file, sl_str text, sl_err *e) {
    int rc = sl_words_read(&m->words, text, file, &abbreviations, e);
    sl_words_each(&m->words, add_suffix, m);
    return rc;
}

/* A language can do without starters, but not without abbreviations. */
int sl_split_open(sl_split **model, const char *lang, const char *dir, sl_err *e) {
    sl_split *m = *model = sl_zalloc(sizeof *m);
    int rc = sl_words_open(&m->words, lang, "abbreviations.txt", dir, &abbreviations, false, e);
    if (rc == 0) rc = sl_words_open(&m->words, lang, "starters.txt", dir, &starters, true, e);
    if (rc == 0) rc = sl_words_open(&m->words, lang, "splitting.txt", dir, &splitting, true, e);
    sl_words_each(&m->words, add_suffix, m);
    if (rc) {
        sl_split_free(m);
        *model = NULL;
    }
    return rc;
}

void sl_split_free(sl_split *m) {
    if (!m) return;
    sl_words_free(&m->words);
    free(m);
}
