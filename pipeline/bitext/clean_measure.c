/* One pass over a text: characters by kind, words; see clean.h. */
#include "clean.h"
#include "meaning.h"
#include "sluis/eight.h"
#include "sluis/fold.h"

enum { SIGN = SL_CLEAN_SIGN, SPACE = SL_CLEAN_SPACE, LOWER = SL_CLEAN_LOWER, UPPER = SL_CLEAN_UPPER, CASELESS = SL_CLEAN_CASELESS,
       DIGIT = SL_CLEAN_DIGIT, OPEN = SL_CLEAN_OPEN, CLOSE = SL_CLEAN_CLOSE, QUOTE = SL_CLEAN_QUOTE };
static const unsigned char ascii[128] = {
    ['\t'] = SPACE, ['\n'] = SPACE, ['\v'] = SPACE, ['\f'] = SPACE, ['\r'] = SPACE, [' '] = SPACE, ['"'] = QUOTE,
    ['('] = OPEN, ['['] = OPEN, ['{'] = OPEN, [')'] = CLOSE, [']'] = CLOSE, ['}'] = CLOSE, ['0' ... '9'] = DIGIT,
    ['A' ... 'Z'] = UPPER, ['a' ... 'z'] = LOWER};

static inline bool is_alnum_kind(unsigned kind) { return kind - LOWER <= DIGIT - LOWER; }
static inline unsigned ascii_kind(unsigned char c) { return c < 0x80 ? ascii[c] : SL_CLEAN_KINDS; }

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

/* Hashes of words, by pieces of PIECE letters and digits in small letters; most words are one, so their hash is a step from that of
 * their token (sl_token_hash). */
enum { PIECE = 256 };
static inline uint64_t piece_hash(uint64_t h, uint64_t of) { return sl_fold_step(h, of); }

uint64_t sl_clean_hash(sl_str w) {
    char b[PIECE + 4];
    uint64_t h = SL_FOLD_SEED;
    size_t n = 0;
    for (size_t i = 0, k; i < w.n; i += k) {
        int32_t c = (unsigned char)w.p[i];
        if (c < 0x80 && n + 1 < PIECE) {                     /* capitals and small letters but for bit 5, which digits have, too */
            k = 1;
            if (is_alnum_kind(ascii[c])) b[n++] = (char)(c | 32);
            continue;
        }
        sl_buf u = {b, n, sizeof b};
        k = (size_t)sl_utf8_next(w.p + i, w.n - i, &c);
        if (!sl_is_alnum(c)) continue;
        sl_utf8_put(&u, sl_lower(c));
        n = u.n;
        if (n < PIECE) continue;
        h = piece_hash(h, sl_fold_hash(b, PIECE, PIECE));
        memmove(b, b + PIECE, n -= PIECE);
    }
    if (n) h = piece_hash(h, sl_fold_hash(b, n, n));
    return h | 1;
}

typedef struct {
    sl_clean_scratch *x;
    sl_clean_side *s;
    unsigned i;
    sl_tokens *tok;              /* NULL: nobody asks for them */
} pass;

/* A character above ASCII at `at`, in a word that began at w->at; *alnum: bytes of letters and digits so far. 0: it is white space. */
static size_t add_high(pass *p, sl_clean_word *w, size_t at, size_t *alnum, size_t *chars, unsigned *kind) {
    int32_t c;
    sl_str t = p->s->text;
    size_t k = (size_t)sl_utf8_next(t.p + at, t.n - at, &c);
    *kind = high_kind(c);
    p->s->high += k;
    if (*kind == SPACE) return k;
    w->flags |= SL_CLEAN_HIGH;
    if (is_alnum_kind(*kind)) {
        *alnum += k;
        if (*kind != DIGIT) p->s->foreign += !is_latin(c);
    }
    p->s->count[*kind]++;
    ++*chars;
    return k;
}

