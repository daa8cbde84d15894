/* The rules of Dutch inflection; see sluis/forms.h.
 * A source is cut to stems: so many of its letters, and up to two others behind them. A surface that begins with one is a form when
 * what stands behind it is an ending of that kind of stem. */
#include "formtable.h"

enum { WHOLE = 1, OPEN = 2, STEM = 4, BASE = 8, SHORT = 16, DEGREE = 32 };
/* WHOLE: the word; OPEN: as it is written before a plural's -en; STEM: the verb's (maak, leef); BASE: the infinitive without -en;
 * SHORT: before the diminutive's -etje; DEGREE: before an adjective's -e and -er */
typedef struct { size_t keep, n; char add[2]; unsigned kind; } stem;
typedef struct {
    const sl_forms *f;
    sl_str w, s;
    size_t common;                        /* letters that both begin with */
    unsigned kinds, traits;
    stem stems[12]; size_t n;
} job;

/* Traits of the source that endings ask for. */
enum { VOWEL = 1, E = 2, HISS = 4, R = 8, M = 16, SONOR = 32, HARD = 64, T = 128, D = 256, A_ = 512, O_ = 1024, U_ = 2048, I_ = 4096, Y_ = 8192,
       LIKE_ADJ = 16384, PERSON = 32768, HEAVY = 65536 };

