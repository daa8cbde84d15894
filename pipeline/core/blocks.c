/* Blocks of whole lines; see blocks.h. */
#include "blocks.h"

enum { STEP = 1 << 18, MORE = 1 << 12 };     /* MORE: read behind a block's wanted size, to find the end of its last line */

int sl_blocks_open(sl_blocks *b, const char *path, sl_shard part, sl_err *e) {
    b->seen = b->bare = b->rest.n = 0;
    b->eof = false;
    b->number = 0;
    int rc = sl_reader_open_part(&b->r, path, part, e);
    if (rc == 0) b->number = sl_reader_lines_before(b->r);
    return rc;
}

/* What is behind the block waits for the next one. */
static int give(sl_blocks *b, size_t end, sl_buf *to) {
    sl_put(&b->rest, sl_view(to).p + end, to->n - end);
    to->n = end;
    if (end) b->seen = b->bare = 0;
    return 1;
}

/* The end of the first line that ends at or behind `want` bytes; 0: not here yet. */
static size_t full(sl_blocks *b, size_t want, const sl_buf *to) {
    size_t at = want ? want - 1 : 0;
    if (at < b->seen) at = b->seen;
    if (at >= to->n) return 0;
    const char *q = memchr(to->p + at, '\n', to->n - at);
    b->seen = q ? b->seen : to->n;
    return q ? (size_t)(q - to->p) + 1 : 0;
}

/* The end of the last whole line; 0: none. A long line is looked through once, however often it is asked for. */
static size_t whole(sl_blocks *b, const sl_buf *to) {
    const char *q = to->n > b->bare ? memrchr(to->p + b->bare, '\n', to->n - b->bare) : NULL;
    if (!q) b->bare = to->n;
    return q ? (size_t)(q - to->p) + 1 : 0;
}

static void more(sl_blocks *b, size_t want, sl_buf *to, sl_err *e) {
    size_t got, max = want > to->n ? want - to->n + MORE : STEP;
    b->eof = sl_read(b->r, to, max, &got, e) != 0 || got == 0;
}

/* At the end: what is left, its last line made whole; a line cut off by damage is not one. */
static int last(sl_blocks *b, sl_buf *to, const sl_err *e) {
    if (e->code) to->n = whole(b, to);
    if (!to->n) return e->code ? -e->code : 0;
    if (to->p[to->n - 1] != '\n') sl_putc(to, '\n');
    return give(b, to->n, to);
}

int sl_blocks_next(sl_blocks *b, size_t want, sl_buf *to, bool *idle, sl_err *e) {
    bool tell = *idle;
    *idle = false;
    sl_puts(to, sl_view(&b->rest));
    sl_clear(&b->rest);
    for (;;) {
        size_t end = full(b, want, to);
        if (end) return give(b, end, to);
        if (b->eof) return last(b, to, e);
        if (sl_read_would_block(b->r)) {
            end = whole(b, to);
            *idle = end || tell;
            if (*idle) return give(b, end, to);
        }
        more(b, want, to, e);
    }
}

void sl_blocks_close(sl_blocks *b) {
    sl_reader_close(b->r);
    b->r = NULL;
}
