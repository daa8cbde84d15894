/* Targets fitted to their place; see sluis/restore.h. */
#include "restore.h"
#include "sluis/fold.h"
#include "sluis/termcase.h"
#include "sluis/utf8.h"

static bool opens_line(sl_str before) {
    int32_t c;
    while (before.n) {
        before.n -= (size_t)sl_utf8_prev(before.p, before.n, &c);
        if (sl_fold_is_word(c)) return false;
    }
    return true;
}

static void fit_case(const restore_job *j, const sl_termmap_entry *t, sl_str target, sl_buf *to) {
    sl_str before = restore_before(j);
    size_t from = to->n;
    bool start = sl_termmap_has(t->rule, "start"), fixed = sl_termmap_has(t->rule, "fixed");
    if (start && !sl_case_opens(before)) sl_case_small(target, to);
    else if (!start && !fixed && opens_line(before)) sl_case_capital(target, to);
    else sl_puts(to, target);
    j->r->cased += (start && sl_case_opens(before)) || !sl_eq(sl_slice(to->p + from, to->n - from), target);
}

static const char *const articles[] = {"the", "a", "an", "to", "de", "het", "een"};

/* The word that the line so far ends in, with spaces behind it; empty where none is there. */
static sl_str last_word(sl_str s) {
    int32_t c;
    size_t n = s.n;
    while (n && s.p[n - 1] == ' ') n--;
    if (n == s.n) return sl_slice(s.p, 0);
    size_t at = n;
    while (at) {
        size_t k = (size_t)sl_utf8_prev(s.p, at, &c);
        if (!sl_fold_is_word(c) || n - at > 8) break;
        at -= k;
    }
    return sl_slice(s.p + at, n - at);
}

static bool same_word(sl_str a, sl_str b) {
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if ((a.p[i] | 32) != (b.p[i] | 32)) return false;
    return true;
}

/* Does the line so far end in the article, or the `to`, that the target begins with? Bytes of it and of its space in the target. */
static size_t doubled_article(sl_str last, sl_str target) {
    sl_str first = sl_cut(&target, ' ');
    bool known = false;
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) known |= same_word(first, sl_cstr(articles[i]));
    return known && target.n && same_word(first, last) ? first.n + 1 : 0;
}

/* A capital A inside a sentence is a name (vitamin A), no article. */
static bool is_article(sl_str before, sl_str last) {
    if (!last.n || (last.p[0] | 32) != 'a' || last.n > 2 || (last.n == 2 && (last.p[1] | 32) != 'n')) return false;
    if (last.p > before.p && (last.p[-1] == '\'' || last.p[-1] == '-' || last.p[-1] == '.')) return false;
    return last.p[0] == 'a' || sl_case_opens(sl_slice(before.p, (size_t)(last.p - before.p))) || (last.n == 2 && last.p[1] == 'N');
}

/* An a or an that the line so far ends in goes by the sound of what follows it. */
static void fix_article(restore_job *j, sl_str last, sl_str target) {
    sl_str before = restore_before(j);
    if (!j->rules->english || !is_article(before, last) || sl_english_article(target)) return;
    bool an = sl_english_an(j->rules->english, target);
    if (an == (last.n == 2)) { j->r->articles_good++; return; }
    size_t at = (size_t)(last.p - before.p) + j->begin;
    bool caps = last.n == 2 ? false : last.p[0] == 'A' && before.n > 2 && !sl_case_opens(sl_slice(before.p, at - j->begin));
    if (an) {
        sl_need(j->out, 2);
        memmove(j->out->p + at + 2, j->out->p + at + 1, j->out->n - at - 1);
        j->out->p[at + 1] = caps ? 'N' : 'n';
        j->out->n++;
    } else {
        memmove(j->out->p + at + 1, j->out->p + at + 2, j->out->n - at - 2);
        j->out->n--;
    }
    j->r->articles++;
}

sl_str restore_wording(restore_job *j, const sl_termmap_entry *t) {
    if (j->rules->source) return t->surface;
    if (!j->rules->fit) return t->target;
    sl_str target = t->target, last = last_word(restore_before(j));
    size_t skip = doubled_article(last, target);
    j->r->articles += skip > 0;
    target.p += skip, target.n -= skip;
    if (!skip) fix_article(j, last, target);
    sl_clear(&j->r->target);
    if (skip) sl_puts(&j->r->target, target);           /* the capital was the article's */
    else fit_case(j, t, target, &j->r->target);
    return sl_view(&j->r->target);
}

static bool word_at(sl_str s, size_t i) {
    int32_t c = -1;
    if (i < s.n) sl_utf8_next(s.p + i, s.n - i, &c);
    return sl_fold_is_word(c);
}

/* 's or a final ' behind the placeholder: its bytes. */
static size_t clitic(sl_str rest) {
    size_t n = rest.n && rest.p[0] == '\'' ? 1 : sl_starts(rest, SL_LIT("\xE2\x80\x99")) ? 3 : 0;
    if (!n || n >= rest.n || rest.p[n] != 's' || word_at(rest, n + 1)) return 0;
    return n + 1;
}

/* In English only, and an s only where a plural can be made or is there. */
size_t restore_ending(restore_job *j, const sl_termmap_entry *t, size_t from, sl_str rest) {
    sl_str put = sl_slice(j->out->p + from, j->out->n - from);
    if (!j->rules->english || put.n < 2) return 0;
    bool s = (put.p[put.n - 1] | 32) == 's', owned = sl_termmap_has(t->rule, "genitive");
    size_t n = clitic(rest);
    if (n && owned) { j->r->endings++; return n; }
    if (n || !rest.n || rest.p[0] != 's' || word_at(rest, 1)) return 0;
    sl_clear(&j->r->text);
    bool made = !sl_termmap_has(t->rule, "plural") && !s && sl_english_form(j->rules->english, put, SL_EN_PLURAL, &j->r->text);
    if (!made && !s && !sl_termmap_has(t->rule, "plural")) return 0;
    if (made) {
        j->out->n = from;
        sl_puts(j->out, sl_view(&j->r->text));
    }
    j->r->endings++;
    return 1;
}
