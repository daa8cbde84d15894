/* Reading a map, a side file, in step with a text; see sluis/sidemap.h. */
#include "sluis/sidemap.h"
#include "sluis/hash.h"
#include "sluis/io.h"
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STEP = 1 << 16 };

struct sl_sidemap {
    char *path;
    const char *stage, *columns;
    int fd;                          /* plain files and pipes */
    sl_reader *gz;                   /* or a compressed one */
    bool plain;                      /* a regular file that is not compressed: its head may be read again */
    sl_buf b; size_t from, seen;     /* b[from..n) is not used yet; up to `seen` holds no LF */
    uint64_t row;                    /* lines of the map that were read */
    uint64_t lines, hash;            /* of the head, as first read */
    char *note;
    uint64_t next;                   /* text line of the row read ahead; 0: none */
    sl_str ahead;                    /* its line, borrowed from b until more is read */
    uint64_t last_line;
    sl_str *v; size_t n, cap;
    sl_buf text;                     /* bytes of the rows of one text line */
    size_t *offset, offsets;         /* of each row in it */
    uint64_t first_row;
};

static int bad(sl_sidemap *m, sl_err *e, const char *what) { return sl_fail(e, SL_EDATA, m->path, m->row, 0, "%s", what); }

static int read_more(sl_sidemap *m, size_t *got, sl_err *e) {
    if (m->from) {
        memmove(m->b.p, m->b.p + m->from, m->b.n - m->from);
        m->b.n -= m->from, m->seen -= m->from, m->from = 0;
    }
    if (m->gz) return sl_read(m->gz, &m->b, STEP, got, e);
    ssize_t n;
    do n = read(m->fd, sl_need(&m->b, STEP), STEP);
    while (n < 0 && errno == EINTR);
    if (n < 0) return sl_fail_io(e, m->path, "cannot read");
    *got = (size_t)n;
    m->b.n += *got;
    return 0;
}

static int take_line(sl_sidemap *m, size_t n, size_t skip, sl_str *line) {
    *line = sl_slice(sl_view(&m->b).p + m->from, n);
    m->from = m->seen = m->from + n + skip;
    m->row++;
    return 1;
}

/* 1: a line; 0: no whole line is there yet; else minus the code. With `last` a line without LF counts. */
static int read_line(sl_sidemap *m, sl_str *line, bool last, sl_err *e) {
    for (;;) {
        size_t got = 0;
        const char *p = sl_view(&m->b).p, *lf = m->seen < m->b.n ? memchr(p + m->seen, '\n', m->b.n - m->seen) : NULL;
        if (lf) return take_line(m, (size_t)(lf - p) - m->from, 1, line);
        m->seen = m->b.n;
        int rc = read_more(m, &got, e);
        if (rc) return -rc;
        if (got) continue;
        return last && m->from < m->b.n ? take_line(m, m->b.n - m->from, 0, line) : 0;
    }
}

static int digit(char c, int base) {
    int d = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
    return d < base ? d : -1;
}

bool sl_sidemap_number(sl_str *s, int base, char until, uint64_t *v) {
    sl_str d = sl_cut(s, until);
    *v = 0;
    for (size_t i = 0; i < d.n; i++) {
        int k = digit(d.p[i], base);
        if (k < 0) return false;
        *v = *v * (unsigned)base + (unsigned)k;
    }
    return d.n && d.n <= 20;
}

static bool take(sl_str *s, sl_str lead) {
    if (!sl_starts(*s, lead)) return false;
    s->p += lead.n, s->n -= lead.n;
    return true;
}

/* s is left at the note. */
static bool parse_head(const sl_sidemap *m, sl_str *head, uint64_t *lines, uint64_t *hash) {
    sl_str s = *head;
    bool good = take(&s, SL_LIT("#sluis ")) && take(&s, sl_cstr(m->stage)) && take(&s, SL_LIT(" 1 lines=")) && sl_sidemap_number(&s, 10, ' ', lines) &&
                take(&s, SL_LIT("hash=")) && sl_sidemap_number(&s, 16, ' ', hash);
    *head = s;
    return good;
}

