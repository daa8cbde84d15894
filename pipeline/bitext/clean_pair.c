/* Rules about both sides; see clean.h. */
#include "clean.h"
#include <stdlib.h>

bool sl_clean_fails_ratio(sl_clean_pair *p, unsigned i, double limit) {
    double a = (double)p->side[0].visible + 20, b = (double)p->side[1].visible + 20, v = a > b ? a / b : b / a;
    (void)i;
    return v > limit && sl_clean_real(p, v);
}

static double root(double x) {
    double r = x > 1 ? x : 1;
    for (int i = 0; i < 40 && r * r - x > 1e-9 * x; i++) r = (r + x / r) / 2;
    return r;
}

/* Gale and Church (1993): the difference of lengths in standard deviations, whose square grows with the length; as translations of
 * news and of short everyday sentences have it between Dutch and English, which are of about the same length. */
static const double PER_CHARACTER = 2.8, AT_LEAST = 5;

bool sl_clean_fails_length(sl_clean_pair *p, unsigned i, double limit) {
    double a = (double)p->side[0].visible, b = (double)p->side[1].visible, d = a > b ? a - b : b - a, variance = PER_CHARACTER * ((a + b) / 2 + AT_LEAST);
    (void)i;
    return d * d > limit * limit * variance && sl_clean_real(p, root(d * d / variance));
}

static long balance(const sl_clean_side *s) { return (long)s->count[SL_CLEAN_OPEN] - (long)s->count[SL_CLEAN_CLOSE]; }

bool sl_clean_fails_brackets(sl_clean_pair *p, unsigned i, double limit) {
    long v = labs(balance(&p->side[0]) - balance(&p->side[1]));
    (void)i;
    return (double)v > limit && sl_clean_count(p, (size_t)v);
}

/* Apostrophes and single quotes at the edge of a word: they may be quotes. */
static size_t single_quotes(const sl_clean_side *s) {
    size_t n = 0;
    for (size_t k = 0; k < s->words; k++) {
        const sl_clean_word *w = &s->word[k];
        if (!w->ncore) continue;
        sl_str before = sl_slice(s->text.p + w->at, w->core - w->at), after = sl_slice(s->text.p + w->core + w->ncore, w->at + w->n - w->core - w->ncore);
        n += memchr(before.p, '\'', before.n) || memmem(before.p, before.n, "\xE2\x80", 2) || memchr(before.p, '`', before.n);
        n += memchr(after.p, '\'', after.n) || memmem(after.p, after.n, "\xE2\x80", 2);
    }
    return n;
}

/* Double quotes of one side for which the other has neither double nor single ones. */
bool sl_clean_fails_quotes(sl_clean_pair *p, unsigned i, double limit) {
    size_t a = p->side[0].count[SL_CLEAN_QUOTE], b = p->side[1].count[SL_CLEAN_QUOTE], more = a > b ? a : b, less = a > b ? b : a;
    (void)i;
    if ((double)(more - less) <= limit) return false;
    less += single_quotes(&p->side[a > b]);
    return more > less && (double)(more - less) > limit && sl_clean_count(p, more - less);
}

/* Is the number a plain one: digits, perhaps with . , or : between them, signs around it that are nothing to its value, and no number or
 * hour behind it? Whatever else may be read into it, it has the value that another such number with the same signs has. */
static bool plain_number(const sl_clean_side *s, size_t k) {
    const sl_clean_word *w = &s->word[k], *next = k + 1 < s->words ? w + 1 : NULL;
    const char *p = s->text.p;
    if (w->flags & SL_CLEAN_HIGH || w->core - w->at > 1 || w->n - w->ncore > 2 || (w->core > w->at && !memchr("(\"$", p[w->at], 3))) return false;
    for (uint32_t i = w->core; i < w->core + w->ncore; i++)
        if ((p[i] < '0' || p[i] > '9') && (!memchr(".,:", p[i], 3) || p[i + 1] < '0' || p[i + 1] > '9')) return false;
    for (uint32_t i = w->core + w->ncore; i < w->at + w->n; i++)
        if (!memchr(".,;:!?)\"%", p[i], 9)) return false;
    return !next || !(next->flags & SL_CLEAN_NUMBER || (next->n >= 3 && (p[next->at] | 32) == 'u'));
}

/* Have both sides the same plain numbers, in the same order? So it is in most pairs, and nothing is missing then. */
static bool same_numbers(const sl_clean_side *a, const sl_clean_side *b) {
    size_t i = 0, j = 0;
    if (a->spaced || b->spaced || a->numbers != b->numbers) return false;
    for (size_t left = a->numbers; left; left--, i++, j++) {
        while (!(a->word[i].flags & SL_CLEAN_NUMBER)) i++;
        while (!(b->word[j].flags & SL_CLEAN_NUMBER)) j++;
        if (!plain_number(a, i) || !plain_number(b, j)) return false;
        if (!sl_eq(sl_slice(a->text.p + a->word[i].core, a->word[i].ncore), sl_slice(b->text.p + b->word[j].core, b->word[j].ncore))) return false;
    }
    return true;
}

/* How many values of each side the other one lacks; the first in *first. */
static size_t missing(sl_clean_pair *p, void (*find)(const sl_number_words *, sl_str, sl_numbers *), sl_str *first) {
    sl_numbers *n = p->x->numbers;
    for (unsigned k = 0; k < 2; k++) find(p->rules->number_words[k], p->side[k].text, &n[k]);
    size_t two = sl_numbers_missing(&n[1], &n[0], first), one = sl_numbers_missing(&n[0], &n[1], first);
    if (one && two) return one + two;                      /* else the side with more numbers may tell the same twice */
    if (one && n[0].n > n[1].n) return sl_numbers_missing_both(&n[0], &n[1], first);
    if (two && n[1].n > n[0].n) return sl_numbers_missing_both(&n[1], &n[0], first);
    return one + two;
}

/* Values that stand on one side alone, in digits there; see sluis/numbers.h. */
bool sl_clean_fails_numbers(sl_clean_pair *p, unsigned i, double limit) {
    sl_str first = {"", 0};
    (void)i;
    if (!p->rules->number_words[0] || !p->rules->number_words[1] || (!p->side[0].numbers && !p->side[1].numbers)) return false;
    if (limit >= 0 && (same_numbers(&p->side[0], &p->side[1]) || !missing(p, sl_numbers_find_digits, &first))) return false;
    return (double)missing(p, sl_numbers_find, &first) > limit && sl_clean_quote(p, first);
}
