/* The matcher; see sluis/match.h. */
#include "sluis/match.h"
#include "judge.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"
#include "termregex.h"
#include <stdlib.h>

enum { STATES = 16 };       /* ways that are followed at once */
typedef struct { uint64_t h; const sl_termslot *slot; size_t te, te_n; } way;

/* Where an ending behind an apostrophe ends (euro's, baby'tje), when a word ends at `at`; else `at`. */
static size_t apostrophe_end(const sl_walk *w, size_t at) {
    static const char *const tails[] = {"s", "tje", "tjes", "er", "ers", "en", "t", "je", "jes"};
    int32_t c;
    if (at >= w->to) return at;
    size_t k = (size_t)sl_utf8_next(w->line.p + at, w->line.n - at, &c), n = 0;
    if (sl_fold_char(c) != '\'' || at + k >= w->to) return at;
    const char *p = w->line.p + at + k;
    while (at + k + n < w->to && sl_fold_ascii_word[(unsigned char)p[n]]) n++;
    for (size_t i = 0; n && n < 5 && i < sizeof tails / sizeof *tails; i++)
        if (n == strlen(tails[i]) && !strncasecmp(p, tails[i], n)) return at + k + n;
    return at;
}

static void try_end(sl_walk *w, const way *y, size_t start, size_t at, bool *any, sl_match *best) {
    sl_match m;
    sl_surface u = {start, at, y->te, y->te_n, SL_MATCH_WHOLE};
    if (!sl_right_open(w, at)) {
        u.end = w->ix->forms && !(w->flags & SL_MATCH_EXACT) ? apostrophe_end(w, at) : at;
        if (u.end == at || !sl_right_open(w, u.end)) return;
    }
    u.kind = sl_kind_of(w, start, u.end);
    if (*any && best->end >= u.end && best->form == 0) return;
    if (sl_judge(w, y->slot, u, &m) && (!*any || m.end > best->end || (m.end == best->end && m.form == 0))) *best = m, *any = true;
}

/* The next segment, and what a space before it adds. False at the end. */
static bool next_seg(sl_walk *w, size_t *at, sl_seg *seg, bool *space) {
    *space = false;
    do {
        if (*at >= w->to) return false;
        *seg = sl_fold_seg(sl_slice(w->line.p + *at, w->to - *at), &w->m->fold);
        if (seg->kind != SL_SEG_SPACE) return true;
        *space = true;
        *at += seg->n;
    } while (true);
}

static bool is_te(const sl_walk *w, size_t at, const sl_seg *seg) { return seg->n == 2 && (w->line.p[at] | 32) == 't' && (w->line.p[at + 1] | 32) == 'e'; }

/* Step all ways on over the segment at `at`; returns how many ways there are then. */
static size_t step(sl_walk *w, way *ways, size_t n, size_t at, const sl_seg *seg, bool space) {
    way next[STATES];
    size_t k = 0;
    const sl_wordentry *keys = seg->kind == SL_SEG_WORD ? sl_walk_word(w, at, at + seg->n) : NULL;
    for (size_t i = 0; i < n; i++) {
        if (!(ways[i].slot->tag & SL_SLOT_MORE)) continue;
        uint64_t h = space ? sl_fold_step(ways[i].h, sl_fold_space()) : ways[i].h;
        for (size_t j = 0; j < (keys ? keys->n : 1) && k < STATES; j++) {
            way y = ways[i];
            y.h = sl_fold_step(h, keys ? sl_walk_key(w, keys, j) : seg->hash);
            y.slot = sl_termindex_may(w->ix, y.h) ? sl_termindex_find(w->ix, y.h) : NULL;
            if (y.slot) next[k++] = y;
        }
        if (keys && space && !ways[i].te && w->ix->forms && is_te(w, at, seg) && k < STATES) {
            next[k] = ways[i];
            next[k].te = at;
            next[k].te_n = 0;
            k++;
        }
    }
    for (size_t i = 0; i < k; i++) ways[i] = next[i];
    return k;
}

