/* The way back from bare tokens to the very bytes: the rows of the map that `tok --plain --map` writes and `detok --map` reads.
 *
 * A row says of one column of a line (sluis/sidemap.h puts the line's number before it): the column, from 1; where each token stood, as
 * START-END in bytes, from 0, end exclusive, one space between; and the gaps that are neither nothing nor one U+0020, as AT:HEX, AT
 * being where the gap began and HEX its bytes, one space between. A column without bytes has no row. Pure, linear in the row and the line.
 *
 * Tokens that do not stand in the text as they are (the Moses style writes &apos; for an apostrophe) have another row: in the place of
 * the tokens ~ and the edits that make the text of them, one space between: N bytes stay, -N bytes go, +HEX comes in. */
#ifndef SLUIS_TOKMAP_H
#define SLUIS_TOKMAP_H
#include "sluis/buf.h"
#include "sluis/tok.h"

#define SL_TOKMAP_COLUMNS "column\ttokens\tgaps"

/* Append the row of a text and its tokens. */
void sl_tokmap_row(unsigned column, sl_str text, const sl_range *spans, size_t n, sl_buf *row);
/* The same, as edits of the line of tokens. */
void sl_tokmap_edits(unsigned column, sl_str text, sl_str tokens, sl_buf *row);
unsigned sl_tokmap_column(sl_str row);       /* 0 when the row is none */
enum { SL_TOKMAP_GOOD, SL_TOKMAP_NO_ROW, SL_TOKMAP_OTHER };
/* Append the text that the tokens are of. SL_TOKMAP_NO_ROW: the row is damaged; SL_TOKMAP_OTHER: it is of other tokens. */
int sl_tokmap_text(sl_str row, sl_str tokens, sl_buf *out);
#endif
