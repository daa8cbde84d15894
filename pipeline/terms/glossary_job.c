/* The index that a glossary is looked for with; see glossary_job.h. */
#include "glossary_job.h"
#include "sluis/glossary.h"
#include <stdlib.h>

/* Forbidden targets are looked for wherever their source is, so here such entries are found as all others are. */
static int copy(glossary_job *j) {
    int rc = 0;
    for (uint32_t i = 0; rc == 0 && i < sl_termbase_count(j->tb); i++) {
        sl_term t = sl_termbase_at(j->tb, i);
        if (t.flags & SL_TERM_FORBIDDEN && t.priority > INT16_MIN) t.priority--;
        t.flags &= ~(uint32_t)SL_TERM_FORBIDDEN;
        rc = sl_termbase_add(&j->all, &t, sl_termbase_file(j->tb, t.file), t.line, j->s->err);
    }
    return rc;
}

static bool any_forbidden(const sl_termbase *tb) {
    for (uint32_t i = 0; i < sl_termbase_count(tb); i++)
        if (sl_termbase_at(tb, i).flags & SL_TERM_FORBIDDEN) return true;
    return false;
}

int glossary_job_open(glossary_job *j) {
    const char *data = j->s->common->data;
    int rc = 0;
    if (!j->asked->exact && sl_language_is(sl_cstr(j->from), "nl")) rc = sl_forms_open(&j->forms, data, j->s->err);
    if (rc == 0 && !j->asked->exact && sl_language_is(sl_cstr(j->to), "en")) rc = sl_english_open(&j->english, data, j->s->err);
    j->index.forms = j->forms;
    bool forbidden = any_forbidden(j->tb);
    if (rc == 0 && forbidden) rc = copy(j);
    if (rc == 0) rc = sl_termindex_build(&j->index, forbidden ? &j->all : j->tb, j->s->err);
    if (rc == 0) j->same = pass_same(j->tb);
    return rc;
}

void glossary_job_close(glossary_job *j) {
    sl_termindex_free(&j->index);
    sl_termbase_free(&j->all);
    sl_forms_free(j->forms);
    sl_english_free(j->english);
    free(j->same);
}

pass_rules glossary_job_rules(const glossary_job *j) {
    return (pass_rules){.index = &j->index, .english = j->english, .same = j->same, .jobs = (unsigned)j->s->common->jobs, .piece = j->s->common->block > 0 ? (size_t)j->s->common->block : 1 << 20,
                        .flags = SL_MATCH_GAPS(j->asked->gap) | (j->asked->exact ? SL_MATCH_EXACT : 0)};
}

void glossary_job_place(const glossary_job *j, const sl_term *t, sl_buf *out) {
    sl_printf(out, "%s:%llu", sl_termbase_file(j->tb, t->file), (unsigned long long)t->line);
}
