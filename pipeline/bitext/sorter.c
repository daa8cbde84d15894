/* Sorting in bounded memory; see sluis/sorter.h. */
#include "sluis/sorter.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { FIRST = 256, FAN = 64, LEAST = 2 * (FAN + 1) };

typedef struct { uint64_t at, left; sl_triple *v; size_t i, n, cap; } run;   /* place in the file in triples; v[i..n) is read */

struct sl_sorter {
    const char *dir;
    int fd;
    sl_triple *v;
    size_t n, cap, limit, i;
    run *runs;
    size_t nruns, runs_cap, first;      /* runs before `first` were merged into others */
    uint64_t end;                       /* of the file */
    run *heap[FAN];
    size_t nheap;
};

int sl_scratch_file(const char *dir, sl_err *e) {
    sl_buf name = {0};
    int fd = -1;
#ifdef O_TMPFILE
    fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0) return fd;
#endif
    sl_printf(&name, "%s/sluis.XXXXXX", dir);
    sl_buf_c(&name);
    fd = mkostemp(name.p, O_CLOEXEC);
    if (fd >= 0) unlink(name.p);
    else sl_fail_io(e, dir, "cannot make a temporary file");
    sl_buf_free(&name);
    return fd;
}

sl_sorter *sl_sorter_new(size_t bytes, const char *dir) {
    sl_sorter *s = sl_zalloc(sizeof *s);
    s->dir = dir;
    s->fd = -1;
    s->limit = bytes / sizeof(sl_triple);
    if (s->limit < LEAST) s->limit = LEAST;
    return s;
}

void sl_sorter_free(sl_sorter *s) {
    if (!s) return;
    if (s->fd >= 0) close(s->fd);
    free(s->v);
    free(s->runs);
    free(s);
}

static int put(sl_sorter *s, const sl_triple *v, size_t n, sl_err *e) {
    const char *p = (const char *)v;
    size_t left = n * sizeof *v;
    uint64_t at = s->end * sizeof *v;
    while (left) {
        ssize_t k = pwrite(s->fd, p, left, (off_t)at);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return sl_fail_io(e, s->dir, "cannot write a temporary file");
        p += k, left -= (size_t)k, at += (uint64_t)k;
    }
    s->end += n;
    return 0;
}

static run *new_run(sl_sorter *s) {
    s->runs = sl_grow(s->runs, &s->runs_cap, s->nruns + 1, sizeof *s->runs);
    s->runs[s->nruns] = (run){.at = s->end};
    return &s->runs[s->nruns++];
}

static int spill(sl_sorter *s, sl_err *e) {
    if (s->fd < 0 && (s->fd = sl_scratch_file(s->dir, e)) < 0) return e->code;
    sl_triples_sort(s->v, s->n);
    new_run(s)->left = s->n;
    int rc = put(s, s->v, s->n, e);
    s->n = 0;
    return rc;
}

int sl_sorter_add(sl_sorter *s, sl_triple t, sl_err *e) {
    if (s->n == s->cap && s->cap < s->limit) {
        size_t cap = s->cap ? s->cap * 2 : FIRST;
        s->cap = cap < s->limit ? cap : s->limit;
        s->v = sl_realloc(s->v, s->cap * sizeof t);
    } else if (s->n == s->cap) {
        int rc = spill(s, e);
        if (rc) return rc;
    }
    s->v[s->n++] = t;
    return 0;
}

/* Read on in a run. 1, or 0 at its end, or minus an error code. */
static int more(sl_sorter *s, run *r, sl_err *e) {
    size_t n = r->left < r->cap ? (size_t)r->left : r->cap, got = 0;
    r->i = r->n = 0;
    while (got < n * sizeof *r->v) {
        ssize_t k = pread(s->fd, (char *)r->v + got, n * sizeof *r->v - got, (off_t)(r->at * sizeof *r->v + got));
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return -sl_fail_io(e, s->dir, "cannot read a temporary file");
        got += (size_t)k;
    }
    r->n = n;
    r->at += n;
    r->left -= n;
    return n > 0;
}

static int compare(const sl_triple *a, const sl_triple *b) {
    for (int i = 0; i < 3; i++)
        if (a->v[i] != b->v[i]) return a->v[i] < b->v[i] ? -1 : 1;
    return 0;
}

static void sift(sl_sorter *s, size_t i) {
    for (;;) {
        size_t least = i;
        for (size_t k = 2 * i + 1; k <= 2 * i + 2 && k < s->nheap; k++)
            if (compare(&s->heap[k]->v[s->heap[k]->i], &s->heap[least]->v[s->heap[least]->i]) < 0) least = k;
        if (least == i) return;
        run *r = s->heap[i];
        s->heap[i] = s->heap[least];
        s->heap[least] = r;
        i = least;
    }
}

/* Open n runs for merging, each with its share of the memory; one more share, at the end, is for the result. */
static int open_runs(sl_sorter *s, size_t n, sl_err *e) {
    size_t share = s->cap / (n + 1);
    s->nheap = 0;
    for (size_t k = 0; k < n; k++) {
        run *r = &s->runs[s->first + k];
        r->v = s->v + k * share;
        r->cap = share;
        int got = more(s, r, e);
        if (got < 0) return -got;
        if (got) s->heap[s->nheap++] = r;
    }
    for (size_t k = s->nheap / 2; k-- > 0;) sift(s, k);
    return 0;
}

static int take(sl_sorter *s, sl_triple *t, sl_err *e) {
    if (!s->nheap) return 0;
    run *r = s->heap[0];
    *t = r->v[r->i++];
    int got = r->i < r->n ? 1 : more(s, r, e);
    if (got < 0) return got;
    if (got == 0) s->heap[0] = s->heap[--s->nheap];
    sift(s, 0);
    return 1;
}

/* The first FAN runs into one at the end. */
static int merge(sl_sorter *s, sl_err *e) {
    size_t share = s->cap / (FAN + 1), n = 0;
    sl_triple *out = s->v + FAN * share;
    uint64_t at = s->end, total = 0;
    int got, rc = open_runs(s, FAN, e);
    while (rc == 0 && (got = take(s, &out[n], e)) != 0) {
        if (got < 0) return -got;
        if (++n < share) continue;
        rc = put(s, out, n, e);
        total += n;
        n = 0;
    }
    if (rc == 0) rc = put(s, out, n, e);
    s->first += FAN;
    run *r = new_run(s);
    r->at = at;
    r->left = total + n;
    return rc;
}

int sl_sorter_sort(sl_sorter *s, sl_err *e) {
    s->i = 0;
    if (s->fd < 0) {
        sl_triples_sort(s->v, s->n);
        return 0;
    }
    int rc = s->n ? spill(s, e) : 0;
    while (rc == 0 && s->nruns - s->first > FAN) rc = merge(s, e);
    return rc ? rc : open_runs(s, s->nruns - s->first, e);
}

int sl_sorter_next(sl_sorter *s, sl_triple *t, sl_err *e) {
    if (s->fd >= 0) return take(s, t, e);
    if (s->i == s->n) return 0;
    *t = s->v[s->i++];
    return 1;
}
