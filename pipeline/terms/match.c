/* The matcher; see sluis/match.h. */
#include "sluis/match.h"
#include "judge.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"
#include "termregex.h"
#include <stdlib.h>

enum { KEYS = 1 << 17, IDLE = 1 << 14, STATES = 16 };       /* words remembered; ways that are followed at once */
typedef struct { uint64_t h; const sl_termslot *slot; size_t te, te_n; } way;

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

/* What stands beside nearly every word. */
static bool plainly_open(char c) { return c == ' ' || c == '(' || c == ')' || c == '"' || c == ';' || c == ':'; }

bool sl_left_open(const sl_walk *w, size_t at) {
    size_t k, j;
    if (at == 0 || plainly_open(w->line.p[at - 1])) return true;
    int32_t c = char_before(w->line, at, &k);
    if (c < 0) return true;
    if (sl_fold_is_word(c)) return false;
    c = sl_fold_char(c);
    int32_t b = char_before(w->line, at - k, &j);
    if (c == ',') return !(sl_is_digit(b) && sl_is_digit(char_at(w->line, at, &k)));
    if (c == '-' && w->flags & SL_MATCH_TAILS) return true;
    return !(joins(c) || c == '-') || !sl_fold_is_word(b);
}

bool sl_right_open(const sl_walk *w, size_t at) {
    size_t k, j;
    if (at == w->line.n || plainly_open(w->line.p[at])) return true;
    int32_t c = char_at(w->line, at, &k);
    if (c < 0) return true;
    if (sl_fold_is_word(c)) return false;
    c = sl_fold_char(c);
    int32_t d = char_at(w->line, at + k, &j);
    if (c == ',') return !(sl_is_digit(d) && sl_is_digit(char_before(w->line, at, &k)));
    if (c == '-') return w->flags & SL_MATCH_HEADS || sl_fold_char(d) == '-';
    return !joins(c) || !sl_fold_is_word(d);
}

static bool hyphen_at(sl_str s, size_t at) { size_t k; return sl_fold_char(char_at(s, at, &k)) == '-' && sl_fold_is_word(char_at(s, at + k, &k)); }
static bool hyphen_before(sl_str s, size_t at) {
    size_t k;
    if (sl_fold_char(char_before(s, at, &k)) != '-') return false;
    return sl_fold_is_word(char_before(s, at - k, &k));
}

static uint8_t kind_of(const sl_walk *w, size_t start, size_t end) {
    if ((start == 0 || w->line.p[start - 1] == ' ') && (end == w->line.n || plainly_open(w->line.p[end]))) return SL_MATCH_WHOLE;
    return hyphen_at(w->line, end) ? SL_MATCH_HEAD : hyphen_before(w->line, start) ? SL_MATCH_TAIL : SL_MATCH_WHOLE;
}

/* Can the word be a match by itself, in any surroundings? */
static void learn_hit(sl_walk *w, sl_wordentry *e, const sl_termslot *s, size_t start, size_t end) {
    sl_match m;
    if (!sl_judge(w, s, (sl_surface){start, end, 0, 0, SL_MATCH_WHOLE}, &m)) return;
    if (e->flags & SL_WORD_HIT && (e->form == 0 || m.form)) return;
    e->flags |= SL_WORD_HIT;
    e->term = m.term;
    e->variant = m.variant;
    e->form = (uint16_t)m.form;
    e->rule = (uint8_t)m.rule;
}

static void put_more(sl_wordkeys *k, sl_wordentry *e, const uint64_t *keys, size_t n) {
    if (!e->at) {
        k->more = sl_grow(k->more, &k->rows_cap, k->rows + 2, sizeof *k->more);
        e->at = (uint32_t)++k->rows;
    }
    memcpy(k->more[e->at], keys, n * sizeof *keys);
}

static void learn(sl_walk *w, sl_wordentry *e, uint64_t hash, size_t start, size_t end) {
    sl_seg seg = sl_fold_seg(sl_slice(w->line.p + start, end - start), &w->m->fold);
    sl_str word = sl_slice(w->line.p + start, end - start);
    if (sl_ascii_run(word.p, word.n) < word.n) word = sl_view(&w->m->fold);
    uint64_t keys[SL_FORMS_KEYS] = {seg.hash};
    size_t n = w->ix->forms ? sl_forms_keys(w->ix->forms, word, keys) : 1;
    *e = (sl_wordentry){.hash = hash, .key = keys[0], .at = e->at, .n = (uint8_t)n};
    if (n > 1) put_more(w->m->keys, e, keys + 1, n - 1);
    if (w->ix->separable && end - start <= 16 && sl_forms_particle(w->ix->forms, word)) e->flags |= SL_WORD_PARTICLE;
    w->anywhere = true;
    for (size_t i = 0; i < n; i++) {
        uint64_t h = sl_fold_step(SL_FOLD_SEED, keys[i]);
        const sl_termslot *s = sl_termindex_may(w->ix, h) ? sl_termindex_find(w->ix, h) : NULL;
        if (!s) continue;
        if (s->tag & SL_SLOT_MORE) e->flags |= SL_WORD_MORE, e->begins |= (uint8_t)(1u << i);
        if (!s->ref) continue;
        e->flags |= SL_WORD_FIRST;
        learn_hit(w, e, s, start, end);
    }
    w->anywhere = false;
}

