/* Near-duplicates: records of which each key column says the same as that of one that was kept, in nearly the same characters.
 *
 * Method: a column is reduced to its letters and digits in lower case, one space between words. Candidates are found by MinHash
 * with locality-sensitive hashing over its 5-grams of bytes (Broder 1997; Indyk and Motwani 1998): 40 minima in 10 bands of 4, so
 * that a pair of Jaccard similarity 0.8 is looked at with a probability of 99.5 %, of 0.9 with 99.999 %. At most 32 candidates
 * of each band are looked at, the first ones kept. What is looked at is compared exactly; the record is a near-duplicate when in every column
 *   - the Jaccard similarity of the sets of 5-grams is at least the threshold;
 *   - there are words, and those that both have stand in the same order;
 *   - no word that only one has is a fact: has a digit or a capital, is one letter (but a, s), or is one of data/LANG/contrast.txt (negations, numbers, days,
 *     opposites); and the same for ? % & # @ + = < > and signs of currency and mathematics;
 *   - and, unless `loose`, what else stands in place of each other is one text spelt in two ways (the same but for spaces, or but for
 *     one character, not the first, of at least five), and what only one has are words of at most four bytes (that, er).
 * So there are no false positives but by this definition; and it never depends on chance, for the hashes have fixed seeds.
 *
 * Memory: about 125 bytes for each record kept; their text is in a temporary file. */
#ifndef SLUIS_NEAR_H
#define SLUIS_NEAR_H
#include "sluis/set.h"
#include "sluis/err.h"

/* One column, taken apart. Buffers are reused; zero-initialised is empty. */
typedef struct {
    sl_buf form;              /* " two words " */
    sl_buf words;             /* of each an sl_near_word, in order */
    sl_buf grams;             /* of each 5-gram a uint32_t: in order, or sorted once each */
    sl_buf sorted;            /* the words' hashes (uint64_t), sorted */
    uint64_t numbers;         /* hash of the words with digits, in order */
} sl_near_text;
typedef struct { uint64_t hash; size_t at, n; bool fact; } sl_near_word;    /* n bytes of the form; none for a sign */

/* `contrast` holds sl_near_hash() of each word that matters. */
void sl_near_read(sl_str text, const sl_set *contrast, sl_near_text *t);
uint64_t sl_near_hash(sl_str word);               /* a word in lower case */
void sl_near_sort(sl_near_text *t);               /* before comparing */
double sl_near_jaccard(const sl_near_text *a, const sl_near_text *b);
bool sl_near_same(const sl_near_text *a, const sl_near_text *b, bool loose);    /* all but the similarity */
void sl_near_text_free(sl_near_text *t);

typedef struct sl_near sl_near;
/* share: the threshold; dir: where the file of texts goes. contrast and dir are borrowed. */
sl_near *sl_near_new(double share, bool loose, const sl_set *contrast, const char *dir);
/* Is a record with these n columns a near-duplicate of one kept? 1: of the record `*like`, and *how is the least similarity of its
 * columns; 0: no, and it is kept as record `number`; else minus the error code. */
int sl_near_push(sl_near *x, const sl_str *cols, unsigned n, uint64_t number, uint64_t *like, double *how, sl_err *e);
void sl_near_free(sl_near *x);                    /* may be NULL */
#endif
