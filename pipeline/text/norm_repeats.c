/* Runs of the same mark or letter, cut short on demand; see norm_passes.h. */
#include "norm_passes.h"
#include "sluis/utf8.h"

/* The marks that are meant, and what is left of a run at the least: an ellipsis has three dots, a dash two hyphens, and marks that rule
 * lines or are code stay visible as such. */
static const struct { int32_t c; size_t least; } marks[] = {
    {'!', 1}, {'?', 1}, {0xA1, 1}, {0xBF, 1}, {',', 1}, {';', 1}, {0x203C, 1}, {0x2026, 1}, {0x2022, 1}, {'-', 2}, {':', 2}, {0x2013, 2}, {0x2014, 2},
    {'.', 3}, {'*', 3}, {'=', 3}, {'_', 3}, {'~', 3}, {'#', 3}, {'+', 3}, {'^', 3}};

static size_t least(int32_t c) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].c == c) return marks[i].least;
    return 0;
}

static bool shouted(int32_t c) { return c == '!' || c == '?'; }

/* How many of c may stand in a row; 0: any number. */
static size_t allowed(const sl_norm *m, int32_t c) {
    if (sl_is_letter(c)) return (size_t)m->c.max_letters;
    size_t low = m->c.max_marks ? least(c) : 0, max = (size_t)m->c.max_marks;
    return low > max ? low : low ? max : 0;
}

unsigned sl_norm_repeats(const sl_norm *m, sl_str in, sl_buf *out) {
    unsigned changed = 0;
    int32_t prev = -1, c;
    size_t run = 0, shouts[2] = {0};             /* "?!?!" is a run of either */
    for (size_t i = 0, k; i < in.n; i += k, prev = c) {
        k = (size_t)sl_utf8_next(in.p + i, in.n - i, &c);
        run = c == prev && c >= 0 ? run + 1 : 1;
        if (!shouted(prev)) shouts[0] = shouts[1] = 0;
        size_t n = shouted(c) ? ++shouts[c == '?'] : run, most = n > 1 ? allowed(m, c) : 0;
        if (!most || n <= most) sl_put(out, in.p + i, k);
        else changed |= 1u << (sl_is_letter(c) ? SL_NORM_REPEATED_LETTERS : SL_NORM_REPEATED_MARKS);
    }
    return changed;
}
