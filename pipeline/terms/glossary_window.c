/* Window overlap; see glossary_window.h. */
#include "glossary_window.h"
#include "attest.h"

enum { WIDEST = 16, PLACES = 16 };
typedef struct { uint64_t v[2 * WIDEST]; unsigned n; } around;

/* The words on both sides of a place. */
static around words_around(const sl_attest *a, const sl_attested *place, unsigned window) {
    around w = {.n = 0};
    size_t i = 0;
    while (i < a->nwords && a->words[i].start < place->start) i++;
    for (size_t k = i; k-- && w.n < window;)
        if (!a->words[k].c) w.v[w.n++] = a->words[k].hash;
    unsigned left = w.n;
    while (i < a->nwords && a->words[i].start < place->end + place->tail) i++;
    for (; i < a->nwords && w.n < left + window; i++)
        if (!a->words[i].c) w.v[w.n++] = a->words[i].hash;
    return w;
}

static double agreement(const around *reference, around translation) {
    unsigned same = 0;
    for (unsigned i = 0; i < reference->n; i++) {
        unsigned k = 0;
        while (k < translation.n && translation.v[k] != reference->v[i]) k++;
        if (k == translation.n) continue;
        translation.v[k] = translation.v[--translation.n];
        same++;
    }
    return reference->n ? (double)same / reference->n : 0;
}

/* The best pair of places of which neither is used; false: none is left. */
static bool best_pair(double score[PLACES][PLACES], size_t n, size_t m, double *sum) {
    size_t bi = 0, bk = 0;
    double best = -1;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m; k++)
            if (score[i][k] > best) best = score[bi = i][bk = k];
    if (best < 0) return false;
    for (size_t i = 0; i < n; i++) score[i][bk] = -1;
    for (size_t k = 0; k < m; k++) score[bi][k] = -1;
    *sum += best;
    return true;
}

double window_overlap(const sl_attest *t, const sl_attest *r, unsigned window) {
    double score[PLACES][PLACES], sum = 0;
    size_t n = r->n < PLACES ? r->n : PLACES, m = t->n < PLACES ? t->n : PLACES, pairs = 0;
    if (window > WIDEST) window = WIDEST;
    for (size_t i = 0; i < n; i++) {
        around there = words_around(r, &r->v[i], window);
        for (size_t k = 0; k < m; k++) score[i][k] = agreement(&there, words_around(t, &t->v[k], window));
    }
    while (best_pair(score, n, m, &sum)) pairs++;
    return pairs ? sum / (double)pairs : 0;
}
