/* Checking a glossary; see sluis/glossary.h. What is wrong with an entry alone are rows of a table; what it has to do with
 * others is told by the sorted keys of all (glossary_lint_others.c). */
#include "glossary_lint.h"
#include "sluis/data.h"
#include "sluis/hash.h"
#include "sluis/utf8.h"
#include <stdlib.h>

static bool stop(const lint *l, sl_str word) {
    sl_buf b = {0};
    sl_lower_str(&b, word);
    bool is = sl_set_has(&l->stops, XXH3_64bits(sl_view(&b).p, b.n));
    sl_buf_free(&b);
    return is;
}

/* Is any character of the text (`all`: is each) of this kind? */
static bool chars(sl_str s, bool (*is)(int32_t), bool all) {
    int32_t c;
    for (size_t i = 0; i < s.n;) {
        i += (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        if (is(c) != all) return !all;
    }
    return all;
}

static bool is_control(int32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFD || c == 0xFFFE; }
static bool is_odd_space(int32_t c) { return (c != ' ' && sl_is_space(c)) || c == 0xAD || c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF; }

/* Case-sensitive, whatever its writing; or no words at all. */
static bool cased(const sl_term *t) { return t->flags & (SL_TERM_CS | SL_TERM_ACR | SL_TERM_REGEX); }

static bool control(const lint *l, const sl_term *t, sl_buf *why) {
    (void)l;
    if (!chars(t->source, is_control, false) && !chars(t->target, is_control, false)) return false;
    sl_puts(why, SL_LIT("a control character"));
    return true;
}

static bool space(const lint *l, const sl_term *t, sl_buf *why) {
    (void)l;
    bool wide = memmem(t->source.p, t->source.n, "  ", 2) || memmem(t->target.p, t->target.n, "  ", 2);
    if (!wide && !chars(t->source, is_odd_space, false) && !chars(t->target, is_odd_space, false)) return false;
    sl_puts(why, wide ? SL_LIT("two spaces") : SL_LIT("a space or hyphen that does not show as one"));
    return true;
}

static bool stopword(const lint *l, const sl_term *t, sl_buf *why) {
    if (cased(t) || chars(t->source, sl_is_upper, false) || !stop(l, t->source)) return false;
    sl_puts(why, SL_LIT("a function word would be found in nearly every sentence"));
    return true;
}

static bool too_short(const lint *l, const sl_term *t, sl_buf *why) {
    (void)l;
    if (cased(t) || sl_utf8_count(t->source) > 2 || !chars(t->source, sl_is_lower, true)) return false;
    sl_puts(why, SL_LIT("one or two small letters"));
    return true;
}

static bool number(const lint *l, const sl_term *t, sl_buf *why) {
    (void)l;
    if (t->flags & SL_TERM_REGEX || chars(t->source, sl_is_letter, false)) return false;
    sl_puts(why, SL_LIT("no letter in the source"));
    return true;
}

static bool same(const lint *l, const sl_term *t, sl_buf *why) {
    (void)l;
    if (t->flags & (SL_TERM_DNT | SL_TERM_REGEX) || !sl_eq(t->source, t->target)) return false;
    sl_puts(why, SL_LIT("the target is the source: dnt?"));
    return true;
}

static bool unbalanced(sl_str s) {
    static const char pairs[][2] = {{'(', ')'}, {'[', ']'}, {'{', '}'}};
    int open[3] = {0}, quotes = 0;
    for (size_t i = 0; i < s.n; i++) {
        quotes += s.p[i] == '"';
        for (int k = 0; k < 3; k++) {
            open[k] += (s.p[i] == pairs[k][0]) - (s.p[i] == pairs[k][1]);
            if (open[k] < 0) return true;
        }
    }
    return open[0] || open[1] || open[2] || quotes % 2;
}

static bool brackets(const lint *l, const sl_term *t, sl_buf *why) {
    (void)l;
    if (t->flags & SL_TERM_REGEX || (!unbalanced(t->source) && !unbalanced(t->target))) return false;
    sl_puts(why, SL_LIT("brackets or quotes that are not paired"));
    return true;
}

/* A mark at the end that is no abbreviation's: a period counts behind a word of five letters and more. */
static bool ends_marked(sl_str s) {
    if (!s.n || !strchr(",;:!?.", s.p[s.n - 1])) return false;
    if (s.p[s.n - 1] != '.') return true;
    size_t k = s.n - 1;
    while (k && s.p[k - 1] != ' ' && s.p[k - 1] != '.') k--;
    return s.n - 1 - k >= 5 && !(k && s.p[k - 1] == '.');
}

static bool punctuation(const lint *l, const sl_term *t, sl_buf *why) {
    (void)l;
    bool source = ends_marked(t->source), target = ends_marked(t->target);
    if (t->flags & SL_TERM_REGEX || (!source && !target)) return false;
    sl_puts(why, source ? SL_LIT("the source ends in a mark") : SL_LIT("the target ends in a mark"));
    return true;
}

/* A capital at the start of a noun whose target has none: found only as it is written, or in capitals. */
static bool letter_case(const lint *l, const sl_term *t, sl_buf *why) {
    (void)l;
    int32_t c;
    size_t k = t->source.n ? (size_t)sl_utf8_next(t->source.p, t->source.n, &c) : 0;
    if (!k || t->flags & (SL_TERM_CS | SL_TERM_CI | SL_TERM_ACR | SL_TERM_DNT | SL_TERM_REGEX) || t->pos == SL_POS_PROPN) return false;
    sl_str rest = sl_slice(t->source.p + k, t->source.n - k);
    if (!sl_is_upper(c) || chars(rest, sl_is_upper, false) || !chars(rest, sl_is_lower, false) || chars(t->target, sl_is_upper, false)) return false;
    sl_puts(why, SL_LIT("a capital that the target has not; in small letters it is not found"));
    return true;
}

static bool article(const lint *l, const sl_term *t, sl_buf *why) {
    static const sl_str articles[] = {SL_LIT("de"), SL_LIT("het"), SL_LIT("een"), SL_LIT("'t"), SL_LIT("the"), SL_LIT("a"), SL_LIT("an")};
    sl_str rest = t->source, first = sl_cut(&rest, ' ');
    bool is = false;
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) is |= sl_eq(first, articles[i]);
    if (!is || !rest.n || !stop(l, first) || t->flags & SL_TERM_REGEX) return false;
    sl_printf(why, "the source begins with the article '%.*s'", (int)first.n, first.p);
    return true;
}

