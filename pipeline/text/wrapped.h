/* Between the files of wrapped text: one line as the machine sees it; see sluis/wrapped.h. */
#ifndef TEXT_WRAPPED_H
#define TEXT_WRAPPED_H
#include "sluis/wrapped.h"

typedef enum { ITEM_NONE, ITEM_BULLET, ITEM_NUMBER, ITEM_LETTER } sl_wrapped_item;

typedef struct sl_wrapped_row {
    size_t from, at, n;        /* offset of the line's first byte that is not white space; of its text behind mail quotes; length of the text */
    uint64_t offset;           /* of its first byte that is not white space, in the input */
    unsigned indent, width;    /* columns before the text; up to its end */
    unsigned end;              /* up to its end, on the last of the lines that it was */
    unsigned first;            /* columns of its first word */
    unsigned longest;          /* bytes of its longest word */
    unsigned quotes;           /* depth of > marks */
    sl_wrapped_item item;      /* what it opens with */
    char bullet;               /* its first byte, so that * and - are told apart */
    unsigned body;             /* column where the text behind the item's mark starts */
    bool apart;                /* stands alone: a rule, a row of a table */
    bool stops, hyphen, comma; /* ends in . ! ? : ;, a hyphen, a comma */
    bool lower;                /* starts with a lower-case letter */
    bool page;                 /* is the first of a page */
} sl_wrapped_row;

/* Describe a line; r->at is set relative to the line. */
void sl_wrapped_look(sl_str line, sl_wrapped_row *r);
/* Append a further line's text to a paragraph. Returns how many hyphens went (0 or 1). */
unsigned sl_wrapped_append(const sl_wrapped *w, sl_buf *par, sl_str text);
#endif
