/* Signs whose place depends on more than what they are: hyphens and dashes, colons, numbers, brackets, addresses, smileys; see
 * detok_model.h. A table has the rules of each sign; the first that knows an answer gives it. */
#include "detok_model.h"

static bool is_digits(sl_str t) { return sl_digits(t, t.n); }
static uint32_t fact(const sl_spot *s, sl_str t) { return sl_words_find(&s->d->facts, t); }
static char lower(char c) { return sl_byte_upper(c) ? (char)(c | 32) : c; }

static bool same_word(sl_str a, sl_str b) {
    if (a.n != b.n || a.n > SL_WORD_MAX) return false;
    for (size_t i = 0; i < a.n; i++) if (lower(a.p[i]) != lower(b.p[i])) return false;
    return a.n > 0;
}

/* ---- addresses ---- */

/* nu.nl: ends in a period and two to six letters, behind a word. */
static bool domain(sl_str t) {
    size_t n = 0;
    while (n < t.n && (unsigned)((t.p[t.n - 1 - n] | 32) - 'a') < 26) n++;
    return n >= 2 && n <= 6 && t.n > n + 1 && t.p[t.n - n - 1] == '.' && sl_byte_wordy(t.p[t.n - n - 2]);
}

static bool address(sl_str t) { return (memchr(t.p, '@', t.n) && memchr(t.p, '.', t.n)) || sl_starts(t, SL_LIT("www.")) || memmem(t.p, t.n, "://", 3); }

/* https : / / nu.nl, in however many tokens its slashes are. */
static int scheme(sl_joining *j) {
    const sl_spot *s = &j->s;
    if (!(fact(s, s->last) & D_SCHEME)) return SL_NO_RULE;
    size_t slashes = s->token.n == 3 ? 2 : 0;
    sl_piece p = s->behind;
    for (; slashes < 2 && p.t.n && p.t.p[0] == '/'; p = sl_piece_at(s->in, p.next)) slashes += p.t.n;
    if (slashes != 2 || !memchr(p.t.p, '.', p.t.n)) return SL_NO_RULE;
    j->url = true;
    return D_LEFT | D_RIGHT;
}

/* What goes on in a URL: nu.nl / sport ? id = 5. */
static int in_url(sl_joining *j) {
    const sl_spot *s = &j->s;
    char c = sl_first_byte(s->next), t = s->token.p[0];
    if (!j->url && t == '/' && domain(s->last)) j->url = true;
    if (!j->url) return SL_NO_RULE;
    if (t == '/') return (int)(D_LEFT | (sl_byte_wordy(c) || c == '/' ? D_RIGHT : 0u));
    bool more = (c >= 'a' && c <= 'z') || sl_byte_digit(c);
    return more ? D_LEFT | D_RIGHT : SL_NO_RULE;
}

static int at(sl_joining *j) { return sl_byte_wordy(sl_last_byte(j->s.last)) && domain(j->s.next) ? D_LEFT | D_RIGHT : SL_NO_RULE; }

/* <jan@nu.nl> and what is left when there was one: <>. */
static int angle_open(sl_joining *j) { return address(j->s.next) || sl_eq(j->s.next, SL_LIT(">")) ? D_RIGHT : SL_NO_RULE; }
static int angle_close(sl_joining *j) {
    const sl_spot *s = &j->s;
    return sl_eq(s->last, SL_LIT("<")) || (sl_eq(s->last2, SL_LIT("<")) && address(s->last)) ? D_LEFT : SL_NO_RULE;
}

/* ---- numbers ---- */

/* 21 : 13 */
static int of_time(sl_joining *j) {
    const sl_spot *s = &j->s;
    return sl_digits(s->last, 2) && s->next.n == 2 && is_digits(s->next) && s->next.p[0] < '6' ? D_LEFT | D_RIGHT : SL_NO_RULE;
}

/* A number that was torn apart: 1 . 000 . 000, € 3 , 50, 3 , 5 %. Without such company it may be the end of a sentence. */
static int in_number(sl_joining *j) {
    const sl_spot *s = &j->s;
    if (!sl_digits(s->last, 3) || !is_digits(s->next)) return SL_NO_RULE;
    sl_str behind = sl_spot_next2(s);
    bool group = s->next.n == 3, more = group && (sl_eq(behind, SL_LIT(".")) || sl_eq(behind, SL_LIT(",")));
    if (more) {
        sl_piece p = sl_piece_at(s->in, s->behind.next), after = sl_piece_at(s->in, p.next);
        bool same = sl_eq(behind, s->token);
        more = p.alone && is_digits(after.t) && (same ? after.t.n == 3 && s->token.p[0] == '.' : after.t.n == 2);
    }
    bool goes_on = j->number && (group || (s->last.n == 3 && s->next.n == 2));
    if (sl_eq(s->last2, s->token) && !goes_on) return SL_NO_RULE;                       /* 90 , 180 , 270 degrees */
    if (!more && !goes_on && !(fact(s, s->last2) & D_MEASURE) && !(fact(s, behind) & D_MEASURE)) return SL_NO_RULE;
    j->number = true;
    return D_LEFT | D_RIGHT;
}

/* Intercept : - 0.39 */
static int minus(sl_joining *j) {
    char before = sl_last_byte(j->s.last);
    bool item = sl_eq(sl_spot_next2(&j->s), SL_LIT(":"));
    return j->s.last.n && memchr(":(=<>", before, 5) && !item && sl_byte_digit(sl_first_byte(j->s.next)) ? D_RIGHT : SL_NO_RULE;
}

/* ---- words ---- */

