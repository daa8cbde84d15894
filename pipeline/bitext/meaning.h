/* What the parts of the meaning rules share; see sluis/meaning.h and sluis/order.h. */
#ifndef SLUIS_BITEXT_MEANING_H
#define SLUIS_BITEXT_MEANING_H
#include "sluis/meaning.h"
#include "sluis/order.h"

enum { SL_TOKENS = 256,          /* of a line that are looked at */
       SL_ALIKE = 4 };           /* letters that words which are spelt alike begin with */
typedef enum { SL_T_WORD, SL_T_NUMBER, SL_T_STOP, SL_T_COMMA, SL_T_SIGN } sl_token_kind;   /* STOP: . ! ?; COMMA: , ; : */

typedef struct sl_token {
    uint64_t hash;               /* of a word in lower case; of a number's digits, without separators and leading zeros; of a sign: its character */
    uint32_t start, n;           /* bytes of the line */
    uint8_t kind;
    bool capital;                /* its first letter */
} sl_token;

typedef struct sl_tokens { sl_token t[SL_TOKENS]; uint32_t n; sl_str text; } sl_tokens;

/* The tokens of a line: words are runs of letters and digits that begin with a letter; apostrophes, hyphens and bytes that are no
 * character are passed over. */
void sl_tokens_read(sl_tokens *x, sl_str text);
void sl_tokens_more(sl_tokens *x, size_t from, size_t to);      /* those of a part of x->text, which begins where a token may and ends behind one */
uint64_t sl_token_hash(sl_str word);      /* that a word of a line would have; only for words */

/* What is known of a word. */
enum { SL_F_CONTENT = 1, SL_F_NAME = 2, SL_F_STRANGER = 4, SL_F_PARTS = 8,
       SL_F_ENDING = 64 };       /* sl_mword.flags; CONTENT, STRANGER and ENDING, which its class is by, are facts of a word, too */
enum { SL_F_COSTS = 16, SL_F_SPELT = 32, SL_F_MET = SL_F_COSTS | SL_F_SPELT, SL_F_NO_COSTS = SL_F_MET };      /* what .cost is; 0: not asked yet */
typedef struct sl_fact {
    float share, absent;         /* of all text; log2 (1 - k), k: how much of its translations is known */
    uint32_t first : 24, n : 8;  /* its links, in SL_LINKS at a time, and how many times; of an English word: 1 + its number */
    uint8_t k;                   /* in 250ths */
    uint8_t class;               /* of its order; by its ending when that has none, so */
    int8_t foreign;              /* log2 of its share in the other language over that in its own */
    uint8_t flags;
    uint8_t cost[16];            /* for who identifies languages by the same words: a thread's copy is his to fill (clean_language.c) */
} sl_fact;                       /* two to a line of the cache */
enum { SL_FACTS_MOST = (1 << 24) - 2 };   /* words, or links at a time */
typedef struct sl_fact_slot { uint32_t mark, id; } sl_fact_slot;               /* id: 0 is free, else 1 + the word's number */
enum { SL_LINKS = 4, SL_LINKS_MOST = 256 };               /* of a word */
typedef struct sl_fact_link { uint32_t other; uint16_t p, q; } sl_fact_link;       /* 1 + the other word's number, 0: none; in 65535ths */

/* Words are numbered by how frequent they are, so that what most text needs lies together. `near` has the frequent ones of `slot`,
 * one for each place; `may` a bit for each word. */
enum { SL_NEAR = 4096, SL_MAY = 1 << 18 };
struct sl_meaning_model {
    sl_fact_slot near[2][SL_NEAR];
    uint64_t may[2][SL_MAY / 64];
    sl_fact *fact[2];            /* of what is known of no word, then of each word; on a boundary of their size, in one piece of memory */
    void *memory;
    sl_fact_slot *slot[2];
    uint32_t mask[2], words[2];
    sl_fact_link *link;
    float none[2];               /* the share of a word that was never seen */
    float known[256];            /* of sl_fact.k: how much is taken to be known, at least a half */
    sl_order *order[2];
    uint8_t sign[2][128], name[2];                      /* classes of signs, 0: of a word; of names */
    float weight[SL_MEANING_RULES][SL_MEANING_FEATURES];
};
static inline bool sl_fact_may(const sl_meaning_model *m, unsigned d, uint64_t hash) { return m->may[d][hash % SL_MAY / 64] >> hash % 64 & 1; }
static inline const sl_fact_slot *sl_fact_near(const sl_meaning_model *m, unsigned d, uint64_t hash) { return &m->near[d][hash >> 32 & (SL_NEAR - 1)]; }
static inline uint32_t sl_fact_far(const sl_meaning_model *m, unsigned d, uint64_t hash) {
    if (!sl_fact_may(m, d, hash)) return 0;
    for (uint32_t i = (uint32_t)(hash >> 32) & m->mask[d];; i = (i + 1) & m->mask[d]) {
        const sl_fact_slot *s = &m->slot[d][i];
        if (!s->id || s->mark == (uint32_t)hash) return s->id;
    }
}
/* 1 + the number of a word; 0: it is not known. */
static inline uint32_t sl_fact_find(const sl_meaning_model *m, unsigned d, uint64_t hash) {
    const sl_fact_slot *s = sl_fact_near(m, d, hash);
    return s->mark == (uint32_t)hash && s->id ? s->id : sl_fact_far(m, d, hash);
}

