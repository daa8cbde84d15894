/* Rules about Dutch and English. Those about meaning are all answered by one look at the pair; see sluis/lid.h and sluis/meaning.h. */
#include "clean.h"
#include <math.h>

static const sl_meaning_score *meaning(sl_clean_pair *p) {
    sl_clean_scratch *x = p->x;
    if (x->judged) return &x->said;
    x->said = sl_meaning_judge(x->meaning);
    x->judged = true;
    return &x->said;
}

double sl_clean_score(sl_clean_pair *p) { return sl_meaning_same(meaning(p)); }

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

/* The sides as wholes; parts in the other language are the matter of `copied` and `mixed`. */
static double languages(sl_clean_pair *p, bool own) {
    sl_lid_sum sum[2];
    for (unsigned k = 0; k < 2; k++) {
        sl_lid_text(p->rules->lid, own ? own_words(p, k) : p->side[k].text, &sum[k]);
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
    if (v >= limit || (v = weighed(v, (double)meaning(p)->score[SL_MEANING_UNRELATED])) >= limit) return false;
    sl_printf(&p->x->value, "%.4f", v);
    return true;
}

static bool says(sl_clean_pair *p, double score, double limit) { return score > limit && sl_clean_real(p, score); }

/* What numbers that agree tell, in log-odds. */
static const double AGREE = 1.5;

static bool numbers_agree(sl_clean_pair *p) {
    sl_str first;
    sl_numbers *n = p->x->numbers;
    for (unsigned k = 0; k < 2; k++) {
        if (!p->rules->number_words[k] || !p->side[k].numbers) return false;
        sl_numbers_find(p->rules->number_words[k], p->side[k].text, &n[k]);
    }
    return !sl_numbers_missing(&n[0], &n[1], &first) && !sl_numbers_missing(&n[1], &n[0], &first);
}

bool sl_clean_fails_unrelated(sl_clean_pair *p, unsigned i, double limit) {
    (void)i;
    if (!p->rules->meaning) return false;
    double v = (double)meaning(p)->score[SL_MEANING_UNRELATED];
    return says(p, v > limit && v <= limit + AGREE && numbers_agree(p) ? v - AGREE : v, limit);
}

#define RULE(e, name) \
    bool sl_clean_fails_##name(sl_clean_pair *p, unsigned i, double limit) { \
        (void)i; \
        return p->rules->meaning && says(p, (double)meaning(p)->score[SL_MEANING_##e], limit); \
    }
RULE(PARTIAL, partial)
RULE(MIXED, mixed)
RULE(SHUFFLED, shuffled)
