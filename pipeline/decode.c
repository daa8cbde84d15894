/* decode: files in any charset, with any line ends, to lines of UTF-8. */
#include "sluis/article.h"
#include "sluis/decode.h"
#include "sluis/stage.h"

typedef enum { TABS_KEEP, TABS_SPACE } tabs;
typedef enum { META_KEEP, META_COLUMN, META_DROP } meta;
typedef struct {
    const char *from;
    int eol, tabs, meta;
    bool mixed, doc, wrapped;
    sl_charset charset;
    sl_decode_conf d;
    sl_meta *facts;                /* --meta, --wrapped */
    sl_split *words[2];            /* --wrapped */
} conf;

enum { MARKS = SL_CSN_N, CRLF, CR, LONE_LF, TABS, REPLACED, JOINED, PARTED, HYPHENS, QUOTES, KINDS };
static const char *const counts[] = {SL_CSN_NAMES, "bom", "crlf", "cr", "lf", "tabs", "replaced", "joined", "parted", "hyphens", "quotes",
                                     "date", "time", "dateline", "source", "caption", "byline", "link", NULL};
enum { NUMBER, RUNNING, TAKEN };
static const char *const rules[] = {"page-number", "running-line", "date", "time", "dateline", "source", "caption", "byline", "link", NULL};