/* A way that passed over `te` goes on behind the space that follows it. */
static void close_te(way *ways, size_t n, size_t at) {
    for (size_t i = 0; i < n; i++)
        if (ways[i].te && !ways[i].te_n) ways[i].te_n = at - ways[i].te;
}

/* The word by itself, of which all is known unless its right side is not open or the place does not suit: then false. */
static bool one_word(sl_walk *w, const sl_wordentry *e, size_t start, size_t end, bool *any, sl_match *best) {
    if (!(e->flags & SL_WORD_FIRST)) return true;
    if (!sl_right_open(w, end)) return false;
    if (!(e->flags & SL_WORD_HIT)) return true;
    sl_match m = {.start = start, .end = end, .term = e->term, .variant = e->variant, .rule = (sl_case)e->rule, .form = e->form};
    if (m.form && !sl_in_place(w, &m)) return false;
    m.kind = sl_kind_of(w, start, end);
    *best = m;
    return *any = true;
}

/* From a first segment step on as long as longer patterns exist; the longest match is kept. */
static bool longest(sl_walk *w, const sl_wordentry *word, way *ways, size_t n, size_t start, size_t at, sl_match *best) {
    bool any = false, space;
    sl_seg seg;
    for (bool first = true; n; first = false) {
        bool known = first && word && one_word(w, word, start, at, &any, best);
        for (size_t i = 0; !known && i < n; i++)
            if (ways[i].slot->ref && (first || !ways[i].te || ways[i].te_n)) try_end(w, &ways[i], start, at, &any, best);
        if (first && word && !(word->flags & SL_WORD_MORE)) break;
        if (!next_seg(w, &at, &seg, &space)) break;
        close_te(ways, n, at);
        n = step(w, ways, n, at, &seg, space);
        at += seg.n;
    }
    return any;
}

void sl_walk_keep(sl_matches *m, const sl_match *best) {
    m->v = sl_grow(m->v, &m->cap, m->n + 1, sizeof *m->v);
    m->v[m->n++] = *best;
}

/* af te lossen: a particle at `start`, te, a verb. */
static bool particle_te(sl_walk *w, size_t start, size_t at, sl_match *best) {
    sl_seg seg;
    bool space;
    size_t end = at;
    if (!next_seg(w, &at, &seg, &space) || !space || seg.kind != SL_SEG_WORD || !is_te(w, at, &seg)) return false;
    at += seg.n;
    if (!next_seg(w, &at, &seg, &space) || !space || seg.kind != SL_SEG_WORD || !sl_right_open(w, at + seg.n)) return false;
    sl_buf *b = &w->m->form;
    sl_clear(b);
    sl_fold_form(sl_slice(w->line.p + start, end - start), b);
    sl_fold_form(sl_slice(w->line.p + at, seg.n), b);
    sl_match m = {.start = start, .end = at + seg.n};
    if (!sl_judge_verb(w, sl_view(b), false, &m)) return false;
    m.rule = sl_case_is_capital(sl_slice(w->line.p + start, m.end - start)) ? SL_CASE_CAPITAL : SL_CASE_EXACT;
    *best = m;
    return true;
}

static sl_match *next_regex(sl_walk *w, size_t from) {
    while (w->regex < w->m->nregex && w->m->regex[w->regex].start < from) w->regex++;
    return w->regex < w->m->nregex ? &w->m->regex[w->regex] : NULL;
}

/* A regular expression's match at the same place is taken when it is longer, or as long and comes first. */
static bool regex_wins(sl_walk *w, size_t start, bool any, const sl_match *best) {
    const sl_match *r = next_regex(w, start);
    if (!r || r->start != start || r->end > w->to) return false;
    if (!any || r->end != best->end) return !any || r->end > best->end;
    int16_t p = sl_termbase_at(w->ix->tb, r->term).priority, q = sl_termbase_at(w->ix->tb, best->term).priority;
    return p > q || (p == q && r->term < best->term);
}

