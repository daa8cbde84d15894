/* Pieces to words; see sluis/bpe.h. */
#include "sluis/bpe.h"

void sl_bpe_undo(sl_str separator, sl_str in, sl_buf *out) {
    while (in.n) {
        const char *end = in.p + in.n;
        sl_str token = sl_cut(&in, ' ');
        bool spaced = token.p + token.n < end, goes_on = token.n > separator.n && sl_ends(token, separator);
        sl_put(out, token.p, goes_on ? token.n - separator.n : token.n);
        if (spaced && !goes_on) sl_putc(out, ' ');
    }
}
