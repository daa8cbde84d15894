/* Decoded lines on their way out; see decode_stage.h. */
#include "decode_stage.h"

/* TABs and columns */

/* The text of a line without TABs: those that indent go to the next multiple of 8 columns, others become one space. */
static void put_spaced(sl_stage *s, sl_str line, sl_buf *out) {
    size_t column = 0;
    for (; line.n && (*line.p == ' ' || *line.p == '\t'); line.p++, line.n--) {
        size_t next = *line.p == '\t' ? (column | 7) + 1 : column + 1;
        s->count[SL_DECODE_TABS] += *line.p == '\t';
        for (; column < next; column++) sl_putc(out, ' ');
    }
    size_t at = out->n;
    sl_puts(out, line);
    for (; at < out->n; at++) {
        if (out->p[at] != '\t') continue;
        out->p[at] = ' ';
        s->count[SL_DECODE_TABS]++;
    }
}

/* The columns text, document, metadata. */
static int put_columns(sl_stage *s, sl_str text, sl_meta_kind kind, sl_str found) {
    const sl_decode_options *c = s->conf;
    sl_buf *out = sl_out(s);
    if (c->tabs == SL_TABS_SPACE) put_spaced(s, text, out);
    else sl_puts(out, text);
    if (c->doc) sl_puts(out, sl_view(&((const sl_decode_state *)s->self)->doc));
    if (c->meta == SL_META_COLUMN) sl_putc(out, '\t');
    if (c->meta == SL_META_COLUMN && kind) {
        sl_printf(out, "%s:", sl_meta_names[kind]);
        put_spaced(s, found, out);
    }
    return sl_emit(s);
}

/* Pages, paragraphs, metadata */

static int put_row(void *ctx, const sl_article_row *r) {
    sl_stage *s = ctx;
    switch (r->what) {
    case SL_ARTICLE_NUMBER: return sl_drop_line(s, SL_DECODE_NUMBER, NULL, r->text);
    case SL_ARTICLE_RUNNING: return sl_drop_line(s, SL_DECODE_RUNNING, NULL, r->text);
    case SL_ARTICLE_META: return sl_drop_line(s, SL_DECODE_TAKEN + r->kind - 1, NULL, r->text);
    default: break;
    }
    if (r->kind) s->count[SL_DECODE_KINDS + r->kind - 1]++;
    if (r->kind && ((const sl_decode_options *)s->conf)->meta == SL_META_DROP) sl_note(s, sl_meta_names[r->kind], SL_LIT(""), r->meta);
    return put_columns(s, r->text, r->kind, r->meta);
}

static int put_line(sl_stage *s, sl_str line) {
    const sl_decode_options *c = s->conf;
    return c->wrapped || c->meta ? sl_article_line(&((sl_decode_state *)s->self)->article, line) : put_columns(s, line, SL_META_NONE, line);
}

/* Markup */

static int put_marked(sl_stage *s) {
    sl_decode_state *t = s->self;
    sl_str rest = sl_view(&t->marked);
    int rc = 0;
    while (rc == 0 && rest.n) rc = put_line(s, sl_cut(&rest, '\n'));
    sl_clear(&t->marked);
    return rc;
}

static int put_text(sl_stage *s, sl_str line) {
    sl_decode_state *t = s->self;
    if (!t->markup) return put_line(s, line);
    sl_markup_line(t->markup, line, &t->marked);
    return put_marked(s);
}

/* Repair */

static const char *const charsets[] = {SL_CSN_NAMES};
static const char *const repairs[] = {SL_REPAIR_NAMES};

static void note_repair(sl_stage *s, unsigned kinds, sl_str was, sl_str is) {
    sl_buf *names = &((sl_decode_state *)s->self)->names;
    sl_clear(names);
    for (unsigned k = 0; k < SL_REPAIR_N; k++) {
        if (!(kinds >> k & 1)) continue;
        s->count[SL_DECODE_REPAIRED + k]++;
        sl_printf(names, "%s%s", names->n ? "," : "", repairs[k]);
    }
    if (kinds) sl_note(s, sl_buf_c(names), is, was);
}

/* A row of --explain: the charset of a line and by how much that beats another, and its repairs. */
static void explain(sl_stage *s, const sl_decode_run *run) {
    sl_decode_state *t = s->self;
    const sl_verdict *v = run->verdict;
    sl_clear(&t->line);
    sl_printf(&t->line, "%s\t", charsets[run->number]);
    if (v && v->rival) sl_printf(&t->line, "%s\t%.1f\t%.1f", charsets[v->rival->number], (double)v->own, (double)v->margin);
    else sl_puts(&t->line, SL_LIT("\t\t"));
    sl_printf(&t->line, "\t%s", sl_buf_c(&t->names));
    sl_side(s, sl_view(&t->line));
}

static bool was_unicode(const sl_decode_run *run) { return run->number == SL_CSN_UTF8 || run->number >= SL_CSN_UTF16; }

