/* Manifests, written and read; see sluis/manifest.h. */
#include "sluis/json.h"
#include "sluis/manifest.h"
#include <stdio.h>
#include <stdlib.h>

typedef enum { TEXT, NUMBER, HASH } kind;
static const struct { const char *key; kind kind; size_t at; bool optional; } fields[] = {
    {"name", TEXT, offsetof(sl_manifest_file, name), false}, {"format", TEXT, offsetof(sl_manifest_file, format), false},
    {"column", NUMBER, offsetof(sl_manifest_file, column), true}, {"lang", TEXT, offsetof(sl_manifest_file, lang), true},
    {"lines", NUMBER, offsetof(sl_manifest_file, lines), false}, {"bytes", NUMBER, offsetof(sl_manifest_file, bytes), false},
    {"xxh128", HASH, offsetof(sl_manifest_file, hash), false}, {"text_bytes", NUMBER, offsetof(sl_manifest_file, text_bytes), false},
    {"text_xxh128", HASH, offsetof(sl_manifest_file, text_hash), false}};
enum { NFIELDS = sizeof fields / sizeof *fields };

/* Writing. */

static void put_field(sl_buf *out, const sl_manifest_file *f, unsigned i) {
    const char *at = (const char *)f + fields[i].at;
    sl_printf(out, "%c\"%s\":", i ? ',' : '{', fields[i].key);
    if (fields[i].kind == NUMBER) sl_printf(out, "%llu", (unsigned long long)*(const uint64_t *)(const void *)at);
    else sl_json_put(out, fields[i].kind == TEXT ? *(const sl_str *)(const void *)at : sl_cstr(at));
}

static void put_file(sl_buf *out, const sl_manifest_file *f) {
    for (unsigned i = 0; i < NFIELDS; i++)
        if (!fields[i].optional || f->lang.n) put_field(out, f, i);
    sl_putc(out, '}');
}

static void put_lines(sl_buf *out, sl_str lines) {
    while (lines.n) {
        sl_puts(out, sl_cut(&lines, '\n'));
        if (lines.n) sl_putc(out, ',');
        sl_putc(out, '\n');
    }
}

void sl_manifest_put(sl_buf *out, const sl_manifest *m, sl_str options, sl_str stages) {
    sl_printf(out, SL_MANIFEST_BEGINS "1\",\"records\":%llu,\n\"pack\":", (unsigned long long)m->records);
    sl_puts(out, options);
    sl_puts(out, SL_LIT(",\n\"files\":[\n"));
    for (size_t i = 0; i < m->n; i++) {
        put_file(out, &m->files[i]);
        sl_puts(out, i + 1 < m->n ? SL_LIT(",\n") : SL_LIT("\n"));
    }
    sl_puts(out, SL_LIT("],\n\"stages\":[\n"));
    put_lines(out, stages);
    sl_puts(out, SL_LIT("]}\n"));
}

/* Reading. */

typedef struct { sl_json j; sl_manifest *m; sl_buf b; unsigned seen; } parser;

static bool bad(parser *p, const char *why) {
    if (!p->j.why) p->j.why = why;
    return false;
}

static bool text(parser *p, sl_str *out) {
    sl_clear(&p->b);
    if (!sl_json_string(&p->j, &p->b)) return false;
    *out = sl_arena_copy(&p->m->keep, sl_view(&p->b));
    return true;
}

static bool hash(parser *p, char *out) {
    sl_clear(&p->b);
    if (!sl_json_string(&p->j, &p->b)) return false;
    const char *s = sl_buf_c(&p->b);
    if (p->b.n != SL_DIGEST_HEX - 1 || strspn(s, "0123456789abcdef") != p->b.n) return bad(p, "a hash of 32 hexadecimal digits is wanted");
    memcpy(out, s, SL_DIGEST_HEX);
    return true;
}

