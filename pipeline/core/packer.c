/* Text to members; see packer.h. A ring of jobs: the adding thread fills one, threads take them in turn, and the adding thread puts what is
 * done when it needs the room, oldest first. So order needs no thread of its own, and errors of writing meet the one who writes. */
#include "packer.h"
#include <pthread.h>
#include <stdlib.h>

enum { MEMBER = 1 << 20, LONGEST = 1 << 30, PIECE = 1 << 16 };
enum { FREE, READY, BUSY, DONE };

typedef struct { size_t packed; sl_gzpart part; } block;             /* a member of a job; it has one, or many in BGZF */
typedef struct {
    sl_buf in, out;                                                  /* in: only where threads make members while the next text comes */
    sl_str text;
    block *blocks; size_t nblocks, cap;
    uint32_t crc;                                                    /* of a piece of a single member */
    int state;
} job;
typedef struct { sl_packer *k; pthread_t id; sl_coder *coder; } worker;

struct sl_packer {
    const sl_backend *backend;
    int level;
    bool bgzf, single, any, closed;
    sl_gzindex *index;
    sl_packer_put *put;
    void *ctx;
    sl_buf b;                                                        /* text of the next job */
    size_t seen;                                                     /* b[..seen) behind the first MEMBER bytes holds no LF */
    job *jobs;
    unsigned njobs, nworkers;
    uint64_t filled, taken, given;                                   /* jobs so far */
    worker *workers;
    unsigned wanted;                                                 /* threads; 0: none (any more) */
    sl_coder *coder;                                                 /* of the adding thread */
    pthread_mutex_t lock;
    pthread_cond_t moved;
    uint32_t crc;                                                    /* of a single member so far */
    uint64_t bytes;
};

sl_packer *sl_packer_new(const sl_how *h, sl_codec codec, sl_gzindex *x, sl_packer_put *put, void *ctx) {
    sl_packer *k = sl_zalloc(sizeof *k);
    k->backend = sl_how_backend(h, codec);
    k->level = h->level ? (int)h->level : h->fast ? k->backend->fast : k->backend->usual;
    k->bgzf = h->bgzf;
    k->single = h->single;
    k->index = x;
    k->put = put;
    k->ctx = ctx;
    k->wanted = h->jobs > 1 ? (unsigned)h->jobs : 0;
    k->njobs = k->wanted ? k->wanted + 2 : 1;
    k->jobs = sl_zalloc(k->njobs * sizeof *k->jobs);
    k->coder = sl_coder_open(k->backend);
    pthread_mutex_init(&k->lock, NULL);
    pthread_cond_init(&k->moved, NULL);
    return k;
}

/* The length of the next BGZF block: to the last LF in it, if any. */
static size_t block_end(sl_str s) {
    if (s.n <= SL_BGZF_BLOCK) return s.n;
    const char *q = memrchr(s.p, '\n', SL_BGZF_BLOCK);
    return q ? (size_t)(q - s.p) + 1 : SL_BGZF_BLOCK;
}

/* A member of its own, whose place and lines are noted for the index. */
static void make_member(const sl_packer *k, sl_coder *c, job *j, sl_wrap wrap, sl_str text) {
    size_t start = j->out.n;
    sl_member_pack(c, k->level, wrap, text, &j->out);
    j->blocks = sl_grow(j->blocks, &j->cap, j->nblocks + 1, sizeof *j->blocks);
    block *b = &j->blocks[j->nblocks++];
    b->packed = j->out.n - start;
    if (k->index) b->part = sl_gzpart_of(sl_slice(j->out.p + start, b->packed), text);
}

/* A pure function of the job's text. */
static void work(const sl_packer *k, sl_coder *c, job *j) {
    sl_str s = j->text;
    sl_clear(&j->out);
    j->nblocks = 0;
    if (k->single) j->crc = sl_member_piece(c, k->level, s, &j->out);
    else if (!k->bgzf) make_member(k, c, j, SL_WRAP_SIZED, s);
    else for (size_t n; s.n; s.p += n, s.n -= n) make_member(k, c, j, SL_WRAP_BGZF, sl_slice(s.p, n = block_end(s)));
}

