/* Words that are not in the lexicon, by what they are made of; see meaning.h. */
#include "meaning.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"

enum { STEM = 4, PART = 4, LONGEST = 40 };     /* letters of a stem, of a part of a compound; of a word that is looked at */

/* Endings that words of one stem differ by. */
static const char *const endings[2][10] = {{"en", "e", "s", "t", "de", "te", "n", "je", "d", NULL}, {"s", "es", "ed", "ing", "d", "ly", "er", NULL}};

static const sl_fact *look_up(const sl_meaning_model *m, unsigned d, sl_str w, size_t n) {
    uint32_t id = sl_fact_find(m, d, sl_fold_hash(w.p, n, n));
    return id ? &m->fact[d][id - 1] : NULL;
}

static bool ends(sl_str w, const char *end, size_t n) {
    for (size_t k = 0; k < n; k++)
        if ((w.p[w.n - n + k] | 0x20) != end[k]) return false;
    return true;
}

static const sl_fact *stem(const sl_meaning_model *m, unsigned d, sl_str w) {
    for (unsigned k = 0; endings[d][k]; k++) {
        size_t n = strlen(endings[d][k]);
        const sl_fact *f = w.n >= STEM + n && ends(w, endings[d][k], n) ? look_up(m, d, w, w.n - n) : NULL;
        if (f) return f;
    }
    return NULL;
}

/* The part before the last, perhaps with an s between. */
static const sl_fact *first_part(const sl_meaning_model *m, unsigned d, sl_str w, size_t n) {
    const sl_fact *f = look_up(m, d, w, n);
    return f || n <= PART || (w.p[n - 1] | 0x20) != 's' ? f : look_up(m, d, w, n - 1);
}

const sl_fact *sl_meaning_parts(const sl_meaning_model *m, unsigned d, sl_str w, const sl_fact *part[2]) {
    part[0] = part[1] = NULL;
    if (w.n > LONGEST || sl_ascii_run(w.p, w.n) < w.n) return NULL;
    const sl_fact *f = stem(m, d, w);
    if (f || d) return f;                       /* only Dutch writes compounds as one word */
    for (size_t n = PART; n + PART <= w.n; n++) {
        const sl_fact *last = look_up(m, d, sl_slice(w.p + n, w.n - n), w.n - n);
        const sl_fact *first = last ? first_part(m, d, w, n) : NULL;
        if (!first) continue;
        part[0] = first, part[1] = last;
        return NULL;
    }
    return NULL;
}
