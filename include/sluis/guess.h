/* The single-byte charset of lines that are not UTF-8, when nobody says what it is.
 *
 * Candidates are cp1252 (and so ISO 8859-1), ISO 8859-15, cp850, cp437 and MacRoman. For each the characters beyond ASCII that a
 * line would have are scored where they would stand (sluis/letters.h); the scores of a file's lines add up, those far away
 * counting less, and a line is judged by its own score and, as far as that goes, by those of the lines around it. So a
 * few clear lines decide what € or ° is in the others, and a line of another charset can still stand against its neighbours.
 * A line that is clear by itself is judged at once. One that is not waits for at most SL_GUESS_AHEAD bytes behind it. All that a verdict depends on
 * are the file's bytes, never how they came. */
#ifndef SLUIS_GUESS_H
#define SLUIS_GUESS_H
#include "sluis/charset.h"
#include "sluis/letters.h"

enum { SL_GUESS_CP1252, SL_GUESS_LATIN9, SL_GUESS_CP850, SL_GUESS_CP437, SL_GUESS_MACROMAN, SL_GUESS_N };
enum { SL_GUESS_AHEAD = 1 << 16 };

typedef struct sl_guess sl_guess;
sl_guess *sl_guess_new(const sl_letters *letters);       /* letters is borrowed */
void sl_guess_start(sl_guess *g);                        /* another file */
void sl_guess_free(sl_guess *g);

typedef struct sl_verdict {
    const sl_charset *charset;
    const sl_charset *rival;     /* the best of those that would give another text; NULL: there is none */
    float own, margin;           /* by how much (in nats) the charset beats its rival: by the line itself; and in all */
} sl_verdict;

/* Judge a line (not UTF-8, without its LF). Behind it stands `ahead`, whole lines; `end`: these are all lines there are. The
 * first *seen bytes of it were counted before; what is counted now is added. False: nothing is decided, more must be read. */
bool sl_guess_line(sl_guess *g, sl_str line, bool counted, sl_str ahead, size_t *seen, bool end, sl_verdict *v);
#endif
