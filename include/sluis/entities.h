/* Character references of HTML and XML (&eacute; &#233; &#xE9;) to characters.
 *
 * As the WHATWG HTML standard has it: its names, numbers of cp1252 (&#128; is the euro sign), U+FFFD for NUL, surrogates and what
 * is above U+10FFFF. A name without its semicolon is one where HTML knows it so and where no letter, digit or = follows, as in the
 * standard's attributes: AT&T, Q&A and ?a=1&copy=2 stay. Beyond the standard: in the rest of an address (a run that holds
 * "://", "www.", or ? and =) nothing lacks its semicolon; a letter with an accent and the no-break space may lack it in a word
 * (Belgi&eumln); a character written as its two halves in UTF-16 is one; white-space controls come out as a space, so that no line or column ends. Anything else is text. */
#ifndef SLUIS_ENTITIES_H
#define SLUIS_ENTITIES_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct sl_entities sl_entities;
/* Read nl-en/entities.txt, compiled in or from `dir` (sl_data). SL_EDATA with the place of a line that is none. */
int sl_entities_open(sl_entities **e, const char *dir, sl_err *err);
void sl_entities_free(sl_entities *e);
/* Append the text with its references decoded; returns how many. Once, so that &amp;lt; gives &lt;; or with `nested` for as long as
 * the & that comes out begins another, whole with its semicolon. Linear; all bytes that belong to no reference are copied. */
uint64_t sl_entities_text(const sl_entities *e, sl_str text, bool nested, sl_buf *out);
#endif
