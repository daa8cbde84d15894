/* zlib: always there, and the judge of what is damaged. */
#include "codec.h"
#include <stdlib.h>
#include <zlib.h>

enum { PIECE = 1 << 16 };

typedef struct {
    z_stream def, inf;
    int level;                   /* of def; 0: not initialised */
    bool inflates;               /* inf is initialised */
} state;

static void *allocate(void *ctx, unsigned n, unsigned size) { (void)ctx; return sl_alloc((size_t)n * size); }
static void release(void *ctx, void *p) { (void)ctx; free(p); }

static void *open_zlib(void) {
    state *s = sl_zalloc(sizeof *s);
    s->def.zalloc = s->inf.zalloc = allocate;
    s->def.zfree = s->inf.zfree = release;
    return s;
}

static void close_zlib(void *p) {
    state *s = p;
    if (s->level) deflateEnd(&s->def);
    if (s->inflates) inflateEnd(&s->inf);
    free(s);
}

static void prepare(state *s, int level) {
    if (s->level == level) deflateReset(&s->def);
    else {
        if (s->level) deflateEnd(&s->def);
        deflateInit2(&s->def, level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
        s->level = level;
    }
}

static void pack(void *p, int level, sl_str in, bool last, sl_buf *out) {
    state *s = p;
    prepare(s, level);
    size_t room = deflateBound(&s->def, in.n) + 16;
    s->def.next_out = (unsigned char *)sl_need(out, room);
    s->def.avail_out = (uInt)room;
    s->def.next_in = (unsigned char *)(uintptr_t)in.p;
    s->def.avail_in = (uInt)in.n;
    deflate(&s->def, last ? Z_FINISH : Z_FULL_FLUSH);
    out->n += room - s->def.avail_out;
}

static sl_member unpack(void *p, sl_str in, size_t *used, sl_buf *out, size_t limit) {
    state *s = p;
    size_t start = out->n;
    int rc = s->inflates ? inflateReset(&s->inf) : inflateInit2(&s->inf, -15);
    s->inflates = true;
    *used = 0;
    while (rc == Z_OK) {
        size_t piece = in.n - *used < 1u << 30 ? in.n - *used : 1u << 30;
        char *to = sl_need(out, PIECE);
        size_t room = out->cap - out->n < 1u << 30 ? out->cap - out->n : 1u << 30;
        s->inf.next_in = (unsigned char *)(uintptr_t)in.p + *used;
        s->inf.avail_in = (uInt)piece;
        s->inf.next_out = (unsigned char *)to;
        s->inf.avail_out = (uInt)room;
        rc = inflate(&s->inf, Z_NO_FLUSH);
        *used += piece - s->inf.avail_in;
        out->n += room - s->inf.avail_out;
        if (out->n - start > limit) return out->n = start, SL_MEMBER_LIMIT;
    }
    return rc == Z_STREAM_END ? SL_MEMBER_OK : rc == Z_BUF_ERROR ? SL_MEMBER_TRUNCATED : SL_MEMBER_CORRUPT;
}

static uint32_t crc(uint32_t c, const void *p, size_t n) { return (uint32_t)crc32_z(c, p, n); }

const sl_backend sl_backend_zlib = {.name = "zlib", .codec = SL_GZIP, .usual = 6, .fast = 1, .open = open_zlib, .close = close_zlib,
                                    .pack = pack, .joins = true, .unpack = unpack, .crc = crc};
