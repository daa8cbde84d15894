/* annotate: mark glossary terms in training pairs, where their targets are verified. */
#include "sluis/annotate.h"
#include "sluis/glossary.h"
#include "sluis/stage.h"
#include "sluis/termset.h"
#include <stdlib.h>

typedef struct {
    sl_list glossaries;
    const char *style, *domain, *held_file;
    int target, held_lines;
    bool exact, undo, list;
    long gap, seed;
    double sample, sample_terms, held_share;
    sl_termset set;
    sl_english *english;
    uint32_t *others;
    bool *held;
    sl_marks_style marks;
    sl_annotate_rules rules;
} conf;

typedef struct {
    sl_annotate pair;
    sl_buf scratch;
} state;

enum { SURFACE, GLOSSARY };                      /* --target */
enum { KEEP, DROP, ONLY };                       /* --held-out-lines */
enum { HELD_OUT, NOT_HELD_OUT };
static const char *const rules[] = {"held-out", "not-held-out", NULL};
enum { FOUND, VERIFIED, UNVERIFIED, HELD, SAMPLED, MARKED, LINES, MARKS, LEFT, EMPTY, SKIPPED };
static const char *const counts[] = {"found", "verified", "unverified", "held-out", "sampled-out", "marked", "lines", "marks", "left", "empty", "skipped", NULL};

