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

/* The costs of the lexicon's words, each looked up when it is first met: so most words of a text are looked up once for both models. */
typedef uint8_t row __attribute__((vector_size(SL_LID_MAX)));
typedef uint16_t sums __attribute__((vector_size(2 * SL_LID_MAX)));
typedef enum { NOT_MET, NONE, COSTS } state;
typedef struct sl_clean_costs { row of; uint8_t state; } costs;

static const costs *costs_of(sl_clean_pair *p, unsigned d, sl_str word, const sl_fact *f) {
    const sl_meaning_model *m = p->rules->meaning;
    costs *c = &p->x->costs[d][f - m->fact[d]];
    if (c->state == NOT_MET) c->state = sl_lid_word(p->rules->lid, word, (uint8_t *)&c->of) ? COSTS : NONE;
    return c;
}

static void make_room(sl_clean_pair *p) {
    for (unsigned d = 0; d < 2 && !p->x->costs[d]; d++) p->x->costs[d] = sl_zalloc(((size_t)p->rules->meaning->words[d] + 1) * sizeof(costs));
}

/* sl_lid_text() of a side whose words are known, but for its runs. What is no plain word of the lexicon is read again. */
static void sum_words(sl_clean_pair *p, unsigned i, sl_lid_sum *sum) {
    const sl_clean_side *s = &p->side[i];
    unsigned d = i != p->rules->dutch;
    const sl_mword *known = p->x->meaning->side[d].w;
    bool first = true;
    sums total = {0};
    sl_lid_sum part;
    *sum = (sl_lid_sum){.words = 0};
    for (size_t k = 0; k < s->words; k++) {
        const sl_clean_word *w = &s->word[k];
        const sl_fact *f = w->flags & SL_CLEAN_PLAIN ? known[w->token].fact : NULL;
        const costs *c = f ? costs_of(p, d, sl_slice(s->text.p + w->at, w->ncore), f) : NULL;
        if (c && c->state == COSTS) {
            total += __builtin_convertvector(c->of, sums);
            sum->words++;
            first = w->n > w->ncore && s->text.p[w->at + w->ncore] != ',';
            continue;
        }
        sl_lid_part(p->rules->lid, sl_slice(s->text.p + w->at, w->n), &first, &part);
        sum->words += part.words;
        for (unsigned l = 0; l < SL_LID_MAX; l++) sum->cost[l] += part.cost[l];
    }
    for (unsigned l = 0; l < SL_LID_MAX; l++) sum->cost[l] += (float)total[l] / 8;
}

/* The sides as wholes; parts in the other language are the matter of `copied` and `mixed`. */
static double languages(sl_clean_pair *p, bool own) {
    sl_lid_sum sum[2];
    make_room(p);
    sl_clean_find(p);
    for (unsigned k = 0; k < 2; k++) {
        const sl_clean_side *s = &p->side[k];
        bool whole = s->spaced || p->x->meaning->side[k != p->rules->dutch].tok.n == SL_TOKENS;
        if (own) sl_lid_text(p->rules->lid, own_words(p, k), &sum[k]);
        else if (whole) sl_lid_text(p->rules->lid, s->text, &sum[k]);
        else sum_words(p, k, &sum[k]);
        sum[k].run[0] = sum[k].run[1] = 0;
    }
    return (double)sl_lid_pair(p->rules->lid, &sum[p->rules->dutch], &sum[!p->rules->dutch]);
}

/* Names and titles that stand on both sides say nothing of either. */
bool sl_clean_fails_language(sl_clean_pair *p, unsigned i, double limit) {
    (void)i;
    if (!p->rules->lid || !p->rules->meaning) return false;
    if (languages(p, false) >= limit) return false;
    double v = languages(p, true);
    if (v >= limit || (v = weighed(v, (double)sl_clean_meaning(p)->score[SL_MEANING_UNRELATED])) >= limit) return false;
    sl_printf(&p->x->value, "%.4f", v);
    return true;
}
