/* Moses' rules 5 to 8: English apostrophes, periods, and the entities; see sluis/moses.h. */
#include "tok_moses.h"

/* Rule 5 is five replacements, one behind the other. Each takes what stands before and behind the apostrophe with it, so that the
 * next apostrophe cannot use it: that decides which of several get their space. A neighbour has (or has not) any of these classes. */
typedef struct { unsigned before; bool has_before; unsigned behind; bool has_behind, both; } replacement;
static const replacement replacements[] = {
    {M_LETTER, false, M_LETTER, false, true}, {M_LETTER | M_NUMBER, false, M_LETTER, true, true}, {M_LETTER, true, M_LETTER, false, true},
    {M_LETTER, true, M_LETTER, true, false}, {M_NUMBER, true, M_S, true, false}};

/* Does it apply to the apostrophe at i, if nothing before `free` may be used? The length of what stands behind it, or 0. */
static size_t applies(const sl_moses *m, const replacement *r, sl_str s, size_t i, size_t free) {
    int32_t c;
    int len;
    if (i == 0 || i + 1 >= s.n) return 0;
    size_t a = i - (size_t)sl_utf8_prev(s.p, i, &c);
    if (a < free || i < free || !!(sl_moses_at(m, s, a, &len) & r->before) != r->has_before) return 0;
    return !!(sl_moses_at(m, s, i + 1, &len) & r->behind) == r->has_behind ? (size_t)len : 0;
}

static void replace(const sl_moses *m, const replacement *r, sl_str s, sl_buf *out) {
    size_t from = 0, free = 0, n;
    const char *q = s.p, *end = s.p + s.n;
    sl_clear(out);
    for (; (q = memchr(q, '\'', (size_t)(end - q))); q++) {
        size_t i = (size_t)(q - s.p);
        if (!(n = applies(m, r, s, i, free))) continue;
        sl_put(out, s.p + from, i - from);
        if (r->both) sl_puts(out, SL_LIT(" ' "));
        else sl_puts(out, SL_LIT(" '"));
        from = i + 1;
        free = from + n;
    }
    sl_put(out, s.p + from, s.n - from);
}

static void squeeze(sl_buf *b) {
    size_t n = 0;
    for (size_t i = 0; i < b->n; i++)
        if (b->p[i] != ' ' || (n && b->p[n - 1] != ' ')) b->p[n++] = b->p[i];
    b->n = n;
}

void sl_moses_clitics(const sl_moses *m, sl_moses_state *state) {
    if (!state->spaced.n || !memchr(state->spaced.p, '\'', state->spaced.n)) return;
    for (size_t r = 0; r < sizeof replacements / sizeof *replacements; r++) {
        replace(m, &replacements[r], sl_view(&state->spaced), &state->other);
        sl_buf was = state->spaced;
        state->spaced = state->other;
        state->other = was;
    }
    squeeze(&state->spaced);
}

static size_t word_start(sl_str s, size_t i) {
    while (i > 0 && s.p[i - 1] != ' ') i--;
    return i;
}

static bool dots_and_letters(const sl_moses *m, sl_str w) {
    int len;
    bool letter = false;
    if (!memchr(w.p, '.', w.n)) return false;
    for (size_t i = 0; i < w.n && !letter; i += (size_t)len) letter = sl_moses_at(m, w, i, &len) & M_LETTER;
    return letter;
}

/* Rule 6: is the period at i, the last of its word, a token? */
static bool ends_word(const sl_moses *m, sl_str s, size_t i) {
    int len;
    size_t a = word_start(s, i);
    if (a == i || s.p[i - 1] == '.') return false;
    if (i + 1 == s.n) return true;
    sl_str w = sl_slice(s.p + a, i - a);
    unsigned next = sl_moses_at(m, s, i + 2, &len);
    int is = sl_moses_find(m, w);
    bool digit = s.p[i + 2] >= '0' && s.p[i + 2] <= '9';
    return !(next & M_SMALL || is & P_NEVER || (is & P_NUMBER && digit) || dots_and_letters(m, w));
}

static void stop(const sl_moses *m, sl_str s, size_t i, sl_buf *out) {
    const char *entity = m->entity[(unsigned char)s.p[i]];
    if (entity) {
        sl_puts(out, sl_cstr(entity));
        return;
    }
    if ((i + 1 == s.n || s.p[i + 1] == ' ') && ends_word(m, s, i)) sl_putc(out, ' ');
    sl_putc(out, '.');
}

void sl_moses_words(const sl_moses *m, sl_str s, sl_buf *out) {
    while (s.n && s.p[s.n - 1] == ' ') s.n--;
    size_t i = 0, from = 0, n = m->clitic && sl_ends(s, SL_LIT(".'")) ? s.n - 2 : s.n;
    while (i < n) {
        while (i < n && !(m->ch[(unsigned char)s.p[i]] & M_STOP)) i++;      /* no Latin-1 character is a stop, so bytes will do */
        sl_put(out, s.p + from, i - from);
        if (i < n) stop(m, s, i, out);
        from = ++i;
    }
    if (n == s.n) return;
    sl_puts(out, SL_LIT(" . "));
    sl_puts(out, m->entity['\''] ? sl_cstr(m->entity['\'']) : SL_LIT("'"));
    sl_putc(out, ' ');
}
