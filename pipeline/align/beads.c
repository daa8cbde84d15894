/* What came of a pair of documents, as records; see flow.h. */
#include "flow.h"

static sl_align_flow *flow(const sl_stage *s) { return s->self; }

void sl_beads_put_prob(sl_buf *out, double p) {
    unsigned n = (unsigned)(p * 10000 + 0.5);
    sl_printf(out, "%u.%04u", n / 10000, n % 10000);
}

void sl_beads_count(const sl_pair *p, uint64_t *n) {
    enum { C11, C12, C21, C22, C10, C01, OTHER };
    static const unsigned char of[3][3] = {{OTHER, C01, OTHER}, {C10, C11, C12}, {OTHER, C21, C22}};
    for (size_t k = 0; k < p->nbead; k++) {
        const sl_bead *x = &p->bead[k];
        n[x->a < 3 && x->b < 3 ? of[x->a][x->b] : OTHER]++;
    }
}

/* Parts of a bitext record. */

static void put_texts(sl_buf *out, const sl_held *d, uint32_t from, unsigned n) {
    size_t at = out->n;
    for (unsigned k = 0; k < n; k++) {
        if (out->n > at && d->text[from + k].n) sl_putc(out, ' ');
        sl_puts(out, d->text[from + k]);
    }
    sl_putc(out, '\t');
}

/* The further columns of the first sentence; as many empty ones where there is none. */
static void put_meta(sl_buf *out, const sl_held *d, uint32_t from, unsigned n, unsigned columns) {
    if (!columns) return;
    sl_putc(out, '\t');
    if (n) sl_puts(out, sl_held_meta(d, from));
    else for (unsigned k = 1; k < columns; k++) sl_putc(out, '\t');
}

static void put_bitext(sl_stage *s, sl_buf *out, const sl_pair *p, const sl_bead *x) {
    const sl_align_conf *c = s->conf;
    put_texts(out, &p->side[0], x->i, x->a);
    put_texts(out, &p->side[1], x->j, x->b);
    sl_beads_put_prob(out, (double)x->p);
    sl_putc(out, '\t');
    sl_puts(out, sl_view(&p->name));
    sl_held_put_ids(&p->side[0], x->i, x->a, out);
    sl_held_put_ids(&p->side[1], x->j, x->b, out);
    sl_printf(out, "\t%u-%u", x->a, x->b);
    if (c->meta) {
        put_meta(out, &p->side[0], x->i, x->a, flow(s)->side[0].nmeta);
        put_meta(out, &p->side[1], x->j, x->b, flow(s)->side[1].nmeta);
    }
    sl_puts(out, sl_view(&p->meta));
}

/* Records of numbers. */

static void put_doc(sl_buf *out, const sl_pair *p) {
    if (!p->name.n) return;
    sl_puts(out, sl_view(&p->name));
    sl_putc(out, '\t');
}

static void put_numbers(sl_buf *out, const sl_held *d, uint32_t from, unsigned n) {
    sl_putc(out, '[');
    for (unsigned k = 0; k < n; k++) sl_printf(out, "%s%u", k ? "," : "", d->which[from + k]);
    sl_putc(out, ']');
}

static void put_index(sl_buf *out, const sl_pair *p, const sl_bead *x) {
    put_doc(out, p);
    put_numbers(out, &p->side[0], x->i, x->a);
    sl_putc(out, ':');
    put_numbers(out, &p->side[1], x->j, x->b);
    sl_putc(out, ':');
    sl_beads_put_prob(out, (double)x->p);
}

static int rung(sl_stage *s, const sl_pair *p, size_t i, size_t j, double prob) {
    sl_buf *out = sl_out(s);
    put_doc(out, p);
    sl_printf(out, "%zu\t%zu\t", i, j);
    sl_beads_put_prob(out, prob);
    return sl_emit(s);
}

