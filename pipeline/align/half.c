/* One side of a document; see half.h. */
#include "half.h"
#include "sluis/align.h"
#include "sluis/utf8.h"
#include <stdlib.h>

enum { WORD_BYTES = 64 };

typedef struct { const char *p; size_t n, at; } cursor;

static int32_t peek(const cursor *c, size_t from, int *len) {
    int32_t u = -1;
    *len = from < c->n ? sl_utf8_next(c->p + from, c->n - from, &u) : 0;
    return u;
}

static void put(sl_half *h, int32_t u) { if (h->word.n + 4 <= WORD_BYTES) sl_utf8_put(&h->word, u); }

static void letters(sl_half *h, cursor *c) {
    int len;
    for (int32_t u; u = peek(c, c->at, &len), sl_is_alnum(u); c->at += (size_t)len) put(h, sl_lower(u));
}

static size_t digits(const cursor *c, size_t from) {
    size_t n = 0;
    while (from + n < c->n && c->p[from + n] >= '0' && c->p[from + n] <= '9') n++;
    return n;
}

/* ASCII digits, with single separators between them; one before exactly three digits marks a group. */
static void number(sl_half *h, cursor *c) {
    for (;;) {
        for (size_t n = digits(c, c->at); n; n--) put(h, c->p[c->at++]);
        if (c->at >= c->n || (c->p[c->at] != '.' && c->p[c->at] != ',')) return;
        size_t next = digits(c, c->at + 1);
        if (!next) return;
        if (next != 3) put(h, '.');
        c->at++;
    }
}

static int32_t plain_quote(int32_t u) {
    static const struct { int32_t from, to, is; } shape[] = {{0x2018, 0x201B, '\''}, {0x201C, 0x201F, '"'}, {0xAB, 0xAB, '"'}, {0xBB, 0xBB, '"'},
                                                             {0x60, 0x60, '\''}, {0xB4, 0xB4, '\''}, {0x2010, 0x2015, '-'}};
    for (size_t i = 0; i < sizeof shape / sizeof *shape; i++)
        if (u >= shape[i].from && u <= shape[i].to) return shape[i].is;
    return u;
}

/* The next token into h->word; false at the end. */
static bool token(sl_half *h, cursor *c) {
    int len;
    sl_clear(&h->word);
    while (c->at < c->n) {
        int32_t u = peek(c, c->at, &len);
        if (u >= '0' && u <= '9') number(h, c);
        else if (sl_is_alnum(u)) letters(h, c);
        else {
            c->at += (size_t)len;
            if (u < 0 || sl_is_space(u)) continue;
            put(h, plain_quote(u));
        }
        return true;
    }
    return false;
}

static uint32_t sentence_tokens(sl_half *h, uint32_t total, sl_str s) {
    cursor c = {s.p, s.n, 0};
    for (unsigned k = 0; k < SL_ALIGN_TOKENS && token(h, &c); k++) {
        uint32_t w = sl_vocab_add(&h->words, sl_view(&h->word));
        h->tok = sl_grow(h->tok, &h->tokcap, total + 1, sizeof *h->tok);
        h->tok[total++] = w;
    }
    return total;
}

static void count_words(sl_half *h) {
    uint32_t total = h->at[h->n];
    h->freq = sl_grow(h->freq, &h->freqcap, h->words.n + 1, sizeof *h->freq);
    for (uint32_t w = 0; w < h->words.n; w++) h->freq[w] = 0;
    for (uint32_t k = 0; k < total; k++) h->freq[h->tok[k]]++;
    for (uint32_t w = 0; w < h->words.n; w++) h->freq[w] = h->freq[w] / total > 1e-6 ? h->freq[w] / total : 1e-6;
}

void sl_half_read(sl_half *h, const sl_str *sentence, size_t n) {
    h->tok = sl_grow(h->tok, &h->tokcap, 1, sizeof *h->tok);         /* there are tokens, even if there are none */
    sl_vocab_clear(&h->words);
    h->n = (uint32_t)n;
    h->at = sl_grow(h->at, &h->atcap, n + 1, sizeof *h->at);
    h->chars = sl_grow(h->chars, &h->charcap, n + 1, sizeof *h->chars);
    h->at[0] = 0;
    h->chars[0] = 0;
    for (size_t i = 0; i < n; i++) {
        h->at[i + 1] = sentence_tokens(h, h->at[i], sentence[i]);
        h->chars[i + 1] = h->chars[i] + 1 + (double)sl_utf8_count(sentence[i]);
    }
    count_words(h);
}

bool sl_half_is_number(sl_str word) { return word.n && word.p[0] >= '0' && word.p[0] <= '9'; }

void sl_half_free(sl_half *h) {
    sl_vocab_free(&h->words);
    free(h->tok);
    free(h->at);
    free(h->chars);
    free(h->freq);
    sl_buf_free(&h->word);
    *h = (sl_half){0};
}
