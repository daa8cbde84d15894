/* Reading a glossary, whatever it is; see sluis/glossary.h. */
#include "glossary_in.h"
#include "sluis/charset.h"
#include "sluis/utf8.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

enum { HEAD = 4096 };                    /* bytes from which the format is told */

static bool is_ink(char c) { return c > ' ' && c < 127; }

sl_str field_trim(sl_str s) {
    int32_t c;
    if (s.n && is_ink(s.p[0]) && is_ink(s.p[s.n - 1])) return s;
    size_t k;
    while (s.n && (k = (size_t)sl_utf8_next(s.p, s.n, &c), sl_is_space(c))) s.p += k, s.n -= k;
    while (s.n && (k = (size_t)sl_utf8_prev(s.p, s.n, &c), sl_is_space(c))) s.n -= k;
    return s;
}

static int drop(intake *in, const sl_err *why) {
    if (!in->rules->drop) { *in->e = *why; return why->code; }
    in->counts.dropped++;
    if (in->rules->dropped) in->rules->dropped(in->rules->ctx, why);
    return 0;
}

int intake_bad(intake *in, uint64_t line, uint64_t byte, const char *fmt, ...) {
    sl_err why = {0};
    va_list ap;
    va_start(ap, fmt);
    sl_vfail(&why, SL_EDATA, in->path, line, byte, fmt, ap);
    va_end(ap);
    return drop(in, &why);
}

void intake_flag(intake *in, uint64_t line, sl_str flag, sl_str source) {
    sl_err what = {0};
    sl_fail(&what, SL_EDATA, in->path, line, 0, "unknown flag '%.*s'", flag.n < 40 ? (int)flag.n : 40, flag.p);
    if (!in->counts.flags++)
        snprintf(in->counts.first_flag, sizeof in->counts.first_flag, "%.200s:%llu: %.100s", in->path, (unsigned long long)line, what.msg);
    if (in->rules->ignored) in->rules->ignored(in->rules->ctx, &what, source);
}

/* Is the wanted domain the entry's, or one of its domains (; or , between)? */
static bool in_domain(sl_str all, const char *wanted) {
    size_t n = strlen(wanted);
    if (!all.n) return true;
    while (all.n) {
        size_t k = 0;
        while (k < all.n && all.p[k] != ';' && all.p[k] != ',') k++;
        sl_str one = field_trim(sl_slice(all.p, k));
        if (one.n == n && !strncasecmp(one.p, wanted, n)) return true;
        k += k < all.n;
        all = sl_slice(all.p + k, all.n - k);
    }
    return false;
}

static bool has_break(sl_str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ') return true;
    return false;
}

