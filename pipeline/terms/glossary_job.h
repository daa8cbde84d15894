/* What the tools that look for a glossary in texts share: its index, and what they are asked. */
#ifndef SLUIS_GLOSSARY_JOB_H
#define SLUIS_GLOSSARY_JOB_H
#include "glossary_pass.h"
#include "sluis/stage.h"

typedef struct {                     /* options; those that a tool does not have are not looked at */
    sl_list corpus;
    const char *columns, *keep, *drop;
    double min_share; long min_hits;
    const char *source, *mt, *reference, *docs, *json;
    double under; long window;
    bool exact; long gap;
} glossary_asked;

enum { GLOSSARY_ROW, GLOSSARY_PAIRS, GLOSSARY_EMPTY, GLOSSARY_HITS, GLOSSARY_THERE, GLOSSARY_TALLIES };
typedef struct {
    sl_stage *s;
    const glossary_asked *asked;
    const sl_termbase *tb;
    const char *from, *to;           /* languages */
    unsigned drop_rule;              /* of bad rows */
    uint64_t tally[GLOSSARY_TALLIES];
    sl_forms *forms;                 /* set by glossary_job_open() from here on */
    sl_termbase all;                 /* what is indexed: forbidden entries too */
    sl_termindex index;
    sl_english *english;
    uint32_t *same;
} glossary_job;

int glossary_job_open(glossary_job *j);
void glossary_job_close(glossary_job *j);
/* The rules of a pass over this glossary, without its callbacks. */
pass_rules glossary_job_rules(const glossary_job *j);
/* Where the entry was read: FILE:LINE. */
void glossary_job_place(const glossary_job *j, const sl_term *t, sl_buf *out);

/* The tools. Errors as from sl_ops.run. */
int glossary_audit(glossary_job *j);     /* which entries hold in a bitext */
int glossary_check(glossary_job *j);     /* which were kept to by a translation */
#endif
