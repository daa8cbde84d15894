/* decode: files in any charset, with any line ends, to lines of UTF-8. */
#include "sluis/data.h"
#include "text/decode_stage.h"

#define OPT(field) offsetof(sl_decode_options, field)
static const sl_opt opts[] = {
    {0, "from", SL_OPT_STR, OPT(from), "NAME", "auto", "charset of lines that are not UTF-8; utf-8: of all"},
    {0, "mixed", SL_OPT_NO, OPT(mixed), NULL, NULL, "a line that is valid UTF-8 is in the charset of --from all the same"},
    {0, "repair", SL_OPT_NO, OPT(mend), NULL, NULL, "leave text alone that was decoded wrongly before (mojibake)"},
    {0, "explain", SL_OPT_SIDE, OPT(explain), "FILE", NULL, "say of each line that was not plain UTF-8 what was found, and why"},
    {0, "eol", SL_OPT_CHOICE, OPT(eol), "auto|lf|crlf|cr|nel", "auto", "what ends a line"},
    {0, "tabs", SL_OPT_CHOICE, OPT(tabs), "keep|space", "keep", "keep TABs (as columns) or make them spaces"},
    {0, "tags", SL_OPT_CHOICE, OPT(tags), SL_TAGS, "keep", "tags of HTML and XML: take them out, put a space for each, or end lines at blocks"},
    {0, "entities", SL_OPT_FLAG, OPT(entities), NULL, NULL, "decode character references: &eacute; &#233; &#xE9;"},
    {0, "nested", SL_OPT_FLAG, OPT(nested), NULL, NULL, "those in &amp;eacute; too; implies --entities"},
    {0, "wrapped", SL_OPT_FLAG, OPT(wrapped), NULL, NULL, "lines are hard-wrapped, or pages: write paragraphs; implies --tabs space"},
    {0, "meta", SL_OPT_CHOICE, OPT(meta), "keep|column|drop", "keep", "dates, bylines, credits ... of articles: text, a column, or dropped"},
    {0, "doc", SL_OPT_FLAG, OPT(doc), NULL, NULL, "append a column: the name of the document; implies --tabs space"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

/* In the order of decode_stage.h. */
#define KINDS "date", "time", "dateline", "source", "caption", "byline", "link"
static const char *const counts[] = {SL_CSN_NAMES, "bom", "crlf", "cr", "lf", "nel", "tabs", "replaced", "tags", "entities",
                                     "joined", "parted", "hyphens", "quotes", KINDS, SL_REPAIR_NAMES, NULL};
static const char *const rules[] = {"page-number", "running-line", KINDS, NULL};

/* What --wrapped and --meta need to know of the languages: those of -l, or all. */
static int open_facts(sl_stage *s, sl_decode_options *c) {
    static const char *const all[] = {"nl", "en"};
    unsigned n = s->common->nlangs ? s->common->nlangs : 2;
    const char *const *langs = s->common->nlangs ? s->common->langs : all;
    if (!c->wrapped && !c->meta) return 0;
    int rc = sl_meta_open(&c->facts, langs, n, s->common->data, s->err);
    for (unsigned i = 0; rc == 0 && c->wrapped && i < n && i < 2; i++) rc = sl_split_open(&c->words[i], langs[i], s->common->data, s->err);
    return rc == SL_EUSAGE ? sl_no_language(s, langs[n - 1], "meta.txt") : rc;
}

static int open_letters(sl_stage *s, sl_decode_options *c) {
    static const char name[] = "nl-en/letters.txt";
    bool guess = !strcmp(c->from, "auto");
    sl_buf hold = {0};
    sl_str text;
    if (!guess && !c->mend) return 0;
    int rc = sl_data(name, s->common->data, &hold, &text, s->err);
    if (rc == 0) rc = sl_letters_make(&c->letters, text, name, s->err);
    sl_buf_free(&hold);
    if (rc == 0 && c->mend) c->repair = sl_repair_new(c->letters);
    if (guess) c->d.guess = c->letters;
    return rc;
}

static int open_markup(sl_stage *s, sl_decode_options *c) {
    sl_markup_conf m = {.tags = (sl_tags)c->tags, .entities = c->entities || c->nested, .nested = c->nested, .columns = c->tabs == SL_TABS_KEEP};
    return m.tags || m.entities ? sl_markup_open(&c->markup, &m, s->common->data, s->err) : 0;
}

static int init(sl_stage *s) {
    sl_decode_options *c = s->conf;
    int rc = sl_charset_find(c->from, &c->charset, s->err);
    if (rc) return rc;
    if (!c->mixed && (c->charset.kind != SL_CS_BYTES || !strcmp(c->from, "auto"))) return sl_usage(s, "--no-mixed needs a single-byte charset as --from");
    if (!c->mixed) c->mend = false;                /* bytes that are valid UTF-8 were asked to be read as something else */
    if (c->doc || c->wrapped || c->meta) c->tabs = SL_TABS_SPACE;
    c->d = (sl_decode_conf){.from = &c->charset, .mixed = c->mixed, .eol = (sl_eol)c->eol};
    rc = open_letters(s, c);
    if (rc == 0) rc = open_markup(s, c);
    return rc ? rc : open_facts(s, c);
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

/* How much is read at a time: a block. */
static size_t step(const sl_stage *s) {
    size_t n = (size_t)s->common->block;
    return n < 4096 ? 4096 : n > 1 << 18 ? 1 << 18 : n;
}

enum { LONGEST = 1 << 28 };                        /* bytes of a line; so memory is bounded, whatever a file holds */

static int decode(sl_stage *s, sl_reader *r) {
    const sl_decode_state *t = s->self;
    sl_decode_run run;
    for (size_t got = 1; got;) {
        int rc = sl_read_would_block(r) ? sl_push_out(s) : 0;
        if (rc) return rc;
        int bad = sl_read(r, sl_decoder_input(t->d), step(s), &got, s->err);
        sl_decoder_fed(t->d, bad ? SL_DECODE_CUT : got ? SL_DECODE_MORE : SL_DECODE_END);
        while (rc == 0 && sl_decoder_next(t->d, &run)) rc = sl_decode_put(s, &run);
        if (bad || rc) return bad ? bad : rc;
        if (sl_decoder_foreign(t->d)) return sl_fail(s->err, SL_EDATA, t->path, 1, 1, "this is %s", sl_decoder_foreign(t->d));
        if (sl_decoder_waiting(t->d) > LONGEST)
            return sl_fail(s->err, SL_EDATA, t->path, t->number + 1, 0, "a line of more than %d MiB: this is no text", LONGEST >> 20);
    }
    return 0;
}

static int one_file(sl_stage *s, const sl_input *in) {
    sl_decode_state *t = s->self;
    sl_reader *r;
    int rc = sl_source_reader(s, in->path, &r);
    if (rc) return rc;
    t->path = in->path;
    t->number = 0;
    if (((const sl_decode_options *)s->conf)->doc) name_document(in, &t->doc);
    sl_decoder_start(t->d);
    rc = sl_decode_end(s, decode(s, r));
    sl_reader_close(r);
    return rc;
}

static void count(sl_stage *s) {
    const sl_decode_state *t = s->self;
    const sl_decode_counts *n = sl_decoder_counts(t->d);
    s->count[SL_DECODE_MARKS] = n->marks;
    s->count[SL_DECODE_CRLF] = n->crlf;
    s->count[SL_DECODE_CR] = n->cr;
    s->count[SL_DECODE_LF] = n->lone_lf;
    s->count[SL_DECODE_NEL] = n->nel;
    s->count[SL_DECODE_JOINED] = t->article.joined;
    s->count[SL_DECODE_PARTED] = t->article.parted;
    s->count[SL_DECODE_HYPHENS] = t->article.lines.hyphens;
    s->count[SL_DECODE_QUOTES] = t->article.lines.quotes;
    if (!t->markup) return;
    s->count[SL_DECODE_TAGS] = sl_markup_count(t->markup)->tags;
    s->count[SL_DECODE_ENTITIES] = sl_markup_count(t->markup)->entities;
}

static int run(sl_stage *s) {
    sl_decode_state *t = s->self;
    int rc = 0;
    t->d = sl_decoder_new(&((const sl_decode_options *)s->conf)->d);
    sl_decode_start(s);
    for (size_t i = 0; rc == 0 && i < s->ninputs; i++) rc = one_file(s, &s->inputs[i]);
    count(s);
    return rc;
}

static void fini(sl_stage *s) {
    sl_decode_state *t = s->self;
    sl_decoder_free(t->d);
    sl_buf_free(&t->doc);
    sl_buf_free(&t->line);
    sl_buf_free(&t->names);
    sl_repair_scratch_free(&t->scratch);
    sl_buf_free(&t->marked);
    sl_markup_free(t->markup);
    sl_article_free(&t->article);
}

static void done(void *p) {
    sl_decode_options *c = p;
    sl_repair_free(c->repair);
    sl_letters_free(c->letters);
    sl_markup_close(c->markup);
    sl_meta_free(c->facts);
    sl_split_free(c->words[0]);
    sl_split_free(c->words[1]);
}

const sl_ops sl_stage_decode = {
    .name = "decode", .brief = "read files in any charset as lines of UTF-8", .opts = opts, .conf_size = sizeof(sl_decode_options),
    .size = sizeof(sl_decode_state), .flags = SL_WHOLE | SL_SOURCE | SL_RAW, .rules = rules, .counts = counts,
    .side_columns = "charset\trival\town\tmargin\trepairs", .on_error = SL_STOP, .init = init, .run = run, .fini = fini, .done = done};
