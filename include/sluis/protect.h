/* Protecting a line: the terms in it (match.h), and what patterns take before them, become placeholders (placeholder.h) that the line
 * does not hold.
 *
 * Ids are 1, 2, 3 ... in the order of the line; one that the line shows already, at any rung of the repair ladder, is
 * passed over. The line is then read as restore.h would read it, and a term whose placeholder could be mistaken where it stands is
 * left as it was. So restore.h with the surfaces gives back the very bytes, whatever the line is. Nothing is replaced
 * within markup (<a href="dijk">) or a mark that looks like a placeholder. Pure. */
#ifndef SLUIS_PROTECT_H
#define SLUIS_PROTECT_H
#include "sluis/english.h"
#include "sluis/match.h"
#include "sluis/patterns.h"
#include "sluis/placeholder.h"

#define SL_PROTECT_KINDS "url, email, number, code"
typedef struct sl_protect_rules {
    const sl_termindex *index;
    const sl_ph *ph;
    const sl_english *english;        /* NULL: targets as they are */
    const sl_patterns *patterns;      /* taken before the terms; NULL: none */
    unsigned flags;                   /* SL_MATCH_... */
    bool inside;                      /* replace parts of compounds too, that SL_MATCH_COMPOUNDS finds; else they are only found */
} sl_protect_rules;

/* Something that became a placeholder. */
typedef struct {
    size_t start, end;                /* in the line */
    sl_range part;                    /* a second part that was taken out, with the space before it; 0 0: none */
    size_t match;                     /* of found; SIZE_MAX: of the patterns */
    uint32_t id;
    size_t at, behind;                /* where the placeholder stands in what came out */
} sl_protected_item;

typedef struct {                     /* zero-initialised is empty */
    sl_matches found;
    sl_protected_item *v; size_t n, cap;
    uint64_t skipped, left;          /* ids passed over, terms left as they were, in this line */
    sl_ph_spans marks;               /* what the line shows that looks like a placeholder, and is none; with ids, in order of these, each once */
    sl_ph_spans taken;
    sl_range *parts; size_t nparts, parts_cap;
    sl_patterns_state patterns;
    bool *used; size_t room;
    sl_buf scratch, rule, text;
} sl_protected;

/* Append the protected line to out; t->v says what was replaced. */
void sl_protect_line(const sl_protect_rules *r, sl_protected *t, sl_str in, sl_buf *out);
/* Append how the target of an item of the line `in` is to appear, and the rule of the map (termmap.h). */
void sl_protect_target(const sl_protect_rules *r, const sl_protected *t, const sl_protected_item *i, sl_str in, sl_buf *target, sl_buf *rule);
sl_str sl_protect_source(const sl_protect_rules *r, const sl_protected *t, const sl_protected_item *i, sl_str in);   /* the term column */
void sl_protected_free(sl_protected *t);
/* The expressions of a list of SL_PROTECT_KINDS, separated by commas; false: *bad is none of them. */
bool sl_protect_kinds(sl_str list, const char **expressions, size_t *n, sl_str *bad);
#endif
