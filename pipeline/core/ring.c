/* The ring; see ring.h. Slots change hands under one lock: FREE -> READY (filler) -> BUSY, DONE (a worker) -> FREE (the tail). */
#include "ring.h"
#include <pthread.h>
#include <stdlib.h>

typedef struct { sl_ring *g; pthread_t id; sl_stage stages[SL_MAXLINKS]; } worker;

struct sl_ring {
    sl_chain *c;
    sl_writer *out;
    unsigned nslots, nworkers;     /* nworkers 0: everything in one thread */
    sl_slot *slots;
    worker *workers;
    worker tail;                   /* holds the objects of the ordered links; in one thread, of all links */
    pthread_mutex_t lock;
    pthread_cond_t moved;
    uint64_t filled, taken, settled;
    bool closed, stop;
    sl_err err;
    unsigned blame;
};

/* Whether the first ordered link lets threads do some of its work. */
static bool notes(const sl_chain *c) { return c->tail < c->n && c->link[c->tail].ops->note; }

static void stages_make(worker *w, sl_chain *c, unsigned from, unsigned to) {
    for (unsigned k = from; k < to; k++) sl_stage_make(&w->stages[k], c, k, NULL);
}

static void stages_free(worker *w) {
    for (unsigned k = 0; k < SL_MAXLINKS; k++) sl_stage_free(&w->stages[k]);
}

static void fail(sl_ring *g, const sl_err *e, unsigned link) {
    pthread_mutex_lock(&g->lock);
    if (!g->stop) { g->err = *e; g->blame = link; }
    g->stop = true;
    pthread_cond_broadcast(&g->moved);
    pthread_mutex_unlock(&g->lock);
}

static int put_out(sl_ring *g, const sl_slot *t, sl_err *e) {
    sl_str s = sl_slot_out(t, g->c);
    if (!g->out) return 0;
    int rc = sl_write(g->out, s.p, s.n, e);
    return rc == 0 && t->flush ? sl_writer_flush(g->out, e) : rc;
}

/* The ordered part of a slot's way. */
static void settle(sl_ring *g, sl_slot *t) {
    sl_err e = {0};
    sl_chain *c = g->c;
    unsigned from = c->tail > sl_chain_first(c) ? c->tail : sl_chain_first(c);
    int rc;
    do {
        sl_slot_work(t, c, g->tail.stages, from, c->n);
        rc = sl_slot_settle(t, c, &e);
        if (rc == 0 && (rc = put_out(g, t, &e))) t->blame = c->n - 1;
    } while (rc == 0 && sl_slot_again(t, c, &from));
    if (t->err.code) fail(g, &t->err, t->blame);
    else if (rc) fail(g, &e, t->blame);
}

static void *work(void *arg) {
    worker *w = arg;
    sl_ring *g = w->g;
    pthread_mutex_lock(&g->lock);
    for (;;) {
        while (g->taken == g->filled && !g->closed) pthread_cond_wait(&g->moved, &g->lock);
        if (g->taken == g->filled) break;
        sl_slot *t = &g->slots[g->taken++ % g->nslots];
        t->state = SL_BUSY;
        bool stop = g->stop;
        pthread_mutex_unlock(&g->lock);
        if (!stop) sl_slot_work(t, g->c, w->stages, sl_chain_first(g->c), g->c->tail);
        if (!stop && notes(g->c)) sl_slot_note(t, g->c, &w->stages[g->c->tail]);
        pthread_mutex_lock(&g->lock);
        t->state = SL_DONE;
        pthread_cond_broadcast(&g->moved);
    }
    pthread_mutex_unlock(&g->lock);
    return NULL;
}

static void *order(void *arg) {
    sl_ring *g = ((worker *)arg)->g;
    pthread_mutex_lock(&g->lock);
    for (;;) {
        sl_slot *t = &g->slots[g->settled % g->nslots];
        while (!(g->settled < g->filled && t->state == SL_DONE) && !(g->closed && g->settled == g->filled))
            pthread_cond_wait(&g->moved, &g->lock);
        if (g->settled == g->filled) break;
        bool stop = g->stop;
        pthread_mutex_unlock(&g->lock);
        if (!stop) settle(g, t);
        pthread_mutex_lock(&g->lock);
        t->state = SL_FREE;
        g->settled++;
        pthread_cond_broadcast(&g->moved);
    }
    pthread_mutex_unlock(&g->lock);
    return NULL;
}

