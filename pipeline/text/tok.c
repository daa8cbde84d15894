/* A line to tokens: the loop, what begins with punctuation, and how tokens and gaps are written; see sluis/tok.h. */
#include "tok_model.h"
#include "sluis/hex.h"
#include <stdlib.h>

unsigned sl_lex_slow(const sl_lex *x, size_t i, int *len) {
    int32_t c;
    *len = 0;
    if (i >= x->end) return CH_SPACE;
    *len = sl_utf8_next(x->p + i, x->end - i, &c);
    if (c < 0) return CH_LETTER;
    if (c < CH_TABLE) return x->m->ch[c];
    return sl_lex_sign(x, c) ? CH_SPACE : sl_ch_class(c);
}

unsigned sl_lex_before(const sl_lex *x, size_t i) {
    int32_t c;
    int k;
    if (i == 0) return CH_SPACE;
    k = sl_utf8_prev(x->p, i, &c);
    return sl_lex_class(x, i - (size_t)k);
}

/* The bytes of a gap as a token that both its neighbours stand close to. */
static void carry(sl_lex *x, size_t a, size_t b) {
    sl_puts(x->out, SL_LIT(SL_JOINER "%"));
    sl_hex_put(x->out, sl_lex_slice(x, a, b));
    sl_puts(x->out, SL_LIT(SL_JOINER));
    x->marked = true;
    x->state->carried++;
}

/* What stands between the last token and the next, which starts at `start` and has this rank. */
static void separate(sl_lex *x, size_t start, int rank) {
    size_t gap = start - x->last;
    if (x->plain) {
        if (x->any) sl_putc(x->out, ' ');
    } else if (gap == 0) {
        if (!x->any) return;
        x->marked = true;
        x->joined = x->rank >= rank;
        sl_puts(x->out, x->joined ? SL_LIT(" ") : SL_LIT(SL_JOINER " "));
    } else if (gap == 1 && x->p[x->last] == ' ' && x->any) {
        sl_putc(x->out, ' ');
    } else {
        if (x->any) sl_putc(x->out, ' ');
        carry(x, x->last, start);
        sl_putc(x->out, ' ');
    }
}

/* The token itself, its mark before it. */
static void put(sl_lex *x, size_t start, size_t end, bool lower) {
    sl_buf *t = &x->state->scratch;
    sl_str token = sl_lex_slice(x, start, end);
    if (lower) {
        sl_clear(t);
        sl_puts(x->out, sl_recase_lower(token, x->m->pair[0] ? x->m->pair : NULL, t));
        token = sl_view(t);
    }
    if (!x->any) x->head = x->out->n;
    if (x->joined) sl_puts(x->out, SL_LIT(SL_JOINER));
    sl_puts(x->out, token);
    x->joined = false;
}

/* Most tokens are short and have one space before them: both in one go. */
static bool put_short(sl_lex *x, size_t start, size_t end) {
    enum { ONE_GO = 16 };
    if (start - x->last != 1 || x->p[x->last] != ' ' || !x->any || x->lower || end - x->last > ONE_GO || x->n - x->last < ONE_GO) return false;
    memcpy(sl_need(x->out, ONE_GO), x->p + x->last, ONE_GO);
    x->out->n += end - x->last;
    return true;
}

void sl_lex_emit(sl_lex *x, size_t start, size_t end, int rank) {
    if (!put_short(x, start, end)) {
        separate(x, start, rank & RANK_MASK);
        put(x, start, end, x->lower && rank < RANK_HOLDER);
    }
    if (x->spans) sl_tok_note(x->state, start, end);
    x->last = end;
    x->rank = (uint8_t)(rank & RANK_MASK);
    x->any = true;
    x->state->tokens++;
}

void sl_tok_note(sl_tok_state *t, size_t start, size_t end) {
    t->spans = sl_grow(t->spans, &t->cap, t->nspans + 1, sizeof *t->spans);
    t->spans[t->nspans++] = (sl_range){start, end};
}

/* Runs of one character that are one token: at least so many of it, and what else may be in the run. */
static const struct { char c; unsigned char least; const char *with; } runs[] = {
    {'-', 2, "-=*_~"}, {'=', 2, "=-*_~"}, {'*', 2, "*-=_~"}, {'_', 2, "_-=*~"}, {'~', 2, "~-=*_"},
    {'#', 2, "#"}, {'+', 2, "+"}, {'$', 2, "$"}, {'<', 2, "<"}, {'>', 2, ">"}, {'\'', 2, "'"}, {'`', 2, "`"}, {'|', 2, "|"},
    {'/', 2, "/"}, {'\\', 2, "\\"}, {'^', 2, "^"}, {'%', 2, "%"}};

