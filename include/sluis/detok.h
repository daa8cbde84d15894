/* Text again from tokens.
 *
 * Two ways, which a line chooses. A line with joiner marks (U+FFED, as tok writes them) says itself where there was no space, and gaps
 * that tok carried (see sluis/tok.h) get their bytes back. A line without marks, as a translation engine may give it, is put
 * together by rules: closing marks, clitics and per cent stand close behind, opening brackets and currency before what follows,
 * straight quotes by turns; apostrophes, hyphens, numbers, addresses and smileys by what is around them. The words that this needs
 * are the language's data (detok.txt, and what it shares with tok in tokens.txt).
 *
 * Rules take away spaces that stand alone between two tokens; they change nothing else, so a line of one token stays as it is. */
#ifndef SLUIS_DETOK_H
#define SLUIS_DETOK_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct sl_detok sl_detok;

/* The rules of a language, from its tokens.txt and detok.txt, compiled in or from `dir`. SL_EUSAGE when there is none. */
int sl_detok_open(sl_detok **d, const char *lang, const char *dir, sl_err *e);
void sl_detok_free(sl_detok *d);

const char *sl_detok_pair(const sl_detok *d);                 /* letters that are one capital, for sluis/recase.h; NULL for none */
bool sl_detok_marked(sl_str in);                              /* has a joiner mark anywhere */
void sl_detok_marks(sl_str in, sl_buf *out);                  /* by marks: append the text. A mark inside a token goes, too */
/* By rules: append the text. Time is linear in the line, memory is the output's. */
void sl_detok_rules(const sl_detok *d, sl_str in, sl_buf *out);
#endif