static void *run(void *arg) {
    worker *w = arg;
    sl_packer *k = w->k;
    pthread_mutex_lock(&k->lock);
    for (;;) {
        while (k->taken == k->filled && !k->closed) pthread_cond_wait(&k->moved, &k->lock);
        if (k->closed) break;
        job *j = &k->jobs[k->taken++ % k->njobs];
        j->state = BUSY;
        pthread_mutex_unlock(&k->lock);
        work(k, w->coder, j);
        pthread_mutex_lock(&k->lock);
        j->state = DONE;
        pthread_cond_broadcast(&k->moved);
    }
    pthread_mutex_unlock(&k->lock);
    return NULL;
}

/* Fewer threads than asked for is no error; without any the adding thread does it. */
static void start(sl_packer *k) {
    k->workers = sl_zalloc(k->wanted * sizeof *k->workers);
    while (k->nworkers < k->wanted) {
        worker *w = &k->workers[k->nworkers];
        *w = (worker){.k = k, .coder = sl_coder_open(k->backend)};
        if (pthread_create(&w->id, NULL, run, w)) {
            sl_coder_close(w->coder);
            break;
        }
        k->nworkers++;
    }
    k->wanted = 0;
}

static int put(sl_packer *k, sl_str s, sl_err *e) { return k->put(k->ctx, s, e); }

/* Before a single member's first piece its header. */
static int put_head(sl_packer *k, sl_err *e) {
    sl_buf head = {0};
    if (!k->single || k->any) return 0;
    sl_member_head(&head);
    int rc = put(k, sl_view(&head), e);
    sl_buf_free(&head);
    return rc;
}

static void note(sl_packer *k, const job *j) {
    const char *p = j->out.p;
    for (size_t i = 0; k->index && i < j->nblocks; p += j->blocks[i++].packed)
        sl_gzindex_add(k->index, sl_slice(p, j->blocks[i].packed), &j->blocks[i].part);
    if (k->single) k->crc = sl_crc_join(k->crc, j->crc, j->text.n);
    k->bytes += j->text.n;
}

static int give(sl_packer *k, job *j, sl_err *e) {
    int rc = put_head(k, e);
    k->any = true;
    note(k, j);
    if (rc == 0) rc = put(k, sl_view(&j->out), e);
    return rc;
}

/* Put the oldest job when it is done; wait: until it is. *was: there was one. */
static int give_oldest(sl_packer *k, bool wait, bool *was, sl_err *e) {
    job *j = &k->jobs[k->given % k->njobs];
    *was = false;
    if (k->given == k->filled) return 0;
    pthread_mutex_lock(&k->lock);
    while (wait && j->state != DONE) pthread_cond_wait(&k->moved, &k->lock);
    *was = j->state == DONE;
    pthread_mutex_unlock(&k->lock);
    if (!*was) return 0;
    j->state = FREE;
    k->given++;
    return give(k, j, e);
}

static int with_threads(sl_packer *k, job *j, sl_err *e) {
    bool was = true;
    pthread_mutex_lock(&k->lock);
    j->state = READY;
    k->filled++;
    pthread_cond_broadcast(&k->moved);
    pthread_mutex_unlock(&k->lock);
    int rc = give_oldest(k, k->filled - k->given == k->njobs, &was, e);      /* the next job needs a free place */
    while (rc == 0 && was) rc = give_oldest(k, false, &was, e);
    return rc;
}

/* Text and job change buffers, so that the next text can come while threads are at this one. */
static void take_text(sl_packer *k, job *j, size_t n) {
    sl_buf b = k->b;
    k->b = j->in;
    j->in = b;
    sl_clear(&k->b);
    if (j->in.n > n) sl_put(&k->b, j->in.p + n, j->in.n - n);
    j->text = sl_slice(j->in.p, n);
}

