/* What a protected term's target looks like, and what is protected before terms; see sluis/protect.h. */
#include "sluis/protect.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"

static const struct { const char *name, *expression; } kinds[] = {
    {"url", "(?:https?|ftp)://[^\\s<>\"]*[^\\s<>\"'.,;:!?)\\]}]|\\bwww\\.[^\\s<>\"]*[^\\s<>\"'.,;:!?)\\]}]"},
    {"email", "\\b[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+\\b"},
    {"number", "(?<![\\p{L}\\p{N}_.,-])[+-]?\\d+(?:[.,]\\d+)*(?![\\p{L}\\p{N}_-]|[.,]\\d)"},
    {"code", "(?<![\\p{L}\\p{N}_])(?=[\\p{Lu}\\d./_-]*\\p{Lu})(?=[\\p{Lu}./_-]*\\d)[\\p{Lu}\\d]+(?:[./_-][\\p{Lu}\\d]+)*(?![\\p{L}\\p{N}_])"}};
enum { KINDS = sizeof kinds / sizeof *kinds };

bool sl_protect_kinds(sl_str list, const char **expressions, size_t *n, sl_str *bad) {
    *n = 0;
    while (list.n) {
        size_t k = 0;
        *bad = sl_cut(&list, ',');
        while (k < KINDS && !sl_eq(*bad, sl_cstr(kinds[k].name))) k++;
        if (k == KINDS || *n == KINDS) return false;
        expressions[(*n)++] = kinds[k].expression;
    }
    return *n > 0;
}

