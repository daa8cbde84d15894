/* Terms within words that are written as one: the first part as it is, the last in any form; see sluis/match.h. */
#include "formtable.h"
#include "judge.h"
#include "sluis/fold.h"
#include <stdlib.h>

enum { PART = 4, REST = 3 };            /* letters of a part at least, and of what is left */

static bool wordlike(sl_str s) { return s.n >= REST && sl_has_vowel(s); }

static bool judge_keys(sl_walk *w, const uint64_t *keys, size_t n, sl_surface u, sl_match *best) {
    for (size_t i = 0; i < n; i++) {
        const sl_termslot *s = sl_termindex_find(w->ix, sl_fold_step(SL_FOLD_SEED, keys[i]));
        if (s && s->ref && sl_judge(w, s, u, best)) return true;
    }
    return false;
}

static bool part(sl_walk *w, size_t start, size_t end, bool exact, sl_match *best) {
    sl_surface u = {start, end, 0, 0, SL_MATCH_INSIDE};
    uint64_t keys[SL_FORMS_KEYS] = {sl_fold_hash(w->line.p + u.start, u.end - u.start, u.end - u.start)};
    size_t n = w->ix->forms ? sl_forms_keys(w->ix->forms, sl_slice(w->line.p + u.start, u.end - u.start), keys) : 1;
    return judge_keys(w, keys, exact ? 1 : n, u, best);
}

/* The longest first part, then the longest last part behind it. */
static void parts(sl_walk *w, size_t start, size_t end) {
    sl_match m;
    size_t from = start;
    for (size_t k = end - REST; k >= start + PART; k--) {
        if (!wordlike(sl_slice(w->line.p + k, end - k)) || !part(w, start, k, true, &m) || m.form) continue;
        sl_walk_keep(w->m, &m);
        from = k;
        break;
    }
    for (size_t k = from > start ? from : start + REST; k + PART <= end; k++) {
        if (!wordlike(sl_slice(w->line.p + start, k - start)) || !part(w, k, end, false, &m)) continue;
        sl_walk_keep(w->m, &m);
        break;
    }
}

static int by_start(const void *a, const void *b) {
    size_t x = ((const sl_match *)a)->start, y = ((const sl_match *)b)->start;
    return (x > y) - (x < y);
}

/* Words of plain ASCII that nothing touches. */
void sl_match_compounds(sl_walk *w) {
    size_t n = w->m->n, next = 0, off = 0;
    const char *p = w->line.p;
    for (size_t i = 0, j; i < w->line.n; i = j) {
        for (j = i; j < w->line.n && sl_fold_ascii_word[(unsigned char)p[j]]; j++) continue;
        if (j == i) { j++; continue; }
        while (next < n && w->m->v[next].end <= i) next++;
        while (off < w->m->noff && w->m->off[off].end <= i) off++;
        bool free_word = (next == n || w->m->v[next].start >= j) && (off == w->m->noff || w->m->off[off].start >= j);
        if (free_word && j - i >= PART + REST && j - i <= SL_FORMS_MAX && sl_left_open(w, i) && sl_right_open(w, j)) parts(w, i, j);
    }
    if (w->m->n > n) qsort(w->m->v, w->m->n, sizeof *w->m->v, by_start);
}
