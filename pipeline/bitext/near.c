/* The index of near-duplicates; see sluis/near.h. An entry of it is 32 bits of a band's hash and where the text is: its place in the
 * file in units of 16 bytes, from 1. So the entries of one band stand together in the set, in the order in which they came. */
#include "sluis/near.h"
#include "sluis/option.h"
#include "sluis/sorter.h"
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { BANDS = 10, ROWS = 4 /* as many as a vector has lanes */, MOST = 32, UNIT = 16, TAIL = 1 << 20 };

struct sl_near {
    double share;
    bool loose;
    const sl_set *contrast;
    const char *dir;
    int fd;
    uint64_t written;                  /* bytes of the file */
    sl_buf tail, text;                 /* behind them; a text read back */
    sl_set index;
    uint32_t tags[BANDS];
    uint32_t tried[BANDS * MOST];
    size_t ntried;
    sl_near_text mine[SL_MAXFIELDS], other[SL_MAXFIELDS];
};
typedef struct { uint64_t number, length; } head;

sl_near *sl_near_new(double share, bool loose, const sl_set *contrast, const char *dir) {
    sl_near *x = sl_zalloc(sizeof *x);
    *x = (sl_near){.share = share, .loose = loose, .contrast = contrast, .dir = dir, .fd = -1};
    return x;
}

void sl_near_free(sl_near *x) {
    if (!x) return;
    if (x->fd >= 0) close(x->fd);
    sl_buf_free(&x->tail);
    sl_buf_free(&x->text);
    sl_set_free(&x->index);
    for (size_t i = 0; i < SL_MAXFIELDS; i++) {
        sl_near_text_free(&x->mine[i]);
        sl_near_text_free(&x->other[i]);
    }
    free(x);
}

static uint64_t mix(uint64_t h) {
    h = (h ^ h >> 33) * 0xFF51AFD7ED558CCDull;
    h = (h ^ h >> 33) * 0xC4CEB9FE1A85EC53ull;
    return h ^ h >> 33;
}

/* Forty hashes of a gram at once: first + i * step, of two halves of one hash, four in a vector (Kirsch and Mitzenmacher, Less
 * hashing, same performance, 2006). The minimum is that of signed numbers. */
typedef uint32_t lanes __attribute__((vector_size(16)));
typedef int32_t signs __attribute__((vector_size(16)));

static void minima(const sl_near_text *t, uint64_t column, lanes *min) {
    const uint32_t *g = (const uint32_t *)(const void *)t->grams.p;
    for (size_t i = 0; i < t->grams.n / sizeof *g; i++) {
        uint64_t h = mix(g[i] + (column << 32));
        uint32_t step = (uint32_t)(h >> 32) | 1;
        lanes y = (uint32_t)h + step * (lanes){0, 1, 2, 3}, next = {step * 4, step * 4, step * 4, step * 4};
        for (unsigned k = 0; k < BANDS; k++, y += next) {
            lanes less = (lanes)((signs)y < (signs)min[k]);
            min[k] = (y & less) | (min[k] & ~less);
        }
    }
}

static void bands(sl_near *x, unsigned n) {
    const uint32_t most = INT32_MAX;
    lanes min[BANDS];
    uint64_t numbers = n;
    for (unsigned b = 0; b < BANDS; b++) min[b] = (lanes){most, most, most, most};
    for (unsigned i = 0; i < n; i++) {
        minima(&x->mine[i], i, min);
        numbers = mix(numbers + x->mine[i].numbers);
    }
    for (unsigned b = 0; b < BANDS; b++) {
        uint64_t h = numbers + b;
        for (unsigned r = 0; r < ROWS; r++) h = mix(h ^ min[b][r]);
        x->tags[b] = (uint32_t)(h >> 32);
    }
}

static int read_at(sl_near *x, uint64_t at, size_t n, sl_err *e) {
    char *to = (sl_clear(&x->text), sl_need(&x->text, n + 1));
    x->text.n = n;
    if (at >= x->written) {
        memcpy(to, x->tail.p + (at - x->written), n);
        return 0;
    }
    for (size_t got = 0; got < n;) {
        ssize_t k = pread(x->fd, to + got, n - got, (off_t)(at + got));
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return sl_fail_io(e, x->dir, "cannot read a temporary file");
        got += (size_t)k;
    }
    return 0;
}

