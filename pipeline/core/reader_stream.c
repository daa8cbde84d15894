/* One member as it comes; see reader.h. */
#include "sluis/io.h"
#include "probe.h"
#include "reader.h"

enum { STREAMED = 1 << 17 };     /* bytes inflated at a time */

/* What of the bytes that were inflated is the shard's. */
sl_str sl_reader_own(sl_reader *r, sl_str s) {
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

int sl_reader_begin(sl_reader *r, sl_step *s, sl_err *e) {
    sl_str b = sl_intake_view(&r->in);
    if (!r->stream) r->stream = sl_inflate_new(r->in.regular);
    sl_member m = sl_inflate_start(r->stream, r->codec, b);
    if (m == SL_MEMBER_TRUNCATED && !r->in.eof && b.n < SL_READ_HEAD * 2) return sl_reader_more(r, SL_READ_STEP, s, e);
    if (m == SL_MEMBER_LIMIT) return sl_fail(e, SL_EDATA, r->in.name, 0, 0, "is %s, which this build cannot read", sl_codec_text(r->codec));
    if (m != SL_MEMBER_OK && m != SL_MEMBER_TRUNCATED) return sl_reader_damaged(r, sl_intake_place(&r->in), "corrupt", "bad header", e);
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
    if (!r->in.regular) return sl_reader_damaged(r, sl_intake_place(&r->in), what, why, e);
    sl_clear(&r->out);
    int good = sl_probe_member(&p, r->start, 0, rest_of, r, e);
    r->ready = sl_view(&r->out);
    if (good == 0) what = !strcmp(p.why, "truncated") ? "truncated" : "corrupt";
    if (good >= 0) sl_reader_damaged(r, p.end, what, good || *what == 't' ? "" : p.why, e);
    sl_probe_free(&p);
    return e->code;
}

int sl_reader_stream(sl_reader *r, sl_step *s, sl_err *e) {
    sl_str b = sl_intake_view(&r->in);
    size_t got;
    sl_clear(&r->out);
    sl_inflated how = sl_inflate_step(r->stream, &b, sl_need(&r->out, STREAMED), STREAMED, &got);
    r->in.from = r->in.b.n - b.n;
    r->ready = sl_slice(r->out.p, got);
    if (how == SL_INFLATE_BAD) damaged_member(r, "corrupt", sl_inflate_why(r->stream), e);
    else if (how == SL_INFLATE_MORE && !got && !b.n && r->in.eof) damaged_member(r, "truncated", "", e);
    r->given += got;
    r->ready = sl_reader_own(r, r->ready);
    if (e->code) return e->code;
    if (how == SL_INFLATE_END) return r->mode = MEMBER, 0;
    if (got || b.n) return 0;
    return sl_reader_more(r, SL_READ_STEP >> 2, s, e);
}
