/* Sentence embeddings: files of vectors, and what they do for alignment. All vectors here are made from numbers drawn by a fixed rule. */
#include "../../pipeline/align/emb.h"
#include "sluis/align.h"
#include "sluis/vectors.h"
#include "tap.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t seed = 1;
static uint32_t draw(uint32_t n) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((seed >> 32) * n >> 32);
}
static float noise(void) { return (float)((int)draw(2001) - 1000) / 1000; }

static void files(void) {
    static const float row[] = {1, 2, 3, 4, 5, 6, 7, 8};
    sl_str bytes = sl_slice((const char *)row, sizeof row);
    sl_vectors v;
    sl_buf s = {0};
    sl_err e = {0};
    ok(!sl_vectors_make(&v, SL_LIT(" Een. \nEen. Twee.\nBLANK_LINE\nEen."), "l", bytes, "v", &e) && v.n == 4 && v.dim == 2, "rows by sizes");
    static const sl_str one[] = {SL_LIT("Een."), SL_LIT("Twee. "), SL_LIT(""), SL_LIT("Drie.")};
    ok(sl_vectors_find(&v, one, 1, &s) == 0 && sl_vectors_find(&v, one, 2, &s) == 1, "a sentence, a run, the first of equal lines");
    ok(sl_vectors_find(&v, one + 2, 1, &s) == 2 && sl_vectors_find(&v, one + 3, 1, &s) == SL_VECTORS_NONE, "an empty sentence; one that has no row");
    sl_vectors_free(&v);
    bool good = true;
    for (size_t n = 0; n < sizeof row; n++) {
        bool fits = n && n % 12 == 0;
        e = (sl_err){0};
        int rc = sl_vectors_make(&v, SL_LIT("a\nb\nc\n"), "l", sl_slice(bytes.p, n), "v", &e);
        good &= fits ? rc == 0 && v.dim == n / 12 : rc == SL_EDATA && !strcmp(e.file, "v");
        sl_vectors_free(&v);
    }
    ok(good, "sizes that don't fit");
    e = (sl_err){0};
    ok(sl_vectors_make(&v, SL_LIT(""), "l", bytes, "v", &e) == SL_EDATA && !strcmp(e.file, "l"), "no lines");
    sl_vectors_free(&v);
    char *line = sl_alloc(20001);
    memset(line, 'x', 20001);
    memcpy(line, "\xC3\xA9", 2);
    e = (sl_err){0};
    sl_str longest = sl_slice(line, 20000);
    ok(!sl_vectors_make(&v, sl_slice(line, 10001), "l", bytes, "v", &e) && sl_vectors_find(&v, &longest, 1, &s) == 0, "10,000 characters of a line");
    sl_vectors_free(&v);
    free(line);
    sl_buf_free(&s);
}

/* A side: sentences, each made of one or two ideas; lines and vectors of all runs of up to four. */
enum { DIM = 125, MOST = 400 };
typedef struct { sl_buf text, lines; size_t at[MOST + 1]; float idea[MOST][DIM]; sl_str sentence[MOST]; uint32_t n; float *row; size_t rowcap, rows; sl_vectors v; } side;

/* Twelve letters in three words of the side's own alphabet. */
static void sentence(side *s, char first, const float *idea, const float *more, float blur) {
    for (int k = 0; k < 12; k++) {
        if (k && k % 4 == 0) sl_putc(&s->text, ' ');
        sl_putc(&s->text, (char)(first + (char)draw(13)));
    }
    for (int d = 0; d < DIM; d++) s->idea[s->n][d] = idea[d] + (more ? more[d] : 0) + blur * noise();
    s->at[++s->n] = s->text.n;
}

static void finish(side *s, float blur) {
    sl_err e = {0};
    for (uint32_t i = 0; i < s->n; i++) s->sentence[i] = sl_slice(s->text.p + s->at[i], s->at[i + 1] - s->at[i]);
    for (uint32_t i = 0; i < s->n; i++)
        for (uint32_t r = 1; r <= 4 && i + r <= s->n; r++) {
            s->row = sl_grow(s->row, &s->rowcap, (s->rows + 1) * DIM, sizeof *s->row);
            for (int d = 0; d < DIM; d++) s->row[s->rows * DIM + (size_t)d] = blur * noise();
            for (uint32_t k = 0; k < r; k++) {
                if (k) sl_putc(&s->lines, ' ');
                sl_puts(&s->lines, s->sentence[i + k]);
                for (int d = 0; d < DIM; d++) s->row[s->rows * DIM + (size_t)d] += s->idea[i + k][d];
            }
            sl_putc(&s->lines, '\n');
            s->rows++;
        }
    sl_vectors_make(&s->v, sl_view(&s->lines), "l", sl_slice((const char *)s->row, s->rows * DIM * sizeof *s->row), "v", &e);
}

