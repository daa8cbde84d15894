/* align: sentences of two documents linked to each other. Reads two text streams, merges them by document, writes a bitext stream. */
#include "align/known.h"
#include "align/show.h"
#include "sluis/align.h"
#include "sluis/data.h"
#include "sluis/stage.h"
#include <stdlib.h>

typedef struct {
    long max_bead;
    double min_score;
    bool skip_empty, built_in;
    sl_align_known known;         /* what the user knows */
    sl_align_files files;         /* and wants to be shown */
    sl_buf learnt, words;         /* what --data gave */
    sl_align_rules rules;
} conf;

/* One side: its lines, the record that was read last, and the document that is held. */
typedef struct {
    const char *path;
    sl_lines *l;
    bool pending;                 /* `line` holds a record that belongs to no document yet */
    bool docs, first;             /* records have a doc column; none was read yet */
    sl_buf line; sl_str text, doc, id;   /* the pending record and its parts; id is "par.sent", empty without */
    uint64_t number;
    sl_buf name, held;            /* the document's name; its sentences and ids, one after another */
    size_t *end; size_t n, endcap;       /* sentence k is held[end[2k]..end[2k + 1]], its id is up to end[2k + 2] */
    sl_str *text_of; size_t textcap;
} side;

typedef struct { side side[2]; sl_aligner *a; sl_buf bead; sl_align_show show; } self;

enum { NO_PARTNER, ONE_SIDED, LOW_SCORE };
static const char *const rules[] = {"no-partner", "one-sided", "low-score", NULL};
enum { DOCUMENTS, UNPAIRED, SENTENCES = UNPAIRED + 2, C11 = SENTENCES + 2, C12, C21, C22, C10, C01, OTHER };
static const char *const counts[] = {"documents", "unpaired-nl", "unpaired-en", "sentences-nl", "sentences-en",
                                     "1-1", "1-2", "2-1", "2-2", "1-0", "0-1", "other", NULL};
static const char *const side_name[] = {"nl", "en"};

