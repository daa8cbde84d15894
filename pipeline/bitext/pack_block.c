/* pack: a block of lines at once, for formats that are lines. Most of the time of a fast compressor was spent on single records. */
#include "pack.h"

enum { LONGEST = 1 << 24 };               /* bytes of a block; one with a longer line goes record by record */

/* Places of the TABs and LFs. Both are 0x0B with the two lowest bits set; of eight bytes without such a one no more is asked. */
static void mark(sl_str s, sl_buf *marks) {
    const uint64_t low = 0x7F7F7F7F7F7F7F7Full, ones = 0x0101010101010101ull;
    size_t i = 0;
    sl_clear(marks);
    while (i < s.n) {
        size_t end = s.n - i < 8 ? s.n : i + 8;
        uint64_t v = 0;
        if (end == i + 8) {
            memcpy(&v, s.p + i, 8);
            v = (v | 3 * ones) ^ 0x0B * ones;
            if ((((v & low) + low) | v | low) == UINT64_MAX) { i = end; continue; }
        }
        uint32_t *to = (uint32_t *)(void *)sl_need(marks, 8 * sizeof *to);
        size_t n = 0;
        for (; i < end; i++) {
            to[n] = (uint32_t)i;
            n += s.p[i] == '\t' || s.p[i] == '\n';
        }
        marks->n += n * sizeof *to;
    }
}

/* The lines of a block by their marks. */
typedef struct { const char *p; const uint32_t *at, *end; uint32_t start; } walk;

static walk walk_of(sl_str lines, const sl_buf *marks) {
    const uint32_t *at = (const uint32_t *)(const void *)marks->p;
    return (walk){lines.p, at, at + marks->n / sizeof *at, 0};
}

/* The selected columns of the next line; *n: how many there are. */
static bool next(walk *w, const sl_common *m, sl_str *cols, unsigned *n) {
    if (w->at == w->end) return false;
    *n = 0;
    for (unsigned column = 1;; column++) {
        uint32_t from = w->start, to = *w->at++;
        w->start = to + 1;
        if (*n < m->nfields && m->fields[*n] == column) cols[(*n)++] = sl_slice(w->p + from, to - from);
        if (w->p[to] == '\n') return true;
    }
}

/* The bytes of both sides, as push() counts them; false: a column is missing somewhere. */
static bool measure(const sl_stage *s, sl_str lines, uint64_t bytes[2]) {
    const sl_pack *c = s->conf;
    walk w = walk_of(lines, &c->marks);
    sl_str cols[SL_MAXFIELDS];
    unsigned n;
    bytes[0] = bytes[1] = 0;
    while (next(&w, s->common, cols, &n)) {
        if (n < c->need) return false;
        for (unsigned i = 0; i < n && i < 2; i++) bytes[i] += cols[i].n + 1;
    }
    return true;
}

static int put_column(sl_stage *s, sl_pack_out *o, sl_str lines) {
    walk w = walk_of(lines, &((const sl_pack *)s->conf)->marks);
    sl_str cols[SL_MAXFIELDS];
    unsigned n;
    char *to = sl_need(&o->b, lines.n);
    while (next(&w, s->common, cols, &n)) {
        memcpy(to, cols[o->side].p, cols[o->side].n);
        to += cols[o->side].n;
        *to++ = '\n';
    }
    o->b.n = (size_t)(to - o->b.p);
    return sl_pack_more(s, o);
}

/* Whether all lines are of one column, and no more is wanted: a side is the record. */
static bool undivided(const sl_stage *s, sl_str lines) {
    return ((const sl_pack *)s->conf)->need <= 1 && s->common->fields[0] == 1 && !memchr(lines.p, '\t', lines.n);
}

static bool line_by_line(const sl_pack *c) {
    for (size_t i = 0; i < c->nouts; i++)
        if (c->outs[i].line == SL_PACK_MADE) return false;
    return true;
}

int sl_pack_lines(sl_stage *s, sl_str lines, uint64_t n) {
    sl_pack *c = s->conf;
    uint64_t bytes[2] = {lines.n, 0};
    int rc = 0;
    if (lines.n > LONGEST || !line_by_line(c)) return SL_MORE;
    bool same = undivided(s, lines);
    if (!same) mark(lines, &c->marks);
    if (!same && !measure(s, lines, bytes)) return SL_MORE;
    for (size_t i = 0; rc == 0 && i < c->nouts; i++) {
        sl_pack_out *o = &c->outs[i];
        rc = same || o->line == SL_PACK_RECORD ? sl_pack_whole(s, o, lines) : put_column(s, o, lines);
    }
    c->records += n;
    s->count[SL_PACK_WRITTEN] += n;
    for (unsigned i = 0; i < 2; i++) s->count[SL_PACK_BYTES_1 + i] += bytes[i];
    return rc;
}
