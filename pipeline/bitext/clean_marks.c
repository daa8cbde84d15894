/* Marks of a text that was not fully decoded: HTML, U+FFFD, and UTF-8 read as a single-byte charset; see clean.h. */
#include "clean.h"
#include "sluis/repair.h"
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

/* The next of what begins with c; *text moves behind it. */
static sl_str next(sl_str *text, char c, sl_str (*look)(sl_str)) {
    while (text->n) {
        const char *p = memchr(text->p, (unsigned char)c, text->n);
        if (!p) break;
        sl_str found = look(sl_slice(p, text->n - (size_t)(p - text->p)));
        size_t skip = (size_t)(p - text->p) + (found.n ? found.n : 1);
        text->p += skip;
        text->n -= skip;
        if (found.n) return found;
    }
    return none;
}

/* Is there more than `limit` of it? The first one is quoted. */
static bool more_than(sl_clean_pair *p, double limit, size_t *n, sl_str *first, sl_str text, char c, sl_str (*look)(sl_str)) {
    for (sl_str found; (found = next(&text, c, look)).n;) {
        if (!(*n)++) *first = found;
        if ((double)*n > limit) return sl_clean_quote(p, *first);
    }
    return false;
}

bool sl_clean_fails_markup(sl_clean_pair *p, unsigned i, double limit) {
    size_t n = 0;
    sl_str first = none;
    if (!p->side[i].marked && limit >= 0) return false;
    return more_than(p, limit, &n, &first, p->side[i].text, '<', tag) || more_than(p, limit, &n, &first, p->side[i].text, '&', entity);
}

static sl_str replacement(sl_str s) { return sl_starts(s, SL_LIT("\xEF\xBF\xBD")) ? sl_slice(s.p, 3) : none; }

bool sl_clean_fails_replacement(sl_clean_pair *p, unsigned i, double limit) {
    size_t n = 0;
    sl_str first = none;
    return p->side[i].high && more_than(p, limit, &n, &first, p->side[i].text, '\xEF', replacement);
}

/* What sluis/repair.h would mend, named by the kinds of misreading. */
bool sl_clean_fails_mojibake(sl_clean_pair *p, unsigned i, double limit) {
    static const char *const kinds_of[] = {SL_REPAIR_NAMES};
    const sl_repair *r = p->rules->repair;
    sl_str text = p->side[i].text;
    if (!r || !p->side[i].high || sl_utf8_valid(text.p, text.n) < text.n || sl_repair_suspect(r, &p->x->repair, text, 0) == text.n) return false;
    sl_clear(&p->x->text);
    unsigned kinds = sl_repair_line(r, &p->x->repair, text, false, &p->x->text);
    if ((double)__builtin_popcount(kinds) <= limit) return false;
    sl_str found = {"", 0};
    for (unsigned k = 0; k < SL_REPAIR_N && !found.n; k++)
        if (kinds >> k & 1) found = sl_cstr(kinds_of[k]);
    return sl_clean_quote(p, found);
}