static void drop(side *s) {
    sl_vectors_free(&s->v);
    sl_buf_free(&s->text);
    sl_buf_free(&s->lines);
    free(s->row);
}

/* Documents whose sentences share no word and are equally long: some are in two parts on one side, some have no partner. The
 * beads that were meant. */
static size_t impossible(side *one, side *two, sl_bead *want, unsigned n) {
    for (unsigned k = 0, before = 0; k < n; k++) {
        float idea[2][DIM];
        for (int d = 0; d < DIM; d++) idea[0][d] = noise(), idea[1][d] = noise();
        unsigned kind = k % 9 == 4 ? 1 : k % 13 == 6 ? 2 : k % 11 == 3 ? 3 : k % 17 == 9 ? 4 : 0;
        if (before > 2 && kind > 2) kind = 0;        /* two without partner side by side have no order */
        before = kind;
        want[k] = (sl_bead){one->n, two->n, kind == 4 ? 0 : kind == 1 ? 2 : 1, kind == 3 ? 0 : kind == 2 ? 2 : 1, 1};
        const float blur = 0.4f;
        if (kind == 1) sentence(one, 'a', idea[0], NULL, blur), sentence(one, 'a', idea[1], NULL, blur);
        else if (kind != 4) sentence(one, 'a', idea[0], kind == 2 ? idea[1] : NULL, blur);
        if (kind == 2) sentence(two, 'n', idea[0], NULL, blur), sentence(two, 'n', idea[1], NULL, blur);
        else if (kind != 3) sentence(two, 'n', idea[0], kind == 1 ? idea[1] : NULL, blur);
    }
    finish(one, 0.1f);
    finish(two, 0.1f);
    return n;
}

static size_t agree(const sl_bead *x, size_t nx, const sl_bead *y, size_t ny) {
    size_t same = 0;
    for (size_t p = 0, q = 0; p < nx && q < ny;) {
        bool equal = x[p].i == y[q].i && x[p].j == y[q].j && x[p].a == y[q].a && x[p].b == y[q].b;
        same += equal;
        if (x[p].i + x[p].j < y[q].i + y[q].j) p++;
        else if (x[p].i + x[p].j > y[q].i + y[q].j) q++;
        else p++, q++;
    }
    return same;
}

static void documents(unsigned n) {
    side *one = sl_zalloc(sizeof *one), *two = sl_zalloc(sizeof *two);
    sl_bead want[MOST];
    const sl_bead *b;
    sl_aligner *a;
    sl_err e = {0};
    uint64_t runs, missing;
    size_t m = impossible(one, two, want, n);
    sl_align_new(&a, &(sl_align_rules){.max_bead = 4, .vectors = {&one->v, &two->v}}, &e);
    size_t k = sl_align_document(a, &(sl_align_text){one->sentence, one->n, NULL}, &(sl_align_text){two->sentence, two->n, NULL}, &b);
    printf("# %u ideas, %u and %u sentences: %zu of %zu beads, %zu wanted\n", n, one->n, two->n, agree(b, k, want, m), k, m);
    ok(k == m && agree(b, k, want, m) == m, "vectors align what nothing else can");
    double emb = 0;
    for (size_t q = 0; q < k; q++)
        if (b[q].a && b[q].b) emb += sl_align_explain(a, &b[q]).emb > 2 ? 1 : -1;
    ok(emb > 0, "and explanations say so");
    sl_align_vectors(a, &runs, &missing);
    ok(missing == 0 && runs > 2 * n, "all runs have vectors");
    sl_align_free(a);
    sl_align_new(&a, &(sl_align_rules){.max_bead = 4}, &e);
    k = sl_align_document(a, &(sl_align_text){one->sentence, one->n, NULL}, &(sl_align_text){two->sentence, two->n, NULL}, &b);
    ok(agree(b, k, want, m) < m / 2, "which goes wrong without them");
    sl_align_free(a);
    drop(one);
    drop(two);
    free(one);
    free(two);
}