static int read_head(sl_sidemap *m, sl_err *e) {
    static const char no_names[] = "is no map: the line of column names is missing or other";
    sl_str line;
    int got = read_line(m, &line, false, e);
    if (got < 0) return -got;
    if (!got || !parse_head(m, &line, &m->lines, &m->hash))
        return sl_fail(e, SL_EDATA, m->path, 1, 0, "is no map: the head '#sluis %s 1 ...' is missing", m->stage);
    m->note = sl_strdup(line);
    got = read_line(m, &line, false, e);
    if (got < 0) return -got;
    if (!got || !take(&line, SL_LIT("#line\t")) || !sl_eq(line, sl_cstr(m->columns))) return sl_fail(e, SL_EDATA, m->path, 2, 0, "%s", no_names);
    return 0;
}

/* The first bytes tell plain from compressed. */
static int sniff(sl_sidemap *m, sl_err *e) {
    struct stat st;
    size_t got = 0;
    if (fstat(m->fd, &st)) return sl_fail_io(e, m->path, "cannot open");
    if (S_ISDIR(st.st_mode)) return sl_fail(e, SL_EIO, m->path, 0, 0, "is a directory");
    m->plain = S_ISREG(st.st_mode);
    int rc = read_more(m, &got, e);
    if (rc || sl_codec_by_magic(sl_view(&m->b)) == SL_PLAIN) return rc;
    if (!m->plain || lseek(m->fd, 0, SEEK_SET) < 0) return sl_fail(e, SL_EDATA, m->path, 0, 0, "a compressed map must be a file");
    m->plain = false;
    sl_clear(&m->b);
    m->gz = sl_reader_fd(m->fd, m->path);
    m->fd = -1;
    return 0;
}

int sl_sidemap_open(sl_sidemap **out, const char *path, const char *stage, const char *columns, sl_err *e) {
    sl_sidemap *m = sl_zalloc(sizeof *m);
    m->stage = stage;
    m->columns = columns;
    m->path = sl_strdup(sl_cstr(path));
    m->fd = open(path, O_RDONLY | O_CLOEXEC);
    int rc = m->fd < 0 ? sl_fail_io(e, path, "cannot open") : sniff(m, e);
    if (rc == 0) rc = read_head(m, e);
    if (rc) sl_sidemap_close(m);
    else *out = m;
    return rc;
}

/* Read one row ahead: m->next is its text line, 0 when there is none (yet). */
static int look_ahead(sl_sidemap *m, bool last, sl_err *e) {
    sl_str line;
    uint64_t n;
    if (m->next) return 0;
    int got = read_line(m, &line, last, e);
    if (got <= 0) return -got;
    if (!sl_sidemap_number(&line, 10, '\t', &n) || !n) return bad(m, e, "no line number in the first column");
    if (n < m->last_line) return bad(m, e, "lines go backwards");
    m->next = n;
    m->ahead = line;
    return 0;
}

/* Rows borrow from m->text, which moves while it grows: they are given when all of the line are there. */
static void take_ahead(sl_sidemap *m) {
    m->offset = sl_grow(m->offset, &m->offsets, m->n + 2, sizeof *m->offset);
    m->offset[m->n++] = m->text.n;
    sl_puts(&m->text, m->ahead);
    m->offset[m->n] = m->text.n;
    m->last_line = m->next;
    m->next = 0;
}

static void give(sl_sidemap *m) {
    m->v = sl_grow(m->v, &m->cap, m->n, sizeof *m->v);
    for (size_t i = 0; i < m->n; i++) m->v[i] = sl_slice(sl_view(&m->text).p + m->offset[i], m->offset[i + 1] - m->offset[i]);
}

static int too_late(sl_sidemap *m, sl_err *e) {
    return sl_fail(e, SL_EDATA, m->path, m->row, 0, "entry for line %llu came after that line was restored", (unsigned long long)m->next);
}

