/* The rule about the languages of the sides; see sluis/lid.h. */
#include "clean.h"
#include "meaning.h"
#include <math.h>

/* A word or two, a title, a country's name say little of their language, and are often spelt alike in both. So what is known of the
 * pair's meaning speaks too, in log-odds: sides that mean the same are thought to be in their languages, others are doubted. */
enum { WORDS = 256 };      /* of a side that are compared */
static const double WEIGHT = 0.8, DOUBT = 3;

static double weighed(double p, double unrelated) {
    double odds = p * exp(-WEIGHT * (unrelated < DOUBT ? unrelated : DOUBT));
    return odds / (odds + 1 - p);
}

static bool has(const sl_clean_side *s, size_t n, uint64_t hash) {
    for (size_t k = 0; k < n; k++)
        if (s->word[k].hash == hash) return true;
    return false;
}

/* A side with a number, which says nothing, for each letter that stands alone, and each word that the other side has too, or that has been there before. */
static sl_str own_words(sl_clean_pair *p, unsigned i) {
    const sl_clean_side *s = &p->side[i], *other = &p->side[!i];
    size_t n = s->words < WORDS ? s->words : WORDS, m = other->words < WORDS ? other->words : WORDS;
    sl_clear(&p->x->text);
    for (size_t k = 0; k < n; k++) {
        uint64_t h = s->word[k].hash;
        bool told = s->word[k].ncore == 1 || (h && ((sl_clean_may_have(other, h) && has(other, m, h)) || has(s, k, h)));
        sl_puts(&p->x->text, told ? SL_LIT("0") : sl_slice(s->text.p + s->word[k].at, s->word[k].n));
        sl_putc(&p->x->text, ' ');
    }
    return sl_view(&p->x->text);
}

/* The costs of the lexicon's words, each looked up when it is first met: so most words of a text are looked up once for both models.
 * SPELT: it is in no table, and told by its letters, which count when all are small. */
typedef uint8_t row __attribute__((vector_size(SL_LID_MAX)));
typedef uint16_t sums __attribute__((vector_size(2 * SL_LID_MAX)));

enum { LONGEST = 32 };
/* What the letters of a word cost, all small. */
static void spell(const sl_lid *m, sl_str word, uint8_t cost[SL_LID_MAX]) {
    char low[LONGEST];
    bool first = false;
    sl_lid_sum sum;
    for (size_t i = 0; i < word.n; i++) low[i] = (char)(word.p[i] | 32);
    sl_lid_part(m, sl_slice(low, word.n), &first, &sum);
    for (unsigned l = 0; l < SL_LID_MAX; l++) cost[l] = (uint8_t)(8 * sum.cost[l]);
}

static unsigned meet(const sl_lid *m, sl_str word, uint8_t cost[SL_LID_MAX]) {
    if (sl_lid_word(m, word, cost)) return SL_F_COSTS;
    if (word.n > LONGEST) return SL_F_NO_COSTS;
    spell(m, word, cost);
    return SL_F_SPELT;
}

static __attribute__((noinline)) unsigned meet_fact(sl_clean_pair *p, unsigned d, sl_str word, const sl_fact *known) {
    sl_fact *f = &p->x->meaning->fact[d][known - p->x->meaning->fact[d]];
    f->flags |= (uint8_t)meet(p->rules->lid, word, f->cost);
    return f->flags;
}

/* The words of a side, and what is known of their tokens. */
typedef struct {
    const sl_clean_word *word;
    const sl_mword *token;
    const sl_fact *none;         /* what is known of no word */
    const char *text;
    sl_clean_pair *p; unsigned d;
} known;

static known known_words(sl_clean_pair *p, unsigned i) {
    unsigned d = i != p->rules->dutch;
    const sl_meaning *m = p->x->meaning;
    return (known){p->side[i].word, m->side[d].w, m->fact[d], p->side[i].text.p, p, d};
}

