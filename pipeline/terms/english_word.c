/* Forms of one English word; see sluis/english.h. */
#include "english.h"
#include "sluis/utf8.h"
#include <strings.h>

static bool vowel(char c) { return memchr("aeiouAEIOU", c, 10) != NULL; }
static bool letter(char c) { return ((c | 32) >= 'a' && (c | 32) <= 'z') || (unsigned char)c >= 0x80; }
static char at_end(sl_str w, size_t i) { return w.n > i ? w.p[w.n - 1 - i] : 0; }
static char low_end(sl_str w, size_t i) { char c = at_end(w, i); return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c; }
static bool capital(char c) { return c >= 'A' && c <= 'Z'; }

static size_t capitals(sl_str w) {
    size_t n = 0;
    for (size_t i = 0; i < w.n; i++) n += capital(w.p[i]);
    return n;
}

/* Put a replacement in the case of what it replaces: capitals, or a capital at the start. */
static void put_like(sl_str like, sl_str w, sl_buf *out) {
    size_t caps = capitals(like), from = out->n;
    sl_puts(out, w);
    for (size_t i = from; i < out->n; i++)
        if ((i == from ? caps > 0 && capital(like.p[0]) : caps > 1 && caps == like.n) && out->p[i] >= 'a' && out->p[i] <= 'z') out->p[i] = (char)(out->p[i] - 32);
}

/* A word with its last `drop` bytes off and an ending on, in capitals when the word is. */
static void put_ending(sl_str w, size_t drop, const char *ending, sl_buf *out) {
    bool caps = w.n > 1 && capitals(w) == w.n && drop + strlen(ending) > 1;
    sl_put(out, w.p, w.n - drop);
    for (; *ending; ending++) sl_putc(out, caps ? (char)(*ending & ~32) : *ending);
}

static bool ends(sl_str w, const char *with) {
    size_t n = strlen(with);
    if (w.n < n) return false;
    for (size_t i = 0; i < n; i++)
        if ((w.p[w.n - n + i] | 32) != with[i]) return false;
    return true;
}

static bool hisses(sl_str w) { return ends(w, "s") || ends(w, "x") || ends(w, "z") || ends(w, "ch") || ends(w, "sh"); }

static bool put_listed(const sl_english *en, sl_str w, sl_buf *out) {
    uint32_t i = sl_words_find(&en->noun_rows, w);
    if (i) return put_like(w, en->noun.v[i - 1].two, out), true;
    for (size_t k = 0; k < en->tails.n; k++) {
        sl_str one = en->tails.v[k].one, two = en->tails.v[k].two;
        if (w.n <= one.n || !ends(w, one.p)) continue;
        sl_put(out, w.p, w.n - one.n);
        put_like(sl_slice(w.p + w.n - one.n, one.n), two, out);
        return true;
    }
    return false;
}

/* Ends in s: crisis, bus; or it is a plural already. */
static void put_after_s(sl_str w, uint32_t bits, sl_buf *out) {
    if (bits & EN_ENDS_S || ends(w, "ss") || ends(w, "us")) put_ending(w, 0, "es", out);
    else if (ends(w, "is") && w.n > 4) put_ending(w, 2, "es", out);
    else sl_puts(out, w);
}

static bool takes_ves(const sl_english *en, sl_str w, uint32_t bits) {
    if (bits & EN_VES) return true;
    for (size_t k = 3; k <= 5 && k < w.n; k++)
        if (sl_words_find(&en->nouns, sl_slice(w.p + w.n - k, k)) & EN_VES && k > 3) return true;
    return false;
}

