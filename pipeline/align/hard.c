/* Delimiters and paragraphs; see held.h. */
#include "held.h"

int sl_hard_open(sl_hard *h, const char *how, sl_err *e) {
    h->how = !how ? SL_HARD_NONE : !strcmp(how, "blank") ? SL_HARD_BLANK : !strcmp(how, "PAR") ? SL_HARD_PAR : SL_HARD_MATCH;
    h->expression = how;             /* it is borrowed, by its address */
    return h->how == SL_HARD_MATCH ? sl_patterns_open(&h->match, &h->expression, 1, e) : 0;
}

void sl_hard_close(sl_hard *h) {
    if (h->match) sl_patterns_free(h->match);
}

/* Blank lines before the first sentence and behind the last one delimit nothing. */
static void mark_blanks(sl_held *side, bool hard) {
    bool begun = false, gap = false;
    for (size_t k = 0; k < side->n; k++) {
        bool blank = sl_held_blank(sl_held_sentence(side, k));
        if (!blank && gap) side->mark[k] |= hard && begun ? SL_ALIGN_PAR | SL_ALIGN_HARD : SL_ALIGN_PAR;
        gap = blank;
        begun |= !blank;
    }
}

static size_t mark_matches(const sl_hard *h, sl_patterns_state *t, sl_held *side) {
    for (size_t k = 0; k < side->n; k++) {
        if (sl_patterns_find(h->match, t, sl_held_sentence(side, k))) return k;
        if (t->n && !sl_held_blank(sl_held_sentence(side, k))) side->mark[k] |= SL_ALIGN_HARD;
    }
    return SIZE_MAX;
}

size_t sl_hard_mark(const sl_hard *h, sl_patterns_state *t, sl_held *side) {
    mark_blanks(side, h->how == SL_HARD_BLANK);
    if (h->how == SL_HARD_MATCH) return mark_matches(h, t, side);
    for (size_t k = 1; k < side->n && h->how == SL_HARD_PAR; k++)
        if (side->mark[k] & SL_ALIGN_PAR) side->mark[k] |= SL_ALIGN_HARD;
    return SIZE_MAX;
}

static size_t delimiters(const sl_held *side) {
    size_t n = 0;
    for (size_t k = 0; k < side->n; k++) n += (side->mark[k] & SL_ALIGN_HARD) != 0;
    return n;
}

static void soften(sl_held *side) {
    for (size_t k = 0; k < side->n; k++)
        if (side->mark[k] & SL_ALIGN_HARD) side->mark[k] = SL_ALIGN_PAR;
}

bool sl_hard_agree(sl_held *one, sl_held *two) {
    if (delimiters(one) == delimiters(two)) return true;
    soften(one);
    soften(two);
    return false;
}
