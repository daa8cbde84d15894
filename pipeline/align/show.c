/* What align writes beside its output; see show.h. */
#include "show.h"
#include <stdlib.h>

int sl_align_show_open(sl_align_show *s, const sl_align_files *f, sl_err *e) {
    int rc = f->explain ? sl_writer_open(&s->rows_to, f->explain, e) : 0;
    if (rc == 0 && f->plot) rc = sl_writer_open(&s->plot_to, f->plot, e);
    static const char head[] = "#doc\tnl-ids\ten-ids\t" SL_EXPLAIN_COLUMNS "\n";
    return rc == 0 && s->rows_to ? sl_write(s->rows_to, head, sizeof head - 1, e) : rc;
}

void sl_align_show_look(const void *of, sl_pair *p, sl_aligner *a) {
    sl_explain x = {0};
    (void)of;
    for (size_t k = 0; k < p->nbead; k++) {
        const sl_bead *b = &p->bead[k];
        sl_puts(&p->shown, sl_view(&p->name));
        sl_held_put_ids(&p->side[0], b->i, b->a, &p->shown);
        sl_held_put_ids(&p->side[1], b->j, b->b, &p->shown);
        sl_putc(&p->shown, '\t');
        sl_explain_bead(&x, a, b, &p->shown);
        sl_putc(&p->shown, '\n');
    }
    sl_explain_free(&x);
}

/* Blank sentences are not drawn. */
static void draw(sl_align_show *s, const sl_pair *p) {
    const size_t words[] = {p->side[0].nwords, p->side[1].nwords};
    size_t n = 0;
    s->bead = sl_grow(s->bead, &s->beadcap, p->nbead + 1, sizeof *s->bead);
    for (size_t k = 0; k < p->nbead; k++)
        if (p->bead[k].a ? p->bead[k].i < words[0] : p->bead[k].j < words[1]) s->bead[n++] = p->bead[k];
    sl_picture_document(&s->picture, sl_view(&p->name), (uint32_t)words[0], (uint32_t)words[1], s->bead, n);
}

int sl_align_show_pair(sl_align_show *s, const sl_pair *p, sl_err *e) {
    sl_str rows = sl_view(&p->shown);
    if (s->plot_to) draw(s, p);
    return s->rows_to ? sl_write(s->rows_to, rows.p, rows.n, e) : 0;
}

static int close_file(sl_writer **w, sl_err *e) {
    sl_writer *x = *w;
    *w = NULL;
    return x ? sl_writer_close(x, e) : 0;
}

int sl_align_show_end(sl_align_show *s, sl_err *e) {
    sl_buf picture = {0};
    int rc = 0;
    if (s->plot_to) {
        sl_picture_put(&s->picture, &picture);
        rc = sl_write(s->plot_to, picture.p, picture.n, e);
    }
    sl_buf_free(&picture);
    if (rc == 0) rc = close_file(&s->rows_to, e);
    return rc ? rc : close_file(&s->plot_to, e);
}

void sl_align_show_free(sl_align_show *s) {
    if (s->rows_to) sl_writer_abort(s->rows_to);
    if (s->plot_to) sl_writer_abort(s->plot_to);
    free(s->bead);
    sl_picture_free(&s->picture);
}
