/* What the lists say of English words; see sluis/english.h. */
#ifndef SLUIS_ENGLISH_DATA_H
#define SLUIS_ENGLISH_DATA_H
#include "sluis/english.h"
#include "sluis/words.h"

enum { EN_SAME = 1, EN_MASS = 2, EN_ENDS_S = 4, EN_REGULAR = 8, EN_OES = 16, EN_VES = 32, EN_HEAD = 64, EN_MANY = 128 /* a plural */,
       EN_TAIL = 256 /* a form of words that end in it */, EN_DOUBLE = 512, EN_SINGLE = 1024, EN_A = 2048, EN_AN = 4096, EN_SAID = 8192 };
typedef struct { sl_str one, two, three; } en_row;
typedef struct { en_row *v; size_t n, cap; } en_rows;

struct sl_english {
    sl_words nouns, verbs, articles;      /* bits of words */
    sl_words noun_rows, verb_rows;        /* words to 1 + the index of a row */
    en_rows noun, verb, tails, stems;     /* tails: endings of nouns; stems: one: what words begin with, two: not empty when they take an */
    sl_arena text;
};
void en_plural(const sl_english *en, sl_str word, sl_buf *out);
bool en_singular(const sl_english *en, sl_str word, sl_buf *out);     /* false: it has none, and nothing was put */
void en_verb(const sl_english *en, sl_str word, unsigned form, sl_buf *out);
#endif
