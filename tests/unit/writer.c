/* Writing: what is written is read back; a full disk is told; nothing half stays under the final name. */
#include "sluis/io.h"
#include "tap.h"
#include <stdlib.h>
#include <unistd.h>

static char path[64], gz[80];

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

static void full_disk(const char *name) {
    sl_err e = {0};
    sl_writer *w;
    int rc = sl_writer_open(&w, name, &e);
    if (rc == 0) rc = sl_write(w, "x\n", 2, &e);
    if (rc == 0) rc = sl_writer_close(w, &e);
    ok(rc == SL_EIO, "a full disk is an error");
}

static void aborted(void) {
    sl_err e = {0};
    sl_writer *w;
    char part[80];
    snprintf(part, sizeof part, "%s.part", path);
    bool good = sl_writer_open(&w, path, &e) == 0 && sl_write(w, "x\n", 2, &e) == 0;
    bool there = access(part, F_OK) == 0;
    sl_writer_abort(w);
    ok(good && there && access(path, F_OK) != 0 && access(part, F_OK) != 0, "an aborted file leaves nothing");
}

int main(void) {
    sl_buf raw = {0}, again = {0}, text = {0};
    snprintf(path, sizeof path, "/tmp/sluis-writer-%d", (int)getpid());
    snprintf(gz, sizeof gz, "%s.gz", path);
    ok(write_file(path, 1000, &raw, &text) && reads_back(path, &text), "plain");
    unlink(path);
    ok(write_file(gz, 777, &raw, &text) && reads_back(gz, &text), "gzip reads back");
    unlink(gz);
    ok(write_file(gz, 3000000, &again, &text) && sl_eq(sl_view(&raw), sl_view(&again)), "the bytes do not depend on how they came");
    unlink(gz);
    full_disk("/dev/full");
    aborted();
    sl_buf_free(&raw);
    sl_buf_free(&again);
    sl_buf_free(&text);
    return tap_end();
}
