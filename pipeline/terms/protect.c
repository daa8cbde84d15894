/* Protecting a line; see sluis/protect.h. */
#include "sluis/protect.h"
#include <stdlib.h>

/* No id can be greater than the number of matches and of ids that the line shows; mark which of them it shows. */
static void find_used(const sl_ph *ph, sl_protected *t, sl_str in) {
    sl_ph_taken(ph, in, &t->taken);
    size_t most = t->found.n + t->taken.n + 2;
    t->used = sl_grow(t->used, &t->room, most, sizeof *t->used);
    memset(t->used, 0, most * sizeof *t->used);
    for (size_t i = 0; i < t->taken.n; i++)
        if (t->taken.v[i].id < most) t->used[t->taken.v[i].id] = true;
}

static void give_ids(sl_protected *t) {
    uint32_t id = 0;
    t->id = sl_grow(t->id, &t->ids, t->found.n, sizeof *t->id);
    for (size_t i = 0; i < t->found.n; i++) {
        while (t->used[++id]) t->skipped++;
        t->id[i] = id;
    }
}

void sl_protect_line(const sl_termindex *ix, const sl_ph *ph, unsigned flags, sl_protected *t, sl_str in, sl_buf *out) {
    size_t from = 0;
    t->skipped = 0;
    sl_match_line(ix, flags, in, &t->found);
    if (t->found.n) {
        find_used(ph, t, in);
        give_ids(t);
    }
    for (size_t i = 0; i < t->found.n; i++) {
        const sl_match *m = &t->found.v[i];
        sl_put(out, in.p + from, m->start - from);
        sl_ph_put(ph, t->id[i], out);
        from = m->end;
    }
    sl_put(out, in.p + from, in.n - from);
}

const char *sl_protect_target(const sl_term *term, const sl_match *m, sl_str in, sl_buf *out) {
    static const char *const plain[] = {"none", "exact", "capital", "caps"};
    static const char *const start[] = {"none", "exact+start", "capital+start", "caps"};
    static const char *const fixed[] = {"none", "exact+fixed", "capital+fixed", "caps+fixed"};
    bool opens = sl_case_opens(sl_slice(in.p, m->start)), capital = sl_case_is_capital(sl_slice(in.p + m->start, m->end - m->start));
    size_t at = out->n;
    if (term->flags & (SL_TERM_ACR | SL_TERM_DNT)) return sl_puts(out, term->target), fixed[m->rule];
    if (m->rule == SL_CASE_CAPS) return sl_case_caps(term->target, out), plain[m->rule];
    if (!opens) return sl_puts(out, term->target), plain[m->rule];
    if (!capital) return sl_puts(out, term->target), fixed[m->rule];
    sl_case_capital(term->target, out);
    return sl_eq(sl_slice(out->p + at, out->n - at), term->target) ? plain[m->rule] : start[m->rule];
}

void sl_protected_free(sl_protected *t) {
    sl_matches_free(&t->found);
    sl_ph_spans_free(&t->taken);
    free(t->id);
    free(t->used);
    *t = (sl_protected){0};
}
