/* The matcher; see sluis/match.h. */
#include "sluis/match.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"
#include <stdlib.h>

typedef struct {
    const sl_termindex *ix;
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
    int32_t b = char_before(w->line, at - k, &j);
    if (c == ',') return !(sl_is_digit(b) && sl_is_digit(char_at(w->line, at, &k)));
    if (c == '-' && w->flags & SL_MATCH_COMPOUNDS) return true;
    return !(joins(c) || c == '-') || !sl_fold_is_word(b);
}

static bool right_open(const walk *w, size_t at) {
    size_t k, j;
    int32_t c = char_at(w->line, at, &k);
    if (c < 0) return true;
    if (sl_fold_is_word(c)) return false;
    c = sl_fold_char(c);
    int32_t d = char_at(w->line, at + k, &j);
    if (c == ',') return !(sl_is_digit(d) && sl_is_digit(char_before(w->line, at, &k)));
    if (c == '-') return w->flags & SL_MATCH_COMPOUNDS || sl_fold_char(d) == '-';
    return !joins(c) || !sl_fold_is_word(d);
}

/* Which of the entries that end in this slot, if any, is the surface a form of? */
static bool judge(walk *w, const sl_termslot *s, size_t start, size_t end, sl_match *best) {
    sl_case found = SL_CASE_NONE;
    sl_clear(&w->m->form);
    sl_fold_form(sl_slice(w->line.p + start, end - start), &w->m->form);
    for (uint32_t t = s->term; t && found != SL_CASE_EXACT; t = w->ix->nodes[t - 1].next) {
        uint32_t flags = sl_termbase_at(w->ix->tb, t - 1).flags;
        sl_case rule = sl_case_rule(w->ix->nodes[t - 1].form, sl_view(&w->m->form), flags & (SL_TERM_ACR | SL_TERM_CS));
        if (rule == SL_CASE_NONE || (found != SL_CASE_NONE && rule != SL_CASE_EXACT)) continue;
        found = rule;
        *best = (sl_match){start, end, t - 1, rule};
    }
    return found != SL_CASE_NONE;
}

/* Step over the next segment that is not a space, and a space before it; false when the line ends first. */
static bool step(walk *w, size_t *at, uint64_t *h) {
    sl_seg seg;
    do {
        if (*at == w->line.n) return false;
        seg = sl_fold_seg(sl_slice(w->line.p + *at, w->line.n - *at), &w->m->fold);
        *h = sl_fold_step(*h, seg.hash);
        *at += seg.n;
    } while (seg.kind == SL_SEG_SPACE);
    return true;
}

/* From a first segment whose slot is known, step on as long as longer sources exist; the longest match is kept. */
static bool longest(walk *w, const sl_termslot *s, uint64_t h, size_t start, size_t at, sl_match *best) {
    bool any = false;
    if (!left_open(w, start)) return false;
    while (s) {
        if (s->term && right_open(w, at) && judge(w, s, start, at, best)) any = true;
        if (!(s->flags & SL_SLOT_MORE) || !step(w, &at, &h)) break;
        s = sl_termindex_find(w->ix, h);
    }
    return any;
}

static void keep(sl_matches *m, const sl_match *best) {
    m->v = sl_grow(m->v, &m->cap, m->n + 1, sizeof *m->v);
    m->v[m->n++] = *best;
}

/* A source begins with this segment, perhaps: try it. Returns where to go on. */
static size_t try_at(walk *w, uint64_t h, size_t start, size_t at) {
    const sl_termslot *s = sl_termindex_find(w->ix, h);
    sl_match best;
    if (!s || !longest(w, s, h, start, at, &best)) return at;
    keep(w->m, &best);
    return best.end;
}

static bool may_begin(const sl_termindex *ix, const sl_seg *seg, uint64_t h) {
    if (seg->kind == SL_SEG_SPACE || seg->c < 0) return false;
    if (seg->kind == SL_SEG_OTHER && !(seg->c < 128 ? ix->starts[seg->c] : ix->starts_other)) return false;
    return sl_termindex_begins(ix, h);
}

/* The step for what is not a word of plain ASCII. */
static size_t other_segment(walk *w, size_t i) {
    sl_seg seg = sl_fold_seg(sl_slice(w->line.p + i, w->line.n - i), &w->m->fold);
    uint64_t h = sl_fold_step(SL_FOLD_SEED, seg.hash);
    return may_begin(w->ix, &seg, h) ? try_at(w, h, i, i + seg.n) : i + seg.n;
}

void sl_match_line(const sl_termindex *ix, unsigned flags, sl_str line, sl_matches *m) {
    walk w = {ix, flags, line, m};
    const unsigned char *p = (const unsigned char *)line.p;
    m->n = 0;
    if (!ix->used) return;
    for (size_t i = 0, j; i < line.n;) {
        if (p[i] == ' ') { i++; continue; }
        for (j = i; j < line.n && sl_fold_ascii_word[p[j]]; j++) continue;
        if (j > i && (j == line.n || p[j] < 128)) {
            uint64_t h = sl_fold_step(SL_FOLD_SEED, sl_fold_hash(line.p + i, j - i, line.n - i));
            i = sl_termindex_begins(ix, h) ? try_at(&w, h, i, j) : j;
        } else if (j == i && p[i] < 128 && !ix->starts[p[i]] && p[i] != '`') i++;
        else i = other_segment(&w, i);
    }
}

void sl_matches_free(sl_matches *m) {
    free(m->v);
    sl_buf_free(&m->fold);
    sl_buf_free(&m->form);
    *m = (sl_matches){0};
}
