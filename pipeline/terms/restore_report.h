/* What restore writes of a line besides the line. */
#ifndef SLUIS_RESTORE_REPORT_H
#define SLUIS_RESTORE_REPORT_H
#include "sluis/io.h"
#include "sluis/restore.h"

typedef struct {
    uint64_t number;
    const sl_restored *r;
    const sl_termmap_entry *v; size_t n;
    sl_str in, verdict;
} restore_line;

typedef struct { sl_writer *json, *retry; sl_buf b; } restore_files;
int restore_files_open(restore_files *f, const char *json, const char *retry, sl_err *e);    /* each may be NULL */
int restore_files_close(restore_files *f, sl_err *e);
void restore_files_abort(restore_files *f);              /* after close too */

/* A row for each term and unknown placeholder, and one for the line, whose id is -: id, term, target, status, what was found. */
void restore_rows(const restore_line *l, sl_buf *scratch, void (*put)(void *ctx, sl_str row), void *ctx);
int restore_json(restore_files *f, const restore_line *l, sl_err *e);      /* no-op without a file */
#endif
