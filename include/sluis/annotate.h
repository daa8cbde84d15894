/* Terms of a pair of sentences that are translated as the glossary says: what a model can be trained on to obey glossaries.
 *
 * A term that is found on the source side (match.h) is verified when a target of its source stands on the target side in any form
 * (attest.h). Each place there verifies one term, and no two places overlap. Longer places are given away first, then those further in
 * front, each to the term that comes first of those that are not verified yet. Where a term stands several times, a plural goes
 * with a plural. An entry's source may have more than one target: all are looked for (sl_annotate_others).
 *
 * How it is written into the source is told by marks.h. Pure; for a pair it takes time linear in its lengths, times the number of
 * different terms that are found; pairs with more than SL_ANNOTATE_MAX found are left alone. */
#ifndef SLUIS_ANNOTATE_H
#define SLUIS_ANNOTATE_H
#include "sluis/attest.h"
#include "sluis/marks.h"
#include "sluis/match.h"

enum { SL_ANNOTATE_MAX = 1000 };

typedef struct sl_annotate_rules {
    const sl_termindex *index;
    const uint32_t *others;      /* sl_annotate_others; NULL: only the entry that was found */
    const bool *held;            /* by entry: never annotated; NULL: none */
    unsigned flags;              /* SL_MATCH_... */
    bool glossary;               /* targets as the glossary has them; else as they stand in the pair */
    double share;                /* of the verified ones that are taken, by hash */
} sl_annotate_rules;

typedef struct { uint64_t found, verified, held, held_verified, sampled, skipped; } sl_annotate_counts;   /* terms; skipped: pairs with too many */

typedef struct sl_annotate {     /* of one worker; zero-initialised, with attest.en set, is empty */
    sl_attest attest;
    sl_mark *v; size_t n, cap;   /* what to mark, by start */
    const sl_match **missing; size_t nmissing, missing_cap;     /* what was not verified (and not held), by start */
    sl_annotate_counts counts;   /* of this pair */
    sl_matches found;            /* its own from here on */
    struct an_ask *ask; size_t asked, ask_cap;
    struct an_place *place; size_t places, place_cap;
    char *taken; size_t room;    /* bytes of the target */
} sl_annotate;

/* Set a->v, a->missing and a->counts for a pair. Both texts must live as long as a->v is used. `hash`: of the pair, for r->share. */
void sl_annotate_pair(const sl_annotate_rules *r, sl_annotate *a, sl_str source, sl_str target, uint64_t hash);
void sl_annotate_free(sl_annotate *a);

/* A hash of a pair, and of a share: is one with this hash within a share of 0..1? */
uint64_t sl_annotate_hash(sl_str source, sl_str target, uint64_t seed);
static inline bool sl_annotate_share(uint64_t hash, double share) { return (double)(hash >> 11) * 0x1p-53 < share; }

/* For each entry another one with the same source, + 1, in rings; an entry that is alone has 0. The caller frees it. */
uint32_t *sl_annotate_others(const sl_termbase *tb);

/* Held-out terms, by entry: marks in held[] those whose source (and target, where it is given) a line of `text` has, SOURCE[<TAB>TARGET]...;
 * blank lines and those with # are skipped. Returns how many lines name no entry. */
uint64_t sl_annotate_hold(const sl_termbase *tb, sl_str text, bool *held);
/* And those whose source's hash is within the share; so entries of one source are held together. */
void sl_annotate_hold_share(const sl_termbase *tb, double share, uint64_t seed, bool *held);
#endif
