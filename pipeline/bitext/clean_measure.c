/* One pass over a text: characters by class, words; see clean.h. */
#include "clean.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"

enum { SIGN, SPACE, LETTER, DIGIT };
static const unsigned char ascii[256] = {      /* SIGN above ASCII: these are looked at one by one */
    ['\t'] = SPACE, ['\n'] = SPACE, ['\v'] = SPACE, ['\f'] = SPACE, ['\r'] = SPACE, [' '] = SPACE,
    ['0'] = DIGIT, ['1'] = DIGIT, ['2'] = DIGIT, ['3'] = DIGIT, ['4'] = DIGIT, ['5'] = DIGIT, ['6'] = DIGIT, ['7'] = DIGIT, ['8'] = DIGIT, ['9'] = DIGIT,
    ['A'] = LETTER, ['B'] = LETTER, ['C'] = LETTER, ['D'] = LETTER, ['E'] = LETTER, ['F'] = LETTER, ['G'] = LETTER, ['H'] = LETTER, ['I'] = LETTER,
    ['J'] = LETTER, ['K'] = LETTER, ['L'] = LETTER, ['M'] = LETTER, ['N'] = LETTER, ['O'] = LETTER, ['P'] = LETTER, ['Q'] = LETTER, ['R'] = LETTER,
    ['S'] = LETTER, ['T'] = LETTER, ['U'] = LETTER, ['V'] = LETTER, ['W'] = LETTER, ['X'] = LETTER, ['Y'] = LETTER, ['Z'] = LETTER,
    ['a'] = LETTER, ['b'] = LETTER, ['c'] = LETTER, ['d'] = LETTER, ['e'] = LETTER, ['f'] = LETTER, ['g'] = LETTER, ['h'] = LETTER, ['i'] = LETTER,
    ['j'] = LETTER, ['k'] = LETTER, ['l'] = LETTER, ['m'] = LETTER, ['n'] = LETTER, ['o'] = LETTER, ['p'] = LETTER, ['q'] = LETTER, ['r'] = LETTER,
    ['s'] = LETTER, ['t'] = LETTER, ['u'] = LETTER, ['v'] = LETTER, ['w'] = LETTER, ['x'] = LETTER, ['y'] = LETTER, ['z'] = LETTER};

/* Blocks of letters that are Latin, above the IPA extensions. */
static bool is_latin(int32_t c) {
    return c < 0x370 || (c >= 0x1D00 && c < 0x1F00) || (c >= 0x2C60 && c < 0x2C80) || (c >= 0xA720 && c < 0xA800) || (c >= 0xAB30 && c < 0xAB70) ||
           (c >= 0xFB00 && c < 0xFB07) || (c >= 0xFF21 && c < 0xFF5B) || (c >= 0x2100 && c < 0x2190);
}

static int high_class(int32_t c) {
    if (c < 0) return SIGN;                  /* a byte that is no character */
    return sl_is_letter(c) ? LETTER : sl_is_space(c) ? SPACE : sl_is_digit(c) ? DIGIT : SIGN;
}

static bool is_address(sl_str w) {
    if (w.n < 5) return false;
    if (memmem(w.p, w.n, "://", 3) || sl_starts(w, SL_LIT("www."))) return true;
    const char *at = memchr(w.p + 1, '@', w.n - 1);
    return at && memchr(at, '.', w.n - (size_t)(at - w.p));
}

typedef struct {
    size_t n[4];                             /* characters of each class */
    bool inside;                             /* a word, which began at start, behind signs signs */
    size_t start, signs;
    uint64_t hash;                           /* of its letters and digits; 0: none yet */
    bool small, hint;                        /* hint: it has a / or @, or begins with w: it may be an address */
} pass;

static void end_word(pass *w, size_t at, sl_clean_scratch *x, sl_clean_side *s) {
    sl_str text = sl_slice(s->text.p + w->start, at - w->start);
    if (x->nwords == x->cap) x->words = sl_grow(x->words, &x->cap, x->nwords + 1, sizeof *x->words);
    x->words[x->nwords++] = w->hash;
    s->words++;
    s->small += w->small;
    s->bare += !w->hash;
    if (text.n > s->longest) s->longest = text.n;
    if (w->hint && w->n[SIGN] > w->signs && is_address(text)) s->addresses++;
}

static void begin_word(pass *w, size_t at, char c) {
    w->hint = c == 'w';
    w->inside = true;
    w->start = at;
    w->signs = w->n[SIGN];
    w->hash = 0;
    w->small = false;
}

/* Does the word begin with this letter, or have but one sign before it that may open a text? %s and *.txt are no words. */
static bool begins(const pass *w, const char *text) {
    size_t signs = w->n[SIGN] - w->signs;
    return !w->hash && (signs == 0 || (signs == 1 && memchr("'\"(\xE2\xC2", text[w->start], 5)));
}

static void add_high(pass *w, int32_t c, int class, sl_clean_side *s) {
    if (class == LETTER) {
        if (begins(w, s->text.p)) w->small = sl_is_lower(c);
        s->foreign += !is_latin(c);
    }
    w->hash = sl_fold_step(w->hash + 1, (uint64_t)sl_lower(c));
}

/* A run of ASCII letters or of digits. Returns its length. */
static size_t add_ascii(pass *w, int class, sl_str rest, sl_clean_side *s) {
    size_t k = 1;
    if (rest.p[0] >= 'a' && begins(w, s->text.p)) w->small = true;
    while (k < rest.n && ascii[(unsigned char)rest.p[k]] == class) k++;
    w->hash = sl_fold_step(w->hash + 1, sl_fold_hash(rest.p, k, rest.n));
    w->n[class] += k - 1;
    return k;
}

void sl_clean_measure(sl_str text, sl_clean_scratch *x, sl_clean_side *s) {
    *s = (sl_clean_side){.text = text, .first = x->nwords};
    pass w = {.inside = false};
    for (size_t i = 0, k; i < text.n; i += k) {
        int32_t c = (unsigned char)text.p[i];
        bool high = c >= 0x80;
        k = high ? (size_t)sl_utf8_next(text.p + i, text.n - i, &c) : 1;
        int class = high ? high_class(c) : ascii[c];
        if (class == SPACE) {
            if (w.inside) end_word(&w, i, x, s);
            w.inside = false;
            continue;
        }
        if (!w.inside) begin_word(&w, i, text.p[i]);
        w.n[class]++;
        if (high) s->high += k;
        if (class == SIGN) w.hint |= c == '/' || c == '@';
        else if (high) add_high(&w, c, class, s);
        else k = add_ascii(&w, class, sl_slice(text.p + i, text.n - i), s);
    }
    if (w.inside) end_word(&w, text.n, x, s);
    s->stopped = text.n && strchr(".!?", text.p[text.n - 1]) && text.p[text.n - 1];
    s->letters = w.n[LETTER];
    s->digits = w.n[DIGIT];
    s->signs = w.n[SIGN];
}