static size_t stops(const sl_lex *x, size_t i) {
    size_t k = i;
    while (sl_lex_byte(x, k) == '!' || sl_lex_byte(x, k) == '?') k++;
    return k;
}

/* . and ... and ?. and .?!; but an ellipsis stays apart from other marks. */
static size_t stop_end(const sl_lex *x, size_t i) {
    size_t dots = sl_lex_run(x, i, '.'), k;
    if (dots > 1) return i + dots;
    k = stops(x, i + dots);
    return dots == 0 && k > i + 1 && sl_lex_run(x, k, '.') == 1 ? k + 1 : k;
}

static size_t run_end(const sl_lex *x, size_t i) {
    if (x->p[i] == '.' || x->p[i] == '!' || x->p[i] == '?') return stop_end(x, i);
    if (x->p[i] == ',') return i + 1 + (sl_lex_byte(x, i + 1) == ',' && sl_lex_byte(x, i + 2) != ',');         /* ,, opens a quotation */
    for (size_t r = 0; r < sizeof runs / sizeof *runs; r++) {
        if (runs[r].c != x->p[i]) continue;
        size_t k = i;
        while (k < x->end && x->p[k] && strchr(runs[r].with, x->p[k])) k++;
        return k - i >= runs[r].least ? k : i + 1;
    }
    return i + 1;
}

/* A sign at i that belongs to the word behind it: #tag, @handle, +31, -5, (on)mogelijk. Where the word goes on, or 0. */
static size_t prefix(const sl_lex *x, size_t i) {
    unsigned next = sl_lex_class(x, i + 1), k = next & CH_CLASS;
    bool start = sl_lex_first(x, i) || x->rank == RANK_HOLDER || (sl_lex_before(x, i) & CH_CLASS) == CH_OPEN;
    switch (x->p[i]) {
    case '#': return k == CH_LETTER ? i + 1 : 0;
    case '@': return sl_ch_alnum(next) ? i + 1 : 0;
    case '+': return start && k == CH_DIGIT ? i + 1 : 0;
    case '-': return start && (k == CH_DIGIT || (k == CH_LETTER && x->m->ch['-'] & CH_INSIDE)) ? i + 1 : 0;
    case '(':
        for (size_t j = i + 1; start && j < i + 8; j++) {
            if (x->end > j && (x->p[j] | 32) >= 'a' && (x->p[j] | 32) <= 'z') continue;
            if (j > i + 1 && sl_lex_byte(x, j) == '-') j++;
            return j > i + 1 && sl_lex_byte(x, j) == ')' && (sl_lex_class(x, j + 1) & CH_CLASS) == CH_LETTER ? j + 1 : 0;
        }
    }
    return 0;
}

/* Single quotes: is one open when the next apostrophe behind a word comes? */
static void quote(sl_lex *x, size_t i, int len) {
    if ((len == 1 && x->p[i] != '\'') || sl_lex_byte(x, i + 1) == '\'') return;
    bool glued = !sl_lex_first(x, i) && (sl_lex_before(x, i) & CH_CLASS) != CH_OPEN;
    x->open = !glued && sl_lex_class(x, i + (size_t)len) != CH_SPACE;
}

/* One token, or the word that it opens, at i: neither letter, digit nor space. Returns where it ends. */
static size_t punctuation(sl_lex *x, size_t i, unsigned k, int len) {
    size_t e = 0;
    int rank = RANK_PUNCT;
    if (len == 1 && (e = prefix(x, i))) return sl_tok_word(x, i, e);
    if (k == CH_APOS) {
        if ((e = sl_tok_lead(x, i, len))) return sl_tok_word(x, i, e);
        quote(x, i, len);
    }
    if ((e = sl_tok_holder(x, i))) rank = RANK_HOLDER;
    else if (k == CH_EMOJI) e = sl_tok_emoji(x, i);
    else if (len == 1 && !(e = sl_tok_smiley(x, i))) e = run_end(x, i);
    if (!e) e = i + (size_t)len;
    for (int l; (sl_lex_at(x, e, &l) & CH_CLASS) == CH_MARK; e += (size_t)l) ;
    sl_lex_emit(x, i, e, rank);
    return e;
}

