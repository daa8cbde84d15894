/* Placeholders; see sluis/placeholder.h. */
#include "sluis/placeholder.h"
#include "sign.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"
#include <stdlib.h>

const char *const sl_rung_names[SL_NRUNGS] = {"exact", "case", "space", "marks", "entity", "glued", "bracket"};

static const struct { const char *pre, *post; } styles[] = {
    {"XX", ""}, {"\xEF\xBD\x9FT", "\xEF\xBD\xA0"}, {"[", "]"}, {"<x id=\"", "\"/>"}};

static int read_signs(sl_str s, sl_ph_sign *to, bool *letters) {
    int n = 0;
    bool gap = false;
    int32_t c;
    for (size_t i = 0; i < s.n;) {
        i += (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        if (sl_is_space(c)) { gap = true; continue; }
        if (n == SL_PH_SIGNS) return -1;
        to[n++] = (sl_ph_sign){sl_sign_fold(c), gap};
        if (sl_is_letter(c)) *letters = true;
        gap = false;
    }
    return n;
}

/* Read from left to right, signs know the gap on their left; before the number they must know the one on their right. */
static void turn(sl_ph_sign *v, int n) {
    for (int i = 0; i < n - 1; i++) v[i].gap = v[i + 1].gap;
    if (n) v[n - 1].gap = false;
    for (int i = 0; i < n / 2; i++) {
        sl_ph_sign t = v[i];
        v[i] = v[n - 1 - i];
        v[n - 1 - i] = t;
    }
}

static bool make(sl_ph *ph, sl_str pre, sl_str post) {
    ph->pre = pre;
    ph->post = post;
    ph->letters = false;
    ph->nbefore = read_signs(pre, ph->before, &ph->letters);
    ph->nafter = read_signs(post, ph->after, &ph->letters);
    if (ph->nbefore < 0 || ph->nafter < 0 || ph->nbefore + ph->nafter == 0) return false;
    turn(ph->before, ph->nbefore);
    return true;
}

void sl_ph_style(sl_ph *ph, int style) { make(ph, sl_cstr(styles[style].pre), sl_cstr(styles[style].post)); }

static bool is_digit_at(sl_str s, size_t i) { return i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; }

bool sl_ph_infer(sl_ph *ph, sl_str placeholder, uint32_t id) {
    sl_buf digits = {0};
    sl_ph_number(&digits, id);
    size_t k = digits.n, at = 0;
    for (; at + k <= placeholder.n; at++) {
        bool alone = !(at && is_digit_at(placeholder, at - 1)) && !is_digit_at(placeholder, at + k);
        if (alone && memcmp(placeholder.p + at, digits.p, k) == 0) break;
    }
    sl_buf_free(&digits);
    if (at + k > placeholder.n) return false;
    return make(ph, sl_slice(placeholder.p, at), sl_slice(placeholder.p + at + k, placeholder.n - at - k));
}

void sl_ph_put(const sl_ph *ph, uint32_t id, sl_buf *out) {
    sl_puts(out, ph->pre);
    sl_ph_number(out, id);
    sl_puts(out, ph->post);
}

typedef struct {
    const sl_ph *ph;
    sl_str line;
    size_t from;                          /* what is before belongs to another placeholder */
    bool lenient;                         /* take it wherever it stands */
    size_t number, number_end;            /* the run of digits */
    sl_ph_span span;
    int lost_before, lost_after;          /* signs that are not there */
    bool word_left, word_right;           /* the span ends in a letter or digit there */
} look;

static void raise(look *k, sl_rung r) { if (r > k->span.rung) k->span.rung = r; }
static bool is_word(int32_t c) { return sl_fold_is_word(c); }

/* Skipped space is no damage where the pattern has one. */
static sl_rung gap_rung(sl_rung skipped, bool gap) {
    if (!gap) return skipped;
    return skipped == SL_RUNG_EXACT ? SL_RUNG_SPACE : skipped == SL_RUNG_SPACE ? SL_RUNG_EXACT : skipped;
}

static bool look_before(look *k) {
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
        } else if (sl_is_letter(want->c)) return false;
        else k->lost_before++;
    }
    return true;
}

