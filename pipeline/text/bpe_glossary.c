/* What is never cut: ICU regular expressions on the bytes of a word; see bpe_model.h. As subword-nmt has it, one pattern is looked for
 * after the other, in what the ones before left of the word and in what they found; a part that is all of a match stays whole.
 * Unlike there, groups in a pattern do not repeat text. */
#include "bpe_model.h"
#include <stdlib.h>
#include <unicode/uregex.h>
#include <unicode/utext.h>

/* A pattern, and "^pattern$", which is not quite the same as a match of all where the pattern has alternatives. */
typedef struct { URegularExpression *find, *whole; } pattern;
struct bpe_glossary {
    pattern *v;
    size_t n;
    URegularExpression *any;         /* ^(pattern|pattern...)$ */
    UText text;                      /* of the part that is looked at; matchers keep copies */
};
/* ICU counts steps of matching in units of some 10000: what a pattern may take for a word, and for each KiB of it. */
enum { STEPS = 100, STEPS_PER_KIB = 10 };

static URegularExpression *compile(const char *before, const char *source, const char *after, sl_err *e) {
    UErrorCode bad = U_ZERO_ERROR;
    UParseError at;
    UText t = UTEXT_INITIALIZER;
    sl_buf b = {0};
    sl_printf(&b, "%s%s%s", before, source, after);
    utext_openUTF8(&t, b.p, (int64_t)b.n, &bad);
    URegularExpression *re = U_SUCCESS(bad) ? uregex_openUText(&t, UREGEX_UNIX_LINES, &at, &bad) : NULL;
    utext_close(&t);
    sl_buf_free(&b);
    if (U_FAILURE(bad)) sl_fail(e, SL_EUSAGE, NULL, 0, 0, "'%.200s' is no regular expression: %s", source, u_errorName(bad));
    return re;
}

/* "^(a|b)$"; a pattern that is wrong was found out before, alone. */
static URegularExpression *compile_any(const char *const *patterns, size_t n, sl_err *e) {
    sl_buf b = {0};
    for (size_t i = 0; i < n; i++) {
        if (i) sl_putc(&b, '|');
        sl_puts(&b, sl_cstr(patterns[i]));
    }
    URegularExpression *re = compile("^(", sl_buf_c(&b), ")$", e);
    sl_buf_free(&b);
    return re;
}

int bpe_glossary_open(bpe_glossary **out, const char *const *patterns, size_t n, sl_err *e) {
    bpe_glossary *g = sl_zalloc(sizeof *g);
    *out = g;
    g->text = (UText)UTEXT_INITIALIZER;
    g->v = sl_zalloc(n * sizeof *g->v);
    for (; g->n < n; g->n++) {
        g->v[g->n].find = compile("", patterns[g->n], "", e);
        if (!g->v[g->n].find) return SL_EUSAGE;
        g->v[g->n].whole = compile("^", patterns[g->n], "$", e);
        if (!g->v[g->n].whole) {
            uregex_close(g->v[g->n].find);
            return SL_EUSAGE;
        }
    }
    g->any = compile_any(patterns, n, e);
    return g->any ? 0 : SL_EUSAGE;
}

void bpe_glossary_free(bpe_glossary *g) {
    if (!g) return;
    for (size_t i = 0; i < g->n; i++) {
        uregex_close(g->v[i].find);
        uregex_close(g->v[i].whole);
    }
    if (g->any) uregex_close(g->any);
    utext_close(&g->text);
    free(g->v);
    free(g);
}

static URegularExpression *copy(const URegularExpression *re) {
    UErrorCode bad = U_ZERO_ERROR;
    URegularExpression *c = uregex_clone(re, &bad);
    if (!c) sl_alloc(SIZE_MAX / 2);          /* only memory can be lacking */
    return c;
}

bpe_glossary *bpe_glossary_clone(const bpe_glossary *g) {
    bpe_glossary *c = sl_zalloc(sizeof *c);
    c->text = (UText)UTEXT_INITIALIZER;
    c->v = sl_alloc(g->n * sizeof *c->v);
    for (; c->n < g->n; c->n++) c->v[c->n] = (pattern){copy(g->v[c->n].find), copy(g->v[c->n].whole)};
    c->any = copy(g->any);
    return c;
}

typedef struct { bpe_glossary *g; const bpe_parts *to; UErrorCode bad; } job;

static void set(job *j, URegularExpression *re, sl_str part) {
    utext_openUTF8(&j->g->text, part.p, (int64_t)part.n, &j->bad);
    uregex_setUText(re, &j->g->text, &j->bad);
    uregex_setTimeLimit(re, STEPS + (int32_t)(part.n / 1024 * STEPS_PER_KIB), &j->bad);
}

static bool begins_with(job *j, URegularExpression *re, sl_str part) {
    set(j, re, part);
    return uregex_lookingAt64(re, 0, &j->bad) && U_SUCCESS(j->bad);
}

static void give(job *j, sl_str part, uint32_t at) {
    bool whole = begins_with(j, j->g->any, part);
    if (U_SUCCESS(j->bad)) j->to->piece(j->to->ctx, part, at, whole);
}

/* Cut by the patterns from number k on. Depth: the number of patterns. */
static void cut(job *j, size_t k, sl_str part, uint32_t at) {
    if (!part.n) return;
    if (k == j->g->n) {
        give(j, part, at);
        return;
    }
    URegularExpression *re = j->g->v[k].find;
    size_t done = 0;
    if (!begins_with(j, j->g->v[k].whole, part)) {
        set(j, re, part);
        while (U_SUCCESS(j->bad) && uregex_findNext(re, &j->bad)) {
            size_t start = (size_t)uregex_start64(re, 0, &j->bad), end = (size_t)uregex_end64(re, 0, &j->bad);
            if (U_FAILURE(j->bad)) return;
            cut(j, k + 1, sl_slice(part.p + done, start - done), at + (uint32_t)done);
            cut(j, k + 1, sl_slice(part.p + start, end - start), at + (uint32_t)start);
            done = end;
        }
    }
    if (U_SUCCESS(j->bad)) cut(j, k + 1, sl_slice(part.p + done, part.n - done), at + (uint32_t)done);
}

bool bpe_glossary_cut(bpe_glossary *g, sl_str word, const bpe_parts *to) {
    job j = {g, to, U_ZERO_ERROR};
    cut(&j, 0, word, 0);
    return U_SUCCESS(j.bad);
}
