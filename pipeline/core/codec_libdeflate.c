/* libdeflate: zlib's ratio in a third of its time; whole members only. */
#ifdef SL_HAVE_LIBDEFLATE
#include "codec.h"
#include <libdeflate.h>
#include <stdlib.h>

enum { LEVELS = 9 };

typedef struct {
    struct libdeflate_compressor *pack[LEVELS + 1];      /* by level, made when first wanted */
    struct libdeflate_decompressor *unpack;
    size_t room;
} state;

static void *open_libdeflate(void) { return sl_zalloc(sizeof(state)); }

static void close_libdeflate(void *p) {
    state *s = p;
    for (int i = 0; i <= LEVELS; i++) libdeflate_free_compressor(s->pack[i]);
    libdeflate_free_decompressor(s->unpack);
    free(s);
}

static void pack(void *p, int level, sl_str in, bool last, sl_buf *out) {
    state *s = p;
    (void)last;
    if (!s->pack[level]) s->pack[level] = libdeflate_alloc_compressor(level);
    if (!s->pack[level]) sl_codec_oom();
    size_t room = libdeflate_deflate_compress_bound(s->pack[level], in.n);
    char *to = sl_need(out, room);
    out->n += libdeflate_deflate_compress(s->pack[level], in.p, in.n, to, room);
}

static sl_member once(void *p, sl_str in, char *to, size_t room, size_t *used, size_t *got) {
    enum libdeflate_result r = libdeflate_deflate_decompress_ex(p, in.p, in.n, to, room, used, got);
    return r == LIBDEFLATE_SUCCESS ? SL_MEMBER_OK : r == LIBDEFLATE_INSUFFICIENT_SPACE ? SL_MEMBER_LIMIT : SL_MEMBER_CORRUPT;
}

static sl_member unpack(void *p, sl_str in, size_t *used, sl_buf *out, size_t limit) {
    state *s = p;
    if (!s->unpack) s->unpack = libdeflate_alloc_decompressor();
    if (!s->unpack) sl_codec_oom();
    return sl_unpack_once(once, s->unpack, &s->room, in, used, out, limit);
}

const sl_backend sl_backend_libdeflate = {.name = "libdeflate", .codec = SL_GZIP, .usual = 6, .fast = 1, .open = open_libdeflate,
                                          .close = close_libdeflate, .pack = pack, .unpack = unpack, .crc = libdeflate_crc32};
#else
typedef int sl_no_libdeflate;
#endif