static const sl_opt opts[] = {
    {0, "max-bead", SL_OPT_INT, offsetof(conf, max_bead), "N:1..4", "4", "link at most N sentences of a side"},
    {0, "min-score", SL_OPT_REAL, offsetof(conf, min_score), "X", "0", "drop beads with a score below X"},
    {0, "lexicon", SL_OPT_STR, offsetof(conf, known.lexicon), "FILE", NULL, "what `sluis lexicon train` learnt, before what is built in"},
    {0, "lexicon", SL_OPT_NO, offsetof(conf, built_in), NULL, NULL, "do without the Dutch-English lexicon"},
    {0, "dict", SL_OPT_STR, offsetof(conf, known.dict), "FILE", NULL, "a dictionary: a table, or dictd's NAME.dict.dz with its index"},
    {0, "emb", SL_OPT_STR, offsetof(conf, known.emb), "NL.emb,EN.emb", NULL, "sentence embeddings as vecalign reads them"},
    {0, "explain", SL_OPT_STR, offsetof(conf, files.explain), "FILE", NULL, "say of each bead what speaks for it"},
    {0, "plot", SL_OPT_STR, offsetof(conf, files.plot), "FILE.svg", NULL, "draw the path through each document"},
    {0, "skip-empty", SL_OPT_FLAG, offsetof(conf, skip_empty), NULL, NULL, "drop sentences without a partner"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

/* Reading. */

static void parts(side *d) {
    sl_str rest = sl_view(&d->line), par = {"", 0}, sent = par;
    const char *end = rest.p + rest.n;
    d->text = sl_cut(&rest, '\t');
    d->docs = d->text.p + d->text.n < end;
    d->doc = sl_cut(&rest, '\t');
    par = sl_cut(&rest, '\t');
    sent = sl_cut(&rest, '\t');
    d->id = par.n && sent.n ? sl_slice(par.p, (size_t)(sent.p + sent.n - par.p)) : sl_slice(par.p, 0);
    if (d->id.n) d->line.p[par.p + par.n - d->line.p] = '.';
}

/* Every record of a side has a document or none has; documents ascend. */
static int in_order(sl_stage *s, side *d, bool docs) {
    if (!d->first && docs != d->docs) return sl_bad(s, 0, "this line has %s doc column, those before have %s", d->docs ? "a" : "no", docs ? "one" : "none");
    if (!d->first && sl_cmp(d->doc, sl_view(&d->name)) < 0)
        return sl_bad(s, d->text.n + 2, "document out of order: '%.*s' comes after '%.*s'", (int)(d->doc.n < 100 ? d->doc.n : 100), d->doc.p,
                      (int)(d->name.n < 100 ? d->name.n : 100), sl_view(&d->name).p);
    d->first = false;
    return 0;
}

static int record(sl_stage *s, side *d, sl_str line) {
    sl_rec r = {line, d->path, sl_lines_number(d->l)};
    bool docs = d->docs;
    sl_source_rec(s, &r);
    int rc = sl_source_utf8(s, &line), bad = rc < 0 ? -rc : 0;
    if (rc > 0) {
        sl_clear(&d->line);
        sl_puts(&d->line, line);
        d->number = r.number;
        d->pending = true;
        parts(d);
        bad = in_order(s, d, docs);
        s->count[SENTENCES + (d != ((self *)s->self)->side)]++;
    }
    sl_source_rec(s, NULL);
    return bad;
}

/* The next record becomes the pending one; at the end of the file there is none. */
static int fetch(sl_stage *s, side *d) {
    sl_str line;
    int got = 1, rc = 0;
    d->pending = false;
    while (!d->pending && rc == 0 && (got = sl_lines_next(d->l, &line, s->err)) > 0) rc = record(s, d, line);
    return rc ? rc : got < 0 ? -got : 0;
}

static void mark(side *d, size_t k) {
    d->end = sl_grow(d->end, &d->endcap, k + 1, sizeof *d->end);
    d->end[k] = d->held.n;
}

static void hold(side *d) {
    sl_puts(&d->held, d->text);
    mark(d, 2 * d->n + 1);
    if (d->id.n) sl_puts(&d->held, d->id);
    else sl_printf(&d->held, "%llu", (unsigned long long)d->number);
    mark(d, 2 * d->n + 2);
    d->n++;
}

static void begin(side *d) {
    sl_clear(&d->name);
    sl_puts(&d->name, d->pending ? d->doc : (sl_str){"", 0});
}

static bool within(const side *d) { return d->pending && sl_eq(d->doc, sl_view(&d->name)); }

/* Hold the whole document that the pending record begins. */
static int load(sl_stage *s, side *d) {
    int rc = 0;
    d->n = 0;
    sl_clear(&d->held);
    mark(d, 0);
    begin(d);
    while (rc == 0 && within(d)) {
        hold(d);
        rc = fetch(s, d);
    }
    d->text_of = sl_grow(d->text_of, &d->textcap, d->n + 1, sizeof *d->text_of);
    for (size_t k = 0; k < d->n; k++) d->text_of[k] = sl_slice(d->held.p + d->end[2 * k], d->end[2 * k + 1] - d->end[2 * k]);
    return rc;
}

static int skip(sl_stage *s, unsigned which) {
    side *d = &((self *)s->self)->side[which];
    int rc = 0;
    s->count[UNPAIRED + which]++;
    begin(d);
    while (rc == 0 && within(d)) {
        rc = sl_drop_line(s, NO_PARTNER, side_name[which], sl_view(&d->line));
        if (rc == 0) rc = fetch(s, d);
    }
    return rc;
}

/* Writing. */

static void put_texts(sl_buf *out, const side *d, uint32_t from, unsigned n) {
    size_t at = out->n;
    for (unsigned k = 0; k < n; k++) {
        if (out->n > at && d->text_of[from + k].n) sl_putc(out, ' ');
        sl_puts(out, d->text_of[from + k]);
    }
    sl_putc(out, '\t');
}

static void put_ids(sl_buf *out, const side *d, uint32_t from, unsigned n) {
    sl_putc(out, '\t');
    for (unsigned k = 0; k < n; k++) {
        const size_t *end = d->end + 2 * (size_t)(from + k) + 1;
        if (k) sl_putc(out, ',');
        sl_put(out, d->held.p + end[0], end[1] - end[0]);
    }
}

static void put_score(sl_buf *out, float p) {
    unsigned n = (unsigned)((double)p * 10000 + 0.5);
    sl_printf(out, "%u.%04u", n / 10000, n % 10000);
}

static void count_bead(sl_stage *s, const sl_bead *x) {
    static const unsigned char of[3][3] = {{OTHER, C01, OTHER}, {C10, C11, C12}, {OTHER, C21, C22}};
    s->count[x->a < 3 && x->b < 3 ? of[x->a][x->b] : OTHER]++;
}

static void explain(self *w, const sl_bead *x) {
    sl_puts(&w->show.rows, sl_view(&w->side[0].name));
    put_ids(&w->show.rows, &w->side[0], x->i, x->a);
    put_ids(&w->show.rows, &w->side[1], x->j, x->b);
    sl_putc(&w->show.rows, '\t');
    sl_align_show_bead(&w->show, w->a, x);
}

static int bead(sl_stage *s, const sl_bead *x) {
    self *w = s->self;
    const conf *c = s->conf;
    sl_buf *out = &w->bead;
    char score[16];
    count_bead(s, x);
    if (c->files.explain) explain(w, x);
    sl_clear(out);
    put_score(out, x->p);
    memcpy(score, sl_buf_c(out), out->n + 1);
    sl_clear(out);
    put_texts(out, &w->side[0], x->i, x->a);
    put_texts(out, &w->side[1], x->j, x->b);
    sl_puts(out, sl_cstr(score));
    sl_putc(out, '\t');
    sl_puts(out, sl_view(&w->side[0].name));
    put_ids(out, &w->side[0], x->i, x->a);
    put_ids(out, &w->side[1], x->j, x->b);
    if (c->skip_empty && (!x->a || !x->b)) return sl_drop_line(s, ONE_SIDED, score, sl_view(out));
    if ((double)x->p < c->min_score) return sl_drop_line(s, LOW_SCORE, score, sl_view(out));
    return sl_emit_str(s, sl_view(out));
}

static int pair(sl_stage *s) {
    self *w = s->self;
    side *one = &w->side[0], *two = &w->side[1];
    const sl_bead *b;
    int rc = load(s, one);
    if (rc == 0) rc = load(s, two);
    if (rc) return rc;
    s->count[DOCUMENTS]++;
    size_t n = sl_align_document(w->a, &(sl_align_text){one->text_of, one->n, NULL}, &(sl_align_text){two->text_of, two->n, NULL}, &b);
    for (size_t k = 0; rc == 0 && k < n; k++) rc = bead(s, &b[k]);
    return rc ? rc : sl_align_show_document(&w->show, sl_view(&one->name), (uint32_t)one->n, (uint32_t)two->n, b, n, s->err);
}

/* Merging. Files without documents are one document each, also when one of them is empty. */

static int unlike(sl_stage *s, const side *with, const side *without) {
    return sl_fail(s->err, SL_EDATA, without->path, without->number, 0, "has no doc column, but %s has", with->path);
}

static int next_document(sl_stage *s, side *one, side *two) {
    if (one->pending && two->pending && one->docs != two->docs) return one->docs ? unlike(s, one, two) : unlike(s, two, one);
    if ((one->pending && !one->docs) || (two->pending && !two->docs)) return pair(s);
    int order = !one->pending ? 1 : !two->pending ? -1 : sl_cmp(one->doc, two->doc);
    return order == 0 ? pair(s) : skip(s, order > 0);
}

static int run(sl_stage *s) {
    self *w = s->self;
    const conf *c = s->conf;
    int rc = 0;
    rc = sl_align_new(&w->a, &c->rules, s->err);
    if (rc == 0) rc = sl_align_show_open(&w->show, &c->files, s->err);
    for (unsigned k = 0; k < 2 && rc == 0; k++) {
        side *d = &w->side[k];
        *d = (side){.path = s->inputs[k].path, .first = true};
        rc = sl_source_open(s, d->path, &d->l);
    }
    for (unsigned k = 0; k < 2 && rc == 0; k++) rc = fetch(s, &w->side[k]);
    while (rc == 0 && (w->side[0].pending || w->side[1].pending)) rc = next_document(s, &w->side[0], &w->side[1]);
    if (rc == 0) sl_align_known_warn(s, w->a);
    return rc ? rc : sl_align_show_end(&w->show, s->err);
}

static int built_in(sl_stage *s, conf *c) {
    static const char name[] = "nl-en/lexicon.txt";
    if (!c->built_in || strcmp(sl_lang(s->common, 0, "nl"), "nl") || strcmp(sl_lang(s->common, 1, "en"), "en")) return 0;
    c->rules.lexicon[1].name = name;
    int rc = sl_data(name, s->common->data, &c->learnt, &c->rules.lexicon[1].text, s->err);
    return rc ? rc : sl_data("nl-en/words.txt", s->common->data, &c->words, &c->rules.words, s->err);
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    if (s->ninputs != 2) return sl_usage(s, "two inputs are needed, NL and EN");
    if (!strcmp(s->inputs[0].path, "-") && !strcmp(s->inputs[1].path, "-")) return sl_usage(s, "standard input is given twice");
    if (!(c->min_score >= 0 && c->min_score <= 1)) return sl_usage(s, "--min-score is not between 0 and 1");
    c->rules = (sl_align_rules){.max_bead = (unsigned)c->max_bead};
    int rc = sl_align_known_read(&c->known, &c->rules, s->err);
    return rc ? rc : built_in(s, c);
}

static void fini(sl_stage *s) {
    self *w = s->self;
    for (unsigned k = 0; k < 2; k++) {
        side *d = &w->side[k];
        if (d->l) sl_source_close(s, d->l);
        sl_buf_free(&d->line);
        sl_buf_free(&d->name);
        sl_buf_free(&d->held);
        free(d->end);
        free(d->text_of);
    }
    sl_align_free(w->a);
    sl_align_show_free(&w->show);
    sl_buf_free(&w->bead);
}

static void done(void *p) {
    conf *c = p;
    sl_align_known_free(&c->known);
    sl_buf_free(&c->learnt);
    sl_buf_free(&c->words);
}

const sl_ops sl_stage_align = {
    .name = "align", .brief = "link the sentences of two documents", .args = "NL EN", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(self),
    .flags = SL_SOURCE, .rules = rules, .counts = counts, .on_error = SL_STOP, .init = init, .run = run, .fini = fini, .done = done};
