/* Whole members of damaged files; see sluis/salvage.h. */
#include "sluis/salvage.h"
#include "probe.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HOLD = 1 << 23 };         /* a member that gives more is inflated again when it has shown to be good */

typedef struct {
    sl_probe p;
    uint64_t size;
    const sl_salvage *to;
    sl_saved *saved;
    sl_buf held;                 /* of the member at hand */
    bool over;                   /* it did not fit */
    sl_buf line;                 /* the beginning of a line that the next member ends */
    bool behind_hole;            /* nothing was given since */
    bool skip;                   /* up to the next line feed */
    bool ragged;                 /* a member ended within a line: so any may */
    bool bgzf, marked;           /* the file is BGZF; its last member was an empty one */
} work;

static int give(work *w, sl_str lines) {
    w->saved->lines += sl_count_lines(lines) + (lines.n && lines.p[lines.n - 1] != '\n');
    w->saved->bytes += lines.n;
    return lines.n && w->to->lines ? w->to->lines(w->to->ctx, lines) : 0;
}

/* A piece of good text: whole lines go out, what is behind the last line feed waits. */
static int text(void *ctx, sl_str s) {
    work *w = ctx;
    const char *first = s.n ? memchr(s.p, '\n', s.n) : NULL;
    if (w->skip && !first) return 0;
    if (w->skip) s = sl_slice(first + 1, s.n - (size_t)(first + 1 - s.p));
    w->skip = false;
    const char *last = s.n ? memrchr(s.p, '\n', s.n) : NULL;
    size_t n = last ? (size_t)(last - s.p) + 1 : 0;
    int rc = 0;
    if (n && w->line.n) {
        size_t head = (size_t)((const char *)memchr(s.p, '\n', n) - s.p) + 1;
        sl_put(&w->line, s.p, head);
        rc = give(w, sl_view(&w->line));
        sl_clear(&w->line);
        s = sl_slice(s.p + head, s.n - head);
        n -= head;
    }
    if (rc == 0) rc = give(w, sl_slice(s.p, n));
    sl_put(&w->line, s.p + n, s.n - n);
    return rc;
}

static int hold(void *ctx, sl_str s) {
    work *w = ctx;
    w->over |= w->held.n + s.n > HOLD;
    if (!w->over) sl_puts(&w->held, s);
    return 0;
}

/* The member that was just looked at is good. */
static int save(work *w, sl_err *e) {
    sl_probe *p = &w->p;
    uint64_t end = p->end;
    w->saved->members++;
    w->marked = p->bytes == 0;
    w->bgzf |= p->bgzf;
    w->ragged |= p->bytes && !p->lf && end != w->size;
    w->skip = w->behind_hole && w->ragged;
    w->behind_hole &= p->bytes == 0;
    if (!w->over) return text(w, sl_view(&w->held));
    int got = sl_probe_member(p, p->start, 0, text, w, e);
    return got < 0 ? -got : got == 0 ? sl_fail(e, SL_EIO, p->name, 0, 0, "changed while it was read") : 0;
}

static int lose(work *w, uint64_t from, uint64_t to, uint64_t seen, const char *why) {
    sl_hole h = {from, to, seen < to ? seen : to - (to > from), w->saved->lines, why};
    w->saved->holes++;
    w->saved->lost += to - from;
    w->behind_hole = true;
    sl_clear(&w->line);
    return w->to->hole ? w->to->hole(w->to->ctx, &h) : 0;
}

/* Are there zero bytes only from here to the end? 1, 0, or minus a code. */
static int padding(work *w, uint64_t at, sl_err *e) {
    sl_buf b = {0};
    int zero = 1;
    for (; zero == 1 && at < w->size; at += b.n) {
        sl_clear(&b);
        int rc = sl_probe_read(&w->p, at, 1 << 16, &b, e);
        if (rc) zero = -rc;
        if (!b.n) break;
        for (size_t i = 0; zero == 1 && i < b.n; i++) zero = b.p[i] == 0;
    }
    sl_buf_free(&b);
    return zero;
}

/* Where no member is found, and the beginning is not even that of a damaged one, is something else. */
static int not_compressed(work *w, sl_err *e) {
    sl_buf b = {0};
    size_t head, size;
    int rc = sl_probe_read(&w->p, 0, 64, &b, e);
    bool plain = sl_codec_by_magic(sl_view(&b)) == SL_PLAIN && sl_member_header(sl_view(&b), &head, &size) == SL_MEMBER_GARBAGE;
    sl_buf_free(&b);
    return rc || !plain ? rc : sl_fail(e, SL_EDATA, w->p.name, 0, 0, "is neither gzip nor zstd, and no member is in it");
}

/* No good member begins at *at: on to the next one. */
static int resume(work *w, uint64_t *at, sl_err *e) {
    uint64_t from = *at, seen = w->p.end;
    const char *why = w->p.why;
    int found = w->saved->members ? padding(w, from, e) : 0;
    if (found < 0) return -found;
    if (found) return *at = w->size, 0;
    w->p.codec = SL_PLAIN;
    found = sl_probe_next(&w->p, from + 1, w->size, 0, e);
    if (found < 0) return -found;
    *at = found ? w->p.start : w->size;
    int rc = found || w->saved->members ? 0 : not_compressed(w, e);
    return rc ? rc : lose(w, from, *at, seen, why);
}

static int all_members(work *w, sl_err *e) {
    int rc = 0;
    for (uint64_t at = 0; rc == 0 && at < w->size;) {
        sl_clear(&w->held);
        w->over = false;
        int got = sl_probe_member(&w->p, at, 0, hold, w, e);
        if (got < 0) return -got;
        if (got == 0) rc = resume(w, &at, e);
        else {
            at = w->p.end;
            rc = save(w, e);
        }
    }
    if (rc == 0) rc = give(w, sl_view(&w->line));
    sl_clear(&w->line);
    if (rc == 0 && w->bgzf && !w->marked && !w->behind_hole) rc = lose(w, w->size, w->size, w->size, "truncated: the block that ends BGZF is missing");
    return rc;
}

static int open_file(work *w, const char *path, sl_err *e) {
    struct stat st;
    w->p.fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : 0;
    if (w->p.fd < 0) return sl_fail_io(e, path, "cannot open");
    if (fstat(w->p.fd, &st)) return sl_fail_io(e, path, "cannot read");
    if (!S_ISREG(st.st_mode)) return sl_fail(e, S_ISDIR(st.st_mode) ? SL_EIO : SL_EUSAGE, path, 0, 0, S_ISDIR(st.st_mode) ? "is a directory" : "is no file: only a file can be read again behind damage");
    w->size = (uint64_t)st.st_size;
    return 0;
}

int sl_salvage_file(const char *path, const sl_salvage *to, sl_saved *saved, sl_err *e) {
    work w = {.p = {.fd = -1, .name = path}, .to = to, .saved = saved};
    *saved = (sl_saved){0};
    int rc = open_file(&w, path, e);
    if (rc == 0) rc = all_members(&w, e);
    sl_probe_free(&w.p);
    sl_buf_free(&w.held);
    sl_buf_free(&w.line);
    if (w.p.fd > 0) close(w.p.fd);
    return rc;
}
