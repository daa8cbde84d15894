/* Is the target of a glossary's entry really there in an English sentence, in whatever form English gives it?
 *
 * Method: a target is spelled out, the first time it is asked for, in its few forms (english.h: plural, singular of a plural, forms of
 * a verb; of what may be either, both), each a chain of words without an article before it; and the line is cut into words once
 * (fold.h). A place is a run of the line's words with the same hashes, a space or a hyphen between wherever there is one of these in
 * the target, that does not go on as a word beyond (euro's, land.nl, 1,000); 's behind it is taken along. Case plays no part but in words of the
 * target that have a capital: acronyms and names are found as they are written, or in capitals throughout.
 * Words that share the 64 bits of their hash would be taken for one another; that is left to chance.
 *
 * One for each worker; zero-initialised, with `en` set, is empty. What it remembers is bounded (some 40 MB), and never changes an answer. No
 * memory is taken per line once it is warm; linear in the line, times the forms of the target. */
#ifndef SLUIS_ATTEST_H
#define SLUIS_ATTEST_H
#include "sluis/english.h"
#include "sluis/termbase.h"

enum { SL_ATTEST_SINGULAR = 128 };   /* of a target that is a plural; beside SL_EN_PLURAL ... of english.h */
typedef struct sl_attested {
    size_t start, end;           /* bytes of the line, without a possessive mark */
    size_t tail;                 /* bytes of 's behind it: 2 or more, 0 none */
    unsigned form;               /* SL_EN_... and SL_ATTEST_SINGULAR; 0: as the glossary has it */
} sl_attested;

typedef struct sl_attest {
    const sl_english *en;        /* borrowed; NULL: targets as they are written only */
    sl_attested *v; size_t n, cap;             /* the places that were found */
    sl_str line;                 /* its own from here on */
    struct at_word *words; size_t nwords, words_cap;
    uint64_t seen;               /* bits of the hashes of words */
    struct at_entry *entries; size_t nentries, mask;
    struct at_form *forms; size_t nforms, forms_cap;
    struct at_part *parts; size_t nparts, parts_cap;
    sl_buf text, form, base, scratch;
} sl_attest;

/* The line that is asked about from now on; borrowed until the next one. */
void sl_attest_line(sl_attest *a, sl_str line);
/* Set a->v to the places of the target in the line, by start, without overlap; returns how many. `key` (not 0) is the entry's own: one key, one
 * target, pos and flags (SL_TERM_...: with EXACT only as it is written, with CI blind to case).. */
size_t sl_attest_find(sl_attest *a, uint64_t key, sl_str target, sl_pos pos, unsigned flags);
/* The flags for an entry's target: its own, and CI where a source in small letters has a target with a capital that is no acronym (internet: Internet). */
unsigned sl_attest_flags(const sl_term *t, sl_str target);
void sl_attest_free(sl_attest *a);

/* The key of an entry (variant 0) or of one of its variants. */
static inline uint64_t sl_attest_key(uint32_t term, uint16_t variant) { return ((uint64_t)term << 16 | variant) + 1; }
#endif