/* log2 x for x > 0, within 0.001, the same bits everywhere: the polynomial through log2 at the five Chebyshev nodes of 1 .. 2. */
static inline float sl_log2(float x) {
    uint32_t b;
    memcpy(&b, &x, sizeof b);
    int e = (int)(b >> 23) - 127;
    b = (b & 0x7FFFFF) | 0x3F800000;
    memcpy(&x, &b, sizeof x);
    return (float)e + (-2.498353f + x * (4.029211f + x * (-2.078335f + x * (0.6260322f + x * -0.07844068f))));
}

/* The same of four. */
typedef float sl_four __attribute__((vector_size(16)));
typedef int32_t sl_four_bits __attribute__((vector_size(16)));
static inline sl_four sl_log2_four(sl_four x) {
    sl_four_bits b = (sl_four_bits)x, e = (b >> 23) - 127;      /* x > 0: no sign */
    x = (sl_four)((b & 0x7FFFFF) | 0x3F800000);
    return __builtin_convertvector(e, sl_four) + (-2.498353f + x * (4.029211f + x * (-2.078335f + x * (0.6260322f + x * -0.07844068f))));
}

typedef struct sl_mword {
    const sl_fact *fact;                                /* of the word or its stem; the first one: unknown, or a sign */
    uint32_t best;                                      /* a float's bits, which are in order when it isn't below 0 */
    uint16_t want, link;                                /* 1 + a token of the other side; 0: none */
    int8_t foreign;
    uint8_t kind, flags;
    bool capital;
} sl_mword;

typedef struct sl_mside {
    sl_tokens tok;
    uint32_t words, parts;                              /* words and numbers; unknown compounds */
    sl_mword w[SL_TOKENS + 1];                          /* the last one is nobody's; so in part_of */
    const sl_fact *part[SL_TOKENS][2];                  /* of those with SL_F_PARTS, in their order */
    float at[SL_TOKENS];                                /* where a token stands, from 0 to 1 */
    float sum[SL_TOKENS], share[SL_TOKENS], known[SL_TOKENS], most[SL_TOKENS], lack[SL_TOKENS], part_of[SL_TOKENS + 1];   /* what gains are made of */
    float gain[SL_TOKENS];
    uint8_t class[SL_TOKENS];
} sl_mside;

typedef struct sl_found { uint32_t link, token; } sl_found;     /* the link of a Dutch token that an English one stands for; SL_FOUND_SAME: equal words may */
enum { SL_EQUALS = 512, SL_HERE = 1024, SL_FOUND = 1024 };
#define SL_FOUND_SAME UINT32_MAX
struct sl_meaning {
    const sl_meaning_model *m;
    sl_fact *fact[2];                                   /* a copy of the model's */
    void *memory;
    sl_mside side[2];
    uint64_t *there;                                    /* a bit for each English word by its number: it is in the line */
    uint16_t here[SL_HERE], before[SL_TOKENS];          /* chains of English words by their numbers: 1 + a token */
    sl_found found[SL_FOUND]; uint32_t nfound;
    uint16_t equal[SL_EQUALS], equal_before[SL_TOKENS]; /* the same by hash */
    float measured[SL_MEANING_RULES][2][SL_MEANING_FEATURES];
};
/* What is known of word t, which the lexicon of side d has not: of its stem; or, returning NULL, of the two words that it is made of. */
const sl_fact *sl_meaning_parts(const sl_meaning *s, unsigned d, sl_str word, const sl_fact *part[2]);
/* Room for the facts of words[0] and words[1] words; what is to be freed. */
void *sl_facts_new(const uint32_t words[2], sl_fact *fact[2]);
void sl_meaning_link(sl_meaning *s);                    /* links and gains of the tokens that were read */
void sl_meaning_measure(sl_meaning *s);                 /* the features */
#endif
