/* From the command line to a chain of stages; see chain.h. */
#include "chain.h"
#include <stdlib.h>

const sl_ops *sl_stage_find(sl_str name) {
    for (size_t i = 0; sl_stages[i]; i++)
        if (sl_eq(sl_cstr(sl_stages[i]->name), name)) return sl_stages[i];
    return NULL;
}

static unsigned names(const char *const *list) {
    unsigned n = 0;
    while (list && list[n]) n++;
    return n;
}

/* Behind "--" a "+" is an operand like any other. */
static int link_length(int argc, char **argv) {
    for (int i = 0; i < argc; i++) {
        if (!strcmp(argv[i], "--")) return argc;
        if (!strcmp(argv[i], "+")) return i;
    }
    return argc;
}

static void default_fields(sl_link *l) {
    sl_common *m = &l->common;
    if (m->nfields) return;
    unsigned n = m->nlangs > 1 ? m->nlangs : l->flags & SL_BITEXT ? 2 : 1;
    for (unsigned i = 0; i < n; i++) m->fields[m->nfields++] = i + 1;
}

static const char *side_path(const sl_link *l) {
    for (const sl_opt *o = l->ops->opts; o && o->name; o++)
        if (o->kind == SL_OPT_SIDE) return *(const char *const *)((const char *)l->conf + o->at);
    return NULL;
}

static int parse_link(sl_chain *c, const sl_ops *ops, int argc, char **argv, sl_list *files, sl_err *e) {
    sl_link *l = &c->link[c->n++];
    l->ops = ops;
    l->flags = ops->flags;
    l->conf = sl_zalloc(ops->conf_size);
    l->nrules = names(ops->rules);
    l->ncounts = names(ops->counts);
    l->total.dropped = sl_zalloc((l->nrules + 1) * sizeof(uint64_t));
    l->total.count = sl_zalloc((l->ncounts + 1) * sizeof(uint64_t));
    sl_opt_defaults(ops->opts, l->conf);
    sl_opt_defaults(sl_common_opts, &l->common);
    l->common.on_error = ops->on_error;
    l->common.jobs = l->common.block = 0;        /* so that one given in any link is seen */
    sl_parse p = {ops->opts, l->conf, &l->common, &c->keep, {0}};
    int rc = sl_parse_args(&p, argc, argv, e);
    *files = p.files;
    if (rc || l->common.help || l->common.version) return rc;
    if (l->common.fields_given && !(l->flags & SL_COLUMNS)) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "option -f has no meaning here");
    sl_buf given = {0};
    sl_opt_given(ops, l->conf, &l->common, &given);
    l->given = sl_arena_copy(&c->keep, sl_view(&given)).p;
    sl_buf_free(&given);
    default_fields(l);
    l->side_path = side_path(l);
    return 0;
}

/* What is one for the whole chain may be given with any of its stages, once. */
static int merge_common(sl_chain *c, const sl_link *l, sl_err *e) {
    const sl_common *m = &l->common;
    if (m->output && c->output) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "option -o is given twice");
    if (m->output) c->output = m->output;
    if (sl_how_given(&m->how) && sl_how_given(&c->how)) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "two stages say how the output is compressed");
    if (sl_how_given(&m->how)) c->how = m->how;
    if (m->jobs > c->jobs) c->jobs = m->jobs;
    if (m->block) c->block = m->block;
    c->quiet |= m->quiet;
    c->verbose |= m->verbose;
    return 0;
}

static int source_behind(sl_err *e) {
    return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "reads its own inputs: it can only be the first stage of a chain");
}

static int check_order(const sl_chain *c, unsigned k, const sl_list *files, sl_err *e) {
    unsigned f = c->link[k].flags;
    if (k && files->n) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "'%s': inputs belong to the first stage of a chain", files->v[0]);
    if (k && c->link[k].common.files_from) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "--files-from belongs to the first stage of a chain");
    if (k && c->link[k].common.shard.n) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "--shard belongs to the first stage of a chain");
    if (c->link[k].common.shard.n && f & SL_WHOLE) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "--shard has no meaning here: its inputs are read as a whole");
    if (k && f & SL_SOURCE) return source_behind(e);
    if (k + 1 < c->n && f & SL_SINK) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "writes its own files: it can only be the last stage of a chain");
    for (unsigned i = 0; i < k; i++)
        if (c->link[i].common.rejects && c->link[k].common.rejects && !strcmp(c->link[i].common.rejects, c->link[k].common.rejects))
            return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "two stages write their rejects to %s", c->link[k].common.rejects);
    return 0;
}

static void add_input(sl_chain *c, size_t *cap, const char *path, const char *doc) {
    c->inputs = sl_grow(c->inputs, cap, c->ninputs + 1, sizeof *c->inputs);
    c->inputs[c->ninputs++] = (sl_input){path, doc};
}

/* PATH[<TAB>DOC] a line. */
static int inputs_from(sl_chain *c, size_t *cap, const char *path, sl_err *e) {
    sl_lines *l;
    sl_str line;
    int got, rc = sl_lines_open(&l, path, e);
    if (rc) return rc;
    while ((got = sl_lines_next(l, &line, e)) > 0) {
        sl_str name = sl_cut(&line, '\t');
        if (!name.n) got = -sl_fail(e, SL_EDATA, path, sl_lines_number(l), 1, "no file name");
        if (got < 0) break;
        const char *p = sl_arena_copy(&c->keep, name).p;
        add_input(c, cap, p, line.n ? sl_arena_copy(&c->keep, line).p : NULL);
    }
    sl_lines_close(l);
    return got < 0 ? -got : 0;
}

