/* unpack: corpora as other tools have them, read as a stream: TSV, the files of a Moses pair side by side, TMX, XCES, XLIFF, JSONL. */
#include "bitext/salvage_stage.h"
#include "bitext/unpack.h"
#include "sluis/utf8.h"

typedef sl_unpack conf;

static const char *const rules[] = {"no-pair", "bad-json", NULL};
static const char *const counts[] = {"codes", "extra", "tabs", "spaces", "unplaced", SL_SALVAGE_COUNTS, NULL};

static const sl_opt opts[] = {
    {0, "format", SL_OPT_CHOICE, offsetof(conf, format), "auto|tsv|moses|tmx|xces|xliff|jsonl", "auto", "how the inputs are written"},
    {0, "pairs", SL_OPT_FLAG, offsetof(conf, pairs), NULL, NULL, "texts only: no columns of score, document and sentences"},
    {0, "tab", SL_OPT_CHOICE, offsetof(conf, tab), "error|space", "error", "a TAB inside a side of a Moses pair"},
    {0, "codes", SL_OPT_CHOICE, offsetof(conf, codes), "drop|keep", "drop", "the text of native codes in TMX and XLIFF (<bpt> <ph> ...)"},
    {0, "root", SL_OPT_STR, offsetof(conf, root), "DIR", NULL, "where the documents of XCES are [the folder of the links]"},
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

/* The lines at hand in one go, when nothing is to be done about them; else *alone is how many must be looked at one by one. */
static int lines_at_hand(sl_stage *s, sl_lines *l, uint64_t *alone) {
    sl_str lines = sl_lines_ready(l);
    uint64_t n = sl_count_lines(lines);
    bool good = s->common->on_error == SL_KEEP || sl_utf8_valid(lines.p, lines.n) == lines.n;
    *alone = good ? 0 : n;
    if (!good || !n) return 0;
    sl_source_rec(s, NULL);
    int rc = sl_source_lines(s, lines, n);
    sl_lines_took(l, lines, n);
    return rc;
}

static int tsv_lines(sl_stage *s, sl_lines *l, const char *path) {
    (void)path;
    sl_str line;
    uint64_t alone = 0;
    int rc = 0, got = 1;
    while (rc == 0 && got > 0) {
        rc = alone ? 0 : lines_at_hand(s, l, &alone);
        if (rc == 0) got = sl_lines_next(l, &line, s->err);
        if (rc == 0 && got > 0) rc = record(s, &(sl_rec){line, sl_lines_name(l), sl_lines_number(l)});
        alone -= alone > 0;
    }
    return rc ? rc : got < 0 ? -got : 0;
}

static int sniff(sl_stage *s, sl_lines *l, int *format) {
    sl_str b = {"", 0};
    int is = -1;
    for (size_t want = 1; is < 0; want += want < 64 ? 1 : want) {
        int got = sl_lines_peek(l, want, &b, s->err);
        if (got < 0) return -got;
        is = sl_unpack_sniff(b, b.n < want);
    }
    *format = is ? is : SL_UNPACK_TSV;
    return 0;
}

static int (*const readers[])(sl_stage *, sl_lines *, const char *path) = {
    [SL_UNPACK_TSV] = tsv_lines, [SL_UNPACK_TMX] = sl_unpack_tmx, [SL_UNPACK_XCES] = sl_unpack_xces, [SL_UNPACK_XLIFF] = sl_unpack_xliff,
    [SL_UNPACK_JSONL] = sl_unpack_jsonl};

/* What only lines allow. JSONL has lines too, but other tools' may be of any form. */
static int lines_only(sl_stage *s, int format) {
    const conf *c = s->conf;
    bool tsv = format == SL_UNPACK_TSV, moses = format == SL_UNPACK_MOSES;
    if (c->salvage && !tsv) return sl_usage(s, "--salvage is for TSV: of other formats a part is no input, and sides would get out of step");
    if (s->common->shard.n && !tsv) return sl_usage(s, "--shard is for TSV: a part of any other format is no input");
    if (c->from && !tsv && !moses) return sl_usage(s, "--lines is for TSV and sides: other formats are not made of lines");
    return 0;
}

static int one_file(sl_stage *s, const char *path, int format) {
    const conf *c = s->conf;
    sl_lines *l;
    if (c->salvage) return sl_unpack_salvage(s, path, SL_UNPACK_SALVAGED);
    int rc = open_lines(s, path, &l);
    if (rc) return rc;
    if (format == SL_UNPACK_AUTO && c->from) format = SL_UNPACK_TSV;
    if (format == SL_UNPACK_AUTO) rc = sniff(s, l, &format);
    if (rc == 0) rc = lines_only(s, format);
    if (rc == 0) rc = readers[format](s, l, path);
    sl_source_rec(s, NULL);
    sl_source_close(s, l);
    return rc;
}

static int one_by_one(sl_stage *s, int format) {
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < s->ninputs; i++) rc = one_file(s, s->inputs[i].path, format);
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
        s->count[SL_UNPACK_TABS]++;
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

static const struct { sl_str ending; int format; } endings[] = {
    {{".tmx", 4}, SL_UNPACK_TMX}, {{".jsonl", 6}, SL_UNPACK_JSONL}, {{".xces", 5}, SL_UNPACK_XCES}, {{".xlf", 4}, SL_UNPACK_XLIFF},
    {{".xliff", 6}, SL_UNPACK_XLIFF}};

static int by_ending(const sl_input *in) {
    sl_str p = sl_cstr(in->path);
    p.n -= sl_ends(p, SL_LIT(".gz")) ? 3 : sl_ends(p, SL_LIT(".zst")) ? 4 : 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (sl_ends(p, endings[i].ending)) return endings[i].format;
    return SL_UNPACK_AUTO;
}

/* What the names tell; one input whose name tells nothing is looked into, and so is each where only some names tell. */
static int by_name(const sl_stage *s) {
    int first = by_ending(&s->inputs[0]);
    size_t told = 0, same = 0;
    for (size_t i = 0; i < s->ninputs; i++) {
        int f = by_ending(&s->inputs[i]);
        told += f != SL_UNPACK_AUTO;
        same += f == first;
    }
    if (told && same == s->ninputs) return first;
    return s->ninputs == 1 || told ? SL_UNPACK_AUTO : SL_UNPACK_MOSES;
}

static int run(sl_stage *s) {
    int format = ((const conf *)s->conf)->format;
    if (format == SL_UNPACK_AUTO) format = by_name(s);
    int rc = format == SL_UNPACK_AUTO ? 0 : lines_only(s, format);
    if (rc) return rc;
    return format == SL_UNPACK_MOSES ? side_by_side(s) : one_by_one(s, format);
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
    int format = c->format == SL_UNPACK_AUTO ? by_name(s) : c->format;
    if (format == SL_UNPACK_MOSES && s->ninputs < 2) return sl_usage(s, "a Moses pair is two files");
    if (format == SL_UNPACK_MOSES && s->ninputs > SL_MAXFIELDS) return sl_usage(s, "more than %d files side by side", SL_MAXFIELDS);
    return 0;
}

const sl_ops sl_stage_unpack = {
    .name = "unpack", .brief = "read a packed corpus, a Moses pair, TMX, XCES, XLIFF or JSONL as a stream", .opts = opts, .conf_size = sizeof(conf),
    .flags = SL_SOURCE, .rules = rules, .counts = counts, .on_error = SL_STOP, .init = init, .run = run};
