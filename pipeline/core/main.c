/* The command. The only place that prints and exits. */
#include "help.h"
#include "run.h"
#include "stats.h"
#include "sluis/version.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static const char *progress_name;
static time_t progress_at;

static void oom(size_t n) {
    sl_writer_cleanup();
    fprintf(stderr, "sluis: out of memory (%zu bytes)\n", n);
    _exit(SL_EIO);
}

/* Leave no temporary file behind, then die as the signal would have it. */
static void on_signal(int sig) {
    sl_writer_cleanup();
    signal(sig, SIG_DFL);
    raise(sig);
}

static void warn(const char *stage, const char *msg) { fprintf(stderr, "sluis %s: warning: %s\n", stage, msg); }

static void complain(const char *stage, const sl_err *e) {
    if (e->code == SL_EPIPE) return;
    fprintf(stderr, "sluis%s%s: ", *stage ? " " : "", stage);
    if (e->file[0]) fprintf(stderr, "%s:", e->file);
    if (e->line) fprintf(stderr, "%llu:", (unsigned long long)e->line);
    if (e->byte) fprintf(stderr, "%llu:", (unsigned long long)e->byte);
    fprintf(stderr, "%s%s\n", e->file[0] ? " " : "", e->msg);
}

static void show_progress(uint64_t bytes, uint64_t lines) {
    time_t now = time(NULL);
    if (now == progress_at) return;
    progress_at = now;
    fprintf(stderr, "\rsluis %s: %.1f MB, %llu lines ", progress_name, (double)bytes / 1e6, (unsigned long long)lines);
}

/* Write straight to standard output, checked. */
static int say(sl_buf *b) {
    sl_err e = {0};
    sl_writer *w;
    int rc = sl_writer_open(&w, NULL, &e);
    if (rc == 0) rc = sl_write(w, b->p, b->n, &e);
    if (rc == 0) rc = sl_writer_close(w, &e);
    sl_buf_free(b);
    if (rc) complain("", &e);
    return rc == SL_EPIPE ? SL_EIO : rc;
}

/* A closed standard descriptor must not become some file that is opened later. */
static void hold_descriptors(void) {
    static const int mode[] = {O_WRONLY, O_RDONLY, O_WRONLY};
    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", mode[fd]) < 0) _exit(SL_EIO);
}

static void print_counts(const sl_chain *c) {
    sl_buf b = {0};
    for (unsigned k = 0; k < c->n; k++) {
        sl_clear(&b);
        sl_stats_text(&c->link[k], &b);
        fprintf(stderr, "sluis %s: %s\n", c->link[k].ops->name, sl_buf_c(&b));
    }
    sl_buf_free(&b);
}

static int run(sl_chain *c, const char **failed, sl_err *e) {
    sl_writer *out = NULL;
    bool sink = c->link[c->n - 1].flags & SL_SINK;
    int rc = sl_chain_init(c, failed, e);
    if (rc == 0 && !sink) rc = sl_writer_open_how(&out, c->output, &c->how, e);
    if (rc) {
        sl_err ignored = {0};
        const char *nobody;
        sl_chain_close(c, false, &nobody, &ignored);
        return rc;
    }
    bool show = !c->quiet && isatty(2);
    progress_name = c->link[0].ops->name;
    progress_at = time(NULL);
    rc = sl_run(c, out, show ? show_progress : NULL, failed, e);
    for (unsigned k = 0; rc == 0 && k < c->n; k++) {
        rc = sl_stats_check(&c->link[k], e);
        if (rc) *failed = c->link[k].ops->name;
    }
    if (rc == 0) rc = sl_stats_write(c, e);
    if (rc == 0 && c->amiss.code) {
        *failed = c->link[0].ops->name;
        *e = c->amiss;
        rc = e->code;
    }
    if (show) fputs("\r\033[K", stderr);
    if (c->verbose) print_counts(c);
    return rc;
}

/* The chain as given; --help and --version of its first stage. */
static int command(int argc, char **argv) {
    sl_err e = {0};
    sl_chain c = {.warn = warn};
    sl_buf b = {0};
    const char *failed = "";
    int rc = sl_chain_parse(&c, argc, argv, &failed, &e);
    if (rc == 0 && c.link[0].common.help) sl_help_stage(c.link[0].ops, &b);
    else if (rc == 0 && c.link[0].common.version) sl_printf(&b, "sluis %s %s\n", c.link[0].ops->name, SL_VERSION);
    else if (rc == 0) rc = run(&c, &failed, &e);
    if (rc) complain(failed, &e);
    sl_chain_free(&c);
    if (rc == 0 && b.n) return say(&b);
    return rc == SL_EPIPE ? SL_EIO : rc;
}

static void version(sl_buf *b) { sl_printf(b, "sluis %s\n", SL_VERSION); }

static const struct { const char *name; void (*write)(sl_buf *); } answers[] = {
    {"--help", sl_help_all}, {"-h", sl_help_all}, {"--version", version}, {"--list", sl_help_list}, {"--completion", sl_help_completion}};

int main(int argc, char **argv) {
    hold_descriptors();
    sl_oom_handler(oom);
    signal(SIGPIPE, SIG_IGN);
    static const int deadly[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < 3; i++)
        if (signal(deadly[i], on_signal) == SIG_IGN) signal(deadly[i], SIG_IGN);     /* nohup stays nohup */
    const char *limit = getenv("SLUIS_READ");
    char *base = argc ? strrchr(argv[0], '/') : NULL;
    sl_buf b = {0};
    if (limit) sl_reader_limit(strtoul(limit, NULL, 10));
    base = base ? base + 1 : argc ? argv[0] : NULL;
    if (base && !strncmp(base, "sluis-", 6)) {
        argv[0] = base + 6;
        return command(argc, argv);
    }
    for (size_t i = 0; argc == 2 && i < sizeof answers / sizeof *answers; i++)
        if (!strcmp(argv[1], answers[i].name)) { answers[i].write(&b); return say(&b); }
    const sl_ops *ops = argc == 3 && !strcmp(argv[2], "--options") ? sl_stage_find(sl_cstr(argv[1])) : NULL;
    if (ops) { sl_help_options(ops, &b); return say(&b); }
    if (argc < 2) {
        sl_help_usage(&b);
        fwrite(b.p, 1, b.n, stderr);
        sl_buf_free(&b);
        return SL_EUSAGE;
    }
    return command(argc - 1, argv + 1);
}
