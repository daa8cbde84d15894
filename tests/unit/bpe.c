/* Byte-pair encoding against its definition: the rules of sluis/bpe.h done step by step, on texts, instead of the heap and the tables; random
 * codes and words with a fixed seed. Then the way back, and the time that a long word takes. */
#include "sluis/bpe.h"
#include "sluis/io.h"
#include "sluis/utf8.h"
#include "tap.h"
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { CODES = 60, UNIT = 48 };
typedef struct { char left[UNIT], right[UNIT]; } code;
static code codes[CODES];
static int ncodes;
static char path[] = "/tmp/sluis-bpe-XXXXXX";

static const char *const letters[] = {"a", "b", "c", "\xC3\xA9", "\xE2\x82\xAC"};
enum { LETTERS = sizeof letters / sizeof *letters };

/* Units that the first `n` codes make, or letters. */
static void any_unit(char *to, int n, bool last) {
    if (n && chance(2)) {
        const code *c = &codes[chance((unsigned)n)];
        bool ends = strstr(c->right, "</w>") != NULL;
        if (strlen(c->left) + strlen(c->right) < 16 && (last || !ends)) {
            snprintf(to, UNIT, "%.16s%.16s", c->left, c->right);
            return;
        }
    }
    snprintf(to, UNIT, "%s%s", letters[chance(LETTERS)], last && chance(2) ? "</w>" : "");
}

/* Random codes in a file. Many a code makes what another makes too, some stand there twice, and few are in the order that learning gives. */
static void new_codes(bool old) {
    FILE *f = fopen(path, "w");
    if (!f) exit(1);
    fprintf(f, "#version: 0.%d\n", old ? 1 : 2);
    ncodes = 1 + (int)chance(CODES - 1);
    for (int i = 0; i < ncodes; i++) {
        any_unit(codes[i].left, i, false);
        any_unit(codes[i].right, i, true);
        if (old && chance(4) == 0) snprintf(codes[i].right, UNIT, "</w>");
        if (i && chance(8) == 0) codes[i] = codes[chance((unsigned)i)];
        fprintf(f, "%s %s\n", codes[i].left, codes[i].right);
    }
    fclose(f);
}

/* The definition: pieces as texts; the first code that some pair of neighbours matches is applied from the left. */
enum { PIECES = 64, TEXT = 256 };
typedef struct { char v[PIECES][TEXT]; int n; } pieces;

static bool pair_is(const pieces *p, int i, const code *c) { return !strcmp(p->v[i], c->left) && !strcmp(p->v[i + 1], c->right); }

static void glue(char *to, const char *what) {
    size_t n = strlen(to), more = strlen(what);
    if (n + more >= TEXT) exit(1);
    memmove(to + n, what, more + 1);
}

static bool apply_first(pieces *p) {
    for (int k = 0; k < ncodes; k++) {
        bool found = false;
        for (int i = 0; i + 1 < p->n; i++) {
            if (!pair_is(p, i, &codes[k])) continue;
            found = true;
            glue(p->v[i], p->v[i + 1]);
            memmove(p->v[i + 1], p->v[i + 2], (size_t)(p->n - i - 2) * TEXT);
            p->n--;
        }
        if (found) return true;
    }
    return false;
}

static void define(sl_str word, bool old, sl_buf *out) {
    static pieces p;
    p.n = 0;
    for (size_t i = 0, k; i < word.n; i += k) {
        int32_t c;
        k = (size_t)sl_utf8_next(word.p + i, word.n - i, &c);
        snprintf(p.v[p.n++], TEXT, "%.*s", (int)k, word.p + i);
    }
    if (p.n > 1) {
        if (old) snprintf(p.v[p.n++], TEXT, "</w>");
        else glue(p.v[p.n - 1], "</w>");
        while (apply_first(&p)) continue;
        p.v[p.n - 1][strlen(p.v[p.n - 1]) - 4] = 0;
        if (!p.v[p.n - 1][0]) p.n--;
    }
    for (int i = 0; i < p.n; i++) sl_printf(out, "%s%s", p.v[i], i + 1 < p.n ? "@@ " : "");
}

static void any_word(sl_buf *b, unsigned max) {
    for (unsigned n = 1 + chance(max); n; n--) sl_puts(b, sl_cstr(letters[chance(LETTERS)]));
}

static sl_bpe *open_codes(const char *const *glossaries, size_t n) {
    sl_err e = {0};
    sl_bpe *m;
    if (sl_bpe_open(&m, path, &(sl_bpe_options){.merges = -1, .glossaries = glossaries, .nglossaries = n}, &e)) printf("# %s\n", e.msg), exit(1);
    return m;
}

static bool line_is(const sl_bpe *m, sl_bpe_state *t, sl_str in, sl_str want) {
    sl_buf out = {0};
    const char *why;
    bool good = sl_bpe_line(m, t, in, &out, &why) == 0 && sl_eq(sl_view(&out), want);
    if (!good) printf("# in:     %.*s\n# got:    %.*s\n# wanted: %.*s\n", (int)in.n, in.p, (int)out.n, out.p, (int)want.n, want.p);
    sl_buf_free(&out);
    return good;
}

