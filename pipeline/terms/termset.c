/* Glossaries, loaded and indexed; see sluis/termset.h. */
#include "sluis/termset.h"

int sl_termset_open(sl_termset *t, const sl_list *files, const sl_glossary_rules *rules, bool exact, const char *data, sl_err *e) {
    sl_glossary_rules counting = *rules;
    int rc = 0;
    counting.counts = &t->counts;
    for (size_t i = 0; rc == 0 && i < files->n; i++) rc = sl_termbase_load(&t->terms, files->v[i], &counting, e);
    if (rc == 0 && !exact && (!rules->from || sl_language_is(sl_cstr(rules->from), "nl"))) rc = sl_forms_open(&t->forms, data, e);
    t->index.forms = t->forms;
    return rc ? rc : sl_termindex_build(&t->index, &t->terms, e);
}

void sl_termset_warn_flags(sl_stage *s, const sl_glossary_counts *counts) {
    if (counts->flags) sl_warn(s, "%s is ignored (%llu such %s)", counts->first_flag, (unsigned long long)counts->flags, counts->flags == 1 ? "row" : "rows");
}

void sl_termset_warn(sl_stage *s, const sl_termset *t, const sl_list *files, bool first_holds) {
    const sl_termindex *x = &t->index;
    if (files->n && !sl_termbase_count(&t->terms)) sl_warn(s, "%s: no entries, so nothing is found", files->v[0]);
    sl_termset_warn_flags(s, &t->counts);
    if (!first_holds || !x->duplicates) return;
    sl_warn(s, "%s is there already, the first holds (%llu such %s)", x->first_duplicate, (unsigned long long)x->duplicates, x->duplicates == 1 ? "entry" : "entries");
}

void sl_termset_free(sl_termset *t) {
    sl_termindex_free(&t->index);
    sl_forms_free(t->forms);
    sl_termbase_free(&t->terms);
}
