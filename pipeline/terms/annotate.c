/* Which terms of a pair are verified, and by what; see sluis/annotate.h. */
#include "sluis/annotate.h"
#include <stdlib.h>
#include <xxhash.h>

typedef struct an_ask {          /* a term that was found */
    const sl_match *m;
    uint32_t group, size;        /* of those with the same entry and variant: index of the first of them, and (there) how many */
    size_t place;                /* that verifies it, + 1 */
} an_ask;

typedef struct an_place {        /* where a target of a group stands */
    size_t start, end, tail;
    uint32_t group, entry;
    uint16_t variant;
    bool plural, given;
} an_place;

uint64_t sl_annotate_hash(sl_str source, sl_str target, uint64_t seed) {
    return XXH3_64bits_withSeed(target.p, target.n, XXH3_64bits_withSeed(source.p, source.n, seed));
}

/* The terms that were found, those alike together and in the order of the line. */

static int by_entry(const void *x, const void *y) {
    const sl_match *a = ((const an_ask *)x)->m, *b = ((const an_ask *)y)->m;
    if (a->term != b->term) return a->term < b->term ? -1 : 1;
    if (a->variant != b->variant) return a->variant < b->variant ? -1 : 1;
    return a->start < b->start ? -1 : a->start > b->start;
}

static bool same_entry(const an_ask *a, const an_ask *b) { return a->m->term == b->m->term && a->m->variant == b->m->variant; }

static void list_asked(sl_annotate *a) {
    a->asked = 0;
    for (size_t i = 0; i < a->found.n; i++) {
        if (a->found.v[i].kind == SL_MATCH_INSIDE) continue;
        a->ask = sl_grow(a->ask, &a->ask_cap, a->asked + 1, sizeof *a->ask);
        a->ask[a->asked++] = (an_ask){.m = &a->found.v[i]};
    }
    if (a->asked > 1) qsort(a->ask, a->asked, sizeof *a->ask, by_entry);
    for (size_t i = 0; i < a->asked; i++) {
        a->ask[i].group = i && same_entry(&a->ask[i - 1], &a->ask[i]) ? a->ask[i - 1].group : (uint32_t)i;
        a->ask[a->ask[i].group].size++;
    }
}

/* The places where a group's targets stand. */

static sl_str target_of(const sl_term *t, uint16_t variant) {
    sl_str rest = t->variants;
    sl_variant v = {SL_LIT(""), t->target};
    for (unsigned i = 0; i < variant && sl_variant_next(t, &rest, &v); i++) continue;
    return v.target;
}

/* May the target be there as a verb? Of entries whose part of speech is not told: when the source was found as one, or looks like an
 * infinitive. (belasting is not taxed, boter not buttered.) */
static bool may_be_verb(const sl_annotate_rules *r, const sl_term *t, const sl_match *m) {
    enum { VERBAL = SL_FORM_PARTICIPLE | SL_FORM_GERUND | SL_FORM_PAST | SL_FORM_PRESENT | SL_FORM_INFINITIVE_TE };
    return t->pos != SL_POS_NONE || !r->index->forms || m->form & VERBAL || sl_ends(t->source, SL_LIT("n"));
}

static void find_target(const sl_annotate_rules *r, sl_annotate *a, uint32_t group, uint32_t entry, uint16_t variant) {
    sl_term t = sl_termbase_at(r->index->tb, entry);
    sl_attest *at = &a->attest;
    if (t.flags & SL_TERM_FORBIDDEN) return;
    sl_attest_find(at, sl_attest_key(entry, variant), target_of(&t, variant), t.pos, t.flags);
    a->place = sl_grow(a->place, &a->place_cap, a->places + at->n, sizeof *a->place);
    bool verb = may_be_verb(r, &t, a->ask[group].m);
    for (size_t i = 0; i < at->n; i++) {
        const sl_attested *p = &at->v[i];
        if (!verb && p->form & (SL_EN_PAST | SL_EN_PARTICIPLE | SL_EN_ING)) continue;
        a->place[a->places++] = (an_place){p->start, p->end, p->tail, group, entry, variant, p->form & SL_EN_PLURAL, false};
    }
}

