/* Language data, compiled in or read from --data DIR; see sluis/data.h. */
#include "sluis/data.h"
#include "embed.h"
#include <errno.h>

static const struct sl_embed *find(const char *name) {
    for (const struct sl_embed *x = sl_embedded; x->name; x++)
        if (!strcmp(x->name, name)) return x;
    return NULL;
}

void sl_data_languages(const char *file, sl_buf *out) {
    const char *comma = "";
    for (const struct sl_embed *x = sl_embedded; x->name; x++) {
        const char *slash = strchr(x->name, '/');
        if (!slash || strcmp(slash + 1, file)) continue;
        sl_printf(out, "%s%.*s", comma, (int)(slash - x->name), x->name);
        comma = ", ";
    }
}

/* 1: read into hold; 0: not there; else an error. */
static int from_dir(const char *dir, const char *name, sl_buf *hold, sl_err *e) {
    sl_buf path = {0};
    sl_printf(&path, "%s/%s", dir, name);
    sl_clear(hold);
    int rc = 1;
    if (sl_buf_file(hold, path.p) != 0) rc = errno == ENOENT ? 0 : -sl_fail_io(e, path.p, "cannot read");
    sl_buf_free(&path);
    return rc;
}

int sl_data(const char *name, const char *dir, sl_buf *hold, sl_str *out, sl_err *e) {
    if (dir) {
        int rc = from_dir(dir, name, hold, e);
        if (rc < 0) return -rc;
        if (rc) { *out = sl_view(hold); return 0; }
    }
    const struct sl_embed *x = find(name);
    if (!x) return sl_fail(e, SL_EUSAGE, name, 0, 0, "no such language data");
    *out = sl_slice(x->from, (size_t)(x->to - x->from));
    return 0;
}

static sl_str trim(sl_str s) {
    while (s.n && (s.p[0] == ' ' || s.p[0] == '\t')) s.p++, s.n--;
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t' || s.p[s.n - 1] == '\r')) s.n--;
    return s;
}

bool sl_data_line(sl_str *rest, sl_str *line) {
    while (rest->n) {
        *line = trim(sl_cut(rest, '\n'));
        if (line->n && line->p[0] != '#') return true;
    }
    return false;
}
