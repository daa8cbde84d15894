/* Blocks of whole lines; see blocks.h. */
#include "blocks.h"

enum { STEP = 1 << 18 };

int sl_blocks_open(sl_blocks *b, const char *path, sl_shard part, sl_err *e) {
    b->from = b->seen = b->bare = b->b.n = 0;
    b->eof = false;
    b->number = 0;
    int rc = sl_reader_open_part(&b->r, path, part, e);
    if (rc == 0) b->number = sl_reader_lines_before(b->r);
    return rc;
}

static int give(sl_blocks *b, size_t end, sl_buf *to) {
    sl_put(to, sl_view(&b->b).p + b->from, end - b->from);
    b->from = b->seen = b->bare = end;
    return 1;
}

/* The end of the first line that ends at or behind `want` bytes; 0: not here yet. */
static size_t full(sl_blocks *b, size_t want) {
    size_t at = b->from + (want ? want - 1 : 0);
    if (at < b->seen) at = b->seen;
    if (at >= b->b.n) return 0;
    const char *q = memchr(b->b.p + at, '\n', b->b.n - at);
    b->seen = q ? b->seen : b->b.n;
    return q ? (size_t)(q - b->b.p) + 1 : 0;
}

/* The end of the last whole line; 0: none. A long line is looked through once, however often it is asked for. */
static size_t whole(sl_blocks *b) {
    const char *q = b->b.n > b->bare ? memrchr(b->b.p + b->bare, '\n', b->b.n - b->bare) : NULL;
    if (!q) b->bare = b->b.n;
    return q ? (size_t)(q - b->b.p) + 1 : 0;
}

static int more(sl_blocks *b, sl_err *e) {
    size_t got;
    if (b->from) {
        memmove(b->b.p, b->b.p + b->from, b->b.n - b->from);
        b->b.n -= b->from;
        b->seen -= b->from;
        b->bare -= b->from;
        b->from = 0;
    }
    int rc = sl_read(b->r, &b->b, STEP, &got, e);
    b->eof = rc != 0 || got == 0;
    return rc;
}

/* At the end: what is left, its last line made whole; a line cut off by damage is not one. */
static int last(sl_blocks *b, sl_buf *to, const sl_err *e) {
    size_t end = e->code ? whole(b) : b->b.n;
    if (end <= b->from) return e->code ? -e->code : 0;
    if (b->b.p[end - 1] != '\n') {
        sl_putc(&b->b, '\n');
        end++;
    }
    return give(b, end, to);
}

int sl_blocks_next(sl_blocks *b, size_t want, sl_buf *to, bool *idle, sl_err *e) {
    bool tell = *idle;
    *idle = false;
    for (;;) {
        size_t end = full(b, want);
        if (end) return give(b, end, to);
        if (b->eof) return last(b, to, e);
        if (sl_read_would_block(b->r)) {
            end = whole(b);
            *idle = end || tell;
            if (*idle) return end ? give(b, end, to) : 1;
        }
        more(b, e);
    }
}

void sl_blocks_close(sl_blocks *b) {
    sl_reader_close(b->r);
    b->r = NULL;
}