static const sl_opt opts[] = {
    {'g', "glossary", SL_OPT_LIST, offsetof(conf, glossaries), "FILE", NULL, "terms, in any format of sluis-glossary; may be repeated"},
    {0, "style", SL_OPT_STR, offsetof(conf, style), "STYLE", "opustrainer", "how terms are marked: " SL_MARKS_STYLES ", or a template with {src} and {trg}"},
    {0, "target", SL_OPT_CHOICE, offsetof(conf, target), "surface|glossary", "surface", "targets as they stand in the pair, or as the glossary has them"},
    {0, "exact", SL_OPT_FLAG, offsetof(conf, exact), NULL, NULL, "match terms and targets as they are written only"},
    {0, "gap", SL_OPT_INT, offsetof(conf, gap), "N:0..255", "0", "match separable verbs whose parts stand up to N words apart"},
    {0, "domain", SL_OPT_STR, offsetof(conf, domain), "NAME", NULL, "only entries of this domain, and of none"},
    {0, "sample", SL_OPT_REAL, offsetof(conf, sample), "P", "1", "mark terms in this share of the lines"},
    {0, "sample-terms", SL_OPT_REAL, offsetof(conf, sample_terms), "P", "1", "mark this share of the terms in these"},
    {0, "seed", SL_OPT_INT, offsetof(conf, seed), "N:0..2147483647", "0", "another seed takes other lines and terms"},
    {0, "held-out", SL_OPT_STR, offsetof(conf, held_file), "FILE", NULL, "never mark the terms in FILE: source, and target where only that is meant (TSV)"},
    {0, "held-out-share", SL_OPT_REAL, offsetof(conf, held_share), "P", "0", "never mark this share of the glossary's sources"},
    {0, "held-out-lines", SL_OPT_CHOICE, offsetof(conf, held_lines), "keep|drop|only", "keep", "drop lines that hold a held-out term; or all but these"},
    {0, "list-held-out", SL_OPT_FLAG, offsetof(conf, list), NULL, NULL, "write the entries that are held out, as a glossary, and read nothing"},
    {0, "undo", SL_OPT_FLAG, offsetof(conf, undo), NULL, NULL, "take the marks out again"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

/* The options. */

static int check_share(sl_stage *s, const char *name, double p) {
    return p >= 0 && p <= 1 ? 0 : sl_usage(s, "--%s is a share: 0 to 1", name);
}

static int check(sl_stage *s) {
    conf *c = s->conf;
    const char *wrong = sl_marks_parse(&c->marks, sl_cstr(c->style));
    if (wrong) return sl_usage(s, "--style '%s' is none of " SL_MARKS_STYLES ", and as a template has %s", c->style, wrong);
    if (c->undo && !c->marks.reversible) return sl_usage(s, "--undo: what --style %s marks with cannot be told from the text", c->style);
    if (!c->undo && !c->glossaries.n) return sl_usage(s, "a glossary is needed: -g FILE");
    if (s->common->nfields > 2) return sl_usage(s, "-f: the two columns of a pair, of which the first gets the marks");
    int rc = check_share(s, "sample", c->sample);
    if (rc == 0) rc = check_share(s, "sample-terms", c->sample_terms);
    if (rc == 0) rc = check_share(s, "held-out-share", c->held_share);
    if (rc == 0 && (c->list || c->held_lines) && !c->held_file && c->held_share <= 0)
        rc = sl_usage(s, "nothing is held out: --held-out FILE or --held-out-share P");
    return rc;
}

static int hold(sl_stage *s) {
    conf *c = s->conf;
    sl_buf text = {0};
    if (!c->held_file && c->held_share <= 0) return 0;
    c->held = sl_zalloc(sl_termbase_count(&c->set.terms) + 1);
    sl_annotate_hold_share(&c->set.terms, c->held_share, (uint64_t)c->seed, c->held);
    int rc = c->held_file ? sl_read_file(c->held_file, &text, s->err) : 0;
    uint64_t unknown = rc ? 0 : sl_annotate_hold(&c->set.terms, sl_view(&text), c->held);
    if (unknown) sl_warn(s, "%s: %llu %s not in the glossary", c->held_file, (unsigned long long)unknown, unknown == 1 ? "term is" : "terms are");
    sl_buf_free(&text);
    return rc;
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    const char *from = sl_lang(s->common, 0, "nl"), *to = sl_lang(s->common, 1, "en");
    int rc = check(s);
    if (rc || c->undo) return rc;
    if (c->list) s->flags |= SL_SOURCE;
    sl_glossary_rules load = {.from = from, .to = to, .domain = c->domain};
    rc = sl_termset_open(&c->set, &c->glossaries, &load, c->exact, s->common->data, s->err);
    if (rc == 0) rc = hold(s);
    if (rc == 0 && !c->exact && !strcmp(to, "en")) rc = sl_english_open(&c->english, s->common->data, s->err);
    if (rc) return rc;
    sl_termset_warn(s, &c->set, &c->glossaries, false);
    c->others = sl_annotate_others(&c->set.terms);
    c->rules = (sl_annotate_rules){&c->set.index, c->others, c->held, SL_MATCH_GAPS(c->gap) | (c->exact ? SL_MATCH_EXACT : 0),
                                   c->target == GLOSSARY, c->sample_terms};
    return 0;
}

/* --list-held-out */
static int run(sl_stage *s) {
    conf *c = s->conf;
    sl_glossary_writer w = {.from = sl_lang(s->common, 0, "nl"), .to = sl_lang(s->common, 1, "en")};
    sl_buf lines = {0};
    int rc = 0;
    for (uint32_t i = 0; rc == 0 && i < sl_termbase_count(&c->set.terms); i++) {
        sl_term t = sl_termbase_at(&c->set.terms, i);
        if (!c->held[i]) continue;
        sl_clear(&lines);
        sl_glossary_put(&w, &t, &lines);
        for (sl_str rest = sl_view(&lines); rc == 0 && rest.n;) rc = sl_emit_str(s, sl_cut(&rest, '\n'));
    }
    sl_buf_free(&lines);
    return rc;
}

/* Pairs. */

static void count(sl_stage *s, const sl_annotate *a) {
    const sl_annotate_counts *n = &a->counts;
    const struct { int which; uint64_t n; } add[] = {
        {FOUND, n->found}, {VERIFIED, n->verified}, {UNVERIFIED, n->found - n->verified}, {HELD, n->held}, {SAMPLED, n->sampled}, {SKIPPED, n->skipped}};
    for (size_t i = 0; i < sizeof add / sizeof *add; i++) s->count[add[i].which] += add[i].n;
}

/* With -r: what the glossary says, and the pair does not. */
static void note(sl_stage *s, const sl_annotate *a, sl_str line) {
    const conf *c = s->conf;
    for (size_t i = 0; s->common->rejects && i < a->nmissing; i++)
        sl_note(s, "unverified", sl_termbase_at(&c->set.terms, a->missing[i]->term).source, line);
}

/* The record with n marks in its first column; with factors a line without terms changes too. */
static int emit(sl_stage *s, const sl_rec *r, sl_str source, size_t n) {
    const conf *c = s->conf;
    state *t = s->self;
    if (!n && !c->marks.factors) return sl_emit_same(s);
    sl_buf *out = sl_out(s);
    size_t before = (size_t)(source.p - r->line.p), terms = 0;
    sl_put(out, r->line.p, before);
    for (size_t i = 0; i < n; i++) terms += !t->pair.v[i].part;
    if (!sl_marks_put(&c->marks, source, t->pair.v, n, &t->scratch, out)) s->count[LEFT] += terms;
    else s->count[MARKED] += terms, s->count[LINES] += terms > 0;
    sl_put(out, source.p + source.n, r->line.n - before - source.n);
    return sl_emit(s);
}

static int undo(sl_stage *s, const sl_rec *r, sl_str source) {
    const conf *c = s->conf;
    sl_buf *out = sl_out(s);
    size_t before = (size_t)(source.p - r->line.p);
    sl_put(out, r->line.p, before);
    sl_marks_undo(&c->marks, source, out);
    sl_put(out, source.p + source.n, r->line.n - before - source.n);
    return sl_emit(s);
}

/* A pair that has what its marks could be taken for, or that no hash chose, stays without. */
static size_t chosen(sl_stage *s, const sl_str *sides, uint64_t hash) {
    const conf *c = s->conf;
    const sl_annotate *a = &((state *)s->self)->pair;
    bool holds = sl_marks_hold(&c->marks, sides[0]) || sl_marks_hold(&c->marks, sides[1]);
    s->count[MARKS] += holds;
    if (holds || sl_annotate_share(hash, c->sample)) return holds ? 0 : a->n;
    for (size_t i = 0; i < a->n; i++) s->count[SAMPLED] += !a->v[i].part;
    return 0;
}

static int push(sl_stage *s, const sl_rec *r) {
    const conf *c = s->conf;
    sl_annotate *a = &((state *)s->self)->pair;
    sl_str sides[SL_MAXFIELDS];
    int rc = sl_cols(s, r, sides);
    if (rc) return rc;
    if (c->undo) return undo(s, r, sides[0]);
    if (s->common->nfields < 2) return sl_usage(s, "-f: a pair has two columns");
    uint64_t hash = sl_annotate_hash(sides[0], sides[1], (uint64_t)c->seed);
    a->attest.en = c->english;
    s->count[EMPTY] += !sides[0].n || !sides[1].n;
    sl_annotate_pair(&c->rules, a, sides[0], sides[1], hash);
    count(s, a);
    if (c->held_lines == DROP && a->counts.held) return sl_drop(s, HELD_OUT, NULL);
    if (c->held_lines == ONLY) return a->counts.held_verified ? sl_emit_same(s) : (sl_skip(s, NOT_HELD_OUT), 0);
    note(s, a, r->line);
    return emit(s, r, sides[0], chosen(s, sides, hash));
}

static void fini(sl_stage *s) {
    state *t = s->self;
    sl_annotate_free(&t->pair);
    sl_buf_free(&t->scratch);
}

static void done(void *p) {
    conf *c = p;
    sl_termset_free(&c->set);
    sl_english_free(c->english);
    free(c->others);
    free(c->held);
}

const sl_ops sl_stage_annotate = {
    .name = "annotate", .brief = "mark glossary terms in training pairs, where their targets are verified", .opts = opts, .conf_size = sizeof(conf),
    .size = sizeof(state), .flags = SL_EXPAND | SL_BITEXT | SL_COLUMNS, .rules = rules, .counts = counts, .on_error = SL_STOP,
    .init = init, .run = run, .push = push, .fini = fini, .done = done};
