/* glossary audit: in a bitext, how often is an entry's target there when its source is? */
#include "glossary_instead.h"
#include "glossary_job.h"
#include "sluis/data.h"
#include "sluis/glossary.h"
#include <math.h>
#include <stdlib.h>

enum { ROOM = 64 << 20 };            /* for samples of misses */
typedef enum { KEEP, UNSURE, FEW, UNUSED, FORBIDDEN, DROP, RETARGET } verdict;
static const char *const verdict_names[] = {"keep", "unsure", "few", "unused", "forbidden", "drop", "retarget"};

typedef struct { uint64_t hits, there; instead_sample *instead; } row;
typedef struct {
    glossary_job *j;
    unsigned columns[2];
    size_t next; sl_lines *in;       /* of the corpora */
    row *rows;
    size_t room;
    instead_judge judge;
    instead_sketch *counts;          /* of each thread */
    instead_sketch all;
    sl_buf line;
    sl_glossary_writer format;
    sl_writer *files[2];             /* what is kept, what is dropped */
    bool given[2];
} audit;

/* Reading. */

static int bad_row(audit *a, const sl_rec *r, const char *why) {
    sl_stage *s = a->j->s;
    a->j->tally[GLOSSARY_ROW]++;
    return s->common->on_error == SL_DROP ? sl_drop_line(s, a->j->drop_rule, why, r->line) : sl_bad(s, 0, "%s", why);
}

/* A line of the bitext: 1 when it became a row, 0 when it did not, else minus an error. */
static int take_line(audit *a, const sl_rec *r, pass_piece *p) {
    sl_str t[PASS_TEXTS] = {SL_LIT(""), SL_LIT(""), SL_LIT(""), SL_LIT("")}, line = r->line;
    int rc = sl_source_utf8(a->j->s, &line);
    if (rc <= 0) return rc;
    if (!sl_col(line, a->columns[0], &t[PASS_SOURCE]) || !sl_col(line, a->columns[1], &t[PASS_TARGET])) return -bad_row(a, r, "a column of the pair is missing");
    a->j->tally[GLOSSARY_PAIRS]++;
    bool empty = !t[PASS_SOURCE].n || !t[PASS_TARGET].n;
    a->j->tally[GLOSSARY_EMPTY] += empty;
    if (!empty) pass_put(p, r->number, t);
    return !empty;
}

static int read_row(void *ctx, pass_piece *p) {
    audit *a = ctx;
    sl_stage *s = a->j->s;
    for (int got = 0;;) {
        if (!a->in) {
            if (a->next == a->j->asked->corpus.n) return 0;
            int rc = sl_source_open(s, a->j->asked->corpus.v[a->next++], &a->in);
            if (rc) return -rc;
        }
        sl_rec r = {.file = sl_lines_name(a->in)};
        got = sl_lines_next(a->in, &r.line, s->err);
        if (got < 0) return got;
        if (got == 0) { sl_source_close(s, a->in); a->in = NULL; continue; }
        r.number = sl_lines_number(a->in);
        sl_source_rec(s, &r);
        got = take_line(a, &r, p);
        sl_source_rec(s, NULL);
        if (got) return got;
    }
}

/* Counting. */

static void look(void *ctx, unsigned worker, const sl_attest *words) { instead_count(&((audit *)ctx)->counts[worker], words); }

/* Of the entries of one source that were found together: is the target of any there? */
static bool any_there(const audit *a, const pass_piece *p, size_t i) {
    for (size_t k = i; k < p->nhits && p->hits[k].row == p->hits[i].row && (k == i || !p->hits[k].lead); k++)
        if (p->hits[k].there && !(sl_termbase_at(a->j->tb, p->hits[k].term).flags & SL_TERM_FORBIDDEN)) return true;
    return false;
}

static int take(void *ctx, const pass_piece *p) {
    audit *a = ctx;
    for (size_t i = 0; i < p->nhits; i++) {
        const pass_hit *h = &p->hits[i];
        row *r = &a->rows[h->term];
        r->hits++;
        r->there += h->there;
        a->j->tally[GLOSSARY_HITS] += h->lead;
        a->j->tally[GLOSSARY_THERE] += h->lead && any_there(a, p, i);
        if (!h->there) instead_miss(&r->instead, pass_text(p, h->row, PASS_TARGET), &a->room);
    }
    return 0;
}

