/* pack: the formats that are lines: a file a side, one side alone, all columns. */
#include "pack.h"

static int write_out(sl_stage *s, sl_pack_out *o, sl_str bytes) {
    sl_digest_add(&o->text, bytes.p, bytes.n);
    return sl_write(o->w, bytes.p, bytes.n, s->err);
}

int sl_pack_write(sl_stage *s, sl_pack_out *o) {
    int rc = write_out(s, o, sl_view(&o->b));
    sl_clear(&o->b);
    return rc;
}

int sl_pack_whole(sl_stage *s, sl_pack_out *o, sl_str lines) {
    int rc = o->b.n ? sl_pack_write(s, o) : 0;
    return rc ? rc : write_out(s, o, lines);
}

int sl_pack_more(sl_stage *s, sl_pack_out *o) { return o->b.n >= 1 << 16 ? sl_pack_write(s, o) : 0; }

static int put_line(sl_stage *s, sl_pack_out *o, sl_str line) {
    sl_puts(&o->b, line);
    sl_putc(&o->b, '\n');
    return sl_pack_more(s, o);
}

static int put_side(sl_stage *s, sl_pack_out *o, const sl_rec *r, const sl_str *cols) { (void)r; return put_line(s, o, cols[o->side]); }
static int put_record(sl_stage *s, sl_pack_out *o, const sl_rec *r, const sl_str *cols) { (void)cols; return put_line(s, o, r->line); }

int sl_pack_moses(sl_stage *s, void (*add)(sl_stage *, sl_pack_out)) {
    sl_pack *c = s->conf;
    int rc = sl_pack_languages(s);
    for (unsigned i = 0; rc == 0 && i < s->common->nfields; i++) {
        sl_buf ending = {0};
        sl_printf(&ending, ".%s", c->langs[i]);
        add(s, (sl_pack_out){.format = "moses", .ending = sl_arena_copy(&c->keep, sl_view(&ending)).p, .put = put_side, .line = SL_PACK_SIDE, .side = i, .whole = true});
        sl_buf_free(&ending);
    }
    return rc;
}

int sl_pack_text(sl_stage *s, void (*add)(sl_stage *, sl_pack_out)) {
    sl_pack *c = s->conf;
    if (!c->need) c->need = 1;
    add(s, (sl_pack_out){.format = "text", .ending = "", .put = put_side, .line = SL_PACK_SIDE});
    return 0;
}

int sl_pack_tsv(sl_stage *s, void (*add)(sl_stage *, sl_pack_out)) {
    add(s, (sl_pack_out){.format = "tsv", .ending = ".tsv", .put = put_record, .line = SL_PACK_RECORD});
    return 0;
}
