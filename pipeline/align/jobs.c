/* Threads that align; see jobs.h. Pairs change hands under one lock: FREE -> READY (the caller) -> BUSY, DONE (a thread) -> FREE (the
 * caller again). */
#include "jobs.h"
#include "sluis/learner.h"
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

typedef struct { sl_jobs *j; pthread_t id; sl_aligner *a; } worker;

struct sl_jobs {
    sl_jobs_rules rules;
    sl_aligner *first;               /* the others share what it knows of words */
    sl_pair *pair; unsigned npair;
    worker *worker; unsigned nworker;            /* 0: the caller does it all */
    pthread_mutex_t lock;
    pthread_cond_t moved;
    uint64_t given, taken, delivered;            /* pair k is pair[k % npair] */
    bool closed;
    sl_lesson *nothing;              /* of a pair that teaches nothing */
    uint64_t left;                   /* documents that may be given before the next epoch */
};

static void align(const sl_jobs *j, sl_pair *p, sl_aligner *a) {
    if (!p->there) return;
    sl_pair_align(p, a);
    if (j->rules.learner && p->verdict >= j->rules.least) {
        if (!p->lesson) p->lesson = sl_lesson_new();
        sl_align_teach(a, p->lesson);
    }
    if (j->rules.look) j->rules.look(j->rules.of, p, a);
}

static void *work(void *arg) {
    worker *w = arg;
    sl_jobs *j = w->j;
    pthread_mutex_lock(&j->lock);
    for (;;) {
        while (j->taken == j->given && !j->closed) pthread_cond_wait(&j->moved, &j->lock);
        if (j->closed) break;
        sl_pair *p = &j->pair[j->taken++ % j->npair];
        p->state = SL_PAIR_BUSY;
        pthread_mutex_unlock(&j->lock);
        align(j, p, w->a);
        pthread_mutex_lock(&j->lock);
        p->state = SL_PAIR_DONE;
        pthread_cond_broadcast(&j->moved);
    }
    pthread_mutex_unlock(&j->lock);
    return NULL;
}

/* Fewer threads than asked for is no error. */
static void start_threads(sl_jobs *j, unsigned n) {
    j->worker = sl_zalloc(n * sizeof *j->worker);
    for (; j->nworker < n; j->nworker++) {
        worker *w = &j->worker[j->nworker];
        w->j = j;
        w->a = sl_align_twin(j->first);
        if (pthread_create(&w->id, NULL, work, w) == 0) continue;
        sl_align_free(w->a);
        break;
    }
}

int sl_jobs_start(sl_jobs **out, const sl_jobs_rules *r, sl_err *e) {
    sl_jobs *j = *out = sl_zalloc(sizeof *j);
    j->rules = *r;
    pthread_mutex_init(&j->lock, NULL);
    pthread_cond_init(&j->moved, NULL);
    j->npair = r->threads > 1 ? 2 * r->threads + 2 : 1;
    j->pair = sl_zalloc(j->npair * sizeof *j->pair);
    sl_pair_clear(j->pair);
    if (r->learner) {
        j->nothing = sl_lesson_new();
        j->left = sl_learner_left(r->learner);
    }
    int rc = sl_align_new(&j->first, r->align, e);
    if (rc == 0 && r->threads > 1) start_threads(j, r->threads);
    return rc;
}

sl_pair *sl_jobs_pair(sl_jobs *j) { return &j->pair[j->given % j->npair]; }

static void learn(const sl_jobs *j, const sl_pair *p) {
    if (!j->rules.learner || !p->there) return;
    sl_learner_add(j->rules.learner, p->verdict >= j->rules.least ? p->lesson : j->nothing);
}

/* Deliver in order: all that is done, waiting for those before number `until`. */
static int deliver(sl_jobs *j, uint64_t until) {
    int rc = 0;
    while (rc == 0 && j->delivered < j->given) {
        sl_pair *p = &j->pair[j->delivered % j->npair];
        pthread_mutex_lock(&j->lock);
        while (p->state != SL_PAIR_DONE && j->delivered < until) pthread_cond_wait(&j->moved, &j->lock);
        bool done = p->state == SL_PAIR_DONE;
        pthread_mutex_unlock(&j->lock);
        if (!done) break;
        learn(j, p);
        rc = j->rules.deliver(j->rules.ctx, p);
        p->state = SL_PAIR_FREE;
        j->delivered++;
    }
    return rc;
}

/* When the pair that was given is the last of an epoch: wait for all, and let all know what they taught. */
static int turn(sl_jobs *j, bool document) {
    if (!j->rules.learner || !document || --j->left > 0) return 0;
    int rc = sl_jobs_drain(j);
    if (rc) return rc;
    const sl_lexicon *x = sl_learner_epoch(j->rules.learner);
    sl_align_know(j->first, x);
    for (unsigned k = 0; k < j->nworker; k++) sl_align_know(j->worker[k].a, x);
    j->left = sl_learner_left(j->rules.learner);
    return 0;
}

int sl_jobs_give(sl_jobs *j) {
    sl_pair *p = sl_jobs_pair(j);
    bool document = p->there;
    if (!j->nworker) align(j, p, j->first);
    pthread_mutex_lock(&j->lock);
    p->state = j->nworker ? SL_PAIR_READY : SL_PAIR_DONE;
    j->given++;
    pthread_cond_broadcast(&j->moved);
    pthread_mutex_unlock(&j->lock);
    int rc = deliver(j, j->given < j->npair ? 0 : j->given - j->npair + 1);
    if (rc == 0) rc = turn(j, document);
    sl_pair_clear(sl_jobs_pair(j));
    return rc;
}

int sl_jobs_drain(sl_jobs *j) { return deliver(j, j->given); }

/* Until the next pair in order is done, or for 5 ms. */
static void nap(sl_jobs *j) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += 5000000;
    if (until.tv_nsec >= 1000000000) until.tv_sec++, until.tv_nsec -= 1000000000;
    pthread_mutex_lock(&j->lock);
    if (j->pair[j->delivered % j->npair].state != SL_PAIR_DONE) pthread_cond_timedwait(&j->moved, &j->lock, &until);
    pthread_mutex_unlock(&j->lock);
}

int sl_jobs_wait(sl_jobs *j, bool (*other)(void *), void *ctx) {
    int rc = deliver(j, 0);
    while (rc == 0 && j->delivered < j->given && !other(ctx)) {
        nap(j);
        rc = deliver(j, 0);
    }
    return rc;
}

const sl_aligner *sl_jobs_aligner(const sl_jobs *j, unsigned k) {
    return k == 0 ? j->first : k <= j->nworker ? j->worker[k - 1].a : NULL;
}

void sl_jobs_end(sl_jobs *j) {
    if (!j) return;
    pthread_mutex_lock(&j->lock);
    j->closed = true;
    pthread_cond_broadcast(&j->moved);
    pthread_mutex_unlock(&j->lock);
    for (unsigned k = 0; k < j->nworker; k++) {
        pthread_join(j->worker[k].id, NULL);
        sl_align_free(j->worker[k].a);
    }
    sl_align_free(j->first);
    for (unsigned k = 0; k < j->npair; k++) sl_pair_free(&j->pair[k]);
    pthread_mutex_destroy(&j->lock);
    pthread_cond_destroy(&j->moved);
    sl_lesson_free(j->nothing);
    free(j->pair);
    free(j->worker);
    free(j);
}
