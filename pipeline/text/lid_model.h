/* The language identifier's table, for the files that are the identifier; see sluis/lid.h. */
#ifndef SLUIS_LID_MODEL_H
#define SLUIS_LID_MODEL_H
#include "sluis/lid.h"

enum { LID_GRAM = 5, LID_WORD = 24,          /* letters of a run, of a word that can be in the table */
       LID_HINTED = 3, LID_HINTS = 1 << 18 };
typedef uint8_t lid_row __attribute__((vector_size(SL_LID_MAX)));
typedef uint16_t lid_costs __attribute__((vector_size(2 * SL_LID_MAX)));

/* What a look takes from memory: one cache line with three entries. */
typedef struct { uint32_t check[3], more; lid_row row[3]; } lid_line;    /* check 0: free; more: some entry had to go to a line behind */

struct sl_lid {
    char names[SL_LID_MAX][9];
    unsigned count;
    int und, main[2];                        /* the mixture, -1 for none; Dutch and English */
    float prior[SL_LID_MAX];                 /* of a language before any word, in nats */
    uint64_t mask;
    lid_line *line;                          /* in `memory`, on a boundary of 64 bytes */
    void *memory;
    uint64_t hint[LID_HINTS / 64];           /* of each run of LID_HINTED letters or more a bit: most looks for one find none */
};

/* Keys. A run of letters is its letters, the last one lowest; a word is a hash with the high bit set. */
/* The first n bytes in memory of eight, the others 0. */
static inline uint64_t lid_first(uint64_t eight, unsigned n) {
    if (n >= 8) return eight;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return eight & ~(~0ull >> 8 * n);
#else
    return eight & ((1ull << 8 * n) - 1);
#endif
}
static inline uint64_t lid_eight(const uint8_t *p, unsigned n) {         /* the first n of eight bytes that can be read, as a number */
    uint64_t x;
    memcpy(&x, p, 8);
    x = lid_first(x, n);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    x = __builtin_bswap64(x);
#endif
    return x;
}
/* Of any n, though only words up to LID_WORD letters are in the table; eight bytes from each eighth letter on can be read. */
static inline uint64_t lid_word_key(const uint8_t *letters, unsigned n) {
    uint64_t key = n;
    for (unsigned i = 0; i < n; i += 8) key = (key ^ lid_eight(letters + i, n - i)) * 0x9E3779B97F4A7C15ull, key ^= key >> 31;
    return key | 1ull << 63;
}
static inline uint64_t lid_gram_key(uint64_t letters, unsigned n) { return letters & ((1ull << 8 * n) - 1); }
static inline uint64_t lid_mix(uint64_t key) {
    key = (key ^ key >> 32) * 0xD6E8FEB86659FD93ull;
    return key ^ key >> 29;
}

/* The row of what has this hash, NULL: none. */
static inline const lid_row *lid_find(const sl_lid *m, uint64_t hash) {
    uint32_t check = (uint32_t)(hash >> 32) | 1;
    for (uint64_t i = hash & m->mask;; i = (i + 1) & m->mask) {
        const lid_line *l = m->line + i;
        for (unsigned k = 0; k < 3; k++)
            if (l->check[k] == check) return l->row + k;
        if (!l->more) return NULL;
    }
}
static inline unsigned lid_hint(const sl_lid *m, uint64_t hash) { return m->hint[hash / 64 % (LID_HINTS / 64)] >> hash % 64 & 1; }

/* The small Latin-1 letter, "'" or '?' that a character of the text counts as; 0 when it is no letter, and *len its bytes.
 * *capital, *other: whether it is a capital, whether it is a letter of another script. */
uint8_t lid_letter(const char *p, size_t n, size_t *len, bool *capital, bool *other);
#endif