static const struct { const char *rule; bool error; bool (*is)(const lint *, const sl_term *, sl_buf *); } alone[] = {
    {"control", true, control}, {"stopword", true, stopword}, {"short", false, too_short}, {"number", false, number}, {"same", false, same},
    {"brackets", false, brackets}, {"punctuation", false, punctuation}, {"case", false, letter_case}, {"article", false, article}, {"space", false, space}};

static void give(lint *l, uint32_t i, const char *rule, bool error) {
    sl_finding f = {i, rule, error, sl_view(&l->why)};
    l->found(l->ctx, &f);
}

static void look(lint *l, uint32_t i) {
    sl_term t = sl_termbase_at(l->tb, i);
    const char *rule;
    bool error;
    for (size_t k = 0; k < sizeof alone / sizeof *alone; k++) {
        sl_clear(&l->why);
        if (alone[k].is(l, &t, &l->why)) give(l, i, alone[k].rule, alone[k].error);
    }
    sl_clear(&l->why);
    if (lint_others(l, i, &t, &rule, &error)) give(l, i, rule, error);
    sl_clear(&l->why);
    if (lint_covered(l, i, &t)) give(l, i, "covered", false);
}

static void read_stops(lint *l, sl_str text) {
    sl_str line;
    while (sl_data_line(&text, &line))
        while (line.n) {
            sl_str w = sl_cut(&line, ' ');
            if (w.n) sl_set_add(&l->stops, XXH3_64bits(w.p, w.n));
        }
}

void sl_glossary_lint(const sl_termbase *tb, sl_str stops, const sl_forms *forms, void (*found)(void *, const sl_finding *), void *ctx) {
    lint l = {.tb = tb, .forms = forms, .found = found, .ctx = ctx};
    read_stops(&l, stops);
    lint_sort(&l);
    lint_sort_forms(&l);
    for (uint32_t i = 0; i < sl_termbase_count(tb); i++) look(&l, i);
    sl_set_free(&l.stops);
    sl_buf_free(&l.keys);
    sl_buf_free(&l.why);
    sl_buf_free(&l.stem);
    sl_buf_free(&l.other);
    free(l.form);
    free(l.key);
    free(l.first);
}
