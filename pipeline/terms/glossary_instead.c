/* Words that stand in the place of targets; see glossary_instead.h. */
#include "glossary_instead.h"
#include "attest.h"
#include "sluis/hash.h"
#include "sluis/utf8.h"
#include <stdlib.h>

enum { BITS = 18, CELLS = 1 << BITS, ITEMS = 1 << 16, LIFT = 3, LEAST = 20 };
struct instead_sample { uint64_t seen; char *line[INSTEAD_SAMPLE]; uint16_t n[INSTEAD_SAMPLE]; };
typedef struct instead_item { uint64_t hash; uint32_t times, last, word; bool pair; } instead_item;  /* last: line; word: of that line */

/* Counting everything. */

static bool is_word(const sl_attest *a, size_t i) {
    int32_t c;
    const at_word *w = &a->words[i];
    if (w->c || (i && w->gap == 0 && w[-1].c == '\'')) return false;      /* the s of it's is none */
    sl_utf8_next(a->line.p + w->start, w->end - w->start, &c);
    return c >= 0 && sl_is_letter(c);
}

/* The word at i, or it and the next one: its hash, 0 for none. */
static uint64_t item(const sl_attest *a, size_t i, bool pair) {
    if (!is_word(a, i)) return 0;
    if (!pair) return a->words[i].hash | 1;
    if (i + 1 == a->nwords || a->words[i + 1].gap != 1 || !is_word(a, i + 1)) return 0;
    return (a->words[i].hash * 0x9E3779B97F4A7C15ull ^ a->words[i + 1].hash) | 1;
}

static uint32_t *cell(const instead_sketch *k, uint64_t hash, int row) {
    uint64_t h = hash * (row ? 0xD6E8FEB86659FD93ull : 0xA0761D6478BD642Full);
    return &k->cells[(size_t)row * CELLS + (h >> (64 - BITS))];
}

void instead_count(instead_sketch *k, const sl_attest *a) {
    if (!k->cells) k->cells = sl_zalloc(2 * CELLS * sizeof *k->cells);
    for (size_t i = 0; i < a->nwords; i++)
        for (int pair = 0; pair < 2; pair++) {
            uint64_t h = item(a, i, pair);
            if (h) ++*cell(k, h, 0), ++*cell(k, h, 1);
        }
}

void instead_add(instead_sketch *to, const instead_sketch *k) {
    if (!to->cells) to->cells = sl_zalloc(2 * CELLS * sizeof *to->cells);
    for (size_t i = 0; k->cells && i < 2 * CELLS; i++) to->cells[i] += k->cells[i];
}

/* Sampling. */

static uint64_t drawn(uint64_t n) {
    uint64_t x = n * 0x9E3779B97F4A7C15ull;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ x >> 27) * 0x94D049BB133111EBull;
    return (x ^ x >> 31) % n;
}

static bool take_room(size_t *room, size_t n) {
    if (*room < n) return false;
    *room -= n;
    return true;
}

void instead_miss(instead_sample **tp, sl_str line, size_t *room) {
    if (!*tp && !take_room(room, sizeof **tp)) return;
    if (!*tp) *tp = sl_zalloc(sizeof **tp);
    instead_sample *t = *tp;
    uint64_t n = t->seen++, at = n < INSTEAD_SAMPLE ? n : drawn(n + 1);
    if (at >= INSTEAD_SAMPLE || (!t->line[at] && !take_room(room, INSTEAD_BYTES))) return;
    if (!t->line[at]) t->line[at] = sl_alloc(INSTEAD_BYTES);
    t->n[at] = (uint16_t)(line.n < INSTEAD_BYTES ? line.n : INSTEAD_BYTES);
    memcpy(t->line[at], line.p, t->n[at]);
}

void instead_sample_free(instead_sample *t) {
    for (int i = 0; t && i < INSTEAD_SAMPLE; i++) free(t->line[i]);
    free(t);
}

/* Judging. */

static instead_item *home(const instead_judge *j, uint64_t hash) {
    size_t i = hash * 0x9E3779B97F4A7C15ull >> 48;
    for (i &= j->mask; j->items[i].hash && j->items[i].hash != hash;) i = (i + 1) & j->mask;
    return &j->items[i];
}

static bool is_stop(const instead_judge *j, size_t i) { return sl_set_has(&j->stop_hashes, j->words.words[i].hash); }

/* What a line of the sample has, each once. */
static void count_line(instead_judge *j, const instead_sample *t, uint32_t at) {
    sl_attest_line(&j->words, sl_slice(t->line[at], t->n[at]));
    for (size_t i = 0; i < j->words.nwords; i++)
        for (int pair = 0; pair < 2; pair++) {
            uint64_t h = item(&j->words, i, pair);
            if (!h || (pair && (is_stop(j, i) || is_stop(j, i + 1)))) continue;
            instead_item *x = home(j, h);
            if (x->hash && x->last == at) continue;
            if (!x->hash && j->used++ > j->mask / 2) return;
            *x = (instead_item){h, x->times + 1, at, (uint32_t)i, pair};
        }
}

