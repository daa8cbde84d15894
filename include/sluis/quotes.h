/* Quotes and apostrophes of one line, in one style.
 *
 * Characters are taken as single (an apostrophe, or a single quote) or double. A single one never becomes double, save for two of
 * them side by side that open or close a quotation, as some keyboards and OCR have it. Which side a straight quote belongs to,
 * and whether a single one is an apostrophe, is told from the characters next to it, from what is open in the line, and from a
 * list of words that begin with an apostrophe ('s avonds, 't, 'n, 'em). */
#ifndef SLUIS_QUOTES_H
#define SLUIS_QUOTES_H
#include "sluis/buf.h"

typedef enum { SL_QUOTES_ASCII, SL_QUOTES_TYPOGRAPHIC, SL_QUOTES_KEEP } sl_quotes_style;
/* What may be changed, and what was: the curly, low and straight ones; ,, '' ``; ` and acute; guillemets; primes. */
enum { SL_Q_PLAIN = 1, SL_Q_DOUBLED = 2, SL_Q_BACKTICKS = 4, SL_Q_GUILLEMETS = 8, SL_Q_PRIMES = 16 };

typedef struct { sl_quotes_style style; unsigned rules; sl_str elisions; } sl_quotes;   /* elisions: lines, # comments; borrowed */

/* Is there any work for sl_quotes_line in a line with this character? For those above ASCII. */
bool sl_quotes_concern(const sl_quotes *q, int32_t c);
/* Append the line in the style; returns the rules that changed something. Linear in its length; invalid UTF-8 is copied.
 * What comes out stays as it is when it comes in, but for odd heaps of signs of several kinds; those settle when this is repeated. */
unsigned sl_quotes_line(const sl_quotes *q, sl_str line, sl_buf *out);
#endif
