/* From a concept with its terms to entries; see sluis/glossary.h. */
#include "glossary_in.h"
#include <strings.h>

typedef struct { const char *name; int means; } word;

static int find(const word *w, size_t n, sl_str name, int dflt) {
    for (size_t i = 0; name.n && i < n; i++)
        if (strlen(w[i].name) == name.n && !strncasecmp(w[i].name, name.p, name.n)) return w[i].means;
    return dflt;
}

static const word statuses[] = {
    {"preferredTerm-admn-sts", STATUS_PREFERRED}, {"preferredTerm", STATUS_PREFERRED}, {"preferred", STATUS_PREFERRED}, {"standardizedTerm", STATUS_PREFERRED},
    {"legalTerm-admn-sts", STATUS_PREFERRED}, {"standardizedTerm-admn-sts", STATUS_PREFERRED}, {"legalTerm", STATUS_PREFERRED},
    {"admittedTerm-admn-sts", STATUS_ADMITTED}, {"admittedTerm", STATUS_ADMITTED}, {"admitted", STATUS_ADMITTED}, {"approved", STATUS_ADMITTED},
    {"proposed", STATUS_PROPOSED}, {"proposedTerm", STATUS_PROPOSED}, {"new", STATUS_PROPOSED}, {"toBeReviewed", STATUS_PROPOSED},
    {"deprecatedTerm-admn-sts", STATUS_DEPRECATED}, {"deprecatedTerm", STATUS_DEPRECATED}, {"deprecated", STATUS_DEPRECATED},
    {"supersededTerm-admn-sts", STATUS_DEPRECATED}, {"supersededTerm", STATUS_DEPRECATED}, {"superseded", STATUS_DEPRECATED},
    {"obsolete", STATUS_DEPRECATED}, {"obsoleteTerm", STATUS_DEPRECATED}, {"notRecommended", STATUS_DEPRECATED}, {"not recommended", STATUS_DEPRECATED},
    {"forbidden", STATUS_DEPRECATED}, {"rejected", STATUS_DEPRECATED}};

term_status status_find(sl_str name) { return (term_status)find(statuses, sizeof statuses / sizeof *statuses, name, STATUS_NONE); }

static const word types[] = {{"abbreviation", 1}, {"abbrev", 1}, {"abbr", 1}, {"acronym", 1}, {"initialism", 1}, {"afkorting", 1}};

bool type_is_abbreviation(sl_str name) { return find(types, sizeof types / sizeof *types, name, 0); }

void concept_add(intake *in, const concept_term *t) {
    concept *c = &in->now;
    c->v = sl_grow(c->v, &c->cap, c->n + 1, sizeof *c->v);
    c->v[c->n] = *t;
    c->v[c->n].text = sl_arena_copy(&c->text, t->text);
    c->v[c->n++].note = sl_arena_copy(&c->text, t->note);
}

static int rank(const concept_term *t) {
    static const int of_status[] = {[STATUS_NONE] = 2, [STATUS_PROPOSED] = 1, [STATUS_ADMITTED] = 3, [STATUS_PREFERRED] = 4, [STATUS_DEPRECATED] = 0};
    return of_status[t->status] * 16 + t->reliability;
}

/* The target of a source: the best abbreviation for an abbreviation if there is one, and the best of the others for others. */
static const concept_term *best(const concept *c, bool abbreviation) {
    const concept_term *found = NULL, *other = NULL;
    for (size_t i = 0; i < c->n; i++) {
        const concept_term *t = &c->v[i];
        if (t->side != SIDE_TO || t->status == STATUS_DEPRECATED) continue;
        const concept_term **b = t->abbreviation == abbreviation ? &found : &other;
        if (!*b || rank(t) > rank(*b)) *b = t;
    }
    return found ? found : other;
}

static int entry(intake *in, const concept_term *source, const concept_term *target, uint32_t flags) {
    const concept *c = &in->now;
    sl_term t = {.source = source->text, .target = target->text, .domain = c->domain, .flags = flags,
                 .note = source->note.n ? source->note : target->note.n ? target->note : c->note,
                 .pos = source->pos ? source->pos : target->pos};
    return intake_add(in, &t, source->line);
}

static int forbid(intake *in, const concept_term *source) {
    const concept *c = &in->now;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < c->n; i++)
        if (c->v[i].side == SIDE_TO && c->v[i].status == STATUS_DEPRECATED) rc = entry(in, source, &c->v[i], SL_TERM_FORBIDDEN);
    return rc;
}

int concept_end(intake *in) {
    concept *c = &in->now;
    const concept_term *target[2] = {best(c, false), best(c, true)};
    uint64_t before = in->added;
    int rc = 0;
    if (!c->n) return 0;
    in->counts.rows++;
    for (size_t i = 0; rc == 0 && i < c->n; i++) {
        const concept_term *s = &c->v[i];
        if (s->side != SIDE_FROM || s->status == STATUS_DEPRECATED) continue;
        if (target[s->abbreviation]) rc = entry(in, s, target[s->abbreviation], s->abbreviation ? SL_TERM_ACR : 0);
        if (rc == 0) rc = forbid(in, s);
    }
    if (rc == 0 && in->added == before) in->counts.alone++;
    c->n = 0;
    c->domain = c->note = SL_LIT("");
    sl_arena_free(&c->text);
    return rc;
}
