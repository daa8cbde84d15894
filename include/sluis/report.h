/* Statistics as -s writes them, read back and added up.
 *
 * A file holds one JSON object a line:
 *   {"stage":"clean","version":"0.1.0","in":3,"out":2,"bytes_in":90,"bytes_out":60,"dropped":{"empty":1},"counts":{"x":2}}
 * All eight keys must be there, in any order, each once; a ninth, "options", may be: what was given to the stage. Numbers are integers from 0 to 2^64-1 without sign, fraction,
 * exponent or leading zeros; names are strings without escapes and control characters. Anything else is SL_EDATA with file,
 * line and byte, and so is a sum beyond 2^64-1: a total that is wrong is never shown. (Strict on purpose: RFC 8259 leaves
 * the meaning of double keys and big numbers open.)
 *
 * Objects of the same stage are added up, key by key; options are then told of the first only, unless `apart`; stages and names stay in the order in which they were first seen. */
#ifndef SLUIS_REPORT_H
#define SLUIS_REPORT_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct { sl_str name; uint64_t n; } sl_report_item;
typedef struct { sl_report_item *v; size_t n, cap; } sl_report_list;
enum { SL_REPORT_IN, SL_REPORT_OUT, SL_REPORT_BYTES_IN, SL_REPORT_BYTES_OUT, SL_REPORT_NUMBERS };
typedef struct {
    sl_str stage, version;                    /* the first version seen */
    sl_str options;                           /* as it is written, with escapes; empty when there are none */
    uint64_t n[SL_REPORT_NUMBERS];
    sl_report_list dropped, counts;
} sl_report_stage;

typedef struct {                              /* zero-initialised is empty */
    sl_report_stage *v; size_t n, cap;
    bool apart;                               /* to be set first: objects of the same stage with other options are not added up */
    bool mixed;                               /* different versions were added up */
    sl_arena keep;                            /* the names */
    sl_report_stage one;                      /* the line being read; its room is used again */
} sl_report;

/* Add one line. After an error the sums mean nothing. At most 1000 stages, and names in a list. */
int sl_report_line(sl_report *r, sl_str line, const char *file, uint64_t number, sl_err *e);
/* All stages as such lines again. */
void sl_report_json(const sl_report *r, sl_buf *out);
/* For people: a line for each stage, and below it what was dropped, by rule, and what was counted, zeros left out.
 * Lines end with LF; those of the lists are wrapped at 80 columns. */
void sl_report_table(const sl_report *r, sl_buf *out);
void sl_report_free(sl_report *r);
#endif
