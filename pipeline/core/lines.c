/* Lines of one file; see sluis/io.h. */
#include "sluis/gzindex.h"
#include "sluis/io.h"
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { STEP = 1 << 16 };

struct sl_lines {
    sl_reader *r;
    sl_buf b;
    size_t from, seen;           /* b[from..n) is not handed out; up to `seen` holds no LF */
    uint64_t number;
    uint64_t skip, last;         /* lines still to be skipped; the number of the last one, 0: the file's */
    bool end;
    int (*idle)(void *);
    void *ctx;
};

static sl_lines *wrap(sl_reader *r) {
    sl_lines *l = sl_zalloc(sizeof *l);
    l->r = r;
    return l;
}

sl_lines *sl_lines_fd(int fd, const char *name) { return wrap(sl_reader_fd(fd, name)); }

int sl_lines_open(sl_lines **l, const char *path, sl_err *e) { return sl_lines_open_part(l, path, (sl_shard){0, 0}, e); }

int sl_lines_open_part(sl_lines **l, const char *path, sl_shard part, sl_err *e) {
    sl_reader *r;
    int rc = sl_reader_open_part(&r, path, part, e);
    if (rc) return rc;
    *l = wrap(r);
    (*l)->number = sl_reader_lines_before(r);
    return 0;
}

/* Set the descriptor to the member that holds line `from`; *before: the lines before that member. */
static int seek_to(int fd, const char *path, uint64_t from, uint64_t *before, sl_err *e) {
    sl_gzindex x = {0};
    bool found;
    int rc = sl_gzindex_load(&x, fd, path, &found, e);
    const sl_gzpoint *p = rc == 0 && found ? sl_gzindex_find(&x, from - 1) : NULL;
    *before = p ? p->lines : 0;
    if (p) rc = sl_gzindex_verify(&x, p, fd, path, e);
    if (p && rc == 0 && lseek(fd, (off_t)p->at, SEEK_SET) < 0) rc = sl_fail_io(e, path, "cannot seek");
    sl_gzindex_free(&x);
    return rc;
}

int sl_lines_open_range(sl_lines **l, const char *path, uint64_t from, uint64_t to, sl_err *e) {
    uint64_t before = 0;
    int fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : -1, rc = 0;
    if (fd >= 0 && lseek(fd, 0, SEEK_CUR) == 0) rc = seek_to(fd, path, from, &before, e);
    if (rc == 0 && before) *l = sl_lines_fd(fd, path);
    else if (fd >= 0) close(fd);
    if (rc == 0 && !before) rc = sl_lines_open(l, path, e);
    if (rc) return rc;
    (*l)->number = before;
    (*l)->skip = from - 1 - before;
    (*l)->last = to;
    return 0;
}

void sl_lines_idle(sl_lines *l, int (*f)(void *), void *ctx) { l->idle = f, l->ctx = ctx; }
bool sl_lines_would_block(sl_lines *l) { return sl_read_would_block(l->r); }
uint64_t sl_lines_number(const sl_lines *l) { return l->number; }
const char *sl_lines_name(const sl_lines *l) { return sl_reader_name(l->r); }

static int take(sl_lines *l, size_t n, size_t skip, sl_str *line) {
    *line = sl_slice(sl_view(&l->b).p + l->from, n);
    l->from += n + skip;
    l->seen = l->from;
    l->number++;
    return 1;
}

static int more(sl_lines *l, sl_err *e) {
    size_t got;
    if (l->from) {
        memmove(l->b.p, l->b.p + l->from, l->b.n - l->from);
        l->b.n -= l->from, l->seen -= l->from, l->from = 0;
    }
    if (l->idle && sl_read_would_block(l->r)) {
        int rc = l->idle(l->ctx);
        if (rc) return rc;
    }
    int rc = sl_read(l->r, &l->b, STEP, &got, e);
    if (rc == 0 && got == 0) l->end = true;
    return rc;
}

static int next(sl_lines *l, sl_str *line, sl_err *e) {
    for (;;) {
        const char *q = l->b.n > l->seen ? memchr(l->b.p + l->seen, '\n', l->b.n - l->seen) : NULL;
        if (q) return take(l, (size_t)(q - l->b.p) - l->from, 1, line);
        l->seen = l->b.n;
        if (l->end) return l->b.n > l->from ? take(l, l->b.n - l->from, 0, line) : 0;
        if (e->code) return -e->code;    /* damage: the whole lines before it went out first */
        size_t had = l->b.n - l->from;
        int rc = more(l, e);
        if (rc && l->b.n - l->from == had) return -rc;
    }
}

int sl_lines_next(sl_lines *l, sl_str *line, sl_err *e) {
    int got = 1;
    for (; l->skip && got > 0; l->skip--) got = next(l, line, e);
    if (got > 0 && l->last && l->number >= l->last) return 0;
    return got > 0 ? next(l, line, e) : got;
}

int sl_lines_peek(sl_lines *l, size_t want, sl_str *bytes, sl_err *e) {
    int rc = e->code;
    while (rc == 0 && !l->end && l->b.n - l->from < want) rc = more(l, e);
    *bytes = sl_slice(sl_view(&l->b).p + l->from, l->b.n - l->from);
    return bytes->n ? 1 : -rc;
}

int sl_lines_raw(sl_lines *l, sl_str *bytes, sl_err *e) {
    int got = sl_lines_peek(l, 1, bytes, e);
    l->from = l->seen = l->b.n;
    return got;
}

sl_str sl_lines_ready(const sl_lines *l) {
    sl_str b = sl_slice(sl_view(&l->b).p + l->from, l->b.n - l->from);
    const char *q = b.n && !l->skip && !l->last ? memrchr(b.p, '\n', b.n) : NULL;
    return sl_slice(b.p, q ? (size_t)(q - b.p) + 1 : 0);
}

void sl_lines_took(sl_lines *l, sl_str ready, uint64_t n) {
    l->from += ready.n;
    l->seen = l->from;
    l->number += n;
}

void sl_lines_close(sl_lines *l) {
    if (!l) return;
    sl_reader_close(l->r);
    sl_buf_free(&l->b);
    free(l);
}
