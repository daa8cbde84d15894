/* Options are a table: the parser, --help, completion and the man-page check all read it. */
#ifndef SLUIS_OPTION_H
#define SLUIS_OPTION_H
#include "sluis/buf.h"
#include "sluis/err.h"
#include "sluis/how.h"

typedef enum {
    SL_OPT_FLAG,          /* bool; --name sets it */
    SL_OPT_NO,            /* bool, default true; the table says "name", the user types --no-name */
    SL_OPT_STR,           /* const char *, borrowed from argv */
    SL_OPT_INT,           /* long; `arg` may give a range as "N:1..100" */
    SL_OPT_REAL,          /* double */
    SL_OPT_CHOICE,        /* int: index into "a|b|c" given as `arg` */
    SL_OPT_LIST,          /* sl_list of const char *: may be repeated */
    SL_OPT_SIDE           /* const char *: a file the core opens for sl_side(); at most one per stage */
} sl_opt_kind;

typedef struct { const char **v; size_t n, cap; } sl_list;

typedef struct sl_opt {
    char letter;          /* 0: none */
    const char *name;     /* long name; NULL ends the table */
    sl_opt_kind kind;
    size_t at;            /* offsetof in the stage's conf */
    const char *arg;      /* name of the value in the help, or the choices; NULL for flags */
    const char *dflt;     /* default as text; NULL: zero */
    const char *help;
} sl_opt;

#define SL_MAXFIELDS 16
typedef struct { unsigned k, n; } sl_shard;   /* part k, from 1, of n; n 0: all */
typedef struct sl_common {        /* options that every stage has */
    unsigned fields[SL_MAXFIELDS]; unsigned nfields;   /* -f, from 1, ascending; else the stage's default */
    bool fields_given;
    const char *langs[SL_MAXFIELDS]; unsigned nlangs;  /* -l; fewer than fields: the last one repeats */
    const char *output;           /* -o; NULL: standard output */
    long jobs; bool quiet, verbose;
    const char *stats, *rejects, *data, *files_from;
    int on_error;
    long block;                   /* --block BYTES: size of the blocks that threads share; output never depends on it */
    sl_shard shard;               /* --shard K/N: of each input, which are the first link's */
    sl_how how;                   /* -z --zstd --level ...: how the output is compressed; jobs and index are not set here */
    bool help, version;
} sl_common;

static inline const char *sl_lang(const sl_common *c, unsigned column, const char *dflt) {
    return c->nlangs == 0 ? dflt : c->langs[column < c->nlangs ? column : c->nlangs - 1];
}
#endif
