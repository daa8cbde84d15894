/* Writing TMX; see sluis/tmx.h. No DOCTYPE: readers would look for a DTD file that is not there. */
#include "sluis/tmx.h"

static void put(sl_buf *out, const char *s) { sl_put(out, s, strlen(s)); }

void sl_tmx_put_head(sl_buf *out, const char *srclang) {
    put(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n"
             "<header creationtool=\"sluis\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"sluis\" adminlang=\"en\" srclang=\"");
    sl_xml_put(out, sl_cstr(srclang), true);
    put(out, "\" datatype=\"plaintext\"/>\n<body>\n");
}

void sl_tmx_put_tail(sl_buf *out) { put(out, "</body>\n</tmx>\n"); }

static uint64_t put_prop(sl_buf *out, const sl_tmx_prop *p) {
    put(out, "<prop type=\"");
    uint64_t lost = sl_xml_put(out, sl_cstr(p->type), true);
    put(out, "\">");
    lost += sl_xml_put(out, p->value, false);
    put(out, "</prop>");
    return lost;
}

static uint64_t put_variant(sl_buf *out, const char *lang, sl_str seg) {
    put(out, "<tuv xml:lang=\"");
    sl_xml_put(out, sl_cstr(lang), true);
    put(out, "\"><seg>");
    uint64_t lost = sl_xml_put(out, seg, false);
    put(out, "</seg></tuv>");
    return lost;
}

uint64_t sl_tmx_put_unit(sl_buf *out, const sl_tmx_unit *u) {
    uint64_t lost = 0;
    put(out, "<tu>");
    for (unsigned i = 0; i < u->nprops; i++)
        if (u->props[i].value.n || i + 1 == u->nprops) lost += put_prop(out, &u->props[i]);
    for (unsigned i = 0; i < u->n; i++) lost += put_variant(out, u->langs[i], u->segs[i]);
    put(out, "</tu>\n");
    return lost;
}
