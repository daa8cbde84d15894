/* pack: XLIFF 2.0, a unit a record. It has a way to write what XML cannot hold (<cp/>), so no character is lost. */
#include "pack.h"
#include "sluis/utf8.h"
#include "sluis/xml.h"

static void put(sl_buf *b, const char *s) { sl_pack_puts(b, s); }

static uint64_t put_text(sl_buf *b, sl_str s) {
    uint64_t lost = 0;
    while (s.n) {
        size_t n = sl_xml_bad(s);
        sl_xml_put(b, sl_slice(s.p, n), false);
        s.p += n, s.n -= n;
        if (!s.n) break;
        int32_t c;
        n = (size_t)sl_utf8_next(s.p, s.n, &c);
        if (c >= 0) sl_printf(b, "<cp hex=\"%04X\"/>", (unsigned)c);
        else { sl_utf8_put(b, 0xFFFD); lost++; }
        s.p += n, s.n -= n;
    }
    return lost;
}

static int head(sl_stage *s, sl_pack_out *o) {
    const sl_pack *c = s->conf;
    put(&o->b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" "
               "xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\" version=\"2.0\" srcLang=\"");
    sl_xml_put(&o->b, sl_cstr(c->langs[0]), true);
    put(&o->b, "\" trgLang=\"");
    sl_xml_put(&o->b, sl_cstr(c->langs[1]), true);
    put(&o->b, "\" xml:space=\"preserve\">\n<file id=\"f1\">\n");
    return 0;
}

static uint64_t put_known(sl_stage *s, sl_buf *b, const sl_rec *r) {
    sl_pack_walk w;
    const char *name;
    sl_str value;
    uint64_t lost = 0;
    bool any = false;
    for (sl_pack_rest(&w, r->line); sl_pack_column(s, &w, &name, &value);) {
        if (!value.n && w.end) continue;
        put(b, any ? "" : "<mda:metadata><mda:metaGroup>");
        any = true;
        put(b, "<mda:meta type=\"");
        put(b, name);
        put(b, "\">");
        lost += sl_xml_put(b, value, false);
        put(b, "</mda:meta>");
    }
    if (any) put(b, "</mda:metaGroup></mda:metadata>");
    return lost;
}

static int put_unit(sl_stage *s, sl_pack_out *o, const sl_rec *r, const sl_str *cols) {
    uint64_t lost;
    put(&o->b, "<unit id=\"u");
    sl_put_number(&o->b, ((sl_pack *)s->conf)->records);
    put(&o->b, "\">");
    lost = put_known(s, &o->b, r);
    put(&o->b, "<segment><source>");
    lost += put_text(&o->b, cols[0]);
    put(&o->b, "</source><target>");
    lost += put_text(&o->b, cols[1]);
    put(&o->b, "</target></segment></unit>\n");
    s->count[SL_PACK_NOT_XML] += lost;
    return sl_pack_more(s, o);
}

static int end(sl_stage *s, sl_pack_out *o) {
    (void)s;
    put(&o->b, "</file>\n</xliff>\n");
    return 0;
}

int sl_pack_xliff(sl_stage *s, void (*add)(sl_stage *, sl_pack_out)) {
    int rc = sl_pack_languages(s);
    if (rc) return rc;
    if (s->common->nfields != 2) return sl_usage(s, "xliff has a source and a target; -f selects %u", s->common->nfields);
    add(s, (sl_pack_out){.format = "xliff", .ending = ".xlf", .head = head, .put = put_unit, .end = end});
    return 0;
}
