/* Is a surface a form of an entry? See judge.h. */
#include "judge.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"

/* A source of an unknown part of speech that has a capital is a name or a noun. */
static unsigned kinds_of(sl_pos pos, sl_str source) {
    static const uint8_t kinds[SL_POS_N] = {[SL_POS_NONE] = SL_FORMS_ANY, [SL_POS_NOUN] = SL_FORMS_NOUN, [SL_POS_PROPN] = SL_FORMS_NAME,
                                            [SL_POS_ADJ] = SL_FORMS_ADJ, [SL_POS_VERB] = SL_FORMS_VERB};
    return pos == SL_POS_NONE && sl_case_is_capital(source) ? SL_FORMS_NOUN : kinds[pos];
}

static bool wordy(char c) { return (unsigned char)c & 0x80 || sl_fold_ascii_word[(unsigned char)c]; }

/* The next word, or one other byte, of a folded text. */
static sl_str piece(sl_str *rest) {
    size_t n = 0;
    while (n < rest->n && wordy(rest->p[n])) n++;
    sl_str p = sl_slice(rest->p, n ? n : 1);
    *rest = sl_slice(rest->p + p.n, rest->n - p.n);
    return p;
}

static int32_t small(char c) { return c >= 'A' && c <= 'Z' ? c | 32 : c; }

static bool same_letters(sl_str a, sl_str b) {
    if (a.n != b.n) return false;
    int32_t c, d;
    for (size_t i = 0; i < a.n; i++) {
        if (a.p[i] == b.p[i] || small(a.p[i]) == small(b.p[i])) continue;
        if (!((unsigned char)a.p[i] & 0x80)) return false;
        while (i && ((unsigned char)a.p[i] & 0xC0) == 0x80) i--;               /* to the start of the character */
        size_t k = (size_t)sl_utf8_next(a.p + i, a.n - i, &c);
        sl_utf8_next(b.p + i, b.n - i, &d);
        if (c < 0 || sl_lower(c) != sl_lower(d)) return false;
        i += k - 1;
    }
    return true;
}

/* The form with the case of the source as far as both have the same letters, in small letters from there. */
static void put_cased(sl_buf *out, sl_str source, sl_str form) {
    size_t i = 0;
    while (i < source.n && i < form.n && small(source.p[i]) == small(form.p[i])) i++;
    sl_put(out, source.p, i);
    for (; i < form.n; i++) sl_putc(out, (char)small(form.p[i]));
}

typedef struct { const sl_forms *f; sl_str source, surface; unsigned kinds; sl_buf *cased; sl_form form; } phrase;

/* Where the head of a phrase ends: before a preposition that is not its first word, or at the end. */
static size_t head_end(const sl_forms *f, sl_str source) {
    sl_str rest = source;
    while (rest.n) {
        size_t at = (size_t)(rest.p - source.p);
        sl_str p = piece(&rest);
        if (at && source.p[at - 1] == ' ' && sl_forms_preposition(f, p)) return at - 1;
    }
    return source.n;
}

/* May the word source[at, end) vary, and how? Adjectives only before a space; a word that a hyphen follows never. */
static unsigned may_vary(const phrase *p, size_t end, size_t head) {
    if (end == head) return p->kinds;
    if (end > head || p->source.p[end] != ' ' || p->kinds & (SL_FORMS_NAME | SL_FORMS_VERB)) return 0;
    return SL_FORMS_ADJ;
}

static bool word_fits(phrase *p, sl_str a, sl_str b, unsigned kinds, bool head) {
    sl_form form;
    if (!kinds || !sl_forms_relate(p->f, a, head ? kinds : kinds | SL_FORMS_INNER, b, &form)) return false;
    if (!head && form != SL_FORM_INFLECTED) return false;
    p->form |= form;
    return true;
}

/* Word by word; sets p->cased to the surface in the case that the source would have. */
static bool phrase_fits(phrase *p) {
    sl_str a = p->source, b = p->surface;
    size_t head = head_end(p->f, p->source);
    sl_clear(p->cased);
    while (a.n && b.n) {
        sl_str x = piece(&a), y = piece(&b);
        size_t end = (size_t)(a.p - p->source.p);
        if (!a.n && b.n) y = sl_slice(y.p, y.n + b.n), b.n = 0;                /* an ending behind an apostrophe */
        if (!same_letters(x, y) && !word_fits(p, x, y, wordy(x.p[0]) ? may_vary(p, end, head) : 0, end == head)) return false;
        put_cased(p->cased, x, y);
    }
    return !a.n && !b.n;
}

