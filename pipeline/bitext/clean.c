/* The rules, and the order in which they are asked; see sluis/clean.h. */
#include "clean.h"
#include "sluis/utf8.h"
#include <stdlib.h>

#define NAME(e, name, help) name,
const char *const sl_clean_names[] = {SL_CLEAN_LIST(NAME) NULL};

typedef struct { const sl_clean_rules *r; sl_clean_scratch *x; sl_clean_side side[2]; unsigned n; } job;

static bool fails_real(job *j, double v) {
    sl_printf(&j->x->value, "%.2f", v);
    return true;
}
static bool fails_count(job *j, size_t v) {
    sl_printf(&j->x->value, "%zu", v);
    return true;
}
/* What is quoted is cut to a size to read. */
static bool fails_text(job *j, sl_str s) {
    size_t n = s.n < 60 ? s.n : 60;
    while (n < s.n && n && ((unsigned char)s.p[n] & 0xC0) == 0x80) n--;
    sl_put(&j->x->value, s.p, n);
    return true;
}

/* Rules of a side. */

static bool empty(job *j, unsigned i) {
    (void)j;
    return sl_clean_visible(&j->side[i]) == 0;
}

static bool is_long(job *j, unsigned i) {
    const sl_clean_side *s = &j->side[i];
    if (s->words > (size_t)j->r->max_tokens) return fails_count(j, s->words);
    if (s->text.n > (size_t)j->r->max_bytes) return fails_count(j, s->text.n);
    return s->longest > (size_t)j->r->max_word && s->addresses == 0 && fails_count(j, s->longest);
}

static double share(size_t good, size_t all) { return good ? (double)(good + 1) / (double)(all + 1) : 0; }

static bool letters(job *j, unsigned i) {
    const sl_clean_side *s = &j->side[i];
    double chars = share(s->letters + s->digits, sl_clean_visible(s)), words = share(s->words - s->bare, s->words), v = chars < words ? chars : words;
    return v < j->r->min_letters && s->signs && fails_real(j, v);
}

static bool script(job *j, unsigned i) {
    const sl_clean_side *s = &j->side[i];
    double v = s->letters ? (double)s->foreign / (double)s->letters : 0;
    return v > j->r->max_foreign && fails_real(j, v);
}

static bool url(job *j, unsigned i) { return j->side[i].addresses && j->side[i].addresses == j->side[i].words && fails_text(j, j->side[i].text); }

static bool markup(job *j, unsigned i) {
    sl_str found = sl_clean_find_markup(j->side[i].text);
    return found.n && fails_text(j, found);
}

static bool mojibake(job *j, unsigned i) {
    if (!j->side[i].high) return false;
    sl_str found = sl_clean_find_mojibake(j->side[i].text);
    return found.n && fails_text(j, found);
}

static bool repeated(job *j, unsigned i) {
    size_t here = sl_clean_repeats(&j->side[i], j->x), limit = (size_t)j->r->max_repeats;
    if (here <= limit) return false;
    bool both = j->n == 1 || sl_clean_repeats(&j->side[1 - i], j->x);
    return here > (both ? 2 * limit : limit) && fails_count(j, here);
}

/* Rules of the pair. */

/* The next letter or digit in lower case; 0 at the end. */
static int32_t next_folded(sl_str *s) {
    while (s->n) {
        int32_t c;
        size_t k = (size_t)sl_utf8_next(s->p, s->n, &c);
        s->p += k;
        s->n -= k;
        if (sl_is_alnum(c)) return sl_lower(c);
    }
    return 0;
}

static bool same_text(sl_str a, sl_str b) {
    for (;;) {
        int32_t c = next_folded(&a), d = next_folded(&b);
        if (c != d) return false;
        if (c == 0) return true;
    }
}

static bool identical(job *j, unsigned i) {
    const sl_clean_side *a = &j->side[0], *b = &j->side[1];
    (void)i;
    size_t small = a->small < b->small ? a->small : b->small;
    if (a->letters != b->letters || a->digits != b->digits || small < (size_t)j->r->min_same) return false;
    if (small * 2 <= a->words && !(a->stopped && b->stopped)) return false;
    return same_text(a->text, b->text) && fails_count(j, small);
}

static bool ratio(job *j, unsigned i) {
    (void)i;
    double a = (double)sl_clean_visible(&j->side[0]) + 15, b = (double)sl_clean_visible(&j->side[1]) + 15, v = a > b ? a / b : b / a;
    return v > j->r->max_ratio && fails_real(j, v);
}

static bool numbers(job *j, unsigned i) {
    (void)i;
    sl_str lost = sl_clean_lost_number(j->side[0].text, j->side[1].text, j->x);
    return lost.n && fails_text(j, lost);
}

static const struct { bool (*fails)(job *, unsigned side); bool pair; } tests[SL_CLEAN_KEEP] = {
    [SL_CLEAN_EMPTY] = {empty, false}, [SL_CLEAN_LONG] = {is_long, false}, [SL_CLEAN_LETTERS] = {letters, false},
    [SL_CLEAN_SCRIPT] = {script, false}, [SL_CLEAN_URL] = {url, false}, [SL_CLEAN_MARKUP] = {markup, false},
    [SL_CLEAN_MOJIBAKE] = {mojibake, false}, [SL_CLEAN_REPEATED] = {repeated, false}, [SL_CLEAN_IDENTICAL] = {identical, true},
    [SL_CLEAN_RATIO] = {ratio, true}, [SL_CLEAN_NUMBERS] = {numbers, true}};

sl_clean_rule sl_clean_judge(const sl_clean_rules *r, sl_clean_scratch *x, const sl_str *sides, unsigned n) {
    job j = {.r = r, .x = x, .n = n};
    x->nwords = 0;
    sl_clear(&x->value);
    for (unsigned i = 0; i < n; i++) sl_clean_measure(sides[i], x, &j.side[i]);
    for (int k = 0; k < SL_CLEAN_KEEP; k++)
        for (unsigned i = 0; r->on[k] && i < (tests[k].pair ? n == 2 : n); i++)
            if (tests[k].fails(&j, i)) return (sl_clean_rule)k;
    return SL_CLEAN_KEEP;
}

void sl_clean_scratch_free(sl_clean_scratch *x) {
    free(x->words);
    free(x->border);
    free(x->numbers[0]);
    free(x->numbers[1]);
    sl_buf_free(&x->value);
    *x = (sl_clean_scratch){0};
}
