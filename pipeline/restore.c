/* restore: put the targets of glossary terms back in the place of their placeholders. */
#include "sluis/files.h"
#include "sluis/restore.h"
#include "sluis/stage.h"
#include "sluis/data.h"
#include "terms/restore_order.h"
#include "terms/restore_report.h"

typedef struct {
    const char *map, *style, *text, *report, *json, *retry;
    int missing;
    double under;
    bool fit;
    sl_english *english;
    sl_lexicon *lexicon; sl_buf words;      /* with --text: to see whether terms can stand where they do */
    sl_ph ph;                        /* of --style */
    sl_restore_rules rules;
} conf;

typedef struct {
    sl_termmap *map;
    sl_lines *text; sl_str protected; bool has_text;    /* --text, in step */
    restore_order order;
    restore_files files;
    uint64_t line;                   /* of the text, over all inputs */
    uint64_t terms, missing;         /* over all of them */
    sl_buf ph_text; sl_ph ph;        /* the map's style; ph borrows from ph_text */
    sl_restored back, source;
    sl_buf verdict, entry;           /* of the report */
} state;

enum { KEEP, FALLBACK, MARK, FAIL };                     /* --on-missing */
enum { TERMS, RETURNED, REPAIRED, DUPLICATED, MISSING, UNKNOWN, MOVED, ARTICLES, SPACES, ENDINGS, LOST, RUNGS };
static const char *const counts[] = {"terms", "returned", "repaired", "duplicated", "missing", "unknown", "lines-moved", "articles", "spaces", "endings", "lines-lost",
                                     "exact", "text", "case", "space", "marks", "entity", "digits", "glued", "bracket", "bare", NULL};

