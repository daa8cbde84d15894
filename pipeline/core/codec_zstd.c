/* zstd: the second codec. A member is a frame with its content's size and checksum. */
#ifdef SL_HAVE_ZSTD
#include "codec.h"
#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

enum { PIECE = 1 << 16 };

typedef struct { ZSTD_CCtx *pack; ZSTD_DCtx *unpack; } state;

static void *open_zstd(void) { return sl_zalloc(sizeof(state)); }

static void close_zstd(void *p) {
    state *s = p;
    ZSTD_freeCCtx(s->pack);
    ZSTD_freeDCtx(s->unpack);
    free(s);
}

static void pack(void *p, int level, sl_str in, bool last, sl_buf *out) {
    state *s = p;
    (void)last;
    if (!s->pack) s->pack = ZSTD_createCCtx();
    if (!s->pack) sl_codec_oom();
    ZSTD_CCtx_setParameter(s->pack, ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(s->pack, ZSTD_c_checksumFlag, 1);
    size_t room = ZSTD_compressBound(in.n);
    char *to = sl_need(out, room);
    size_t n = ZSTD_compress2(s->pack, to, room, in.p, in.n);
    if (ZSTD_isError(n)) sl_codec_oom();                 /* with room enough memory is all that can be missing */
    else out->n += n;
}

static sl_member judge(size_t rc) {
    switch (ZSTD_getErrorCode(rc)) {
    case ZSTD_error_checksum_wrong: return SL_MEMBER_CRC;
    case ZSTD_error_prefix_unknown: return SL_MEMBER_GARBAGE;
    case ZSTD_error_memory_allocation: sl_codec_oom(); return SL_MEMBER_CORRUPT;
    default: return SL_MEMBER_CORRUPT;
    }
}

static sl_member unpack(void *p, sl_str in, size_t *used, sl_buf *out, size_t limit) {
    state *s = p;
    size_t start = out->n, rc = 1;
    ZSTD_inBuffer from = {in.p, in.n, 0};
    if (!s->unpack) s->unpack = ZSTD_createDCtx();
    if (!s->unpack) sl_codec_oom();
    ZSTD_DCtx_reset(s->unpack, ZSTD_reset_session_only);
    do {
        ZSTD_outBuffer to = {sl_need(out, PIECE), out->cap - out->n, 0};
        size_t before = from.pos;
        to.size = out->cap - out->n;
        rc = ZSTD_decompressStream(s->unpack, &to, &from);
        out->n += to.pos;
        if (out->n - start > limit) return out->n = start, SL_MEMBER_LIMIT;
        if (!ZSTD_isError(rc) && rc && from.pos == before && to.pos == 0) break;
    } while (rc && !ZSTD_isError(rc));
    *used = from.pos;
    return rc == 0 ? SL_MEMBER_OK : ZSTD_isError(rc) ? judge(rc) : SL_MEMBER_TRUNCATED;
}

sl_member sl_frame_size(sl_str in, size_t *size) {
    size_t n = ZSTD_findFrameCompressedSize(in.p, in.n);
    *size = n;
    if (!ZSTD_isError(n)) return SL_MEMBER_OK;
    return ZSTD_getErrorCode(n) == ZSTD_error_srcSize_wrong ? SL_MEMBER_TRUNCATED : SL_MEMBER_GARBAGE;
}

const sl_backend sl_backend_zstd = {.name = "zstd", .codec = SL_ZSTD, .usual = 3, .fast = 1, .open = open_zstd, .close = close_zstd,
                                    .pack = pack, .unpack = unpack};
#else
#include "codec.h"
sl_member sl_frame_size(sl_str in, size_t *size) { (void)in; *size = 0; return SL_MEMBER_GARBAGE; }
#endif
