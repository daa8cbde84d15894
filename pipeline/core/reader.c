/* Reading: plain bytes, gzip or zstd, told by magic; see sluis/io.h.
 *
 * Members that are whole in memory are inflated in batches, ahead of the reader where there are threads (members.h). What cannot be had so (a
 * member that is long, comes slowly or is damaged) is streamed (inflate.h) from its start: so both ways give the same bytes and errors. */
#include "sluis/io.h"
#include "inflate.h"
#include "intake.h"
#include "members.h"
#include "probe.h"
#include "shard.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STEP = 1 << 18, BATCH = 1 << 18, WINDOW = 1 << 22, STREAMED = 1 << 17, HEAD = 1 << 16, SMALL = 1 << 19, THREADS = 4, GRACE = 2 };
typedef enum { SNIFF, PLAIN, MEMBER, STREAM, PADDING, DONE } mode;
/* Where in a shard of members: before its first line; within; in members of the next shard, which may hold the end of its last line; behind that. */
typedef enum { WITHIN, BEFORE, LAST_LINE, BEHIND } place;

struct sl_reader {
    sl_intake in;
    mode mode;
    sl_codec codec;              /* of the member at hand */
    sl_members *members;         /* NULL: not wanted yet, or not to be had */
    sl_codec members_of;
    bool alone;                  /* the next member cannot be had whole: stream it */
    bool long_ones;              /* so it was with an earlier one: those of unknown size are not tried any more */
    bool small;                  /* a file not worth a thread */
    sl_inflate *stream;
    uint64_t start, given;       /* of the member being streamed: where it begins, from 0, and the bytes it gave */
    sl_buf out;                  /* what was streamed */
    sl_str ready;                /* inflated and not yet delivered; borrowed from `out` or a batch */
    place place;
    uint64_t lines;              /* before those that are read */
    uint64_t share;              /* members from here on are the next shard's */
    sl_err late, broken;         /* what ended it; an error of reading that came before all was delivered */
};

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
    r->small = r->in.regular && st.st_size < SMALL;
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
    if (rc) sl_reader_close(*r);
    return rc;
}

/* What of the bytes that were inflated is the shard's. */
static sl_str own(sl_reader *r, sl_str s) {
    const char *lf = r->place && s.n ? memchr(s.p, '\n', s.n) : NULL;
    size_t n = lf ? (size_t)(lf - s.p) + 1 : s.n;
    if (r->place == WITHIN) return s;
    if (r->place == BEFORE) {
        if (lf) r->place = WITHIN;
        return sl_slice(s.p + n, s.n - n);
    }
    if (r->place == BEHIND) return sl_slice(s.p, 0);
    if (lf) r->place = BEHIND;
    return sl_slice(s.p, n);
}

/* A member that is the next shard's begins. One of them is read to its end, though its line may end sooner: so damage between shards is seen by one. */
static void leave_share(sl_reader *r) {
    if (r->place == BEFORE || r->place == BEHIND) r->mode = DONE;
    else r->place = LAST_LINE;
}

/* Steps return 0 or a code; with may_read false a step that needs input does nothing and sets *wants. */
typedef struct { bool may_read, wants; } step;

static int more(sl_reader *r, size_t max, step *s, sl_err *e) {
    s->wants = !s->may_read;
    return s->may_read ? sl_intake_fill(&r->in, max, e) : 0;
}

static int damaged(sl_reader *r, uint64_t at, const char *what, const char *why, sl_err *e) {
    return sl_fail(e, SL_EDATA, r->in.name, 0, at + 1, "%s %s%s%s", what, sl_codec_text(r->codec), *why ? ": " : "", why);
}

/* May these bytes be the beginning of a magic that is longer? */
static bool undecided(sl_str b) {
    static const sl_str magic[] = {{"\x1F\x8B", 2}, {"\x28\xB5\x2F\xFD", 4}};
    if (!b.n) return true;
    for (size_t i = 0; i < 2; i++)
        if (b.n < magic[i].n && !memcmp(b.p, magic[i].p, b.n)) return true;
    return b.n < 4 && (b.p[0] & 0xF0) == 0x50 && !memcmp(b.p + 1, "\x2A\x4D\x18", b.n - 1);
}

/* Bytes that are a header of ours but for a few bits are damage, not text. Up to 16 are looked at, and none is waited for behind an LF, as
 * that ends a line to be answered. 1 yes, 0 no, -1 more are needed. */
static int damaged_start(sl_str b) {
    static const unsigned char ours[] = {0x1F, 0x8B, 0x08, 0x04, 0, 0, 0, 0, 0};
    size_t head, size, n = b.n < 16 ? b.n : 16;
    int flips = 0;
    for (size_t i = 0; i < n && i < sizeof ours; i++) flips += __builtin_popcount((unsigned char)b.p[i] ^ ours[i]);
    if (flips > 3 || memchr(b.p, '\n', n)) return 0;
    return n < 16 ? -1 : sl_member_header(b, &head, &size) == SL_MEMBER_CORRUPT;
}

