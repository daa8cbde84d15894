/* How terms are marked in the source of a training pair, and how the marks are taken out again.
 *
 * A style is one of these names, or a template with {trg} in it, and {src} before or behind it at most once ({{ and }} are braces), as
 * OpusTrainer's modifier Tags has them:
 *   opustrainer      __source__ {src} __target__ {trg} __done__     (OpusTrainer, Mozilla's training)
 *   append           {src} {trg}
 *   replace          {trg}
 *   factors          every token with a factor behind it, token|0; a term's are |1, and its target follows, |2 (Dinu et al. 2019,
 *                    train-by-append, in the form that Sockeye and Marian read)
 *   factors-replace  the target stands in the place of the term, |2 (train-by-replace)
 * Tokens end at white space. With factors a token that a term is but a part of counts as a whole; with factors-replace it is cut. A | in
 * a token becomes &#124;, and what reads as that already gets an `amp;` more.
 *
 * A style is reversible when it says where all begins and ends: opustrainer, factors, and templates with {src} that have something to be
 * seen before, between and behind. Of these sl_marks_undo() gives back the very source: a line for which it would not, stays unmarked. Pure. */
#ifndef SLUIS_MARKS_H
#define SLUIS_MARKS_H
#include "sluis/buf.h"

#define SL_MARKS_STYLES "opustrainer, append, replace, factors, factors-replace"
typedef struct sl_mark {
    size_t start, end;           /* bytes of the source */
    bool part;                   /* the second part of the term before: has no target; goes where a term is replaced */
    sl_str target;
} sl_mark;

typedef struct sl_marks_style {
    char text[256];              /* the pieces, one behind the other */
    sl_str piece[3];             /* before, between and behind what is put in; [2] is empty when there is no {src} */
    bool source, target_first, factors, reversible;
} sl_marks_style;

/* Make a style; NULL, or what is wrong with it. The style must not move in memory afterwards. */
const char *sl_marks_parse(sl_marks_style *s, sl_str text);
/* Does a text hold what the style marks with? (Of templates that are not reversible, pieces of two bytes and more count.) */
bool sl_marks_hold(const sl_marks_style *s, sl_str text);
/* Append the source with n marks in it, by start and without overlap. False: it could not be undone, and was appended without marks.
 * `scratch` is room. */
bool sl_marks_put(const sl_marks_style *s, sl_str source, const sl_mark *v, size_t n, sl_buf *scratch, sl_buf *out);
/* Append the text without its marks (style reversible). */
void sl_marks_undo(const sl_marks_style *s, sl_str text, sl_buf *out);
#endif
