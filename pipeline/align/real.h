/* log, exp and log-gamma from basic arithmetic alone, so that every machine and C library gives the same bits.
 * log: a table of 128 steps and Taylor from the nearest; exp: a table of 64 steps of a power of two, and Taylor; relative errors below
 * 1e-12, of log absolute near 1.
 * log-gamma: Stirling's series, shifted up to x >= 8. */
#ifndef SLUIS_ALIGN_REAL_H
#define SLUIS_ALIGN_REAL_H
#include <stdint.h>
#include <string.h>

#define SL_REAL_NEVER -1e30
#define SL_REAL_LN2 0.693147180559945309417
#define SL_REAL_LOG2_E 1.44269504088896340736
enum { SL_REAL_LOG_BITS = 7, SL_REAL_EXP_BITS = 6 };
extern const double sl_real_logs[1 << SL_REAL_LOG_BITS][2], sl_real_exps[1 << SL_REAL_EXP_BITS];     /* real_tables.c */

/* x > 0, normal. */
static inline double sl_real_log(double x) {
    uint64_t b;
    memcpy(&b, &x, sizeof b);
    int e = (int)(b >> 52) - 1023;
    const double *near = sl_real_logs[b >> (52 - SL_REAL_LOG_BITS) & ((1 << SL_REAL_LOG_BITS) - 1)];
    b = (b & 0xFFFFFFFFFFFFFull) | 0x3FF0000000000000ull;
    memcpy(&x, &b, sizeof x);
    double r = x * near[0] - 1;
    return (e * SL_REAL_LN2 + near[1]) + r * (1 + r * (-1 / 2. + r * (1 / 3. + r * (-1 / 4. + r * (1 / 5.)))));
}

/* 0 below -700; x <= 700. */
static inline double sl_real_exp(double x) {
    if (x < -700) return 0;
    if (x > 700) x = 700;
    int k = (int)(x * SL_REAL_LOG2_E * (1 << SL_REAL_EXP_BITS) + 65536.5) - 65536;      /* rounded, for x is above -700 */
    double r = x - k * (SL_REAL_LN2 / (1 << SL_REAL_EXP_BITS)), scale;
    uint64_t b = (uint64_t)((k >> SL_REAL_EXP_BITS) + 1023) << 52;
    memcpy(&scale, &b, sizeof scale);
    return scale * sl_real_exps[k & ((1 << SL_REAL_EXP_BITS) - 1)] * (1 + r * (1 + r * (1 / 2. + r * (1 / 6. + r * (1 / 24.)))));
}

/* log(exp x + exp y), to 2e-9; at or below SL_REAL_NEVER: impossible. */
static inline double sl_real_logadd(double x, double y) {
    if (x < y) { double t = x; x = y; y = t; }
    if (y <= SL_REAL_NEVER || y < x - 20) return x;
    return x + sl_real_log(1 + sl_real_exp(y - x));
}

double sl_real_lgamma(double x);              /* x > 0 */
#endif
