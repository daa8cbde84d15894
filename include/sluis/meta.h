/* Metadata of articles: the lines, and the beginnings and ends of lines, that are about a text and not of it.
 *
 * A date line, a time, a credit, a byline, a link to other articles are the whole line; a dateline (GENT (ANP) -) stands before the
 * text, a credit in brackets ((Foto: ANP)) may stand behind it. A line is metadata only when every word of it has its place in one of these
 * forms: labels that a colon follows, dates of the names of days and months and of numbers, names that begin with a known first
 * name, datelines of a known agency or a known place in capitals. What is known stands in data/LANG/meta.txt; so "Maart was nat.",
 * "Door de regen" and "Foto's van vroeger" are text.
 *
 * Pure; the model is immutable and shared; time is linear in the line (only a few hundred bytes of its ends are looked at); no memory
 * is allocated. Any bytes may come in. */
#ifndef SLUIS_META_H
#define SLUIS_META_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef enum {
    SL_META_NONE,
    SL_META_DATE,        /* Wo. 12 mrt 2025, 08:43; Published: March 3, 2024 10:15 AM */
    SL_META_TIME,        /* 08:43; 3 uur geleden */
    SL_META_DATELINE,    /* GENT (ANP) - , of which the dash is in neither part */
    SL_META_SOURCE,      /* Bron: CBS; (c) ANP */
    SL_META_CAPTION,     /* Foto: ANP; Beeld ANP; (Photo: Reuters) */
    SL_META_BYLINE,      /* Door Jan Jansen; Van onze verslaggever */
    SL_META_LINK,        /* Lees ook: ... */
    SL_META_N
} sl_meta_kind;
extern const char *const sl_meta_names[SL_META_N];     /* "", "date", "time", ... */

typedef struct sl_meta sl_meta;

/* The model of some languages, from their meta.txt, compiled in or from `dir` (sl_data). SL_EUSAGE for a language that has none,
 * SL_EDATA with the place for a line that is none. */
int sl_meta_open(sl_meta **m, const char *const *langs, unsigned n, const char *dir, sl_err *e);
void sl_meta_free(sl_meta *m);

typedef struct sl_meta_hit {
    sl_meta_kind kind;
    sl_str meta;         /* what is metadata, without white space around it */
    sl_str text;         /* what is text; empty when the whole line is metadata */
} sl_meta_hit;           /* both are slices of the line */

/* False when the line is text all through; *hit is then not set. */
bool sl_meta_find(const sl_meta *m, sl_str line, sl_meta_hit *hit);
/* The line holds the number of a page and says so: - 12 -, Pagina 3 van 10, Page 3/10. */
bool sl_meta_page(const sl_meta *m, sl_str line);
#endif
