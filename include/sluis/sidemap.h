/* Reading a map: the side file that one stage wrote (SL_OPT_SIDE) and another needs, in step with the text and in constant memory.
 *
 * The file: `#sluis STAGE 1 lines=N hash=H[ NOTE]`, then `#line TAB names of the columns`, then rows: LINE (of the text, from 1, ascending), TAB,
 * the columns. lines= and hash= are of the stage's whole output (sluis/hash.h); 0 while it is being written, and for a compressed map.
 *
 * The map may still grow while it is read: the end of the file is asked for again with each record. A gzip'd map, or
 * one that comes through a pipe, is taken as complete.
 *
 * Every fault of the map is SL_EDATA with the map's file and line. */
#ifndef SLUIS_SIDEMAP_H
#define SLUIS_SIDEMAP_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct sl_sidemap sl_sidemap;
/* A map that `stage` wrote with these names of columns; both are borrowed until it is closed. */
int sl_sidemap_open(sl_sidemap **m, const char *path, const char *stage, const char *columns, sl_err *e);
/* The rows of line `line`, without their numbers; lines must be asked for in order: 1, 2, 3 ... Borrowed until the next call. */
int sl_sidemap_line(sl_sidemap *m, uint64_t line, const sl_str **rows, size_t *n, sl_err *e);
/* At the end of a text of `lines` lines: are there rows left, does the head tell of another number of lines? */
int sl_sidemap_end(sl_sidemap *m, uint64_t lines, sl_err *e);
sl_str sl_sidemap_note(const sl_sidemap *m);       /* what the stage noted at the end of the head line, "" for nothing */
/* lines= and hash= of the head as it stands now. */
int sl_sidemap_head(sl_sidemap *m, uint64_t *lines, uint64_t *hash, sl_err *e);
/* Is the file `text` the text that the map was written with? SL_EDATA when not. */
int sl_sidemap_verify(sl_sidemap *m, const char *text, sl_err *e);
uint64_t sl_sidemap_where(const sl_sidemap *m);    /* line of the map that the first row given last stands in */
/* Fail at row i of those given last. Returns SL_EDATA. */
int sl_sidemap_bad(const sl_sidemap *m, size_t i, sl_err *e, const char *fmt, ...) __attribute__((format(printf, 4, 5)));
void sl_sidemap_close(sl_sidemap *m);

/* Digits of a row up to `until`, which is taken too; false for none, or more than 20. */
bool sl_sidemap_number(sl_str *s, int base, char until, uint64_t *v);
#endif
