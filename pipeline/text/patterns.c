/* Matches of regular expressions in a line; see sluis/patterns.h. */
#include "sluis/patterns.h"
#include "sluis/utf8.h"
#include <stdlib.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

enum { LIMIT = 100,                          /* time that one search may take, in ICU's steps of 10,000 */
       STACK = 1 << 22 };                    /* bytes for backtracking */

struct sl_patterns { const char *const *text; URegularExpression **re; size_t n; };

static URegularExpression *compile(const char *text, sl_err *e) {
    UErrorCode rc = U_ZERO_ERROR;
    UParseError where = {0};
    UText u = UTEXT_INITIALIZER;
    utext_openUTF8(&u, text, -1, &rc);
    URegularExpression *re = uregex_openUText(&u, 0, &where, &rc);
    utext_close(&u);
    if (U_SUCCESS(rc)) return re;
    uregex_close(re);
    sl_fail(e, SL_EUSAGE, NULL, 0, 0, "'%.200s' is no regular expression: %s at character %d", text, u_errorName(rc), (int)where.offset);
    return NULL;
}

int sl_patterns_open(sl_patterns **out, const char *const *text, size_t n, sl_err *e) {
    sl_patterns *p = *out = sl_zalloc(sizeof *p);
    p->text = text;
    p->re = sl_zalloc(n * sizeof *p->re);
    while (p->n < n && (p->re[p->n] = compile(text[p->n], e))) p->n++;
    if (p->n == n) return 0;
    sl_patterns_free(p);
    *out = NULL;
    return SL_EUSAGE;
}

void sl_patterns_free(sl_patterns *p) {
    if (!p) return;
    for (size_t i = 0; i < p->n; i++) uregex_close(p->re[i]);
    free(p->re);
    free(p);
}

/* An expression holds the state of its search and its limits, so that every worker needs its own. */
static void clone(const sl_patterns *p, sl_patterns_state *t) {
    UErrorCode rc = U_ZERO_ERROR;
    if (t->re) return;
    t->re = sl_zalloc(p->n * sizeof *t->re);
    for (; t->nre < p->n; t->nre++) {
        t->re[t->nre] = uregex_clone(p->re[t->nre], &rc);
        uregex_setTimeLimit(t->re[t->nre], LIMIT, &rc);
        uregex_setStackLimit(t->re[t->nre], STACK, &rc);
    }
}

static void note(sl_patterns_state *t, size_t start, size_t end) {
    t->v = sl_grow(t->v, &t->cap, t->n + 1, sizeof *t->v);
    t->v[t->n++] = (sl_range){start, end};
}

static bool search(sl_patterns_state *t, size_t i, sl_str piece, size_t at) {
    UErrorCode rc = U_ZERO_ERROR;
    UText u = UTEXT_INITIALIZER;
    utext_openUTF8(&u, piece.p, (int64_t)piece.n, &rc);
    uregex_setUText(t->re[i], &u, &rc);
    while (uregex_findNext(t->re[i], &rc)) {
        int64_t start = uregex_start64(t->re[i], 0, &rc), end = uregex_end64(t->re[i], 0, &rc);
        if (U_SUCCESS(rc) && end > start) note(t, at + (size_t)start, at + (size_t)end);
    }
    utext_close(&u);
    return U_SUCCESS(rc);
}

static size_t cut(sl_str s) {
    if (s.n <= SL_PATTERNS_PIECE) return s.n;
    for (size_t k = SL_PATTERNS_PIECE; k > SL_PATTERNS_PIECE / 2; k--) if (s.p[k - 1] == ' ') return k;
    size_t k = SL_PATTERNS_PIECE;
    while (k > SL_PATTERNS_PIECE - 4 && ((unsigned char)s.p[k] & 0xC0) == 0x80) k--;
    return k;
}

static int in_order(const void *a, const void *b) {
    const sl_range *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    return x->end == y->end ? 0 : x->end > y->end ? -1 : 1;
}

/* Of matches that overlap, the first stays. */
static void sweep(sl_patterns_state *t, size_t from) {
    size_t n = from;
    qsort(t->v + from, t->n - from, sizeof *t->v, in_order);
    for (size_t i = from; i < t->n; i++)
        if (n == from || t->v[i].start >= t->v[n - 1].end) t->v[n++] = t->v[i];
    t->n = n;
}

const char *sl_patterns_find(const sl_patterns *p, sl_patterns_state *t, sl_str in) {
    clone(p, t);
    t->n = 0;
    for (size_t at = 0, n; at < in.n; at += n) {
        sl_str piece = sl_slice(in.p + at, in.n - at);
        size_t from = t->n;
        n = piece.n = cut(piece);
        for (size_t i = 0; i < p->n; i++) if (!search(t, i, piece, at)) return p->text[i];
        if (p->n > 1 && t->n > from) sweep(t, from);
    }
    return NULL;
}

void sl_patterns_state_free(sl_patterns_state *t) {
    for (size_t i = 0; i < t->nre; i++) uregex_close(t->re[i]);
    free(t->re);
    free(t->v);
    *t = (sl_patterns_state){0};
}
