/* Rules about one side: sizes, and shares of its characters; see clean.h. */
#include "clean.h"

bool sl_clean_fails_empty(sl_clean_pair *p, unsigned i, double limit) {
    size_t v = p->side[i].visible;
    return (double)v < limit && (v == 0 || sl_clean_count(p, v));
}

bool sl_clean_fails_tokens(sl_clean_pair *p, unsigned i, double limit) { return (double)p->side[i].words > limit && sl_clean_count(p, p->side[i].words); }
bool sl_clean_fails_characters(sl_clean_pair *p, unsigned i, double limit) { return (double)p->side[i].visible > limit && sl_clean_count(p, p->side[i].visible); }
bool sl_clean_fails_word(sl_clean_pair *p, unsigned i, double limit) { return (double)p->side[i].longest > limit && sl_clean_count(p, p->side[i].longest); }

bool sl_clean_fails_url(sl_clean_pair *p, unsigned i, double limit) {
    const sl_clean_side *s = &p->side[i];
    double words = (double)(s->words - s->bare);
    return s->addresses && (double)s->addresses >= limit * words && sl_clean_quote(p, s->text);
}

/* Shares with one more on both sides of the stroke, so that a short text may have more signs; 0 when there are none. */
static double share(size_t good, size_t all) { return good ? (double)(good + 1) / (double)(all + 1) : 0; }

bool sl_clean_fails_symbols(sl_clean_pair *p, unsigned i, double limit) {
    const sl_clean_side *s = &p->side[i];
    double chars = share(s->letters + s->count[SL_CLEAN_DIGIT], s->visible), words = share(s->words - s->bare, s->words), v = chars < words ? chars : words;
    return v < limit && s->visible && sl_clean_real(p, v);
}

/* Some ten letters, or signs, more or less tell nothing. */
enum { FEW = 10 };
static double smooth(size_t part, size_t all, size_t more) { return (double)(part + more) / (double)(all + FEW); }

bool sl_clean_fails_letters(sl_clean_pair *p, unsigned i, double limit) {
    double v = smooth(p->side[i].letters, p->side[i].visible, FEW);
    return v < limit && sl_clean_real(p, v);
}

bool sl_clean_fails_digits(sl_clean_pair *p, unsigned i, double limit) {
    double v = smooth(p->side[i].count[SL_CLEAN_DIGIT], p->side[i].visible, 0);
    return v > limit && sl_clean_real(p, v);
}

bool sl_clean_fails_capitals(sl_clean_pair *p, unsigned i, double limit) {
    const sl_clean_side *a = &p->side[0], *b = &p->side[1];
    double x = smooth(a->count[SL_CLEAN_UPPER], a->letters, 0), y = smooth(b->count[SL_CLEAN_UPPER], b->letters, 0), v = x > y ? x - y : y - x;
    (void)i;
    return v > limit && sl_clean_real(p, v);
}

bool sl_clean_fails_script(sl_clean_pair *p, unsigned i, double limit) {
    const sl_clean_side *s = &p->side[i];
    double v = s->letters ? (double)s->foreign / (double)s->letters : 0;
    return v > limit && sl_clean_real(p, v);
}