/* The word's case is told by its first letter. With but one sign before it that may open a text: %s and *.txt are no words. */
static inline unsigned case_of(const sl_clean_word *w, const char *text, size_t chars, unsigned kind) {
    if (chars > 1 || (chars == 1 && !memchr("'\"(\xE2\xC2", text[w->at], 5))) return 0;
    return kind == LOWER ? SL_CLEAN_SMALL : kind == UPPER ? SL_CLEAN_CAPITAL : 0;
}

static void address(pass *p, sl_clean_word *w, size_t chars, bool may) {
    sl_clean_side *s = p->s;
    if (may && is_address(sl_slice(s->text.p + w->at, w->n))) {
        w->flags |= SL_CLEAN_ADDRESS;
        s->addresses++;
    } else if (chars > s->longest) s->longest = chars;
}

/* Has a word with the same bit been seen? */
static inline bool see(uint64_t seen[4], uint64_t hash) {
    uint64_t *part = &seen[hash >> 56 & 3], was = *part;
    *part = was | (uint64_t)1 << (hash >> 58);
    return was >> (hash >> 58) & 1;
}

static inline void end_word(pass *p, sl_clean_word *w, size_t alnum) {
    sl_clean_side *s = p->s;
    if (w->ncore) {
        const char *core = s->text.p + w->core;
        bool plain = alnum == w->ncore && w->ncore <= PIECE && !(w->flags & SL_CLEAN_HIGH);
        w->hash = plain ? piece_hash(SL_FOLD_SEED, sl_fold_hash(core, w->ncore, s->text.n - w->core)) | 1 : sl_clean_hash(sl_slice(core, w->ncore));
        s->again += see(s->seen, w->hash);
    } else s->bare++;
    s->small += w->flags & SL_CLEAN_SMALL;
    s->numbers += (w->flags & SL_CLEAN_NUMBER) != 0;
    s->words++;
}

/* How many of the same kind follow at t.p[at]. Small letters are most of a text: eight at a time where there is room. */
static inline size_t more(sl_str t, size_t at, unsigned kind) {
    const uint64_t ones = 0x0101010101010101ull, top = 0x80 * ones;
    size_t k = 0;
    for (uint64_t x; kind == LOWER && at + k + 8 <= t.n; k += 8) {
        memcpy(&x, t.p + at + k, 8);
        uint64_t low = x & ~top, other = ~((low + (0x80 - 'a') * ones) & ~(low + (0x80 - 'z' - 1) * ones) & ~x) & top;
        if (other) return k + sl_bytes_before(other);
    }
    while (at + k < t.n && ascii_kind((unsigned char)t.p[at + k]) == kind) k++;
    return k;
}

/* The next place for a word; there is one. */
static inline sl_clean_word *room(pass *p) {
    sl_clean_scratch *x = p->x;
    if (p->s->words == x->cap[p->i]) x->word[p->i] = sl_grow(x->word[p->i], &x->cap[p->i], p->s->words + 1, sizeof **x->word);
    return x->word[p->i] + p->s->words;
}

/* One word from `at` on, where no white space stands, into the next place of x->word. Returns its end. */
static size_t one_word(pass *p, size_t at) {
    sl_str t = p->s->text;
    size_t *count = p->s->count, alnum = 0, chars = 0, k;
    sl_clean_word *w = room(p);
    bool may = t.p[at] == 'w';
    *w = (sl_clean_word){.at = (uint32_t)at, .token = p->tok ? (uint16_t)p->tok->n : 0};
    for (; at < t.n; at += k) {
        unsigned char c = (unsigned char)t.p[at];
        unsigned kind = ascii[c & 127];
        size_t before = chars;
        k = 1;
        if (c >= 0x80) {
            k = add_high(p, w, at, &alnum, &chars, &kind);
            if (kind == SPACE) break;
        } else if (kind == SPACE) break;
        else if (is_alnum_kind(kind)) {
            k += more(t, at + 1, kind);
            alnum += k;
            chars += k;
            count[kind] += k;
        } else {
            may |= c == '/' || c == '@';
            p->s->marked |= c == '<' || c == '&';
            count[kind]++;
            chars++;
        }
        if (!is_alnum_kind(kind)) continue;
        if (!w->ncore) {
            w->core = (uint32_t)at;
            w->flags |= case_of(w, t.p, before, kind);
        }
        w->ncore = (uint32_t)(at + k) - w->core;
        if (kind == DIGIT) w->flags |= SL_CLEAN_NUMBER;
    }
    w->n = (uint32_t)at - w->at;
    address(p, w, chars, may);
    end_word(p, w, alnum);
    return at;
}

