/* restore: put the targets of glossary terms back in the place of their placeholders. */
#include "sluis/restore.h"
#include "sluis/stage.h"
#include "sluis/termmap.h"

typedef struct {
    const char *map, *text, *report;
    int missing;
    bool fit;
    sl_restore_rules rules;
} conf;

typedef struct {
    sl_termmap *map;
    uint64_t line;                   /* of the text, over all inputs */
    sl_buf ph_text; sl_ph ph;        /* the map's style, inferred from its first placeholder; ph borrows from ph_text */
    sl_restored back;
    sl_buf entry;                    /* of the report */
} state;

enum { KEEP, FALLBACK, MARK, FAIL };                     /* --on-missing */
enum { TERMS, RETURNED, REPAIRED, DUPLICATED, MISSING, UNKNOWN, ARTICLES, RUNGS };
static const char *const counts[] = {"terms", "returned", "repaired", "duplicated", "missing", "unknown", "articles",
                                     "exact", "case", "space", "marks", "entity", "glued", "bracket", NULL};

static const sl_opt opts[] = {
    {'m', "map", SL_OPT_STR, offsetof(conf, map), "FILE", NULL, "the map that protect wrote"},
    {0, "text", SL_OPT_STR, offsetof(conf, text), "FILE", NULL, "protect's output: check first that the map was written with it"},
    {0, "source", SL_OPT_FLAG, offsetof(conf, rules.source), NULL, NULL, "put back what was in the source instead of the target"},
    {0, "fit", SL_OPT_NO, offsetof(conf, fit), NULL, NULL, "write targets as the map has them: fit neither case nor article"},
    {0, "on-missing", SL_OPT_CHOICE, offsetof(conf, missing), "keep|fallback|mark|fail", "keep", "what to do when a term did not come back"},
    {0, "report", SL_OPT_SIDE, offsetof(conf, report), "FILE", NULL, "write what became of each term"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int init(sl_stage *s) {
    conf *c = s->conf;
    sl_termmap *m;
    if (!c->map) return sl_usage(s, "a map is needed: -m FILE");
    if (s->common->nfields != 1) return sl_usage(s, "only one column can be restored");
    if (s->common->on_error == SL_DROP) return sl_usage(s, "--on-error=drop would put the text out of step with the map");
    c->rules.fit = c->fit;
    if (!c->text) return 0;
    int rc = sl_termmap_open(&m, c->map, s->err);
    if (rc) return rc;
    rc = sl_termmap_verify(m, c->text, s->err);
    sl_termmap_close(m);
    return rc;
}

/* The map is opened with the first record, when a protect in the same pipe has surely made it. */
static int open_map(sl_stage *s) {
    state *t = s->self;
    return t->map ? 0 : sl_termmap_open(&t->map, ((const conf *)s->conf)->map, s->err);
}

static int bad_placeholder(sl_stage *s, size_t i, sl_str ph, const char *what) {
    const conf *c = s->conf;
    return sl_fail(s->err, SL_EDATA, c->map, sl_termmap_where(((state *)s->self)->map) + i, 0, "placeholder '%.*s' %s",
                   ph.n < 40 ? (int)ph.n : 40, ph.p, what);
}

/* All placeholders of a map are of one style, the first one's. */
static int check_style(sl_stage *s, const sl_termmap_entry *v, size_t n) {
    state *t = s->self;
    for (size_t i = 0; i < n; i++) {
        sl_ph other;
        bool first = !t->ph_text.n;
        if (first) sl_puts(&t->ph_text, v[i].placeholder);
        if (!sl_ph_infer(first ? &t->ph : &other, first ? sl_view(&t->ph_text) : v[i].placeholder, v[i].id))
            return bad_placeholder(s, i, v[i].placeholder, "does not hold its id between some signs");
        if (!first && !(sl_eq(t->ph.pre, other.pre) && sl_eq(t->ph.post, other.post)))
            return bad_placeholder(s, i, v[i].placeholder, "is of another style than those before it");
    }
    return 0;
}

static void report(sl_stage *s, uint32_t id, const sl_termmap_entry *e, const char *status, const char *rung) {
    sl_buf *b = &((state *)s->self)->entry;
    if (!((const conf *)s->conf)->report) return;
    sl_clear(b);
    sl_printf(b, "%u\t", id);
    if (e) sl_puts(b, e->term);
    sl_putc(b, '\t');
    if (e) sl_puts(b, e->target);
    sl_printf(b, "\t%s%s", status, rung);
    sl_side(s, sl_view(b));
}

/* What goes behind a line that lost a term. */
static int put_missing(sl_stage *s, const sl_termmap_entry *e, sl_buf *out) {
    const conf *c = s->conf;
    sl_str put = c->rules.source ? e->surface : e->target;
    if (c->missing == FAIL)
        return sl_bad(s, 0, "term '%.*s' (%.*s) did not come back", (int)e->term.n, e->term.p, (int)e->placeholder.n, e->placeholder.p);
    if (c->missing == KEEP) return 0;
    if (c->missing == FALLBACK) sl_puts(out, SL_LIT(" ("));
    else sl_printf(out, " [[missing %.*s: ", (int)e->placeholder.n, e->placeholder.p);
    sl_puts(out, put);
    sl_puts(out, c->missing == FALLBACK ? SL_LIT(")") : SL_LIT("]]"));
    return 0;
}

static int settle(sl_stage *s, const sl_termmap_entry *e, const sl_restore_fate *f, sl_buf *out) {
    s->count[TERMS]++;
    if (!f->times) {
        s->count[MISSING]++;
        report(s, e->id, e, "missing", "");
        return put_missing(s, e, out);
    }
    bool exact = f->rung == SL_RUNG_EXACT;
    s->count[RUNGS + f->rung]++;
    s->count[exact ? RETURNED : REPAIRED]++;
    s->count[DUPLICATED] += f->times > 1;
    report(s, e->id, e, f->times > 1 ? "duplicated" : exact ? "returned" : "repaired:", f->times > 1 || exact ? "" : sl_rung_names[f->rung]);
    return 0;
}

static int text(sl_stage *s, sl_str in, sl_buf *out) {
    state *t = s->self;
    const sl_termmap_entry *v;
    size_t n;
    int rc = open_map(s);
    if (rc == 0) rc = sl_termmap_line(t->map, ++t->line, &v, &n, s->err);
    if (rc == 0) rc = check_style(s, v, n);
    if (rc) return rc;
    if (!t->ph_text.n) { sl_puts(out, in); return 0; }
    sl_restore_line(&((const conf *)s->conf)->rules, &t->ph, v, n, &t->back, in, out);
    for (size_t i = 0; rc == 0 && i < n; i++) rc = settle(s, &v[i], &t->back.fate[i], out);
    for (size_t i = 0; i < t->back.unknowns; i++) report(s, t->back.unknown[i], NULL, "unknown", "");
    s->count[UNKNOWN] += t->back.unknowns;
    s->count[ARTICLES] += t->back.articles;
    return rc;
}

static int flush(sl_stage *s) {
    state *t = s->self;
    int rc = open_map(s);
    return rc ? rc : sl_termmap_end(t->map, t->line, s->err);
}

static void fini(sl_stage *s) {
    state *t = s->self;
    sl_termmap_close(t->map);
    sl_restored_free(&t->back);
    sl_buf_free(&t->ph_text);
    sl_buf_free(&t->entry);
}

const sl_ops sl_stage_restore = {
    .name = "restore", .brief = "put the targets of glossary terms back", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(state),
    .flags = SL_WHOLE | SL_MAP | SL_STATEFUL | SL_COLUMNS, .counts = counts, .side_columns = "id\tterm\ttarget\tstatus", .on_error = SL_STOP,
    .init = init, .text = text, .flush = flush, .fini = fini};