void en_plural(const sl_english *en, sl_str w, sl_buf *out) {
    uint32_t bits = sl_words_find(&en->nouns, w);
    size_t caps = capitals(w);
    char last = low_end(w, 0), second = low_end(w, 1);
    bool digit = last >= '0' && last <= '9';
    if (!w.n || !(letter(last) || digit) || bits & (EN_SAME | EN_MASS | EN_MANY)) { sl_puts(out, w); return; }
    if (caps > 1 && caps + 1 >= w.n && w.n <= 5) { sl_puts(out, w); if (last != 's') sl_putc(out, 's'); return; }   /* NGO, MPs */
    if (digit) { put_ending(w, 0, "s", out); return; }
    if (!(bits & EN_REGULAR) && put_listed(en, w, out)) return;
    if (last == 's' && !(bits & EN_REGULAR)) put_after_s(w, bits, out);
    else if (hisses(w)) put_ending(w, 0, "es", out);
    else if (last == 'y' && !vowel(second) && letter(second) && !capital(w.p[0])) put_ending(w, 1, "ies", out);
    else if (last == 'y' && !vowel(second) && letter(second) && caps == w.n) put_ending(w, 1, "ies", out);
    else if (bits & EN_OES) put_ending(w, 0, "es", out);
    else if (takes_ves(en, w, bits) && !(bits & EN_REGULAR)) put_ending(w, last == 'e' ? 2 : 1, "ves", out);
    else put_ending(w, 0, "s", out);
}

static size_t syllables(sl_str w) {
    size_t n = 0;
    bool in = false;
    for (size_t i = 0; i < w.n; i++) {
        bool v = vowel(w.p[i]) || (i && (w.p[i] | 32) == 'y');
        n += v && !in;
        in = v;
    }
    return n;
}

/* stop, admit: the last letter is written twice before -ed and -ing. */
static bool doubles(const sl_english *en, sl_str w) {
    uint32_t bits = sl_words_find(&en->verbs, w);
    if (bits & EN_DOUBLE) return true;
    char z = low_end(w, 0), y = low_end(w, 1), x = low_end(w, 2);
    if (bits & EN_SINGLE || w.n < 3 || vowel(z) || z == 'w' || z == 'x' || z == 'y' || !letter(z)) return false;
    return vowel(y) && (!vowel(x) || (x == 'u' && low_end(w, 3) == 'q')) && syllables(w) == 1;
}

static void put_vocal(const sl_english *en, sl_str w, const char *ending, sl_buf *out) {
    char z = low_end(w, 0), y = low_end(w, 1);
    bool ing = ending[0] == 'i';
    if (ing && ends(w, "ie")) { put_ending(w, 2, "ying", out); return; }
    if (z == 'e' && (!ing || (y != 'e' && y != 'o' && y != 'y' && w.n > 2))) { put_ending(w, 1, ending, out); return; }
    if (!ing && z == 'y' && !vowel(y)) { put_ending(w, 1, "ied", out); return; }
    sl_puts(out, w);
    if (doubles(en, w)) sl_putc(out, at_end(w, 0));
    if (ing && z == 'c') sl_putc(out, 'k');
    put_ending(w, w.n, ending, out);
}

static void put_third(sl_str w, sl_buf *out) {
    char z = low_end(w, 0);
    sl_str be = SL_LIT("be"), have = SL_LIT("have");
    if (sl_eq(w, be)) sl_puts(out, SL_LIT("is"));
    else if (sl_eq(w, have)) sl_puts(out, SL_LIT("has"));
    else if (hisses(w) || (z == 'o' && !vowel(low_end(w, 1)))) put_ending(w, 0, "es", out);
    else if (z == 'y' && !vowel(low_end(w, 1))) put_ending(w, 1, "ies", out);
    else put_ending(w, 0, "s", out);
}

/* Is it in that form already? */
static bool has_form(sl_str w, unsigned form) {
    if (form & (SL_EN_PAST | SL_EN_PARTICIPLE)) return w.n > 4 && ends(w, "ed") && !ends(w, "eed") && !ends(w, "bed") && !ends(w, "shed");
    return form & SL_EN_THIRD ? ends(w, "s") && !ends(w, "ss") && !ends(w, "us") : form & SL_EN_ING && w.n > 5 && ends(w, "ing");
}

