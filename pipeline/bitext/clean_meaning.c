/* Rules about Dutch and English. Those about meaning are all answered by one look at the pair; see sluis/lid.h and sluis/meaning.h. */
#include "clean.h"

/* Sides that say nothing are fine, and so are those that leave it open: limits are small. */
bool sl_clean_fails_language(sl_clean_pair *p, unsigned i, double limit) {
    const sl_lid *m = p->rules->lid;
    sl_lid_sum sum[2];
    (void)i;
    if (!m) return false;
    for (unsigned k = 0; k < 2; k++) sl_lid_text(m, p->side[k].text, &sum[k]);
    double v = (double)sl_lid_pair(m, &sum[p->rules->dutch], &sum[!p->rules->dutch]);
    if (v >= limit) return false;
    sl_printf(&p->x->value, "%.4f", v);
    return true;
}

static bool says(sl_clean_pair *p, sl_meaning_rule r, double limit) {
    sl_clean_scratch *x = p->x;
    if (!p->rules->meaning) return false;
    if (!x->judged) {
        if (!x->meaning) x->meaning = sl_meaning_new(p->rules->meaning);
        x->said = sl_meaning_pair(x->meaning, p->side[p->rules->dutch].text, p->side[!p->rules->dutch].text);
        x->judged = true;
    }
    return (double)x->said.score[r] > limit && sl_clean_real(p, (double)x->said.score[r]);
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
