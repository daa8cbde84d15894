/* The parts of the aligner: arithmetic, words, known links, learning, lengths, bands, and whole documents. */
#include "../../pipeline/align/lattice.h"
#include "../../pipeline/align/model1.h"
#include "../../pipeline/align/real.h"
#include "sluis/align.h"
#include "tap.h"
#include <math.h>
#include <stdlib.h>

static void arithmetic(void) {
    double worst = 0;
    for (double x = 1e-9; x < 1e9; x *= 1.37) worst = fmax(worst, fabs(sl_real_log(x) - log(x)));
    ok(worst < 1e-11, "log");
    worst = 0;
    for (double x = -600; x < 600; x += 0.777) worst = fmax(worst, fabs(sl_real_exp(x) / exp(x) - 1));
    ok(worst < 1e-11 && sl_real_exp(-1e30) == 0, "exp");
    worst = 0;
    for (double x = 0.05; x < 300; x *= 1.31) worst = fmax(worst, fabs(sl_real_lgamma(x) - lgamma(x)) / fmax(1, fabs(lgamma(x))));
    ok(worst < 1e-9, "log-gamma");
    ok(fabs(sl_real_logadd(-3, -4) - log(exp(-3) + exp(-4))) < 1e-12 && sl_real_logadd(-3, SL_REAL_NEVER) == -3, "logadd");
}

static void vocabulary(void) {
    sl_vocab v = {0};
    char name[16];
    bool good = sl_vocab_find(&v, SL_LIT("x")) == SL_VOCAB_NONE;
    for (int turn = 0; turn < 2; turn++) {
        for (uint32_t i = 0; i < 5000; i++) good &= sl_vocab_add(&v, sl_slice(name, (size_t)snprintf(name, sizeof name, "w%u", i))) == i;
        good &= sl_vocab_add(&v, SL_LIT("w77")) == 77 && sl_eq(sl_vocab_word(&v, 4321), SL_LIT("w4321")) && v.n == 5000;
        good &= sl_vocab_find(&v, SL_LIT("w5000")) == SL_VOCAB_NONE;
        sl_vocab_clear(&v);
        good &= sl_vocab_find(&v, SL_LIT("w77")) == SL_VOCAB_NONE;
    }
    ok(good, "words are numbered in order, before and after clearing");
    sl_vocab_free(&v);
}

static bool tokens_are(const char *text, const char *want) {
    sl_half h = {0};
    sl_buf got = {0};
    sl_str s = sl_cstr(text);
    sl_half_read(&h, &s, 1);
    for (uint32_t k = h.at[0]; k < h.at[1]; k++) {
        if (k) sl_putc(&got, ' ');
        sl_puts(&got, sl_vocab_word(&h.words, h.tok[k]));
    }
    bool same = sl_eq(sl_view(&got), sl_cstr(want));
    if (!same) printf("# %s: %s\n", text, sl_buf_c(&got));
    sl_buf_free(&got);
    sl_half_free(&h);
    return same;
}

static void tokens(void) {
    ok(tokens_are("De Één-kat,  3x.", "de één - kat , 3 x ."), "lower case, marks apart");
    ok(tokens_are("1.000 1,000 1000 2,5 2.5 3.2.1 1.234.567,89", "1000 1000 1000 2.5 2.5 3.2.1 1234567.89"), "numbers");
    ok(tokens_are("1. 1,", "1 . 1 ,"), "a mark behind a number");
    ok(tokens_are("\xE2\x80\x9Cja\xE2\x80\x9D \xE2\x80\x99t", "\" ja \" ' t"), "quotes");
    ok(tokens_are("a\xFF" "b\xC3", "a b"), "invalid bytes part words");
    ok(tokens_are("", ""), "nothing");
}

static sl_half *half_of(sl_half *h, const char *const *lines, size_t n) {
    sl_str s[64];
    for (size_t i = 0; i < n; i++) s[i] = sl_cstr(lines[i]);
    sl_half_read(h, s, n);
    return h;
}

static double link_of(const sl_rows *r, const sl_half *one, const char *v, const sl_half *two, const char *w) {
    uint32_t x = sl_vocab_find(&one->words, sl_cstr(v)), y = sl_vocab_find(&two->words, sl_cstr(w));
    for (size_t k = r->at[x]; k < r->at[x + 1]; k++)
        if (r->link[k].word == y) return r->link[k].p;
    return 0;
}

