/* unpack: TMX. */
#include "unpack.h"
#include "sluis/tmx.h"

int sl_unpack_feed(sl_stage *s, sl_lines *l, const char *path, int (*feed)(void *ctx, const char *path, sl_str bytes, bool last, sl_err *e), void *ctx) {
    sl_str bytes;
    int rc = 0, got = 1;
    while (rc == 0 && got > 0) {
        got = sl_lines_raw(l, &bytes, s->err);
        if (got >= 0) rc = feed(ctx, path, got ? bytes : SL_LIT(""), got == 0, s->err);
    }
    return rc ? rc : -got;
}

static void prop(void *ctx, const char *type, sl_str value) {
    sl_unit *u = ctx;
    if (!sl_unit_put(u, type, value)) u->s->count[SL_UNPACK_UNPLACED]++;
}

static int unit(void *ctx, const sl_tmx_pair *p) {
    sl_unit *u = ctx;
    for (unsigned i = 0; i < u->n; i++) sl_puts(&u->text[i], p->segs[i]);
    u->there = p->there;
    int rc = sl_unit_emit(u, p->line);
    sl_unit_clear(u);
    return rc;
}

static int feed(void *t, const char *path, sl_str bytes, bool last, sl_err *e) { return sl_tmx_feed(t, path, bytes, last, e); }

int sl_unpack_tmx(sl_stage *s, sl_lines *l, const char *path) {
    sl_unit u;
    sl_unit_init(&u, s, path);
    sl_tmx *t = sl_tmx_new(u.langs, u.n, unit, &u);
    sl_tmx_props(t, prop);
    if (((const sl_unpack *)s->conf)->codes) sl_tmx_keep_codes(t);
    int rc = sl_unpack_feed(s, l, path, feed, t);
    s->count[SL_UNPACK_CODES] += sl_tmx_codes(t);
    s->count[SL_UNPACK_EXTRA] += sl_tmx_extra(t);
    s->count[SL_UNPACK_SPACES] += sl_tmx_spaces(t) + u.spaces;
    sl_tmx_free(t);
    sl_unit_free(&u);
    return rc;
}
