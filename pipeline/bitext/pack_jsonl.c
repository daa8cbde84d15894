/* pack: JSONL, an object a record: {"translation":{"nl":"...","en":"..."},"score":0.9,"doc":"..."}, as Hugging Face's datasets
 * have translations. */
#include "pack.h"
#include "sluis/json.h"

static uint64_t put_value(sl_buf *b, sl_str v) {
    if (!sl_json_is_number(v)) return sl_json_put(b, v);
    sl_puts(b, v);
    return 0;
}

static int put_object(sl_stage *s, sl_pack_out *o, const sl_rec *r, const sl_str *cols) {
    const sl_pack *c = s->conf;
    sl_pack_walk w;
    const char *name;
    sl_str value;
    uint64_t lost = 0;
    sl_puts(&o->b, SL_LIT("{\"translation\":{"));
    for (unsigned i = 0; i < s->common->nfields; i++) {
        sl_pack_puts(&o->b, i ? ",\"" : "\"");
        sl_pack_puts(&o->b, c->langs[i]);
        sl_pack_puts(&o->b, "\":");
        lost += sl_json_put(&o->b, cols[i]);
    }
    sl_putc(&o->b, '}');
    for (sl_pack_rest(&w, r->line); sl_pack_column(s, &w, &name, &value);) {
        if (!value.n && w.end) continue;
        sl_pack_puts(&o->b, ",\"");
        sl_pack_puts(&o->b, name + 2);                     /* without x- */
        sl_pack_puts(&o->b, "\":");
        lost += !strcmp(name, "x-score") ? put_value(&o->b, value) : sl_json_put(&o->b, value);
    }
    s->count[SL_PACK_NOT_JSON] += lost;
    sl_puts(&o->b, SL_LIT("}\n"));
    return sl_pack_more(s, o);
}

int sl_pack_jsonl(sl_stage *s, void (*add)(sl_stage *, sl_pack_out)) {
    add(s, (sl_pack_out){.format = "jsonl", .ending = ".jsonl", .put = put_object});
    return sl_pack_languages(s);
}
