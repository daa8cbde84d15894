/* The language identifier's table, for the files that are the identifier; see sluis/lid.h. */
#ifndef SLUIS_LID_MODEL_H
#define SLUIS_LID_MODEL_H
#include "sluis/lid.h"

enum { LID_GRAM = 5, LID_WORD = 24 };        /* letters of a run, of a word that can be in the table */
typedef uint8_t lid_row __attribute__((vector_size(SL_LID_MAX)));
typedef uint16_t lid_costs __attribute__((vector_size(2 * SL_LID_MAX)));

struct sl_lid {
    char names[SL_LID_MAX][9];
    unsigned count;
    int und, main[2];                        /* the mixture, -1 for none; Dutch and English */
    float prior[SL_LID_MAX];                 /* of a language before any word, in nats */
    uint64_t mask;
    uint32_t *checks;                        /* 0: free */
    lid_row *rows;
};

/* Keys. A run of letters is its letters, the last one lowest; a word is a hash with the high bit set. */
static inline uint64_t lid_eight(const uint8_t *p, unsigned n) {         /* the first n of eight bytes that can be read, as a number */
    uint64_t x;
    memcpy(&x, p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    x = __builtin_bswap64(x);
#endif
    return n >= 8 ? x : x & ((1ull << 8 * n) - 1);
}
/* n from 1 to LID_WORD; eight bytes from each eighth letter on can be read. */
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

static inline const lid_row *lid_find(const sl_lid *m, uint64_t key) {
    uint64_t h = lid_mix(key);
    uint32_t check = (uint32_t)(h >> 32) | 1;
    for (uint64_t i = h & m->mask;; i = (i + 1) & m->mask) {
        if (m->checks[i] == check) return m->rows + i;
        if (!m->checks[i]) return NULL;
    }
}

/* The small Latin-1 letter, "'" or '?' that a character of the text counts as; 0 when it is no letter, and *len its bytes.
 * *capital, *other: whether it is a capital, whether it is a letter of another script. */
uint8_t lid_letter(const char *p, size_t n, size_t *len, bool *capital, bool *other);
#endif