/* The costs of a plain word of the lexicon, NULL when it has none. */
static inline const uint8_t *costs_of(const known *x, size_t k) {
    const sl_clean_word *w = &x->word[k];
    const sl_fact *f = x->token[w->token].fact;
    if (!(w->flags & SL_CLEAN_PLAIN) || f == x->none) return NULL;
    unsigned state = f->flags & SL_F_MET;
    if (!state) state = meet_fact(x->p, x->d, sl_slice(x->text + w->at, w->ncore), f) & SL_F_MET;
    return state == SL_F_COSTS || (state == SL_F_SPELT && w->flags & SL_CLEAN_LOW) ? f->cost : NULL;
}

/* Can the side be summed word by word? Not when it is too long, or its white space is another matter to both models. */
static bool by_words(const sl_clean_pair *p, unsigned i) {
    return !p->side[i].spaced && p->x->meaning->side[i != p->rules->dutch].tok.n < SL_TOKENS;
}

/* How many words there may be in a stretch between blanks; most for one beyond ASCII. */
static unsigned words_within(const sl_clean_pair *p, unsigned i, size_t k) {
    const sl_clean_side *s = &p->side[i];
    const sl_clean_word *w = &s->word[k];
    if (w->flags & SL_CLEAN_PLAIN) return 1;
    if (w->flags & SL_CLEAN_HIGH) return (w->n + 1) / 2;
    return (k + 1 < s->words ? w[1].token : p->x->meaning->side[i != p->rules->dutch].tok.n) - w->token;
}

/* A side on the way from its known words to all. */
typedef struct {
    sl_lid_sum sum;
    unsigned left;               /* how many of the other words there may be still */
    size_t at;                   /* the next word; before it, all are summed */
    bool first;                  /* a sentence begins there */
    float odds;                  /* sl_lid_odds() */
} reading;

static void weigh_odds(sl_clean_pair *p, unsigned i, reading *r) {
    r->odds = sl_lid_odds(p->rules->lid, &r->sum, i != p->rules->dutch, (float)(SL_LID_MOST * r->left));
}

static void sum_known(sl_clean_pair *p, unsigned i, reading *r) {
    sums total = {0};
    r->sum.run[0] = r->sum.run[1] = 0;
    r->sum.latin = r->sum.other = r->at = 0;
    r->sum.words = r->left = 0;
    r->first = true;
    const known x = known_words(p, i);
    for (size_t k = 0, n = p->side[i].words; k < n; k++) {
        const uint8_t *c = costs_of(&x, k);
        row v;
        if (c) memcpy(&v, c, sizeof v), total += __builtin_convertvector(v, sums), r->sum.words++;
        else r->left += words_within(p, i, k);
    }
    for (unsigned l = 0; l < SL_LID_MAX; l++) r->sum.cost[l] = (float)total[l] / 8;
    weigh_odds(p, i, r);
}

/* Words that the lexicon has not come again, too: names above all. In the place of each hash the last one is remembered. */
enum { PLACES = 1024 };
typedef struct sl_clean_met { uint64_t hash; uint8_t cost[SL_LID_MAX]; uint8_t state; } met;

static met *met_at(sl_clean_pair *p, const sl_clean_word *w, sl_str word) {
    sl_clean_scratch *x = p->x;
    if (!x->met) x->met = sl_zalloc(PLACES * sizeof *x->met);
    met *it = &x->met[w->hash >> 40 & (PLACES - 1)];
    if (it->hash == w->hash) return it;
    it->hash = w->hash;
    it->state = sl_lid_word(p->rules->lid, word, it->cost) ? SL_F_COSTS : SL_F_NO_COSTS;      /* spelt when it is asked for */
    return it;
}

static void add_costs(reading *r, const uint8_t cost[SL_LID_MAX]) {
    for (unsigned l = 0; l < SL_LID_MAX; l++) r->sum.cost[l] += (float)cost[l] / 8;
    r->sum.words++;
}

