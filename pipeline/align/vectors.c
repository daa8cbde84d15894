/* Which row of a file of vectors belongs to which sentences; see sluis/vectors.h. */
#include "sluis/vectors.h"
#include "sluis/utf8.h"
#include <stdlib.h>
#include <xxhash.h>

enum { MOST_CHARS = 10000 };

static sl_str trim(sl_str s) {
    int32_t c;
    int k;
    while (s.n && (k = sl_utf8_next(s.p, s.n, &c), sl_is_space(c))) s.p += k, s.n -= (size_t)k;
    while (s.n && (k = sl_utf8_prev(s.p, s.n, &c), sl_is_space(c))) s.n -= (size_t)k;
    return s;
}

/* No more than so many characters. */
static sl_str shorten(sl_str s) {
    int32_t c;
    size_t at = 0;
    if (s.n <= MOST_CHARS) return s;
    for (unsigned k = 0; at < s.n && k < MOST_CHARS; k++) at += (size_t)sl_utf8_next(s.p + at, s.n - at, &c);
    return sl_slice(s.p, at);
}

static size_t slot_of(const sl_vectors *v, uint64_t h) {
    size_t k = (size_t)h & (v->slots - 1);
    while (v->of[k] != SL_VECTORS_NONE && v->hash[k] != h) k = (k + 1) & (v->slots - 1);
    return k;
}

static void add(sl_vectors *v, sl_str line, uint32_t row) {
    uint64_t h = XXH3_64bits(line.p, line.n);
    size_t k = slot_of(v, h);
    if (v->of[k] != SL_VECTORS_NONE) return;
    v->hash[k] = h;
    v->of[k] = row;
}

static void make_slots(sl_vectors *v) {
    for (v->slots = 16; v->slots < 2 * (size_t)v->n;) v->slots *= 2;
    v->hash = sl_alloc(v->slots * sizeof *v->hash);
    v->of = sl_alloc(v->slots * sizeof *v->of);
    memset(v->of, 0xFF, v->slots * sizeof *v->of);
}

int sl_vectors_make(sl_vectors *v, sl_str lines, const char *lines_name, sl_str bytes, const char *name, sl_err *e) {
    uint64_t n = sl_count_lines(lines) + (lines.n && lines.p[lines.n - 1] != '\n');
    *v = (sl_vectors){0};
    if (n == 0) return sl_fail(e, SL_EDATA, lines_name, 0, 0, "has no lines, so %s can have no vectors", name);
    if (n >= SL_VECTORS_NONE) return sl_fail(e, SL_EDATA, lines_name, 0, 0, "has too many lines");
    uint64_t width = bytes.n / n;
    if (width == 0 || width % sizeof(float) || bytes.n % n || width / sizeof(float) > UINT32_MAX)
        return sl_fail(e, SL_EDATA, name, 0, 0, "%zu bytes are no rows of float32 for the %llu lines of %s", bytes.n, (unsigned long long)n, lines_name);
    v->n = (uint32_t)n;
    v->dim = (uint32_t)(width / sizeof(float));
    v->row = (const float *)(const void *)bytes.p;
    make_slots(v);
    for (uint32_t r = 0; lines.n; r++) add(v, trim(sl_cut(&lines, '\n')), r);
    return 0;
}

uint32_t sl_vectors_find(const sl_vectors *v, const sl_str *sentence, unsigned n, sl_buf *scratch) {
    sl_clear(scratch);
    for (unsigned k = 0; k < n; k++) {
        sl_str s = trim(sentence[k]);
        if (k) sl_putc(scratch, ' ');
        sl_puts(scratch, s.n ? s : SL_LIT("BLANK_LINE"));
    }
    sl_str run = shorten(sl_view(scratch));
    return v->of[slot_of(v, XXH3_64bits(run.p, run.n))];
}
