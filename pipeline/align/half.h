/* One side of a document as the models see it: sentences as word numbers, their lengths, how frequent each word is.
 *
 * Tokens: runs of letters and digits, in lower case; numbers without marks of grouping and with '.' for any other separator
 * (1.000 = 1,000 = 1000; 2,5 = 2.5); any other character that is not a space by itself, quotes of all shapes as one. A token has at
 * most 64 bytes, a sentence SL_ALIGN_TOKENS tokens; what is beyond does not count. */
#ifndef SLUIS_ALIGN_HALF_H
#define SLUIS_ALIGN_HALF_H
#include "vocab.h"

typedef struct sl_half {          /* zero-initialised is empty */
    sl_vocab words;
    uint32_t n;                   /* sentences */
    uint32_t *tok; size_t tokcap;
    uint32_t *at; size_t atcap;   /* tokens of sentence i are tok[at[i]..at[i + 1]) */
    double *chars; size_t charcap;   /* chars[i]: code points of all sentences before i, a sentence counting one more; n + 1 of them */
    double *freq; size_t freqcap;    /* of each word: its share of all tokens */
    sl_buf word;                  /* scratch */
} sl_half;

void sl_half_read(sl_half *h, const sl_str *sentence, size_t n);
/* The tokens of n sentences from i on. */
typedef struct { const uint32_t *tok; uint32_t n; } sl_token_run;
static inline sl_token_run sl_half_run(const sl_half *h, uint32_t i, unsigned n) { return (sl_token_run){h->tok + h->at[i], h->at[i + n] - h->at[i]}; }
static inline uint32_t sl_half_tokens(const sl_half *h, uint32_t i) { return h->at[i + 1] - h->at[i]; }
bool sl_half_is_number(sl_str word);
void sl_half_free(sl_half *h);
#endif