/* Judging. */

/* Wilson's interval of a share of n, at 95 %. */
static void interval(uint64_t k, uint64_t n, double *low, double *high) {
    double z = 1.959964, p = (double)k / (double)n, d = 1 + z * z / (double)n;
    double mid = p + z * z / (2 * (double)n), half = z * sqrt(p * (1 - p) / (double)n + z * z / (4 * (double)n * (double)n));
    *low = k ? (mid - half) / d : 0;
    *high = k < n ? (mid + half) / d : 1;
}

static verdict judge(const audit *a, const row *r, const sl_term *t, double high, double low, double instead) {
    const glossary_asked *q = a->j->asked;
    if (t->flags & SL_TERM_FORBIDDEN) return FORBIDDEN;
    if (r->hits < (uint64_t)q->min_hits) return r->hits ? FEW : UNUSED;
    if (low >= q->min_share) return KEEP;
    if (high >= q->min_share) return UNSURE;
    return instead >= q->min_share ? RETARGET : DROP;
}

static void put_cell(sl_buf *b, sl_str s) {
    for (size_t i = 0; i < s.n; i++) sl_putc(b, s.p[i] == '\t' || s.p[i] == '\n' ? ' ' : s.p[i]);
    sl_putc(b, '\t');
}

static void put_instead(sl_buf *b, const instead_one *best, size_t n) {
    for (size_t i = 0; i < n; i++) sl_printf(b, "%s%.*s=%.2f", i ? ";" : "", (int)best[i].text.n, best[i].text.p, best[i].share);
}

/* The entry goes where its verdict says; one to re-target with what to write instead as its note. */
static int sort_out(audit *a, sl_term t, verdict v, sl_str instead) {
    int to = v >= DROP;
    if (!a->given[to]) return 0;
    sl_buf note = {0};
    if (v == RETARGET) {
        sl_puts(&note, SL_LIT("instead: "));
        sl_puts(&note, instead);
        t.note = sl_view(&note);
    }
    sl_clear(&a->line);
    sl_glossary_put(&a->format, &t, &a->line);
    sl_buf_free(&note);
    return sl_write(a->files[to], a->line.p, a->line.n, a->j->s->err);
}

static int judge_entry(audit *a, uint32_t i) {
    const row *r = &a->rows[i];
    sl_term t = sl_termbase_at(a->j->tb, i);
    instead_one best[INSTEAD_BEST];
    double low = 0, high = 1;
    size_t n = instead_best(&a->judge, r->instead, r->hits - r->there, best);
    if (r->hits) interval(r->there, r->hits, &low, &high);
    verdict v = judge(a, r, &t, high, low, n ? best[0].share : 0);
    sl_buf *out = sl_out(a->j->s);
    put_cell(out, t.source);
    put_cell(out, t.target);
    sl_printf(out, "%llu\t%llu\t", (unsigned long long)r->hits, (unsigned long long)r->there);
    if (r->hits) sl_printf(out, "%.3f\t%.3f\t%.3f\t%s\t", (double)r->there / (double)r->hits, low, high, verdict_names[v]);
    else sl_printf(out, "-\t-\t-\t%s\t", verdict_names[v]);
    put_instead(out, best, n);
    sl_putc(out, '\t');
    glossary_job_place(a->j, &t, out);
    int rc = sl_emit(a->j->s);
    return rc ? rc : sort_out(a, t, v, n ? best[0].text : SL_LIT(""));
}

