/* unpack: corpora as other tools have them, read as a stream: TSV, the files of a Moses pair side by side, TMX. */
#include "bitext/salvage_stage.h"
#include "sluis/stage.h"
#include "sluis/tmx.h"

typedef enum { AUTO, TSV, MOSES, TMX } format;
typedef struct { int format, tab; bool salvage; const char *lines; uint64_t from, to; } conf;      /* from 0: all lines */

enum { NO_PAIR };
enum { CODES, EXTRA, TABS, SALVAGED };
static const char *const rules[] = {"no-pair", NULL};
static const char *const counts[] = {"codes", "extra", "tabs", SL_SALVAGE_COUNTS, NULL};

static const sl_opt opts[] = {
    {0, "format", SL_OPT_CHOICE, offsetof(conf, format), "auto|tsv|moses|tmx", "auto", "how the inputs are written"},
    {0, "tab", SL_OPT_CHOICE, offsetof(conf, tab), "error|space", "error", "a TAB inside a side of a Moses pair"},
    {0, "salvage", SL_OPT_FLAG, offsetof(conf, salvage), NULL, NULL, "what is whole in damaged compressed files, before the damage and behind it"},
    {0, "lines", SL_OPT_STR, offsetof(conf, lines), "A:B", NULL, "lines A to B only, both included; A: to the end, :B from the start"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int open_lines(sl_stage *s, const char *path, sl_lines **l) {
    const conf *c = s->conf;
    return c->from ? sl_source_open_range(s, path, c->from, c->to, l) : sl_source_open(s, path, l);
}

/* One line of TSV, or a line made from several; counted, held to --on-error, emitted. */
static int record(sl_stage *s, const sl_rec *r) {
    sl_str line = r->line;
    sl_source_rec(s, r);
    int rc = sl_source_utf8(s, &line);
    if (rc <= 0) return -rc;
    return sl_emit_str(s, line);
}

static int tsv_lines(sl_stage *s, sl_lines *l) {
    sl_str line;
    int rc = 0, got = 0;
    while (rc == 0 && (got = sl_lines_next(l, &line, s->err)) > 0) rc = record(s, &(sl_rec){line, sl_lines_name(l), sl_lines_number(l)});
    return rc ? rc : -got;
}

/* TMX. */

typedef struct { sl_stage *s; const char *path; sl_buf line; unsigned n; const char *const *langs; } units;

static int no_pair(units *u, const sl_tmx_pair *p) {
    unsigned missing = 0;
    while (p->there >> missing & 1) missing++;
    return sl_drop(u->s, NO_PAIR, u->langs[missing]);
}

static int unit(void *ctx, const sl_tmx_pair *p) {
    units *u = ctx;
    sl_clear(&u->line);
    for (unsigned i = 0; i < u->n; i++) {
        if (i) sl_putc(&u->line, '\t');
        sl_puts(&u->line, p->segs[i]);
    }
    sl_rec r = {sl_view(&u->line), u->path, p->line};
    sl_source_rec(u->s, &r);
    return p->there == ((uint64_t)1 << u->n) - 1 ? sl_emit_str(u->s, r.line) : no_pair(u, p);
}

static int tmx_bytes(sl_stage *s, sl_lines *l, const char *path) {
    static const char *const usual[] = {"nl", "en"};
    const sl_common *m = s->common;
    units u = {.s = s, .path = path, .n = m->nlangs ? m->nlangs : 2, .langs = m->nlangs ? m->langs : usual};
    sl_tmx *t = sl_tmx_new(u.langs, u.n, unit, &u);
    sl_str bytes;
    int rc = 0, got = 1;
    while (rc == 0 && got > 0) {
        got = sl_lines_raw(l, &bytes, s->err);
        if (got >= 0) rc = sl_tmx_feed(t, path, got ? bytes : SL_LIT(""), got == 0, s->err);
    }
    s->count[CODES] += sl_tmx_codes(t);
    s->count[EXTRA] += sl_tmx_extra(t);
    sl_tmx_free(t);
    sl_buf_free(&u.line);
    return rc ? rc : -got;
}

/* Do the bytes begin as XML does? 1 yes, 0 no, -1 not enough of them. UTF-16 with its mark can only be XML here. */
static int begins_xml(sl_str b, bool all) {
    static const sl_str starts[] = {{"\xEF\xBB\xBF<?xml", 8}, {"\xEF\xBB\xBF<tmx", 7}, {"<?xml", 5}, {"<tmx", 4}, {"\xFE\xFF", 2}, {"\xFF\xFE", 2}};
    int answer = 0;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (sl_starts(b, starts[i])) return 1;
        if (!all && sl_starts(starts[i], b)) answer = -1;
    }
    return answer;
}

static int sniff(sl_stage *s, sl_lines *l, bool *xml) {
    sl_str b = {"", 0};
    int is = -1;
    for (size_t want = 1; is < 0; want++) {
        int got = sl_lines_peek(l, want, &b, s->err);
        if (got < 0) return -got;
        is = begins_xml(b, b.n < want);
    }
    *xml = is;
    return 0;
}

static int no_parts(sl_stage *s) { return sl_usage(s, "--shard is for TSV: a part of any other format is no input"); }

static int one_file(sl_stage *s, const char *path, format f) {
    sl_lines *l;
    bool xml = f == TMX;
    if (((const conf *)s->conf)->salvage) return sl_unpack_salvage(s, path, SALVAGED);
    int rc = open_lines(s, path, &l);
    if (rc) return rc;
    if (f == AUTO && !((const conf *)s->conf)->from) rc = sniff(s, l, &xml);
    if (rc == 0 && xml && s->common->shard.n) rc = no_parts(s);
    if (rc == 0) rc = xml ? tmx_bytes(s, l, path) : tsv_lines(s, l);
    sl_source_rec(s, NULL);
    sl_source_close(s, l);
    return rc;
}

static int one_by_one(sl_stage *s, format f) {
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < s->ninputs; i++) rc = one_file(s, s->inputs[i].path, f);
    return rc;
}

