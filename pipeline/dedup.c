/* dedup: keep the first or the best record of each key, none that nearly repeats one, and none of a test set. */
#include "bitext/dedup_stage.h"
#include <stdlib.h>

static const char *const rules[] = {"against", "duplicate", "near-duplicate", "part", NULL};

static const sl_opt opts[] = {
    {0, "key", SL_OPT_CHOICE, offsetof(sl_dedup_conf, kind), "auto|pair|source|target|line", "auto", "what makes two records the same"},
    {0, "fold", SL_OPT_FLAG, offsetof(sl_dedup_conf, fold), NULL, NULL, "blind to case, punctuation and white space"},
    {0, "fold-digits", SL_OPT_FLAG, offsetof(sl_dedup_conf, fold_digits), NULL, NULL, "--fold, and blind to which digits"},
    {0, "fold-accents", SL_OPT_FLAG, offsetof(sl_dedup_conf, fold_accents), NULL, NULL, "--fold, and blind to accents"},
    {0, "max-n", SL_OPT_INT, offsetof(sl_dedup_conf, max), "N:0..1000000000", "1", "records of a key to keep; 0: all"},
    {0, "keep", SL_OPT_CHOICE, offsetof(sl_dedup_conf, keep), "first|best", "first", "which: the first, or those of the highest score"},
    {0, "score", SL_OPT_INT, offsetof(sl_dedup_conf, score), "COLUMN:1..256", "3", "the column of the score, for --keep best"},
    {0, "near", SL_OPT_CHOICE, offsetof(sl_dedup_conf, near), "off|same|alike", "off", "drop also what repeats a kept record but for spelling, or nearly"},
    {0, "near-share", SL_OPT_REAL, offsetof(sl_dedup_conf, near_share), "SHARE", "0.8", "how much of it: Jaccard similarity, 0.5 to 1"},
    {0, "against", SL_OPT_LIST, offsetof(sl_dedup_conf, files), "FILE", NULL, "drop what occurs in FILE, as a test set (may be repeated)"},
    {0, "match", SL_OPT_CHOICE, offsetof(sl_dedup_conf, match), "key|fold|ngram", "key", "how it occurs there: as the key is, folded, or in part"},
    {0, "side", SL_OPT_CHOICE, offsetof(sl_dedup_conf, side), "key|either|source|target", "key", "which columns: all of the key, or one side by itself"},
    {0, "ngram", SL_OPT_INT, offsetof(sl_dedup_conf, ngram), "N:1..64", "6", "words of an n-gram, for --match ngram"},
    {0, "overlap", SL_OPT_REAL, offsetof(sl_dedup_conf, overlap), "SHARE", "0.6", "share of words in n-grams of FILE that is too much"},
    {0, "part", SL_OPT_STR, offsetof(sl_dedup_conf, part_text), "K/N", NULL, "only the keys of part K of N, for N runs"},
    {0, "mem", SL_OPT_STR, offsetof(sl_dedup_conf, mem_text), "SIZE", NULL, "memory for keys (64K, 2G); more goes to files"},
    {0, "tmp", SL_OPT_STR, offsetof(sl_dedup_conf, tmp), "DIR", NULL, "folder of these files (TMPDIR, or /tmp)"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

/* In a thread's object the set is empty, and nothing is fetched. */
static void note(sl_stage *s, sl_str line, void *to) {
    const sl_dedup_conf *c = s->conf;
    sl_dedup_self *x = s->self;
    sl_dedup_note *n = to;
    n->missing = sl_dedup_hash(&c->key, line, &x->room.scratch, &n->hash);
    sl_set_fetch(&x->seen, n->hash);
}

static void ahead(sl_stage *s, const sl_rec *r, size_t n, const void *notes) {
    sl_dedup_self *x = s->self;
    const sl_dedup_note *v = notes;
    (void)r;
    for (size_t i = 0; i < n; i++) sl_set_fetch(&x->seen, v[i].hash);
}

static int drop(sl_stage *s, unsigned rule, uint64_t hash) {
    sl_dedup_self *x = s->self;
    if (x->held && s->common->rejects) return sl_waiting_add_decided(x->held, s->rec->line, hash, (int)rule, s->err);
    return sl_drop(s, rule, s->common->rejects ? sl_dedup_value(hash, x->value) : NULL);
}

static int drop_near(sl_stage *s, uint64_t like, double how) {
    sl_buf *b = &((sl_dedup_self *)s->self)->room.scratch;
    sl_clear(b);
    sl_printf(b, "%.2f of record %llu", how, (unsigned long long)like);
    return sl_drop(s, SL_DEDUP_NEAR, sl_buf_c(b));
}

static int near(sl_stage *s, const sl_rec *r) {
    const sl_dedup_conf *c = s->conf;
    sl_dedup_self *x = s->self;
    sl_str cols[SL_MAXFIELDS];
    uint64_t like;
    double how;
    if (!x->near) x->near = sl_near_new(c->near_share, c->near == SL_NEAR_ALIKE, &c->contrast, sl_dedup_tmp(c));
    unsigned n = sl_dedup_columns(&c->key, r->line, cols);
    int got = sl_near_push(x->near, cols, n, x->records, &like, &how, s->err);
    return got < 0 ? -got : got ? drop_near(s, like, how) : sl_emit_same(s);
}

/* First come, first kept, as long as the keys fit. */
static int first(sl_stage *s, const sl_rec *r, uint64_t hash) {
    const sl_dedup_conf *c = s->conf;
    sl_dedup_self *x = s->self;
    if (!sl_set_count(&x->seen, hash, (uint64_t)c->max)) return drop(s, SL_DEDUP_DUPLICATE, hash);
    return c->near ? near(s, r) : sl_emit_same(s);
}

static int push(sl_stage *s, const sl_rec *r) {
    const sl_dedup_conf *c = s->conf;
    sl_dedup_self *x = s->self;
    sl_dedup_note own;
    if (!s->note) note(s, r->line, &own);
    const sl_dedup_note *n = s->note ? s->note : &own;
    uint64_t hash = n->hash;
    x->records++;
    if (n->missing) return sl_bad(s, 0, "has no column %u", n->missing);
    if (c->parts && sl_dedup_part(hash, c->parts) != c->part) {
        sl_skip(s, SL_DEDUP_PART);
        return 0;
    }
    if (c->files.n) {
        int found = sl_dedup_is_against(s, r->line, hash);
        if (found) return found < 0 ? -found : drop(s, SL_DEDUP_AGAINST, hash);
    }
    if (c->max == 0) return sl_emit_same(s);
    if (!x->held && (c->keep || (c->mem && sl_set_bytes(&x->seen) > c->mem / 2))) sl_dedup_hold(s);
    return x->held ? sl_dedup_wait(s, r, hash) : first(s, r, hash);
}

static void fini(sl_stage *s) {
    sl_dedup_self *x = s->self;
    sl_set_free(&x->seen);
    sl_waiting_free(x->held);
    sl_near_free(x->near);
    sl_buf_free(&x->room.scratch);
    sl_buf_free(&x->room.words);
}

static void done(void *p) {
    sl_dedup_conf *c = p;
    sl_set_free(&c->known);
    sl_leak_free(&c->leak);
    sl_set_free(&c->contrast);
}

static int begin(sl_stage *s) {
    sl_dedup_conf *c = s->conf;
    int rc = sl_dedup_options(s);
    if (rc == 0) rc = sl_dedup_load(s);
    if (rc == 0 && c->near) rc = sl_dedup_contrast(s);
    return rc;
}

const sl_ops sl_stage_dedup = {
    .name = "dedup", .brief = "keep each record once, and none of a test set", .opts = opts, .conf_size = sizeof(sl_dedup_conf),
    .size = sizeof(sl_dedup_self), .flags = SL_FILTER | SL_STATEFUL | SL_COLUMNS | SL_BITEXT, .rules = rules, .on_error = SL_STOP,
    .init = begin, .note_size = sizeof(sl_dedup_note), .note = note, .push = push, .ahead = ahead, .flush = sl_dedup_give, .fini = fini, .done = done};
