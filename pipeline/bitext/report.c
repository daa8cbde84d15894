/* Statistics read back and added up; see sluis/report.h. */
#include "sluis/report.h"
#include <stdlib.h>

#define MAX_NAMES 1000        /* in one list: names are looked for one by one */

/* Reading. */

typedef struct { sl_str rest; const char *start, *file; uint64_t number; sl_err *e; } parser;

static int bad(const parser *p, const char *what) {
    return sl_fail(p->e, SL_EDATA, p->file, p->number, (uint64_t)(p->rest.p - p->start) + 1, "%s", what);
}

static void skip_space(parser *p) {
    while (p->rest.n && (*p->rest.p == ' ' || *p->rest.p == '\t' || *p->rest.p == '\r')) p->rest.p++, p->rest.n--;
}

static bool take(parser *p, char c) {
    skip_space(p);
    if (!p->rest.n || *p->rest.p != c) return false;
    p->rest.p++, p->rest.n--;
    return true;
}

static int expect(parser *p, char c, const char *what) { return take(p, c) ? 0 : bad(p, what); }

static int string(parser *p, sl_str *out) {
    if (!take(p, '"')) return bad(p, "a string is wanted");
    *out = sl_slice(p->rest.p, 0);
    for (; p->rest.n && *p->rest.p != '"'; p->rest.p++, p->rest.n--)
        if (*p->rest.p == '\\' || (unsigned char)*p->rest.p < 0x20) return bad(p, "an escape or control character in a name");
    out->n = (size_t)(p->rest.p - out->p);
    return expect(p, '"', "a string without end");
}

static bool digit(const parser *p) { return p->rest.n && *p->rest.p >= '0' && *p->rest.p <= '9'; }

static int number(parser *p, uint64_t *out) {
    skip_space(p);
    const parser first = *p;
    if (!digit(p)) return bad(p, "an integer is wanted");
    for (*out = 0; digit(p); p->rest.p++, p->rest.n--)
        if (__builtin_mul_overflow(*out, 10u, out) || __builtin_add_overflow(*out, (uint64_t)(*p->rest.p - '0'), out))
            return bad(&first, "a number above 18446744073709551615");
    if (*first.rest.p == '0' && p->rest.p - first.rest.p > 1) return bad(&first, "a number with a leading zero");
    if (p->rest.n && strchr(".eE", *p->rest.p) && *p->rest.p) return bad(&first, "not an integer");
    return 0;
}

static sl_report_item *find(const sl_report_list *l, sl_str name) {
    for (size_t i = 0; i < l->n; i++)
        if (sl_eq(l->v[i].name, name)) return &l->v[i];
    return NULL;
}

static void append(sl_report_list *l, sl_str name, uint64_t n) {
    l->v = sl_grow(l->v, &l->cap, l->n + 1, sizeof *l->v);
    l->v[l->n++] = (sl_report_item){name, n};
}

/* One member of a list; the sum over a list must be a number as well. */
static int item(parser *p, sl_report_list *l, uint64_t *sum) {
    sl_report_item i = {0};
    skip_space(p);
    const parser first = *p;
    int rc = string(p, &i.name);
    if (rc == 0 && find(l, i.name)) rc = bad(&first, "a name that was there before");
    if (rc == 0 && l->n == MAX_NAMES) rc = bad(&first, "more than 1000 names");
    if (rc == 0) rc = expect(p, ':', "a ':' is wanted");
    if (rc == 0) rc = number(p, &i.n);
    if (rc == 0 && __builtin_add_overflow(*sum, i.n, sum)) rc = bad(&first, "the sum is above 18446744073709551615");
    if (rc == 0) append(l, i.name, i.n);
    return rc;
}

static int list(parser *p, sl_report_list *l) {
    uint64_t sum = 0;
    int rc = expect(p, '{', "a '{' is wanted");
    if (rc || take(p, '}')) return rc;
    do rc = item(p, l, &sum);
    while (rc == 0 && take(p, ','));
    return rc ? rc : expect(p, '}', "a ',' or '}' is wanted");
}

/* Kept as it is written. */
static int escaped(parser *p, sl_str *out) {
    if (!take(p, '"')) return bad(p, "a string is wanted");
    *out = sl_slice(p->rest.p, 0);
    while (p->rest.n && *p->rest.p != '"') {
        size_t k = *p->rest.p == '\\' && p->rest.n > 1 ? 2 : 1;
        if ((unsigned char)*p->rest.p < 0x20) return bad(p, "a control character in a string");
        p->rest.p += k, p->rest.n -= k;
    }
    out->n = (size_t)(p->rest.p - out->p);
    return expect(p, '"', "a string without end");
}

typedef enum { STRING, NUMBER, LIST, OPTIONS } kind;
static const struct { const char *name; kind kind; size_t at; } keys[] = {
    {"stage", STRING, offsetof(sl_report_stage, stage)}, {"version", STRING, offsetof(sl_report_stage, version)},
    {"options", OPTIONS, offsetof(sl_report_stage, options)},
    {"in", NUMBER, offsetof(sl_report_stage, n[SL_REPORT_IN])}, {"out", NUMBER, offsetof(sl_report_stage, n[SL_REPORT_OUT])},
    {"bytes_in", NUMBER, offsetof(sl_report_stage, n[SL_REPORT_BYTES_IN])},
    {"bytes_out", NUMBER, offsetof(sl_report_stage, n[SL_REPORT_BYTES_OUT])},
    {"dropped", LIST, offsetof(sl_report_stage, dropped)}, {"counts", LIST, offsetof(sl_report_stage, counts)}};
enum { NKEYS = sizeof keys / sizeof *keys };

