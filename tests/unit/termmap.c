/* The map's reader: in step with a text, while the file grows, and every fault named with its line. */
#include "sluis/hash.h"
#include "sluis/termmap.h"
#include "tap.h"
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#define HEAD "#sluis protect 1 lines=00000000000000000000 hash=0000000000000000\n"
#define NAMES "#line\tid\tstart\tend\tsurface\tterm\ttarget\trule\n"
#define ROW(line, id) line "\t" id "\t0\t4\tdijk\tdijk\tdike\texact\n"

static char path[] = "/tmp/sluis-termmap-XXXXXX";

static void put(const char *text, bool more) {
    int fd = open(path, O_WRONLY | O_CREAT | (more ? O_APPEND : O_TRUNC), 0600);
    if (write(fd, text, strlen(text)) < 0) ok(false, "write");
    close(fd);
}

/* Read a map as for a text of `lines` lines: "entries of each line", then the error, if any, as code:line message. */
static void expect(const char *text, uint64_t lines, const char *want, const char *what) {
    sl_termmap *m = NULL;
    sl_err e = {0};
    sl_buf got = {0};
    const sl_termmap_entry *v;
    size_t n;
    put(text, false);
    int rc = sl_termmap_open(&m, path, &e);
    for (uint64_t i = 1; rc == 0 && i <= lines; i++) {
        rc = sl_termmap_line(m, i, &v, &n, &e);
        if (rc == 0) sl_printf(&got, "%zu ", n);
    }
    if (rc == 0) rc = sl_termmap_end(m, lines, &e);
    if (rc) sl_printf(&got, "%d:%llu %s", e.code, (unsigned long long)e.line, e.msg);
    bool good = sl_eq(sl_view(&got), sl_cstr(want));
    ok(good, what);
    if (!good) printf("# got %s\n", sl_buf_c(&got));
    if (m) sl_termmap_close(m);
    sl_buf_free(&got);
}

static void whole(void) {
    expect(HEAD NAMES, 0, "", "an empty map of an empty text");
    expect(HEAD NAMES ROW("1", "1") ROW("3", "1") ROW("3", "2"), 4, "1 0 2 0 ", "entries of each line");
    expect(HEAD NAMES "2\t1\t0\t4\tdijk\tdijk\tdike\texact", 2,
           "0 0 1:3 entry for line 2 came after that line was restored", "half a line, in a map that is not finished, is too late at the end");
    expect("#sluis protect 1 lines=00000000000000000002 hash=0000000000000000\n" NAMES "2\t1\t0\t4\tdijk\tdijk\tdike\texact", 2, "0 1 ",
           "in a finished one the last line may lack its LF");
    expect("#sluis protect 1 lines=00000000000000000003 hash=0000000000000000\n" NAMES ROW("1", "1"), 3, "1 0 0 ", "as many lines as the head tells");
}

static void faults(void) {
    expect("", 1, "1:1 is no map: the head '#sluis protect 1 ...' is missing", "nothing");
    expect(NAMES HEAD, 1, "1:1 is no map: the head '#sluis protect 1 ...' is missing", "no head");
    expect("#sluis protect 1 lines=1 hash=00G\n" NAMES, 1, "1:1 is no map: the head '#sluis protect 1 ...' is missing", "a damaged head");
    expect(HEAD ROW("1", "1"), 1, "1:2 is no map: the line of column names is missing or other", "no names");
    expect(HEAD NAMES "1\t1\t0\t4\n", 1, "1:3 has 4 columns instead of 8", "too few columns");
    expect(HEAD NAMES "x\n", 1, "1:3 no line number in the first column", "no number");
    expect(HEAD NAMES "0\t1\n", 1, "1:3 no line number in the first column", "line 0");
    expect(HEAD NAMES ROW("1", "0"), 1, "1:3 column 2 is no id", "id 0");
    expect(HEAD NAMES "1\t1\t4\t0\td\td\td\texact\n", 1, "1:3 columns 3 and 4 are no range of bytes", "a range that ends before it begins");
    expect(HEAD NAMES ROW("2", "1") ROW("1", "1"), 3, "0 1:4 lines go backwards", "lines backwards");
    expect(HEAD NAMES ROW("1", "2") ROW("1", "2"), 1, "1:4 ids of one line must ascend", "an id twice");
    expect(HEAD NAMES ROW("5", "1"), 2, "0 0 1:3 is for line 5, but the text has 2: the map belongs to another text", "a map of a longer text");
    expect("#sluis protect 1 lines=00000000000000000009 hash=0000000000000000\n" NAMES, 2,
           "0 0 1:1 is of a text of 9 lines, but this one has 2: the map belongs to another text", "the head tells of more lines");
}

