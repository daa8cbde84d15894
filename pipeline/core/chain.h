/* A chain of stages as the command line gives it: sluis STAGE [options] [FILE...] + STAGE [options] ...
 * Links before `tail` are pure functions of their record and may run on many blocks at once; the others see all in order. */
#ifndef SLUIS_CHAIN_H
#define SLUIS_CHAIN_H
#include "core.h"
#include "option.h"
#include "side.h"

enum { SL_MAXLINKS = 16 };

typedef struct sl_totals {
    uint64_t in, emitted, bytes_in, bytes_out, invalid, *dropped, *count;
} sl_totals;

typedef struct sl_link {
    const sl_ops *ops;
    void *conf;
    sl_common common;
    unsigned flags;              /* the ops' flags, and what init() added */
    unsigned nrules, ncounts;
    const char *side_path;       /* NULL: none */
    const char *given;           /* the options, as sl_opt_given() writes them */
    bool ready;                  /* init() succeeded: done() is owed */
    sl_totals total;
    sl_writer *rejects;
    sl_sidefile *side;
} sl_link;

typedef struct sl_chain {
    sl_link link[SL_MAXLINKS];
    unsigned n, tail;
    sl_input *inputs; size_t ninputs;
    const char *output;          /* NULL: standard output, or a sink's own */
    sl_how how;                  /* and how it is compressed */
    long jobs, block;
    bool quiet, verbose;
    sl_arena keep;
    sl_err amiss;                /* of a run that came to its end: what it could not use */
    void (*warn)(const char *stage, const char *msg);
} sl_chain;

/* The first link that takes records: a source before it makes its own. */
static inline unsigned sl_chain_first(const sl_chain *c) { return c->link[0].flags & SL_SOURCE ? 1 : 0; }

extern const sl_ops *const sl_stages[];          /* generated from the file names by scripts/registry */
const sl_ops *sl_stage_find(sl_str name);        /* NULL when there is none */

/* What was given to a stage, so that one who reads it can do the same again: its own options that are not their defaults, in the
 * order of its table, then -f, -l and --on-error; as --name=VALUE with a space between. What does not decide what comes out, or
 * says where it goes (-j, -o, -s ...), is left out; of files the name without its folder is told. */
void sl_opt_given(const sl_ops *ops, const void *conf, const sl_common *m, sl_buf *out);

/* Parse everything behind the program's name; nothing is opened. *failed is the stage to blame. When --help or --version
 * was asked for, link[0].common says so and nothing is checked. */
int sl_chain_parse(sl_chain *c, int argc, char **argv, const char **failed, sl_err *e);
/* Build the models of all stages (init) and open the rejects and side files. */
int sl_chain_init(sl_chain *c, const char **failed, sl_err *e);
/* A stage object of link k, as a worker holds it; core and err are set by the caller. */
void sl_stage_make(sl_stage *s, sl_chain *c, unsigned k, sl_err *e);
void sl_stage_free(sl_stage *s);
/* Close the rejects and side files; with `good` false they are left as they are. */
int sl_chain_close(sl_chain *c, bool good, const char **failed, sl_err *e);
void sl_chain_free(sl_chain *c);
#endif
