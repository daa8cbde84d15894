/* protect: put placeholders in the place of glossary terms, and write down in a map what they stand for. */
#include "sluis/files.h"
#include "sluis/protect.h"
#include "sluis/stage.h"
#include "sluis/termmap.h"
#include "sluis/termset.h"

typedef struct {
    sl_list glossaries;
    const char *map, *style, *kinds, *domain, *to;
    bool exact, inflect;
    long gap;
    int hyphens, compounds;
    sl_termset set;
    sl_ph ph;
    sl_buf note;                     /* of the map's head */
    sl_english *english;
    sl_patterns *patterns;
    sl_protect_rules rules;
} conf;

typedef struct {
    sl_protected line;
    sl_buf entry, rule;              /* of the map */
} state;

enum { OFF, REPORT, ENFORCE };                   /* --compounds */
enum { TERMS, LINES, SKIPPED, LEFT, MARKS, PATTERNS, INFLECTED, APART, COMPOUNDS };
static const char *const counts[] = {"terms", "lines", "skipped-ids", "left", "marks", "patterns", "inflected", "apart", "compounds", NULL};

static const sl_opt opts[] = {
    {'g', "glossary", SL_OPT_LIST, offsetof(conf, glossaries), "FILE", NULL, "terms: source, target, part of speech, flags (TSV); may be repeated"},
    {'m', "map", SL_OPT_SIDE, offsetof(conf, map), "FILE", NULL, "write here what each placeholder stands for"},
    {0, "style", SL_OPT_STR, offsetof(conf, style), "STYLE", "xx", "what placeholders look like: " SL_PH_STYLES ", or a pattern with %d or %03d in it"},
    {0, "protect", SL_OPT_STR, offsetof(conf, kinds), "KINDS", NULL, "what else is protected, before the terms: " SL_PROTECT_KINDS},
    {0, "exact", SL_OPT_FLAG, offsetof(conf, exact), NULL, NULL, "match terms as they are written only, and no other form of them"},
    {0, "gap", SL_OPT_INT, offsetof(conf, gap), "N:0..255", "0", "match separable verbs whose parts stand up to N words apart"},
    {0, "hyphens", SL_OPT_CHOICE, offsetof(conf, hyphens), "none|head|tail|both", "none", "also match parts of hyphened words"},
    {0, "compounds", SL_OPT_CHOICE, offsetof(conf, compounds), "off|report|enforce", "off", "also match parts of words that are written as one"},
    {0, "inflect", SL_OPT_NO, offsetof(conf, inflect), NULL, NULL, "targets as the glossary has them, whatever the form of the source"},
    {0, "to", SL_OPT_STR, offsetof(conf, to), "LANG", "en", "language of the targets, where a glossary has several"},
    {0, "domain", SL_OPT_STR, offsetof(conf, domain), "NAME", NULL, "only entries of this domain, and of none"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int load(sl_stage *s) {
    conf *c = s->conf;
    const char *from = sl_lang(s->common, 0, "nl");
    sl_glossary_rules rules = {.from = from, .to = c->to, .domain = c->domain};
    int rc = sl_termset_open(&c->set, &c->glossaries, &rules, c->exact, s->common->data, s->err);
    if (rc) return rc;
    sl_termset_warn(s, &c->set, &c->glossaries, true);
    return 0;
}

static int open_patterns(sl_stage *s) {
    conf *c = s->conf;
    const char *expressions[8];
    size_t n;
    sl_str bad = SL_LIT("");
    if (!c->kinds) return 0;
    if (!sl_protect_kinds(sl_cstr(c->kinds), expressions, &n, &bad))
        return sl_usage(s, "--protect takes " SL_PROTECT_KINDS ", and not '%.*s'", (int)bad.n, bad.p);
    return sl_patterns_open(&c->patterns, expressions, n, s->err);
}

/* The map must not take the place of the text or of a glossary. */
static int files_differ(sl_stage *s) {
    const conf *c = s->conf;
    const sl_named_file map = {"-m", c->map};
    int rc = c->map && !strcmp(c->map, "-") ? sl_usage(s, "-m needs a file: standard output has the text") : 0;
    for (size_t i = 0; rc == 0 && i < c->glossaries.n; i++) rc = sl_files_differ(s, &map, 1, &(sl_named_file){"-g", c->glossaries.v[i]}, 1);
    return rc ? rc : sl_files_differ(s, &map, 1, NULL, 0);
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    int rc = files_differ(s);
    if (rc) return rc;
    if (!c->glossaries.n && !c->kinds) return sl_usage(s, "a glossary is needed: -g FILE");
    if (!c->map) return sl_usage(s, "a map is needed: -m FILE");
    if (s->common->nfields != 1) return sl_usage(s, "only one column can be protected");
    if (s->common->on_error == SL_DROP) return sl_usage(s, "--on-error=drop would put the map out of step with the text");
    const char *wrong = sl_ph_parse(&c->ph, sl_cstr(c->style));
    if (wrong) return sl_usage(s, "--style '%s' is none of " SL_PH_STYLES ", and as a pattern has %s", c->style, wrong);
    if (strlen(c->style) > 200) return sl_usage(s, "--style is too long");
    sl_printf(&c->note, "style=%s", c->style);
    s->side_note = sl_buf_c(&c->note);
    rc = load(s);
    if (rc == 0) rc = open_patterns(s);
    if (rc == 0 && c->inflect && !strcmp(c->to, "en")) rc = sl_english_open(&c->english, s->common->data, s->err);
    static const unsigned hyphens[] = {0, SL_MATCH_HEADS, SL_MATCH_TAILS, SL_MATCH_HEADS | SL_MATCH_TAILS};
    unsigned flags = hyphens[c->hyphens] | SL_MATCH_GAPS(c->gap) | (c->exact ? SL_MATCH_EXACT : 0) | (c->compounds ? SL_MATCH_COMPOUNDS : 0);
    c->rules = (sl_protect_rules){&c->set.index, &c->ph, c->english, c->patterns, flags, c->compounds == ENFORCE};
    return rc;
}

/* Begin a row of the map: id, start, end, surface. */
static sl_buf *row(sl_stage *s, uint32_t id, size_t start, size_t end, sl_str surface) {
    sl_buf *b = &((state *)s->self)->entry;
    const uint64_t numbers[] = {id, start, end};
    sl_clear(b);
    for (int i = 0; i < 3; i++) {
        sl_put_number(b, numbers[i]);
        sl_putc(b, '\t');
    }
    sl_puts(b, surface);
    sl_putc(b, '\t');
    return b;
}

static void note(sl_stage *s, const sl_protected_item *it, sl_str in) {
    const conf *c = s->conf;
    state *t = s->self;
    sl_buf *b = row(s, it->id, it->start, it->end, sl_slice(in.p + it->start, it->end - it->start));
    sl_puts(b, sl_protect_source(&c->rules, &t->line, it, in));
    sl_putc(b, '\t');
    sl_clear(&t->rule);
    sl_protect_target(&c->rules, &t->line, it, in, b, &t->rule);
    sl_putc(b, '\t');
    sl_puts(b, sl_view(&t->rule));
    sl_side(s, sl_view(b));
    if (!it->part.end) return;
    b = row(s, it->id, it->part.start, it->part.end, sl_slice(in.p + it->part.start, it->part.end - it->part.start));
    sl_puts(b, SL_LIT("\t\tpart"));
    sl_side(s, sl_view(b));
}

static void note_mark(sl_stage *s, const sl_ph_span *m, sl_str in) {
    sl_str surface = sl_slice(in.p + m->start, m->end - m->start);
    sl_buf *b = row(s, m->id, m->start, m->end, surface);
    sl_putc(b, '\t');
    sl_puts(b, surface);
    sl_puts(b, SL_LIT("\ttext"));
    sl_side(s, sl_view(b));
}

/* Rows in the order of their ids: of terms, and of marks that were there. */
static void note_all(sl_stage *s, const sl_protected *t, sl_str in) {
    size_t k = 0;
    for (size_t i = 0; i < t->n; i++) {
        while (k < t->marks.n && t->marks.v[k].id < t->v[i].id) note_mark(s, &t->marks.v[k++], in);
        note(s, &t->v[i], in);
    }
    while (k < t->marks.n) note_mark(s, &t->marks.v[k++], in);
}

/* Parts of compounds that are only reported, and what the others are. */
static void count(sl_stage *s, const sl_protected *t, sl_str in) {
    const conf *c = s->conf;
    for (size_t i = 0; i < t->found.n; i++) {
        const sl_match *m = &t->found.v[i];
        s->count[INFLECTED] += m->form != 0;
        s->count[APART] += m->kind == SL_MATCH_GAP;
        if (m->kind != SL_MATCH_INSIDE) continue;
        s->count[COMPOUNDS]++;
        if (c->compounds == REPORT) sl_note(s, "compound", sl_termbase_at(&c->set.terms, m->term).source, in);
    }
}

static int text(sl_stage *s, sl_str in, sl_buf *out) {
    const conf *c = s->conf;
    sl_protected *t = &((state *)s->self)->line;
    sl_protect_line(&c->rules, t, in, out);
    note_all(s, t, in);
    count(s, t, in);
    for (size_t i = 0; i < t->n; i++) s->count[t->v[i].match == SIZE_MAX ? PATTERNS : TERMS]++;
    s->count[LINES] += t->n > 0;
    s->count[SKIPPED] += t->skipped;
    s->count[LEFT] += t->left;
    s->count[MARKS] += t->marks.n;
    return 0;
}

static void fini(sl_stage *s) {
    state *t = s->self;
    sl_protected_free(&t->line);
    sl_buf_free(&t->entry);
    sl_buf_free(&t->rule);
}

static void done(void *p) {
    conf *c = p;
    sl_termset_free(&c->set);
    sl_english_free(c->english);
    if (c->patterns) sl_patterns_free(c->patterns);
    sl_buf_free(&c->note);
}

const sl_ops sl_stage_protect = {
    .name = "protect", .brief = "put placeholders in the place of glossary terms", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(state),
    .flags = SL_MAP | SL_COLUMNS, .counts = counts, .side_columns = SL_TERMMAP_COLUMNS, .on_error = SL_STOP,
    .init = init, .text = text, .fini = fini, .done = done};
