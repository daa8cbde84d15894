/* glossary check: does a translation keep to a glossary? */
#include "glossary_check.h"
#include "sluis/utf8.h"
#include <stdlib.h>

enum { FILES = PASS_TEXTS };
typedef struct {
    glossary_job *j;
    sl_lines *in[FILES];
    check_row *rows;
    check_sum sum;
    uint32_t doc;                    /* the current one, from 1 */
    sl_buf doc_name, told, pair;
    check_line line;                 /* the current row's overlap */
} check;

/* Reading: the files in step. */

static int ended(check *c, int which, uint64_t line) {
    const char *name = sl_lines_name(c->in[which]);
    return -sl_fail(c->j->s->err, SL_EDATA, name, 0, 0, "has only %llu lines, fewer than the files beside it", (unsigned long long)line);
}

/* One line; invalid bytes are an error, since a line that is dropped would put the files out of step. */
static int read_line(check *c, int which, sl_str *text) {
    sl_stage *s = c->j->s;
    sl_rec r = {.file = sl_lines_name(c->in[which])};
    int got = sl_lines_next(c->in[which], &r.line, s->err);
    if (got <= 0) return got;
    r.number = sl_lines_number(c->in[which]);
    if (which == PASS_SOURCE) sl_source_rec(s, &r);
    s->rec = &r;
    size_t bad = sl_utf8_valid(r.line.p, r.line.n);
    if (bad < r.line.n) got = -sl_bad(s, bad + 1, "invalid UTF-8 (0x%02X)", (unsigned char)r.line.p[bad]);
    s->rec = NULL;
    *text = r.line;
    return got;
}

static int read_row(void *ctx, pass_piece *p) {
    check *c = ctx;
    sl_str t[PASS_TEXTS] = {SL_LIT(""), SL_LIT(""), SL_LIT(""), SL_LIT("")};
    uint64_t before = c->j->tally[GLOSSARY_PAIRS];
    int there = -1;
    for (int i = 0; i < FILES; i++) {
        if (!c->in[i]) continue;
        int got = read_line(c, i, &t[i]);
        if (got < 0) return got;
        if (there < 0) there = got;
        else if (got != there) return ended(c, got ? PASS_SOURCE : i, before);
    }
    if (there <= 0) return there;
    c->j->tally[GLOSSARY_PAIRS]++;
    pass_put(p, before + 1, t);
    return 1;
}

/* Counting. */

static void end_line(check *c) {
    if (c->line.scored) c->sum.window += c->line.sum / c->line.scored, c->sum.lines++;
    c->line = (check_line){0};
}

/* Consistency: of a term that was found twice or more in a document and is there at least once: always, and by the same entry? */
static void end_doc(check_row *r, check_sum *sum) {
    if (r->doc_hits >= 2 && r->doc_there) {
        bool same = r->doc_there == r->doc_hits && !r->doc_varied;
        r->docs++, sum->docs++;
        r->same += same, sum->same += same;
    }
    r->doc_hits = r->doc_there = 0;
    r->doc_varied = false;
}

static void count_doc(check *c, check_row *r, bool right, uint32_t by) {
    if (r->doc != c->doc) end_doc(r, &c->sum), r->doc = c->doc;
    r->doc_hits++;
    if (!right) return;
    r->doc_varied |= r->doc_there && r->doc_by != by;
    r->doc_there++;
    r->doc_by = by;
}

/* With -r: where a target is not, or is and must not be. */
static void tell(check *c, const pass_piece *p, const pass_hit *h, const char *what) {
    sl_term t = sl_termbase_at(c->j->tb, h->term);
    if (!c->j->s->common->rejects) return;
    sl_clear(&c->told);
    sl_clear(&c->pair);
    sl_printf(&c->told, "%llu: %.*s: %.*s", (unsigned long long)p->rows[h->row].line, (int)t.source.n, t.source.p, (int)t.target.n, t.target.p);
    sl_puts(&c->pair, pass_text(p, h->row, PASS_SOURCE));
    sl_putc(&c->pair, '\t');
    sl_puts(&c->pair, pass_text(p, h->row, PASS_TARGET));
    sl_note(c->j->s, what, sl_view(&c->told), sl_view(&c->pair));
}

