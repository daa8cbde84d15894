/* Normalisation of one line: what it needs, and the passes in their order; see sluis/norm.h. */
#include "norm_passes.h"
#include "sluis/utf8.h"
#include <stdlib.h>

/* Found once for each character below U+0300 and from U+2000 on; asked of ICU for the others. */
static unsigned judge(const sl_norm *m, int32_t c) {
    const sl_norm_char *r = sl_norm_find_char(c);
    unsigned need = r && m->c.rule[r->rule] ? SL_PASS_CHARS : 0;
    if (c == 0xFFFD) return SL_SEEN_REPLACEMENT;
    if ((c >= 0xE000 && c < 0xF900) || (c >= 0xF0000 && (c & 0xFFFE) != 0xFFFE)) return SL_SEEN_PRIVATE;
    if (m->c.rule[SL_NORM_HOMOGLYPHS] && sl_norm_homoglyph(c)) need |= SL_PASS_HOMOGLYPHS;
    if (sl_norm_dash(m, c)) need |= SL_PASS_DASHES;
    if (m->form && !sl_form_settled(m->form, c)) need |= SL_PASS_FORM;
    if (m->c.rule[SL_NORM_SPACE] && c != ' ' && sl_norm_white(c)) need |= SL_PASS_SPACE;
    if (c != '\'' && c != '"' && sl_quotes_concern(&m->quotes, c)) need |= SL_PASS_QUOTES;
    return need;
}

unsigned sl_norm_need(const sl_norm *m, int32_t c) {
    if (c < 0x300) return m->low[c];
    if (c >= 0x2000 && c < 0x2000 + (int32_t)(sizeof m->general / sizeof *m->general)) return m->general[c - 0x2000];
    return judge(m, c);
}

void sl_norm_make(sl_norm *m, const sl_norm_conf *c, sl_str elisions) {
    static const struct { unsigned norm, quotes; } both[] = {
        {SL_NORM_DOUBLED, SL_Q_DOUBLED}, {SL_NORM_BACKTICKS, SL_Q_BACKTICKS}, {SL_NORM_GUILLEMETS, SL_Q_GUILLEMETS}, {SL_NORM_PRIMES, SL_Q_PRIMES}};
    m->c = *c;
    m->c.rule[SL_NORM_FORM] = c->form != SL_FORM_NONE;
    m->c.rule[SL_NORM_QUOTES] = c->quotes != SL_QUOTES_KEEP;
    m->c.rule[SL_NORM_REPEATED_MARKS] = c->max_marks > 0;
    m->c.rule[SL_NORM_REPEATED_LETTERS] = c->max_letters > 0;
    if (c->form == SL_FORM_NFKC && c->ellipsis == SL_QUOTES_TYPOGRAPHIC) m->c.ellipsis = SL_QUOTES_ASCII;
    m->c.rule[SL_NORM_DASHES] = c->dashes != SL_QUOTES_KEEP;
    m->c.rule[SL_NORM_ELLIPSIS] = c->ellipsis != SL_QUOTES_KEEP;
    m->always = c->max_marks || c->max_letters ? SL_PASS_REPEATS : 0;
    m->dash = c->dashes == SL_QUOTES_TYPOGRAPHIC ? SL_PASS_DASHES : 0;
    m->dots = m->c.ellipsis == SL_QUOTES_TYPOGRAPHIC ? SL_PASS_DASHES : 0;
    m->quote = c->quotes == SL_QUOTES_TYPOGRAPHIC ? SL_PASS_QUOTES : 0;
    m->form = sl_form_instance(c->form);
    m->quotes = (sl_quotes){.style = (sl_quotes_style)c->quotes, .rules = SL_Q_PLAIN, .elisions = elisions};
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        m->c.rule[both[i].norm] &= m->c.rule[SL_NORM_QUOTES];
        if (m->c.rule[both[i].norm]) m->quotes.rules |= both[i].quotes;
    }
    for (int32_t i = 0; i < (int32_t)(sizeof m->low / sizeof *m->low); i++) m->low[i] = (uint16_t)judge(m, i);
    for (int32_t i = 0; i < (int32_t)(sizeof m->general / sizeof *m->general); i++) m->general[i] = (uint16_t)judge(m, 0x2000 + i);
}

typedef signed char lane __attribute__((vector_size(16)));

/* Which of 16 bytes at p asks for something, as far as that is seen at a glance; 16: none. 17 are read. Controls, what is not ASCII
 * (negative here), backticks, and a space, apostrophe or comma that is followed by another. */
static size_t asks(const char *p) {
    lane a, b;
    uint64_t half[2];
    memcpy(&a, p, 16);
    memcpy(&b, p + 1, 16);
    lane ask = (a < 0x20) | (a == 0x7F) | (a == '`') | ((a == b) & ((a == ' ') | (a == '\'') | (a == ',')));
    memcpy(half, &ask, 16);
    if (!(half[0] | half[1])) return 16;
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__) return 0;
    return half[0] ? (size_t)__builtin_ctzll(half[0]) / 8 : 8 + (size_t)__builtin_ctzll(half[1]) / 8;
}

/* The next byte from i on that may ask for something; n: none. */
static size_t glance(const char *p, size_t i, size_t n) {
    for (size_t k; i + 17 <= n; i += 16)
        if ((k = asks(p + i)) < 16) return i + k;
    bool seen = n >= 17 && i + 1 < n && asks(p + n - 17) == 16;         /* what is left, and some again */
    return seen ? n - 1 : i;
}

