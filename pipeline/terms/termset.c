/* Glossaries, loaded and indexed; see sluis/termset.h. */
#include "sluis/termset.h"
#include "sluis/glossary.h"

int sl_termset_open(sl_termset *t, const sl_list *files, const sl_glossary_rules *rules, bool exact, const char *data, sl_err *e) {
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < files->n; i++) rc = sl_termbase_load(&t->terms, files->v[i], rules, e);
    if (rc == 0 && !exact && (!rules->from || sl_language_is(sl_cstr(rules->from), "nl"))) rc = sl_forms_open(&t->forms, data, e);
    t->index.forms = t->forms;
    return rc ? rc : sl_termindex_build(&t->index, &t->terms, e);
}

void sl_termset_free(sl_termset *t) {
    sl_termindex_free(&t->index);
    sl_forms_free(t->forms);
    sl_termbase_free(&t->terms);
}
