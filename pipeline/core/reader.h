/* Inside of the reader: its state, and the steps that move it on. reader.c opens files and delivers, reader_steps.c tells what begins where,
 * reader_batch.c has whole members inflated ahead, reader_stream.c inflates one member as it comes. */
#ifndef SLUIS_READER_H
#define SLUIS_READER_H
#include "inflate.h"
#include "intake.h"
#include "members.h"

enum { SL_READ_STEP = 1 << 18, SL_READ_WINDOW = 1 << 21, SL_READ_HEAD = 1 << 16,    /* bytes: read at a time; of a member that is had whole; of a header */
       SL_READ_GRACE = 2 };                                                         /* milliseconds in which a member may yet come whole */
typedef enum { SNIFF, PLAIN, MEMBER, STREAM, PADDING, DONE } sl_reader_mode;
/* Where in a shard of members: within; before its first line; in members of the next shard, which may hold the end of its last line; behind that. */
typedef enum { WITHIN, BEFORE, LAST_LINE, BEHIND } sl_reader_place;

struct sl_reader {
    sl_intake in;
    sl_reader_mode mode;
    sl_codec codec;              /* of the member at hand */
    sl_members *members;         /* NULL: not wanted yet, or not to be had */
    sl_codec members_of;
    bool alone;                  /* the next member cannot be had whole: stream it */
    bool long_ones;              /* so it was with an earlier one: those of unknown size are not tried any more */
    unsigned threads;            /* that may inflate batches */
    sl_inflate *stream;
    uint64_t start, given;       /* of the member being streamed: where it begins, from 0, and the bytes it gave */
    sl_buf out;                  /* what was streamed */
    sl_str ready;                /* inflated and not yet delivered; borrowed from `out` or a batch */
    sl_reader_place place;
    uint64_t lines;              /* before those that are read */
    uint64_t share;              /* members from here on are the next shard's */
    sl_err late, broken;         /* what ended it; an error of reading that came before all was delivered */
};

/* Steps return 0 or a code; with may_read false a step that needs input does nothing and sets *wants. */
typedef struct { bool may_read, wants; } sl_step;
int sl_reader_sniff(sl_reader *r, sl_step *s, sl_err *e);
int sl_reader_member(sl_reader *r, sl_step *s, sl_err *e);         /* at the start of a member, or behind the last one */
int sl_reader_padding(sl_reader *r, sl_step *s, sl_err *e);
int sl_reader_stream(sl_reader *r, sl_step *s, sl_err *e);

int sl_reader_more(sl_reader *r, size_t max, sl_step *s, sl_err *e);
int sl_reader_damaged(sl_reader *r, uint64_t at, const char *what, const char *why, sl_err *e);
/* The first member not read yet begins in the next shard's part. */
static inline bool sl_reader_next_shard(const sl_reader *r) { return sl_intake_place(&r->in) >= r->share; }
sl_str sl_reader_own(sl_reader *r, sl_str s);                      /* what of inflated bytes is the shard's */
void sl_reader_feed(sl_reader *r, const sl_step *s);               /* have batches inflated, as far as input is there */
void sl_reader_take(sl_reader *r);                                 /* the oldest batch is ready */
int sl_reader_begin(sl_reader *r, sl_step *s, sl_err *e);          /* stream the member that begins here */
#endif
