/* Small letters only, with marks that tell where the capitals were, for models that are trained on lower-cased text.
 *
 * The mark is U+FFEA. A token of its own before a word says that the word's first letter is a capital (￪ het), twice that all its letters
 * are (￪￪ nato). Other words have it inside: before one capital, twice before several, which U+FFEC ends (￪mc￪donald, ￪￪eu￬-landen).
 *
 * A capital is a letter whose small form has it as its own capital, so that the way back is exact; other letters (U+0130, titlecase digraphs)
 * stay as they are. Where a language has a pair of letters that is one capital (Dutch ij), the two are one letter at a word's start.
 * Tokens to be lowered must not hold the marks: tok carries them. Pure functions, linear in the text. */
#ifndef SLUIS_RECASE_H
#define SLUIS_RECASE_H
#include "sluis/buf.h"

#define SL_RECASE_MARK "\xEF\xBF\xAA"        /* U+FFEA */
#define SL_RECASE_END "\xEF\xBF\xAC"         /* U+FFEC */

/* Append the token in small letters, with marks inside if it needs them. Returns the mark that must stand before it as a token, with the
 * space behind it; empty for none. `pair`: two small ASCII letters that are one, or NULL. */
sl_str sl_recase_lower(sl_str token, const char *pair, sl_buf *out);
bool sl_recase_marked(sl_str in);            /* is there a mark, or an end of one? */
/* Append the text with its capitals, and without marks. Marks that stand where sl_recase_lower puts none do what they can, and go. */
void sl_recase_line(sl_str in, const char *pair, sl_buf *out);
#endif
