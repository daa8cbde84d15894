/* Reading gzip and plain files: all members, padding, garbage, truncation, damage. */
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
    return tap_end();
}
