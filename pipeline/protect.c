/* protect: put placeholders in the place of glossary terms, and write down in a map what they stand for. */
#include "sluis/match.h"
#include "sluis/placeholder.h"
#include "sluis/stage.h"
#include "sluis/termmap.h"
#include <stdlib.h>

typedef struct {
    sl_list glossaries;
    const char *map;
    int style;
    bool compounds;
    sl_termbase terms;
    sl_ph ph;
} conf;

typedef struct {
    sl_matches found;
    sl_ph_spans taken;
    bool *used; size_t room;         /* ids that the line shows already */
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
        int rc = sl_termbase_load(&c->terms, c->glossaries.v[i], s->err);
        if (rc) return rc;
    }
    if (c->terms.duplicates)
        sl_warn(s, "%s is there already, the first holds (%llu such %s)", c->terms.first_duplicate, (unsigned long long)c->terms.duplicates,
                c->terms.duplicates == 1 ? "entry" : "entries");
    sl_ph_style(&c->ph, c->style);
    return 0;
}

/* Ids up to the number of matches and of ids that the line shows are enough: mark which of them it shows. */
static void find_used(const sl_ph *ph, state *t, sl_str in) {
    sl_ph_taken(ph, in, &t->taken);
    size_t most = t->found.n + t->taken.n + 1;
    t->used = sl_grow(t->used, &t->room, most, sizeof *t->used);
    memset(t->used, 0, most * sizeof *t->used);
    for (size_t i = 0; i < t->taken.n; i++)
        if (t->taken.v[i].id < most) t->used[t->taken.v[i].id] = true;
}

static uint32_t next_id(sl_stage *s, const state *t, uint32_t id) {
    while (t->used[++id]) s->count[SKIPPED]++;
    return id;
}

/* Append TARGET<TAB>RULE: the target in the case in which it is to appear, and what was done for that. */
static void put_target(const sl_term *term, const sl_match *m, sl_str in, sl_buf *out) {
    static const char *const names[] = {"none", "exact", "capital", "caps"};
    bool fixed = term->flags & (SL_TERM_ACR | SL_TERM_DNT), opens = sl_case_opens(sl_slice(in.p, m->start));
    bool capital = sl_case_is_capital(sl_slice(in.p + m->start, m->end - m->start));
    const char *more = "";
    size_t at = out->n;
    if (!fixed && m->rule == SL_CASE_CAPS) sl_case_caps(term->target, out);
    else if (!fixed && opens && capital) {
        sl_case_capital(term->target, out);
        if (!sl_eq(sl_slice(out->p + at, out->n - at), term->target)) more = "+start";
    } else {
        sl_puts(out, term->target);
        if (fixed || (opens && !capital)) more = "+fixed";
    }
    sl_putc(out, '\t');
    sl_puts(out, sl_cstr(names[m->rule]));
    sl_puts(out, sl_cstr(more));
}

static void note(sl_stage *s, const sl_match *m, uint32_t id, sl_str in) {
    const conf *c = s->conf;
    const sl_term *term = &c->terms.terms[m->term];
    sl_buf *b = &((state *)s->self)->entry;
    sl_clear(b);
    sl_printf(b, "%u\t%zu\t%zu\t", id, m->start, m->end);
    sl_put(b, in.p + m->start, m->end - m->start);
    sl_putc(b, '\t');
    sl_ph_put(&c->ph, id, b);
    sl_putc(b, '\t');
    sl_puts(b, term->source);
    sl_putc(b, '\t');
    put_target(term, m, in, b);
    sl_side(s, sl_view(b));
}

static int text(sl_stage *s, sl_str in, sl_buf *out) {
    const conf *c = s->conf;
    state *t = s->self;
    size_t from = 0;
    uint32_t id = 0;
    sl_match_line(&c->terms, c->compounds ? SL_MATCH_COMPOUNDS : 0, in, &t->found);
    if (t->found.n) find_used(&c->ph, t, in);
    for (size_t i = 0; i < t->found.n; i++) {
        const sl_match *m = &t->found.v[i];
        id = next_id(s, t, id);
        sl_put(out, in.p + from, m->start - from);
        sl_ph_put(&c->ph, id, out);
        note(s, m, id, in);
        from = m->end;
    }
    sl_put(out, in.p + from, in.n - from);
    s->count[TERMS] += t->found.n;
    s->count[LINES] += t->found.n > 0;
    return 0;
}

static void fini(sl_stage *s) {
    state *t = s->self;
    sl_matches_free(&t->found);
    sl_ph_spans_free(&t->taken);
    sl_buf_free(&t->entry);
    free(t->used);
}

static void done(void *c) { sl_termbase_free(&((conf *)c)->terms); }

const sl_ops sl_stage_protect = {
    .name = "protect", .brief = "put placeholders in the place of glossary terms", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(state),
    .flags = SL_MAP | SL_COLUMNS, .counts = counts, .side_columns = SL_TERMMAP_COLUMNS, .on_error = SL_STOP,
    .init = init, .text = text, .fini = fini, .done = done};
