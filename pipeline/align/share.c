/* Work for threads; see share.h. A thread that cannot be started is done without. */
#include "share.h"
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>

enum { MOST = 64 };
typedef struct { void (*f)(void *, unsigned); void *ctx; unsigned n; atomic_uint next; } work;

static void *labour(void *p) {
    work *w = p;
    for (unsigned k; (k = atomic_fetch_add(&w->next, 1)) < w->n;) w->f(w->ctx, k);
    return NULL;
}

void sl_share(unsigned jobs, unsigned n, void (*f)(void *, unsigned), void *ctx) {
    work w = {.f = f, .ctx = ctx, .n = n};
    pthread_t thread[MOST];
    unsigned started = 0;
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);    /* signals are the main thread's */
    while (started + 1 < jobs && started + 1 < n && started < MOST && !pthread_create(&thread[started], NULL, labour, &w)) started++;
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    labour(&w);
    while (started) pthread_join(thread[--started], NULL);
}
