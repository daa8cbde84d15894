/* The rules that decide whether a sentence ends at a candidate place: the first that knows, says; see split.h. */
#include "split.h"
#include "sluis/utf8.h"

typedef sl_split_place place;
typedef enum { PASS, JOIN, BREAK } verdict;
/* Rule `name` decides. The manual page says what each name stands for. */
static verdict when(place *c, const char *name, bool yes) { c->rule = name; return yes ? BREAK : JOIN; }
static verdict join(place *c, const char *name) { return when(c, name, false); }
static verdict part(place *c, const char *name) { return when(c, name, true); }

static bool letter_or_digit(char b) { return (unsigned)((b | 32) - 'a') < 26 || (unsigned)(b - '0') < 10; }
static bool sign(char b) { return b > ' ' && b < 127 && !letter_or_digit(b); }
static bool upper(place *c) { return sl_is_upper(c->first); }
static bool digit(place *c) { return sl_is_digit(c->first); }
static bool lower(place *c) { return sl_is_lower(c->first); }

/* The next word is one that often starts a sentence; of I'm, that's and the like the first part counts too. */
static unsigned next_facts(place *c) {
    sl_str w = c->next;
    while (w.n && strchr(",.;:!?)\"'", w.p[w.n - 1])) w.n--;
    unsigned f = sl_split_word(c->m, w);
    const char *q = w.n ? memchr(w.p, '\'', w.n) : NULL;
    return f || !q ? f : sl_split_word(c->m, sl_slice(w.p, (size_t)(q - w.p)));
}

static sl_str token_before(place *c) { return sl_split_token_before(sl_slice(c->text.p + c->start, c->token - c->start), c->token - c->start); }
static sl_str token_after(place *c) { return sl_split_token(c->text, (size_t)(c->next.p - c->text.p) + c->next.n); }

/* The token of the marks opens the sentence, or stands behind a colon or a mark. */
static bool at_start(place *c) {
    bool any;
    sl_str w = token_before(c), x = sl_split_open_strip(w, &any, &any);
    if (!w.n || (!x.n && w.p == c->text.p + c->start)) return true;
    if (w.p[w.n - 1] != '.') return memchr(":;!?", w.p[w.n - 1], 4);
    x.n -= x.n > 0;
    return !((sl_split_word(c->m, x) | sl_split_suffix(c->m, x)) & W_ABBREVIATION);         /* not "art. 28." */
}

/* J or J.M: single capitals with periods between. */
static bool initials(sl_str w) {
    int32_t c;
    for (bool first = true; w.n; first = false) {
        int k = sl_utf8_next(w.p, w.n, &c);
        if (first ? !sl_is_upper(c) : !sl_is_letter(c)) return false;
        w.p += k, w.n -= (size_t)k;
        if (!w.n) return true;
        if (!first && w.n <= 2 && *w.p != '.') return sl_is_letter(sl_split_first(w));   /* the last may have two letters: Th. */
        if (*w.p != '.') return false;
        w.p++, w.n--;
    }
    return false;
}

/* i.v.m, d.w.z: parts of one or two letters, the last of at most four, with periods between. */
static bool dotted(sl_str w) {
    unsigned parts = 1, letters = 0;
    int32_t c;
    for (; w.n; w.p++, w.n--) {
        if (*w.p == '.') {
            if (letters < 1 || letters > 2) return false;
            parts++, letters = 0;
            continue;
        }
        int k = sl_utf8_next(w.p, w.n, &c);
        if (!sl_is_letter(c)) return false;
        if (++letters > 4) return false;
        w.p += k - 1, w.n -= (size_t)k - 1;
    }
    return parts > 1 && letters >= 1 && letters <= 4;
}

static bool one_letter(sl_str w) {
    int32_t c;
    return w.n && (size_t)sl_utf8_next(w.p, w.n, &c) == w.n && sl_is_letter(c);
}

static bool roman(sl_str w) {
    size_t i = 0;
    while (i < w.n && memchr("IVXLC", w.p[i], 5)) i++;
    return i == w.n && i > 0 && i <= 6;
}

/* 3 or 3.2.1 or 3a; at most three digits between the periods. */
static bool number(sl_str w) {
    size_t digits = 0, i = 0;
    for (; i < w.n; i++) {
        if (w.p[i] == '.') { if (!digits) return false; digits = 0; }
        else if ((unsigned)(w.p[i] - '0') > 9 || ++digits > 3) break;
    }
    return i && (i == w.n || (i + 1 == w.n && digits && (unsigned)((w.p[i] | 32) - 'a') < 26));
}

