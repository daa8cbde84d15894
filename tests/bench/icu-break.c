/* icu-break LANG FILE: megabytes a second of CPU time that ICU's break iterators, the splitter and the tokeniser take for the lines of a
 * text, in one run: the ways take turns, of each the best round counts. ICU gets its text as UTF-16, which costs it nothing in the
 * first figure; the second has what a program pays that reads UTF-8. */
#include "sluis/split.h"
#include "sluis/tok.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

enum { ROUNDS = 5, MOST = 16 << 20 };

static struct {
    sl_buf text, tokens;
    UChar *wide;                 /* the lines, one behind the other */
    int32_t *widths;             /* of each line */
    size_t lines;
    UBreakIterator *sentences, *words;
    sl_split *split;
    sl_tok *tok;
    sl_tok_state state;
    uint64_t found;              /* boundaries, so that nothing is done in vain */
} x;

static bool next_line(sl_str *rest, sl_str *line) {
    if (!rest->n) return false;
    *line = sl_cut(rest, '\n');
    return true;
}

static void breaks(UBreakIterator *it, const UChar *s, int32_t n) {
    UErrorCode e = U_ZERO_ERROR;
    ubrk_setText(it, s, n, &e);
    while (ubrk_next(it) != UBRK_DONE) x.found++;
}

static void wide(UBreakIterator *it) {
    const UChar *p = x.wide;
    for (size_t i = 0; i < x.lines; p += x.widths[i++]) breaks(it, p, x.widths[i]);
}

static void narrow(UBreakIterator *it) {
    static UChar *line;
    static size_t cap;
    sl_str rest = sl_view(&x.text), s;
    while (next_line(&rest, &s)) {
        int32_t n;
        UErrorCode e = U_ZERO_ERROR;
        line = sl_grow(line, &cap, s.n + 1, sizeof *line);
        u_strFromUTF8(line, (int32_t)cap, &n, s.p, (int32_t)s.n, &e);
        if (U_SUCCESS(e)) breaks(it, line, n);
    }
}

static void icu_sentences(void) { wide(x.sentences); }
static void icu_sentences_utf8(void) { narrow(x.sentences); }
static void icu_words(void) { wide(x.words); }
static void icu_words_utf8(void) { narrow(x.words); }

static void own_split(void) {
    sl_str rest = sl_view(&x.text), s, sentence;
    sl_split_it it;
    while (next_line(&rest, &s)) {
        sl_split_start(&it, x.split, s);
        while (sl_split_next(&it, &sentence)) x.found++;
    }
}

static void own_tok(void) {
    sl_str rest = sl_view(&x.text), s;
    while (next_line(&rest, &s)) {
        sl_clear(&x.tokens);
        sl_tok_line(x.tok, 0, &x.state, s, &x.tokens);
    }
}

/* `beside`: the way that it is compared with, -1 for none. */
static const struct { const char *name; void (*run)(void); int beside; } ways[] = {
    {"ICU sentences, of UTF-16", icu_sentences, -1}, {"ICU sentences, of UTF-8", icu_sentences_utf8, -1}, {"split", own_split, 0},
    {"ICU words, of UTF-16", icu_words, -1}, {"ICU words, of UTF-8", icu_words_utf8, -1}, {"tok", own_tok, 3}};
enum { WAYS = sizeof ways / sizeof *ways };

static bool widen(void) {
    sl_str rest = sl_view(&x.text), s;
    UChar *p = x.wide = sl_alloc((x.text.n + 1) * sizeof *p);
    x.widths = sl_alloc((x.text.n + 1) * sizeof *x.widths);
    while (next_line(&rest, &s)) {
        UErrorCode e = U_ZERO_ERROR;
        u_strFromUTF8(p, (int32_t)s.n + 1, &x.widths[x.lines], s.p, (int32_t)s.n, &e);
        if (U_FAILURE(e)) return false;
        p += x.widths[x.lines++];
    }
    return true;
}

static bool load(const char *lang, const char *path) {
    UErrorCode e = U_ZERO_ERROR;
    sl_err err = {0};
    if (sl_buf_file(&x.text, path)) return false;
    if (x.text.n > MOST) x.text.n = MOST;
    while (x.text.n && x.text.p[x.text.n - 1] != '\n') x.text.n--;
    x.sentences = ubrk_open(UBRK_SENTENCE, lang, NULL, 0, &e);
    x.words = ubrk_open(UBRK_WORD, lang, NULL, 0, &e);
    return U_SUCCESS(e) && widen() && !sl_split_open(&x.split, lang, NULL, &err) && !sl_tok_open(&x.tok, lang, NULL, &err);
}

int main(int argc, char **argv) {
    double best[WAYS] = {0};
    if (argc != 3 || !load(argv[1], argv[2])) { fputs("icu-break: LANG FILE, a file of UTF-8 that can be read\n", stderr); return 2; }
    for (int round = 0; round < ROUNDS; round++)
        for (int i = 0; i < WAYS; i++) {
            clock_t t = clock();
            ways[i].run();
            double rate = (double)x.text.n / 1e6 / ((double)(clock() - t + 1) / CLOCKS_PER_SEC);
            if (rate > best[i]) best[i] = rate;
        }
    for (int i = 0; i < WAYS; i++) {
        printf("%-34s %8.1f MB/s", ways[i].name, best[i]);
        if (ways[i].beside >= 0) printf("  %.2f x ICU", best[i] / best[ways[i].beside]);
        putchar('\n');
    }
    return x.found == 0;
}
