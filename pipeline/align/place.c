/* Paragraphs and shapes of lines; see place.h. */
#include "place.h"
#include "real.h"
#include "sluis/utf8.h"
#include <stdlib.h>

enum { LETTER, DIGIT, STOP, QUESTION, COLON, OTHER };
static const double WORTH = 20,   /* links that what is believed beforehand is worth; half of it for runs */
    SAME_START = 0.9, SAME_SHAPE = 0.3,     /* how far the sides are believed to agree */
    CROSSED = 0.03, OF_CHANCE = 0.02;

static const struct { int32_t c; uint8_t shape; } ends[] = {{'.', STOP}, {0x2026, STOP}, {'?', QUESTION}, {'!', QUESTION}, {':', COLON}};

/* By its last character, quotes, brackets and marks of emphasis behind it left out. */
static unsigned shape_of(sl_str s) {
    static const char skipped[] = " \"')]*_\xC2\xA0\xC2\xBB\xE2\x80\x99\xE2\x80\x9C\xE2\x80\x9D";
    size_t at = s.n;
    while (at) {
        size_t end = at;
        int32_t c;
        do at--;
        while (at && ((unsigned char)s.p[at] & 0xC0) == 0x80);
        if (memmem(skipped, sizeof skipped - 1, s.p + at, end - at)) continue;
        sl_utf8_next(s.p + at, end - at, &c);
        for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
            if (ends[k].c == c) return ends[k].shape;
        return c >= '0' && c <= '9' ? DIGIT : sl_is_letter(c) ? LETTER : OTHER;
    }
    return OTHER;
}

static void read_side(sl_place *p, unsigned d, const sl_align_text *t) {
    p->n[d] = (uint32_t)t->n;
    p->shape[d] = sl_grow(p->shape[d], &p->shapecap[d], t->n + 1, sizeof **p->shape);
    p->first[d] = sl_grow(p->first[d], &p->firstcap[d], t->n + 1, sizeof **p->first);
    for (size_t i = 0; i < t->n; i++) {
        p->shape[d][i] = (uint8_t)shape_of(t->sentence[i]);
        p->first[d][i] = t->mark && t->mark[i] & SL_ALIGN_PAR;
    }
}

/* Counts of what came together, of links and of sentences inside of runs. */
typedef struct { double start[2][2], end[SL_SHAPES][SL_SHAPES], inside[2][2]; } counts;

/* `same` of all pairs agree, the others come by chance. */
static double together(double a, double b, bool equal, double same) { return WORTH * ((1 - same) * a * b + (equal ? same * (a + b) / 2 : 0)); }

static void believe_shapes(const sl_place *p, counts *c) {
    double share[2][SL_SHAPES];
    for (unsigned d = 0; d < 2; d++) {
        for (unsigned s = 0; s < SL_SHAPES; s++) share[d][s] = OF_CHANCE;
        for (uint32_t i = 0; i < p->n[d]; i++) share[d][p->shape[d][i]] += (1 - SL_SHAPES * OF_CHANCE) / p->n[d];
    }
    for (unsigned s = 0; s < SL_SHAPES; s++)
        for (unsigned t = 0; t < SL_SHAPES; t++) c->end[s][t] = together(share[0][s], share[1][t], s == t, SAME_SHAPE);
}

/* In a document whose sentences are mostly paragraphs by themselves, runs cross them too. */
static void believe_pars(const sl_place *p, counts *c) {
    for (unsigned s = 0; s < 2; s++)
        for (unsigned t = 0; t < 2; t++)
            c->start[s][t] = together(s ? p->rate[0] : 1 - p->rate[0], t ? p->rate[1] : 1 - p->rate[1], s == t, SAME_START);
    for (unsigned d = 0; d < 2; d++) {
        double r = p->rate[d], most = r * r * r * r, in = CROSSED + (1 - CROSSED) * most;
        c->inside[d][1] = WORTH / 2 * (in < r ? in : r);
        c->inside[d][0] = WORTH / 2 - c->inside[d][1];
    }
}

/* n * n counts become logs of their share over that by chance. */
static void associate(double *t, unsigned n) {
    double all = 0, row[SL_SHAPES] = {0}, column[SL_SHAPES] = {0};
    for (unsigned k = 0; k < n * n; k++) all += t[k], row[k / n] += t[k], column[k % n] += t[k];
    for (unsigned k = 0; k < n * n; k++) t[k] = sl_real_log(t[k] * all / (row[k / n] * column[k % n]));
}

static void set(sl_place *p, counts *c) {
    associate(&c->start[0][0], 2);
    associate(&c->end[0][0], SL_SHAPES);
    memcpy(p->start, c->start, sizeof p->start);
    memcpy(p->end, c->end, sizeof p->end);
    for (unsigned d = 0; d < 2; d++)
        for (unsigned f = 0; f < 2; f++) {
            double in = c->inside[d][f] / (c->inside[d][0] + c->inside[d][1]);
            p->inside[d][f] = sl_real_log(in / (f ? p->rate[d] : 1 - p->rate[d]));
        }
}

static void believe(const sl_place *p, counts *c) {
    believe_shapes(p, c);
    believe_pars(p, c);
}

void sl_place_start(sl_place *p, const sl_align_text *one, const sl_align_text *two) {
    counts c;
    read_side(p, 0, one);
    read_side(p, 1, two);
    p->pars = one->mark && two->mark;
    for (unsigned d = 0; d < 2; d++) {
        double firsts = 1;
        for (uint32_t i = 0; i < p->n[d]; i++) firsts += p->first[d][i];
        p->rate[d] = firsts / (p->n[d] + 2.0);
    }
    believe(p, &c);
    set(p, &c);
}

void sl_place_learn(sl_place *p, const sl_bead *bead, size_t n) {
    counts c;
    believe(p, &c);
    for (size_t k = 0; k < n; k++) {
        const sl_bead *x = &bead[k];
        if (!x->a || !x->b) continue;
        c.start[p->first[0][x->i]][p->first[1][x->j]] += x->p;
        c.end[p->shape[0][x->i + x->a - 1]][p->shape[1][x->j + x->b - 1]] += x->p;
        for (unsigned q = 1; q < x->a; q++) c.inside[0][p->first[0][x->i + q]] += x->p;
        for (unsigned q = 1; q < x->b; q++) c.inside[1][p->first[1][x->j + q]] += x->p;
    }
    set(p, &c);
}

double sl_place_fit(const sl_place *p, uint32_t i, uint32_t j, unsigned a, unsigned b) {
    double sum = p->end[p->shape[0][i - 1]][p->shape[1][j - 1]];
    if (!p->pars) return sum;
    sum += p->start[p->first[0][i - a]][p->first[1][j - b]];
    for (unsigned q = 1; q < a; q++) sum += p->inside[0][p->first[0][i - q]];
    for (unsigned q = 1; q < b; q++) sum += p->inside[1][p->first[1][j - q]];
    return sum;
}

void sl_place_free(sl_place *p) {
    for (unsigned d = 0; d < 2; d++) {
        free(p->shape[d]);
        free(p->first[d]);
    }
}
