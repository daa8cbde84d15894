/* Words: what stays inside one, whether its period belongs to it, and which parts it is cut in; see tok_model.h. */
#include "tok_model.h"

enum { REACH = 12, CUTS = 4 };               /* bytes that a rule looks ahead; clitics that one word may have */

static unsigned kind(const sl_lex *x, size_t i) { return sl_lex_class(x, i) & CH_CLASS; }
static unsigned before(const sl_lex *x, size_t i) { return sl_lex_before(x, i) & CH_CLASS; }
static bool digit(char c) { return c >= '0' && c <= '9'; }
static bool lower(char c) { return c >= 'a' && c <= 'z'; }
static bool upper(char c) { return c >= 'A' && c <= 'Z'; }

/* The end of the letters, digits and marks from i on. */
static size_t letters(const sl_lex *x, size_t i) {
    const uint8_t *ch = x->m->ch;
    int len;
    for (;;) {
        while (i < x->end && !(x->p[i] & 0x80) && sl_ch_word(ch[(unsigned char)x->p[i]])) i++;
        if (i >= x->end || !(x->p[i] & 0x80) || !sl_ch_word(sl_lex_at(x, i, &len))) return i;
        i += (size_t)len;
    }
}

/* The same, but no further than a rule looks; so the end may be in the middle of a word. */
static size_t letters_near(const sl_lex *x, size_t i) {
    size_t j = i;
    for (int len; j < x->end && j - i < REACH && sl_ch_word(sl_lex_at(x, j, &len)); j += (size_t)len) ;
    return j;
}

/* Connectors: how many bytes from i on stay in the word that began at s and came up to i; 0 ends the word there.
 * `last` is set when the word ends behind them. */
typedef size_t connector(const sl_lex *x, size_t s, size_t i, bool *last);

static size_t inside(const sl_lex *x, size_t i) {
    int len;
    unsigned k = sl_lex_at(x, i, &len);
    if (k & CH_BEHIND_DIGIT && before(x, i) == CH_DIGIT) return (size_t)len;
    return k & CH_INSIDE && sl_ch_alnum(sl_lex_class(x, i + (size_t)len)) ? (size_t)len : 0;
}

/* Words that are known to have signs in them: b/c, AT&T, C++. */
static size_t whole(const sl_lex *x, size_t s, size_t i) {
    size_t j = i + sl_lex_run(x, i, x->p[i]), k = letters_near(x, j);
    if (k - s > SL_WORD_MAX || i - s > REACH || sl_ch_word(sl_lex_class(x, k))) return 0;
    return sl_words_find(&x->m->words, sl_lex_slice(x, s, k)) & T_WHOLE ? k - i : 0;
}

static size_t sign(const sl_lex *x, size_t s, size_t i, bool *last) {
    (void)last;
    size_t n = inside(x, i);
    return n ? n : whole(x, s, i);
}

/* Groups of digits: three or more (2005-03-09, 212-848-8400), or two as local telephone numbers have them (235-1972).
 * Years and scores (1990-1995, 3-0) are no such groups. The end of them, or 0. */
static size_t groups(const sl_lex *x, size_t s, size_t i) {
    size_t n = 1, first = i - s, len = 0, j = i;
    if (first > 5) return 0;
    for (size_t k = s; k < i; k++) if (!digit(x->p[k])) return 0;
    while (sl_lex_byte(x, j) == '-' && digit(sl_lex_byte(x, j + 1))) {
        for (len = 0, j++; digit(sl_lex_byte(x, j)); j++) len++;
        if (len > 5) return 0;
        n++;
    }
    char next = sl_lex_byte(x, j), after = sl_lex_byte(x, j + 1);
    if (n > 2 && next == '-' && (after | 32) == 'x' && !sl_ch_word(sl_lex_class(x, j + 2))) return j + 2;      /* 90-446-1234-X */
    if (n > 2 && next == 'T' && digit(after)) return j;                                                        /* 2026-11-24T10:00 */
    return (n > 2 || (len == 4 && (first == 1 || first == 3))) && kind(x, j) != CH_LETTER ? j : 0;
}

