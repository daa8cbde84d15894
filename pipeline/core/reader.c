/* Reading: plain bytes or gzip, told by magic; see sluis/io.h.
 * inflate() is driven by hand because gzread() takes a truncated file for a finished one. */
#include "sluis/io.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { RAW = 1 << 16 };
typedef enum { SNIFF, PLAIN, GZIP, BETWEEN, DONE } mode;

struct sl_reader {
    int fd;
    char *name;
    mode mode;
    bool eof, zlib;              /* eof: of the descriptor; zlib: z is initialised */
    uint64_t at;                 /* bytes taken from the descriptor, for messages */
    z_stream z;
    unsigned char raw[RAW];
    size_t from, to;             /* raw[from..to) is not used yet */
    char warning[160];
};

static size_t limit;             /* set once, before any thread */

void sl_reader_limit(size_t bytes) { limit = bytes; }
static size_t at_most(size_t n) { return limit && n > limit ? limit : n; }

sl_reader *sl_reader_fd(int fd, const char *name) {
    sl_reader *r = sl_zalloc(sizeof *r);
    r->fd = fd;
    r->name = sl_strdup(sl_cstr(name));
    return r;
}

/* /dev/fd/N is an open file of the user's: a FIFO opened again would wait for a writer that may have come and gone. */
static int open_path(const char *path) {
    static const char dir[] = "/dev/fd/";
    const char *digits = path + sizeof dir - 1;
    if (strncmp(path, dir, sizeof dir - 1)) return open(path, O_RDONLY | O_CLOEXEC);
    size_t n = strspn(digits, "0123456789");
    if (n == 0 || n > 6 || digits[n]) return open(path, O_RDONLY | O_CLOEXEC);
    return fcntl((int)strtol(digits, NULL, 10), F_DUPFD_CLOEXEC, 3);
}

int sl_reader_open(sl_reader **r, const char *path, sl_err *e) {
    bool std = !strcmp(path, "-");
    struct stat st;
    int fd = std ? 0 : open_path(path);
    if (fd < 0) return sl_fail_io(e, path, "cannot open");
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        if (!std) close(fd);
        return sl_fail(e, SL_EIO, path, 0, 0, "is a directory");
    }
    *r = sl_reader_fd(fd, path);
    return 0;
}

static int fill(sl_reader *r, sl_err *e) {
    ssize_t n;
    if (r->from == r->to) r->from = r->to = 0;
    if (r->from) {
        memmove(r->raw, r->raw + r->from, r->to - r->from);
        r->to -= r->from;
        r->from = 0;
    }
    do n = read(r->fd, r->raw + r->to, at_most(RAW - r->to));
    while (n < 0 && errno == EINTR);
    if (n < 0) return sl_fail_io(e, r->name, "cannot read");
    r->eof = n == 0;
    r->to += (size_t)n;
    r->at += (uint64_t)n;
    return 0;
}

static uint64_t place(const sl_reader *r) { return r->at - (r->to - r->from) + 1; }

/* Two bytes of magic decide, or the first when it is another; a stream of one byte or none is plain. */
static int sniff(sl_reader *r, sl_err *e) {
    while (r->to - r->from < 2 && !r->eof && (r->from == r->to || r->raw[r->from] == 0x1F))     /* a lone LF is a line to answer */
        if (fill(r, e)) return e->code;
    bool gz = r->to - r->from >= 2 && r->raw[r->from] == 0x1F && r->raw[r->from + 1] == 0x8B;
    r->mode = gz ? GZIP : PLAIN;
    return 0;
}

static int start_member(sl_reader *r, sl_err *e) {
    int rc = r->zlib ? inflateReset2(&r->z, 15 + 16) : inflateInit2(&r->z, 15 + 16);
    if (rc != Z_OK) return sl_fail(e, SL_EIO, r->name, 0, 0, "out of memory for inflate");
    r->zlib = true;
    return 0;
}

