/* Do n pieces of work, f(ctx, 0) .. f(ctx, n - 1), with up to `jobs` threads. Pieces must not touch what others write. */
#ifndef SLUIS_ALIGN_SHARE_H
#define SLUIS_ALIGN_SHARE_H
void sl_share(unsigned jobs, unsigned n, void (*f)(void *ctx, unsigned piece), void *ctx);
#endif
