/* Entries that are regular expressions; see termregex.h. */
#include "termregex.h"
#include <stdlib.h>
#include <unicode/uregex.h>
#include <unicode/utext.h>

enum { TIME = 100 };       /* of ICU's steps, some milliseconds each: for one expression in one line */

int sl_termregex_compile(void **re, const sl_term *t, const char *file, sl_err *e) {
    UErrorCode ue = U_ZERO_ERROR;
    UParseError where = {0};
    UText text = UTEXT_INITIALIZER;
    utext_openUTF8(&text, t->source.p, (int64_t)t->source.n, &ue);
    URegularExpression *r = uregex_openUText(&text, t->flags & SL_TERM_CI ? UREGEX_CASE_INSENSITIVE : 0, &where, &ue);
    if (U_SUCCESS(ue)) uregex_setTimeLimit(r, TIME, &ue);
    utext_close(&text);
    *re = r;
    if (U_SUCCESS(ue)) return 0;
    return sl_fail(e, SL_EDATA, file && *file ? file : NULL, t->line, 0, "no regular expression: '%.*s': %s at character %d", t->source.n < 80 ? (int)t->source.n : 80,
                   t->source.p, u_errorName(ue), where.offset + 1);
}

void sl_termregex_free(void *re) { if (re) uregex_close(re); }

static void keep(sl_matches *m, sl_match x) {
    m->regex = sl_grow(m->regex, &m->regex_cap, m->nregex + 1, sizeof *m->regex);
    m->regex[m->nregex++] = x;
}

/* Does it touch what is off? */
static bool is_off(const sl_matches *m, size_t start, size_t end) {
    for (size_t i = 0; i < m->noff && m->off[i].start < end; i++)
        if (m->off[i].end > start) return true;
    return false;
}

static void find_one(sl_matches *m, URegularExpression *re, UText *text, uint32_t term) {
    UErrorCode ue = U_ZERO_ERROR;
    uregex_setUText(re, text, &ue);
    while (U_SUCCESS(ue) && uregex_findNext(re, &ue)) {
        size_t start = (size_t)uregex_start64(re, 0, &ue), end = (size_t)uregex_end64(re, 0, &ue);
        if (U_SUCCESS(ue) && end > start && !is_off(m, start, end))
            keep(m, (sl_match){.start = start, .end = end, .term = term, .kind = SL_MATCH_REGEX, .rule = SL_CASE_EXACT});
    }
    if (U_FAILURE(ue)) m->given_up++;
}

static int by_place(const void *a, const void *b, void *ctx) {
    const sl_match *x = a, *y = b;
    const sl_termbase *tb = ctx;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    if (x->end != y->end) return x->end > y->end ? -1 : 1;
    int p = sl_termbase_at(tb, x->term).priority, q = sl_termbase_at(tb, y->term).priority;
    return p != q ? q - p : x->term < y->term ? -1 : x->term > y->term;
}

/* A worker has copies of its own: what is compiled is not for two at once. */
static void copy_all(const sl_termindex *ix, sl_matches *m) {
    UErrorCode ue = U_ZERO_ERROR;
    for (size_t i = 0; i < m->ncompiled; i++) sl_termregex_free(m->compiled[i]);
    m->compiled = sl_realloc(m->compiled, ix->regexes * sizeof *m->compiled);
    for (m->ncompiled = 0; m->ncompiled < ix->regexes; m->ncompiled++) {
        ue = U_ZERO_ERROR;
        m->compiled[m->ncompiled] = uregex_clone(ix->compiled[m->ncompiled], &ue);
        if (U_SUCCESS(ue)) uregex_setTimeLimit(m->compiled[m->ncompiled], TIME, &ue);       /* a copy has none */
    }
}

void sl_termregex_find(const sl_termindex *ix, sl_str line, sl_matches *m, bool fresh) {
    UErrorCode ue = U_ZERO_ERROR;
    UText text = UTEXT_INITIALIZER;
    if (fresh || m->ncompiled != ix->regexes) copy_all(ix, m);
    utext_openUTF8(&text, line.p, (int64_t)line.n, &ue);
    for (size_t i = 0; i < ix->regexes; i++)
        if (m->compiled[i]) find_one(m, m->compiled[i], &text, ix->regex[i]);
    utext_close(&text);
    if (m->nregex > 1) qsort_r(m->regex, m->nregex, sizeof *m->regex, by_place, (void *)ix->tb);
}