static const struct { const char *tail; uint8_t stems, kinds; unsigned need, not; sl_form form; } endings[] = {
    {"en", OPEN, SL_FORMS_NOUN | SL_FORMS_ANY, 0, 0, SL_FORM_PLURAL},
    {"n", WHOLE, SL_FORMS_NOUN | SL_FORMS_ANY, E, 0, SL_FORM_PLURAL},
    {"'s", WHOLE, SL_FORMS_NOUN | SL_FORMS_ANY, 0, 0, SL_FORM_PLURAL},
    {"s", WHOLE, SL_FORMS_NOUN, 0, HISS | HEAVY, SL_FORM_PLURAL},
    {"s", WHOLE, SL_FORMS_ANY, 0, HISS | HEAVY, SL_FORM_PLURAL},
    {"'s", WHOLE, SL_FORMS_NAME, 0, 0, SL_FORM_GENITIVE},
    {"s", WHOLE, SL_FORMS_NAME, 0, HISS, SL_FORM_GENITIVE},
    {"je", WHOLE, SL_FORMS_NOUN | SL_FORMS_ANY, 0, SONOR | M, SL_FORM_DIMINUTIVE},
    {"tje", WHOLE, SL_FORMS_NOUN | SL_FORMS_ANY, SONOR, 0, SL_FORM_DIMINUTIVE},
    {"'tje", WHOLE, SL_FORMS_NOUN | SL_FORMS_ANY, 0, 0, SL_FORM_DIMINUTIVE},
    {"pje", WHOLE, SL_FORMS_NOUN | SL_FORMS_ANY, M, 0, SL_FORM_DIMINUTIVE},
    {"etje", SHORT, SL_FORMS_NOUN | SL_FORMS_ANY, 0, 0, SL_FORM_DIMINUTIVE},
    {"atje", WHOLE, SL_FORMS_NOUN | SL_FORMS_ANY, A_, 0, SL_FORM_DIMINUTIVE},
    {"otje", WHOLE, SL_FORMS_NOUN | SL_FORMS_ANY, O_, 0, SL_FORM_DIMINUTIVE},
    {"utje", WHOLE, SL_FORMS_NOUN | SL_FORMS_ANY, U_, 0, SL_FORM_DIMINUTIVE},
    {"etje", WHOLE, SL_FORMS_NOUN | SL_FORMS_ANY, I_ | E, 0, SL_FORM_DIMINUTIVE},
    {"e", DEGREE, SL_FORMS_ADJ, 0, 0, SL_FORM_INFLECTED},
    {"e", DEGREE, SL_FORMS_ANY, 0, PERSON, SL_FORM_INFLECTED},
    {"s", WHOLE, SL_FORMS_ADJ, 0, HISS, SL_FORM_INFLECTED},
    {"er", DEGREE, SL_FORMS_ADJ, 0, R, SL_FORM_COMPARATIVE},
    {"ere", DEGREE, SL_FORMS_ADJ, 0, R, SL_FORM_COMPARATIVE},
    {"ers", DEGREE, SL_FORMS_ADJ, 0, R, SL_FORM_COMPARATIVE},
    {"er", DEGREE, SL_FORMS_ANY, LIKE_ADJ, R, SL_FORM_COMPARATIVE},
    {"ere", DEGREE, SL_FORMS_ANY, LIKE_ADJ, R, SL_FORM_COMPARATIVE},
    {"der", WHOLE, SL_FORMS_ADJ, R, 0, SL_FORM_COMPARATIVE},
    {"dere", WHOLE, SL_FORMS_ADJ, R, 0, SL_FORM_COMPARATIVE},
    {"ders", WHOLE, SL_FORMS_ADJ, R, 0, SL_FORM_COMPARATIVE},
    {"st", WHOLE, SL_FORMS_ADJ, 0, HISS, SL_FORM_SUPERLATIVE},
    {"ste", WHOLE, SL_FORMS_ADJ, 0, HISS, SL_FORM_SUPERLATIVE},
    {"sten", WHOLE, SL_FORMS_ADJ, 0, HISS, SL_FORM_SUPERLATIVE},
    {"st", WHOLE, SL_FORMS_ANY, LIKE_ADJ, HISS, SL_FORM_SUPERLATIVE},
    {"ste", WHOLE, SL_FORMS_ANY, LIKE_ADJ, HISS, SL_FORM_SUPERLATIVE},
    {"t", WHOLE, SL_FORMS_ADJ, HISS, T, SL_FORM_SUPERLATIVE},
    {"te", WHOLE, SL_FORMS_ADJ, HISS, T, SL_FORM_SUPERLATIVE},
    {"", STEM, SL_FORMS_VERB, 0, 0, SL_FORM_PRESENT},
    {"t", STEM, SL_FORMS_VERB | SL_FORMS_ANY, 0, T, SL_FORM_PRESENT},
    {"te", STEM, SL_FORMS_VERB | SL_FORMS_ANY, HARD, 0, SL_FORM_PAST},
    {"ten", STEM, SL_FORMS_VERB | SL_FORMS_ANY, HARD, 0, SL_FORM_PAST},
    {"de", STEM, SL_FORMS_VERB | SL_FORMS_ANY, 0, HARD, SL_FORM_PAST},
    {"den", STEM, SL_FORMS_VERB | SL_FORMS_ANY, 0, HARD, SL_FORM_PAST},
    {"d", WHOLE, SL_FORMS_VERB | SL_FORMS_ANY, 0, 0, SL_FORM_GERUND},
    {"de", WHOLE, SL_FORMS_VERB | SL_FORMS_ANY, 0, 0, SL_FORM_GERUND | SL_FORM_INFLECTED},
    {"den", WHOLE, SL_FORMS_VERB, 0, 0, SL_FORM_GERUND | SL_FORM_INFLECTED},
    {"ds", WHOLE, SL_FORMS_VERB, 0, 0, SL_FORM_GERUND | SL_FORM_INFLECTED}};

/* Behind a verb's stem in a participle, once ge- is taken off it, or need not be there. */
static const struct { const char *tail; uint8_t stems; unsigned need, not; sl_form form; } participles[] = {
    {"t", STEM, HARD, T, 0}, {"d", STEM, 0, HARD | D, 0}, {"", STEM, T, 0, 0}, {"", STEM, D, 0, 0},
    {"te", STEM, HARD, T, SL_FORM_INFLECTED}, {"de", STEM, 0, HARD | D, SL_FORM_INFLECTED},
    {"e", BASE, T, 0, SL_FORM_INFLECTED}, {"e", BASE, D, 0, SL_FORM_INFLECTED},
    {"en", BASE, T, 0, SL_FORM_INFLECTED | SL_FORM_PLURAL}, {"ten", STEM, HARD, T, SL_FORM_INFLECTED | SL_FORM_PLURAL},
    {"den", STEM, 0, HARD | D, SL_FORM_INFLECTED | SL_FORM_PLURAL}};

