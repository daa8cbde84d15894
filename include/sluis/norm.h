/* Normalisation of one line of text: Unicode form, white space, characters that show nothing or stand for others, dashes, quotes.
 *
 * Every rule has a name; SL_NORM_RULES is the one place from which the options, the counts and the struct come. Pure: a sl_norm is
 * immutable once made, the scratch belongs to the caller and is used again.
 *
 * Promises, for any bytes: what comes out, normalised again, stays as it is; letters and digits change by `form`, `ij`, `ligatures`,
 * `full-width`, `homoglyphs` and `repeated-letters` alone; invalid UTF-8 is copied byte for byte; time is linear in the length of the line; with every rule off nothing
 * changes. With the default rules what comes out holds no TAB, CR, VT, FF, FS to US, NEL, LS or PS.
 *
 * The passes, each only on lines in which a scan found work for it: characters (removed or replaced one by one), form,
 * homoglyphs, space, dashes and the ellipsis, quotes, repeats. Form comes behind the removals, since what was apart may compose; those
 * from dashes on come last, since the compatibility form makes some. A pass after which an earlier one may have work again says so. */
#ifndef SLUIS_NORM_H
#define SLUIS_NORM_H
#include "sluis/buf.h"
#include "sluis/quotes.h"

/* R(id, name, what --no-name does) */
#define SL_NORM_RULES(R) \
    R(BREAKS, "breaks", "leave CR, VT, FF, FS to US, NEL, U+2028 and U+2029 alone") \
    R(CONTROL, "control", "leave the other control characters, and what is no character, alone") \
    R(SOFT_HYPHEN, "soft-hyphen", "leave soft hyphens alone") \
    R(ZERO_WIDTH, "zero-width", "leave zero-width spaces, joiners and marks of byte order alone") \
    R(BIDI, "bidi", "leave the controls of bidirectional text alone") \
    R(FORMAT, "format", "leave tags, marks of annotation, invisible operators and object signs alone") \
    R(VARIATION, "variation", "leave variation selectors alone") \
    R(IJ, "ij", "leave the letters U+0132 and U+0133 (ij) alone") \
    R(LIGATURES, "ligatures", "leave the ligatures ff fi fl ffi ffl st alone") \
    R(FULL_WIDTH, "full-width", "leave full-width forms of ASCII alone") \
    R(HOMOGLYPHS, "homoglyphs", "leave Greek and Cyrillic letters within Latin words alone") \
    R(SPACE, "space", "leave white space alone") \
    R(DOUBLED, "doubled", "leave quotes typed as ,, '' or `` alone") \
    R(BACKTICKS, "backticks", "leave backticks and acute accents that stand for quotes alone") \
    R(GUILLEMETS, "guillemets", "leave guillemets alone") \
    R(PRIMES, "primes", "leave primes alone")

#define SL_NORM_ID(id, name, help) SL_NORM_##id,
enum { SL_NORM_RULES(SL_NORM_ID) SL_NORM_FORM, SL_NORM_QUOTES, SL_NORM_DASHES, SL_NORM_ELLIPSIS, SL_NORM_REPEATED_MARKS,
       SL_NORM_REPEATED_LETTERS, SL_NORM_N,
       SL_NORM_REPLACEMENT = SL_NORM_N, SL_NORM_PRIVATE, SL_NORM_BITS };       /* kept and counted: U+FFFD, private use */
#undef SL_NORM_ID
/* Names of those behind the rules, in their order. */
#define SL_NORM_OTHERS "form", "quotes", "dashes", "ellipsis", "repeated-marks", "repeated-letters", "replacement", "private-use"
#define SL_NORM_CHANGES ((1u << SL_NORM_N) - 1)

typedef enum { SL_FORM_NFC, SL_FORM_NFKC, SL_FORM_NONE } sl_form;
typedef struct sl_norm_conf {
    bool rule[SL_NORM_N];          /* those from FORM on follow from what is below */
    int form;                      /* sl_form */
    int quotes, dashes, ellipsis;  /* sl_quotes_style; NFKC knows no ellipsis, so that typographic is ASCII then */
    long max_marks, max_letters;   /* longer runs of the same mark or letter become so long; 0: any length */
    bool keep_indent;              /* leading white space becomes as many U+0020 as the columns it takes */
} sl_norm_conf;

typedef struct sl_norm {
    sl_norm_conf c;
    uint16_t low[0x300], general[0x70];        /* the passes that U+0000.. and U+2000.. may need */
    uint16_t always, dash, dots, quote;        /* those that every line needs; that a line with "-", "...", a straight quote does */
    const void *form;              /* UNormalizer2 */
    sl_quotes quotes;
} sl_norm;

typedef struct { sl_buf a, b; uint16_t *u, *v; size_t ucap, vcap; } sl_norm_scratch;   /* zero-initialised is empty */

/* `elisions`: lines of data/nl-en/elisions.txt, borrowed for as long as m is used. */
void sl_norm_make(sl_norm *m, const sl_norm_conf *c, sl_str elisions);
/* Append the normal form of `in` to out; returns the rules that changed something, and what was seen, as bits 1 << SL_NORM_.... */
unsigned sl_norm_line(const sl_norm *m, sl_norm_scratch *s, sl_str in, sl_buf *out);
void sl_norm_scratch_free(sl_norm_scratch *s);
#endif