static int report(audit *a) {
    const uint64_t *n = a->j->tally;
    sl_buf hold = {0};
    sl_str stops = SL_LIT("");
    int rc = sl_language_is(sl_cstr(a->j->to), "en") ? sl_data("en/stopwords.txt", a->j->s->common->data, &hold, &stops, a->j->s->err) : 0;
    a->judge = (instead_judge){.en = a->j->english, .all = &a->all, .lines = n[GLOSSARY_PAIRS], .stops = stops};
    if (rc == 0) rc = sl_emit_str(a->j->s, SL_LIT("#source\ttarget\thits\tthere\tshare\tlow\thigh\tverdict\tinstead\tplace"));
    for (unsigned i = 0; i < (unsigned)a->j->s->common->jobs; i++) instead_add(&a->all, &a->counts[i]);
    for (uint32_t i = 0; rc == 0 && i < sl_termbase_count(a->j->tb); i++) rc = judge_entry(a, i);
    sl_buf_free(&hold);
    if (rc) return rc;
    sl_printf(sl_out(a->j->s), "#total\t\t%llu\t%llu\t", (unsigned long long)n[GLOSSARY_HITS], (unsigned long long)n[GLOSSARY_THERE]);
    if (n[GLOSSARY_HITS]) sl_printf(sl_out(a->j->s), "%.3f", (double)n[GLOSSARY_THERE] / (double)n[GLOSSARY_HITS]);
    else sl_putc(sl_out(a->j->s), '-');
    return sl_emit(a->j->s);
}

/* Opening and closing. */

static bool read_columns(const char *text, unsigned columns[2]) {
    char *end;
    unsigned long one = strtoul(text, &end, 10), two = *end == ',' ? strtoul(end + 1, &end, 10) : 0;
    columns[0] = (unsigned)one, columns[1] = (unsigned)two;
    return !*end && one >= 1 && two >= 1 && one <= 1000000 && two <= 1000000 && one != two;
}

static int open_files(audit *a) {
    const char *const names[] = {a->j->asked->keep, a->j->asked->drop};
    int rc = 0;
    a->format = (sl_glossary_writer){.from = a->j->from, .to = a->j->to};
    for (int i = 0; rc == 0 && i < 2; i++) {
        if (!names[i]) continue;
        rc = sl_writer_open(&a->files[i], names[i], a->j->s->err);
        a->given[i] = rc == 0;
        sl_clear(&a->line);
        sl_glossary_put_head(&a->format, &a->line);
        if (rc == 0) rc = sl_write(a->files[i], a->line.p, a->line.n, a->j->s->err);
    }
    return rc;
}

/* Both get their names or none does. */
static int close_files(audit *a, int rc) {
    sl_writer *w[2];
    size_t n = 0;
    for (int i = 0; i < 2; i++)
        if (a->given[i]) w[n++] = a->files[i];
    for (size_t i = 0; rc == 0 && i < n; i++) rc = sl_writer_finish(w[i], a->j->s->err);
    if (rc == 0) return sl_writer_commit(w, n, a->j->s->err);
    for (size_t i = 0; i < n; i++) sl_writer_abort(w[i]);
    return rc;
}

static void audit_free(audit *a) {
    for (uint32_t i = 0; a->rows && i < sl_termbase_count(a->j->tb); i++) instead_sample_free(a->rows[i].instead);
    for (unsigned i = 0; a->counts && i < (unsigned)a->j->s->common->jobs; i++) free(a->counts[i].cells);
    free(a->rows);
    free(a->counts);
    free(a->all.cells);
    instead_judge_free(&a->judge);
    sl_buf_free(&a->line);
    if (a->in) sl_source_close(a->j->s, a->in);
}

int glossary_audit(glossary_job *j) {
    audit a = {.j = j, .room = ROOM};
    if (!read_columns(j->asked->columns, a.columns)) return sl_usage(j->s, "--columns takes two of them, as in 1,2");
    int rc = open_files(&a);
    a.rows = sl_zalloc((sl_termbase_count(j->tb) + 1) * sizeof *a.rows);
    a.counts = sl_zalloc((size_t)j->s->common->jobs * sizeof *a.counts);
    pass_rules r = glossary_job_rules(j);
    r.read = read_row, r.look = look, r.take = take, r.ctx = &a;
    if (rc == 0) rc = pass_run(&r);
    if (rc == 0) rc = report(&a);
    rc = close_files(&a, rc);
    audit_free(&a);
    return rc;
}