/* Moses: line n of every file belongs together. */

typedef struct { sl_lines *l[SL_MAXFIELDS]; sl_str side[SL_MAXFIELDS]; sl_buf line; unsigned n; } files;

static uint64_t count_rest(sl_lines *l) {
    sl_err ignored = {0};
    sl_str line;
    while (sl_lines_next(l, &line, &ignored) > 0) continue;
    return sl_lines_number(l);
}

static int out_of_step(sl_stage *s, files *f, unsigned longer, unsigned shorter) {
    uint64_t at = sl_lines_number(f->l[longer]), n = count_rest(f->l[longer]);
    return sl_fail(s->err, SL_EDATA, sl_lines_name(f->l[longer]), at, 0, "sides out of step: it has %llu lines, %s ended at %llu",
                   (unsigned long long)n, sl_lines_name(f->l[shorter]), (unsigned long long)sl_lines_number(f->l[shorter]));
}

/* The next line of every file. 1; 0 when all ended; else minus a code. */
static int next_sides(sl_stage *s, files *f) {
    int longer = -1, shorter = -1;
    for (unsigned i = 0; i < f->n; i++) {
        int got = sl_lines_next(f->l[i], &f->side[i], s->err);
        if (got < 0) return got;
        if (got) longer = (int)i;
        else shorter = (int)i;
    }
    if (longer >= 0 && shorter >= 0) return -out_of_step(s, f, (unsigned)longer, (unsigned)shorter);
    return longer >= 0;
}

/* Append a side, its TABs as --tab wants them. */
static int put_side(sl_stage *s, files *f, unsigned i) {
    sl_str side = f->side[i];
    size_t at = f->line.n;
    const char *tab = side.n ? memchr(side.p, '\t', side.n) : NULL;
    sl_puts(&f->line, side);
    if (!tab) return 0;
    if (!((const conf *)s->conf)->tab) return sl_bad(s, (uint64_t)(tab - side.p) + 1, "a TAB inside a side (see --tab)");
    for (; at < f->line.n; at++) {
        if (f->line.p[at] != '\t') continue;
        f->line.p[at] = ' ';
        s->count[TABS]++;
    }
    return 0;
}

static int one_pair(sl_stage *s, files *f) {
    sl_clear(&f->line);
    for (unsigned i = 0; i < f->n; i++) {
        sl_rec r = {f->side[i], sl_lines_name(f->l[i]), sl_lines_number(f->l[i])};
        s->rec = &r;
        if (i) sl_putc(&f->line, '\t');
        int rc = s->common->on_error == SL_STOP ? sl_source_utf8(s, &r.line) : 1;     /* named by its own file and byte */
        rc = rc < 0 ? -rc : put_side(s, f, i);
        s->rec = NULL;
        if (rc) return rc;
    }
    return record(s, &(sl_rec){sl_view(&f->line), sl_lines_name(f->l[0]), sl_lines_number(f->l[0])});
}

