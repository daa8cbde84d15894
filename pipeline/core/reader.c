/* Reading: plain bytes, gzip or zstd, told by magic; see sluis/io.h.
 *
 * Members that are whole in memory are inflated in batches, ahead of the reader where there are threads (members.h). What cannot be had so (a
 * member that is long, comes slowly or is damaged) is streamed (inflate.h) from its start: so both ways give the same bytes and errors. */
#include "sluis/io.h"
#include "reader.h"
#include "shard.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SMALL = 1 << 19, THREADS = 4 };      /* bytes of a compressed file that is not worth a thread; most threads of one reader */

static unsigned threads;         /* set once, before any reader */

void sl_reader_limit(size_t bytes) { sl_intake_limit = bytes; }
void sl_reader_jobs(long jobs) { threads = jobs > 1 ? (unsigned)(jobs < THREADS ? jobs : THREADS) : 0; }

sl_reader *sl_reader_fd(int fd, const char *name) {
    sl_reader *r = sl_zalloc(sizeof *r);
    struct stat st;
    r->in.fd = fd;
    r->in.end = r->share = UINT64_MAX;
    r->in.name = sl_strdup(sl_cstr(name));
    r->in.regular = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    off_t at = r->in.regular ? lseek(fd, 0, SEEK_CUR) : 0;
    r->in.at = at > 0 ? (uint64_t)at : 0;
    r->threads = r->in.regular && st.st_size < SMALL ? 0 : threads;
    r->ready = SL_LIT("");
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

static void name_part(sl_reader *r, sl_shard s, uint64_t from) {
    sl_buf b = {0};
    sl_printf(&b, "%s (shard %u/%u, from byte %llu)", r->in.name, s.k, s.n, (unsigned long long)from + 1);
    free(r->in.name);
    r->in.name = sl_strdup(sl_view(&b));
    sl_buf_free(&b);
}

static int go_to(sl_reader *r, sl_shard s, const sl_part *p, sl_err *e) {
    if (p->empty) return r->mode = DONE, 0;
    if (lseek(r->in.fd, (off_t)p->from, SEEK_SET) < 0) return sl_fail_io(e, r->in.name, "cannot read");
    r->in.at = p->from;
    r->codec = p->codec;
    r->mode = p->codec == SL_PLAIN ? PLAIN : MEMBER;
    if (p->codec == SL_PLAIN) r->in.end = p->to;
    else r->share = p->to;
    if (s.k == 1) return 0;
    r->place = p->codec == SL_PLAIN ? WITHIN : BEFORE;
    if (p->before == UINT64_MAX) name_part(r, s, p->from);
    else r->lines = p->before + 1;
    return 0;
}

int sl_reader_open_part(sl_reader **r, const char *path, sl_shard s, sl_err *e) {
    sl_part p;
    int rc = sl_reader_open(r, path, e);
    if (rc || !s.n) return rc;
    rc = sl_shard_find((*r)->in.fd, path, &s, &p, e);
    if (rc == 0) rc = go_to(*r, s, &p, e);
    if (rc) {
        sl_reader_close(*r);
        *r = NULL;
    }
    return rc;
}

static int one_step(sl_reader *r, sl_step *s, sl_err *e) {
    static int (*const steps[])(sl_reader *, sl_step *, sl_err *) = {[SNIFF] = sl_reader_sniff, [MEMBER] = sl_reader_member, [STREAM] = sl_reader_stream, [PADDING] = sl_reader_padding};
    return steps[r->mode](r, s, e);
}

static int plain_some(sl_reader *r, char *to, size_t max, size_t *got, sl_err *e) {
    sl_str b = sl_intake_view(&r->in);
    if (!b.n) return r->in.eof ? 0 : sl_intake_read(&r->in, to, max, got, e);
    *got = b.n < max ? b.n : max;
    memcpy(to, b.p, *got);
    r->in.from += *got;
    return 0;
}

static void give_ready(sl_reader *r, char *to, size_t max, size_t *got) {
    *got = r->ready.n < max ? r->ready.n : max;
    memcpy(to, r->ready.p, *got);
    r->ready = sl_slice(r->ready.p + *got, r->ready.n - *got);
}

int sl_read(sl_reader *r, sl_buf *b, size_t max, size_t *got, sl_err *e) {
    sl_step s = {.may_read = true};
    int rc = 0;
    *got = 0;
    if (max > 1u << 30) max = 1u << 30;
    char *to = sl_need(b, max);
    while (!r->ready.n && !r->late.code && r->mode != PLAIN && r->mode != DONE) one_step(r, &s, &r->late);
    if (r->ready.n) give_ready(r, to, max, got);        /* what came before damage is delivered before the error */
    else if (r->late.code) *e = e->code ? *e : r->late, rc = r->late.code;
    else if (r->mode == PLAIN) rc = plain_some(r, to, max, got, e);
    b->n += *got;
    return rc;
}

bool sl_read_would_block(sl_reader *r) {
    sl_step s = {.may_read = false};
    while (!r->ready.n && !r->late.code && !s.wants && r->mode != PLAIN && r->mode != DONE) one_step(r, &s, &r->late);
    if (r->ready.n || r->late.code || r->mode == DONE || r->in.eof) return false;
    return (r->mode != PLAIN || !sl_intake_view(&r->in).n) && !sl_intake_quick(&r->in, 0);
}

uint64_t sl_reader_lines_before(const sl_reader *r) { return r->lines; }
const char *sl_reader_name(const sl_reader *r) { return r->in.name; }

void sl_reader_close(sl_reader *r) {
    if (!r) return;
    sl_members_free(r->members);
    sl_inflate_free(r->stream);
    if (r->in.fd > 0) close(r->in.fd);
    sl_buf_free(&r->in.b);
    sl_buf_free(&r->out);
    free(r->in.name);
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
