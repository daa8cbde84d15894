/* index: the seek indexes of compressed files, made anew or verified. */
#include "sluis/gzindex.h"
#include "sluis/stage.h"

typedef struct { bool check; } conf;

static const sl_opt opts[] = {
    {0, "check", SL_OPT_FLAG, offsetof(conf, check), NULL, NULL, "write nothing: compare the index that is there"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int write_index(sl_stage *s, const char *name, sl_str text) {
    static const sl_how plain;
    sl_writer *w;
    int rc = sl_writer_open_how(&w, name, &plain, s->err);
    if (rc) return rc;
    rc = sl_write(w, text.p, text.n, s->err);
    if (rc == 0) return sl_writer_close(w, s->err);
    sl_writer_abort(w);
    return rc;
}

static int compare(sl_stage *s, const char *name, sl_str text) {
    sl_buf there = {0};
    int rc = sl_read_file(name, &there, s->err);
    if (rc == 0 && !sl_eq(sl_view(&there), text)) rc = sl_fail(s->err, SL_EDATA, name, 0, 0, "not the index of this file; 'sluis index' makes it anew");
    sl_buf_free(&there);
    return rc;
}

/* FILE, members, lines, bytes of text. */
static int tell(sl_stage *s, const char *path, const sl_gzindex *x) {
    sl_printf(sl_out(s), "%s\t%zu\t%llu\t%llu", path, x->n, (unsigned long long)x->lines, (unsigned long long)x->text);
    return sl_emit(s);
}

static int one_file(sl_stage *s, const char *path) {
    sl_gzindex x = {0};
    sl_buf name = {0}, text = {0};
    int rc = sl_gzindex_build(&x, path, s->err);
    if (rc == 0) {
        sl_printf(&name, "%s.gzi", path);
        sl_gzindex_put(&x, &text);
        rc = (((const conf *)s->conf)->check ? compare : write_index)(s, sl_buf_c(&name), sl_view(&text));
    }
    if (rc == 0) {
        sl_source_rec(s, &(sl_rec){sl_cstr(path), path, 0});
        rc = tell(s, path, &x);
        sl_source_rec(s, NULL);
    }
    sl_buf_free(&name);
    sl_buf_free(&text);
    sl_gzindex_free(&x);
    return rc;
}

static int run(sl_stage *s) {
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < s->ninputs; i++) rc = one_file(s, s->inputs[i].path);
    return rc;
}

static int init(sl_stage *s) {
    for (size_t i = 0; i < s->ninputs; i++)
        if (!strcmp(s->inputs[i].path, "-")) return sl_usage(s, "name the compressed files: standard input has no place for an index");
    return 0;
}

const sl_ops sl_stage_index = {
    .name = "index", .brief = "make the seek index of compressed files", .args = "FILE...", .opts = opts, .conf_size = sizeof(conf),
    .flags = SL_WHOLE | SL_SOURCE | SL_RAW, .on_error = SL_KEEP, .init = init, .run = run};
