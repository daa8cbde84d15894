/* Statistics as a table for people; see sluis/report.h. */
#include "sluis/report.h"
#include "sluis/utf8.h"
#include <stdio.h>

enum { WIDTH = 80, INDENT = 4 };
enum { STAGE, IN, OUT, DROPPED, COLUMNS };
static const char *const titles[COLUMNS] = {"stage", "in", "out", "dropped"};

static uint64_t sum(const sl_report_list *l) {
    uint64_t n = 0;
    for (size_t i = 0; i < l->n; i++) n += l->v[i].n;
    return n;
}

/* 1234567 as 1,234,567. */
static void put_number(sl_buf *b, uint64_t n) {
    char digits[24];
    int k = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n);
    for (int i = 0; i < k; i++) {
        if (i && (k - i) % 3 == 0) sl_putc(b, ',');
        sl_putc(b, digits[i]);
    }
}

/* "4.3 %" of a total, right-aligned to `width`; nothing for nothing. */
static void put_share(sl_buf *b, uint64_t n, uint64_t of, const char *before, int width, const char *behind) {
    double share = of ? 100.0 * (double)n / (double)of : 0;
    if (!n || !of) return;
    if (share < 0.05) sl_printf(b, "%s%*s %%%s", before, width, "<0.1", behind);
    else sl_printf(b, "%s%*.1f %%%s", before, width, share, behind);
}

/* A sink lets nothing out, and that is no loss. */
static bool lets_out(const sl_report_stage *s) { return s->n[SL_REPORT_OUT] || sum(&s->dropped) || !s->n[SL_REPORT_IN]; }

static void cell(const sl_report_stage *s, int column, sl_buf *b) {
    sl_clear(b);
    if (!s) sl_puts(b, sl_cstr(titles[column]));
    else if (column == STAGE) sl_puts(b, s->stage);
    else if (column == OUT && !lets_out(s)) sl_putc(b, '-');
    else put_number(b, column == IN ? s->n[SL_REPORT_IN] : column == OUT ? s->n[SL_REPORT_OUT] : sum(&s->dropped));
}

static size_t width_of(const sl_report_stage *s, int column, sl_buf *b) {
    cell(s, column, b);
    return sl_utf8_count(sl_view(b));
}

static void spaces(sl_buf *out, size_t n) { while (n--) sl_putc(out, ' '); }

static void row(const sl_report_stage *s, const size_t *width, sl_buf *cells, sl_buf *out) {
    for (int c = 0; c < COLUMNS; c++) {
        size_t pad = width[c] - width_of(s, c, cells);
        if (c != STAGE) spaces(out, pad + 2);
        sl_puts(out, sl_view(cells));
        if (c == STAGE) spaces(out, pad);
    }
    if (s) put_share(out, sum(&s->dropped), s->n[SL_REPORT_IN], "  ", 5, "");
    sl_putc(out, '\n');
}

/* A list as running text: "ratio 92 (2.1 %); identical 60 (1.4 %)". of = 0: no shares. */
static void details(const char *title, const sl_report_list *l, uint64_t of, sl_buf *word, sl_buf *out) {
    size_t at = 0;
    for (size_t i = 0; i < l->n; i++) {
        if (!l->v[i].n) continue;
        sl_clear(word);
        sl_printf(word, "%s%.*s ", at ? "" : title, (int)l->v[i].name.n, l->v[i].name.p);
        put_number(word, l->v[i].n);
        put_share(word, l->v[i].n, of, " (", 0, ")");
        size_t n = sl_utf8_count(sl_view(word));
        bool wrap = at && at + 2 + n > WIDTH - 1;        /* room for a ; */
        if (at) sl_puts(out, wrap ? SL_LIT(";\n") : SL_LIT("; "));
        if (!at || wrap) spaces(out, INDENT);
        at = (!at || wrap ? INDENT : at + 2) + n;
        sl_puts(out, sl_view(word));
    }
    if (at) sl_putc(out, '\n');
}

void sl_report_table(const sl_report *r, sl_buf *out) {
    size_t width[COLUMNS];
    sl_buf b = {0};
    if (!r->n) return;
    for (int c = 0; c < COLUMNS; c++) {
        width[c] = width_of(NULL, c, &b);
        for (size_t i = 0; i < r->n; i++) {
            size_t w = width_of(&r->v[i], c, &b);
            if (w > width[c]) width[c] = w;
        }
    }
    row(NULL, width, &b, out);
    for (size_t i = 0; i < r->n; i++) {
        const sl_report_stage *s = &r->v[i];
        row(s, width, &b, out);
        details("dropped: ", &s->dropped, s->n[SL_REPORT_IN], &b, out);
        details("", &s->counts, 0, &b, out);
    }
    sl_buf_free(&b);
}