static void seeds(void) {
    static const char *const nl[] = {"het waterschap en de paragraaf van 1.000 , elektriciteit"}, *const en[] = {"the board and paragraph of 1,000 , electricity"};
    sl_half one = {0}, two = {0};
    sl_seeds s = {0};
    sl_wordlist l = {0};
    sl_err e = {0};
    sl_wordlist_read(&l, SL_LIT("# words\nwaterschap\tboard authority\nen\tand\nen\tof\n"), &e);
    sl_seeds_find(&s, half_of(&one, nl, 1), half_of(&two, en, 1), &l);
    ok(link_of(&s.one, &one, "1000", &two, "1000") == 4, "equal numbers");
    ok(link_of(&s.one, &one, ",", &two, ",") == 2, "marks");
    ok(link_of(&s.one, &one, "paragraaf", &two, "paragraph") > 0.2 && link_of(&s.one, &one, "elektriciteit", &two, "electricity") > 0.2, "cognates");
    ok(link_of(&s.one, &one, "waterschap", &two, "board") > 0.5 && link_of(&s.one, &one, "en", &two, "and") == 1, "the word list");
    ok(link_of(&s.one, &one, "en", &two, "of") == 0, "its first line for a word counts");
    ok(link_of(&s.two, &two, "board", &one, "waterschap") == link_of(&s.one, &one, "waterschap", &two, "board"), "the same the other way");
    sl_seeds_free(&s);
    sl_wordlist_free(&l);
    sl_half_free(&one);
    sl_half_free(&two);
}

/* The classic of Model 1: what goes together twice wins. */
/* Links that are known for sure, of words that no bead has together. */
static void known_apart(void) {
    static const char *const de[] = {"haus", "buch"}, *const en[] = {"house", "book"};
    static const sl_bead crossed[] = {{0, 1, 1, 1, 1}, {1, 0, 1, 1, 1}};
    sl_half one = {0}, two = {0};
    sl_model1 m = {.rounds = 3};
    sl_rows seeds = {0}, t = {0};
    half_of(&one, de, 2);
    half_of(&two, en, 2);
    sl_rows_start(&seeds);
    for (uint32_t w = 0; w < 2; w++) {
        sl_rows_add(&seeds, w, 5);
        sl_rows_end(&seeds);
    }
    sl_model1_learn(&m, &t, &one, &two, false, &seeds, crossed, 2);
    double p = link_of(&t, &one, "haus", &two, "house");
    ok(p > 0.5 && p < 1, "a known link of words that were not seen together stays, and is a probability");
    sl_model1_free(&m);
    sl_rows_free(&t);
    sl_rows_free(&seeds);
    sl_half_free(&one);
    sl_half_free(&two);
}

static void learning(void) {
    static const char *const de[] = {"das haus", "das buch", "ein buch"}, *const en[] = {"the house", "the book", "a book"};
    static const sl_bead beads[] = {{0, 0, 1, 1, 1}, {1, 1, 1, 1, 1}, {2, 2, 1, 1, 1}};
    sl_half one = {0}, two = {0};
    sl_seeds none = {0};
    sl_wordlist l = {0};
    sl_model1 m = {.rounds = 5};
    sl_rows t = {0};
    sl_seeds_find(&none, half_of(&one, de, 3), half_of(&two, en, 3), &l);
    for (int turn = 0; turn < 2; turn++) {
        sl_model1_learn(&m, &t, &one, &two, false, &none.one, beads, 3);
        ok(link_of(&t, &one, "das", &two, "the") > 2 * link_of(&t, &one, "das", &two, "house"), "das, the");
        ok(link_of(&t, &one, "buch", &two, "book") > 2 * link_of(&t, &one, "buch", &two, "a"), "buch, book");
    }
    sl_model1_learn(&m, &t, &one, &two, true, &none.two, beads, 3);
    ok(link_of(&t, &two, "the", &one, "das") > 2 * link_of(&t, &two, "the", &one, "buch"), "the, das");
    sl_model1_free(&m);
    sl_rows_free(&t);
    sl_seeds_free(&none);
    sl_wordlist_free(&l);
    sl_half_free(&one);
    sl_half_free(&two);
}

static void lengths(void) {
    static const char *const nl[] = {"Een zin die ongeveer even lang is.", "Kort.", "Deze zin is juist een heel eind langer dan al de andere."},
        *const en[] = {"A sentence that is about as long.", "Short.", "But this sentence is a good deal longer than all the others."};
    sl_half one = {0}, two = {0};
    sl_length l = {0};
    sl_length_start(&l, half_of(&one, nl, 3), half_of(&two, en, 3));
    sl_length_row(&l, 2);
    double right = sl_length_fit(&l, 1, 2, 1), wrong = sl_length_fit(&l, 1, 3, 1), far = sl_length_fit(&l, 1, 3, 2);
    ok(right > 0 && wrong < 0 && far < 0, "equal lengths speak for a link, unequal ones against it");
    sl_length_free(&l);
    sl_half_free(&one);
    sl_half_free(&two);
}

static bool sound(const sl_band *b) {
    bool good = b->lo[0] == 0 && b->hi[b->n] == b->m;
    for (uint32_t i = 0; i <= b->n; i++) good &= b->lo[i] <= b->hi[i] && b->hi[i] <= b->m;
    for (uint32_t i = 1; i <= b->n; i++) good &= b->lo[i] >= b->lo[i - 1] && b->hi[i] >= b->hi[i - 1] && b->lo[i] <= b->hi[i - 1];
    return good;
}

