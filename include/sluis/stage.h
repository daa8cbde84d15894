/* The stage contract. A stage is a const table of callbacks; the core owns reading, writing, threads,
 * options, help, statistics and errors. One stage a file: pipeline/NAME.c defines `const sl_ops sl_stage_NAME`.
 *
 * Two blocks of memory belong to a stage. `conf` (conf_size bytes): the options, as the parser filled them in,
 * and the model that init() builds from them; immutable afterwards and shared by all workers. `self` (size bytes,
 * zeroed): the state of one worker; fini() frees what push() allocated in it.
 *
 * A stage without SL_STATEFUL is a pure function of its record, so the core may run it on many blocks of lines at
 * once. SL_STATEFUL stages see all records in order, in one place. init() may add SL_STATEFUL and SL_SOURCE to s->flags. */
#ifndef SLUIS_STAGE_H
#define SLUIS_STAGE_H
#include "sluis/buf.h"
#include "sluis/err.h"
#include "sluis/io.h"
#include "sluis/option.h"

enum { SL_MAP = 1,        /* 1:1; kept by the core: anything else is an internal error that names the line */
       SL_FILTER = 2,     /* 0..1, the record unchanged or with columns appended; 0 means sl_drop() */
       SL_EXPAND = 4,     /* 0..n; 0 means sl_drop(), unless the stage is SL_STATEFUL */
       SL_SOURCE = 8,     /* run() reads its own inputs (two files, a program) and emits; first of a chain only */
       SL_SINK = 16,      /* push() takes all and emits nothing; writes files of its own (-o is its); last of a chain only */
       SL_STATEFUL = 32,
       SL_BITEXT = 64,    /* default columns are 1,2 instead of 1 */
       SL_COLUMNS = 128,  /* has -f */
       SL_RAW = 256,      /* the core does not look whether its records are UTF-8 */
       SL_WHOLE = 1024,   /* parts of an input are no inputs: --shard is refused */
       SL_HOLDS = 512 };  /* a filter that answers some records later, in flush() at the latest */

typedef struct sl_rec {   /* one line, borrowed until push() returns */
    sl_str line;          /* without its LF */
    const char *file;     /* name of the input, "-" for standard input and behind another stage */
    uint64_t number;      /* line number from 1 */
} sl_rec;

typedef struct sl_input { /* an operand, or a line of --files-from: PATH[<TAB>DOC] */
    const char *path;     /* "-": standard input */
    const char *doc;      /* NULL when not given */
} sl_input;

typedef struct sl_stage sl_stage;
typedef struct sl_ops {
    const char *name, *brief;
    const char *args;                           /* operands in the usage line; NULL = "[FILE...]" */
    const sl_opt *opts;                         /* ends with a zeroed entry; may be NULL */
    size_t conf_size, size;
    unsigned flags;
    const char *const *rules;                   /* names of the reasons to drop, NULL-ended; may be NULL */
    const char *const *counts;                  /* names of the other statistics, NULL-ended; may be NULL */
    const char *side_columns;                   /* names of the columns of the SL_OPT_SIDE file, TAB between; "line" is not among them */
    int on_error;                               /* default of --on-error: SL_STOP ... */
    int (*init)(sl_stage *);                    /* options are set: check them, build the model; may be NULL */
    int (*text)(sl_stage *, sl_str in, sl_buf *out);  /* MAP stages: one column to its new text (appended to out) */
    int (*push)(sl_stage *, const sl_rec *);    /* all others: one record */
    /* SL_SINK: n records in one go, all valid: whole lines, each ended by LF. SL_MORE: let push() have them one by one. May be NULL. */
    int (*lines)(sl_stage *, sl_str lines, uint64_t n);
    int (*run)(sl_stage *);                     /* SL_SOURCE */
    /* SL_STATEFUL and SL_SINK: end of all input, may emit; may be NULL. A stage with much to emit returns SL_MORE after a part
     * of it, and is called again when that part is written. */
    int (*flush)(sl_stage *);
    /* What can be told of a line by itself, note_size bytes (at most SL_NOTE) at `note`. For SL_STATEFUL stages: with -j threads make
     * the notes, each with a self of its own, which fini() frees too. push() finds a line's note in s->note, or makes it itself when
     * that is NULL (a line that was not valid). May be NULL. */
    size_t note_size;
    void (*note)(sl_stage *, sl_str line, void *note);
    /* n records (all valid) that push() gets next, in this order, if nothing fails, and their notes: for fetching what they will
     * need; not called when it was this very object that made the notes. May be NULL. */
    void (*ahead)(sl_stage *, const sl_rec *recs, size_t n, const void *notes);
    void (*fini)(sl_stage *);                   /* free what self holds; may be NULL */
    void (*done)(void *conf);                   /* free what conf holds; may be NULL */
} sl_ops;

enum { SL_MORE = -1, SL_AHEAD = 64, SL_NOTE = 16 };       /* flush(): call me again; lines(): not so; most records that ahead() is shown; bytes of a note */
enum { SL_STOP, SL_REPLACE, SL_DROP, SL_KEEP }; /* --on-error: what to do with a line that is not UTF-8 */

