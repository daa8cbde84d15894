/* check: an input that is a manifest is read whole, and the files that it names are held against it. */
#ifndef SLUIS_BITEXT_CHECK_MANIFEST_H
#define SLUIS_BITEXT_CHECK_MANIFEST_H
#include "sluis/stage.h"

typedef struct { sl_buf text; const char *file; } sl_check_manifest;       /* file: NULL when no manifest is being read */
/* Whether the record begins a manifest: the first line of an input that is named .json, or begins as one. */
bool sl_check_manifest_begins(const sl_rec *r);
void sl_check_manifest_line(sl_check_manifest *m, const sl_rec *r);
/* The manifest is complete: read it, look at its files. `differs` as in sl_manifest_verify; SL_EDATA when it is none. */
int sl_check_manifest_end(sl_check_manifest *m, int (*differs)(void *ctx, const char *what), void *ctx, sl_err *e);
/* An input that is named as a manifest and has no line at all was never seen: SL_EDATA. */
int sl_check_manifest_empty(const sl_stage *s);
#endif