/* Most words are nothing but ASCII letters, and perhaps one sign that ends a clause. */
typedef struct { size_t n, capitals; uint64_t hash; } letters;

static letters read_any_letters(sl_str t, size_t at) {
    uint64_t x = sl_eight_at(t, at), others = sl_eight_others(x), capitals = ~x & SL_EIGHT_SMALL;
    letters w = {others ? sl_bytes_before(others) : 8, 0, 0};
    if (others) {
        w.capitals = sl_eight_count(sl_eight_first(capitals, w.n));
        w.hash = sl_fold_step(w.n, sl_eight_first(x | SL_EIGHT_SMALL, w.n));
        return w;
    }
    for (w.capitals = sl_eight_count(capitals); !others && at + w.n < t.n; w.n += others ? sl_bytes_before(others) : 8) {
        x = sl_eight_at(t, at + w.n);
        others = sl_eight_others(x);
        capitals = ~x & SL_EIGHT_SMALL;
        w.capitals += sl_eight_count(others ? sl_eight_first(capitals, sl_bytes_before(others)) : capitals);
    }
    w.hash = sl_fold_hash(t.p + at, w.n, t.n - at);
    return w;
}

/* Nearly all words end within sixteen bytes, and that they do behind the eighth or before it no branch can foresee. */
static inline letters read_letters(sl_str t, size_t at) {
    if (t.n - at < 16) return read_any_letters(t, at);
    uint64_t x = sl_eight(t.p + at), y = sl_eight(t.p + at + 8), end = sl_eight_bits(sl_eight_others(x)) | sl_eight_bits(sl_eight_others(y)) << 8 | 1u << 16;
    letters w = {(size_t)__builtin_ctzll(end), 0, 0};
    if (w.n == 0) return w;
    if (w.n == 16) return read_any_letters(t, at);
    size_t n = w.n < 8 ? w.n : 8;
    uint64_t first = ~0ull >> (64 - 8 * n), second = ((uint64_t)1 << 8 * (w.n - n)) - 1, one = sl_fold_step(w.n, (x | SL_EIGHT_SMALL) & first), two = sl_fold_step(one, (y | SL_EIGHT_SMALL) & second);
    w.capitals = (((~x & SL_EIGHT_SMALL & first) >> 5) + ((~y & SL_EIGHT_SMALL & second) >> 5)) * SL_EIGHT_ONES >> 56;
    w.hash = one ^ ((one ^ two) & -(uint64_t)(w.n > 8));
    return w;
}

static inline sl_token_kind sign_kind(char c) {
    return c == '.' || c == '!' || c == '?' ? SL_T_STOP : c == ',' || c == ';' || c == ':' ? SL_T_COMMA : SL_T_SIGN;
}

typedef struct { size_t capitals, all, signs, small, longest; } plain_sums;

/* The plain word at `at`, at a place that there is for it, and the sign behind it; where it ends, or 0: it is none. */
static inline size_t plain_word(sl_str t, size_t at, sl_clean_word *to, plain_sums *sum, sl_token_kind *kind) {
    letters w = read_letters(t, at);
    size_t end = at + w.n;
    if (!w.n || w.n > PIECE) return 0;
    char c = end < t.n ? t.p[end] : ' ';
    *kind = SL_T_SIGN;
    if (c != ' ' && ((*kind = sign_kind(c)) == SL_T_SIGN || (++end < t.n && t.p[end] != ' '))) return 0;
    unsigned small = t.p[at] >= 'a';
    to->at = to->core = (uint32_t)at;
    to->n = (uint32_t)(end - at);
    to->ncore = (uint32_t)w.n;
    to->hash = w.hash;
    to->flags = (uint16_t)(SL_CLEAN_PLAIN + SL_CLEAN_CAPITAL - small * (SL_CLEAN_CAPITAL - SL_CLEAN_SMALL) + (w.capitals ? 0 : SL_CLEAN_LOW));
    sum->capitals += w.capitals;
    sum->all += w.n;
    sum->signs += *kind != SL_T_SIGN;
    sum->small += small;
    sum->longest = end - at > sum->longest ? end - at : sum->longest;
    return end;
}

