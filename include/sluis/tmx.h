/* TMX 1.4b (LISA/GALA OSCAR, 2005): translation memories as XML; here only what a line of a bitext can hold.
 *
 * Writing appends to a buffer, one unit a line. Reading is a push parser (expat) in constant memory: bytes go in as they come,
 * each <tu> comes out as one callback with one text per wanted language. */
#ifndef SLUIS_TMX_H
#define SLUIS_TMX_H
#include "sluis/buf.h"
#include "sluis/err.h"

/* Append s as XML 1.0 character data: & < > escaped (in attributes also " and TAB), CR as a reference, since a parser would
 * turn it into LF. What XML cannot hold (controls below U+0020 except TAB and LF, U+FFFE, U+FFFF, bytes that are not UTF-8)
 * becomes U+FFFD. Returns how many were replaced so. */
uint64_t sl_xml_put(sl_buf *out, sl_str s, bool attribute);

typedef struct { const char *type; sl_str value; } sl_tmx_prop;
typedef struct {
    const char *const *langs; const sl_str *segs; unsigned n;        /* one <tuv> each */
    const sl_tmx_prop *props; unsigned nprops;                       /* props without a value are left out */
} sl_tmx_unit;

void sl_tmx_put_head(sl_buf *out, const char *srclang);              /* no dates, no user: the bytes depend on the arguments */
uint64_t sl_tmx_put_unit(sl_buf *out, const sl_tmx_unit *u);         /* returns the number of replaced characters */
void sl_tmx_put_tail(sl_buf *out);

/* Reading. A language range `nl` takes nl, NL, nl-BE, nl_BE; `nl-BE` takes only itself and its own subtags (RFC 4647, 3.3.1).
 *
 * Of a <seg> the text is taken, also inside <hi> and elements that TMX does not know; native codes (<bpt> <ept> <ph> <it> <ut>
 * and all within, <sub> too) are left out. LF, CR LF and TAB become one space each. The first <tuv> of a language counts.
 *
 * Errors (SL_EDATA, with line and byte): not well-formed, ends too early, root is not <tmx>, elements nested deeper than 256,
 * any entity declaration (so nothing can be expanded), a reference to an entity that XML does not define. Encodings: those of
 * expat, and single-byte sets by ICU. */
typedef struct {
    const sl_str *segs;           /* one per range; empty when not there */
    uint64_t there;               /* bit i: range i has a <tuv> with a <seg> */
    uint64_t line;                /* of the <tu> tag */
} sl_tmx_pair;

typedef struct sl_tmx sl_tmx;
typedef int sl_tmx_each(void *ctx, const sl_tmx_pair *u);            /* all borrowed; not 0: stop, sl_tmx_feed returns it */

sl_tmx *sl_tmx_new(const char *const *langs, unsigned n, sl_tmx_each *f, void *ctx);   /* langs borrowed, n <= 16 */
int sl_tmx_feed(sl_tmx *t, const char *file, sl_str bytes, bool last, sl_err *e);      /* nothing may be fed after an error */
uint64_t sl_tmx_codes(const sl_tmx *t);                              /* native codes left out of wanted texts */
uint64_t sl_tmx_extra(const sl_tmx *t);                              /* further <tuv>s of a language that was there already */
void sl_tmx_free(sl_tmx *t);
#endif
