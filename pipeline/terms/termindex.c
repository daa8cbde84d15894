/* The index's table; see sluis/termindex.h. */
#include "sluis/termindex.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"
#include "termregex.h"
#include <xxhash.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct { uint32_t tag, pattern; } seen;          /* of exact sources, for duplicates */
typedef struct {
    sl_termindex *ix;
    uint64_t *hashes; size_t n, cap;                       /* of the prefixes of all patterns, one pattern behind the other */
    uint64_t *seconds; size_t nseconds, seconds_cap;       /* keys of second words */
    uint8_t *counts; size_t counts_cap;                    /* how many a pattern has; 0: it is not found */
    seen *known; size_t known_n;
    sl_buf form, scratch, other, joined;
} build;

static void note_start(sl_termindex *ix, const sl_seg *seg) {
    if (seg->kind == SL_SEG_WORD) return;
    if (seg->c >= 0 && seg->c < 128) ix->starts[seg->c] = true;
    else ix->starts_other = true;
}

static uint64_t key_of(const build *b, const sl_seg *seg, sl_str form) {
    if (seg->kind != SL_SEG_WORD || !b->ix->forms) return seg->hash;
    sl_str word = sl_slice(form.p, seg->n);
    return sl_forms_key(sl_ascii_run(word.p, word.n) == word.n ? word : sl_view(&b->scratch));
}

/* What a text word must have behind it for a longer pattern to be worth a search. */
static void note_second(build *b, const sl_seg *seg, uint64_t key, bool space) {
    if (seg->kind == SL_SEG_OTHER && seg->c >= 0 && seg->c < 128) b->ix->follows[seg->c] = true;
    if (seg->kind != SL_SEG_WORD || !space) return;
    b->seconds = sl_grow(b->seconds, &b->seconds_cap, b->nseconds + 1, sizeof *b->seconds);
    b->seconds[b->nseconds++] = key;
}

/* Append the hashes of a pattern's prefixes; returns how many. */
static uint8_t put_hashes(build *b, sl_str form) {
    uint64_t h = SL_FOLD_SEED;
    size_t from = b->n;
    bool space = false;
    while (form.n) {
        sl_seg seg = sl_fold_seg(form, &b->scratch);
        uint64_t key = key_of(b, &seg, form);
        h = sl_fold_step(h, key);
        form = sl_slice(form.p + seg.n, form.n - seg.n);
        if (seg.kind == SL_SEG_SPACE) { space = true; continue; }
        if (b->n == from) note_start(b->ix, &seg);
        else if (b->n == from + 1) note_second(b, &seg, key, space);
        b->hashes = sl_grow(b->hashes, &b->cap, b->n + 1, sizeof *b->hashes);
        b->hashes[b->n++] = h;
    }
    size_t n = b->n - from;
    if (n <= SL_TERM_MAXSEGS) return (uint8_t)n;
    b->n = from;
    return 0;
}

static sl_str form_of(sl_buf *b, sl_str source) {
    sl_clear(b);
    sl_fold_form(source, b);
    sl_str form = sl_view(b);
    while (form.n && form.p[0] == ' ') form.p++, form.n--;           /* also what is left when invisible characters go */
    while (form.n && form.p[form.n - 1] == ' ') form.n--;
    return form;
}

static void duplicate(sl_termindex *ix, const sl_term *t) {
    const char *file = sl_termbase_file(ix->tb, t->file);
    if (ix->duplicates++ == 0)
        snprintf(ix->first_duplicate, sizeof ix->first_duplicate, "%s:%llu: '%.*s'", *file ? file : "-", (unsigned long long)t->line,
                 t->source.n < 80 ? (int)t->source.n : 80, t->source.p);
}

/* Is there an entry with this very form and no less priority? */
static bool known(build *b, uint32_t i, const sl_term *t, sl_str form) {
    uint64_t h = XXH3_64bits(form.p, form.n);
    size_t k = (size_t)(((unsigned __int128)h * b->known_n) >> 64);
    for (; b->known[k].pattern; k = k + 1 == b->known_n ? 0 : k + 1) {
        if (b->known[k].tag != (uint32_t)h) continue;
        sl_term o = sl_termbase_at(b->ix->tb, b->known[k].pattern - 1);
        if (o.priority >= t->priority && sl_eq(form_of(&b->other, o.source), form)) return true;
    }
    b->known[k] = (seen){(uint32_t)h, i + 1};
    return false;
}