static int write_tail(sl_near *x, sl_err *e) {
    if (x->fd < 0 && (x->fd = sl_scratch_file(x->dir, e)) < 0) return e->code;
    for (size_t put = 0; put < x->tail.n;) {
        ssize_t k = pwrite(x->fd, x->tail.p + put, x->tail.n - put, (off_t)(x->written + put));
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return sl_fail_io(e, x->dir, "cannot write a temporary file");
        put += (size_t)k;
    }
    x->written += x->tail.n;
    sl_clear(&x->tail);
    return 0;
}

static int keep(sl_near *x, const sl_str *cols, unsigned n, uint64_t number, sl_err *e) {
    head h = {number, n};
    uint64_t at = (x->written + x->tail.n) / UNIT + 1;
    if (at > UINT32_MAX) return sl_fail(e, SL_EIO, NULL, 0, 0, "more than 64 GiB of text to compare with");
    for (unsigned i = 0; i < n; i++) h.length += cols[i].n;
    sl_put(&x->tail, (const char *)&h, sizeof h);
    for (unsigned i = 0; i < n; i++) {
        sl_puts(&x->tail, cols[i]);
        sl_putc(&x->tail, '\t');
    }
    while (x->tail.n % UNIT) sl_putc(&x->tail, 0);
    for (unsigned b = 0; b < BANDS; b++) sl_set_add(&x->index, (uint64_t)x->tags[b] << 32 | at);
    return x->tail.n < TAIL ? 0 : write_tail(x, e);
}

/* Compare with the record at a place of the file. */
static int compare(sl_near *x, uint32_t place, unsigned n, uint64_t *like, double *how, sl_err *e) {
    uint64_t at = (uint64_t)(place - 1) * UNIT;
    head h;
    int rc = read_at(x, at, sizeof h, e);
    if (rc) return -rc;
    memcpy(&h, x->text.p, sizeof h);
    if ((rc = read_at(x, at + sizeof h, h.length, e))) return -rc;
    sl_str rest = sl_view(&x->text);
    *how = 1;
    for (unsigned i = 0; i < n; i++) {
        sl_near_read(sl_cut(&rest, '\t'), x->contrast, &x->other[i]);
        sl_near_sort(&x->other[i]);
        double j = sl_near_jaccard(&x->mine[i], &x->other[i]);
        if (j < x->share || !sl_near_same(&x->mine[i], &x->other[i], x->loose)) return 0;
        if (j < *how) *how = j;
    }
    *like = h.number;
    return 1;
}

static bool is_tried(sl_near *x, uint32_t place) {
    for (size_t i = 0; i < x->ntried; i++)
        if (x->tried[i] == place) return true;
    return false;
}

static int look(sl_near *x, unsigned n, uint64_t *like, double *how, sl_err *e) {
    x->ntried = 0;
    for (unsigned b = 0; b < BANDS; b++) {
        uint64_t entry = (uint64_t)x->tags[b] << 32 | 1;
        for (unsigned k = 0; k < MOST; k++, entry++) {
            entry = sl_set_from(&x->index, entry);
            if (!entry || entry >> 32 != x->tags[b]) break;
            uint32_t place = (uint32_t)entry;
            if (is_tried(x, place)) continue;
            if (!x->ntried)
                for (unsigned i = 0; i < n; i++) sl_near_sort(&x->mine[i]);
            x->tried[x->ntried++] = place;
            int got = compare(x, place, n, like, how, e);
            if (got) return got;
        }
    }
    return 0;
}

int sl_near_push(sl_near *x, const sl_str *cols, unsigned n, uint64_t number, uint64_t *like, double *how, sl_err *e) {
    for (unsigned i = 0; i < n; i++) sl_near_read(cols[i], x->contrast, &x->mine[i]);
    bands(x, n);
    for (unsigned b = 0; b < BANDS; b++) sl_set_fetch(&x->index, (uint64_t)x->tags[b] << 32);
    int got = look(x, n, like, how, e);
    return got ? got : -keep(x, cols, n, number, e);
}