/* More than a third of it is not ASCII. */
static bool noise(sl_str line) {
    size_t high = 0;
    for (size_t i = 0; i < line.n; i++) high += (line.p[i] & 0x80) != 0;
    return high > line.n / 3;
}

/* A line that may have to be repaired. What a table decoded just now was not read as cp1252 before; and when that is hardly text,
 * no misread words will be found in it. */
static int put_suspect(sl_stage *s, const sl_decode_run *run, sl_str line) {
    const sl_decode_options *c = s->conf;
    sl_decode_state *t = s->self;
    sl_rec r = {.line = line, .file = t->path, .number = ++t->number};
    sl_source_rec(s, &r);
    sl_clear(&t->line);
    bool mend = c->repair && (was_unicode(run) || !noise(line));
    unsigned kinds = mend ? sl_repair_line(c->repair, &t->scratch, line, was_unicode(run), &t->line) : 0;
    note_repair(s, kinds, line, sl_view(&t->line));
    int rc = put_text(s, kinds ? sl_view(&t->line) : line);
    if (c->explain && (kinds || run->verdict)) explain(s, run);
    sl_source_rec(s, NULL);
    return rc;
}

/* Lines and runs */

static int put_wrong(sl_stage *s, const sl_decode_run *run, sl_str line) {
    sl_decode_state *t = s->self;
    if (s->common->on_error == SL_STOP) {
        sl_decode_explain(run, &t->line);
        return sl_bad(s, sl_decode_place(run), "%s", sl_buf_c(&t->line));
    }
    if (s->common->on_error == SL_DROP) return -sl_source_utf8(s, &line);
    if (s->common->on_error == SL_KEEP) return put_text(s, line);
    s->count[SL_DECODE_REPLACED]++;
    sl_clear(&t->line);
    sl_decode_replace(line, &t->line);
    return put_text(s, sl_view(&t->line));
}

static int put_lines(sl_stage *s, const sl_decode_run *run, sl_str lines) {
    sl_decode_state *t = s->self;
    int rc = 0;
    while (rc == 0 && lines.n) {
        sl_rec r = {.line = sl_cut(&lines, '\n'), .file = t->path, .number = ++t->number};
        sl_source_rec(s, &r);
        rc = run->valid ? put_text(s, r.line) : put_wrong(s, run, r.line);
        sl_source_rec(s, NULL);
    }
    return rc;
}

/* Lines that need no repair: at once, when nothing else is to be done with them either. */
static int put_sound(sl_stage *s, const sl_decode_run *run, sl_str lines) {
    sl_decode_state *t = s->self;
    if (((const sl_decode_options *)s->conf)->tabs == SL_TABS_SPACE || t->markup) return put_lines(s, run, lines);
    uint64_t n = lines.n == run->lines.n ? run->n : sl_count_lines(lines);
    t->number += n;
    return sl_source_lines(s, lines, n);
}

/* The first line from `at` on that needs a look of its own. */
static size_t next_suspect(sl_stage *s, const sl_decode_run *run, size_t at) {
    const sl_decode_options *c = s->conf;
    if (run->verdict && c->explain) return at;
    return c->repair ? sl_repair_suspect(c->repair, &((sl_decode_state *)s->self)->scratch, run->lines, at) : run->lines.n;
}

int sl_decode_put(sl_stage *s, const sl_decode_run *run) {
    int rc = 0;
    s->count[run->number] += run->n;
    if (!run->valid) return put_lines(s, run, run->lines);
    for (size_t at = 0; rc == 0 && at < run->lines.n;) {
        size_t bad = next_suspect(s, run, at);
        if (bad > at) rc = put_sound(s, run, sl_slice(run->lines.p + at, bad - at));
        sl_str rest = sl_slice(run->lines.p + bad, run->lines.n - bad), line = sl_cut(&rest, '\n');
        if (rc == 0 && bad < run->lines.n) rc = put_suspect(s, run, line);
        at = run->lines.n - rest.n;
    }
    return rc;
}

/* Files */

void sl_decode_start(sl_stage *s) {
    const sl_decode_options *c = s->conf;
    sl_decode_state *t = s->self;
    sl_article_conf a = {.wrapped = c->wrapped, .meta = c->meta ? c->facts : NULL, .drop = c->meta == SL_META_DROP, .pages = c->facts,
                         .words = {c->words[0], c->words[1]}, .put = put_row, .ctx = s};
    sl_article_start(&t->article, &a);
    if (c->markup) t->markup = sl_markup_new(c->markup);
}

int sl_decode_end(sl_stage *s, int rc) {
    sl_decode_state *t = s->self;
    int late = 0;
    if (t->markup) {
        sl_markup_end(t->markup, &t->marked);
        late = put_marked(s);
    }
    if (late == 0) late = sl_article_end(&t->article);
    return rc ? rc : late;
}
