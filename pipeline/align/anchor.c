/* Anchors; see band.h. */
#include "band.h"
#include <stdlib.h>

enum { RARE = 3, SLOTS = RARE + 1, OFTEN = RARE + 1 };

/* Where each word stands: the number of sentences that hold it, and the first three of them. */
static void find_places(sl_anchors *c, unsigned side, const sl_half *h) {
    size_t room = ((size_t)h->words.n + 1) * SLOTS;
    uint32_t *place = c->place[side] = sl_grow(c->place[side], &c->placecap[side], room, sizeof *place);
    memset(place, 0, room * sizeof *place);
    for (uint32_t i = 0; i < h->n; i++)
        for (uint32_t k = h->at[i]; k < h->at[i + 1]; k++) {
            uint32_t *p = place + (size_t)h->tok[k] * SLOTS;
            if (p[0] == OFTEN || (p[0] && p[p[0]] == i)) continue;
            if (++p[0] <= RARE) p[p[0]] = i;
        }
}

static void vote(sl_anchors *c, const uint32_t *p, const uint32_t *q, double weight) {
    if (p[0] == 0 || p[0] > RARE || p[0] != q[0]) return;
    for (uint32_t k = 1; k <= p[0]; k++) {
        if (!sl_sections_hold(c->sections, p[k], q[k], 1, 1)) continue;
        c->vote = sl_grow(c->vote, &c->votecap, c->nvote + 1, sizeof *c->vote);
        c->vote[c->nvote++] = (sl_vote){p[k], q[k], (weight < 1.5 ? weight : 1.5) / p[0]};
    }
}

static int by_place(const void *a, const void *b) {
    const sl_vote *x = a, *y = b;
    if (x->i != y->i) return x->i < y->i ? -1 : 1;
    if (x->j != y->j) return x->j < y->j ? -1 : 1;
    return (x->weight > y->weight) - (x->weight < y->weight);
}

/* Votes for the same pair become one. */
static void add_up(sl_anchors *c) {
    size_t n = 0;
    if (c->nvote) qsort(c->vote, c->nvote, sizeof *c->vote, by_place);
    for (size_t k = 0; k < c->nvote; k++) {
        if (n && c->vote[n - 1].i == c->vote[k].i && c->vote[n - 1].j == c->vote[k].j) c->vote[n - 1].weight += c->vote[k].weight;
        else c->vote[n++] = c->vote[k];
    }
    c->nvote = n;
}

static void collect(sl_anchors *c, const sl_half *one, const sl_half *two, const sl_rows *links) {
    find_places(c, 0, one);
    find_places(c, 1, two);
    c->nvote = 0;
    for (uint32_t v = 0; v < links->n; v++)
        for (size_t k = links->at[v]; k < links->at[v + 1]; k++)
            vote(c, c->place[0] + (size_t)v * SLOTS, c->place[1] + (size_t)links->link[k].word * SLOTS, links->link[k].p);
    add_up(c);
}

/* The best chain that ends at a j below `end`. */
static int64_t best_before(const sl_anchors *c, uint32_t end, double *weight) {
    int64_t at = -1;
    *weight = 0;
    for (uint32_t x = end; x > 0; x -= x & -x)
        if (c->best[x] > *weight) *weight = c->best[x], at = c->last[x];
    return at;
}

static void enter(sl_anchors *c, uint32_t m, uint32_t j, double weight, int64_t k) {
    for (uint32_t x = j + 1; x <= m; x += x & -x)
        if (weight > c->best[x]) c->best[x] = weight, c->last[x] = k;
}

static double near_diagonal(const sl_vote *v, uint32_t n, uint32_t m) {
    double d = (double)v->i / n - (double)v->j / m;
    return d < 0.1 && d > -0.1 ? 1 : 0.3;
}

/* Heaviest chain, strictly ascending on both sides, through the votes in order of i: O(votes log m). `weight` becomes that of the chain. */
static int64_t heaviest(sl_anchors *c, uint32_t n, uint32_t m) {
    int64_t end = -1;
    double most = 0;
    for (size_t k = 0, next; k < c->nvote; k = next) {
        for (next = k; next < c->nvote && c->vote[next].i == c->vote[k].i; next++) {
            double before;
            c->before[next] = best_before(c, c->vote[next].j, &before);
            c->vote[next].weight = before + c->vote[next].weight * near_diagonal(&c->vote[next], n, m);
            if (c->vote[next].weight > most) most = c->vote[next].weight, end = (int64_t)next;
        }
        for (size_t q = k; q < next; q++) enter(c, m, c->vote[q].j, c->vote[q].weight, (int64_t)q);
    }
    return end;
}

void sl_anchors_find(sl_anchors *c, const sl_half *one, const sl_half *two, const sl_rows *links) {
    uint32_t m = two->n;
    collect(c, one, two, links);
    c->best = sl_grow(c->best, &c->bestcap, (size_t)m + 1, sizeof *c->best);
    c->last = sl_grow(c->last, &c->lastcap, (size_t)m + 1, sizeof *c->last);
    c->before = sl_grow(c->before, &c->beforecap, c->nvote + 1, sizeof *c->before);
    for (uint32_t x = 0; x <= m; x++) c->best[x] = 0;
    size_t n = 0;
    for (int64_t k = heaviest(c, one->n, m); k >= 0; k = c->before[k]) {
        c->chain = sl_grow(c->chain, &c->chaincap, n + 1, sizeof *c->chain);
        c->chain[n++] = (sl_node){c->vote[k].i, c->vote[k].j};
    }
    for (size_t k = 0; k < n / 2; k++) {
        sl_node t = c->chain[k];
        c->chain[k] = c->chain[n - 1 - k];
        c->chain[n - 1 - k] = t;
    }
    c->nchain = n;
}

void sl_anchors_free(sl_anchors *c) {
    free(c->place[0]);
    free(c->place[1]);
    free(c->vote);
    free(c->best);
    free(c->last);
    free(c->before);
    free(c->chain);
}
