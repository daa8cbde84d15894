/* Seek indexes: what is put is parsed back; the right point is found; what is no index is refused. */
#include "sluis/codec.h"
#include "sluis/gzindex.h"
#include "tap.h"
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static void add(sl_gzindex *x, const char *packed, const char *text) {
    sl_gzpart p = sl_gzpart_of(sl_cstr(packed), sl_cstr(text));
    sl_gzindex_add(x, sl_cstr(packed), &p);
}

/* Members that end within lines, that hold no line end, and that hold nothing. */
static void fill(sl_gzindex *x) {
    add(x, "AAAA", "one\ntwo\n");
    add(x, "BB", "three\nfo");
    add(x, "CCC", "ur");
    add(x, "D", "");
    add(x, "EEEE", "\nfive\nsix\n");
    add(x, "F", "seven");
}

static void put_and_parse(void) {
    sl_gzindex x = {0}, y = {0};
    sl_buf out = {0}, again = {0};
    sl_err e = {0};
    fill(&x);
    sl_gzindex_put(&x, &out);
    bool good = sl_gzindex_parse(&y, sl_view(&out), "x", &e) == 0 && y.n == 6 && y.bytes == 15 && y.text == 33 && y.lines == 6;
    for (size_t i = 0; good && i < y.n; i++)
        good = y.points[i].at == x.points[i].at && y.points[i].text == x.points[i].text && y.points[i].lines == x.points[i].lines &&
               y.points[i].hash == x.points[i].hash && y.points[i].within == x.points[i].within;
    ok(good && y.ends == x.ends, "what is put is parsed back");
    ok(!x.points[1].within && x.points[2].within && x.points[3].within && x.points[4].within && !x.points[5].within, "members that begin within a line are marked");
    size_t bad = 0;
    for (size_t n = 0; n < out.n; n++) {
        sl_gzindex z = {0};
        sl_err ignored = {0};
        int rc = sl_gzindex_parse(&z, sl_slice(out.p, n), "x", &ignored);
        bool whole_lines = n && out.p[n - 1] == '\n' && z.n > 0;         /* fewer points are still an index; its file tells */
        bad += rc == 0 && !whole_lines;
        sl_gzindex_free(&z);
    }
    ok(bad == 0, "an index that is cut off is refused");
    sl_gzindex_free(&x);
    sl_gzindex_free(&y);
    sl_buf_free(&out);
    sl_buf_free(&again);
}

static void find(void) {
    static const struct { uint64_t line; size_t point; } want[] = {{0, 0}, {1, 0}, {2, 1}, {3, 1}, {4, 4}, {5, 4}, {6, 5}, {99, 5}};
    sl_gzindex x = {0};
    bool good = sl_gzindex_find(&x, 0) == NULL;
    fill(&x);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) good = good && sl_gzindex_find(&x, want[i].line) == &x.points[want[i].point];
    ok(good, "the last point from which a line can be read whole");
    sl_gzindex_free(&x);
}

static void refuse(const char *text, const char *what) {
    sl_gzindex x = {0};
    sl_err e = {0};
    ok(sl_gzindex_parse(&x, sl_cstr(text), "f.gzi", &e) == SL_EDATA && !strcmp(e.file, "f.gzi") && e.line > 0, what);
    sl_gzindex_free(&x);
}

static void refusals(void) {
#define HEAD "# sluis index 1\n# bytes=10 text=20 lines=3 ends=0123456789abcdef\n"
    refuse("", "nothing");
    refuse("# sluis index 2\n", "another version");
    refuse(HEAD, "no points");
    refuse(HEAD "1\t0\t0\t0123456789abcdef\n", "the first point is not the start");
    refuse(HEAD "0\t0\t0\t0123456789abcdef\n0\t5\t1\t0123456789abcdef\n", "points that do not ascend");
    refuse(HEAD "0\t0\t0\t0123456789abcdef\n10\t5\t1\t0123456789abcdef\n", "a point behind the end");
    refuse(HEAD "0\t0\t0\t0123456789abcdef\n5\t5\t4\t0123456789abcdef\n", "more lines than there are");
    refuse(HEAD "0\t0\t0\t0123\n", "a short hash");
    refuse(HEAD "0\t0\t0\t0123456789abcdef", "no line feed at the end");
    refuse(HEAD "99999999999999999999\t0\t0\t0123456789abcdef\n", "a number of more than 64 bits");
    refuse(HEAD "0\t0\t-1\t0123456789abcdef\n", "a sign");
    refuse("# sluis index 1\n# bytes=10 text=20 lines=3\n", "a head without the ends");
}

static void write_file(const char *path, const sl_buf *b) {
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (fd < 0 || write(fd, b->p, b->n) != (ssize_t)b->n || close(fd)) abort();
}

/* A file of members on disk: build, load, verify; then change it. */
static void on_disk(sl_codec codec) {
    char path[] = "/tmp/sluis-index-XXXXXX", name[64];
    int fd = mkstemp(path);
    snprintf(name, sizeof name, "%s.gzi", path);
    const sl_backend *b = sl_backend_find(codec, NULL);
    if (!b) { ok(true, "this codec # SKIP not built in"); close(fd); unlink(path); return; }
    sl_coder *c = sl_coder_open(b);
    sl_buf file = {0}, text = {0};
    for (int i = 0; i < 5; i++) sl_member_pack(c, 6, SL_WRAP_SIZED, SL_LIT("een\ntwee\n"), &file);
    sl_member_pack(c, 6, SL_WRAP_SIZED, SL_LIT("drie"), &file);
    write_file(path, &file);
    sl_gzindex x = {0}, y = {0}, z = {0};
    sl_err e = {0};
    bool found;
    ok(sl_gzindex_load(&x, fd, path, &found, &e) == 0 && !found, "no index is no error");
    ok(sl_gzindex_build(&x, path, &e) == 0 && x.n == 6 && x.lines == 10 && x.text == 49 && x.bytes == file.n, "built from a file");
    sl_gzindex_put(&x, &text);
    write_file(name, &text);
    bool good = sl_gzindex_load(&y, fd, path, &found, &e) == 0 && found && y.n == 6;
    for (size_t i = 0; i < y.n; i++) good = good && sl_gzindex_verify(&y, &y.points[i], fd, path, &e) == 0;
    ok(good, "loaded, and every member is as it says");
    file.p[file.n / 2] ^= 1;
    write_file(path, &file);
    ok(sl_gzindex_load(&z, fd, path, &found, &e) == SL_EDATA, "a file with another middle, of less than its ends, is told at once");
    sl_err e2 = {0};
    sl_gzindex d = {0};
    ok(sl_gzindex_build(&d, path, &e2) == SL_EDATA && e2.byte > 0, "a damaged file gets none, and its offset is told");
    sl_gzindex_free(&x);
    sl_gzindex_free(&y);
    sl_gzindex_free(&z);
    sl_gzindex_free(&d);
    sl_coder_close(c);
    sl_buf_free(&file);
    sl_buf_free(&text);
    close(fd);
    unlink(path);
    unlink(name);
}

int main(void) {
    put_and_parse();
    find();
    refusals();
    on_disk(SL_GZIP);
    on_disk(SL_ZSTD);
    return tap_end();
}
