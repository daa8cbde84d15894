/* The language identifier's table, for the files that are the identifier; see sluis/lid.h. */
#ifndef SLUIS_LID_MODEL_H
#define SLUIS_LID_MODEL_H
#include "sluis/lid.h"

enum { LID_GRAM = 5, LID_WORD = 24,          /* letters of a run, of a word that can be in the table */
       LID_HINTED = 3, LID_HINTS = 1 << 12 };
typedef uint8_t lid_row __attribute__((vector_size(SL_LID_MAX)));
typedef uint16_t lid_costs __attribute__((vector_size(2 * SL_LID_MAX)));

/* What a look takes from memory: one cache line with three entries. */
typedef struct { uint32_t check[3], more; lid_row row[3]; } lid_line;    /* check 0: free; more: some entry had to go to a line behind */

struct sl_lid {
    char names[SL_LID_MAX][9];
    unsigned count;
    int und, main[2];                        /* the mixture, -1 for none; Dutch and English */
    float prior[SL_LID_MAX];                 /* of a language before any word, in nats */
    unsigned shift;                          /* of a hash, to the number of its line */
    lid_line *line, *last;                   /* in `memory`, on a boundary of 64 bytes */
    void *memory;
    uint64_t hint[LID_HINTS];                /* of each run of LID_HINTED letters or more a bit: most looks for one find none */
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
/* Of a product the high bits depend on all of the key: those choose the line and the hint, lower ones tell entries apart. */
static inline uint64_t lid_hash(uint64_t key) { return key * 0xD6E8FEB86659FD93ull; }
static inline lid_line *lid_home(const sl_lid *m, uint64_t hash) { return m->line + (hash >> m->shift); }
static inline uint32_t lid_check(uint64_t hash) { return (uint32_t)(hash >> 12) | 1; }
static inline lid_line *lid_behind(const sl_lid *m, const lid_line *l) { return m->line + (l == m->last ? 0 : l - m->line + 1); }
static inline unsigned lid_hint(const sl_lid *m, uint64_t hash) { return m->hint[hash >> 52] >> (hash >> 46 & 63) & 1; }

/* The row of what has this hash, NULL: none. Which of three it is no branch can foresee. */
static inline const lid_row *lid_find(const sl_lid *m, uint64_t hash) {
    uint32_t check = lid_check(hash);
    for (const lid_line *l = lid_home(m, hash);; l = lid_behind(m, l)) {
        unsigned k = (unsigned)(l->check[1] == check) + 2 * (unsigned)(l->check[2] == check);
        if (l->check[k] == check) return l->row + k;
        if (!l->more) return NULL;
    }
}

/* The small Latin-1 letter, "'" or '?' that a character of the text counts as; 0 when it is no letter, and *len its bytes.
 * *capital, *other: whether it is a capital, whether it is a letter of another script. */
uint8_t lid_letter(const char *p, size_t n, size_t *len, bool *capital, bool *other);
#endif
