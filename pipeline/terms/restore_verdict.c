/* What became of a line, in a word or two; see sluis/restore.h. */
#include "sluis/restore.h"

/* "missing:T1,T2", with what holds of the fates of terms; true when there are any. */
static bool put_ids(const sl_restored *r, const sl_termmap_entry *v, size_t n, const char *what, bool (*holds)(const sl_restore_fate *), sl_buf *out) {
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        if (!sl_restore_is_term(&v[i]) || !holds(&r->fate[i])) continue;
        if (any) sl_putc(out, ',');
        else sl_printf(out, "%s:", what);
        sl_printf(out, "T%u", v[i].id);
        any = true;
    }
    return any;
}

static bool is_missing(const sl_restore_fate *f) { return f->times == 0; }
static bool is_doubled(const sl_restore_fate *f) { return f->times > 1; }

static void put_unknown(const sl_restored *r, sl_buf *out) {
    char mark = ':';
    sl_puts(out, SL_LIT("unknown"));
    for (size_t i = 0; i < r->unknowns; i++) {
        if (!r->unknown[i].id) continue;
        sl_printf(out, "%cT%u", mark, r->unknown[i].id);
        mark = ',';
    }
}

static const char *mended(const sl_restored *r, const sl_termmap_entry *v, size_t n) {
    bool glued = r->spaces > 0, repaired = r->endings > 0;
    for (size_t i = 0; i < n; i++) {
        if (!sl_restore_is_term(&v[i])) continue;
        glued |= r->fate[i].rung == SL_RUNG_GLUED;
        repaired |= r->fate[i].rung > SL_RUNG_TEXT && r->fate[i].rung != SL_RUNG_GLUED;
    }
    return r->articles ? "repaired-article" : repaired ? "repaired" : glued ? "repaired-space" : r->articles_good ? "ok-article" : r->cased ? "ok-case" : "ok";
}

void sl_restore_verdict(const sl_restored *r, const sl_termmap_entry *v, size_t n, bool moved, sl_buf *out) {
    size_t from = out->n;
    put_ids(r, v, n, "missing", is_missing, out);
    if (r->unknowns) {
        if (out->n > from) sl_putc(out, ';');
        put_unknown(r, out);
    }
    size_t at = out->n;
    if (at > from) sl_putc(out, ';');
    if (put_ids(r, v, n, "repaired-dup", is_doubled, out)) return;
    out->n = at;
    if (at == from) sl_puts(out, moved ? SL_LIT("ok-warn-order") : sl_cstr(mended(r, v, n)));
}
