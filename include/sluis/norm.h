/* Normalisation of one line of text: Unicode form, white space, control characters.
 * Pure: the model is immutable, the scratch belongs to the caller and is used again. */
#ifndef SLUIS_NORM_H
#define SLUIS_NORM_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct { bool nfc, space, control; } sl_norm_rules;
typedef struct { sl_buf a; uint16_t *u, *v; size_t ucap, vcap; } sl_norm_scratch;   /* zero-initialised is empty */

/* Append the normal form of `in` to out. Invalid UTF-8 is left as it is (and such a line is not composed).
 * NFC: Unicode Standard Annex #15, by ICU's unorm2; pure ASCII never becomes UTF-16. 0, or a code in e. */
int sl_norm_line(const sl_norm_rules *r, sl_norm_scratch *s, sl_str in, sl_buf *out, sl_err *e);
void sl_norm_scratch_free(sl_norm_scratch *s);
#endif
