/* Slices and growable buffers.
 *
 * A slice (sl_str) borrows bytes; whoever made it says how long they live. A buffer (sl_buf) owns
 * its bytes, grows, and is used again for the next line: no allocation per line in the steady state.
 *
 * Running out of memory: sl_alloc() and everything that grows calls the handler set with
 * sl_oom_handler() (pipeline/core/main.c prints and exits 3). Without a handler the process aborts.
 * So no function here can fail, and no result need be checked. */
#ifndef SLUIS_BUF_H
#define SLUIS_BUF_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct { const char *p; size_t n; } sl_str;       /* n bytes at p; not NUL-terminated; p is never NULL */
typedef struct { size_t start, end; } sl_range;           /* bytes of a text, from 0, end exclusive */
typedef struct { char *p; size_t n, cap; } sl_buf;        /* zero-initialised is empty and valid; p is NULL only then */

#define SL_LIT(s) ((sl_str){"" s, sizeof(s) - 1})
static inline sl_str sl_slice(const char *p, size_t n) { return (sl_str){p, n}; }
static inline sl_str sl_cstr(const char *s) { return (sl_str){s, strlen(s)}; }
static inline bool sl_eq(sl_str a, sl_str b) { return a.n == b.n && memcmp(a.p, b.p, a.n) == 0; }
static inline bool sl_starts(sl_str s, sl_str pre) { return s.n >= pre.n && memcmp(s.p, pre.p, pre.n) == 0; }
static inline bool sl_ends(sl_str s, sl_str suf) { return s.n >= suf.n && memcmp(s.p + s.n - suf.n, suf.p, suf.n) == 0; }
int sl_cmp(sl_str a, sl_str b);                            /* byte order, as strcmp in the C locale */

uint64_t sl_count_lines(sl_str s);                         /* how many LF it holds */

/* Memory. Results are never NULL; the caller owns them and calls free(). */
void *sl_alloc(size_t n);                                  /* uninitialised */
void *sl_zalloc(size_t n);                                 /* zeroed */
void *sl_zalloc_wide(size_t n);                            /* the same in big pages, where the system has them: for megabytes that are read at random */
void *sl_realloc(void *p, size_t n);
char *sl_strdup(sl_str s);                                 /* NUL-terminated copy */
void sl_oom_handler(void (*f)(size_t bytes));              /* f must not return */
/* Make room for `want` elements of `size` bytes in an array of *cap; at least doubles. */
void *sl_grow_more(void *array, size_t *cap, size_t want, size_t size);
static inline void *sl_grow(void *array, size_t *cap, size_t want, size_t size) {
    return want <= *cap ? array : sl_grow_more(array, cap, want, size);
}

void sl_buf_more(sl_buf *b, size_t n);                     /* the slow path of sl_need */
static inline char *sl_need(sl_buf *b, size_t n) { if (b->cap - b->n < n) sl_buf_more(b, n); return b->p + b->n; }
static inline void sl_put(sl_buf *b, const char *p, size_t n) { memcpy(sl_need(b, n + 1), p, n); b->n += n; }
static inline void sl_puts(sl_buf *b, sl_str s) { sl_put(b, s.p, s.n); }
static inline void sl_putc(sl_buf *b, char c) { *sl_need(b, 1) = c; b->n++; }
static inline void sl_clear(sl_buf *b) { b->n = 0; }
static inline sl_str sl_view(const sl_buf *b) { return (sl_str){b->p ? b->p : "", b->n}; }
void sl_printf(sl_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Append a number in decimal: as sl_printf does, ten times faster. */
static inline void sl_put_number(sl_buf *b, uint64_t v) {
    char digits[20];
    size_t n = sizeof digits;
    do digits[--n] = (char)('0' + v % 10);
    while (v /= 10);
    sl_put(b, digits + n, sizeof digits - n);
}
const char *sl_buf_c(sl_buf *b);                           /* NUL-terminated view, valid until the next change */
void sl_buf_free(sl_buf *b);                               /* free and make empty again */
int sl_buf_file(sl_buf *b, const char *path);              /* append a whole file; 0, or -1 with errno */

/* Arena: many small copies, freed together. Zero-initialised is empty. Pointers stay valid until sl_arena_free. */
typedef struct { struct sl_chunk *head; } sl_arena;
void *sl_arena_alloc(sl_arena *a, size_t n);               /* aligned for any type, uninitialised */
sl_str sl_arena_copy(sl_arena *a, sl_str s);               /* NUL-terminated copy, NUL not counted */
void sl_arena_free(sl_arena *a);

/* Cut `s` at the first `c`: returns what is before it and moves *s behind it (or to its end). */
static inline sl_str sl_cut(sl_str *s, char c) {
    const char *q = s->n ? memchr(s->p, c, s->n) : NULL;
    sl_str head = {s->p, q ? (size_t)(q - s->p) : s->n};
    size_t skip = head.n + (q != NULL);
    s->p += skip; s->n -= skip;
    return head;
}
#endif
