/* Option tables: parsing and help; see sluis/option.h. */
#include "option.h"
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

const sl_opt sl_common_opts[] = {
    {'f', "fields", SL_OPT_STR, 0, "LIST", NULL, "columns to work on, as in cut: 1,3-4"},
    {'l', "lang", SL_OPT_STR, 0, "LANG[,LANG]", NULL, "language of each selected column: nl, en"},
    {'o', "output", SL_OPT_STR, offsetof(sl_common, output), "FILE", NULL, "write here (compressed when it ends in .gz or .zst)"},
    {'z', "gzip", SL_OPT_FLAG, offsetof(sl_common, how.gzip), NULL, NULL, "compress the output, in independent gzip members"},
    {0, "zstd", SL_OPT_FLAG, offsetof(sl_common, how.zstd), NULL, NULL, "compress the output, in independent zstd frames"},
    {0, "level", SL_OPT_INT, offsetof(sl_common, how.level), "N:1..9", NULL, "-1 to -9 for short: from fast to small [6; zstd 3]"},
    {0, "fast", SL_OPT_FLAG, offsetof(sl_common, how.fast), NULL, NULL, "compress as fast as can be"},
    {0, "bgzf", SL_OPT_FLAG, offsetof(sl_common, how.bgzf), NULL, NULL, "gzip in blocks of 64 KiB, as bgzip and htslib want it"},
    {0, "single", SL_OPT_FLAG, offsetof(sl_common, how.single), NULL, NULL, "gzip in one member, for readers that know no more"},
    {0, "backend", SL_OPT_CHOICE, offsetof(sl_common, how.backend), SL_BACKEND_CHOICES, "auto", "what compresses"},
    {'j', "jobs", SL_OPT_INT, offsetof(sl_common, jobs), "N:1..256", "1", "threads; the output does not depend on it"},
    {'q', "quiet", SL_OPT_FLAG, offsetof(sl_common, quiet), NULL, NULL, "no progress, no warnings"},
    {'v', "verbose", SL_OPT_FLAG, offsetof(sl_common, verbose), NULL, NULL, "print the counts at the end"},
    {'s', "stats", SL_OPT_STR, offsetof(sl_common, stats), "FILE", NULL, "write statistics as JSON"},
    {'r', "rejects", SL_OPT_STR, offsetof(sl_common, rejects), "FILE", NULL, "write dropped lines: rule, value, line"},
    {0, "on-error", SL_OPT_CHOICE, offsetof(sl_common, on_error), "stop|replace|drop|keep", NULL, "what to do with a line that is not UTF-8"},
    {0, "data", SL_OPT_STR, offsetof(sl_common, data), "DIR", NULL, "language data that replaces the compiled-in"},
    {0, "files-from", SL_OPT_STR, offsetof(sl_common, files_from), "FILE", NULL, "read the names of the inputs from FILE, one a line"},
    {0, "block", SL_OPT_INT, offsetof(sl_common, block), "BYTES:1..1073741824", "262144", "size of the blocks that threads share"},
    {0, "shard", SL_OPT_STR, 0, "K/N", NULL, "read part K of N of each input: whole lines, each in one part"},
    {'h', "help", SL_OPT_FLAG, offsetof(sl_common, help), NULL, NULL, "print this help"},
    {0, "version", SL_OPT_FLAG, offsetof(sl_common, version), NULL, NULL, "print the version"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int bad_value(sl_err *e, const sl_opt *o, const char *v) {
    return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "option --%s: bad value '%s' (%s)", o->name, v, o->arg ? o->arg : "");
}

static int set_int(const sl_opt *o, const char *v, long *at, sl_err *e) {
    long lo = LONG_MIN, hi = LONG_MAX;
    const char *range = o->arg ? strchr(o->arg, ':') : NULL;
    if (range) sscanf(range + 1, "%ld..%ld", &lo, &hi);
    char *end;
    errno = 0;
    *at = strtol(v, &end, 10);
    return *v == 0 || *end || errno || *at < lo || *at > hi ? bad_value(e, o, v) : 0;
}

static int set_real(const sl_opt *o, const char *v, double *at, sl_err *e) {
    char *end;
    *at = strtod(v, &end);
    return *v == 0 || *end || !(*at > -1e300 && *at < 1e300) ? bad_value(e, o, v) : 0;
}

static int set_choice(const sl_opt *o, const char *v, int *at, sl_err *e) {
    sl_str rest = sl_cstr(o->arg);
    for (int i = 0; rest.n; i++)
        if (sl_eq(sl_cut(&rest, '|'), sl_cstr(v))) { *at = i; return 0; }
    return bad_value(e, o, v);
}

static void add(sl_list *l, const char *v) {
    l->v = sl_grow(l->v, &l->cap, l->n + 1, sizeof *l->v);
    l->v[l->n++] = v;
}

/* Columns as cut takes them: 1,3-4; ascending, each once. */
static int set_fields(sl_common *c, const char *v, const sl_opt *o, sl_err *e) {
    unsigned char want[257] = {0};
    const char *p = v;
    do {
        char *end;
        long a = strtol(p, &end, 10), b = a;
        if (end == p) return bad_value(e, o, v);
        if (*end == '-') { p = end + 1; b = strtol(p, &end, 10); if (end == p) return bad_value(e, o, v); }
        if (a < 1 || b > 256 || a > b || (*end && *end != ',')) return bad_value(e, o, v);
        for (long i = a; i <= b; i++) want[i] = 1;
        p = *end ? end + 1 : end;
    } while (*p);
    c->nfields = 0;
    c->fields_given = true;
    for (unsigned i = 1; i <= 256; i++) {
        if (!want[i]) continue;
        if (c->nfields == SL_MAXFIELDS) return bad_value(e, o, v);
        c->fields[c->nfields++] = i;
    }
    return 0;
}

static int set_langs(sl_common *c, const char *v, const sl_opt *o, sl_arena *keep, sl_err *e) {
    sl_str rest = sl_cstr(v);
    c->nlangs = 0;
    if (!rest.n) return bad_value(e, o, v);
    while (rest.n) {
        sl_str l = sl_cut(&rest, ',');
        if (l.n == 0 || c->nlangs == SL_MAXFIELDS) return bad_value(e, o, v);
        c->langs[c->nlangs++] = sl_arena_copy(keep, l).p;
    }
    return 0;
}

static int set_shard(sl_shard *s, const char *v, const sl_opt *o, sl_err *e) {
    static const sl_opt part = {0, "shard", SL_OPT_INT, 0, "N:1..1000000", NULL, NULL};
    char k[8] = "";
    const char *slash = strchr(v, '/');
    long a = 0, b = 0;
    if (!slash || (size_t)(slash - v) >= sizeof k) return bad_value(e, o, v);
    memcpy(k, v, (size_t)(slash - v));
    if (set_int(&part, k, &a, e) || set_int(&part, slash + 1, &b, e) || a > b) {
        *e = (sl_err){0};
        return bad_value(e, o, v);
    }
    *s = (sl_shard){(unsigned)a, (unsigned)b};
    return 0;
}

static int set(const sl_opt *o, bool no, const char *v, void *conf, sl_parse *ctx, bool common, sl_err *e) {
    void *at = (char *)conf + o->at;
    if (common && o->letter == 'f') return set_fields(conf, v, o, e);
    if (common && o->letter == 'l') return set_langs(conf, v, o, ctx->keep, e);
    if (common && !strcmp(o->name, "shard")) return set_shard(&((sl_common *)conf)->shard, v, o, e);
    switch (o->kind) {
    case SL_OPT_FLAG: *(bool *)at = true; return 0;
    case SL_OPT_NO: *(bool *)at = !no; return 0;
    case SL_OPT_STR: case SL_OPT_SIDE: *(const char **)at = v; return 0;
    case SL_OPT_INT: return set_int(o, v, at, e);
    case SL_OPT_REAL: return set_real(o, v, at, e);
    case SL_OPT_CHOICE: return set_choice(o, v, at, e);
    case SL_OPT_LIST: add(at, v); return 0;
    }
    return 0;
}

void sl_opt_defaults(const sl_opt *opts, void *conf) {
    sl_err e = {0};
    for (const sl_opt *o = opts; o && o->name; o++) {
        if (o->kind == SL_OPT_NO) *(bool *)((char *)conf + o->at) = true;
        else if (o->dflt) set(o, false, o->dflt, conf, NULL, false, &e);
    }
}

static bool takes_value(const sl_opt *o) { return o->kind != SL_OPT_FLAG && o->kind != SL_OPT_NO; }

/* Find by letter, or by long name in both tables; *conf tells whose it is. */
static const sl_opt *find(const sl_parse *p, char letter, sl_str name, bool *common, bool *no) {
    const sl_opt *tables[] = {p->opts, sl_common_opts};
    for (int t = 0; t < 2; t++)
        for (const sl_opt *o = tables[t]; o && o->name; o++) {
            bool negated = o->kind == SL_OPT_NO;
            sl_str n = name;
            if (negated && sl_starts(n, SL_LIT("no-"))) n.p += 3, n.n -= 3;
            else if (negated) continue;
            if (letter ? o->letter == letter : sl_eq(n, sl_cstr(o->name))) {
                *common = t == 1;
                *no = negated;
                return o;
            }
        }
    return NULL;
}

static int long_option(sl_parse *p, char **argv, int argc, int *i, sl_err *e) {
    sl_str rest = sl_cstr(argv[*i] + 2), name = sl_cut(&rest, '=');
    bool common, no, given = argv[*i][2 + name.n] == '=';
    const sl_opt *o = find(p, 0, name, &common, &no);
    if (!o) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "unknown option --%.*s", (int)name.n, name.p);
    const char *v = given ? rest.p : NULL;
    if (takes_value(o) && !given) {
        if (*i + 1 >= argc) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "option --%s needs a value", o->name);
        v = argv[++*i];
    } else if (!takes_value(o) && given) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "option --%s takes no value", o->name);
    return set(o, no, v, common ? (void *)p->common : p->conf, p, common, e);
}

