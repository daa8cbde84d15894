/* What the parts of the meaning rules share; see sluis/meaning.h and sluis/order.h. */
#ifndef SLUIS_BITEXT_MEANING_H
#define SLUIS_BITEXT_MEANING_H
#include "sluis/meaning.h"
#include "sluis/order.h"

enum { SL_TOKENS = 256 };        /* of a line that are looked at */
typedef enum { SL_T_WORD, SL_T_NUMBER, SL_T_STOP, SL_T_COMMA, SL_T_SIGN } sl_token_kind;   /* STOP: . ! ?; COMMA: , ; : */

typedef struct sl_token {
    uint64_t hash;               /* of a word in lower case; of a number's digits, without separators and leading zeros; of a sign: its character */
    uint32_t start, n;           /* bytes of the line */
    uint8_t kind;
    bool capital;                /* its first letter */
} sl_token;

typedef struct sl_tokens { sl_token t[SL_TOKENS]; uint32_t n; bool cut; sl_str text; } sl_tokens;     /* cut: there was more */

/* The tokens of a line: words are runs of letters and digits that begin with a letter; apostrophes, hyphens and bytes that are no
 * character are passed over. */
void sl_tokens_read(sl_tokens *x, sl_str text);
uint64_t sl_token_hash(sl_str word);      /* that a word of a line would have; only for words */

/* What is known of a word. */
typedef struct sl_fact {
    float share, absent;         /* of all text; log2 (1 - k), k: how much of its translations is known */
    uint32_t first;              /* its links */
    uint8_t n, k250;             /* how many; k in 250ths */
    uint8_t class;               /* 0: unknown */
    int8_t foreign;              /* log2 of its share in the other language over that in its own */
} sl_fact;
typedef struct sl_fact_slot { uint32_t mark, id; } sl_fact_slot;               /* id: 0 is free, else 1 + the word's number */
typedef struct sl_fact_link { uint32_t other; uint16_t p, q; } sl_fact_link;       /* in 65535ths */

struct sl_meaning_model {
    sl_fact *fact[2];
    sl_fact_slot *slot[2];
    uint32_t mask[2], words[2];
    sl_fact_link *link;
    float none[2];               /* the share of a word that was never seen */
    sl_order *order[2];
    float weight[SL_MEANING_RULES][SL_MEANING_FEATURES];
};
static inline uint32_t sl_fact_find(const sl_meaning_model *m, unsigned d, uint64_t hash) {
    for (uint32_t i = (uint32_t)(hash >> 32) & m->mask[d];; i = (i + 1) & m->mask[d]) {
        const sl_fact_slot *s = &m->slot[d][i];
        if (!s->id || s->mark == (uint32_t)hash) return s->id;
    }
}

typedef struct sl_mside {
    sl_tokens tok;
    uint32_t words;                                     /* words and numbers */
    const sl_fact *fact[SL_TOKENS];                     /* of the word or its stem; NULL: unknown, or a sign */
    const sl_fact *part[SL_TOKENS][2];                  /* of an unknown compound; NULL: none */
    float sum[SL_TOKENS], best[SL_TOKENS], gain[SL_TOKENS];
    uint16_t want[SL_TOKENS], link[SL_TOKENS];          /* 1 + a token of the other side; 0: none */
    int8_t foreign[SL_TOKENS];
    uint8_t class[SL_TOKENS];
} sl_mside;

enum { SL_EQUALS = 512 };
struct sl_meaning {
    const sl_meaning_model *m;
    sl_mside side[2];
    uint16_t *here;                                     /* of each English word: 1 + its last token */
    uint16_t before[SL_TOKENS], equal[SL_EQUALS], equal_before[SL_TOKENS];      /* chains of equal words, of equal hashes */
    float measured[SL_MEANING_RULES][2][SL_MEANING_FEATURES];
};
/* What is known of word t, which the lexicon of side d has not: of its stem; or, returning NULL, of the two words that it is made of. */
const sl_fact *sl_meaning_parts(const sl_meaning_model *m, unsigned d, sl_str word, const sl_fact *part[2]);
void sl_meaning_link(sl_meaning *s);                    /* links and gains of the tokens that were read */
void sl_meaning_measure(sl_meaning *s);                 /* the features */
float sl_log2(float x);                                 /* x > 0; within 0.001; the same bits everywhere */
#endif
