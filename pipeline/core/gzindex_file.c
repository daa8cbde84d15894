/* Seek indexes and files: reading FILE.gzi, holding it against FILE, making it anew. */
#include "sluis/codec.h"
#include "sluis/gzindex.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

enum { ENDS = 4096, LONGEST = 64 << 20 };

static int bad_line(const char *name, uint64_t line, sl_err *e) {
    return sl_fail(e, SL_EDATA, name, line, 0, "not an index of this version; 'sluis index' makes it anew");
}

/* A number and what ends it; false when there is none. base 16: exactly 16 digits. */
static bool take(sl_str *s, const char *before, char end, int base, uint64_t *v) {
    sl_str b = sl_cstr(before);
    if (!sl_starts(*s, b)) return false;
    s->p += b.n, s->n -= b.n;
    sl_str digits = sl_cut(s, end);
    if (digits.n == 0 || digits.n > 20 || (base == 16 && digits.n != 16)) return false;
    *v = 0;
    for (size_t i = 0; i < digits.n; i++) {
        int d = digits.p[i] <= '9' ? digits.p[i] - '0' : digits.p[i] - 'a' + 10;
        if (d < 0 || d >= base || __builtin_mul_overflow(*v, (uint64_t)base, v) || __builtin_add_overflow(*v, (uint64_t)d, v)) return false;
    }
    return true;
}

static bool take_point(sl_str line, sl_gzpoint *p) {
    if (!take(&line, "", '\t', 10, &p->at) || !take(&line, "", '\t', 10, &p->text)) return false;
    sl_str rest = line, number = sl_cut(&rest, '\t');
    p->within = sl_ends(number, SL_LIT("+"));
    number.n -= p->within;
    return take(&number, "", '\t', 10, &p->lines) && number.n == 0 && take(&rest, "", '\t', 16, &p->hash) && rest.n == 0;
}

/* Points ascend, begin at 0, and lie within the file. */
static bool follows(const sl_gzindex *x, const sl_gzpoint *p) {
    const sl_gzpoint *q = x->n ? &x->points[x->n - 1] : NULL;
    if (p->at >= x->bytes || p->text > x->text || p->lines > x->lines) return false;
    return q ? p->at > q->at && p->text >= q->text && p->lines >= q->lines : p->at == 0 && p->text == 0 && p->lines == 0;
}

int sl_gzindex_parse(sl_gzindex *x, sl_str t, const char *name, sl_err *e) {
    sl_str head = sl_cut(&t, '\n');
    if (!sl_eq(head, SL_LIT("# sluis index 1"))) return bad_line(name, 1, e);
    head = sl_cut(&t, '\n');
    if (!take(&head, "# bytes=", ' ', 10, &x->bytes) || !take(&head, "text=", ' ', 10, &x->text) || !take(&head, "lines=", ' ', 10, &x->lines) ||
        !take(&head, "ends=", ' ', 16, &x->ends)) return bad_line(name, 2, e);
    for (uint64_t n = 3; t.n; n++) {
        sl_gzpoint p;
        if (!memchr(t.p, '\n', t.n) || !take_point(sl_cut(&t, '\n'), &p) || !follows(x, &p)) return bad_line(name, n, e);
        x->points = sl_grow(x->points, &x->cap, x->n + 1, sizeof *x->points);
        x->points[x->n++] = p;
    }
    return x->n ? 0 : bad_line(name, 3, e);
}

static bool read_at(int fd, sl_buf *b, uint64_t at, size_t n) {
    sl_clear(b);
    char *to = sl_need(b, n + 1);
    while (b->n < n) {
        ssize_t k = pread(fd, to + b->n, n - b->n, (off_t)(at + b->n));
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return false;
        b->n += (size_t)k;
    }
    return true;
}

static int stale(const char *path, sl_err *e) {
    return sl_fail(e, SL_EDATA, path, 0, 0, "its index (.gzi) is that of another file; 'sluis index' makes it anew");
}

