/* pack: XCES as OPUS has it: a document of sentences for each side, and a file of links between them. Sentence N of a document
 * is that side of record N; an empty side is no sentence, and its link has nothing on that side. */
#include "pack.h"
#include "sluis/xml.h"

static void put(sl_buf *b, const char *s) { sl_pack_puts(b, s); }

static int document_head(sl_stage *s, sl_pack_out *o) {
    put(&o->b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document xml:lang=\"");
    sl_xml_put(&o->b, sl_cstr(((sl_pack *)s->conf)->langs[o->side]), true);
    put(&o->b, "\" xml:space=\"preserve\">\n");
    return 0;
}

static int put_sentence(sl_stage *s, sl_pack_out *o, const sl_rec *r, const sl_str *cols) {
    (void)r;
    if (!cols[o->side].n) return 0;
    put(&o->b, "<s id=\"");
    sl_put_number(&o->b, ((sl_pack *)s->conf)->records);
    put(&o->b, "\">");
    s->count[SL_PACK_NOT_XML] += sl_xml_put(&o->b, cols[o->side], false);
    put(&o->b, "</s>\n");
    return sl_pack_more(s, o);
}

static int document_end(sl_stage *s, sl_pack_out *o) {
    (void)s;
    put(&o->b, "</document>\n");
    return 0;
}

/* The name of a side's document, as the links' file beside it has it. */
static void put_name(sl_stage *s, sl_buf *b, unsigned side) {
    const sl_pack *c = s->conf;
    for (size_t i = 0; i < c->nouts; i++) {
        const sl_pack_out *o = &c->outs[i];
        const char *slash = strrchr(o->path, '/');
        if (o->put == put_sentence && o->side == side) sl_xml_put(b, sl_cstr(slash ? slash + 1 : o->path), true);
    }
}

static int links_head(sl_stage *s, sl_pack_out *o) {
    put(&o->b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE cesAlign PUBLIC \"-//CES//DTD XML cesAlign//EN\" \"\">\n"
               "<cesAlign version=\"1.0\">\n<linkGrp targType=\"s\" fromDoc=\"");
    put_name(s, &o->b, 0);
    put(&o->b, "\" toDoc=\"");
    put_name(s, &o->b, 1);
    put(&o->b, "\">\n");
    return 0;
}

static uint64_t put_attribute(sl_buf *b, const char *name, sl_str value) {
    sl_putc(b, ' ');
    put(b, name);
    put(b, "=\"");
    uint64_t lost = sl_xml_put(b, value, true);
    sl_putc(b, '"');
    return lost;
}

static int put_link(sl_stage *s, sl_pack_out *o, const sl_rec *r, const sl_str *cols) {
    uint64_t n = ((sl_pack *)s->conf)->records;
    sl_pack_walk w;
    const char *name;
    sl_str value;
    put(&o->b, "<link id=\"SL");
    sl_put_number(&o->b, n);
    put(&o->b, "\" xtargets=\"");
    if (cols[0].n) sl_put_number(&o->b, n);
    sl_putc(&o->b, ';');
    if (cols[1].n) sl_put_number(&o->b, n);
    sl_putc(&o->b, '"');
    for (sl_pack_rest(&w, r->line); sl_pack_column(s, &w, &name, &value);)
        if (value.n || !w.end) s->count[SL_PACK_NOT_XML] += put_attribute(&o->b, strcmp(name, "x-score") ? name : "certainty", value);
    put(&o->b, "/>\n");
    return sl_pack_more(s, o);
}

static int links_end(sl_stage *s, sl_pack_out *o) {
    (void)s;
    put(&o->b, "</linkGrp>\n</cesAlign>\n");
    return 0;
}

int sl_pack_xces(sl_stage *s, void (*add)(sl_stage *, sl_pack_out)) {
    sl_pack *c = s->conf;
    int rc = sl_pack_languages(s);
    if (rc) return rc;
    if (s->common->nfields != 2) return sl_usage(s, "xces has two sides; -f selects %u", s->common->nfields);
    c->xml = true;
    for (unsigned i = 0; i < 2; i++) {
        sl_buf ending = {0};
        sl_printf(&ending, ".%s.xml", c->langs[i]);
        add(s, (sl_pack_out){.format = "xces", .ending = sl_arena_copy(&c->keep, sl_view(&ending)).p, .head = document_head, .put = put_sentence, .end = document_end, .side = i});
        sl_buf_free(&ending);
    }
    add(s, (sl_pack_out){.format = "xces", .ending = ".xces", .head = links_head, .put = put_link, .end = links_end});
    return 0;
}
