/* What the columns of a delimited glossary are; see glossary_layout.c. */
#ifndef SLUIS_GLOSSARY_LAYOUT_H
#define SLUIS_GLOSSARY_LAYOUT_H
#include "glossary_in.h"

typedef enum { COL_SOURCE, COL_TARGET, COL_POS, COL_FLAGS, COL_VARIANTS, COL_DOMAIN, COL_NOTE, COL_FROM, COL_TO,     /* an entry a row */
               COL_ID, COL_LANG, COL_TERM, COL_TYPE, COL_RELIABILITY, COL_STATUS, COL_N } column_role;               /* a term a row */
typedef struct {
    int at[COL_N];               /* the column of each, from 0; -1: none */
    bool header;                 /* the row that was looked at is none of entries */
    bool tagged;                 /* its columns are named by languages */
    bool remark;                 /* column 3 is a part of speech or a remark */
} layout;

typedef struct { const sl_str *f; size_t n; } cells;

/* From the first row, and the next one (n 0: there is none). Not 0: it names languages, but not ours (error placed at `line`). */
int layout_find(layout *l, const intake *in, cells first, cells next, uint64_t line);
/* Does a comment name the columns? */
bool layout_named(layout *l, const intake *in, cells row);
static inline bool layout_long(const layout *l) { return l->at[COL_TERM] >= 0 && l->at[COL_LANG] >= 0 && l->at[COL_ID] >= 0; }
#endif
