/* Members as streams; see inflate.h. */
#include "inflate.h"
#include <stdlib.h>
#include <zlib.h>
#ifdef SL_HAVE_ISAL
#include <isa-l/igzip_lib.h>
#endif
#ifdef SL_HAVE_ZSTD
#include <zstd.h>
#endif

typedef sl_inflated step(sl_inflate *z, sl_str *in, char *to, size_t max, size_t *got);

struct sl_inflate {
    z_stream gz;
    bool fast, zlib;             /* zlib: gz is initialised */
    void *isal, *zstd;
    step *step;
    size_t head, promise;        /* bytes of the header; those of the member, as it says, 0: it does not */
    bool summed;                 /* the header has the sum of what follows it */
    uint32_t want, sum;
    uint64_t taken;
    const char *why;
};

enum { MOST = 1 << 30 };         /* bytes in one call of zlib, which counts in 32 bits */

static void *allocate(void *ctx, unsigned n, unsigned size) { (void)ctx; return sl_alloc((size_t)n * size); }
static void release(void *ctx, void *p) { (void)ctx; free(p); }

sl_inflate *sl_inflate_new(bool fast) {
    sl_inflate *z = sl_zalloc(sizeof *z);
    z->fast = fast;
    z->gz.zalloc = allocate;
    z->gz.zfree = release;
    return z;
}

static sl_inflated step_gzip(sl_inflate *z, sl_str *in, char *to, size_t max, size_t *got) {
    size_t give = in->n < MOST ? in->n : MOST, take = max < MOST ? max : MOST;
    z->gz.next_in = (unsigned char *)(uintptr_t)in->p;
    z->gz.avail_in = (uInt)give;
    z->gz.next_out = (unsigned char *)to;
    z->gz.avail_out = (uInt)take;
    int rc = inflate(&z->gz, Z_NO_FLUSH);
    *in = sl_slice(in->p + give - z->gz.avail_in, in->n - give + z->gz.avail_in);
    *got = take - z->gz.avail_out;
    z->why = z->gz.msg ? z->gz.msg : "bad data";
    return rc == Z_STREAM_END ? SL_INFLATE_END : rc == Z_OK || rc == Z_BUF_ERROR ? SL_INFLATE_MORE : SL_INFLATE_BAD;
}

#ifdef SL_HAVE_ISAL
static sl_inflated step_isal(sl_inflate *z, sl_str *in, char *to, size_t max, size_t *got) {
    struct inflate_state *s = z->isal;
    size_t give = in->n < MOST ? in->n : MOST, take = max < MOST ? max : MOST;
    s->next_in = (uint8_t *)(uintptr_t)in->p;
    s->avail_in = (uint32_t)give;
    s->next_out = (uint8_t *)to;
    s->avail_out = (uint32_t)take;
    int rc = isal_inflate(s);
    *in = sl_slice(in->p + give - s->avail_in, in->n - give + s->avail_in);
    *got = take - s->avail_out;
    z->why = "bad data";
    return rc < 0 ? SL_INFLATE_BAD : s->block_state == ISAL_BLOCK_FINISH ? SL_INFLATE_END : SL_INFLATE_MORE;
}

static bool start_isal(sl_inflate *z) {
    if (!z->fast) return false;
    if (!z->isal) z->isal = sl_alloc(sizeof(struct inflate_state));
    isal_inflate_init(z->isal);
    ((struct inflate_state *)z->isal)->crc_flag = ISAL_GZIP;
    z->step = step_isal;
    return true;
}
#else
static bool start_isal(sl_inflate *z) { (void)z; return false; }
#endif

static void start_zlib(sl_inflate *z) {
    if (z->zlib) inflateReset2(&z->gz, 15 + 16);
    else inflateInit2(&z->gz, 15 + 16);
    z->zlib = true;
    z->step = step_gzip;
}

#ifdef SL_HAVE_ZSTD
static sl_inflated step_zstd(sl_inflate *z, sl_str *in, char *to, size_t max, size_t *got) {
    ZSTD_inBuffer from = {in->p, in->n, 0};
    ZSTD_outBuffer out = {to, max, 0};
    size_t rc = ZSTD_decompressStream(z->zstd, &out, &from);
    *in = sl_slice(in->p + from.pos, in->n - from.pos);
    *got = out.pos;
    z->why = ZSTD_isError(rc) ? ZSTD_getErrorName(rc) : "";
    return ZSTD_isError(rc) ? SL_INFLATE_BAD : rc ? SL_INFLATE_MORE : SL_INFLATE_END;
}

static bool start_zstd(sl_inflate *z) {
    if (!z->zstd) z->zstd = ZSTD_createDCtx();
    if (!z->zstd) free(sl_alloc(PTRDIFF_MAX - 1));           /* out of memory is the handler's */
    ZSTD_DCtx_reset(z->zstd, ZSTD_reset_session_only);
    z->step = step_zstd;
    return true;
}

static void free_zstd(sl_inflate *z) { ZSTD_freeDCtx(z->zstd); }
#else
static bool start_zstd(sl_inflate *z) { (void)z; return false; }
static void free_zstd(sl_inflate *z) { (void)z; }
#endif

sl_member sl_inflate_start(sl_inflate *z, sl_codec codec, sl_str in) {
    sl_member m = SL_MEMBER_OK;
    z->head = z->promise = z->taken = z->sum = 0;
    z->summed = false;
    if (codec == SL_ZSTD) return start_zstd(z) ? SL_MEMBER_OK : SL_MEMBER_LIMIT;
    m = sl_member_header(in, &z->head, &z->promise);
    if (m == SL_MEMBER_OK) z->summed = sl_member_sum(in, z->head, &z->want);
    if ((m == SL_MEMBER_OK || m == SL_MEMBER_TRUNCATED) && !start_isal(z)) start_zlib(z);
    return m;
}

/* Of the bytes taken those behind the header are summed. */
static void take(sl_inflate *z, sl_str taken) {
    uint64_t skip = z->taken < z->head ? z->head - z->taken : 0;
    z->taken += taken.n;
    if (z->summed && taken.n > skip) z->sum = (uint32_t)crc32_z(z->sum, (const unsigned char *)taken.p + skip, taken.n - skip);
}

static sl_inflated as_promised(sl_inflate *z) {
    z->why = "it is not what its header says";
    return (z->promise && z->promise != z->taken) || (z->summed && z->sum != z->want) ? SL_INFLATE_BAD : SL_INFLATE_END;
}

sl_inflated sl_inflate_step(sl_inflate *z, sl_str *in, char *to, size_t max, size_t *got) {
    sl_str had = *in;
    sl_inflated how = z->step(z, in, to, max, got);
    take(z, sl_slice(had.p, had.n - in->n));
    return how == SL_INFLATE_END ? as_promised(z) : how;
}
const char *sl_inflate_why(const sl_inflate *z) { return z->why; }

void sl_inflate_free(sl_inflate *z) {
    if (!z) return;
    if (z->zlib) inflateEnd(&z->gz);
    free_zstd(z);
    free(z->isal);
    free(z);
}

const char *sl_codec_text(sl_codec codec) { return codec == SL_ZSTD ? "zstd" : "gzip"; }
