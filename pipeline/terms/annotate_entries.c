/* What is known of entries before any pair is seen: those with the same source, and those that are held out; see sluis/annotate.h. */
#include "sluis/annotate.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"
#include <stdlib.h>
#include <xxhash.h>

typedef struct { uint64_t hash; uint32_t entry; } key;

static uint64_t hash_of(sl_str s, uint64_t seed, sl_buf *b) {
    sl_clear(b);
    sl_fold_form(s, b);
    sl_str f = sl_view(b);
    return XXH3_64bits_withSeed(f.p, f.n, seed);
}

static int by_hash(const void *x, const void *y) {
    const key *a = x, *b = y;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return a->entry < b->entry ? -1 : a->entry > b->entry;
}

/* All entries, by the hash of their sources. */
static key *sorted(const sl_termbase *tb, sl_buf *b) {
    uint32_t n = sl_termbase_count(tb);
    key *k = sl_alloc((n + 1) * sizeof *k);
    for (uint32_t i = 0; i < n; i++) k[i] = (key){hash_of(sl_termbase_at(tb, i).source, 0, b), i};
    if (n > 1) qsort(k, n, sizeof *k, by_hash);
    return k;
}

uint32_t *sl_annotate_others(const sl_termbase *tb) {
    sl_buf b = {0};
    uint32_t n = sl_termbase_count(tb);
    uint32_t *other = sl_zalloc((n + 1) * sizeof *other);
    key *k = sorted(tb, &b);
    for (uint32_t i = 0, j; i < n; i = j) {
        for (j = i + 1; j < n && k[j].hash == k[i].hash; j++) other[k[j - 1].entry] = k[j].entry + 1;
        if (j > i + 1) other[k[j - 1].entry] = k[i].entry + 1;
    }
    free(k);
    sl_buf_free(&b);
    return other;
}

static uint32_t first_of(const key *k, uint32_t n, uint64_t hash) {
    uint32_t lo = 0, hi = n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (k[mid].hash < hash) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

static sl_str trim(sl_str s) {
    while (s.n && (unsigned char)s.p[0] <= ' ') s.p++, s.n--;
    while (s.n && (unsigned char)s.p[s.n - 1] <= ' ') s.n--;
    return s;
}

uint64_t sl_annotate_hold(const sl_termbase *tb, sl_str text, bool *held) {
    sl_buf b = {0};
    uint32_t n = sl_termbase_count(tb);
    uint64_t unknown = 0;
    key *k = sorted(tb, &b);
    text = sl_unmarked(text);
    while (text.n) {
        sl_str line = sl_cut(&text, '\n'), source = trim(sl_cut(&line, '\t')), target = trim(sl_cut(&line, '\t'));
        bool any = false;
        if (!source.n || *source.p == '#') continue;
        uint64_t h = hash_of(source, 0, &b);
        for (uint32_t i = first_of(k, n, h); i < n && k[i].hash == h; i++)
            if (!target.n || sl_eq(target, sl_termbase_at(tb, k[i].entry).target)) held[k[i].entry] = any = true;
        unknown += !any;
    }
    free(k);
    sl_buf_free(&b);
    return unknown;
}

void sl_annotate_hold_share(const sl_termbase *tb, double share, uint64_t seed, bool *held) {
    sl_buf b = {0};
    for (uint32_t i = 0; i < sl_termbase_count(tb); i++)
        if (sl_annotate_share(hash_of(sl_termbase_at(tb, i).source, seed, &b), share)) held[i] = true;
    sl_buf_free(&b);
}
