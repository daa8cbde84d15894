/* Terms that stand where they can't. Reordering is free: only two things are looked for, by the words next to the placeholders and a
 * lexicon of words, articles aside.
 *  - Two terms have each other's neighbour on the left: `stuurt T1 naar T2` became `sends T2 to T1`.
 *  - A term came between a subject and its verb: `Nederland stuurt T1` became `The Netherlands T1 sends`. The subject must be all that
 *    stands before the verb, one word with an article or without, and in English a name or behind an article (not `Today T1 sends`,
 *    whose order is right).
 * Nothing is changed by it. Only the first terms of a line are looked at, so that time stays linear. */
#include "restore_order.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"

enum { MOST = 32 };

typedef struct { sl_str left, before_left, right; bool alone /* nothing but before_left and left */; bool in, name; } around;

static bool article(sl_str w) {
    static const char *const all[] = {"de", "het", "een", "the", "a", "an"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        size_t n = strlen(all[i]), k = 0;
        while (k < n && k < w.n && (w.p[k] | 32) == all[i][k]) k++;
        if (k == n && w.n == n) return true;
    }
    return false;
}

/* The word that ends before s.n, taken off s; empty where something else than spaces is between. */
static sl_str word_back(sl_str *s) {
    int32_t c;
    while (s->n && s->p[s->n - 1] == ' ') s->n--;
    size_t end = s->n;
    while (s->n) {
        size_t k = (size_t)sl_utf8_prev(s->p, s->n, &c);
        if (!sl_fold_is_word(c)) break;
        s->n -= k;
    }
    return sl_slice(s->p + s->n, end - s->n);
}

static sl_str word_on(sl_str s) {
    int32_t c;
    while (s.n && s.p[0] == ' ') s.p++, s.n--;
    size_t n = 0;
    while (n < s.n) {
        size_t k = (size_t)sl_utf8_next(s.p + n, s.n - n, &c);
        if (!sl_fold_is_word(c)) break;
        n += k;
    }
    return sl_slice(s.p, n);
}

static around look(sl_str s, size_t from, size_t start, size_t end) {
    around a = {.in = true};
    sl_str before = sl_slice(s.p + from, start - from);
    a.left = word_back(&before);
    if (article(a.left)) a.left = word_back(&before);
    sl_str w = word_back(&before);
    a.before_left = w;
    sl_str rest = before, art = word_back(&rest);
    bool behind_article = article(art);
    if (behind_article) before = rest;
    while (before.n && !sl_fold_is_word((unsigned char)before.p[before.n - 1])) before.n--;
    a.alone = !before.n && !from;
    a.right = word_on(sl_slice(s.p + end, s.n - end));
    sl_str left_before = sl_slice(s.p + from, start - from), l = word_back(&left_before), la = word_back(&left_before);
    a.name = l.n && ((l.p[0] >= 'A' && l.p[0] <= 'Z' && l.p > s.p) || article(la));
    return a;
}

static bool translates(const sl_lexicon *x, sl_str nl, sl_str en, sl_buf *b) {
    uint32_t first;
    if (!nl.n || !en.n) return false;
    sl_clear(b);
    sl_lower_str(b, nl);
    size_t cut = b->n;
    sl_lower_str(b, en);
    sl_str one = sl_slice(b->p, cut), two = sl_slice(b->p + cut, b->n - cut);
    if (sl_eq(one, two)) return true;
    uint32_t w = sl_lexicon_find(x, 0, one), o = sl_lexicon_find(x, 1, two);
    if (w == SL_LEXICON_NONE || o == SL_LEXICON_NONE) return false;
    for (uint32_t i = 0, k = sl_lexicon_row(x, w, &first); i < k; i++) {
        sl_lexicon_link l = sl_lexicon_get(x, first + i);
        if (l.other == o) return l.p >= 0.05f || l.q >= 0.05f;
    }
    return false;
}

static bool between(const sl_lexicon *x, const around *s, const around *t, sl_buf *b) {
    return s->alone && s->before_left.n && t->name && translates(x, s->left, t->right, b) && translates(x, s->before_left, t->left, b);
}

static bool exchanged(const sl_lexicon *x, const around *s, const around *t, size_t i, size_t k, sl_buf *b) {
    return translates(x, s[i].left, t[k].left, b) && translates(x, s[k].left, t[i].left, b) &&
           !translates(x, s[i].left, t[i].left, b) && !translates(x, s[k].left, t[k].left, b);
}

bool restore_moved(const sl_lexicon *x, const sl_ph *ph, sl_str protected, const sl_restored *r, const sl_termmap_entry *v, size_t n, sl_str in, restore_order *o) {
    around s[MOST] = {{.in = false}}, t[MOST] = {{.in = false}};
    size_t terms = n < MOST ? n : MOST;
    if (ph->element) return false;
    sl_ph_scan(ph, protected, &o->spans);
    for (size_t i = 0, from = 0; i < o->spans.n; from = o->spans.v[i++].end)
        for (size_t k = 0; k < terms; k++)
            if (v[k].id == o->spans.v[i].id && sl_restore_is_term(&v[k])) s[k] = look(protected, from, o->spans.v[i].start, o->spans.v[i].end);
    for (size_t k = 0; k < terms; k++) {
        size_t from = 0;
        if (!s[k].in || r->fate[k].times != 1) continue;
        for (size_t i = 0; i < r->spans.n && r->spans.v[i].start < r->fate[k].start; i++) from = r->spans.v[i].end;
        t[k] = look(in, from, r->fate[k].start, r->fate[k].end);
    }
    for (size_t i = 0; i < terms; i++) {
        if (!t[i].in) continue;
        if (between(x, &s[i], &t[i], &o->low)) return true;
        for (size_t k = i + 1; k < terms; k++)
            if (t[k].in && exchanged(x, s, t, i, k, &o->low)) return true;
    }
    return false;
}

void restore_order_free(restore_order *o) {
    sl_ph_spans_free(&o->spans);
    sl_buf_free(&o->low);
}
