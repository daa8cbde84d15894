/* The tokens of a line; see meaning.h. */
#include "meaning.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"

enum { WORD_BYTES = 64, DIGIT = 1, LETTER, OTHER };
static const unsigned char ascii[128] = {
    ['0'] = DIGIT, ['1'] = DIGIT, ['2'] = DIGIT, ['3'] = DIGIT, ['4'] = DIGIT, ['5'] = DIGIT, ['6'] = DIGIT, ['7'] = DIGIT, ['8'] = DIGIT, ['9'] = DIGIT,
    ['A'] = LETTER, ['B'] = LETTER, ['C'] = LETTER, ['D'] = LETTER, ['E'] = LETTER, ['F'] = LETTER, ['G'] = LETTER, ['H'] = LETTER, ['I'] = LETTER,
    ['J'] = LETTER, ['K'] = LETTER, ['L'] = LETTER, ['M'] = LETTER, ['N'] = LETTER, ['O'] = LETTER, ['P'] = LETTER, ['Q'] = LETTER, ['R'] = LETTER,
    ['S'] = LETTER, ['T'] = LETTER, ['U'] = LETTER, ['V'] = LETTER, ['W'] = LETTER, ['X'] = LETTER, ['Y'] = LETTER, ['Z'] = LETTER,
    ['a'] = LETTER, ['b'] = LETTER, ['c'] = LETTER, ['d'] = LETTER, ['e'] = LETTER, ['f'] = LETTER, ['g'] = LETTER, ['h'] = LETTER, ['i'] = LETTER,
    ['j'] = LETTER, ['k'] = LETTER, ['l'] = LETTER, ['m'] = LETTER, ['n'] = LETTER, ['o'] = LETTER, ['p'] = LETTER, ['q'] = LETTER, ['r'] = LETTER,
    ['s'] = LETTER, ['t'] = LETTER, ['u'] = LETTER, ['v'] = LETTER, ['w'] = LETTER, ['x'] = LETTER, ['y'] = LETTER, ['z'] = LETTER};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* A word with other letters than ASCII's, in lower case. */
static uint64_t hash_high(sl_str w) {
    char low[WORD_BYTES + 4] = {0};
    size_t n = 0;
    for (size_t i = 0; i < w.n && n < WORD_BYTES;) {
        sl_buf b = {low, n, sizeof low};
        int32_t c;
        i += (size_t)sl_utf8_next(w.p + i, w.n - i, &c);
        if (c >= 0) sl_utf8_put(&b, sl_lower(c));
        n = b.n;
    }
    return sl_fold_hash(low, n, n);
}

uint64_t sl_token_hash(sl_str w) { return sl_ascii_run(w.p, w.n) == w.n ? sl_fold_hash(w.p, w.n, w.n) : hash_high(w); }

/* How many of eight bytes are ASCII letters before the first that is none; 0 as well when one is above ASCII. */
static size_t letters(const char *p) {
    const uint64_t ones = 0x0101010101010101ull, tops = 0x80 * ones;
    uint64_t x;
    memcpy(&x, p, 8);
    if (x & tops) return 0;
    x |= 0x20 * ones;
    uint64_t others = ~((x + (0x80 - 'a') * ones) & ~(x + (0x7F - 'z') * ones)) & tops;
    return others ? sl_bytes_before(others) : 8;
}

/* Where the word ends that begins at i; *high: not of ASCII alone. */
static size_t word_end(sl_str s, size_t i, bool *high) {
    for (size_t k = 8; k == 8 && i + 8 <= s.n;) i += k = letters(s.p + i);
    for (*high = false; i < s.n;) {
        unsigned char b = (unsigned char)s.p[i];
        int32_t c;
        if (b < 128) {
            if (ascii[b] == 0) break;
            i++;
            continue;
        }
        int k = sl_utf8_next(s.p + i, s.n - i, &c);
        if (!sl_is_alnum(c)) break;
        *high = true;
        i += (size_t)k;
    }
    return i;
}

static size_t word(sl_token *t, sl_str s, size_t i) {
    bool high;
    size_t to = word_end(s, i, &high), n = to - i;
    t->kind = SL_T_WORD;
    t->hash = high ? hash_high(sl_slice(s.p + i, n)) : sl_fold_hash(s.p + i, n, s.n - i);
    if ((unsigned char)s.p[i] < 128) t->capital = s.p[i] < 'a';
    else {
        int32_t c;
        sl_utf8_next(s.p + i, s.n - i, &c);
        t->capital = sl_is_upper(c);
    }
    return to;
}

/* Digits, with single . , : between them. */
static size_t number(sl_token *t, sl_str s, size_t i) {
    uint64_t h = 0;
    for (; i < s.n; i++) {
        if (is_digit(s.p[i])) h = h || s.p[i] != '0' ? sl_fold_step(h, (uint64_t)s.p[i]) : 0;
        else if (!memchr(".,:", s.p[i], 3) || i + 1 == s.n || !is_digit(s.p[i + 1])) break;
    }
    t->kind = SL_T_NUMBER;
    t->hash = h ^ 0x4E756D62ull;
    t->capital = false;
    return i;
}

static size_t sign(sl_token *t, size_t i, char c) {
    t->kind = c == '.' || c == '!' || c == '?' ? SL_T_STOP : c == ',' || c == ';' || c == ':' ? SL_T_COMMA : SL_T_SIGN;
    t->hash = (unsigned char)c;
    t->capital = false;
    return i + 1;
}

/* The token at i, if one begins there; returns where to go on. */
static size_t next(sl_str s, size_t i, sl_token *t, bool *found) {
    unsigned char b = (unsigned char)s.p[i];
    int32_t c = b;
    size_t k = b < 128 ? 1 : (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
    *found = true;
    if (b < 128 ? ascii[b] == LETTER : sl_is_alnum(c)) return word(t, s, i);
    if (b < 128 && ascii[b] == DIGIT) return number(t, s, i);
    *found = false;
    if (b <= ' ' || b == '\'' || b == '-' || c < 0 || c == 0x2019 || (b >= 128 && sl_is_space(c))) return i + k;
    *found = true;
    sign(t, i, b < 128 ? (char)b : '"');
    return i + k;
}

void sl_tokens_more(sl_tokens *x, size_t i, size_t end) {
    while (i < end && x->n < SL_TOKENS) {
        bool found;
        sl_token *t = &x->t[x->n];
        size_t to = next(x->text, i, t, &found);
        t->start = (uint32_t)i;
        t->n = (uint32_t)(to - i);
        x->n += found;
        i = to;
    }
}

void sl_tokens_read(sl_tokens *x, sl_str s) {
    x->text = s;
    x->n = 0;
    sl_tokens_more(x, 0, s.n);
}
