/* A line as numbers, words and signs, and the phrases in it; see meta.h. */
#include "meta.h"
#include "sluis/utf8.h"

static size_t space_run(sl_str s, size_t i) {
    int32_t c;
    for (int k; i < s.n; i += (size_t)k) {
        k = sl_utf8_next(s.p + i, s.n - i, &c);
        if (!sl_is_space(c)) break;
    }
    return i;
}

/* ' ’ - and . belong to a word when a letter follows. */
static bool inside(int32_t c, sl_str s, size_t next) {
    int32_t d = -1;
    if (c != '\'' && c != 0x2019 && c != '-' && c != '.') return false;
    if (next < s.n) sl_utf8_next(s.p + next, s.n - next, &d);
    return sl_is_letter(d);
}

static void number(sl_str s, size_t at, sl_meta_token *t) {
    size_t i = at;
    t->kind = T_NUMBER;
    t->value = 0;
    for (; i < s.n && (unsigned)(s.p[i] - '0') < 10; i++)
        if (i - at < 4) t->value = t->value * 10 + (s.p[i] - '0');
    if (i - at > 4) t->value = -1;
    t->s = sl_slice(s.p + at, i - at);
}

/* The s of 's-GRAVENHAGE has no capital. */
static bool particle(sl_str s, size_t at, size_t i) {
    return i > at && i - at <= 3 && !sl_is_letter(s.p[at]) && s.p[i] == 's' && i + 1 < s.n && s.p[i + 1] == '-';
}

static void word(sl_str s, size_t at, sl_meta_token *t) {
    size_t i = at;
    unsigned letters = 0, small = 0;
    int32_t c;
    t->kind = T_WORD;
    for (int k; i < s.n; i += (size_t)k) {
        k = sl_utf8_next(s.p + i, s.n - i, &c);
        if (!sl_is_letter(c) && !inside(c, s, i + (size_t)k)) break;
        if (!sl_is_letter(c) || particle(s, at, i)) continue;
        if (!letters++) t->upper = sl_is_upper(c);
        small += !sl_is_upper(c);
    }
    t->s = sl_slice(s.p + at, i - at);
    t->capitals = letters > 1 && small == 0;
}

void sl_meta_token_at(const sl_meta *m, sl_str s, size_t at, sl_meta_token *t) {
    int32_t c;
    int k = sl_utf8_next(s.p + at, s.n - at, &c);
    bool letters = sl_is_letter(c) || ((c == '\'' || c == 0x2019) && inside(c, s, at + (size_t)k));
    *t = (sl_meta_token){.value = -1};
    if ((unsigned)(c - '0') < 10) number(s, at, t);
    else if (letters) word(s, at, t);
    else t->s = sl_slice(s.p + at, (size_t)k);
    if (letters) t->facts = sl_words_find(&m->words, t->s);
}

void sl_meta_tokens(const sl_meta *m, sl_str text, sl_meta_line *l) {
    size_t i = 0;
    l->m = m;
    l->text = text;
    l->n = 0;
    l->bracketed = false;
    while (l->n < TOKENS) {
        size_t from = space_run(text, i);
        if (from == text.n) break;
        sl_meta_token *t = &l->t[l->n++];
        sl_meta_token_at(m, text, from, t);
        t->spaced = from > i;
        i = from + t->s.n;
    }
    l->whole = space_run(text, i) == text.n;
}

unsigned sl_meta_phrase(const sl_meta_line *l, unsigned at, uint32_t classes) {
    if (at >= l->n || l->t[at].kind != T_WORD) return 0;
    const char *from = l->t[at].s.p;
    for (unsigned k = PHRASE; k > 1; k--) {
        if (at + k > l->n) continue;
        sl_str end = l->t[at + k - 1].s, s = {from, (size_t)(end.p + end.n - from)};
        if (s.n <= SL_WORD_MAX && sl_words_find(&l->m->words, s) & classes) return k;
    }
    return l->t[at].facts & classes ? 1 : 0;
}

bool sl_meta_sign(const sl_meta_line *l, unsigned at, const char *one_of) {
    sl_str all = sl_cstr(one_of);
    if (at >= l->n || l->t[at].kind != T_SIGN) return false;
    while (all.n)
        if (sl_eq(sl_cut(&all, ' '), l->t[at].s)) return true;
    return false;
}

sl_str sl_meta_from(const sl_meta_line *l, unsigned at) {
    const char *end = l->text.p + l->text.n, *p = at < l->n ? l->t[at].s.p : end;
    if (at >= l->n && !l->whole) p = l->t[l->n - 1].s.p + l->t[l->n - 1].s.n;
    return sl_slice(p, (size_t)(end - p));
}
