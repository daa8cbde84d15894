/* What glossary check counts, and how it is written. */
#ifndef SLUIS_GLOSSARY_CHECK_H
#define SLUIS_GLOSSARY_CHECK_H
#include "glossary_job.h"

typedef struct check_row {           /* of an entry */
    uint64_t hits, right;            /* its source; with it or another entry of the source there */
    uint64_t confirmed, kept;        /* the reference has it; and the translation too */
    uint64_t forbidden;              /* of a forbidden one: it is there */
    uint64_t scored; double window;  /* rows with an overlap, and their sum */
    uint64_t docs, same;             /* with two hits and more; with the same target throughout */
    uint32_t doc, doc_hits, doc_there, doc_by; bool doc_varied;      /* of the current document */
} check_row;
typedef struct check_sum {
    uint64_t hits, right, confirmed, kept, forbidden, docs, same;
    uint64_t lines; double window;   /* with a term in the reference: the sum of their means */
} check_sum;
typedef struct { unsigned scored; double sum; } check_line;

/* Write the rows of entries that were found, and the total; and as JSON where that is asked for. */
int check_report(glossary_job *j, const check_row *rows, const check_sum *sum);
#endif
