/* What the columns of a delimited glossary are: by the names at its head, by languages in columns 3 and 4, else as ours. */
#include "glossary_layout.h"

static const struct { const char *name; column_role role; } names[] = {
    {"source", COL_SOURCE}, {"source term", COL_SOURCE}, {"source_term", COL_SOURCE}, {"src", COL_SOURCE}, {"bron", COL_SOURCE}, {"bronterm", COL_SOURCE},
    {"target", COL_TARGET}, {"target term", COL_TARGET}, {"target_term", COL_TARGET}, {"tgt", COL_TARGET}, {"translation", COL_TARGET}, {"doel", COL_TARGET},
    {"doelterm", COL_TARGET}, {"vertaling", COL_TARGET}, {"pos", COL_POS}, {"part of speech", COL_POS}, {"partofspeech", COL_POS}, {"part_of_speech", COL_POS},
    {"woordsoort", COL_POS}, {"flags", COL_FLAGS}, {"variants", COL_VARIANTS}, {"domain", COL_DOMAIN}, {"domains", COL_DOMAIN}, {"domein", COL_DOMAIN},
    {"subject", COL_DOMAIN}, {"subjectfield", COL_DOMAIN}, {"subject field", COL_DOMAIN}, {"e_domains", COL_DOMAIN}, {"e_domain", COL_DOMAIN},
    {"note", COL_NOTE}, {"notes", COL_NOTE}, {"description", COL_NOTE}, {"comment", COL_NOTE}, {"comments", COL_NOTE}, {"remark", COL_NOTE},
    {"opmerking", COL_NOTE}, {"opmerkingen", COL_NOTE}, {"t_note", COL_NOTE}, {"source_lang", COL_FROM}, {"source language", COL_FROM}, {"source_language", COL_FROM},
    {"target_lang", COL_TO}, {"target language", COL_TO}, {"target_language", COL_TO}, {"e_id", COL_ID}, {"id", COL_ID}, {"concept id", COL_ID},
    {"l_code", COL_LANG}, {"lang", COL_LANG}, {"language", COL_LANG}, {"taal", COL_LANG}, {"t_term", COL_TERM}, {"term", COL_TERM}, {"t_type", COL_TYPE},
    {"type", COL_TYPE}, {"termtype", COL_TYPE}, {"t_reliability", COL_RELIABILITY}, {"reliability", COL_RELIABILITY}, {"t_evaluation", COL_STATUS},
    {"status", COL_STATUS}, {"administrativestatus", COL_STATUS}};

/* A name, without what it says in brackets, and without the # of a comment that names columns. */
static sl_str bare(sl_str name) {
    const char *bracket = memchr(name.p, '(', name.n);
    if (bracket) name.n = (size_t)(bracket - name.p);
    if (name.n && *name.p == '#') name = sl_slice(name.p + 1, name.n - 1);
    return field_trim(name);
}

static int role_of(sl_str name) {
    name = bare(name);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (name_is(names[i].name, name)) return (int)names[i].role;
    return -1;
}

static void none(layout *l) {
    *l = (layout){.header = false};
    for (int i = 0; i < COL_N; i++) l->at[i] = -1;
}

static void set(layout *l, int role, size_t column) {
    if (role >= 0 && l->at[role] < 0) l->at[role] = (int)column;
}

/* Named columns; true when there are enough of them to be a head. */
static bool by_name(layout *l, const intake *in, const sl_str *f, size_t n) {
    none(l);
    for (size_t i = 0; i < n; i++) {
        sl_str name = bare(field_trim(f[i]));
        bool known = language_known(name);
        set(l, known && sl_language_is(name, in->from) ? COL_SOURCE : known && sl_language_is(name, in->to) ? COL_TARGET : role_of(name), i);
        l->tagged |= known;
    }
    if (layout_long(l)) return l->header = true;
    if (l->at[COL_LANG] < 0 && l->at[COL_SOURCE] < 0) l->at[COL_SOURCE] = l->at[COL_TERM];
    return l->header = l->at[COL_SOURCE] >= 0 && l->at[COL_TARGET] >= 0;
}

static bool is_tag(sl_str name) { return name.n >= 2 && (name.n == 2 || name.p[2] == '-' || name.p[2] == '_') && language_known(name); }

bool layout_named(layout *l, const intake *in, cells row) {
    if (by_name(l, in, row.f, row.n)) return true;
    none(l);
    return false;
}

/* A head of language tags: two at least, different ones, and nothing but known names behind them. */
static bool tags_only(cells r) {
    for (size_t i = 0; i < r.n; i++) {
        sl_str name = field_trim(r.f[i]);
        if (!is_tag(name) && (i < 2 || role_of(name) < 0)) return false;
    }
    return r.n >= 2 && !sl_eq(field_trim(r.f[0]), field_trim(r.f[1]));
}

/* Source, target, and the language of each, in both rows: then the first is no head. */
static bool is_deepl(cells r) { return r.n >= 4 && is_tag(field_trim(r.f[2])) && is_tag(field_trim(r.f[3])) && role_of(field_trim(r.f[0])) < 0; }

int layout_find(layout *l, const intake *in, cells first, cells next, uint64_t line) {
    bool deepl = is_deepl(first) && (!next.n || is_deepl(next));
    if (!deepl && by_name(l, in, first.f, first.n)) return 0;
    if (!deepl && tags_only(first)) return sl_fail(in->e, SL_EDATA, in->path, line, 0, "there is no column of '%s' and one of '%s'", in->from, in->to);
    none(l);
    l->at[COL_SOURCE] = 0, l->at[COL_TARGET] = 1;
    if (deepl) return l->at[COL_FROM] = 2, l->at[COL_TO] = 3, 0;
    l->at[COL_POS] = 2, l->at[COL_FLAGS] = 3, l->at[COL_VARIANTS] = 4;
    l->remark = true;
    return 0;
}
