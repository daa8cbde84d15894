/* log, exp, log-gamma; see real.h. */
#include "real.h"
#include <stdint.h>
#include <string.h>

static const double LOG2_E = 1.44269504088896340736, LN2 = 0.693147180559945309417, HALF_LOG_2PI = 0.918938533204672741780;

double sl_real_log(double x) {
    uint64_t b;
    memcpy(&b, &x, sizeof b);
    int e = (int)(b >> 52) - 1023;
    b = (b & 0xFFFFFFFFFFFFFull) | 0x3FF0000000000000ull;
    memcpy(&x, &b, sizeof x);
    if (x > 1.4142135623730951) { x *= 0.5; e++; }
    double s = (x - 1) / (x + 1), z = s * s;
    double sum = 1 + z * (1 / 3. + z * (1 / 5. + z * (1 / 7. + z * (1 / 9. + z * (1 / 11. + z * (1 / 13. + z / 15.))))));
    return e * LN2 + 2 * s * sum;
}

static const double taylor[] = {1 / 3628800., 1 / 362880., 1 / 40320., 1 / 5040., 1 / 720., 1 / 120., 1 / 24., 1 / 6., 1 / 2., 1, 1};

double sl_real_exp(double x) {
    if (x < -700) return 0;
    if (x > 700) x = 700;
    int k = (int)(x * LOG2_E + (x < 0 ? -0.5 : 0.5));
    double r = x - k * LN2, sum = 1 / 39916800., scale;
    for (int i = 0; i < 11; i++) sum = sum * r + taylor[i];
    uint64_t b = (uint64_t)(k + 1023) << 52;
    memcpy(&scale, &b, sizeof scale);
    return sum * scale;
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
