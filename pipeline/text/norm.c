/* Normalisation of one line; see sluis/norm.h. */
#include "sluis/norm.h"
#include "sluis/utf8.h"
#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

static bool is_control(int32_t c) { return (c >= 0 && c < 0x20) || (c >= 0x7F && c < 0xA0); }

/* White space of all kinds to one space, edges trimmed; controls that are no white space go. */
static void tidy(const sl_norm_rules *r, sl_str in, sl_buf *out) {
    bool owed = false;
    size_t start = out->n;
    int32_t c;
    for (size_t i = 0; i < in.n;) {
        int k = sl_utf8_next(in.p + i, in.n - i, &c);
        if (r->space && c >= 0 && sl_is_space(c)) owed = out->n > start;
        else if (!(r->control && is_control(c))) {
            if (owed) sl_putc(out, ' ');
            owed = false;
            sl_put(out, in.p + i, (size_t)k);
        }
        i += (size_t)k;
    }
}

static int compose(sl_norm_scratch *s, sl_str in, sl_buf *out, sl_err *e) {
    UErrorCode ue = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&ue);
    int32_t n = 0, m = 0, bytes = 0;
    if (in.n > INT32_MAX / 4) return sl_fail(e, SL_EDATA, NULL, 0, 0, "line is longer than 512 MB");
    s->u = sl_grow(s->u, &s->ucap, in.n + 1, sizeof *s->u);
    u_strFromUTF8((UChar *)s->u, (int32_t)s->ucap, &n, in.p, (int32_t)in.n, &ue);
    if (U_SUCCESS(ue) && unorm2_quickCheck(nfc, (UChar *)s->u, n, &ue) == UNORM_YES) {
        sl_puts(out, in);
        return 0;
    }
    s->v = sl_grow(s->v, &s->vcap, (size_t)n * 3 + 16, sizeof *s->v);
    m = unorm2_normalize(nfc, (UChar *)s->u, n, (UChar *)s->v, (int32_t)s->vcap, &ue);
    char *to = sl_need(out, (size_t)m * 3 + 1);
    u_strToUTF8(to, m * 3 + 1, &bytes, (UChar *)s->v, m, &ue);
    if (U_FAILURE(ue)) return sl_fail(e, SL_EIO, NULL, 0, 0, "normalisation: %s", u_errorName(ue));
    out->n += (size_t)bytes;
    return 0;
}

int sl_norm_line(const sl_norm_rules *r, sl_norm_scratch *s, sl_str in, sl_buf *out, sl_err *e) {
    size_t start = out->n;
    if (!r->nfc || sl_ascii_run(in.p, in.n) == in.n || sl_utf8_valid(in.p, in.n) < in.n) {
        tidy(r, in, out);
        return 0;
    }
    sl_clear(&s->a);
    int rc = compose(s, in, &s->a, e);
    if (rc) out->n = start;
    else tidy(r, sl_view(&s->a), out);
    return rc;
}

void sl_norm_scratch_free(sl_norm_scratch *s) {
    sl_buf_free(&s->a);
    free(s->u);
    free(s->v);
    *s = (sl_norm_scratch){0};
}