static bool is_gap(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/* Append the field with one space for each run of white space that holds a line end or TAB. False: it holds a NUL. */
static bool flatten(sl_buf *b, sl_str s) {
    for (size_t i = 0, j; i < s.n; i = j) {
        if (!s.p[i]) return false;
        for (j = i; j < s.n && is_gap(s.p[j]); j++) continue;
        if (j == i) sl_putc(b, s.p[j++]);
        else if (has_break(sl_slice(s.p + i, j - i))) sl_putc(b, ' ');
        else sl_put(b, s.p + i, j - i);
    }
    return true;
}

/* Fields as they are to be stored. False: a NUL. */
static bool clean(intake *in, sl_term *t) {
    sl_str *const fields[] = {&t->source, &t->target, &t->domain, &t->note, &t->variants};
    enum { N = sizeof fields / sizeof *fields };
    size_t starts[N + 1] = {0};
    sl_clear(&in->scratch);
    for (int i = 0; i < N; i++) {
        if (!fields[i]->p) *fields[i] = SL_LIT("");
        *fields[i] = field_trim(*fields[i]);
        if (has_break(*fields[i]) && !flatten(&in->scratch, *fields[i])) return false;
        starts[i + 1] = in->scratch.n;
    }
    for (int i = 0; i < N; i++)              /* placed when the buffer has its size */
        if (starts[i + 1] > starts[i]) *fields[i] = sl_slice(in->scratch.p + starts[i], starts[i + 1] - starts[i]);
    return true;
}

int intake_add(intake *in, const sl_term *given, uint64_t line) {
    sl_term t = *given;
    sl_err why = {0};
    if (!clean(in, &t)) return intake_bad(in, line, 0, "a NUL in a field");
    if (in->rules->domain && !in_domain(t.domain, in->rules->domain)) { in->added++; return 0; }
    if (sl_termbase_add(in->tb, &t, in->path, line, &why)) return drop(in, &why);
    in->added++;
    return 0;
}

/* Do the bytes, with NULs and a mark passed over, begin as one of our XML formats does? */
static bool begins_xml(sl_str head) {
    static const char *const starts[] = {"<?xml", "<!doctype", "<!--", "<tmx", "<tbx", "<martif"};
    char text[16];
    size_t n = 0;
    for (size_t i = 0; i < head.n && n < sizeof text - 1; i++) {
        unsigned char c = (unsigned char)head.p[i];
        if (c && c < 0x80 && (n || c > ' ')) text[n++] = (char)c;
        else if (n && c >= 0x80) break;
    }
    text[n] = 0;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (!strncasecmp(text, starts[i], strlen(starts[i]))) return true;
    return false;
}

static int read_head(sl_reader *r, sl_buf *head, sl_err *e) {
    size_t got = 1;
    int rc = 0;
    while (rc == 0 && got && head->n < HEAD) rc = sl_read(r, head, HEAD, &got, e);
    return rc;
}

static void sum(sl_glossary_counts *to, const sl_glossary_counts *from) {
    to->rows += from->rows, to->dropped += from->dropped, to->alone += from->alone;
    if (!to->flags) memcpy(to->first_flag, from->first_flag, sizeof to->first_flag);
    to->flags += from->flags;
    for (unsigned i = 0; i < from->ntags; i++) {
        unsigned k = 0;
        while (k < to->ntags && strcmp(to->tags[k].tag, from->tags[i].tag)) k++;
        if (k == SL_GLOSSARY_TAGS) continue;
        if (k == to->ntags) to->tags[to->ntags++] = from->tags[i];
        else to->tags[k].n += from->tags[i].n;
    }
}

/* Entries, but none of use: mostly the languages are other ones. */
static int none_of_use(intake *in) {
    sl_buf b = {0};
    for (unsigned i = 0; i < in->counts.ntags && i < 8; i++) sl_printf(&b, "%s%s", i ? ", " : "", in->counts.tags[i].tag);
    int rc = sl_fail(in->e, SL_EDATA, in->path, 0, 0, "no entry has a term in %s and one in %s%s%s", in->from, in->to, b.n ? "; languages there: " : "",
                     b.n ? sl_buf_c(&b) : "");
    sl_buf_free(&b);
    return rc;
}

static int load(intake *in, sl_reader *r) {
    sl_buf head = {0};
    int rc = read_head(r, &head, in->e);
    if (rc == 0) rc = (begins_xml(sl_view(&head)) ? read_xml : read_rows)(in, r, &head);
    sl_buf_free(&head);
    if (rc == 0 && !in->added && in->counts.alone) rc = none_of_use(in);
    return rc;
}

int sl_termbase_load(sl_termbase *tb, const char *path, const sl_glossary_rules *rules, sl_err *e) {
    static const sl_glossary_rules usual = {0};
    sl_reader *r;
    if (!rules) rules = &usual;
    intake in = {.tb = tb, .rules = rules, .from = rules->from ? rules->from : "nl", .to = rules->to ? rules->to : "en", .path = path, .e = e,
                 .now = {.domain = SL_LIT(""), .note = SL_LIT("")}};
    int rc = sl_reader_open(&r, path, e);
    if (rc) return rc;
    rc = load(&in, r);
    sl_reader_close(r);
    if (rules->counts) sum(rules->counts, &in.counts);
    sl_arena_free(&in.now.text);
    free(in.now.v);
    sl_buf_free(&in.scratch);
    return rc;
}
