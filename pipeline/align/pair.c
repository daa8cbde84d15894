/* A pair of documents on its way; see pair.h. */
#include "pair.h"
#include "sluis/learner.h"
#include <stdlib.h>

enum { FULL = 1 << 20 };

void sl_pair_clear(sl_pair *p) {
    sl_clear(&p->lines);
    sl_clear(&p->name);
    sl_clear(&p->meta);
    sl_clear(&p->shown);
    p->ndrop = p->nbead = 0;
    p->there = p->unequal = false;
    p->verdict = 0;
    for (int k = 0; k < 2; k++) sl_held_clear(&p->side[k]);
}

static sl_pair_drop *dropped(sl_pair *p, sl_str line) {
    p->drop = sl_grow(p->drop, &p->dropcap, p->ndrop + 1, sizeof *p->drop);
    sl_puts(&p->lines, line);
    return &p->drop[p->ndrop++];
}

void sl_pair_drop_line(sl_pair *p, int rule, const char *why, sl_str line) {
    sl_pair_drop *d = dropped(p, line);
    *d = (sl_pair_drop){.rule = rule, .why = why, .end = p->lines.n};
}

void sl_pair_drop_invalid(sl_pair *p, const sl_rec *r, size_t at, unsigned char value) {
    sl_pair_drop *d = dropped(p, r->line);
    *d = (sl_pair_drop){.rule = SL_PAIR_INVALID, .byte = at, .value = value, .file = r->file, .number = r->number, .end = p->lines.n};
}

bool sl_pair_full(const sl_pair *p) { return p->lines.n + p->ndrop * sizeof *p->drop > FULL; }

static int tell(sl_stage *s, const sl_pair_drop *d, sl_str line) {
    if (d->rule != SL_PAIR_INVALID) return sl_drop_line(s, (unsigned)d->rule, d->why, line);
    sl_rec r = {line, d->file, d->number};
    s->rec = &r;
    sl_source_drop_invalid(s, d->value, d->byte);
    s->rec = NULL;
    return 0;
}

int sl_pair_tell(sl_stage *s, const sl_pair *p) {
    int rc = 0;
    size_t from = 0;
    for (size_t k = 0; k < p->ndrop && rc == 0; from = p->drop[k++].end)
        rc = tell(s, &p->drop[k], sl_slice(sl_view(&p->lines).p + from, p->drop[k].end - from));
    return rc;
}

/* The blank sentences of a side that stand before sentence `until`; *next is the number of the first that was not taken up yet. */
static void take_blanks(sl_pair *p, unsigned k, uint32_t *next, size_t until) {
    for (; *next < p->side[k].n && p->side[k].which[*next] < until; ++*next)
        p->bead[p->nbead++] = (sl_bead){.i = k ? 0 : *next, .j = k ? *next : 0, .a = !k, .b = k, .p = 1};
}

static size_t place(const sl_held *h, uint32_t k) { return k < h->nwords ? h->which[k] : h->n; }

void sl_pair_align(sl_pair *p, sl_aligner *a) {
    const sl_held *one = &p->side[0], *two = &p->side[1];
    const sl_align_text text[2] = {sl_held_text(one), sl_held_text(two)};
    uint32_t next[2] = {(uint32_t)one->nwords, (uint32_t)two->nwords};
    const sl_bead *b;
    size_t n = sl_align_document(a, &text[0], &text[1], &b), most = n + (one->n - one->nwords) + (two->n - two->nwords) + 1;
    p->verdict = sl_align_verdict(a);
    p->nbead = 0;
    p->bead = sl_grow(p->bead, &p->beadcap, most, sizeof *p->bead);
    for (size_t k = 0; k < n; k++) {
        take_blanks(p, 0, &next[0], place(one, b[k].i));
        take_blanks(p, 1, &next[1], place(two, b[k].j));
        p->bead[p->nbead++] = b[k];
    }
    take_blanks(p, 0, &next[0], one->n);
    take_blanks(p, 1, &next[1], two->n);
}

void sl_pair_free(sl_pair *p) {
    sl_buf_free(&p->lines);
    sl_buf_free(&p->name);
    sl_buf_free(&p->meta);
    for (int k = 0; k < 2; k++) sl_held_free(&p->side[k]);
    free(p->drop);
    free(p->bead);
    sl_buf_free(&p->shown);
    sl_lesson_free(p->lesson);
}
