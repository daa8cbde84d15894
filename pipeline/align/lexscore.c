/* Judging pairs of lines by a lexicon; see sluis/lexscore.h. */
#include "sluis/lexscore.h"
#include "half.h"
#include "real.h"
#include "sluis/utf8.h"
#include <stdlib.h>

static const double EMPTY = 0.15, LN2 = 0.69314718055994530942;

typedef struct { sl_half h; uint32_t *id; double *sum; size_t idcap, sumcap; } line;     /* of each word: its number in the lexicon; what the other side gives it */
struct sl_lexscorer { const sl_lexicon *x; line side[2]; uint32_t *here; };              /* here[word of side two]: its number in the line */

sl_lexscorer *sl_lexscorer_new(const sl_lexicon *x) {
    sl_lexscorer *s = sl_zalloc(sizeof *s);
    size_t n = (size_t)sl_lexicon_words(x, 1) + 1;
    s->x = x;
    s->here = sl_alloc(n * sizeof *s->here);
    memset(s->here, 0xFF, n * sizeof *s->here);
    return s;
}

static bool is_word(sl_str w) {
    int32_t c;
    sl_utf8_next(w.p, w.n, &c);
    return sl_is_letter(c);
}

static void read_side(sl_lexscorer *s, unsigned d, sl_str text) {
    line *l = &s->side[d];
    sl_half_read(&l->h, &text, 1);
    l->id = sl_grow(l->id, &l->idcap, (size_t)l->h.words.n + 1, sizeof *l->id);
    l->sum = sl_grow(l->sum, &l->sumcap, (size_t)l->h.words.n + 1, sizeof *l->sum);
    for (uint32_t w = 0; w < l->h.words.n; w++) {
        l->id[w] = sl_lexicon_find(s->x, d, sl_vocab_word(&l->h.words, w));
        l->sum[w] = 0;
    }
}

static void place(sl_lexscorer *s, bool there) {
    const line *l = &s->side[1];
    for (uint32_t w = 0; w < l->h.words.n; w++)
        if (l->id[w] != SL_LEXICON_NONE) s->here[l->id[w]] = there ? w : SL_VOCAB_NONE;
}

/* What every word of side one gives those of side two, and the other way. */
static void give(sl_lexscorer *s) {
    line *a = &s->side[0], *b = &s->side[1];
    for (uint32_t v = 0; v < a->h.words.n; v++) {
        uint32_t first, n = a->id[v] == SL_LEXICON_NONE ? 0 : sl_lexicon_row(s->x, a->id[v], &first);
        for (uint32_t k = 0; k < n; k++) {
            sl_lexicon_link l = sl_lexicon_get(s->x, first + k);
            uint32_t w = s->here[l.other];
            if (w == SL_VOCAB_NONE) continue;
            b->sum[w] += (double)l.p * a->h.freq[v];         /* freq: times in the line over its tokens */
            a->sum[v] += (double)l.q * b->h.freq[w];
        }
    }
}

static double share_of(const sl_lexicon *x, unsigned d, uint32_t id) {
    double n = id == SL_LEXICON_NONE ? 0 : sl_lexicon_count(x, d, id), all = (double)sl_lexicon_tokens(x, d);
    if (all <= 0) all = (double)sl_lexicon_words(x, d) + 1, n = n > 0 ? 1 : n;
    return (n > 0.5 ? n : 0.5) / (all + 1);
}

static void judge(const sl_lexscorer *s, unsigned d, sl_lexscore *r) {
    const line *l = &s->side[d];
    for (uint32_t k = 0; k < l->h.at[1]; k++) {
        uint32_t w = l->h.tok[k];
        if (!is_word(sl_vocab_word(&l->h.words, w))) continue;
        double u = share_of(s->x, d, l->id[w]), p = (1 - EMPTY) * l->sum[w] + EMPTY * u, bits = -sl_real_log(p) / LN2, alone = -sl_real_log(u) / LN2;
        r->words[d]++;
        r->bits[d] += bits;
        r->alone[d] += alone;
        if (l->id[w] == SL_LEXICON_NONE) continue;
        r->known[d]++;
        r->gain[d] += alone - bits;
    }
}

sl_lexscore sl_lexscorer_pair(sl_lexscorer *s, sl_str one, sl_str two) {
    sl_lexscore r = {{0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}};
    read_side(s, 0, one);
    read_side(s, 1, two);
    place(s, true);
    give(s);
    place(s, false);
    for (unsigned d = 0; d < 2; d++) judge(s, d, &r);
    return r;
}

void sl_lexscorer_free(sl_lexscorer *s) {
    if (!s) return;
    for (unsigned d = 0; d < 2; d++) {
        sl_half_free(&s->side[d].h);
        free(s->side[d].id);
        free(s->side[d].sum);
    }
    free(s->here);
    free(s);
}
