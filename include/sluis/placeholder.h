/* Placeholders: what a term becomes on its way through a translation engine, and how it is known again when it comes
 * back damaged.
 *
 * A style is a pattern of signs before and behind the term's number: `XX`1, `[`1`]`, `<x id="`1`"/>`. Numbers are found
 * first (runs of digits); then the signs around each, nearest first, are compared, and what had to be put up with is
 * the rung of the repair ladder. So scanning is linear, and a number never belongs to two placeholders.
 *
 * Engines really do all of this: they change case, use full-width or other brackets, put spaces inside, leave sub-word
 * marks, escape as HTML, glue a word to the placeholder, or lose a bracket. Digits are never repaired. Where signs other
 * than letters are lost (SL_RUNG_BRACKET), letters must be there and stand alone (T1), or else one side must be
 * complete ([1), or a pair of other brackets (1). Such a weak finding counts only for ids that nothing stronger shows.
 *
 * Whatever sl_ph_scan() would find in a text with an id, at any rung, must not be in it before that id is given out:
 * sl_ph_taken() says which those are. Then a placeholder is never mistaken for text, nor text for a placeholder. */
#ifndef SLUIS_PLACEHOLDER_H
#define SLUIS_PLACEHOLDER_H
#include "sluis/buf.h"

typedef enum { SL_RUNG_EXACT, SL_RUNG_CASE /* or width */, SL_RUNG_SPACE, SL_RUNG_MARKS, SL_RUNG_ENTITY, SL_RUNG_GLUED, SL_RUNG_BRACKET,
               SL_NRUNGS } sl_rung;
extern const char *const sl_rung_names[SL_NRUNGS];

enum { SL_PH_SIGNS = 16 };
typedef struct { int32_t c; bool gap; } sl_ph_sign;                /* folded; gap: a space on its side of the number */
typedef struct sl_ph {
    sl_str pre, post;                     /* borrowed: bytes before and behind the number */
    sl_ph_sign before[SL_PH_SIGNS], after[SL_PH_SIGNS];   /* nearest to the number first */
    int nbefore, nafter;
    bool letters;                         /* some sign is a letter */
} sl_ph;

/* Append a number in decimal; what sl_printf does, ten times faster. */
static inline void sl_ph_number(sl_buf *out, uint64_t v) {
    char d[20];
    int n = 20;
    do d[--n] = (char)('0' + v % 10);
    while (v /= 10);
    sl_put(out, d + n, (size_t)(20 - n));
}

#define SL_PH_STYLES "xx|opennmt|bracket|tag"
void sl_ph_style(sl_ph *ph, int style);   /* by index in SL_PH_STYLES */
/* The style of a placeholder with this id: what stands around its number. False when the number is not in it, or too much around it. */
bool sl_ph_infer(sl_ph *ph, sl_str placeholder, uint32_t id);
void sl_ph_put(const sl_ph *ph, uint32_t id, sl_buf *out);

typedef struct { size_t start, end; uint32_t id; sl_rung rung; } sl_ph_span;
typedef struct { sl_ph_span *v; size_t n, cap; } sl_ph_spans;     /* zero-initialised is empty */

/* Set s to the placeholders in the line, in order, without overlap. */
void sl_ph_scan(const sl_ph *ph, sl_str line, sl_ph_spans *s);
/* Set s to every id that the line shows, at any rung, with overlaps, and wherever it stands: more than sl_ph_scan(). */
void sl_ph_taken(const sl_ph *ph, sl_str line, sl_ph_spans *s);
void sl_ph_spans_free(sl_ph_spans *s);
#endif