static int sniff(sl_reader *r, step *s, sl_err *e) {
    sl_str b = sl_intake_view(&r->in);
    if (undecided(b) && !r->in.eof) return more(r, STEP >> 2, s, e);
    int damage = sl_codec_by_magic(b) == SL_PLAIN ? damaged_start(b) : 0;
    if (damage < 0 && !r->in.eof) return more(r, STEP >> 2, s, e);
    if (damage > 0) return r->codec = SL_GZIP, damaged(r, 0, "corrupt", "bad header", e);
    r->codec = sl_codec_by_magic(b);
    r->mode = r->codec == SL_PLAIN ? PLAIN : MEMBER;
    return 0;
}

/* Members by whole batches. */

/* What the header at the start of b tells: the size of its member; 0: not that, or not yet. */
static sl_member look(sl_str b, sl_codec codec, size_t *size) {
    size_t head;
    *size = 0;
    return codec == SL_ZSTD ? sl_frame_size(b, size) : sl_member_header(b, &head, size);
}

static bool start_of_next(const sl_reader *r) { return sl_intake_place(&r->in) >= r->share; }

/* How many bytes at the start of the unused are whole members whose size is known. */
static size_t known_members(const sl_reader *r) {
    sl_str b = sl_intake_view(&r->in);
    size_t all = 0, size;
    uint64_t start = sl_intake_place(&r->in);
    while (all < BATCH && all < b.n && start + all < r->share && sl_codec_by_magic(sl_slice(b.p + all, b.n - all)) == r->codec &&
           look(sl_slice(b.p + all, b.n - all), r->codec, &size) == SL_MEMBER_OK && size && size <= b.n - all && size <= WINDOW)
        all += size;
    return all;
}

/* The next batch; 0: there is none, unless there were *want bytes (0: never). Members of unknown size are tried all at once: what is not whole comes back. */
static size_t next_batch(const sl_reader *r, size_t *want) {
    sl_str b = sl_intake_view(&r->in);
    size_t known = known_members(r), size;
    *want = !b.n;
    if (known || !b.n) return known;
    if (start_of_next(r)) return *want = 0;
    sl_member m = look(b, r->codec, &size);
    if (m == SL_MEMBER_TRUNCATED) *want = r->codec == SL_ZSTD ? WINDOW : b.n < HEAD ? HEAD : 0;
    else if (m == SL_MEMBER_OK && size) *want = size <= WINDOW ? size : 0;
    else if (m == SL_MEMBER_OK && !r->long_ones && r->share == UINT64_MAX && !sl_members_any(r->members)) *want = WINDOW;
    if (m == SL_MEMBER_OK && !size && *want && (b.n >= WINDOW || r->in.eof)) return b.n;
    if (b.n >= *want) *want = 0;
    return 0;
}

static bool have_members(sl_reader *r) {
    if (r->members && r->members_of == r->codec) return true;
    if (r->members && sl_members_any(r->members)) return false;
    sl_members_free(r->members);
    r->members = sl_backend_reader(r->codec) ? sl_members_new(r->codec, r->small ? 0 : threads) : NULL;
    r->members_of = r->codec;
    return r->members;
}

/* Give what can be had without waiting for input that is slow to come. An error of reading waits until what was given is taken. */
static void feed(sl_reader *r, const step *s) {
    while (have_members(r) && !r->alone && !r->broken.code && sl_members_room(r->members)) {
        size_t want, n = next_batch(r, &want);
        if (n) {
            sl_members_give(r->members, sl_slice(sl_intake_view(&r->in).p, n));
            r->in.from += n;
            continue;
        }
        if (!want || r->in.eof || !s->may_read || !sl_intake_quick(&r->in, sl_members_any(r->members) ? 0 : GRACE)) break;
        sl_intake_fill(&r->in, STEP, &r->broken);
    }
}

/* From a member on that is not whole or not good, all comes back. */
static void unread(sl_reader *r, sl_str rest) {
    sl_buf back = {0};
    sl_puts(&back, rest);
    sl_members_back(r->members, &back);
    sl_puts(&back, sl_intake_view(&r->in));
    sl_buf_free(&r->in.b);
    r->in.b = back;
    r->in.from = 0;
}

static void take(sl_reader *r) {
    sl_str rest;
    sl_members_take(r->members, &r->ready, &rest);
    bool none = r->ready.n == 0;
    r->ready = own(r, r->ready);
    if (!rest.n) return;
    sl_puts((sl_clear(&r->out), &r->out), r->ready);     /* the batch's memory is used again */
    r->ready = sl_view(&r->out);
    unread(r, rest);
    r->alone = none;
    r->long_ones |= none;
}

/* Members as streams. */

