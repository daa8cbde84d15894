/* What stages call: emitting, dropping, failing, columns; see sluis/stage.h. */
#include "core.h"
#include "sluis/data.h"
#include <stdarg.h>
#include <stdio.h>

sl_buf *sl_out(sl_stage *s) { return &s->core->out; }

int sl_emit(sl_stage *s) {
    struct sl_core *c = s->core;
    if (c->out.n > c->done && memchr(c->out.p + c->done, '\n', c->out.n - c->done))
        return sl_bad(s, 0, "internal error: %s emitted a line feed", s->ops->name);
    sl_putc(&c->out, '\n');
    c->done = c->out.n;
    c->emitted++;
    c->here++;
    return c->push_out && c->done >= c->limit ? c->push_out(s, false) : 0;
}

int sl_emit_str(sl_stage *s, sl_str line) {
    sl_puts(sl_out(s), line);
    return sl_emit(s);
}

int sl_emit_same(sl_stage *s) {
    struct sl_core *c = s->core;
    sl_str line = s->rec->line;
    char *to = sl_need(&c->out, line.n + 1);
    memcpy(to, line.p, line.n);
    to[line.n] = '\n';
    c->done = c->out.n += line.n + 1;
    c->emitted++;
    c->here++;
    return 0;
}

/* A row of the rejects: three columns, of which the last is the line, with columns of its own. */
void sl_note(sl_stage *s, const char *what, sl_str value, sl_str text) {
    sl_buf *b = &s->core->rejects;
    if (!s->common->rejects) return;
    sl_printf(b, "%s\t", what);
    for (size_t i = 0; i < value.n; i++) sl_putc(b, value.p[i] == '\t' ? ' ' : value.p[i]);
    sl_putc(b, '\t');
    sl_puts(b, text);
    sl_putc(b, '\n');
}

void sl_skip(sl_stage *s, unsigned rule) {
    struct sl_core *c = s->core;
    c->out.n = c->done;
    c->dropped[rule]++;
    c->here++;
}

int sl_drop_line(sl_stage *s, unsigned rule, const char *value, sl_str line) {
    struct sl_core *c = s->core;
    sl_skip(s, rule);
    sl_note(s, s->ops->rules[rule], sl_cstr(value ? value : ""), line);
    return c->push_out && c->rejects.n >= c->limit ? c->push_out(s, false) : 0;
}

int sl_drop(sl_stage *s, unsigned rule, const char *value) { return sl_drop_line(s, rule, value, s->rec->line); }

int sl_push_out(sl_stage *s) { return s->core->push_out ? s->core->push_out(s, true) : 0; }

void sl_side(sl_stage *s, sl_str text) {
    uint64_t head[2] = {s->core->in, text.n};
    sl_put(&s->core->side, (const char *)head, sizeof head);
    sl_puts(&s->core->side, text);
}

void sl_warn(sl_stage *s, const char *fmt, ...) {
    char msg[400];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(msg, sizeof msg, fmt, ap);
    va_end(ap);
    if (s->core->warn && !s->common->quiet) s->core->warn(s->ops->name, msg);
}

static int idle(void *s) { return sl_push_out(s); }

int sl_source_reader(sl_stage *s, const char *path, sl_reader **r) { return sl_reader_open_part(r, path, s->common->shard, s->err); }

int sl_source_open(sl_stage *s, const char *path, sl_lines **l) {
    int rc = sl_lines_open_part(l, path, s->common->shard, s->err);
    if (rc == 0) sl_lines_idle(*l, idle, s);
    return rc;
}

int sl_source_open_range(sl_stage *s, const char *path, uint64_t from, uint64_t to, sl_lines **l) {
    int rc = sl_lines_open_range(l, path, from, to, s->err);
    if (rc == 0) sl_lines_idle(*l, idle, s);
    return rc;
}

void sl_source_rec(sl_stage *s, const sl_rec *r) {
    s->rec = r;
    if (!r) return;
    s->core->in++;
    s->core->bytes_in += r->line.n + 1;
}

void sl_source_close(sl_stage *s, sl_lines *l) { (void)s; sl_lines_close(l); }

int sl_source_each(sl_stage *s, const char *path, int (*line)(sl_stage *s, void *ctx), void *ctx) {
    sl_lines *l;
    sl_rec r = {0};
    int got = 0, rc = sl_source_open(s, path, &l);
    if (rc) return rc;
    r.file = sl_lines_name(l);
    while (rc == 0 && (got = sl_lines_next(l, &r.line, s->err)) > 0) {
        r.number = sl_lines_number(l);
        sl_source_rec(s, &r);
        rc = line(s, ctx);
        sl_source_rec(s, NULL);
    }
    sl_source_close(s, l);
    return rc ? rc : -got;
}

int sl_source_lines(sl_stage *s, sl_str lines, uint64_t n) {
    struct sl_core *c = s->core;
    c->in += n;
    c->bytes_in += lines.n;
    sl_puts(&c->out, lines);
    c->done = c->out.n;
    c->emitted += n;
    return c->push_out && c->done >= c->limit ? c->push_out(s, false) : 0;
}

int sl_bad(sl_stage *s, uint64_t byte, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    int rc = sl_vfail(s->err, SL_EDATA, s->rec ? s->rec->file : NULL, s->rec ? s->rec->number : 0, byte, fmt, ap);
    va_end(ap);
    return rc;
}

void sl_source_amiss(sl_stage *s, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    sl_vfail(s->core->amiss, SL_EDATA, NULL, 0, 0, fmt, ap);
    va_end(ap);
}

int sl_usage(sl_stage *s, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    int rc = sl_vfail(s->err, SL_EUSAGE, NULL, 0, 0, fmt, ap);
    va_end(ap);
    return rc;
}

int sl_no_language(sl_stage *s, const char *lang, const char *file) {
    sl_buf known = {0};
    sl_data_languages(file, &known);
    *s->err = (sl_err){0};            /* what looking for the data had to say */
    int rc = lang ? sl_usage(s, "language '%s' is not known; known are: %s", lang, sl_buf_c(&known)) : sl_usage(s, "-l is needed: nl or en");
    sl_buf_free(&known);
    return rc;
}

bool sl_col(sl_str line, unsigned i, sl_str *out) {
    const char *end = line.p + line.n;
    for (;;) {
        sl_str c = sl_cut(&line, '\t');
        if (--i == 0) { *out = c; return true; }
        if (c.p + c.n == end) return false;
    }
}

int sl_cols(sl_stage *s, const sl_rec *r, sl_str *cols) {
    sl_str rest = r->line, c = {"", 0};
    const char *end = rest.p + rest.n;
    unsigned at = 0;
    for (unsigned i = 0; i < s->common->nfields; i++) {
        for (; at < s->common->fields[i]; at++) {
            if (at && c.p + c.n == end) return sl_bad(s, 0, "has %u columns; column %u is wanted", at, s->common->fields[i]);
            c = sl_cut(&rest, '\t');
        }
        cols[i] = c;
    }
    return 0;
}
