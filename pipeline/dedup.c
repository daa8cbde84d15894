/* dedup: keep the first record of each key, and none whose key stands in given files. */
#include "sluis/dedup.h"
#include "sluis/set.h"
#include "sluis/stage.h"

typedef enum { AUTO, PAIR, SOURCE, TARGET, LINE } key_kind;
typedef struct {
    int kind;
    bool fold;
    long max;
    sl_list files;
    sl_dedup_key key;
    sl_set against;
    const char *narrow;            /* a FILE with lines of one column, when the key is auto */
} conf;
typedef struct { sl_set seen; sl_buf scratch; } self;

enum { AGAINST, DUPLICATE };
static const char *const rules[] = {"against", "duplicate", NULL};

static const sl_opt opts[] = {
    {0, "key", SL_OPT_CHOICE, offsetof(conf, kind), "auto|pair|source|target|line", "auto", "what makes two records the same"},
    {0, "fold", SL_OPT_FLAG, offsetof(conf, fold), NULL, NULL, "blind to case, punctuation, white space and which digits"},
    {0, "max-n", SL_OPT_INT, offsetof(conf, max), "N:0..1000000000", "1", "records of a key to keep; 0: all"},
    {0, "against", SL_OPT_LIST, offsetof(conf, files), "FILE", NULL, "drop what occurs in FILE, as a test set (may be repeated)"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

/* The columns of each kind of key; auto takes what there is of a pair. */
static const sl_dedup_key kinds[] = {
    [AUTO] = {{1, 2}, 2, false, true}, [PAIR] = {{1, 2}, 2, false, false}, [SOURCE] = {{1}, 1, false, false}, [TARGET] = {{2}, 1, false, false},
    [LINE] = {{0}, 0, false, false}};

/* A test set may be one side only: where the key is one column, so may be FILE. */
static int known_key(const conf *c, sl_str line, sl_buf *scratch, uint64_t *hash, sl_lines *l, sl_err *e) {
    sl_dedup_key whole = {.fold = c->key.fold};
    unsigned missing = sl_dedup_hash(&c->key, line, scratch, hash);
    if (!missing) return 0;
    if (c->key.nfields == 1 && !memchr(line.p, '\t', line.n)) return (int)sl_dedup_hash(&whole, line, scratch, hash);
    return sl_fail(e, SL_EDATA, sl_lines_name(l), sl_lines_number(l), 0, "has no column %u", missing);
}

static int load(sl_stage *s, const char *path) {
    conf *c = s->conf;
    sl_lines *l;
    sl_str line;
    sl_buf scratch = {0};
    uint64_t hash;
    int got = 0, rc = sl_lines_open(&l, path, s->err);
    if (rc) return rc;
    while (rc == 0 && (got = sl_lines_next(l, &line, s->err)) > 0) {
        rc = known_key(c, line, &scratch, &hash, l, s->err);
        if (rc == 0) sl_set_add(&c->against, hash);
        if (c->kind == AUTO && line.n && !memchr(line.p, '\t', line.n)) c->narrow = path;
    }
    if (sl_lines_warning(l)) sl_warn(s, "%s: %s", path, sl_lines_warning(l));
    sl_lines_close(l);
    sl_buf_free(&scratch);
    return rc ? rc : -got;
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    const sl_common *m = s->common;
    int rc = 0;
    if (m->fields_given && c->kind != AUTO) return sl_usage(s, "-f and --key both say what the key is");
    c->key = kinds[c->kind];
    if (m->fields_given) {
        c->kind = LINE;
        c->key = (sl_dedup_key){.nfields = m->nfields};
        memcpy(c->key.fields, m->fields, m->nfields * sizeof *m->fields);
    }
    c->key.fold = c->fold;
    for (size_t i = 0; rc == 0 && i < c->files.n; i++)
        rc = strcmp(c->files.v[i], "-") ? load(s, c->files.v[i]) : sl_usage(s, "--against takes no standard input");
    return rc;
}

/* The key's hash goes to the rejects: copies can be found by it. */
static int drop(sl_stage *s, unsigned rule, uint64_t hash) {
    char value[17];
    for (int i = 15; i >= 0; i--, hash >>= 4) value[i] = "0123456789abcdef"[hash & 15];
    value[16] = 0;
    return sl_drop(s, rule, value);
}

static int push(sl_stage *s, const sl_rec *r) {
    const conf *c = s->conf;
    self *x = s->self;
    uint64_t hash;
    unsigned missing = sl_dedup_hash(&c->key, r->line, &x->scratch, &hash);
    if (missing) return sl_bad(s, 0, "has no column %u", missing);
    if (c->narrow && memchr(r->line.p, '\t', r->line.n)) return sl_bad(s, 0, "is a pair, but %s has one column: --key source or target?", c->narrow);
    if (sl_set_has(&c->against, hash)) return drop(s, AGAINST, hash);
    if (!sl_set_count(&x->seen, hash, (uint64_t)c->max)) return drop(s, DUPLICATE, hash);
    return sl_emit_str(s, r->line);
}

static void fini(sl_stage *s) {
    self *x = s->self;
    sl_set_free(&x->seen);
    sl_buf_free(&x->scratch);
}

static void done(void *p) { sl_set_free(&((conf *)p)->against); }

const sl_ops sl_stage_dedup = {
    .name = "dedup", .brief = "keep each record once, and none of a test set", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(self),
    .flags = SL_FILTER | SL_STATEFUL | SL_COLUMNS | SL_BITEXT, .rules = rules, .on_error = SL_STOP, .init = init, .push = push, .fini = fini, .done = done};