/* Sums a plain word that the lexicon has not, as sl_lid_part() does. False: that is left to do. */
static bool sum_met(sl_clean_pair *p, const sl_clean_word *w, sl_str word, reading *r) {
    if (!(w->flags & SL_CLEAN_PLAIN) || w->ncore > LONGEST) return false;
    met *it = met_at(p, w, word);
    bool small = w->flags & SL_CLEAN_LOW;
    if (it->state == SL_F_NO_COSTS && small) spell(p->rules->lid, word, it->cost), it->state = SL_F_SPELT;
    if (it->state != SL_F_COSTS && !small) return !r->first;           /* a name within a sentence says nothing */
    add_costs(r, it->cost);
    return true;
}

static void sum_part(sl_clean_pair *p, sl_str part, reading *r) {
    sl_lid_sum sum;
    sl_lid_part(p->rules->lid, part, &r->first, &sum);
    r->sum.words += sum.words;
    for (unsigned l = 0; l < SL_LID_MAX; l++) r->sum.cost[l] += sum.cost[l];
}

/* Of a plain word. */
static bool ends_sentence(const sl_clean_side *s, const sl_clean_word *w) { return w->n > w->ncore && s->text.p[w->at + w->ncore] != ','; }

/* Up to the next word that isn't known, which is read; false: there is none. */
static bool read_on(sl_clean_pair *p, unsigned i, reading *r) {
    const sl_clean_side *s = &p->side[i];
    const known x = known_words(p, i);
    for (; r->at < s->words; r->at++) {
        const sl_clean_word *w = &s->word[r->at];
        if (!costs_of(&x, r->at)) break;
        r->first = ends_sentence(s, w);
    }
    if (r->at == s->words) return false;
    const sl_clean_word *w = &s->word[r->at];
    if (sum_met(p, w, sl_slice(s->text.p + w->at, w->ncore), r)) r->first = ends_sentence(s, w);
    else sum_part(p, sl_slice(s->text.p + w->at, w->n), r);
    r->left -= words_within(p, i, r->at++);
    weigh_odds(p, i, r);
    return true;
}

static double judge(sl_clean_pair *p, const sl_lid_sum *a, const sl_lid_sum *b) {
    return (double)sl_lid_pair(p->rules->lid, p->rules->dutch ? b : a, p->rules->dutch ? a : b);
}

/* Are the sides in their languages, as far as `limit`? The known words of both come first, and then others only until it is plain that
 * the rest can't change the answer. */
static bool good_words(sl_clean_pair *p, double limit) {
    reading r[2];
    for (unsigned i = 0; i < 2; i++) sum_known(p, i, &r[i]);
    for (;;) {
        if ((double)sl_lid_pair_least(r[0].odds, r[1].odds) >= limit) return true;
        unsigned worse = r[1].odds > r[0].odds;
        if (!read_on(p, worse, &r[worse]) && !read_on(p, !worse, &r[!worse])) return judge(p, &r[0].sum, &r[1].sum) >= limit;
    }
}

/* The sides as wholes; parts in the other language are the matter of `copied` and `mixed`. */
static double languages(sl_clean_pair *p, bool own) {
    sl_lid_sum sum[2];
    for (unsigned k = 0; k < 2; k++) {
        sl_lid_text(p->rules->lid, own ? own_words(p, k) : p->side[k].text, &sum[k]);
        sum[k].run[0] = sum[k].run[1] = 0;
    }
    return judge(p, &sum[0], &sum[1]);
}

static bool good(sl_clean_pair *p, double limit) {
    sl_clean_find(p);
    return by_words(p, 0) && by_words(p, 1) ? good_words(p, limit) : languages(p, false) >= limit;
}

/* Names and titles that stand on both sides say nothing of either. */
bool sl_clean_fails_language(sl_clean_pair *p, unsigned i, double limit) {
    (void)i;
    if (!p->rules->lid || !p->rules->meaning) return false;
    if (good(p, limit)) return false;
    double v = languages(p, true);
    if (v >= limit || (v = weighed(v, (double)sl_clean_meaning(p)->score[SL_MEANING_UNRELATED])) >= limit) return false;
    sl_printf(&p->x->value, "%.4f", v);
    return true;
}