static bool field(parser *p, sl_manifest_file *f, unsigned *seen) {
    char *at = (char *)f;
    for (unsigned i = 0; i < NFIELDS; i++) {
        if (!sl_eq(sl_view(&p->b), sl_cstr(fields[i].key))) continue;
        if (*seen >> i & 1) return bad(p, "a key that was there before");
        *seen |= 1u << i;
        at += fields[i].at;
        return fields[i].kind == TEXT ? text(p, (sl_str *)(void *)at) : fields[i].kind == NUMBER ? sl_json_uint(&p->j, (uint64_t *)(void *)at) : hash(p, at);
    }
    return sl_json_skip(&p->j);
}

/* A name is never a way to another folder. */
static bool good_name(sl_str n) { return n.n && !memchr(n.p, '/', n.n) && !memchr(n.p, 0, n.n); }

static bool one_file(parser *p) {
    sl_manifest_file f = {.name = {"", 0}, .format = {"", 0}, .lang = {"", 0}};
    unsigned seen = 0;
    if (!sl_json_open(&p->j, '{')) return false;
    for (bool first = true; sl_json_key(&p->j, &first, &p->b);)
        if (!field(p, &f, &seen)) return false;
    if (p->j.why) return false;
    for (unsigned i = 0; i < NFIELDS; i++)
        if (!fields[i].optional && !(seen >> i & 1)) return bad(p, "a key of a file is missing");
    if (!good_name(f.name)) return bad(p, "no name of a file in this folder");
    p->m->files = sl_grow(p->m->files, &p->m->cap, p->m->n + 1, sizeof f);
    p->m->files[p->m->n++] = f;
    return true;
}

static bool files(parser *p) {
    if (!sl_json_open(&p->j, '[')) return false;
    for (bool first = true; sl_json_item(&p->j, &first);)
        if (!one_file(p)) return false;
    return !p->j.why;
}

static bool kind_of(parser *p) {
    sl_clear(&p->b);
    return sl_json_string(&p->j, &p->b) && (sl_eq(sl_view(&p->b), SL_LIT("sluis 1")) || bad(p, "a manifest of another kind; \"sluis 1\" is known"));
}

static bool records(parser *p) { return sl_json_uint(&p->j, &p->m->records); }

static const struct { const char *key; bool (*read)(parser *); } keys[] = {{"manifest", kind_of}, {"records", records}, {"files", files}};
enum { NKEYS = sizeof keys / sizeof *keys };

static bool member(parser *p) {
    for (unsigned i = 0; i < NKEYS; i++) {
        if (!sl_eq(sl_view(&p->b), sl_cstr(keys[i].key))) continue;
        if (p->seen >> i & 1) return bad(p, "a key that was there before");
        p->seen |= 1u << i;
        return keys[i].read(p);
    }
    return sl_json_skip(&p->j);
}

static bool manifest(parser *p) {
    if (!sl_json_open(&p->j, '{')) return false;
    for (bool first = true; sl_json_key(&p->j, &first, &p->b);)
        if (!member(p)) return false;
    return sl_json_end(&p->j) && (p->seen == (1u << NKEYS) - 1 || bad(p, "not a manifest: a key is missing"));
}

static int failed(const parser *p, sl_str all, const char *file, sl_err *e) {
    size_t at = sl_json_at(&p->j);
    const char *q = at ? memrchr(all.p, '\n', at) : NULL;
    size_t start = q ? (size_t)(q - all.p) + 1 : 0;
    return sl_fail(e, SL_EDATA, file, sl_count_lines(sl_slice(all.p, at)) + 1, at - start + 1, "%s", p->j.why);
}

int sl_manifest_read(sl_manifest *m, sl_str all, const char *file, sl_err *e) {
    parser p = {.j = sl_json_new(all), .m = m};
    int rc = manifest(&p) ? 0 : failed(&p, all, file, e);
    sl_buf_free(&p.b);
    return rc;
}

void sl_manifest_free(sl_manifest *m) {
    free(m->files);
    sl_arena_free(&m->keep);
    *m = (sl_manifest){0};
}
