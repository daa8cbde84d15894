/* A sorted set of hashes; see sluis/set.h. */
#include "sluis/set.h"
#include <stdlib.h>

enum { FIRST = 1024, SPARE = 1024, SMALL = 1 << 19 };

static size_t home(uint64_t hash, size_t homes) { return (size_t)((unsigned __int128)hash * homes >> 64); }

/* Move all entries of v[0..from) to the end of v[0..to), to > from; returns how many slots they will need in a table of that many
 * homes: the last one stands as far behind the home of each as there are entries from there on, or farther. */
static size_t pack(uint64_t *v, size_t from, size_t to, size_t homes) {
    size_t need = homes, end = to;
    while (from--) {                         /* without a branch on what chance decides */
        uint64_t x = v[from];
        size_t most = home(x, homes) + (end - to) + 1;
        v[from] = 0;
        v[to - 1] = x;
        to -= x != 0;
        need = most > need ? most : need;
    }
    return need + SPARE;
}

/* An entry never moves behind one that is still to come: there is room for all of them. */
static void spread(uint64_t *v, size_t slots, size_t n, size_t homes) {
    size_t next = 0;
    for (size_t i = slots - n; i < slots; i++) {
        uint64_t x = v[i];
        size_t h = home(x, homes), at = h > next ? h : next;
        v[i] = 0;
        v[at] = x;
        next = at + 1;
    }
}

static void resize(sl_set *t, size_t slots) {
    t->v = sl_realloc(t->v, slots * sizeof *t->v);
    memset(t->v + t->slots, 0, (slots - t->slots) * sizeof *t->v);
}

/* How many entries a table takes before it grows: a small one may waste some room for speed. */
static size_t most(size_t homes) { return homes < SMALL ? homes / 2 : homes / 5 * 4; }

/* How many homes come after so many. */
static size_t next_homes(size_t homes) {
    return homes < FIRST ? FIRST : homes < SMALL ? homes * 8 : homes + homes / 4;
}

static void grow(sl_set *t) {
    size_t homes = next_homes(t->homes), slots = homes + SPARE;
    if (slots < t->slots) slots = t->slots;
    resize(t, slots);
    size_t need = pack(t->v, t->slots, slots, homes);
    if (need > slots) {                      /* many hashes of one kind: more than chance brings */
        t->slots = slots;
        resize(t, need);
        pack(t->v, slots, need, homes);
        slots = need;
    }
    t->slots = slots;
    t->homes = homes;
    spread(t->v, slots, t->n, homes);
}

/* Where the hash is or belongs. */
static size_t place(const sl_set *t, uint64_t hash) {
    size_t i = home(hash, t->homes);
    while (t->v[i] && t->v[i] < hash) i++;
    return i;
}

bool sl_set_has(const sl_set *t, uint64_t hash) {
    hash += !hash;
    return t->n && t->v[place(t, hash)] == hash;
}

/* Make room at i by pushing the entries from there on by one. */
static void insert(sl_set *t, size_t i, uint64_t hash) {
    for (uint64_t x = hash, y; x; x = y) {
        y = t->v[i];
        t->v[i++] = x;
    }
    t->n++;
    if (t->v[t->slots - 1]) {                /* the last slot stays empty: it ends every search */
        resize(t, t->slots + SPARE);
        t->slots += SPARE;
    }
}

bool sl_set_add(sl_set *t, uint64_t hash) {
    hash += !hash;
    if (t->n >= most(t->homes)) grow(t);
    size_t i = place(t, hash);
    if (t->v[i] == hash) return false;
    insert(t, i, hash);
    return true;
}

/* The k-th entry of a hash, from 0: another hash, the same for the same k. */
static uint64_t kth(uint64_t hash, uint64_t k) {
    uint64_t x = hash + k * 0x9E3779B97F4A7C15ull;
    if (k == 0) return hash;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ x >> 27) * 0x94D049BB133111EBull;
    return x ^ x >> 31;
}

uint64_t sl_set_times(const sl_set *t, uint64_t hash, uint64_t max) {
    uint64_t lo = 1, hi = 1;                 /* entries before lo are there; hi is not, or is max */
    hash += !hash;
    if (!max || !sl_set_has(t, hash)) return 0;
    while (hi < max && sl_set_has(t, kth(hash, hi))) {
        lo = hi + 1;
        hi = hi > max / 2 ? max : hi * 2;
    }
    while (lo < hi) {
        uint64_t mid = lo + (hi - lo) / 2;
        if (sl_set_has(t, kth(hash, mid))) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

bool sl_set_count(sl_set *t, uint64_t hash, uint64_t max) {
    hash += !hash;
    if (max == 0 || sl_set_add(t, hash)) return true;
    if (max == 1) return false;
    uint64_t n = sl_set_times(t, hash, max);
    return n < max && sl_set_add(t, kth(hash, n));
}

uint64_t sl_set_from(const sl_set *t, uint64_t hash) {
    if (!t->n) return 0;
    size_t i = place(t, hash);
    while (i < t->slots && !t->v[i]) i++;
    return i < t->slots ? t->v[i] : 0;
}

size_t sl_set_bytes(const sl_set *t) {
    size_t homes = t->n < most(t->homes) ? t->homes : next_homes(t->homes), slots = homes + SPARE;
    return (slots < t->slots ? t->slots : slots) * sizeof *t->v;
}

void sl_set_free(sl_set *t) {
    free(t->v);
    *t = (sl_set){0};
}
