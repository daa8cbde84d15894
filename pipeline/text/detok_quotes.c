/* Which straight quotes open and which close, and which are apostrophes, feet and inches; see detok_model.h.
 * An apostrophe is told from its neighbours alone, so that quotes can be counted ahead without them. */
#include "detok_model.h"

static const sl_str plain_apostrophe = {"'", 1};

static bool curly(sl_str t, char third) { return t.n == 3 && t.p[0] == '\xE2' && t.p[1] == '\x80' && t.p[2] == third; }

bool sl_is_apostrophe(sl_str t) { return (t.n == 1 && t.p[0] == '\'') || curly(t, '\x99'); }

/* How many bytes of an apostrophe the token begins with. */
static size_t apostrophe_at(sl_str t) {
    if (sl_first_byte(t) == '\'') return 1;
    return t.n > 3 && curly(sl_slice(t.p, 3), '\x99') ? 3 : 0;
}

static bool vowel(char c) { return memchr("aeiouyAEIOUY", c, 12) != NULL; }

/* May the ending follow in the same word: foto's, cd's, NRC's, A4'tje? It does behind a vowel that would change its sound, behind
 * letters that are read out one by one, and 's behind a foreign name (McDonald's). */
static bool takes_ending(const sl_spot *s, bool genitive) {
    sl_str w = s->last;
    bool any_vowel = false, any_low = false;
    for (size_t i = 0; i < w.n; i++) {
        if (w.p[i] & 0x80) return false;
        any_vowel |= vowel(w.p[i]);
        any_low |= w.p[i] >= 'a' && w.p[i] <= 'z';
    }
    char c = sl_last_byte(w);
    if (!sl_byte_wordy(c) || sl_words_find(&s->d->facts, w) & D_BARE) return false;
    if (genitive && sl_byte_upper(w.p[0]) && sl_byte_wordy(sl_last_byte(s->last2))) return true;
    return !any_vowel || !any_low || sl_byte_digit(c) || ((c | 32) != 'e' && vowel(c));
}

static bool is_quote(sl_str t) { return sl_is_apostrophe(t) || curly(t, '\x98') || sl_eq(t, SL_LIT("\"")); }

/* d ' Artagnan; but not a letter in quotes: the ' d ' of day. */
static bool elides(const sl_spot *s) {
    size_t n = apostrophe_at(s->token);
    char next = n < s->token.n && n ? s->token.p[n] : sl_first_byte(s->next);
    bool capital = sl_byte_upper(sl_last_byte(s->last));                                 /* O'Brien, but plan D ' exists */
    return sl_words_find(&s->d->facts, s->last) & D_ELIDE && !is_quote(s->last2) && (!capital || !(next >= 'a' && next <= 'z'));
}

/* '80, '80s: the years of a century. */
static bool decade(sl_str t) { return t.n == 3 && sl_digits(sl_slice(t.p, 2), 2) && t.p[2] == 's'; }

/* An apostrophe and letters in one token: it's, don 't, foto 's, O 'Brien. */
static int begun(const sl_spot *s, uint32_t is, size_t n) {
    bool ending = is & D_ENDING && takes_ending(s, s->token.n == n + 1) && !(sl_words_find(&s->d->facts, s->next) & D_ADVERB);
    bool elided = sl_byte_letter(s->token.p[n]) && elides(s);
    return ending || elided ? D_LEFT : SL_NO_RULE;
}

/* The same in two tokens, of which this is the apostrophe. */
static int alone(const sl_spot *s) {
    sl_str l = s->last, n = s->next, n2 = sl_spot_next2(s);
    bool behind = sl_byte_wordy(sl_last_byte(l));
    if (!n.n) return SL_NO_RULE;
    if (behind && sl_digits(l, 2) && sl_digits(n, 2) && (sl_eq(n2, SL_LIT("\"")) || sl_eq(n2, SL_LIT("''")))) return D_LEFT | D_RIGHT;   /* 6'2" */
    if (decade(n) || (n.n == 2 && sl_digits(n, 2) && sl_words_find(&s->d->facts, l) & D_YEAR)) return D_RIGHT;
    if (!sl_byte_letter(n.p[0]) || (n.n == 1 && sl_is_apostrophe(n2))) return SL_NO_RULE;
    if (elides(s) && !curly(s->token, '\x98')) return D_LEFT | D_RIGHT;
    uint32_t is = sl_detok_is(s->d, plain_apostrophe, n);
    char part[SL_WORD_MAX];
    size_t k = n.n + 1 < sizeof part ? n.n : 0;
    part[0] = '\'';
    memcpy(part + 1, n.p, k);
    if (is & D_TAIL && k && sl_detok_is(s->d, l, sl_slice(part, k + 1)) & D_WHOLE) return D_LEFT | D_RIGHT;
    if (is & D_CLITIC && behind) return D_LEFT | D_RIGHT;
    if (is & D_ENDING && takes_ending(s, n.n == 1) && !(sl_words_find(&s->d->facts, n2) & D_ADVERB)) return D_LEFT | D_RIGHT;
    return is & D_LEAD && n.n == 1 ? D_RIGHT : SL_NO_RULE;
}