static void bands(void) {
    sl_band b = {0};
    sl_node via[] = {{10, 40}, {11, 41}, {90, 42}};
    static const uint32_t size[][2] = {{100, 100}, {1, 5000}, {5000, 1}, {0, 7}, {7, 0}, {100, 30000}};
    bool good = true;
    for (size_t k = 0; k < sizeof size / sizeof *size; k++) {
        sl_band_lines(&b, size[k][0], size[k][1], via, 0, 5, 1000);
        good &= sound(&b);
        sl_band_full(&b, size[k][0], size[k][1]);
        good &= sound(&b);
    }
    ok(good, "bands of any shape are sound");
    sl_band_lines(&b, 100, 100, via, 3, 2, 3000);
    ok(sound(&b) && sl_band_has(&b, 10, 40) && sl_band_has(&b, 90, 42) && sl_band_cells(&b) < 6000, "a band goes through its anchors");
    static const sl_bead path[] = {{0, 0, 2, 1, 1}, {2, 1, 0, 1, 1}, {2, 2, 1, 1, 1}};
    sl_band_path(&b, 3, 3, path, 3, 0);
    ok(sound(&b) && sl_band_has(&b, 2, 2) && !sl_band_has(&b, 0, 3) && !sl_band_has(&b, 3, 1), "a band around a path");
    sl_band_free(&b);
}

/* Do the beads cover both sides once, in order? */
static bool covers(const sl_bead *b, size_t n, uint32_t one, uint32_t two) {
    uint32_t i = 0, j = 0;
    for (size_t k = 0; k < n; i += b[k].a, j += b[k].b, k++)
        if (b[k].i != i || b[k].j != j || !(b[k].p >= 0 && b[k].p <= 1) || b[k].a + b[k].b == 0) return false;
    return i == one && j == two;
}

/* Numbered lines: side two lacks every ninth, and its every tenth is in two parts. */
enum { LONG = 3000 };
static size_t numbered(sl_buf *b, sl_str *s, bool second) {
    size_t n = 0, at[2 * LONG + 1];
    for (unsigned i = 0; i < LONG; i++) {
        if (second && i % 9 == 0) continue;
        at[n++] = b->n;
        sl_printf(b, second ? "Line %u tells of room %u," : "Regel %u gaat over kamer %u,", i, i * 7919 % 5000);
        if (second && i % 10 == 0) at[n++] = b->n;
        sl_printf(b, second ? " and of house %u." : " en over huis %u.", i * 104729 % 7000);
    }
    at[n] = b->n;
    for (size_t k = 0; k < n; k++) s[k] = sl_slice(b->p + at[k], at[k + 1] - at[k]);
    return n;
}

static void large(sl_aligner *a) {
    static sl_str one[2 * LONG], two[2 * LONG];
    sl_buf x = {0}, y = {0};
    const sl_bead *b;
    size_t n = numbered(&x, one, false), m = numbered(&y, two, true), lone = 0, split = 0;
    size_t k = sl_align_document(a, &(sl_align_text){one, n, NULL}, &(sl_align_text){two, m, NULL}, &b);
    ok(covers(b, k, (uint32_t)n, (uint32_t)m), "a large document is covered");
    for (size_t q = 0; q < k; q++) {
        lone += b[q].b == 0 && b[q].i % 9 == 0;
        split += b[q].a == 1 && b[q].b == 2 && b[q].i % 10 == 0;
    }
    printf("# lone %zu, split %zu\n", lone, split);
    ok(lone > LONG / 9 * 0.98 && split > LONG / 10 * 8 / 9 * 0.98, "and its gaps and parts are found");
    sl_buf_free(&x);
    sl_buf_free(&y);
}

static void documents(void) {
    sl_aligner *a;
    sl_err e = {0};
    ok(!sl_align_new(&a, &(sl_align_rules){.max_bead = 4}, &e), "an aligner without any lexicon");
    const sl_bead *b;
    sl_str same[300];
    ok(sl_align_document(a, &(sl_align_text){same, 0, NULL}, &(sl_align_text){same, 0, NULL}, &b) == 0, "no sentences");
    for (int i = 0; i < 300; i++) same[i] = SL_LIT("Altijd dezelfde zin.");
    size_t n = sl_align_document(a, &(sl_align_text){same, 3, NULL}, &(sl_align_text){same, 0, NULL}, &b);
    ok(n == 3 && covers(b, n, 3, 0) && b[0].p == 1, "one side is empty");
    n = sl_align_document(a, &(sl_align_text){same, 300, NULL}, &(sl_align_text){same, 300, NULL}, &b);
    bool straight = n == 300;
    for (size_t k = 0; straight && k < n; k++) straight = b[k].a == 1 && b[k].b == 1;
    ok(straight, "equal lines go one to one");
    n = sl_align_document(a, &(sl_align_text){same, 1, NULL}, &(sl_align_text){same, 300, NULL}, &b);
    ok(covers(b, n, 1, 300), "one against many");
    for (int i = 0; i < 300; i++) same[i] = SL_LIT("");
    n = sl_align_document(a, &(sl_align_text){same, 5, NULL}, &(sl_align_text){same, 4, NULL}, &b);
    ok(covers(b, n, 5, 4), "empty lines");
    large(a);
    sl_align_free(a);
}

int main(void) {
    arithmetic();
    vocabulary();
    tokens();
    seeds();
    learning();
    known_apart();
    lengths();
    bands();
    documents();
    return tap_end();
}
