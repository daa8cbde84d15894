/* What the rules of clean see of a text. */
#ifndef SLUIS_BITEXT_CLEAN_H
#define SLUIS_BITEXT_CLEAN_H
#include "sluis/clean.h"

typedef struct {
    sl_str text;
    size_t letters, digits, signs;     /* visible characters are these three together */
    size_t foreign;                    /* letters that are not Latin */
    size_t high;                       /* bytes above ASCII */
    size_t words, first;               /* how many, and where they begin in scratch.words */
    size_t longest;                    /* bytes of the longest word */
    size_t addresses;                  /* words that are web or mail addresses */
    size_t bare;                       /* words without a letter or digit */
    size_t small;                      /* words that begin with a small letter */
    bool stopped;                      /* the last character is . ! or ? */
} sl_clean_side;

static inline size_t sl_clean_visible(const sl_clean_side *s) { return s->letters + s->digits + s->signs; }

void sl_clean_measure(sl_str text, sl_clean_scratch *x, sl_clean_side *s);     /* appends the words to x */
/* The first place of each kind in a text; n = 0: none. */
sl_str sl_clean_find_markup(sl_str text);
sl_str sl_clean_find_mojibake(sl_str text);
/* The most words that repeat those just before them, by a run that comes three times or more. */
size_t sl_clean_repeats(const sl_clean_side *s, sl_clean_scratch *x);
/* A number that one text has and the other lacks; n = 0: none. */
sl_str sl_clean_lost_number(sl_str a, sl_str b, sl_clean_scratch *x);
#endif
