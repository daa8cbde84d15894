/* split: a paragraph a line in, a sentence a line out. The first column is split, the others are copied to each sentence. */
#include "sluis/split.h"
#include "sluis/stage.h"
#include "sluis/wrapped.h"
#include <errno.h>

typedef struct {
    bool wrapped, ids, offsets, keep, one_line;
    const char *explain;
    sl_list own;
    sl_split *model;
} conf;

typedef enum { UNKNOWN, WITHOUT, WITH } doc_column;

typedef struct {
    sl_wrapped lines;
    sl_buf rest;               /* --wrapped: the other columns of the block that is being read, a TAB before each */
    sl_buf file, doc;          /* the input, and the document in it, that are being read */
    doc_column documents;      /* --ids: do lines name their document? */
    uint64_t par;              /* paragraphs of the document so far */
    uint64_t at;               /* --offsets: byte of the file where the line begins */
    sl_str text;               /* the paragraph that is being split */
    sl_buf said;               /* --explain: a row */
    bool unmarked;             /* --wrapped: no blank line came behind the last paragraph */
} self;

static const sl_opt opts[] = {
    {0, "wrapped", SL_OPT_FLAG, offsetof(conf, wrapped), NULL, NULL, "lines are hard-wrapped: find the paragraphs first"},
    {0, "ids", SL_OPT_FLAG, offsetof(conf, ids), NULL, NULL, "add columns: document, paragraph, sentence"},
    {0, "offsets", SL_OPT_FLAG, offsetof(conf, offsets), NULL, NULL, "add columns: the bytes of the input where the sentence begins and ends"},
    {0, "keep-blank", SL_OPT_FLAG, offsetof(conf, keep), NULL, NULL, "keep blank lines, as marks of paragraphs"},
    {0, "one-line", SL_OPT_FLAG, offsetof(conf, one_line), NULL, NULL, "keep lines whole, with " SL_SPLIT_MARK " where a further sentence begins"},
    {'p', "abbreviations", SL_OPT_LIST, offsetof(conf, own), "FILE", NULL, "more abbreviations, one a line; may be repeated"},
    {0, "explain", SL_OPT_SIDE, offsetof(conf, explain), "FILE", NULL, "say of each mark which rule decided whether a sentence ends there"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

enum { BLANK };
static const char *const rules[] = {"blank", NULL};
enum { PARAGRAPHS, HYPHENS, QUOTES };
static const char *const counts[] = {"paragraphs", "hyphens", "quotes", NULL};

static int add_own(sl_stage *s, conf *c) {
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < c->own.n; i++) {
        sl_buf b = {0};
        const char *file = c->own.v[i];
        rc = sl_buf_file(&b, file) ? sl_fail_io(s->err, file, "cannot read") : sl_split_add(c->model, file, sl_view(&b), s->err);
        sl_buf_free(&b);
    }
    return rc;
}

/* Options that exclude each other. */
static int agree(sl_stage *s, const conf *c) {
    int bad = s->common->on_error;
    if (c->keep && c->ids) return sl_usage(s, "--keep-blank and --ids exclude each other");
    if (c->one_line && (c->ids || c->offsets)) return sl_usage(s, "--one-line and --%s exclude each other", c->ids ? "ids" : "offsets");
    if (c->offsets && (bad == SL_REPLACE || bad == SL_DROP)) return sl_usage(s, "--offsets needs the bytes as they are: --on-error stop or keep");
    return 0;
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    const char *lang = sl_lang(s->common, 0, NULL);
    if (!lang) return sl_no_language(s, NULL, "abbreviations.txt");
    int rc = agree(s, c);
    if (rc) return rc;
    rc = sl_split_open(&c->model, lang, s->common->data, s->err);
    if (rc == SL_EUSAGE) return sl_no_language(s, lang, "abbreviations.txt");
    if (rc == 0) rc = add_own(s, c);
    if (c->wrapped || c->ids || c->offsets) s->flags |= SL_STATEFUL;
    return rc;
}

/* --explain: where, whether, why, and the words around. */
static void said(void *ctx, const sl_split_said *d) {
    sl_stage *s = ctx;
    self *x = s->self;
    sl_clear(&x->said);
    sl_printf(&x->said, "%zu\t%s\t%s\t", (size_t)(d->before.p + d->before.n - x->text.p), d->ends ? "end" : "no", d->rule);
    sl_puts(&x->said, d->before);
    sl_putc(&x->said, '\t');
    sl_puts(&x->said, d->behind);
    sl_side(s, sl_view(&x->said));
}

/* --offsets: the place in the file of byte `at` of the paragraph. */
static uint64_t place(sl_stage *s, size_t at) {
    const self *x = s->self;
    return ((const conf *)s->conf)->wrapped ? sl_wrapped_offset(&x->lines, at) : x->at + at;
}

/* One sentence; `rest` are the other columns. With --ids column 2 is the document, or it is put in. */
static int emit(sl_stage *s, sl_str sentence, sl_str rest, uint64_t number) {
    const self *x = s->self;
    const conf *c = s->conf;
    sl_buf *out = sl_out(s);
    sl_puts(out, sentence);
    if (c->ids) {
        size_t column = x->documents == WITH ? x->doc.n + 1 : 0;
        sl_putc(out, '\t');
        sl_puts(out, sl_view(&x->doc));
        sl_printf(out, "\t%llu\t%llu", (unsigned long long)x->par, (unsigned long long)number);
        rest = sl_slice(rest.p + column, rest.n - column);
    }
    sl_puts(out, rest);
    if (c->offsets) {
        size_t at = (size_t)(sentence.p - x->text.p);
        sl_printf(out, "\t%llu\t%llu", (unsigned long long)place(s, at), (unsigned long long)place(s, at + sentence.n - 1) + 1);
    }
    return sl_emit(s);
}

/* --wrapped --keep-blank: what parts this paragraph from the one before was no blank line, so one is put in. */
static int mark_paragraph(sl_stage *s, sl_str rest) {
    self *x = s->self;
    const conf *c = s->conf;
    bool now = c->wrapped && c->keep && x->unmarked;
    x->unmarked = true;
    return now ? sl_emit_str(s, rest) : 0;
}

static int sentences(sl_stage *s, sl_split_it *it, sl_str rest) {
    sl_str sentence;
    int rc = 0;
    for (uint64_t n = 1; rc == 0 && sl_split_next(it, &sentence); n++) rc = emit(s, sentence, rest, n);
    return rc;
}

static int paragraph(sl_stage *s, sl_str text, sl_str rest) {
    self *x = s->self;
    const conf *c = s->conf;
    sl_split_it it;
    int rc = mark_paragraph(s, rest);
    if (rc) return rc;
    s->count[PARAGRAPHS]++;
    x->par++;
    x->text = text;
    sl_split_start(&it, c->model, text);
    if (c->explain) it.said = said, it.ctx = s;
    if (!c->one_line) return sentences(s, &it, rest);
    sl_split_marked(&it, text, sl_out(s));
    return sl_emit_str(s, rest);
}

/* --wrapped: split the paragraphs that are whole. */
static int whole_ones(sl_stage *s) {
    self *x = s->self;
    sl_str text;
    int rc = 0;
    x->lines.hyphens = x->lines.quotes = 0;
    while (rc == 0 && sl_wrapped_next(&x->lines, &text)) rc = paragraph(s, text, sl_view(&x->rest));
    s->count[HYPHENS] += x->lines.hyphens;
    s->count[QUOTES] += x->lines.quotes;
    return rc;
}

static int end_block(sl_stage *s) {
    if (!((const conf *)s->conf)->wrapped) return 0;
    sl_wrapped_end(&((self *)s->self)->lines);
    return whole_ones(s);
}

static void keep(sl_buf *b, sl_str s) {
    sl_clear(b);
    sl_puts(b, s);
}

/* A record of another file or document: what was open ends, and counting starts again. */
static int same_document(sl_stage *s, const sl_rec *r, sl_str rest, bool blank) {
    self *x = s->self;
    sl_str file = sl_cstr(r->file), doc = file;
    bool ids = ((const conf *)s->conf)->ids;
    doc_column here = ids && rest.n ? WITH : WITHOUT;
    if (blank && here == WITHOUT) return 0;
    if (ids && x->documents != UNKNOWN && x->documents != here)
        return sl_bad(s, 0, here == WITH ? "has a document in column 2; lines before have none" : "has no document in column 2; lines before have one");
    if (here == WITH) sl_cut(&rest, '\t'), doc = sl_cut(&rest, '\t');
    if (x->documents != UNKNOWN && sl_eq(doc, sl_view(&x->doc)) && (here == WITH || sl_eq(file, sl_view(&x->file)))) return 0;
    int rc = end_block(s);
    sl_wrapped_forget(&x->lines);
    keep(&x->file, file);
    keep(&x->doc, doc);
    x->documents = here;
    x->par = 0;
    return rc;
}

static int add_line(sl_stage *s, sl_str text, sl_str rest) {
    self *x = s->self;
    int rc = sl_eq(rest, sl_view(&x->rest)) ? 0 : end_block(s);
    if (rc) return rc;
    keep(&x->rest, rest);
    x->lines.words = ((const conf *)s->conf)->model;
    x->lines.offset = x->at;
    sl_wrapped_line(&x->lines, text);
    return whole_ones(s);
}

static int blank_line(sl_stage *s, sl_str text, sl_str rest) {
    const conf *c = s->conf;
    int rc = end_block(s);
    if (rc) return rc;
    if (c->one_line && !c->wrapped) return sl_puts(sl_out(s), text), sl_emit_str(s, rest);
    if (!c->keep) return sl_drop(s, BLANK, NULL);
    ((self *)s->self)->unmarked = false;
    return sl_emit_str(s, rest);
}

static int line(sl_stage *s, const sl_rec *r) {
    const conf *c = s->conf;
    sl_str rest = r->line, text = sl_cut(&rest, '\t');
    rest = sl_slice(text.p + text.n, r->line.n - text.n);
    bool blank = !sl_split_trim(text).n;
    int rc = c->wrapped || c->ids ? same_document(s, r, rest, blank) : 0;
    if (rc) return rc;
    if (blank) return blank_line(s, text, rest);
    return c->wrapped ? add_line(s, text, rest) : paragraph(s, text, rest);
}

static int push(sl_stage *s, const sl_rec *r) {
    self *x = s->self;
    if (r->number == 1) x->at = 0;
    int rc = line(s, r);
    x->at += r->line.n + 1;
    return rc;
}

static int flush(sl_stage *s) { return end_block(s); }

static void fini(sl_stage *s) {
    self *x = s->self;
    sl_wrapped_free(&x->lines);
    sl_buf_free(&x->rest);
    sl_buf_free(&x->file);
    sl_buf_free(&x->doc);
    sl_buf_free(&x->said);
}

static void done(void *conf_) { sl_split_free(((conf *)conf_)->model); }

const sl_ops sl_stage_split = {
    .name = "split", .brief = "put each sentence on a line of its own", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(self),
    .flags = SL_EXPAND, .rules = rules, .counts = counts,
    .side_columns = "byte\tends\trule\tbefore\tbehind", .on_error = SL_STOP, .init = init, .push = push, .flush = flush, .fini = fini, .done = done};
