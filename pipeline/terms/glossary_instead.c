/* Words that stand in the place of targets; see glossary_instead.h. */
#include "glossary_instead.h"
#include "attest.h"
#include "sluis/utf8.h"
#include <stdlib.h>

enum { BITS = 18, CELLS = 1 << BITS, COUNTERS = 128, LIFT = 3 };
typedef struct { uint32_t n, over; char text[INSTEAD_WORD + 1]; } counter;       /* over: at most so many of n were another word's */
struct instead_table { uint64_t hash[COUNTERS]; counter v[COUNTERS]; uint32_t used, misses; };

static bool is_word(const sl_attest *a, size_t i) {
    int32_t c;
    const at_word *w = &a->words[i];
    if (w->c) return false;
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
    if (!k->cells) return;
    if (!to->cells) to->cells = sl_zalloc(2 * CELLS * sizeof *to->cells);
    for (size_t i = 0; i < 2 * CELLS; i++) to->cells[i] += k->cells[i];
}

static counter *counter_of(instead_table *t, uint64_t hash) {
    uint32_t least = 0;
    for (uint32_t i = 0; i < t->used; i++)
        if (t->hash[i] == hash) return &t->v[i];
    if (t->used < COUNTERS) return t->hash[t->used] = hash, &t->v[t->used++];
    for (uint32_t i = 1; i < COUNTERS; i++)
        if (t->v[i].n < t->v[least].n) least = i;
    t->hash[least] = hash;
    t->v[least].over = t->v[least].n;
    t->v[least].text[0] = 0;
    return &t->v[least];
}

static void put_word(const sl_attest *a, size_t i, sl_buf *b) { sl_lower_str(b, sl_slice(a->line.p + a->words[i].start, a->words[i].end - a->words[i].start)); }

static bool known(const uint64_t *seen, size_t n, uint64_t hash) {
    for (size_t i = 0; i < n; i++)
        if (seen[i] == hash) return true;
    return false;
}

/* Of a line its first words, each once. */
void instead_miss(instead_table **tp, const sl_attest *a) {
    enum { WORDS = 200 };
    uint64_t seen[2 * WORDS];
    size_t n = 0;
    sl_buf b = {0};
    if (!*tp) *tp = sl_zalloc(sizeof **tp);
    if ((*tp)->misses == INSTEAD_MISSES) return;
    (*tp)->misses++;
    for (size_t k = 0; k < 2 * a->nwords && k < 2 * WORDS; k++) {
        uint64_t h = item(a, k / 2, k % 2);
        if (!h || known(seen, n, h)) continue;
        seen[n++] = h;
        counter *c = counter_of(*tp, h);
        if (!c->n++ || !c->text[0]) {
            sl_clear(&b);
            put_word(a, k / 2, &b);
            if (k % 2) sl_putc(&b, ' '), put_word(a, k / 2 + 1, &b);
            if (b.n <= INSTEAD_WORD) memcpy(c->text, b.p, b.n), c->text[b.n] = 0;
        }
    }
    sl_buf_free(&b);
}

static bool better(const instead_one *a, const instead_one *b) {
    return a->dice != b->dice ? a->dice > b->dice : strcmp(a->text, b->text) < 0;
}

size_t instead_best(const instead_table *t, const instead_sketch *all, uint64_t misses, uint64_t lines, instead_one best[INSTEAD_BEST], uint32_t *seen) {
    size_t n = 0;
    *seen = t ? t->misses : 0;
    for (uint32_t i = 0; t && i < t->used; i++) {
        const counter *c = &t->v[i];
        uint32_t one = *cell(all, t->hash[i], 0), two = *cell(all, t->hash[i], 1), times = c->n - c->over;
        double everywhere = one < two ? one : two, share = (double)times / t->misses;
        if (times < 2 || !c->text[0] || share * (double)lines < LIFT * everywhere) continue;
        instead_one x = {c->text, times, 2 * share * (double)misses / ((double)misses + everywhere)};
        size_t k = n < INSTEAD_BEST ? n++ : INSTEAD_BEST;
        for (; k > 0 && better(&x, &best[k - 1]); k--)
            if (k < INSTEAD_BEST) best[k] = best[k - 1];
        if (k < INSTEAD_BEST) best[k] = x;
    }
    return n;
}