static bool look_after(look *k) {
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
        } else if (sl_is_letter(want->c)) return false;
        else k->lost_after++;
    }
    return true;
}

static bool as_put(const look *k) {
    sl_str s = sl_slice(k->line.p + k->span.start, k->span.end - k->span.start), pre = k->ph->pre, post = k->ph->post;
    size_t digits = k->number_end - k->number;
    return s.n == pre.n + digits + post.n && sl_starts(s, pre) && sl_ends(s, post) && (unsigned char)k->line.p[k->number] < 0x80;
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
    return (k->word_left && sl_is_digit(before)) || (k->word_right && sl_is_digit(after));
}

/* 1 of T1.5 or T1,50 is no id. */
static bool fraction(const look *k) {
    int32_t c = right_of(k, 0);
    return (c == '.' || c == ',' || c == ':') && sl_is_digit(right_of(k, 1));
}

static bool incomplete(look *k) {
    k->span.rung = SL_RUNG_BRACKET;
    if (k->lost_before && k->lost_after && replaced(k)) return true;
    if (!k->ph->letters && (k->lost_before != 0) == (k->lost_after != 0)) return false;
    if ((k->word_left && is_word(left_of(k))) || (k->word_right && is_word(right_of(k, 0)))) return false;
    return !(k->word_right && fraction(k)) && !more_digits(k);
}

static bool examine(look *k) {
    k->word_left = k->word_right = true;
    if (!look_before(k) || !look_after(k)) return false;
    if (k->lenient && (k->ph->letters || k->lost_before + k->lost_after < k->ph->nbefore + k->ph->nafter)) return true;
    return k->lost_before || k->lost_after ? incomplete(k) : complete(k);
}

/* The value of the digit at i, or -1; *n its bytes. Full-width digits are U+FF10.. */
static int digit_at(sl_str s, size_t i, size_t *n) {
    const unsigned char *u = (const unsigned char *)s.p + i;
    *n = 1;
    if (i < s.n && u[0] >= '0' && u[0] <= '9') return u[0] - '0';
    *n = 3;
    return i + 3 <= s.n && u[0] == 0xEF && u[1] == 0xBC && u[2] >= 0x90 && u[2] <= 0x99 ? u[2] - 0x90 : -1;
}

/* The next run of digits from *at on that may be an id: no leading zero, at most nine digits. */
static bool next_number(look *k, size_t *at) {
    size_t n, i = *at;
    int d = -1;
    for (;;) {
        while (i < k->line.n && (d = digit_at(k->line, i, &n)) < 0) i++;
        if (i >= k->line.n) return false;
        uint64_t id = 0;
        bool zero = d == 0, wide = n == 3;
        k->number = i;
        for (int digits = 0; (d = digit_at(k->line, i, &n)) >= 0; i += n, digits++) id = digits < 10 ? id * 10 + (uint64_t)d : UINT64_MAX / 20;
        k->number_end = *at = i;
        if (zero || id > 999999999) continue;
        k->span = (sl_ph_span){k->number, i, (uint32_t)id, wide ? SL_RUNG_CASE : SL_RUNG_EXACT};
        k->lost_before = k->lost_after = 0;
        return true;
    }
}

static void keep(sl_ph_spans *s, const look *k) {
    s->v = sl_grow(s->v, &s->cap, s->n + 1, sizeof *s->v);
    s->v[s->n++] = k->span;
}

void sl_ph_scan(const sl_ph *ph, sl_str line, sl_ph_spans *s) {
    look k = {.ph = ph, .line = line};
    s->n = 0;
    for (size_t at = 0; next_number(&k, &at);) {
        if (k.number < k.from || !examine(&k)) continue;
        keep(s, &k);
        k.from = k.span.end;
    }
}

void sl_ph_taken(const sl_ph *ph, sl_str line, sl_ph_spans *s) {
    look k = {.ph = ph, .line = line, .lenient = true};
    s->n = 0;
    for (size_t at = 0; next_number(&k, &at);)
        if (examine(&k)) keep(s, &k);
}

void sl_ph_spans_free(sl_ph_spans *s) {
    free(s->v);
    *s = (sl_ph_spans){0};
}