/* Behind a member: another one, zero padding, the end, or garbage. */
static int between(sl_reader *r, sl_err *e) {
    for (;;) {
        while (r->from < r->to && r->raw[r->from] == 0) r->from++;
        if (r->to - r->from >= 2 || (r->eof && r->from == r->to)) break;
        if (r->eof) break;
        if (fill(r, e)) return e->code;
    }
    if (r->from == r->to) { r->mode = DONE; return 0; }
    if (r->to - r->from >= 2 && r->raw[r->from] == 0x1F && r->raw[r->from + 1] == 0x8B) {
        r->mode = GZIP;
        return start_member(r, e);
    }
    sl_buf w = {0};
    sl_printf(&w, "trailing garbage at byte %llu ignored", (unsigned long long)place(r));
    memcpy(r->warning, sl_buf_c(&w), w.n < sizeof r->warning - 1 ? w.n : sizeof r->warning - 1);
    sl_buf_free(&w);
    r->mode = DONE;
    return 0;
}

static int inflate_some(sl_reader *r, char *to, size_t max, size_t *got, sl_err *e) {
    if (r->from == r->to) {
        if (fill(r, e)) return e->code;
        if (r->from == r->to) return sl_fail(e, SL_EDATA, r->name, 0, place(r), "truncated gzip");
    }
    r->z.next_in = r->raw + r->from;
    r->z.avail_in = (uInt)(r->to - r->from);
    r->z.next_out = (unsigned char *)to;
    r->z.avail_out = (uInt)max;
    int rc = inflate(&r->z, Z_NO_FLUSH);
    r->from = r->to - r->z.avail_in;
    *got = max - r->z.avail_out;
    if (rc == Z_STREAM_END) r->mode = BETWEEN;
    else if (rc == Z_MEM_ERROR) return sl_fail(e, SL_EIO, r->name, 0, 0, "out of memory for inflate");
    else if (rc != Z_OK && rc != Z_BUF_ERROR)
        return sl_fail(e, SL_EDATA, r->name, 0, place(r), "corrupt gzip: %s", r->z.msg ? r->z.msg : "bad data");
    return 0;
}

static int plain_some(sl_reader *r, char *to, size_t max, size_t *got, sl_err *e) {
    ssize_t n;
    if (r->from < r->to) {
        *got = r->to - r->from < max ? r->to - r->from : max;
        memcpy(to, r->raw + r->from, *got);
        r->from += *got;
        return 0;
    }
    if (r->eof) return 0;
    do n = read(r->fd, to, at_most(max));
    while (n < 0 && errno == EINTR);
    if (n < 0) return sl_fail_io(e, r->name, "cannot read");
    r->eof = n == 0;
    r->at += (uint64_t)n;
    *got = (size_t)n;
    return 0;
}

int sl_read(sl_reader *r, sl_buf *b, size_t max, size_t *got, sl_err *e) {
    int rc = 0;
    *got = 0;
    if (max > 1u << 30) max = 1u << 30;
    if (r->mode == SNIFF) {
        if ((rc = sniff(r, e))) return rc;
        if (r->mode == GZIP && (rc = start_member(r, e))) return rc;
    }
    char *to = sl_need(b, max);
    while (rc == 0 && *got == 0 && r->mode != DONE) {
        if (r->mode == PLAIN) {
            rc = plain_some(r, to, max, got, e);
            break;
        }
        rc = r->mode == GZIP ? inflate_some(r, to, max, got, e) : between(r, e);
    }
    b->n += *got;                /* what came before damage is delivered with the error */
    return rc;
}

bool sl_read_would_block(sl_reader *r) {
    if (r->from < r->to || r->eof || r->mode == DONE) return false;
    struct pollfd p = {.fd = r->fd, .events = POLLIN};
    return poll(&p, 1, 0) == 0;
}

const char *sl_reader_name(const sl_reader *r) { return r->name; }
const char *sl_reader_warning(const sl_reader *r) { return r->warning[0] ? r->warning : NULL; }

void sl_reader_close(sl_reader *r) {
    if (!r) return;
    if (r->zlib) inflateEnd(&r->z);
    if (r->fd > 0) close(r->fd);
    free(r->name);
    free(r);
}

int sl_read_file(const char *path, sl_buf *b, sl_err *e) {
    sl_reader *r;
    size_t got = 1;
    int rc = sl_reader_open(&r, path, e);
    if (rc) return rc;
    while (rc == 0 && got) rc = sl_read(r, b, 1 << 16, &got, e);
    sl_reader_close(r);
    return rc;
}
