/* TMX 1.4b (LISA/GALA OSCAR, 2005): translation memories as XML; here only what a line of a bitext can hold.
 *
 * Writing appends to a buffer, one unit a line. Reading is a push parser in constant memory: bytes go in as they come,
 * each <tu> comes out as one callback with one text per wanted language. */
#ifndef SLUIS_TMX_H
#define SLUIS_TMX_H
#include "sluis/xml.h"

typedef struct { const char *type; sl_str value; } sl_tmx_prop;
typedef struct {
    const char *const *langs; const sl_str *segs; unsigned n;        /* one <tuv> each */
    const sl_tmx_prop *props; unsigned nprops;                       /* props without a value are left out, the last one excepted */
} sl_tmx_unit;

void sl_tmx_put_head(sl_buf *out, const char *srclang);              /* no dates, no user: the bytes depend on the arguments */
uint64_t sl_tmx_put_unit(sl_buf *out, const sl_tmx_unit *u);         /* returns the number of replaced characters */
void sl_tmx_put_tail(sl_buf *out);

/* Reading. Languages are ranges (sl_lang_in).
 *
 * Of a <seg> the text is taken, also inside <hi> and elements that TMX does not know; native codes (<bpt> <ept> <ph> <it> <ut>
 * and all within, <sub> too) are left out, or with sl_tmx_keep_codes() their text stays in its place. LF, CR LF and TAB become
 * one space each. The first <tuv> of a language counts. Of <prop>s those that are children of the <tu> are told.
 *
 * Errors: those of sl_xml_feed; the root is <tmx>. */
typedef struct {
    const sl_str *segs;           /* one per range; empty when not there */
    uint64_t there;               /* bit i: range i has a <tuv> with a <seg> */
    uint64_t line;                /* of the <tu> tag */
} sl_tmx_pair;

typedef struct sl_tmx sl_tmx;
typedef int sl_tmx_each(void *ctx, const sl_tmx_pair *u);            /* all borrowed; not 0: stop, sl_tmx_feed returns it */
typedef void sl_tmx_eachprop(void *ctx, const char *type, sl_str value);   /* comes before its unit does; borrowed */

sl_tmx *sl_tmx_new(const char *const *langs, unsigned n, sl_tmx_each *f, void *ctx);   /* langs borrowed, n <= 16 */
void sl_tmx_props(sl_tmx *t, sl_tmx_eachprop *f);                    /* tell the props of units, with the same ctx */
void sl_tmx_keep_codes(sl_tmx *t);
int sl_tmx_feed(sl_tmx *t, const char *file, sl_str bytes, bool last, sl_err *e);      /* nothing may be fed after an error */
uint64_t sl_tmx_codes(const sl_tmx *t);                              /* native codes in wanted texts */
uint64_t sl_tmx_extra(const sl_tmx *t);                              /* further <tuv>s of a language that was there already */
uint64_t sl_tmx_spaces(const sl_tmx *t);                             /* line feeds and TABs that became spaces */
void sl_tmx_free(sl_tmx *t);
#endif
