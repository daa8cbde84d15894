/* Where the target of an entry stands in an English line; see sluis/attest.h. */
#include "attest.h"
#include "sluis/fold.h"
#include "sluis/termcase.h"
#include "sluis/utf8.h"
#include <stdlib.h>

enum { GLUED, APART, FAR };          /* what is between a word and the one before: nothing; a space or a hyphen; more, or the line's start */

/* Cut a text into words and signs; spaces and hyphens are what is between. */
static bool next_word(sl_str text, size_t *at, sl_buf *scratch, at_word *w) {
    unsigned between = 0;
    for (size_t from = *at; *at < text.n;) {
        sl_seg g = sl_fold_seg(sl_slice(text.p + *at, text.n - *at), scratch);
        size_t start = *at;
        *at += g.n;
        if (g.kind == SL_SEG_SPACE || (g.kind == SL_SEG_OTHER && g.c == '-')) between++;
        else {
            uint8_t gap = from == 0 || between > 1 ? FAR : (uint8_t)between;
            return *w = (at_word){g.hash, start, *at, g.kind == SL_SEG_WORD ? 0 : g.c, gap}, true;
        }
    }
    return false;
}

void sl_attest_line(sl_attest *a, sl_str line) {
    size_t at = 0;
    a->line = line;
    a->nwords = 0;
    a->seen = 0;
    for (;;) {
        a->words = sl_grow(a->words, &a->words_cap, a->nwords + 1, sizeof *a->words);
        at_word *w = &a->words[a->nwords];
        if (!next_word(line, &at, &a->scratch, w)) break;
        a->seen |= 1ull << (w->hash >> 58);
        a->nwords++;
    }
}

/* Spelling out. */

