/* What a glossary's entry has to do with others; see glossary_lint.c. */
#include "glossary_lint.h"
#include "sluis/fold.h"
#include <stdlib.h>

static sl_str key_at(const lint *l, size_t k) { return sl_slice(l->keys.p + l->key[k].at, l->key[k].n); }

static int compare(const void *a, const void *b, void *ctx) {
    const lint_key *x = a, *y = b;
    const char *p = ((const lint *)ctx)->keys.p;
    int c = sl_cmp(sl_slice(p + x->at, x->n), sl_slice(p + y->at, y->n));
    return c ? c : x->term < y->term ? -1 : x->term > y->term;
}

/* For each entry of a run of equal keys: the first that is wanted. */
static void find_first(lint *l, uint32_t n) {
    for (uint32_t k = 0, end; k < n; k = end) {
        uint32_t wanted = UINT32_MAX;
        for (end = k; end < n && sl_eq(key_at(l, k), key_at(l, end)); end++) {
            uint32_t t = l->key[end].term;
            if (wanted == UINT32_MAX && !(sl_termbase_at(l->tb, t).flags & SL_TERM_FORBIDDEN)) wanted = t;
        }
        for (uint32_t i = k; i < end; i++) l->first[l->key[i].term] = wanted;
    }
}

void lint_sort(lint *l) {
    uint32_t n = sl_termbase_count(l->tb);
    l->key = sl_zalloc((n + 1) * sizeof *l->key);
    l->first = sl_zalloc((n + 1) * sizeof *l->first);
    sl_need(&l->keys, 1);
    for (uint32_t i = 0; i < n; i++) {
        size_t at = l->keys.n;
        sl_fold_form(sl_termbase_at(l->tb, i).source, &l->keys);
        l->key[i] = (lint_key){at, l->keys.n - at, i};
    }
    qsort_r(l->key, n, sizeof *l->key, compare, l);
    find_first(l, n);
}

static void name(lint *l, uint32_t i) {
    sl_term t = sl_termbase_at(l->tb, i);
    sl_printf(&l->why, "'%.*s' (%s:%llu)", t.target.n < 60 ? (int)t.target.n : 60, t.target.p, sl_termbase_file(l->tb, t.file), (unsigned long long)t.line);
}

static bool forbidden(lint *l, uint32_t i, const sl_term *t, const char **rule, bool *error) {
    uint32_t k = l->first[i];
    *rule = "forbidden";
    *error = k != UINT32_MAX && sl_eq(sl_termbase_at(l->tb, k).target, t->target);
    if (*error) {
        sl_puts(&l->why, SL_LIT("forbidden and wanted: "));
        name(l, k);
    } else if (k == UINT32_MAX) sl_puts(&l->why, SL_LIT("forbidden, and no other target is given"));
    return *error || k == UINT32_MAX;
}

bool lint_others(lint *l, uint32_t i, const sl_term *t, const char **rule, bool *error) {
    uint32_t k = l->first[i];
    if (t->flags & SL_TERM_FORBIDDEN) return forbidden(l, i, t, rule, error);
    if (k == i) return false;
    sl_term f = sl_termbase_at(l->tb, k);
    bool apart = f.pos != t->pos || f.priority != t->priority || !sl_eq(f.domain, t->domain);
    *error = false;
    if (sl_eq(f.target, t->target)) {
        *rule = "duplicate";
        sl_puts(&l->why, SL_LIT("is there already: "));
    } else {
        *rule = apart ? "one-to-many" : "conflict";
        *error = !apart;
        sl_puts(&l->why, SL_LIT("has another target: "));
    }
    name(l, k);
    return true;
}
