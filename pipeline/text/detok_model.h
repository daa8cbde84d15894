/* Between the files of the detokeniser's rules: its model, and the place in the line that a rule looks at. */
#ifndef TEXT_DETOK_MODEL_H
#define TEXT_DETOK_MODEL_H
#include "sluis/detok.h"
#include "sluis/words.h"

/* What detok.txt says of signs and words. The first three are both answers of a rule and classes of signs. */
enum { D_LEFT = 1, D_RIGHT = 2, D_BOTH = 4, D_QUOTE = 8, D_PAIRED = 16, D_APART = 32, D_NUMBER = 64, D_CLAUSE = 128, D_COLON = 256,
       D_REJOIN = 512, D_WHOLE = 1024, D_TAIL = 2048, D_CLITIC = 4096, D_LEAD = 8192, D_ENDING = 1 << 14, D_ELIDE = 1 << 15,
       D_ADVERB = 1 << 16, D_MEASURE = 1 << 17, D_OPTION = 1 << 18, D_SCHEME = 1 << 19, D_BARE = 1 << 20, D_YEAR = 1 << 21 };

struct sl_detok {
    sl_words facts;
    char pair[3];                            /* two letters that are one capital (--case) */
    uint32_t sign[128];                      /* the facts of tokens of one byte */
    uint32_t known[256];                     /* by first byte, lower case: bit n for tokens of n bytes that have rules, bit 31 for all that are longer */
};

/* A token and what lies behind it. alone: just one space, then another token. */
typedef struct { sl_str t; size_t at, next; bool alone; } sl_piece;

static inline sl_piece sl_piece_at(sl_str in, size_t i) {
    const char *q = i < in.n ? memchr(in.p + i, ' ', in.n - i) : NULL;
    size_t e = q ? (size_t)(q - in.p) : in.n, k = e;
    while (k < in.n && in.p[k] == ' ') k++;
    return (sl_piece){sl_slice(in.p + i, e - i), i, k, k == e + 1 && k < in.n};
}

/* A token and its neighbours; empty where there is none, or where more than one space lies between. */
typedef struct sl_spot {
    const sl_detok *d;
    sl_str in;
    size_t start;                            /* of the first token */
    sl_piece here, behind;                   /* the token's, and what follows */
    sl_str last2, last, token, next;
} sl_spot;

/* The token that ends one space before `at`. */
static inline sl_str sl_spot_before(sl_str in, size_t at) {
    if (at < 2 || in.p[at - 1] != ' ' || in.p[at - 2] == ' ') return (sl_str){"", 0};
    size_t from = at - 1;
    while (from && in.p[from - 1] != ' ') from--;
    return sl_slice(in.p + from, at - 1 - from);
}

static inline void sl_spot_look(sl_spot *s) {
    const sl_str none = {"", 0};
    s->token = s->here.t;
    s->last = sl_spot_before(s->in, s->here.at);
    s->last2 = s->last.n ? sl_spot_before(s->in, (size_t)(s->last.p - s->in.p)) : none;
    s->next = s->here.alone ? s->behind.t : none;
}

sl_str sl_spot_next2(const sl_spot *s);      /* the token behind the next */

/* Quotes that look alike on both sides, and the pair ,, ''. */
enum { SL_DOUBLE, SL_SINGLE, SL_COMMAS, SL_QUOTES };
typedef struct { bool counted, open; size_t left; } sl_turns;    /* left: how many are still to come in the line, this one included */

typedef struct sl_joining {                  /* a line under way */
    sl_spot s;
    sl_turns q[SL_QUOTES];
    unsigned rest;                           /* so many tokens that follow belong to this one: a smiley, (s) */
    unsigned depth;                          /* of round brackets */
    bool glue;                               /* the last token stands close before this one */
    bool url, number;                        /* and what they make is a URL; a number in groups of three */
} sl_joining;

/* Rules: on which sides the token stands close; `is` is what the facts say of it. SL_NO_RULE: it is something else. */
enum { SL_NO_RULE = -1 };
int sl_join_apostrophe(const sl_spot *s, uint32_t is);   /* an apostrophe for sure, alone or with the letters that it begins */
int sl_join_quote(sl_joining *j, uint32_t is);
int sl_join_sign(sl_joining *j);                         /* one that depends on more than what is next to it */

uint32_t sl_detok_is(const sl_detok *d, sl_str a, sl_str b);     /* the facts of two tokens as one word */
bool sl_is_apostrophe(sl_str t);

static inline char sl_last_byte(sl_str s) { return s.n ? s.p[s.n - 1] : ' '; }
static inline char sl_first_byte(sl_str s) { return s.n ? s.p[0] : ' '; }
static inline bool sl_byte_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool sl_byte_upper(char c) { return c >= 'A' && c <= 'Z'; }
static inline bool sl_byte_letter(char c) { return (c & 0x80) || (unsigned)((c | 32) - 'a') < 26; }
static inline bool sl_byte_wordy(char c) { return sl_byte_letter(c) || sl_byte_digit(c); }
bool sl_digits(sl_str t, size_t most);       /* 1 to `most` digits and nothing else */
#endif