static int collect_inputs(sl_chain *c, const sl_list *files, sl_err *e) {
    size_t cap = 0;
    const char *from = c->link[0].common.files_from;
    for (size_t i = 0; i < files->n; i++) add_input(c, &cap, files->v[i], NULL);
    if (from) return inputs_from(c, &cap, from, e);
    if (!files->n) add_input(c, &cap, "-", NULL);
    return 0;
}

static int parse_links(sl_chain *c, int argc, char **argv, sl_list *files, const char **failed, sl_err *e) {
    int rc = 0;
    *failed = "";
    for (int i = 0; rc == 0 && i <= argc;) {
        int n = link_length(argc - i, argv + i);
        if (n == 0) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "a stage is missing");
        const sl_ops *ops = sl_stage_find(sl_cstr(argv[i]));
        if (!ops) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "unknown stage '%s'; 'sluis --help' lists them", argv[i]);
        if (c->n == SL_MAXLINKS) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "more than %d stages", SL_MAXLINKS);
        *failed = ops->name;
        rc = parse_link(c, ops, n - 1, argv + i + 1, &files[c->n], e);
        if (rc == 0) rc = merge_common(c, &c->link[c->n - 1], e);
        i += n + 1;
        if (i == argc) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "a stage is missing behind '+'");
    }
    return rc;
}

static long from_environment(const char *name, long dflt) {
    const char *v = getenv(name);
    long n = v ? strtol(v, NULL, 10) : 0;
    return n > 0 ? n : dflt;
}

static int check_links(sl_chain *c, const sl_list *files, const char **failed, sl_err *e) {
    int rc = 0;
    for (unsigned k = 0; rc == 0 && k < c->n; k++) {
        *failed = c->link[k].ops->name;
        rc = check_order(c, k, &files[k], e);
    }
    return rc;
}

int sl_chain_parse(sl_chain *c, int argc, char **argv, const char **failed, sl_err *e) {
    sl_list files[SL_MAXLINKS + 1] = {0};
    int rc = parse_links(c, argc, argv, files, failed, e);
    bool asked = c->n && (c->link[0].common.help || c->link[0].common.version);
    if (rc == 0 && !asked) rc = check_links(c, files, failed, e);
    if (rc == 0 && !asked) rc = collect_inputs(c, &files[0], e);
    for (unsigned k = 0; k <= SL_MAXLINKS; k++) free(files[k].v);
    if (!c->jobs) c->jobs = from_environment("SLUIS_JOBS", 1);
    if (!c->block) c->block = from_environment("SLUIS_BLOCK", 1 << 18);
    c->how.jobs = c->jobs;
    return rc;
}

static int init_link(sl_chain *c, unsigned k, sl_err *e) {
    sl_link *l = &c->link[k];
    sl_stage s = {0};
    struct sl_core core = {.warn = c->warn};         /* init() may warn */
    int rc = 0;
    l->common.quiet = c->quiet;
    l->common.jobs = c->jobs;
    if (l->flags & (SL_SINK | SL_SOURCE)) l->common.output = c->output;
    l->common.how = c->how;
    sl_stage_make(&s, c, k, e);
    s.core = &core;
    if (l->ops->init) rc = l->ops->init(&s);
    l->flags |= s.flags;
    l->ready = true;
    free(s.self);
    if (rc == 0 && k && l->flags & SL_SOURCE) rc = source_behind(e);
    if (rc == 0 && l->common.rejects) rc = sl_writer_open(&l->rejects, l->common.rejects, e);
    if (rc == 0 && l->side_path) rc = sl_side_open(&l->side, l->side_path, l->ops->name, s.side_note, l->ops->side_columns, e);
    return rc;
}

int sl_chain_init(sl_chain *c, const char **failed, sl_err *e) {
    int rc = 0;
    sl_reader_jobs(c->jobs);
    for (unsigned k = 0; rc == 0 && k < c->n; k++) {
        *failed = c->link[k].ops->name;
        rc = init_link(c, k, e);
    }
    for (c->tail = 0; c->tail < c->n && !(c->link[c->tail].flags & (SL_STATEFUL | SL_SINK)); c->tail++) continue;
    return rc;
}

void sl_stage_make(sl_stage *s, sl_chain *c, unsigned k, sl_err *e) {
    sl_link *l = &c->link[k];
    *s = (sl_stage){.ops = l->ops, .conf = l->conf, .self = sl_zalloc(l->ops->size), .flags = l->flags, .common = &l->common, .err = e,
                    .count = l->total.count, .inputs = c->inputs, .ninputs = c->ninputs};
}

void sl_stage_free(sl_stage *s) {
    if (!s->ops) return;
    if (s->ops->fini) s->ops->fini(s);
    free(s->self);
    s->ops = NULL;
}

static int close_link(sl_link *l, bool good, sl_err *e) {
    int side = sl_side_close(l->side, good, e);
    int rejects = l->rejects ? sl_writer_close(l->rejects, e) : 0;
    l->side = NULL;
    l->rejects = NULL;
    return side ? side : rejects;
}

int sl_chain_close(sl_chain *c, bool good, const char **failed, sl_err *e) {
    int rc = 0;
    for (unsigned k = 0; k < c->n; k++) {
        int closed = close_link(&c->link[k], good, e);
        if (closed && !rc) { rc = closed; *failed = c->link[k].ops->name; }
    }
    return rc;
}

void sl_chain_free(sl_chain *c) {
    for (unsigned k = 0; k < c->n; k++) {
        sl_link *l = &c->link[k];
        if (l->ready && l->ops->done) l->ops->done(l->conf);
        for (const sl_opt *o = l->ops->opts; o && o->name; o++)
            if (o->kind == SL_OPT_LIST) free(((sl_list *)((char *)l->conf + o->at))->v);
        free(l->conf);
        free(l->total.dropped);
        free(l->total.count);
    }
    free(c->inputs);
    sl_arena_free(&c->keep);
}
