/* A sample by least keys; see sluis/sample.h. */
#include "sluis/sample.h"
#include <stdlib.h>

static bool above(const sl_sample_row *a, const sl_sample_row *b) { return a->key != b->key ? a->key > b->key : a->order > b->order; }

static void swap(sl_sample_row *a, sl_sample_row *b) {
    sl_sample_row t = *a;
    *a = *b;
    *b = t;
}

static void up(sl_sample_row *r, size_t i) {
    for (; i && above(&r[i], &r[(i - 1) / 2]); i = (i - 1) / 2) swap(&r[i], &r[(i - 1) / 2]);
}

static void down(sl_sample_row *r, size_t n) {
    for (size_t i = 0, c; (c = 2 * i + 1) < n; i = c) {
        if (c + 1 < n && above(&r[c + 1], &r[c])) c++;
        if (!above(&r[c], &r[i])) return;
        swap(&r[c], &r[i]);
    }
}

static void fill(sl_sample_row *r, uint64_t key, uint64_t order, sl_str value, sl_str text) {
    r->key = key;
    r->order = order;
    sl_clear(&r->value);
    sl_clear(&r->text);
    sl_puts(&r->value, value);
    sl_puts(&r->text, text);
}

void sl_sample_add(sl_sample *s, size_t most, uint64_t key, uint64_t order, sl_str value, sl_str text) {
    sl_sample_row probe = {.key = key, .order = order};
    if (s->n < most) {
        if (s->n == s->cap) s->row = sl_grow(s->row, &s->cap, s->n + 1, sizeof *s->row);
        s->row[s->n] = (sl_sample_row){0};
        fill(&s->row[s->n], key, order, value, text);
        up(s->row, s->n++);
    } else if (most && above(&s->row[0], &probe)) {
        fill(&s->row[0], key, order, value, text);
        down(s->row, s->n);
    }
}

static int compare(const void *a, const void *b) {
    uint64_t x = ((const sl_sample_row *)a)->order, y = ((const sl_sample_row *)b)->order;
    return x < y ? -1 : x > y;
}

void sl_sample_sort(sl_sample *s) {
    if (s->n > 1) qsort(s->row, s->n, sizeof *s->row, compare);
}

void sl_sample_free(sl_sample *s) {
    for (size_t i = 0; i < s->n; i++) {
        sl_buf_free(&s->row[i].value);
        sl_buf_free(&s->row[i].text);
    }
    free(s->row);
    *s = (sl_sample){0};
}
