/* The matcher; see sluis/match.h. */
#include "sluis/match.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"
#include <stdlib.h>

typedef struct {
    const sl_termbase *tb;
    unsigned flags;
    sl_str line;
    sl_matches *m;
} walk;

static bool joins(int32_t c) { return c == '\'' || c == '.' || c == '@' || c == '&' || c == 0xB7; }

static int32_t char_at(sl_str s, size_t at, size_t *k) {
    int32_t c = -1;
    *k = at < s.n ? (size_t)sl_utf8_next(s.p + at, s.n - at, &c) : 0;
    return c;
}

static int32_t char_before(sl_str s, size_t at, size_t *k) {
    int32_t c = -1;
    *k = at ? (size_t)sl_utf8_prev(s.p, at, &c) : 0;
    return c;
}

static bool left_open(const walk *w, size_t at) {
    size_t k, j;
    int32_t c = char_before(w->line, at, &k);
    if (c < 0) return true;
    if (sl_fold_is_word(c)) return false;
    c = sl_fold_char(c);
    if (!joins(c) && (c != '-' || w->flags & SL_MATCH_COMPOUNDS)) return true;
    return !sl_fold_is_word(char_before(w->line, at - k, &j));
}

static bool right_open(const walk *w, size_t at) {
    size_t k, j;
    int32_t c = char_at(w->line, at, &k);
    if (c < 0) return true;
    if (sl_fold_is_word(c)) return false;
    c = sl_fold_char(c);
    int32_t d = char_at(w->line, at + k, &j);
    if (c == '-') return w->flags & SL_MATCH_COMPOUNDS || sl_fold_char(d) == '-';
    return !joins(c) || !sl_fold_is_word(d);
}

/* Which of the entries that end in this slot, if any, is the surface a form of? */
static bool judge(walk *w, const sl_termslot *s, size_t start, size_t end, sl_match *best) {
    sl_case found = SL_CASE_NONE;
    sl_clear(&w->m->form);
    sl_fold_form(sl_slice(w->line.p + start, end - start), &w->m->form);
    for (uint32_t t = s->term; t && found != SL_CASE_EXACT; t = w->tb->terms[t - 1].next) {
        const sl_term *term = &w->tb->terms[t - 1];
        sl_case rule = sl_case_rule(term->form, sl_view(&w->m->form), term->flags & SL_TERM_ACR);
        if (rule == SL_CASE_NONE || (found != SL_CASE_NONE && rule != SL_CASE_EXACT)) continue;
        found = rule;
        *best = (sl_match){start, end, t - 1, rule};
    }
    return found != SL_CASE_NONE;
}

/* From a first segment whose slot is known, step on as long as longer sources exist; the longest match is kept. */
static bool longest(walk *w, const sl_termslot *s, uint64_t h, size_t start, size_t at, sl_match *best) {
    bool any = false;
    if (!left_open(w, start)) return false;
    while (s) {
        if (s->term && right_open(w, at) && judge(w, s, start, at, best)) any = true;
        if (!s->more || at == w->line.n) break;
        sl_seg seg = sl_fold_seg(sl_slice(w->line.p + at, w->line.n - at), &w->m->fold);
        h = sl_fold_step(h, seg.hash);
        at += seg.n;
        s = sl_termbase_find(w->tb, h);
    }
    return any;
}

static void keep(sl_matches *m, const sl_match *best) {
    m->v = sl_grow(m->v, &m->cap, m->n + 1, sizeof *m->v);
    m->v[m->n++] = *best;
}

static bool begins(const sl_termbase *tb, const sl_seg *seg) {
    if (seg->kind == SL_SEG_WORD) return true;
    if (seg->kind == SL_SEG_SPACE || seg->c < 0) return false;
    return seg->c < 128 ? tb->starts[seg->c] : tb->starts_other;
}

void sl_match_line(const sl_termbase *tb, unsigned flags, sl_str line, sl_matches *m) {
    walk w = {tb, flags, line, m};
    m->n = 0;
    if (!tb->n) return;
    for (size_t i = 0; i < line.n;) {
        if (line.p[i] == ' ') { i++; continue; }
        sl_seg seg = sl_fold_seg(sl_slice(line.p + i, line.n - i), &m->fold);
        uint64_t h = sl_fold_step(SL_FOLD_SEED, seg.hash);
        const sl_termslot *s = begins(tb, &seg) ? sl_termbase_find(tb, h) : NULL;
        sl_match best;
        if (s && longest(&w, s, h, i, i + seg.n, &best)) {
            keep(m, &best);
            i = best.end;
        } else i += seg.n;
    }
}

void sl_matches_free(sl_matches *m) {
    free(m->v);
    sl_buf_free(&m->fold);
    sl_buf_free(&m->form);
    *m = (sl_matches){0};
}