static uint64_t hash_word(const char *p, size_t n, size_t room) {
    uint64_t h = n, x;
    for (; n >= 8; p += 8, n -= 8, room -= 8) {
        memcpy(&x, p, 8);
        h = sl_fold_step(h, x);
    }
    if (n == 0) return h + !h;
    x = 0;
    if (room >= 8) memcpy(&x, p, 8);
    else memcpy(&x, p, n);
    h = sl_fold_step(h, x & ((1ull << 8 * n) - 1));
    return h + !h;
}

static const sl_wordentry *entry_of(sl_walk *w, uint64_t hash, size_t start, size_t end) {
    sl_wordentry *e = &w->m->keys->entries[(hash ^ hash >> 32) & (KEYS - 2)];
    if (e[0].hash == hash) return e;
    sl_wordentry first = e[0];
    if (e[1].hash != hash) learn(w, &e[1], hash, start, end);
    e[0] = e[1];
    e[1] = first;
    return e;
}

const sl_wordentry *sl_walk_word(sl_walk *w, size_t start, size_t end) {
    return entry_of(w, hash_word(w->line.p + start, end - start, w->line.n - start), start, end);
}

/* Where an ending behind an apostrophe ends (euro's, baby'tje), when a word ends at `at`; else `at`. */
static size_t apostrophe_end(const sl_walk *w, size_t at) {
    static const char *const tails[] = {"s", "tje", "tjes", "er", "ers", "en", "t", "je", "jes"};
    size_t k, n = 0;
    if (sl_fold_char(char_at(w->line, at, &k)) != '\'' || at + k >= w->to) return at;
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
    u.kind = kind_of(w, start, u.end);
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
    m.kind = kind_of(w, start, end);
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

/* Could a longer pattern go on with what stands behind this word? Mostly not, and then no slot need be looked at. */
static bool may_go_on(sl_walk *w, const sl_wordentry *e, size_t at) {
    sl_seg seg;
    bool space;
    sl_wordentry first = *e;
    uint64_t keys[SL_FORMS_KEYS];
    for (size_t i = 0; i < first.n; i++) keys[i] = sl_walk_key(w, e, i);        /* the next word may take this one's place */
    if (at < w->to && sl_fold_ascii_word[(unsigned char)w->line.p[at]]) return true;
    const sl_wordentry *n = NULL;
    size_t from = at + 1, to = from;
    while (to < w->to && sl_fold_ascii_word[(unsigned char)w->line.p[to]]) to++;
    if (at < w->to && w->line.p[at] == ' ' && to > from && (to == w->to || !(w->line.p[to] & 0x80))) {
        n = sl_walk_word(w, from, to);
        space = true;
        if (is_te(w, from, &(sl_seg){.n = to - from})) return true;
    } else {
        if (!next_seg(w, &at, &seg, &space)) return false;
        if (seg.kind == SL_SEG_WORD) n = sl_walk_word(w, at, at + seg.n);
    }
    for (size_t i = 0; i < first.n; i++) {
        if (!(first.begins >> i & 1)) continue;
        uint64_t h = sl_fold_step(SL_FOLD_SEED, keys[i]);
        if (space) h = sl_fold_step(h, sl_fold_space());
        for (size_t j = 0; j < (n ? n->n : 1); j++)
            if (sl_termindex_may(w->ix, sl_fold_step(h, n ? sl_walk_key(w, n, j) : seg.hash))) return true;
    }
    return false;
}

/* A word that begins nothing longer needs no search. */
static size_t try_word(sl_walk *w, uint64_t hash, size_t start, size_t at) {
    uint64_t *idle = &w->m->keys->idle[(hash ^ hash >> 32) & (IDLE - 1)];
    if (*idle == hash && !w->m->nregex) return at;
    const sl_wordentry *e = entry_of(w, hash, start, at);
    if (!e->flags) *idle = hash;
    if (!e->flags && !w->m->nregex) return at;
    if (e->flags & SL_WORD_PARTICLE || w->m->nregex) return try_at(w, start, at);
    if (e->flags & SL_WORD_MORE && may_go_on(w, e, at)) return try_at(w, start, at);
    e = sl_walk_word(w, start, at);
    if (!(e->flags & SL_WORD_FIRST)) return at;
    sl_match m;
    bool any = false;
    if (!sl_left_open(w, start)) return at;
    if (!one_word(w, e, start, at, &any, &m)) return try_at(w, start, at);
    if (any) sl_walk_keep(w->m, &m);
    return at;
}

/* The step for what is not a word of plain ASCII. */
static size_t other_segment(sl_walk *w, size_t i) {
    sl_seg seg = sl_fold_seg(sl_slice(w->line.p + i, w->to - i), &w->m->fold);
    if (seg.kind == SL_SEG_SPACE || seg.c < 0) return i + seg.n;
    if (seg.kind == SL_SEG_WORD) return try_word(w, hash_word(w->line.p + i, seg.n, w->line.n - i), i, i + seg.n);
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

/* The next words of plain ASCII, found ahead, so that what is known of them is on its way from memory when it is asked for. */
enum { AHEAD = 32 };
typedef struct { size_t n, at, end; struct { size_t start, end; uint64_t hash; } v[AHEAD]; } ahead;

static void look_ahead(const sl_walk *w, ahead *a, size_t i) {
    const unsigned char *p = (const unsigned char *)w->line.p;
    size_t j;
    a->n = a->at = 0;
    for (; i < w->to && a->n < AHEAD; i = j) {
        while (i < w->to && !sl_fold_ascii_word[p[i]]) i++;
        for (j = i; j < w->to && sl_fold_ascii_word[p[j]]; j++) continue;
        if (j == i || (j < w->to && p[j] >= 128)) continue;
        uint64_t hash = hash_word(w->line.p + i, j - i, w->line.n - i);
        __builtin_prefetch(&w->m->keys->idle[(hash ^ hash >> 32) & (IDLE - 1)]);
        __builtin_prefetch(&w->m->keys->entries[(hash ^ hash >> 32) & (KEYS - 2)]);
        a->v[a->n].start = i;
        a->v[a->n].end = j;
        a->v[a->n++].hash = hash;
    }
    a->end = i;
}

/* The place in `a` of the word that begins at i, or a->n. */
static size_t ahead_at(const sl_walk *w, ahead *a, size_t i) {
    if (i >= a->end) look_ahead(w, a, i);
    while (a->at < a->n && a->v[a->at].start < i) a->at++;
    return a->at < a->n && a->v[a->at].start == i ? a->at : a->n;
}

static void search(sl_walk *w) {
    const unsigned char *p = (const unsigned char *)w->line.p;
    ahead a;
    a.n = a.at = a.end = 0;
    for (size_t i = w->from, j; i < w->to;) {
        size_t from = i;
        if (p[i] == ' ' && !w->m->nregex) { i++; continue; }
        size_t k = sl_fold_ascii_word[p[i]] ? ahead_at(w, &a, i) : a.n;
        for (j = i; k == a.n && j < w->to && sl_fold_ascii_word[p[j]]; j++) continue;
        if (k < a.n) i = try_word(w, a.v[k].hash, i, a.v[k].end);
        else if (j == i && p[i] < 128 && !w->ix->starts[p[i]] && p[i] != '`' && !w->m->nregex) i++;
        else i = other_segment(w, i);
        if (w->m->nregex && (!w->m->n || w->m->v[w->m->n - 1].end != i)) i = regex_between(w, from, i);
    }
}

static void forget(sl_matches *m) {
    if (!m->keys) return;
    free(m->keys->idle);
    free(m->keys->entries);
    free(m->keys->more);
    free(m->keys);
    m->keys = NULL;
}

/* What was remembered is of another index, or of other flags. */
static bool prepare(const sl_termindex *ix, unsigned flags, sl_matches *m) {
    uint64_t stamp = sl_fold_step(ix->stamp, flags & SL_MATCH_EXACT);
    if (m->keys && m->stamp == stamp) return false;
    forget(m);
    m->keys = sl_zalloc(sizeof *m->keys);
    m->keys->idle = sl_zalloc(IDLE * sizeof *m->keys->idle);
    m->keys->entries = sl_zalloc(KEYS * sizeof *m->keys->entries);      /* pages that no word falls in are never touched */
    m->stamp = stamp;
    return true;
}

void sl_match_line(const sl_termindex *ix, unsigned flags, sl_str line, sl_matches *m) {
    sl_walk w = {ix, flags, line, 0, 0, m, 0, false};
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
