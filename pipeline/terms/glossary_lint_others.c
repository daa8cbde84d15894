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

/* The entry with this key, not i itself; UINT32_MAX: none. */
static uint32_t with_key(const lint *l, sl_str want, uint32_t i) {
    size_t low = 0, high = sl_termbase_count(l->tb);
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (sl_cmp(key_at(l, mid), want) < 0) low = mid + 1;
        else high = mid;
    }
    if (low == sl_termbase_count(l->tb) || !sl_eq(key_at(l, low), want)) return UINT32_MAX;
    uint32_t t = l->first[l->key[low].term];
    return t == i ? UINT32_MAX : t;
}

static bool vowel(char c) { return c && strchr("aeiou", c); }
static char hardened(char c) { return c == 'v' ? 'f' : c == 'z' ? 's' : 0; }

/* What a plural or an inflected form in -en or -e may come from: the stem, with one consonant less, one vowel more, f for v and s for z. */
static uint32_t stems(lint *l, sl_str s, uint32_t i) {
    uint32_t k = with_key(l, s, i);
    size_t n = s.n;
    if (k != UINT32_MAX || n < 3) return k;
    char last = s.p[n - 1], hard = hardened(last);
    sl_clear(&l->stem);
    if (last == s.p[n - 2] && !vowel(last)) sl_put(&l->stem, s.p, n - 1);
    else if (!vowel(last) && vowel(s.p[n - 2]) && !vowel(s.p[n - 3])) {
        sl_put(&l->stem, s.p, n - 1);
        sl_putc(&l->stem, s.p[n - 2]);
        sl_putc(&l->stem, hard ? hard : last);
    } else if (hard) {
        sl_put(&l->stem, s.p, n - 1);
        sl_putc(&l->stem, hard);
    } else return UINT32_MAX;
    return with_key(l, sl_view(&l->stem), i);
}

bool lint_covered(lint *l, uint32_t i, const sl_term *t) {
    static const sl_str endings[] = {SL_LIT("en"), SL_LIT("'s"), SL_LIT("s"), SL_LIT("e")};
    if (t->flags & (SL_TERM_REGEX | SL_TERM_EXACT | SL_TERM_FORBIDDEN) || t->source.n > 200) return false;
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
        if (t->source.n < endings[k].n + 3 || !sl_ends(t->source, endings[k])) continue;
        uint32_t other = stems(l, sl_slice(t->source.p, t->source.n - endings[k].n), i);
        if (other == UINT32_MAX) continue;
        sl_term o = sl_termbase_at(l->tb, other);
        if (o.flags & SL_TERM_EXACT || (o.pos && t->pos && o.pos != t->pos)) continue;
        sl_printf(&l->why, "looks like a form of '%.*s' (%s:%llu)", o.source.n < 60 ? (int)o.source.n : 60, o.source.p, sl_termbase_file(l->tb, o.file),
                  (unsigned long long)o.line);
        return true;
    }
    return false;
}
