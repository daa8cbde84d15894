/* Members inflated side by side; see members.h. Slots go round: given by the reader, inflated by a worker, taken by the reader. */
#include "members.h"
#include <pthread.h>
#include <stdlib.h>

typedef struct { sl_buf in, out; size_t used; bool done; } slot;
typedef struct { sl_members *m; sl_coder *coder; pthread_t id; } worker;

struct sl_members {
    slot *slots;
    unsigned nslots, nworkers;
    uint64_t given, begun, taken;          /* slots, counted from the first one on */
    bool over;
    worker *workers;                       /* with no threads one, which has no thread */
    pthread_mutex_t lock;
    pthread_cond_t moved;
};

/* Member after member, as far as they are whole. */
static void inflate_batch(slot *s, sl_coder *coder) {
    sl_str rest = sl_view(&s->in);
    sl_clear(&s->out);
    while (rest.n) {
        size_t used, had = s->out.n;
        if (sl_member_unpack(coder, rest, &used, &s->out, SL_MEMBERS_LIMIT - had) != SL_MEMBER_OK) {
            s->out.n = had;
            break;
        }
        rest = sl_slice(rest.p + used, rest.n - used);
    }
    s->used = s->in.n - rest.n;
}

static void *work(void *arg) {
    worker *w = arg;
    sl_members *m = w->m;
    pthread_mutex_lock(&m->lock);
    for (;;) {
        while (m->begun == m->given && !m->over) pthread_cond_wait(&m->moved, &m->lock);
        if (m->over) break;
        slot *s = &m->slots[m->begun++ % m->nslots];
        pthread_mutex_unlock(&m->lock);
        inflate_batch(s, w->coder);
        pthread_mutex_lock(&m->lock);
        s->done = true;
        pthread_cond_broadcast(&m->moved);
    }
    pthread_mutex_unlock(&m->lock);
    return NULL;
}

sl_members *sl_members_new(sl_codec codec, unsigned threads) {
    sl_members *m = sl_zalloc(sizeof *m);
    const sl_backend *b = sl_backend_reader(codec);
    m->workers = sl_zalloc((threads + 1) * sizeof *m->workers);
    pthread_mutex_init(&m->lock, NULL);
    pthread_cond_init(&m->moved, NULL);
    m->nslots = threads ? 2 * threads + 1 : 1;
    m->slots = sl_zalloc(m->nslots * sizeof *m->slots);
    for (; m->nworkers < threads; m->nworkers++) {
        worker *w = &m->workers[m->nworkers];
        w->m = m;
        w->coder = sl_coder_open(b);
        if (pthread_create(&w->id, NULL, work, w)) return m;        /* its coder serves the caller when there is no thread at all */
    }
    if (!threads) m->workers[0].coder = sl_coder_open(b);
    return m;
}

bool sl_members_room(const sl_members *m) { return m->given - m->taken < m->nslots; }
bool sl_members_any(const sl_members *m) { return m->given > m->taken; }

void sl_members_give(sl_members *m, sl_str batch) {
    if (!sl_members_any(m)) {                /* so that one batch at a time fills the memory of one slot */
        pthread_mutex_lock(&m->lock);
        m->given = m->begun = m->taken = 0;
        pthread_mutex_unlock(&m->lock);
    }
    slot *s = &m->slots[m->given % m->nslots];
    sl_clear(&s->in);
    sl_puts(&s->in, batch);
    s->done = false;
    pthread_mutex_lock(&m->lock);
    m->given++;
    pthread_cond_broadcast(&m->moved);
    pthread_mutex_unlock(&m->lock);
}

static slot *oldest(sl_members *m) {
    slot *s = &m->slots[m->taken % m->nslots];
    if (!m->nworkers) inflate_batch(s, m->workers[0].coder);
    pthread_mutex_lock(&m->lock);
    while (m->nworkers && !s->done) pthread_cond_wait(&m->moved, &m->lock);
    m->taken++;
    pthread_mutex_unlock(&m->lock);
    return s;
}

void sl_members_take(sl_members *m, sl_str *out, sl_str *rest) {
    const slot *s = oldest(m);
    *out = sl_view(&s->out);
    *rest = sl_slice(sl_view(&s->in).p + s->used, s->in.n - s->used);
}

void sl_members_back(sl_members *m, sl_buf *raw) {
    while (sl_members_any(m)) {
        const slot *s = oldest(m);
        sl_puts(raw, sl_view(&s->in));
    }
}

void sl_members_free(sl_members *m) {
    if (!m) return;
    pthread_mutex_lock(&m->lock);
    m->over = true;
    pthread_cond_broadcast(&m->moved);
    pthread_mutex_unlock(&m->lock);
    for (unsigned i = 0; i < m->nworkers; i++) pthread_join(m->workers[i].id, NULL);
    for (unsigned i = 0; i <= m->nworkers; i++) sl_coder_close(m->workers[i].coder);
    for (unsigned i = 0; i < m->nslots; i++) sl_buf_free(&m->slots[i].in), sl_buf_free(&m->slots[i].out);
    pthread_mutex_destroy(&m->lock);
    pthread_cond_destroy(&m->moved);
    free(m->slots);
    free(m->workers);
    free(m);
}
