/* One pass over a text: characters by kind, words; see clean.h. */
#include "clean.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"

enum { SIGN = SL_CLEAN_SIGN, SPACE = SL_CLEAN_SPACE, LOWER = SL_CLEAN_LOWER, UPPER = SL_CLEAN_UPPER, CASELESS = SL_CLEAN_CASELESS,
       DIGIT = SL_CLEAN_DIGIT, OPEN = SL_CLEAN_OPEN, CLOSE = SL_CLEAN_CLOSE, QUOTE = SL_CLEAN_QUOTE };
static const unsigned char ascii[128] = {
    ['\t'] = SPACE, ['\n'] = SPACE, ['\v'] = SPACE, ['\f'] = SPACE, ['\r'] = SPACE, [' '] = SPACE, ['"'] = QUOTE,
    ['('] = OPEN, ['['] = OPEN, ['{'] = OPEN, [')'] = CLOSE, [']'] = CLOSE, ['}'] = CLOSE, ['0' ... '9'] = DIGIT,
    ['A' ... 'Z'] = UPPER, ['a' ... 'z'] = LOWER};

static bool is_alnum_kind(unsigned kind) { return kind >= LOWER && kind <= DIGIT; }

/* Blocks of letters that are Latin, above the IPA extensions. */
static bool is_latin(int32_t c) {
    return c < 0x370 || (c >= 0x1D00 && c < 0x1F00) || (c >= 0x2C60 && c < 0x2C80) || (c >= 0xA720 && c < 0xA800) || (c >= 0xAB30 && c < 0xAB70) ||
           (c >= 0xFB00 && c < 0xFB07) || (c >= 0xFF21 && c < 0xFF5B) || (c >= 0x2100 && c < 0x2190);
}

