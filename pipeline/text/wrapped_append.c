/* Joining two lines of wrapped text: a space, nothing, or a hyphen resolved; see sluis/wrapped.h. */
#include "wrapped.h"
#include "split.h"
#include "sluis/utf8.h"

static sl_str last_word(sl_str s) {
    size_t i = s.n, least = s.n > 512 ? s.n - 512 : 0;
    while (i > least && s.p[i - 1] != ' ') i--;
    return sl_slice(s.p + i, s.n - i);
}

static bool contains(sl_str s, const char *what) { return memmem(s.p, s.n, what, strlen(what)) != NULL; }

/* A web or mail address, or the path of a file. */
static bool address(sl_str w) {
    while (w.n && memchr("([<\"'", *w.p, 5)) w.p++, w.n--;
    return contains(w, "://") || contains(w, "www.") || (w.n && memchr(w.p, '@', w.n)) || sl_starts(w, SL_LIT("/")) || sl_starts(w, SL_LIT("~/"));
}

static bool letter_before(sl_str s, size_t at, int32_t *c) {
    *c = -1;
    if (at) sl_utf8_prev(s.p, at, c);
    return sl_is_letter(*c);
}

/* The run of letters that ends at w.p + n. */
static sl_str letters_before(sl_str w, size_t n) {
    size_t i = n;
    int32_t c;
    while (i) {
        int k = sl_utf8_prev(w.p, i, &c);
        if (!sl_is_letter(c)) break;
        i -= (size_t)k;
    }
    return sl_slice(w.p + i, n - i);
}

typedef enum { SPACE, NOTHING, DIVIDED, HARD } seam;

/* zee-/eend: a, e, i, o, u twice would be read as one sound. */
static bool clash(int32_t a, int32_t b) { return a == b && a < 128 && memchr("aeiou", a, 5); }

/* How many words that often begin a sentence (the, of; de, van) a language knows in a text. */
static unsigned known(const sl_split *m, sl_str s) {
    unsigned n = 0;
    for (sl_str word; s.n;)
        if ((word = sl_cut(&s, ' ')).n <= W_MAX) n += (sl_split_word(m, word) & W_STARTER) != 0;
    return n;
}

/* What the language says of a word. When two languages could be meant and don't agree, the text around the line's end decides. */
static bool says(const sl_wrapped *x, sl_str par, sl_str word, sl_str next, unsigned facts) {
    bool one = sl_split_word(x->words, word) & facts, other = x->other ? sl_split_word(x->other, word) & facts : one;
    if (one == other) return one;
    size_t before = par.n < 400 ? par.n : 400, behind = next.n < 200 ? next.n : 200;
    sl_str a = sl_slice(par.p + par.n - before, before), b = sl_slice(next.p, behind);
    return known(x->words, a) + known(x->words, b) >= known(x->other, a) + known(x->other, b) ? one : other;
}

/* zo-/als: what looks suspended is one word. */
static bool whole(const sl_wrapped *x, sl_str par, sl_str w, size_t n, sl_str token) {
    char both[W_MAX];
    sl_str part = letters_before(w, n);
    if (part.n + token.n > sizeof both) return false;
    memcpy(both, part.p, part.n);
    memcpy(both + part.n, token.p, token.n);
    return says(x, par, sl_slice(both, part.n + token.n), token, W_WHOLE);
}

/* A hyphen ends the paragraph so far; `n` bytes of its last word stand before it. */
static seam at_hyphen(const sl_wrapped *x, sl_str par, sl_str w, size_t n, sl_str next) {
    int32_t before, first;
    sl_str token = sl_split_token(next, 0);
    bool letter = letter_before(w, n, &before);
    sl_utf8_next(next.p, next.n, &first);
    if (address(w)) return NOTHING;
    while (token.n > 1 && memchr(",;:", token.p[token.n - 1], 3)) token.n--;
    if (says(x, par, token, next, W_SUSPENDED) && !whole(x, par, w, n, token)) return SPACE;
    if (!sl_is_alnum(first)) return SPACE;
    if (!letter && !sl_is_digit(before)) return SPACE;
    if (!sl_is_lower(first) || !sl_is_lower(before) || clash(before, first)) return NOTHING;
    sl_str part = letters_before(w, n);
    int32_t c;
    if ((size_t)sl_utf8_next(part.p, part.n, &c) == part.n || says(x, par, part, next, W_PREFIX)) return NOTHING;
    return DIVIDED;
}

/* https://a/ b.html, https://a /b, GNU/ Linux, GNU /Linux */
static seam at_slash(sl_str w, sl_str next) {
    int32_t c, d = -1;
    if (next.n > 1 && next.p[0] == '/' && letter_before(w, w.n, &c) && sl_is_upper(c)) {
        sl_utf8_next(next.p + 1, next.n - 1, &d);
        return sl_is_upper(d) ? NOTHING : SPACE;
    }
    if (sl_ends(w, SL_LIT("://")) || (next.p[0] == '/' && contains(w, "://"))) return NOTHING;
    if (address(w)) {
        sl_str t = sl_split_token(next, 0);
        bool goes_on = memchr(t.p, '/', t.n) || memchr(t.p, ')', t.n) || (t.n && memchr(t.p, '.', t.n - 1));
        return memchr("#=&?_", w.p[w.n - 1], 5) || (w.p[w.n - 1] == '/' && goes_on) ? NOTHING : SPACE;
    }
    sl_utf8_next(next.p, next.n, &d);
    return w.p[w.n - 1] == '/' && letter_before(w, w.n - 1, &c) && sl_is_letter(d) ? NOTHING : SPACE;
}

/* A soft hyphen goes, unless no word was divided: EU/landen, 2010/2012. */
static seam at_soft_hyphen(sl_str w, size_t n, sl_str next) {
    int32_t before, first;
    bool letter = letter_before(w, n, &before);
    sl_utf8_next(next.p, next.n, &first);
    return (letter && sl_is_upper(before) && sl_is_lower(first)) || (sl_is_digit(before) && sl_is_alnum(first)) ? HARD : DIVIDED;
}

unsigned sl_wrapped_append(const sl_wrapped *x, sl_buf *par, sl_str text) {
    if (!text.n) return 0;
    sl_str w = last_word(sl_view(par));
    seam how = SPACE;
    size_t hyphen = sl_ends(w, SL_LIT("-")) ? 1 : sl_ends(w, SL_LIT("\u2010")) ? 3 : sl_ends(w, SL_LIT("\u00AD")) ? 2 : 0;
    if (hyphen == 2) how = at_soft_hyphen(w, w.n - hyphen, text);
    else if (hyphen && w.n > hyphen) how = at_hyphen(x, sl_view(par), w, w.n - hyphen, text);
    else if (w.n) how = at_slash(w, text);
    if (how == DIVIDED || how == HARD) par->n -= hyphen;
    if (how == HARD) sl_putc(par, '-');
    if (how == SPACE && par->n) sl_putc(par, ' ');
    sl_puts(par, text);
    return how == DIVIDED;
}
