/* One block of lines through one stage; see core.h. The block is the unit of work that threads share. */
#include "block.h"

/* MAP stages that give text(): the selected columns through it, every other byte copied. */
static int map_columns(sl_stage *s, const sl_rec *r) {
    sl_buf *out = sl_out(s);
    sl_str rest = r->line;
    const char *end = rest.p + rest.n;
    unsigned next = 0;
    for (unsigned i = 1;; i++) {
        sl_str c = sl_cut(&rest, '\t');
        bool last = c.p + c.n == end;
        if (next < s->common->nfields && s->common->fields[next] == i) {
            s->column = next++;
            int rc = s->ops->text(s, c, out);
            if (rc) return rc;
        } else sl_puts(out, c);
        if (last && next < s->common->nfields) return sl_bad(s, 0, "has %u columns; column %u is wanted", i, s->common->fields[next]);
        if (last) return sl_emit(s);
        sl_putc(out, '\t');
    }
}

/* in = out + dropped, record by record. */
static int promised(sl_stage *s) {
    unsigned f = s->flags;
    uint64_t n = s->core->here;
    bool good = f & (SL_MAP | SL_FILTER) ? n == 1 : n > 0 || (f & SL_STATEFUL);
    return good ? 0 : sl_bad(s, 0, "internal error: stage %s gave %llu records for one", s->ops->name, (unsigned long long)n);
}

int sl_block_line(sl_stage *s, const sl_rec *r) {
    s->rec = r;
    s->core->in++;
    s->core->here = 0;
    int rc = s->ops->text ? map_columns(s, r) : s->ops->push(s, r);
    if (rc == 0) rc = promised(s);
    if (rc) s->core->out.n = s->core->done;
    s->rec = NULL;
    return rc;
}

int sl_block(sl_stage *s, sl_str lines, const char *file, uint64_t *number) {
    while (lines.n) {
        sl_rec r = {.file = file, .number = ++*number};
        r.line = sl_cut(&lines, '\n');
        int rc = sl_block_line(s, &r);
        if (rc) return rc;
    }
    return 0;
}
