/* The length model; see length.h. */
#include "length.h"
#include "real.h"
#include <stdlib.h>

enum { RUNS = SL_ALIGN_MAX_BEAD };
static const double LOG_2PI = 1.83787706640934548, CHANCE = 0.03, LOG_CHANCE = -3.5065578973199818, FIRST_VAR = 6.8, LEAST_VAR = 1.5;

static double at_least_1(double x) { return x > 1 ? x : 1; }

/* Mean and variance of the sentences' lengths give the gamma's scale and its shape for one sentence. */
static void gamma_of(const sl_half *h, double *shape, double *scale) {
    double n = h->n ? h->n : 1, mean = at_least_1((h->chars[h->n]) / n), square = 0;
    for (uint32_t j = 0; j < h->n; j++) {
        double x = h->chars[j + 1] - h->chars[j];
        square += x * x;
    }
    double var = square / n - mean * mean;
    if (var < 100) var = 100;
    *shape = mean * mean / var;
    *scale = var / mean;
}

static void chances(sl_length *l) {
    const sl_half *h = l->two;
    double shape, scale, norm[RUNS];
    gamma_of(h, &shape, &scale);
    for (unsigned b = 1; b <= RUNS; b++) norm[b - 1] = sl_real_lgamma(b * shape) + b * shape * sl_real_log(scale);
    l->chance = sl_grow(l->chance, &l->chancecap, ((size_t)h->n + 1) * RUNS, sizeof *l->chance);
    for (uint32_t j = 0; j <= h->n; j++)
        for (unsigned b = 1; b <= RUNS && b <= j; b++) {
            double x = at_least_1(h->chars[j] - h->chars[j - b]);
            l->chance[(size_t)j * RUNS + b - 1] = (b * shape - 1) * sl_real_log(x) - x / scale - norm[b - 1];
        }
}

void sl_length_start(sl_length *l, const sl_half *one, const sl_half *two) {
    l->one = one;
    l->two = two;
    l->ratio = at_least_1(two->chars[two->n]) / at_least_1(one->chars[one->n]);
    l->var = FIRST_VAR;
    chances(l);
}

static void learn_var(sl_length *l, const sl_bead *bead, size_t n) {
    double sum = 0, count = 0;
    for (size_t k = 0; k < n; k++) {
        const sl_bead *x = &bead[k];
        if (x->a != 1 || x->b != 1) continue;
        double m = l->ratio * (l->one->chars[x->i + 1] - l->one->chars[x->i]), d = l->two->chars[x->j + 1] - l->two->chars[x->j] - m;
        double v = d * d / (m + 8);
        sum += x->p * (v < 60 ? v : 60);
        count += x->p;
    }
    if (count > 20) l->var = sum / count > LEAST_VAR ? sum / count : LEAST_VAR;
}

void sl_length_learn(sl_length *l, const sl_bead *bead, size_t n) {
    double one = 0, two = 0;
    for (size_t k = 0; k < n; k++) {
        const sl_bead *x = &bead[k];
        if (!x->a || !x->b) continue;
        one += x->p * (l->one->chars[x->i + x->a] - l->one->chars[x->i]);
        two += x->p * (l->two->chars[x->j + x->b] - l->two->chars[x->j]);
    }
    if (one > 0 && two > 0) l->ratio = two / one;
    learn_var(l, bead, n);
}

void sl_length_row(sl_length *l, uint32_t i) {
    for (unsigned a = 1; a <= RUNS && a <= i; a++) {
        double m = l->ratio * at_least_1(l->one->chars[i] - l->one->chars[i - a]), v = l->var * (m + 8);
        l->mean[a - 1] = m;
        l->scale[a - 1] = 0.5 / v;
        l->peak[a - 1] = -0.5 * (LOG_2PI + sl_real_log(v));
    }
}

double sl_length_fit(const sl_length *l, unsigned a, uint32_t j, unsigned b) {
    double x = at_least_1(l->two->chars[j] - l->two->chars[j - b]), d = x - l->mean[a - 1];
    double gain = l->peak[a - 1] - d * d * l->scale[a - 1] - l->chance[(size_t)j * RUNS + b - 1];
    if (gain < -20) return LOG_CHANCE;
    return sl_real_log((1 - CHANCE) * sl_real_exp(gain) + CHANCE);
}

double sl_length_bead(sl_length *l, const sl_bead *x) {
    sl_length_row(l, x->i + x->a);
    return sl_length_fit(l, x->a, x->j + x->b, x->b);
}

void sl_length_free(sl_length *l) { free(l->chance); }