/* The row of an irregular verb, perhaps behind a prefix. */
static const en_row *irregular(const sl_english *en, sl_str w, size_t *prefix) {
    static const char *const prefixes[] = {"", "over", "under", "out", "re", "un", "mis", "fore", "with", "up", "off", "broad"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t n = strlen(prefixes[i]);
        if (w.n < n + 2 || strncasecmp(w.p, prefixes[i], n)) continue;
        n += n && w.p[n] == '-';
        uint32_t k = sl_words_find(&en->verb_rows, sl_slice(w.p + n, w.n - n));
        if (k) return *prefix = n, &en->verb.v[k - 1];
    }
    return NULL;
}

void en_verb(const sl_english *en, sl_str w, unsigned form, sl_buf *out) {
    size_t prefix = 0;
    const en_row *row = form & (SL_EN_PAST | SL_EN_PARTICIPLE) ? irregular(en, w, &prefix) : NULL;
    if (!w.n || !letter(low_end(w, 0)) || (!row && has_form(w, form))) sl_puts(out, w);
    else if (row) {
        sl_put(out, w.p, prefix);
        put_like(sl_slice(w.p + prefix, w.n - prefix), form & SL_EN_PAST ? row->two : row->three, out);
    } else if (form & SL_EN_THIRD) put_third(w, out);
    else put_vocal(en, w, form & SL_EN_ING ? "ing" : "ed", out);
}

/* The first word of what follows, without what is not said. */
static sl_str first_word(sl_str s) {
    while (s.n && !letter(*s.p) && !(*s.p >= '0' && *s.p <= '9')) s.p++, s.n--;
    size_t n = 0;
    while (n < s.n && (letter(s.p[n]) || (s.p[n] >= '0' && s.p[n] <= '9') || s.p[n] == '-' || s.p[n] == '.' || s.p[n] == ',')) n++;
    return sl_slice(s.p, n);
}

/* 8, 11, 18, 80: eight, eleven, eighteen; 1100 is eleven hundred, 11,000 eleven thousand; but 110 and 180 are one hundred. */
static bool number_an(sl_str w) {
    size_t n = 0;
    while (n < w.n && w.p[n] >= '0' && w.p[n] <= '9') n++;
    if (w.p[0] == '8') return true;
    return w.n >= 2 && w.p[0] == '1' && (w.p[1] == '1' || w.p[1] == '8') && (n == 2 || (n == 4 && w.p[1] == '8'));
}

/* Letters whose name begins with a vowel. */
static bool spelled_an(char c) { return memchr("AEFHILMNORSX", c & ~32, 12) != NULL; }

bool sl_english_an(const sl_english *en, sl_str next) {
    sl_str w = first_word(next), part;
    if (!w.n) return false;
    if (w.p[0] >= '0' && w.p[0] <= '9') return number_an(w);
    part = sl_slice(w.p, 0);
    while (part.n < w.n && w.p[part.n] != '-' && w.p[part.n] != ',' && !(w.p[part.n] == '.' && part.n + 1 == w.n)) part.n++;
    uint32_t bits = sl_words_find(&en->articles, part) | (part.n < w.n ? sl_words_find(&en->articles, w) : 0);
    size_t caps = capitals(part);
    if (bits & EN_AN) return true;
    if (bits & EN_A && caps < 2) return false;
    bool dots = memchr(part.p, '.', part.n) != NULL, alone = part.n == 1 && part.p[0] != 'a' && part.p[0] != 'i';
    bool spelled = dots || alone || (caps > 1 && caps + 1 >= part.n && part.n <= 5 && !(bits & EN_SAID)) || (caps > 1 && caps < part.n && capital(part.p[1]));
    if (spelled) return spelled_an(part.p[0]);
    size_t best = 0;
    bool an = vowel(part.p[0]) || sl_starts(part, SL_LIT("\xC3\xA9")) || sl_starts(part, SL_LIT("\xC3\x89"));
    for (size_t i = 0; i < en->stems.n; i++) {
        sl_str stem = en->stems.v[i].one;
        if (stem.n > best && w.n >= stem.n && strncasecmp(w.p, stem.p, stem.n) == 0) best = stem.n, an = en->stems.v[i].two.n > 0;
    }
    return an;
}