/* A hyphen in a language that cuts words there, but not behind e- or re-, nor before -ish. */
static size_t split_hyphen(const sl_lex *x, size_t s, size_t i) {
    size_t j = letters_near(x, i + 1), n;
    if (kind(x, i + 1) == CH_DIGIT && (n = groups(x, s, i))) return n - i;
    if (kind(x, i + 1) != CH_LETTER || i - s > REACH * 2) return 0;
    if (sl_words_find(&x->m->words, sl_lex_slice(x, s, i)) & T_PREFIX) return 1;
    if (!sl_ch_word(sl_lex_class(x, j)) && sl_words_find(&x->m->words, sl_lex_slice(x, i + 1, j)) & T_SUFFIX) return j - i;
    return whole(x, s, i);
}

static size_t hyphen(const sl_lex *x, size_t s, size_t i, bool *last) {
    (void)last;
    unsigned next = sl_lex_class(x, i + 1);
    if (!(x->m->ch['-'] & CH_INSIDE)) return split_hyphen(x, s, i);
    if (sl_ch_alnum(next)) return 1;
    size_t dots = sl_lex_run(x, i + 1, '.');                      /* 2004-... */
    if (dots == 3 && before(x, i) == CH_DIGIT) return 4;
    return sl_lex_byte(x, i + 1) != '-' && dots < 2 ? 1 : 0;      /* zwangerschaps-, */
}

static size_t comma(const sl_lex *x, size_t s, size_t i, bool *last) {
    (void)s, (void)last;
    return before(x, i) == CH_DIGIT && kind(x, i + 1) == CH_DIGIT;
}

/* Two small letters, then a capital and a small one: the space between two sentences was lost (gezegd.De man). */
static bool ran_on(const sl_lex *x, size_t s, size_t i) {
    return i - s >= 2 && lower(x->p[i - 1]) && lower(x->p[i - 2]) && upper(sl_lex_byte(x, i + 1)) && lower(sl_lex_byte(x, i + 2));
}

/* 21:13, and A:B where the data say so */
static size_t colon(const sl_lex *x, size_t s, size_t i, bool *last) {
    if (comma(x, s, i, last)) return 1;
    return ran_on(x, s, i) ? 0 : sign(x, s, i, last);
}

static size_t slash(const sl_lex *x, size_t s, size_t i, bool *last) {
    return comma(x, s, i, last) ? 1 : sign(x, s, i, last);
}

/* Only letters between single periods, at most four each: o.a, U.S.A, Ph.D */
static bool dotted(sl_str w) {
    size_t n = 0, dots = 0;
    for (size_t i = 0; i < w.n; i++) {
        if (w.p[i] == '.') {
            if (n == 0) return false;
            n = 0;
            dots++;
        } else if (++n > 4 || !(w.p[i] & 0x80 || lower(w.p[i]) || upper(w.p[i]))) return false;
    }
    return dots && n;
}

static size_t period(const sl_lex *x, size_t s, size_t i, bool *last) {
    (void)last;
    char a = sl_lex_byte(x, i + 1);
    if (sl_ch_alnum(sl_lex_class(x, i + 1))) return !ran_on(x, s, i);
    /* O.L.V.-college, St.-Jan */
    return a == '-' && x->m->ch['-'] & CH_INSIDE && sl_ch_alnum(sl_lex_class(x, i + 2)) && (i - s <= 4 || dotted(sl_lex_slice(x, s, i)));
}

/* COX(2), f(x): up to the bracket that closes the one at i, if no quote or space comes first; 0 for none nearby. */
static size_t closed(const sl_lex *x, size_t i) {
    int depth = 0;
    for (size_t j = i; j < x->end && j - i < REACH * 2; j++) {
        char c = x->p[j];
        depth += (c == '(') - (c == ')');
        if (depth == 0) return j + 1 - i;
        if ((unsigned char)c <= ' ' || c == '"' || c == '\'' || c & 0x80) return 0;
    }
    return 0;
}

/* speler(s), boek(en); in languages that have brackets inside words, any short ones */
static size_t bracket(const sl_lex *x, size_t s, size_t i, bool *last) {
    (void)s, (void)last;
    size_t n = 0;
    if (x->m->ch['('] & CH_INSIDE) return closed(x, i);
    while (n < 3 && lower(sl_lex_byte(x, i + 1 + n))) n++;
    return n && n < 3 && before(x, i) == CH_LETTER && sl_lex_byte(x, i + 1 + n) == ')' ? n + 2 : 0;
}

