/* Rules about meaning: all four are answered by one look at the pair; see sluis/meaning.h. */
#include "clean.h"

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
