/* Delimited text, as RFC 4180 has it, and as spreadsheets write it with TABs; see glossary_csv.h. */
#include "glossary_csv.h"
#include <stdlib.h>

static const char marks[] = {'\t', '|', ';', ','};
enum { MARKS = sizeof marks };

static bool is_mark(char c) { return memchr(marks, c, MARKS); }

/* Which delimiters the line has; those inside quotes around a field don't count, TABs always do. A quote elsewhere is none: 5" */
static void marks_of(sl_str line, bool *seen) {
    bool quoted = false;
    for (size_t i = 0; i < line.n; i++) {
        char c = line.p[i];
        if (c == '"' && !quoted) quoted = i == 0 || is_mark(line.p[i - 1]);
        else if (c == '"') quoted = i + 1 < line.n && !is_mark(line.p[i + 1]) && line.p[i + 1] != ' ';
        for (int k = 0; k < MARKS; k++) seen[k] |= c == marks[k] && (!quoted || k == 0);
    }
}

char csv_delimiter(sl_str lines) {
    size_t with[MARKS] = {0};
    int best = 0;
    while (lines.n) {
        bool seen[MARKS] = {false};
        marks_of(sl_cut(&lines, '\n'), seen);
        for (int k = 0; k < MARKS; k++) with[k] += seen[k];
    }
    for (int k = 1; k < MARKS; k++)
        if (with[k] > with[best]) best = k;
    return marks[best];
}

static void push(csv_row *r, sl_str s, bool escaped) {
    r->f = sl_grow(r->f, &r->cap, r->n + 1, sizeof *r->f);
    r->escaped = sl_grow(r->escaped, &r->escaped_cap, r->n + 1, sizeof *r->escaped);
    r->escaped[r->n] = escaped;
    r->f[r->n++] = s;
}

/* Quotes that are doubled become single ones, in memory of the row's size so that nothing moves. */
static void unescape(csv_row *r, size_t bytes) {
    sl_clear(&r->plain);
    sl_need(&r->plain, bytes + 1);
    for (size_t i = 0; i < r->n; i++) {
        if (!r->escaped[i]) continue;
        size_t at = r->plain.n;
        for (size_t k = 0; k < r->f[i].n; k++) {
            sl_putc(&r->plain, r->f[i].p[k]);
            k += r->f[i].p[k] == '"';
        }
        r->f[i] = sl_slice(r->plain.p + at, r->plain.n - at);
    }
}

/* The text of a field between quotes that holds them doubled or not at all. */
static bool inside_quotes(sl_str s, sl_str *inner, bool *escaped) {
    *escaped = false;
    if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"') return false;
    *inner = sl_slice(s.p + 1, s.n - 2);
    for (size_t i = 0; i < inner->n; i++) {
        if (inner->p[i] != '"') continue;
        if (++i == inner->n || inner->p[i] != '"') return false;
        *escaped = true;
    }
    return true;
}

/* Between TABs a quote is a quote only around a whole field; so none can be wrong. */
static size_t tab_row(csv_row *r, sl_str line) {
    size_t bytes = line.n + 1;
    bool any = false, escaped;
    while (true) {
        bool last = !memchr(line.p, '\t', line.n);
        sl_str f = sl_cut(&line, '\t'), inner;
        if (f.n && *f.p == '"' && inside_quotes(f, &inner, &escaped)) {
            r->quoted |= !r->n;
            any |= escaped;
            push(r, inner, escaped);
        } else push(r, f, false);
        if (last) break;
    }
    if (any) unescape(r, bytes);
    return bytes;
}

typedef enum { FIELD_NEXT, FIELD_LAST, FIELD_BAD, FIELD_OPEN } field_end;

/* A field that begins with a quote at text[*at]. */
static field_end quoted_field(csv_row *r, sl_str text, size_t *at, char delimiter, bool *any) {
    size_t from = *at + 1, i = from;
    bool escaped = false;
    const char *q;
    while ((q = memchr(text.p + i, '"', text.n - i))) {
        i = (size_t)(q - text.p) + 1;
        if (i == text.n || text.p[i] != '"') break;
        escaped = true;
        i++;
    }
    if (!q) return FIELD_OPEN;
    push(r, sl_slice(text.p + from, i - 1 - from), escaped);
    *any |= escaped;
    while (i < text.n && (text.p[i] == ' ' || text.p[i] == '\r')) i++;
    *at = i + 1;
    if (i == text.n || text.p[i] == '\n') return FIELD_LAST;
    return text.p[i] == delimiter ? FIELD_NEXT : FIELD_BAD;
}

static field_end plain_field(csv_row *r, sl_str text, size_t *at, char delimiter) {
    size_t i = *at;
    while (i < text.n && text.p[i] != delimiter && text.p[i] != '\n') i++;
    push(r, sl_slice(text.p + *at, i - *at), false);
    *at = i + 1;
    return i < text.n && text.p[i] == delimiter ? FIELD_NEXT : FIELD_LAST;
}

static size_t csv_line(csv_row *r, sl_str text, char delimiter, bool end) {
    size_t at = 0, i;
    bool any = false;
    field_end how = FIELD_NEXT;
    while (how == FIELD_NEXT) {
        for (i = at; i < text.n && text.p[i] == ' ' && delimiter != ' '; i++) continue;
        if (i < text.n && text.p[i] == '"') {
            r->quoted |= !r->n;
            at = i;
            how = quoted_field(r, text, &at, delimiter, &any);
        } else how = plain_field(r, text, &at, delimiter);
    }
    if (how == FIELD_OPEN && !end) return 0;
    if (how == FIELD_OPEN) r->bad = "a quote that is never closed";
    if (how == FIELD_BAD) r->bad = "text behind a closing quote";
    if (r->bad) return sl_cut(&text, '\n').n + 1;
    if (any) unescape(r, at);
    return at;
}

size_t csv_next(csv_row *r, sl_str text, char delimiter, bool end) {
    r->n = 0, r->bad = NULL, r->quoted = false;
    size_t used = delimiter == '\t' ? tab_row(r, sl_cut(&(sl_str){text.p, text.n}, '\n')) : csv_line(r, text, delimiter, end);
    return used < text.n ? used : text.n;
}

void csv_free(csv_row *r) {
    free(r->f);
    free(r->escaped);
    sl_buf_free(&r->plain);
    *r = (csv_row){0};
}

void csv_put(sl_str s, char delimiter, bool always, sl_buf *out) {
    bool quote = always || (s.n && (*s.p == ' ' || *s.p == '"' || *s.p == '#' || s.p[s.n - 1] == ' '));
    for (size_t i = 0; i < s.n && !quote; i++)
        quote = s.p[i] == '\n' || s.p[i] == '\r' || s.p[i] == delimiter || (delimiter != '\t' && strchr("\t,;|\"", s.p[i]));
    if (quote) sl_putc(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (quote && s.p[i] == '"') sl_putc(out, '"');
        sl_putc(out, s.p[i]);
    }
    if (quote) sl_putc(out, '"');
}