static unsigned high_kind(int32_t c) {
    if (c < 0) return SIGN;                  /* a byte that is no character */
    if ((c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB) return QUOTE;
    if (sl_is_letter(c)) return sl_is_lower(c) ? LOWER : sl_is_upper(c) ? UPPER : CASELESS;
    return sl_is_space(c) ? SPACE : sl_is_digit(c) ? DIGIT : SIGN;
}

static bool is_address(sl_str w) {
    if (w.n < 5) return false;
    if (memmem(w.p, w.n, "://", 3) || sl_starts(w, SL_LIT("www."))) return true;
    const char *at = memchr(w.p + 1, '@', w.n - 1);
    return at && memchr(at, '.', w.n - (size_t)(at - w.p));
}

/* The letters and digits of a word in small letters, eight bytes a step: the same as sl_fold_hash() of a word without signs. */
uint64_t sl_clean_hash(sl_str w) {
    char b[8];
    uint64_t h = SL_FOLD_SEED;
    size_t n = 0;
    for (size_t i = 0, k; i < w.n; i += k) {
        int32_t c;
        char out[4];
        sl_buf u = {out, 0, sizeof out};
        k = (size_t)sl_utf8_next(w.p + i, w.n - i, &c);
        if (!sl_is_alnum(c)) continue;
        sl_utf8_put(&u, sl_lower(c));
        for (size_t q = 0; q < u.n; q++) {
            b[n++] = out[q];
            if (n < 8) continue;
            h = sl_fold_step(h, sl_fold_hash(b, 8, 8));
            n = 0;
        }
    }
    if (n) h = sl_fold_step(h, sl_fold_hash(b, n, n));
    return h | 1;
}

/* The same for a word of plain ASCII letters and digits. */
static uint64_t plain_hash(const char *p, size_t n, size_t room) {
    uint64_t h = SL_FOLD_SEED;
    for (; n >= 8; p += 8, n -= 8, room -= 8) h = sl_fold_step(h, sl_fold_hash(p, 8, 8));
    if (n) h = sl_fold_step(h, sl_fold_hash(p, n, room));
    return h | 1;
}

typedef struct {
    sl_clean_word w;
    size_t alnum, chars;                     /* bytes of letters and digits; characters */
    bool inside, address;                    /* address: it has a / or @, or begins with w: it may be one */
} pass;

static void end_word(pass *w, size_t at, sl_clean_scratch *x, unsigned i, sl_clean_side *s) {
    sl_clean_word *o = &w->w;
    sl_str text = sl_slice(s->text.p + o->at, at - o->at);
    w->inside = false;
    o->n = (uint32_t)text.n;
    if (w->address && is_address(text)) o->flags |= SL_CLEAN_ADDRESS;
    if (o->ncore) {
        const char *core = s->text.p + o->core;
        bool plain = w->alnum == o->ncore && !(o->flags & SL_CLEAN_HIGH);
        o->hash = plain ? plain_hash(core, o->ncore, s->text.n - o->core) : sl_clean_hash(sl_slice(core, o->ncore));
    }
    s->small += o->flags & SL_CLEAN_SMALL;
    s->numbers += (o->flags & SL_CLEAN_NUMBER) != 0;
    s->bare += !o->ncore;
    if (o->flags & SL_CLEAN_ADDRESS) s->addresses++;
    else if (w->chars > s->longest) s->longest = w->chars;
    if (s->words == x->cap[i]) x->word[i] = sl_grow(x->word[i], &x->cap[i], s->words + 1, sizeof **x->word);
    x->word[i][s->words++] = *o;
}

static void begin_word(pass *w, size_t at, char c) { *w = (pass){.inside = true, .address = c == 'w', .w = {.at = (uint32_t)at}}; }

/* The first letter or digit of a word. With but one sign before it that may open a text it tells the word's case: %s and *.txt are no words. */
static void begin_core(pass *w, size_t at, unsigned kind, const char *text) {
    w->w.core = (uint32_t)at;
    if (w->chars > 1 || (w->chars == 1 && !memchr("'\"(\xE2\xC2", text[w->w.at], 5))) return;
    w->w.flags |= kind == LOWER ? SL_CLEAN_SMALL : kind == UPPER ? SL_CLEAN_CAPITAL : 0;
}

static void add(pass *w, size_t at, size_t bytes, size_t chars, unsigned kind, sl_clean_side *s) {
    if (!w->inside) begin_word(w, at, s->text.p[at]);
    if (is_alnum_kind(kind)) {
        if (!w->alnum) begin_core(w, at, kind, s->text.p);
        w->alnum += bytes;
        w->w.ncore = (uint32_t)(at + bytes) - w->w.core;
        if (kind == DIGIT) w->w.flags |= SL_CLEAN_NUMBER;
    } else w->address |= s->text.p[at] == '/' || s->text.p[at] == '@';
    w->chars += chars;
    s->count[kind] += chars;
}

static size_t add_high(pass *w, size_t at, sl_clean_scratch *x, unsigned i, sl_clean_side *s) {
    int32_t c;
    size_t k = (size_t)sl_utf8_next(s->text.p + at, s->text.n - at, &c);
    unsigned kind = high_kind(c);
    s->high += k;
    if (kind == SPACE) {
        if (w->inside) end_word(w, at, x, i, s);
        return k;
    }
    add(w, at, k, 1, kind, s);
    w->w.flags |= SL_CLEAN_HIGH;
    if (is_alnum_kind(kind) && kind != DIGIT) s->foreign += !is_latin(c);
    return k;
}

/* Quotes and brackets behind a full stop don't count as the last. */
static int32_t last_sign(sl_str t) {
    for (size_t n = t.n; n;) {
        int32_t c;
        n -= (size_t)sl_utf8_prev(t.p, n, &c);
        unsigned kind = c < 0 ? SIGN : c < 128 ? ascii[c] : high_kind(c);
        if (kind != SPACE && kind != CLOSE && kind != QUOTE && c != '\'' && c != 0x2019 && c != 0x2018) return c;
    }
    return 0;
}

void sl_clean_measure(sl_str text, sl_clean_scratch *x, unsigned i, sl_clean_side *s) {
    *s = (sl_clean_side){.text = text.n <= UINT32_MAX ? text : sl_slice(text.p, UINT32_MAX)};
    pass w = {.inside = false};
    for (size_t at = 0, k; at < s->text.n; at += k) {
        unsigned char c = (unsigned char)text.p[at];
        k = 1;
        if (c >= 0x80) k = add_high(&w, at, x, i, s);
        else if (ascii[c] != SPACE) {
            while (at + k < s->text.n && (unsigned char)text.p[at + k] < 0x80 && ascii[(unsigned char)text.p[at + k]] == ascii[c] && ascii[c] >= LOWER && ascii[c] <= DIGIT) k++;
            add(&w, at, k, k, ascii[c], s);
        } else if (w.inside) end_word(&w, at, x, i, s);
    }
    if (w.inside) end_word(&w, s->text.n, x, i, s);
    s->word = x->word[i];
    s->letters = s->count[LOWER] + s->count[UPPER] + s->count[CASELESS];
    for (unsigned kind = 0; kind < SL_CLEAN_KINDS; kind++) s->visible += s->count[kind];
    s->last = last_sign(s->text);
}
