/* Moses' rules 1 to 5: what stands apart; see sluis/moses.h. */
#include "tok_moses.h"

/* A line under way. */
typedef struct {
    const sl_moses *m;
    sl_str in;
    size_t end;                              /* of what may be read now: the line, or the next span that stays whole */
    sl_buf *out;
    size_t from;                             /* of the line in out */
    bool gap;                                /* a space is due before the next character */
    unsigned last;                           /* the class of the last character; that of one in a gap does not count */
    sl_lex lex;                              /* looks for spans and words with apostrophes, if those stay whole */
} line;

typedef size_t rule(line *x, size_t i);      /* what is at i to out: returns where to go on */

static void put(line *x, const char *p, size_t n) {
    if (x->gap && x->out->n > x->from) sl_putc(x->out, ' ');
    x->gap = false;
    sl_put(x->out, p, n);
}

static void apart(line *x, const char *p, size_t n) {
    x->gap = true;
    put(x, p, n);
    x->gap = true;
}

static bool begun(const line *x) { return x->out->n > x->from; }
static unsigned before(const line *x) { return x->gap ? 0 : x->last; }
static unsigned class_at(const line *x, size_t i) { int len; return i < x->in.n ? sl_moses_at(x->m, x->in, i, &len) : 0; }
static size_t run(const line *x, size_t i) { size_t k = i; while (k < x->end && x->in.p[k] == x->in.p[i]) k++; return k; }

static size_t keep(line *x, size_t i) {
    put(x, x->in.p + i, 1);
    x->last = 0;
    return i + 1;
}

static size_t alone(line *x, size_t i) {
    apart(x, x->in.p + i, 1);
    return i + 1;
}

static size_t space(line *x, size_t i) {
    x->gap = true;
    return i + 1;
}

static size_t period(line *x, size_t i) {
    size_t e = run(x, i);
    if (e == i + 1) return keep(x, i);
    apart(x, x->in.p + i, e - i);
    return e;
}

/* Moses looks for a comma behind something that is no number, going on behind each that it finds: so it finds every other one of a
 * run. Those it did not find stay with a number behind them. */
static size_t comma(line *x, size_t i) {
    size_t e = run(x, i), n = e - i;
    bool number = !begun(x) || before(x) & M_NUMBER, found = number ? n % 2 == 0 : n % 2 == 1;
    unsigned next = class_at(x, e);
    bool stay = !found && next & M_WORD && next & M_NUMBER;
    if (n == 1 && stay) return keep(x, i);
    for (; i < e; i++) apart(x, ",", 1);
    x->gap = !stay;
    x->last = 0;
    return e;
}

static size_t hyphen(line *x, size_t i) {
    if (!(x->m->flags & SL_MOSES_AGGRESSIVE) || !(before(x) & M_WORD) || !(class_at(x, i + 1) & M_WORD)) return keep(x, i);
    apart(x, "@-@", 3);
    return i + 1;
}

/* An apostrophe of n bytes: inside a word, or at the head of one that is known, it stays where mending is asked for. */
static bool mended(line *x, size_t i, int n) {
    if (!x->m->mend) return false;
    if (before(x) & M_WORD) return class_at(x, i + (size_t)n) & M_WORD;
    if (!sl_tok_lead(&x->lex, i, n)) return false;
    x->gap = true;
    return true;
}

static size_t apostrophe(line *x, size_t i) {
    return x->m->clitic || mended(x, i, 1) ? keep(x, i) : alone(x, i);
}

static bool digit_at(const line *x, size_t i) { return i < x->end && x->in.p[i] >= '0' && x->in.p[i] <= '9'; }

static size_t colon(line *x, size_t i) {
    bool time = x->m->mend && !x->gap && i > 0 && digit_at(x, i - 1) && digit_at(x, i + 1);
    return time ? keep(x, i) : alone(x, i);
}

/* #tag, but not what is a reference of HTML (&#x2014;) */
static size_t tag(line *x, size_t i) {
    int len;
    size_t e = i + 1;
    if (!x->m->mend || (i && x->in.p[i - 1] == '&') || before(x) & M_WORD || !(class_at(x, e) & M_LETTER)) return alone(x, i);
    while (e < x->end && (x->in.p[e] == '_' || sl_moses_at(x->m, x->in, e, &len) & M_WORD)) e += x->in.p[e] == '_' ? 1 : (size_t)len;
    apart(x, x->in.p + i, e - i);
    return e;
}

static rule *const rules[128] = {
    [' '] = space, ['.'] = period, [','] = comma, ['-'] = hyphen, ['`'] = keep, ['\''] = apostrophe, [':'] = colon, ['#'] = tag};

static bool plain(const line *x, size_t i) { return i < x->end && !(x->in.p[i] & 0x80) && x->m->ch[(unsigned char)x->in.p[i]] & M_WORD; }

