/* XML 1.0: text written so that a parser gives it back, and a push parser (expat) in constant memory, for formats at the edge.
 *
 * Errors of the parser (SL_EDATA, with line and byte): not well-formed, ends too early, another root element than the one
 * asked for, elements nested deeper than 256, any entity declaration (so nothing can be expanded), a reference to an entity that
 * XML does not define. Nothing outside the bytes that are fed is ever read; a DOCTYPE is passed over. Encodings: those of expat
 * (UTF-8, UTF-16, ISO 8859-1, ASCII), and single-byte sets by ICU. */
#ifndef SLUIS_XML_H
#define SLUIS_XML_H
#include "sluis/buf.h"
#include "sluis/err.h"

/* Append s as XML 1.0 character data: & < > escaped (in attributes also " TAB and LF), CR as a reference, since a parser would
 * turn it into LF. What XML cannot hold (controls below U+0020 except TAB and LF, U+FFFE, U+FFFF, bytes that are not UTF-8)
 * becomes U+FFFD. Returns how many were replaced so. */
uint64_t sl_xml_put(sl_buf *out, sl_str s, bool attribute);
/* The byte (from 0) of the first character that XML cannot hold; s.n when there is none. */
size_t sl_xml_bad(sl_str s);
/* Append s with each TAB, LF and CR LF as one space, continued over calls: a column of a line. Returns how many there were. */
uint64_t sl_xml_flat(sl_buf *out, const char *p, size_t n);

typedef struct sl_xml sl_xml;
typedef struct {
    const char *root;                                                   /* the name that the root element must have, without prefix; NULL: any */
    void (*start)(void *ctx, const char *name, const char **atts);      /* atts: name, value ... NULL */
    void (*end)(void *ctx, const char *name);
    void (*text)(void *ctx, const char *p, size_t n);                   /* a piece of it, UTF-8 */
} sl_xml_events;

sl_xml *sl_xml_new(const sl_xml_events *ev, void *ctx);                 /* both borrowed */
/* The next bytes; `last` with the last ones (which may be none). Nothing may be fed after an error. */
int sl_xml_feed(sl_xml *x, const char *file, sl_str bytes, bool last, sl_err *e);
void sl_xml_free(sl_xml *x);

/* Within an event. */
void sl_xml_stop(sl_xml *x, int code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));  /* sl_xml_feed returns code; the first one counts */
unsigned sl_xml_depth(const sl_xml *x);                                 /* of the element of the event; 1: the root */
uint64_t sl_xml_line(const sl_xml *x);                                  /* of the input, from 1 */

const char *sl_xml_local(const char *name);                             /* without its prefix */
/* The value of an attribute; NULL when it is not there. */
const char *sl_xml_att(const char **atts, const char *name);
/* The language of an element: xml:lang, or lang as in TMX before 1.2; NULL when there is none. */
const char *sl_xml_lang(const char **atts);
/* Is a language tag in a range? `nl` takes nl, NL, nl-BE, nl_BE; `nl-BE` only itself and its own subtags (RFC 4647, 3.3.1). */
bool sl_lang_in(sl_str tag, sl_str range);
/* Which of n ranges takes the tag first; -1: none, or the tag is NULL. */
int sl_lang_of(const char *tag, const char *const *ranges, unsigned n);
#endif
