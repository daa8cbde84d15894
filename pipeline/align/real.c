/* log, exp, log-gamma; see real.h. */
#include "real.h"
#include <stdint.h>
#include <string.h>

#define LN_2 0.693147180559945309417
static const double LOG2_E = 1.44269504088896340736, LN2 = LN_2, HALF_LOG_2PI = 0.918938533204672741780;

enum { LOG_BITS = 7, EXP_BITS = 6 };

double sl_real_log(double x) {
    uint64_t b;
    memcpy(&b, &x, sizeof b);
    int e = (int)(b >> 52) - 1023;
    const double *near = sl_real_logs[b >> (52 - LOG_BITS) & ((1 << LOG_BITS) - 1)];
    b = (b & 0xFFFFFFFFFFFFFull) | 0x3FF0000000000000ull;
    memcpy(&x, &b, sizeof x);
    double r = x * near[0] - 1;
    return (e * LN2 + near[1]) + r * (1 + r * (-1 / 2. + r * (1 / 3. + r * (-1 / 4. + r * (1 / 5.)))));
}

double sl_real_exp(double x) {
    static const double STEP = LN_2 / (1 << EXP_BITS);
    if (x < -700) return 0;
    if (x > 700) x = 700;
    int k = (int)(x * LOG2_E * (1 << EXP_BITS) + 65536.5) - 65536;      /* rounded, for x is above -700 */
    double r = x - k * STEP, scale;
    uint64_t b = (uint64_t)((k >> EXP_BITS) + 1023) << 52;
    memcpy(&scale, &b, sizeof scale);
    return scale * sl_real_exps[k & ((1 << EXP_BITS) - 1)] * (1 + r * (1 + r * (1 / 2. + r * (1 / 6. + r * (1 / 24.)))));
}

double sl_real_lgamma(double x) {
    double shift = 1;
    for (; x < 8; x++) shift *= x;
    double r = 1 / x, q = r * r;
    double tail = r * (1 / 12. - q * (1 / 360. - q * (1 / 1260. - q / 1680.)));
    return (x - 0.5) * sl_real_log(x) - x + HALF_LOG_2PI + tail - sl_real_log(shift);
}

double sl_real_logadd(double x, double y) {
    if (x < y) { double t = x; x = y; y = t; }
    if (y <= SL_REAL_NEVER || y < x - 30) return x;
    return x + sl_real_log(1 + sl_real_exp(y - x));
}