static const sl_opt opts[] = {
    {'m', "map", SL_OPT_STR, offsetof(conf, map), "FILE", NULL, "the map that protect wrote"},
    {0, "style", SL_OPT_STR, offsetof(conf, style), "STYLE", NULL, "what placeholders look like, when the map's head does not say so"},
    {0, "text", SL_OPT_STR, offsetof(conf, text), "FILE", NULL, "protect's output: check first that the map was written with it"},
    {0, "source", SL_OPT_FLAG, offsetof(conf, rules.source), NULL, NULL, "put back what was in the source instead of the target"},
    {0, "fit", SL_OPT_NO, offsetof(conf, fit), NULL, NULL, "write targets as the map has them: fit neither case nor article"},
    {0, "on-missing", SL_OPT_CHOICE, offsetof(conf, missing), "keep|fallback|mark|fail", "keep", "what to do when a term did not come back"},
    {0, "report", SL_OPT_SIDE, offsetof(conf, report), "FILE", NULL, "write what became of each term and of each line with terms"},
    {0, "json", SL_OPT_STR, offsetof(conf, json), "FILE", NULL, "write the report as JSON, an object for each line with terms"},
    {0, "retry", SL_OPT_STR, offsetof(conf, retry), "FILE", NULL, "write the sources of the lines that lost a term here, with their numbers; needs --text"},
    {0, "fail-under", SL_OPT_REAL, offsetof(conf, under), "PERCENT", "0", "exit with 1 when fewer of the terms came back"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int verify(sl_stage *s) {
    const conf *c = s->conf;
    sl_termmap *m;
    uint64_t lines, hash;
    int rc = sl_termmap_open(&m, c->map, s->err);
    if (rc) return rc;
    rc = sl_termmap_head(m, &lines, &hash, s->err);
    if (rc == 0 && !lines) sl_warn(s, "%s has no hash: that %s is its text is not verified", c->map, c->text);
    else if (rc == 0) rc = sl_termmap_verify(m, c->text, s->err);
    sl_termmap_close(m);
    return rc;
}

static int open_lexicon(sl_stage *s) {
    conf *c = s->conf;
    sl_str bytes;
    int rc = sl_data("nl-en/lexicon.txt", s->common->data, &c->words, &bytes, s->err);
    return rc ? rc : sl_lexicon_bytes(&c->lexicon, bytes, "nl-en/lexicon.txt", s->err);
}

static int files_differ(sl_stage *s) {
    const conf *c = s->conf;
    const sl_named_file written[] = {{"--report", c->report}, {"--json", c->json}, {"--retry", c->retry}}, read[] = {{"-m", c->map}, {"--text", c->text}};
    return sl_files_differ(s, written, sizeof written / sizeof *written, read, sizeof read / sizeof *read);
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    const char *lang = sl_lang(s->common, 0, "en"), *wrong;
    if (!c->map) return sl_usage(s, "a map is needed: -m FILE");
    if (s->common->nfields != 1) return sl_usage(s, "only one column can be restored");
    if (s->common->on_error == SL_DROP) return sl_usage(s, "--on-error=drop would put the text out of step with the map");
    if (c->retry && !c->text) return sl_usage(s, "--retry needs --text, protect's output, to make the sources of");
    if (c->under < 0 || c->under > 100) return sl_usage(s, "--fail-under takes a percentage, 0 to 100");
    if (c->style && (wrong = sl_ph_parse(&c->ph, sl_cstr(c->style))))
        return sl_usage(s, "--style '%s' is none of " SL_PH_STYLES ", and as a pattern has %s", c->style, wrong);
    c->rules.fit = c->fit;
    int rc = files_differ(s);
    if (rc) return rc;
    rc = strcmp(lang, "en") ? 0 : sl_english_open(&c->english, s->common->data, s->err);
    c->rules.english = c->english;
    if (rc == 0 && c->text) rc = verify(s);
    return rc == 0 && c->text && c->english ? open_lexicon(s) : rc;
}

/* The map is opened with the first record, when a protect in the same pipe has surely made it. */
static int open_map(sl_stage *s) {
    state *t = s->self;
    const conf *c = s->conf;
    if (t->map) return 0;
    int rc = sl_termmap_open(&t->map, c->map, s->err);
    if (rc) return rc;
    sl_puts(&t->ph_text, sl_termmap_style(t->map));
    const char *wrong = sl_ph_parse(&t->ph, sl_view(&t->ph_text));
    if (c->style) t->ph = c->ph;
    else if (wrong) return sl_fail(s->err, SL_EDATA, c->map, 1, 0, "the style '%s' has %s", sl_buf_c(&t->ph_text), wrong);
    if (c->text) rc = sl_lines_open(&t->text, c->text, s->err);
    return rc ? rc : restore_files_open(&t->files, c->json, c->retry, s->err);
}

/* The line of --text that this one is the translation of. */
static int next_text(sl_stage *s) {
    state *t = s->self;
    if (!t->text) return 0;
    int got = sl_lines_next(t->text, &t->protected, s->err);
    t->has_text = got > 0;
    return got < 0 ? -got : 0;
}

/* What goes behind a line that lost a term. */
static int put_missing(sl_stage *s, const sl_termmap_entry *e, sl_buf *out) {
    const conf *c = s->conf;
    sl_str put = c->rules.source ? e->surface : e->target;
    if (c->missing == FAIL) return sl_bad(s, 0, "term '%.*s' (T%u) did not come back", (int)e->term.n, e->term.p, e->id);
    if (c->missing == KEEP) return 0;
    if (c->missing == FALLBACK) sl_puts(out, SL_LIT(" ("));
    else sl_printf(out, " [[missing T%u: ", e->id);
    sl_puts(out, put);
    sl_puts(out, c->missing == FALLBACK ? SL_LIT(")") : SL_LIT("]]"));
    return 0;
}

static int settle(sl_stage *s, const sl_termmap_entry *e, const sl_restore_fate *f, sl_buf *out) {
    state *t = s->self;
    s->count[TERMS]++;
    t->terms++;
    if (!f->times) {
        s->count[MISSING]++;
        t->missing++;
        return put_missing(s, e, out);
    }
    s->count[RUNGS + f->rung]++;
    s->count[f->rung <= SL_RUNG_TEXT ? RETURNED : REPAIRED]++;
    s->count[DUPLICATED] += f->times > 1;
    return 0;
}

static void put_row(void *s, sl_str row) { sl_side(s, row); }

static int report(sl_stage *s, const sl_termmap_entry *v, size_t n, sl_str in) {
    state *t = s->self;
    const conf *c = s->conf;
    bool terms = false;
    for (size_t i = 0; i < n; i++) terms |= sl_restore_is_term(&v[i]);
    if (!terms && !t->back.unknowns) return 0;
    bool moved = c->lexicon && t->has_text && restore_moved(c->lexicon, &t->ph, t->protected, &t->back, v, n, in, &t->order);
    s->count[MOVED] += moved;
    if (!c->report && !c->json) return 0;
    sl_clear(&t->verdict);
    sl_restore_verdict(&t->back, v, n, moved, &t->verdict);
    restore_line line = {t->line, &t->back, v, n, in, sl_view(&t->verdict)};
    if (c->report) restore_rows(&line, &t->entry, put_row, s);
    return restore_json(&t->files, &line, s->err);
}

/* The source of a line that lost a term, as --text and the map have it. */
static int retry(sl_stage *s, const sl_termmap_entry *v, size_t n) {
    state *t = s->self;
    sl_restore_rules rules = {.source = true};
    if (!t->files.retry || !t->has_text) return 0;
    sl_clear(&t->entry);
    sl_printf(&t->entry, "%llu\t", (unsigned long long)t->line);
    sl_restore_line(&rules, &t->ph, v, n, &t->source, t->protected, &t->entry);
    sl_putc(&t->entry, '\n');
    return sl_write(t->files.retry, t->entry.p, t->entry.n, s->err);
}

static int text(sl_stage *s, sl_str in, sl_buf *out) {
    state *t = s->self;
    const sl_termmap_entry *v;
    size_t n;
    int rc = open_map(s);
    if (rc == 0) rc = sl_termmap_line(t->map, ++t->line, &v, &n, s->err);
    if (rc == 0) rc = next_text(s);
    if (rc) return rc;
    sl_restore_line(&((const conf *)s->conf)->rules, &t->ph, v, n, &t->back, in, out);
    uint64_t missing = t->missing;
    for (size_t i = 0; rc == 0 && i < n; i++)
        if (sl_restore_is_term(&v[i])) rc = settle(s, &v[i], &t->back.fate[i], out);
    s->count[UNKNOWN] += t->back.unknowns;
    s->count[ARTICLES] += t->back.articles;
    s->count[SPACES] += t->back.spaces;
    s->count[ENDINGS] += t->back.endings;
    bool lost = t->missing > missing;
    s->count[LOST] += lost;
    if (rc == 0) rc = report(s, v, n, in);
    return rc == 0 && lost ? retry(s, v, n) : rc;
}

static int flush(sl_stage *s) {
    state *t = s->self;
    const conf *c = s->conf;
    int rc = open_map(s);
    if (rc == 0) rc = sl_termmap_end(t->map, t->line, s->err);
    if (rc == 0) rc = restore_files_close(&t->files, s->err);
    uint64_t terms = t->terms, back = terms - t->missing;
    if (rc || !terms || (double)back * 100 >= c->under * (double)terms) return rc;
    return sl_fail(s->err, SL_EDATA, NULL, 0, 0, "%llu of %llu terms came back, less than %g %%", (unsigned long long)back, (unsigned long long)terms, c->under);
}

static void fini(sl_stage *s) {
    state *t = s->self;
    sl_termmap_close(t->map);
    if (t->text) sl_lines_close(t->text);
    restore_files_abort(&t->files);
    restore_order_free(&t->order);
    sl_restored_free(&t->back);
    sl_restored_free(&t->source);
    sl_buf_free(&t->ph_text);
    sl_buf_free(&t->verdict);
    sl_buf_free(&t->entry);
}

static void done(void *p) {
    conf *c = p;
    sl_english_free(c->english);
    sl_lexicon_close(c->lexicon);
    sl_buf_free(&c->words);
}

const sl_ops sl_stage_restore = {
    .name = "restore", .brief = "put the targets of glossary terms back", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(state),
    .flags = SL_WHOLE | SL_MAP | SL_STATEFUL | SL_COLUMNS, .counts = counts, .side_columns = "id\tterm\ttarget\tstatus\tfound", .on_error = SL_STOP,
    .init = init, .text = text, .flush = flush, .fini = fini, .done = done};
