/* The map that `protect` writes and `restore` needs: its entries, on top of sluis/sidemap.h, which has the promises.
 *
 * A row is one placeholder: LINE, id (ascending in a line), start and end (bytes of the surface in the source column, from 0, end
 * exclusive), surface, term (source in the glossary), target (as it is to appear), rule. The head line ends in `style=` and the style of
 * the placeholders (placeholder.h). Two rows are of another kind, and their rule says so: `part`, behind a term's row and with its id, is
 * a second part of it that was taken out (a separable verb's), with the space before it; `text` is a mark that the line held before,
 * so that it is known when it comes back. */
#ifndef SLUIS_TERMMAP_H
#define SLUIS_TERMMAP_H
#include "sluis/sidemap.h"

#define SL_TERMMAP_COLUMNS "id\tstart\tend\tsurface\tterm\ttarget\trule"

/* The rule column: how the surface matched (exact, capital, caps; url, email, number, code), and behind a + each: what form of the source
 * it is (plural, past ...), `start` when the target got a capital because the surface opens a sentence, `fixed` when its case must not
 * change (acr, dnt, or a small letter opens the sentence). */
typedef struct sl_termmap_entry {
    uint32_t id;
    uint64_t start, end;
    sl_str surface, term, target, rule;
} sl_termmap_entry;

bool sl_termmap_has(sl_str rule, const char *what);      /* is it the first, or one behind a +? */

typedef struct sl_termmap sl_termmap;
int sl_termmap_open(sl_termmap **m, const char *path, sl_err *e);
/* The entries of line `line`; lines must be asked for in order: 1, 2, 3 ... Borrowed until the next call. */
int sl_termmap_line(sl_termmap *m, uint64_t line, const sl_termmap_entry **v, size_t *n, sl_err *e);
/* At the end of a text of `lines` lines: are there entries left, does the head tell of another number of lines? */
int sl_termmap_end(sl_termmap *m, uint64_t lines, sl_err *e);
sl_str sl_termmap_style(const sl_termmap *m);      /* "xx" where the head says nothing; lives as long as the map */
/* lines= and hash= of the head as it stands now. */
int sl_termmap_head(sl_termmap *m, uint64_t *lines, uint64_t *hash, sl_err *e);
/* Is the file `text` the text that the map was written with? SL_EDATA when not. */
int sl_termmap_verify(sl_termmap *m, const char *text, sl_err *e);
uint64_t sl_termmap_where(const sl_termmap *m);    /* line of the map that the first entry given last stands in */
void sl_termmap_close(sl_termmap *m);
#endif
