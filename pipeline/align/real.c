/* log-gamma; see real.h. */
#include "real.h"

static const double HALF_LOG_2PI = 0.918938533204672741780;

double sl_real_lgamma(double x) {
    double shift = 1;
    for (; x < 8; x++) shift *= x;
    double r = 1 / x, q = r * r;
    double tail = r * (1 / 12. - q * (1 / 360. - q * (1 / 1260. - q / 1680.)));
    return (x - 0.5) * sl_real_log(x) - x + HALF_LOG_2PI + tail - sl_real_log(shift);
}