int sl_sidemap_line(sl_sidemap *m, uint64_t line, const sl_str **v, size_t *n, sl_err *e) {
    m->n = 0;
    sl_clear(&m->text);
    bool complete = m->lines > 0;                    /* as its head says: its last line may lack the LF */
    int rc = look_ahead(m, complete, e);
    m->first_row = m->row;
    if (rc == 0 && m->next && m->next < line) return too_late(m, e);
    while (rc == 0 && m->next == line) {
        take_ahead(m);
        rc = look_ahead(m, complete, e);
    }
    give(m);
    *v = m->v;
    *n = m->n;
    return rc;
}

int sl_sidemap_head(sl_sidemap *m, uint64_t *lines, uint64_t *hash, sl_err *e) {
    char head[512];
    ssize_t n = m->plain ? pread(m->fd, head, sizeof head, 0) : 0;
    if (n < 0) return sl_fail_io(e, m->path, "cannot read");
    sl_str s = sl_slice(head, (size_t)n), line = sl_cut(&s, '\n');
    if (n && !parse_head(m, &line, &m->lines, &m->hash)) return sl_fail(e, SL_EDATA, m->path, 1, 0, "the head changed while it was read");
    *lines = m->lines;
    *hash = m->hash;
    return 0;
}

int sl_sidemap_end(sl_sidemap *m, uint64_t lines, sl_err *e) {
    uint64_t want, hash;
    int rc = look_ahead(m, true, e);
    if (rc) return rc;
    if (m->next && m->next <= lines) return too_late(m, e);
    if (m->next)
        return sl_fail(e, SL_EDATA, m->path, m->row, 0, "is for line %llu, but the text has %llu: the map belongs to another text",
                       (unsigned long long)m->next, (unsigned long long)lines);
    rc = sl_sidemap_head(m, &want, &hash, e);
    if (rc || !want || want == lines) return rc;
    return sl_fail(e, SL_EDATA, m->path, 1, 0, "is of a text of %llu lines, but this one has %llu: the map belongs to another text",
                   (unsigned long long)want, (unsigned long long)lines);
}

int sl_sidemap_verify(sl_sidemap *m, const char *text, sl_err *e) {
    uint64_t lines, hash, h = 0, n = 0;
    sl_lines *l;
    sl_str line;
    int got, rc = sl_sidemap_head(m, &lines, &hash, e);
    if (rc == 0) rc = sl_lines_open(&l, text, e);
    if (rc) return rc;
    while ((got = sl_lines_next(l, &line, e)) > 0) h = sl_hash_line(h, line), n++;
    sl_lines_close(l);
    if (got < 0) return -got;
    if (!lines && n) return sl_fail(e, SL_EDATA, m->path, 1, 0, "has no hash (unfinished, or compressed): %s cannot be verified", text);
    if (n != lines)
        return sl_fail(e, SL_EDATA, text, 0, 0, "has %llu lines, but the map %s is of %llu: it belongs to another text",
                       (unsigned long long)n, m->path, (unsigned long long)lines);
    return h == hash ? 0 : sl_fail(e, SL_EDATA, text, 0, 0, "is not the text that the map %s was written with", m->path);
}

int sl_sidemap_bad(const sl_sidemap *m, size_t i, sl_err *e, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    int rc = sl_vfail(e, SL_EDATA, m->path, m->first_row + i, 0, fmt, ap);
    va_end(ap);
    return rc;
}

sl_str sl_sidemap_note(const sl_sidemap *m) { return m->note ? sl_cstr(m->note) : SL_LIT(""); }
uint64_t sl_sidemap_where(const sl_sidemap *m) { return m->first_row; }

void sl_sidemap_close(sl_sidemap *m) {
    if (!m) return;
    if (m->fd >= 0) close(m->fd);
    sl_reader_close(m->gz);
    free(m->path);
    free(m->note);
    free(m->v);
    free(m->offset);
    sl_buf_free(&m->b);
    sl_buf_free(&m->text);
    free(m);
}
