/* log, exp and log-gamma from basic arithmetic alone, so that every machine and C library gives the same bits.
 * log: a table of 128 steps and Taylor from the nearest; exp: a table of 64 steps of a power of two, and Taylor; relative errors below
 * 1e-12, of log absolute near 1.
 * log-gamma: Stirling's series, shifted up to x >= 8. */
#ifndef SLUIS_ALIGN_REAL_H
#define SLUIS_ALIGN_REAL_H

double sl_real_log(double x);                 /* x > 0, normal */
double sl_real_exp(double x);                 /* 0 below -700; x <= 700 */
double sl_real_lgamma(double x);              /* x > 0 */
double sl_real_logadd(double x, double y);    /* log(exp x + exp y); at or below SL_REAL_NEVER: impossible */
#define SL_REAL_NEVER -1e30
extern const double sl_real_logs[128][2], sl_real_exps[64];   /* real_tables.c */
#endif