/* Which pattern took it: told by what only that kind has. */
static const char *kind_of(sl_str s) {
    bool letter = false;
    for (size_t i = 0; i < s.n; i++) letter |= (s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z';
    if (sl_starts(s, SL_LIT("www.")) || memmem(s.p, s.n, "://", 3)) return "url";
    if (memchr(s.p, '@', s.n)) return "email";
    return letter ? "code" : "number";
}

static const struct { sl_form form; unsigned english; bool verb; } forms[] = {
    {SL_FORM_PLURAL, SL_EN_PLURAL, false}, {SL_FORM_GENITIVE, SL_EN_POSSESSIVE, false}, {SL_FORM_INFINITIVE_TE, SL_EN_TO, true},
    {SL_FORM_PARTICIPLE, SL_EN_PARTICIPLE, true}, {SL_FORM_GERUND, SL_EN_ING, true}, {SL_FORM_PAST, SL_EN_PAST, true}, {SL_FORM_PRESENT, SL_EN_THIRD, true}};

/* België's: of what is written as a name, and has no part of speech, 's is a genitive; of an acronym (NGO's) a plural. */
static bool owned_name(const sl_term *term, sl_str surface) {
    int32_t c, mark = 0;
    sl_str rest = term->source, s = rest;
    while (rest.n) s = sl_cut(&rest, ' ');                       /* of Europese regio the last word, which is no name */
    bool small = false;
    for (size_t i = 0; i < s.n && !small; small = sl_is_lower(c)) i += (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
    if (surface.n > 1) sl_utf8_prev(surface.p, surface.n - 1, &mark);
    return term->pos == SL_POS_NONE && small && sl_case_is_capital(s) && sl_ends(surface, SL_LIT("s")) && sl_fold_char(mark) == '\'';
}

/* Of the Dutch forms that one is left, of a noun or of a verb. The present is a third person's when it ends in t. */
static unsigned forms_of(const sl_match *m, sl_pos pos, sl_str surface) {
    bool verb = pos == SL_POS_VERB || pos == SL_POS_NONE || pos == SL_POS_OTHER, noun = pos != SL_POS_VERB && pos != SL_POS_ADJ && pos != SL_POS_ADV;
    unsigned english = 0;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (!(m->form & forms[i].form) || !(forms[i].verb ? verb : noun)) continue;
        if (forms[i].form == SL_FORM_PRESENT && (!surface.n || (surface.p[surface.n - 1] | 32) != 't')) continue;
        if (forms[i].verb) return forms[i].english;
        english |= forms[i].english;
    }
    return english;
}

static const struct { unsigned form; const char *name; } form_names[] = {
    {SL_EN_PLURAL, "plural"}, {SL_EN_POSSESSIVE, "genitive"}, {SL_EN_PAST, "past"}, {SL_EN_PARTICIPLE, "participle"}, {SL_EN_THIRD, "present"},
    {SL_EN_ING, "ing"}, {SL_EN_TO, "to"}};

/* The target of the entry, or of the variant that was found. */
static sl_str base_target(const sl_term *term, const sl_match *m) {
    sl_str rest = term->variants;
    sl_variant v = {SL_LIT(""), term->target};
    for (unsigned i = 0; i < m->variant && sl_variant_next(term, &rest, &v); i++) continue;
    return m->variant ? v.target : term->target;
}

/* The target in its form, before its case is looked at. */
static void put_form(const sl_protect_rules *r, const sl_term *term, const sl_match *m, sl_str surface, sl_buf *target, sl_buf *rule) {
    static const char *const rules[] = {"none", "exact", "capital", "caps"};
    sl_str base = base_target(term, m);
    bool given = m->variant && !sl_eq(base, term->target);              /* the glossary says how this form is translated */
    unsigned english = given || term->flags & SL_TERM_DNT || !r->english ? 0 : forms_of(m, term->pos, surface);
    if (english == SL_EN_PLURAL && owned_name(term, surface)) english = SL_EN_POSSESSIVE;
    sl_puts(rule, sl_cstr(rules[m->rule]));
    if (m->kind == SL_MATCH_INSIDE) sl_puts(rule, SL_LIT("+inside"));
    if (!english) { sl_puts(target, base); return; }
    sl_english_form(r->english, base, english, target);
    for (size_t i = 0; i < sizeof form_names / sizeof *form_names; i++)
        if (english & form_names[i].form) sl_putc(rule, '+'), sl_puts(rule, sl_cstr(form_names[i].name));
}

/* Write the case of a sentence's start, or of a line in capitals, into the target that begins at `from`. */
static void put_case(const sl_term *term, const sl_match *m, sl_str in, size_t from, sl_buf *target, sl_buf *rule) {
    bool opens = sl_case_opens(sl_slice(in.p, m->start)), capital = sl_case_is_capital(sl_slice(in.p + m->start, m->end - m->start));
    if (term->flags & (SL_TERM_ACR | SL_TERM_DNT)) { sl_puts(rule, SL_LIT("+fixed")); return; }
    if (m->rule != SL_CASE_CAPS && !opens) return;
    if (m->rule != SL_CASE_CAPS && !capital) { sl_puts(rule, SL_LIT("+fixed")); return; }
    size_t n = target->n - from;
    sl_need(target, n * 4 + 16);                   /* so that `was` does not move */
    sl_str was = sl_slice(target->p + from, n);
    if (m->rule == SL_CASE_CAPS) sl_case_caps(was, target);
    else sl_case_capital(was, target);
    sl_str now = sl_slice(target->p + from + n, target->n - from - n);
    if (m->rule != SL_CASE_CAPS && !sl_eq(now, was)) sl_puts(rule, SL_LIT("+start"));
    memmove(target->p + from, now.p, now.n);
    target->n = from + now.n;
}

void sl_protect_target(const sl_protect_rules *r, const sl_protected *t, const sl_protected_item *i, sl_str in, sl_buf *target, sl_buf *rule) {
    size_t from = target->n;
    sl_str surface = sl_slice(in.p + i->start, i->end - i->start);
    if (i->match == SIZE_MAX) {
        sl_puts(target, surface);
        sl_printf(rule, "%s+fixed", kind_of(surface));
        return;
    }
    const sl_match *m = &t->found.v[i->match];
    sl_term term = sl_termbase_at(r->index->tb, m->term);
    put_form(r, &term, m, surface, target, rule);
    put_case(&term, m, in, from, target, rule);
}

sl_str sl_protect_source(const sl_protect_rules *r, const sl_protected *t, const sl_protected_item *i, sl_str in) {
    if (i->match == SIZE_MAX) return sl_slice(in.p + i->start, i->end - i->start);
    return sl_termbase_at(r->index->tb, t->found.v[i->match].term).source;
}