static int side_by_side(sl_stage *s) {
    files f = {.n = 0};
    int rc = 0, got = 0;
    for (; rc == 0 && f.n < s->ninputs; f.n += rc == 0) rc = open_lines(s, s->inputs[f.n].path, &f.l[f.n]);
    while (rc == 0 && (got = next_sides(s, &f)) > 0) rc = one_pair(s, &f);
    sl_source_rec(s, NULL);
    for (unsigned i = 0; i < f.n; i++) sl_source_close(s, f.l[i]);
    sl_buf_free(&f.line);
    return rc ? rc : -got;
}

static bool named_tmx(const sl_input *in) {
    sl_str p = sl_cstr(in->path);
    return sl_ends(p, SL_LIT(".tmx")) || sl_ends(p, SL_LIT(".tmx.gz")) || sl_ends(p, SL_LIT(".tmx.zst"));
}

/* What the names tell; one input whose name tells nothing is looked into. */
static format by_name(const sl_stage *s) {
    size_t tmx = 0;
    for (size_t i = 0; i < s->ninputs; i++) tmx += named_tmx(&s->inputs[i]);
    if (tmx == s->ninputs) return TMX;
    return s->ninputs == 1 || tmx ? AUTO : MOSES;
}

static int run(sl_stage *s) {
    const conf *c = s->conf;
    format f = (format)c->format;
    if (f == AUTO) f = by_name(s);
    if (f != TSV && f != AUTO && c->salvage) return sl_usage(s, "--salvage is for TSV: of other formats a part is no input, and sides would get out of step");
    if (f == MOSES && s->common->shard.n) return no_parts(s);
    if (f == TMX && c->from) return sl_fail(s->err, SL_EUSAGE, NULL, 0, 0, "--lines: TMX is not made of lines");
    return f == MOSES ? side_by_side(s) : one_by_one(s, f);
}

/* A number from 1 up to `end`; none: dflt. */
static bool number(sl_str s, uint64_t dflt, uint64_t *v) {
    if (s.n == 0) return *v = dflt, true;
    *v = 0;
    for (size_t i = 0; i < s.n && s.n < 19; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        *v = *v * 10 + (uint64_t)(s.p[i] - '0');
    }
    return *v > 0 && s.n < 19;
}

static int parse_lines(sl_stage *s) {
    conf *c = s->conf;
    if (!c->lines) return 0;
    sl_str b = sl_cstr(c->lines), a = sl_cut(&b, ':');
    bool good = strchr(c->lines, ':') && number(a, 1, &c->from) && number(b, INT64_MAX, &c->to) && c->from <= c->to;
    return good ? 0 : sl_usage(s, "--lines: '%s' is not A:B, from 1", c->lines);
}

static int init(sl_stage *s) {
    const conf *c = s->conf;
    int bad = parse_lines(s);
    if (bad) return bad;
    unsigned std = 0;
    for (size_t i = 0; i < s->ninputs; i++) std += !strcmp(s->inputs[i].path, "-");
    if (std > 1) return sl_usage(s, "standard input is given twice");
    if (c->lines && (c->salvage || s->common->shard.n)) return sl_usage(s, "--lines and %s exclude each other", c->salvage ? "--salvage" : "--shard");
    if (c->salvage && s->common->shard.n) return sl_usage(s, "--salvage and --shard exclude each other");
    if (c->format == MOSES && s->ninputs < 2) return sl_usage(s, "a Moses pair is two files");
    if ((c->format == MOSES || c->format == AUTO) && s->ninputs > SL_MAXFIELDS) return sl_usage(s, "more than %d files side by side", SL_MAXFIELDS);
    return 0;
}

const sl_ops sl_stage_unpack = {
    .name = "unpack", .brief = "read a packed corpus, a Moses pair or TMX as a stream", .opts = opts, .conf_size = sizeof(conf),
    .flags = SL_SOURCE, .rules = rules, .counts = counts, .on_error = SL_STOP, .init = init, .run = run};