int sl_join_apostrophe(const sl_spot *s, uint32_t is) {
    char first = s->token.p[0], end = sl_last_byte(s->token);
    if (first != '\'' && first != '\xE2' && end != '\'' && end != '\x99') return SL_NO_RULE;
    size_t n = apostrophe_at(s->token);
    if (sl_is_apostrophe(s->token) || curly(s->token, '\x98')) return alone(s);
    if (n) return begun(s, is, n);
    sl_str stem = s->token;
    if (sl_last_byte(stem) == '\'') stem.n--;
    else if (stem.n > 3 && curly(sl_slice(stem.p + stem.n - 3, 3), '\x99')) stem.n -= 3;
    if (stem.n == s->token.n || !sl_byte_letter(sl_first_byte(s->next))) return SL_NO_RULE;
    return sl_words_find(&s->d->facts, stem) & D_ELIDE ? D_RIGHT : SL_NO_RULE;
}

static int kind_of(sl_str t) {
    if (t.n == 1) return t.p[0] == '"' ? SL_DOUBLE : t.p[0] == '\'' ? SL_SINGLE : -1;
    return sl_eq(t, SL_LIT("''")) || sl_eq(t, SL_LIT(",,")) ? SL_COMMAS : -1;
}

/* Go to the next quote of this kind, from the piece p on; false when there is none. */
static bool seek(sl_spot *s, sl_piece p, int kind) {
    for (sl_piece q; p.at < s->in.n; p = q) {
        q = sl_piece_at(s->in, p.next);
        if (kind_of(p.t) != kind) continue;
        s->here = p;
        s->behind = q;
        sl_spot_look(s);
        if (kind != SL_SINGLE || sl_join_apostrophe(s, 0) == SL_NO_RULE) return true;
    }
    return false;
}

/* How many quotes of this kind the line has from here on: looked for once. */
static size_t count(sl_spot s, int kind) {
    size_t n = 0;
    for (sl_piece p = s.here; seek(&s, p, kind); p = s.behind) n++;
    return n;
}

/* A size, not the year of a quotation: 17, 5.5, 1/2. */
static bool size_like(sl_str t) {
    size_t run = 0;
    for (size_t i = 0; i < t.n; i++) {
        run = sl_byte_digit(t.p[i]) ? run + 1 : 0;
        if (run > 3 || (!run && t.p[i] != '.' && t.p[i] != ',' && t.p[i] != '/')) return false;
    }
    return run > 0;
}

/* 17 " or 16 " wheels: inches. The next such sign is behind a number as well, or there is none. */
static bool inches(const sl_joining *j, const sl_turns *q, int kind) {
    if (kind == SL_COMMAS || q->open || !size_like(j->s.last) || sl_eq(j->s.last2, SL_LIT("%")) || sl_byte_upper(sl_first_byte(j->s.next))) return false;
    if (q->left == 1) return true;
    sl_spot s = j->s;
    return seek(&s, s.behind, kind) && size_like(s.last);
}

/* '' on both sides: no ,, comes before its partner. */
static bool opens_doubled(const sl_spot *s, const sl_turns *q) {
    sl_spot next = *s;
    return q->left % 2 == 0 && s->next.n && seek(&next, s->behind, SL_COMMAS) && next.token.p[0] == '\'';
}

/* Does the quote close? One of a pair opens, the other closes; of an odd number one stands alone: it closes what an earlier line
 * opened when a clause goes on behind it, or when nothing follows. */
static bool closes(const sl_spot *s, const sl_turns *q, int kind) {
    char before = sl_last_byte(s->last);
    if (kind == SL_COMMAS) return s->token.p[0] == '\'' && (q->open || !opens_doubled(s, q));
    if (q->open || !s->next.n || (q->left % 2 && s->next.n == 1 && memchr(".,;:!?)", s->next.p[0], 7))) return true;
    return q->left % 2 && memchr(",.!?", before, 4) && s->next.p[0] >= 'a' && s->next.p[0] <= 'z';
}

/* One too many, behind a word in s: the dogs ' tails, Hans ' boek. */
static bool possessive(const sl_spot *s, const sl_turns *q, int kind) {
    if (kind != SL_SINGLE || q->open || q->left % 2 == 0 || s->last.n < 2 || !memchr("sxz", sl_last_byte(s->last), 3)) return false;
    return s->next.n && (q->left == 1 || !sl_byte_upper(s->next.p[0])) && !(sl_words_find(&s->d->facts, s->last) & D_BARE);
}

/* One too many, before two digits: jaren ' 60. */
static bool year(const sl_spot *s, const sl_turns *q, int kind) {
    return kind == SL_SINGLE && !q->open && q->left % 2 && s->next.n == 2 && sl_digits(s->next, 2);
}

int sl_join_quote(sl_joining *j, uint32_t is) {
    sl_spot *s = &j->s;
    int kind = kind_of(s->token);
    if (kind < 0) return sl_is_apostrophe(s->token) ? D_LEFT : SL_NO_RULE;
    sl_turns *q = &j->q[kind];
    if (!q->counted) *q = (sl_turns){true, false, count(*s, kind)};
    bool inch = inches(j, q, kind), close = closes(s, q, kind), pair = close ? q->open : q->left > 1 && (q->left % 2 == 0 || s->here.at || kind == SL_COMMAS);
    bool s_form = possessive(s, q, kind), before_year = year(s, q, kind);
    q->left--;
    if (inch || s_form) return D_LEFT;
    if (before_year) return D_RIGHT;
    uint32_t by_colon = is & D_COLON && sl_last_byte(s->last) == ':' ? D_LEFT : 0;
    if (is & D_PAIRED && !pair) return (int)by_colon;
    q->open = !close;
    return (int)((close ? D_LEFT : D_RIGHT) | by_colon);
}
