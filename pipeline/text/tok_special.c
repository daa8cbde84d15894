/* Tokens that are told by their shape: placeholders, tags, emoticons, emoji; see tok_model.h. */
#include "tok_model.h"

enum { REACH = 1024 };                       /* no placeholder or tag is longer */

static bool letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
static bool digit(char c) { return c >= '0' && c <= '9'; }
static bool control(char c) { return (unsigned char)c < ' ' || c == 0x7F; }
static size_t digits(const sl_lex *x, size_t i) { while (digit(sl_lex_byte(x, i))) i++; return i; }
static bool one_of(char c, const char *set) { return c && strchr(set, c); }
static size_t name(const sl_lex *x, size_t i) {
    while (letter(sl_lex_byte(x, i)) || digit(sl_lex_byte(x, i)) || one_of(sl_lex_byte(x, i), "-_:.")) i++;
    return i;
}

/* U+FF5F ... U+FF60, whatever is inside but marks and control characters. */
static size_t bracketed(const sl_lex *x, size_t i) {
    if (x->end - i < 6 || memcmp(x->p + i, "\xEF\xBD\x9F", 3)) return 0;
    for (size_t j = i + 3; j + 3 <= x->end && j - i < REACH && !control(x->p[j]); j++) {
        if (x->p[j] == ' ' && x->p[j - 1] == ' ') return 0;
        if (x->p[j] != '\xEF') continue;
        if (sl_lex_mark(x, j) || !memcmp(x->p + j, x->p + i, 3)) return 0;
        if (!memcmp(x->p + j, "\xEF\xBD\xA0", 3)) return j > i + 3 ? j + 3 : 0;
    }
    return 0;
}

/* name="value" or name='value' at i, with neither marks, control characters nor brackets in it; its end, or 0. */
static size_t attribute(const sl_lex *x, size_t i) {
    size_t j = name(x, i);
    char q = sl_lex_byte(x, j + 1);
    if (j == i || sl_lex_byte(x, j) != '=' || (q != '"' && q != '\'')) return 0;
    for (size_t k = j + 2; k < x->end && k - i < REACH; k++) {
        unsigned char c = (unsigned char)x->p[k];
        if (c == (unsigned char)q) return k + 1;
        if (control(x->p[k]) || c == '<' || c == '>' || (c == ' ' && x->p[k - 1] == ' ') || sl_lex_mark(x, k)) return 0;
    }
    return 0;
}

/* <x id="1"/>, </g>, <b>: a tag whose attributes have one space before them. */
static size_t tag(const sl_lex *x, size_t i) {
    size_t j = i + 1 + (sl_lex_byte(x, i + 1) == '/'), k;
    if (!letter(sl_lex_byte(x, j))) return 0;
    j = name(x, j);
    while (j - i < REACH && sl_lex_byte(x, j) == ' ' && letter(sl_lex_byte(x, j + 1))) {
        if (!(k = attribute(x, j + 1))) return 0;
        j = k;
    }
    if (sl_lex_byte(x, j) == ' ' && sl_lex_byte(x, j + 1) == '/') j++;
    if (sl_lex_byte(x, j) == '/') j++;
    return sl_lex_byte(x, j) == '>' && j - i < REACH ? j + 1 : 0;
}

bool sl_tok_whole(const sl_lex *x, size_t a, size_t b) {
    if (a >= b || x->p[a] == ' ' || x->p[b - 1] == ' ') return false;
    for (size_t i = a; i < b; i++)
        if (control(x->p[i]) || sl_lex_mark(x, i) || (x->p[i] == ' ' && x->p[i - 1] == ' ')) return false;
    return true;
}

/* Where `close`, whose last character is >, ends behind i; or 0. */
static size_t section_end(const sl_lex *x, size_t i, sl_str close) {
    const char *p = x->p + i, *end = x->p + (x->n - i < REACH ? x->n : i + REACH), *q;
    while (p < end && (q = memchr(p, '>', (size_t)(end - p)))) {
        p = q + 1;
        if ((size_t)(p - x->p) >= i + close.n && !memcmp(p - close.n, close.p, close.n)) return (size_t)(p - x->p);
    }
    return 0;
}

/* Where the tag ends whose name ended at i: behind the first > that is not between quotes, if no < comes before; or 0. */
static size_t tag_end(const sl_lex *x, size_t i) {
    char quote = 0;
    for (size_t j = i; j < x->n && j - i < REACH; j++) {
        char c = x->p[j];
        if (quote) quote = c == quote ? 0 : quote;
        else if (c == '>') return j + 1;
        else if (c == '"' || c == '\'') quote = c;
        else if (c == '<') return 0;
    }
    return 0;
}

/* &amp; &#39; &#x27; */
static size_t reference(const sl_lex *x, size_t i) {
    size_t j = i + 1 + (sl_lex_byte(x, i + 1) == '#'), k = j;
    while ((letter(sl_lex_byte(x, k)) || digit(sl_lex_byte(x, k))) && k - j < 32) k++;
    bool number = j == i + 2, hex = number && (sl_lex_byte(x, j) | 32) == 'x';
    for (size_t d = j + hex; number && d < k; d++) if (!digit(x->p[d]) && !(hex && (x->p[d] | 32) <= 'f')) return 0;
    return k > j + hex && (number || letter(x->p[j])) && sl_lex_byte(x, k) == ';' ? k + 1 : 0;
}

