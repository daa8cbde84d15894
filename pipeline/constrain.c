/* constrain: sentences with the targets of their glossary terms, for decoders that take constraints. */
#include "sluis/annotate.h"
#include "sluis/json.h"
#include "sluis/protect.h"
#include "sluis/stage.h"
#include "sluis/termset.h"
#include <stdlib.h>

typedef struct {
    sl_list glossaries;
    const char *domain, *to;
    bool exact, inflect;
    long gap;
    int format;
    sl_termset set;
    sl_english *english;
    uint32_t *others;
    sl_ph moses;
    sl_protect_rules rules;
} conf;

typedef struct { size_t start, end, match; } piece;          /* match: SIZE_MAX for a second part */
typedef struct {
    sl_protected line;
    sl_buf target, rule;
    piece *v; size_t n, cap;
} state;

enum { SOCKEYE, FAIRSEQ, MOSES };                /* --format */
enum { TERMS, LINES, AVOIDED };
static const char *const counts[] = {"terms", "lines", "avoided", NULL};

static const sl_opt opts[] = {
    {'g', "glossary", SL_OPT_LIST, offsetof(conf, glossaries), "FILE", NULL, "terms, in any format of sluis-glossary; may be repeated"},
    {0, "format", SL_OPT_CHOICE, offsetof(conf, format), "sockeye|fairseq|moses", "sockeye", "how sentences and constraints are written"},
    {0, "exact", SL_OPT_FLAG, offsetof(conf, exact), NULL, NULL, "match terms as they are written only, and no other form of them"},
    {0, "gap", SL_OPT_INT, offsetof(conf, gap), "N:0..255", "0", "match separable verbs whose parts stand up to N words apart"},
    {0, "inflect", SL_OPT_NO, offsetof(conf, inflect), NULL, NULL, "targets as the glossary has them, whatever the form of the source"},
    {0, "to", SL_OPT_STR, offsetof(conf, to), "LANG", "en", "language of the targets, where a glossary has several"},
    {0, "domain", SL_OPT_STR, offsetof(conf, domain), "NAME", NULL, "only entries of this domain, and of none"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int init(sl_stage *s) {
    conf *c = s->conf;
    sl_glossary_rules load = {.from = sl_lang(s->common, 0, "nl"), .to = c->to, .domain = c->domain};
    if (!c->glossaries.n) return sl_usage(s, "a glossary is needed: -g FILE");
    if (s->common->nfields != 1) return sl_usage(s, "-f: one column, that of the text");
    int rc = sl_termset_open(&c->set, &c->glossaries, &load, c->exact, s->common->data, s->err);
    if (rc == 0 && c->inflect && !strcmp(c->to, "en")) rc = sl_english_open(&c->english, s->common->data, s->err);
    if (rc) return rc;
    sl_termset_warn(s, &c->set, &c->glossaries, true);
    sl_ph_parse(&c->moses, SL_LIT("moses-xml"));
    c->others = sl_annotate_others(&c->set.terms);
    c->rules = (sl_protect_rules){.index = &c->set.index, .ph = &c->moses, .english = c->english,
                                  .flags = SL_MATCH_GAPS(c->gap) | (c->exact ? SL_MATCH_EXACT : 0)};
    return 0;
}

/* The target of match i, as it is to appear; lives until the next one. */
static sl_str target_of(const conf *c, state *t, size_t i, sl_str in) {
    const sl_match *m = &t->line.found.v[i];
    sl_protected_item item = {.start = m->start, .end = m->end, .match = i};
    sl_clear(&t->target);
    sl_clear(&t->rule);
    sl_protect_target(&c->rules, &t->line, &item, in, &t->target, &t->rule);
    return sl_view(&t->target);
}

static bool seen_before(const sl_matches *m, size_t i) {
    for (size_t k = i > 64 ? i - 64 : 0; k < i; k++)
        if (m->v[k].term == m->v[i].term) return true;
    return false;
}

/* Of the sources that were found, the targets that are forbidden, each once: a list of JSON, nothing when there are none. */
static void put_avoid(sl_stage *s, const sl_matches *m, sl_buf *out) {
    const conf *c = s->conf;
    const char *before = ",\"avoid\":[";
    for (size_t i = 0; i < m->n; i++) {
        uint32_t term = m->v[i].term, k = c->others[term];
        for (; k && k - 1 != term && !seen_before(m, i); k = c->others[k - 1]) {
            sl_term t = sl_termbase_at(&c->set.terms, k - 1);
            if (!(t.flags & SL_TERM_FORBIDDEN)) continue;
            sl_puts(out, sl_cstr(before));
            sl_json_put(out, t.target);
            before = ",";
            s->count[AVOIDED]++;
        }
    }
    if (before[1] == '\0') sl_putc(out, ']');
}

static void put_sockeye(sl_stage *s, sl_str in, sl_buf *out) {
    state *t = s->self;
    sl_puts(out, SL_LIT("{\"text\":"));
    sl_json_put(out, in);
    for (size_t i = 0; i < t->line.found.n; i++) {
        sl_puts(out, i ? SL_LIT(",") : SL_LIT(",\"constraints\":["));
        sl_json_put(out, target_of(s->conf, t, i, in));
    }
    if (t->line.found.n) sl_putc(out, ']');
    put_avoid(s, &t->line.found, out);
    sl_putc(out, '}');
}

static void put_fairseq(sl_stage *s, sl_str in, sl_buf *out) {
    state *t = s->self;
    sl_puts(out, in);
    for (size_t i = 0; i < t->line.found.n; i++) {
        sl_putc(out, '\t');
        sl_puts(out, target_of(s->conf, t, i, in));
    }
}

/* Moses: the line in pieces, of terms and of second parts, which are left out with the space before them. */

static void add_piece(state *t, size_t start, size_t end, size_t match) {
    t->v = sl_grow(t->v, &t->cap, t->n + 1, sizeof *t->v);
    t->v[t->n++] = (piece){start, end, match};
}

static int by_start(const void *x, const void *y) {
    const piece *a = x, *b = y;
    return a->start < b->start ? -1 : a->start > b->start;
}

static void list_pieces(state *t) {
    bool parts = false;
    t->n = 0;
    for (size_t i = 0; i < t->line.found.n; i++) {
        const sl_match *m = &t->line.found.v[i];
        add_piece(t, m->start, m->end, i);
        if (m->kind == SL_MATCH_GAP) add_piece(t, m->start2, m->end2, SIZE_MAX), parts = true;
    }
    if (parts) qsort(t->v, t->n, sizeof *t->v, by_start);
}

static void put_moses(sl_stage *s, sl_str in, sl_buf *out) {
    const conf *c = s->conf;
    state *t = s->self;
    size_t from = 0;
    list_pieces(t);
    for (size_t i = 0; i < t->n; i++) {
        const piece *p = &t->v[i];
        size_t start = p->start;
        while (p->match == SIZE_MAX && start > from && in.p[start - 1] == ' ') start--;
        sl_ph_escape(&c->moses, sl_slice(in.p + from, start - from), out);
        from = p->end;
        if (p->match == SIZE_MAX) continue;
        sl_puts(out, SL_LIT("<n translation=\""));
        sl_ph_escape(&c->moses, target_of(c, t, p->match, in), out);
        sl_puts(out, SL_LIT("\">"));
        sl_ph_escape(&c->moses, sl_slice(in.p + p->start, p->end - p->start), out);
        sl_puts(out, SL_LIT("</n>"));
    }
    sl_ph_escape(&c->moses, sl_slice(in.p + from, in.n - from), out);
}

static int text(sl_stage *s, sl_str in, sl_buf *out) {
    static void (*const put[])(sl_stage *, sl_str, sl_buf *) = {put_sockeye, put_fairseq, put_moses};
    const conf *c = s->conf;
    sl_matches *m = &((state *)s->self)->line.found;
    m->noff = 0;
    sl_match_markup(in, m);
    sl_match_line(&c->set.index, c->rules.flags, in, m);
    sl_match_addresses(in, m);
    put[c->format](s, in, out);
    s->count[TERMS] += m->n;
    s->count[LINES] += m->n > 0;
    return 0;
}

static void fini(sl_stage *s) {
    state *t = s->self;
    sl_protected_free(&t->line);
    sl_buf_free(&t->target);
    sl_buf_free(&t->rule);
    free(t->v);
}

static void done(void *p) {
    conf *c = p;
    sl_termset_free(&c->set);
    sl_english_free(c->english);
    free(c->others);
}

const sl_ops sl_stage_constrain = {
    .name = "constrain", .brief = "sentences with their glossary targets, for decoders that take constraints", .opts = opts,
    .conf_size = sizeof(conf), .size = sizeof(state), .flags = SL_MAP | SL_COLUMNS, .counts = counts, .on_error = SL_STOP,
    .init = init, .text = text, .fini = fini, .done = done};
