/* Files held against their manifest; see sluis/manifest.h. */
#include "sluis/manifest.h"

static void number(sl_buf *what, const char *name, uint64_t is, uint64_t should) {
    if (!what->n && is != should) sl_printf(what, "%llu %s, not %llu", (unsigned long long)is, name, (unsigned long long)should);
}

static void digest(sl_buf *what, const char *name, sl_digest *d, const char *should) {
    char hex[SL_DIGEST_HEX];
    sl_digest_hex(d, hex);
    if (!what->n && strcmp(hex, should)) sl_printf(what, "%s is %s, not %s", name, hex, should);
}

/* The file as it lies there, then what is in it; `what` gets the first thing that differs. */
static void look(const sl_manifest *m, const sl_manifest_file *f, const char *path, sl_buf *what) {
    sl_digest raw = {0}, text = {0};
    sl_err e = {0};
    if (sl_digest_raw(&raw, path, &e)) sl_printf(what, "%s", e.msg);
    number(what, "bytes", raw.bytes, f->bytes);
    digest(what, "XXH3-128", &raw, f->hash);
    if (!what->n && sl_digest_text(&text, path, &e)) sl_printf(what, "%s", e.msg);
    number(what, "lines", text.lines, f->lines);
    number(what, "bytes of text", text.bytes, f->text_bytes);
    digest(what, "XXH3-128 of the text", &text, f->text_hash);
    if (f->lang.n) number(what, "lines", f->lines, m->records);
    sl_digest_free(&raw);
    sl_digest_free(&text);
}

int sl_manifest_verify(const sl_manifest *m, const char *path, int (*differs)(void *ctx, const char *what), void *ctx) {
    const char *slash = strrchr(path, '/');
    sl_buf at = {0}, what = {0}, line = {0};
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < m->n; i++) {
        const sl_manifest_file *f = &m->files[i];
        sl_clear(&at), sl_clear(&what), sl_clear(&line);
        sl_put(&at, path, slash ? (size_t)(slash - path) + 1 : 0);
        sl_puts(&at, f->name);
        look(m, f, sl_buf_c(&at), &what);
        if (!what.n) continue;
        sl_printf(&line, "%s: %s", sl_buf_c(&at), sl_buf_c(&what));
        rc = differs(ctx, sl_buf_c(&line));
    }
    sl_buf_free(&at), sl_buf_free(&what), sl_buf_free(&line);
    return rc;
}
