/* pack: the end of the line. Writes a corpus as files, compressed, its sides always in step: all of them appear, or none. */
#include "bitext/pack.h"
#include "sluis/utf8.h"
#include "sluis/xml.h"
#include <stdlib.h>

typedef sl_pack conf;
typedef sl_pack_out out;

enum { REPLACE, DROP };                   /* of --not-xml; then stop */
enum { RULE_NOT_XML };
static const char *const rules[] = {"not-xml", NULL};
static const char *const counts[] = {"written", "bytes-1", "bytes-2", "not-xml", "not-json", NULL};

static const sl_opt opts[] = {
    {0, "format", SL_OPT_STR, offsetof(conf, format), "LIST", NULL, "moses, tsv, tmx, xces, xliff, jsonl, text, or several: moses,tmx [by the name, else moses]"},
    {0, "plain", SL_OPT_FLAG, offsetof(conf, plain), NULL, NULL, "do not compress"},
    {0, "not-xml", SL_OPT_CHOICE, offsetof(conf, not_xml), "replace|drop|stop", "replace", "a character that XML cannot hold, in tmx and xces"},
    {0, "with-stats", SL_OPT_LIST, offsetof(conf, stats), "FILE", NULL, "statistics (-s) of a stage before, for the manifest; may be repeated"},
    {0, "manifest", SL_OPT_NO, offsetof(conf, manifest), NULL, NULL, "do not write OUT.json, which tells what was written"},
    {0, "index", SL_OPT_NO, offsetof(conf, index), NULL, NULL, "write no index beside a compressed file"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

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

/* What XML cannot hold, unless it is replaced: seen before anything is written, so that all formats have the same records. 1: go on. */
static int holds_xml(sl_stage *s, const sl_rec *r) {
    const conf *c = s->conf;
    if (!c->xml || c->not_xml == REPLACE) return 1;
    size_t at = sl_xml_bad(r->line);
    if (at == r->line.n) return 1;
    if (c->not_xml == DROP) return -sl_drop(s, RULE_NOT_XML, NULL);
    return -sl_bad(s, at + 1, "a character that XML cannot hold (see --not-xml)");
}

static int push(sl_stage *s, const sl_rec *r) {
    conf *c = s->conf;
    sl_str cols[SL_MAXFIELDS];
    unsigned n;
    int rc = columns(s, r, cols, &n), good = rc ? 0 : holds_xml(s, r);
    if (good <= 0) return rc ? rc : -good;
    c->records++;
    for (size_t i = 0; rc == 0 && i < c->nouts; i++) rc = c->outs[i].put(s, &c->outs[i], r, cols);
    if (rc) return rc;
    s->count[SL_PACK_WRITTEN]++;
    for (unsigned i = 0; i < n && i < 2; i++) s->count[SL_PACK_BYTES_1 + i] += cols[i].n + 1;
    return 0;
}

static int finish(sl_stage *s, out *o) {
    int rc = o->end ? o->end(s, o) : 0;
    if (rc == 0) rc = sl_pack_write(s, o);
    return rc ? rc : sl_writer_finish(o->w, s->err);
}

/* All files are complete under their temporary names before the first gets its own; the manifest gets its name last. */
static int flush(sl_stage *s) {
    conf *c = s->conf;
    sl_writer **w = sl_alloc((c->nouts + 1) * sizeof *w);
    size_t n = 0;
    int rc = 0;
    for (; rc == 0 && n < c->nouts; n++) {
        w[n] = c->outs[n].w;
        rc = finish(s, &c->outs[n]);
    }
    if (rc == 0) rc = sl_pack_manifest(s, &w[n]);
    if (rc == 0) {
        for (size_t i = 0; i < c->nouts; i++) c->outs[i].w = NULL;
        rc = sl_writer_commit(w, n + (w[n] != NULL), s->err);
    }
    free(w);
    return rc;
}

/* OUT without the endings that say how it is written. */
typedef struct { sl_str stem; sl_codec named; const char *format; } target;

/* Those that tell the format. */
static const struct { sl_str ending; const char *format; } endings[] = {
    {{".tsv", 4}, "tsv"}, {{".tmx", 4}, "tmx"}, {{".jsonl", 6}, "jsonl"}, {{".xces", 5}, "xces"}, {{".xlf", 4}, "xliff"}};

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
    c->plain |= t->format && !t->named && asked == SL_PLAIN;
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
    for (size_t i = 0; !t->format && i < sizeof endings / sizeof *endings; i++)
        if (take_off(&t->stem, endings[i].ending)) t->format = endings[i].format;
    return parse_codec(s, t);
}

static bool is_lang(const char *l) {
    size_t n = strspn(l, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
    return n > 0 && n <= 35 && l[n] == 0;
}

/* A language for each selected column; they become file names and TMX attributes. */
int sl_pack_languages(sl_stage *s) {
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

static void add_out(sl_stage *s, out o) {
    conf *c = s->conf;
    c->outs = sl_grow(c->outs, &c->outcap, c->nouts + 1, sizeof *c->outs);
    c->outs[c->nouts++] = o;
}

static const struct { sl_str name; int (*add)(sl_stage *, void (*)(sl_stage *, out)); } formats[] = {
    {{"moses", 5}, sl_pack_moses}, {{"tsv", 3}, sl_pack_tsv}, {{"tmx", 3}, sl_pack_tmx}, {{"xces", 4}, sl_pack_xces},
    {{"xliff", 5}, sl_pack_xliff}, {{"jsonl", 5}, sl_pack_jsonl}, {{"text", 4}, sl_pack_text}};

static int add_format(sl_stage *s, sl_str name) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (sl_eq(name, formats[i].name)) return formats[i].add(s, add_out);
    return sl_usage(s, "--format: unknown format '%.*s' (moses, tsv, tmx, xces, xliff, jsonl, text)", (int)name.n, name.p);
}

static int name_file(sl_stage *s, const target *t, size_t k) {
    static const char *const endings_of[] = {[SL_PLAIN] = "", [SL_GZIP] = ".gz", [SL_ZSTD] = ".zst"};
    conf *c = s->conf;
    out *o = &c->outs[k];
    sl_buf b = {0};
    bool std = sl_eq(t->stem, SL_LIT("-"));
    if (std && k) return sl_usage(s, "standard output takes one file only, as of --format tsv");
    if (std) sl_puts(&b, t->stem);
    else sl_printf(&b, "%.*s%s%s", (int)t->stem.n, t->stem.p, o->ending, endings_of[c->codec]);
    o->path = sl_arena_copy(&c->keep, sl_view(&b)).p;
    sl_buf_free(&b);
    for (size_t i = 0; i < k; i++)
        if (!strcmp(c->outs[i].path, o->path)) return sl_usage(s, "two files would be written to '%s'", o->path);
    return 0;
}

static int name_files(sl_stage *s, const target *t) {
    conf *c = s->conf;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < c->nouts; i++) rc = name_file(s, t, i);
    sl_puts(&c->manifest_path, t->stem);
    sl_puts(&c->manifest_path, SL_LIT(".json"));
    if (rc == 0 && c->manifest && sl_utf8_valid(t->stem.p, t->stem.n) != t->stem.n)
        rc = sl_usage(s, "the name is not UTF-8: a manifest cannot tell it (see --no-manifest)");
    return rc || sl_eq(t->stem, SL_LIT("-")) ? rc : sl_pack_manifest_allowed(s);
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
        if (rc == 0) sl_pack_manifest_watch(s, o);
        if (rc == 0 && o->head) rc = o->head(s, o);
    }
    return rc;
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    target t = {0};
    int rc = parse_target(s, &t);
    if (rc) return rc;
    sl_str list = sl_cstr(c->format ? c->format : t.format ? t.format : "moses");
    do rc = add_format(s, sl_cut(&list, ','));
    while (rc == 0 && list.n);
    if (rc == 0) rc = name_files(s, &t);
    return rc ? rc : open_all(s);
}

static void done(void *p) {
    conf *c = p;
    for (size_t i = 0; i < c->nouts; i++) {
        sl_writer_abort(c->outs[i].w);
        sl_buf_free(&c->outs[i].b);
        sl_digest_free(&c->outs[i].text);
        sl_digest_free(&c->outs[i].packed);
    }
    free(c->outs);
    free(c->names);
    sl_buf_free(&c->marks);
    sl_buf_free(&c->manifest_path);
    sl_arena_free(&c->keep);
}

const sl_ops sl_stage_pack = {
    .name = "pack", .brief = "write a corpus as compressed files that stay in step", .opts = opts, .conf_size = sizeof(conf),
    .flags = SL_SINK | SL_COLUMNS | SL_BITEXT, .rules = rules, .counts = counts, .on_error = SL_STOP, .init = init, .push = push, .lines = sl_pack_lines, .flush = flush, .done = done};
