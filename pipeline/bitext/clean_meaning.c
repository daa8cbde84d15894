/* Rules about what the sides mean, all answered by one look at the pair; see sluis/meaning.h. */
#include "clean.h"

void sl_clean_find(sl_clean_pair *p) {
    if (!p->x->found) sl_meaning_find(p->x->meaning);
    p->x->found = true;
}

const sl_meaning_score *sl_clean_meaning(sl_clean_pair *p) {
    sl_clean_scratch *x = p->x;
    if (x->judged) return &x->said;
    sl_clean_find(p);
    x->said = sl_meaning_judge(x->meaning);
    x->judged = true;
    return &x->said;
}

double sl_clean_score(sl_clean_pair *p) { return sl_meaning_same(sl_clean_meaning(p)); }

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
    double v = (double)sl_clean_meaning(p)->score[SL_MEANING_UNRELATED];
    return says(p, v > limit && v <= limit + AGREE && numbers_agree(p) ? v - AGREE : v, limit);
}

#define RULE(e, name) \
    bool sl_clean_fails_##name(sl_clean_pair *p, unsigned i, double limit) { \
        (void)i; \
        return p->rules->meaning && says(p, (double)sl_clean_meaning(p)->score[SL_MEANING_##e], limit); \
    }
RULE(PARTIAL, partial)
RULE(MIXED, mixed)
RULE(SHUFFLED, shuffled)
