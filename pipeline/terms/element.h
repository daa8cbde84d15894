/* Placeholders that are elements of markup around a term: <span translate="no" id="1">dijk</span>. */
#ifndef SLUIS_ELEMENT_H
#define SLUIS_ELEMENT_H
#include "sluis/placeholder.h"

struct sl_element {
    const char *style, *name;
    const char *before;            /* attributes before the target's, or the id's */
    bool target, id;               /* which it has: translation="...", id="..." */
    const char *escape;            /* characters that are escaped in text */
};
const sl_element *sl_element_find(sl_str style);               /* NULL: none */
void sl_element_put(const sl_element *e, uint32_t id, sl_str surface, sl_str target, sl_buf *out);
/* Set s to the elements in the line, whatever became of their attributes' order, quotes, case and spaces; not those that don't end. */
void sl_element_scan(const sl_element *e, sl_str line, sl_ph_spans *s);
#define SL_ELEMENT_VALUE "&<>\"|[]'"                          /* what is escaped in values */
void sl_element_escape(const char *which, sl_str s, sl_buf *out);
void sl_element_unescape(sl_str s, sl_buf *out);               /* once: &amp;lt; is &lt; */
#endif
