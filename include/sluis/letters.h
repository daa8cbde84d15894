/* Which characters stand between which others in Dutch and English: how likely a character beyond ASCII is where it stands.
 * What tells the charset of a line, and broken characters from right ones.
 *
 * The model is a table of counts (data/nl-en/letters.txt) of a character between the classes of its two neighbours. Its
 * probability is the count's share of that place, smoothed by the shares behind the left and before the right neighbour, and
 * these by the character's own frequency, which is never zero: a small share by kind of character for those never counted
 * (additive smoothing down a chain of backed-off estimates, as in Jelinek and Mercer 1980).
 * Case is not counted; a capital in a small word costs, and a small letter among capitals.
 * ASCII characters all cost the same. */
#ifndef SLUIS_LETTERS_H
#define SLUIS_LETTERS_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct sl_letters sl_letters;
/* Build the model from the text of the data file, which is not kept; `name` is for errors (SL_EDATA). */
int sl_letters_make(sl_letters **m, sl_str text, const char *name, sl_err *e);
void sl_letters_free(sl_letters *m);

/* ln P of c between a and b; -1 is the edge of the line. Always finite and below 0. */
float sl_letters_score(const sl_letters *m, int32_t a, int32_t c, int32_t b);
/* Is c well known between a and b, in this case? So well that nothing need be asked of it. */
bool sl_letters_known(const sl_letters *m, int32_t a, int32_t c, int32_t b);
/* Box-drawing and block characters. */
static inline bool sl_is_box(int32_t c) { return c >= 0x2500 && c < 0x25A0; }
#endif