static int begin_stream(sl_reader *r, step *s, sl_err *e) {
    sl_str b = sl_intake_view(&r->in);
    if (!r->stream) r->stream = sl_inflate_new(r->in.regular);
    sl_member m = sl_inflate_start(r->stream, r->codec, b);
    if (m == SL_MEMBER_TRUNCATED && !r->in.eof && b.n < HEAD * 2) return more(r, STEP, s, e);
    if (m == SL_MEMBER_LIMIT) return sl_fail(e, SL_EDATA, r->in.name, 0, 0, "is %s, which this build cannot read", sl_codec_text(r->codec));
    if (m != SL_MEMBER_OK && m != SL_MEMBER_TRUNCATED) return damaged(r, sl_intake_place(&r->in), "corrupt", "bad header", e);
    r->alone = false;
    r->start = sl_intake_place(&r->in);
    r->given = 0;
    r->mode = STREAM;
    return 0;
}

/* The bytes of a damaged member that were not given before. */
static int rest_of(void *ctx, sl_str s) {
    sl_reader *r = ctx;
    size_t skip = r->given < s.n ? (size_t)r->given : s.n;
    r->given -= skip;
    sl_put(&r->out, s.p + skip, s.n - skip);
    return 0;
}

/* The member at hand is damaged or cut off. Of a file it is inflated once more, from its start and in the same pieces always; what the fast way
 * gave with the error does not count, as some of it may be made up. */
static int damaged_member(sl_reader *r, const char *what, const char *why, sl_err *e) {
    sl_probe p = {.fd = r->in.fd, .name = r->in.name};
    if (!r->in.regular) return damaged(r, sl_intake_place(&r->in), what, why, e);
    sl_clear(&r->out);
    int good = sl_probe_member(&p, r->start, 0, rest_of, r, e);
    r->ready = sl_view(&r->out);
    if (good == 0) what = !strcmp(p.why, "truncated") ? "truncated" : "corrupt";
    if (good >= 0) damaged(r, p.end, what, good || *what == 't' ? "" : p.why, e);
    sl_probe_free(&p);
    return e->code;
}

static int stream(sl_reader *r, step *s, sl_err *e) {
    sl_str b = sl_intake_view(&r->in);
    size_t got;
    sl_clear(&r->out);
    sl_inflated how = sl_inflate_step(r->stream, &b, sl_need(&r->out, STREAMED), STREAMED, &got);
    r->in.from = r->in.b.n - b.n;
    r->ready = sl_slice(r->out.p, got);
    if (how == SL_INFLATE_BAD) damaged_member(r, "corrupt", sl_inflate_why(r->stream), e);
    else if (how == SL_INFLATE_MORE && !got && !b.n && r->in.eof) damaged_member(r, "truncated", "", e);
    r->given += got;
    r->ready = own(r, r->ready);
    if (e->code) return e->code;
    if (how == SL_INFLATE_END) return r->mode = MEMBER, 0;
    if (got || b.n) return 0;
    return more(r, STEP >> 2, s, e);
}

/* At the start of a member, or behind the last one. */
static int at_member(sl_reader *r, step *s, sl_err *e) {
    feed(r, s);
    if (r->members && sl_members_any(r->members)) return take(r), 0;
    if (r->broken.code) return *e = r->broken, e->code;
    if (start_of_next(r)) leave_share(r);
    if (r->mode == DONE) return 0;
    sl_str b = sl_intake_view(&r->in);
    if (undecided(b) && !r->in.eof) return more(r, STEP, s, e);
    if (!b.n) return r->mode = DONE, 0;
    if (b.p[0] == 0) return r->mode = PADDING, 0;
    sl_codec next = sl_codec_by_magic(b);
    if (next == SL_PLAIN)
        return sl_fail(e, SL_EDATA, r->in.name, 0, sl_intake_place(&r->in) + 1, "corrupt %s: garbage behind a member", sl_codec_text(r->codec));
    if (next != r->codec) return r->codec = next, 0;
    s->wants = !s->may_read && !r->in.eof && sl_intake_quick(&r->in, GRACE);     /* it may yet come whole */
    return s->wants ? 0 : begin_stream(r, s, e);
}

/* Zero bytes at the end are padding, as tapes and some file systems leave it; before anything else they are a hole in the file. */
static int padding(sl_reader *r, step *s, sl_err *e) {
    sl_str b = sl_intake_view(&r->in);
    for (size_t i = 0; i < b.n; i++)
        if (b.p[i]) {
            uint64_t at = sl_intake_place(&r->in) + i + 1;
            return sl_fail(e, SL_EDATA, r->in.name, 0, at, "corrupt %s: zero bytes behind a member, and then others", sl_codec_text(r->codec));
        }
    r->in.from = r->in.b.n;
    if (r->in.eof) r->mode = DONE;
    return r->in.eof ? 0 : more(r, STEP, s, e);
}

static int one_step(sl_reader *r, step *s, sl_err *e) {
    static int (*const steps[])(sl_reader *, step *, sl_err *) = {[SNIFF] = sniff, [MEMBER] = at_member, [STREAM] = stream, [PADDING] = padding};
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
    step s = {.may_read = true};
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
    step s = {.may_read = false};
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
