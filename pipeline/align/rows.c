/* Sparse tables; see rows.h. */
#include "rows.h"
#include <stdlib.h>

static void set_end(sl_rows *r, size_t at) {
    r->at = sl_grow(r->at, &r->atcap, (size_t)r->n + 2, sizeof *r->at);
    r->at[r->n + 1] = at;
}

void sl_rows_start(sl_rows *r) {
    r->n = 0;
    set_end(r, 0);
    r->at[0] = 0;
}

void sl_rows_add(sl_rows *r, uint32_t word, float p) {
    size_t k = r->at[r->n + 1]++;
    r->link = sl_grow(r->link, &r->linkcap, k + 1, sizeof *r->link);
    r->link[k] = (sl_link){word, p};
}

void sl_rows_end(sl_rows *r) {
    size_t end = r->at[r->n + 1];
    r->n++;
    set_end(r, end);
}

void sl_rows_turn(sl_rows *to, const sl_rows *from, uint32_t words) {
    size_t total = from->at[from->n];
    to->n = words;
    to->at = sl_grow(to->at, &to->atcap, (size_t)words + 2, sizeof *to->at);
    to->link = sl_grow(to->link, &to->linkcap, total + 1, sizeof *to->link);
    memset(to->at, 0, ((size_t)words + 2) * sizeof *to->at);
    for (size_t k = 0; k < total; k++) to->at[from->link[k].word + 2]++;
    for (uint32_t w = 0; w < words; w++) to->at[w + 2] += to->at[w + 1];
    for (uint32_t v = 0; v < from->n; v++)
        for (size_t k = from->at[v]; k < from->at[v + 1]; k++) to->link[to->at[from->link[k].word + 1]++] = (sl_link){v, from->link[k].p};
}

void sl_rows_norm(sl_rows *to, const sl_rows *from, double rest) {
    sl_rows_start(to);
    for (uint32_t v = 0; v < from->n; v++) {
        double sum = rest;
        for (size_t k = from->at[v]; k < from->at[v + 1]; k++) sum += from->link[k].p;
        for (size_t k = from->at[v]; k < from->at[v + 1]; k++) sl_rows_add(to, from->link[k].word, (float)(from->link[k].p / sum));
        sl_rows_end(to);
    }
}

static int heavier(const void *a, const void *b) {
    const sl_link *x = a, *y = b;
    if (x->p != y->p) return x->p > y->p ? -1 : 1;
    return (x->word > y->word) - (x->word < y->word);
}

void sl_rows_cut(sl_rows *r, size_t from, size_t most) {
    size_t end = r->at[r->n + 1];
    if (end - from <= most) return;
    qsort(r->link + from, end - from, sizeof *r->link, heavier);
    r->at[r->n + 1] = from + most;
}

void sl_rows_free(sl_rows *r) {
    free(r->at);
    free(r->link);
    *r = (sl_rows){0};
}