/* Blank sentences within a bead make no rung. */
static int ladder(sl_stage *s, const sl_pair *p) {
    size_t at[2] = {0, 0};           /* behind the last bead */
    int rc = 0;
    for (size_t k = 0; k < p->nbead && rc == 0; k++) {
        const sl_bead *x = &p->bead[k];
        const uint32_t from[] = {x->i, x->j}, n[] = {x->a, x->b};
        bool within = false;
        for (unsigned d = 0; d < 2; d++) within |= n[d] && p->side[d].which[from[d]] < at[d];
        if (within) continue;
        rc = rung(s, p, at[0], at[1], (double)x->p);
        for (unsigned d = 0; d < 2; d++)
            if (n[d]) at[d] = p->side[d].which[from[d] + n[d] - 1] + 1;
    }
    return rc ? rc : rung(s, p, p->side[0].n, p->side[1].n, 0);
}

static int drop(sl_stage *s, unsigned rule, double value, const sl_pair *p, const sl_bead *x) {
    sl_buf *out = &flow(s)->line;
    char number[32];
    sl_clear(out);
    sl_beads_put_prob(out, value);
    memcpy(number, sl_buf_c(out), out->n + 1);
    sl_clear(out);
    put_bitext(s, out, p, x);
    return sl_drop_line(s, rule, number, sl_view(out));
}

static int bead(sl_stage *s, const sl_pair *p, const sl_bead *x) {
    const sl_align_conf *c = s->conf;
    if (!c->all && (!x->a || !x->b)) return drop(s, SL_ONE_SIDED, (double)x->p, p, x);
    if ((double)x->p < c->min_prob) return drop(s, SL_LOW_PROB, (double)x->p, p, x);
    if (c->index) put_index(sl_out(s), p, x);
    else put_bitext(s, sl_out(s), p, x);
    return sl_emit(s);
}

static const char no_translation[] = "not-a-translation";

/* What is to be said of the document. */
static const char *judge(sl_stage *s, const sl_pair *p) {
    const sl_align_conf *c = s->conf;
    sl_align_flow *w = flow(s);
    bool empty = false;
    for (unsigned k = 0; k < 2; k++) {
        if (p->side[k].nwords) continue;
        s->count[SL_EMPTY + k]++;
        sl_notice_add(&w->notices, SL_SAY_EMPTY, k, s->inputs[s->ninputs > 1 ? k : 0].path, 0, sl_view(&p->name));
        empty = true;
    }
    if (p->unequal) {
        s->count[SL_UNEQUAL]++;
        sl_notice_add(&w->notices, SL_SAY_UNEQUAL, 0, NULL, 0, sl_view(&p->name));
    }
    if (empty) return "empty";
    if (p->verdict >= c->min_verdict) return "translation";
    s->count[SL_UNLIKE]++;
    sl_notice_add(&w->notices, c->drop_unlike ? SL_SAY_DROPPED : SL_SAY_UNLIKE, 0, NULL, 0, sl_view(&p->name));
    return no_translation;
}

int sl_beads_write(void *stage, const sl_pair *p) {
    sl_stage *s = stage;
    const sl_align_conf *c = s->conf;
    int rc = sl_pair_tell(s, p);
    if (rc || !p->there) return rc;
    s->count[SL_DOCUMENTS]++;
    sl_beads_count(p, s->count + SL_BEADS);
    const char *verdict = judge(s, p);
    bool unlike = c->drop_unlike && verdict == no_translation;
    rc = sl_verdict_write(s, p, verdict);
    if (rc == 0) rc = sl_align_show_pair(&flow(s)->show, p, s->err);
    if (rc == 0 && !unlike && c->ladder) return ladder(s, p);
    for (size_t k = 0; k < p->nbead && rc == 0; k++)
        rc = unlike ? drop(s, SL_NO_TRANSLATION, p->verdict, p, &p->bead[k]) : bead(s, p, &p->bead[k]);
    return rc;
}