/* Each word comes twice: cut, and remembered. */
static void agrees(bool old, const char *what) {
    int wrong = 0;
    sl_buf word = {0}, want = {0};
    for (int round = 0; round < 60; round++) {
        new_codes(old);
        sl_bpe *m = open_codes(NULL, 0);
        sl_bpe_state t = {0};
        for (int i = 0; i < 60; i++) {
            sl_clear(&word);
            sl_clear(&want);
            any_word(&word, 30);
            define(sl_view(&word), old, &want);
            wrong += !line_is(m, &t, sl_view(&word), sl_view(&want));
            wrong += !line_is(m, &t, sl_view(&word), sl_view(&want));
        }
        sl_bpe_state_free(&t);
        sl_bpe_free(m);
    }
    sl_buf_free(&word);
    sl_buf_free(&want);
    ok(wrong == 0, what);
}

/* Lines of words, spaces, CR, separators and invalid bytes: undone, they are what they were, or counted. */
static void round_trip(void) {
    static const char *const odd[] = {" ", " ", " ", "  ", "\r", "@@", "@", "\xFF", "</w>"};
    static const char *const glossaries[] = {"a|bc", "b+"};
    int wrong = 0, exact = 0;
    sl_buf line = {0}, cut = {0}, back = {0};
    for (int round = 0; round < 2000; round++) {
        if (round % 50 == 0) new_codes(round % 100 == 0);
        sl_bpe *m = open_codes(glossaries, round % 3 == 0 ? 2 : 0);
        sl_bpe_state t = {0};
        const char *why;
        sl_clear(&line);
        sl_clear(&cut);
        sl_clear(&back);
        for (unsigned n = chance(9); n; n--) {
            if (chance(2)) any_word(&line, 6);
            else sl_puts(&line, sl_cstr(odd[chance(sizeof odd / sizeof *odd)]));
        }
        wrong += sl_bpe_line(m, &t, sl_view(&line), &cut, &why) != 0;
        sl_bpe_undo(SL_LIT("@@"), sl_view(&cut), &back);
        wrong += !t.inexact && !sl_eq(sl_view(&back), sl_view(&line));
        exact += !t.inexact;
        sl_bpe_state_free(&t);
        sl_bpe_free(m);
    }
    sl_buf_free(&line);
    sl_buf_free(&cut);
    sl_buf_free(&back);
    ok(wrong == 0, "what is undone is what was there, or was counted");
    ok(exact > 1500, "and few lines are counted");
}

static double seconds(const sl_bpe *m, size_t n) {
    sl_buf word = {0}, out = {0};
    sl_bpe_state t = {0};
    const char *why;
    while (word.n < n) any_word(&word, 9);
    clock_t begin = clock();
    if (sl_bpe_line(m, &t, sl_view(&word), &out, &why)) exit(1);
    double s = (double)(clock() - begin) / CLOCKS_PER_SEC;
    sl_bpe_state_free(&t);
    sl_buf_free(&word);
    sl_buf_free(&out);
    return s;
}

/* Four times the length takes at most eight times as long; quadratic time would be sixteen. The better of two runs counts. */
static void long_word(void) {
    new_codes(false);
    sl_bpe *m = open_codes(NULL, 0);
    bool good = false;
    for (int i = 0; i < 3 && !good; i++) good = seconds(m, 2000000) <= 8 * (seconds(m, 500000) + 0.01);
    ok(good, "a long word takes linear time, nearly");
    sl_bpe_free(m);
}

/* Codes and vocabularies are read to their end or not at all, however they are cut. */
static void damaged(void) {
    int crashes = 0, failed = 0;
    for (int i = 0; i < 2000; i++) {
        char text[64];
        static const char bytes[] = "ab  \n\n\r</w>#version: 0.2\xC3\xA9\0@7";
        size_t n = chance(sizeof text);
        for (size_t k = 0; k < n; k++) text[k] = bytes[chance(sizeof bytes)];
        FILE *f = fopen(path, "w");
        if (!f || fwrite(text, 1, n, f) != n || fclose(f)) exit(1);
        sl_bpe *m;
        sl_err e = {0};
        int rc = sl_bpe_open(&m, path, &(sl_bpe_options){.merges = -1, .vocabulary = chance(2) ? path : NULL}, &e);
        crashes += rc ? m != NULL || rc != SL_EDATA || !e.msg[0] || !e.file[0] : m == NULL;
        failed += rc != 0;
        sl_bpe_free(m);
    }
    ok(crashes == 0 && failed > 1000, "damaged files are refused, with a message that names the file");
}

int main(void) {
    int fd = mkstemp(path);
    if (fd < 0) return 1;
    close(fd);
    agrees(false, "random codes and words: as the definition has it");
    agrees(true, "the same for version 0.1");
    round_trip();
    long_word();
    damaged();
    unlink(path);
    return tap_end();
}
