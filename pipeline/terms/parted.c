/* Separable verbs whose parts stand apart: a finite form, and behind it in the clause the particle; see sluis/match.h. */
#include "judge.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"
#include <stdlib.h>

enum { MOST = 256 };
typedef struct { size_t start, end; bool used; } spot;
typedef struct {
    sl_walk *w;
    spot words[MOST];                    /* of the clause so far, the last ones, in a ring */
    size_t n, gap;
    size_t known;                        /* matches that were there before, by start */
} clause;

static bool ends_clause(int32_t c) { return c < 0 || (c < 128 && strchr(",;:.!?()[]{}\"", c)) || c == 0x2026 || c == 0x2013 || c == 0x2014; }

/* Does a match that was there before touch it? */
static bool taken(const clause *c, size_t start, size_t end) {
    size_t lo = 0, hi = c->known;
    const sl_match *v = c->w->m->v;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (v[mid].end <= start) lo = mid + 1;
        else hi = mid;
    }
    return lo < c->known && v[lo].start < end;
}

/* Behind a particle the clause ends, or goes on with a preposition or conjunction; what else follows makes it a preposition itself. */
static bool particle_may_stand(const sl_walk *w, size_t at) {
    sl_buf scratch = {0};
    bool may = true;
    while (at < w->to) {
        sl_seg seg = sl_fold_seg(sl_slice(w->line.p + at, w->to - at), &scratch);
        if (seg.kind == SL_SEG_WORD) may = sl_forms_follows(w->ix->forms, sl_slice(w->line.p + at, seg.n));
        if (seg.kind != SL_SEG_SPACE) break;
        at += seg.n;
    }
    sl_buf_free(&scratch);
    return may;
}

/* The nearest word before the particle that with it is a form of a verb. */
static void find_verb(clause *c, spot particle) {
    sl_walk *w = c->w;
    sl_buf *b = &w->m->form;
    for (size_t k = 1; k <= c->n && k <= c->gap + 1; k++) {
        spot *v = &c->words[(c->n - k) % MOST];
        if (v->used || taken(c, v->start, v->end)) continue;
        sl_clear(b);
        sl_fold_form(sl_slice(w->line.p + particle.start, particle.end - particle.start), b);
        sl_fold_form(sl_slice(w->line.p + v->start, v->end - v->start), b);
        sl_match m = {.start = v->start, .end = v->end, .start2 = particle.start, .end2 = particle.end, .kind = SL_MATCH_GAP};
        if (!sl_judge_verb(w, sl_view(b), true, &m)) continue;
        if (sl_case_is_capital(sl_slice(w->line.p + v->start, v->end - v->start))) m.rule = SL_CASE_CAPITAL;
        v->used = true;
        sl_walk_keep(w->m, &m);
        return;
    }
}

static void take_word(clause *c, size_t at, const sl_seg *seg) {
    sl_walk *w = c->w;
    spot s = {at, at + seg->n, !sl_left_open(w, at) || !sl_right_open(w, at + seg->n)};
    if (!s.used && sl_forms_particle(w->ix->forms, sl_slice(w->line.p + at, seg->n)) && !taken(c, s.start, s.end) && particle_may_stand(w, s.end))
        find_verb(c, s);
    c->words[c->n++ % MOST] = s;
}

static int by_start(const void *a, const void *b) {
    size_t x = ((const sl_match *)a)->start, y = ((const sl_match *)b)->start;
    return (x > y) - (x < y);
}

void sl_match_parted(sl_walk *w, unsigned gap) {
    clause c = {.w = w, .gap = gap, .known = w->m->n};
    for (size_t i = w->from; i < w->to;) {
        sl_seg seg = sl_fold_seg(sl_slice(w->line.p + i, w->to - i), &w->m->fold);
        if (seg.kind == SL_SEG_WORD) take_word(&c, i, &seg);
        else if (seg.kind == SL_SEG_OTHER && ends_clause(seg.c)) c.n = 0;
        i += seg.n;
    }
    if (w->m->n > c.known) qsort(w->m->v, w->m->n, sizeof *w->m->v, by_start);
}
