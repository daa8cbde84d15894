/* Text again from tokens: by marks, or by rules; see sluis/detok.h. */
#include "tok_model.h"
#include "sluis/hex.h"
#include <stdlib.h>

struct sl_detok {
    sl_words words;
    char pair[3];                            /* letters that are one capital */
    uint32_t known[256];                     /* by first byte, lower case: bit n for known tokens of n bytes, bit 31 for all that are longer */
};

/* Signs that stand the same way in all languages; tokens.txt may say more of them. */
static const struct { const char *sign; uint32_t how; } signs[] = {
    {".", T_LEFT}, {",", T_LEFT}, {";", T_LEFT}, {":", T_LEFT}, {"!", T_LEFT}, {"?", T_LEFT}, {"\xE2\x80\xA6", T_LEFT}, {")", T_LEFT}, {"]", T_LEFT},
    {"}", T_LEFT}, {"(", T_RIGHT}, {"[", T_RIGHT}, {"{", T_RIGHT}, {"\xC2\xAB", T_RIGHT}, {"\xC2\xBB", T_LEFT}, {"\xE2\x80\x9C", T_RIGHT},
    {"\xE2\x80\x9D", T_LEFT}, {"\xE2\x80\x9E", T_RIGHT}, {"\xE2\x80\x9A", T_RIGHT}, {"\xE2\x80\x98", T_RIGHT},
    {"\xC2\xBF", T_RIGHT}, {"\xC2\xA1", T_RIGHT}, {"\"", T_QUOTE}, {"'", T_QUOTE}};

static unsigned char low(char c) { return (unsigned char)(c >= 'A' && c <= 'Z' ? c | 32 : c); }
static unsigned bit_of(size_t n) { return n < 31 ? (unsigned)n : 31; }
static bool known(const sl_detok *d, sl_str t) { return d->known[low(t.p[0])] >> bit_of(t.n) & 1; }

static void note(void *ctx, sl_str word, uint32_t bits) {
    sl_detok *d = ctx;
    if (bits & T_CAPITAL) sl_words_pair(d->pair, word);
    if (!(bits & (T_CLITIC | T_LEFT | T_RIGHT | T_BOTH | T_QUOTE | T_TAIL))) return;
    d->known[low(word.p[0])] |= 1u << bit_of(word.n);
    if (memchr(word.p, '\'', word.n))                                                    /* the typographic apostrophe has two bytes more */
        d->known[word.p[0] == '\'' ? 0xE2 : low(word.p[0])] |= 1u << bit_of(word.n + 2);
}

