/* What a stage looks terms up with: the entries of its glossaries, indexed, with the forms of the language where it has forms. */
#ifndef SLUIS_TERMSET_H
#define SLUIS_TERMSET_H
#include "sluis/glossary.h"
#include "sluis/option.h"
#include "sluis/stage.h"
#include "sluis/termindex.h"

typedef struct sl_termset {      /* zero-initialised is empty; read-only once open */
    sl_forms *forms;
    sl_termbase terms;
    sl_termindex index;
    sl_glossary_counts counts;   /* of what was read */
} sl_termset;

/* Read the glossaries and index them; `rules` as sl_termbase_load has them. Only Dutch sources (rules->from, NULL is Dutch) have forms, and not
 * when `exact`. `data` as for sl_data. 0, or what loading or indexing came to. */
int sl_termset_open(sl_termset *t, const sl_list *files, const sl_glossary_rules *rules, bool exact, const char *data, sl_err *e);
/* Warn, on behalf of a stage, of what would be missed in silence: no entries, flags that are ignored, and, where the `first_holds`, other entries of the same source. */
void sl_termset_warn(sl_stage *s, const sl_termset *t, const sl_list *files, bool first_holds);
void sl_termset_warn_flags(sl_stage *s, const sl_glossary_counts *counts);
void sl_termset_free(sl_termset *t);
#endif
