/* Members anywhere in a file; see probe.h. */
#include "probe.h"
#include <errno.h>
#include <unistd.h>

enum { FIRST = 1 << 12, STEP = 1 << 18, OUT = 1 << 17, MAGIC = 4 };

int sl_probe_read(const sl_probe *p, uint64_t at, size_t n, sl_buf *b, sl_err *e) {
    char *to = sl_need(b, n);
    ssize_t got;
    do got = pread(p->fd, to, n, (off_t)at);
    while (got < 0 && errno == EINTR);
    if (got < 0) return sl_fail_io(e, p->name, "cannot read");
    b->n += (size_t)got;
    return 0;
}

/* Does a member begin here? */
static bool good_head(sl_probe *p, sl_str b) {
    p->codec = sl_codec_by_magic(b);
    p->why = "no member begins here";
    if (p->codec == SL_PLAIN) return false;
    if (!p->z) p->z = sl_inflate_new(false);
    sl_member m = sl_inflate_start(p->z, p->codec, b);
    p->bgzf = m == SL_MEMBER_OK && p->codec == SL_GZIP && b.n > 13 && b.p[3] & 4 && !memcmp(b.p + 12, "BC", 2);
    p->why = m == SL_MEMBER_LIMIT ? "this build cannot read it" : "bad header";
    return m == SL_MEMBER_OK || m == SL_MEMBER_TRUNCATED;
}

/* One step with what is in raw from p->end on. 1 and 0 as sl_probe_member(), minus a code; 2: go on. */
static int inflate_some(sl_probe *p, sl_str *in, sl_probe_put *put, void *ctx) {
    size_t got, had = in->n;
    sl_clear(&p->out);
    sl_inflated how = sl_inflate_step(p->z, in, sl_need(&p->out, OUT), OUT, &got);
    p->end += had - in->n;
    p->bytes += got;
    if (got) p->lf = p->out.p[got - 1] == '\n';
    int rc = got && put ? put(ctx, sl_slice(p->out.p, got)) : 0;
    if (rc) return -rc;
    if (how == SL_INFLATE_END) return 1;
    p->why = sl_inflate_why(p->z);
    return how == SL_INFLATE_BAD ? 0 : 2;
}

int sl_probe_member(sl_probe *p, uint64_t at, uint64_t enough, sl_probe_put *put, void *ctx, sl_err *e) {
    size_t step = FIRST;
    sl_str in;
    p->start = p->end = at;
    p->bytes = 0;
    p->lf = false;
    sl_clear(&p->raw);
    int rc = sl_probe_read(p, at, step, &p->raw, e), how = 2;
    if (rc) return -rc;
    if (!good_head(p, sl_view(&p->raw))) return 0;
    for (in = sl_view(&p->raw); how == 2 && !(enough && p->bytes >= enough);) {
        uint64_t made = p->bytes;
        if (in.n || p->raw.n == step) how = inflate_some(p, &in, put, ctx);    /* a full buffer: more may be pending within */
        if (how != 2 || in.n || p->bytes > made) continue;
        sl_clear(&p->raw);
        step = STEP;
        if ((rc = sl_probe_read(p, p->end, step, &p->raw, e))) return -rc;
        in = sl_view(&p->raw);
        p->why = "truncated";
        if (!in.n) return 0;
    }
    return how == 2 ? 1 : how;
}

/* The next place in b, from *at on, where a magic stands. */
static bool next_magic(sl_codec codec, sl_str b, size_t *at) {
    static const sl_str gzip = {"\x1F\x8B\x08", 3}, zstd = {"\x28\xB5\x2F\xFD", MAGIC};
    const char *g = codec == SL_ZSTD ? NULL : memmem(b.p + *at, b.n - *at, gzip.p, gzip.n);
    const char *z = codec == SL_GZIP ? NULL : memmem(b.p + *at, b.n - *at, zstd.p, zstd.n);
    const char *q = !g || (z && z < g) ? z : g;
    if (q) *at = (size_t)(q - b.p);
    return q;
}

int sl_probe_next(sl_probe *p, uint64_t from, uint64_t to, uint64_t enough, sl_err *e) {
    sl_codec codec = p->codec;
    sl_buf b = {0};
    int found = 0;
    while (found == 0 && from < to) {
        sl_clear(&b);
        int rc = sl_probe_read(p, from, STEP, &b, e);
        if (rc) found = -rc;
        for (size_t at = 0; found == 0 && next_magic(codec, sl_view(&b), &at) && from + at < to; at++) {
            found = sl_probe_member(p, from + at, enough, NULL, NULL, e);
        }
        if (b.n < MAGIC) break;
        from += b.n - (MAGIC - 1);
    }
    if (found == 0) p->codec = codec;
    sl_buf_free(&b);
    return found;
}

void sl_probe_free(sl_probe *p) {
    sl_inflate_free(p->z);
    sl_buf_free(&p->raw);
    sl_buf_free(&p->out);
}