static void put_text(instead_judge *j, const instead_sample *t, const instead_item *x, sl_buf *b) {
    sl_attest_line(&j->words, sl_slice(t->line[x->last], t->n[x->last]));
    sl_clear(b);
    for (size_t i = x->word; i <= x->word + x->pair; i++) {
        const at_word *w = &j->words.words[i];
        if (i > x->word) sl_putc(b, ' ');
        sl_lower_str(b, sl_slice(j->words.line.p + w->start, w->end - w->start));
    }
}

/* A table as large as the sample may need. */
static void prepare(instead_judge *j, const instead_sample *t) {
    size_t bytes = 0;
    for (int i = 0; i < INSTEAD_SAMPLE; i++) bytes += t->n[i];
    for (j->mask = 255; j->mask < 2 * bytes && j->mask < ITEMS - 1;) j->mask = 2 * j->mask + 1;
    if (!j->items) {
        j->words.en = j->en;
        j->items = sl_alloc(ITEMS * sizeof *j->items);
        sl_attest_line(&j->words, j->stops);
        for (size_t i = 0; i < j->words.nwords; i++) sl_set_add(&j->stop_hashes, j->words.words[i].hash);
    }
    memset(j->items, 0, (j->mask + 1) * sizeof *j->items);
    j->used = 0;
}

typedef struct { double dice; const instead_item *x; } rank;
static bool better(rank a, rank b) { return a.dice != b.dice ? a.dice > b.dice : a.x->hash < b.x->hash; }

static size_t insert(rank *v, size_t n, rank r) {
    size_t k = n;
    while (k && better(r, v[k - 1])) k--;
    if (k == INSTEAD_RANKED) return n;
    n = n < INSTEAD_RANKED ? n + 1 : n;
    memmove(v + k + 1, v + k, (n - k - 1) * sizeof *v);
    v[k] = r;
    return n;
}

/* How much an item is bound to the misses; 0: not enough to be told. */
static double bound(const instead_judge *j, const instead_item *x, uint32_t lines, uint64_t misses) {
    if (x->times < 2 || x->times * LEAST < lines) return 0;
    uint32_t one = *cell(j->all, x->hash, 0), two = *cell(j->all, x->hash, 1);
    double everywhere = one < two ? one : two, share = (double)x->times / lines;
    return share * (double)j->lines < LIFT * everywhere ? 0 : 2 * share * (double)misses / ((double)misses + everywhere);
}

/* The words of a plural in the singular, when that is in the sample too. */
static void prefer_singular(instead_judge *j, sl_buf *text) {
    sl_clear(&j->form);
    if (!j->en || !sl_english_singular(j->en, sl_view(text), &j->form)) return;
    sl_attest_line(&j->words, sl_view(&j->form));
    uint64_t h = j->words.nwords ? item(&j->words, 0, j->words.nwords > 1) : 0;
    if (!h || !home(j, h)->hash) return;
    sl_clear(text);
    sl_puts(text, sl_view(&j->form));
}

/* Is the text in the line, in any form? */
static bool has(instead_judge *j, sl_str line, sl_str text) {
    sl_attest_line(&j->words, line);
    return sl_attest_find(&j->words, XXH3_64bits(text.p, text.n) | 1, text, SL_POS_NONE, SL_TERM_CI) > 0;
}

static double share_of(instead_judge *j, const instead_sample *t, uint32_t lines, sl_str text) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < INSTEAD_SAMPLE; i++) n += t->line[i] && has(j, sl_slice(t->line[i], t->n[i]), text);
    return (double)n / lines;
}

/* Take a ranked one into the best, unless it is a form of one that is there. */
static size_t choose(instead_judge *j, const instead_sample *t, uint32_t lines, const instead_item *x, instead_one *best, size_t n) {
    put_text(j, t, x, &j->text[n]);
    for (size_t i = 0; i < n; i++)
        if (has(j, sl_view(&j->text[n]), best[i].text) && !memchr(j->text[n].p, ' ', j->text[n].n)) return n;
    prefer_singular(j, &j->text[n]);
    best[n] = (instead_one){sl_view(&j->text[n]), share_of(j, t, lines, sl_view(&j->text[n]))};
    return n + 1;
}

size_t instead_best(instead_judge *j, const instead_sample *t, uint64_t misses, instead_one best[INSTEAD_BEST]) {
    rank v[INSTEAD_RANKED];
    uint32_t lines = 0;
    size_t ranked = 0, n = 0;
    if (!t) return 0;
    prepare(j, t);
    for (uint32_t i = 0; i < INSTEAD_SAMPLE; i++)
        if (t->line[i]) count_line(j, t, i), lines++;
    for (size_t i = 0; i <= j->mask; i++) {
        double dice = j->items[i].hash ? bound(j, &j->items[i], lines, misses) : 0;
        if (dice > 0) ranked = insert(v, ranked, (rank){dice, &j->items[i]});
    }
    for (size_t i = 0; i < ranked && n < INSTEAD_BEST; i++) n = choose(j, t, lines, v[i].x, best, n);
    return n;
}

void instead_judge_free(instead_judge *j) {
    sl_attest_free(&j->words);
    sl_buf_free(&j->form);
    sl_set_free(&j->stop_hashes);
    free(j->items);
    for (int i = 0; i < INSTEAD_BEST; i++) sl_buf_free(&j->text[i]);
}