static unsigned edges(const sl_norm *m, sl_str s) {
    bool white = s.n && ((s.p[0] == ' ' && !m->c.keep_indent) || s.p[s.n - 1] == ' ');
    return white && m->c.rule[SL_NORM_SPACE] ? SL_PASS_SPACE : 0;
}

static unsigned neighbours(const sl_norm *m, char c, char next) {
    if (c != next) return 0;
    if (c == ' ') return m->c.rule[SL_NORM_SPACE] ? SL_PASS_SPACE : 0;
    return (c == '\'' || c == ',') && m->c.rule[SL_NORM_DOUBLED] ? SL_PASS_QUOTES : 0;
}

/* What ASCII asks for in typographic style. */
static unsigned typed(const sl_norm *m, sl_str s) {
    unsigned need = 0;
    if (m->quote && s.n && (memchr(s.p, '\'', s.n) || memchr(s.p, '"', s.n))) need |= m->quote;
    if (m->dash && s.n && memchr(s.p, '-', s.n)) need |= m->dash;
    if (m->dots && s.n && memmem(s.p, s.n, "...", 3)) need |= m->dots;
    return need;
}

/* Every pass that the line may need. */
static unsigned scan(const sl_norm *m, sl_str s) {
    unsigned need = edges(m, s) | typed(m, s) | m->always;
    for (size_t i = 0; (i = glance(s.p, i, s.n)) < s.n;) {
        int32_t c = s.p[i];
        if (c >= 0) {
            need |= m->low[c];
            if (i + 1 < s.n) need |= neighbours(m, s.p[i], s.p[i + 1]);
            i++;
        } else {
            i += (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
            if (c >= 0) need |= sl_norm_need(m, c);
        }
    }
    return need;
}

static unsigned by_quotes(const sl_norm *m, sl_str in, sl_buf *out) {
    static const struct { unsigned quotes, norm; } names[] = {
        {SL_Q_PLAIN, SL_NORM_QUOTES}, {SL_Q_DOUBLED, SL_NORM_DOUBLED}, {SL_Q_BACKTICKS, SL_NORM_BACKTICKS},
        {SL_Q_GUILLEMETS, SL_NORM_GUILLEMETS}, {SL_Q_PRIMES, SL_NORM_PRIMES}};
    unsigned got = sl_quotes_line(&m->quotes, in, out), changed = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (got & names[i].quotes) changed |= 1u << names[i].norm;
    return changed;
}

static unsigned pass(const sl_norm *m, sl_norm_scratch *s, unsigned which, sl_str in, sl_buf *out) {
    switch (which) {
    case SL_PASS_CHARS: return sl_norm_chars(m, in, out);
    case SL_PASS_FORM: return sl_norm_form(m, s, in, out);
    case SL_PASS_HOMOGLYPHS: return sl_norm_homoglyphs(m, in, out);
    case SL_PASS_SPACE: return sl_norm_space(m, in, out);
    case SL_PASS_DASHES: return sl_norm_dashes(m, in, out);
    case SL_PASS_QUOTES: return by_quotes(m, in, out);
    default: return sl_norm_repeats(m, in, out);
    }
}

/* What may have work behind a pass that changed something: later ones, and some again. Marks compose with the letters that homoglyphs
 * became; dashes and quotes are gone over until nothing changes, and dashes look at quotes; anything may stand beside anything where a run was cut. */
static unsigned behind(unsigned which) {
    static const struct { unsigned pass, again; } table[] = {
        {SL_PASS_HOMOGLYPHS, SL_PASS_FORM}, {SL_PASS_DASHES, SL_PASS_DASHES}, {SL_PASS_QUOTES, SL_PASS_QUOTES | SL_PASS_DASHES}, {SL_PASS_REPEATS, SL_PASS_ALL}};
    unsigned later = ~(2 * which - 1);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].pass == which) later |= table[i].again;
    return later & SL_PASS_ALL;
}

/* The first pass that is needed, from `in` into out; *need becomes what is still needed, as what came out has it. */
static unsigned one_pass(const sl_norm *m, sl_norm_scratch *s, unsigned *need, sl_str in, sl_buf *out) {
    unsigned first = *need & -*need;
    sl_clear(out);
    unsigned changed = pass(m, s, first, in, out);
    *need = changed ? scan(m, sl_view(out)) & behind(first) : *need & ~first;
    return changed;
}

enum { ROUNDS = 16 };            /* no line is known that takes more than six */

unsigned sl_norm_line(const sl_norm *m, sl_norm_scratch *s, sl_str in, sl_buf *out) {
    unsigned need = scan(m, in), changed = need & SL_SEEN_REPLACEMENT ? 1u << SL_NORM_REPLACEMENT : 0;
    if (need & SL_SEEN_PRIVATE) changed |= 1u << SL_NORM_PRIVATE;
    need &= SL_PASS_ALL;
    sl_buf *to = &s->a;
    for (int rounds = 0; need && rounds < ROUNDS; rounds++, to = to == &s->a ? &s->b : &s->a) {
        changed |= one_pass(m, s, &need, in, to);
        in = sl_view(to);
    }
    sl_puts(out, in);
    return changed;
}

void sl_norm_scratch_free(sl_norm_scratch *s) {
    sl_buf_free(&s->a);
    sl_buf_free(&s->b);
    free(s->u);
    free(s->v);
    *s = (sl_norm_scratch){0};
}
