/* Members around what the back ends make; see sluis/codec.h. */
#include "codec.h"
#include <stdlib.h>
#include <zlib.h>

enum { HEAD = 10, TAIL = 8, EXTRA = 4, CRC = 2, TEXT_ENDS = 8 + 16, RESERVED = 0xE0,    /* bits of FLG */
       SIZED_AT = 16, SIZED = 24, SUM_AT = 20, BGZF_AT = 16, BGZF = 18, FIRST_ROOM = 1 << 17, FLIPS = 3 };

/* The headers as they are made here; sizes are zero. */
static const char bare_head[HEAD] = "\x1f\x8b\x08\0\0\0\0\0\0\xff";
static const char sized_head[SIZED] = "\x1f\x8b\x08\x04\0\0\0\0\0\xff\x0c\0SL\x08\0\0\0\0\0\0\0\0";
static const char bgzf_head[BGZF] = "\x1f\x8b\x08\x04\0\0\0\0\0\xff\x06\0BC\x02\0\0";
const char sl_bgzf_end[28] = "\x1f\x8b\x08\x04\0\0\0\0\0\xff\x06\0BC\x02\0\x1b\0\x03\0\0\0\0\0\0\0\0";

static const struct { const char *head; size_t n, at, bytes; uint32_t less; } wraps[] = {
    [SL_WRAP_SIZED] = {sized_head, SIZED, SIZED_AT, 4, 0}, [SL_WRAP_BGZF] = {bgzf_head, BGZF, BGZF_AT, 2, 1}, [SL_WRAP_BARE] = {bare_head, HEAD, 0, 0, 0}};

struct sl_coder { const sl_backend *b; void *state, *judge; };   /* judge: zlib's state, for damaged members */

static const sl_backend *const built_in[] = {
    &sl_backend_zlib,
#ifdef SL_HAVE_LIBDEFLATE
    &sl_backend_libdeflate,
#endif
#ifdef SL_HAVE_ISAL
    &sl_backend_isal,
#endif
#ifdef SL_HAVE_ZSTD
    &sl_backend_zstd,
#endif
    NULL};

const sl_backend *const *sl_backends(void) { return built_in; }

/* The first of `names` (NULL-ended) that is built in. */
static const sl_backend *first_of(sl_codec codec, const char *const *names) {
    for (; *names; names++)
        for (const sl_backend *const *b = built_in; *b; b++)
            if ((*b)->codec == codec && !strcmp((*b)->name, *names)) return *b;
    return NULL;
}

const sl_backend *sl_backend_find(sl_codec codec, const char *name) {
    const char *const asked[] = {name, NULL};
    static const char *const best[] = {"libdeflate", "zlib", "zstd", NULL};
    return first_of(codec, name ? asked : best);
}

const sl_backend *sl_backend_reader(sl_codec codec) {
    static const char *const best[] = {"libdeflate", "isal", "zlib", "zstd", NULL};
    return first_of(codec, best);
}

sl_codec sl_codec_by_magic(sl_str h) {
    if (h.n >= 2 && !memcmp(h.p, "\x1f\x8b", 2)) return SL_GZIP;
    if (h.n >= 4 && (!memcmp(h.p, "\x28\xb5\x2f\xfd", 4) || ((h.p[0] & 0xF0) == 0x50 && !memcmp(h.p + 1, "\x2a\x4d\x18", 3)))) return SL_ZSTD;
    return SL_PLAIN;
}

sl_codec sl_codec_by_name(const char *path) {
    sl_str s = sl_cstr(path);
    return sl_ends(s, SL_LIT(".gz")) ? SL_GZIP : sl_ends(s, SL_LIT(".zst")) ? SL_ZSTD : SL_PLAIN;
}

void sl_codec_oom(void) { free(sl_alloc(PTRDIFF_MAX - 1)); }

sl_coder *sl_coder_open(const sl_backend *b) {
    sl_coder *c = sl_alloc(sizeof *c);
    *c = (sl_coder){.b = b, .state = b->open()};
    return c;
}

void sl_coder_close(sl_coder *c) {
    if (!c) return;
    c->b->close(c->state);
    if (c->judge) sl_backend_zlib.close(c->judge);
    free(c);
}


