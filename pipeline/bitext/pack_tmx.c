/* pack: TMX, a unit a record. */
#include "pack.h"
#include "sluis/tmx.h"

enum { MAXPROPS = 1000 };

static int put_unit(sl_stage *s, sl_pack_out *o, const sl_rec *r, const sl_str *cols) {
    sl_pack *c = s->conf;
    sl_tmx_prop props[MAXPROPS];
    sl_pack_walk w;
    unsigned n = 0;
    sl_pack_rest(&w, r->line);
    while (n < MAXPROPS && sl_pack_column(s, &w, &props[n].type, &props[n].value)) n++;
    if (n == MAXPROPS && w.end) return sl_bad(s, 0, "more than %d columns in a unit of TMX", MAXPROPS);
    s->count[SL_PACK_NOT_XML] += sl_tmx_put_unit(&o->b, &(sl_tmx_unit){c->langs, cols, s->common->nfields, props, n});
    return sl_pack_more(s, o);
}

static int head(sl_stage *s, sl_pack_out *o) {
    sl_tmx_put_head(&o->b, ((sl_pack *)s->conf)->langs[0]);
    return 0;
}

static int end(sl_stage *s, sl_pack_out *o) {
    (void)s;
    sl_tmx_put_tail(&o->b);
    return 0;
}

int sl_pack_tmx(sl_stage *s, void (*add)(sl_stage *, sl_pack_out)) {
    ((sl_pack *)s->conf)->xml = true;
    add(s, (sl_pack_out){.format = "tmx", .ending = ".tmx", .head = head, .put = put_unit, .end = end});
    return sl_pack_languages(s);
}
