/* Finding the words of a line ahead of the matcher; see judge.h. Sixty-four bytes at a time become a word of bits, of which runs are words. */
#include "judge.h"
#include "sluis/eight.h"
#include "sluis/fold.h"

/* The top bit of each byte that is an ASCII letter, a digit or `_`. */
static uint64_t word_tops(uint64_t x) {
    const uint64_t tops = 0x80 * SL_EIGHT_ONES;
    uint64_t low = x & ~tops, letter = low | SL_EIGHT_SMALL;
    letter = (letter + (0x80 - 'a') * SL_EIGHT_ONES) & ~(letter + (0x7F - 'z') * SL_EIGHT_ONES);
    uint64_t digit = (low + (0x80 - '0') * SL_EIGHT_ONES) & ~(low + (0x7F - '9') * SL_EIGHT_ONES);
    uint64_t line = ~((low ^ '_' * SL_EIGHT_ONES) + 0x7F * SL_EIGHT_ONES);
    return (letter | digit | line) & ~x & tops;
}

static uint64_t gather(uint64_t tops) { return (tops >> 7) * 0x0102040810204080ull >> 56; }      /* of eight bytes eight bits */

static uint64_t all_bits(const char *p) {
    uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i += 8) bits |= gather(word_tops(sl_eight(p + i))) << i;
    return bits;
}

/* A bit for each of 64 bytes from `at` on: is it part of a word, and before `to`? */
static uint64_t word_bits(sl_str line, size_t at, size_t to) {
    uint64_t bits = 0;
    size_t n = to - at;
    if (n >= 64) return all_bits(line.p + at);
    for (size_t i = 0; i < n; i += 8) bits |= gather(word_tops(sl_eight_at(line, at + i))) << i;
    return bits & ((1ull << n) - 1);
}

static inline void take(const sl_walk *w, sl_ahead *a, size_t start, size_t end) {
    if (end < w->to && w->line.p[end] & 0x80) return;
    uint64_t hash = sl_word_hash(w->line, start, end - start);
    __builtin_prefetch(&w->m->keys->verdicts[sl_word_place(hash) & (SL_VERDICTS - 1)]);
    a->v[a->n++] = (sl_token){start, end, hash, 0};
}

static void tokenise(const sl_walk *w, size_t at, sl_ahead *a) {
    size_t open = SIZE_MAX;                /* where the word began that goes on into this block */
    for (; at < w->to && a->n < SL_AHEAD; at += 64) {
        uint64_t bits = word_bits(w->line, at, w->to);
        if (open != SIZE_MAX && ~bits) {
            unsigned end = (unsigned)__builtin_ctzll(~bits);
            take(w, a, open, at + end);
            bits &= ~0ull << end;
            open = SIZE_MAX;
        }
        while (bits && open == SIZE_MAX) {
            unsigned start = (unsigned)__builtin_ctzll(bits);
            uint64_t rest = ~(bits | (bits - 1));            /* what is behind the run, and no part of a word */
            if (!rest) open = at + start;
            else {
                unsigned end = (unsigned)__builtin_ctzll(rest);
                take(w, a, at + start, at + end);
                bits &= ~0ull << end;
            }
        }
    }
    if (open != SIZE_MAX && at >= w->to) take(w, a, open, w->to);
    a->end = at;
}

void sl_walk_ahead(sl_walk *w, size_t at, sl_ahead *a) {
    sl_wordkeys *k = w->m->keys;
    a->n = 0;
    tokenise(w, at, a);
    for (size_t i = 0; i < a->n; i++) {
        uint64_t v = k->verdicts[sl_word_place(a->v[i].hash) & (SL_VERDICTS - 1)];
        if (!((v ^ a->v[i].hash) >> 8)) a->v[i].flags = (uint8_t)v;
        if (a->v[i].flags != SL_WORD_KNOWN) __builtin_prefetch(&k->entries[sl_word_place(a->v[i].hash) & (SL_ENTRIES - 2)]);
    }
    for (size_t i = 0; i < a->n; i++) {
        sl_token *t = &a->v[i];
        if (!(t->flags & SL_WORD_KNOWN)) {
            t->flags = sl_walk_hashed(w, t->hash, t->start, t->end)->flags | SL_WORD_KNOWN;
            k->verdicts[sl_word_place(t->hash) & (SL_VERDICTS - 1)] = (t->hash & ~0xFFull) | t->flags;
        }
        if (i && sl_pair_may(w, t - 1, t)) __builtin_prefetch(&k->pairs[sl_word_place(sl_pair_hash(t - 1, t)) & (SL_PAIRS - 2)]);
    }
}
