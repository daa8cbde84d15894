/* Writing: what is written is read back; a full disk is told; nothing half stays under the final name. */
#include "sluis/io.h"
#include "tap.h"
#include <glob.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char dir[64], path[80], gz[80], link_name[80], target[80], dir_part[80];

/* 300,000 lines in pieces of `step` bytes; the file's bytes go to `raw`. */
static bool write_file(const char *name, size_t step, sl_buf *raw, sl_buf *text) {
    sl_err e = {0};
    sl_writer *w;
    sl_clear(text);
    for (int i = 0; i < 300000; i++) sl_printf(text, "line %d\n", i);
    if (sl_writer_open(&w, name, &e)) return false;
    for (size_t i = 0; i < text->n; i += step) {
        size_t n = text->n - i < step ? text->n - i : step;
        if (sl_write(w, text->p + i, n, &e)) return false;
    }
    if (access(name, F_OK) == 0) return false;
    if (sl_writer_close(w, &e)) return false;
    sl_clear(raw);
    bool good = sl_buf_file(raw, name) == 0;
    return good;
}

static bool reads_back(const char *name, const sl_buf *text) {
    sl_err e = {0};
    sl_reader *r;
    sl_buf b = {0};
    size_t got = 1;
    if (sl_reader_open(&r, name, &e)) return false;
    while (got && sl_read(r, &b, 100000, &got, &e) == 0) continue;
    bool good = e.code == 0 && sl_eq(sl_view(&b), sl_view(text));
    sl_reader_close(r);
    sl_buf_free(&b);
    return good;
}

static void collect(void *to, sl_str bytes) { sl_puts(to, bytes); }

static void watched(const char *name, const char *what) {
    sl_err e = {0};
    sl_writer *w;
    sl_buf seen = {0}, text = {0}, raw = {0};
    for (int i = 0; i < 100000; i++) sl_printf(&text, "line %d\n", i);
    if (sl_writer_open(&w, name, &e)) abort();
    sl_writer_watch(w, collect, &seen);
    bool good = sl_write(w, text.p, 10, &e) == 0 && sl_write(w, text.p + 10, text.n - 10, &e) == 0 && sl_writer_close(w, &e) == 0;
    ok(good && sl_buf_file(&raw, name) == 0 && raw.n && sl_eq(sl_view(&seen), sl_view(&raw)), what);
    unlink(name);
    sl_buf_free(&seen);
    sl_buf_free(&text);
    sl_buf_free(&raw);
}

static void full_disk(const char *name) {
    sl_err e = {0};
    sl_writer *w;
    int rc = sl_writer_open(&w, name, &e);
    if (rc == 0) rc = sl_write(w, "x\n", 2, &e);
    if (rc == 0) rc = sl_writer_close(w, &e);
    ok(rc == SL_EIO, "a full disk is an error");
}

/* How many names in `dir` end in .part. */
static int parts(void) {
    glob_t g;
    int n = glob(dir_part, 0, NULL, &g) == 0 ? (int)g.gl_pathc : 0;
    globfree(&g);
    return n;
}

static bool begin(sl_writer **w, const char *name, const char *text, sl_err *e) {
    return sl_writer_open(w, name, e) == 0 && sl_write(*w, text, strlen(text), e) == 0;
}

static bool holds(const char *name, const char *text) {
    sl_buf b = {0};
    bool good = sl_buf_file(&b, name) == 0 && sl_eq(sl_view(&b), sl_cstr(text));
    sl_buf_free(&b);
    return good;
}

static void aborted(void) {
    sl_err e = {0};
    sl_writer *w;
    bool good = begin(&w, path, "x\n", &e), there = parts() == 1;
    sl_writer_abort(w);
    ok(good && there && access(path, F_OK) != 0 && parts() == 0, "an aborted file leaves nothing");
}

static void two_writers(void) {
    sl_err e = {0};
    sl_writer *a, *b;
    bool good = begin(&a, path, "first\n", &e) && begin(&b, path, "second\n", &e) && parts() == 2;
    good = good && sl_writer_close(b, &e) == 0 && holds(path, "second\n");
    ok(good && sl_writer_close(a, &e) == 0 && holds(path, "first\n") && parts() == 0, "two writers of one name: the last to close wins whole");
    unlink(path);
}

