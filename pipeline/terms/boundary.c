/* Where a match may begin and end; see sluis/match.h. */
#include "judge.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"

static bool joins(int32_t c) { return c == '\'' || c == '.' || c == '@' || c == '&' || c == 0xB7; }

static int32_t char_at(sl_str s, size_t at, size_t *k) {
    int32_t c = -1;
    *k = at < s.n ? (size_t)sl_utf8_next(s.p + at, s.n - at, &c) : 0;
    return c;
}

static int32_t char_before(sl_str s, size_t at, size_t *k) {
    int32_t c = -1;
    *k = at ? (size_t)sl_utf8_prev(s.p, at, &c) : 0;
    return c;
}

/* What stands beside nearly every word. */
static bool plainly_open(char c) { return c == ' ' || c == '(' || c == ')' || c == '"' || c == ';' || c == ':'; }

bool sl_left_open(const sl_walk *w, size_t at) {
    size_t k, j;
    if (at == 0 || plainly_open(w->line.p[at - 1])) return true;
    int32_t c = char_before(w->line, at, &k);
    if (c < 0) return true;
    if (sl_fold_is_word(c)) return false;
    c = sl_fold_char(c);
    int32_t b = char_before(w->line, at - k, &j);
    if (c == ',') return !(sl_is_digit(b) && sl_is_digit(char_at(w->line, at, &k)));
    if (c == '-' && w->flags & SL_MATCH_TAILS) return true;
    return !(joins(c) || c == '-') || !sl_fold_is_word(b);
}

bool sl_right_open(const sl_walk *w, size_t at) {
    size_t k, j;
    if (at == w->line.n || plainly_open(w->line.p[at])) return true;
    int32_t c = char_at(w->line, at, &k);
    if (c < 0) return true;
    if (sl_fold_is_word(c)) return false;
    c = sl_fold_char(c);
    int32_t d = char_at(w->line, at + k, &j);
    if (c == ',') return !(sl_is_digit(d) && sl_is_digit(char_before(w->line, at, &k)));
    if (c == '-') return w->flags & SL_MATCH_HEADS || sl_fold_char(d) == '-';
    return !joins(c) || !sl_fold_is_word(d);
}

static bool hyphen_at(sl_str s, size_t at) { size_t k; return sl_fold_char(char_at(s, at, &k)) == '-' && sl_fold_is_word(char_at(s, at + k, &k)); }
static bool hyphen_before(sl_str s, size_t at) {
    size_t k;
    if (sl_fold_char(char_before(s, at, &k)) != '-') return false;
    return sl_fold_is_word(char_before(s, at - k, &k));
}

uint8_t sl_kind_of(const sl_walk *w, size_t start, size_t end) {
    if ((start == 0 || w->line.p[start - 1] == ' ') && (end == w->line.n || plainly_open(w->line.p[end]))) return SL_MATCH_WHOLE;
    return hyphen_at(w->line, end) ? SL_MATCH_HEAD : hyphen_before(w->line, start) ? SL_MATCH_TAIL : SL_MATCH_WHOLE;
}
