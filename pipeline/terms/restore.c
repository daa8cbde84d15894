/* Restoring; see sluis/restore.h. */
#include "restore.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"
#include <stdlib.h>

bool sl_restore_is_term(const sl_termmap_entry *t) { return !sl_eq(t->rule, SL_LIT("part")) && !sl_eq(t->rule, SL_LIT("text")); }

static int32_t last_of(sl_str s) { int32_t c = -1; if (s.n) sl_utf8_prev(s.p, s.n, &c); return c; }
static int32_t first_of(sl_str s) { int32_t c = -1; if (s.n) sl_utf8_next(s.p, s.n, &c); return c; }

static void put_back(restore_job *j, const sl_ph_span *s, const sl_termmap_entry *t, size_t *skip) {
    sl_str text = restore_wording(j, t), rest = sl_slice(j->in.p + s->end, j->in.n - s->end);
    /* In the source a placeholder may touch another, or the rest of its compound; targets touch nothing. */
    bool apart = !j->rules->source || (s->rung == SL_RUNG_GLUED && !sl_termmap_has(t->rule, "inside"));
    size_t from = j->out->n;
    *skip = 0;
    if (apart && sl_fold_is_word(last_of(restore_before(j))) && sl_fold_is_word(first_of(text))) sl_putc(j->out, ' '), j->r->spaces++, from++;
    sl_puts(j->out, text);
    if (!j->rules->source && j->rules->fit) *skip = restore_ending(j, t, from, rest);
    rest.p += *skip, rest.n -= *skip;
    bool ending = !*skip && rest.n && rest.p[0] == 's' && !sl_fold_is_word(first_of(sl_slice(rest.p + 1, rest.n - 1)));
    if (apart && sl_fold_is_word(first_of(rest)) && sl_fold_is_word(last_of(restore_before(j))) && !ending) sl_putc(j->out, ' '), j->r->spaces++;
}

bool restore_only_space(sl_str s) {
    int32_t c;
    for (size_t i = 0; i < s.n;) {
        i += (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        if (!sl_is_space(c)) return false;
    }
    return true;
}

static void replace_all(restore_job *j) {
    size_t from = 0, last = SIZE_MAX;             /* in[from..) is not copied yet; last: entry that was put right before it */
    for (size_t i = 0; i < j->r->spans.n; i++) {
        const sl_ph_span *s = &j->r->spans.v[i];
        size_t k = j->r->entry[i], skip = 0;
        if (k == SIZE_MAX || s->start < from) continue;
        sl_restore_fate *f = &j->r->fate[k];
        sl_str gap = sl_slice(j->in.p + from, s->start - from);
        if (f->times++ == 0) f->start = s->start, f->end = s->end;
        if (k == last && restore_only_space(gap)) f->merged++;
        else {
            sl_ph_unescape(j->ph, gap, j->out);
            put_back(j, s, &j->v[k], &skip);
        }
        from = s->end + skip;
        last = k;
    }
    sl_ph_unescape(j->ph, sl_slice(j->in.p + from, j->in.n - from), j->out);
}

/* Put second parts back where they stood in the source. */
static void put_parts(restore_job *j) {
    sl_buf *text = &j->r->text;
    size_t from = 0, shift = 0;
    sl_clear(text);
    sl_puts(text, restore_before(j));
    j->out->n = j->begin;
    for (size_t i = 0; i < j->n; i++) {
        const sl_termmap_entry *t = &j->v[i];
        if (!sl_eq(t->rule, SL_LIT("part"))) continue;
        size_t to = t->start < shift + from ? from : t->start - shift;
        if (to > text->n) to = text->n;
        sl_put(j->out, sl_view(text).p + from, to - from);
        sl_puts(j->out, t->surface);
        shift += t->surface.n;
        from = to;
    }
    sl_put(j->out, sl_view(text).p + from, text->n - from);
}

void sl_restore_line(const sl_restore_rules *rules, const sl_ph *ph, const sl_termmap_entry *v, size_t n, sl_restored *r, sl_str in, sl_buf *out) {
    restore_job j = {rules, ph, v, n, r, in, out, out->n, 0};
    bool parts = false;
    r->unknowns = 0;
    r->articles = r->articles_good = r->spaces = r->cased = r->endings = 0;
    restore_resolve(&j);
    replace_all(&j);
    for (size_t i = 0; i < n && rules->source; i++) parts |= sl_eq(v[i].rule, SL_LIT("part"));
    if (parts) put_parts(&j);
}

void sl_restored_free(sl_restored *r) {
    sl_ph_spans_free(&r->spans);
    free(r->entry);
    free(r->fate);
    free(r->unknown);
    sl_buf_free(&r->target);
    sl_buf_free(&r->text);
    *r = (sl_restored){0};
}