static int short_options(sl_parse *p, char **argv, int argc, int *i, sl_err *e) {
    for (const char *q = argv[*i] + 1; *q; q++) {
        bool common, no, digit = *q >= '1' && *q <= '9';
        const sl_opt *o = digit ? find(p, 0, SL_LIT("level"), &common, &no) : find(p, *q, (sl_str){"", 0}, &common, &no);
        if (!o) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "unknown option -%c", *q);
        const char *v = NULL;
        if (digit) {
            int rc = set(o, no, (char[]){*q, 0}, common ? (void *)p->common : p->conf, p, common, e);
            if (rc) return rc;
            continue;
        }
        if (takes_value(o)) {
            if (q[1]) v = q + 1;
            else if (*i + 1 < argc) v = argv[++*i];
            else return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "option -%c needs a value", *q);
        }
        int rc = set(o, no, v, common ? (void *)p->common : p->conf, p, common, e);
        if (rc || v) return rc;
    }
    return 0;
}

int sl_parse_args(sl_parse *p, int argc, char **argv, sl_err *e) {
    bool only_files = false;
    for (int i = 0; i < argc; i++) {
        const char *a = argv[i];
        int rc = 0;
        if (only_files || a[0] != '-' || !a[1]) add(&p->files, a);
        else if (!strcmp(a, "--")) only_files = true;
        else rc = a[1] == '-' ? long_option(p, argv, argc, &i, e) : short_options(p, argv, argc, &i, e);
        if (rc) return rc;
    }
    return 0;
}

static void help_line(sl_buf *out, const sl_opt *o) {
    sl_buf left = {0};
    const char *colon = o->arg ? strchr(o->arg, ':') : NULL;
    int n = o->arg ? (int)(colon ? (size_t)(colon - o->arg) : strlen(o->arg)) : 0;
    sl_printf(&left, o->letter ? "  -%c, " : "      ", o->letter);
    sl_printf(&left, "--%s%s%s%.*s", o->kind == SL_OPT_NO ? "no-" : "", o->name, n ? " " : "", n, n ? o->arg : "");
    sl_printf(out, "%-34s %s", sl_buf_c(&left), o->help);
    if (o->dflt) sl_printf(out, " [%s]", o->dflt);
    sl_putc(out, '\n');
    sl_buf_free(&left);
}

void sl_opt_help(const sl_opt *opts, sl_buf *out) {
    for (const sl_opt *o = opts; o && o->name; o++) help_line(out, o);
}