static void put_le(char *to, uint64_t v, size_t bytes) {
    for (size_t i = 0; i < bytes; i++, v >>= 8) to[i] = (char)(v & 255);
}

static uint32_t get_le(const char *p, size_t bytes) {
    uint32_t v = 0;
    for (size_t i = bytes; i--;) v = v << 8 | (unsigned char)p[i];
    return v;
}

void sl_member_head(sl_buf *out) { sl_put(out, bare_head, HEAD); }

void sl_member_tail(uint32_t crc, uint64_t bytes, sl_buf *out) {
    char t[TAIL];
    put_le(t, crc, 4);
    put_le(t + 4, bytes & UINT32_MAX, 4);
    sl_put(out, t, TAIL);
}

void sl_member_pack(sl_coder *c, int level, sl_wrap wrap, sl_str in, sl_buf *out) {
    if (c->b->codec == SL_ZSTD) { c->b->pack(c->state, level, in, true, out); return; }
    size_t start = out->n;
    sl_put(out, wraps[wrap].head, wraps[wrap].n);
    c->b->pack(c->state, level, in, true, out);
    sl_member_tail(c->b->crc(0, in.p, in.n), in.n, out);
    char *head = out->p + start;
    put_le(head + wraps[wrap].at, out->n - start - wraps[wrap].less, wraps[wrap].bytes);
    if (wrap == SL_WRAP_SIZED) put_le(head + SUM_AT, c->b->crc(0, head + SIZED, out->n - start - SIZED), 4);
}

uint32_t sl_member_piece(sl_coder *c, int level, sl_str in, sl_buf *out) {
    c->b->pack(c->state, level, in, false, out);
    return c->b->crc(0, in.p, in.n);
}

uint32_t sl_crc_join(uint32_t first, uint32_t second, uint64_t n) { return (uint32_t)crc32_combine(first, second, (z_off_t)n); }

/* A header that differs from one of ours in a few bits only, the size aside, is ours and damaged. */
static bool damaged_head(sl_str in) {
    for (int k = SL_WRAP_SIZED; k <= SL_WRAP_BGZF; k++) {
        int flips = 0;
        if (in.n < wraps[k].at) continue;
        for (size_t i = 0; i < wraps[k].at; i++) flips += __builtin_popcount((unsigned char)(in.p[i] ^ wraps[k].head[i]));
        if (flips == 0) return false;
        if (flips <= FLIPS && in.p[HEAD] == wraps[k].head[HEAD]) return true;
    }
    return false;
}

/* The size in a subfield of the extra field. */
static size_t promised(sl_str extra) {
    while (extra.n >= 4) {
        size_t n = get_le(extra.p + 2, 2);
        if (n > extra.n - 4) break;
        for (int k = SL_WRAP_SIZED; k <= SL_WRAP_BGZF; k++)
            if (!memcmp(extra.p, wraps[k].head + 12, 4)) return (size_t)get_le(extra.p + 4, wraps[k].bytes) + wraps[k].less;
        extra.p += 4 + n;
        extra.n -= 4 + n;
    }
    return 0;
}

/* Behind `at` and n bytes more, or the end of a text that NUL ends; 0: not there. */
static size_t skip(sl_str in, size_t at, size_t n) { return in.n - at < n ? 0 : at + n; }
static size_t skip_text(sl_str in, size_t at) {
    const char *q = memchr(in.p + at, 0, in.n - at);
    return q ? (size_t)(q - in.p) + 1 : 0;
}

static sl_member optional_fields(sl_str in, unsigned flags, size_t *head, size_t *size) {
    size_t at = HEAD;
    if (flags & EXTRA) {
        if (in.n - at < 2) return SL_MEMBER_TRUNCATED;
        size_t n = get_le(in.p + at, 2);
        if (!(at = skip(in, at + 2, n))) return SL_MEMBER_TRUNCATED;
        *size = promised(sl_slice(in.p + at - n, n));
    }
    for (unsigned bit = 8; bit <= 16; bit <<= 1)
        if (flags & bit && !(at = skip_text(in, at))) return SL_MEMBER_TRUNCATED;
    if (flags & CRC) {
        size_t end = skip(in, at, 2);
        if (!end) return SL_MEMBER_TRUNCATED;
        if ((crc32_z(0, (const unsigned char *)in.p, at) & 0xFFFF) != get_le(in.p + at, 2)) return SL_MEMBER_CORRUPT;
        at = end;
    }
    *head = at;
    return SL_MEMBER_OK;
}