static size_t markup(const sl_lex *x, size_t i) {
    static const struct { sl_str open, close; } sections[] = {
        {{"<!--", 4}, {"-->", 3}}, {{"<![CDATA[", 9}, {"]]>", 3}}, {{"<?", 2}, {"?>", 2}}};
    sl_str s = sl_slice(x->p + i, x->n - i);
    if (s.p[0] == '&') return reference(x, i);
    for (size_t k = 0; k < sizeof sections / sizeof *sections; k++)
        if (sl_starts(s, sections[k].open)) return section_end(x, i + sections[k].open.n, sections[k].close);
    size_t j = i + 1;
    if (sl_lex_byte(x, j) == '/' || sl_lex_byte(x, j) == '!') j++;
    size_t k = letter(sl_lex_byte(x, j)) ? name(x, j) : j;
    return k > j && one_of(sl_lex_byte(x, k), " />") ? tag_end(x, k) : 0;
}

size_t sl_tok_markup(const sl_lex *x, size_t i) {
    size_t e = markup(x, i);
    return e && sl_tok_whole(x, i, e) ? e : 0;
}

/* XX1, not in the middle of a word. */
static size_t numbered(const sl_lex *x, size_t i) {
    if (sl_lex_byte(x, i + 1) != 'X' || sl_ch_word(sl_lex_before(x, i))) return 0;
    size_t j = digits(x, i + 2);
    return j > i + 2 && j - i < 12 && !sl_ch_word(sl_lex_class(x, j)) ? j : 0;
}

/* __T1__ */
static size_t underscored(const sl_lex *x, size_t i) {
    size_t j = i + 2;
    if (sl_lex_byte(x, i + 1) != '_') return 0;
    while (letter(sl_lex_byte(x, j)) && j - i < 32) j++;
    size_t k = digits(x, j);
    return j > i + 2 && k > j && k - i < 48 && sl_lex_run(x, k, '_') == 2 ? k + 2 : 0;
}

size_t sl_tok_holder(const sl_lex *x, size_t i) {
    switch (x->p[i]) {
    case '\xEF': return bracketed(x, i);
    case '<': return tag(x, i);
    case 'X': return numbered(x, i);
    case '_': return underscored(x, i);
    default: return 0;
    }
}

/* Eyes, perhaps a nose, a mouth: :-) ;) =D :'( and <3. It begins a word or stands close behind one, and ends where a word would.
 * No bracket may be open in the word, for then (see:) ends in one. */
size_t sl_tok_smiley(const sl_lex *x, size_t i) {
    size_t j = i + 1;
    if (x->p[i] == '<' && sl_lex_byte(x, j) == '3' && sl_lex_first(x, i) && sl_lex_class(x, j + 1) == CH_SPACE) return j + 1;
    if (!one_of(x->p[i], ":;=")) return 0;
    if (sl_lex_byte(x, j) == '\'') j++;
    if (sl_lex_byte(x, j) == '-' || sl_lex_byte(x, j) == 'o' || sl_lex_byte(x, j) == '^') j++;
    char mouth = sl_lex_byte(x, j);
    if (!one_of(mouth, ")(][DPpOo/\\|*3")) return 0;
    bool round = mouth == ')' || mouth == '(';
    size_t e = j + (round ? sl_lex_run(x, j, mouth) : 1);
    if (!sl_lex_first(x, i)) {
        if (!round) return 0;
        for (size_t k = i; k > 0 && i - k < 64 && x->p[k - 1] != ' '; k--) if (x->p[k - 1] == '(') return 0;
    }
    if (sl_ch_word(sl_lex_class(x, e)) || (!round && one_of(sl_lex_byte(x, e), "/\\"))) return 0;
    return e;
}

static int32_t at(const sl_lex *x, size_t i, int *len) {
    int32_t c = -1;
    *len = 0;
    if (i < x->end) *len = sl_utf8_next(x->p + i, x->end - i, &c);
    return c;
}

/* An emoji with its variation, skin tone and what is joined to it (UTS #51); two regional indicators are a flag. */
size_t sl_tok_emoji(const sl_lex *x, size_t i) {
    int len;
    int32_t c = at(x, i, &len), next;
    size_t e = i + (size_t)len;
    next = at(x, e, &len);
    if (c >= 0x1F1E6 && c <= 0x1F1FF) return next >= 0x1F1E6 && next <= 0x1F1FF ? e + (size_t)len : e;
    for (bool joined = false;; e += (size_t)len) {
        next = at(x, e, &len);
        unsigned k = sl_lex_class(x, e) & CH_CLASS;
        if (len == 0 || !(k == CH_MARK || (next >= 0x1F3FB && next <= 0x1F3FF) || (joined && k == CH_EMOJI))) return e;
        joined = next == 0x200D;
    }
}
