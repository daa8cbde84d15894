/* What align writes beside its output, for its options --explain and --plot. */
#ifndef SLUIS_ALIGN_SHOW_H
#define SLUIS_ALIGN_SHOW_H
#include "explain.h"
#include "pair.h"
#include "picture.h"

typedef struct sl_align_files { const char *explain, *plot; } sl_align_files;     /* options, borrowed; NULL: not wanted */

typedef struct sl_align_show {    /* zero-initialised shows nothing */
    sl_writer *rows_to, *plot_to;
    sl_picture picture;
    sl_bead *bead; size_t beadcap;        /* scratch */
} sl_align_show;

int sl_align_show_open(sl_align_show *s, const sl_align_files *f, sl_err *e);
void sl_align_show_look(const void *of, sl_pair *p, sl_aligner *a);    /* the rows of --explain, as sl_jobs_rules.look wants them */
int sl_align_show_pair(sl_align_show *s, const sl_pair *p, sl_err *e); /* write them, draw the pair */
int sl_align_show_end(sl_align_show *s, sl_err *e);   /* finish both files */
void sl_align_show_free(sl_align_show *s);            /* files that are not finished go */
#endif