static bool has_capital(sl_str s) {
    int32_t c;
    for (size_t i = 0; i < s.n;) {
        i += (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        if (sl_is_upper(c)) return true;
    }
    return false;
}

static bool same_as_before(const sl_attest *a, const at_entry *e, const at_form *f) {
    for (size_t i = e->first; i < a->nforms; i++) {
        const at_form *g = &a->forms[i];
        size_t k = 0;
        while (g->n == f->n && k < f->n && a->parts[g->first + k].hash == a->parts[f->first + k].hash) k++;
        if (g->n == f->n && k == f->n) return true;
    }
    return false;
}

/* Keep a form of the target, unless it is there. */
static void keep(sl_attest *a, at_entry *e, sl_str text, unsigned form, unsigned flags) {
    size_t article = sl_english_article(text), at = 0;
    if (article && article + 1 < text.n) text.p += article + 1, text.n -= article + 1;
    at_form f = {(uint32_t)a->nparts, 0, form};
    for (at_word w; next_word(text, &at, &a->scratch, &w); f.n++) {
        sl_str piece = sl_slice(text.p + w.start, w.end - w.start);
        a->parts = sl_grow(a->parts, &a->parts_cap, a->nparts + 1, sizeof *a->parts);
        at_part *p = &a->parts[a->nparts++];
        *p = (at_part){.hash = w.hash, .gap = w.gap, .at = (uint32_t)a->text.n, .cased = !(flags & SL_TERM_CI) && has_capital(piece)};
        if (p->cased) sl_fold_form(piece, &a->text);
        p->len = (uint32_t)(a->text.n - p->at);
    }
    if (!f.n || same_as_before(a, e, &f)) { a->nparts = f.first; return; }
    a->forms = sl_grow(a->forms, &a->forms_cap, a->nforms + 1, sizeof *a->forms);
    a->forms[a->nforms++] = f;
    e->n++;
}

static void keep_form(sl_attest *a, at_entry *e, sl_str target, unsigned form, unsigned flags) {
    sl_clear(&a->form);
    if (sl_english_form(a->en, target, form, &a->form)) keep(a, e, sl_view(&a->form), form, flags);
}

static bool may_be_verb(sl_str target, sl_pos pos) {
    bool to = sl_starts(target, SL_LIT("to ")), one = !memchr(target.p, ' ', target.n);
    return pos == SL_POS_VERB || (pos == SL_POS_NONE && (to || (one && !has_capital(target))));
}

static void spell_out(sl_attest *a, at_entry *e, sl_str target, sl_pos pos, unsigned flags) {
    static const unsigned verb[] = {SL_EN_PAST, SL_EN_PARTICIPLE, SL_EN_THIRD, SL_EN_ING};
    bool noun = pos == SL_POS_NONE || pos == SL_POS_NOUN || pos == SL_POS_PROPN;
    keep(a, e, target, 0, flags);
    if (!a->en || flags & SL_TERM_EXACT) return;
    if (noun) keep_form(a, e, target, SL_EN_PLURAL, flags);
    sl_clear(&a->form);
    if (noun && sl_english_singular(a->en, target, &a->form)) keep(a, e, sl_view(&a->form), SL_ATTEST_SINGULAR, flags);
    if (!may_be_verb(target, pos)) return;
    if (sl_starts(target, SL_LIT("to ")) && target.n > 3) target.p += 3, target.n -= 3;
    keep(a, e, target, 0, flags);
    for (size_t i = 0; i < sizeof verb / sizeof *verb; i++) keep_form(a, e, target, verb[i], flags);
}

/* Its words have one capital each at most, and small letters behind it. */
static bool capitalised(sl_str s) {
    int32_t c;
    bool after = false, small = false;
    for (size_t i = 0; i < s.n; after = sl_is_letter(c)) {
        i += (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        if (sl_is_upper(c) && after) return false;
        small |= sl_is_lower(c);
    }
    return small;
}

unsigned sl_attest_flags(const sl_term *t, sl_str target) {
    const unsigned named = SL_TERM_CS | SL_TERM_ACR | SL_TERM_DNT;
    return t->flags & named || t->pos == SL_POS_PROPN || has_capital(t->source) || !capitalised(target) ? t->flags : t->flags | SL_TERM_CI;
}

/* Remembering. */

static at_entry *home(const sl_attest *a, uint64_t key) {
    size_t i = (key * 0x9E3779B97F4A7C15ull) >> 20 & a->mask;
    while (a->entries[i].key && a->entries[i].key != key) i = (i + 1) & a->mask;
    return &a->entries[i];
}

static void widen(sl_attest *a) {
    at_entry *old = a->entries;
    size_t n = old ? a->mask + 1 : 0;
    a->mask = n ? 2 * n - 1 : 255;
    a->entries = sl_zalloc((a->mask + 1) * sizeof *a->entries);
    for (size_t i = 0; i < n; i++)
        if (old[i].key) *home(a, old[i].key) = old[i];
    free(old);
}

static void forget(sl_attest *a) {
    if (a->entries) memset(a->entries, 0, (a->mask + 1) * sizeof *a->entries);
    a->nentries = a->nforms = a->nparts = 0;
    sl_clear(&a->text);
}

static const at_entry *entry(sl_attest *a, uint64_t key, sl_str target, sl_pos pos, unsigned flags) {
    if (a->nparts > 1u << 20 || a->text.n > 8u << 20) forget(a);
    if (a->nentries * 2 >= a->mask) widen(a);
    at_entry *e = home(a, key);
    if (e->key) return e;
    *e = (at_entry){key, (uint32_t)a->nforms, 0};
    a->nentries++;
    spell_out(a, e, target, pos, flags);
    return e;
}

/* Looking. */

static bool digit(const sl_attest *a, size_t byte) { return byte < a->line.n && a->line.p[byte] >= '0' && a->line.p[byte] <= '9'; }

/* Is word i a sign that makes one of the words on both sides of it? */
static bool joins(const sl_attest *a, size_t i) {
    const at_word *w = &a->words[i];
    if (i == 0 || i + 1 >= a->nwords || w->gap != GLUED || w[1].gap != GLUED || w[1].c || w[-1].c) return false;
    if (w->c == ',') return digit(a, w->start - 1) && digit(a, w->end);
    return w->c == '\'' || w->c == '.' || w->c == '@' || w->c == '&';
}

/* The 's behind word i - 1: its length. */
static size_t possessive(const sl_attest *a, size_t i) {
    if (i + 1 >= a->nwords || a->words[i].c != '\'' || a->words[i].gap != GLUED || a->words[i + 1].gap != GLUED) return 0;
    const at_word *s = &a->words[i + 1];
    return s->end - s->start == 1 && (a->line.p[s->start] | 32) == 's' ? s->end - a->words[i].start : 0;
}

/* A word of the target with capitals: is it written so, or in capitals? */
static bool written(sl_attest *a, const at_part *p, const at_word *w) {
    if (!p->cased) return true;
    sl_clear(&a->base);
    sl_fold_form(sl_slice(a->line.p + w->start, w->end - w->start), &a->base);
    return sl_case_rule(sl_slice(a->text.p + p->at, p->len), sl_view(&a->base), true) != SL_CASE_NONE;
}

static bool stands_at(sl_attest *a, const at_form *f, size_t i, sl_attested *found) {
    const at_part *p = &a->parts[f->first];
    const at_word *w = &a->words[i];
    if (i + f->n > a->nwords) return false;
    for (size_t k = 0; k < f->n; k++)
        if (p[k].hash != w[k].hash || (k && p[k].gap != w[k].gap)) return false;
    for (size_t k = 0; k < f->n; k++)
        if (!written(a, &p[k], &w[k])) return false;
    size_t end = i + f->n, tail = w[f->n - 1].c ? 0 : possessive(a, end);
    if (!w->c && i && w->gap == GLUED && joins(a, i - 1)) return false;
    size_t behind = tail ? end + 2 : end;
    if (!w[f->n - 1].c && behind < a->nwords && joins(a, behind)) return false;
    *found = (sl_attested){w->start, w[f->n - 1].end, tail, f->form | (tail ? SL_EN_POSSESSIVE : 0)};
    return true;
}

/* The longest form at word i: how many words it takes. */
static size_t longest(sl_attest *a, const at_entry *e, size_t i, sl_attested *best) {
    size_t n = 0;
    for (const at_form *f = a->forms + e->first, *end = f + e->n; f < end; f++)
        if (a->parts[f->first].hash == a->words[i].hash && f->n > n && stands_at(a, f, i, best)) n = f->n;
    return n;
}

size_t sl_attest_find(sl_attest *a, uint64_t key, sl_str target, sl_pos pos, unsigned flags) {
    const at_entry *e = entry(a, key, target, pos, flags);
    uint64_t first = 0;
    sl_attested best;
    a->n = 0;
    for (uint32_t k = 0; k < e->n; k++) first |= 1ull << (a->parts[a->forms[e->first + k].first].hash >> 58);
    if (!(first & a->seen)) return 0;
    for (size_t i = 0; i < a->nwords;) {
        size_t n = first >> (a->words[i].hash >> 58) & 1 ? longest(a, e, i, &best) : 0;
        if (n) {
            a->v = sl_grow(a->v, &a->cap, a->n + 1, sizeof *a->v);
            a->v[a->n++] = best;
        }
        i += n ? n : 1;
    }
    return a->n;
}

void sl_attest_free(sl_attest *a) {
    sl_buf *b[] = {&a->text, &a->form, &a->base, &a->scratch};
    for (size_t i = 0; i < sizeof b / sizeof *b; i++) sl_buf_free(b[i]);
    free(a->v);
    free(a->words);
    free(a->entries);
    free(a->forms);
    free(a->parts);
    *a = (sl_attest){.en = a->en};
}
