/* A pair of documents on its way; see pair.h. */
#include "pair.h"
#include <stdlib.h>

enum { FULL = 1 << 20 };

void sl_pair_clear(sl_pair *p) {
    sl_clear(&p->lines);
    sl_clear(&p->name);
    sl_clear(&p->meta);
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

void sl_pair_align(sl_pair *p, sl_aligner *a, bool parts) {
    const sl_align_text one = sl_held_text(&p->side[0]), two = sl_held_text(&p->side[1]);
    const sl_bead *b;
    p->nbead = sl_align_document(a, &one, &two, &b);
    p->bead = sl_grow(p->bead, &p->beadcap, p->nbead + 1, sizeof *p->bead);
    if (p->nbead) memcpy(p->bead, b, p->nbead * sizeof *b);
    p->verdict = sl_align_verdict(a);
    if (!parts) return;
    p->part = sl_grow(p->part, &p->partcap, p->nbead + 1, sizeof *p->part);
    for (size_t k = 0; k < p->nbead; k++) p->part[k] = b[k].a && b[k].b ? sl_align_explain(a, &b[k]) : (sl_align_parts){0};
}

void sl_pair_free(sl_pair *p) {
    sl_buf_free(&p->lines);
    sl_buf_free(&p->name);
    sl_buf_free(&p->meta);
    for (int k = 0; k < 2; k++) sl_held_free(&p->side[k]);
    free(p->drop);
    free(p->bead);
    free(p->part);
}
