/* A pass over pairs of lines; see glossary_pass.h. */
#include "glossary_pass.h"
#include "glossary_window.h"
#include "sluis/fold.h"
#include "sluis/hash.h"
#include <pthread.h>
#include <stdlib.h>

typedef struct { size_t start; size_t match; } claim;     /* a place on the other side, and the match that it answers */
typedef struct { claim *v; size_t n, cap; } claims;
typedef struct {
    const pass_rules *r;
    unsigned number;
    pass_piece piece;
    sl_matches found;
    sl_attest target, reference;
    claims claimed, confirmed;
    pthread_t id;
    bool started;
} worker;

void pass_put(pass_piece *p, uint64_t line, const sl_str texts[PASS_TEXTS]) {
    p->rows = sl_grow(p->rows, &p->rows_cap, p->nrows + 1, sizeof *p->rows);
    pass_row *row = &p->rows[p->nrows++];
    row->line = line;
    sl_need(&p->bytes, 1);
    for (int i = 0; i < PASS_TEXTS; i++) {
        row->at[i] = p->bytes.n;
        row->n[i] = texts[i].n;
        sl_put(&p->bytes, texts[i].p, texts[i].n);
    }
}

static int by_key(const void *a, const void *b) {
    const uint64_t *x = a, *y = b;
    return x[0] != y[0] ? (x[0] < y[0] ? -1 : 1) : x[1] < y[1] ? -1 : x[1] > y[1];
}

uint32_t *pass_same(const sl_termbase *tb) {
    uint32_t n = sl_termbase_count(tb), *same = sl_alloc((n + 1) * sizeof *same);
    uint64_t (*key)[2] = sl_alloc((n + 1) * sizeof *key);
    sl_buf b = {0};
    for (uint32_t i = 0; i < n; i++) {
        sl_clear(&b);
        sl_fold_form(sl_termbase_at(tb, i).source, &b);
        key[i][0] = XXH3_64bits(sl_view(&b).p, b.n);
        key[i][1] = i;
    }
    qsort(key, n, sizeof *key, by_key);
    for (uint32_t k = 0, end; k < n; k = end) {
        for (end = k + 1; end < n && key[end][0] == key[k][0];) end++;
        for (uint32_t i = k; i < end; i++) same[key[i][1]] = end - k == 1 ? UINT32_MAX : (uint32_t)key[i + 1 == end ? k : i + 1][1];
    }
    sl_buf_free(&b);
    free(key);
    return same;
}

/* The first of the places that answers no other match becomes this one's; NULL: none. */
static const sl_attested *take_place(claims *c, const sl_attest *a, size_t match) {
    for (size_t i = 0; i < a->n; i++) {
        size_t k = 0;
        while (k < c->n && !(c->v[k].start == a->v[i].start && c->v[k].match != match)) k++;
        if (k < c->n) continue;
        c->v = sl_grow(c->v, &c->cap, c->n + 1, sizeof *c->v);
        c->v[c->n++] = (claim){a->v[i].start, match};
        return &a->v[i];
    }
    return NULL;
}

/* What is to be there for a match: the entry's target, or that of the variant that was found. */
static sl_str wanted(const sl_term *t, uint16_t variant) {
    sl_str rest = t->variants;
    sl_variant v = {.target = t->target};
    for (uint16_t i = 0; i < variant && sl_variant_next(t, &rest, &v); i++) continue;
    return v.target;
}

static bool first_in_row(const pass_piece *p, const pass_hit *h) {
    for (size_t i = p->nhits; i-- && p->hits[i].row == h->row;)
        if (p->hits[i].term == h->term) return false;
    return true;
}