static void find_places(const sl_annotate_rules *r, sl_annotate *a, sl_str target) {
    a->places = 0;
    if (a->asked) sl_attest_line(&a->attest, target);
    for (size_t i = 0; i < a->asked; i++) {
        const sl_match *m = a->ask[i].m;
        if (a->ask[i].group != i) continue;
        find_target(r, a, (uint32_t)i, m->term, m->variant);
        if (m->variant || !r->others || !r->others[m->term]) continue;
        for (uint32_t k = r->others[m->term] - 1; k != m->term; k = r->others[k] - 1) find_target(r, a, (uint32_t)i, k, 0);
    }
}

/* Giving the places away. */

typedef struct { const an_ask *ask; } context;
static int by_length(const void *x, const void *y, void *c) {
    const an_place *a = x, *b = y;
    const an_ask *ask = ((const context *)c)->ask;
    size_t m = a->end - a->start, n = b->end - b->start, p = ask[a->group].m->start, q = ask[b->group].m->start;
    if (m != n) return m > n ? -1 : 1;
    if (a->start != b->start) return a->start < b->start ? -1 : 1;
    if (p != q) return p < q ? -1 : 1;
    return a->entry < b->entry ? -1 : a->entry > b->entry;
}

static int by_group(const void *x, const void *y) {
    const an_place *a = x, *b = y;
    if (a->group != b->group) return a->group < b->group ? -1 : 1;
    return a->start < b->start ? -1 : a->start > b->start;
}

/* Nothing in the target's markup (<a href="dike">) verifies a term. */
static void take_markup(sl_annotate *a, sl_str target) {
    a->taken = sl_grow(a->taken, &a->room, target.n + 1, sizeof *a->taken);
    memset(a->taken, 0, target.n * sizeof *a->taken);
    a->found.noff = 0;
    sl_match_markup(target, &a->found);
    for (size_t i = 0; i < a->found.noff; i++) memset(a->taken + a->found.off[i].start, 1, a->found.off[i].end - a->found.off[i].start);
}

/* Keep of the places those that are given to a group: none overlap, and none has more than it asked for. `place` of a group's first
 * term counts what it got. */
static void give(sl_annotate *a) {
    size_t n = 0;
    for (size_t i = 0; i < a->places; i++) {
        const an_place *p = &a->place[i];
        an_ask *first = &a->ask[p->group];
        if (memchr(a->taken + p->start, 1, p->end - p->start) || first->place >= first->size) continue;
        memset(a->taken + p->start, 1, p->end - p->start);
        first->place++;
        a->place[n++] = *p;
    }
    a->places = n;
    for (size_t i = 0; i < a->asked; i++) a->ask[i].place = 0;
}

enum { SINGULAR, PLURAL, ANY };
static bool fits(bool plural, int number) { return number == ANY || plural == (number == PLURAL); }

/* The terms of a group get their places in order: first those whose number is the same, then the rest. */
static void pair_up(sl_annotate *a, size_t first, size_t n, size_t place, size_t places) {
    for (int number = SINGULAR; number <= ANY; number++)
        for (size_t i = first, k = place; i < first + n && k < place + places; i++) {
            if (a->ask[i].place || !fits(a->ask[i].m->form & SL_FORM_PLURAL, number)) continue;
            while (k < place + places && (a->place[k].given || !fits(a->place[k].plural, number))) k++;
            if (k == place + places) break;
            a->ask[i].place = k + 1;
            a->place[k].given = true;
        }
}