/* The last part of vice-pres, lt-gen. */
static bool compound(place *c) {
    const char *q = c->word.n ? memrchr(c->word.p, '-', c->word.n) : NULL;
    return q && sl_split_word(c->m, sl_slice(q + 1, (size_t)(c->word.p + c->word.n - q - 1))) & W_NEVER;
}

static bool behind_number(place *c) {
    sl_str w = token_before(c);
    return w.n && (unsigned)(w.p[w.n - 1] - '0') < 10;
}

static bool abbreviation(place *c) {
    if (c->facts & W_UNIT && behind_number(c)) return false;
    return c->facts & (W_NEVER | W_END | W_STOP | W_UNIT) || one_letter(c->word) || dotted(c->word) || compound(c);
}

static bool capital_after(place *c) {
    bool any;
    return sl_is_upper(sl_split_first(sl_split_open_strip(token_after(c), &any, &any)));
}

/* De Vries: a part of a name, and a capital behind it. */
static bool name_follows(place *c, unsigned facts) { return facts & W_PARTICLE && sl_is_upper(sl_split_first(token_after(c))); }

/* Behind t[i - 1], a mark at the end of a plain word, and a space: +1 for a lower-case letter, -1 for a capital, else 0. */
static int starts_low(sl_str t, size_t i) {
    if (t.p[i] != ' ' || i < 4 || !memchr(".?!", t.p[i - 1], 3)) return 0;
    for (size_t k = i - 4; k < i - 1; k++)
        if ((unsigned)(t.p[k] - 'a') >= 26) return 0;
    return (unsigned)(t.p[i + 1] - 'a') < 26 ? 1 : (unsigned)(t.p[i + 1] - 'A') < 26 ? -1 : 0;
}

/* The next space at or behind byte i, else the end. */
static size_t next_space(sl_str t, size_t i) {
    const char *q = i < t.n ? memchr(t.p + i, ' ', t.n - i) : NULL;
    return q ? (size_t)(q - t.p) : t.n;
}

/* Text that goes without capitals: it has a word that careful writers give one, as i, or starts in lower case and goes on so; or, in a language of careless mail, sentences
 * start in lower case more than once. */
static bool find_casual(const sl_split *m, sl_str t) {
    bool careless = sl_split_word(m, SL_LIT(".")) & W_LOWER;
    int low = 0, high = 0;
    if (sl_is_lower(sl_split_first(t)) == careless) return careless;
    for (size_t i = next_space(t, 0); i + 3 < t.n; i = next_space(t, i + 1)) {
        const char *q = t.p + i + 1;
        if (careless && (q[1] == ' ' || q[1] == '\'') && (unsigned)(q[0] - 'a') < 26 && sl_split_word(m, sl_slice(q, 1)) & W_LOWER) return true;
        int k = starts_low(t, i);
        low += k > 0, high += k < 0;
        if (careless && low > 1) return true;
    }
    return !careless && low > high;
}

static bool casual(place *c) {
    if (c->it->casual < 0) c->it->casual = find_casual(c->m, c->text);
    return c->it->casual;
}

static bool plain(sl_str w) {
    size_t i = 0;
    while (i < w.n && (unsigned)(w.p[i] - 'a') < 26) i++;
    return i == w.n;
}

/* ---- the rules ---- */

/* :-) or an emoji without a mark; emoji also stand before names. */
static verdict smile(place *c) {
    if (c->mark != MARK_SMILE) return PASS;
    return when(c, "smile", upper(c) && (!(c->text.p[c->token] & 0x80) || next_facts(c) & W_STARTER));
}

/* No white space: only end.The of two plain words. */
static verdict glued(place *c) {
    if (!c->glued) return PASS;
    sl_str w = c->next;
    size_t n = 1;
    while (n < w.n && (unsigned)(w.p[n] - 'a') < 26) n++;
    sl_str tail = sl_slice(c->word.p + 1, c->word.n ? c->word.n - 1 : 0);       /* the first letter may be a capital */
    bool word = c->word.n > 1 && one_letter(sl_slice(c->word.p, 1)) && plain(tail) && !(c->facts & W_ABBREVIATION);
    if (!word || c->marks > 1 || (n < w.n && !memchr(" ,'", w.p[n], 3))) return join(c, "inside");
    return when(c, "glued", sl_split_word(c->m, sl_slice(w.p, n)) & W_STARTER);
}

