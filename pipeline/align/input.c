/* What streams and tables have in common; see flow.h. */
#include "flow.h"
#include "sluis/utf8.h"

static sl_align_flow *flow(const sl_stage *s) { return s->self; }

static bool readable(void *lines) { return !sl_lines_would_block(lines); }

/* Before a read that would block: what was given is written as soon as it is ready, while nothing comes in. */
static int idle(void *stage) {
    sl_stage *s = stage;
    int rc = sl_jobs_wait(flow(s)->jobs, readable, flow(s)->reading);
    return rc ? rc : sl_push_out(s);
}

int sl_align_open(sl_stage *s, const char *path, sl_lines **l) {
    int rc = sl_source_open(s, path, l);
    if (rc == 0) sl_lines_idle(*l, idle, s);
    return rc;
}

int sl_align_next(sl_stage *s, sl_lines *l, sl_str *line) {
    flow(s)->reading = l;
    return sl_lines_next(l, line, s->err);
}

int sl_align_utf8(sl_stage *s, sl_str *text) {
    size_t at = s->common->on_error == SL_DROP ? sl_utf8_valid(text->p, text->n) : text->n;
    if (at == text->n) return sl_source_utf8(s, text);
    sl_pair_drop_invalid(sl_jobs_pair(flow(s)->jobs), s->rec, at, (unsigned char)text->p[at]);
    return 0;
}

static int too_slow(sl_stage *s, const char *path, sl_str name, sl_str id) {
    const char *of = name.n ? " of document " : "";
    return sl_fail(s->err, SL_EDATA, path, 0, 0, "--hard: the expression takes too long in sentence %.*s%s%.*s", (int)(id.n < 50 ? id.n : 50), id.p, of,
                   (int)(name.n < 100 ? name.n : 100), name.p);
}

int sl_align_give(sl_stage *s, const char *path) {
    const sl_align_conf *c = s->conf;
    sl_align_flow *w = flow(s);
    sl_pair *p = sl_jobs_pair(w->jobs);
    for (unsigned k = 0; k < 2; k++) {
        size_t slow = sl_hard_mark(&c->hard, &w->find, &p->side[k]);
        if (slow != SIZE_MAX) return too_slow(s, path ? path : w->side[k].path, sl_view(&p->name), sl_held_name(&p->side[k], slow));
    }
    p->unequal = !sl_hard_agree(&p->side[0], &p->side[1]);
    for (unsigned k = 0; k < 2; k++) sl_held_sift(&p->side[k]);
    p->there = true;
    return sl_jobs_give(w->jobs);
}
