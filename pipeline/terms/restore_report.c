/* What restore writes of a line besides the line; see restore_report.h. */
#include "restore_report.h"
#include "sluis/json.h"

int restore_files_open(restore_files *f, const char *json, const char *retry, sl_err *e) {
    int rc = json ? sl_writer_open(&f->json, json, e) : 0;
    return rc == 0 && retry ? sl_writer_open(&f->retry, retry, e) : rc;
}

static int close_one(sl_writer **w, sl_err *e) {
    int rc = *w ? sl_writer_close(*w, e) : 0;
    *w = NULL;
    return rc;
}

int restore_files_close(restore_files *f, sl_err *e) {
    int rc = close_one(&f->json, e);
    return rc ? rc : close_one(&f->retry, e);
}

void restore_files_abort(restore_files *f) {
    if (f->json) sl_writer_abort(f->json);
    if (f->retry) sl_writer_abort(f->retry);
    sl_buf_free(&f->b);
    *f = (restore_files){0};
}

static sl_str piece(sl_str s, size_t start, size_t end) { return sl_slice(s.p + start, end - start); }

/* Status of a term: returned, repaired:RUNG, merged (doubled on the spot), duplicated, missing. */
static const char *status(const sl_restore_fate *f, const char **rung) {
    *rung = "";
    if (!f->times) return "missing";
    if (f->times > 1) return f->times == f->merged + 1 ? "merged" : "duplicated";
    if (f->rung <= SL_RUNG_TEXT) return "returned";
    *rung = sl_rung_names[f->rung];
    return "repaired";
}

static void put_cell(sl_buf *b, sl_str s) {
    sl_putc(b, '\t');
    for (size_t i = 0; i < s.n; i++) sl_putc(b, s.p[i] == '\t' ? ' ' : s.p[i]);
}

void restore_rows(const restore_line *l, sl_buf *b, void (*put)(void *ctx, sl_str row), void *ctx) {
    const char *rung;
    for (size_t i = 0; i < l->n; i++) {
        const sl_termmap_entry *t = &l->v[i];
        const sl_restore_fate *f = &l->r->fate[i];
        if (!sl_restore_is_term(t)) continue;
        sl_clear(b);
        sl_printf(b, "%u", t->id);
        put_cell(b, t->term);
        put_cell(b, t->target);
        sl_printf(b, "\t%s", status(f, &rung));
        if (*rung) sl_printf(b, ":%s", rung);
        put_cell(b, piece(l->in, f->start, f->end));
        put(ctx, sl_view(b));
    }
    for (size_t i = 0; i < l->r->unknowns; i++) {
        const sl_restore_unknown *u = &l->r->unknown[i];
        sl_clear(b);
        sl_printf(b, "%u\t\t\tunknown", u->id);
        put_cell(b, piece(l->in, u->start, u->end));
        put(ctx, sl_view(b));
    }
    sl_clear(b);
    sl_puts(b, SL_LIT("-\t\t\t"));
    sl_puts(b, l->verdict);
    sl_putc(b, '\t');
    put(ctx, sl_view(b));
}

static void put_string(sl_buf *b, const char *key, sl_str s) {
    sl_printf(b, "\"%s\": ", key);
    sl_json_put(b, s);
}

static void put_term(sl_buf *b, const restore_line *l, size_t i) {
    const sl_termmap_entry *t = &l->v[i];
    const sl_restore_fate *f = &l->r->fate[i];
    const char *rung, *what = status(f, &rung);
    sl_printf(b, "{\"id\": %u, ", t->id);
    put_string(b, "term", t->term);
    sl_puts(b, SL_LIT(", "));
    put_string(b, "target", t->target);
    sl_printf(b, ", \"status\": \"%s\", \"times\": %u", what, f->times);
    if (f->times) {
        sl_printf(b, ", \"rung\": \"%s\", ", sl_rung_names[f->rung]);
        put_string(b, "found", piece(l->in, f->start, f->end));
    }
    sl_putc(b, '}');
}

int restore_json(restore_files *f, const restore_line *l, sl_err *e) {
    sl_buf *b = &f->b;
    const char *comma = "";
    if (!f->json) return 0;
    sl_clear(b);
    sl_printf(b, "{\"line\": %llu, ", (unsigned long long)l->number);
    put_string(b, "verdict", l->verdict);
    sl_puts(b, SL_LIT(", \"terms\": ["));
    for (size_t i = 0; i < l->n; i++) {
        if (!sl_restore_is_term(&l->v[i])) continue;
        sl_puts(b, sl_cstr(comma));
        put_term(b, l, i);
        comma = ", ";
    }
    sl_printf(b, "], \"unknown\": [");
    for (size_t i = 0; i < l->r->unknowns; i++) {
        const sl_restore_unknown *u = &l->r->unknown[i];
        sl_printf(b, "%s{\"id\": %u, ", i ? ", " : "", u->id);
        put_string(b, "found", piece(l->in, u->start, u->end));
        sl_putc(b, '}');
    }
    sl_printf(b, "], \"articles\": %llu, \"spaces\": %llu}\n", (unsigned long long)l->r->articles, (unsigned long long)l->r->spaces);
    return sl_write(f->json, b->p, b->n, e);
}