static int value(parser *p, kind k, void *at) { return k == STRING ? string(p, at) : k == OPTIONS ? escaped(p, at) : k == NUMBER ? number(p, at) : list(p, at); }

static int member(parser *p, sl_report_stage *s, unsigned *seen) {
    sl_str name = {"", 0};
    unsigned i = 0;
    skip_space(p);
    const parser first = *p;
    int rc = string(p, &name);
    if (rc) return rc;
    while (i < NKEYS && !sl_eq(name, sl_cstr(keys[i].name))) i++;
    if (i == NKEYS) return bad(&first, "an unknown key");
    if (*seen >> i & 1) return bad(&first, "a key that was there before");
    *seen |= 1u << i;
    rc = expect(p, ':', "a ':' is wanted");
    return rc ? rc : value(p, keys[i].kind, (char *)s + keys[i].at);
}

static int object(parser *p, sl_report_stage *s) {
    unsigned seen = 0;
    int rc = expect(p, '{', "a '{' is wanted");
    if (rc) return rc;
    do rc = member(p, s, &seen);
    while (rc == 0 && take(p, ','));
    if (rc == 0) rc = expect(p, '}', "a ',' or '}' is wanted");
    skip_space(p);
    if (rc == 0 && p->rest.n) return bad(p, "something behind the object");
    for (unsigned i = 0; rc == 0 && i < NKEYS; i++)
        if (!(seen >> i & 1) && keys[i].kind != OPTIONS) return sl_fail(p->e, SL_EDATA, p->file, p->number, 0, "key \"%s\" is missing", keys[i].name);
    return rc;
}

/* Adding up. */

static const char too_big[] = "the sums are above 18446744073709551615", too_many[] = "more than 1000 stages or names";

/* NULL, or what is wrong. */
static const char *add_list(sl_report *r, sl_report_list *to, const sl_report_list *from) {
    uint64_t sum = 0;
    for (size_t i = 0; i < from->n; i++) {
        sl_report_item *old = find(to, from->v[i].name);
        if (!old && to->n == MAX_NAMES) return too_many;
        if (!old) append(to, sl_arena_copy(&r->keep, from->v[i].name), from->v[i].n);
        else if (__builtin_add_overflow(old->n, from->v[i].n, &old->n)) return too_big;
    }
    for (size_t i = 0; i < to->n; i++)
        if (__builtin_add_overflow(sum, to->v[i].n, &sum)) return too_big;
    return NULL;
}

static sl_report_stage *stage_of(sl_report *r, const sl_report_stage *like) {
    for (size_t i = 0; i < r->n; i++)
        if (sl_eq(r->v[i].stage, like->stage) && (!r->apart || sl_eq(r->v[i].options, like->options))) return &r->v[i];
    if (r->n == MAX_NAMES) return NULL;
    r->v = sl_grow(r->v, &r->cap, r->n + 1, sizeof *r->v);
    r->v[r->n] = (sl_report_stage){.stage = sl_arena_copy(&r->keep, like->stage), .version = sl_arena_copy(&r->keep, like->version),
                                   .options = sl_arena_copy(&r->keep, like->options)};
    return &r->v[r->n++];
}

static const char *add(sl_report *r, const sl_report_stage *s) {
    sl_report_stage *to = stage_of(r, s);
    if (!to) return too_many;
    r->mixed |= !sl_eq(to->version, s->version);
    for (unsigned i = 0; i < SL_REPORT_NUMBERS; i++)
        if (__builtin_add_overflow(to->n[i], s->n[i], &to->n[i])) return too_big;
    const char *wrong = add_list(r, &to->dropped, &s->dropped);
    return wrong ? wrong : add_list(r, &to->counts, &s->counts);
}

int sl_report_line(sl_report *r, sl_str line, const char *file, uint64_t n, sl_err *e) {
    parser p = {line, line.p, file, n, e};
    r->one.dropped.n = r->one.counts.n = 0;
    r->one.options = SL_LIT("");
    int rc = object(&p, &r->one);
    const char *wrong = rc ? NULL : add(r, &r->one);
    if (wrong) rc = sl_fail(e, SL_EDATA, file, n, 0, "%s", wrong);
    return rc;
}

static void stage_free(sl_report_stage *s) {
    free(s->dropped.v);
    free(s->counts.v);
}

void sl_report_free(sl_report *r) {
    for (size_t i = 0; i < r->n; i++) stage_free(&r->v[i]);
    stage_free(&r->one);
    free(r->v);
    sl_arena_free(&r->keep);
    *r = (sl_report){0};
}

/* Writing JSON. */

static void put_list(sl_buf *b, const sl_report_list *l) {
    sl_putc(b, '{');
    for (size_t i = 0; i < l->n; i++)
        sl_printf(b, "%s\"%.*s\":%llu", i ? "," : "", (int)l->v[i].name.n, l->v[i].name.p, (unsigned long long)l->v[i].n);
    sl_putc(b, '}');
}

static void put_value(sl_buf *b, kind k, const void *at) {
    const sl_str *s = at;
    if (k == STRING || k == OPTIONS) sl_printf(b, "\"%.*s\"", (int)s->n, s->p);
    else if (k == NUMBER) sl_printf(b, "%llu", (unsigned long long)*(const uint64_t *)at);
    else put_list(b, at);
}

void sl_report_json(const sl_report *r, sl_buf *b) {
    for (size_t i = 0; i < r->n; i++) {
        for (unsigned k = 0; k < NKEYS; k++) {
            if (keys[k].kind == OPTIONS && !r->v[i].options.n) continue;
            sl_printf(b, "%c\"%s\":", k ? ',' : '{', keys[k].name);
            put_value(b, keys[k].kind, (const char *)&r->v[i] + keys[k].at);
        }
        sl_puts(b, SL_LIT("}\n"));
    }
}
