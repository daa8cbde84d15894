/* Writing whole lines: plain, or gzip in independent members; see sluis/io.h. */
#include "sluis/io.h"
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
    char *path, *temp;           /* temp: NULL when written under its own name */
    bool gzip, zlib;
    sl_buf b, packed;
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

static sl_writer *make(const char *path) {
    sl_writer *w = sl_zalloc(sizeof *w);
    sl_str s = sl_cstr(path);
    w->path = sl_strdup(s);
    w->gzip = sl_ends(s, SL_LIT(".gz"));
    w->fd = -1;
    return w;
}

/* Devices, pipes and standard output have no temporary name. */
static bool in_place(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

static int open_as(sl_writer **out, const char *path, bool temp, sl_err *e) {
    bool std = !path || !strcmp(path, "-");
    sl_writer *w = make(std ? "standard output" : path);
    *out = NULL;
    if (temp && !std && !in_place(path)) {
        sl_buf t = {0};
        sl_printf(&t, "%s.part", path);
        w->temp = sl_strdup(sl_view(&t));
        sl_buf_free(&t);
    }
    w->fd = std ? 1 : open(w->temp ? w->temp : path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (w->fd < 0) {
        int rc = sl_fail_io(e, path, "cannot create");
        free(w->temp);
        w->temp = NULL;
        sl_writer_abort(w);
        return rc;
    }
    *out = w;
    return 0;
}

int sl_writer_open(sl_writer **w, const char *path, sl_err *e) { return open_as(w, path, true, e); }
int sl_writer_open_live(sl_writer **w, const char *path, sl_err *e) { return open_as(w, path, false, e); }

bool sl_writer_is_file(const sl_writer *w) { return w->temp != NULL; }

/* One member, a function of its bytes alone: no name, no time, OS "unknown". */
static int put_member(sl_writer *w, sl_str s, sl_err *e) {
    gz_header head = {.os = 255};
    int rc = w->zlib ? deflateReset(&w->z) : deflateInit2(&w->z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    if (rc != Z_OK) return sl_fail(e, SL_EIO, w->path, 0, 0, "out of memory for deflate");
    w->zlib = true;
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

/* Length of the next member: up to the last LF within MEMBER bytes, or behind the first LF when a line is longer; 0: wait. */
static size_t member_end(sl_str s) {
    if (s.n < MEMBER) return 0;
    const char *q = memrchr(s.p, '\n', MEMBER);
    if (!q) q = memchr(s.p + MEMBER, '\n', s.n - MEMBER);
    return q ? (size_t)(q - s.p) + 1 : 0;
}

static int put_members(sl_writer *w, bool all, sl_err *e) {
    sl_str s = sl_view(&w->b);
    size_t n;
    while ((n = member_end(s)) > 0 || (all && (n = s.n) > 0)) {
        int rc = put_member(w, sl_slice(s.p, n), e);
        if (rc) return rc;
        s.p += n;
        s.n -= n;
    }
    memmove(w->b.p, s.p, s.n);
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

static int finish(sl_writer *w, sl_err *e) {
    static const sl_str nothing = {"", 0};
    int rc = 0;
    if (w->gzip && w->b.n == 0 && lseek(w->fd, 0, SEEK_CUR) <= 0) rc = put_member(w, nothing, e);  /* an empty corpus is a valid .gz */
    else if (w->gzip) rc = put_members(w, true, e);
    else rc = sl_writer_flush(w, e);
    if (close(w->fd) != 0 && rc == 0) rc = sl_fail_io(e, w->path, "cannot close");
    w->fd = -1;
    if (rc == 0 && w->temp && rename(w->temp, w->path) != 0) rc = sl_fail_io(e, w->path, "cannot rename");
    if (rc == 0) { free(w->temp); w->temp = NULL; }
    return rc;
}

int sl_writer_close(sl_writer *w, sl_err *e) {
    int rc = finish(w, e);
    sl_writer_abort(w);
    return rc;
}

void sl_writer_abort(sl_writer *w) {
    if (!w) return;
    if (w->fd > 1) close(w->fd);
    if (w->temp) unlink(w->temp);
    if (w->zlib) deflateEnd(&w->z);
    sl_buf_free(&w->b);
    sl_buf_free(&w->packed);
    free(w->temp);
    free(w->path);
    free(w);
}
