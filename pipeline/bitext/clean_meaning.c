/* Rules about Dutch and English. Those about meaning are all answered by one look at the pair; see sluis/lid.h and sluis/meaning.h. */
#include "clean.h"
#include <math.h>

static const sl_meaning_score *meaning(sl_clean_pair *p) {
    sl_clean_scratch *x = p->x;
    if (x->judged) return &x->said;
    if (!x->meaning) x->meaning = sl_meaning_new(p->rules->meaning);
    x->said = sl_meaning_pair(x->meaning, p->side[p->rules->dutch].text, p->side[!p->rules->dutch].text);
    x->judged = true;
    return &x->said;
}

/* A word or two, a title, a country's name say little of their language, and are often spelt alike in both. So what is known of the
 * pair's meaning speaks too, in log-odds: sides that mean the same are thought to be in their languages, others are doubted. */
static const double WEIGHT = 0.7, DOUBT = 2;

static double weighed(double p, double unrelated) {
    double odds = p * exp(-WEIGHT * (unrelated < DOUBT ? unrelated : DOUBT));
    return odds / (odds + 1 - p);
}

/* The sides as wholes; parts in the other language are the matter of `copied` and `mixed`. */
bool sl_clean_fails_language(sl_clean_pair *p, unsigned i, double limit) {
    sl_lid_sum sum[2];
    (void)i;
    if (!p->rules->lid || !p->rules->meaning) return false;
    for (unsigned k = 0; k < 2; k++) {
        sl_lid_text(p->rules->lid, p->side[k].text, &sum[k]);
        sum[k].run[0] = sum[k].run[1] = 0;
    }
    double v = (double)sl_lid_pair(p->rules->lid, &sum[p->rules->dutch], &sum[!p->rules->dutch]);
    if (weighed(v, DOUBT) >= limit || (v = weighed(v, (double)meaning(p)->score[SL_MEANING_UNRELATED])) >= limit) return false;
    sl_printf(&p->x->value, "%.4f", v);
    return true;
}

static bool says(sl_clean_pair *p, sl_meaning_rule r, double limit) {
    return p->rules->meaning && (double)meaning(p)->score[r] > limit && sl_clean_real(p, (double)p->x->said.score[r]);
}

#define RULE(e, name) \
    bool sl_clean_fails_##name(sl_clean_pair *p, unsigned i, double limit) { \
        (void)i; \
        return says(p, SL_MEANING_##e, limit); \
    }
RULE(UNRELATED, unrelated)
RULE(PARTIAL, partial)
RULE(MIXED, mixed)
RULE(SHUFFLED, shuffled)
