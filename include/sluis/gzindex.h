/* The seek index of a compressed file: where its members (zstd: frames) begin, and how many lines are before each, so that lines are found
 * by reading what holds them only. It lies beside FILE as FILE.gzi, is text, and depends on FILE alone:
 *
 *   # sluis index 1
 *   # bytes=N text=N lines=N ends=HEX        size of FILE and of its text, LFs in it, XXH3 of FILE's first and last 4 KiB
 *   AT <TAB> TEXT <TAB> LINES[+] <TAB> HASH  a point: its offset in FILE and in the text, LFs before it (+: within a line), and the XXH3
 *                                            (64 bits) of the member's packed bytes
 *
 * Every member has its point. An index that does not fit its file (any more) is an error: size and ends are looked at when it is opened,
 * the hash when a point is read. */
#ifndef SLUIS_GZINDEX_H
#define SLUIS_GZINDEX_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct { uint64_t at, text, lines, hash; bool within; } sl_gzpoint;
typedef struct {
    sl_gzpoint *points; size_t n, cap;
    uint64_t bytes, text, lines, ends;           /* as in the head */
    bool within;                                 /* the text so far does not end with an LF */
    sl_buf first, last;                          /* while building: the file's ends */
} sl_gzindex;                                    /* zero-initialised is empty */

/* Building, member by member in the file's order: its packed bytes, and its text's length, LFs, and last byte (when there is one). */
typedef struct { uint64_t text, lines, hash; bool within; } sl_gzpart;
sl_gzpart sl_gzpart_of(sl_str packed, sl_str text);                       /* pure: workers may do it side by side */
void sl_gzindex_add(sl_gzindex *x, sl_str packed, const sl_gzpart *part);
void sl_gzindex_put(sl_gzindex *x, sl_buf *out);                          /* as text, appended */
void sl_gzindex_free(sl_gzindex *x);

/* Inflate a whole file, in constant memory. SL_EDATA for what is damaged, is not compressed, or has a member of more than 64 MiB of text:
 * its lines cannot be found any faster than by reading it. */
int sl_gzindex_build(sl_gzindex *x, const char *path, sl_err *e);

int sl_gzindex_parse(sl_gzindex *x, sl_str text, const char *name, sl_err *e);
/* Read FILE.gzi and hold it against FILE, which is open. 0, and *found false when there is no index; SL_EDATA when it is damaged or stale. */
int sl_gzindex_load(sl_gzindex *x, int fd, const char *path, bool *found, sl_err *e);
/* The last point from which line `line` (from 0) can be read whole: `lines` LFs are before it, so that line - lines LFs are to be
 * skipped. NULL when there is no point at all. */
const sl_gzpoint *sl_gzindex_find(const sl_gzindex *x, uint64_t line);
/* Hold the member at p against its hash. */
int sl_gzindex_verify(const sl_gzindex *x, const sl_gzpoint *p, int fd, const char *path, sl_err *e);
#endif
