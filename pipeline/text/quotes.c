/* Quotes and apostrophes; see sluis/quotes.h. One walk from left to right. What is decided rests on what was written so far and on
 * classes of the characters ahead that rules hardly change, so that a second walk decides the same. */
#include "sluis/quotes.h"
#include "sluis/data.h"
#include "sluis/utf8.h"

typedef enum { NONE, SINGLE, DOUBLE } kind;
typedef enum { STRAIGHT, LEFT, RIGHT, LOW, PRIME, ANGLE, APOSTROPHE } shape;
typedef enum { OPENS, CLOSES, IN_WORD } side;
typedef struct { int32_t c; kind k; unsigned rule; shape s; } sign;

static const sign signs[] = {
    {0x27, SINGLE, SL_Q_PLAIN, STRAIGHT}, {0x22, DOUBLE, SL_Q_PLAIN, STRAIGHT}, {0x60, SINGLE, SL_Q_BACKTICKS, LEFT},
    {0xB4, SINGLE, SL_Q_BACKTICKS, STRAIGHT}, {0xAB, DOUBLE, SL_Q_GUILLEMETS, ANGLE}, {0xBB, DOUBLE, SL_Q_GUILLEMETS, ANGLE},
    {0x2BC, SINGLE, SL_Q_PLAIN, APOSTROPHE}, {0x2018, SINGLE, SL_Q_PLAIN, LEFT}, {0x2019, SINGLE, SL_Q_PLAIN, RIGHT},
    {0x201A, SINGLE, SL_Q_PLAIN, LOW}, {0x201B, SINGLE, SL_Q_PLAIN, LEFT}, {0x201C, DOUBLE, SL_Q_PLAIN, LEFT},
    {0x201D, DOUBLE, SL_Q_PLAIN, RIGHT}, {0x201E, DOUBLE, SL_Q_PLAIN, LOW}, {0x201F, DOUBLE, SL_Q_PLAIN, LEFT},
    {0x2032, SINGLE, SL_Q_PRIMES, PRIME}, {0x2033, DOUBLE, SL_Q_PRIMES, PRIME}, {0x2039, SINGLE, SL_Q_GUILLEMETS, ANGLE},
    {0x203A, SINGLE, SL_Q_GUILLEMETS, ANGLE}, {0x275B, SINGLE, SL_Q_PLAIN, LEFT}, {0x275C, SINGLE, SL_Q_PLAIN, RIGHT},
    {0x275D, DOUBLE, SL_Q_PLAIN, LEFT}, {0x275E, DOUBLE, SL_Q_PLAIN, RIGHT}};

static const sign *find_sign(int32_t c) {
    if (c > 0x27 && c < 0x60) return NULL;
    if (c > 0xBB && c != 0x2BC && (c < 0x2018 || c > 0x275E)) return NULL;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].c == c) return &signs[i];
    return NULL;
}

bool sl_quotes_concern(const sl_quotes *q, int32_t c) {
    const sign *s = find_sign(c);
    return s && q->style != SL_QUOTES_KEEP && (s->rule == SL_Q_PLAIN || q->rules & s->rule);
}

typedef struct {
    const sl_quotes *q;
    sl_str in;
    sl_buf *out;
    unsigned changed;
    int32_t prev, before;    /* the character last written and the one before it; -1: none */
    bool single, opening;    /* prev is a single quote; a quote that opens */
    unsigned open_single, open_double;
    int paired;              /* guillemets that stand apart come in pairs: -1 not known */
    size_t last_closing;     /* where the last single quote stands that may close; SIZE_MAX not known */
    size_t last_end[2];      /* where the last sign stands that may close a quotation opened by a single and by a double guillemet */
    size_t closer;           /* the first single quote or backtick from the last opening backtick on that closes; SIZE_MAX none */
    bool sought, code;       /* closer is known; it is a backtick, and ends a piece of code */
    bool reversed;           /* a guillemet that points right has opened a quotation, as in German */
} walk;

typedef struct { kind k; unsigned rule; shape s; size_t n; int32_t c; } token;

static int32_t ahead(const walk *w, size_t i) {
    int32_t c;
    if (i >= w->in.n) return -1;
    sl_utf8_next(w->in.p + i, w->in.n - i, &c);
    return c < 0 ? 0xFFFD : c;
}

