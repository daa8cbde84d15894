/* glossary: check, convert and count glossaries of any format, and hold them to texts. */
#include "sluis/termset.h"
#include "sluis/glossary.h"
#include "sluis/data.h"
#include "sluis/stage.h"
#include "terms/glossary_job.h"

typedef struct { const char *from, *to, *domain; int format; bool strict; unsigned verb; glossary_asked ask; } conf;
typedef struct {
    sl_termbase terms;
    sl_glossary_counts counts;
    bool lint;                       /* bad rows are findings */
    uint64_t errors, warnings;
    int failed;                      /* what an emit in a callback came to */
} self;

enum { ROW };
static const char *const rules[] = {"row", NULL};
enum { ENTRIES, ALONE, ERRORS, WARNINGS, LESS, LEFT_OUT, PAIRS, EMPTY, HITS, THERE };
static const char *const counts[] = {"entries", "alone", "errors", "warnings", "less", "left-out", "pairs", "empty", "hits", "there", NULL};

static const sl_opt opts[] = {
    {0, "src-lang", SL_OPT_STR, offsetof(conf, from), "TAG", "nl", "language of the sources, where a glossary tells languages"},
    {0, "tgt-lang", SL_OPT_STR, offsetof(conf, to), "TAG", "en", "language of the targets"},
    {0, "domain", SL_OPT_STR, offsetof(conf, domain), "NAME", NULL, "only entries of this domain, and of none"},
    {0, "to", SL_OPT_CHOICE, offsetof(conf, format), SL_GLOSSARY_FORMATS, "tsv", "convert: the format to write"},
    {0, "strict", SL_OPT_FLAG, offsetof(conf, strict), NULL, NULL, "lint: warnings are errors too"},
    {'c', "corpus", SL_OPT_LIST, offsetof(conf, ask.corpus), "FILE", NULL, "audit: a bitext; may be repeated"},
    {0, "columns", SL_OPT_STR, offsetof(conf, ask.columns), "N,M", "1,2", "audit: the columns of the bitext with the sources and with the targets"},
    {0, "min-share", SL_OPT_REAL, offsetof(conf, ask.min_share), "SHARE", "0.5", "audit: the share of hits with the target there that an entry must have"},
    {0, "min-hits", SL_OPT_INT, offsetof(conf, ask.min_hits), "N:1..1000000000", "3", "audit: of fewer hits nothing is concluded"},
    {0, "keep", SL_OPT_STR, offsetof(conf, ask.keep), "FILE", NULL, "audit: write the entries that stay here, as TSV"},
    {0, "drop", SL_OPT_STR, offsetof(conf, ask.drop), "FILE", NULL, "audit: write those here that should be dropped or get another target"},
    {0, "source", SL_OPT_STR, offsetof(conf, ask.source), "FILE", NULL, "check: the sources, a line each"},
    {0, "mt", SL_OPT_STR, offsetof(conf, ask.mt), "FILE", NULL, "check: their translations"},
    {0, "reference", SL_OPT_STR, offsetof(conf, ask.reference), "FILE", NULL, "check: their translations by a human being"},
    {0, "docs", SL_OPT_STR, offsetof(conf, ask.docs), "FILE", NULL, "check: the document of each line; else all are one"},
    {0, "json", SL_OPT_STR, offsetof(conf, ask.json), "FILE", NULL, "check: write the counts as JSON too"},
    {0, "fail-under", SL_OPT_REAL, offsetof(conf, ask.under), "PERCENT", "0", "check: exit with 1 when fewer of the terms are right"},
    {0, "window", SL_OPT_INT, offsetof(conf, ask.window), "N:1..16", "2", "check: words on each side of a term that are compared with the reference's"},
    {0, "exact", SL_OPT_FLAG, offsetof(conf, ask.exact), NULL, NULL, "audit, check: terms as they are written only, on both sides"},
    {0, "gap", SL_OPT_INT, offsetof(conf, ask.gap), "N:0..255", "0", "audit, check: separable verbs whose parts stand up to N words apart"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

/* Lines that were put together, without their LFs. */
static int give(sl_stage *s, sl_buf *lines) {
    sl_str rest = sl_view(lines);
    int rc = 0;
    while (rc == 0 && rest.n) rc = sl_emit_str(s, sl_cut(&rest, '\n'));
    sl_clear(lines);
    return rc;
}

/* Loading. */

/* A text for a message: control characters, which a terminal would obey, as \xNN. */
static void put_shown(sl_buf *out, sl_str text) {
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c < 0x20 || c == 0x7F) sl_printf(out, "\\x%02X", c);
        else sl_putc(out, text.p[i]);
    }
}

