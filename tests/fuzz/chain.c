/* Fuzz one command line: SLUIS_FUZZ="split -l nl --ids @ + tok -l nl", where @ is the fuzzed input. The stages are set up
 * once; then each input runs through them. Where there is a chain it also runs stage by stage, as pipes would have it, and
 * the bytes must be the same. A crash, a sanitizer's finding, a hang or an internal error is a finding. */
#include "../../pipeline/core/run.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerInitialize(int *argc, char ***argv);

typedef struct { int fd; char path[40]; } memory;
typedef struct { sl_chain c; memory out; } piece;

static memory input;
static piece whole, parts[SL_MAXLINKS];
static unsigned nparts;
static sl_arena keep;

static memory make_memory(void) {
    memory m = {.fd = memfd_create("fuzz", 0)};
    snprintf(m.path, sizeof m.path, "/proc/self/fd/%d", m.fd);
    return m;
}

static void set_up(piece *p, int argc, char **argv) {
    sl_err e = {0};
    const char *failed = "";
    p->out = make_memory();
    if (sl_chain_parse(&p->c, argc, argv, &failed, &e) || sl_chain_init(&p->c, &failed, &e)) {
        fprintf(stderr, "%s: %s\n", failed, e.msg);
        exit(2);
    }
    p->c.quiet = true;
}

static char *word(const char *w) {
    return (char *)(uintptr_t)(!strcmp(w, "@") ? input.path : sl_arena_copy(&keep, sl_cstr(w)).p);
}

/* Stage by stage: each reads what the one before it wrote. */
static void set_up_parts(int argc, char **argv) {
    for (int i = 0; i < argc; nparts++) {
        char *one[64];
        int n = 0;
        while (i < argc && strcmp(argv[i], "+")) one[n++] = argv[i++];
        i++;
        if (nparts) one[n++] = parts[nparts - 1].out.path;
        set_up(&parts[nparts], n, one);
    }
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    char *words[64], *save = NULL, *line = getenv("SLUIS_FUZZ");
    int n = 0;
    if (!line) exit(2);
    input = make_memory();
    line = sl_strdup(sl_cstr(line));
    for (char *w = strtok_r(line, " ", &save); w && n < 60; w = strtok_r(NULL, " ", &save)) words[n++] = word(w);
    free(line);
    set_up(&whole, n, words);
    if (whole.c.n > 1) set_up_parts(n, words);
    return 0;
}

/* Returns the exit status that the command would have; its output is in p->out. */
static int run(piece *p) {
    sl_err e = {0};
    const char *failed = "";
    sl_writer *w = NULL;
    bool sink = p->c.link[p->c.n - 1].flags & SL_SINK;
    if (ftruncate(p->out.fd, 0)) abort();
    if (!sink && sl_writer_open(&w, p->out.path, &e)) abort();
    int rc = sl_run(&p->c, w, NULL, &failed, &e);
    if (rc && !strncmp(e.msg, "internal error", 14)) {
        fprintf(stderr, "%s: %s\n", failed, e.msg);
        abort();
    }
    return rc;
}

static sl_str content(const memory *m, sl_buf *b) {
    sl_clear(b);
    if (sl_buf_file(b, m->path)) abort();
    return sl_view(b);
}

/* The first piece that fails ends the comparison: a chain stops there too, pipes carry on with what there was. */
static void compare(int rc) {
    sl_buf a = {0}, b = {0};
    int got = 0;
    for (unsigned i = 0; i < nparts; i++) got |= run(&parts[i]);
    if (!rc != !got || !sl_eq(content(&whole.out, &a), content(&parts[nparts - 1].out, &b))) {
        fprintf(stderr, "a chain differs from pipes\n");
        abort();
    }
    sl_buf_free(&a);
    sl_buf_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    if (ftruncate(input.fd, 0) || pwrite(input.fd, data, n, 0) != (ssize_t)n) abort();
    int rc = run(&whole);
    if (nparts) compare(rc);
    return 0;
}