static bool start_thread(worker *w, sl_ring *g, void *(*f)(void *)) {
    w->g = g;
    return pthread_create(&w->id, NULL, f, w) == 0;
}

/* Fewer threads than asked for is no error; none at all means that this one does it. */
static void start_threads(sl_ring *g, unsigned jobs) {
    sl_chain *c = g->c;
    unsigned first = sl_chain_first(c);
    g->workers = sl_zalloc(jobs * sizeof *g->workers);
    stages_make(&g->tail, c, c->tail > first ? c->tail : first, c->n);
    if (!start_thread(&g->tail, g, order)) return;
    for (g->nworkers = 0; g->nworkers < jobs; g->nworkers++) {
        worker *w = &g->workers[g->nworkers];
        stages_make(w, c, first, c->tail + notes(c));
        if (!start_thread(w, g, work)) break;
    }
    if (g->nworkers) return;
    g->closed = true;
    pthread_cond_broadcast(&g->moved);
    pthread_join(g->tail.id, NULL);
    stages_free(&g->workers[0]);
    g->closed = false;
}

sl_ring *sl_ring_start(sl_chain *c, sl_writer *out) {
    sl_ring *g = sl_zalloc(sizeof *g);
    unsigned first = sl_chain_first(c), jobs = (unsigned)c->jobs;
    g->c = c;
    g->out = out;
    pthread_mutex_init(&g->lock, NULL);
    pthread_cond_init(&g->moved, NULL);
    bool threads = jobs > 1 && (c->tail > first || (c->tail == first && notes(c)));
    g->nslots = threads ? 2 * jobs + 2 : 1;
    g->slots = sl_zalloc(g->nslots * sizeof *g->slots);
    for (unsigned i = 0; i < g->nslots; i++) sl_slot_make(&g->slots[i], c, first);
    if (threads) start_threads(g, jobs);
    if (!g->nworkers) stages_make(&g->tail, c, first, threads ? c->tail : c->n);
    return g;
}

bool sl_ring_threads(const sl_ring *g) { return g->nworkers > 0; }

sl_slot *sl_ring_slot(sl_ring *g) {
    pthread_mutex_lock(&g->lock);
    sl_slot *t = &g->slots[g->filled % g->nslots];
    while (t->state != SL_FREE && !g->stop) pthread_cond_wait(&g->moved, &g->lock);
    bool stop = g->stop;
    pthread_mutex_unlock(&g->lock);
    if (stop) return NULL;
    sl_slot_reset(t, g->c);
    return t;
}

int sl_ring_put(sl_ring *g, sl_slot *t) {
    if (g->nworkers == 0) {
        unsigned first = sl_chain_first(g->c);
        if (g->c->tail > first) sl_slot_work(t, g->c, g->tail.stages, first, g->c->tail);
        settle(g, t);
        return g->stop ? g->err.code : 0;
    }
    pthread_mutex_lock(&g->lock);
    t->state = SL_READY;
    g->filled++;
    pthread_cond_broadcast(&g->moved);
    int rc = g->stop ? g->err.code : 0;
    pthread_mutex_unlock(&g->lock);
    return rc;
}

static void join(sl_ring *g) {
    if (!g->nworkers) return;
    pthread_mutex_lock(&g->lock);
    g->closed = true;
    pthread_cond_broadcast(&g->moved);
    pthread_mutex_unlock(&g->lock);
    for (unsigned i = 0; i < g->nworkers; i++) pthread_join(g->workers[i].id, NULL);
    pthread_join(g->tail.id, NULL);
}

int sl_ring_end(sl_ring *g, const char **failed, sl_err *e) {
    join(g);
    int rc = g->stop ? g->err.code : 0;
    if (rc && !e->code) {
        *e = g->err;
        *failed = g->c->link[g->blame].ops->name;
    }
    for (unsigned i = 0; i < g->nworkers; i++) stages_free(&g->workers[i]);
    stages_free(&g->tail);
    for (unsigned i = 0; i < g->nslots; i++) sl_slot_free(&g->slots[i]);
    free(g->slots);
    free(g->workers);
    pthread_mutex_destroy(&g->lock);
    pthread_cond_destroy(&g->moved);
    free(g);
    return rc;
}
