/* Writing whole lines, plain or packed; see sluis/io.h. */
#include "packer.h"
#include "temp.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEEP = 1 << 16 };

struct sl_writer {
    int fd;
    char *path;                  /* for messages */
    sl_temp temp;                /* temp.name: NULL when written under its own name */
    sl_temp index_temp;          /* likewise of FILE.gzi, once it is written */
    sl_buf b;                    /* plain files: what is not written yet */
    sl_packer *packer;           /* NULL: plain */
    sl_gzindex index;
    void (*watch)(void *watcher, sl_str bytes);          /* NULL: nobody */
    void *watcher;
    bool indexed, removes;       /* removes: an index of an earlier file of this name is taken away */
};

static int write_to(int fd, const char *path, const char *p, size_t n, sl_err *e) {
    while (n) {
        ssize_t k = write(fd, p, n);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return sl_fail_io(e, path, "cannot write");
        p += k;
        n -= (size_t)k;
    }
    return 0;
}

static int write_all(sl_writer *w, const char *p, size_t n, sl_err *e) {
    if (w->watch) w->watch(w->watcher, sl_slice(p, n));
    return write_to(w->fd, w->path, p, n, e);
}

static int put_packed(void *w, sl_str s, sl_err *e) { return write_all(w, s.p, s.n, e); }

static sl_writer *make(const char *path) {
    sl_writer *w = sl_zalloc(sizeof *w);
    w->path = sl_strdup(sl_cstr(path));
    w->temp.slot = w->index_temp.slot = w->fd = -1;
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

static int open_as(sl_writer **out, const char *path, const sl_how *h, bool live, sl_err *e) {
    bool std = !path || !strcmp(path, "-") || !strcmp(path, "/dev/stdout");
    int rc = sl_how_check(h, std ? NULL : path, e);
    *out = NULL;
    if (rc) return rc;
    sl_writer *w = make(std ? "standard output" : path);
    if (std) w->fd = 1;
    else w->fd = live || in_place(path) ? open_in_place(path, e) : sl_temp_create(&w->temp, path, e);
    if (w->fd < 0) return sl_writer_abort(w), e->code;
    sl_codec codec = sl_how_codec(h, std ? NULL : path);
    w->removes = h->index && w->temp.name;
    w->indexed = w->removes && codec != SL_PLAIN && !h->single;
    if (codec != SL_PLAIN) w->packer = sl_packer_new(h, codec, w->indexed ? &w->index : NULL, put_packed, w);
    *out = w;
    return 0;
}

static const sl_how as_named;
int sl_writer_open(sl_writer **w, const char *path, sl_err *e) { return open_as(w, path, &as_named, false, e); }
int sl_writer_open_how(sl_writer **w, const char *path, const sl_how *h, sl_err *e) { return open_as(w, path, h, false, e); }
int sl_writer_open_live(sl_writer **w, const char *path, sl_err *e) { return open_as(w, path, &as_named, true, e); }

bool sl_writer_is_file(const sl_writer *w) { return w->temp.name != NULL; }
void sl_writer_watch(sl_writer *w, void (*f)(void *ctx, sl_str bytes), void *ctx) { w->watch = f, w->watcher = ctx; }

int sl_write(sl_writer *w, const char *p, size_t n, sl_err *e) {
    if (w->packer) return sl_packer_add(w->packer, p, n, e);
    if (n >= KEEP) {
        int rc = sl_writer_flush(w, e);
        return rc ? rc : write_all(w, p, n, e);
    }
    sl_put(&w->b, p, n);
    return w->b.n >= KEEP ? sl_writer_flush(w, e) : 0;
}

int sl_writer_flush(sl_writer *w, sl_err *e) {
    if (w->packer) return 0;
    int rc = write_all(w, sl_view(&w->b).p, w->b.n, e);
    sl_clear(&w->b);
    return rc;
}

int sl_writer_patch(sl_writer *w, uint64_t at, sl_str s, sl_err *e) {
    if (w->packer || lseek(w->fd, 0, SEEK_CUR) < 0) return 0;
    int rc = sl_writer_flush(w, e);
    if (rc) return rc;
    return pwrite(w->fd, s.p, s.n, (off_t)at) == (ssize_t)s.n ? 0 : sl_fail_io(e, w->path, "cannot write");
}

/* Standard output stays open, lest its number be given to another file; a duplicate tells what closing would. */
static int close_fd(int fd) { return close(fd == 1 ? dup(fd) : fd); }

/* FILE.gzi under a temporary name; it comes with FILE. One member needs none. */
static int write_index(sl_writer *w, sl_err *e) {
    sl_buf name = {0}, text = {0};
    w->removes = w->index.n < 2 || w->index.points[1].text == w->index.text;
    if (w->removes) return 0;
    sl_printf(&name, "%s.gzi", w->temp.path);
    sl_gzindex_put(&w->index, &text);
    int fd = sl_temp_create(&w->index_temp, sl_buf_c(&name), e), rc = fd < 0 ? e->code : write_to(fd, sl_buf_c(&name), text.p, text.n, e);
    if (fd >= 0 && close(fd) != 0 && rc == 0) rc = sl_fail_io(e, sl_buf_c(&name), "cannot close");
    sl_buf_free(&name);
    sl_buf_free(&text);
    return rc;
}

int sl_writer_finish(sl_writer *w, sl_err *e) {
    int rc = w->packer ? sl_packer_end(w->packer, e) : sl_writer_flush(w, e);
    if (close_fd(w->fd) != 0 && rc == 0) rc = sl_fail_io(e, w->path, "cannot close");
    w->fd = -1;
    return rc == 0 && w->indexed ? write_index(w, e) : rc;
}

/* An index that an earlier file of this name had, and this one has not. */
static void remove_index(const sl_writer *w) {
    sl_buf name = {0};
    sl_printf(&name, "%s.gzi", w->temp.path);
    unlink(sl_buf_c(&name));
    sl_buf_free(&name);
}

int sl_writer_commit(sl_writer *const *w, size_t n, sl_err *e) {
    sl_temp **t = sl_alloc(2 * n * sizeof *t);
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        if (w[i]->temp.name) t[k++] = &w[i]->temp;
        if (w[i]->index_temp.name) t[k++] = &w[i]->index_temp;
    }
    int rc = sl_temp_commit(t, k, e);
    free(t);
    for (size_t i = 0; i < n; i++) {
        if (rc == 0 && w[i]->removes) remove_index(w[i]);
        sl_writer_abort(w[i]);
    }
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
    sl_packer_free(w->packer);
    sl_temp_free(&w->temp);
    sl_temp_free(&w->index_temp);
    sl_gzindex_free(&w->index);
    sl_buf_free(&w->b);
    free(w->path);
    free(w);
}

void sl_writer_cleanup(void) { sl_temp_cleanup(); }
