/* Pairs of words; see pairs.h. */
#include "pairs.h"
#include <stdlib.h>

enum { FIRST = 1024, FULL = 7, OF = 10 };

static uint64_t key_of(uint32_t one, uint32_t two) { return ((uint64_t)one << 32 | two) + 1; }

static size_t slot_of(const sl_pairs *p, uint64_t key) {
    size_t mask = p->slots - 1, at = (key * 0x9E3779B97F4A7C15ull >> 20) & mask;
    while (p->key[at] && p->key[at] != key) at = (at + 1) & mask;
    return at;
}

/* Into a table of `slots`, leaving out what weighs less than `least`. */
static void rebuild(sl_pairs *p, size_t slots, float least) {
    sl_pairs old = *p;
    p->key = sl_zalloc(slots * sizeof *p->key);
    p->weight = sl_alloc(slots * sizeof *p->weight);
    p->slots = slots;
    p->n = 0;
    for (size_t k = 0; k < old.slots; k++) {
        if (!old.key[k] || old.weight[k] < least) continue;
        size_t at = slot_of(p, old.key[k]);
        p->key[at] = old.key[k];
        p->weight[at] = old.weight[k];
        p->n++;
    }
    free(old.key);
    free(old.weight);
}

static size_t lighter(const sl_pairs *p, float than) {
    size_t n = 0;
    for (size_t k = 0; k < p->slots; k++) n += p->key[k] && p->weight[k] < than;
    return n;
}

static void make_room(sl_pairs *p) {
    float least = 0.0625f;
    if (p->slots < p->most) {
        rebuild(p, p->slots ? 2 * p->slots : p->most < FIRST ? p->most : FIRST, 0);
        return;
    }
    while (lighter(p, least) < p->n / 4) least *= 1.25f;
    rebuild(p, p->slots, least);
}

void sl_pairs_add(sl_pairs *p, uint32_t one, uint32_t two, float weight) {
    if (p->n * OF >= p->slots * FULL) make_room(p);
    size_t at = slot_of(p, key_of(one, two));
    if (!p->key[at]) {
        p->key[at] = key_of(one, two);
        p->weight[at] = 0;
        p->n++;
    }
    p->weight[at] += weight;
}

float sl_pairs_weight(const sl_pairs *p, uint32_t one, uint32_t two) {
    if (!p->slots) return 0;
    size_t at = slot_of(p, key_of(one, two));
    return p->key[at] ? p->weight[at] : 0;
}

void sl_pairs_free(sl_pairs *p) {
    free(p->key);
    free(p->weight);
    p->key = NULL;
    p->weight = NULL;
    p->slots = p->n = 0;
}
