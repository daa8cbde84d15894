/* One piece of markup; see sluis/markup.h. */
#ifndef TEXT_MARKUP_SCAN_H
#define TEXT_MARKUP_SCAN_H
#include "sluis/markup.h"
#include "sluis/words.h"

enum { NAME_BLOCK = 1, NAME_APART = 2, NAME_INLINE = 4, NAME_RAW = 8, NAME_BOOLEAN = 16, NAME_DOCUMENT = 32,
       NAME_ELEMENT = NAME_BLOCK | NAME_APART | NAME_INLINE };
typedef enum { PIECE_NONE, PIECE_TAG, PIECE_END, PIECE_COMMENT, PIECE_CDATA, PIECE_INSTRUCTION, PIECE_DECLARATION, PIECE_RAW, PIECE_KINDS } sl_piece_kind;
typedef enum { SCAN_TEXT, SCAN_MORE, SCAN_DONE } sl_scan;

typedef struct sl_piece {     /* zero-initialised: at its < */
    sl_piece_kind kind;
    size_t i;                 /* how far it was looked at; when done, its length; when text, where to look for the next < */
    size_t name;              /* bytes of a tag's name, which stands behind < or </ */
    uint32_t bits;            /* and what the list says of it; NAME_DOCUMENT: where it opens a line the file is a document */
    size_t attribute, behind; /* where the last attribute's name begins and ends */
    unsigned char step;
    bool valued, closed;      /* an attribute has a value; it ends in /> */
    bool no_raw;              /* set by the caller: outside a document an element whose content would go with it is text */
    bool strict;              /* set by the caller: a quote where none belongs makes it text */
    size_t line;              /* the caller's */
} sl_piece;

/* What begins with the < at p, of which n bytes are there, up to an LF at least. PIECE_NONE: it is text. */
void sl_piece_open(sl_piece *x, const sl_words *names, bool document, const char *p, size_t n);
/* Look for its end in the n bytes at p; again with more bytes after SCAN_MORE. In a `document` all that looks like a tag is one.
 * Where the content of an element goes with it, the piece reaches up to its end tag; in a document it is done at the start tag. */
sl_scan sl_piece_scan(sl_piece *x, const sl_words *names, bool document, const char *p, size_t n);
/* Where the end tag of this name begins, from `from` on; n when it doesn't. Case does not matter. */
size_t sl_piece_end_tag(const char *p, size_t n, size_t from, sl_str name);
#endif
