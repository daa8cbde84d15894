/* Files that must be different; see sluis/files.h. */
#include "sluis/files.h"
#include <sys/stat.h>

static bool counts(const char *path) { return path && strcmp(path, "-") && strncmp(path, "/dev/", 5); }

static bool same(const char *a, const char *b) {
    struct stat x, y;
    if (!counts(a) || !counts(b)) return false;
    if (!strcmp(a, b)) return true;
    return !stat(a, &x) && !stat(b, &y) && S_ISREG(x.st_mode) && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static int spares_read(sl_stage *s, const sl_named_file *f, const sl_named_file *read, size_t n) {
    for (size_t k = 0; k < s->ninputs; k++)
        if (same(f->path, s->inputs[k].path)) return sl_usage(s, "%s would replace an input", f->option);
    for (size_t k = 0; k < n; k++)
        if (same(f->path, read[k].path)) return sl_usage(s, "%s would replace what %s reads", f->option, read[k].option);
    return 0;
}

int sl_files_differ(sl_stage *s, const sl_named_file *written, size_t nwritten, const sl_named_file *read, size_t n) {
    const sl_named_file usual[] = {{"--rejects", s->common->rejects}, {"--stats", s->common->stats}, {"--output", s->common->output}};
    enum { USUAL = sizeof usual / sizeof *usual, OUTPUT = USUAL - 1 };
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < nwritten; i++) {
        for (size_t k = i + 1; k < nwritten + USUAL; k++) {
            const sl_named_file *other = k < nwritten ? &written[k] : &usual[k - nwritten];
            if (same(written[i].path, other->path)) return sl_usage(s, "%s and %s would write the same file", written[i].option, other->option);
        }
        rc = spares_read(s, &written[i], read, n);
    }
    for (size_t i = 0; rc == 0 && i < OUTPUT; i++) {
        for (size_t k = i + 1; k < USUAL; k++)
            if (same(usual[i].path, usual[k].path)) return sl_usage(s, "%s and %s would write the same file", usual[i].option, usual[k].option);
        rc = spares_read(s, &usual[i], read, n);
    }
    return rc;
}