int sl_detok_open(sl_detok **model, const char *lang, const char *dir, sl_err *e) {
    sl_detok *d = *model = sl_zalloc(sizeof *d);
    int rc = sl_facts_open(&d->words, lang, dir, e);
    if (rc) {
        sl_detok_free(d);
        *model = NULL;
        return rc;
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (!(sl_words_find(&d->words, sl_cstr(signs[i].sign)) & (T_LEFT | T_RIGHT | T_BOTH | T_QUOTE | T_APART)))
            sl_words_add(&d->words, sl_cstr(signs[i].sign), signs[i].how);
    sl_words_each(&d->words, note, d);
    for (const char *c = ".!?"; *c; c++) d->known[(unsigned char)*c] = ~0u;              /* runs of them */
    return 0;
}

const char *sl_detok_pair(const sl_detok *d) { return d && d->pair[0] ? d->pair : NULL; }

void sl_detok_free(sl_detok *d) {
    if (!d) return;
    sl_words_free(&d->words);
    free(d);
}

/* ---- by rules ---- */

/* Quotes that look alike on both sides, and the pair ,, ''. */
enum { DOUBLE, SINGLE, COMMAS, NQUOTES };
typedef struct { bool counted, open; size_t left; } quotes;      /* left: how many are still to come in the line, this one included */

/* A token and what lies behind it. alone: just one space, then another token. */
typedef struct { sl_str t; size_t at, next; bool alone; } piece;

typedef struct {
    const sl_detok *d;
    sl_str in;
    size_t at;                               /* of the token */
    sl_str last, token, next;                /* empty where there is none, or where more than one space lies between */
    quotes q[NQUOTES];
} state;

static piece piece_at(sl_str in, size_t i) {
    const char *q = i < in.n ? memchr(in.p + i, ' ', in.n - i) : NULL;
    size_t e = q ? (size_t)(q - in.p) : in.n, k = e;
    while (k < in.n && in.p[k] == ' ') k++;
    return (piece){sl_slice(in.p + i, e - i), i, k, k == e + 1 && k < in.n};
}

static bool digit_at(sl_str s, size_t i) { return i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; }
static bool wordy(char c) { return (c & 0x80) || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'); }
static bool ends_wordy(sl_str s) { return s.n && wordy(s.p[s.n - 1]); }
static bool starts_wordy(sl_str s) { return s.n && wordy(s.p[0]); }

static int quote_kind(sl_str t) {
    if (t.n == 1) return t.p[0] == '"' ? DOUBLE : t.p[0] == '\'' ? SINGLE : -1;
    return sl_eq(t, SL_LIT("''")) || sl_eq(t, SL_LIT(",,")) ? COMMAS : -1;
}

/* How many quotes of this kind the line has from here on: looked for once. */
static size_t count(const state *s, int kind) {
    size_t n = 0;
    for (piece p = piece_at(s->in, s->at); p.at < s->in.n; p = piece_at(s->in, p.next)) n += quote_kind(p.t) == kind;
    return n;
}

/* Does the quote close? One of a pair opens, the other closes; of an odd number one stands alone: it closes what an earlier line
 * opened when a clause goes on behind it, or when nothing follows. */
static bool closes(const state *s, const quotes *q, int kind) {
    if (kind == COMMAS) return s->token.p[0] == '\'';
    if (q->open || !s->next.n) return true;
    if (kind == SINGLE && q->left % 2 && s->last.n && s->last.p[s->last.n - 1] == 's') return true;    /* the dogs ' tails */
    return q->left % 2 && s->last.n && memchr(",.!?", s->last.p[s->last.n - 1], 4) && s->next.p[0] >= 'a' && s->next.p[0] <= 'z';
}

static uint32_t turn(state *s, uint32_t is) {
    int kind = quote_kind(s->token);
    if (kind < 0) return 0;
    quotes *q = &s->q[kind];
    if (!q->counted) *q = (quotes){true, false, count(s, kind)};
    bool close = closes(s, q, kind), pair = close ? q->open : q->left > 1 && (q->left % 2 == 0 || s->at || kind == COMMAS);
    q->left--;
    if (is & T_PAIRED && !pair) return 0;
    q->open = !close;
    return close ? T_LEFT : T_RIGHT;
}

static bool only_stops(sl_str t) {
    for (size_t i = 0; i < t.n; i++) if (!strchr(".!?", t.p[i]) || !t.p[i]) return false;
    return true;
}

/* Two parts of one word (gon na) whose whole is in the data. */
static bool tail(const state *s) {
    char both[SL_WORD_MAX];
    size_t n = s->last.n + s->token.n;
    if (n > sizeof both) return false;
    memcpy(both, s->last.p, s->last.n);
    memcpy(both + s->last.n, s->token.p, s->token.n);
    uint32_t is = sl_words_find(&s->d->words, sl_slice(both, n));
    return is & T_REJOIN && is >> T_CUT;
}

/* On which sides the token stands close: T_LEFT, T_RIGHT. */
static uint32_t sides(state *s) {
    if (!known(s->d, s->token)) return 0;
    uint32_t is = sl_words_find(&s->d->words, s->token), how = is & (T_LEFT | T_RIGHT);
    if (only_stops(s->token)) return T_LEFT;
    if (is & T_QUOTE) return sl_eq(s->token, SL_LIT("\xE2\x80\x99")) ? T_LEFT : turn(s, is);
    if (is & T_NUMBER) {
        if (!digit_at(s->next, 0)) how &= ~(uint32_t)T_RIGHT;
        if (!s->last.n || !digit_at(s->last, s->last.n - 1)) how &= ~(uint32_t)T_LEFT;
    }
    if (is & T_CLITIC && ends_wordy(s->last)) how |= T_LEFT;
    if (is & T_BOTH && ends_wordy(s->last) && starts_wordy(s->next) && !(sl_words_find(&s->d->words, s->next) & T_CLAUSE)) how |= T_LEFT | T_RIGHT;
    if (is & T_TAIL && tail(s)) how |= T_LEFT;
    return how;
}

void sl_detok_rules(const sl_detok *d, sl_str in, sl_buf *out) {
    const sl_str none = {"", 0};
    state s = {.d = d, .in = in};
    size_t from = 0, start = 0;
    bool glue = false;
    while (start < in.n && in.p[start] == ' ') start++;
    piece a = {none, 0, 0, false}, b = piece_at(in, start), c;
    for (; b.at < in.n; a = b, b = c) {
        c = piece_at(in, b.next);
        s.last = a.alone ? a.t : none;
        s.token = b.t;
        s.at = b.at;
        s.next = b.alone ? c.t : none;
        uint32_t how = sides(&s);
        if (a.alone && (glue || how & T_LEFT)) {
            sl_put(out, in.p + from, b.at - 1 - from);
            from = b.at;
        }
        glue = how & T_RIGHT;
    }
    sl_put(out, in.p + from, in.n - from);
}

/* ---- by marks ---- */

static const char *next_mark(const char *p, const char *end) {
    while (end - p >= 3 && (p = memchr(p, 0xEF, (size_t)(end - p - 2)))) {
        if (p[1] == '\xBF' && p[2] == '\xAD') return p;
        p++;
    }
    return NULL;
}

bool sl_detok_marked(sl_str in) { return next_mark(in.p, in.p + in.n) != NULL; }

/* A carried gap, ￭%HEX￭, whose first mark is at p: append its bytes; returns what is behind it, NULL when it is none. */
static const char *carried(const char *p, const char *end, sl_buf *out) {
    const char *q = p + 4;
    if (end - p < 9 || p[3] != '%') return NULL;
    while (q < end && sl_hex_digit(*q) >= 0) q++;
    if (end - q < 3 || memcmp(q, SL_JOINER, 3) || (q + 3 < end && q[3] != ' ')) return NULL;
    return sl_hex_take(sl_slice(p + 4, (size_t)(q - p) - 4), out) ? q + 3 : NULL;
}

void sl_detok_marks(sl_str in, sl_buf *out) {
    const char *p = in.p, *end = in.p + in.n, *m, *q;
    while ((m = next_mark(p, end))) {
        bool starts = m == in.p || m[-1] == ' ';
        sl_put(out, p, (size_t)(m - p) - (m > p && m[-1] == ' '));
        q = starts ? carried(m, end, out) : NULL;
        p = q ? q : m + 3;
        if (p < end && *p == ' ') p++;
    }
    sl_put(out, p, (size_t)(end - p));
}