static const sl_opt opts[] = {
    {0, "from", SL_OPT_STR, offsetof(conf, from), "NAME", "auto", "charset of lines that are not UTF-8; utf-8: of all"},
    {0, "mixed", SL_OPT_NO, offsetof(conf, mixed), NULL, NULL, "a line that is valid UTF-8 is in the charset of --from all the same"},
    {0, "eol", SL_OPT_CHOICE, offsetof(conf, eol), "auto|lf|crlf|cr", "auto", "what ends a line"},
    {0, "tabs", SL_OPT_CHOICE, offsetof(conf, tabs), "keep|space", "keep", "keep TABs (as columns) or make them spaces"},
    {0, "doc", SL_OPT_FLAG, offsetof(conf, doc), NULL, NULL, "append a column: the name of the document; implies --tabs space"},
    {0, "wrapped", SL_OPT_FLAG, offsetof(conf, wrapped), NULL, NULL, "lines are hard-wrapped, or pages: write paragraphs; implies --tabs space"},
    {0, "meta", SL_OPT_CHOICE, offsetof(conf, meta), "keep|column|drop", "keep", "dates, bylines, credits ... of articles: text, a column, or dropped"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

typedef struct {
    sl_decoder *d;
    const char *path;
    uint64_t number;         /* of the line last given */
    sl_buf doc;              /* the name, with a TAB before it */
    sl_buf line;             /* a repaired line; a message */
    sl_article article;
} state;

/* What --wrapped and --meta need to know of the languages: those of -l, or all. */
static int open_facts(sl_stage *s, conf *c) {
    static const char *const all[] = {"nl", "en"};
    unsigned n = s->common->nlangs ? s->common->nlangs : 2;
    const char *const *langs = s->common->nlangs ? s->common->langs : all;
    int rc = sl_meta_open(&c->facts, langs, n, s->common->data, s->err);
    for (unsigned i = 0; rc == 0 && c->wrapped && i < n && i < 2; i++) rc = sl_split_open(&c->words[i], langs[i], s->common->data, s->err);
    return rc == SL_EUSAGE ? sl_no_language(s, langs[n - 1], "meta.txt") : rc;
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    int rc = sl_charset_find(c->from, &c->charset, s->err);
    if (rc) return rc;
    if (!c->mixed && (c->charset.kind != SL_CS_BYTES || !strcmp(c->from, "auto"))) return sl_usage(s, "--no-mixed needs a single-byte charset as --from");
    if (c->doc || c->wrapped || c->meta) c->tabs = TABS_SPACE;
    c->d = (sl_decode_conf){.from = &c->charset, .mixed = c->mixed, .eol = (sl_eol)c->eol};
    return c->wrapped || c->meta ? open_facts(s, c) : 0;
}

/* The name of the document: as given, or the file's without its folders, .gz, and then one extension. */
static void name_document(const sl_input *in, sl_buf *out) {
    sl_str n = sl_cstr(in->doc ? in->doc : in->path);
    const char *slash = in->doc ? NULL : memrchr(n.p, '/', n.n), *dot;
    if (slash) n = sl_slice(slash + 1, n.n - (size_t)(slash + 1 - n.p));
    if (!in->doc && n.n > 3 && sl_ends(n, SL_LIT(".gz"))) n.n -= 3;
    if (!in->doc && (dot = memrchr(n.p, '.', n.n)) && dot > n.p) n.n = (size_t)(dot - n.p);
    sl_clear(out);
    sl_putc(out, '\t');
    sl_decode_replace(n, out);
    for (size_t i = 1; i < out->n; i++)
        if ((unsigned char)out->p[i] < 0x20) out->p[i] = ' ';
}

/* The text of a line without TABs: those that indent go to the next multiple of 8 columns, others become one space. */
static void put_spaced(sl_stage *s, sl_str line, sl_buf *out) {
    size_t column = 0;
    for (; line.n && (*line.p == ' ' || *line.p == '\t'); line.p++, line.n--) {
        size_t next = *line.p == '\t' ? (column | 7) + 1 : column + 1;
        s->count[TABS] += *line.p == '\t';
        for (; column < next; column++) sl_putc(out, ' ');
    }
    size_t at = out->n;
    sl_puts(out, line);
    for (; at < out->n; at++) {
        if (out->p[at] != '\t') continue;
        out->p[at] = ' ';
        s->count[TABS]++;
    }
}

/* The columns text, document, metadata. */
static int put_columns(sl_stage *s, sl_str text, sl_meta_kind kind, sl_str found) {
    const conf *c = s->conf;
    state *t = s->self;
    sl_buf *out = sl_out(s);
    if (c->tabs == TABS_SPACE) put_spaced(s, text, out);
    else sl_puts(out, text);
    if (c->doc) sl_puts(out, sl_view(&t->doc));
    if (c->meta == META_COLUMN) sl_putc(out, '\t');
    if (c->meta == META_COLUMN && kind) {
        sl_printf(out, "%s:", sl_meta_names[kind]);
        put_spaced(s, found, out);
    }
    return sl_emit(s);
}

static int put_row(void *ctx, const sl_article_row *r) {
    sl_stage *s = ctx;
    switch (r->what) {
    case SL_ARTICLE_NUMBER: return sl_drop_line(s, NUMBER, NULL, r->text);
    case SL_ARTICLE_RUNNING: return sl_drop_line(s, RUNNING, NULL, r->text);
    case SL_ARTICLE_META: return sl_drop_line(s, TAKEN + r->kind - 1, NULL, r->text);
    default: break;
    }
    if (r->kind) s->count[KINDS + r->kind - 1]++;
    if (r->kind && ((const conf *)s->conf)->meta == META_DROP) sl_note(s, sl_meta_names[r->kind], NULL, r->meta);
    return put_columns(s, r->text, r->kind, r->meta);
}

static int put_line(sl_stage *s, sl_str line) {
    const conf *c = s->conf;
    state *t = s->self;
    return c->wrapped || c->meta ? sl_article_line(&t->article, line) : put_columns(s, line, SL_META_NONE, line);
}

static int put_wrong(sl_stage *s, const sl_decode_run *run, sl_str line) {
    state *t = s->self;
    if (s->common->on_error == SL_STOP) {
        sl_decode_explain(run, &t->line);
        return sl_bad(s, sl_decode_place(run), "%s", sl_buf_c(&t->line));
    }
    if (s->common->on_error == SL_DROP) return -sl_source_utf8(s, &line);
    if (s->common->on_error == SL_KEEP) return put_line(s, line);
    s->count[REPLACED]++;
    sl_clear(&t->line);
    sl_decode_replace(line, &t->line);
    return put_line(s, sl_view(&t->line));
}

static int put_lines(sl_stage *s, const sl_decode_run *run) {
    state *t = s->self;
    sl_str rest = run->lines;
    int rc = 0;
    while (rc == 0 && rest.n) {
        sl_rec r = {.line = sl_cut(&rest, '\n'), .file = t->path, .number = ++t->number};
        sl_source_rec(s, &r);
        rc = run->valid ? put_line(s, r.line) : put_wrong(s, run, r.line);
        sl_source_rec(s, NULL);
    }
    return rc;
}

static int put_run(sl_stage *s, const sl_decode_run *run) {
    const conf *c = s->conf;
    state *t = s->self;
    s->count[run->number] += run->n;
    if (!run->valid || c->tabs == TABS_SPACE) return put_lines(s, run);
    t->number += run->n;
    return sl_source_lines(s, run->lines, run->n);
}

/* How much is read at a time: a block. */
static size_t step(const sl_stage *s) {
    size_t n = (size_t)s->common->block;
    return n < 4096 ? 4096 : n > 1 << 18 ? 1 << 18 : n;
}

static int decode(sl_stage *s, sl_reader *r) {
    state *t = s->self;
    sl_decode_run run;
    for (size_t got = 1; got;) {
        int rc = sl_read_would_block(r) ? sl_push_out(s) : 0;
        if (rc) return rc;
        int bad = sl_read(r, sl_decoder_input(t->d), step(s), &got, s->err);
        sl_decoder_fed(t->d, bad ? SL_DECODE_CUT : got ? SL_DECODE_MORE : SL_DECODE_END);
        while (rc == 0 && sl_decoder_next(t->d, &run)) rc = put_run(s, &run);
        if (bad || rc) return bad ? bad : rc;
    }
    return 0;
}

static int one_file(sl_stage *s, const sl_input *in) {
    const conf *c = s->conf;
    state *t = s->self;
    sl_reader *r;
    int rc = sl_reader_open(&r, in->path, s->err);
    if (rc) return rc;
    t->path = in->path;
    t->number = 0;
    if (c->doc) name_document(in, &t->doc);
    sl_decoder_start(t->d);
    rc = decode(s, r);
    if (rc == 0 || rc == SL_EDATA) {                  /* lines before a bad one are written */
        int end = sl_article_end(&t->article);
        if (rc == 0) rc = end;
    }
    sl_source_close_reader(s, r);
    return rc;
}

static void start_article(sl_stage *s) {
    const conf *c = s->conf;
    sl_article_conf a = {.wrapped = c->wrapped, .meta = c->meta ? c->facts : NULL, .drop = c->meta == META_DROP, .pages = c->facts,
                         .words = {c->words[0], c->words[1]}, .put = put_row, .ctx = s};
    sl_article_start(&((state *)s->self)->article, &a);
}

static int run(sl_stage *s) {
    state *t = s->self;
    int rc = 0;
    start_article(s);
    t->d = sl_decoder_new(&((const conf *)s->conf)->d);
    for (size_t i = 0; rc == 0 && i < s->ninputs; i++) rc = one_file(s, &s->inputs[i]);
    const sl_decode_counts *n = sl_decoder_counts(t->d);
    s->count[MARKS] = n->marks;
    s->count[CRLF] = n->crlf;
    s->count[CR] = n->cr;
    s->count[LONE_LF] = n->lone_lf;
    s->count[JOINED] = t->article.joined;
    s->count[PARTED] = t->article.parted;
    s->count[HYPHENS] = t->article.lines.hyphens;
    s->count[QUOTES] = t->article.lines.quotes;
    return rc;
}

static void fini(sl_stage *s) {
    state *t = s->self;
    sl_decoder_free(t->d);
    sl_buf_free(&t->doc);
    sl_buf_free(&t->line);
    sl_article_free(&t->article);
}

static void done(void *conf_) {
    conf *c = conf_;
    sl_meta_free(c->facts);
    sl_split_free(c->words[0]);
    sl_split_free(c->words[1]);
}

const sl_ops sl_stage_decode = {
    .name = "decode", .brief = "read files in any charset as lines of UTF-8", .opts = opts, .conf_size = sizeof(conf),
    .size = sizeof(state), .flags = SL_SOURCE | SL_RAW, .rules = rules, .counts = counts, .on_error = SL_STOP, .init = init, .run = run, .fini = fini, .done = done};
