/* Quotes and apostrophes; see sluis/quotes.h. One walk from left to right. What is decided rests on what was written so far and on
 * classes of the characters ahead that rules hardly change, so that a second walk decides the same. */
#include "quotes_walk.h"
#include "sluis/data.h"

static const sign signs[] = {
    {0x27, SINGLE, SL_Q_PLAIN, STRAIGHT}, {0x22, DOUBLE, SL_Q_PLAIN, STRAIGHT}, {0x60, SINGLE, SL_Q_BACKTICKS, LEFT},
    {0xB4, SINGLE, SL_Q_BACKTICKS, STRAIGHT}, {0xAB, DOUBLE, SL_Q_GUILLEMETS, ANGLE}, {0xBB, DOUBLE, SL_Q_GUILLEMETS, ANGLE},
    {0x2BC, SINGLE, SL_Q_PLAIN, APOSTROPHE}, {0x2018, SINGLE, SL_Q_PLAIN, LEFT}, {0x2019, SINGLE, SL_Q_PLAIN, RIGHT},
    {0x201A, SINGLE, SL_Q_PLAIN, LOW}, {0x201B, SINGLE, SL_Q_PLAIN, LEFT}, {0x201C, DOUBLE, SL_Q_PLAIN, LEFT},
    {0x201D, DOUBLE, SL_Q_PLAIN, RIGHT}, {0x201E, DOUBLE, SL_Q_PLAIN, LOW}, {0x201F, DOUBLE, SL_Q_PLAIN, LEFT},
    {0x2032, SINGLE, SL_Q_PRIMES, PRIME}, {0x2033, DOUBLE, SL_Q_PRIMES, PRIME}, {0x2039, SINGLE, SL_Q_GUILLEMETS, ANGLE},
    {0x203A, SINGLE, SL_Q_GUILLEMETS, ANGLE}, {0x275B, SINGLE, SL_Q_PLAIN, LEFT}, {0x275C, SINGLE, SL_Q_PLAIN, RIGHT},
    {0x275D, DOUBLE, SL_Q_PLAIN, LEFT}, {0x275E, DOUBLE, SL_Q_PLAIN, RIGHT}};

const sign *sl_quotes_sign(int32_t c) {
    if (c > 0x27 && c < 0x60) return NULL;
    if (c > 0xBB && c != 0x2BC && (c < 0x2018 || c > 0x275E)) return NULL;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].c == c) return &signs[i];
    return NULL;
}

bool sl_quotes_concern(const sl_quotes *q, int32_t c) {
    const sign *s = sl_quotes_sign(c);
    return s && q->style != SL_QUOTES_KEEP && (s->rule == SL_Q_PLAIN || q->rules & s->rule);
}

/* A word of the list stands at i, whole. */
static bool elision(const walk *w, size_t i) {
    char word[16];
    size_t n = 0;
    for (; n < sizeof word && i + n < w->in.n && (unsigned)((w->in.p[i + n] | 32) - 'a') < 26; n++) word[n] = (char)(w->in.p[i + n] | 32);
    if (!n || n == sizeof word || sl_is_letter(ahead(w, i + n))) return false;
    sl_str rest = w->q->elisions, line;
    bool found = false;
    while (!found && sl_data_line(&rest, &line)) found = sl_eq(line, sl_slice(word, n));
    return found;
}

/* '80: two digits and no more. */
static bool year(const walk *w, size_t i) { return sl_is_digit(ahead(w, i)) && sl_is_digit(ahead(w, i + 1)) && !sl_is_digit(ahead(w, i + 2)); }

/* Which side is a quote on, with prev before it and `next` the offset of what follows? */
static side side_of(const walk *w, size_t next, bool single) {
    int32_t c = ahead(w, next);
    if (single && sl_is_alnum(w->prev) && sl_is_alnum(c)) return IN_WORD;
    if (!may_open(w) || gap(c) || closing_mark(w, next)) return CLOSES;
    return single && (elision(w, next) || year(w, next)) ? IN_WORD : OPENS;
}

