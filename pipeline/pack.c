/* pack: the end of the line. Writes a corpus as files, compressed, its sides always in step: all of them appear, or none. */
#include "sluis/stage.h"
#include "sluis/tmx.h"
#include <stdlib.h>

typedef struct out out;
typedef struct {
    const char *format;
    bool plain, index;
    sl_codec codec;                       /* of the files */
    unsigned need;                        /* how many of the selected columns must be there */
    out *outs; size_t nouts, outcap;
    const char *langs[SL_MAXFIELDS];
    const char **types; size_t ntypes, typecap;   /* TMX props of the columns that are not selected */
    sl_tmx_prop *props; size_t propcap;
    sl_buf unit;
    sl_arena keep;
} conf;

struct out {                              /* one file */
    int (*put)(sl_stage *, out *, const sl_rec *, const sl_str *cols);
    int (*end)(sl_stage *, out *);        /* what stands behind the last record; may be NULL */
    unsigned side;
    const char *path;
    sl_writer *w;
};

enum { WRITTEN, BYTES_1, BYTES_2, NOT_XML };
static const char *const counts[] = {"written", "bytes-1", "bytes-2", "not-xml", NULL};

static const sl_opt opts[] = {
    {0, "format", SL_OPT_STR, offsetof(conf, format), "LIST", NULL, "moses, tsv, tmx, text, or several: moses,tmx [by the name, else moses]"},
    {0, "plain", SL_OPT_FLAG, offsetof(conf, plain), NULL, NULL, "do not compress"},
    {0, "index", SL_OPT_NO, offsetof(conf, index), NULL, NULL, "write no index beside a compressed file"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int put_line(sl_stage *s, out *o, sl_str line) {
    int rc = sl_write(o->w, line.p, line.n, s->err);
    return rc ? rc : sl_write(o->w, "\n", 1, s->err);
}

static int put_side(sl_stage *s, out *o, const sl_rec *r, const sl_str *cols) { (void)r; return put_line(s, o, cols[o->side]); }
static int put_record(sl_stage *s, out *o, const sl_rec *r, const sl_str *cols) { (void)cols; return put_line(s, o, r->line); }

/* The names of TMX props: those of a bitext stream when it is one. */
static const char *prop_type(const sl_stage *s, conf *c, unsigned column) {
    static const char *const known[] = {"x-score", "x-doc", "x-ids-1", "x-ids-2"};
    const sl_common *m = s->common;
    bool bitext = m->nfields == 2 && m->fields[0] == 1 && m->fields[1] == 2;
    if (bitext && column - 3 < sizeof known / sizeof *known) return known[column - 3];
    while (c->ntypes < column) {
        sl_buf b = {0};
        c->types = sl_grow(c->types, &c->typecap, c->ntypes + 1, sizeof *c->types);
        sl_printf(&b, "x-column-%zu", c->ntypes + 1);
        c->types[c->ntypes++] = sl_arena_copy(&c->keep, sl_view(&b)).p;
        sl_buf_free(&b);
    }
    return c->types[column - 1];
}

/* Every column that is not a text. */
static unsigned props(const sl_stage *s, conf *c, sl_str line) {
    const char *end = line.p + line.n;
    unsigned n = 0, next = 0;
    for (unsigned i = 1;; i++) {
        sl_str v = sl_cut(&line, '\t');
        if (next < s->common->nfields && s->common->fields[next] == i) next++;
        else {
            c->props = sl_grow(c->props, &c->propcap, n + 1, sizeof *c->props);
            c->props[n++] = (sl_tmx_prop){prop_type(s, c, i), v};
        }
        if (v.p + v.n == end) return n;
    }
}

static int put_unit(sl_stage *s, out *o, const sl_rec *r, const sl_str *cols) {
    conf *c = s->conf;
    unsigned n = props(s, c, r->line);
    sl_clear(&c->unit);
    s->count[NOT_XML] += sl_tmx_put_unit(&c->unit, &(sl_tmx_unit){c->langs, cols, s->common->nfields, c->props, n});
    return sl_write(o->w, c->unit.p, c->unit.n, s->err);
}

static int put_text(sl_stage *s, out *o, sl_buf *b) {
    int rc = sl_write(o->w, b->p, b->n, s->err);
    sl_clear(b);
    return rc;
}

static int end_tmx(sl_stage *s, out *o) {
    conf *c = s->conf;
    sl_clear(&c->unit);
    sl_tmx_put_tail(&c->unit);
    return put_text(s, o, &c->unit);
}

/* The columns; those beyond `need` may be missing, then *n tells how many there are. */
static int columns(sl_stage *s, const sl_rec *r, sl_str *cols, unsigned *n) {
    const conf *c = s->conf;
    *n = s->common->nfields;
    if (c->need == s->common->nfields) return sl_cols(s, r, cols);
    for (unsigned i = 0; i < s->common->nfields; i++) {
        if (sl_col(r->line, s->common->fields[i], &cols[i])) continue;
        *n = i;
        return i < c->need ? sl_bad(s, 0, "column %u is wanted and missing", s->common->fields[i]) : 0;
    }
    return 0;
}

static int push(sl_stage *s, const sl_rec *r) {
    conf *c = s->conf;
    sl_str cols[SL_MAXFIELDS];
    unsigned n;
    int rc = columns(s, r, cols, &n);
    for (size_t i = 0; rc == 0 && i < c->nouts; i++) rc = c->outs[i].put(s, &c->outs[i], r, cols);
    if (rc) return rc;
    s->count[WRITTEN]++;
    for (unsigned i = 0; i < n && i < 2; i++) s->count[BYTES_1 + i] += cols[i].n + 1;
    return 0;
}

/* All files are complete under their temporary names before the first gets its own. */
static int flush(sl_stage *s) {
    conf *c = s->conf;
    sl_writer **w = sl_alloc(c->nouts * sizeof *w);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < c->nouts; i++) {
        out *o = &c->outs[i];
        if (o->end) rc = o->end(s, o);
        if (rc == 0) rc = sl_writer_finish(o->w, s->err);
        w[i] = o->w;
    }
    if (rc == 0) {
        for (size_t i = 0; i < c->nouts; i++) c->outs[i].w = NULL;
        rc = sl_writer_commit(w, c->nouts, s->err);
    }
    free(w);
    return rc;
}

/* OUT without the endings that say how it is written. */
typedef struct { sl_str stem; sl_codec named; bool tsv, tmx; } target;

static bool take_off(sl_str *s, sl_str ending) {
    bool has = sl_ends(*s, ending) && s->n > ending.n;
    if (has) s->n -= ending.n;
    return has;
}

/* A name that is whole without .gz or .zst means a plain file, any other one gzip. */
static int parse_codec(sl_stage *s, const target *t) {
    conf *c = s->conf;
    bool given = sl_how_given(&s->common->how);
    sl_codec asked = sl_how_codec(&s->common->how, NULL);
    if (c->plain && (t->named || given)) return sl_usage(s, t->named ? "--plain contradicts the name '%s'" : "--plain contradicts what is said of compression", s->common->output);
    c->plain |= (t->tsv || t->tmx) && !t->named && asked == SL_PLAIN;
    c->codec = c->plain ? SL_PLAIN : t->named ? t->named : asked != SL_PLAIN ? asked : SL_GZIP;
    return 0;
}

static int parse_target(sl_stage *s, target *t) {
    const char *o = s->common->output;
    if (!o) return sl_usage(s, "-o OUT is needed: the files will be OUT.nl.gz, OUT.en.gz ...");
    *t = (target){.stem = sl_cstr(o)};
    if (t->stem.n == 0 || sl_ends(t->stem, SL_LIT("/"))) return sl_usage(s, "-o '%s' is not the name of a file", o);
    if (take_off(&t->stem, SL_LIT(".gz"))) t->named = SL_GZIP;
    else if (take_off(&t->stem, SL_LIT(".zst"))) t->named = SL_ZSTD;
    t->tsv = take_off(&t->stem, SL_LIT(".tsv"));
    t->tmx = !t->tsv && take_off(&t->stem, SL_LIT(".tmx"));
    return parse_codec(s, t);
}

static bool is_lang(const char *l) {
    size_t n = strspn(l, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
    return n > 0 && n <= 35 && l[n] == 0;
}

/* A language for each selected column; they become file names and TMX attributes. */
static int languages(sl_stage *s) {
    static const char *const usual[] = {"nl", "en"};
    conf *c = s->conf;
    const sl_common *m = s->common;
    unsigned have = m->nlangs ? m->nlangs : 2;
    if (have < m->nfields) return sl_usage(s, "-l needs %u languages, one for each column", m->nfields);
    for (unsigned i = 0; i < m->nfields; i++) {
        c->langs[i] = m->nlangs ? m->langs[i] : usual[i];
        if (!is_lang(c->langs[i])) return sl_usage(s, "-l: '%s' is not a language", c->langs[i]);
    }
    c->need = m->nfields;
    return 0;
}

static int add_file(sl_stage *s, const target *t, const char *ending, out o) {
    static const char *const endings[] = {[SL_PLAIN] = "", [SL_GZIP] = ".gz", [SL_ZSTD] = ".zst"};
    conf *c = s->conf;
    sl_buf b = {0};
    bool std = sl_eq(t->stem, SL_LIT("-"));
    if (std && c->nouts) return sl_usage(s, "standard output takes one file only, as of --format tsv");
    if (std) sl_puts(&b, t->stem);
    else sl_printf(&b, "%.*s%s%s", (int)t->stem.n, t->stem.p, ending, endings[c->codec]);
    o.path = sl_arena_copy(&c->keep, sl_view(&b)).p;
    sl_buf_free(&b);
    for (size_t i = 0; i < c->nouts; i++)
        if (!strcmp(c->outs[i].path, o.path)) return sl_usage(s, "two files would be written to '%s'", o.path);
    c->outs = sl_grow(c->outs, &c->outcap, c->nouts + 1, sizeof *c->outs);
    c->outs[c->nouts++] = o;
    return 0;
}

static int add_moses(sl_stage *s, const target *t) {
    int rc = languages(s);
    for (unsigned i = 0; rc == 0 && i < s->common->nfields; i++) {
        char ending[40];
        ending[0] = '.';
        strcpy(ending + 1, ((conf *)s->conf)->langs[i]);
        rc = add_file(s, t, ending, (out){.put = put_side, .side = i});
    }
    return rc;
}

static int add_text(sl_stage *s, const target *t) {
    conf *c = s->conf;
    if (!c->need) c->need = 1;
    return add_file(s, t, "", (out){.put = put_side});
}

static int add_tsv(sl_stage *s, const target *t) { return add_file(s, t, ".tsv", (out){.put = put_record}); }

static int add_tmx(sl_stage *s, const target *t) {
    int rc = languages(s);
    return rc ? rc : add_file(s, t, ".tmx", (out){.put = put_unit, .end = end_tmx});
}

static const struct { sl_str name; int (*add)(sl_stage *, const target *); } formats[] = {
    {{"moses", 5}, add_moses}, {{"tsv", 3}, add_tsv}, {{"tmx", 3}, add_tmx}, {{"text", 4}, add_text}};

static int add_format(sl_stage *s, const target *t, sl_str name) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (sl_eq(name, formats[i].name)) return formats[i].add(s, t);
    return sl_usage(s, "--format: unknown format '%.*s' (moses, tsv, tmx, text)", (int)name.n, name.p);
}

static int open_all(sl_stage *s) {
    conf *c = s->conf;
    sl_how how = s->common->how;
    how.index = c->index;
    how.gzip |= c->codec == SL_GZIP && !how.zstd;
    how.zstd |= c->codec == SL_ZSTD && !how.gzip;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < c->nouts; i++) {
        out *o = &c->outs[i];
        rc = sl_writer_open_how(&o->w, o->path, &how, s->err);
        if (rc || !o->end) continue;
        sl_tmx_put_head(&c->unit, c->langs[0]);
        rc = put_text(s, o, &c->unit);
    }
    return rc;
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    target t;
    int rc = parse_target(s, &t);
    if (rc) return rc;
    sl_str list = sl_cstr(c->format ? c->format : t.tsv ? "tsv" : t.tmx ? "tmx" : "moses");
    do rc = add_format(s, &t, sl_cut(&list, ','));
    while (rc == 0 && list.n);
    return rc ? rc : open_all(s);
}

static void done(void *p) {
    conf *c = p;
    for (size_t i = 0; i < c->nouts; i++) sl_writer_abort(c->outs[i].w);
    free(c->outs);
    free(c->types);
    free(c->props);
    sl_buf_free(&c->unit);
    sl_arena_free(&c->keep);
}

const sl_ops sl_stage_pack = {
    .name = "pack", .brief = "write a corpus as compressed files that stay in step", .opts = opts, .conf_size = sizeof(conf),
    .flags = SL_SINK | SL_COLUMNS | SL_BITEXT, .counts = counts, .on_error = SL_STOP, .init = init, .push = push, .flush = flush, .done = done};
