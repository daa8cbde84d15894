/* Reading and writing. Input is plain, gzip or zstd, told by its magic; output is plain, or compressed in independent members. */
#ifndef SLUIS_IO_H
#define SLUIS_IO_H
#include "sluis/buf.h"
#include "sluis/codec.h"
#include "sluis/err.h"
#include "sluis/option.h"
#include "sluis/how.h"

/* A reader gives the bytes of one file. Every member of a compressed one is read; truncation, damage, a bad checksum or length, and
 * anything but zero bytes behind the last member are errors (SL_EDATA, e->byte the offset in the compressed file, from 1), which come
 * after all bytes before them were delivered. Memory is bounded, whatever members are like. */
typedef struct sl_reader sl_reader;
int sl_reader_open(sl_reader **r, const char *path, sl_err *e);    /* "-" = standard input */
/* Its part k of n: whole lines, each line in one of the parts. The name of a part that is not the file's beginning says so, as its lines are
 * counted from its own first; unless a seek index tells how many are before it. SL_EUSAGE for what is no regular file. n 0: all. */
int sl_reader_open_part(sl_reader **r, const char *path, sl_shard part, sl_err *e);
uint64_t sl_reader_lines_before(const sl_reader *r);               /* of the file, as far as that is known */
sl_reader *sl_reader_fd(int fd, const char *name);                 /* takes the descriptor */
/* Append at most `max` bytes to b. 0 ok (*got = 0: end), else an error code, with *got = 0. Blocks only when nothing is there. */
int sl_read(sl_reader *r, sl_buf *b, size_t max, size_t *got, sl_err *e);
bool sl_read_would_block(sl_reader *r);                            /* poll: nothing to be had now */
void sl_reader_jobs(long jobs);                                    /* of readers opened from now on: how many threads may inflate */
void sl_reader_limit(size_t bytes);                                /* tests: no read() takes more than this; 0: no limit */
const char *sl_reader_name(const sl_reader *r);
void sl_reader_close(sl_reader *r);
int sl_read_file(const char *path, sl_buf *b, sl_err *e);          /* all of a file, appended */

/* Lines of one file, for side inputs (maps, glossaries, second documents). */
typedef struct sl_lines sl_lines;
int sl_lines_open(sl_lines **l, const char *path, sl_err *e);
int sl_lines_open_part(sl_lines **l, const char *path, sl_shard part, sl_err *e);
sl_lines *sl_lines_fd(int fd, const char *name);
/* Lines `from` to `to` only (from 1, both included), which keep their numbers. When the file has an index (FILE.gzi, see gzindex.h) that of a
 * compressed file is read from the member on that holds the first one; one that does not fit the file is SL_EDATA. A file of fewer lines gives those it has. */
int sl_lines_open_range(sl_lines **l, const char *path, uint64_t from, uint64_t to, sl_err *e);
/* 1: *line is the next line without LF, borrowed until the next call; 0: end; else minus the error code.
 * A last line without LF counts; one cut off by a damaged gzip does not. */
int sl_lines_next(sl_lines *l, sl_str *line, sl_err *e);
/* For inputs whose lines may mean nothing (XML): look at the next bytes, at least `want` of them unless the input ends before,
 * and take the next bytes as they come. Both as sl_lines_next; the number of the line is not counted on. */
int sl_lines_peek(sl_lines *l, size_t want, sl_str *bytes, sl_err *e);
int sl_lines_raw(sl_lines *l, sl_str *bytes, sl_err *e);
/* Whole lines that are at hand without reading, each ended by LF, for taking many at once: empty when there are none, or in a range of lines.
 * They stay where they are; sl_lines_took() moves behind them all, n lines. Borrowed as those of sl_lines_next(). */
sl_str sl_lines_ready(const sl_lines *l);
void sl_lines_took(sl_lines *l, sl_str ready, uint64_t n);
void sl_lines_idle(sl_lines *l, int (*f)(void *), void *ctx);      /* called before a read that would block */
bool sl_lines_would_block(sl_lines *l);
uint64_t sl_lines_number(const sl_lines *l);                       /* of the line last returned, from 1 */
const char *sl_lines_name(const sl_lines *l);
void sl_lines_close(sl_lines *l);

/* A writer for whole lines. A regular file is written under a temporary name beside it (OUT.xxxxxxxx.part) and renamed by
 * a successful sl_writer_close; through a symbolic link; "-" or NULL is standard output. A name in .gz or .zst is compressed in
 * independent members of 1 MiB of input cut at line ends, without name or time; the bytes depend on the input, level and back end
 * alone, never on the pieces it came in or the threads that made them. */
typedef struct sl_writer sl_writer;
int sl_writer_open(sl_writer **w, const char *path, sl_err *e);
int sl_writer_open_how(sl_writer **w, const char *path, const sl_how *h, sl_err *e);   /* checks h as well */
int sl_write(sl_writer *w, const char *p, size_t n, sl_err *e);    /* plain files: buffered */
int sl_writer_flush(sl_writer *w, sl_err *e);                      /* plain files: hand all to the system */
int sl_writer_patch(sl_writer *w, uint64_t at, sl_str s, sl_err *e); /* overwrite bytes of a plain regular file; no-op elsewhere */
int sl_writer_open_live(sl_writer **w, const char *path, sl_err *e); /* under its own name at once (maps read by a later pipe stage) */
bool sl_writer_is_file(const sl_writer *w);                        /* a regular file that gets its name at the end */
/* From now on f gets all bytes as they go to the file, compressed when they are; before the first sl_write(). What sl_writer_patch() changes it does not see. */
void sl_writer_watch(sl_writer *w, void (*f)(void *ctx, sl_str bytes), void *ctx);
int sl_writer_close(sl_writer *w, sl_err *e);                      /* frees w, also when it fails */
void sl_writer_abort(sl_writer *w);                                /* remove the temporary file, free */
/* Files that belong together: finish each (write all, close, keep the temporary name), then commit them: all get their
 * names or none does. A file that failed to finish must not be committed but aborted. Commit frees, also when it fails. */
int sl_writer_finish(sl_writer *w, sl_err *e);
int sl_writer_commit(sl_writer *const *w, size_t n, sl_err *e);
/* Remove every temporary file that is open, from a signal handler or before _exit(); nothing is renamed afterwards. */
void sl_writer_cleanup(void);
#endif
