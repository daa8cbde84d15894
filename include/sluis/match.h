/* Finding the terms of an index in a line, as they are written and in every form: leftmost-longest, on word boundaries.
 *
 * A match begins and ends where no word goes on: no letter, digit, mark or `_` beyond it, and no sign that joins it to
 * one (' . @ & as in euro's, land.nl; a comma between digits). A hyphen on the other side of which a word goes on joins too, and so
 * does one right behind a match (zee- en rivierdijken), but for SL_MATCH_HEADS and SL_MATCH_TAILS. Two hyphens are a
 * dash. The boundary is looked for at each possible end, so a longer candidate that ends inside a word never hides a
 * shorter one.
 *
 * Forms: when the index was built with forms, a word of the text may be a form of the source's (forms.h): of a single word
 * what its part of speech allows; of several, the head (the last, or the one before a preposition) and adjectives before it. Endings
 * behind an apostrophe belong to the word (euro's). `te` may stand within a separable verb (af te lossen) and before the last word
 * of a phrase (te boven te komen). With SL_MATCH_GAPS(n) the parts of a separable verb may stand up to n words apart within a clause:
 * a finite form, and its particle where a particle can stand (schoven tientallen ministers aan).
 *
 * Case is judged by termcase.h, of a form by as much of it as is the source's. Of what begins and ends at the same places the
 * higher priority wins, then what is written as the source, then the same case, then the order of the glossary.
 * Nothing overlaps m->off. Pure; linear in the length of the line (a source has at most SL_TERM_MAXSEGS segments). */
#ifndef SLUIS_MATCH_H
#define SLUIS_MATCH_H
#include "sluis/termcase.h"
#include "sluis/termindex.h"

enum { SL_MATCH_EXACT = 1,       /* nothing is inflected */
       SL_MATCH_HEADS = 2,       /* also the first part of a hyphened word: NAVO of NAVO-militairen */
       SL_MATCH_TAILS = 4,       /* also its last part: top of Thalassa-top; with both, any part */
       SL_MATCH_COMPOUNDS = 8 }; /* also the first and last part of words that are written as one (defensie of defensiegeld) */
#define SL_MATCH_GAPS(words) ((unsigned)(words) << 16)           /* 0..255 */

enum { SL_MATCH_WHOLE, SL_MATCH_HEAD, SL_MATCH_TAIL, SL_MATCH_GAP, SL_MATCH_REGEX, SL_MATCH_INSIDE };
typedef struct sl_match {
    size_t start, end;           /* bytes of the line */
    size_t start2, end2;         /* of SL_MATCH_GAP: the particle, behind; else 0 */
    uint32_t term;               /* index of the entry */
    uint16_t variant;            /* which of its variants, from 1; 0: its source */
    uint8_t kind;                /* SL_MATCH_WHOLE ...: HEAD, TAIL: part of a hyphened word; INSIDE: of one that is not */
    sl_case rule;
    sl_form form;
} sl_match;

typedef struct sl_matches {      /* of one worker; zero-initialised is empty */
    sl_match *v; size_t n, cap;
    sl_range *off; size_t noff, off_cap;       /* set before: by start, without overlap; no match touches them */
    uint64_t given_up;           /* regular expressions that took too long, in all lines so far */
    sl_match *regex; size_t nregex, regex_cap; /* its own from here on */
    void **compiled; size_t ncompiled;
    struct sl_wordkeys *keys;    /* of words that were seen */
    uint64_t stamp;              /* of the index that they are for */
    sl_buf fold, form, source, joined, pseudo;
} sl_matches;

/* Set m->v to the matches in the line, by start, without overlap (a particle that stands behind counts for its own place). */
void sl_match_line(const sl_termindex *ix, unsigned flags, sl_str line, sl_matches *m);
/* Add what is markup in the line to m->off: tags (<b>, </b>, <!--), entities (&amp;). m->noff = 0 before. */
void sl_match_markup(sl_str line, sl_matches *m);
/* Take out of m->v what stands within an address (https://dijk.nl/kade, www.x.nl/dijk, x.nl/dijk); what it begins with may be an entry. */
void sl_match_addresses(sl_str line, sl_matches *m);
void sl_matches_free(sl_matches *m);
#endif
