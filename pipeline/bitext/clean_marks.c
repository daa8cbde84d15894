/* Marks of a text that was not fully decoded: HTML, and UTF-8 read as a single-byte charset; see clean.h. */
#include "clean.h"
#include "sluis/utf8.h"

static const sl_str none = {"", 0};

/* HTML. */

static bool is_alpha(char c) { return (unsigned char)((c | 0x20) - 'a') < 26; }
static bool is_number(char c) { return c >= '0' && c <= '9'; }

/* Elements that are met in text; so <bestand> or <your name> is no markup. */
static const char elements[] =
    " a abbr article aside b big blockquote body br button center cite code dd del div dl dt em embed fieldset figcaption figure font footer form"
    " frame h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label li link main map meta nav nobr noscript object ol option p param"
    " pre q s samp script section select small source span strike strong style sub sup svg table tbody td textarea tfoot th thead time title tr tt u"
    " ul var video wbr ";

static bool is_element(sl_str name) {
    char key[16] = " ";
    if (name.n == 0 || name.n > 10) return false;
    for (size_t i = 0; i < name.n; i++) key[i + 1] = is_number(name.p[i]) ? name.p[i] : (char)(name.p[i] | 0x20);
    key[name.n + 1] = ' ';
    return memmem(elements, sizeof elements - 1, key, name.n + 2) != NULL;
}

/* The tag that begins at s.p[0] = '<'. It ends before the next '<', so all tags of a text are one pass. */
static sl_str tag(sl_str s) {
    size_t i = 1 + (s.n > 1 && s.p[1] == '/'), start = i;
    if (sl_starts(s, SL_LIT("<!--")) || sl_starts(s, SL_LIT("<![CDATA[")) || sl_starts(s, SL_LIT("<!DOCTYPE")) || sl_starts(s, SL_LIT("<?xml")))
        return sl_slice(s.p, 4);
    while (i < s.n && (is_alpha(s.p[i]) || is_number(s.p[i]))) i++;
    if (i == s.n || !is_element(sl_slice(s.p + start, i - start)) || !strchr(" \t/>", s.p[i]) || !s.p[i]) return none;
    while (i < s.n && s.p[i] != '>' && s.p[i] != '<') i++;
    return i < s.n && s.p[i] == '>' ? sl_slice(s.p, i + 1) : none;
}

/* Names of characters, and the endings of accented letters (&eacute; &Uuml; &aelig;). */
static const char names[] =
    " amp apos bdquo bull cent copy deg divide dagger emsp ensp euro frac12 frac14 frac34 gt hellip iexcl iquest laquo ldquo lsaquo lsquo lt"
    " mdash micro middot minus nbsp ndash para permil plusmn pound quot raquo rdquo reg rsaquo rsquo sbquo sect shy sup1 sup2 sup3 szlig thinsp"
    " times trade yen zwj zwnj ";
static const char *const accents[] = {"acute", "grave", "uml", "circ", "cedil", "tilde", "ring", "slash", "lig", "caron"};

static bool is_name(sl_str name) {
    char key[12] = " ";
    if (name.n < 2 || name.n > 8) return false;
    memcpy(key + 1, name.p, name.n);
    key[name.n + 1] = ' ';
    if (memmem(names, sizeof names - 1, key, name.n + 2)) return true;
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
        if (sl_ends(name, sl_cstr(accents[i])) && name.n - strlen(accents[i]) <= 2 && name.n > strlen(accents[i])) return true;
    return false;
}

/* The reference that begins at s.p[0] = '&': &name; &#123; &#x1F; */
static sl_str entity(sl_str s) {
    bool numeric = s.n > 1 && s.p[1] == '#';
    size_t i = 1 + numeric, start;
    if (numeric && i < s.n && (s.p[i] | 0x20) == 'x') i++;
    start = i;
    while (i < s.n && i < start + 9 && (is_number(s.p[i]) || is_alpha(s.p[i]))) i++;
    if (i == s.n || i == start || s.p[i] != ';') return none;
    return numeric || is_name(sl_slice(s.p + start, i - start)) ? sl_slice(s.p, i + 1) : none;
}

static sl_str first(sl_str text, char c, sl_str (*look)(sl_str)) {
    while (text.n) {
        const char *p = memchr(text.p, (unsigned char)c, text.n);
        if (!p) return none;
        sl_str found = look(sl_slice(p, text.n - (size_t)(p - text.p)));
        if (found.n) return found;
        text.n -= (size_t)(p + 1 - text.p);
        text.p = p + 1;
    }
    return none;
}

sl_str sl_clean_find_markup(sl_str text) {
    sl_str t = first(text, '<', tag);
    return t.n ? t : first(text, '&', entity);
}

/* Mojibake. What the bytes 0x80 to 0xBF of UTF-8 look like: Latin-1's controls and signs, or the characters of cp1252. */
static bool is_continuation(int32_t c) {
    static const int32_t cp1252[] = {0x20AC, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x017D,
                                     0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x017E, 0x0178};
    if (c >= 0x80 && c < 0xC0) return true;
    for (size_t i = 0; i < sizeof cp1252 / sizeof *cp1252; i++)
        if (c == cp1252[i]) return true;
    return false;
}

/* The first bytes of letters, signs and quotes as they look: A with circumflex or tilde (most of Western Europe), A with
 * umlaut or ring (the east), a with circumflex (quotes and dashes), i with diaeresis (byte-order mark, ligatures). Behind the
 * first two any continuation tells. The others end honest words, which quotes, dashes and spaces follow: those don't count. */
static sl_str broken(sl_str s) {
    int32_t lead, c = -1, d = -1;
    size_t k = (size_t)sl_utf8_next(s.p, s.n, &lead), m = 0;
    bool is = lead == 0xFFFD;
    if (k < s.n) m = (size_t)sl_utf8_next(s.p + k, s.n - k, &c);
    if (k + m < s.n) sl_utf8_next(s.p + k + m, s.n - k - m, &d);
    if (lead == 0xC2 || lead == 0xC3) is = is_continuation(c);
    if (lead == 0xC4 || lead == 0xC5) is = (c >= 0x80 && c < 0xC0 && c != 0xA0 && c != 0xAB && c != 0xAD && c != 0xBB) || c == 0x2021 || c == 0x017E;
    if (lead == 0xE2) is = c == 0x20AC || c == 0x80 || ((c == 0x201A || c == 0x201E) && is_continuation(d));
    if (lead == 0xEF) is = (c == 0xBB || c == 0xBF) && (is_continuation(d) || d == 0xBF);
    return is ? sl_slice(s.p, k + m) : none;
}

/* In UTF-8 all leads begin with the byte C3, and U+FFFD with EF. */
sl_str sl_clean_find_mojibake(sl_str text) {
    sl_str f = first(text, '\xC3', broken);
    return f.n ? f : first(text, '\xEF', broken);
}
