/* Rivals; see rivals.h. */
#include "rivals.h"
#include "real.h"
#include <stdlib.h>

enum { MOST_PAIRS = 10000,        /* as many as Model 1 looks at */
       STEPS = 512 };             /* of strength, from 2 to 0 */
static const double LEFT_OVER = 0.5;        /* of what a missing word costs */
static const float ASKEW = 0.2f;  /* what a pair loses that stands at opposite ends: it breaks ties between equal words */

/* Where each word of b stands. */
static void index_run(sl_rivals *r, sl_token_run b, uint32_t words) {
    if (r->headcap < words) {
        size_t had = r->headcap;
        r->head = sl_grow(r->head, &r->headcap, words, sizeof *r->head);
        memset(r->head + had, 0, (r->headcap - had) * sizeof *r->head);
    }
    r->next = sl_grow(r->next, &r->nextcap, b.n, sizeof *r->next);
    for (uint32_t y = 0; y < b.n; y++) {
        r->next[y] = r->head[b.tok[y]];
        r->head[b.tok[y]] = y + 1;
    }
}

static void forget_run(sl_rivals *r, sl_token_run b) {
    for (uint32_t y = 0; y < b.n; y++) r->head[b.tok[y]] = 0;
}

/* What the tokens of a give to those of b. A pair that is met for the first time becomes a claim. */
static size_t give(sl_rivals *r, sl_token_run a, sl_token_run b, const sl_rows *table, bool turned, size_t claims) {
    float *hope = r->hope[!turned];
    for (uint32_t x = 0; x < a.n; x++)
        for (size_t l = table->at[a.tok[x]]; l < table->at[a.tok[x] + 1]; l++)
            for (uint32_t y = r->head[table->link[l].word]; y; y = r->next[y - 1]) {
                float *pair = &r->pair[turned ? (y - 1) * a.n + x : x * b.n + (y - 1)];
                if (*pair == 0) {
                    r->claim = sl_grow(r->claim, &r->claimcap, claims + 1, sizeof *r->claim);
                    r->claim[claims++] = turned ? (sl_claim){0, y - 1, x} : (sl_claim){0, x, y - 1};
                }
                *pair += table->link[l].p;
                hope[y - 1] += table->link[l].p;
            }
    return claims;
}

static unsigned step_of(float p) {
    float k = (2 - p) * (STEPS / 2);
    return k < 0 ? 0 : k < STEPS ? (unsigned)k : STEPS - 1;
}

/* By strength, the strongest first, those of one step as they come. */
static void order(sl_rivals *r, size_t claims) {
    uint32_t at[STEPS + 1] = {0};
    r->sorted = sl_grow(r->sorted, &r->sortedcap, claims, sizeof *r->sorted);
    for (size_t k = 0; k < claims; k++) at[step_of(r->claim[k].p) + 1]++;
    for (unsigned s = 0; s < STEPS; s++) at[s + 1] += at[s];
    for (size_t k = 0; k < claims; k++) r->sorted[at[step_of(r->claim[k].p)]++] = r->claim[k];
}

static void settle(sl_rivals *r, size_t claims, sl_token_run a, sl_token_run b) {
    for (size_t k = 0; k < claims; k++) {
        sl_claim *c = &r->claim[k];
        float d = ((float)c->x + 0.5f) / (float)a.n - ((float)c->y + 0.5f) / (float)b.n, *pair = &r->pair[c->x * b.n + c->y];
        c->p = *pair * (1 - ASKEW * (d < 0 ? -d : d));
        *pair = 0;
    }
    order(r, claims);
    for (size_t k = 0; k < claims; k++) {
        const sl_claim *c = &r->sorted[k];
        if (!r->taken[0][c->x] && !r->taken[1][c->y]) r->taken[0][c->x] = r->taken[1][c->y] = true;
    }
}

/* A word that is left over counts what it would if half of it were known and missing, when it counted more. */
static double loss(const sl_rivals *r, unsigned d, sl_token_run a, uint32_t others, const sl_half *h, const double *known) {
    double sum = 0;
    for (uint32_t x = 0; x < a.n; x++) {
        if (r->taken[d][x]) continue;
        double k = known[a.tok[x]], missing = LEFT_OVER * sl_real_log(1 - k);
        double counted = sl_real_log(k * (double)r->hope[d][x] / (others * h->freq[a.tok[x]]) + 1 - k);
        if (counted > missing) sum += missing - counted;
    }
    return sum;
}

static void make_room(sl_rivals *r, sl_token_run a, sl_token_run b) {
    size_t pairs = (size_t)a.n * b.n, had = r->paircap;
    if (pairs > had) {
        r->pair = sl_grow(r->pair, &r->paircap, pairs, sizeof *r->pair);
        memset(r->pair + had, 0, (r->paircap - had) * sizeof *r->pair);
    }
    for (unsigned d = 0; d < 2; d++) {
        uint32_t n = d ? b.n : a.n;
        r->hope[d] = sl_grow(r->hope[d], &r->hopecap[d], n, sizeof **r->hope);
        r->taken[d] = sl_grow(r->taken[d], &r->takencap[d], n, sizeof **r->taken);
        memset(r->hope[d], 0, n * sizeof **r->hope);
        memset(r->taken[d], 0, n * sizeof **r->taken);
    }
}

double sl_rivals_loss(sl_rivals *r, const sl_evidence *e, const sl_half *one, const sl_half *two, const sl_rows *t1, const sl_rows *t2,
                      const sl_bead *x) {
    sl_token_run a = sl_half_run(one, x->i, x->a), b = sl_half_run(two, x->j, x->b);
    uint32_t words = (one->words.n > two->words.n ? one->words.n : two->words.n) + 1;
    if (!a.n || !b.n || (size_t)a.n * b.n > MOST_PAIRS) return 0;
    make_room(r, a, b);
    index_run(r, b, words);
    size_t claims = give(r, a, b, t1, false, 0);
    forget_run(r, b);
    index_run(r, a, words);
    claims = give(r, b, a, t2, true, claims);
    forget_run(r, a);
    settle(r, claims, a, b);
    return loss(r, 0, a, b.n, one, e->known[0].k) + loss(r, 1, b, a.n, two, e->known[1].k);
}

void sl_rivals_free(sl_rivals *r) {
    free(r->claim);
    free(r->sorted);
    free(r->pair);
    free(r->head);
    free(r->next);
    for (unsigned d = 0; d < 2; d++) {
        free(r->hope[d]);
        free(r->taken[d]);
    }
}
