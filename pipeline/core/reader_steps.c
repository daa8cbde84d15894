/* What begins where in a file, and what has no place there; see reader.h. */
#include "sluis/io.h"
#include "reader.h"

int sl_reader_more(sl_reader *r, size_t max, sl_step *s, sl_err *e) {
    s->wants = !s->may_read;
    return s->may_read ? sl_intake_fill(&r->in, max, e) : 0;
}

int sl_reader_damaged(sl_reader *r, uint64_t at, const char *what, const char *why, sl_err *e) {
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

int sl_reader_sniff(sl_reader *r, sl_step *s, sl_err *e) {
    sl_str b = sl_intake_view(&r->in);
    if (undecided(b) && !r->in.eof) return sl_reader_more(r, SL_READ_STEP >> 2, s, e);
    int damage = sl_codec_by_magic(b) == SL_PLAIN ? damaged_start(b) : 0;
    if (damage < 0 && !r->in.eof) return sl_reader_more(r, SL_READ_STEP >> 2, s, e);
    if (damage > 0) return r->codec = SL_GZIP, sl_reader_damaged(r, 0, "corrupt", "bad header", e);
    r->codec = sl_codec_by_magic(b);
    r->mode = r->codec == SL_PLAIN ? PLAIN : MEMBER;
    return 0;
}

/* A member that is the next shard's begins. One of them is read to its end, though its line may end sooner: so damage between shards is seen by one. */
static void leave_share(sl_reader *r) {
    if (r->place == BEFORE || r->place == BEHIND) r->mode = DONE;
    else r->place = LAST_LINE;
}

/* At the start of a member, or behind the last one. */
int sl_reader_member(sl_reader *r, sl_step *s, sl_err *e) {
    sl_reader_feed(r, s);
    if (r->members && sl_members_any(r->members)) return sl_reader_take(r), 0;
    if (r->broken.code) return *e = r->broken, e->code;
    if (sl_reader_next_shard(r)) leave_share(r);
    if (r->mode == DONE) return 0;
    sl_str b = sl_intake_view(&r->in);
    if (undecided(b) && !r->in.eof) return sl_reader_more(r, SL_READ_STEP, s, e);
    if (!b.n) return r->mode = DONE, 0;
    if (b.p[0] == 0) return r->mode = PADDING, 0;
    sl_codec next = sl_codec_by_magic(b);
    if (next == SL_PLAIN)
        return sl_fail(e, SL_EDATA, r->in.name, 0, sl_intake_place(&r->in) + 1, "corrupt %s: garbage behind a member", sl_codec_text(r->codec));
    if (next != r->codec) return r->codec = next, 0;
    s->wants = !s->may_read && !r->in.eof && sl_intake_quick(&r->in, SL_READ_GRACE);     /* it may yet come whole */
    return s->wants ? 0 : sl_reader_begin(r, s, e);
}

/* Zero bytes at the end are padding, as tapes and some file systems leave it; before anything else they are a hole in the file. */
int sl_reader_padding(sl_reader *r, sl_step *s, sl_err *e) {
    sl_str b = sl_intake_view(&r->in);
    for (size_t i = 0; i < b.n; i++)
        if (b.p[i]) {
            uint64_t at = sl_intake_place(&r->in) + i + 1;
            return sl_fail(e, SL_EDATA, r->in.name, 0, at, "corrupt %s: zero bytes behind a member, and then others", sl_codec_text(r->codec));
        }
    r->in.from = r->in.b.n;
    if (r->in.eof) r->mode = DONE;
    return r->in.eof ? 0 : sl_reader_more(r, SL_READ_STEP, s, e);
}
