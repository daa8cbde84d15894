/* Writing whole lines: plain, or gzip in independent members; see sluis/io.h. */
#include "sluis/io.h"
#include "temp.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { MEMBER = 1 << 20, KEEP = 1 << 16 };

struct sl_writer {
    int fd;
    char *path;                  /* for messages */
    sl_temp temp;                /* temp.name: NULL when written under its own name */
    bool gzip, zlib, any;        /* zlib: z is initialised; any: a member was written */
    sl_buf b, packed;
    size_t seen;                 /* b[..seen) behind the first MEMBER bytes holds no LF */
    z_stream z;
};

static int write_all(sl_writer *w, const char *p, size_t n, sl_err *e) {
    while (n) {
        ssize_t k = write(w->fd, p, n);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return sl_fail_io(e, w->path, "cannot write");
        p += k;
        n -= (size_t)k;
    }
    return 0;
}

static sl_writer *make(const char *path, sl_codec how) {
    sl_writer *w = sl_zalloc(sizeof *w);
    sl_str s = sl_cstr(path);
    w->path = sl_strdup(s);
    w->gzip = how == SL_GZIP || (how == SL_BY_NAME && sl_ends(s, SL_LIT(".gz")));
    w->temp.slot = w->fd = -1;
    return w;
}

/* /dev/stderr, /dev/fd/5 and their like are open files of the user's, whatever is behind them. */
static bool is_device(const char *path) { return !strncmp(path, "/dev/", 5) || !strncmp(path, "/proc/", 6); }

/* Devices and pipes have no temporary name. */
static bool in_place(const char *path) {
    struct stat st;
    return is_device(path) || (stat(path, &st) == 0 && !S_ISREG(st.st_mode));
}

static int open_in_place(const char *path, sl_err *e) {
    int fd = open(path, is_device(path) ? O_WRONLY | O_APPEND | O_CLOEXEC : O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0) sl_fail_io(e, path, "cannot create");
    return fd;
}

static int open_as(sl_writer **out, const char *path, sl_codec how, bool live, sl_err *e) {
    bool std = !path || !strcmp(path, "-") || !strcmp(path, "/dev/stdout");
    sl_writer *w = *out = make(std ? "standard output" : path, how);
    if (std) w->fd = 1;
    else w->fd = live || in_place(path) ? open_in_place(path, e) : sl_temp_create(&w->temp, path, e);
    if (w->fd >= 0) return 0;
    sl_writer_abort(w);
    *out = NULL;
    return e->code;
}

int sl_writer_open(sl_writer **w, const char *path, sl_err *e) { return open_as(w, path, SL_BY_NAME, false, e); }
int sl_writer_open_as(sl_writer **w, const char *path, sl_codec how, sl_err *e) { return open_as(w, path, how, false, e); }
int sl_writer_open_live(sl_writer **w, const char *path, sl_err *e) { return open_as(w, path, SL_BY_NAME, true, e); }

bool sl_writer_is_file(const sl_writer *w) { return w->temp.name != NULL; }
const char *sl_writer_temp(const sl_writer *w) { return w->temp.name; }

