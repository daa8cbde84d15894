/* A line for each pair of documents: is it a translation, and what it was made of; see flow.h. */
#include "flow.h"

static const char head[] = "#doc\tscore\tverdict\tnl\ten\t1-1\t1-2\t2-1\t2-2\t1-0\t0-1\tother\tprobability\n";

static sl_align_flow *flow(const sl_stage *s) { return s->self; }

int sl_verdict_open(sl_stage *s) {
    const char *path = ((const sl_align_conf *)s->conf)->verdict;
    if (!path) return 0;
    int rc = sl_writer_open(&flow(s)->verdict, path, s->err);
    return rc ? rc : sl_write(flow(s)->verdict, head, sizeof head - 1, s->err);
}

static double mean(const sl_pair *p) {
    double sum = 0;
    for (size_t k = 0; k < p->nbead; k++) sum += (double)p->bead[k].p;
    return p->nbead ? sum / (double)p->nbead : 0;
}

int sl_verdict_write(sl_stage *s, const sl_pair *p, const char *verdict) {
    uint64_t n[7] = {0};
    sl_buf *b = &flow(s)->text;
    if (!flow(s)->verdict) return 0;
    sl_clear(b);
    sl_puts(b, sl_view(&p->name));
    sl_putc(b, '\t');
    sl_beads_put_prob(b, p->verdict);
    sl_printf(b, "\t%s\t%zu\t%zu", verdict, p->side[0].n, p->side[1].n);
    sl_beads_count(p, n);
    for (int k = 0; k < 7; k++) sl_printf(b, "\t%llu", (unsigned long long)n[k]);
    sl_putc(b, '\t');
    sl_beads_put_prob(b, mean(p));
    sl_putc(b, '\n');
    return sl_write(flow(s)->verdict, sl_view(b).p, b->n, s->err);
}

int sl_verdict_close(sl_stage *s, int rc) {
    sl_writer *w = flow(s)->verdict;
    flow(s)->verdict = NULL;
    if (!w) return rc;
    if (rc && sl_writer_is_file(w)) return sl_writer_abort(w), rc;
    int closed = sl_writer_close(w, s->err);
    return rc ? rc : closed;
}