/* Such words from `at` on, and the blanks between them: to where something else stands, or the end. */
static size_t plain_words(pass *p, size_t at) {
    sl_clean_side *s = p->s;
    const sl_str t = s->text;
    plain_sums sum = {.longest = s->longest};
    sl_clean_word *to = room(p), *last_to = p->x->word[p->i] + p->x->cap[p->i];
    uint64_t seen[4];
    size_t again = 0;
    memcpy(seen, s->seen, sizeof seen);
    uint32_t k = p->tok ? p->tok->n : 0, last = p->tok ? SL_TOKENS : 0;
    for (size_t end;; at = end) {
        sl_token_kind kind;
        while (at < t.n && t.p[at] == ' ') at++;
        if (to == last_to) {
            s->words = (size_t)(to - p->x->word[p->i]);
            to = room(p);
            last_to = p->x->word[p->i] + p->x->cap[p->i];
        }
        if (at == t.n || !(end = plain_word(t, at, to, &sum, &kind))) break;
        if (k < last) p->tok->t[k] = (sl_token){to->hash, to->at, to->ncore, SL_T_WORD, to->flags & SL_CLEAN_CAPITAL};
        to->token = (uint16_t)k;
        to->hash = piece_hash(SL_FOLD_SEED, to->hash) | 1;
        again += see(seen, to->hash);
        to++;
        k += k < last;
        if (kind == SL_T_SIGN || k == last) continue;
        p->tok->t[k++] = (sl_token){(unsigned char)t.p[end - 1], (uint32_t)(end - 1), 1, (uint8_t)kind, false};
    }
    if (p->tok) p->tok->n = k;
    s->words = (size_t)(to - p->x->word[p->i]);
    memcpy(s->seen, seen, sizeof seen);
    s->again += again;
    s->count[UPPER] += sum.capitals;
    s->count[LOWER] += sum.all - sum.capitals;
    s->count[SIGN] += sum.signs;
    s->small += sum.small;
    s->longest = sum.longest;
    return at;
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

/* The white space at `at`: its bytes; 0: there is none. */
static size_t space(sl_str t, size_t at, sl_clean_side *s) {
    int32_t c = (unsigned char)t.p[at];
    if (c > ' ' && c < 0x80) return 0;
    if (c < 0x80) {
        s->spaced |= c != ' ' && ascii[c] == SPACE;
        return ascii[c] == SPACE;
    }
    size_t k = (size_t)sl_utf8_next(t.p + at, t.n - at, &c);
    if (high_kind(c) != SPACE) return 0;
    s->high += k;
    s->spaced = true;
    return k;
}

void sl_clean_measure(sl_str text, sl_clean_scratch *x, unsigned i, sl_clean_side *s, sl_tokens *tok) {
    *s = (sl_clean_side){.text = text.n <= UINT32_MAX ? text : sl_slice(text.p, UINT32_MAX)};
    pass p = {x, s, i, tok};
    if (tok) tok->text = s->text, tok->n = 0;
    for (size_t at = 0, k; (at = plain_words(&p, at)) < s->text.n;) {
        if ((k = space(s->text, at, s))) { at += k; continue; }
        k = one_word(&p, at);
        if (tok) sl_tokens_more(tok, at, k);
        at = k;
    }
    s->word = x->word[i];
    s->letters = s->count[LOWER] + s->count[UPPER] + s->count[CASELESS];
    for (unsigned kind = 0; kind < SL_CLEAN_KINDS; kind++) s->visible += s->count[kind];
    s->last = last_sign(s->text);
}
