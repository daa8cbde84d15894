/* Which language a text is in: Dutch, English, and what is taken for them.
 *
 * Naive Bayes over words, as in Lui and Baldwin's langid.py (2012), with a model of letters for the words that are in no table.
 * The table (data/nl-en/languages.txt, learned by scripts/train-lid) gives for a word, or for a letter behind up to four others,
 * a cost in each language: how much less likely it is there than where it is likeliest, in eighths of a nat. The costs of a
 * text's words add up; the language with the smallest sum wins, if by enough.
 * What tells nothing is passed over: numbers, addresses, code, and names (a capital inside a sentence counts only for a word that
 * is in the table). No word costs more than ten nats, so that none decides alone.
 *
 * Pure: no I/O, no allocation but in sl_lid_make() and sl_lid_open(), time linear in the text, one pass. A model is immutable, and
 * may be shared by threads. */
#ifndef SLUIS_LID_H
#define SLUIS_LID_H
#include "sluis/buf.h"
#include "sluis/err.h"

enum { SL_LID_MAX = 16 };                    /* languages of a model, at most */
typedef struct sl_lid sl_lid;

/* Build a model from the text of the data file, which is not kept; `name` is for errors (SL_EDATA). */
int sl_lid_make(sl_lid **m, sl_str text, const char *name, sl_err *e);
int sl_lid_open(sl_lid **m, const char *dir, sl_err *e);   /* from the data file, compiled in or of `dir` (sl_data) */
void sl_lid_free(sl_lid *m);                               /* NULL is fine */

/* Languages are numbers below sl_lid_count(). One may be "und": the mixture of all other languages written in Latin letters. */
unsigned sl_lid_count(const sl_lid *m);
const char *sl_lid_name(const sl_lid *m, int lang);        /* its ISO 639 code; "und" for -1 */
int sl_lid_find(const sl_lid *m, sl_str code);             /* -1: none */

/* What a text says. */
typedef struct {
    float cost[SL_LID_MAX];                  /* of its words in each language, in nats */
    float run[2];                            /* how much words in a row somewhere speak for English against Dutch, and the reverse */
    unsigned words;                          /* that count */
    size_t latin, other;                     /* letters by script */
} sl_lid_sum;
void sl_lid_text(const sl_lid *m, sl_str text, sl_lid_sum *sum);
/* For who knows a text's words already. Of a part of a text between white space; *first: a sentence begins where the part does, and
 * then, where it ends. Sums of parts add up, but for `run`. */
void sl_lid_part(const sl_lid *m, sl_str part, bool *first, sl_lid_sum *sum);
/* Of a word of ASCII letters, wherever it stands; in eighths of a nat. False: it is in no table. */
bool sl_lid_word(const sl_lid *m, sl_str word, uint8_t cost[SL_LID_MAX]);

typedef struct { int lang; float p; } sl_lid_guess;        /* -1: unsure, or none of these; p is the likeliest one's probability */
/* The likeliest language among those in the set `among` (bit 1 << lang; 0: all), if its probability is at least `sure`.
 * Before any word Dutch and English are likelier than others. A text mostly in other letters than Latin ones is in none (p is 0). */
sl_lid_guess sl_lid_judge(const sl_lid *m, const sl_lid_sum *sum, uint32_t among, float sure);
#define SL_LID_SURE 0.4f

/* The probability that `a` is Dutch and `b` English as wholes, from both together: against the two swapped, both in one language,
 * either in any other, and either with a part in the other one's language. A side that says nothing leaves it to the other one;
 * 1 when neither says anything. */
float sl_lid_pair(const sl_lid *m, const sl_lid_sum *a, const sl_lid_sum *b);
/* When words are still to be added to a sum that has no runs, and may cost up to `more` nats: the most that the odds against its
 * being Dutch (main 0) or English (1) can become; and, of such odds of `a` and `b`, what sl_lid_pair() will not be below. */
float sl_lid_odds(const sl_lid *m, const sl_lid_sum *sum, unsigned main, float more);
float sl_lid_pair_least(float a, float b);
#define SL_LID_MOST 10                       /* nats that a word may cost */
#endif
