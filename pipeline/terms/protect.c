/* Protecting a line; see sluis/protect.h. */
#include "sluis/protect.h"
#include "sluis/utf8.h"
#include <stdlib.h>

static void shut(sl_protected *t, size_t start, size_t end) {
    t->shut = sl_grow(t->shut, &t->shut_cap, t->nshut + 1, sizeof *t->shut);
    t->shut[t->nshut++] = (sl_range){start, end};
}

static bool begins_tag(sl_str s, size_t i) {
    char c = i + 1 < s.n ? s.p[i + 1] : 0;
    return (c | 32) >= 'a' ? (c | 32) <= 'z' : c == '/' || c == '!' || c == '?';
}

/* Tags, as far as one line shows them: < and a letter, / ! or ?, up to the next > with no < between. */
static void shut_tags(sl_protected *t, sl_str in) {
    for (size_t i = 0; i < in.n; i++) {
        const char *open = memchr(in.p + i, '<', in.n - i);
        if (!open) return;
        i = (size_t)(open - in.p);
        if (!begins_tag(in, i)) continue;
        size_t k = i + 1;
        while (k < in.n && in.p[k] != '>' && in.p[k] != '<') k++;
        if (k < in.n && in.p[k] == '>') shut(t, i, k + 1);
        i = k - 1;
    }
}

