/* split: a paragraph a line in, a sentence a line out. The first column is split, the others are copied to each sentence. */
#include "sluis/split.h"
#include "sluis/stage.h"
#include "sluis/wrapped.h"
#include <errno.h>

typedef struct {
    bool wrapped, ids, keep;
    const char *own;
    sl_split *model;
} conf;

typedef enum { UNKNOWN, WITHOUT, WITH } doc_column;

typedef struct {
    sl_wrapped lines;
    sl_buf rest;               /* --wrapped: the other columns of the block that is being read, a TAB before each */
    sl_buf file, doc;          /* the input, and the document in it, that are being read */
    doc_column documents;      /* --ids: do lines name their document? */
    uint64_t par;              /* paragraphs of the document so far */
} self;

static const sl_opt opts[] = {
    {0, "wrapped", SL_OPT_FLAG, offsetof(conf, wrapped), NULL, NULL, "lines are hard-wrapped: find the paragraphs first"},
    {0, "ids", SL_OPT_FLAG, offsetof(conf, ids), NULL, NULL, "add columns: document, paragraph, sentence"},
    {0, "keep-blank", SL_OPT_FLAG, offsetof(conf, keep), NULL, NULL, "keep blank lines instead of dropping them"},
    {'p', "abbreviations", SL_OPT_STR, offsetof(conf, own), "FILE", NULL, "more abbreviations, one a line"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

enum { BLANK };
static const char *const rules[] = {"blank", NULL};
enum { PARAGRAPHS, HYPHENS, QUOTES };
static const char *const counts[] = {"paragraphs", "hyphens", "quotes", NULL};

static int add_own(sl_stage *s, conf *c) {
    sl_buf b = {0};
    int rc = sl_buf_file(&b, c->own) ? sl_fail_io(s->err, c->own, "cannot read") : sl_split_add(c->model, c->own, sl_view(&b), s->err);
    sl_buf_free(&b);
    return rc;
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    const char *lang = sl_lang(s->common, 0, NULL);
    if (!lang) return sl_no_language(s, NULL, "abbreviations.txt");
    if (c->keep && c->ids) return sl_usage(s, "--keep-blank and --ids exclude each other");
    int rc = sl_split_open(&c->model, lang, s->common->data, s->err);
    if (rc == SL_EUSAGE) return sl_no_language(s, lang, "abbreviations.txt");
    if (rc == 0 && c->own) rc = add_own(s, c);
    if (c->wrapped || c->ids) s->flags |= SL_STATEFUL;
    return rc;
}

/* One sentence; `rest` are the other columns. With --ids column 2 is the document, or it is put in. */
static int emit(sl_stage *s, sl_str sentence, sl_str rest, uint64_t number) {
    const self *x = s->self;
    sl_buf *out = sl_out(s);
    sl_puts(out, sentence);
    if (((const conf *)s->conf)->ids) {
        size_t column = x->documents == WITH ? x->doc.n + 1 : 0;
        sl_putc(out, '\t');
        sl_puts(out, sl_view(&x->doc));
        sl_printf(out, "\t%llu\t%llu", (unsigned long long)x->par, (unsigned long long)number);
        rest = sl_slice(rest.p + column, rest.n - column);
    }
    sl_puts(out, rest);
    return sl_emit(s);
}

static int paragraph(sl_stage *s, sl_str text, sl_str rest) {
    sl_split_it it;
    sl_str sentence;
    int rc = 0;
    s->count[PARAGRAPHS]++;
    ((self *)s->self)->par++;
    sl_split_start(&it, ((const conf *)s->conf)->model, text);
    for (uint64_t n = 1; rc == 0 && sl_split_next(&it, &sentence); n++) rc = emit(s, sentence, rest, n);
    return rc;
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
    sl_wrapped_line(&x->lines, text);
    return whole_ones(s);
}

static int blank_line(sl_stage *s, sl_str rest) {
    int rc = end_block(s);
    if (rc || !((const conf *)s->conf)->keep) return rc ? rc : sl_drop(s, BLANK, NULL);
    return sl_emit_str(s, rest);
}

static int push(sl_stage *s, const sl_rec *r) {
    const conf *c = s->conf;
    sl_str rest = r->line, text = sl_cut(&rest, '\t');
    rest = sl_slice(text.p + text.n, r->line.n - text.n);
    bool blank = !sl_split_trim(text).n;
    int rc = c->wrapped || c->ids ? same_document(s, r, rest, blank) : 0;
    if (rc) return rc;
    if (blank) return blank_line(s, rest);
    return c->wrapped ? add_line(s, text, rest) : paragraph(s, text, rest);
}

static int flush(sl_stage *s) { return end_block(s); }

static void fini(sl_stage *s) {
    self *x = s->self;
    sl_wrapped_free(&x->lines);
    sl_buf_free(&x->rest);
    sl_buf_free(&x->file);
    sl_buf_free(&x->doc);
}

static void done(void *conf_) { sl_split_free(((conf *)conf_)->model); }

const sl_ops sl_stage_split = {
    .name = "split", .brief = "put each sentence on a line of its own", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(self),
    .flags = SL_EXPAND, .rules = rules, .counts = counts, .on_error = SL_STOP, .init = init, .push = push, .flush = flush, .fini = fini, .done = done};
