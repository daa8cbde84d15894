/* English words in the form that their place asks for: plurals, possessives, forms of verbs; and whether `a` or `an` goes before them.
 *
 * Method: lists of what is irregular (data: en/plurals.txt, en/verbs.txt, en/articles.txt), rules of spelling for the rest. Of several
 * words the head changes: the last one, or the one before the first preposition (members of parliament); of a verb's the first (handed
 * over). What is a plural already (the Netherlands, armed forces) or has none (equipment) stays as it is, and so does everything that
 * no rule is sure of. Articles go by sound: an hour, a university, an EU country (spelled out), a NATO soldier (said as a word).
 *
 * Immutable once open; threads may share it. Pure, linear, no memory is taken. */
#ifndef SLUIS_ENGLISH_H
#define SLUIS_ENGLISH_H
#include "sluis/buf.h"
#include "sluis/err.h"

enum { SL_EN_PLURAL = 1, SL_EN_POSSESSIVE = 2,
       SL_EN_PAST = 4, SL_EN_PARTICIPLE = 8 /* given */, SL_EN_THIRD = 16 /* gives */, SL_EN_ING = 32, SL_EN_TO = 64 /* to give */ };

typedef struct sl_english sl_english;
/* Read the lists, compiled in or from `dir` (sl_data). SL_EDATA with the place of a line that is none. */
int sl_english_open(sl_english **en, const char *dir, sl_err *e);
void sl_english_free(sl_english *en);

/* Append the words in these forms (SL_EN_..., of a noun or of a verb; at most one of the verb's). True when they are others than before. */
bool sl_english_form(const sl_english *en, sl_str words, unsigned forms, sl_buf *out);
/* Append the words with their head, a plural, in the singular (members of parliament: member of parliament). False, and nothing is appended, when it is none. */
bool sl_english_singular(const sl_english *en, sl_str words, sl_buf *out);
/* Does `an` go before this? Of nothing that is said: false. */
bool sl_english_an(const sl_english *en, sl_str next);
/* Is the first word an article? Its length; 0: no. */
size_t sl_english_article(sl_str words);
#endif