/* A row that was dropped; for lint it is a finding, and lint goes on whatever --on-error says. */
static void dropped(void *ctx, const sl_err *why) {
    sl_stage *s = ctx;
    self *w = s->self;
    sl_buf place = {0};
    int rc;
    sl_printf(&place, "%s:%llu", why->file, (unsigned long long)why->line);
    if (w->lint) {
        w->errors++;
        sl_printf(sl_out(s), "%s:row: error: %s", sl_buf_c(&place), why->msg);
        rc = sl_emit(s);
    } else rc = sl_drop_line(s, ROW, why->msg, sl_view(&place));
    if (w->failed == 0) w->failed = rc;
    sl_buf_free(&place);
}

/* A flag that is ignored: a finding of lint's. */
static void ignored(void *ctx, const sl_err *what, sl_str source) {
    sl_stage *s = ctx;
    self *w = s->self;
    w->warnings++;
    sl_printf(sl_out(s), "%s:%llu:flag: warning: '", what->file, (unsigned long long)what->line);
    put_shown(sl_out(s), source);
    sl_puts(sl_out(s), SL_LIT("': "));
    put_shown(sl_out(s), sl_cstr(what->msg));
    if (w->failed == 0) w->failed = sl_emit(s);
}

static int load(sl_stage *s, bool drop) {
    const conf *c = s->conf;
    self *w = s->self;
    sl_glossary_rules r = {.from = c->from, .to = c->to, .domain = c->domain, .drop = drop, .dropped = dropped, .ignored = w->lint ? ignored : NULL,
                           .ctx = s, .counts = &w->counts};
    int rc = s->ninputs > 1 ? 0 : sl_termbase_load(&w->terms, "-", &r, s->err);
    for (size_t i = 1; rc == 0 && i < s->ninputs; i++) rc = sl_termbase_load(&w->terms, s->inputs[i].path, &r, s->err);
    s->count[ENTRIES] = sl_termbase_count(&w->terms);
    s->count[ALONE] = w->counts.alone;
    if (w->counts.flags && !w->lint) sl_termset_warn_flags(s, &w->counts);
    return rc ? rc : w->failed;
}

/* Lint. */

static void found(void *ctx, const sl_finding *f) {
    sl_stage *s = ctx;
    self *w = s->self;
    sl_term t = sl_termbase_at(&w->terms, f->term);
    *(f->error ? &w->errors : &w->warnings) += 1;
    sl_printf(sl_out(s), "%s:%llu:%s: %s: '", sl_termbase_file(&w->terms, t.file), (unsigned long long)t.line, f->rule, f->error ? "error" : "warning");
    put_shown(sl_out(s), t.source);
    sl_puts(sl_out(s), SL_LIT("': "));
    put_shown(sl_out(s), f->text);
    if (w->failed == 0) w->failed = sl_emit(s);
}

static int lint(sl_stage *s) {
    const conf *c = s->conf;
    self *w = s->self;
    sl_buf hold = {0};
    sl_str stops = {"", 0};
    sl_forms *forms = NULL;
    w->lint = true;
    int rc = load(s, true);
    const char *name = sl_language_is(sl_cstr(c->from), "nl") ? "nl/stopwords.txt" : sl_language_is(sl_cstr(c->from), "en") ? "en/stopwords.txt" : NULL;
    if (rc == 0 && name) rc = sl_data(name, s->common->data, &hold, &stops, s->err);
    if (rc == 0 && sl_language_is(sl_cstr(c->from), "nl")) rc = sl_forms_open(&forms, s->common->data, s->err);
    if (rc == 0) sl_glossary_lint(&w->terms, stops, forms, found, s);
    sl_forms_free(forms);
    sl_buf_free(&hold);
    s->count[ERRORS] = w->errors;
    s->count[WARNINGS] = w->warnings;
    if (rc || w->failed) return rc ? rc : w->failed;
    if (w->errors) sl_source_amiss(s, "%llu error%s", (unsigned long long)w->errors, w->errors == 1 ? "" : "s");
    else if (c->strict && w->warnings) sl_source_amiss(s, "%llu warning%s", (unsigned long long)w->warnings, w->warnings == 1 ? "" : "s");
    return 0;
}