/* Something begins here, perhaps: a word, or a sign (word NULL). Returns where to go on. */
static size_t try_ways(sl_walk *w, const sl_wordentry *word, uint64_t sign, size_t start, size_t at) {
    way ways[STATES];
    sl_match best;
    size_t k = 0;
    bool any = false;
    if (sl_left_open(w, start)) {
        for (size_t i = 0; i < (word ? word->n : 1); i++) {
            way y = {.h = sl_fold_step(SL_FOLD_SEED, word ? sl_walk_key(w, word, i) : sign)};
            y.slot = sl_termindex_find(w->ix, y.h);
            if (y.slot) ways[k++] = y;
        }
        any = k && longest(w, word, ways, k, start, at, &best);
        if (word && word->flags & SL_WORD_PARTICLE && !(w->flags & SL_MATCH_EXACT)) {
            sl_match m;
            if (particle_te(w, start, at, &m) && (!any || m.end > best.end)) best = m, any = true;
        }
    }
    if (w->m->nregex && regex_wins(w, start, any, &best)) best = *next_regex(w, start), any = true;
    if (!any) return at;
    sl_walk_keep(w->m, &best);
    return best.end;
}

/* What is known of the word is copied: another may take its place meanwhile. Its keys are used at once. */
static size_t try_at(sl_walk *w, size_t start, size_t at) {
    sl_wordentry word = *sl_walk_word(w, start, at);
    return try_ways(w, &word, 0, start, at);
}

/* Could a longer pattern go on with what stands behind this word, which is no word of plain ASCII behind a space? */
static bool may_go_on(sl_walk *w, const sl_wordentry *e, size_t at) {
    sl_seg seg;
    bool space;
    sl_wordentry first = *e;
    uint64_t keys[SL_FORMS_KEYS];
    for (size_t i = 0; i < first.n; i++) keys[i] = sl_walk_key(w, e, i);        /* the next word may take this one's place */
    if (!next_seg(w, &at, &seg, &space)) return false;
    if (seg.kind == SL_SEG_WORD && is_te(w, at, &seg)) return true;
    const sl_wordentry *n = seg.kind == SL_SEG_WORD ? sl_walk_word(w, at, at + seg.n) : NULL;
    for (size_t i = 0; i < first.n; i++) {
        if (!(first.begins >> i & 1)) continue;
        uint64_t h = sl_fold_step(SL_FOLD_SEED, keys[i]);
        if (space) h = sl_fold_step(h, sl_fold_space());
        for (size_t j = 0; j < (n ? n->n : 1); j++)
            if (sl_termindex_may(w->ix, sl_fold_step(h, n ? sl_walk_key(w, n, j) : seg.hash))) return true;
    }
    return false;
}

/* A sign with which no pattern goes on stands behind the word, or behind the space that follows it. */
static bool sign_ends(const sl_walk *w, size_t at) {
    if (at < w->to && w->line.p[at] == ' ') at++;
    if (at >= w->to) return true;
    unsigned char c = (unsigned char)w->line.p[at];
    return c > ' ' && c < 127 && !sl_fold_ascii_word[c] && !w->ix->follows[c == '`' ? '\'' : c];
}

/* `te` behind the particle at..end? */
static bool te_follows(sl_walk *w, size_t end) {
    sl_seg seg;
    bool space;
    return next_seg(w, &end, &seg, &space) && space && is_te(w, end, &seg);
}

/* What is known of a word by itself, where no longer pattern can be. */
static size_t try_alone(sl_walk *w, const sl_wordentry *e, size_t start, size_t at) {
    sl_match m;
    bool any = false;
    if (!one_word(w, e, start, at, &any, &m)) {
        bool open = sl_right_open(w, at);
        if (open ? e->flags & SL_WORD_ONLY : apostrophe_end(w, at) == at) return at;
        return try_at(w, start, at);
    }
    if (any) sl_walk_keep(w->m, &m);
    return at;
}

