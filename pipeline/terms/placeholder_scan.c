/* Placeholders: finding them again; see sluis/placeholder.h. */
#include "element.h"
#include "idnumber.h"
#include "sign.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"
#include <stdlib.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

typedef struct {
    const sl_ph *ph;
    sl_str line;
    size_t from;                          /* what is before belongs to another placeholder */
    bool lenient;                         /* take it wherever it stands */
    size_t number, number_end;            /* the run of digits */
    bool zero;                            /* it begins with 0, where the style has no zeros */
    sl_ph_span span;
    int lost_before, lost_after, lost_letters;   /* signs that are not there */
    bool word_left, word_right;           /* the span ends in a letter or digit there */
} look;

static void raise(look *k, sl_rung r) { if (r > k->span.rung) k->span.rung = r; }
static bool is_word(int32_t c) { return sl_fold_is_word(c); }

/* Skipped space is no damage where the pattern has one. */
static sl_rung gap_rung(sl_rung skipped, bool gap) {
    if (!gap) return skipped;
    return skipped == SL_RUNG_EXACT ? SL_RUNG_SPACE : skipped == SL_RUNG_SPACE ? SL_RUNG_EXACT : skipped;
}

static void look_before(look *k) {
    for (int i = 0; i < k->ph->nbefore; i++) {
        const sl_ph_sign *want = &k->ph->before[i];
        sl_rung skipped = SL_RUNG_EXACT;
        size_t at = sl_sign_skip_back(k->line, k->span.start, k->from, &skipped);
        sl_sign g = sl_sign_prev(k->line, at, k->from);
        if (g.n && g.c == want->c) {
            raise(k, gap_rung(skipped, want->gap));
            raise(k, g.rung);
            k->span.start = at - g.n;
            k->word_left = is_word(g.c);
        } else if (sl_is_letter(want->c)) k->lost_letters++;
        else k->lost_before++;
    }
}

static void look_after(look *k) {
    for (int i = 0; i < k->ph->nafter; i++) {
        const sl_ph_sign *want = &k->ph->after[i];
        sl_rung skipped = SL_RUNG_EXACT;
        size_t at = sl_sign_skip(k->line, k->span.end, &skipped);
        sl_sign g = sl_sign_next(k->line, at);
        if (g.n && g.c == want->c) {
            raise(k, gap_rung(skipped, want->gap));
            raise(k, g.rung);
            k->span.end = at + g.n;
            k->word_right = is_word(g.c);
        } else if (sl_is_letter(want->c)) k->lost_letters++;
        else k->lost_after++;
    }
}

/* The signs stand; the digits too, when their run is as long as it was put. */
static bool as_put(const look *k) {
    sl_str s = sl_slice(k->line.p + k->span.start, k->span.end - k->span.start), pre = k->ph->pre, post = k->ph->post;
    size_t digits = k->number_end - k->number - k->ph->lead.n;
    if (k->span.rung >= SL_RUNG_ENTITY) return false;
    for (size_t i = k->number; i < k->number_end; i++)
        if (!is_digit(k->line.p[i])) return false;
    return s.n == pre.n + digits + post.n && sl_starts(s, pre) && sl_ends(s, post);
}

static int32_t left_of(const look *k) {
    int32_t c = -1;
    if (k->span.start > k->from) sl_utf8_prev(k->line.p, k->span.start, &c);
    return c;
}

static int32_t right_of(const look *k, size_t skip) {
    size_t at = k->span.end + skip;
    int32_t c = -1;
    if (at < k->line.n) sl_utf8_next(k->line.p + at, k->line.n - at, &c);
    return c;
}

static bool another_follows(const look *k) {
    return k->ph->pre.n && sl_starts(sl_slice(k->line.p + k->span.end, k->line.n - k->span.end), k->ph->pre);
}

/* A word that touches the placeholder was glued to it. Where the placeholder itself ends in a letter or digit, that
 * can be told only when all else is exact and the word is in small letters (theXX1, XX1to, but not FOXX1). Two placeholders may touch. */
static bool complete(look *k) {
    bool escaped = k->span.rung == SL_RUNG_MARKS && memchr(k->line.p + k->span.start, '\\', k->span.end - k->span.start);
    if (escaped && k->span.start > k->from && k->line.p[k->span.start - 1] == '\\') k->span.start--;
    if (as_put(k)) k->span.rung = SL_RUNG_EXACT;
    else raise(k, SL_RUNG_CASE);
    int32_t l = left_of(k), r = right_of(k, 0);
    bool left = is_word(l), right = is_word(r) && !another_follows(k), exact = k->span.rung == SL_RUNG_EXACT;
    if (left && k->word_left && !(exact && sl_is_lower(l))) return false;
    if (right && k->word_right && !(exact && sl_is_lower(r))) return false;
    if (left || right) raise(k, SL_RUNG_GLUED);
    return true;
}

