/* What is known of words from lexicons; see seed.h. */
#include "lexicon.h"
#include "seed.h"
#include <math.h>
#include <stdlib.h>

void sl_wordlist_add(sl_wordlist *l, const sl_lexicon *x) {
    if (l->n < SL_WORDLISTS) l->source[l->n++] = x;
}

static int keep(sl_wordlist *l, int rc, sl_lexicon *x) {
    if (rc) return rc;
    l->own[l->nown++] = x;
    sl_wordlist_add(l, x);
    return 0;
}

int sl_wordlist_lexicon(sl_wordlist *l, sl_str bytes, const char *name, sl_err *e) {
    sl_lexicon *x;
    int rc = sl_lexicon_bytes(&x, bytes, name, e);
    return keep(l, rc, x);
}

int sl_wordlist_read(sl_wordlist *l, sl_str data, sl_err *e) {
    sl_lexicon *x;
    int rc = sl_lexicon_list(&x, data, e);
    return keep(l, rc, x);
}

void sl_wordlist_share(sl_wordlist *l, const sl_wordlist *of) {
    *l = *of;
    l->nown = 0;
}

void sl_wordlist_free(sl_wordlist *l) {
    for (unsigned k = 0; k < l->nown; k++) sl_lexicon_close(l->own[k]);
}

/* Nothing of the document before is left. */
static void forget(sl_places *p, unsigned k, uint32_t words) {
    if (p->herecap[k] < words) {
        p->here[k] = sl_grow(p->here[k], &p->herecap[k], words, sizeof **p->here);
        memset(p->here[k], 0xFF, p->herecap[k] * sizeof **p->here);
    } else for (size_t f = 0; f < p->nfound[k]; f++) p->here[k][p->found[k][f]] = SL_VOCAB_NONE;
    p->nfound[k] = 0;
}

static void place(sl_places *p, unsigned k, const sl_lexicon *x, const sl_vocab *two) {
    forget(p, k, sl_lexicon_words(x, 1));
    p->found[k] = sl_grow(p->found[k], &p->foundcap[k], (size_t)two->n + 1, sizeof **p->found);
    for (uint32_t w = 0; w < two->n; w++) {
        uint32_t id = sl_lexicon_find(x, 1, sl_vocab_word(two, w));
        if (id == SL_LEXICON_NONE) continue;
        p->here[k][id] = w;
        p->found[k][p->nfound[k]++] = id;
    }
}

void sl_places_find(sl_places *p, const sl_wordlist *l, const sl_vocab *two) {
    for (unsigned k = 0; k < l->n; k++) place(p, k, l->source[k], two);
    for (unsigned k = 0; k < SL_WORDS_ADDED; k++)
        if (l->added[k]) place(p, SL_WORDLISTS + k, l->added[k], two);
}

/* False: the lexicon does not have the word. */
static bool links(const uint32_t *here, const sl_lexicon *x, sl_str word, sl_listed *f, void *ctx) {
    uint32_t first, v = sl_lexicon_find(x, 0, word);
    if (v == SL_LEXICON_NONE) return false;
    uint32_t n = sl_lexicon_row(x, v, &first);
    for (uint32_t k = first; k < first + n; k++) {
        sl_lexicon_link link = sl_lexicon_get(x, k);
        if (here[link.other] != SL_VOCAB_NONE) f(ctx, here[link.other], SL_LEXICON_WEIGHT * sqrt((double)link.p * (double)link.q));
    }
    return true;
}

void sl_places_links(const sl_places *p, const sl_wordlist *l, sl_str word, sl_listed *f, void *ctx) {
    for (unsigned k = 0; k < l->n; k++)
        if (links(p->here[k], l->source[k], word, f, ctx)) break;
    for (unsigned k = 0; k < SL_WORDS_ADDED; k++)
        if (l->added[k]) links(p->here[SL_WORDLISTS + k], l->added[k], word, f, ctx);
}

void sl_places_free(sl_places *p) {
    for (unsigned k = 0; k < SL_PLACES; k++) {
        free(p->here[k]);
        free(p->found[k]);
    }
    *p = (sl_places){0};
}
