/* Whole members, inflated in batches; see reader.h. */
#include "sluis/io.h"
#include "reader.h"

enum { BATCH = 1 << 18 };        /* bytes of members that one batch takes, or one member that is longer */

/* What the header at the start of b tells: the size of its member; 0: not that, or not yet. */
static sl_member look(sl_str b, sl_codec codec, size_t *size) {
    size_t head;
    *size = 0;
    return codec == SL_ZSTD ? sl_frame_size(b, size) : sl_member_header(b, &head, size);
}

/* How many bytes at the start of the unused are whole members whose size is known. */
static size_t known_members(const sl_reader *r) {
    sl_str b = sl_intake_view(&r->in);
    size_t all = 0, size;
    uint64_t start = sl_intake_place(&r->in);
    while (all < BATCH && all < b.n && start + all < r->share && sl_codec_by_magic(sl_slice(b.p + all, b.n - all)) == r->codec &&
           look(sl_slice(b.p + all, b.n - all), r->codec, &size) == SL_MEMBER_OK && size && size <= b.n - all && size <= SL_READ_WINDOW)
        all += size;
    return all;
}

/* The next batch; 0: there is none, unless there were *want bytes (0: never). Members of unknown size are tried all at once: what is not whole comes back. */
static size_t next_batch(const sl_reader *r, size_t *want) {
    sl_str b = sl_intake_view(&r->in);
    size_t known = known_members(r), size;
    *want = !b.n;
    if (known || !b.n) return known;
    if (sl_reader_next_shard(r)) return *want = 0;
    sl_member m = look(b, r->codec, &size);
    if (m == SL_MEMBER_TRUNCATED) *want = r->codec == SL_ZSTD ? SL_READ_WINDOW : b.n < SL_READ_HEAD ? SL_READ_HEAD : 0;
    else if (m == SL_MEMBER_OK && size) *want = size <= SL_READ_WINDOW ? size : 0;
    else if (m == SL_MEMBER_OK && !r->long_ones && r->share == UINT64_MAX && !sl_members_any(r->members)) *want = SL_READ_WINDOW;
    if (m == SL_MEMBER_OK && !size && *want && (b.n >= SL_READ_WINDOW || r->in.eof)) return b.n;
    if (b.n >= *want) *want = 0;
    return 0;
}

static bool have_members(sl_reader *r) {
    if (r->members && r->members_of == r->codec) return true;
    if (r->members && sl_members_any(r->members)) return false;
    sl_members_free(r->members);
    r->members = sl_backend_reader(r->codec) ? sl_members_new(r->codec, r->threads) : NULL;
    r->members_of = r->codec;
    return r->members;
}

/* Give what can be had without waiting for input that is slow to come. An error of reading waits until what was given is taken. */
void sl_reader_feed(sl_reader *r, const sl_step *s) {
    while (have_members(r) && !r->alone && !r->broken.code && sl_members_room(r->members)) {
        size_t want, n = next_batch(r, &want);
        if (n) {
            sl_members_give(r->members, sl_slice(sl_intake_view(&r->in).p, n));
            r->in.from += n;
            continue;
        }
        if (!want || r->in.eof || !s->may_read || !sl_intake_quick(&r->in, sl_members_any(r->members) ? 0 : SL_READ_GRACE)) break;
        sl_intake_fill(&r->in, SL_READ_STEP, &r->broken);
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

void sl_reader_take(sl_reader *r) {
    sl_str rest;
    sl_members_take(r->members, &r->ready, &rest);
    bool none = r->ready.n == 0;
    r->ready = sl_reader_own(r, r->ready);
    if (!rest.n) return;
    sl_puts((sl_clear(&r->out), &r->out), r->ready);     /* the batch's memory is used again */
    r->ready = sl_view(&r->out);
    unread(r, rest);
    r->alone = none;
    r->long_ones |= none;
}