/* (T1), {1}: other brackets in the place of those that were lost. */
static bool replaced(look *k) {
    static const char pairs[] = "()[]{}<>";
    sl_rung r = SL_RUNG_EXACT;
    size_t i = sl_sign_skip_back(k->line, k->span.start, k->from, &r), j = sl_sign_skip(k->line, k->span.end, &r);
    sl_sign g = sl_sign_prev(k->line, i, k->from), h = sl_sign_next(k->line, j);
    for (const char *p = pairs; *p; p += 2)
        if (g.c == p[0] && h.c == p[1]) {
            k->span.start = i - g.n;
            k->span.end = j + h.n;
            return true;
        }
    return false;
}

static bool more_digits(const look *k) {
    sl_rung r = SL_RUNG_EXACT;
    int32_t after = sl_sign_next(k->line, sl_sign_skip(k->line, k->span.end, &r)).c;
    int32_t before = sl_sign_prev(k->line, sl_sign_skip_back(k->line, k->span.start, k->from, &r), k->from).c;
    return (k->word_left && sl_sign_digit(before) >= 0) || (k->word_right && sl_sign_digit(after) >= 0);
}

/* 1 of T1.5 or T1,50 is no id. */
static bool fraction(const look *k) {
    int32_t c = right_of(k, 0);
    return (c == '.' || c == ',' || c == ':') && sl_is_digit(right_of(k, 1));
}

/* The end of one: 7001 of 12,7001. */
static bool fraction_before(const look *k) {
    int32_t c = left_of(k), d = -1;
    if ((c != '.' && c != ',' && c != ':') || k->span.start < 2) return false;
    sl_utf8_prev(k->line.p, k->span.start - 1, &d);
    return sl_is_digit(d);
}

/* A number that stands for itself: words or the end of a sentence around, no sign that makes an amount of it. */
static bool bare(look *k) {
    int32_t l = left_of(k), r = right_of(k, 0), next = right_of(k, 1);
    if (l >= 0 && !sl_is_space(l)) return false;
    bool stop = (r == '.' || r == ',' || r == ';' || r == ':' || r == '!' || r == '?') && (next < 0 || sl_is_space(next));
    k->span.rung = SL_RUNG_BARE;
    return (r < 0 || sl_is_space(r) || stop) && !more_digits(k);
}

/* Signs of this style that were left behind, in the wrong order or on the wrong side. */
static bool own_sign(const look *k, int32_t c) {
    if (c == '"' || c == '/' || c == '=' || sl_is_letter(c) || c < 0) return false;     /* these are rather the text's */
    for (int i = 0; i < k->ph->nbefore; i++)
        if (k->ph->before[i].c == c) return true;
    for (int i = 0; i < k->ph->nafter; i++)
        if (k->ph->after[i].c == c) return true;
    return false;
}

static void take_strays(look *k) {
    sl_sign g;
    while ((g = sl_sign_prev(k->line, k->span.start, k->from)).n && own_sign(k, g.c)) k->span.start -= g.n, k->word_left = false;
    while ((g = sl_sign_next(k->line, k->span.end)).n && own_sign(k, g.c)) k->span.end += g.n, k->word_right = false;
}

/* An empty element's end that an engine gave to a tag: </x> behind <x id="1">. */
static void take_closer(look *k) {
    const sl_ph *ph = k->ph;
    int i = ph->nbefore - 1;
    sl_rung r = SL_RUNG_EXACT;
    if (i < 1 || ph->before[i].c != '<' || !sl_is_letter(ph->before[i - 1].c)) return;
    sl_sign g = sl_sign_next(k->line, sl_sign_skip(k->line, k->span.end, &r));
    size_t at = sl_sign_skip(k->line, k->span.end, &r) + g.n;
    if (g.c != '<') return;
    g = sl_sign_next(k->line, at);
    if (g.c != '/') return;
    for (at += g.n, i--; i >= 0 && sl_is_letter(ph->before[i].c); i--) {
        g = sl_sign_next(k->line, at);
        if (g.c != ph->before[i].c) return;
        at += g.n;
        if (ph->before[i].gap) break;
    }
    g = sl_sign_next(k->line, at);
    if (g.c != '>') return;
    k->span.end = at + g.n;
    raise(k, SL_RUNG_CASE);
}

static bool incomplete(look *k) {
    k->span.rung = SL_RUNG_BRACKET;
    if (k->ph->letters && k->lost_before + k->lost_after == k->ph->nbefore + k->ph->nafter) return false;
    if (k->ph->letters) take_strays(k);
    if (k->lost_before && k->lost_after && replaced(k)) return true;
    if (!k->ph->letters && k->lost_before + k->lost_after == k->ph->nbefore + k->ph->nafter) return bare(k);
    if (!k->ph->letters && (k->lost_before != 0) == (k->lost_after != 0)) return false;
    if ((k->word_left && is_word(left_of(k))) || (k->word_right && is_word(right_of(k, 0)))) return false;
    return !(k->word_right && fraction(k)) && !more_digits(k);
}

static int letters_of(const sl_ph *ph) {
    int n = 0;
    for (int i = 0; i < ph->nbefore; i++) n += sl_is_letter(ph->before[i].c);
    for (int i = 0; i < ph->nafter; i++) n += sl_is_letter(ph->after[i].c);
    return n;
}

