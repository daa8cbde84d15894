/* pack: the manifest of a corpus, and the statistics of the stages that made it. */
#include "pack.h"
#include "sluis/json.h"
#include "sluis/manifest.h"
#include "sluis/report.h"
#include "sluis/version.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static const char *file_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void watch(void *digest, sl_str bytes) { sl_digest_add(digest, bytes.p, bytes.n); }

void sl_pack_manifest_watch(const sl_stage *s, sl_pack_out *o) {
    const sl_pack *c = s->conf;
    if (c->manifest && c->codec != SL_PLAIN && sl_writer_is_file(o->w)) sl_writer_watch(o->w, watch, &o->packed);
}

static void add_file(const sl_stage *s, sl_manifest *m, sl_pack_out *o) {
    const sl_pack *c = s->conf;
    sl_manifest_file *f = &m->files[m->n];
    sl_digest *raw = c->codec == SL_PLAIN ? &o->text : &o->packed;
    *f = (sl_manifest_file){.name = sl_cstr(file_name(o->path)), .format = sl_cstr(o->format), .lang = sl_cstr(o->whole ? c->langs[o->side] : ""),
                            .column = s->common->fields[o->side], .lines = o->text.lines, .bytes = raw->bytes, .text_bytes = o->text.bytes};
    sl_digest_hex(raw, f->hash);
    sl_digest_hex(&o->text, f->text_hash);
    m->n++;
}

/* Of pack itself: what decides the bytes. */
static void put_options(const sl_stage *s, sl_buf *b) {
    static const char *const xml[] = {"replace", "drop", "stop"};
    const sl_pack *c = s->conf;
    const sl_common *m = s->common;
    sl_puts(b, SL_LIT("{\"version\":\"" SL_VERSION "\",\"formats\":["));
    for (size_t i = 0; i < c->nouts; i++)
        if (!i || strcmp(c->outs[i].format, c->outs[i - 1].format)) sl_printf(b, "%s\"%s\"", i ? "," : "", c->outs[i].format);
    sl_puts(b, SL_LIT("],\"fields\":["));
    for (unsigned i = 0; i < m->nfields; i++) sl_printf(b, "%s%u", i ? "," : "", m->fields[i]);
    sl_puts(b, SL_LIT("],\"langs\":["));
    for (unsigned i = 0; i < m->nfields && c->langs[i]; i++) sl_printf(b, "%s\"%s\"", i ? "," : "", c->langs[i]);
    sl_printf(b, "],\"compressed\":%s,\"not_xml\":\"%s\"}", c->plain ? "false" : "true", xml[c->not_xml]);
}

static int add_lines(sl_report *r, sl_str all, const char *file, sl_err *e) {
    int rc = 0;
    for (uint64_t n = 1; rc == 0 && all.n; n++) rc = sl_report_line(r, sl_cut(&all, '\n'), file, n, e);
    return rc;
}

/* Upstream stages first, as they were given; then this chain. */
static int put_stages(sl_stage *s, sl_buf *out) {
    const sl_pack *c = s->conf;
    sl_report r = {.apart = true};
    sl_buf b = {0};
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < c->stats.n; i++) {
        sl_clear(&b);
        rc = sl_read_file(c->stats.v[i], &b, s->err);
        if (rc == 0) rc = add_lines(&r, sl_view(&b), c->stats.v[i], s->err);
    }
    sl_clear(&b);
    sl_flush_stats(s, &b);
    if (rc == 0) rc = add_lines(&r, sl_view(&b), "the statistics of this chain", s->err);
    if (rc == 0 && r.mixed) sl_warn(s, "the statistics are of different versions");
    if (rc == 0) sl_report_json(&r, out);
    sl_buf_free(&b);
    sl_report_free(&r);
    return rc;
}

static int make(sl_stage *s, sl_buf *out) {
    const sl_pack *c = s->conf;
    sl_manifest m = {.records = c->records, .files = sl_zalloc((c->nouts + 1) * sizeof *m.files)};
    sl_buf options = {0}, stages = {0};
    int rc = put_stages(s, &stages);
    for (size_t i = 0; rc == 0 && i < c->nouts; i++) add_file(s, &m, &c->outs[i]);
    put_options(s, &options);
    if (rc == 0) sl_manifest_put(out, &m, sl_view(&options), sl_view(&stages));
    sl_buf_free(&options);
    sl_buf_free(&stages);
    sl_manifest_free(&m);
    return rc;
}

int sl_pack_manifest_allowed(sl_stage *s) {
    sl_pack *c = s->conf;
    char head[sizeof SL_MANIFEST_BEGINS] = "";
    struct stat st;
    const char *path = sl_buf_c(&c->manifest_path);
    if (!c->manifest || stat(path, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size == 0) return 0;
    FILE *f = fopen(path, "re");
    bool good = f && fread(head, 1, sizeof head - 1, f) == sizeof head - 1 && !memcmp(head, SL_MANIFEST_BEGINS, sizeof head - 1);
    if (f) fclose(f);
    return good ? 0 : sl_usage(s, "%s is there and is no manifest of pack: it is not overwritten (see --no-manifest)", path);
}

int sl_pack_manifest(sl_stage *s, sl_writer **w) {
    sl_pack *c = s->conf;
    sl_buf b = {0};
    bool wanted = c->manifest;
    *w = NULL;
    for (size_t i = 0; i < c->nouts; i++) wanted = wanted && sl_writer_is_file(c->outs[i].w);
    if (!wanted) return 0;
    int rc = make(s, &b);
    if (rc == 0) rc = sl_writer_open(w, sl_buf_c(&c->manifest_path), s->err);
    if (rc == 0) rc = sl_write(*w, b.p, b.n, s->err);
    if (rc == 0) rc = sl_writer_finish(*w, s->err);
    if (rc) { sl_writer_abort(*w); *w = NULL; }
    sl_buf_free(&b);
    return rc;
}