/* A closing bracket behind white space; a lone dash or a sign. */
static verdict punctuation(place *c) {
    if (c->next.p == c->text.p + c->from && letter_or_digit(c->next.p[0])) return PASS;
    sl_str raw = sl_split_token(c->text, c->from);
    if (c->first == ')' || c->first == ']') return join(c, "bracket");
    bool lone = c->next.p >= raw.p + raw.n;                        /* only openers and dashes in the next token */
    if (raw.n >= 4 && memchr("=-_*~#", raw.p[0], 6) && raw.p[1] == raw.p[0] && raw.p[2] == raw.p[0]) return part(c, "ruler");
    bool speech = sl_starts(c->text, SL_LIT("\u2014")) && !c->closed;            /* a dash opens what another one says */
    if (lone && (!c->next.n || (sl_eq(raw, SL_LIT("\u2014")) && !speech))) return join(c, "sign");
    if (lone && !upper(c)) return join(c, "sign");
    if (sl_eq(raw, SL_LIT("[...]")) || sl_eq(raw, SL_LIT("(...)")) || sl_eq(raw, SL_LIT("[\u2026]"))) return when(c, "omission", capital_after(c));
    for (size_t i = 0; i < c->next.n; i++)
        if (!sign(c->next.p[i])) return PASS;
    return join(c, "sign");
}

/* 's Morgens: the clitic is in lower case, the capital behind it. */
static bool clitic(place *c) {
    return c->opened && sl_split_word(c->m, c->next) & W_CLITIC && sl_is_upper(sl_split_first(token_after(c)));
}

static bool address(sl_str w) { return sl_starts(w, SL_LIT("http://")) || sl_starts(w, SL_LIT("https://")) || sl_starts(w, SL_LIT("www.")); }

/* iPhone, eBay */
static bool capital_inside(sl_str w) { return w.n > 2 && (unsigned)(w.p[1] - 'A') < 26 && (unsigned)(w.p[2] - 'a') < 26; }

/* 1. Melk 2. Brood: the number behind that with which the sentence opened. It ends before the number. */
static verdict series(place *c) {
    if (c->mark != MARK_PERIOD || c->closed || !c->word.n || (unsigned)(c->word.p[0] - '0') > 9) return PASS;
    sl_str first = sl_split_token(c->text, c->start);
    unsigned a = 0, b = 0;
    size_t i = 0;
    for (; i < first.n && i < 3 && (unsigned)(first.p[i] - '0') < 10; i++) a = a * 10 + (unsigned)(first.p[i] - '0');
    if (!i || i + 1 != first.n || first.p[i] != '.') return PASS;
    for (i = 0; i < c->word.n && i < 3 && (unsigned)(c->word.p[i] - '0') < 10; i++) b = b * 10 + (unsigned)(c->word.p[i] - '0');
    if (i != c->word.n || b != a + 1 || c->token <= c->start + first.n + 1) return PASS;
    c->end = c->token;
    return part(c, "series");
}

/* "Stop!" Tom shouted. */
static verdict speech(place *c) {
    if (!c->quote || c->mark == MARK_PERIOD || !upper(c) || next_facts(c) & W_STARTER) return PASS;
    sl_str w = c->next;
    for (int i = 0; i < 3; i++) {
        w = sl_split_token(c->text, (size_t)(w.p - c->text.p) + w.n);
        while (w.n && memchr(",.", w.p[w.n - 1], 2)) w.n--;
        if (!sl_is_upper(sl_split_first(w))) return sl_split_word(c->m, w) & W_SPEECH ? join(c, "speech") : PASS;
    }
    return PASS;
}

/* A name with a mark in it: Yahoo!, or a capital behind a preposition when lower case or a word of such names comes. */
static bool name_with_mark(place *c) {
    if (c->facts & W_BANG) return !upper(c) || !(next_facts(c) & W_STARTER);
    return c->mark == MARK_BANG && c->marks == 1 && !c->closed && sl_is_upper(sl_split_first(c->word)) && c->text.p[c->token + c->word.n] == '!' &&
           sl_split_word(c->m, token_before(c)) & W_BEFORE && (lower(c) || next_facts(c) & W_BRAND);
}

