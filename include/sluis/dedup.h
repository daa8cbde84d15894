/* What makes two records the same: the hash of some of their columns (XXH3, 64 bits), as they are or folded. */
#ifndef SLUIS_DEDUP_H
#define SLUIS_DEDUP_H
#include "sluis/buf.h"
#include "sluis/option.h"

typedef struct {
    unsigned fields[SL_MAXFIELDS], nfields;     /* ascending, from 1; none: the whole line, as one */
    bool fold;                                  /* see sl_dedup_fold */
    bool lenient;                               /* columns that are missing at the end count as not there */
} sl_dedup_key;

/* The hash of a line's key. 0, or the number of the first column that is wanted and missing. */
unsigned sl_dedup_hash(const sl_dedup_key *k, sl_str line, sl_buf *scratch, uint64_t *hash);
/* Append s without what often differs between copies: letters in lower case, digits as 0, all else (punctuation, symbols,
 * white space, marks that stand alone) left out; bytes that are not UTF-8 stay. A text that has no letter or digit is
 * appended as it is, so that folding never makes two texts of signs the same. */
void sl_dedup_fold(sl_str s, sl_buf *out);
#endif