/* The folded source of a pattern: itself, when that is plain. */
static sl_str folded(sl_walk *w, sl_str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] & 0x80 || s.p[i] == '`' || (s.p[i] <= ' ' && (i == 0 || i + 1 == s.n || s.p[i] != ' ' || s.p[i + 1] == ' '))) {
            sl_clear(&w->m->source);
            sl_fold_form(s, &w->m->source);
            s = sl_view(&w->m->source);
            while (s.n && s.p[0] == ' ') s.p++, s.n--;
            while (s.n && s.p[s.n - 1] == ' ') s.n--;
            return s;
        }
    return s;
}


static bool behind_te(sl_str line, size_t at) {
    return at >= 3 && line.p[at - 1] == ' ' && (line.p[at - 2] | 32) == 'e' && (line.p[at - 3] | 32) == 't' && (at == 3 || !wordy(line.p[at - 4]));
}

/* What rules of single words cannot know: the context. A small source's inflected form with a capital in mid-sentence is a name (Brugge); a
 * plural in -en behind `te` is an infinitive; an unknown part of speech with a capital is a name, which has no -s but the genitive's. */
bool sl_in_place(const sl_walk *w, const sl_match *m) {
    if (m->form == 0) return true;
    if (m->rule == SL_CASE_CAPITAL && !sl_case_opens(sl_slice(w->line.p, m->start))) return false;
    return !(m->form == SL_FORM_PLURAL && sl_ends(sl_slice(w->line.p, m->end), SL_LIT("en")) && behind_te(w->line, m->start));
}

static bool name_in_s(const sl_term *t, const sl_match *m, sl_str source, sl_str surface) {
    return t->pos == SL_POS_NONE && m->form == SL_FORM_PLURAL && surface.n == source.n + 1 && sl_case_is_capital(source);
}

/* Case, of a source and a surface that have the same letters. */
static sl_case case_of(const sl_term *t, sl_str source, sl_str surface) {
    sl_case rule = sl_case_rule(source, surface, t->flags & (SL_TERM_ACR | SL_TERM_CS));
    if (rule != SL_CASE_NONE || !(t->flags & SL_TERM_CI)) return rule;
    return sl_case_is_capital(surface) && !sl_case_is_capital(source) ? SL_CASE_CAPITAL : SL_CASE_EXACT;
}

/* Words like `bij` and `meer` are nearly always themselves, not bees and lakes. */
static bool too_common(const sl_walk *w, const sl_term *t, sl_str source) {
    return w->ix->forms && !(t->flags & SL_TERM_EXACT) && !sl_case_is_capital(source) && sl_forms_stop(w->ix->forms, source);
}

static bool fits(sl_walk *w, const sl_term *t, sl_termextra x, sl_str surface, bool te, sl_match *m) {
    sl_str source = folded(w, sl_termindex_text(t, x, &w->m->joined));
    bool varies = w->ix->forms && !(w->flags & SL_MATCH_EXACT) && !(t->flags & SL_TERM_EXACT) && !x.variant;
    phrase p = {w->ix->forms, source, surface, kinds_of(t->pos, source), &w->m->pseudo, 0};
    if (te && !(varies && p.kinds & (SL_FORMS_VERB | SL_FORMS_ANY) && sl_ends(source, SL_LIT("n")))) return false;
    if (!x.variant && same_letters(source, surface) && too_common(w, t, source)) return false;
    if (sl_eq(source, surface)) m->rule = SL_CASE_EXACT;
    else if (same_letters(source, surface)) m->rule = case_of(t, source, surface);
    else if (!varies || te || !phrase_fits(&p)) return false;
    else m->rule = case_of(t, sl_view(p.cased), surface);
    m->form = te ? SL_FORM_INFINITIVE_TE : p.form;
    return m->rule != SL_CASE_NONE && (w->anywhere || sl_in_place(w, m)) && !name_in_s(t, m, source, surface);
}

/* Of what begins and ends at the same places: priority, as it is written, in that case, a source before a variant's, then order. */
static bool better(const sl_walk *w, const sl_match *a, const sl_match *b) {
    int16_t p = sl_termbase_at(w->ix->tb, a->term).priority, q = sl_termbase_at(w->ix->tb, b->term).priority;
    if (p != q) return p > q;
    if ((a->form == 0) != (b->form == 0)) return a->form == 0;
    if ((a->rule == SL_CASE_EXACT) != (b->rule == SL_CASE_EXACT)) return a->rule == SL_CASE_EXACT;
    return a->term < b->term || (a->term == b->term && a->variant < b->variant);
}