static void linked(void) {
    sl_err e = {0};
    sl_writer *w;
    struct stat st;
    mode_t old = umask(027);
    bool good = symlink("target", link_name) == 0 && begin(&w, link_name, "x\n", &e) && sl_writer_close(w, &e) == 0;
    good = good && lstat(link_name, &st) == 0 && S_ISLNK(st.st_mode) && holds(target, "x\n");
    ok(good && stat(target, &st) == 0 && (st.st_mode & 0777) == 0640, "a link is followed, also to nothing; mode 0666 less the umask");
    umask(old);
    unlink(link_name);
    unlink(target);
}

static void refused(const char *name, const char *why) {
    sl_err e = {0};
    sl_writer *w;
    int rc = sl_writer_open(&w, name, &e);
    ok(rc == SL_EIO && w == NULL && strstr(e.msg, why), why);
}

/* Two files of which the second cannot be renamed: a folder took its name. */
static void together(void) {
    sl_err e = {0};
    sl_writer *w[2];
    bool good = begin(&w[0], path, "a\n", &e) && begin(&w[1], target, "b\n", &e);
    good = good && sl_writer_finish(w[0], &e) == 0 && sl_writer_finish(w[1], &e) == 0 && access(path, F_OK) != 0;
    good = good && mkdir(target, 0777) == 0 && sl_writer_commit(w, 2, &e) == SL_EIO;
    ok(good && access(path, F_OK) != 0 && parts() == 0, "files that belong together get their names together or not at all");
    rmdir(target);
}

/* In a child, as a signal handler would. */
static void cleaned(void) {
    pid_t pid = fork();
    if (pid == 0) {
        sl_err e = {0};
        sl_writer *a, *b;
        bool good = begin(&a, path, "a\n", &e) && begin(&b, gz, "b\n", &e) && parts() == 2;
        sl_writer_cleanup();
        good = good && parts() == 0 && sl_writer_close(a, &e) != 0 && access(path, F_OK) != 0;
        sl_writer_abort(b);
        _exit(good ? 0 : 1);
    }
    int status = 1;
    ok(pid > 0 && waitpid(pid, &status, 0) == pid && status == 0, "cleaning up removes what is open, and nothing is renamed afterwards");
}

/* One line of 64 MB, or 16, in pieces of 4 KiB: quadratic searching would take minutes. */
static void long_line(void) {
    sl_err e = {0};
    sl_writer *w;
    char piece[4096];
    memset(piece, 'x', sizeof piece);
    bool good = sl_writer_open(&w, gz, &e) == 0;
    for (int i = 0; good && i < (int)thorough(16384, 4096); i++) good = sl_write(w, piece, sizeof piece, &e) == 0;
    ok(good && sl_writer_close(w, &e) == 0, "a line that never ends takes linear time");
    unlink(gz);
}

int main(void) {
    sl_buf raw = {0}, again = {0}, text = {0};
    snprintf(dir, sizeof dir, "/tmp/sluis-writer-XXXXXX");
    if (!mkdtemp(dir)) return 1;
    snprintf(path, sizeof path, "%s/out", dir);
    snprintf(gz, sizeof gz, "%s/out.gz", dir);
    snprintf(link_name, sizeof link_name, "%s/link", dir);
    snprintf(target, sizeof target, "%s/target", dir);
    snprintf(dir_part, sizeof dir_part, "%s/*.part", dir);
    ok(write_file(path, 1000, &raw, &text) && reads_back(path, &text), "plain");
    unlink(path);
    ok(write_file(gz, 777, &raw, &text) && reads_back(gz, &text), "gzip reads back");
    unlink(gz);
    ok(write_file(gz, 3000000, &again, &text) && sl_eq(sl_view(&raw), sl_view(&again)), "the bytes do not depend on how they came");
    unlink(gz);
    unlink(path);
    unlink(gz);
    watched(path, "who watches a plain file sees its bytes");
    watched(gz, "and those of a compressed one");
    full_disk("/dev/full");
    aborted();
    two_writers();
    linked();
    refused(dir, "Is a directory");
    refused("/nowhere/at/all", "No such file or directory");
    refused("", "No such file or directory");
    together();
    cleaned();
    long_line();
    rmdir(dir);
    sl_buf_free(&raw);
    sl_buf_free(&again);
    sl_buf_free(&text);
    return tap_end();
}