/* Guillemets that are none: in words, arrows, and what is left of letters in the wrong charset (Ã», ├«). */
static bool no_guillemet(walk *w, size_t i, const token *t, int32_t c) {
    bool right = t->c == 0xBB || t->c == 0x203A;
    if ((sl_is_alnum(w->prev) && sl_is_alnum(c)) || (t->k == SINGLE && gap(w->prev) && gap(c))) return true;
    if (c == t->c || w->prev == t->c) return true;
    if (w->prev == 0xC2 || w->prev == 0xC3 || (w->prev >= 0x2500 && w->prev < 0x2580)) return true;
    if (t->c == 0xAB && !may_open(w) && !w->reversed) return true;
    return right && may_open(w) && !gap(c) && !closing_mark(w, i + t->n) && !sl_quotes_has_end(w, i, t->k);
}

/* What a sign is here; k = NONE: it is copied. */
static void weigh(walk *w, size_t i, token *t) {
    size_t next = i + t->n;
    int32_t c = ahead(w, next);
    if (t->rule != SL_Q_PLAIN && !(w->q->rules & t->rule)) t->k = NONE;
    else if (t->c == 0x201A && (!may_open(w) || gap(c))) t->k = NONE;
    else if (t->s == PRIME && sl_is_digit(w->prev) && w->q->style == SL_QUOTES_TYPOGRAPHIC) t->k = NONE;
    else if (t->s == ANGLE && no_guillemet(w, i, t, c)) t->k = NONE;
    else if (sl_quotes_apart(w, t->c, w->prev, next) && !sl_quotes_paired(w)) t->k = NONE;
}

static bool two_commas(const walk *w, size_t i) {
    int32_t c = ahead(w, i + 2);
    return w->q->rules & SL_Q_DOUBLED && ahead(w, i + 1) == ',' && may_open(w) && !w->single && (sl_is_alnum(c) || sl_quotes_sign(c));
}

static token token_at(walk *w, size_t i) {
    token t = {.n = 1};
    t.n = (size_t)sl_utf8_next(w->in.p + i, w->in.n - i, &t.c);
    if (t.c == ',' && two_commas(w, i)) return (token){DOUBLE, SL_Q_DOUBLED, LOW, 2, ','};
    const sign *s = sl_quotes_sign(t.c);
    if (!s) return t;
    if (t.c == '`' && w->q->rules & SL_Q_BACKTICKS) {
        size_t run = 1;
        while (ahead(w, i + run) == '`') run++;
        if (run > 2 || sl_quotes_code(w, i, i + run) || (run == 1 && sl_quotes_tick(w, i + 1))) {         /* a fence, code, the sign itself */
            t.n = run;
            return t;
        }
    }
    t.k = s->k, t.rule = s->rule, t.s = s->s;
    weigh(w, i, &t);
    return t;
}

static const sign *single_at(walk *w, size_t i) {
    const sign *s = sl_quotes_sign(ahead(w, i));
    if (!s || s->k != SINGLE || (s->rule != SL_Q_PLAIN && !(w->q->rules & s->rule))) return NULL;
    return s->c == '`' && sl_quotes_code(w, i, i + 1) ? NULL : s;
}

/* Two single quotes side by side, no more: one double quote? `n`: their bytes. */
static bool two_singles(walk *w, size_t i, size_t first, size_t *n) {
    int32_t c;
    if (!(w->q->rules & SL_Q_DOUBLED) || w->single || !single_at(w, i + first)) return false;
    size_t next = i + first + (size_t)sl_utf8_next(w->in.p + i + first, w->in.n - i - first, &c);
    *n = next - i;
    c = ahead(w, next);
    if (single_at(w, next) || (sl_is_alnum(w->prev) && sl_is_alnum(c))) return false;
    if (may_open(w)) return !gap(c) && !closing_mark(w, next) && !elision(w, next);
    return ends_phrase(w->prev) && !sl_is_alnum(c) && w->open_single <= w->open_double;      /* else one of them closes: 'van Hans'' */
}

