/* decode: files in any charset, with any line ends, to lines of UTF-8. */
#include "sluis/data.h"
#include "sluis/decode.h"
#include "sluis/repair.h"
#include "sluis/markup.h"
#include "sluis/stage.h"

typedef enum { TABS_KEEP, TABS_SPACE } tabs;
typedef struct {
    const char *from, *explain;
    int eol, tabs;
    bool mixed, doc, mend;
    sl_charset charset;
    sl_decode_conf d;
    sl_buf hold;
    sl_letters *letters;
    sl_repair *repair;       /* NULL: nothing is repaired */
    int tags;
    bool entities, nested;
    sl_markup_model *markup;
} conf;

enum { MARKS = SL_CSN_N, CRLF, CR, LONE_LF, NEL, TABS, REPLACED, TAGS, ENTITIES, REPAIRED };
static const char *const repairs[] = {SL_REPAIR_NAMES};
static const char *const counts[] = {SL_CSN_NAMES, "bom", "crlf", "cr", "lf", "nel", "tabs", "replaced", "tags", "entities", SL_REPAIR_NAMES, NULL};

static const sl_opt opts[] = {
    {0, "from", SL_OPT_STR, offsetof(conf, from), "NAME", "auto", "charset of lines that are not UTF-8; utf-8: of all"},
    {0, "explain", SL_OPT_SIDE, offsetof(conf, explain), "FILE", NULL, "say of each line that was not plain UTF-8 what was found, and why"},
    {0, "repair", SL_OPT_NO, offsetof(conf, mend), NULL, NULL, "leave text alone that was decoded wrongly before (mojibake)"},
    {0, "mixed", SL_OPT_NO, offsetof(conf, mixed), NULL, NULL, "a line that is valid UTF-8 is in the charset of --from all the same"},
    {0, "eol", SL_OPT_CHOICE, offsetof(conf, eol), "auto|lf|crlf|cr|nel", "auto", "what ends a line"},
    {0, "tabs", SL_OPT_CHOICE, offsetof(conf, tabs), "keep|space", "keep", "keep TABs (as columns) or make them spaces"},
    {0, "tags", SL_OPT_CHOICE, offsetof(conf, tags), SL_TAGS, "keep", "tags of HTML and XML: take them out, put a space for each, or end lines at blocks"},
    {0, "entities", SL_OPT_FLAG, offsetof(conf, entities), NULL, NULL, "decode character references: &eacute; &#233; &#xE9;"},
    {0, "nested", SL_OPT_FLAG, offsetof(conf, nested), NULL, NULL, "those in &amp;eacute; too; implies --entities"},
    {0, "doc", SL_OPT_FLAG, offsetof(conf, doc), NULL, NULL, "append a column: the name of the document; implies --tabs space"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

typedef struct {
    sl_decoder *d;
    const char *path;
    uint64_t number;         /* of the line last given */
    sl_buf doc;              /* the name, with a TAB before it */
    sl_buf line;             /* a repaired line; a message */
    sl_buf names;            /* of repairs; a row of --explain */
    sl_repair_scratch scratch;
    sl_markup *markup;       /* NULL: it is kept */
    sl_buf marked;           /* lines that it gave */
} state;

static int init(sl_stage *s) {
    conf *c = s->conf;
    int rc = sl_charset_find(c->from, &c->charset, s->err);
    if (rc) return rc;
    if (!c->mixed && (c->charset.kind != SL_CS_BYTES || !strcmp(c->from, "auto"))) return sl_usage(s, "--no-mixed needs a single-byte charset as --from");
    if (c->doc) c->tabs = TABS_SPACE;
    if (!c->mixed) c->mend = false;      /* bytes that are valid UTF-8 were asked to be read as something else */
    sl_str letters;
    bool automatic = !strcmp(c->from, "auto");
    if (automatic || c->mend) {
        rc = sl_data("nl-en/letters.txt", s->common->data, &c->hold, &letters, s->err);
        if (rc == 0) rc = sl_letters_make(&c->letters, letters, "nl-en/letters.txt", s->err);
        if (rc) return rc;
    }
    if (c->mend) c->repair = sl_repair_new(c->letters);
    c->d = (sl_decode_conf){.from = &c->charset, .mixed = c->mixed, .eol = (sl_eol)c->eol, .guess = automatic ? c->letters : NULL};
    sl_markup_conf m = {.tags = (sl_tags)c->tags, .entities = c->entities || c->nested, .nested = c->nested, .columns = c->tabs == TABS_KEEP};
    return m.tags || m.entities ? sl_markup_open(&c->markup, &m, s->common->data, s->err) : 0;
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

static int put_line(sl_stage *s, sl_str line) {
    const conf *c = s->conf;
    state *t = s->self;
    if (c->tabs == TABS_SPACE) put_spaced(s, line, sl_out(s));
    else sl_puts(sl_out(s), line);
    if (c->doc) sl_puts(sl_out(s), sl_view(&t->doc));
    return sl_emit(s);
}

static int put_marked(sl_stage *s) {
    state *t = s->self;
    sl_str rest = sl_view(&t->marked);
    int rc = 0;
    while (rc == 0 && rest.n) rc = put_line(s, sl_cut(&rest, '\n'));
    sl_clear(&t->marked);
    return rc;
}

/* A line in UTF-8, as it stands in its file. */
static int put_text(sl_stage *s, sl_str line) {
    state *t = s->self;
    if (!t->markup) return put_line(s, line);
    sl_markup_line(t->markup, line, &t->marked);
    return put_marked(s);
}

static int put_wrong(sl_stage *s, const sl_decode_run *run, sl_str line) {
    state *t = s->self;
    if (s->common->on_error == SL_STOP) {
        sl_decode_explain(run, &t->line);
        return sl_bad(s, sl_decode_place(run), "%s", sl_buf_c(&t->line));
    }
    if (s->common->on_error == SL_DROP) return -sl_source_utf8(s, &line);
    if (s->common->on_error == SL_KEEP) return put_text(s, line);
    s->count[REPLACED]++;
    sl_clear(&t->line);
    sl_decode_replace(line, &t->line);
    return put_text(s, sl_view(&t->line));
}

static int put_lines(sl_stage *s, const sl_decode_run *run) {
    state *t = s->self;
    sl_str rest = run->lines;
    int rc = 0;
    while (rc == 0 && rest.n) {
        sl_rec r = {.line = sl_cut(&rest, '\n'), .file = t->path, .number = ++t->number};
        sl_source_rec(s, &r);
        rc = run->valid ? put_text(s, r.line) : put_wrong(s, run, r.line);
        sl_source_rec(s, NULL);
    }
    return rc;
}

/* Lines that need nothing more. */
static int put_plain(sl_stage *s, const sl_decode_run *run, sl_str lines) {
    const conf *c = s->conf;
    state *t = s->self;
    sl_decode_run part = *run;
    part.lines = lines;
    if (c->tabs == TABS_SPACE || t->markup) return put_lines(s, &part);
    uint64_t n = lines.n == run->lines.n ? run->n : sl_count_lines(lines);
    t->number += n;
    return sl_source_lines(s, lines, n);
}

static int list_repair(sl_stage *s, unsigned kinds, sl_str was, sl_str is) {
    state *t = s->self;
    sl_clear(&t->names);
    for (unsigned k = 0; k < SL_REPAIR_N; k++) {
        if (!(kinds >> k & 1)) continue;
        s->count[REPAIRED + k]++;
        sl_printf(&t->names, "%s%s", t->names.n ? "," : "", repairs[k]);
    }
    return sl_list_line(s, sl_buf_c(&t->names), is, was);
}

/* A line that was not plain UTF-8, for --explain: its charset and by how much that beats another, and its repairs. */
static void explain(sl_stage *s, const sl_decode_run *run, bool repaired) {
    const conf *c = s->conf;
    state *t = s->self;
    sl_buf *b = &t->line;
    if (!c->explain) return;
    sl_clear(b);
    sl_printf(b, "%s\t", counts[run->number]);
    const sl_verdict *v = run->verdict;
    if (v && v->rival) sl_printf(b, "%s\t%.1f\t%.1f", counts[v->rival->number], (double)v->own, (double)v->margin);
    else sl_printf(b, "\t\t");
    sl_printf(b, "\t%s", repaired ? sl_buf_c(&t->names) : "");
    sl_side(s, sl_view(b));
}

/* A line that may have to be repaired. */
static int put_suspect(sl_stage *s, const sl_decode_run *run, sl_str line) {
    const conf *c = s->conf;
    state *t = s->self;
    sl_rec r = {.line = line, .file = t->path, .number = ++t->number};
    sl_source_rec(s, &r);
    sl_clear(&t->line);
    unsigned kinds = c->repair ? sl_repair_line(c->repair, &t->scratch, line, run->number >= SL_CSN_UTF16 || run->number == SL_CSN_UTF8, &t->line) : 0;
    int rc = kinds ? list_repair(s, kinds, line, sl_view(&t->line)) : 0;
    if (rc == 0) rc = put_text(s, kinds ? sl_view(&t->line) : line);
    if (kinds || run->verdict) explain(s, run, kinds);
    sl_source_rec(s, NULL);
    return rc;
}

static int put_run(sl_stage *s, const sl_decode_run *run) {
    const conf *c = s->conf;
    int rc = 0;
    s->count[run->number] += run->n;
    if (!run->valid) return put_lines(s, run);
    for (size_t at = 0, bad; rc == 0 && at < run->lines.n;) {
        bad = run->verdict && c->explain ? at : c->repair ? sl_repair_suspect(c->repair, run->lines, at) : run->lines.n;
        if (bad > at) rc = put_plain(s, run, sl_slice(run->lines.p + at, bad - at));
        sl_str rest = sl_slice(run->lines.p + bad, run->lines.n - bad), line = sl_cut(&rest, '\n');
        if (rc == 0 && bad < run->lines.n) rc = put_suspect(s, run, line);
        at = run->lines.n - rest.n;
    }
    return rc;
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

/* The file is over, or went wrong with `rc`; what was held back comes out all the same. */
static int end_markup(sl_stage *s, int rc) {
    state *t = s->self;
    if (!t->markup) return rc;
    sl_markup_end(t->markup, &t->marked);
    int late = put_marked(s);
    return rc ? rc : late;
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
    sl_source_close_reader(s, r);
    return end_markup(s, rc);
}

static void count_markup(sl_stage *s) {
    const state *t = s->self;
    if (!t->markup) return;
    s->count[TAGS] = sl_markup_count(t->markup)->tags;
    s->count[ENTITIES] = sl_markup_count(t->markup)->entities;
}

static int run(sl_stage *s) {
    state *t = s->self;
    int rc = 0;
    const conf *c = s->conf;
    t->d = sl_decoder_new(&c->d);
    if (c->markup) t->markup = sl_markup_new(c->markup);
    for (size_t i = 0; rc == 0 && i < s->ninputs; i++) rc = one_file(s, &s->inputs[i]);
    const sl_decode_counts *n = sl_decoder_counts(t->d);
    s->count[MARKS] = n->marks;
    s->count[CRLF] = n->crlf;
    s->count[CR] = n->cr;
    s->count[LONE_LF] = n->lone_lf;
    s->count[NEL] = n->nel;
    count_markup(s);
    return rc;
}

static void fini(sl_stage *s) {
    state *t = s->self;
    sl_decoder_free(t->d);
    sl_buf_free(&t->doc);
    sl_buf_free(&t->line);
    sl_buf_free(&t->names);
    sl_repair_scratch_free(&t->scratch);
    sl_buf_free(&t->marked);
    sl_markup_free(t->markup);
}

static void done(void *p) {
    conf *c = p;
    sl_repair_free(c->repair);
    sl_letters_free(c->letters);
    sl_markup_close(c->markup);
    sl_buf_free(&c->hold);
}

const sl_ops sl_stage_decode = {
    .name = "decode", .brief = "read files in any charset as lines of UTF-8", .opts = opts, .conf_size = sizeof(conf),
    .size = sizeof(state), .flags = SL_SOURCE | SL_RAW, .counts = counts, .side_columns = "charset\trival\town\tmargin\trepairs",
    .on_error = SL_STOP, .init = init, .run = run, .fini = fini, .done = done};
