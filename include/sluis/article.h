/* Text as it is printed or published, to rows of text: lines go in one by one; paragraphs, or the lines themselves, come out, told apart from
 * what is on the page only for its readers.
 *
 *   lines -> furniture of pages taken out (pages.h) -> paragraphs joined (wrapped.h) -> metadata told (meta.h) -> rows
 *
 * Each step is done when it is asked for. Lines that are metadata are never joined with text. An empty row stands between paragraphs where there
 * was an empty line, where a page ends between them, and where metadata between them was taken out.
 *
 * Pure; memory is bounded as pages.h and wrapped.h say, buffers are used again, time is linear. Of n lines that go in
 * n = rows + taken + joined - parted. */
#ifndef SLUIS_ARTICLE_H
#define SLUIS_ARTICLE_H
#include "sluis/meta.h"
#include "sluis/pages.h"
#include "sluis/wrapped.h"

typedef enum { SL_ARTICLE_ROW, SL_ARTICLE_NUMBER, SL_ARTICLE_RUNNING, SL_ARTICLE_META } sl_article_what;

typedef struct sl_article_row {
    sl_article_what what;      /* a row; or a line that was taken out: a page number, a running head or foot, metadata */
    sl_str text;               /* of the row, empty when all of it is metadata; or the whole line that was taken out */
    sl_meta_kind kind;         /* of what was found in the row, or of the line; SL_META_NONE for nothing */
    sl_str meta;               /* that */
} sl_article_row;              /* all is borrowed until the function returns */

typedef struct sl_article_conf {
    bool wrapped;              /* lines are hard-wrapped, and may be pages */
    const sl_meta *meta;       /* NULL: metadata is text */
    bool drop;                 /* lines of metadata are taken out; else they are rows without text */
    const sl_meta *pages;      /* for wrapped */
    const sl_split *words[2];  /* for wrapped; the second may be NULL */
    int (*put)(void *ctx, const sl_article_row *row);    /* called for the rows, in order, and for the lines taken out, in order; 0 to go on */
    void *ctx;
} sl_article_conf;

typedef struct sl_article {
    sl_article_conf c;
    uint64_t joined;           /* lines that have no row of their own */
    uint64_t parted;           /* empty rows for which there was no line */
    /* private */
    sl_pages pages;
    sl_wrapped lines;
    bool gap, blank, fresh, stops, owed, begun;
} sl_article;

void sl_article_start(sl_article *a, const sl_article_conf *c);          /* zero-initialised before; once */
/* The next line, without its LF; the code of `put` when that is not 0. */
int sl_article_line(sl_article *a, sl_str line);
/* The file is over: what was held is put. The next line begins another. */
int sl_article_end(sl_article *a);
void sl_article_free(sl_article *a);
#endif
