/* Numbers of a text as values, so that it can be asked whether a value of one text is missing in its translation.
 *
 * A number in digits is one mention with several readings, since writers follow either convention and leave out what is plain:
 *   1.000,5 1,000.5 1 000,5   the same value; 1.000 is a thousand or one; 2.40 is 2,4; 1,5 miljoen is 1.500.000, $2.3bn 2300000000
 *   20.30 8:30 pm 20u30 0830  times; without am and pm both halves of the day; 17 uur and 5 pm are 17:00
 *   1980s, jaren 80, '80s     decades; 1500s is the 16th century; 2008-09 ends in 2009
 *   9th 9e 2.4Ghz 39C H1N1    digits are read wherever they stand; letters around them don't count
 *   1/2 ½ 1½                  fractions, and their parts
 *   3:2 1.2.3 16-9-2001       scores, versions and dates: as they stand, or each of their parts
 * Words (data/LANG/numbers.txt) tell values as well: cardinals and ordinals, put together up to any size (tweehonderdvijftig, two
 * hundred and fifty), half, anderhalf, a pair, a dozen, months, noon, eighties; so do Roman numerals in capitals and ² and ³. What
 * words tell is never missed on the other side (one is often a mere article, and a pair a few): they only answer for digits.
 *
 * Linear in the text; no allocation once the buffers have grown. */
#ifndef SLUIS_NUMBERS_H
#define SLUIS_NUMBERS_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct sl_number_words sl_number_words;       /* of one language; immutable */
/* From LANG/numbers.txt, compiled in or from `dir` (sl_data). SL_EUSAGE: there is none; SL_EDATA: a line that is none. */
int sl_number_words_open(sl_number_words **w, const char *lang, const char *dir, sl_err *e);
void sl_number_words_free(sl_number_words *w);

enum { SL_NUMBER_READINGS = 8, SL_NUMBER_PARTS = 4 };
typedef struct {
    sl_str text;                                      /* borrowed */
    uint64_t key[SL_NUMBER_READINGS]; unsigned n;     /* hashes of the values it may be */
    uint64_t part[SL_NUMBER_PARTS]; unsigned parts;   /* or all of these together; 0: it has no parts */
} sl_number;
typedef struct {                                      /* of one text; zero-initialised is empty; the room is used again */
    sl_str text;                                      /* borrowed */
    sl_number *v; size_t n, cap;                      /* in digits */
    uint64_t *weak; size_t nweak, weak_cap;           /* keys of what words tell, and of parts */
    uint64_t *set; size_t slots; uint64_t shift;      /* of all keys */
} sl_numbers;

bool sl_numbers_any(sl_str text);                     /* is there a number in digits at all? */
void sl_numbers_find(const sl_number_words *w, sl_str text, sl_numbers *out);
/* The same without what words tell, which is faster: what has a value by these has one by all. */
void sl_numbers_find_digits(const sl_number_words *w, sl_str text, sl_numbers *out);
/* How many numbers in digits of a have no value in b; the first of them in *first when there is one. */
size_t sl_numbers_missing(const sl_numbers *a, const sl_numbers *b, sl_str *first);
/* The same, but that of a measure and its conversion in brackets, 10 miles (16 km), one value is enough. */
size_t sl_numbers_missing_both(const sl_numbers *a, const sl_numbers *b, sl_str *first);
void sl_numbers_free(sl_numbers *n);
#endif
