/* Documents of two streams, paired by name in one pass; see flow.h. Streams without documents are one document each, also when one of
 * them is empty. */
#include "flow.h"

static sl_align_flow *flow(const sl_stage *s) { return s->self; }

/* Past a document that can't be paired, sentence by sentence. */
static int skip(sl_stage *s, sl_stream *d, unsigned rule) {
    sl_align_flow *w = flow(s);
    static const struct { unsigned say, count; } as[] = {
        [SL_NO_PARTNER] = {SL_SAY_UNPAIRED, SL_UNPAIRED}, [SL_OUT_OF_ORDER] = {SL_SAY_UNORDERED, SL_UNORDERED}, [SL_REPEATED] = {SL_SAY_AGAIN, SL_AGAIN}};
    int rc = 0;
    s->count[as[rule].count + d->which]++;
    sl_notice_add(&w->notices, as[rule].say, d->which, d->path, d->number, d->doc);
    sl_stream_begin(d);
    while (rc == 0 && sl_stream_within(d)) {
        sl_str line = sl_view(&d->line);
        if (d->id.n) d->line.p[d->par.p + d->par.n - d->line.p] = '\t';
        sl_pair_drop_line(sl_jobs_pair(w->jobs), (int)rule, sl_align_side[d->which], line);
        rc = sl_stream_fetch(s, d);
        if (rc == 0 && sl_pair_full(sl_jobs_pair(w->jobs))) rc = sl_jobs_give(w->jobs);
    }
    return rc;
}

static int pair(sl_stage *s, sl_stream *one, sl_stream *two) {
    sl_pair *p = sl_jobs_pair(flow(s)->jobs);
    int rc = sl_stream_load(s, one, &p->side[0]);
    if (rc == 0) rc = sl_stream_load(s, two, &p->side[1]);
    sl_puts(&p->name, sl_view(one->name.n ? &one->name : &two->name));
    return rc ? rc : sl_align_give(s, NULL);
}

static int unlike(sl_stage *s, const sl_stream *with, const sl_stream *without) {
    return sl_fail(s->err, SL_EDATA, without->path, without->number, 0, "has no doc column, but %s has", with->path);
}

static int next_document(sl_stage *s, sl_stream *one, sl_stream *two) {
    int late[] = {sl_stream_late(one), sl_stream_late(two)};
    if (one->pending && two->pending && one->docs != two->docs) return one->docs ? unlike(s, one, two) : unlike(s, two, one);
    if ((one->pending && !one->docs) || (two->pending && !two->docs)) return pair(s, one, two);
    if (late[0] >= 0 || late[1] >= 0) return late[0] >= 0 ? skip(s, one, (unsigned)late[0]) : skip(s, two, (unsigned)late[1]);
    int order = !one->pending ? 1 : !two->pending ? -1 : sl_cmp(one->doc, two->doc);
    return order == 0 ? pair(s, one, two) : skip(s, order < 0 ? one : two, SL_NO_PARTNER);
}

int sl_merge_run(sl_stage *s) {
    sl_align_flow *w = flow(s);
    int rc = 0;
    for (unsigned k = 0; k < 2 && rc == 0; k++) rc = sl_stream_open(s, &w->side[k], k);
    for (unsigned k = 0; k < 2 && rc == 0; k++) rc = sl_stream_fetch(s, &w->side[k]);
    while (rc == 0 && (w->side[0].pending || w->side[1].pending)) rc = next_document(s, &w->side[0], &w->side[1]);
    return rc;
}