/* In lower case, behind a period: the language's careless writers, and texts without capitals. */
static verdict lower_period(place *c) {
    if (c->word.n >= 5 && plain(c->word) && sl_split_word(c->m, SL_LIT(".")) & W_LOWER && next_facts(c) & W_STARTER) return part(c, "lower-starter");
    if (!casual(c)) return join(c, "lower");
    return when(c, "lower-text", next_facts(c) & W_STARTER || (c->word.n > 2 && sl_is_letter((unsigned char)c->word.p[c->word.n - 1])));
}

/* The next word is in lower case. */
static verdict lower_case(place *c) {
    if (!lower(c)) return PASS;
    if (clitic(c)) return when(c, "clitic", !abbreviation(c));
    if (capital_inside(c->next) || address(c->next)) return when(c, "lower-name", !abbreviation(c));
    if (c->closed || c->opened) return join(c, "lower-quote");
    if (abbreviation(c) || c->word.n < 2) return join(c, "lower-abbreviation");
    if (c->mark == MARK_PERIOD) return lower_period(c);
    if (c->mark != MARK_BANG) return join(c, "lower-ellipsis");
    if (name_with_mark(c)) return join(c, "name");
    return when(c, "lower-mark", casual(c) || sl_split_word(c->m, SL_LIT("!")) & W_LOWER);
}

static verdict bang(place *c) {
    if (c->mark != MARK_BANG) return PASS;
    if (c->word.n && c->word.p[c->word.n - 1] == ':') return join(c, "colon");  /* Fax:? 20 36 */
    if (c->bracket) return when(c, "bracketed-mark", c->word.n > 1 && (upper(c) || c->text.p[c->token] == '('));
    return name_with_mark(c) ? join(c, "name") : part(c, "mark");
}

static verdict ellipsis(place *c) {
    if (c->mark != MARK_ELLIPSIS) return PASS;
    return when(c, "ellipsis", c->word.n && (upper(c) || c->opened || (digit(c) && c->marks > 2)));
}

static verdict quoted(place *c) {
    if (!c->quote) return PASS;
    return when(c, "quote", upper(c) || c->opened || digit(c));
}

static verdict initial(place *c) {
    if (!initials(c->word)) return PASS;
    if (one_letter(c->word) && at_start(c)) return join(c, "item");              /* A. The first point */
    unsigned f = next_facts(c);
    if (!(f & W_STARTER) || c->opened || name_follows(c, f)) return join(c, "initial");
    return when(c, "initial", !(c->next.n == 2 && c->next.p[1] == '.'));         /* not A. B. Jones */
}

/* Press o. This does it. */
static verdict letter(place *c) {
    if (!one_letter(c->word) || !sl_is_lower(sl_split_first(c->word)) || at_start(c)) return join(c, "abbreviation-form");
    return when(c, "letter", upper(c) && !c->bracket && next_facts(c) & W_STARTER && !name_follows(c, next_facts(c)));
}

static verdict abbreviated(place *c) {
    if (c->facts & W_NUM && (digit(c) || (c->next.n > 1 && roman(c->next)))) return join(c, "abbreviation-num");
    if (!abbreviation(c)) return PASS;
    if (c->facts & W_STOP) return when(c, "abbreviation-stop", upper(c));
    unsigned f = c->facts & W_END ? next_facts(c) : 0;
    if (c->facts & W_END) return when(c, "abbreviation-end", upper(c) && f & W_STARTER && !name_follows(c, f));
    if (c->facts & W_NEVER) return join(c, "abbreviation");
    if (c->facts & W_UNIT) return when(c, "abbreviation-unit", upper(c) && next_facts(c) & W_STARTER);
    verdict v = initial(c);
    return v == PASS ? letter(c) : v;
}

/* 1. Titel, IV. Titel; Artikel 1. Titel. */
static verdict enumerator(place *c) {
    if (!number(c->word) && !roman(c->word)) return PASS;
    if (at_start(c)) return join(c, "item");
    sl_str w = token_before(c);
    bool opens = sl_split_trim(sl_slice(c->text.p + c->start, (size_t)(w.p - c->text.p) - c->start)).n == 0;
    return opens && sl_split_word(c->m, w) & W_HEADING ? join(c, "heading") : PASS;
}

static verdict otherwise(place *c) { return when(c, "period", c->first >= 0); }

static verdict (*const rules[])(place *) = {smile, glued, punctuation, series, lower_case, speech, bang, ellipsis, quoted, abbreviated, enumerator, otherwise};

bool sl_split_decide(place *c) {
    verdict v = PASS;
    for (size_t i = 0; v == PASS; i++) v = rules[i](c);            /* the last one always says */
    return v == BREAK;
}
