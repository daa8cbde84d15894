/* Members: every back end and level, each read by every other; damage of every kind is told alike by all. */
#include "sluis/codec.h"
#include "tap.h"
#include <stdlib.h>

enum { LIMIT = 64 << 20 };

/* Text like a corpus: words drawn from a few, so that it compresses as text does. */
static void make_text(sl_buf *b, size_t n) {
    static const char *const words[] = {"het", "water", "stijgt", "en", "de", "sluis", "gaat", "dicht", "\n", "1953", "Zeeland"};
    uint32_t x = 12345;
    sl_clear(b);
    while (b->n < n) {
        x = x * 1664525u + 1013904223u;
        sl_puts(b, sl_cstr(words[(x >> 16) % 11]));
        sl_putc(b, x >> 28 ? ' ' : '\n');
    }
    b->n = n;
}

static void make_noise(sl_buf *b, size_t n) {
    uint32_t x = 99;
    sl_clear(b);
    for (size_t i = 0; i < n; i++) {
        x = x * 1664525u + 1013904223u;
        sl_putc(b, (char)(x >> 24));
    }
}

static bool reads(sl_coder *c, const sl_buf *packed, sl_str text) {
    sl_buf out = {0};
    size_t used;
    sl_put(&out, "before", 6);
    bool good = sl_member_unpack(c, sl_view(packed), &used, &out, LIMIT) == SL_MEMBER_OK && used == packed->n;
    good = good && out.n == text.n + 6 && !memcmp(out.p + 6, text.p, text.n);
    sl_buf_free(&out);
    return good;
}

/* By every back end of its codec. */
static bool all_read(sl_codec codec, const sl_buf *packed, sl_str text) {
    bool good = true;
    for (const sl_backend *const *b = sl_backends(); *b; b++) {
        if ((*b)->codec != codec) continue;
        sl_coder *c = sl_coder_open(*b);
        good = good && reads(c, packed, text) && reads(c, packed, text);
        sl_coder_close(c);
    }
    return good;
}

static void round_trips(const sl_backend *b, sl_str text, const char *what) {
    sl_coder *c = sl_coder_open(b);
    sl_buf packed = {0}, again = {0};
    bool good = true, same = true;
    for (int level = 1; level <= 9; level++)
        for (int wrap = SL_WRAP_SIZED; wrap <= SL_WRAP_BARE; wrap++) {
            sl_str in = wrap == SL_WRAP_BGZF && text.n > SL_BGZF_BLOCK ? sl_slice(text.p, SL_BGZF_BLOCK) : text;
            sl_clear(&packed);
            sl_clear(&again);
            sl_member_pack(c, level, wrap, in, &packed);
            sl_member_pack(c, level, wrap, in, &again);
            good = good && all_read(b->codec, &packed, in);
            same = same && sl_eq(sl_view(&packed), sl_view(&again));
        }
    ok(good && same, what);
    sl_coder_close(c);
    sl_buf_free(&packed);
    sl_buf_free(&again);
}

static void headers(const sl_backend *b, sl_str text) {
    sl_coder *c = sl_coder_open(b);
    sl_buf p = {0};
    size_t head, size;
    sl_member_pack(c, 6, SL_WRAP_SIZED, text, &p);
    bool good = sl_member_header(sl_view(&p), &head, &size) == SL_MEMBER_OK && head == 24 && size == p.n;
    sl_clear(&p);
    sl_member_pack(c, 6, SL_WRAP_BGZF, sl_slice(text.p, 1000), &p);
    good = good && sl_member_header(sl_view(&p), &head, &size) == SL_MEMBER_OK && head == 18 && size == p.n;
    sl_clear(&p);
    sl_member_pack(c, 6, SL_WRAP_BARE, text, &p);
    good = good && sl_member_header(sl_view(&p), &head, &size) == SL_MEMBER_OK && head == 10 && size == 0;
    ok(good, "the header tells the size");
    sl_coder_close(c);
    sl_buf_free(&p);
}

/* A header with all its optional fields, by hand. */
static void foreign_header(void) {
    static const char h[] = "\x1f\x8b\x08\x1c\1\2\3\4\2\3\x05\0XY\1\0zname\0comment\0";
    size_t n = sizeof h - 1, head, size;
    bool good = sl_member_header(sl_slice(h, n), &head, &size) == SL_MEMBER_OK && head == n && size == 0;
    for (size_t i = 0; i < n; i++) good = good && sl_member_header(sl_slice(h, i), &head, &size) == SL_MEMBER_TRUNCATED;
    ok(good, "optional fields are skipped; a header that is cut off is truncated");
    ok(sl_member_header(SL_LIT("PK\3\4 and so on"), &head, &size) == SL_MEMBER_GARBAGE, "what is no gzip is told");
}

/* Every cut is told as one, by all alike, with the same bytes before it. */
static void cuts(const sl_backend *b, const sl_buf *packed) {
    const sl_backend *const *all = sl_backends();
    sl_coder *c = sl_coder_open(b), *z = sl_coder_open(b->codec == SL_GZIP ? all[0] : b);
    sl_buf out = {0}, want = {0};
    size_t used, zused, bad = 0;
    for (size_t n = 0; n < packed->n; n += n < 64 || n + 64 > packed->n ? 1 : thorough(997, 2991)) {
        sl_str part = sl_slice(packed->p, n);
        sl_clear(&out);
        sl_clear(&want);
        sl_member m = sl_member_unpack(c, part, &used, &out, LIMIT), zm = sl_member_unpack(z, part, &zused, &want, LIMIT);
        bad += m != SL_MEMBER_TRUNCATED || zm != m || used != zused || !sl_eq(sl_view(&out), sl_view(&want));
    }
    ok(bad == 0, "every cut is told as truncated");
    sl_coder_close(c);
    sl_coder_close(z);
    sl_buf_free(&out);
    sl_buf_free(&want);
}