static int without_threads(sl_packer *k, job *j, size_t n, sl_err *e) {
    j->text = sl_slice(sl_view(&k->b).p, n);
    work(k, k->coder, j);
    int rc = give(k, j, e);
    if (k->b.n > n) memmove(k->b.p, k->b.p + n, k->b.n - n);
    k->b.n -= n;
    return rc;
}

/* The first n bytes of the text become a job. A file of one job starts no threads: when the first is full there is more behind it. */
static int hand_on(sl_packer *k, size_t n, sl_err *e) {
    job *j = &k->jobs[k->filled % k->njobs];
    k->seen = 0;
    if (k->wanted && (k->any || k->b.n > n)) start(k);
    if (!k->nworkers) return without_threads(k, j, n, e);
    take_text(k, j, n);
    return with_threads(k, j, e);
}

/* Length of the next job: up to the last LF within MEMBER bytes, or behind the first LF when a line is longer; 0: wait.
 * A long line comes in many pieces: what was searched is not searched again. */
static size_t job_end(sl_packer *k) {
    sl_str s = sl_view(&k->b);
    if (s.n < MEMBER) return 0;
    const char *q = k->seen ? NULL : memrchr(s.p, '\n', MEMBER);
    size_t from = k->seen ? k->seen : MEMBER;
    if (!q) q = memchr(s.p + from, '\n', s.n - from);
    k->seen = q ? 0 : s.n;
    return q ? (size_t)(q - s.p) + 1 : s.n >= LONGEST ? LONGEST : 0;
}

int sl_packer_add(sl_packer *k, const char *p, size_t n, sl_err *e) {
    int rc = 0;
    if (n < MEMBER && k->b.n < MEMBER - n) {                         /* most lines */
        sl_put(&k->b, p, n);
        return 0;
    }
    while (rc == 0 && n) {
        size_t room = k->b.n < MEMBER ? MEMBER - k->b.n : k->b.n < LONGEST - PIECE ? PIECE : LONGEST - k->b.n, take = n < room ? n : room;
        sl_put(&k->b, p, take);
        p += take;
        n -= take;
        size_t end = job_end(k);
        if (end) rc = hand_on(k, end, e);
    }
    return rc;
}

/* Of nothing: an empty member; but BGZF's end is one already. */
static int put_end(sl_packer *k, sl_err *e) {
    if (k->bgzf) {
        sl_str end = sl_slice(sl_bgzf_end, sizeof sl_bgzf_end);
        sl_gzpart part = sl_gzpart_of(end, SL_LIT(""));
        if (k->index) sl_gzindex_add(k->index, end, &part);
        return put(k, end, e);
    }
    if (!k->single) return k->any ? 0 : hand_on(k, 0, e);
    sl_buf tail = {0};
    int rc = put_head(k, e);
    sl_put(&tail, "\3\0", 2);                                        /* the last, empty block */
    sl_member_tail(k->crc, k->bytes, &tail);
    if (rc == 0) rc = put(k, sl_view(&tail), e);
    sl_buf_free(&tail);
    return rc;
}

int sl_packer_end(sl_packer *k, sl_err *e) {
    bool was = true;
    int rc = k->b.n ? hand_on(k, k->b.n, e) : 0;
    while (rc == 0 && was) rc = give_oldest(k, true, &was, e);
    return rc ? rc : put_end(k, e);
}

void sl_packer_free(sl_packer *k) {
    if (!k) return;
    pthread_mutex_lock(&k->lock);
    k->closed = true;
    pthread_cond_broadcast(&k->moved);
    pthread_mutex_unlock(&k->lock);
    for (unsigned i = 0; i < k->nworkers; i++) {
        pthread_join(k->workers[i].id, NULL);
        sl_coder_close(k->workers[i].coder);
    }
    for (unsigned i = 0; i < k->njobs; i++) {
        sl_buf_free(&k->jobs[i].in);
        sl_buf_free(&k->jobs[i].out);
        free(k->jobs[i].blocks);
    }
    sl_coder_close(k->coder);
    pthread_mutex_destroy(&k->lock);
    pthread_cond_destroy(&k->moved);
    free(k->workers);
    free(k->jobs);
    sl_buf_free(&k->b);
    free(k);
}