/* f**k */
static size_t stars(const sl_lex *x, size_t s, size_t i, bool *last) {
    (void)s, (void)last;
    size_t n = sl_lex_run(x, i, '*');
    return n <= 4 && before(x, i) == CH_LETTER && kind(x, i + n) == CH_LETTER ? n : 0;
}

/* US$5 */
static size_t dollar(const sl_lex *x, size_t s, size_t i, bool *last) {
    if (kind(x, i + 1) != CH_DIGIT) return sign(x, s, i, last);
    for (size_t k = s; k < i; k++) if (i - s > 3 || !upper(x->p[k])) return 0;
    *last = true;
    return 1;
}

/* euro's, O'Neill, 80's; and behind a word that ends in an s-sound where the language has Hans' boek, if it closes no quote. */
static size_t apostrophe(const sl_lex *x, size_t s, size_t i, bool *last) {
    (void)s;
    int len;
    sl_lex_at(x, i, &len);
    size_t next = i + (size_t)len;
    if (sl_ch_alnum(sl_lex_class(x, next))) return (size_t)len;
    char c = i > s ? x->p[i - 1] : ' ';
    if (!x->m->possessive || x->open || !strchr("sxzSXZ", c) || kind(x, next) != CH_SPACE || next >= x->end) return 0;
    *last = true;
    return (size_t)len;
}

static connector *const connectors[128] = {
    ['\''] = apostrophe, ['`'] = apostrophe, ['-'] = hyphen, [','] = comma, [':'] = colon, ['.'] = period, ['/'] = slash, ['('] = bracket,
    ['*'] = stars, ['$'] = dollar, ['&'] = sign, ['+'] = sign, ['#'] = sign, ['@'] = sign, ['='] = sign, ['_'] = sign, ['~'] = sign,
    ['\\'] = sign, ['^'] = sign, ['%'] = sign};

static size_t connect(const sl_lex *x, size_t s, size_t i, bool *last) {
    connector *f = NULL;
    if (!(x->p[i] & 0x80)) f = connectors[(unsigned char)x->p[i]];
    else f = (sl_lex_class(x, i) & CH_CLASS) == CH_APOS ? apostrophe : sign;
    return f ? f(x, s, i, last) : 0;
}

/* Nothing but closing quotes and brackets is left in the line. */
static bool at_end(const sl_lex *x, size_t i) {
    int len;
    if (x->end < x->n) return false;
    for (; i < x->n; i += (size_t)len) {
        unsigned k = sl_lex_at(x, i, &len) & CH_CLASS;
        if (k != CH_SPACE && k != CH_CLOSE && k != CH_APOS && x->p[i] != '"') return false;
    }
    return true;
}

static bool digit_follows(const sl_lex *x, size_t i) {
    return digit(sl_lex_byte(x, i)) || (sl_lex_byte(x, i) == ' ' && digit(sl_lex_byte(x, i + 1)));
}

/* Does the period at e belong to the word from s to e? At the end of a line it mostly ends the sentence, too. */
static bool keeps_period(const sl_lex *x, size_t s, size_t e) {
    size_t dots = sl_lex_run(x, e, '.');
    if (e - s > SL_WORD_MAX || dots > 2 || (dots == 2 && !at_end(x, e + 2))) return false;
    sl_str w = sl_lex_slice(x, s, e);
    uint32_t is = sl_words_find(&x->m->abbreviations, w);
    int k;
    bool dots_in = dotted(w), initial = kind(x, s) == CH_LETTER && sl_lex_at(x, s, &k) && (size_t)k == w.n;
    if (is == A_NUM && !initial) return digit_follows(x, e + 1);
    bool item = x->m->items && !x->any && w.n <= 3 && digit(w.p[0]) && digit(w.p[w.n - 1]);
    if (is & A_STOP || (dots_in && !upper(w.p[w.n - 1]))) return true;
    return (is || initial || item || dots_in) && (dots == 2 || !at_end(x, e + 1));
}

