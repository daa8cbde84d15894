/* A table whose lines hold a pair of documents each: two columns of base64, a sentence a line within; see flow.h. */
#include "base64.h"
#include "flow.h"
#include "sluis/utf8.h"
#include <stdio.h>

static sl_align_flow *flow(const sl_stage *s) { return s->self; }

typedef struct { sl_str name[2]; unsigned at[2]; } columns;      /* at: from 1; 0: to be found in the header */

static unsigned number_of(sl_str s) {
    unsigned n = 0;
    for (size_t k = 0; k < s.n; k++) {
        if (s.p[k] < '0' || s.p[k] > '9' || n > 100000) return 0;
        n = n * 10 + (unsigned)(s.p[k] - '0');
    }
    return n;
}

static columns wanted(const char *list) {
    sl_str rest = sl_cstr(list);
    columns c;
    for (unsigned k = 0; k < 2; k++) {
        c.name[k] = sl_cut(&rest, ',');
        c.at[k] = number_of(c.name[k]);
    }
    return c;
}

/* The first line, when columns go by name. */
static int read_header(sl_stage *s, sl_str line, columns *c) {
    sl_str rest = line;
    for (unsigned i = 1; rest.n; i++) {
        sl_str name = sl_cut(&rest, '\t');
        for (unsigned k = 0; k < 2; k++)
            if (!c->at[k] && sl_eq(name, c->name[k])) c->at[k] = i;
    }
    for (unsigned k = 0; k < 2; k++)
        if (!c->at[k])
            return sl_bad(s, 0, "the first line names no column '%.*s'; --columns takes other names, or numbers", (int)(c->name[k].n < 100 ? c->name[k].n : 100),
                          c->name[k].p);
    sl_puts(&flow(s)->header, line);
    return 0;
}

/* A TAB would end the column. */
static void add_lines(sl_held *to, sl_str text) {
    while (text.n) {
        char number[24];
        sl_str line = sl_cut(&text, '\n');
        int n = snprintf(number, sizeof number, "%zu", to->n + 1);
        if (line.n && line.p[line.n - 1] == '\r') line.n--;
        sl_held_add(to, line, sl_slice(number, (size_t)n), sl_slice("", 0), 0);
    }
    for (size_t k = 0; k < to->bytes.n; k++)
        if (to->bytes.p[k] == '\t') to->bytes.p[k] = ' ';
}

static int drop_row(sl_stage *s, const char *why) {
    sl_align_flow *w = flow(s);
    sl_notice_add(&w->notices, SL_SAY_ROW, 0, s->rec->file, s->rec->number, sl_slice("", 0));
    sl_pair_drop_line(sl_jobs_pair(w->jobs), SL_NO_TEXT, why, s->rec->line);
    return 0;
}

/* One side from its column. 1: it is there; 0: the line was dropped; else minus a code. */
static int side_of(sl_stage *s, unsigned k, sl_str column, sl_held *to) {
    static const char *const broken[] = {"nl: no base64", "en: no base64"};
    sl_align_flow *w = flow(s);
    sl_clear(&w->text);
    if (sl_base64_decode(column, &w->text)) return drop_row(s, broken[k]);
    sl_str text = sl_view(&w->text);
    int rc = sl_align_utf8(s, &text);
    if (rc <= 0) return rc;
    add_lines(to, text);
    return 1;
}

/* The two columns, and all others as they are. */
static bool cut_row(sl_str line, const columns *c, sl_str side[2], sl_buf *others) {
    unsigned found = 0;
    const char *end = line.p + line.n;
    sl_clear(others);
    for (unsigned i = 1;; i++) {
        sl_str col = sl_cut(&line, '\t');
        if (i == c->at[0] || i == c->at[1]) {
            side[i == c->at[1]] = col;
            found++;
        } else {
            sl_putc(others, '\t');
            sl_puts(others, col);
        }
        if (col.p + col.n == end) return found == 2;
    }
}

static int row(sl_stage *s, const columns *c) {
    static const char *const missing = "columns are missing";
    sl_align_flow *w = flow(s);
    sl_pair *p = sl_jobs_pair(w->jobs);
    sl_str side[2], all = s->rec->line;
    int valid = sl_align_utf8(s, &all);
    if (valid <= 0) return -valid;
    if (all.p != s->rec->line.p) {               /* repaired; the next repair would take its place */
        sl_clear(&w->line);
        sl_puts(&w->line, all);
        all = sl_view(&w->line);
    }
    if (!cut_row(all, c, side, &p->meta)) return drop_row(s, missing);
    for (unsigned k = 0; k < 2; k++) {
        int rc = side_of(s, k, side[k], &p->side[k]);
        if (rc <= 0) {
            sl_held_clear(&p->side[0]);
            sl_held_clear(&p->side[1]);
            return -rc;
        }
    }
    for (unsigned k = 0; k < 2; k++) s->count[SL_SENTENCES + k] += p->side[k].n;
    sl_printf(&p->name, "%llu", (unsigned long long)s->rec->number);
    return sl_align_give(s, s->rec->file);
}

/* Tables that were put one behind the other have their header more than once. */
static int line(sl_stage *s, columns *c, const sl_rec *r) {
    sl_align_flow *w = flow(s);
    int rc;
    if (w->header.n && sl_eq(sl_unmarked(r->line), sl_view(&w->header))) return 0;
    if (c->at[0] && c->at[1]) {
        sl_source_rec(s, r);
        rc = row(s, c);
        if (rc == 0 && sl_pair_full(sl_jobs_pair(w->jobs))) rc = sl_jobs_give(w->jobs);
    } else {
        s->rec = r;
        rc = read_header(s, r->line, c);
    }
    s->rec = NULL;
    return rc;
}

int sl_table_run(sl_stage *s) {
    sl_align_flow *w = flow(s);
    columns c = wanted(((const sl_align_conf *)s->conf)->columns);
    sl_rec r = {.file = s->inputs[0].path};
    int got = 0, rc = sl_align_open(s, r.file, &w->table);
    if (rc) return rc;
    while (rc == 0 && (got = sl_align_next(s, w->table, &r.line)) > 0) {
        r.number = sl_lines_number(w->table);
        if (r.number == 1) r.line = sl_unmarked(r.line);
        rc = line(s, &c, &r);
    }
    return rc ? rc : -got;
}