/* An ordinary document, with words that are alike: vectors that are noise, zero, no numbers, or not there change no bead. */
static void harmless(void) {
    side *one = sl_zalloc(sizeof *one), *two = sl_zalloc(sizeof *two);
    static const float none[DIM];
    sl_buf text = {0};
    sl_bead plain[MOST];
    const sl_bead *b;
    sl_err e = {0};
    uint64_t runs, missing;
    for (unsigned k = 0; k < 150; k++) {
        for (int s = 0; s < 2; s++) {
            side *x = s ? two : one;
            if (k % (s ? 13 : 17) == 5) continue;
            sl_printf(&x->text, s ? "Line %u tells of room %u, and of house %u." : "Regel %u gaat over kamer %u, en over huis %u.", k, k * 7919 % 5000, k * 104729 % 7000);
            for (int d = 0; d < DIM; d++) x->idea[x->n][d] = none[d];
            x->at[++x->n] = x->text.n;
        }
    }
    finish(one, 1);
    finish(two, 1);
    sl_aligner *a;
    sl_align_text x = {one->sentence, one->n, NULL}, y = {two->sentence, two->n, NULL};
    sl_align_new(&a, &(sl_align_rules){.max_bead = 4}, &e);
    size_t n = sl_align_document(a, &x, &y, &b);
    memcpy(plain, b, n * sizeof *b);
    sl_align_free(a);
    sl_align_new(&a, &(sl_align_rules){.max_bead = 4, .vectors = {&one->v, &two->v}}, &e);
    size_t k = sl_align_document(a, &x, &y, &b);
    ok(k == n && agree(b, k, plain, n) == n, "noise changes nothing");
    for (size_t r = 0; r < one->rows * DIM; r++) one->row[r] = r / DIM % 3 == 0 ? 0 : r / DIM % 3 == 1 ? NAN : r % 2 ? INFINITY : 1e30f;
    k = sl_align_document(a, &x, &y, &b);
    ok(k == n && agree(b, k, plain, n) == n, "nor do zeros and what is no number");
    sl_align_vectors(a, &runs, &missing);
    ok(missing > runs / 8, "which are counted");
    for (size_t r = 0; r < one->rows * DIM; r++) one->row[r] = two->row[r % (two->rows * DIM)] = 0.5f;
    k = sl_align_document(a, &x, &y, &b);
    ok(k == n && agree(b, k, plain, n) == n, "nor do vectors that are all the same");
    static const sl_str other[] = {SL_LIT("Iets anders 12."), SL_LIT("Nog iets 13.")};
    k = sl_align_document(a, &(sl_align_text){other, 2, NULL}, &(sl_align_text){other, 2, NULL}, &b);
    ok(k == 2 && b[0].a == 1 && b[0].b == 1, "sentences without vectors");
    k = sl_align_document(a, &(sl_align_text){other, 2, NULL}, &(sl_align_text){other, 0, NULL}, &b);
    ok(k == 2 && b[0].b == 0, "an empty side");
    sl_align_free(a);
    drop(one);
    drop(two);
    free(one);
    free(two);
    sl_buf_free(&text);
}

/* Any bytes as vectors and as lines: an error, or every sentence in one bead. */
static void damage(void) {
    static const sl_str one[] = {SL_LIT("a"), SL_LIT("b"), SL_LIT("a"), SL_LIT("")}, two[] = {SL_LIT("a b"), SL_LIT("c"), SL_LIT("a")};
    float bytes[64];
    char lines[] = "a\nb\na b\nc\nBLANK_LINE\nb a\n\xC3\n";
    bool good = true;
    for (int turn = 0; turn < 3000; turn++) {
        sl_vectors v = {0};
        sl_aligner *a;
        sl_err e = {0};
        const sl_bead *b;
        for (size_t k = 0; k < sizeof bytes; k++) ((char *)bytes)[k] = (char)draw(256);
        lines[draw(sizeof lines - 1)] = (char)draw(256);
        int rc = sl_vectors_make(&v, sl_slice(lines, draw(sizeof lines)), "l", sl_slice((const char *)bytes, draw(sizeof bytes + 1)), "v", &e);
        good &= rc == 0 || (rc == SL_EDATA && e.file[0]);
        if (rc == 0) {
            sl_align_new(&a, &(sl_align_rules){.max_bead = 4, .vectors = {&v, &v}}, &e);
            size_t n = sl_align_document(a, &(sl_align_text){one, 4, NULL}, &(sl_align_text){two, 3, NULL}, &b);
            good &= n > 0 && b[n - 1].i + b[n - 1].a == 4 && b[n - 1].j + b[n - 1].b == 3;
            for (size_t k = 0; k < n; k++) good &= b[k].p >= 0 && b[k].p <= 1;
            sl_align_free(a);
        }
        sl_vectors_free(&v);
    }
    ok(good, "any bytes are an error or harmless");
}

int main(void) {
    damage();
    files();
    documents(300);
    documents(40);
    documents(12);
    harmless();
    return tap_end();
}
