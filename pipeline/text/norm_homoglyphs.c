/* Greek and Cyrillic letters that stand for the Latin ones they look like, within words that are Latin otherwise; see norm_passes.h. */
#include "norm_passes.h"
#include "sluis/utf8.h"
#include <unicode/uchar.h>
#include <unicode/uscript.h>

/* Sorted. `sign`: small Greek letters that are signs in science; they stand for letters in long words of small letters alone. */
typedef struct { uint16_t c, latin; bool sign; } twin;
static const twin twins[] = {
    {0x391, 'A', 0}, {0x392, 'B', 0}, {0x395, 'E', 0}, {0x396, 'Z', 0}, {0x397, 'H', 0}, {0x399, 'I', 0}, {0x39A, 'K', 0}, {0x39C, 'M', 0},
    {0x39D, 'N', 0}, {0x39F, 'O', 0}, {0x3A1, 'P', 0}, {0x3A4, 'T', 0}, {0x3A5, 'Y', 0}, {0x3A7, 'X', 0}, {0x3B2, 0xDF, 1}, {0x3BD, 'v', 1},
    {0x3BF, 'o', 0}, {0x3C5, 'u', 1}, {0x3CC, 0xF3, 0},
    {0x401, 0xCB, 0}, {0x405, 'S', 0}, {0x406, 'I', 0}, {0x407, 0xCF, 0}, {0x408, 'J', 0}, {0x410, 'A', 0}, {0x412, 'B', 0}, {0x415, 'E', 0},
    {0x41A, 'K', 0}, {0x41C, 'M', 0}, {0x41D, 'H', 0}, {0x41E, 'O', 0}, {0x420, 'P', 0}, {0x421, 'C', 0}, {0x422, 'T', 0}, {0x423, 'Y', 0},
    {0x425, 'X', 0}, {0x430, 'a', 0}, {0x435, 'e', 0}, {0x43E, 'o', 0}, {0x440, 'p', 0}, {0x441, 'c', 0}, {0x443, 'y', 0}, {0x445, 'x', 0},
    {0x451, 0xEB, 0}, {0x455, 's', 0}, {0x456, 'i', 0}, {0x457, 0xEF, 0}, {0x458, 'j', 0}, {0x4BB, 'h', 0}, {0x501, 'd', 0}, {0x51B, 'q', 0},
    {0x51D, 'w', 0}};
enum { TWINS = sizeof twins / sizeof *twins, CYRILLIC = 0x400, LONG = 5 };

static const twin *find(int32_t c) {
    size_t lo = 0, hi = TWINS;
    if (c < twins[0].c || c > twins[TWINS - 1].c) return NULL;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (twins[mid].c == c) return &twins[mid];
        if (twins[mid].c < c) lo = mid + 1;
        else hi = mid;
    }
    return NULL;
}

bool sl_norm_homoglyph(int32_t c) { return find(c) != NULL; }

/* Bit 1: a Greek letter looks like this Latin one; 2: a Cyrillic one does. */
static unsigned looks_like(int32_t c) {
    unsigned got = 0;
    for (size_t i = 0; i < TWINS; i++)
        if (twins[i].latin == c) got |= twins[i].c < CYRILLIC ? 1 : 2;
    return got;
}

typedef struct {
    size_t twins, latin, letters;
    unsigned scripts;        /* of the twins, as in looks_like() */
    bool sign;               /* a twin is a sign of science */
    bool foreign;            /* a letter that is neither, or a large twin behind a small letter */
    bool large;              /* a large letter behind the first */
} tally;

static bool is_latin(int32_t c) {
    UErrorCode e = U_ZERO_ERROR;
    return c < 0x80 || uscript_getScript(c, &e) == USCRIPT_LATIN;
}

static void count(tally *t, int32_t prev, int32_t c) {
    const twin *w = find(c);
    if (w) {
        t->twins++;
        t->scripts |= w->c < CYRILLIC ? 1 : 2;
        t->sign |= w->sign;
        t->foreign |= (sl_is_upper(c) && sl_is_lower(prev)) || (w->latin == 0xDF && !sl_is_lower(prev));
    } else if (is_latin(c)) t->latin++;
    else t->foreign = true;
    t->large |= t->letters && sl_is_upper(c);
    t->letters++;
}

static bool within_word(int32_t c) { return c >= 0 && ((sl_is_letter(c) && !(c >= 0x2B0 && c < 0x300)) || (c >= 0x300 && U_GET_GC_MASK(c) & U_GC_M_MASK)); }

/* The letters and marks at the front of s. */
static size_t word_end(sl_str s, tally *t) {
    size_t i = 0;
    int32_t prev = -1, c;
    for (int k; i < s.n; i += (size_t)k) {
        k = sl_utf8_next(s.p + i, s.n - i, &c);
        if (!within_word(c)) break;
        if (!sl_is_letter(c)) continue;
        count(t, prev, c);
        prev = c;
    }
    return i;
}

/* Has the word a Latin letter that is none of the twins' scripts in disguise? */
static bool surely_latin(sl_str word, unsigned scripts) {
    int32_t c;
    for (size_t i = 0; i < word.n;) {
        i += (size_t)sl_utf8_next(word.p + i, word.n - i, &c);
        if (sl_is_letter(c) && !find(c) && !(looks_like(c) & scripts)) return true;
    }
    return false;
}

static bool to_repair(sl_str word, const tally *t) {
    if (!t->twins || !t->latin || t->foreign) return false;
    if (t->sign && (t->letters < LONG || t->large || t->latin <= t->twins)) return false;
    return t->latin > t->twins || surely_latin(word, t->scripts);
}

static void repair(sl_str word, sl_buf *out) {
    int32_t c;
    for (size_t i = 0, k; i < word.n; i += k) {
        k = (size_t)sl_utf8_next(word.p + i, word.n - i, &c);
        const twin *w = find(c);
        if (w) sl_utf8_put(out, w->latin);
        else sl_put(out, word.p + i, k);
    }
}

unsigned sl_norm_homoglyphs(const sl_norm *m, sl_str in, sl_buf *out) {
    unsigned changed = 0;
    int32_t c;
    (void)m;
    for (size_t i = 0; i < in.n;) {
        tally t = {0};
        sl_str word = sl_slice(in.p + i, word_end(sl_slice(in.p + i, in.n - i), &t));
        if (!word.n) {
            word.n = (size_t)sl_utf8_next(in.p + i, in.n - i, &c);
            sl_puts(out, word);
        } else if (to_repair(word, &t)) {
            repair(word, out);
            changed = 1u << SL_NORM_HOMOGLYPHS;
        } else sl_puts(out, word);
        i += word.n;
    }
    return changed;
}