/* A word that is not of plain ASCII. */
static size_t try_word(sl_walk *w, size_t start, size_t at) {
    const sl_wordentry *e = sl_walk_word(w, start, at);
    if (w->m->nregex) return try_at(w, start, at);
    if (!(e->flags & ~SL_WORD_SECOND) || !sl_left_open(w, start)) return at;
    if (e->flags & SL_WORD_PARTICLE && te_follows(w, at)) return try_at(w, start, at);
    if (e->flags & SL_WORD_MORE && !sign_ends(w, at) && may_go_on(w, e, at)) return try_at(w, start, at);
    return try_alone(w, sl_walk_word(w, start, at), start, at);
}

/* Two words, of which all that is known together is enough to tell; else all ways are tried. *end stays 0 when they are nothing. */
static void try_pair(sl_walk *w, const sl_token *a, const sl_token *b, size_t *end) {
    const sl_wordentry *e = sl_walk_pair(w, a, b);
    if (!(e->flags & (SL_WORD_MORE | SL_WORD_FIRST))) return;
    sl_match m = {.start = a->start, .end = b->end, .term = e->term, .variant = e->variant, .rule = (sl_case)e->rule, .form = e->form};
    bool all = e->flags & SL_WORD_MORE || !sl_right_open(w, b->end);
    if (!all && !(e->flags & SL_WORD_HIT)) return;
    bool fits = all || sl_in_place(w, &m);
    if (!fits && e->flags & SL_WORD_ONLY) return;
    if (all || !fits) { *end = try_at(w, a->start, a->end); return; }
    m.kind = sl_kind_of(w, m.start, m.end);
    sl_walk_keep(w->m, &m);
    *end = m.end;
}

/* A word of plain ASCII; next: the one behind it, if there is one. */
static size_t try_token(sl_walk *w, const sl_token *t, const sl_token *next) {
    if (!(t->flags & (SL_WORD_FIRST | SL_WORD_MORE | SL_WORD_PARTICLE))) return t->end;
    if (!sl_left_open(w, t->start)) return t->end;
    bool spaced = next && next->start == t->end + 1 && w->line.p[t->end] == ' ';
    bool te = spaced ? is_te(w, next->start, &(sl_seg){.n = next->end - next->start}) : t->flags & SL_WORD_PARTICLE && te_follows(w, t->end);
    size_t end = 0;
    if (te && t->flags & (SL_WORD_MORE | SL_WORD_PARTICLE)) return try_at(w, t->start, t->end);
    if (t->flags & SL_WORD_MORE) {
        if (!spaced) {
            if (!sign_ends(w, t->end) && may_go_on(w, sl_walk_hashed(w, t->hash, t->start, t->end), t->end)) return try_at(w, t->start, t->end);
        } else if (sl_pair_may(w, t, next)) try_pair(w, t, next, &end);
    }
    if (end || !(t->flags & SL_WORD_FIRST)) return end ? end : t->end;
    return try_alone(w, sl_walk_hashed(w, t->hash, t->start, t->end), t->start, t->end);
}

/* The step for what is not a word of plain ASCII. */
static size_t other_segment(sl_walk *w, size_t i) {
    sl_seg seg = sl_fold_seg(sl_slice(w->line.p + i, w->to - i), &w->m->fold);
    if (seg.kind == SL_SEG_SPACE || seg.c < 0) return i + seg.n;
    if (seg.kind == SL_SEG_WORD) return try_word(w, i, i + seg.n);
    bool may = seg.c < 128 ? w->ix->starts[seg.c] : w->ix->starts_other;
    return may || w->m->nregex ? try_ways(w, NULL, seg.hash, i, i + seg.n) : i + seg.n;
}

