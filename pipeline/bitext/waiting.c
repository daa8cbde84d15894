/* Records that wait; see sluis/waiting.h. */
#include "sluis/waiting.h"
#include "sluis/sorter.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { OPEN = 255 };                               /* to be decided; in the file */

struct sl_waiting {
    const char *dir;
    FILE *f;                                       /* of each record: hash, length and verdict, bytes */
    uint64_t max, n;                               /* records added; then, returned */
    sl_sorter *keys;                               /* hash, rank or `before`, place */
    sl_sorter *again;                              /* places of those that go */
    uint64_t next_again;                           /* UINT64_MAX: none */
    sl_buf line;
};
typedef struct { uint64_t hash, length; unsigned char verdict; } head;

/* Both sorters work at the same time while records are decided about. */
sl_waiting *sl_waiting_new(size_t bytes, const char *dir, uint64_t max) {
    sl_waiting *h = sl_zalloc(sizeof *h);
    h->dir = dir;
    h->max = max;
    h->keys = sl_sorter_new(bytes / 2, dir);
    h->again = sl_sorter_new(bytes / 2, dir);
    return h;
}

void sl_waiting_free(sl_waiting *h) {
    if (!h) return;
    if (h->f) fclose(h->f);
    sl_sorter_free(h->keys);
    sl_sorter_free(h->again);
    sl_buf_free(&h->line);
    free(h);
}

static int start(sl_waiting *h, sl_err *e) {
    int fd = sl_scratch_file(h->dir, e);
    if (fd < 0) return e->code;
    h->f = fdopen(fd, "w+");
    if (h->f) return 0;
    close(fd);
    return sl_fail_io(e, h->dir, "cannot make a temporary file");
}

static int put(sl_waiting *h, sl_str line, uint64_t hash, unsigned char verdict, sl_err *e) {
    head x = {hash, line.n, verdict};
    if (!h->f && start(h, e)) return e->code;
    if (fwrite(&x, sizeof x, 1, h->f) != 1 || fwrite(line.p, 1, line.n, h->f) != line.n)
        return sl_fail_io(e, h->dir, "cannot write a temporary file");
    h->n++;
    return 0;
}

/* Among equal ranks the place decides. `before` is the same for all of a key, so it may ride in the rank's highest byte's stead: it is
 * one of both that differs from 0. */
int sl_waiting_add(sl_waiting *h, sl_str line, uint64_t hash, uint64_t rank, uint64_t before, sl_err *e) {
    sl_triple t = {{hash, rank ? rank : before, h->n << 1 | (before != 0)}};
    int rc = put(h, line, hash, OPEN, e);
    return rc ? rc : sl_sorter_add(h->keys, t, e);
}

int sl_waiting_add_decided(sl_waiting *h, sl_str line, uint64_t hash, int verdict, sl_err *e) {
    return put(h, line, hash, (unsigned char)verdict, e);
}

static int decide_all(sl_waiting *h, sl_err *e) {
    sl_triple t;
    uint64_t hash = 0, kept = 0;
    int got, rc = 0;
    for (bool first = true; rc == 0 && (got = sl_sorter_next(h->keys, &t, e)) != 0; first = false) {
        if (got < 0) return -got;
        if (first || t.v[0] != hash) kept = t.v[2] & 1 ? t.v[1] : 0;
        hash = t.v[0];
        if (kept++ >= h->max) rc = sl_sorter_add(h->again, (sl_triple){{t.v[2] >> 1}}, e);
    }
    return rc;
}

static int next_again(sl_waiting *h, sl_err *e) {
    sl_triple t;
    int got = sl_sorter_next(h->again, &t, e);
    h->next_again = got > 0 ? t.v[0] : UINT64_MAX;
    return got < 0 ? -got : 0;
}

int sl_waiting_decide(sl_waiting *h, sl_err *e) {
    int rc = sl_sorter_sort(h->keys, e);
    if (rc == 0) rc = decide_all(h, e);
    sl_sorter_free(h->keys);
    h->keys = NULL;
    if (rc == 0) rc = sl_sorter_sort(h->again, e);
    if (rc == 0) rc = next_again(h, e);
    if (rc == 0 && h->f && (fflush(h->f) || fseeko(h->f, 0, SEEK_SET))) rc = sl_fail_io(e, h->dir, "cannot write a temporary file");
    h->n = 0;
    return rc;
}

int sl_waiting_next(sl_waiting *h, sl_str *line, uint64_t *hash, int *verdict, sl_err *e) {
    head x;
    if (!h->f || (fread(&x, sizeof x, 1, h->f) != 1 && !ferror(h->f))) return 0;
    sl_clear(&h->line);
    char *to = ferror(h->f) ? NULL : sl_need(&h->line, x.length + 1);
    if (!to || fread(to, 1, x.length, h->f) != x.length) return -sl_fail_io(e, h->dir, "cannot read a temporary file");
    *line = sl_slice(to, x.length);
    *hash = x.hash;
    *verdict = x.verdict == OPEN ? SL_HELD_KEEP : x.verdict;
    if (h->n++ != h->next_again) return 1;
    *verdict = SL_HELD_AGAIN;
    int rc = next_again(h, e);
    return rc ? -rc : 1;
}
