/* Slices, growable buffers and arenas; see sluis/buf.h. */
#include "sluis/buf.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

static void (*oom)(size_t);

void sl_oom_handler(void (*f)(size_t)) { oom = f; }

static void *got(void *p, size_t n) {
    if (p) return p;
    if (oom) oom(n);
    abort();
}

void *sl_alloc(size_t n) { return got(malloc(n ? n : 1), n); }
void *sl_zalloc(size_t n) { return got(calloc(1, n ? n : 1), n); }
void *sl_realloc(void *p, size_t n) { return got(realloc(p, n ? n : 1), n); }

char *sl_strdup(sl_str s) {
    char *p = sl_alloc(s.n + 1);
    memcpy(p, s.p, s.n);
    p[s.n] = 0;
    return p;
}

enum { WIDE = 2 << 20 };                     /* bytes of a big page */

void *sl_zalloc_wide(size_t n) {
    char *p = sl_zalloc(n);
#ifdef MADV_HUGEPAGE
    uintptr_t from = ((uintptr_t)p + WIDE - 1) & ~(uintptr_t)(WIDE - 1), to = ((uintptr_t)p + n) & ~(uintptr_t)(WIDE - 1);
    if (to > from) madvise((void *)from, to - from, MADV_HUGEPAGE);          /* a wish: nothing is lost when there are none */
#endif
    return p;
}

/* A large array gets just what is wanted of it first. Small ones, where want varies from block to block, soon have enough. */
enum { EXACT = 1 << 16 };

static size_t rounded(size_t n) {
    size_t c = 16;
    while (c < n) c *= 2;
    return c;
}

void *sl_grow_more(void *array, size_t *cap, size_t want, size_t size) {
    size_t c = *cap < SIZE_MAX / 2 ? 2 * *cap : SIZE_MAX;
    if (c < want) c = want;
    if (c < EXACT) c = rounded(c);
    if (c > SIZE_MAX / size) got(NULL, SIZE_MAX);
    *cap = c;
    return sl_realloc(array, c * size);
}

int sl_cmp(sl_str a, sl_str b) {
    int d = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);
    return d ? d : (a.n > b.n) - (a.n < b.n);
}

typedef unsigned char lanes __attribute__((vector_size(16)));

/* LFs in up to 255 blocks of 16 bytes: each lane counts its own. */
static uint64_t count_blocks(const char *p, size_t blocks) {
    lanes v, got = {0};
    uint64_t n = 0;
    for (size_t i = 0; i < blocks; i++) {
        memcpy(&v, p + 16 * i, 16);
        got -= (lanes)(v == '\n');
    }
    for (size_t j = 0; j < 16; j++) n += got[j];
    return n;
}

uint64_t sl_count_lines(sl_str s) {
    uint64_t n = 0;
    size_t i = 0;
    for (size_t blocks; (blocks = (s.n - i) / 16); i += 16 * blocks) {
        if (blocks > 255) blocks = 255;
        n += count_blocks(s.p + i, blocks);
    }
    for (; i < s.n; i++) n += s.p[i] == '\n';
    return n;
}

void sl_buf_more(sl_buf *b, size_t n) {
    if (n > SIZE_MAX / 4 - b->n) got(NULL, n);
    b->p = sl_grow(b->p, &b->cap, b->n + n, 1);
}

void sl_printf(sl_buf *b, const char *fmt, ...) {
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    if (n > 0) {
        vsnprintf(sl_need(b, (size_t)n + 1), (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
    va_end(ap);
}

const char *sl_buf_c(sl_buf *b) {
    *sl_need(b, 1) = 0;
    return b->p;
}

void sl_buf_free(sl_buf *b) {
    free(b->p);
    *b = (sl_buf){0};
}

int sl_buf_file(sl_buf *b, const char *path) {
    FILE *f = fopen(path, "rb");
    if (!f) return -1;
    size_t n;
    while ((n = fread(sl_need(b, 65536), 1, 65536, f)) > 0) b->n += n;
    int bad = ferror(f), why = errno;
    fclose(f);
    errno = why;
    return bad ? -1 : 0;
}

struct sl_chunk { struct sl_chunk *next; size_t used, cap; _Alignas(16) char bytes[]; };

void *sl_arena_alloc(sl_arena *a, size_t n) {
    n = (n + 15) & ~(size_t)15;
    struct sl_chunk *c = a->head;
    if (!c || c->cap - c->used < n) {
        size_t cap = n > 65536 ? n : 65536;
        c = sl_alloc(sizeof *c + cap);
        *c = (struct sl_chunk){.next = a->head, .cap = cap};
        a->head = c;
    }
    c->used += n;
    return c->bytes + c->used - n;
}

sl_str sl_arena_copy(sl_arena *a, sl_str s) {
    char *p = sl_arena_alloc(a, s.n + 1);
    memcpy(p, s.p, s.n);
    p[s.n] = 0;
    return (sl_str){p, s.n};
}

void sl_arena_free(sl_arena *a) {
    for (struct sl_chunk *c = a->head, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    a->head = NULL;
}
