/* What align writes beside its output; see show.h. */
#include "show.h"

int sl_align_show_open(sl_align_show *s, const sl_align_files *f, sl_err *e) {
    int rc = f->explain ? sl_writer_open(&s->rows_to, f->explain, e) : 0;
    if (rc == 0 && f->plot) rc = sl_writer_open(&s->plot_to, f->plot, e);
    if (s->rows_to) sl_puts(&s->rows, SL_LIT("#doc\tnl-ids\ten-ids\t" SL_EXPLAIN_COLUMNS "\n"));
    return rc;
}

void sl_align_show_bead(sl_align_show *s, sl_aligner *a, const sl_bead *b) {
    sl_explain_bead(&s->explain, a, b, &s->rows);
    sl_putc(&s->rows, '\n');
}

static int write_rows(sl_align_show *s, sl_err *e) {
    sl_str rows = sl_view(&s->rows);
    int rc = s->rows_to ? sl_write(s->rows_to, rows.p, rows.n, e) : 0;
    sl_clear(&s->rows);
    return rc;
}

int sl_align_show_document(sl_align_show *s, sl_str name, uint32_t one, uint32_t two, const sl_bead *bead, size_t n, sl_err *e) {
    if (s->plot_to) sl_picture_document(&s->picture, name, one, two, bead, n);
    return write_rows(s, e);
}

static int close_file(sl_writer **w, sl_err *e) {
    sl_writer *x = *w;
    *w = NULL;
    return x ? sl_writer_close(x, e) : 0;
}

int sl_align_show_end(sl_align_show *s, sl_err *e) {
    sl_buf picture = {0};
    int rc = write_rows(s, e);
    if (rc == 0 && s->plot_to) {
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
    sl_buf_free(&s->rows);
    sl_explain_free(&s->explain);
    sl_picture_free(&s->picture);
}