/* Where the last apostrophe before e is, at most REACH bytes away; e for nowhere. */
static size_t last_apostrophe(const sl_lex *x, size_t s, size_t e) {
    for (size_t i = e; i > s + 1 && e - i < REACH;) {
        i--;
        if (x->p[i] == '\'' || (e - i >= 3 && !memcmp(x->p + i, "\xE2\x80\x99", 3))) return i;
    }
    return e;
}

/* Where clitics begin in the word, from its end on: did|n't, could|n't|'ve. Returns how many. */
static int clitics(const sl_lex *x, size_t s, size_t e, size_t *at) {
    const sl_words *w = &x->m->words;
    int n = 0;
    for (size_t i; n < CUTS && (i = last_apostrophe(x, s, e)) < e; at[n++] = e = i) {
        if (i > s + 1 && sl_words_find(w, sl_lex_slice(x, i - 1, e)) & T_CLITIC) i--;
        else if (before(x, i) == CH_DIGIT || !(sl_words_find(w, sl_lex_slice(x, i, e)) & T_CLITIC)) break;
    }
    return n;
}

/* Where the unit begins in 650k or 24hrs; s for nowhere. */
static size_t unit(const sl_lex *x, size_t s, size_t e) {
    size_t i = e;
    while (i > s && e - i < REACH && !digit(x->p[i - 1])) i--;
    return i > s && i < e && digit(x->p[i - 1]) && sl_words_find(&x->m->words, sl_lex_slice(x, i, e)) & T_UNIT ? i : s;
}

/* Emit the word from s to e, cut where the language's data say so. */
static void emit(sl_lex *x, size_t s, size_t e, bool apos) {
    const sl_tok *m = x->m;
    unsigned char first = (unsigned char)x->p[s];
    size_t n = e - s, at[CUTS], from = s;
    if (first >= 'A' && first <= 'Z') first |= 32;
    uint32_t cuts = n < 32 && m->parts[first] >> n & 1 ? sl_words_find(&m->words, sl_lex_slice(x, s, e)) >> T_CUT : 0;
    if (cuts) {
        for (; cuts; cuts >>= T_CUT_BITS) {
            size_t to = s + (cuts & ((1u << T_CUT_BITS) - 1));
            sl_lex_emit(x, from, to, RANK_WORD);
            from = to;
        }
    } else if (apos && m->clitics) {
        for (int k = clitics(x, s, e, at); k-- > 0; from = at[k]) sl_lex_emit(x, from, at[k], RANK_WORD);
    } else if (m->units && digit(x->p[s]) && (from = unit(x, s, e)) > s) {
        sl_lex_emit(x, s, from, RANK_WORD);
    }
    sl_lex_emit(x, from, e, RANK_WORD);
}

size_t sl_tok_word(sl_lex *x, size_t s, size_t i) {
    bool last = false, apos = false;
    while (!last) {
        i = letters(x, i);
        if (i >= x->end || x->p[i] == ' ') break;
        size_t n = connect(x, s, i, &last);
        if (!n) break;
        apos |= x->p[i] == '\'' || x->p[i] & 0x80;
        i += n;
    }
    if (sl_lex_byte(x, i) == '.' && keeps_period(x, s, i)) i++;
    emit(x, s, i, apos);
    return i;
}

size_t sl_tok_lead(const sl_lex *x, size_t i, int len) {
    size_t b = i + (size_t)len, j = letters_near(x, b);
    unsigned was = before(x, i);
    char key[1 + REACH + 4];
    if (j == b || sl_ch_word(sl_lex_class(x, j)) || kind(x, j) == CH_APOS) return 0;
    key[0] = '\'';
    memcpy(key + 1, x->p + b, j - b);
    uint32_t is = sl_words_find(&x->m->words, sl_slice(key, 1 + j - b));
    if (sl_ch_word(was)) return is & T_CLITIC ? j : 0;
    if (is & (T_LEAD | T_CLITIC)) return j;
    return digit(x->p[b]) && digit(sl_lex_byte(x, b + 1)) && !digit(sl_lex_byte(x, b + 2)) ? j : 0;   /* '80s */
}