static void add_hit(worker *w, uint32_t row, size_t match, uint32_t term) {
    const pass_rules *r = w->r;
    const sl_match *m = &w->found.v[match];
    sl_term t = sl_termbase_at(r->index->tb, term);
    pass_piece *p = &w->piece;
    uint16_t variant = term == m->term ? m->variant : 0;
    sl_str target = wanted(&t, variant);
    uint64_t key = sl_attest_key(term, variant);
    pass_hit h = {.row = row, .term = term, .lead = term == m->term};
    unsigned flags = sl_attest_flags(&t, target);
    sl_attest_find(&w->target, key, target, t.pos, flags);
    const sl_attested *place = take_place(&w->claimed, &w->target, match);
    if (place) h.there = true, h.start = place->start, h.end = place->end + place->tail;
    if (r->reference) {
        sl_attest_find(&w->reference, key, target, t.pos, flags);
        h.confirmed = take_place(&w->confirmed, &w->reference, match) != NULL;
        h.scored = r->window && w->reference.n && first_in_row(p, &h);
        if (h.scored) h.window = window_overlap(&w->target, &w->reference, r->window);
    }
    p->hits = sl_grow(p->hits, &p->hits_cap, p->nhits + 1, sizeof *p->hits);
    p->hits[p->nhits++] = h;
}

static void look_at(worker *w, uint32_t row) {
    const pass_rules *r = w->r;
    sl_match_line(r->index, r->flags, pass_text(&w->piece, row, PASS_SOURCE), &w->found);
    w->claimed.n = w->confirmed.n = 0;
    if (w->found.n || r->look) sl_attest_line(&w->target, pass_text(&w->piece, row, PASS_TARGET));
    if (w->found.n && r->reference) sl_attest_line(&w->reference, pass_text(&w->piece, row, PASS_REFERENCE));
    for (size_t i = 0; i < w->found.n && i < PASS_HITS; i++) {
        uint32_t term = w->found.v[i].term, other = term;
        add_hit(w, row, i, term);
        while ((other = r->same[other]) != UINT32_MAX && other != term) add_hit(w, row, i, other);
    }
    if (r->look) r->look(r->ctx, w->number, &w->target);
}

static void *work(void *arg) {
    worker *w = arg;
    for (size_t i = 0; i < w->piece.nrows; i++) look_at(w, (uint32_t)i);
    return NULL;
}

static int fill(worker *w) {
    pass_piece *p = &w->piece;
    int got = 1;
    sl_clear(&p->bytes);
    p->nrows = p->nhits = 0;
    while (p->bytes.n < w->r->piece && p->nrows < 1 + w->r->piece / 8 && (got = w->r->read(w->r->ctx, p)) > 0) continue;
    return got;
}

/* A round: as many pieces as there are threads; where none can be had, the caller does the work. */
static int run_round(worker *v, unsigned n, int *got) {
    unsigned used = 0;
    int rc = 0;
    for (*got = 1; used < n && *got > 0; used++) {
        *got = fill(&v[used]);
        v[used].started = n > 1 && pthread_create(&v[used].id, NULL, work, &v[used]) == 0;
    }
    for (unsigned i = 0; i < used; i++) {
        if (v[i].started) pthread_join(v[i].id, NULL);
        else work(&v[i]);
        if (rc == 0) rc = v[i].r->take(v[i].r->ctx, &v[i].piece);
    }
    return rc ? rc : *got < 0 ? -*got : 0;
}

static void worker_free(worker *w) {
    sl_buf_free(&w->piece.bytes);
    free(w->piece.rows);
    free(w->piece.hits);
    free(w->claimed.v);
    free(w->confirmed.v);
    sl_matches_free(&w->found);
    sl_attest_free(&w->target);
    sl_attest_free(&w->reference);
}

int pass_run(const pass_rules *r) {
    unsigned n = r->jobs ? r->jobs : 1;
    worker *v = sl_zalloc(n * sizeof *v);
    int rc = 0, got = 1;
    for (unsigned i = 0; i < n; i++) v[i] = (worker){.r = r, .number = i, .target.en = r->english, .reference.en = r->english};
    while (rc == 0 && got > 0) rc = run_round(v, n, &got);
    for (unsigned i = 0; i < n; i++) worker_free(&v[i]);
    free(v);
    return rc;
}