/* What a hit and those of the same source behind it come to. */
static void count_hit(check *c, const pass_piece *p, const pass_hit *h, size_t n) {
    const pass_hit *wanted = NULL, *right = NULL;
    bool confirmed = false;
    for (size_t i = 0; i < n; i++) {
        if (sl_termbase_at(c->j->tb, h[i].term).flags & SL_TERM_FORBIDDEN) continue;
        if (!wanted) wanted = &h[i];
        if (!right && h[i].there) right = &h[i];
        confirmed |= h[i].confirmed;
        if (h[i].scored) c->line.scored++, c->line.sum += h[i].window, c->rows[h[i].term].scored++, c->rows[h[i].term].window += h[i].window;
    }
    for (size_t i = 0; i < n; i++) {
        if (!(sl_termbase_at(c->j->tb, h[i].term).flags & SL_TERM_FORBIDDEN)) continue;
        bool used = h[i].there && !(right && h[i].start < right->end && right->start < h[i].end);
        c->rows[h[i].term].hits++;
        c->rows[h[i].term].forbidden += used;
        c->sum.forbidden += used;
        if (used) tell(c, p, &h[i], "forbidden");
    }
    if (!wanted) return;
    if (!right) tell(c, p, wanted, "missing");
    check_row *r = &c->rows[wanted->term];
    r->hits++, c->sum.hits++;
    r->right += right != NULL, c->sum.right += right != NULL;
    r->confirmed += confirmed, c->sum.confirmed += confirmed;
    r->kept += confirmed && right, c->sum.kept += confirmed && right;
    count_doc(c, r, right != NULL, right ? right->term : 0);
}

static void begin_row(check *c, const pass_piece *p, uint32_t row) {
    sl_str doc = pass_text(p, row, PASS_DOC);
    if (c->doc && sl_eq(doc, sl_view(&c->doc_name))) return;
    c->doc++;
    sl_clear(&c->doc_name);
    sl_puts(&c->doc_name, doc);
}

static int take(void *ctx, const pass_piece *p) {
    check *c = ctx;
    size_t i = 0;
    for (uint32_t row = 0; row < p->nrows; row++) {
        begin_row(c, p, row);
        while (i < p->nhits && p->hits[i].row == row) {
            size_t n = 1;
            while (i + n < p->nhits && p->hits[i + n].row == row && !p->hits[i + n].lead) n++;
            count_hit(c, p, &p->hits[i], n);
            i += n;
        }
        end_line(c);
    }
    return c->j->s->common->rejects ? sl_push_out(c->j->s) : 0;
}

static int open_all(check *c) {
    const glossary_asked *q = c->j->asked;
    const char *const names[FILES] = {q->source, q->mt, q->reference, q->docs};
    int rc = 0;
    for (int i = 0; rc == 0 && i < FILES; i++)
        if (names[i]) rc = sl_source_open(c->j->s, names[i], &c->in[i]);
    return rc;
}

static int finish(check *c) {
    const glossary_asked *q = c->j->asked;
    glossary_job *j = c->j;
    for (uint32_t i = 0; i < sl_termbase_count(j->tb); i++) end_doc(&c->rows[i], &c->sum);
    j->tally[GLOSSARY_HITS] = c->sum.hits;
    j->tally[GLOSSARY_THERE] = c->sum.right;
    int rc = check_report(j, c->rows, &c->sum);
    uint64_t of = q->reference ? c->sum.confirmed : c->sum.hits, right = q->reference ? c->sum.kept : c->sum.right;
    if (rc == 0 && (double)right * 100 < q->under * (double)of)
        sl_source_amiss(j->s, "%.2f %% of the terms are right, fewer than %g %%", (double)right * 100 / (double)of, q->under);
    return rc;
}

int glossary_check(glossary_job *j) {
    check c = {.j = j, .rows = sl_zalloc((sl_termbase_count(j->tb) + 1) * sizeof *c.rows)};
    pass_rules r = glossary_job_rules(j);
    r.read = read_row, r.take = take, r.ctx = &c;
    r.reference = j->asked->reference != NULL;
    r.window = (unsigned)j->asked->window;
    int rc = open_all(&c);
    if (rc == 0) rc = pass_run(&r);
    if (rc == 0) rc = finish(&c);
    for (int i = 0; i < FILES; i++)
        if (c.in[i]) sl_source_close(j->s, c.in[i]);
    free(c.rows);
    sl_buf_free(&c.doc_name);
    sl_buf_free(&c.told);
    sl_buf_free(&c.pair);
    return rc;
}