/* Convert. */

static void say_lost(sl_stage *s) {
    if (s->count[LEFT_OUT]) sl_warn(s, "%llu entries are left out: forbidden ones and regular expressions have no place in this format", (unsigned long long)s->count[LEFT_OUT]);
    if (s->count[LESS]) sl_warn(s, "of %llu entries the format cannot hold all that was known", (unsigned long long)s->count[LESS]);
}

static int convert(sl_stage *s) {
    const conf *c = s->conf;
    self *w = s->self;
    sl_buf b = {0};
    sl_glossary_writer to = {.from = c->from, .to = c->to, .format = c->format};
    int rc = load(s, s->common->on_error == SL_DROP);
    if (rc) return rc;
    sl_glossary_put_head(&to, &b);
    rc = give(s, &b);
    for (uint32_t i = 0; rc == 0 && i < sl_termbase_count(&w->terms); i++) {
        sl_term t = sl_termbase_at(&w->terms, i);
        sl_glossary_put_result how = sl_glossary_put(&to, &t, &b);
        s->count[LESS] += how == SL_WRITTEN_LESS;
        s->count[LEFT_OUT] += how == SL_LEFT_OUT;
        rc = give(s, &b);
    }
    sl_glossary_put_tail(&to, &b);
    if (rc == 0) rc = give(s, &b);
    sl_buf_free(&b);
    if (rc == 0) say_lost(s);
    return rc;
}

/* Statistics. */

static int row(sl_stage *s, const char *what, const char *name, uint64_t n) {
    sl_printf(sl_out(s), "%s%s%s\t%llu", what, *name ? ":" : "", name, (unsigned long long)n);
    return sl_emit(s);
}

typedef struct { uint64_t pos[SL_POS_N], flags[16], words[4], domain; } sums;

static int words_of(sl_str s) {
    int n = 0;
    while (s.n) n += sl_cut(&s, ' ').n > 0;
    return n;
}

static void add_up(const sl_termbase *tb, sums *u) {
    for (uint32_t i = 0; i < sl_termbase_count(tb); i++) {
        sl_term t = sl_termbase_at(tb, i);
        int n = words_of(t.source);
        u->pos[t.pos]++;
        u->words[n < 1 ? 0 : n > 4 ? 3 : n - 1]++;
        u->domain += t.domain.n > 0;
        for (int k = 0; k < 16; k++) u->flags[k] += t.flags >> k & 1;
    }
}

static int put_flags(sl_stage *s, const sums *u) {
    sl_buf b = {0};
    int rc = 0;
    for (int k = 0; rc == 0 && k < 16; k++) {
        if (!u->flags[k]) continue;
        sl_clear(&b);
        sl_termflags_put(1u << k, 0, &b);
        rc = row(s, "flag", sl_buf_c(&b), u->flags[k]);
    }
    sl_buf_free(&b);
    return rc;
}

static int stats(sl_stage *s) {
    static const char *const lengths[] = {"1", "2", "3", "4+"};
    self *w = s->self;
    sums u = {0};
    int rc = load(s, s->common->on_error == SL_DROP);
    if (rc) return rc;
    add_up(&w->terms, &u);
    rc = row(s, "entries", "", sl_termbase_count(&w->terms));
    if (rc == 0) rc = row(s, "rows", "", w->counts.rows);
    if (rc == 0) rc = row(s, "alone", "", w->counts.alone);
    for (int k = 0; rc == 0 && k < 4; k++) rc = row(s, "words", lengths[k], u.words[k]);
    for (int k = 0; rc == 0 && k < SL_POS_N; k++)
        if (u.pos[k]) rc = row(s, "pos", k ? sl_pos_name((sl_pos)k) : "-", u.pos[k]);
    if (rc == 0) rc = put_flags(s, &u);
    for (unsigned k = 0; rc == 0 && k < w->counts.ntags; k++) rc = row(s, "language", w->counts.tags[k].tag, w->counts.tags[k].n);
    return rc ? rc : row(s, "with-domain", "", u.domain);
}

