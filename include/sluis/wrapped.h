/* Paragraphs of hard-wrapped text: mail, manuals, plain-text books.
 *
 * Lines go in one by one, paragraphs come out. A block ends at sl_wrapped_end(), which the caller calls for a blank line (and where
 * a document ends). Within a block these part paragraphs: a change of indentation (but an indented first line and the hanging
 * indent of list items do not), a bullet or a number that opens an item, a line without letters or digits (==== or ----), a row of
 * a table, another depth of mail quotes (>), and a line that ended although the next word had fitted. How wide lines are is
 * seen from the block, and remembered from the blocks before.
 *
 * Joining puts one space between lines. A hyphen at the end of a line goes when it only divided the word (samen-/werking); it
 * stays in EU-/landen, 2010-/2012, in-/en uitvoer, zee-/eend, non-/fictie, www.a-/b.nl. A soft hyphen goes, or becomes
 * a hyphen where it can't have divided a word. A line broken
 * behind the / of an address or of GNU/Linux is joined without a space. The marks of quoted mail are kept at the first line only. So what
 * may be lost of a paragraph's bytes are white space, hyphens at line ends, and repeated > marks; both kinds are counted.
 *
 * A paragraph goes on from one page to the next under these rules too, but for the indentation, which pages may have their own of, and
 * with more care behind the end of a sentence.
 *
 * A block without end (no blank line) is handed out as its paragraphs become whole; memory holds the longest paragraph and some
 * hundred lines. All buffers are used again. Leading white space is wanted: a TAB counts as up to eight columns. */
#ifndef SLUIS_WRAPPED_H
#define SLUIS_WRAPPED_H
#include "sluis/split.h"

typedef struct sl_wrapped {               /* zero-initialised, with `words` set, is ready */
    const sl_split *words;                /* the language's: in-/en uitvoer, non-/fictie */
    const sl_split *other;                /* NULL, or another language, for text in one of the two: its own words tell which */
    uint64_t hyphens, quotes;             /* how many hyphens, and > marks, were taken out so far */
    bool page;                            /* set it before sl_wrapped_line() for the first line of a page; it is cleared there */
    uint64_t offset;                      /* set it before sl_wrapped_line(), to where in the input the line begins */
    bool paged;                           /* the last paragraph begins with such a line */
    /* private */
    sl_buf bytes, par;
    struct sl_wrapped_row *rows;
    struct sl_wrapped_piece *pieces;      /* of `par`: which bytes of the input they were */
    size_t npieces, piecescap;
    size_t n, cap, given, most;
    bool ended, doubles;
    unsigned learned, max;
} sl_wrapped;

void sl_wrapped_line(sl_wrapped *w, sl_str line);
/* The block is over. */
void sl_wrapped_end(sl_wrapped *w);
/* The next paragraph that is whole, borrowed until the next call; call it after each line and each end until it is false. */
bool sl_wrapped_next(sl_wrapped *w, sl_str *paragraph);
/* Where in the input byte `at` of that paragraph was; the byte is none that joining put in. */
uint64_t sl_wrapped_offset(const sl_wrapped *w, size_t at);
/* Another document: forget how wide lines are. Only behind sl_wrapped_end() and all paragraphs. */
void sl_wrapped_forget(sl_wrapped *w);
void sl_wrapped_free(sl_wrapped *w);
#endif
