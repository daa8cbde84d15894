/* Fuzz one command line: SLUIS_FUZZ="[anew] [same] split -l nl --ids @ + tok -l nl", where @ is the fuzzed input.
 * The stages are set up once, or with `anew` for each input, where a stage reads it while it is set up or writes side files.
 * A chain (+) also runs stage by stage, as pipes would have it, and the bytes must be the same; stages with | between them
 * run only so. With `same` what comes out must be what went in. A crash, a sanitizer's finding, a hang or an internal error
 * is a finding. */
#include "../../pipeline/core/run.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerInitialize(int *argc, char ***argv);

enum { MAXWORDS = 60 };
typedef struct { int fd; char path[40]; } memory;
typedef struct { int argc; char *argv[MAXWORDS + 1]; sl_chain c; memory in, out; } piece;

static memory input;
static piece whole, parts[SL_MAXLINKS];
static unsigned nparts;
static bool anew, same, pipes;
static sl_arena keep;

static memory make_memory(void) {
    memory m = {.fd = memfd_create("fuzz", 0)};
    snprintf(m.path, sizeof m.path, "/proc/self/fd/%d", m.fd);
    return m;
}

static void rewrite(const memory *m, const uint8_t *data, size_t n) {
    if (ftruncate(m->fd, 0) || pwrite(m->fd, data, n, 0) != (ssize_t)n) abort();
}

static sl_str content(const memory *m, sl_buf *b) {
    sl_clear(b);
    if (sl_buf_file(b, m->path)) abort();
    return sl_view(b);
}

static void finding(const char *who, const char *what) {
    fprintf(stderr, "%s: %s\n", who, what);
    abort();
}

static char *word(const char *w) {
    sl_buf b = {0};
    for (; *w; w++) *w == '@' ? sl_puts(&b, sl_cstr(input.path)) : sl_putc(&b, *w);
    char *copy = (char *)(uintptr_t)sl_arena_copy(&keep, sl_view(&b)).p;
    sl_buf_free(&b);
    return copy;
}

/* One piece is the whole chain; then each stage is a piece whose standard input is what the one before it wrote. */
static void cut_up(char **w, int n) {
    whole.in = input, whole.out = make_memory();
    for (int i = 0; i < n; i++) {
        bool joint = !strcmp(w[i], "+") || !strcmp(w[i], "|");
        piece *p = &parts[nparts];
        pipes |= w[i][0] == '|';
        whole.argv[whole.argc++] = w[i];
        if (!joint) p->argv[p->argc++] = w[i];
        if (!joint && i < n - 1) continue;
        p->in = nparts ? parts[nparts - 1].out : input;
        p->out = make_memory();
        nparts++;
    }
}

static int set_up(piece *p, const char **failed, sl_err *e) {
    char *argv[MAXWORDS + 1];
    memcpy(argv, p->argv, sizeof argv);
    int rc = sl_chain_parse(&p->c, p->argc, argv, failed, e);
    if (!rc) rc = sl_chain_init(&p->c, failed, e);
    p->c.quiet = true;
    return rc;
}

static int process(piece *p, const char **failed, sl_err *e) {
    sl_writer *w = NULL;
    bool sink = p->c.link[p->c.n - 1].flags & SL_SINK;
    if (!sink && sl_writer_open(&w, p->out.path, e)) abort();
    return sl_run(&p->c, w, NULL, failed, e);
}

/* Returns the exit status that the command would have; its output is in p->out. */
static int run(piece *p) {
    sl_err e = {0}, ignored = {0};
    const char *failed = "";
    rewrite(&p->out, NULL, 0);
    if (lseek(p->in.fd, 0, SEEK_SET) || dup2(p->in.fd, STDIN_FILENO)) abort();
    int rc = anew ? set_up(p, &failed, &e) : 0;
    if (!rc) rc = process(p, &failed, &e);
    if (anew) {
        int late = sl_chain_close(&p->c, !rc, &failed, rc ? &ignored : &e);
        sl_chain_free(&p->c);
        p->c = (sl_chain){0};
        if (!rc) rc = late;
    }
    if (rc == SL_EUSAGE || (rc && !strncmp(e.msg, "internal error", 14))) finding(failed, e.msg);
    return rc;
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    char *words[MAXWORDS], *save = NULL, *line = getenv("SLUIS_FUZZ");
    int n = 0;
    if (!line) exit(2);
    input = make_memory();
    line = sl_strdup(sl_cstr(line));
    for (char *w = strtok_r(line, " ", &save); w && n < MAXWORDS; w = strtok_r(NULL, " ", &save)) {
        if (!n && !strcmp(w, "anew")) anew = true;         /* before the stage's name only: --near same is an option */
        else if (!n && !strcmp(w, "same")) same = true;
        else words[n++] = word(w);
    }
    free(line);
    cut_up(words, n);
    sl_err e = {0};
    const char *failed = "";
    bool bad = !anew && !pipes && set_up(&whole, &failed, &e);
    for (unsigned i = 0; i < nparts && !anew && !bad; i++) bad = set_up(&parts[i], &failed, &e);
    if (!bad) return 0;
    fprintf(stderr, "%s: %s\n", failed, e.msg);
    exit(2);
}

/* A chain stops at the first stage that fails; pipes carry on with what there was, and the last writes the same. */
static int run_parts(void) {
    int rc = 0;
    for (unsigned i = 0; i < nparts; i++) rc |= run(&parts[i]);
    return rc;
}

static void check_same(const memory *out, sl_str in) {
    sl_buf b = {0};
    sl_str got = content(out, &b);
    bool packed = sl_codec_by_magic(in) != SL_PLAIN, unended = in.n && in.p[in.n - 1] != '\n';
    if (!packed && (got.n != in.n + unended || memcmp(got.p, in.p, in.n))) finding("output", "is not the input");
    sl_buf_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    sl_buf a = {0}, b = {0};
    const memory *out = &parts[nparts - 1].out;
    rewrite(&input, data, n);
    int rc = pipes || nparts > 1 ? run_parts() : run(&parts[0]);
    if (nparts > 1 && !pipes && (!run(&whole) != !rc || !sl_eq(content(&whole.out, &a), content(out, &b))))
        finding("output", "of the chain differs from that of pipes");
    if (same && !rc) check_same(out, (sl_str){(const char *)data, n});
    sl_buf_free(&a);
    sl_buf_free(&b);
    return 0;
}
