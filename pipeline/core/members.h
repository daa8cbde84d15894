/* Whole members inflated ahead of the reader, by threads or, with none, by the caller. A batch is the bytes of one member or several,
 * one behind the other; batches come back in the order in which they were given. Memory is bounded by the number of slots. */
#ifndef SLUIS_MEMBERS_H
#define SLUIS_MEMBERS_H
#include "sluis/codec.h"

enum { SL_MEMBERS_LIMIT = 1 << 22 };      /* a batch gives at most this; a member that gives more must be streamed */

typedef struct sl_members sl_members;
/* codec SL_GZIP or SL_ZSTD, whose back end is built in; threads 0: the caller does the work. Fewer threads than asked for is no error. */
sl_members *sl_members_new(sl_codec codec, unsigned threads);
bool sl_members_room(const sl_members *m);         /* a batch may be given */
bool sl_members_any(const sl_members *m);          /* a batch may be taken */
void sl_members_give(sl_members *m, sl_str batch);       /* copied */
/* The oldest batch: *out, what its whole and good members hold, and *rest, the bytes from the first member on that is not; `rest` is empty when all
 * was good. Both are borrowed until the next call. */
void sl_members_take(sl_members *m, sl_str *out, sl_str *rest);
/* Take back what was given and not taken: appended to raw, in order. */
void sl_members_back(sl_members *m, sl_buf *raw);
void sl_members_free(sl_members *m);               /* NULL is fine */
#endif
