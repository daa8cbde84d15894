/* One block of lines through one stage; see block.h. The block is the unit of work that threads share. */
#include "block.h"
#include "sluis/utf8.h"

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
            if (next == s->common->nfields && !last) {       /* what follows is copied as it is */
                sl_putc(out, '\t');
                sl_puts(out, rest);
                return sl_emit(s);
            }
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
    bool good = f & SL_HOLDS ? true : f & (SL_MAP | SL_FILTER) ? n == 1 : f & SL_SINK ? s->core->emitted == 0 : n > 0 || (f & SL_STATEFUL);
    return good ? 0 : sl_bad(s, 0, "internal error: stage %s gave %llu records for one", s->ops->name, (unsigned long long)n);
}

static sl_str replaced(sl_stage *s, sl_str in) {
    sl_clear(&s->core->valid);
    sl_utf8_replace(in, sl_utf8_bad, &s->core->valid);
    return sl_view(&s->core->valid);
}

void sl_source_drop_invalid(sl_stage *s, unsigned char byte, size_t at) {
    struct sl_core *c = s->core;
    c->invalid++;
    c->here++;
    if (!s->common->rejects) return;
    sl_printf(&c->rejects, "invalid-utf8\t0x%02X at byte %zu\t", byte, at + 1);
    sl_puts(&c->rejects, s->rec->line);
    sl_putc(&c->rejects, '\n');
}

static int work(sl_stage *s, const sl_rec *r) { return s->ops->text ? map_columns(s, r) : s->ops->push(s, r); }

/* A record that is not UTF-8 from byte `at` on, as --on-error wants it. */
static int not_utf8(sl_stage *s, sl_rec *r, size_t at) {
    switch (s->common->on_error) {
    case SL_KEEP: return work(s, r);
    case SL_DROP: sl_source_drop_invalid(s, (unsigned char)r->line.p[at], at); return 0;
    case SL_REPLACE:
        r->line = replaced(s, r->line);
        return work(s, r);
    default: return sl_bad(s, at + 1, "invalid UTF-8 (0x%02X)", (unsigned char)r->line.p[at]);
    }
}

int sl_source_utf8(sl_stage *s, sl_str *text) {
    size_t at = sl_utf8_valid(text->p, text->n);
    if (at == text->n || s->common->on_error == SL_KEEP) return 1;
    if (s->common->on_error == SL_STOP) return -sl_bad(s, at + 1, "invalid UTF-8 (0x%02X)", (unsigned char)text->p[at]);
    if (s->common->on_error == SL_DROP) {
        sl_source_drop_invalid(s, (unsigned char)text->p[at], at);
        return 0;
    }
    *text = replaced(s, *text);
    return 1;
}

static int one(sl_stage *s, sl_rec *r, bool valid) {
    struct sl_core *c = s->core;
    s->rec = r;
    c->in++;
    c->here = 0;
    size_t at = valid ? r->line.n : sl_utf8_valid(r->line.p, r->line.n);
    int rc = at == r->line.n ? work(s, r) : not_utf8(s, r, at);
    if (rc == 0) rc = promised(s);
    if (rc) {
        c->out.n = c->done;
        if (s->err->code == SL_EDATA && !s->err->file[0] && !s->err->line) sl_err_place(s->err, r->file, r->number);
    }
    s->rec = NULL;
    return rc;
}

static bool all_valid(const sl_stage *s, sl_str lines) {
    return s->flags & SL_RAW || s->common->on_error == SL_KEEP || sl_utf8_valid(lines.p, lines.n) == lines.n;
}

void sl_block_note(sl_stage *s, sl_str lines, sl_notes *x) {
    size_t size = s->ops->note_size;
    sl_clear(&x->lengths);
    sl_clear(&x->notes);
    x->ready = all_valid(s, lines);
    while (x->ready && lines.n) {
        sl_str line = sl_cut(&lines, '\n');
        sl_put(&x->lengths, (const char *)&line.n, sizeof line.n);
        s->ops->note(s, line, sl_need(&x->notes, size));
        x->notes.n += size;
    }
}

void sl_notes_free(sl_notes *x) {
    sl_buf_free(&x->lengths);
    sl_buf_free(&x->notes);
}

/* Some lines on their way, at most SL_AHEAD. */
typedef struct { sl_rec rec[SL_AHEAD]; size_t n, before; uint64_t note[SL_AHEAD * SL_NOTE / 8]; const char *notes; } some;

/* The next lines, at most `max`, as records behind `number`. */
static void cut(some *x, sl_str *lines, size_t max, const char *file, uint64_t number) {
    size_t n = 0;
    while (lines->n && n < max) {
        x->rec[n] = (sl_rec){.file = file, .number = number + n + 1};
        x->rec[n++].line = sl_cut(lines, '\n');
    }
    x->n = n;
}

/* The same where the lengths of all lines of the block are known, and their notes. */
static void cut_known(some *x, sl_str *lines, const sl_notes *known, size_t size, const char *file, uint64_t number) {
    const size_t *length = (const size_t *)(const void *)known->lengths.p + x->before;
    size_t n = 0;
    x->notes = known->notes.p + x->before * size;
    for (; lines->n && n < SL_AHEAD; n++) {
        x->rec[n] = (sl_rec){sl_slice(lines->p, length[n]), file, number + n + 1};
        *lines = sl_slice(lines->p + length[n] + 1, lines->n - length[n] - 1);
    }
    x->n = n;
    x->before += n;
}

static void note_all(sl_stage *s, some *x) {
    x->notes = (const char *)x->note;
    for (size_t i = 0; i < x->n; i++) s->ops->note(s, x->rec[i].line, (char *)x->note + i * s->ops->note_size);
}

/* The whole block in one go, where the stage can. */
static int at_once(sl_stage *s, sl_str lines, uint64_t *number) {
    uint64_t n = sl_count_lines(lines);
    int rc = s->ops->lines(s, lines, n);
    if (rc == SL_MORE) return rc;
    *number += n;
    s->core->in += n;
    s->core->bytes_in += lines.n;
    return rc;
}

int sl_block(sl_stage *s, sl_str lines, const char *file, uint64_t *number, const sl_notes *known) {
    const sl_ops *o = s->ops;
    bool noted = known && known->ready, valid = noted || all_valid(s, lines), looks = (o->ahead || o->note) && valid;
    some x;
    x.n = x.before = 0;
    x.notes = NULL;
    if (o->lines && valid && lines.n) {
        int rc = at_once(s, lines, number);
        if (rc != SL_MORE) return rc;
    }
    while (lines.n) {
        if (noted) cut_known(&x, &lines, known, o->note_size, file, *number);
        else cut(&x, &lines, looks ? SL_AHEAD : 1, file, *number);
        if (looks && !noted && o->note) note_all(s, &x);
        else if (looks && o->ahead && x.n > 1) o->ahead(s, x.rec, x.n, x.notes);
        for (size_t i = 0; i < x.n; i++) {
            ++*number;
            s->core->bytes_in += x.rec[i].line.n + 1;
            s->note = x.notes ? x.notes + i * o->note_size : NULL;
            int rc = one(s, &x.rec[i], valid);
            if (rc) return rc;
        }
    }
    return 0;
}
