/* Running heads, running feet and page numbers in the text of printed pages (pdftotext, RFCs, man pages as text).
 *
 * Lines go in one by one and come out in order, each marked as text or as furniture of the page. A form feed at the beginning or
 * the end of a line is where a page ends. Of each page the first and the last three lines that are not blank may be furniture, from the
 * page's edge inwards: those that say that they are page numbers (sl_meta_page); lone numbers that count along with the pages;
 * lines that stand in the same place of pages near by, letter for letter, or save for a number at one of their ends that counts along, or
 * in their left or right half (so heads of left and right pages, and of chapter and section, are found). In text without form feeds only lines that say that they are page numbers
 * are furniture.
 *
 * To know the first pages' heads, lines wait until four more pages are there: of memory at most 256 KiB of text and the longest line. A page that
 * is longer than 64 KiB is not waited for. What came out does not change. Blank lines come out as marks of the line behind them, for
 * those around furniture don't part paragraphs. All buffers are used again; time is linear. */
#ifndef SLUIS_PAGES_H
#define SLUIS_PAGES_H
#include "sluis/meta.h"

typedef enum { SL_PAGES_TEXT, SL_PAGES_NUMBER, SL_PAGES_RUNNING } sl_pages_kind;

typedef struct sl_pages_line {
    sl_str text;                 /* without form feeds at its ends; borrowed until the next call */
    sl_pages_kind kind;
    bool blank;                  /* blank lines stood before it, since the last line of text */
    bool page;                   /* a page began, or furniture stood, between the last line of text and this one */
} sl_pages_line;

enum { SL_PAGES_EDGE = 3,        /* lines at either edge of a page */
       SL_PAGES_AHEAD = 4 };     /* pages that are looked at before and behind a page */

struct sl_pages_edge {           /* of one line at a page's edge */
    uint64_t all, rest;          /* hashes: of its words; of those without the number at its beginning or end */
    uint64_t left, right;        /* of what stands on its left and its right with a gap between, or of the first words; 0 for none */
    long number;                 /* that number; -1 for none */
    bool lone, letters, apart;   /* it holds nothing else; there are letters; the number is no heading's: 3. Method */
    bool inward;                 /* a blank line stands between it and the text */
    bool running;                /* it is no part of a sentence: begins with no small letter, ends with no mark */
    size_t line;                 /* which held line; kept for pages that wait */
};

struct sl_pages_page {
    struct sl_pages_edge edge[2][SL_PAGES_EDGE];     /* from the top down; from the bottom up */
    unsigned n[2];
    size_t from, to;             /* held lines */
};

typedef struct sl_pages {        /* zero-initialised, with `facts` set, is ready */
    const sl_meta *facts;
    /* private */
    sl_buf bytes;
    struct sl_pages_held *lines;
    size_t n, cap, given, ready;                     /* lines that are held, were given, are decided */
    struct sl_pages_page page[2 * SL_PAGES_AHEAD + 2];
    unsigned npages, decided;                        /* the last of page[] is being read */
    bool blank, flowing, any, out_blank, out_page;
} sl_pages;

void sl_pages_line_in(sl_pages *p, sl_str line);
void sl_pages_end(sl_pages *p);                      /* the file is over; the next line begins another */
bool sl_pages_next(sl_pages *p, sl_pages_line *out); /* call it after each line, and after the end, until it is false */
void sl_pages_free(sl_pages *p);
#endif
