/* log, exp and log-gamma from basic arithmetic alone, so that every machine and C library gives the same bits.
 * log: the series of artanh after taking out the exponent; exp: Taylor after taking out a power of two; relative errors below 1e-12.
 * log-gamma: Stirling's series, shifted up to x >= 8. */
#ifndef SLUIS_ALIGN_REAL_H
#define SLUIS_ALIGN_REAL_H

double sl_real_log(double x);                 /* x > 0, normal */
double sl_real_exp(double x);                 /* 0 below -700; x <= 700 */
double sl_real_lgamma(double x);              /* x > 0 */
double sl_real_logadd(double x, double y);    /* log(exp x + exp y); at or below SL_REAL_NEVER: impossible */
#define SL_REAL_NEVER -1e30
#endif
