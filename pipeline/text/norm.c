/* Normalisation of one line: what it needs, and the passes in their order; see sluis/norm.h. */
#include "norm_passes.h"
#include "sluis/utf8.h"
#include <stdlib.h>

/* Found once for each character below U+0300 and from U+2000 on; asked of ICU for the others. */
static unsigned judge(const sl_norm *m, int32_t c) {
    const sl_norm_char *r = sl_norm_find_char(c);
    unsigned need = r && m->c.rule[r->rule] ? SL_PASS_CHARS : 0;
    if (m->form && !sl_form_settled(m->form, c)) need |= SL_PASS_FORM;
    if (m->c.rule[SL_NORM_SPACE] && c != ' ' && sl_norm_white(c)) need |= SL_PASS_SPACE;
    if (c != '\'' && c != '"' && sl_quotes_concern(&m->quotes, c)) need |= SL_PASS_QUOTES;
    return need;
}

unsigned sl_norm_need(const sl_norm *m, int32_t c) {
    if (c < 0x300) return m->low[c];
    if (c >= 0x2000 && c < 0x2000 + (int32_t)sizeof m->general) return m->general[c - 0x2000];
    return judge(m, c);
}

void sl_norm_make(sl_norm *m, const sl_norm_conf *c, sl_str elisions) {
    static const struct { unsigned norm, quotes; } both[] = {
        {SL_NORM_DOUBLED, SL_Q_DOUBLED}, {SL_NORM_BACKTICKS, SL_Q_BACKTICKS}, {SL_NORM_GUILLEMETS, SL_Q_GUILLEMETS}, {SL_NORM_PRIMES, SL_Q_PRIMES}};
    m->c = *c;
    m->c.rule[SL_NORM_FORM] = c->form != SL_FORM_NONE;
    m->c.rule[SL_NORM_QUOTES] = c->quotes != SL_QUOTES_KEEP;
    m->form = sl_form_instance(c->form);
    m->quotes = (sl_quotes){.style = (sl_quotes_style)c->quotes, .rules = SL_Q_PLAIN, .elisions = elisions};
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        m->c.rule[both[i].norm] &= m->c.rule[SL_NORM_QUOTES];
        if (m->c.rule[both[i].norm]) m->quotes.rules |= both[i].quotes;
    }
    for (int32_t i = 0; i < (int32_t)sizeof m->low; i++) m->low[i] = (unsigned char)judge(m, i);
    for (int32_t i = 0; i < (int32_t)sizeof m->general; i++) m->general[i] = (unsigned char)judge(m, 0x2000 + i);
}

typedef signed char lane __attribute__((vector_size(16)));

/* How many bytes from p on ask for nothing, as far as that is seen at a glance: 16 at a time, and one more to be read. Controls,
 * what is not ASCII (negative here), backticks, and a space, apostrophe or comma that is followed by another. */
static size_t glance(const char *p, size_t n) {
    size_t i = 0;
    lane a, b;
    for (; i + 17 <= n; i += 16) {
        memcpy(&a, p + i, 16);
        memcpy(&b, p + i + 1, 16);
        lane ask = (a < 0x20) | (a == 0x7F) | (a == '`') | ((a == b) & ((a == ' ') | (a == '\'') | (a == ',')));
        uint64_t half[2];
        memcpy(half, &ask, 16);
        if (half[0] | half[1]) break;
    }
    return i;
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

/* Every pass that the line may need. */
static unsigned scan(const sl_norm *m, sl_str s) {
    unsigned need = edges(m, s);
    if (m->c.quotes == SL_QUOTES_TYPOGRAPHIC && s.n && (memchr(s.p, '\'', s.n) || memchr(s.p, '"', s.n))) need |= SL_PASS_QUOTES;
    for (size_t i = glance(s.p, s.n), from = i; i < s.n;) {
        int32_t c = s.p[i];
        if (c >= 0) {
            need |= m->low[c];
            if (i + 1 < s.n) need |= neighbours(m, s.p[i], s.p[i + 1]);
            i++;
        } else {
            i += (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
            if (c >= 0) need |= sl_norm_need(m, c);
        }
        if (i - from < 16) continue;
        i += glance(s.p + i, s.n - i);
        from = i;
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

/* The first pass that is needed, from `in` into out; *need becomes what is still needed, as what came out has it. Quotes are gone
 * over until nothing changes. */
static unsigned one_pass(const sl_norm *m, sl_norm_scratch *s, unsigned *need, sl_str in, sl_buf *out) {
    unsigned first = *need & -*need, changed;
    sl_clear(out);
    switch (first) {
    case SL_PASS_CHARS: changed = sl_norm_chars(m, in, out); break;
    case SL_PASS_FORM: changed = sl_norm_form(m, s, in, out); break;
    case SL_PASS_SPACE: changed = sl_norm_space(m, in, out); break;
    default: changed = by_quotes(m, in, out); break;
    }
    unsigned later = first == SL_PASS_QUOTES && changed ? SL_PASS_QUOTES : ~(2 * first - 1);
    *need = (changed ? scan(m, sl_view(out)) : *need) & later;
    return changed;
}

enum { ROUNDS = 16 };            /* no line is known that takes more than six */

unsigned sl_norm_line(const sl_norm *m, sl_norm_scratch *s, sl_str in, sl_buf *out) {
    unsigned need = scan(m, in), changed = 0;
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
