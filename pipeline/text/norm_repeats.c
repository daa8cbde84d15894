/* Runs of the same mark or letter, cut short on demand; see norm_passes.h. */
#include "norm_passes.h"
#include "sluis/utf8.h"

/* The marks that are meant beside ! and ?, and what is left of a run at the least: an ellipsis has three dots, and marks that rule lines or are
 * code stay visible as such. */
static const struct { int32_t c; size_t least; } marks[] = {
    {0xA1, 1}, {0xBF, 1}, {',', 1}, {0x203C, 1}, {0x2026, 1}, {0x2022, 1}, {':', 2}, {';', 2}, {0x2013, 2}, {0x2014, 2},
    {'-', 3}, {'.', 3}, {'*', 3}, {'=', 3}, {'_', 3}, {'~', 3}, {'#', 3}, {'+', 3}, {'^', 3}};

static size_t least(int32_t c) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].c == c) return marks[i].least;
    return 0;
}

typedef struct { const sl_norm *m; sl_str in; int32_t prev; size_t shouts[2]; } walk;

/* The run of c, k bytes long each, at i: how many. */
static size_t run_of(sl_str s, size_t i, size_t k) {
    size_t n = 1;
    while (i + (n + 1) * k <= s.n && !memcmp(s.p + i, s.p + i + n * k, k)) n++;
    return n;
}

/* How many of n letters c stay? A run that is a word, as YYYY or XXX, is meant so, and one beside a digit is a number (#FFFF00). */
static size_t letters_left(const walk *w, size_t n, size_t next) {
    int32_t c = -1;
    size_t max = (size_t)w->m->c.max_letters;
    if (!max || n <= max) return n;
    if (next < w->in.n) sl_utf8_next(w->in.p + next, w->in.n - next, &c);
    bool number = sl_is_digit(w->prev) || sl_is_digit(c);
    return !number && (sl_is_letter(w->prev) || sl_is_letter(c)) ? max : n;
}

/* "?!?!" is a run of either. */
static size_t shouts_left(walk *w, size_t n, int32_t c) {
    size_t *had = &w->shouts[c == '?'], max = (size_t)w->m->c.max_marks, before = *had;
    *had += n;
    return *had <= max ? n : before >= max ? 0 : max - before;
}

static size_t left(walk *w, size_t n, int32_t c, size_t next) {
    bool shout = c == '!' || c == '?';
    if (!shout) w->shouts[0] = w->shouts[1] = 0;
    if (c < 0) return n;
    if (sl_is_letter(c)) return letters_left(w, n, next);
    if (!w->m->c.max_marks) return n;
    if (shout) return shouts_left(w, n, c);
    size_t low = least(c), max = (size_t)w->m->c.max_marks;
    return !low || n <= low || n <= max ? n : low > max ? low : max;
}

unsigned sl_norm_repeats(const sl_norm *m, sl_str in, sl_buf *out) {
    walk w = {.m = m, .in = in, .prev = -1};
    unsigned changed = 0;
    int32_t c;
    for (size_t i = 0; i < in.n; w.prev = c) {
        size_t k = (size_t)sl_utf8_next(in.p + i, in.n - i, &c), n = run_of(in, i, k), stay = left(&w, n, c, i + n * k);
        sl_put(out, in.p + i, stay * k);
        if (stay < n) changed |= 1u << (sl_is_letter(c) ? SL_NORM_REPEATED_LETTERS : SL_NORM_REPEATED_MARKS);
        i += n * k;
    }
    return changed;
}