/* All letters are lost, but for what else there is, on both sides. */
static bool letterless(const look *k) {
    int others = k->ph->nbefore + k->ph->nafter - letters_of(k->ph);
    bool sides = k->span.start < k->number && k->span.end > k->number_end;
    return k->lost_letters == letters_of(k->ph) && others >= 2 && k->lost_before + k->lost_after == 0 && sides;
}

/* Other letters stand where the style's should, between its other signs: a placeholder that was translated (__TERMIJN1__). */
static bool translated(look *k) {
    const sl_ph *ph = k->ph;
    int i = 0, signs = 0;
    bool any = false;
    if (!ph->nafter || k->lost_after) return false;
    k->span.start = k->number;
    while (i < ph->nbefore && sl_is_letter(ph->before[i].c)) i++;
    sl_rung ignored = SL_RUNG_EXACT;
    if (i) k->span.start = sl_sign_skip_back(k->line, k->span.start, k->from, &ignored);
    for (int n = 0; i && n < 32; n++) {
        sl_sign g = sl_sign_prev(k->line, k->span.start, k->from);
        if (!g.n || !(sl_is_letter(g.c) || (any && sl_is_space(g.c)))) break;
        k->span.start -= g.n, any = true;
    }
    for (; any && i < ph->nbefore; i++, signs++) {
        sl_rung r = SL_RUNG_EXACT;
        size_t at = sl_sign_skip_back(k->line, k->span.start, k->from, &r);
        sl_sign g = sl_sign_prev(k->line, at, k->from);
        if (!g.n || g.c != ph->before[i].c) return false;
        k->span.start = at - g.n;
    }
    k->span.id = 0;
    return any && signs;
}

static bool examine(look *k) {
    k->word_left = k->word_right = true;
    look_before(k);
    look_after(k);
    if (k->lost_letters) {
        if (!letterless(k)) return !k->lenient && translated(k);
        raise(k, SL_RUNG_BRACKET);
        return true;
    }
    if (k->lenient) return true;
    take_closer(k);
    if (k->ph->numeric && (fraction(k) || fraction_before(k))) return false;
    return k->lost_before || k->lost_after ? incomplete(k) : complete(k);
}

/* Set the look on the run at `at`; with `join`, on the groups that it begins. False: that is no id. */
static bool take_number(look *k, size_t at, bool join, size_t *end) {
    id_run r = id_run_read(k->line, at);
    bool joined = false;
    *end = r.end;
    if (join && r.n <= 3)
        while (id_run_join(k->line, &r)) joined = true;
    if (join && !joined) return false;
    uint32_t id = id_run_id(k->ph, &r);
    if (!id) return false;
    *end = r.end;
    k->number = at;
    k->number_end = r.end;
    k->span = (sl_ph_span){at, r.end, id, joined ? SL_RUNG_DIGITS : r.odd ? SL_RUNG_CASE : SL_RUNG_EXACT, {0, 0}};
    k->lost_before = k->lost_after = k->lost_letters = 0;
    return true;
}

static void keep(sl_ph_spans *s, const look *k) {
    s->v = sl_grow(s->v, &s->cap, s->n + 1, sizeof *s->v);
    s->v[s->n++] = k->span;
}

static void doubt(sl_ph_spans *s, const look *k) {
    s->doubt = sl_grow(s->doubt, &s->doubt_cap, s->ndoubt + 1, sizeof *s->doubt);
    s->doubt[s->ndoubt++] = k->span;
}

void sl_ph_scan(const sl_ph *ph, sl_str line, sl_ph_spans *s) {
    look k = {.ph = ph, .line = line};
    size_t end;
    s->n = s->ndoubt = 0;
    if (ph->element) { sl_element_scan(ph->element, line, s); return; }
    for (size_t at = sl_sign_to_digit(line, 0); at < line.n; at = sl_sign_to_digit(line, end)) {
        bool number = (ph->numeric && take_number(&k, at, true, &end)) || take_number(&k, at, false, &end);
        if (end == at) { end++; continue; }
        if (!number || at < k.from) continue;
        if (!examine(&k)) {
            if (ph->letters && !k.lost_letters) doubt(s, &k);
            continue;
        }
        keep(s, &k);
        k.from = k.span.end;
        if (k.from > end) end = k.from;
    }
}

void sl_ph_taken(const sl_ph *ph, sl_str line, sl_ph_spans *s) {
    look k = {.ph = ph, .line = line, .lenient = true};
    size_t end, whole;
    s->n = 0;
    if (ph->element) { sl_element_scan(ph->element, line, s); return; }
    for (size_t at = sl_sign_to_digit(line, 0); at < line.n; at = sl_sign_to_digit(line, end)) {
        if (ph->numeric && take_number(&k, at, true, &whole) && examine(&k)) keep(s, &k);
        if (take_number(&k, at, false, &end) && examine(&k)) keep(s, &k);
        if (end == at) end++;
    }
}

void sl_ph_spans_free(sl_ph_spans *s) {
    free(s->v);
    free(s->doubt);
    *s = (sl_ph_spans){0};
}