/* One member, a function of its bytes alone: no name, no time, OS "unknown". */
static int put_member(sl_writer *w, sl_str s, sl_err *e) {
    gz_header head = {.os = 255};
    int rc = w->zlib ? deflateReset(&w->z) : deflateInit2(&w->z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    if (rc != Z_OK) return sl_fail(e, SL_EIO, w->path, 0, 0, "out of memory for deflate");
    w->zlib = w->any = true;
    deflateSetHeader(&w->z, &head);
    sl_clear(&w->packed);
    size_t room = deflateBound(&w->z, s.n) + 32;
    w->z.next_out = (unsigned char *)sl_need(&w->packed, room);
    w->z.avail_out = (uInt)room;
    w->z.next_in = (unsigned char *)(uintptr_t)s.p;
    w->z.avail_in = (uInt)s.n;
    if (deflate(&w->z, Z_FINISH) != Z_STREAM_END) return sl_fail(e, SL_EIO, w->path, 0, 0, "deflate failed");
    return write_all(w, w->packed.p, room - w->z.avail_out, e);
}

/* Length of the next member: up to the last LF within MEMBER bytes, or behind the first LF when a line is longer; 0: wait.
 * A long line comes in many pieces: what was searched is not searched again. */
static size_t member_end(sl_writer *w, sl_str s) {
    if (s.n < MEMBER) return 0;
    const char *q = w->seen ? NULL : memrchr(s.p, '\n', MEMBER);
    size_t from = w->seen ? w->seen : MEMBER;
    if (!q) q = memchr(s.p + from, '\n', s.n - from);
    w->seen = q ? 0 : s.n;
    return q ? (size_t)(q - s.p) + 1 : 0;
}

static int put_members(sl_writer *w, bool all, sl_err *e) {
    sl_str s = sl_view(&w->b);
    size_t n;
    while ((n = member_end(w, s)) > 0 || (all && (n = s.n) > 0)) {
        int rc = put_member(w, sl_slice(s.p, n), e);
        if (rc) return rc;
        s.p += n;
        s.n -= n;
    }
    if (s.p != w->b.p) memmove(w->b.p, s.p, s.n);    /* a long line that waits is not moved again and again */
    w->b.n = s.n;
    return 0;
}

int sl_write(sl_writer *w, const char *p, size_t n, sl_err *e) {
    if (!w->gzip && n >= KEEP) {
        int rc = sl_writer_flush(w, e);
        return rc ? rc : write_all(w, p, n, e);
    }
    sl_put(&w->b, p, n);
    if (w->gzip) return w->b.n >= MEMBER ? put_members(w, false, e) : 0;
    return w->b.n >= KEEP ? sl_writer_flush(w, e) : 0;
}

int sl_writer_flush(sl_writer *w, sl_err *e) {
    if (w->gzip) return 0;
    int rc = write_all(w, sl_view(&w->b).p, w->b.n, e);
    sl_clear(&w->b);
    return rc;
}

int sl_writer_patch(sl_writer *w, uint64_t at, sl_str s, sl_err *e) {
    if (w->gzip || lseek(w->fd, 0, SEEK_CUR) < 0) return 0;
    int rc = sl_writer_flush(w, e);
    if (rc) return rc;
    return pwrite(w->fd, s.p, s.n, (off_t)at) == (ssize_t)s.n ? 0 : sl_fail_io(e, w->path, "cannot write");
}

static int write_rest(sl_writer *w, sl_err *e) {
    static const sl_str nothing = {"", 0};
    if (!w->gzip) return sl_writer_flush(w, e);
    return w->b.n == 0 && !w->any ? put_member(w, nothing, e) : put_members(w, true, e);    /* an empty corpus is a valid .gz */
}

/* Standard output stays open, lest its number be given to another file; a duplicate tells what closing would. */
static int close_fd(int fd) { return close(fd == 1 ? dup(fd) : fd); }

int sl_writer_finish(sl_writer *w, sl_err *e) {
    int rc = write_rest(w, e);
    if (close_fd(w->fd) != 0 && rc == 0) rc = sl_fail_io(e, w->path, "cannot close");
    w->fd = -1;
    return rc;
}

int sl_writer_commit(sl_writer *const *w, size_t n, sl_err *e) {
    sl_temp **t = sl_alloc(n * sizeof *t);
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        if (w[i]->temp.name) t[k++] = &w[i]->temp;
    int rc = sl_temp_commit(t, k, e);
    free(t);
    for (size_t i = 0; i < n; i++) sl_writer_abort(w[i]);
    return rc;
}

int sl_writer_close(sl_writer *w, sl_err *e) {
    int rc = sl_writer_finish(w, e);
    if (rc == 0) return sl_writer_commit(&w, 1, e);
    sl_writer_abort(w);
    return rc;
}

void sl_writer_abort(sl_writer *w) {
    if (!w) return;
    if (w->fd > 1) close(w->fd);
    sl_temp_free(&w->temp);
    if (w->zlib) deflateEnd(&w->z);
    sl_buf_free(&w->b);
    sl_buf_free(&w->packed);
    free(w->path);
    free(w);
}

void sl_writer_cleanup(void) { sl_temp_cleanup(); }
