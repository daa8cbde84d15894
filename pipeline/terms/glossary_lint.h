/* What the checks of a glossary share; see glossary_lint.c. */
#ifndef SLUIS_GLOSSARY_LINT_H
#define SLUIS_GLOSSARY_LINT_H
#include "sluis/forms.h"
#include "sluis/glossary.h"
#include "sluis/set.h"

typedef struct { size_t at, n; uint32_t term; } lint_key;     /* the folded source: bytes of lint.keys */
typedef struct { uint64_t key; uint32_t term; } lint_form;
typedef struct {
    const sl_termbase *tb;
    const sl_forms *forms;       /* NULL: sources are not inflected */
    void (*found)(void *ctx, const sl_finding *f);
    void *ctx;
    sl_set stops;                /* hashes of function words */
    sl_buf keys, why, stem, other;
    lint_form *form; size_t nforms;     /* by key */
    lint_key *key;               /* of each entry, in the order of keys, then of entries */
    uint32_t *first;             /* the first entry with the same key that is not forbidden (UINT32_MAX: none) */
} lint;

void lint_sort(lint *l);
/* Has the entry trouble with an earlier one of the same source? rule and error say which; why is appended to l->why. */
bool lint_others(lint *l, uint32_t i, const sl_term *t, const char **rule, bool *error);
void lint_sort_forms(lint *l);
/* Is its source a form of another's? */
bool lint_covered(lint *l, uint32_t i, const sl_term *t);
#endif