/* A flipped bit anywhere: of a sized member also in its header. */
static void flips(const sl_backend *b, sl_buf *packed, const char *text) {
    sl_coder *c = sl_coder_open(b);
    sl_buf out = {0};
    size_t used, missed = 0;
    for (size_t i = 0; i < thorough(1500, 500); i++) {
        size_t bit = i < 192 ? i : (i * 2654435761u) % (packed->n * 8);
        packed->p[bit / 8] ^= (char)(1 << bit % 8);
        sl_clear(&out);
        if (sl_member_unpack(c, sl_view(packed), &used, &out, LIMIT) == SL_MEMBER_OK) {
            missed++;
            printf("# bit %zu of %s is missed\n", bit, b->name);
        }
        packed->p[bit / 8] ^= (char)(1 << bit % 8);
    }
    ok(missed == 0, text);
    sl_coder_close(c);
    sl_buf_free(&out);
}

static void damage(const sl_backend *b, sl_str text) {
    sl_coder *c = sl_coder_open(b);
    sl_buf p = {0}, out = {0};
    size_t used;
    sl_member_pack(c, b->usual, SL_WRAP_SIZED, sl_slice(text.p, 100000), &p);
    cuts(b, &p);
    if (b->codec == SL_GZIP) flips(b, &p, "every flipped bit of a sized member is found");
    p.p[p.n - 5] ^= 1;
    ok(sl_member_unpack(c, sl_view(&p), &used, &out, LIMIT) == (b->codec == SL_GZIP ? SL_MEMBER_CRC : SL_MEMBER_CORRUPT) || b->codec == SL_ZSTD,
       "a bad checksum is told");
    p.p[p.n - 5] ^= 1;
    sl_clear(&out);
    ok(sl_member_unpack(c, sl_view(&p), &used, &out, 99999) == SL_MEMBER_LIMIT && out.n == 0, "the limit holds");
    ok(sl_member_unpack(c, sl_view(&p), &used, &out, 100000) == SL_MEMBER_OK && out.n == 100000, "as much as the limit is allowed");
    sl_clear(&out);
    ok(sl_member_unpack(c, SL_LIT("no such thing as this"), &used, &out, LIMIT) == SL_MEMBER_GARBAGE && used == 0, "garbage is told");
    sl_coder_close(c);
    sl_buf_free(&p);
    sl_buf_free(&out);
}

/* One member of pieces. */
static void pieces(const sl_backend *b, sl_str text) {
    sl_coder *c = sl_coder_open(b);
    sl_buf p = {0};
    uint32_t crc = 0;
    sl_member_head(&p);
    for (size_t at = 0; at < text.n; at += 70000) {
        sl_str piece = sl_slice(text.p + at, text.n - at < 70000 ? text.n - at : 70000);
        crc = sl_crc_join(crc, sl_member_piece(c, 6, piece, &p), piece.n);
    }
    sl_put(&p, "\3\0", 2);
    sl_member_tail(crc, text.n, &p);
    ok(all_read(SL_GZIP, &p, text), "pieces join to one member");
    sl_coder_close(c);
    sl_buf_free(&p);
}

static void one_backend(const sl_backend *b) {
    sl_buf text = {0};
    printf("# %s\n", b->name);
    make_text(&text, 300000);
    round_trips(b, sl_view(&text), "text comes back, at every level, by all back ends, the same bytes each time");
    if (b->codec == SL_GZIP) headers(b, sl_view(&text));
    damage(b, sl_view(&text));
    if (b->joins) pieces(b, sl_view(&text));
    make_noise(&text, SL_BGZF_BLOCK);
    round_trips(b, sl_view(&text), "what does not compress comes back, in BGZF blocks too");
    round_trips(b, SL_LIT(""), "nothing comes back as nothing");
    round_trips(b, SL_LIT("\n"), "one byte comes back");
    sl_buf_free(&text);
}

static void names(void) {
    ok(!strcmp(sl_backends()[0]->name, "zlib") && sl_backend_find(SL_GZIP, "zlib") == sl_backends()[0], "zlib is always there");
    ok(sl_backend_find(SL_GZIP, "no-such") == NULL && sl_backend_find(SL_ZSTD, "zlib") == NULL, "unknown back ends, and those of another codec, are not found");
    ok(sl_backend_find(SL_GZIP, NULL) && strcmp(sl_backend_find(SL_GZIP, NULL)->name, "isal"), "the usual one does not depend on the processor");
    ok(sl_codec_by_magic(SL_LIT("\x1f\x8b\x08")) == SL_GZIP && sl_codec_by_magic(SL_LIT("\x28\xb5\x2f\xfd")) == SL_ZSTD &&
       sl_codec_by_magic(SL_LIT("\x5a\x2a\x4d\x18")) == SL_ZSTD && sl_codec_by_magic(SL_LIT("")) == SL_PLAIN, "codecs by their magic");
    ok(sl_codec_by_name("x.gz") == SL_GZIP && sl_codec_by_name("x.zst") == SL_ZSTD && sl_codec_by_name("gz") == SL_PLAIN, "codecs by name");
}

int main(void) {
    names();
    foreign_header();
    for (const sl_backend *const *b = sl_backends(); *b; b++) one_backend(*b);
    return tap_end();
}