static void assign(sl_annotate *a, sl_str target) {
    context c = {a->ask};
    if (!a->places) return;
    if (a->places > 1) qsort_r(a->place, a->places, sizeof *a->place, by_length, &c);
    take_markup(a, target);
    give(a);
    if (a->places > 1) qsort(a->place, a->places, sizeof *a->place, by_group);
    for (size_t i = 0, n; i < a->places; i += n) {
        for (n = 1; i + n < a->places && a->place[i + n].group == a->place[i].group; n++) continue;
        pair_up(a, a->place[i].group, a->ask[a->place[i].group].size, i, n);
    }
}

/* What comes out. */

static void add(sl_annotate *a, size_t start, size_t end, bool part, sl_str target) {
    a->v = sl_grow(a->v, &a->cap, a->n + 1, sizeof *a->v);
    a->v[a->n++] = (sl_mark){start, end, part, target};
}

/* A genitive takes the possessive mark along. */
static void mark(const sl_annotate_rules *r, sl_annotate *a, const an_ask *k, sl_str target) {
    const an_place *p = &a->place[k->place - 1];
    size_t end = p->end + (k->m->form & SL_FORM_GENITIVE ? p->tail : 0);
    sl_str t = sl_slice(target.p + p->start, end - p->start);
    if (r->glossary) {
        sl_term term = sl_termbase_at(r->index->tb, p->entry);
        t = target_of(&term, p->variant);
    }
    add(a, k->m->start, k->m->end, false, t);
    if (k->m->kind == SL_MATCH_GAP) add(a, k->m->start2, k->m->end2, true, SL_LIT(""));
}

static void miss(sl_annotate *a, const sl_match *m) {
    a->missing = sl_grow(a->missing, &a->missing_cap, a->nmissing + 1, sizeof *a->missing);
    a->missing[a->nmissing++] = m;
}

static int marks_by_start(const void *x, const void *y) {
    const sl_mark *a = x, *b = y;
    return a->start < b->start ? -1 : a->start > b->start;
}

static int matches_by_start(const void *x, const void *y) {
    const sl_match *a = *(const sl_match *const *)x, *b = *(const sl_match *const *)y;
    return a->start < b->start ? -1 : a->start > b->start;
}

static void settle(const sl_annotate_rules *r, sl_annotate *a, const an_ask *k, sl_str target, uint64_t hash) {
    bool held = r->held && r->held[k->place ? a->place[k->place - 1].entry : k->m->term];
    a->counts.found++;
    a->counts.verified += k->place > 0;
    a->counts.held += held;
    a->counts.held_verified += held && k->place;
    if (held) return;
    if (!k->place) miss(a, k->m);
    else if (r->share < 1 && !sl_annotate_share(XXH3_64bits_withSeed(&hash, sizeof hash, k->m->start), r->share)) a->counts.sampled++;
    else mark(r, a, k, target);
}

void sl_annotate_pair(const sl_annotate_rules *r, sl_annotate *a, sl_str source, sl_str target, uint64_t hash) {
    a->n = a->nmissing = a->found.noff = 0;
    a->counts = (sl_annotate_counts){0};
    sl_match_markup(source, &a->found);
    sl_match_line(r->index, r->flags, source, &a->found);
    sl_match_addresses(source, &a->found);
    list_asked(a);
    if (a->asked > SL_ANNOTATE_MAX) { a->counts.skipped = 1; return; }
    find_places(r, a, target);
    assign(a, target);
    for (size_t i = 0; i < a->asked; i++) settle(r, a, &a->ask[i], target, hash);
    if (a->n > 1) qsort(a->v, a->n, sizeof *a->v, marks_by_start);
    if (a->nmissing > 1) qsort(a->missing, a->nmissing, sizeof *a->missing, matches_by_start);
}

void sl_annotate_free(sl_annotate *a) {
    sl_attest_free(&a->attest);
    sl_matches_free(&a->found);
    free(a->v);
    free(a->missing);
    free(a->ask);
    free(a->place);
    free(a->taken);
    *a = (sl_annotate){.attest.en = a->attest.en};
}
