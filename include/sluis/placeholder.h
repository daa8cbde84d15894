/* Placeholders: what a term becomes on its way through a translation engine, and how it is known again when it comes
 * back damaged.
 *
 * Most styles are a pattern of signs before and behind the term's number: `XX`1, `[`1`]`, `<x id="`1`"/>`; one of digits alone
 * (7%03d) has its number as a part of a longer one. Numbers are found first (runs of digits); then the signs around each, nearest
 * first, are compared, and what had to be put up with is the rung of the repair ladder. So scanning is linear, and a number never
 * belongs to two placeholders. The other styles are elements of markup around the term (element.h of this library's own), for
 * engines that read it; then the rest of the line is escaped, and comes back unescaped.
 *
 * Engines really do all of this: they change case, width and script of characters, put spaces or nothing-to-be-seen inside, leave
 * sub-word marks, escape as HTML, glue a word to the placeholder, write other brackets or lose them, part thousands. Digits are never
 * repaired, letters only when all are lost and all else is there. Where signs other than letters are lost (SL_RUNG_BRACKET),
 * letters must be there and stand alone (T1), or else one side must be complete ([1), or a pair of other brackets (1). Such a weak
 * finding counts only for ids that nothing stronger shows; a number that stands bare (SL_RUNG_BARE) only where the whole line is so.
 *
 * Whatever sl_ph_scan() would find in a text with an id, at any rung, must not be in it before that id is given out:
 * sl_ph_taken() says which those are. Then a placeholder is never mistaken for text, nor text for a placeholder. */
#ifndef SLUIS_PLACEHOLDER_H
#define SLUIS_PLACEHOLDER_H
#include "sluis/buf.h"

typedef enum { SL_RUNG_EXACT, SL_RUNG_TEXT /* the engine wrote the target itself */, SL_RUNG_CASE /* or width, or script */, SL_RUNG_SPACE,
               SL_RUNG_MARKS, SL_RUNG_ENTITY, SL_RUNG_DIGITS /* thousands parted */, SL_RUNG_GLUED, SL_RUNG_BRACKET, SL_RUNG_BARE, SL_NRUNGS } sl_rung;
extern const char *const sl_rung_names[SL_NRUNGS];

enum { SL_PH_SIGNS = 16, SL_PH_MAXID = 999999999 };
typedef struct { int32_t c; bool gap; } sl_ph_sign;                /* folded; gap: a space on its side of the number */
typedef struct sl_element sl_element;
typedef struct sl_ph {
    sl_str name;                          /* as sl_ph_parse() got it, borrowed */
    const sl_element *element;            /* NULL: a pattern */
    sl_str pre, post;                     /* bytes before and behind the number */
    sl_str lead;                          /* digits at the end of pre */
    unsigned width;                       /* least digits of the number, zeros before it; 0: none */
    sl_ph_sign before[SL_PH_SIGNS], after[SL_PH_SIGNS];   /* nearest to the number first */
    int nbefore, nafter;
    bool letters;                         /* some sign is a letter */
    bool numeric;                         /* no signs but digits */
} sl_ph;

#define SL_PH_STYLES "xx|opennmt|bracket|tag|html|moses-xml|mstrans"
/* A style by its name in SL_PH_STYLES, or a pattern of one's own in which %d or %0Nd holds the number's place. NULL, or what is wrong with it. */
const char *sl_ph_parse(sl_ph *ph, sl_str style);
/* Append the placeholder of an id; elements enclose the surface, and say the target where their engine reads it. */
void sl_ph_put(const sl_ph *ph, uint32_t id, sl_str surface, sl_str target, sl_buf *out);
/* Append text between placeholders, as it goes to the engine, and as it comes from there. */
void sl_ph_escape(const sl_ph *ph, sl_str s, sl_buf *out);
void sl_ph_unescape(const sl_ph *ph, sl_str s, sl_buf *out);

/* inside: what an element encloses. id 0: its id did not come back, or its letters are others (what it stands for is not known by it). */
typedef struct { size_t start, end; uint32_t id; sl_rung rung; sl_range inside; } sl_ph_span;
typedef struct {                      /* zero-initialised is empty */
    sl_ph_span *v; size_t n, cap;
    sl_ph_span *doubt; size_t ndoubt, doubt_cap;      /* sl_ph_scan(): letters and numbers that are no placeholder where they stand (XXX1) */
} sl_ph_spans;

/* Set s to the placeholders in the line, in order, without overlap. */
void sl_ph_scan(const sl_ph *ph, sl_str line, sl_ph_spans *s);
/* Set s to every id that the line shows, at any rung, with overlaps, and wherever it stands: more than sl_ph_scan(). */
void sl_ph_taken(const sl_ph *ph, sl_str line, sl_ph_spans *s);
void sl_ph_spans_free(sl_ph_spans *s);
bool sl_ph_says_target(const sl_ph *ph);      /* its engine writes the target in its place */
#endif
