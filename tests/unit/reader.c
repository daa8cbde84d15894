/* Reading gzip and plain files: all members, padding, garbage, truncation, damage. */
#include "sluis/codec.h"
#include "sluis/io.h"
#include "tap.h"
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

static void member(sl_buf *out, const char *text) {
    z_stream z = {0};
    deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    z.next_in = (unsigned char *)(uintptr_t)text;
    z.avail_in = (uInt)strlen(text);
    z.next_out = (unsigned char *)sl_need(out, 4096);
    z.avail_out = 4096;
    deflate(&z, Z_FINISH);
    out->n += 4096 - z.avail_out;
    deflateEnd(&z);
}

typedef struct { sl_buf text; uint64_t lines; int code; char msg[512]; } result;

/* Join the lines with '|'. */
static result read_all(const char *p, size_t n) {
    char path[] = "/tmp/sluis-reader-XXXXXX";
    int fd = mkstemp(path);
    result r = {0};
    sl_err e = {0};
    sl_lines *l;
    sl_str line;
    if (fd < 0 || write(fd, p, n) != (ssize_t)n) abort();
    lseek(fd, 0, SEEK_SET);
    l = sl_lines_fd(fd, "t");
    while (sl_lines_next(l, &line, &e) > 0) { sl_puts(&r.text, line); sl_putc(&r.text, '|'); }
    r.lines = sl_lines_number(l);
    r.code = e.code;
    memcpy(r.msg, e.msg, sizeof r.msg);
    sl_lines_close(l);
    unlink(path);
    return r;
}

static void expect(sl_str in, sl_str text, int code, const char *what) {
    result r = read_all(in.p, in.n);
    ok(sl_eq(sl_view(&r.text), text) && r.code == code, what);
    if (!sl_eq(sl_view(&r.text), text) || r.code != code) printf("# got %.*s code %d %s\n", (int)r.text.n, sl_view(&r.text).p, r.code, r.msg);
    sl_buf_free(&r.text);
}

static bool every_cut_is_told(sl_str gz) {
    for (size_t n = 2; n < gz.n; n++) {
        result r = read_all(gz.p, n);
        sl_buf_free(&r.text);
        if (r.code != SL_EDATA) return false;
    }
    return true;
}

/* Members of a few hundred KB, so that threads have something to do; `break_at`: flip a bit there, 0: none. */
static void big(sl_buf *file, sl_buf *text, sl_codec codec, size_t break_at) {
    sl_coder *c = sl_coder_open(sl_backend_find(codec, NULL));
    uint64_t x = 1;
    for (int m = 0; m < 12; m++) {
        size_t from = text->n;
        while (text->n - from < 200000) sl_printf(text, "%llu een regel\n", (unsigned long long)(x = x * 6364136223846793005u + 1));
        sl_member_pack(c, 1, SL_WRAP_SIZED, sl_slice(text->p + from, text->n - from), file);
    }
    sl_coder_close(c);
    if (break_at) file->p[break_at] ^= 1;
}

static bool read_with(const char *path, long jobs, sl_buf *got, sl_err *e) {
    sl_reader *r;
    size_t n = 1;
    sl_reader_jobs(jobs);
    sl_clear(got);
    *e = (sl_err){0};
    if (sl_reader_open(&r, path, e)) return false;
    while (n && !e->code) sl_read(r, got, 1 << 16, &n, e);
    sl_reader_close(r);
    sl_reader_jobs(1);
    return true;
}

/* The same bytes and the same error, whatever the number of threads. */
static void side_by_side(sl_codec codec, size_t break_at, const char *what) {
    char path[] = "/tmp/sluis-reader-XXXXXX";
    sl_buf file = {0}, text = {0}, one = {0}, more = {0};
    sl_err e1, e2;
    int fd = mkstemp(path);
    big(&file, &text, codec, break_at);
    if (fd < 0 || write(fd, file.p, file.n) != (ssize_t)file.n) abort();
    close(fd);
    bool good = read_with(path, 1, &one, &e1) && (break_at ? e1.code == SL_EDATA : sl_eq(sl_view(&one), sl_view(&text)));
    for (long jobs = 2; good && jobs < 6; jobs++)
        good = read_with(path, jobs, &more, &e2) && sl_eq(sl_view(&one), sl_view(&more)) && e1.code == e2.code && e1.byte == e2.byte && !strcmp(e1.msg, e2.msg);
    ok(good && (!break_at || (one.n > 0 && !memcmp(one.p, text.p, one.n < 200000 ? one.n : 200000))), what);
    unlink(path);
    sl_buf_free(&file), sl_buf_free(&text), sl_buf_free(&one), sl_buf_free(&more);
}