static void note_count(build *b, size_t pattern, uint8_t n, uint8_t check) {
    b->ix->checks = sl_grow(b->ix->checks, &b->ix->checks_cap, pattern + 1, 1);
    b->ix->checks[pattern] = check;
    b->counts = sl_grow(b->counts, &b->counts_cap, pattern + 1, 1);
    b->counts[pattern] = n;
}

static bool separable(const sl_termindex *ix, const sl_term *t, sl_str form) {
    return ix->forms && (t->pos == SL_POS_VERB || t->pos == SL_POS_NONE) && sl_ends(form, SL_LIT("n")) && sl_forms_separable(ix->forms, form);
}

static void add_entry(build *b, uint32_t i, const sl_term *t) {
    sl_termindex *ix = b->ix;
    sl_str form = form_of(&b->form, t->source);
    if (known(b, i, t, form)) {
        duplicate(ix, t);
        note_count(b, i, 0, 0);
        return;
    }
    note_count(b, i, put_hashes(b, form), sl_termindex_check(form));
    if (!ix->separable) ix->separable = separable(ix, t, form);
}

sl_str sl_termindex_text(const sl_term *t, sl_termextra x, sl_buf *b) {
    if (!x.variant) return t->source;
    sl_str rest = t->variants;
    sl_variant v = {{"", 0}, {"", 0}};
    for (unsigned i = 0; i < x.variant; i++)
        if (!sl_variant_next(t, &rest, &v)) return SL_LIT("");
    if (!x.gap) return v.surface;
    const char *dots = memmem(v.surface.p, v.surface.n, " ... ", 5);
    if (!dots) return v.surface;
    sl_clear(b);
    sl_put(b, dots + 5, v.surface.n - (size_t)(dots - v.surface.p) - 5);
    sl_put(b, v.surface.p, (size_t)(dots - v.surface.p));
    return sl_view(b);
}

static void add_variants(build *b, uint32_t i, const sl_term *t) {
    sl_termindex *ix = b->ix;
    sl_str rest = t->variants;
    sl_variant v;
    for (uint16_t k = 1; k < UINT16_MAX && sl_variant_next(t, &rest, &v); k++) {
        sl_termextra x = {i, k, memmem(v.surface.p, v.surface.n, " ... ", 5) != NULL};
        ix->separable = ix->separable || x.gap;
        sl_str form = form_of(&b->form, sl_termindex_text(t, x, &b->joined));
        ix->extra = sl_grow(ix->extra, &ix->extra_cap, ix->extras + 1, sizeof *ix->extra);
        ix->extra[ix->extras++] = x;
        note_count(b, ix->tb->n + ix->extras - 1, form.n ? put_hashes(b, form) : 0, sl_termindex_check(form));
    }
}

static sl_termslot *slot_make(sl_termindex *ix, uint64_t h) {
    sl_termslot *s = (sl_termslot *)sl_termindex_find(ix, h);
    if (s) return s;
    size_t i = sl_termindex_home(ix, h);
    while (ix->slots[i].tag) i = i + 1 == ix->n ? 0 : i + 1;
    ix->slots[i].tag = ((uint32_t)h & ~3u) | SL_SLOT_USED;
    return &ix->slots[i];
}

/* Eight bits for each of n. */
static void set_make(sl_termbits *s, size_t n) {
    s->shift = 60;
    while (s->shift > 26 && 1ull << (64 - s->shift) < n / 8) s->shift--;
    s->bits = sl_zalloc_wide(8ull << (64 - s->shift));
}

static void set_add(sl_termbits *s, uint64_t h) {
    size_t at;
    uint64_t bits = sl_termbits_word(s, h, &at);
    s->bits[at] |= bits;
}

static size_t set_bytes(const sl_termbits *s) { return s->bits ? 8ull << (64 - s->shift) : 0; }

