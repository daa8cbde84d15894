/* Case of terms; see sluis/termcase.h. */
#include "sluis/termcase.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"

/* Where the letter stands that a sentence start makes a capital: behind a clitic as in 's Avonds, 't Gooi. */
static size_t capital_place(sl_str s) {
    int32_t c, d, f;
    if (s.n < 4) return 0;
    size_t k = (size_t)sl_utf8_next(s.p, s.n, &c);
    if (sl_fold_char(c) != '\'' || k + 3 > s.n || !sl_is_letter(d = s.p[k])) return 0;
    size_t j = k + 1 + (size_t)sl_utf8_next(s.p + k + 1, s.n - k - 1, &f);
    return (sl_is_space(f) || sl_fold_char(f) == '-') && sl_is_lower(d) ? j : 0;
}

static bool starts_ij(sl_str s, size_t at) { return s.n >= at + 2 && (s.p[at] | 32) == 'i' && (s.p[at + 1] | 32) == 'j'; }

typedef struct {
    size_t letters, clitic;          /* letters that have case; of them small ones of a clitic at the start */
    size_t upper;                    /* capitals in the surface */
    size_t raised, lowered, place;   /* differences: raised to a capital (place: of them where a sentence start does so), lowered */
    bool same;                       /* no other difference */
} tally;

static void count_letter(tally *t, int32_t a, int32_t b, bool at_place, bool clitic) {
    if (a != b && sl_lower(a) != sl_lower(b)) t->same = false;
    if (sl_is_upper(b) || sl_is_lower(b)) t->letters++;
    if (sl_is_upper(b)) t->upper++;
    else if (clitic && sl_is_lower(b)) t->clitic++;
    if (a == b) return;
    if (!sl_is_upper(b)) t->lowered++;
    else if (at_place) t->place++;
    else t->raised++;
}

static tally compare(sl_str source, sl_str surface) {
    tally t = {.same = true};
    size_t place = capital_place(source), i = 0, j = 0;
    bool ij = starts_ij(source, place);
    int32_t a, b;
    while (i < source.n && j < surface.n && t.same) {
        size_t k = (size_t)sl_utf8_next(source.p + i, source.n - i, &a);
        j += (size_t)sl_utf8_next(surface.p + j, surface.n - j, &b);
        count_letter(&t, a, b, i == place || (ij && i == place + 1), i < place);
        i += k;
    }
    if (i < source.n || j < surface.n) t.same = false;
    return t;
}

sl_case sl_case_rule(sl_str source, sl_str surface, bool strict) {
    if (sl_eq(source, surface)) return SL_CASE_EXACT;
    tally t = compare(source, surface);
    if (!t.same || t.lowered) return SL_CASE_NONE;
    if (!t.raised && !strict && t.place) return SL_CASE_CAPITAL;
    return t.upper + t.clitic == t.letters ? SL_CASE_CAPS : SL_CASE_NONE;
}

static bool ends_sentence(int32_t c) { return c == '.' || c == '!' || c == '?' || c == 0x2026; }

static bool is_dash(int32_t c) { return c == '-' || c == 0x2013 || c == 0x2014; }

/* A word with a capital or of digits, or a month behind these. *small: it has small letters, behind a clitic. */
static bool dateline_word(sl_str word, bool behind_digits, bool *small) {
    int32_t c;
    for (size_t i = capital_place(word); i < word.n;) {
        i += (size_t)sl_utf8_next(word.p + i, word.n - i, &c);
        *small |= sl_is_lower(c);
    }
    return behind_digits || sl_is_digit(*word.p) || sl_case_is_capital(word);
}

/* GENT (ANP), Den Haag (ANP/AFP), BRUSSEL, PARIJS, 3 maart 2020: known by its shape, since it may be translated already. Places that
 * have small letters need an agency. */
static bool is_dateline(sl_str s) {
    enum { LONGEST = 80 };
    bool agency = false, small = false, digits = false, place = false;
    int32_t c;
    if (s.n && s.n <= LONGEST && s.p[s.n - 1] == ')') {
        const char *open = memrchr(s.p, '(', s.n);
        if (!open) return false;
        sl_utf8_next(open + 1, (size_t)(s.p + s.n - open) - 1, &c);
        agency = sl_is_upper(c);
        s.n = (size_t)(open - s.p);
    }
    if (!s.n || s.n > LONGEST) return false;
    while (s.n) {
        sl_str word = sl_cut(&s, ' ');
        if (!word.n) continue;
        bool month = digits, lower = false;
        digits = sl_is_digit(*word.p);
        if (!dateline_word(word, month, &lower)) return false;
        if (!digits && !month) small |= lower, place |= word.n > 1;
    }
    return place && (agency || !small);
}

static sl_str trim_end(sl_str s) {
    while (s.n && s.p[s.n - 1] == ' ') s.n--;
    return s;
}

bool sl_case_opens(sl_str before) {
    bool space = false;
    int32_t c;
    while (before.n) {
        size_t k = (size_t)sl_utf8_prev(before.p, before.n, &c);
        if (space && is_dash(c) && before.n > k && before.p[before.n - k - 1] == ' ' && is_dateline(trim_end(sl_slice(before.p, before.n - k)))) return true;
        if (sl_fold_is_word(c) || c < 0 || c == ',' || c == ';' || c == ':') return false;
        if (ends_sentence(c)) return space;
        if (sl_is_space(c)) space = true;
        before.n -= k;
    }
    return true;
}

bool sl_case_is_capital(sl_str s) {
    int32_t c;
    size_t at = capital_place(s);
    if (at == s.n) return false;
    sl_utf8_next(s.p + at, s.n - at, &c);
    return sl_is_upper(c);
}

static void recase(sl_str s, int32_t (*f)(int32_t), size_t letters, sl_buf *out) {
    int32_t c;
    size_t i = 0;
    for (size_t l = 0; i < s.n && l < letters; l++) {
        size_t k = (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        if (c < 0) sl_putc(out, s.p[i]);
        else sl_utf8_put(out, f(c));
        i += k;
    }
    sl_put(out, s.p + i, s.n - i);
}

static size_t first_letters(sl_str s) { return starts_ij(s, 0) ? 2 : 1; }
void sl_case_capital(sl_str s, sl_buf *out) { recase(s, sl_upper, first_letters(s), out); }
void sl_case_small(sl_str s, sl_buf *out) { recase(s, sl_lower, first_letters(s), out); }
void sl_case_caps(sl_str s, sl_buf *out) { recase(s, sl_upper, SIZE_MAX, out); }