const sl_swap sl_form_swaps[] = {
    {"heden", "heid", 4, SL_FORM_PLURAL}, {"mannen", "man", 5, SL_FORM_PLURAL},
    {"lieden", "man", 5, SL_FORM_PLURAL}, {"lui", "man", 2, SL_FORM_PLURAL},
    {"a", "um", 0, SL_FORM_PLURAL}, {"ica", "icon", 2, SL_FORM_PLURAL}, {"ci", "cus", 1, SL_FORM_PLURAL},
    {"gi", "gus", 1, SL_FORM_PLURAL}, {"ses", "sis", 2, SL_FORM_PLURAL}, {"ices", "ix", 3, SL_FORM_PLURAL},
    {"ices", "ex", 3, SL_FORM_PLURAL},
    {"inkje", "ing", 4, SL_FORM_DIMINUTIVE}, {"inkjes", "ing", 5, SL_FORM_DIMINUTIVE | SL_FORM_PLURAL},
    {NULL, NULL, 0, 0}};

static bool in(char c, const char *set) { return c && strchr(set, c); }
static char at_end(sl_str w, size_t back) { return w.n > back ? w.p[w.n - 1 - back] : 0; }

/* Two letters that are one vowel, the first `back` letters before the end. */
static bool two(sl_str w, size_t back) {
    char a = at_end(w, back + 1), b = at_end(w, back);
    return (a == b && in(a, "aeou")) || (a == 'i' && in(b, "ej")) || (a == 'o' && in(b, "eu")) || (a == 'e' && in(b, "ui")) || (a == 'u' && b == 'i') ||
           (a == 'a' && b == 'u');
}
static bool consonant(char c) { return c && !sl_is_vowel(c); }

/* One syllable only? */
static bool one_syllable(sl_str w) {
    size_t groups = 0;
    for (size_t i = 0; i < w.n; i++)
        if (sl_is_vowel(w.p[i]) && (i == 0 || !sl_is_vowel(w.p[i - 1]))) groups++;
    return groups <= 1;
}

static void add_stem(job *j, size_t keep, char a, char b, unsigned kind) {
    stem s = {keep, (size_t)(a != 0) + (b != 0), {a, b}, kind};
    if (keep <= j->common && keep + s.n <= j->s.n && j->n < sizeof j->stems / sizeof *j->stems && memcmp(j->s.p + keep, s.add, s.n) == 0) j->stems[j->n++] = s;
}

static char voiced(char c) { return c == 'f' ? 'v' : c == 's' ? 'z' : 0; }

/* As before an ending that begins with a vowel. */
static void open_stems(job *j) {
    sl_str w = j->w;
    char c = at_end(w, 0);
    unsigned kind = OPEN | DEGREE;
    if (!consonant(c) || c == 'j') {
        if (two(w, 0) || in(c, "aiouy")) add_stem(j, w.n, 0, 0, c == 'e' || c == 'j' || two(w, 0) ? kind : OPEN * (c == 'y' || c == 'i'));
        return;
    }
    if (at_end(w, 1) == at_end(w, 2) && in(at_end(w, 1), "aeou")) {                      /* maan, graaf */
        if (c != 'f') add_stem(j, w.n - 2, c, 0, kind);
        if (voiced(c)) add_stem(j, w.n - 2, voiced(c), 0, kind);
        if (at_end(w, 1) == 'e') add_stem(j, w.n, 0, 0, OPEN);                               /* idee-en of foreign words */
        return;
    }
    bool single = sl_is_vowel(at_end(w, 1)) && !two(w, 1);
    if (single && !in(c, "wx")) add_stem(j, w.n, c, 0, kind | SHORT);
    if (single && one_syllable(w) && !in(c, "wx")) return;
    if (voiced(c)) add_stem(j, w.n - 1, voiced(c), 0, kind);
    if (c != 'f') add_stem(j, w.n, 0, 0, single && at_end(w, 1) == 'e' && in(c, "rnm") ? DEGREE : kind);
}

