/* The stage align around the aligner, of which each part has a file of its own:
 *
 *   stream.c   reads one side, a sentence a line       table.c    reads both sides from the columns of one line
 *   merge.c    pairs the documents of two streams      input.c    is what both have in common
 *   held.c     holds one side of a document            hard.c     marks its delimiters and paragraphs
 *   pair.c     holds both, and what was dropped before jobs.c     aligns pairs by several threads, in order
 *   beads.c    writes what came of a pair              verdict.c  writes a line for each pair
 *   show.c     writes --explain and --plot             known.c    reads what is known beforehand
 *   learn.c    keeps what documents teach              notices.c  says in the end what was left out
 *
 * All else here is the aligner itself, sluis/align.h. */
#ifndef SLUIS_ALIGN_FLOW_H
#define SLUIS_ALIGN_FLOW_H
#include "known.h"
#include "show.h"
#include "sluis/learner.h"

typedef struct sl_align_conf {           /* the options, and what is built from them */
    long max_bead;
    double min_prob, min_verdict;
    bool no_merge, all, index, ladder, meta, built_in;
    bool learn, may_learn;               /* --learn, no --no-learn */
    bool drop_unlike;                    /* documents below min_verdict */
    const char *columns, *verdict, *least, *delimiter, *save;
    sl_align_known known;                /* what the user knows */
    sl_align_files files;                /* and wants to be shown */
    sl_hard hard;
    sl_buf learnt, words;                /* what --data gave */
    sl_align_rules rules;
} sl_align_conf;

/* Reasons to drop, and the other statistics; pipeline/align.c names them. */
enum { SL_NO_PARTNER, SL_OUT_OF_ORDER, SL_REPEATED, SL_NO_TEXT, SL_NO_TRANSLATION, SL_ONE_SIDED, SL_LOW_PROB };
enum { SL_DOCUMENTS, SL_SENTENCES, SL_UNPAIRED = SL_SENTENCES + 2, SL_UNORDERED = SL_UNPAIRED + 2, SL_AGAIN = SL_UNORDERED + 2,
       SL_EMPTY = SL_AGAIN + 2, SL_UNEQUAL = SL_EMPTY + 2, SL_UNLIKE, SL_BEADS };
extern const char *const sl_align_side[2];

/* What kind of thing happened to how many documents, and to which first. */
enum { SL_SAY_UNPAIRED, SL_SAY_UNORDERED, SL_SAY_AGAIN, SL_SAY_ROW, SL_SAY_EMPTY, SL_SAY_UNEQUAL, SL_SAY_DROPPED, SL_SAY_UNLIKE, SL_NSAY };
typedef struct sl_notices { struct { uint64_t n, line; const char *path; sl_buf name; } of[SL_NSAY][2]; } sl_notices;
/* path NULL and line 0: not known. */
void sl_notice_add(sl_notices *t, unsigned kind, unsigned side, const char *path, uint64_t line, sl_str name);
void sl_notice_all(sl_stage *s, const sl_notices *t);
void sl_notices_free(sl_notices *t);

/* One side as a stream: the record that was read last, and which document it belongs to. */
typedef struct sl_stream {
    const char *path;
    unsigned which;
    sl_lines *l;
    bool pending;                        /* `line` holds a record that belongs to no document yet */
    bool docs, begun;                    /* records have a doc column; one was read */
    sl_buf line; sl_str text, doc, par, id, meta;        /* the pending record and its parts; id is "par.sent", empty without */
    uint64_t number;
    unsigned nmeta;                      /* how many columns stand behind sent in the first record */
    sl_buf name, high;                   /* the document being read; the last name in byte order so far */
    sl_buf first_id, last_id, last_par;  /* of the document being read */
    sl_buf scratch;
} sl_stream;

typedef struct sl_align_flow {           /* the stage's state */
    sl_jobs *jobs;
    sl_stream side[2];
    sl_patterns_state find;
    sl_notices notices;
    sl_writer *verdict;
    sl_learner *learner;                 /* NULL: nothing is learnt */
    sl_writer *lexicon;
    sl_align_show show;
    sl_lines *table;
    sl_lines *reading;                   /* of all of them, the one that was read last */
    sl_buf line, text, header;           /* scratch; the table's first line */
} sl_align_flow;

int sl_stream_open(sl_stage *s, sl_stream *d, unsigned which);
int sl_stream_fetch(sl_stage *s, sl_stream *d);          /* the next record becomes the pending one, or there is none */
void sl_stream_begin(sl_stream *d);                      /* the pending record begins a document */
bool sl_stream_within(const sl_stream *d);               /* the pending record belongs to the document being read */
/* The rule that keeps the document which the pending record begins from being paired: SL_OUT_OF_ORDER, SL_REPEATED; -1: none. */
int sl_stream_late(const sl_stream *d);
int sl_stream_load(sl_stage *s, sl_stream *d, sl_held *to);      /* the whole document that the pending record begins */
void sl_stream_close(sl_stage *s, sl_stream *d);

/* A line of input as --on-error wants it: 1, go on with *text; 0, it was dropped; else minus the error code. */
int sl_align_utf8(sl_stage *s, sl_str *text);
/* Open lines that are read by sl_align_next, which returns what sl_lines_next does; before it waits for more, it writes what is ready. */
int sl_align_open(sl_stage *s, const char *path, sl_lines **l);
int sl_align_next(sl_stage *s, sl_lines *l, sl_str *line);
/* Both sides of the pair being filled are there: mark delimiters and let it go. */
int sl_align_give(sl_stage *s, const char *path);

int sl_merge_run(sl_stage *s);           /* two streams */
int sl_table_run(sl_stage *s);           /* one table */
int sl_beads_write(void *stage, const sl_pair *p);       /* what came of a pair, with all that was dropped before it */
void sl_beads_put_prob(sl_buf *out, double p);
/* Count, by their kinds, into n[7]: 1-1 1-2 2-1 2-2 1-0 0-1 other. */
void sl_beads_count(const sl_pair *p, uint64_t *n);
static inline bool sl_learn_wanted(const sl_align_conf *c) { return (c->learn || c->save) && c->may_learn; }
int sl_learn_open(sl_stage *s);
int sl_learn_close(sl_stage *s, int rc);         /* save it, unless rc is not 0; when nothing is on its way */
void sl_learn_free(sl_align_flow *w);
int sl_verdict_open(sl_stage *s);
int sl_verdict_write(sl_stage *s, const sl_pair *p, const char *verdict);
int sl_verdict_close(sl_stage *s, int rc);       /* a file keeps its old content when rc is not 0; returns the first of both codes */
#endif
