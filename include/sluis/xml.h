/* Reading XML as a stream, from any source of bytes, safely: what TMX (tmx.h) and glossaries in TBX have in common.
 *
 * Errors (SL_EDATA, with line and byte): not well-formed, ends too early, elements nested deeper than SL_XML_DEPTH, any entity declaration
 * (so nothing can be expanded, and nothing outside is ever read), a reference to an entity that XML does not define. Encodings:
 * those of expat, and single-byte sets by ICU. */
#ifndef SLUIS_XML_H
#define SLUIS_XML_H
#include "sluis/buf.h"
#include "sluis/err.h"

enum { SL_XML_DEPTH = 256 };

typedef struct sl_xml sl_xml;
typedef struct {                  /* atts: name, value, name, value ..., NULL. No hook is called after sl_xml_stop. */
    void (*start)(void *ctx, const char *name, const char **atts);
    void (*end)(void *ctx, const char *name);
    void (*text)(void *ctx, const char *p, int n);
} sl_xml_hooks;

sl_xml *sl_xml_new(const sl_xml_hooks *hooks, void *ctx);                           /* both borrowed */
int sl_xml_feed(sl_xml *x, const char *file, sl_str bytes, bool last, sl_err *e);   /* nothing may be fed after an error */
void sl_xml_free(sl_xml *x);

/* For hooks: end the reading with this code and message; where we are. */
void sl_xml_stop(sl_xml *x, int code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
unsigned sl_xml_depth(const sl_xml *x);     /* of the element that opens, closes or holds the text; the root has 1 */
uint64_t sl_xml_line(const sl_xml *x);
#endif
