/* Tags and character references of HTML and XML in lines of text: taken out, and decoded.
 *
 * What is markup: tags, comments, CDATA sections (their content is text, in which nothing is decoded), processing instructions,
 * declarations; and the content of script and style elements. It may go on over line ends. Tags go first, so &lt;b&gt; is text.
 *
 * What merely looks like it stays: a < b, <3, x<y, <name@example.com>, <http://...>, <www...>. In a file that is a document, as an
 * XML or document type declaration or an html tag before all its text has shown, all in the form of a tag is one, up to </html>. In
 * all others a tag has a name of the list (nl-en/tags.txt), or an attribute with a value, or a / before its >, or its end tag
 * in the next 1024 bytes of the line; each of its attributes has a value or needs none by the list; and quotes don't hold it
 * alone ("<b>" speaks of a tag). So <file name> stays.
 *
 * What is not ended stays too: lines are held back from where markup begins until it ends, at most up to SL_MARKUP_HOLD bytes behind
 * the line in which it begins, and come out as they were if it doesn't. Only the content of script and style in a document has no limit.
 *
 * Memory is bounded by the longest line and SL_MARKUP_HOLD; time is linear. */
#ifndef SLUIS_MARKUP_H
#define SLUIS_MARKUP_H
#include "sluis/buf.h"
#include "sluis/err.h"

enum { SL_MARKUP_HOLD = 1 << 20 };

#define SL_TAGS "keep|strip|space|lines"
typedef enum {
    SL_TAGS_KEEP,
    SL_TAGS_STRIP,     /* nothing is left of a tag, but where it parts words (block and apart of the list) they get a space */
    SL_TAGS_SPACE,     /* a space for each, and for all other markup */
    SL_TAGS_LINES      /* as strip, but a block's tag ends the line where text stands in it, and line ends in markup go */
} sl_tags;

typedef struct sl_markup_conf {
    sl_tags tags;
    bool entities, nested;   /* decode references; see sl_entities_text() */
    bool columns;            /* a TAB ends a column: those in markup stay (not with lines) */
} sl_markup_conf;

typedef struct sl_markup_model sl_markup_model;    /* immutable */
int sl_markup_open(sl_markup_model **m, const sl_markup_conf *c, const char *dir, sl_err *e);
void sl_markup_close(sl_markup_model *m);

typedef struct { uint64_t tags, entities; } sl_markup_counts;   /* pieces of markup taken out, references decoded */

/* The state over the lines of a file. But for SL_TAGS_LINES as many lines come out as went in. */
typedef struct sl_markup sl_markup;
sl_markup *sl_markup_new(const sl_markup_model *m);             /* m is borrowed */
/* A line, without its LF. Lines that are finished, none to many, are appended to `out`, each ended by LF. */
void sl_markup_line(sl_markup *m, sl_str line, sl_buf *out);
void sl_markup_end(sl_markup *m, sl_buf *out);                  /* the file is over: append what was held back; ready for another */
const sl_markup_counts *sl_markup_count(const sl_markup *m);    /* over all files */
void sl_markup_free(sl_markup *m);
#endif