/* Audit and check: what becomes of a glossary in texts. */

static int look_up(sl_stage *s, int (*tool)(glossary_job *)) {
    const conf *c = s->conf;
    self *w = s->self;
    int rc = load(s, s->common->on_error == SL_DROP);
    glossary_job j = {.s = s, .asked = &c->ask, .tb = &w->terms, .from = c->from, .to = c->to, .drop_rule = ROW};
    if (rc == 0) rc = glossary_job_open(&j);
    if (rc == 0) rc = tool(&j);
    glossary_job_close(&j);
    for (int i = 0; i < 4; i++) s->count[PAIRS + i] = j.tally[GLOSSARY_PAIRS + i];
    return rc;
}

static int audit(sl_stage *s) { return look_up(s, glossary_audit); }
static int check(sl_stage *s) { return look_up(s, glossary_check); }

enum { LINT, CONVERT, STATS, AUDIT, CHECK, VERBS };
static const struct { const char *name; int (*run)(sl_stage *); } verbs[] = {
    [LINT] = {"lint", lint}, [CONVERT] = {"convert", convert}, [STATS] = {"stats", stats}, [AUDIT] = {"audit", audit}, [CHECK] = {"check", check}};

/* Is standard input wanted once at most? The glossary is read from there when no file is given. */
static bool one_input(sl_stage *s, const char *const *names, size_t n) {
    size_t times = s->ninputs == 1;
    for (size_t i = 1; i < s->ninputs; i++) times += !strcmp(s->inputs[i].path, "-");
    for (size_t i = 0; i < n; i++) times += names[i] && !strcmp(names[i], "-");
    return times <= 1;
}

static int init_asked(sl_stage *s) {
    const conf *c = s->conf;
    const glossary_asked *a = &c->ask;
    const char *const files[] = {a->source, a->mt, a->reference, a->docs};
    bool audits = c->verb == AUDIT, checks = c->verb == CHECK;
    if (!audits && (a->corpus.n || a->keep || a->drop)) return sl_usage(s, "--corpus, --keep and --drop are for audit");
    if (!checks && (a->source || a->mt || a->reference || a->docs || a->json)) return sl_usage(s, "--source, --mt, --reference, --docs and --json are for check");
    if (audits && !a->corpus.n) return sl_usage(s, "a bitext is needed: -c FILE");
    if (checks && (!a->source || !a->mt)) return sl_usage(s, "sources and their translations are needed: --source FILE --mt FILE");
    if (a->min_share < 0 || a->min_share > 1) return sl_usage(s, "--min-share is 0 to 1");
    if (a->under < 0 || a->under > 100) return sl_usage(s, "--fail-under takes a percentage, 0 to 100");
    if (audits && !one_input(s, a->corpus.v, a->corpus.n)) return sl_usage(s, "glossary and bitext cannot both come from standard input");
    if (checks && !one_input(s, files, 4)) return sl_usage(s, "only one file can come from standard input");
    return 0;
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    while (s->ninputs && c->verb < VERBS && strcmp(s->inputs[0].path, verbs[c->verb].name)) c->verb++;
    if (!s->ninputs || c->verb == VERBS) return sl_usage(s, "what to do? lint, convert, stats, audit or check");
    if (c->format && c->verb != CONVERT) return sl_usage(s, "--to is for convert");
    if (c->strict && c->verb != LINT) return sl_usage(s, "--strict is for lint");
    if (s->common->on_error == SL_REPLACE || s->common->on_error == SL_KEEP) return sl_usage(s, "--on-error is stop or drop here");
    if (!*c->from || !*c->to) return sl_usage(s, "a language must have a name");
    return init_asked(s);
}

static int run(sl_stage *s) { return verbs[((const conf *)s->conf)->verb].run(s); }
static void fini(sl_stage *s) { sl_termbase_free(&((self *)s->self)->terms); }

const sl_ops sl_stage_glossary = {
    .name = "glossary", .brief = "check, convert and count glossaries, and hold them to texts", .args = "lint|convert|stats|audit|check [FILE...]", .opts = opts, .conf_size = sizeof(conf),
    .size = sizeof(self), .flags = SL_SOURCE | SL_RAW | SL_WHOLE, .rules = rules, .counts = counts, .on_error = SL_STOP, .init = init, .run = run, .fini = fini};