static int by_start(const void *a, const void *b) {
    const sl_range *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

static int by_id(const void *a, const void *b) {
    const sl_ph_span *x = a, *y = b;
    if (x->id != y->id) return x->id < y->id ? -1 : 1;
    return x->start < y->start ? -1 : x->start > y->start;
}

/* Marks that the line holds: not to be replaced in, and for the map. */
static void find_marks(const sl_protect_rules *r, sl_protected *t, sl_str in) {
    size_t n = 0;
    sl_clear(&t->text);
    sl_str seen = in;
    if (r->ph->element) sl_ph_escape(r->ph, in, &t->text), seen = sl_view(&t->text);
    sl_ph_scan(r->ph, seen, &t->marks);
    for (size_t i = 0; i < t->marks.n; i++) {
        sl_ph_span s = t->marks.v[i];
        if (!s.id || s.rung >= SL_RUNG_BRACKET) continue;
        if (!r->ph->element) shut(t, s.start, s.end);
        else s.start = s.end = 0;
        t->marks.v[n++] = s;
    }
    t->marks.n = n;
    if (n) qsort(t->marks.v, n, sizeof *t->marks.v, by_id);
    for (size_t i = n = 0; i < t->marks.n; i++)
        if (!n || t->marks.v[n - 1].id != t->marks.v[i].id) t->marks.v[n++] = t->marks.v[i];
    t->marks.n = n;
}

static void add(sl_protected *t, sl_protected_item item) {
    t->v = sl_grow(t->v, &t->cap, t->n + 1, sizeof *t->v);
    t->v[t->n++] = item;
}

/* Does it overlap one of the ranges from *k on? Those that end before it are done with. */
static bool is_shut(const sl_protected *t, size_t *k, size_t start, size_t end) {
    while (*k < t->nshut && t->shut[*k].end <= start) ++*k;
    return *k < t->nshut && t->shut[*k].start < end;
}

/* A second part is taken out with the space before it. */
static sl_range with_space(sl_str in, size_t start, size_t end) {
    while (start && in.p[start - 1] == ' ') start--;
    return (sl_range){start, end};
}

static sl_range part_of(const sl_match *m, sl_str in) {
    (void)in;
    (void)m;
    return (sl_range){0, 0};
}

static int items_by_start(const void *a, const void *b) {
    const sl_protected_item *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

static void add_patterns(const sl_protect_rules *r, sl_protected *t, sl_str in) {
    size_t k = 0;
    sl_patterns_find(r->patterns, &t->patterns, in);
    for (size_t i = 0; i < t->patterns.n; i++) {
        sl_range p = t->patterns.v[i];
        if (!is_shut(t, &k, p.start, p.end)) add(t, (sl_protected_item){.start = p.start, .end = p.end, .match = SIZE_MAX});
    }
    for (size_t i = 0; i < t->n; i++) shut(t, t->v[i].start, t->v[i].end);
    if (t->n) qsort(t->shut, t->nshut, sizeof *t->shut, by_start);
}

static void choose(const sl_protect_rules *r, sl_protected *t, sl_str in) {
    size_t k = 0, patterns;
    t->n = t->nshut = 0;
    find_marks(r, t, in);
    shut_tags(t, in);
    if (t->nshut) qsort(t->shut, t->nshut, sizeof *t->shut, by_start);
    if (r->patterns) add_patterns(r, t, in);
    patterns = t->n;
    for (size_t i = 0; i < t->found.n; i++) {
        const sl_match *m = &t->found.v[i];
        sl_range part = part_of(m, in);
        if (is_shut(t, &k, m->start, m->end)) continue;
        add(t, (sl_protected_item){.start = m->start, .end = m->end, .part = part, .match = i});
    }
    if (patterns) qsort(t->v, t->n, sizeof *t->v, items_by_start);
}

/* No id can be greater than the number of items and of ids that the line shows; mark which of them it shows. */
static void find_used(const sl_ph *ph, sl_protected *t, sl_str in) {
    sl_str seen = in;
    if (ph->element) seen = sl_view(&t->text);
    sl_ph_taken(ph, seen, &t->taken);
    size_t most = t->n + t->taken.n + 2;
    t->used = sl_grow(t->used, &t->room, most, sizeof *t->used);
    memset(t->used, 0, most * sizeof *t->used);
    for (size_t i = 0; i < t->taken.n; i++)
        if (t->taken.v[i].id < most) t->used[t->taken.v[i].id] = true;
}

static void give_ids(sl_protected *t) {
    uint32_t id = 0;
    t->skipped = 0;
    for (size_t i = 0; i < t->n; i++) {
        while (t->used[++id]) t->skipped++;
        t->v[i].id = id;
    }
}

/* Copy the text from `from` to `to` but for the second parts in it. */
static size_t copy_to(const sl_protect_rules *r, const sl_protected *t, sl_str in, size_t from, size_t to, size_t item, sl_buf *out) {
    for (size_t i = 0; i < item; i++) {
        sl_range p = t->v[i].part;
        if (p.end <= from || p.start >= to || p.start == p.end) continue;
        sl_ph_escape(r->ph, sl_slice(in.p + from, p.start - from), out);
        from = p.end;
    }
    sl_ph_escape(r->ph, sl_slice(in.p + from, to - from), out);
    return to;
}

static void write_line(const sl_protect_rules *r, sl_protected *t, sl_str in, sl_buf *out) {
    size_t from = 0, begin = out->n, parts = 0;
    for (size_t i = 0; i < t->n; i++) {
        sl_protected_item *it = &t->v[i];
        copy_to(r, t, in, from, it->start, parts, out);
        it->at = out->n - begin;
        sl_clear(&t->scratch);
        if (sl_ph_says_target(r->ph)) {
            sl_buf rule = {0};
            sl_protect_target(r, t, it, in, &t->scratch, &rule);
            sl_buf_free(&rule);
        }
        sl_ph_put(r->ph, it->id, sl_slice(in.p + it->start, it->end - it->start), sl_view(&t->scratch), out);
        it->behind = out->n - begin;
        from = it->end;
        if (it->part.end) parts = i + 1;
    }
    copy_to(r, t, in, from, in.n, parts, out);
}

static size_t item_of(const sl_protected *t, uint32_t id) {
    size_t lo = 0, hi = t->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (t->v[mid].id < id) lo = mid + 1;
        else hi = mid;
    }
    return lo < t->n && t->v[lo].id == id ? lo : t->n;
}

/* Read the line as restore will; strike the items that it would not find just where they stand. True when all were found. */
static bool verify(const sl_protect_rules *r, sl_protected *t, sl_str line) {
    size_t n = 0;
    sl_ph_scan(r->ph, line, &t->taken);
    memset(t->used, 0, t->n * sizeof *t->used);
    for (size_t i = 0, ordinal = 0; i < t->taken.n; i++) {
        const sl_ph_span *s = &t->taken.v[i];
        size_t k = r->ph->element && !s->id ? ordinal++ : item_of(t, s->id);
        if (k >= t->n || s->rung >= SL_RUNG_BRACKET) continue;
        t->used[k] = s->rung == SL_RUNG_EXACT && s->start == t->v[k].at && s->end == t->v[k].behind;
    }
    for (size_t i = 0; i < t->n; i++) {
        if (t->used[i]) t->v[n++] = t->v[i];
        else t->left++;
    }
    bool all = n == t->n;
    t->n = n;
    return all;
}

void sl_protect_line(const sl_protect_rules *r, sl_protected *t, sl_str in, sl_buf *out) {
    size_t begin = out->n;
    t->skipped = t->left = 0;
    sl_match_line(r->index, r->flags, in, &t->found);
    choose(r, t, in);
    for (int tries = 0, good = false; !good; tries++) {
        out->n = begin;
        if (tries == 8) t->left += t->n, t->n = 0;      /* time stays linear */
        if (!t->n) { sl_ph_escape(r->ph, in, out); return; }
        find_used(r->ph, t, in);
        give_ids(t);
        write_line(r, t, in, out);
        good = verify(r, t, sl_slice(out->p + begin, out->n - begin));
    }
}

void sl_protected_free(sl_protected *t) {
    sl_matches_free(&t->found);
    sl_ph_spans_free(&t->marks);
    sl_ph_spans_free(&t->taken);
    sl_patterns_state_free(&t->patterns);
    free(t->v);
    free(t->shut);
    free(t->used);
    sl_buf_free(&t->scratch);
    sl_buf_free(&t->text);
    *t = (sl_protected){0};
}
