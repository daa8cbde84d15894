/* check: does a stream keep its promises? Silent when it does; an error with file, line and byte when it does not. */
#include "bitext/check_manifest.h"
#include "bitext/salvage_stage.h"
#include "sluis/check.h"
#include "sluis/stage.h"

typedef struct { long columns, all; bool space, nfc, bitext, ids, gzip; sl_check_conf c; } conf;
typedef struct { sl_check_state s; uint64_t lines, wrong; sl_check_manifest manifest; uint64_t files; } self;

static const sl_opt opts[] = {
    {0, "columns", SL_OPT_INT, offsetof(conf, columns), "N:0..1000000", "0", "columns of each line; 0: as many as the first has"},
    {0, "space", SL_OPT_FLAG, offsetof(conf, space), NULL, NULL, "white space is single spaces within columns"},
    {0, "nfc", SL_OPT_FLAG, offsetof(conf, nfc), NULL, NULL, "text is in Unicode's normal form C"},
    {0, "bitext", SL_OPT_FLAG, offsetof(conf, bitext), NULL, NULL, "columns are a pair and its score"},
    {0, "ids", SL_OPT_FLAG, offsetof(conf, ids), NULL, NULL, "documents stand together, numbers of sentences ascend"},
    {0, "all", SL_OPT_INT, offsetof(conf, all), "N:0..1000000000", "0", "go on; name the first N wrong lines, and count"},
    {0, "gzip", SL_OPT_FLAG, offsetof(conf, gzip), NULL, NULL, "compressed files, not their lines: are all members whole, what can be saved?"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};
static const char *const counts[] = {SL_SALVAGE_COUNTS, NULL};

static int init(sl_stage *s) {
    conf *c = s->conf;
    c->c = (sl_check_conf){(unsigned)c->columns, c->space, c->nfc, c->bitext, c->ids};
    if (c->gzip && s->common->shard.n) return sl_usage(s, "--shard has no meaning with --gzip");
    if (c->gzip) s->flags |= SL_SOURCE;
    return s->common->on_error == SL_STOP ? 0 : sl_usage(s, "--on-error has no meaning here: that lines are UTF-8 is checked");
}

/* With --all a wrong line is counted and rejected as a filter would. */
static int note(sl_stage *s, const sl_rec *r, sl_check_rule rule, uint64_t byte, const char *what) {
    self *x = s->self;
    if (x->wrong++ < (uint64_t)((const conf *)s->conf)->all)
        sl_warn(s, "%s:%llu:%llu: %s", r->file, (unsigned long long)r->number, (unsigned long long)byte, what);
    return sl_drop(s, rule, what);
}

/* A file of a manifest that is not as it should be. */
static int differs(void *ctx, const char *what) {
    sl_stage *s = ctx;
    self *x = s->self;
    long all = ((const conf *)s->conf)->all;
    x->files++;
    if (!all) return sl_fail(s->err, SL_EDATA, NULL, 0, 0, "%s", what);
    if (x->files <= (uint64_t)all) sl_warn(s, "%s", what);
    return sl_drop_line(s, SL_CHECK_MANIFEST, what, SL_LIT(""));
}

static int end_manifest(sl_stage *s) {
    self *x = s->self;
    return x->manifest.file ? sl_check_manifest_end(&x->manifest, differs, s, s->err) : 0;
}

static int check_line(sl_stage *s, const sl_rec *r) {
    const conf *c = s->conf;
    self *x = s->self;
    uint64_t byte;
    x->lines++;
    sl_check_rule rule = sl_check_line(&c->c, &x->s, r->line, &byte);
    if (rule == SL_CHECK_GOOD) return 0;
    const char *what = sl_buf_c(&x->s.what);
    return c->all ? note(s, r, rule, byte, what) : sl_bad(s, byte, "%s", what);
}

static int push(sl_stage *s, const sl_rec *r) {
    self *x = s->self;
    int rc = r->number == 1 ? end_manifest(s) : 0;
    if (rc) return rc;
    if (!x->manifest.file && !sl_check_manifest_begins(r)) return check_line(s, r);
    sl_check_manifest_line(&x->manifest, r);
    return 0;
}

static int flush(sl_stage *s) {
    const self *x = s->self;
    int rc = end_manifest(s);
    if (rc == 0) rc = sl_check_manifest_empty(s);
    if (rc) return rc;
    if (x->files) return sl_bad(s, 0, "files that are not as their manifest tells: %llu", (unsigned long long)x->files);
    return x->wrong ? sl_bad(s, 0, "%llu of %llu lines are wrong", (unsigned long long)x->wrong, (unsigned long long)x->lines) : 0;
}

static int run(sl_stage *s) { return sl_check_gzip(s, 0); }

static void fini(sl_stage *s) {
    self *x = s->self;
    sl_check_free(&x->s);
    sl_buf_free(&x->manifest.text);
}

const sl_ops sl_stage_check = {
    .name = "check", .brief = "verify that a stream keeps its promises, or that the files of a corpus are whole", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(self),
    .flags = SL_SINK | SL_RAW, .rules = sl_check_names, .counts = counts, .on_error = SL_STOP, .init = init, .push = push, .run = run, .flush = flush, .fini = fini};