/* What zlib gives of damaged bytes. */
static void by_zlib(const char *p, size_t n, sl_buf *out) {
    z_stream z = {0};
    inflateInit2(&z, 15 + 16);
    z.next_in = (unsigned char *)(uintptr_t)p;
    z.avail_in = (uInt)n;
    z.next_out = (unsigned char *)sl_need(out, 1 << 16);
    z.avail_out = 1 << 16;
    inflate(&z, Z_NO_FLUSH);
    out->n += (1 << 16) - z.avail_out;
    inflateEnd(&z);
}

/* Of a damaged member all is given that was before the damage: as zlib does, whoever inflates. */
static void before_damage(void) {
    char path[] = "/tmp/sluis-reader-XXXXXX";
    sl_buf text = {0}, gz = {0}, want = {0}, got = {0};
    sl_err e;
    int fd = mkstemp(path);
    for (int i = 0; i < 300; i++) sl_printf(&text, "%d de sluis is %s\n", i * 7919 % 1000, i % 3 ? "open" : "dicht");
    member(&gz, sl_buf_c(&text));
    bool good = fd >= 0;
    for (size_t i = 20; good && i < gz.n; i += 7) {
        bool cut = i % 2;
        if (!cut) gz.p[i] ^= 4;
        sl_clear(&want);
        by_zlib(gz.p, cut ? i : gz.n, &want);
        good = ftruncate(fd, 0) == 0 && pwrite(fd, gz.p, cut ? i : gz.n, 0) > 0 && read_with(path, 1, &got, &e);
        good = good && e.code == SL_EDATA && sl_eq(sl_view(&got), sl_view(&want));
        if (!good) printf("# byte %zu: %zu for %zu: %s\n", i, got.n, want.n, e.msg);
        if (!cut) gz.p[i] ^= 4;
    }
    ok(good, "of a damaged member all before the damage is given");
    close(fd);
    unlink(path);
    sl_buf_free(&text), sl_buf_free(&gz), sl_buf_free(&want), sl_buf_free(&got);
}

/* A pipe that brings a member in pieces: what has come is given before a read blocks. */
static void piecemeal(void) {
    int p[2];
    sl_buf gz = {0}, got = {0};
    sl_err e = {0};
    size_t n;
    member(&gz, "a\nb\n");
    if (pipe(p)) abort();
    sl_reader *r = sl_reader_fd(p[0], "t");
    ok(sl_read_would_block(r), "nothing has come");
    bool good = write(p[1], gz.p, gz.n - 4) > 0 && !sl_read_would_block(r);
    ok(good && sl_read(r, &got, 100, &n, &e) == 0 && sl_eq(sl_view(&got), SL_LIT("a\nb\n")), "text is given before its member ends");
    ok(sl_read_would_block(r), "and no more is there");
    good = write(p[1], gz.p + gz.n - 4, 4) == 4 && write(p[1], gz.p, gz.n) > 0;
    ok(good && sl_read(r, &got, 100, &n, &e) == 0 && got.n == 8, "the next member");
    close(p[1]);
    ok(sl_read(r, &got, 100, &n, &e) == 0 && n == 0, "the end");
    sl_reader_close(r);
    sl_buf_free(&gz);
    sl_buf_free(&got);
}

/* Over all parts of n every line is read once, in order. */
static bool parts_make_all(const char *path, unsigned n, sl_str text) {
    sl_buf all = {0};
    for (unsigned k = 1; k <= n; k++) {
        sl_lines *l;
        sl_str line;
        sl_err e = {0};
        if (sl_lines_open_part(&l, path, (sl_shard){k, n}, &e)) return false;
        while (sl_lines_next(l, &line, &e) > 0) sl_puts(&all, line), sl_putc(&all, '\n');
        sl_lines_close(l);
    }
    bool good = sl_eq(sl_view(&all), text);
    sl_buf_free(&all);
    return good;
}

