/* Unicode normal forms, by ICU's unorm2; see norm_passes.h. Only the pieces of a line that may change become UTF-16. */
#include "norm_passes.h"
#include "sluis/utf8.h"
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* A starter with so many marks behind it is no text, and putting them into order takes time that grows with the square. */
enum { MARKS = 256 };

const void *sl_form_instance(int form) {
    UErrorCode e = U_ZERO_ERROR;
    return form == SL_FORM_NFC ? unorm2_getNFCInstance(&e) : form == SL_FORM_NFKC ? unorm2_getNFKCInstance(&e) : NULL;
}

bool sl_form_settled(const void *instance, int32_t c) {
    UErrorCode e = U_ZERO_ERROR;
    UProperty p = instance == unorm2_getNFKCInstance(&e) ? UCHAR_NFKC_QUICK_CHECK : UCHAR_NFC_QUICK_CHECK;
    return u_getIntPropertyValue(c, p) == UNORM_YES && u_getCombiningClass(c) == 0;
}

static bool too_many_marks(sl_str piece) {
    size_t marks = 0;
    int32_t c;
    for (size_t i = 0; i < piece.n && marks <= MARKS;) {
        i += (size_t)sl_utf8_next(piece.p + i, piece.n - i, &c);
        marks = u_getCombiningClass(c) ? marks + 1 : 0;
    }
    return marks > MARKS;
}

/* The form of a piece of valid UTF-8 that neither the text before it nor that behind it interacts with. False: left as it is. */
static bool compose(const sl_norm *m, sl_norm_scratch *s, sl_str in, sl_buf *out) {
    UErrorCode e = U_ZERO_ERROR;
    int32_t n = 0, bytes = 0;
    if (in.n > INT32_MAX / 64 || too_many_marks(in)) return false;
    s->u = sl_grow(s->u, &s->ucap, in.n + 1, sizeof *s->u);
    s->v = sl_grow(s->v, &s->vcap, in.n * 18 + 16, sizeof *s->v);          /* no character becomes more than 18 */
    u_strFromUTF8((UChar *)s->u, (int32_t)s->ucap, &n, in.p, (int32_t)in.n, &e);
    n = unorm2_normalize(m->form, (UChar *)s->u, n, (UChar *)s->v, (int32_t)s->vcap, &e);
    char *to = sl_need(out, (size_t)n * 3 + 1);
    u_strToUTF8(to, n * 3 + 1, &bytes, (UChar *)s->v, n, &e);
    if (U_FAILURE(e)) return false;
    bool changed = (size_t)bytes != in.n || memcmp(to, in.p, in.n);
    out->n += (size_t)bytes;
    return changed;
}

/* From a character that is not settled to the next one that nothing before it changes: one below U+0300, or an invalid byte. */
static size_t piece_end(sl_str in, size_t i) {
    int32_t c;
    for (int k; i < in.n; i += (size_t)k) {
        k = sl_utf8_next(in.p + i, in.n - i, &c);
        if (c < 0x300) return i;
    }
    return in.n;
}

unsigned sl_norm_form(const sl_norm *m, sl_norm_scratch *s, sl_str in, sl_buf *out) {
    size_t copied = 0, start = 0, k;
    unsigned changed = 0;
    int32_t c;
    for (size_t i = 0; i < in.n; i += k) {
        k = (size_t)sl_utf8_next(in.p + i, in.n - i, &c);
        if (c < 0x300) start = c < 0 ? i + 1 : i;
        if (c < 0 || !(sl_norm_need(m, c) & SL_PASS_FORM)) continue;
        size_t end = piece_end(in, i + k);
        sl_str piece = sl_slice(in.p + start, end - start);
        sl_put(out, in.p + copied, start - copied);
        size_t at = out->n;
        if (compose(m, s, piece, out)) changed = 1u << SL_NORM_FORM;
        if (out->n == at) sl_puts(out, piece);
        copied = start = end;
        k = end - i;
    }
    sl_put(out, in.p + copied, in.n - copied);
    return changed;
}
