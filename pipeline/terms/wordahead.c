/* Finding the words of a line ahead of the matcher; see judge.h. Sixty-four bytes at a time become a word of bits, of which runs are words. */
#include "judge.h"
#include "sluis/eight.h"
#include "sluis/fold.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#ifdef __SSE2__
static __m128i within(__m128i x, char from, char last) {
    x = _mm_sub_epi8(x, _mm_set1_epi8(from));
    return _mm_cmpeq_epi8(_mm_min_epu8(x, _mm_set1_epi8((char)(last - from))), x);
}

/* Of 64 bytes, which are ASCII letters, digits or `_`. */
static uint64_t all_bits(const char *p) {
    uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
        __m128i letter = within(_mm_or_si128(x, _mm_set1_epi8(' ')), 'a', 'z');
        __m128i other = _mm_or_si128(within(x, '0', '9'), _mm_cmpeq_epi8(x, _mm_set1_epi8('_')));
        bits |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(letter, other)) << i;
    }
    return bits;
}
#else
/* The top bit of each byte that is an ASCII letter, a digit or `_`. */
static uint64_t word_tops(uint64_t x) {
    const uint64_t tops = 0x80 * SL_EIGHT_ONES;
    uint64_t low = x & ~tops, letter = low | SL_EIGHT_SMALL;
    letter = (letter + (0x80 - 'a') * SL_EIGHT_ONES) & ~(letter + (0x7F - 'z') * SL_EIGHT_ONES);
    uint64_t digit = (low + (0x80 - '0') * SL_EIGHT_ONES) & ~(low + (0x7F - '9') * SL_EIGHT_ONES);
    uint64_t line = ~((low ^ '_' * SL_EIGHT_ONES) + 0x7F * SL_EIGHT_ONES);
    return (letter | digit | line) & ~x & tops;
}

/* Of 64 bytes, which are ASCII letters, digits or `_`. */
static uint64_t all_bits(const char *p) {
    uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i += 8) bits |= ((word_tops(sl_eight(p + i)) >> 7) * 0x0102040810204080ull >> 56) << i;
    return bits;
}
#endif

/* A bit for each of 64 bytes from `at` on: is it part of a word, and before `to`? */
static uint64_t word_bits(sl_str line, size_t at, size_t to) {
    char room[64] = {0};
    size_t n = to - at;
    uint64_t bits;
    if (line.n - at >= 64) bits = all_bits(line.p + at);
    else if (line.n >= 64) bits = all_bits(line.p + line.n - 64) >> (64 - (line.n - at));
    else bits = all_bits(memcpy(room, line.p + at, line.n - at));
    return n >= 64 ? bits : bits & ((1ull << n) - 1);
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
        a->v[i].flags = (v ^ a->v[i].hash) >> 8 ? 0 : (uint8_t)v;
        /* which words are known to be nothing cannot be foretold: so there is no branch, and of those something near is fetched */
        const void *entry = &k->entries[sl_word_place(a->v[i].hash) & (SL_ENTRIES - 2)];
        __builtin_prefetch(a->v[i].flags == SL_WORD_KNOWN ? (const void *)a : entry);
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