/* The stem of a verb in -en, and what it is before it is devoiced. */
static void verb_stems(job *j) {
    sl_str w = j->w;
    size_t n = w.n - (sl_ends(w, SL_LIT("en")) ? 2 : 1);
    char c = n ? w.p[n - 1] : 0, b = n > 1 ? w.p[n - 2] : 0;
    sl_str base = sl_slice(w.p, n);
    add_stem(j, n, 0, 0, BASE);
    char last = c == 'v' ? 'f' : c == 'z' ? 's' : c;
    if (consonant(c) && c == b) { add_stem(j, n - 1, 0, 0, STEM); return; }
    if (last != c) add_stem(j, n - 1, last, 0, STEM);
    else add_stem(j, n, 0, 0, STEM);
    if (consonant(c) && in(b, "aeou") && !two(base, 1)) add_stem(j, n - 1, b, last, STEM);
    if (in(c, "aou") && n + 1 == w.n) add_stem(j, n, 0, 0, STEM);
}

static bool like_adjective(sl_str w) {
    static const char *const tails[] = {"ig", "lijk", "baar", "zaam", "loos", "achtig", "isch", "ief", "eel", "aal", "ant", "ent", "air", "eus"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (w.n > 4 && sl_ends(w, sl_cstr(tails[i]))) return true;
    return false;
}

/* Persons, of whom -e makes a woman: studente. */
static bool like_person(sl_str w) {
    static const char *const tails[] = {"ist", "ent", "ant", "aat", "oot", "oog"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (w.n > 5 && sl_ends(w, sl_cstr(tails[i]))) return true;
    return false;
}

static unsigned traits(sl_str w) {
    char c = at_end(w, 0), b = at_end(w, 1);
    unsigned t = 0;
    if (sl_is_vowel(c)) t |= VOWEL;
    if (c == 'e') t |= E;
    if (in(c, "sxz") || sl_ends(w, SL_LIT("sch"))) t |= HISS;
    if (c == 'r') t |= R;
    if (c == 'm') t |= M;
    if (sl_is_vowel(c) || in(c, "lnrwj")) t |= SONOR;
    static const struct { char c; unsigned t; } last[] = {{'a', A_}, {'o', O_}, {'u', U_}, {'i', I_}, {'y', Y_}};
    for (size_t i = 0; i < 5; i++)
        if (c == last[i].c && !sl_is_vowel(b)) t |= last[i].t;
    if (like_adjective(w)) t |= LIKE_ADJ;
    if (like_person(w)) t |= PERSON;
    if (in(c, "bdfgkpt") && two(w, 1)) t |= HEAVY;                       /* plaat: plaats is another word */
    return t;
}

/* How a verb's stem ends decides between -te and -de, and whether another -t or -d can be written. */
static unsigned verb_traits(sl_str w) {
    size_t n = w.n - (sl_ends(w, SL_LIT("en")) ? 2 : 1);
    char c = n ? w.p[n - 1] : 0, b = n > 1 ? w.p[n - 2] : 0;
    unsigned t = 0;
    if (in(c, "tkfspx") || (c == 'h' && b == 'c') || (c == 'c')) t |= HARD;
    if (c == 't') t |= T;
    if (c == 'd') t |= D;
    return t;
}

static bool is_tail(sl_str s, const char *tail) { return (s.n ? s.p[0] : 0) == *tail && sl_eq(s, sl_cstr(tail)); }

static bool ending_fits(const job *j, const stem *s, sl_str tail, sl_form *form) {
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (!(endings[i].stems & s->kind) || !(endings[i].kinds & j->kinds) || !is_tail(tail, endings[i].tail)) continue;
        if ((endings[i].need && !(endings[i].need & j->traits)) || endings[i].not & j->traits) continue;
        *form = endings[i].form;
        return true;
    }
    return false;
}

static bool participle_fits(const job *j, const stem *s, sl_str tail, sl_form *form) {
    for (size_t i = 0; i < sizeof participles / sizeof *participles; i++) {
        if (!(participles[i].stems & s->kind) || !is_tail(tail, participles[i].tail)) continue;
        if ((participles[i].need && !(participles[i].need & j->traits)) || participles[i].not & j->traits) continue;
        *form = SL_FORM_PARTICIPLE | participles[i].form;
        return true;
    }
    return false;
}

typedef bool fit(const job *j, const stem *s, sl_str tail, sl_form *form);

static bool any_stem(const job *j, fit *fits, sl_form *form) {
    for (size_t i = 0; i < j->n; i++) {
        const stem *s = &j->stems[i];
        size_t from = s->keep + s->n;
        if (j->s.n - from <= 5 && fits(j, s, sl_slice(j->s.p + from, j->s.n - from), form)) return true;
    }
    return false;
}

static void set_words(job *j, sl_str w, sl_str s) {
    j->w = w;
    j->s = s;
    j->n = j->common = 0;
    while (j->common < w.n && j->common < s.n && w.p[j->common] == s.p[j->common]) j->common++;
}

/* Nouns, names and adjectives. A diminutive in -s is the plural of one without. */
static bool by_ending(job *j, sl_form *form) {
    j->traits = traits(j->w);
    add_stem(j, j->w.n, 0, 0, WHOLE);
    open_stems(j);
    if (j->kinds & SL_FORMS_NOUN && sl_ends(j->w, SL_LIT("ng"))) add_stem(j, j->w.n, 0, 0, SHORT);
    if (any_stem(j, ending_fits, form)) return true;
    if (!sl_ends(j->s, SL_LIT("jes"))) return false;
    j->s.n--;
    bool small = any_stem(j, ending_fits, form) && *form == SL_FORM_DIMINUTIVE;
    j->s.n++;
    *form |= SL_FORM_PLURAL;
    return small;
}

static bool regular_plural_barred(void *ctx, const sl_irregular *x) {
    const job *j = ctx;
    return x->flags & SL_IRREGULAR_ONLY && (x->form.n == j->w.n || x->form.n > 2);
}

/* ge- stands at the start, or behind a particle that both words begin with; not in a verb whose prefix never parts from it. */
static bool participle(job *j, sl_form *form) {
    char b[SL_FORMS_MAX];
    sl_str w = j->w, s = j->s;
    for (size_t i = 0; i + 4 <= s.n && i <= j->common; i++) {
        if (s.p[i] != 'g' || s.p[i + 1] != 'e' || (i && !sl_forms_particle(j->f, sl_slice(s.p, i)))) continue;
        memcpy(b, s.p, i);
        memcpy(b + i, s.p + i + 2, s.n - i - 2);
        job k = {.f = j->f, .kinds = j->kinds, .traits = j->traits};
        set_words(&k, w, sl_slice(b, s.n - 2));
        verb_stems(&k);
        if (any_stem(&k, participle_fits, form)) return true;
    }
    bool fixed = false;
    for (size_t i = 2; i <= 6 && i + 3 < w.n; i++) fixed = fixed || sl_prefix_is(j->f, sl_slice(w.p, i));
    size_t k = fixed ? 0 : sl_forms_separable(j->f, w);
    for (size_t i = 2; k && i <= 4 && k + i + 3 < w.n; i++) fixed = fixed || sl_prefix_is(j->f, sl_slice(w.p + k, i));
    return fixed && any_stem(j, participle_fits, form) && !(j->kinds & SL_FORMS_ANY && s.n + 2 == w.n);
}

static bool by_verb(job *j, sl_form *form) {
    if (!sl_ends(j->w, SL_LIT("n")) || j->w.n < 4) return false;
    bool en = sl_ends(j->w, SL_LIT("en"));
    if (!en) return false;
    size_t n = j->n;
    j->n = 0;
    j->traits = verb_traits(j->w);
    add_stem(j, j->w.n, 0, 0, WHOLE);
    verb_stems(j);
    unsigned kinds = j->kinds;
    j->kinds &= kinds & SL_FORMS_VERB ? SL_FORMS_VERB : SL_FORMS_ANY;
    bool found = participle(j, form);
    if (!found) {
        for (size_t i = 0; i < j->n && !found; i++) {
            const stem *s = &j->stems[i];
            size_t from = s->keep + s->n;
            sl_str tail = sl_slice(j->s.p + from, j->s.n - from);
            sl_form got;
            if (tail.n <= 3 && ending_fits(j, s, tail, &got) && got & (SL_FORM_PRESENT | SL_FORM_PAST | SL_FORM_GERUND)) *form = got, found = true;
        }
    }
    j->kinds = kinds;
    j->n = n;
    return found;
}

/* An irregular form that the surface ends in, of a lemma that the source ends in, with the same before both. */
static bool irregular(void *ctx, const sl_irregular *x) {
    const job *j = ctx;
    sl_str before = sl_slice(j->s.p, j->s.n - x->form.n);
    if (x->flags & SL_IRREGULAR_ONLY || !(x->kind & j->kinds || j->kinds & SL_FORMS_ANY)) return false;
    if (before.n + x->lemma.n != j->w.n || before.n > j->common || !sl_ends(j->w, x->lemma)) return false;
    if (x->flags & SL_IRREGULAR_NOGE && !sl_prefix_fixed(j->f, before)) return false;
    return true;
}

typedef struct { job *j; sl_form form; } irregular_job;
static bool irregular_form(void *ctx, const sl_irregular *x) {
    irregular_job *i = ctx;
    if (!irregular(i->j, x)) return false;
    i->form = x->bits;
    return true;
}

static bool by_swap(const job *j, sl_form *form) {
    for (const sl_swap *s = sl_form_swaps; s->of_form; s++) {
        if (j->s.n <= s->last || j->s.p[j->s.n - 1] != s->of_form[s->last] || j->s.p[j->s.n - 1 - s->last] != s->of_form[0]) continue;
        sl_str a = sl_cstr(s->of_form), b = sl_cstr(s->of_source);
        if (!(j->kinds & (SL_FORMS_NOUN | SL_FORMS_ANY)) || !sl_ends(j->s, a) || !sl_ends(j->w, b)) continue;
        if (j->s.n - a.n != j->w.n - b.n || j->s.n - a.n > j->common || j->s.n == a.n) continue;
        *form = s->bits;
        return true;
    }
    return false;
}

/* Nederlands is an adjective and a language, and not the genitive of Nederland that Ruslands is of Rusland. */
static bool is_adjective(const sl_forms *f, sl_str surface) {
    const char *hyphen = memrchr(surface.p, '-', surface.n);
    return sl_words_find(&f->adjectives, surface) || (hyphen && sl_words_find(&f->adjectives, sl_slice(hyphen + 1, (size_t)(surface.p + surface.n - hyphen) - 1)));
}

bool sl_forms_relate(const sl_forms *f, sl_str source, unsigned kinds, sl_str surface, sl_form *form) {
    sl_plain w, s;
    if (!kinds || !sl_plain_make(&w, source) || !sl_plain_make(&s, surface)) return false;
    job j = {.f = f, .kinds = kinds};
    set_words(&j, sl_plain_str(&w), sl_plain_str(&s));
    if (j.common == 0 && j.w.n > 4 && !sl_starts(j.s, SL_LIT("ge"))) return false;
    if (sl_eq(j.w, j.s) || (!(kinds & SL_FORMS_INNER) && sl_forms_stop(f, j.s)) || (!sl_has_vowel(j.w) && !memchr(j.s.p, '\'', j.s.n))) return false;
    irregular_job i = {&j, 0};
    if (sl_irregular_each(f, j.s, irregular_form, &i)) return *form = i.form, true;
    if (kinds & (SL_FORMS_NOUN | SL_FORMS_ADJ | SL_FORMS_ANY) && by_swap(&j, form)) return true;
    bool found = by_ending(&j, form);
    if (found && *form == SL_FORM_GENITIVE && is_adjective(f, j.s)) return false;
    if (found && !(*form & (SL_FORM_PRESENT | SL_FORM_PAST | SL_FORM_GERUND))) {
        if (!(*form & SL_FORM_PLURAL) || *form & SL_FORM_DIMINUTIVE || sl_ends(j.s, SL_LIT("s"))) return true;
        if (!sl_irregular_each(f, j.w, regular_plural_barred, &j)) return true;
    }
    return kinds & (SL_FORMS_VERB | SL_FORMS_ANY) && by_verb(&j, form);
}