static int32_t curly_single(walk *w, size_t i, const token *t, side where) {
    bool left = false;
    switch (t->s) {
    case LEFT: case LOW: left = where == OPENS || (where == CLOSES && gap(w->prev)); break;
    case ANGLE: left = where == OPENS; break;
    case STRAIGHT: left = where == OPENS && (sl_is_upper(ahead(w, i + t->n)) || sl_quotes_last_closing(w) > i); break;
    default: break;
    }
    bool prime = t->s == STRAIGHT && where == CLOSES && sl_is_digit(w->prev) && !w->open_single && w->q->rules & SL_Q_PRIMES;
    return left ? 0x2018 : prime ? 0x2032 : 0x2019;
}

static int32_t curly_double(walk *w, const token *t, side where) {
    bool left = where == OPENS;
    if (t->s == LEFT || t->s == LOW) left = where == OPENS || gap(w->prev);
    bool prime = t->s == STRAIGHT && where == CLOSES && sl_is_digit(w->prev) && !w->open_double && w->q->rules & SL_Q_PRIMES;
    return left ? 0x201C : prime ? 0x2033 : 0x201D;
}

static void count_open(unsigned *n, side where) {
    if (where == OPENS) *n += 1;
    else if (where == CLOSES && *n) *n -= 1;
}

/* Write the token at i in the style; returns how many bytes of the input it takes. */
static size_t put(walk *w, size_t i, const token *t) {
    bool single = t->k == SINGLE, ascii = w->q->style == SL_QUOTES_ASCII;
    bool lone = sl_quotes_apart(w, t->c, w->prev, i + t->n);
    size_t n = t->n, at;
    side where = lone ? (t->c == 0xAB ? OPENS : CLOSES) : side_of(w, i + n, single);
    int32_t c = ascii ? (single ? '\'' : '"') : single ? curly_single(w, i, t, where) : curly_double(w, t, where);
    if (lone && t->c == 0xAB && ahead(w, i + n) == ' ') n++;
    if (lone && t->c == 0xBB && w->prev == ' ' && ends_phrase(w->before) && w->before != ',') w->out->n--;
    at = w->out->n;
    sl_utf8_put(w->out, c);
    if (w->out->n - at != n || memcmp(w->out->p + at, w->in.p + i, n)) w->changed |= t->rule;
    w->opening = ascii ? where == OPENS : c == 0x2018 || c == 0x201C;
    count_open(single ? &w->open_single : &w->open_double, ascii ? where : w->opening ? OPENS : where == IN_WORD ? IN_WORD : CLOSES);
    w->reversed |= t->c == 0xBB && where == OPENS;
    w->single = single;
    w->before = w->prev;
    w->prev = c;
    return n;
}

static size_t copy(walk *w, size_t i, const token *t) {
    sl_put(w->out, w->in.p + i, t->n);
    w->before = w->prev;
    w->prev = t->c < 0 ? 0xFFFD : t->c;
    w->single = w->opening = false;
    return t->n;
}

/* Copy what is no sign for sure, at once: ASCII but for quotes, backticks and two commas. Returns its length. */
static size_t plain(walk *w, size_t i) {
    const char *p = w->in.p + i;
    size_t n = 0, left = w->in.n - i;
    while (n < left && !(p[n] & 0x80) && p[n] != '\'' && p[n] != '"' && p[n] != '`' && !(p[n] == ',' && n + 1 < left && p[n + 1] == ',')) n++;
    if (!n) return 0;
    sl_put(w->out, p, n);
    w->before = n > 1 ? p[n - 2] : w->prev;
    w->prev = p[n - 1];
    w->single = w->opening = false;
    return n;
}

unsigned sl_quotes_line(const sl_quotes *q, sl_str line, sl_buf *out) {
    walk w = {.q = q, .in = line, .out = out, .prev = -1, .before = -1, .paired = -1, .last_closing = SIZE_MAX, .last_end = {SIZE_MAX, SIZE_MAX}, .sought = SIZE_MAX, .closer = SIZE_MAX};
    for (size_t i = 0, n = 0; i < line.n;) {
        if ((n = plain(&w, i))) {
            i += n;
            continue;
        }
        token t = token_at(&w, i);
        if (t.k == SINGLE && two_singles(&w, i, t.n, &n)) t = (token){DOUBLE, SL_Q_DOUBLED, t.s == LEFT ? LEFT : STRAIGHT, n, t.c};
        i += t.k == NONE ? copy(&w, i, &t) : put(&w, i, &t);
    }
    return w.changed;
}