/* Letters and digits, as far as they are ASCII, and words of them with one space between. */
static size_t word(line *x, size_t i) {
    const uint8_t *ch = x->m->ch;
    size_t e = i + 1;
    while (plain(x, e) || (e < x->end && x->in.p[e] == ' ' && plain(x, e + 1))) e++;
    put(x, x->in.p + i, e - i);
    x->last = ch[(unsigned char)x->in.p[e - 1]];
    return e;
}

static size_t other(line *x, size_t i) {
    int len;
    unsigned k = sl_moses_at(x->m, x->in, i, &len);
    size_t n = (size_t)len;
    if (k & M_SPACE) x->gap = true;
    else if (k & M_WORD) put(x, x->in.p + i, n), x->last = k;
    else if (n == 3 && !memcmp(x->in.p + i, "\xE2\x80\x99", 3) && mended(x, i, len)) put(x, x->in.p + i, n), x->last = 0;
    else apart(x, x->in.p + i, n);
    return i + n;
}

static size_t one(line *x, size_t i) {
    unsigned char c = (unsigned char)x->in.p[i];
    if (c >= 0x80) return other(x, i);
    if (x->m->ch[c] & M_WORD) return word(x, i);
    return rules[c] ? rules[c](x, i) : other(x, i);
}

static void whole_line(line *x) {
    for (size_t i = 0; i < x->end;) i = one(x, i);
}

/* The same, with the spans that stay whole. */
static void with_spans(line *x) {
    x->lex = (sl_lex){.m = x->m->tok, .p = x->in.p, .n = x->in.n, .end = x->in.n, .plain = true};
    for (size_t i = 0; i < x->in.n; i = x->lex.url_end) {
        sl_tok_url(&x->lex, i);
        x->end = x->lex.url;
        while (i < x->end) i = one(x, i);
        if (x->lex.url < x->in.n) apart(x, x->in.p + x->lex.url, x->lex.url_end - x->lex.url);
    }
}

/* Eight bytes at once: is one of them below U+0020? */
static bool has_controls(sl_str in) {
    uint64_t eight, found = 0;
    size_t i = 0;
    for (; i + 8 <= in.n; i += 8) {
        memcpy(&eight, in.p + i, 8);
        eight &= 0xE0E0E0E0E0E0E0E0u;
        found |= (eight - 0x0101010101010101u) & ~eight & 0x8080808080808080u;
    }
    for (; i < in.n; i++) found |= (unsigned char)in.p[i] < ' ';
    return found;
}

/* Control characters go, those that are white space become spaces. */
static sl_str without_controls(const sl_moses *m, sl_buf *clean, sl_str in) {
    sl_clear(clean);
    char *q = sl_need(clean, in.n + 1);
    for (size_t i = 0; i < in.n; i++) {
        unsigned char c = (unsigned char)in.p[i];
        if (c >= ' ') *q++ = (char)c;
        else if (m->ch[c] & M_SPACE) *q++ = ' ';
    }
    clean->n = (size_t)(q - clean->p);
    return sl_view(clean);
}

void sl_moses_space(const sl_moses *m, sl_moses_state *state, sl_str in) {
    sl_clear(&state->spaced);
    sl_need(&state->spaced, in.n + in.n / 4 + 16);
    line x = {.m = m, .in = has_controls(in) ? without_controls(m, &state->clean, in) : in, .out = &state->spaced};
    x.end = x.in.n;
    if (m->mend) with_spans(&x);
    else whole_line(&x);
}

static bool blank(const sl_moses *m, sl_str in) {
    int len;
    for (size_t i = 0; i < in.n; i += (size_t)len)
        if (!(sl_moses_at(m, in, i, &len) & M_SPACE)) return false;
    return true;
}

/* How many spaces: eight bytes at once, each of which is 0 in `eight` for a space. */
static uint64_t count_spaces(sl_str s) {
    const uint64_t low = 0x7F7F7F7F7F7F7F7Fu;
    uint64_t n = 0, eight;
    size_t i = 0;
    for (; i + 8 <= s.n; i += 8) {
        memcpy(&eight, s.p + i, 8);
        eight ^= 0x2020202020202020u;
        n += ((~(((eight & low) + low) | eight | low) >> 7) * 0x0101010101010101u) >> 56;
    }
    for (; i < s.n; i++) n += s.p[i] == ' ';
    return n;
}

void sl_moses_tok(const sl_moses *m, sl_moses_state *state, sl_str in, sl_buf *out) {
    size_t from = out->n;
    if (blank(m, in)) {
        sl_puts(out, in);
        return;
    }
    sl_moses_space(m, state, in);
    if (m->clitic) sl_moses_clitics(m, state);
    sl_str spaced = sl_view(&state->spaced);
    if (!spaced.n) return;
    sl_moses_words(m, spaced, out);
    state->tokens += 1 + count_spaces(sl_slice(out->p + from, out->n - from));
}

void sl_moses_state_free(sl_moses_state *state) {
    sl_buf_free(&state->clean);
    sl_buf_free(&state->spaced);
    sl_buf_free(&state->other);
    *state = (sl_moses_state){0};
}
