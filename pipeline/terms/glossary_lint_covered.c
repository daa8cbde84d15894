/* Is an entry's source a form of another's, so that it would be found without it? See glossary_lint.c. Of several words the
 * last may vary. Entries are sorted by the key of that word (sluis/forms.h) and the words before it. */
#include "glossary_lint.h"
#include "sluis/fold.h"
#include "sluis/hash.h"
#include "sluis/termcase.h"
#include "sluis/utf8.h"
#include <stdlib.h>

enum { CANDIDATES = 64 };        /* with the same key that are looked at: what keeps it linear */

typedef struct { sl_str before, last; } parts;

/* Of a folded source: its last word, and what is before. */
static parts cut(sl_str s) {
    size_t k = s.n;
    while (k && s.p[k - 1] != ' ' && s.p[k - 1] != '-') k--;
    return (parts){sl_slice(s.p, k), sl_slice(s.p + k, s.n - k)};
}

static uint64_t key_of(sl_str before, uint64_t last) { return sl_fold_step(XXH3_64bits(before.p, before.n), last); }

static int compare(const void *a, const void *b) {
    const lint_form *x = a, *y = b;
    return x->key != y->key ? (x->key < y->key ? -1 : 1) : (x->term > y->term) - (x->term < y->term);
}

static bool varies(const sl_term *t) { return !(t->flags & (SL_TERM_REGEX | SL_TERM_EXACT | SL_TERM_FORBIDDEN | SL_TERM_ACR | SL_TERM_DNT)); }

void lint_sort_forms(lint *l) {
    uint32_t n = sl_termbase_count(l->tb);
    if (!l->forms) return;
    l->form = sl_alloc((n + 1) * sizeof *l->form);
    for (uint32_t i = 0; i < n; i++) {
        sl_term t = sl_termbase_at(l->tb, i);
        if (!varies(&t)) continue;
        sl_clear(&l->stem);
        sl_fold_form(t.source, &l->stem);
        parts p = cut(sl_view(&l->stem));
        l->form[l->nforms++] = (lint_form){key_of(p.before, sl_forms_key(p.last)), i};
    }
    qsort(l->form, l->nforms, sizeof *l->form, compare);
}

static size_t first_with(const lint *l, uint64_t key) {
    size_t low = 0, high = l->nforms;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (l->form[mid].key < key) low = mid + 1;
        else high = mid;
    }
    return low;
}

static unsigned kinds(const sl_term *t) {
    static const uint8_t of[SL_POS_N] = {[SL_POS_NONE] = SL_FORMS_ANY, [SL_POS_NOUN] = SL_FORMS_NOUN, [SL_POS_PROPN] = SL_FORMS_NAME,
                                         [SL_POS_ADJ] = SL_FORMS_ADJ, [SL_POS_VERB] = SL_FORMS_VERB};
    return t->pos == SL_POS_NONE && sl_case_is_capital(t->source) ? SL_FORMS_NOUN : of[t->pos];
}

static bool is_form(lint *l, const sl_term *other, const sl_term *t, parts p) {
    sl_form form;
    if (other->pos && t->pos && other->pos != t->pos) return false;
    if (sl_case_is_capital(other->source) != sl_case_is_capital(t->source)) return false;
    sl_clear(&l->other);
    sl_fold_form(other->source, &l->other);
    parts o = cut(sl_view(&l->other));
    return sl_eq(o.before, p.before) && sl_forms_relate(l->forms, o.last, kinds(other), p.last, &form);
}

static bool found(lint *l, uint32_t i, const sl_term *t, parts p, uint64_t key) {
    for (size_t k = first_with(l, key), end = k + CANDIDATES; k < l->nforms && k < end && l->form[k].key == key; k++) {
        if (l->form[k].term == i) continue;
        sl_term o = sl_termbase_at(l->tb, l->form[k].term);
        if (!is_form(l, &o, t, p)) continue;
        sl_printf(&l->why, "is a form of '%.*s' (%s:%llu)", o.source.n < 60 ? (int)o.source.n : 60, o.source.p, sl_termbase_file(l->tb, o.file), (unsigned long long)o.line);
        return true;
    }
    return false;
}

/* Capitals only: EAS is no plural of EA. */
static bool in_capitals(sl_str s) {
    int32_t c;
    for (size_t i = 0; i < s.n;) {
        i += (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        if (sl_is_lower(c)) return false;
    }
    return true;
}

bool lint_covered(lint *l, uint32_t i, const sl_term *t) {
    uint64_t keys[SL_FORMS_KEYS];
    if (!l->forms || !varies(t) || in_capitals(t->source)) return false;
    sl_clear(&l->stem);
    sl_fold_form(t->source, &l->stem);
    parts p = cut(sl_view(&l->stem));
    size_t n = sl_forms_keys(l->forms, p.last, keys);
    for (size_t k = 0; k < n; k++)
        if (found(l, i, t, p, key_of(p.before, keys[k]))) return true;
    return false;
}
