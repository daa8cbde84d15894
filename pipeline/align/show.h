/* What align writes beside its output, for its options --explain and --plot. */
#ifndef SLUIS_ALIGN_SHOW_H
#define SLUIS_ALIGN_SHOW_H
#include "explain.h"
#include "picture.h"
#include "sluis/io.h"

typedef struct sl_align_files { const char *explain, *plot; } sl_align_files;     /* options, borrowed; NULL: not wanted */

typedef struct sl_align_show {    /* zero-initialised shows nothing */
    sl_writer *rows_to, *plot_to;
    sl_buf rows;                  /* of --explain, not written yet: append lines here */
    sl_explain explain;
    sl_picture picture;
} sl_align_show;

int sl_align_show_open(sl_align_show *s, const sl_align_files *f, sl_err *e);
/* A row of --explain: the columns before it (doc, ids, each with a TAB behind it) were put into s->rows. */
void sl_align_show_bead(sl_align_show *s, sl_aligner *a, const sl_bead *b);
/* All beads of a document were shown: write its rows, draw it. */
int sl_align_show_document(sl_align_show *s, sl_str name, uint32_t one, uint32_t two, const sl_bead *bead, size_t n, sl_err *e);
int sl_align_show_end(sl_align_show *s, sl_err *e);   /* finish both files */
void sl_align_show_free(sl_align_show *s);            /* files that are not finished go */
#endif