/* A regular expression may begin where no segment does. */
static size_t regex_between(sl_walk *w, size_t from, size_t to) {
    for (const sl_match *r; (r = next_regex(w, from)) && r->start < to; w->regex++) {
        if (r->end > w->to || r->start == from) continue;
        sl_walk_keep(w->m, r);
        return r->end;
    }
    return to;
}

/* With regular expressions, which may begin anywhere, every segment is tried. */
static void search_all(sl_walk *w) {
    for (size_t i = w->from; i < w->to;) {
        size_t from = i;
        i = other_segment(w, i);
        if (!w->m->n || w->m->v[w->m->n - 1].end != i) i = regex_between(w, from, i);
    }
}

/* What stands before the next word of plain ASCII. Returns where to go on: behind it when something reaches into it. */
static size_t search_between(sl_walk *w, size_t i, size_t to) {
    while (i < to) {
        unsigned char c = (unsigned char)w->line.p[i];
        if (c < 128 && !sl_fold_ascii_word[c] && !w->ix->starts[c] && c != '`') i++;
        else i = other_segment(w, i);
    }
    return i;
}

static void search(sl_walk *w) {
    sl_ahead a;
    if (w->m->nregex) { search_all(w); return; }
    for (size_t i = w->from; i < w->to;) {
        sl_walk_ahead(w, i, &a);
        size_t n = a.end < w->to ? a.n - 1 : a.n;        /* the last of many is the first of the next ones, which stand behind it */
        for (size_t k = 0; k < n; k++) {
            if (a.v[k].start < i) continue;
            if (a.v[k].start == i + 1 && w->line.p[i] == ' ') i++;
            else i = search_between(w, i, a.v[k].start);
            if (i == a.v[k].start) i = try_token(w, &a.v[k], k + 1 < a.n ? &a.v[k + 1] : NULL);
        }
        i = search_between(w, i, n < a.n ? a.v[n].start : w->to);
    }
}

static void forget(sl_matches *m) {
    if (!m->keys) return;
    free(m->keys->room);
    free(m->keys->more);
    free(m->keys);
    m->keys = NULL;
}

/* What was remembered is of another index, or of other flags. */
static bool prepare(const sl_termindex *ix, unsigned flags, sl_matches *m) {
    uint64_t stamp = sl_fold_step(ix->stamp, flags & SL_MATCH_EXACT);
    if (m->keys && m->stamp == stamp) return false;
    forget(m);
    m->keys = sl_word_tables();
    m->stamp = stamp;
    return true;
}

void sl_match_line(const sl_termindex *ix, unsigned flags, sl_str line, sl_matches *m) {
    sl_walk w = {ix, flags, line, 0, 0, m, 0, false, 0};
    m->n = m->nregex = 0;
    if ((!ix->patterns && !ix->regexes) || !line.n) return;
    bool fresh = prepare(ix, flags, m);
    if (ix->regexes) sl_termregex_find(ix, line, m, fresh);
    for (size_t i = 0; i <= m->noff; i++) {
        w.to = i < m->noff ? m->off[i].start : line.n;
        search(&w);
        if (flags >> 16 & 255 && ix->separable && !(flags & SL_MATCH_EXACT)) sl_match_parted(&w, flags >> 16 & 255);
        if (i < m->noff) w.from = m->off[i].end;
    }
    if (flags & SL_MATCH_COMPOUNDS) sl_match_compounds(&w);
}

void sl_matches_free(sl_matches *m) {
    for (size_t i = 0; i < m->ncompiled; i++) sl_termregex_free(m->compiled[i]);
    free(m->compiled);
    free(m->regex);
    free(m->off);
    free(m->v);
    forget(m);
    sl_buf_free(&m->fold);
    sl_buf_free(&m->form);
    sl_buf_free(&m->source);
    sl_buf_free(&m->joined);
    sl_buf_free(&m->pseudo);
    *m = (sl_matches){0};
}