static void growing(void) {
    sl_termmap *m = NULL;
    sl_err e = {0};
    const sl_termmap_entry *v;
    size_t n;
    put(HEAD NAMES, false);
    ok(!sl_termmap_open(&m, path, &e) && !sl_termmap_line(m, 1, &v, &n, &e) && n == 0, "a map without entries yet");
    put(ROW("2", "1") "2\t2\t5\t9\tka", true);
    put("de\tkade\tquay\texact\n" "4\t1\t", true);
    ok(!sl_termmap_line(m, 2, &v, &n, &e) && n == 2 && v[1].id == 2 && v[1].start == 5 && v[1].end == 9 && sl_eq(v[1].surface, SL_LIT("kade")) &&
       sl_eq(v[1].term, SL_LIT("kade")) && sl_eq(v[1].target, SL_LIT("quay")) && sl_eq(v[1].rule, SL_LIT("exact")),
       "entries that came since");
    ok(sl_termmap_where(m) == 3, "and where they stand");
    ok(!sl_termmap_line(m, 3, &v, &n, &e) && n == 0, "half a line is not looked at");
    put("0\t4\tdijk\tdijk\tdike\texact\n" ROW("4", "2"), true);
    ok(!sl_termmap_line(m, 4, &v, &n, &e) && n == 2 && v[0].id == 1, "until it is whole");
    put(ROW("4", "3"), true);
    ok(sl_termmap_line(m, 5, &v, &n, &e) == SL_EDATA && e.line == 7 && strstr(e.msg, "after that line"), "an entry that comes too late is an error");
    sl_termmap_close(m);
}

static void kinds(void) {
    sl_termmap *m = NULL;
    sl_err e = {0};
    const sl_termmap_entry *v;
    size_t n;
    put("#sluis protect 1 lines=0 hash=0 style=<%d> x\n" NAMES "1\t1\t0\t4\tdijk\tdijk\tdike\texact+plural+start\n1\t1\t9\t12\t aan\t\t\tpart\n", false);
    ok(!sl_termmap_open(&m, path, &e) && sl_eq(sl_termmap_style(m), SL_LIT("<%d> x")), "the style of the head");
    ok(!sl_termmap_line(m, 1, &v, &n, &e) && n == 2 && v[1].id == 1 && sl_eq(v[1].surface, SL_LIT(" aan")), "a second part");
    ok(sl_termmap_has(v[0].rule, "plural") && sl_termmap_has(v[0].rule, "exact") && sl_termmap_has(v[0].rule, "start") && !sl_termmap_has(v[0].rule, "star"), "the rule");
    sl_termmap_close(m);
    expect(HEAD NAMES "1\t1\t9\t12\t aan\t\t\tpart\n", 1, "1:3 a part must stand behind its term", "a part alone");
}

static void compressed(void) {
    static const char text[] = HEAD NAMES ROW("1", "1");
    gzFile z = gzopen(path, "wb");
    gzwrite(z, text, sizeof text - 1);
    gzclose(z);
    sl_termmap *m = NULL;
    sl_err e = {0};
    const sl_termmap_entry *v;
    size_t n;
    ok(!sl_termmap_open(&m, path, &e) && !sl_termmap_line(m, 1, &v, &n, &e) && n == 1 && !sl_termmap_end(m, 7, &e), "a compressed map");
    sl_termmap_close(m);
}

static void verified(void) {
    char text[] = "/tmp/sluis-termtext-XXXXXX", head[200];
    int fd = mkstemp(text);
    uint64_t h = sl_hash_line(sl_hash_line(0, SL_LIT("XX1")), SL_LIT(""));
    sl_termmap *m = NULL;
    sl_err e = {0};
    if (write(fd, "XX1\n\n", 5) < 0) ok(false, "write");
    snprintf(head, sizeof head, "#sluis protect 1 lines=%020d hash=%016llx\n" NAMES, 2, (unsigned long long)h);
    put(head, false);
    ok(!sl_termmap_open(&m, path, &e) && !sl_termmap_verify(m, text, &e), "the text of the map");
    if (pwrite(fd, "xx1\n\n", 5, 0) < 0) ok(false, "write");
    ok(sl_termmap_verify(m, text, &e) == SL_EDATA && strstr(e.msg, "is not the text"), "another text");
    e = (sl_err){0};
    if (pwrite(fd, "XX1\n\nx", 6, 0) < 0) ok(false, "write");
    ok(sl_termmap_verify(m, text, &e) == SL_EDATA && strstr(e.msg, "has 3 lines"), "a longer text");
    e = (sl_err){0};
    put(HEAD, false);
    ok(sl_termmap_verify(m, text, &e) == SL_EDATA && strstr(e.msg, "has no hash"), "an unfinished map");
    e = (sl_err){0};
    put("gone\n", false);
    ok(sl_termmap_verify(m, text, &e) == SL_EDATA && strstr(e.msg, "changed"), "a map that is written over meanwhile");
    sl_termmap_close(m);
    close(fd);
    unlink(text);
}

int main(void) {
    close(mkstemp(path));
    whole();
    faults();
    growing();
    kinds();
    compressed();
    verified();
    sl_err e = {0};
    sl_termmap *m = NULL;
    unlink(path);
    ok(sl_termmap_open(&m, path, &e) == SL_EIO && !m, "no such file");
    e = (sl_err){0};
    ok(sl_termmap_open(&m, "/tmp", &e) == SL_EIO, "a directory");
    return tap_end();
}
