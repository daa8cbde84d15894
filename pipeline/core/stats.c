/* Statistics; see stats.h. */
#include "stats.h"
#include "sluis/json.h"
#include "sluis/version.h"

static uint64_t dropped(const sl_link *l) {
    uint64_t n = l->total.invalid;
    for (unsigned i = 0; i < l->nrules; i++) n += l->total.dropped[i];
    return n;
}

static void number(sl_buf *b, const char *key, uint64_t n) { sl_printf(b, "\"%s\":%llu,", key, (unsigned long long)n); }

/* Close an object or list: a comma left behind the last member becomes the bracket. */
static void close_with(sl_buf *b, char c) {
    if (b->p[b->n - 1] == ',') b->p[b->n - 1] = c;
    else sl_putc(b, c);
}

static void group(sl_buf *b, const char *key, const char *const *names, const uint64_t *v, unsigned n) {
    sl_printf(b, "\"%s\":{", key);
    for (unsigned i = 0; i < n; i++) number(b, names[i], v[i]);
}

void sl_stats_json(const sl_link *l, sl_buf *b) {
    const sl_totals *t = &l->total;
    sl_printf(b, "{\"stage\":\"%s\",\"version\":\"%s\",", l->ops->name, SL_VERSION);
    if (l->given && *l->given) {
        sl_puts(b, SL_LIT("\"options\":"));
        sl_json_put(b, sl_cstr(l->given));
        sl_putc(b, ',');
    }
    number(b, "in", t->in);
    number(b, "out", t->emitted);
    number(b, "bytes_in", t->bytes_in);
    number(b, "bytes_out", t->bytes_out);
    group(b, "dropped", l->ops->rules, t->dropped, l->nrules);
    if (t->invalid) number(b, "invalid-utf8", t->invalid);
    close_with(b, '}');
    sl_putc(b, ',');
    group(b, "counts", l->ops->counts, t->count, l->ncounts);
    close_with(b, '}');
    sl_puts(b, SL_LIT("}\n"));
}

static void text_group(sl_buf *b, const char *const *names, const uint64_t *v, unsigned n) {
    for (unsigned i = 0; i < n; i++)
        if (v[i]) sl_printf(b, ", %s %llu", names[i], (unsigned long long)v[i]);
}

void sl_stats_text(const sl_link *l, sl_buf *b) {
    const sl_totals *t = &l->total;
    sl_printf(b, "in %llu, out %llu, dropped %llu", (unsigned long long)t->in, (unsigned long long)t->emitted, (unsigned long long)dropped(l));
    text_group(b, l->ops->rules, t->dropped, l->nrules);
    if (t->invalid) sl_printf(b, ", invalid-utf8 %llu", (unsigned long long)t->invalid);
    text_group(b, l->ops->counts, t->count, l->ncounts);
}

int sl_stats_check(const sl_link *l, sl_err *e) {
    if (!(l->flags & (SL_MAP | SL_FILTER)) || l->flags & SL_SOURCE || l->total.in == l->total.emitted + dropped(l)) return 0;
    return sl_fail(e, SL_EDATA, NULL, 0, 0, "internal error: in %llu, out %llu, dropped %llu", (unsigned long long)l->total.in,
                   (unsigned long long)l->total.emitted, (unsigned long long)dropped(l));
}

static bool seen_before(const sl_chain *c, unsigned k) {
    for (unsigned i = 0; i < k; i++)
        if (c->link[i].common.stats && !strcmp(c->link[i].common.stats, c->link[k].common.stats)) return true;
    return false;
}

static int write_one(const sl_chain *c, const char *path, sl_err *e) {
    sl_writer *w;
    sl_buf b = {0};
    for (unsigned k = 0; k < c->n; k++)
        if (c->link[k].common.stats && !strcmp(c->link[k].common.stats, path)) sl_stats_json(&c->link[k], &b);
    int rc = sl_writer_open(&w, path, e);
    if (rc == 0) {
        rc = sl_write(w, b.p, b.n, e);
        int closed = sl_writer_close(w, e);
        if (!rc) rc = closed;
    }
    sl_buf_free(&b);
    return rc;
}

int sl_stats_write(const sl_chain *c, sl_err *e) {
    int rc = 0;
    for (unsigned k = 0; rc == 0 && k < c->n; k++)
        if (c->link[k].common.stats && !seen_before(c, k)) rc = write_one(c, c->link[k].common.stats, e);
    return rc;
}