static bool gap(int32_t c) { return c < 0 || sl_is_space(c); }
static bool any_of(int32_t c, const char *set) { return c > 0 && c < 0x80 && strchr(set, c); }
/* May a quotation begin behind what was written? */
static bool may_open(const walk *w) { return gap(w->prev) || w->opening || any_of(w->prev, "([{-/=<>") || w->prev == 0x2013 || w->prev == 0x2014; }
static bool ends_phrase(int32_t c) { return sl_is_alnum(c) || any_of(c, ".,!?;:)]}%*") || c == 0x2026 || c == 0x20AC; }
/* A mark behind which no quotation begins. Two commas may be a quote themselves. */
static bool closing_mark(const walk *w, size_t i) {
    int32_t c = ahead(w, i), next = any_of(c, ",.") ? ahead(w, i + 1) : -1;
    return c == ',' ? next != ',' : c == '.' ? gap(next) : any_of(c, ";:!?)]}");
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

/* A guillemet that stands apart from what it would quote (`next`: where that goes on): French typography, or an arrow as in
 * "File >> Open". */
static bool apart(const walk *w, int32_t c, int32_t before, size_t next) {
    if (c == 0xAB) return gap(ahead(w, next)) && (gap(before) || any_of(before, "([{"));
    return c == 0xBB && gap(before) && (gap(ahead(w, next)) || closing_mark(w, next));
}

/* Those are quotes when there are as many of either kind. */
static bool paired(walk *w) {
    size_t left = 0, right = 0;
    int32_t before = -1, c;
    if (w->paired >= 0) return w->paired;
    for (size_t i = 0; i < w->in.n; before = c < 0 ? 0xFFFD : c) {
        i += (size_t)sl_utf8_next(w->in.p + i, w->in.n - i, &c);
        if (apart(w, c, before, i)) *(c == 0xAB ? &left : &right) += 1;
    }
    w->paired = left == right;
    return w->paired;
}

/* Find what closes behind an opening backtick at i: `yes' is a quotation, `yes` is code. */
static void seek_closer(walk *w, size_t i) {
    bool role = w->prev == ':';                          /* :file:`x`en: Sphinx, and a word goes on */
    int32_t before = ' ', c;
    if (w->sought && w->closer > i) return;
    w->sought = true, w->code = false, w->closer = SIZE_MAX;
    for (size_t k; i < w->in.n; i += k, before = c < 0 ? 0xFFFD : c) {
        k = (size_t)sl_utf8_next(w->in.p + i, w->in.n - i, &c);
        const sign *s = find_sign(c);
        if (!s || s->k != SINGLE || s->s == LOW || before == '`' || gap(before)) continue;
        size_t end = i + k;
        while (c == '`' && ahead(w, end) == '`') end++;
        if (sl_is_alnum(ahead(w, end)) && !(role && c == '`')) continue;
        w->closer = i;
        w->code = c == '`';
        return;
    }
}

/* Does the run of backticks at i..next begin or end a piece of code? */
static bool of_code(walk *w, size_t i, size_t next) {
    if (w->code && i == w->closer) return true;
    if (!may_open(w) && w->prev != ':' && w->prev != '*') return false;
    if (gap(ahead(w, next))) return false;
    seek_closer(w, next);
    return w->code;
}

/* Does anything behind i end a quotation that a guillemet opened which points right? Else it is the sign of a list or a link. */
static bool has_end(walk *w, size_t i, kind k) {
    size_t *last = &w->last_end[k == DOUBLE];
    int32_t c;
    if (*last != SIZE_MAX) return *last > i;
    *last = 0;
    for (size_t at = 0; at < w->in.n;) {
        size_t n = (size_t)sl_utf8_next(w->in.p + at, w->in.n - at, &c);
        const sign *s = find_sign(c);
        if (k == SINGLE ? c == 0x2039 : s && s->k == DOUBLE && c != 0xBB) *last = at;
        at += n;
    }
    return *last > i;
}

/* Guillemets that are none: in words, arrows, and what is left of letters in the wrong charset (Ã», ├«). */
static bool no_guillemet(walk *w, size_t i, const token *t, int32_t c) {
    bool right = t->c == 0xBB || t->c == 0x203A;
    if ((sl_is_alnum(w->prev) && sl_is_alnum(c)) || (t->k == SINGLE && gap(w->prev) && gap(c))) return true;
    if (w->prev == 0xC2 || w->prev == 0xC3 || (w->prev >= 0x2500 && w->prev < 0x2580)) return true;
    if (t->c == 0xAB && !may_open(w) && !w->reversed) return true;
    return right && may_open(w) && !gap(c) && !closing_mark(w, i + t->n) && !has_end(w, i, t->k);
}

/* What a sign is here; k = NONE: it is copied. */
static void weigh(walk *w, size_t i, token *t) {
    size_t next = i + t->n;
    int32_t c = ahead(w, next);
    if (t->rule != SL_Q_PLAIN && !(w->q->rules & t->rule)) t->k = NONE;
    else if (t->c == 0x201A && (!may_open(w) || gap(c))) t->k = NONE;
    else if (t->s == PRIME && sl_is_digit(w->prev) && w->q->style == SL_QUOTES_TYPOGRAPHIC) t->k = NONE;
    else if (t->s == ANGLE && no_guillemet(w, i, t, c)) t->k = NONE;
    else if (apart(w, t->c, w->prev, next) && !paired(w)) t->k = NONE;
}

static bool two_commas(const walk *w, size_t i) {
    int32_t c = ahead(w, i + 2);
    return w->q->rules & SL_Q_DOUBLED && ahead(w, i + 1) == ',' && may_open(w) && !w->single && (sl_is_alnum(c) || find_sign(c));
}

static token token_at(walk *w, size_t i) {
    token t = {.n = 1};
    t.n = (size_t)sl_utf8_next(w->in.p + i, w->in.n - i, &t.c);
    if (t.c == ',' && two_commas(w, i)) return (token){DOUBLE, SL_Q_DOUBLED, LOW, 2, ','};
    const sign *s = find_sign(t.c);
    if (!s) return t;
    if (t.c == '`' && w->q->rules & SL_Q_BACKTICKS) {
        size_t run = 1;
        while (ahead(w, i + run) == '`') run++;
        if (run > 2 || of_code(w, i, i + run)) {         /* a fence, or code */
            t.n = run;
            return t;
        }
    }
    t.k = s->k, t.rule = s->rule, t.s = s->s;
    weigh(w, i, &t);
    return t;
}

static const sign *single_at(walk *w, size_t i) {
    const sign *s = find_sign(ahead(w, i));
    if (!s || s->k != SINGLE || (s->rule != SL_Q_PLAIN && !(w->q->rules & s->rule))) return NULL;
    return s->c == '`' && of_code(w, i, i + 1) ? NULL : s;
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
    return ends_phrase(w->prev) && !sl_is_alnum(c) && w->open_single < 2;
}

/* Where the last single quote stands that may close a quotation. */
static size_t last_closing(walk *w) {
    int32_t before = -1, c;
    if (w->last_closing != SIZE_MAX) return w->last_closing;
    w->last_closing = 0;
    for (size_t i = 0; i < w->in.n; before = c) {
        size_t k = (size_t)sl_utf8_next(w->in.p + i, w->in.n - i, &c);
        if ((c == '\'' || c == 0x2019) && ends_phrase(before) && !sl_is_alnum(ahead(w, i + k))) w->last_closing = i;
        i += k;
    }
    return w->last_closing;
}

static int32_t curly_single(walk *w, size_t i, const token *t, side where) {
    bool left = false;
    switch (t->s) {
    case LEFT: case LOW: left = where == OPENS || (where == CLOSES && gap(w->prev)); break;
    case ANGLE: left = where == OPENS; break;
    case STRAIGHT: left = where == OPENS && (sl_is_upper(ahead(w, i + t->n)) || last_closing(w) > i); break;
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
    bool lone = apart(w, t->c, w->prev, i + t->n);
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
    walk w = {.q = q, .in = line, .out = out, .prev = -1, .before = -1, .paired = -1, .last_closing = SIZE_MAX, .last_end = {SIZE_MAX, SIZE_MAX}};
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
