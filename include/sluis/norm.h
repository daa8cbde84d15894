/* Normalisation of one line of text: Unicode form, white space, characters that show nothing, quotes.
 *
 * Every rule has a name; SL_NORM_RULES is the one place from which the options, the counts and the struct come. Pure: a sl_norm is
 * immutable once made, the scratch belongs to the caller and is used again.
 *
 * Promises, for any bytes: what comes out, normalised again, stays as it is; letters and digits change by `form`, `ij` and
 * `ligatures` alone; invalid UTF-8 is copied byte for byte; time is linear in the length of the line; with every rule off nothing
 * changes. With the default rules what comes out holds no TAB, CR, VT, FF, FS to US, NEL, LS or PS.
 *
 * The passes, each only on lines in which a scan found work for it: characters (removed or replaced one by one), form, space,
 * quotes. Form comes behind the removals, since what was apart may compose; quotes come last, since the compatibility form makes some. */
#ifndef SLUIS_NORM_H
#define SLUIS_NORM_H
#include "sluis/buf.h"
#include "sluis/quotes.h"

/* R(id, name, what --no-name does) */
#define SL_NORM_RULES(R) \
    R(BREAKS, "breaks", "leave CR, VT, FF, FS to US, NEL, U+2028 and U+2029 alone") \
    R(CONTROL, "control", "leave the other control characters alone") \
    R(SOFT_HYPHEN, "soft-hyphen", "leave soft hyphens alone") \
    R(ZERO_WIDTH, "zero-width", "leave zero-width spaces, joiners and marks of byte order alone") \
    R(BIDI, "bidi", "leave the controls of bidirectional text alone") \
    R(IJ, "ij", "leave the letters U+0132 and U+0133 (ij) alone") \
    R(LIGATURES, "ligatures", "leave the ligatures ff fi fl ffi ffl st alone") \
    R(SPACE, "space", "leave white space alone") \
    R(DOUBLED, "doubled", "leave quotes typed as ,, '' or `` alone") \
    R(BACKTICKS, "backticks", "leave backticks and acute accents that stand for quotes alone") \
    R(GUILLEMETS, "guillemets", "leave guillemets alone") \
    R(PRIMES, "primes", "leave primes alone")

#define SL_NORM_ID(id, name, help) SL_NORM_##id,
enum { SL_NORM_RULES(SL_NORM_ID) SL_NORM_FORM, SL_NORM_QUOTES, SL_NORM_N };
#undef SL_NORM_ID

typedef enum { SL_FORM_NFC, SL_FORM_NFKC, SL_FORM_NONE } sl_form;
typedef struct sl_norm_conf {
    bool rule[SL_NORM_N];          /* FORM and QUOTES follow from the two below */
    int form;                      /* sl_form */
    int quotes;                    /* sl_quotes_style */
    bool keep_indent;              /* leading white space becomes as many U+0020 as the columns it takes */
} sl_norm_conf;

typedef struct sl_norm {
    sl_norm_conf c;
    unsigned char low[0x300], general[0x70];   /* the passes that U+0000.. and U+2000.. may need */
    const void *form;              /* UNormalizer2 */
    sl_quotes quotes;
} sl_norm;

typedef struct { sl_buf a, b; uint16_t *u, *v; size_t ucap, vcap; } sl_norm_scratch;   /* zero-initialised is empty */

/* `elisions`: lines of data/nl-en/elisions.txt, borrowed for as long as m is used. */
void sl_norm_make(sl_norm *m, const sl_norm_conf *c, sl_str elisions);
/* Append the normal form of `in` to out; returns the rules that changed something, as bits 1 << SL_NORM_.... */
unsigned sl_norm_line(const sl_norm *m, sl_norm_scratch *s, sl_str in, sl_buf *out);
void sl_norm_scratch_free(sl_norm_scratch *s);
#endif