/* kind 0 plain, 1 and 2 members of `each` bytes of text, whatever lines end there. */
static void parts(int kind, size_t each, const char *what) {
    char path[] = "/tmp/sluis-reader-XXXXXX";
    sl_buf file = {0}, text = {0};
    static const sl_codec codec[] = {SL_PLAIN, SL_GZIP, SL_ZSTD};
    int fd = mkstemp(path);
    bool good = true;
    for (unsigned i = 0; i < 40; i++) sl_printf(&text, "%.*s\n", (int)(i * 7 % 31), "een regel van ongelijke lengte, of niet");
    sl_coder *c = kind ? sl_coder_open(sl_backend_find(codec[kind], NULL)) : NULL;
    for (size_t at = 0; at < text.n; at += each) {
        sl_str s = sl_slice(text.p + at, text.n - at < each ? text.n - at : each);
        if (c) sl_member_pack(c, 6, kind == 1 && each > 20 ? SL_WRAP_BGZF : SL_WRAP_BARE, s, &file);
        else sl_puts(&file, s);
    }
    if (fd < 0 || write(fd, file.p, file.n) != (ssize_t)file.n) abort();
    close(fd);
    for (unsigned n = 1; n < 60; n++) good = good && parts_make_all(path, n, sl_view(&text));
    ok(good, what);
    sl_coder_close(c);
    unlink(path);
    sl_buf_free(&file);
    sl_buf_free(&text);
}

/* Lines by the block, between lines one by one. */
static void at_hand(void) {
    int fds[2];
    sl_err e = {0};
    sl_str line = {"", 0};
    if (pipe(fds) || write(fds[1], "a\nb\n\nc", 6) != 6) abort();
    close(fds[1]);
    sl_lines *l = sl_lines_fd(fds[0], "t");
    ok(sl_lines_ready(l).n == 0, "nothing is at hand before it was read");
    bool good = sl_lines_next(l, &line, &e) == 1 && sl_eq(line, SL_LIT("a"));
    sl_str ready = sl_lines_ready(l);
    ok(good && sl_eq(ready, SL_LIT("b\n\n")) && sl_lines_number(l) == 1, "whole lines are at hand, and stay there");
    sl_lines_took(l, ready, 2);
    ok(sl_lines_ready(l).n == 0 && sl_lines_number(l) == 3, "until they are taken");
    good = sl_lines_next(l, &line, &e) == 1 && sl_eq(line, SL_LIT("c")) && sl_lines_number(l) == 4;
    ok(good && sl_lines_next(l, &line, &e) == 0 && sl_lines_ready(l).n == 0, "a last line without LF comes by itself");
    sl_lines_close(l);
}

int main(void) {
    sl_buf one = {0}, two = {0};
    sl_err e = {0};
    sl_reader *r;
    expect(SL_LIT("a\nb\n"), SL_LIT("a|b|"), 0, "plain");
    expect(SL_LIT("a\n\n\0b"), SL_LIT("a||\0b|"), 0, "no final LF, an empty line, NUL");
    expect(SL_LIT(""), SL_LIT(""), 0, "nothing");
    expect(SL_LIT("\x1f"), SL_LIT("\x1f|"), 0, "one byte of the magic is text");
    member(&one, "a\nb\nc");
    expect(sl_view(&one), SL_LIT("a|b|c|"), 0, "one member");
    ok(every_cut_is_told(sl_view(&one)), "every truncation of a member is an error");
    sl_puts(&two, sl_view(&one));
    member(&two, "d\n");
    expect(sl_view(&two), SL_LIT("a|b|cd|"), 0, "two members, a line across them");
    sl_put(&two, "\0\0\0\0", 4);
    expect(sl_view(&two), SL_LIT("a|b|cd|"), 0, "zero padding");
    sl_put(&two, "junk", 4);
    expect(sl_view(&two), SL_LIT("a|b|cd|"), SL_EDATA, "a hole of zero bytes: the whole lines first, then the error");
    one.p[one.n - 6] ^= 1;
    expect(sl_view(&one), SL_LIT("a|b|"), SL_EDATA, "a bad CRC: the whole lines first, then the error");
    ok(sl_reader_open(&r, "/", &e) == SL_EIO, "a directory is an error");
    e.code = 0;
    ok(sl_reader_open(&r, "/nonexistent", &e) == SL_EIO, "a missing file is an error");
    sl_buf_free(&one);
    sl_buf_free(&two);
    side_by_side(SL_GZIP, 0, "gzip: the same bytes for any number of threads");
    side_by_side(SL_GZIP, 400000, "and the same error");
    if (sl_backend_find(SL_ZSTD, NULL)) side_by_side(SL_ZSTD, 0, "zstd: the same bytes for any number of threads");
    if (sl_backend_find(SL_ZSTD, NULL)) side_by_side(SL_ZSTD, 400000, "and the same error");
    before_damage();
    piecemeal();
    at_hand();
    parts(0, 100, "parts of plain text");
    parts(1, 100, "parts of members that are not cut at line ends");
    parts(1, 10, "parts of members that hold less than a line");
    parts(1, 1 << 20, "parts of one member");
    if (sl_backend_find(SL_ZSTD, NULL)) parts(2, 70, "parts of frames");
    return tap_end();
}
