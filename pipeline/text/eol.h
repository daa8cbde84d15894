/* Line ends of a stream of bytes in which CR and LF are what they are in ASCII, made LF where they stand. */
#ifndef EOL_H
#define EOL_H
#include "sluis/decode.h"

typedef struct {
    sl_eol eol;
    bool known;              /* SL_EOL_AUTO: decided */
    bool after_cr;           /* a CR ended a line; an LF at once behind it belongs to it */
    size_t seen;             /* SL_EOL_AUTO: so many bytes hold no LF */
} sl_eol_state;

/* b[from..n) is new. Make its line ends LF in place, count them, and return the end of what is settled; bytes behind that (a CR
 * whose meaning depends on the next byte, or all while nothing is decided) are to be given again. */
size_t sl_eol_pass(sl_eol_state *s, sl_buf *b, size_t from, bool end, sl_decode_counts *c);
#endif