/* Is a hyphen before the next word a dash? Before a URL it is, and before words that open a clause; but not in the middle of a compound (keep - it - simple), behind
 * one that is (round - to - even), in a doubled word, and where both have capitals (Reply - To). */
static bool dash(const sl_spot *s) {
    if (memmem(s->next.p, s->next.n, "://", 3)) return true;
    if (!(fact(s, s->next) & D_CLAUSE) || same_word(s->last, s->next)) return false;
    if (sl_byte_upper(s->next.p[0]) && s->next.n > 1 && sl_byte_upper(s->last.p[0])) return false;
    if (sl_eq(s->last2, s->token) && fact(s, s->last) & D_CLAUSE) return false;
    return !sl_eq(sl_spot_next2(s), s->token);
}

/* Dutch en / of: a pair that the facts know. */
static bool known_pair(const sl_spot *s) {
    char pair[SL_WORD_MAX];
    size_t a = s->last.n, n = a + 1 + s->next.n;
    if (n > sizeof pair) return false;
    memcpy(pair, s->last.p, a);
    pair[a] = '/';
    memcpy(pair + a + 1, s->next.p, s->next.n);
    return fact(s, sl_slice(pair, n)) & D_WHOLE;
}

/* A slash between words that write none but in some pairs, or between numbers. */
static int slash(sl_joining *j) {
    const sl_spot *s = &j->s;
    if (s->token.n > 1 || !s->last.n || !s->next.n) return SL_NO_RULE;
    return (sl_digits(s->last, 4) && sl_digits(s->next, 4)) || known_pair(s) ? D_LEFT | D_RIGHT : SL_NO_RULE;
}

/* A hyphen or a slash between two words. */
static int hyphen(sl_joining *j) {
    const sl_spot *s = &j->s;
    if (!(fact(s, s->token) & D_BOTH)) return SL_NO_RULE;
    if (!sl_byte_wordy(sl_last_byte(s->last)) || !sl_byte_wordy(sl_first_byte(s->next))) return 0;
    return s->token.p[0] == '-' && dash(s) ? 0 : D_LEFT | D_RIGHT;
}

/* ---- punctuation ---- */

/* : - ) and, where no bracket is open, : ) ; at the end : ( */
static int smiley(sl_joining *j) {
    const sl_spot *s = &j->s;
    sl_str mouth = s->next, after = sl_spot_next2(s);
    bool nose = sl_eq(s->next, SL_LIT("-"));
    if (nose) mouth = after;
    bool glad = sl_eq(mouth, SL_LIT(")")), sad = sl_eq(mouth, SL_LIT("("));
    if (!(glad || sad) || (!nose && (glad ? j->depth > 0 : after.n > 0))) return SL_NO_RULE;
    j->rest = nose ? 2 : 1;
    return D_RIGHT;
}

/* An ellipsis at the start of the line or of a quotation leads in: ... and so on. */
static int leads_in(sl_joining *j) {
    const sl_spot *s = &j->s;
    bool dots = s->token.n > 1 && s->token.p[s->token.n - 1] != '!' && s->token.p[s->token.n - 1] != '?' && s->token.p[0] != '!' && s->token.p[0] != '?';
    if (!dots || (s->here.at > s->start && !(j->glue && !sl_byte_wordy(sl_last_byte(s->last)))) || !sl_byte_wordy(sl_first_byte(s->next))) return SL_NO_RULE;
    return D_RIGHT;
}

/* (draft) .doc */
static int extension(sl_joining *j) {
    const sl_spot *s = &j->s;
    return s->token.n > 2 && sl_byte_letter(s->token.p[1]) && sl_eq(s->last, SL_LIT(")")) ? D_LEFT : SL_NO_RULE;
}

/* persoon ( en ), term ( s ) */
static int bracket(sl_joining *j) {
    const sl_spot *s = &j->s;
    char c = sl_last_byte(s->last);
    bool option = c >= 'a' && c <= 'z' && c != 's' && !sl_byte_upper(sl_first_byte(s->next)) && fact(s, s->next) & D_OPTION && sl_eq(sl_spot_next2(s), SL_LIT(")"));
    if (!option) {
        j->depth++;
        return SL_NO_RULE;
    }
    j->rest = 2;
    return D_LEFT | D_RIGHT;
}

static int bracket_close(sl_joining *j) {
    if (j->depth) j->depth--;
    return SL_NO_RULE;
}

typedef int rule(sl_joining *);
enum { RULES = 4 };
static rule *const table[256][RULES] = {                     /* by the first byte */
    [':'] = {scheme, of_time, smiley, in_url}, [';'] = {smiley}, ['.'] = {leads_in, extension, in_number, in_url}, [0xE2] = {leads_in},
    [','] = {in_number}, ['-'] = {in_url, minus, hyphen}, ['/'] = {in_url, slash, hyphen}, ['('] = {bracket}, [')'] = {bracket_close},
    ['<'] = {angle_open}, ['>'] = {angle_close}, ['@'] = {at}, ['?'] = {in_url}, ['='] = {in_url}, ['&'] = {in_url}, ['_'] = {in_url},
    ['~'] = {in_url}, ['#'] = {in_url}};

int sl_join_sign(sl_joining *j) {
    unsigned char first = (unsigned char)j->s.token.p[0];
    bool dots = first == '.' || (first == 0xE2 && sl_eq(j->s.token, SL_LIT("\xE2\x80\xA6")));
    if ((j->s.token.n > 3 && !dots) || (first == 0xE2 && !dots)) return SL_NO_RULE;
    for (size_t k = 0; k < RULES && table[first][k]; k++) {
        int how = table[first][k](j);
        if (how != SL_NO_RULE) return how;
    }
    return SL_NO_RULE;
}