enum { AHEAD = 16 };
/* All prefixes become slots, at most 3 of 4 used; a pattern is put before those that end in its slot. */
static void fill(build *b) {
    sl_termindex *ix = b->ix;
    ix->patterns = ix->tb->n + ix->extras;
    ix->n = b->n + b->n / 3 + 16;
    ix->slots = sl_zalloc_wide(ix->n * sizeof *ix->slots);
    set_make(&ix->known, b->n);
    set_make(&ix->seconds, b->nseconds);
    for (size_t i = 0; i < b->nseconds; i++) set_add(&ix->seconds, b->seconds[i]);
    ix->next = sl_zalloc_wide((ix->patterns + 1) * sizeof *ix->next);
    size_t at = 0;
    for (size_t i = 0; i < ix->patterns; i++)
        for (int k = 0; k < b->counts[i]; k++, at++) {
            if (at + AHEAD < b->n) __builtin_prefetch(&ix->slots[sl_termindex_home(ix, b->hashes[at + AHEAD])], 1);
            sl_termslot *s = slot_make(ix, b->hashes[at]);
            ix->stamp = sl_fold_step(ix->stamp, b->hashes[at]);
            set_add(&ix->known, b->hashes[at]);
            if (k + 1 < b->counts[i]) { s->tag |= SL_SLOT_MORE; continue; }
            ix->next[i] = s->ref;
            s->ref = (uint32_t)i + 1;
        }
}

static int compile(sl_termindex *ix, sl_err *e) {
    ix->compiled = sl_zalloc((ix->regexes + 1) * sizeof *ix->compiled);
    for (size_t i = 0; i < ix->regexes; i++) {
        sl_term t = sl_termbase_at(ix->tb, ix->regex[i]);
        int rc = sl_termregex_compile(&ix->compiled[i], &t, sl_termbase_file(ix->tb, t.file), e);
        if (rc) return rc;
    }
    return 0;
}

static void add_all(build *b) {
    sl_termindex *ix = b->ix;
    for (uint32_t i = 0; i < ix->tb->n; i++) {
        sl_term t = sl_termbase_at(ix->tb, i);
        note_count(b, i, 0, 0);
        ix->ranked = ix->ranked || t.priority;
        ix->stamp = sl_fold_step(ix->stamp, t.flags | (uint64_t)t.pos << 32 | (uint64_t)(uint16_t)t.priority << 40);
        if (t.flags & SL_TERM_FORBIDDEN) continue;
        if (t.flags & SL_TERM_REGEX) {
            ix->regex = sl_grow(ix->regex, &ix->regex_cap, ix->regexes + 1, sizeof *ix->regex);
            ix->regex[ix->regexes++] = i;
        } else add_entry(b, i, &t);
    }
    for (uint32_t i = 0; i < ix->tb->n; i++) {
        sl_term t = sl_termbase_at(ix->tb, i);
        if (t.variants.n && !(t.flags & (SL_TERM_FORBIDDEN | SL_TERM_REGEX))) add_variants(b, i, &t);
    }
}

int sl_termindex_build(sl_termindex *ix, const sl_termbase *tb, sl_err *e) {
    build b = {.ix = ix, .known_n = tb->n + tb->n / 2 + 16};
    ix->tb = tb;
    b.known = sl_zalloc(b.known_n * sizeof *b.known);
    add_all(&b);
    free(b.known);
    fill(&b);
    free(b.hashes);
    free(b.seconds);
    free(b.counts);
    sl_buf_free(&b.form);
    sl_buf_free(&b.scratch);
    sl_buf_free(&b.other);
    sl_buf_free(&b.joined);
    return compile(ix, e);
}

size_t sl_termindex_bytes(const sl_termindex *ix) {
    return ix->n * sizeof *ix->slots + set_bytes(&ix->known) + set_bytes(&ix->seconds) + ix->patterns * (sizeof *ix->next + 1) + ix->extra_cap * sizeof *ix->extra + ix->regex_cap * sizeof *ix->regex;
}

void sl_termindex_free(sl_termindex *ix) {
    for (size_t i = 0; ix->compiled && i < ix->regexes; i++) sl_termregex_free(ix->compiled[i]);
    free(ix->compiled);
    free(ix->regex);
    free(ix->extra);
    free(ix->slots);
    free(ix->known.bits);
    free(ix->seconds.bits);
    free(ix->next);
    free(ix->checks);
    *ix = (sl_termindex){0};
}