static int hold_against(const sl_gzindex *x, int fd, const char *path, sl_err *e) {
    struct stat st;
    sl_buf first = {0}, last = {0};
    if (fstat(fd, &st) != 0) return sl_fail_io(e, path, "cannot read");
    if ((uint64_t)st.st_size != x->bytes) return stale(path, e);
    size_t n = x->bytes < ENDS ? (size_t)x->bytes : ENDS;
    bool good = read_at(fd, &first, 0, n) && read_at(fd, &last, x->bytes - n, n);
    good = good && XXH3_64bits_withSeed(last.p, last.n, XXH3_64bits(first.p, first.n)) == x->ends;
    sl_buf_free(&first);
    sl_buf_free(&last);
    return good ? 0 : stale(path, e);
}

int sl_gzindex_load(sl_gzindex *x, int fd, const char *path, bool *found, sl_err *e) {
    sl_buf name = {0}, text = {0};
    sl_printf(&name, "%s.gzi", path);
    int rc = 0;
    *found = sl_buf_file(&text, sl_buf_c(&name)) == 0;
    if (!*found && errno != ENOENT && errno != ENOTDIR) rc = sl_fail_io(e, sl_buf_c(&name), "cannot read");
    if (*found) rc = sl_gzindex_parse(x, sl_view(&text), sl_buf_c(&name), e);
    if (*found && rc == 0) rc = hold_against(x, fd, path, e);
    sl_buf_free(&name);
    sl_buf_free(&text);
    return rc;
}

int sl_gzindex_verify(const sl_gzindex *x, const sl_gzpoint *p, int fd, const char *path, sl_err *e) {
    sl_buf b = {0};
    uint64_t end = p + 1 < x->points + x->n ? p[1].at : x->bytes;
    bool good = read_at(fd, &b, p->at, (size_t)(end - p->at)) && XXH3_64bits(b.p, b.n) == p->hash;
    sl_buf_free(&b);
    return good ? 0 : stale(path, e);
}

typedef struct { const char *path; sl_str all, rest; sl_coder *c; sl_buf text; sl_err *e; } builder;

static int damaged(const builder *b, size_t used, const char *what) {
    return sl_fail(b->e, SL_EDATA, b->path, 0, (uint64_t)(b->rest.p - b->all.p) + used + 1, "%s", what);
}

static int next_member(builder *b, sl_gzindex *x) {
    size_t used = 0;
    sl_clear(&b->text);
    sl_member m = sl_member_unpack(b->c, b->rest, &used, &b->text, LONGEST);
    if (m == SL_MEMBER_LIMIT) return damaged(b, 0, "a member of more than 64 MiB has no use of an index; pack it anew");
    if (m == SL_MEMBER_GARBAGE && x->n) return damaged(b, 0, "what follows the last member is not compressed data");
    if (m != SL_MEMBER_OK) return damaged(b, used, sl_member_text(m));
    sl_str packed = sl_slice(b->rest.p, used);
    sl_gzpart part = sl_gzpart_of(packed, sl_view(&b->text));
    sl_gzindex_add(x, packed, &part);
    b->rest.p += used, b->rest.n -= used;
    return 0;
}

static int build(sl_gzindex *x, const char *path, sl_str all, sl_err *e) {
    builder b = {.path = path, .all = all, .rest = all, .e = e};
    const sl_backend *reader = sl_backend_reader(sl_codec_by_magic(all));
    if (!reader) return damaged(&b, 0, "not compressed: an index has nothing to point at");
    b.c = sl_coder_open(reader);
    int rc = 0;
    while (rc == 0 && b.rest.n) rc = next_member(&b, x);
    sl_coder_close(b.c);
    sl_buf_free(&b.text);
    return rc;
}

int sl_gzindex_build(sl_gzindex *x, const char *path, sl_err *e) {
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC), rc = 0;
    if (fd < 0) return sl_fail_io(e, path, "cannot open");
    if (fstat(fd, &st) != 0) rc = sl_fail_io(e, path, "cannot read");
    else if (!S_ISREG(st.st_mode)) rc = sl_fail(e, SL_EDATA, path, 0, 0, "not a file: an index belongs to one that can be read from anywhere");
    void *p = rc == 0 && st.st_size ? mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;
    if (p == MAP_FAILED) rc = sl_fail_io(e, path, "cannot read");
    else if (rc == 0) rc = build(x, path, p ? sl_slice(p, (size_t)st.st_size) : SL_LIT(""), e);
    if (p && p != MAP_FAILED) munmap(p, (size_t)st.st_size);
    close(fd);
    return rc;
}
