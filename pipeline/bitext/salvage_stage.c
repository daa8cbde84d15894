/* Damaged files told of, and saved from; see salvage_stage.h. */
#include "salvage_stage.h"
#include "sluis/gzindex.h"
#include <fcntl.h>
#include <unistd.h>

typedef struct { sl_stage *s; const char *path; uint64_t number; } work;

#define LLU(n) ((unsigned long long)(n))

static int warn_of(void *ctx, const sl_hole *h) {
    const work *w = ctx;
    if (h->from == h->to) sl_warn(w->s, "%s: at byte %llu, behind line %llu: %s", w->path, LLU(h->from + 1), LLU(h->lines), h->why);
    else
        sl_warn(w->s, "%s: lost are bytes %llu to %llu, behind line %llu of what is saved: %s (seen at byte %llu)", w->path, LLU(h->from + 1), LLU(h->to),
                LLU(h->lines), h->why, LLU(h->seen + 1));
    return 0;
}

static void count(sl_stage *s, unsigned first, const sl_saved *v) {
    const uint64_t n[SL_SALVAGE_NCOUNTS] = {v->members, v->lines, v->bytes, v->holes, v->lost};
    for (unsigned i = 0; i < SL_SALVAGE_NCOUNTS; i++) s->count[first + i] += n[i];
}

static void sum_up(const sl_saved *v, const char *can, sl_buf *b) {
    static const char *const s[] = {"", "s"};
    sl_clear(b);
    sl_printf(b, "damaged: %llu member%s with %llu line%s, %llu byte%s, %s saved; %llu byte%s of the file in %llu place%s %s lost", LLU(v->members),
              s[v->members != 1], LLU(v->lines), s[v->lines != 1], LLU(v->bytes), s[v->bytes != 1], can, LLU(v->lost), s[v->lost != 1], LLU(v->holes),
              s[v->holes != 1], v->lost == 1 ? "is" : "are");
}

/* A file that looks whole may have lost members at its end: its index knows. 1: nothing speaks against it; 0; else minus a code. */
static int fits_index(sl_stage *s, const char *path) {
    sl_gzindex x = {0};
    sl_err e = {0};
    bool found;
    int fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0) return 1;
    int rc = sl_gzindex_load(&x, fd, path, &found, &e);
    sl_gzindex_free(&x);
    close(fd);
    if (rc && rc != SL_EDATA) *s->err = e;
    return rc == SL_EDATA ? 0 : rc ? -rc : 1;
}

/* Of one file: count it and, if it is damaged, say what of it can be saved. 1: it is good; 0; else minus a code. */
static int check_file(sl_stage *s, const char *path, unsigned first, sl_buf *b) {
    sl_saved v;
    work w = {s, path, 0};
    int rc = sl_salvage_file(path, &(sl_salvage){.hole = warn_of, .ctx = &w}, &v, s->err);
    count(s, first, &v);
    int fits = rc ? 1 : fits_index(s, path);
    if (rc || fits < 0) return rc ? -rc : fits;
    if (v.holes) sum_up(&v, "can be", b);
    else if (!fits) sl_clear(b), sl_printf(b, "its index (.gzi) does not fit: what is there is whole, %llu bytes of text, but members may be missing", LLU(v.bytes));
    return v.holes == 0 && fits;
}

int sl_check_gzip(sl_stage *s, unsigned first) {
    sl_buf b = {0};
    size_t bad = 0;
    int good = 1;
    for (size_t i = 0; good >= 0 && i < s->ninputs; i++) {
        const char *path = s->inputs[i].path;
        good = check_file(s, path, first, &b);
        if (good) continue;
        bad++;
        if (s->ninputs > 1) sl_warn(s, "%s: %s", path, sl_buf_c(&b));
        else sl_source_amiss(s, "%s: %s", path, sl_buf_c(&b));
    }
    if (good >= 0 && bad && s->ninputs > 1) sl_source_amiss(s, "%zu of %zu files are damaged", bad, s->ninputs);
    sl_buf_free(&b);
    return good < 0 ? -good : 0;
}

/* Held to --on-error, line by line, as unpack holds any line. */
static int emit_lines(void *ctx, sl_str lines) {
    work *w = ctx;
    int rc = 0;
    while (rc == 0 && lines.n) {
        sl_rec r = {sl_cut(&lines, '\n'), w->path, ++w->number};
        sl_str line = r.line;
        sl_source_rec(w->s, &r);
        int good = sl_source_utf8(w->s, &line);
        rc = good > 0 ? sl_emit_str(w->s, line) : -good;
        sl_source_rec(w->s, NULL);
    }
    return rc;
}

int sl_unpack_salvage(sl_stage *s, const char *path, unsigned first) {
    sl_saved v;
    sl_buf b = {0};
    work w = {s, path, 0};
    int rc = sl_salvage_file(path, &(sl_salvage){emit_lines, warn_of, &w}, &v, s->err);
    count(s, first, &v);
    sum_up(&v, "were", &b);
    if (rc == 0 && v.holes) sl_source_amiss(s, "%s: %s", path, sl_buf_c(&b));
    sl_buf_free(&b);
    return rc;
}
