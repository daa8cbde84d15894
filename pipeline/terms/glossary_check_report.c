/* What glossary check writes; see glossary_check.h. */
#include "glossary_check.h"
#include "sluis/json.h"

static void put_cell(sl_buf *b, sl_str s) {
    for (size_t i = 0; i < s.n; i++) sl_putc(b, s.p[i] == '\t' || s.p[i] == '\n' ? ' ' : s.p[i]);
    sl_putc(b, '\t');
}

static void put_share(sl_buf *b, double part, uint64_t of, const char *none) {
    if (of) sl_printf(b, "%.3f", part / (double)of);
    else sl_puts(b, sl_cstr(none));
}

/* The columns behind source and target; `-` where nothing is known. */
static void put_counts(sl_buf *b, bool reference, bool forbidden, const check_row *r, uint64_t used) {
    const unsigned long long hits = r->hits, right = r->right, confirmed = r->confirmed, kept = r->kept;
    if (forbidden) sl_printf(b, "%llu\t-\t-\t-\t-\t", hits);
    else {
        sl_printf(b, "%llu\t%llu\t", hits, right);
        put_share(b, (double)r->right, r->hits, "-");
        if (reference) sl_printf(b, "\t%llu\t%llu\t", confirmed, kept);
        else sl_puts(b, SL_LIT("\t-\t-\t"));
    }
    put_share(b, r->window, r->scored, "-");
    sl_printf(b, "\t%llu\t%llu\t%llu", (unsigned long long)used, (unsigned long long)r->docs, (unsigned long long)r->same);
}

static void json_string(sl_buf *b, const char *key, sl_str s) {
    sl_printf(b, "\"%s\": ", key);
    sl_json_put(b, s);
}

static int put_row(glossary_job *j, uint32_t i, const check_row *r) {
    sl_term t = sl_termbase_at(j->tb, i);
    sl_buf *out = sl_out(j->s);
    if (!r->hits) return 0;
    put_cell(out, t.source);
    put_cell(out, t.target);
    put_counts(out, j->asked->reference, t.flags & SL_TERM_FORBIDDEN, r, r->forbidden);
    sl_putc(out, '\t');
    glossary_job_place(j, &t, out);
    return sl_emit(j->s);
}

/* The sums, as a row of their own: the overlap is the mean of lines. */
static check_row total(const check_sum *s) {
    return (check_row){.hits = s->hits, .right = s->right, .confirmed = s->confirmed, .kept = s->kept, .scored = s->lines, .window = s->window, .docs = s->docs, .same = s->same};
}

static void json_counts(sl_buf *b, bool reference, bool forbidden, const check_row *r, uint64_t used) {
    sl_printf(b, "\"hits\": %llu, ", (unsigned long long)r->hits);
    if (!forbidden) {
        sl_printf(b, "\"right\": %llu, \"share\": ", (unsigned long long)r->right);
        put_share(b, (double)r->right, r->hits, "null");
        if (reference) {
            sl_printf(b, ", \"confirmed\": %llu, \"confirmed_right\": %llu, \"window\": ", (unsigned long long)r->confirmed, (unsigned long long)r->kept);
            put_share(b, r->window, r->scored, "null");
        }
        sl_printf(b, ", \"docs\": %llu, \"consistent\": %llu, ", (unsigned long long)r->docs, (unsigned long long)r->same);
    }
    sl_printf(b, "\"forbidden\": %llu}", (unsigned long long)used);
}

static void json_row(glossary_job *j, uint32_t i, const check_row *r, sl_buf *b) {
    sl_term t = sl_termbase_at(j->tb, i);
    sl_puts(b, SL_LIT("{"));
    json_string(b, "source", t.source);
    sl_puts(b, SL_LIT(", "));
    json_string(b, "target", t.target);
    sl_puts(b, SL_LIT(", "));
    json_string(b, "file", sl_cstr(sl_termbase_file(j->tb, t.file)));
    sl_printf(b, ", \"line\": %llu, ", (unsigned long long)t.line);
    json_counts(b, j->asked->reference, t.flags & SL_TERM_FORBIDDEN, r, r->forbidden);
}

static int json(glossary_job *j, const check_row *rows, const check_sum *sum) {
    sl_writer *w;
    sl_buf b = {0};
    check_row all = total(sum);
    const char *comma = "\n";
    int rc = sl_writer_open(&w, j->asked->json, j->s->err);
    if (rc) return rc;
    sl_printf(&b, "{\"lines\": %llu, \"total\": {", (unsigned long long)j->tally[GLOSSARY_PAIRS]);
    json_counts(&b, j->asked->reference, false, &all, sum->forbidden);
    sl_puts(&b, SL_LIT(",\n\"terms\": ["));
    for (uint32_t i = 0; rc == 0 && i < sl_termbase_count(j->tb); i++) {
        if (!rows[i].hits) continue;
        sl_puts(&b, sl_cstr(comma));
        json_row(j, i, &rows[i], &b);
        rc = sl_write(w, b.p, b.n, j->s->err);
        sl_clear(&b);
        comma = ",\n";
    }
    sl_puts(&b, SL_LIT("]}\n"));
    if (rc == 0) rc = sl_write(w, b.p, b.n, j->s->err);
    sl_buf_free(&b);
    if (rc == 0) return sl_writer_close(w, j->s->err);
    sl_writer_abort(w);
    return rc;
}

int check_report(glossary_job *j, const check_row *rows, const check_sum *sum) {
    check_row all = total(sum);
    int rc = sl_emit_str(j->s, SL_LIT("#source\ttarget\thits\tright\tshare\tconfirmed\tconfirmed-right\twindow\tforbidden\tdocs\tconsistent\tplace"));
    for (uint32_t i = 0; rc == 0 && i < sl_termbase_count(j->tb); i++) rc = put_row(j, i, &rows[i]);
    if (rc) return rc;
    sl_puts(sl_out(j->s), SL_LIT("#total\t\t"));
    put_counts(sl_out(j->s), j->asked->reference, false, &all, sum->forbidden);
    rc = sl_emit(j->s);
    return rc || !j->asked->json ? rc : json(j, rows, sum);
}