sl_member sl_member_header(sl_str in, size_t *head, size_t *size) {
    *head = *size = 0;
    size_t magic = in.n < 3 ? in.n : 3;
    if (damaged_head(in)) return SL_MEMBER_CORRUPT;
    if (memcmp(in.p, bare_head, magic) || (in.n > 3 && in.p[3] & RESERVED)) return SL_MEMBER_GARBAGE;
    if (in.n < HEAD) return SL_MEMBER_TRUNCATED;
    return optional_fields(in, (unsigned char)in.p[3], head, size);
}

sl_member sl_unpack_once(sl_once *once, void *state, size_t *room, sl_str in, size_t *used, sl_buf *out, size_t limit) {
    sl_member m;
    if (*room < FIRST_ROOM) *room = FIRST_ROOM;
    for (;; *room *= 2) {
        size_t r = *room < limit ? *room : limit, got = 0;
        char *to = sl_need(out, r + 1);
        m = once(state, in, to, r, used, &got);
        if (m == SL_MEMBER_OK) out->n += got;
        if (m != SL_MEMBER_LIMIT || r == limit) break;
    }
    return m;
}

/* Raw deflate: what a back end cannot inflate is judged by zlib, so that all tell the same and give what is before the damage. */
static sl_member inflate_raw(sl_coder *c, sl_str in, size_t *used, sl_buf *out, size_t limit) {
    sl_member m = c->b->unpack(c->state, in, used, out, limit);
    if (m == SL_MEMBER_OK || m == SL_MEMBER_LIMIT || c->b == &sl_backend_zlib) return m;
    if (!c->judge) c->judge = sl_backend_zlib.open();
    return sl_backend_zlib.unpack(c->judge, in, used, out, limit);
}

bool sl_member_sum(sl_str in, size_t head, uint32_t *sum) {
    if (head != SIZED || in.n < head || memcmp(in.p, sized_head, SIZED_AT)) return false;
    *sum = get_le(in.p + SUM_AT, 4);
    return true;
}

/* The sum of the packed bytes finds what inflates to the right text by chance: a match that was moved to an equal one. */
static bool as_promised(const sl_coder *c, sl_str member, size_t head, size_t promise) {
    if (promise && promise != member.n) return false;
    uint32_t sum;
    return !sl_member_sum(member, head, &sum) || sum == c->b->crc(0, member.p + head, member.n - head);
}

/* Behind the data: checksum and length, and whether all is as the header promised. */
static sl_member verify(const sl_coder *c, sl_str in, size_t head, size_t promise, size_t *used, sl_str data) {
    if (in.n - *used < TAIL) return *used = in.n, SL_MEMBER_TRUNCATED;
    const char *t = in.p + *used;
    if (get_le(t, 4) != c->b->crc(0, data.p, data.n) || get_le(t + 4, 4) != (data.n & UINT32_MAX)) return SL_MEMBER_CRC;
    *used += TAIL;
    return as_promised(c, sl_slice(in.p, *used), head, promise) ? SL_MEMBER_OK : SL_MEMBER_CORRUPT;
}

sl_member sl_member_unpack(sl_coder *c, sl_str in, size_t *used, sl_buf *out, size_t limit) {
    size_t start = out->n, head, promise;
    *used = 0;
    if (c->b->codec == SL_ZSTD) return c->b->unpack(c->state, in, used, out, limit);
    sl_member m = sl_member_header(in, &head, &promise);
    if (m != SL_MEMBER_OK) return m;
    m = inflate_raw(c, sl_slice(in.p + head, in.n - head), used, out, limit);
    *used += head;
    return m == SL_MEMBER_OK ? verify(c, in, head, promise, used, sl_slice(sl_view(out).p + start, out->n - start)) : m;
}

const char *sl_member_text(sl_member m) {
    static const char *const text[] = {"whole", "truncated", "damaged", "checksum or length differ", "not compressed data", "too long"};
    return text[m];
}
