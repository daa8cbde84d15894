/* What the parts of numbers share; see sluis/numbers.h. */
#ifndef SLUIS_BITEXT_NUMBERS_H
#define SLUIS_BITEXT_NUMBERS_H
#include "sluis/fold.h"
#include "sluis/numbers.h"

/* A decimal value: m * 10^e. Long ones modulo 2^64. */
typedef struct { uint64_t m; int e; } sl_decimal;

static inline sl_decimal sl_decimal_mul(sl_decimal a, sl_decimal b) { return (sl_decimal){a.m * b.m, a.e + b.e}; }
/* The key of a value, however it is written; of a time of day in minutes. */
static inline uint64_t sl_number_key(sl_decimal d) {
    if (d.m == 0) d.e = 0;
    for (; d.m && d.m % 10 == 0; d.m /= 10) d.e++;
    return sl_fold_step(sl_fold_step(SL_FOLD_SEED, d.m), (uint64_t)(int64_t)d.e) | 1;
}
static inline uint64_t sl_number_time(unsigned minutes) { return sl_fold_step(sl_fold_step(~(uint64_t)SL_FOLD_SEED, minutes % 1440), 0) | 1; }
static inline bool sl_number_digit(char c) { return c >= '0' && c <= '9'; }

void sl_numbers_weak(sl_numbers *n, uint64_t key);

/* Words. */
enum { SL_NUMBER_VALUES = 6 };
typedef struct {
    uint64_t hash;
    uint64_t key[SL_NUMBER_VALUES]; unsigned n;
    sl_decimal value; bool whole;             /* the first value; a whole number, that longer ones are made of */
    bool times;                               /* it multiplies */
    unsigned front;                           /* bytes; 0: not at the front of longer words */
    char clock; int minutes;                  /* what it is when people tell the time: see sl_number_clock */
} sl_number_word;
const sl_number_word *sl_number_word_find(const sl_number_words *w, sl_str lower);
const sl_number_word *sl_number_word_front(const sl_number_words *w, sl_str lower);

/* Times as people tell them: (N | kwart) [minuten] (over | voor) [half] H; half H; (N | quarter | half) [minutes] (past | to) H.
 * A word is + or - (over, past; voor, to), m (so many minutes), h (so many minutes from
 * the hour on: the Dutch half), s (skipped), u (uur: minutes may follow), 0. */
typedef struct { int minutes, offset; bool ready, digits; } sl_number_clock;      /* ready: an hour may come; digits: the minutes are the last mention */
void sl_number_clock_word(sl_number_clock *c, const sl_number_word *x);
void sl_number_clock_hour(sl_number_clock *c, uint64_t v, bool digits, sl_numbers *out);   /* a number, the hour or minutes; digits: it is the last mention */

/* Numbers in words, as the words of a text come: two hundred and fifty is one, nineteen ninety-nine a year. */
typedef struct { uint64_t sum, group, last, before; bool open, joined; sl_number_clock clock; } sl_number_sum;
void sl_number_sum_word(const sl_number_words *w, sl_number_sum *s, sl_str lower, sl_numbers *out);
void sl_number_sum_end(sl_number_sum *s, sl_numbers *out);       /* what comes now is no word */

/* Digits: reads the number that begins at text.p[at], adds it with its readings, and returns where it ends. */
size_t sl_number_digits(const sl_number_words *w, sl_str text, size_t at, sl_numbers *out);
#endif
