/* What a stream promises, checked line by line: the first thing that is wrong with a line, and where.
 *
 * Always: UTF-8; no control character but TAB (so no NUL, CR, VT, FF, FS to US, DEL, NEL), no U+2028, no U+2029; and as many
 * columns as the first line has. The rest is asked for in sl_check_conf. */
#ifndef SLUIS_CHECK_H
#define SLUIS_CHECK_H
#include "sluis/buf.h"
#include "sluis/set.h"

/* X(ENUM, "name", what is wrong) in the order of asking */
#define SL_CHECK_LIST(X) \
    X(UTF8, "utf-8", "a byte that is not UTF-8") \
    X(CONTROL, "control", "a control character") \
    X(SEPARATOR, "separator", "U+2028 or U+2029, where some programs end a line") \
    X(COLUMNS, "columns", "another number of columns") \
    X(SPACE, "space", "white space other than single spaces within a column") \
    X(NFC, "nfc", "text that is not in normal form C") \
    X(SCORE, "score", "a score that is no number from 0 to 1") \
    X(IDS, "ids", "numbers of sentences that do not ascend, or a document that comes back") \
    X(MANIFEST, "manifest", "a file that is not as its manifest tells")

#define SL_CHECK_ENUM(e, name, what) SL_CHECK_##e,
typedef enum { SL_CHECK_LIST(SL_CHECK_ENUM) SL_CHECK_GOOD } sl_check_rule;
extern const char *const sl_check_names[];          /* then NULL */

typedef struct {
    unsigned columns;              /* 0: as many as the first line */
    bool space;                    /* white space is single U+0020 within a column, none at its ends */
    bool nfc;                      /* Unicode Standard Annex #15 */
    bool bitext;                   /* two columns at least, and column 3, when there is one, is a number from 0 to 1 */
    bool ids;                      /* text doc par sent, ascending in a document; with bitext: nl en score doc nl-ids en-ids,
                                      lists of NUMBER or NUMBER.NUMBER with commas between, ascending on each side. Numbers
                                      are from 1; the records of a document stand together */
} sl_check_conf;

typedef struct { uint64_t par, sent; } sl_check_id;
typedef struct {                   /* zero-initialised at the start of a stream */
    unsigned columns;              /* that the first line had */
    bool begun;                    /* a document has */
    sl_buf doc;
    sl_set docs;
    sl_check_id last[2];           /* of each side */
    uint16_t *u; size_t ucap;
    sl_buf what;                   /* what is wrong with the last line, in words */
} sl_check_state;

/* The first rule that the line breaks, or SL_CHECK_GOOD. *byte: where, from 1; s->what: in words. */
sl_check_rule sl_check_line(const sl_check_conf *c, sl_check_state *s, sl_str line, uint64_t *byte);
void sl_check_free(sl_check_state *s);
#endif
