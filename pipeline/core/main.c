/* The command: sluis STAGE [options] [FILE...]. The only place that prints and exits.
 * One stage in one thread for now: chains (+) and -j come with the runner. */
#include "block.h"
#include "option.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern const sl_ops *const sl_stages[];

static const sl_ops *find(const char *name) {
    for (size_t i = 0; sl_stages[i]; i++)
        if (!strcmp(sl_stages[i]->name, name)) return sl_stages[i];
    return NULL;
}

static void oom(size_t n) {
    fprintf(stderr, "sluis: out of memory (%zu bytes)\n", n);
    _exit(SL_EIO);
}

static void complain(const char *stage, const sl_err *e) {
    if (e->code == SL_EPIPE) return;
    fprintf(stderr, "sluis %s: ", stage);
    if (e->file[0]) fprintf(stderr, "%s:", e->file);
    if (e->line) fprintf(stderr, "%llu:", (unsigned long long)e->line);
    if (e->byte) fprintf(stderr, "%llu:", (unsigned long long)e->byte);
    fprintf(stderr, "%s%s\n", e->file[0] ? " " : "", e->msg);
}

static int help(const sl_ops *ops) {
    sl_buf b = {0};
    sl_printf(&b, "usage: sluis %s [options] %s\n%s\n\n", ops->name, ops->args ? ops->args : "[FILE...]", ops->brief);
    sl_opt_help(ops->opts, &b);
    sl_puts(&b, SL_LIT("common options:\n"));
    sl_opt_help(sl_common_opts, &b);
    fwrite(b.p, 1, b.n, stdout);
    sl_buf_free(&b);
    return fflush(stdout) ? SL_EIO : 0;
}

/* Whole lines of one file, as they come; answered before a read that would block. */
static int one_file(sl_stage *s, const char *path, sl_writer *w) {
    sl_lines *l;
    sl_str line;
    int rc = sl_lines_open(&l, path, s->err), got = 0;
    if (rc) return rc;
    while (rc == 0 && (got = sl_lines_next(l, &line, s->err)) > 0) {
        sl_rec r = {line, path, sl_lines_number(l)};
        rc = sl_block_line(s, &r);
        int out = sl_write(w, s->core->out.p, s->core->done, s->err);
        sl_clear(&s->core->out);
        s->core->done = 0;
        if (!rc) rc = out;
    }
    sl_lines_close(l);
    return rc ? rc : got < 0 ? -got : 0;
}

static int all_files(sl_stage *s, const sl_list *files, sl_writer *w) {
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < files->n; i++) rc = one_file(s, files->v[i], w);
    return rc ? rc : files->n ? 0 : one_file(s, "-", w);
}

int main(int argc, char **argv) {
    sl_oom_handler(oom);
    signal(SIGPIPE, SIG_IGN);
    const sl_ops *ops = argc > 1 ? find(argv[1]) : NULL;
    if (!ops) {
        fprintf(stderr, argc > 1 ? "sluis: unknown stage '%s'\n" : "usage: sluis STAGE [options] [FILE...]\n", argc > 1 ? argv[1] : "");
        return SL_EUSAGE;
    }
    sl_err e = {0};
    sl_common m = {.fields = {1}, .nfields = 1, .on_error = ops->on_error};
    sl_arena keep = {0};
    struct sl_core core = {.dropped = sl_zalloc(64 * sizeof(uint64_t))};
    sl_stage s = {.ops = ops, .flags = ops->flags, .common = &m, .err = &e, .core = &core, .conf = sl_zalloc(ops->conf_size),
                  .self = sl_zalloc(ops->size), .count = sl_zalloc(64 * sizeof(uint64_t))};
    sl_opt_defaults(ops->opts, s.conf);
    sl_opt_defaults(sl_common_opts, &m);
    sl_parse p = {ops->opts, s.conf, &m, &keep, {0}};
    int rc = sl_parse_args(&p, argc - 2, argv + 2, &e);
    if (rc == 0 && m.help) return help(ops);
    sl_writer *w = NULL;
    if (rc == 0 && ops->init) rc = ops->init(&s);
    if (rc == 0) rc = sl_writer_open(&w, m.output, &e);
    if (rc == 0) rc = all_files(&s, &p.files, w);
    if (w) { int c = sl_writer_close(w, &e); if (!rc) rc = c; }
    if (rc) complain(ops->name, &e);
    return rc == SL_EPIPE ? SL_EIO : rc;
}