static size_t token(sl_lex *x, size_t i, unsigned k, int len) {
    size_t e;
    if (!sl_ch_word(k)) return punctuation(x, i, k, len);
    if (x->p[i] != 'X' || !(e = sl_tok_holder(x, i))) return sl_tok_word(x, i, i);
    sl_lex_emit(x, i, e, RANK_HOLDER);
    return e;
}

typedef unsigned char lanes __attribute__((vector_size(16)));

static bool letter(char c) { return (unsigned char)((c | 32) - 'a') < 26; }

/* The end of the ASCII letters from i on. Words are short: with luck sixteen bytes hold one whole, and the space behind it. */
static size_t letters(const sl_lex *x, size_t i) {
    lanes v;
    uint64_t other[2];
    while (i + 16 <= x->end) {
        memcpy(&v, x->p + i, 16);
        v = (lanes)((lanes)((v | 32) - 'a') >= 26);
        memcpy(other, &v, 16);
        for (unsigned k = 0; k < 2; k++, i += 8)
            if (other[k]) return i + sl_bytes_before(other[k]);
    }
    while (i < x->end && letter(x->p[i])) i++;
    return i;
}

/* Most words are ASCII letters between two spaces, and no rule concerns them. Take as many such words from i on, behind the space that
 * follows the last token, in one go. Returns where they end; i when there is none. */
static size_t plain_words(sl_lex *x, size_t i) {
    size_t from = x->last;
    for (size_t s = i, e;; s = e + 1) {
        e = letters(x, s);
        size_t n = e - s;
        if (!n || e == x->end || x->p[e] != ' ' || x->p[s] == 'X') break;                /* XX1 is a placeholder */
        if (n < 32 && x->m->parts[(unsigned char)(x->p[s] | 32)] >> n & 1) break;        /* it may come in parts */
        x->last = e;
        x->state->tokens++;
    }
    if (x->last == from) return i;
    sl_put(x->out, x->p + from, x->last - from);
    x->rank = RANK_WORD;
    return x->last;
}

static bool may_be_plain(const sl_lex *x, size_t i) { return i - x->last == 1 && x->any && !x->lower && !x->spans && x->p[x->last] == ' '; }

static void read_line(sl_lex *x) {
    int len;
    sl_tok_span(x, 0);
    for (size_t i = 0, e; i < x->n;) {
        if (i == x->end) {
            sl_lex_emit(x, x->span, x->span_end, x->span_rank);
            i = x->span_end;
            sl_tok_span(x, i);
            continue;
        }
        if (may_be_plain(x, i) && (e = plain_words(x, i)) > i) {
            i = e;
            continue;
        }
        unsigned k = sl_lex_at(x, i, &len) & CH_CLASS;
        i = k == CH_SPACE ? i + (size_t)len : token(x, i, k, len);
    }
}

/* No mark was written, so the tokens are the line: would the rules of detok, which then apply, change it? Then its first token gets
 * a mark before it, where it joins nothing. */
static void be_marked(sl_lex *x) {
    sl_buf *b = x->out, *t = &x->state->scratch;
    sl_clear(t);
    sl_detok_rules(x->m->detok, sl_slice(x->p, x->n), t);
    if (t->n == x->n) return;
    sl_need(b, sizeof SL_JOINER);
    memmove(b->p + x->head + sizeof SL_JOINER - 1, b->p + x->head, b->n - x->head);
    memcpy(b->p + x->head, SL_JOINER, sizeof SL_JOINER - 1);
    b->n += sizeof SL_JOINER - 1;
}

void sl_tok_line(const sl_tok *m, unsigned flags, sl_tok_state *state, sl_str in, sl_buf *out) {
    sl_lex x = {.m = m, .p = in.p, .n = in.n, .end = in.n, .out = out, .state = state, .plain = flags & SL_TOK_PLAIN,
                .spans = flags & SL_TOK_SPANS, .lower = flags & SL_TOK_CASE, .tags = flags & SL_TOK_TAGS};
    state->nspans = 0;
    sl_need(out, in.n + in.n / 4 + 16);
    read_line(&x);
    if (x.plain) return;
    if (x.last < x.n) {
        if (x.any) sl_putc(out, ' ');
        carry(&x, x.last, x.n);
    }
    if (!x.marked) be_marked(&x);
}

void sl_tok_state_free(sl_tok_state *state) {
    sl_buf_free(&state->scratch);
    free(state->spans);
    *state = (sl_tok_state){0};
}
