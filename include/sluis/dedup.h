/* What makes two records the same: the hash of some of their columns (XXH3, 64 bits), as they are or folded. */
#ifndef SLUIS_DEDUP_H
#define SLUIS_DEDUP_H
#include "sluis/buf.h"
#include "sluis/option.h"

enum { SL_FOLD = 1, SL_FOLD_DIGITS = 2, SL_FOLD_ACCENTS = 4 };     /* the others only together with the first */

typedef struct {
    unsigned fields[SL_MAXFIELDS], nfields;     /* ascending, from 1; none: the whole line, as one */
    unsigned fold;                              /* SL_FOLD...; 0: as they are */
    bool lenient;                               /* columns that are missing at the end count as not there */
} sl_dedup_key;

/* The hash of a line's key. 0, or the number of the first column that is wanted and missing. Columns 1 to n are hashed in one
 * go with the TABs between them, any others one by one. */
unsigned sl_dedup_hash(const sl_dedup_key *k, sl_str line, sl_buf *scratch, uint64_t *hash);
/* The columns of a line's key, as many as there are (at most SL_MAXFIELDS); returns how many. */
unsigned sl_dedup_columns(const sl_dedup_key *k, sl_str line, sl_str *cols);
/* Which of n parts (1..n) a key belongs to; does not depend on the bits by which a set is ordered. */
static inline unsigned sl_dedup_part(uint64_t hash, unsigned n) { return (unsigned)((hash & 0xFFFFFFFFu) * n >> 32) + 1; }
/* Append s without what often differs between copies: letters in lower case; punctuation, most symbols, white space and marks
 * that stand alone left out. Kept is what makes another statement of it: currency and mathematical signs, # % & @, the sign of
 * a negative number, and what stands between two digits (. and , as one). `how` may add: every digit as 0; letters without
 * their accents. Bytes that are not UTF-8 stay. A text of which nothing would be left is appended as it is, so that folding
 * never makes two texts of signs the same. */
void sl_dedup_fold(sl_str s, unsigned how, sl_buf *out);
#endif
