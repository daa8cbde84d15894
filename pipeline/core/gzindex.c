/* Seek indexes: building, finding; see sluis/gzindex.h. */
#include "sluis/gzindex.h"
#include <stdlib.h>
#include <xxhash.h>

enum { ENDS = 4096 };

sl_gzpart sl_gzpart_of(sl_str packed, sl_str text) {
    return (sl_gzpart){.text = text.n, .lines = sl_count_lines(text), .hash = XXH3_64bits(packed.p, packed.n),
                       .within = text.n && text.p[text.n - 1] != '\n'};
}

/* Keep the first and the last bytes of the file. */
static void keep_ends(sl_gzindex *x, sl_str packed) {
    size_t room = ENDS - x->first.n;
    sl_put(&x->first, packed.p, packed.n < room ? packed.n : room);
    if (packed.n > ENDS) packed = sl_slice(packed.p + packed.n - ENDS, ENDS);
    sl_puts(&x->last, packed);
    if (x->last.n <= ENDS) return;
    memmove(x->last.p, x->last.p + x->last.n - ENDS, ENDS);
    x->last.n = ENDS;
}

void sl_gzindex_add(sl_gzindex *x, sl_str packed, const sl_gzpart *part) {
    x->points = sl_grow(x->points, &x->cap, x->n + 1, sizeof *x->points);
    x->points[x->n++] = (sl_gzpoint){x->bytes, x->text, x->lines, part->hash, x->within};
    x->bytes += packed.n;
    x->text += part->text;
    x->lines += part->lines;
    if (part->text) x->within = part->within;
    keep_ends(x, packed);
}

static uint64_t hash_ends(sl_str first, sl_str last) {
    return XXH3_64bits_withSeed(last.p, last.n, XXH3_64bits(first.p, first.n));
}

void sl_gzindex_put(sl_gzindex *x, sl_buf *out) {
    x->ends = hash_ends(sl_view(&x->first), sl_view(&x->last));
    sl_printf(out, "# sluis index 1\n# bytes=%llu text=%llu lines=%llu ends=%016llx\n", (unsigned long long)x->bytes, (unsigned long long)x->text,
              (unsigned long long)x->lines, (unsigned long long)x->ends);
    for (size_t i = 0; i < x->n; i++) {
        const sl_gzpoint *p = &x->points[i];
        sl_printf(out, "%llu\t%llu\t%llu%s\t%016llx\n", (unsigned long long)p->at, (unsigned long long)p->text, (unsigned long long)p->lines,
                  p->within ? "+" : "", (unsigned long long)p->hash);
    }
}

void sl_gzindex_free(sl_gzindex *x) {
    free(x->points);
    sl_buf_free(&x->first);
    sl_buf_free(&x->last);
    *x = (sl_gzindex){0};
}

static bool holds(const sl_gzpoint *p, uint64_t line) { return p->lines < line || (p->lines == line && !p->within); }

const sl_gzpoint *sl_gzindex_find(const sl_gzindex *x, uint64_t line) {
    size_t lo = 0, hi = x->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (holds(&x->points[mid], line)) lo = mid + 1;
        else hi = mid;
    }
    return x->n ? &x->points[lo ? lo - 1 : 0] : NULL;
}
