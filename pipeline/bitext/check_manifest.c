/* check: manifests; see check_manifest.h. */
#include "check_manifest.h"
#include "sluis/manifest.h"
#include <sys/stat.h>

static bool named(const char *path) { return sl_ends(sl_cstr(path), SL_LIT(".json")); }

bool sl_check_manifest_begins(const sl_rec *r) { return r->number == 1 && (named(r->file) || sl_starts(r->line, SL_LIT(SL_MANIFEST_BEGINS))); }

void sl_check_manifest_line(sl_check_manifest *m, const sl_rec *r) {
    if (!m->file) sl_clear(&m->text);
    m->file = r->file;
    sl_puts(&m->text, r->line);
    sl_putc(&m->text, '\n');
}

int sl_check_manifest_end(sl_check_manifest *m, int (*differs)(void *ctx, const char *what), void *ctx, sl_err *e) {
    sl_manifest read = {0};
    const char *file = m->file;
    m->file = NULL;
    int rc = sl_manifest_read(&read, sl_view(&m->text), file, e);
    if (rc == 0) rc = sl_manifest_verify(&read, file, differs, ctx);
    sl_manifest_free(&read);
    return rc;
}

int sl_check_manifest_empty(const sl_stage *s) {
    struct stat st;
    for (size_t i = 0; i < s->ninputs; i++) {
        const char *path = s->inputs[i].path;
        if (named(path) && stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == 0)
            return sl_fail(s->err, SL_EDATA, path, 0, 0, "not a manifest: it is empty");
    }
    return 0;
}