/* Try the patterns of the slot that have the letters of the surface, or the others: of these only such as may still win. */
static void try_all(sl_walk *w, const sl_termslot *s, sl_str surface, bool te, bool same, sl_match place, bool *any, sl_match *best) {
    uint8_t check = sl_termindex_check(surface);
    if (!same && *any && best->form == 0 && !w->ix->ranked) return;
    for (uint32_t i = s->ref; i; i = w->ix->next[i - 1]) {
        bool alike = w->ix->checks[i - 1] == check;
        if (same && !alike) continue;
        sl_termextra x = sl_termindex_pattern(w->ix, i - 1);
        sl_term t = sl_termbase_at(w->ix->tb, x.term);
        sl_match m = place;
        m.term = x.term;
        m.variant = x.variant;
        alike = alike && same_letters(folded(w, sl_termindex_text(&t, x, &w->m->joined)), surface);
        if (x.gap || alike != same) continue;
        if (!same && *any && best->form == 0 && t.priority <= sl_termbase_at(w->ix->tb, best->term).priority) continue;
        if (!fits(w, &t, x, surface, te, &m)) continue;
        w->fits++;
        if (*any && !better(w, &m, best)) continue;
        *best = m;
        *any = true;
    }
}

/* `place` is where the match is. What is as it is written goes first: mostly it wins, and then no form need be looked at. */
static bool best_of(sl_walk *w, const sl_termslot *s, sl_str surface, bool te, sl_match place, sl_match *best) {
    bool any = false;
    try_all(w, s, surface, te, true, place, &any, best);
    try_all(w, s, surface, te, false, place, &any, best);
    return any;
}

bool sl_judge(sl_walk *w, const sl_termslot *s, sl_surface u, sl_match *best) {
    sl_buf *form = &w->m->form;
    sl_clear(form);
    sl_fold_form(sl_slice(w->line.p + u.start, (u.te ? u.te : u.end) - u.start), form);
    if (u.te) sl_fold_form(sl_slice(w->line.p + u.te + u.te_n, u.end - u.te - u.te_n), form);
    return best_of(w, s, sl_view(form), u.te != 0, (sl_match){.start = u.start, .end = u.end, .kind = u.kind}, best);
}

/* Finite forms are those of the present and past; the infinitive is one too (wij trekken ... op). */
static bool verb_fits(sl_walk *w, const sl_term *t, sl_termextra x, sl_str joined, bool finite, sl_match *m) {
    sl_str source = folded(w, sl_termindex_text(t, x, &w->m->joined));
    m->rule = SL_CASE_EXACT;
    m->form = finite ? SL_FORM_PRESENT : SL_FORM_INFINITIVE_TE;
    if (x.gap) return finite && same_letters(source, joined);
    if (x.variant || t->flags & SL_TERM_EXACT || (t->pos != SL_POS_VERB && t->pos != SL_POS_NONE)) return false;
    if (!sl_ends(source, SL_LIT("n")) || !sl_forms_separable(w->ix->forms, source)) return false;
    if (same_letters(source, joined)) return true;
    return finite && sl_forms_relate(w->ix->forms, source, SL_FORMS_VERB, joined, &m->form) && m->form & (SL_FORM_PRESENT | SL_FORM_PAST);
}

bool sl_judge_verb(sl_walk *w, sl_str joined, bool finite, sl_match *best) {
    uint64_t keys[SL_FORMS_KEYS];
    size_t n = sl_forms_keys(w->ix->forms, joined, keys);
    bool any = false;
    for (size_t k = 0; k < n; k++) {
        const sl_termslot *s = sl_termindex_find(w->ix, sl_fold_step(SL_FOLD_SEED, keys[k]));
        for (uint32_t i = s ? s->ref : 0; i; i = w->ix->next[i - 1]) {
            sl_termextra x = sl_termindex_pattern(w->ix, i - 1);
            sl_term t = sl_termbase_at(w->ix->tb, x.term);
            sl_match m = *best;
            m.term = x.term;
            m.variant = x.variant;
            if (!verb_fits(w, &t, x, joined, finite, &m) || (any && !better(w, &m, best))) continue;
            *best = m;
            any = true;
        }
    }
    return any;
}