struct sl_stage {
    const sl_ops *ops;
    void *conf, *self;
    unsigned flags;
    const sl_common *common;                    /* -f -l -j -q ... see option.h */
    sl_err *err;
    struct sl_core *core;                       /* the core's own */
    uint64_t *count;                            /* one per ops->counts: count[i]++ */
    const sl_input *inputs; size_t ninputs;     /* the operands, for SL_SOURCE; at least one ("-") unless args says otherwise */
    const sl_rec *rec;                          /* the record being pushed; NULL outside */
    const void *note;                           /* its note; NULL: none */
    const char *side_note;                      /* set by init(): goes to the end of the side file's head line; without LF, lives as long as conf */
    unsigned column;                            /* text(): which of the selected columns, from 0 */
};

/* Emitting: append the line's bytes to sl_out(s), then sl_emit(s) ends it. Bytes never contain LF. */
sl_buf *sl_out(sl_stage *s);
int sl_emit(sl_stage *s);
int sl_emit_str(sl_stage *s, sl_str line);      /* both in one */
int sl_emit_same(sl_stage *s);                  /* the current record as it came, the fastest way */
/* Drop the current record under rules[rule]; `value` (may be NULL) is what was measured. Counted and, with -r, written. */
int sl_drop(sl_stage *s, unsigned rule, const char *value);
int sl_drop_line(sl_stage *s, unsigned rule, const char *value, sl_str line);  /* the same for a source's line, or one that was held */
void sl_skip(sl_stage *s, unsigned rule);        /* drop the current record, counted but not listed: it is another run's, or sl_note() lists it later */
/* With -r, list something else than a drop: a line that was changed, what was taken out of a line that goes on. `value` stands in the
 * second column; the stage counts it itself. */
void sl_note(sl_stage *s, const char *what, sl_str value, sl_str text);
/* A line for the side file (SL_OPT_SIDE): the core writes "LINE<TAB>text", where LINE is the record's number in the
 * whole stream, before the record itself is written; so a later stage of the same pipe finds it there. */
void sl_side(sl_stage *s, sl_str text);
/* Fail at the current record; byte counts from 1 in the record, 0 unknown. Returns SL_EDATA. */
int sl_bad(sl_stage *s, uint64_t byte, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
int sl_usage(sl_stage *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));   /* for init(); SL_EUSAGE */
/* For init(): -l is not given (lang is NULL), or names a language without data; the message lists those that have `file`. */
int sl_no_language(sl_stage *s, const char *lang, const char *file);
void sl_warn(sl_stage *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));   /* one line on stderr; not with -q */
/* For the flush() of a sink: append the statistics of every stage of its chain, itself included, as -s writes them. */
void sl_flush_stats(sl_stage *s, sl_buf *out);

/* For SL_SOURCE. */
/* Open the lines of an input; before a read that would block, all that was emitted is handed on and flushed. */
int sl_source_open(sl_stage *s, const char *path, sl_lines **l);
int sl_source_reader(sl_stage *s, const char *path, sl_reader **r);    /* its bytes; both read the part that --shard asks for */
int sl_source_open_range(sl_stage *s, const char *path, uint64_t from, uint64_t to, sl_lines **l);   /* see sl_lines_open_range() */
void sl_source_close(sl_stage *s, sl_lines *l);
/* Open an input, count each of its lines as a record and give it to `line` as s->rec, and close it; what that returns ends it when not 0. */
int sl_source_each(sl_stage *s, const char *path, int (*line)(sl_stage *s, void *ctx), void *ctx);
/* A record was read: count it; s->rec = r until the next call (r may be NULL), for sl_bad() and sl_drop(). */
void sl_source_rec(sl_stage *s, const sl_rec *r);
/* n records that were read and need no change, in one go: whole lines, each ended by LF. Counted as read, and emitted. */
int sl_source_lines(sl_stage *s, sl_str lines, uint64_t n);
/* Hold (a part of) the current record to --on-error, as the core does for other stages. 1: go on, *text may now be a repaired
 * copy that lives until the next call; 0: the record was dropped, counted and rejected; else minus the error code. */
int sl_source_utf8(sl_stage *s, sl_str *text);
/* Of a source that looked itself: drop the current record, whose byte at `at` (from 0) is no UTF-8; counted and rejected as with --on-error=drop. */
void sl_source_drop_invalid(sl_stage *s, unsigned char byte, size_t at);
/* Not all could be used, but what was written is good: the run goes on and its files are finished, and then the exit status is
 * SL_EDATA, with this message. The first one counts. */
void sl_source_amiss(sl_stage *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Hand on what was emitted so far, now. sl_emit() does so by itself when a block is full. */
int sl_push_out(sl_stage *s);

/* Column `i` (from 1) of a line; false when there are fewer. */
bool sl_col(sl_str line, unsigned i, sl_str *out);
/* The selected columns of the record, in order; SL_EDATA with a message when one is missing. cols holds common->nfields. */
int sl_cols(sl_stage *s, const sl_rec *r, sl_str *cols);
#endif
