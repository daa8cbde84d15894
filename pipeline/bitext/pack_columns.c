/* pack: what is known of a record besides its texts, by name. */
#include "pack.h"

static void name_of(const sl_stage *s, const sl_pack *c, unsigned column, sl_buf *b) {
    static const char *const known[] = {"x-score", "x-doc"};
    const sl_common *m = s->common;
    bool bitext = m->nfields == 2 && m->fields[0] == 1 && m->fields[1] == 2;
    if (bitext && column >= 3 && column <= 4) sl_printf(b, "%s", known[column - 3]);
    else if (bitext && column >= 5 && column <= 6) sl_printf(b, "x-ids-%s", c->langs[column - 5]);
    else sl_printf(b, "x-column-%u", column);
}

static const char *column_name(const sl_stage *s, unsigned column) {
    sl_pack *c = s->conf;
    while (c->nnames < column) {
        sl_buf b = {0};
        c->names = sl_grow(c->names, &c->namecap, c->nnames + 1, sizeof *c->names);
        name_of(s, c, (unsigned)c->nnames + 1, &b);
        c->names[c->nnames++] = sl_arena_copy(&c->keep, sl_view(&b)).p;
        sl_buf_free(&b);
    }
    return c->names[column - 1];
}

void sl_pack_rest(sl_pack_walk *w, sl_str line) { *w = (sl_pack_walk){.rest = line, .end = line.p + line.n}; }

bool sl_pack_column(const sl_stage *s, sl_pack_walk *w, const char **name, sl_str *value) {
    const sl_common *m = s->common;
    while (w->end) {
        sl_str v = sl_cut(&w->rest, '\t');
        if (v.p + v.n == w->end) w->end = NULL;
        w->column++;
        if (w->next < m->nfields && m->fields[w->next] == w->column) { w->next++; continue; }
        *name = column_name(s, w->column);
        *value = v;
        return true;
    }
    return false;
}
