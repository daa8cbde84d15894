/* Protecting a line; see sluis/protect.h. */
#include "sluis/protect.h"
#include <stdlib.h>

static void shut(sl_protected *t, size_t start, size_t end) {
    sl_matches *m = &t->found;
    m->off = sl_grow(m->off, &m->off_cap, m->noff + 1, sizeof *m->off);
    m->off[m->noff++] = (sl_range){start, end};
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

/* The ranges that are shut, by start and without overlap, as the matcher wants them. */
static void order_shut(sl_protected *t) {
    sl_range *v = t->found.off;
    size_t n = 0;
    if (t->found.noff) qsort(v, t->found.noff, sizeof *v, by_start);
    for (size_t i = 0; i < t->found.noff; i++) {
        if (n && v[i].start < v[n - 1].end) v[n - 1].end = v[i].end > v[n - 1].end ? v[i].end : v[n - 1].end;
        else v[n++] = v[i];
    }
    t->found.noff = n;
}

/* What the patterns take, where nothing is shut yet. */
static void add_patterns(const sl_protect_rules *r, sl_protected *t, sl_str in) {
    size_t k = 0;
    sl_patterns_find(r->patterns, &t->patterns, in);
    for (size_t i = 0; i < t->patterns.n; i++) {
        sl_range p = t->patterns.v[i];
        while (k < t->found.noff && t->found.off[k].end <= p.start) k++;
        if (k == t->found.noff || t->found.off[k].start >= p.end) add(t, (sl_protected_item){.start = p.start, .end = p.end, .match = SIZE_MAX});
    }
    for (size_t i = 0; i < t->n; i++) shut(t, t->v[i].start, t->v[i].end);
    if (t->n) order_shut(t);
}

/* A second part is taken out with the space before it. */
static sl_range part_of(const sl_match *m, sl_str in) {
    size_t start = m->start2;
    if (m->kind != SL_MATCH_GAP) return (sl_range){0, 0};
    while (start > m->end && in.p[start - 1] == ' ') start--;
    return (sl_range){start, m->end2};
}

static int items_by_start(const void *a, const void *b) {
    const sl_protected_item *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

static void choose(const sl_protect_rules *r, sl_protected *t, sl_str in) {
    t->n = t->found.noff = 0;
    sl_match_markup(in, &t->found);
    find_marks(r, t, in);
    order_shut(t);
    if (r->patterns) add_patterns(r, t, in);
    size_t patterns = t->n;
    sl_match_line(r->index, r->flags, in, &t->found);
    sl_match_addresses(in, &t->found);
    for (size_t i = 0; i < t->found.n; i++) {
        const sl_match *m = &t->found.v[i];
        if (m->kind == SL_MATCH_INSIDE && !r->inside) continue;
        add(t, (sl_protected_item){.start = m->start, .end = m->end, .part = part_of(m, in), .match = i});
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

/* The second parts, by their place. */
static void list_parts(sl_protected *t) {
    t->nparts = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (!t->v[i].part.end) continue;
        t->parts = sl_grow(t->parts, &t->parts_cap, t->nparts + 1, sizeof *t->parts);
        t->parts[t->nparts++] = t->v[i].part;
    }
    if (t->nparts > 1) qsort(t->parts, t->nparts, sizeof *t->parts, by_start);
}

/* Copy the text from `from` to `to` but for the second parts in it; *part: the first that does not end before. */
static void copy_to(const sl_protect_rules *r, const sl_protected *t, sl_str in, size_t from, size_t to, size_t *part, sl_buf *out) {
    for (; *part < t->nparts && t->parts[*part].end <= to; ++*part) {
        sl_range p = t->parts[*part];
        if (p.start < from) continue;
        sl_ph_escape(r->ph, sl_slice(in.p + from, p.start - from), out);
        from = p.end;
    }
    sl_ph_escape(r->ph, sl_slice(in.p + from, to - from), out);
}

static void write_line(const sl_protect_rules *r, sl_protected *t, sl_str in, sl_buf *out) {
    size_t from = 0, begin = out->n, part = 0;
    list_parts(t);
    for (size_t i = 0; i < t->n; i++) {
        sl_protected_item *it = &t->v[i];
        copy_to(r, t, in, from, it->start, &part, out);
        it->at = out->n - begin;
        sl_clear(&t->scratch);
        sl_clear(&t->rule);
        if (sl_ph_says_target(r->ph)) sl_protect_target(r, t, it, in, &t->scratch, &t->rule);
        sl_ph_put(r->ph, it->id, sl_slice(in.p + it->start, it->end - it->start), sl_view(&t->scratch), out);
        it->behind = out->n - begin;
        from = it->end;
    }
    copy_to(r, t, in, from, in.n, &part, out);
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

static bool is_inside(const sl_protected *t, const sl_protected_item *it) {
    return it->match != SIZE_MAX && t->found.v[it->match].kind == SL_MATCH_INSIDE;
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
        bool whole = s->rung == SL_RUNG_EXACT || (s->rung == SL_RUNG_GLUED && is_inside(t, &t->v[k]));
        t->used[k] = whole && s->start == t->v[k].at && s->end == t->v[k].behind;
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
    free(t->parts);
    sl_buf_free(&t->rule);
    free(t->used);
    sl_buf_free(&t->scratch);
    sl_buf_free(&t->text);
    *t = (sl_protected){0};
}
