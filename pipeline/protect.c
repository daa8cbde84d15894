/* protect: put placeholders in the place of glossary terms, and write down in a map what they stand for. */
#include "sluis/protect.h"
#include "sluis/stage.h"
#include "sluis/termmap.h"

typedef struct {
    sl_list glossaries;
    const char *map;
    int style;
    bool compounds;
    sl_termbase terms;
    sl_termindex index;
    sl_ph ph;
} conf;

typedef struct {
    sl_protected line;
    sl_buf entry;                    /* of the map */
} state;

enum { TERMS, LINES, SKIPPED };
static const char *const counts[] = {"terms", "lines", "skipped-ids", NULL};

static const sl_opt opts[] = {
    {'g', "glossary", SL_OPT_LIST, offsetof(conf, glossaries), "FILE", NULL, "terms: source, target, part of speech, flags (TSV); may be repeated"},
    {'m', "map", SL_OPT_SIDE, offsetof(conf, map), "FILE", NULL, "write here what each placeholder stands for"},
    {0, "style", SL_OPT_CHOICE, offsetof(conf, style), SL_PH_STYLES, "xx", "what placeholders look like: XX1, white parentheses around T1, [1], <x id=\"1\"/>"},
    {0, "compounds", SL_OPT_FLAG, offsetof(conf, compounds), NULL, NULL, "also match the parts of hyphened words"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int init(sl_stage *s) {
    conf *c = s->conf;
    if (!c->glossaries.n) return sl_usage(s, "a glossary is needed: -g FILE");
    if (!c->map) return sl_usage(s, "a map is needed: -m FILE");
    if (s->common->nfields != 1) return sl_usage(s, "only one column can be protected");
    if (s->common->on_error == SL_DROP) return sl_usage(s, "--on-error=drop would put the map out of step with the text");
    for (size_t i = 0; i < c->glossaries.n; i++) {
        int rc = sl_termbase_load(&c->terms, c->glossaries.v[i], NULL, s->err);
        if (rc) return rc;
    }
    int rc = sl_termindex_build(&c->index, &c->terms, s->err);
    if (rc) return rc;
    if (c->index.duplicates)
        sl_warn(s, "%s is there already, the first holds (%llu such %s)", c->index.first_duplicate, (unsigned long long)c->index.duplicates,
                c->index.duplicates == 1 ? "entry" : "entries");
    sl_ph_style(&c->ph, c->style);
    return 0;
}

static void note(sl_stage *s, const sl_match *m, uint32_t id, sl_str in) {
    const conf *c = s->conf;
    sl_term term = sl_termbase_at(&c->terms, m->term);
    const uint64_t numbers[] = {id, m->start, m->end};
    sl_buf *b = &((state *)s->self)->entry;
    sl_clear(b);
    for (int i = 0; i < 3; i++) {
        sl_ph_number(b, numbers[i]);
        sl_putc(b, '\t');
    }
    sl_put(b, in.p + m->start, m->end - m->start);
    sl_putc(b, '\t');
    sl_ph_put(&c->ph, id, b);
    sl_putc(b, '\t');
    sl_puts(b, term.source);
    sl_putc(b, '\t');
    const char *rule = sl_protect_target(&term, m, in, b);
    sl_putc(b, '\t');
    sl_puts(b, sl_cstr(rule));
    sl_side(s, sl_view(b));
}

static int text(sl_stage *s, sl_str in, sl_buf *out) {
    const conf *c = s->conf;
    sl_protected *t = &((state *)s->self)->line;
    sl_protect_line(&c->index, &c->ph, c->compounds ? SL_MATCH_HEADS | SL_MATCH_TAILS : 0, t, in, out);
    for (size_t i = 0; i < t->found.n; i++) note(s, &t->found.v[i], t->id[i], in);
    s->count[TERMS] += t->found.n;
    s->count[LINES] += t->found.n > 0;
    s->count[SKIPPED] += t->skipped;
    return 0;
}

static void fini(sl_stage *s) {
    state *t = s->self;
    sl_protected_free(&t->line);
    sl_buf_free(&t->entry);
}

static void done(void *p) {
    conf *c = p;
    sl_termindex_free(&c->index);
    sl_termbase_free(&c->terms);
}

const sl_ops sl_stage_protect = {
    .name = "protect", .brief = "put placeholders in the place of glossary terms", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(state),
    .flags = SL_MAP | SL_COLUMNS, .counts = counts, .side_columns = SL_TERMMAP_COLUMNS, .on_error = SL_STOP,
    .init = init, .text = text, .fini = fini, .done = done};
