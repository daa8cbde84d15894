/* Words that are not in the lexicon, by what they are made of; see meaning.h. */
#include "meaning.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"

enum { STEM = 4, PART = 4, LONGEST = 40 };     /* letters of a stem, of a part of a compound; of a word that is looked at */

/* Endings that words of one stem differ by. */
static const sl_str endings[2][10] = {{{"en", 2}, {"e", 1}, {"s", 1}, {"t", 1}, {"de", 2}, {"te", 2}, {"n", 1}, {"je", 2}, {"d", 1}, {"", 0}},
                                      {{"s", 1}, {"es", 2}, {"ed", 2}, {"ing", 3}, {"d", 1}, {"ly", 2}, {"er", 2}, {"", 0}}};

typedef struct { char p[LONGEST + 8]; size_t n; } lower;       /* eight bytes more can be read */

/* Most of what is looked up is no word: so the bits of all words are asked first. */
static const sl_fact *look_up(const sl_meaning *s, unsigned d, const char *p, size_t n) {
    uint32_t id = sl_fact_far(s->m, d, sl_fold_hash(p, n, n + 8));
    return id ? &s->fact[d][id] : NULL;
}

static const sl_fact *stem(const sl_meaning *s, unsigned d, const lower *w) {
    for (const sl_str *end = endings[d]; end->n; end++) {
        bool has = w->n >= STEM + end->n && sl_ends(sl_slice(w->p, w->n), *end);
        const sl_fact *f = has ? look_up(s, d, w->p, w->n - end->n) : NULL;
        if (f) return f;
    }
    return NULL;
}

/* The part before the last, perhaps with an s between. */
static const sl_fact *first_part(const sl_meaning *s, unsigned d, const lower *w, size_t n) {
    const sl_fact *f = look_up(s, d, w->p, n);
    return f || n <= PART || w->p[n - 1] != 's' ? f : look_up(s, d, w->p, n - 1);
}

/* Letters and digits in small letters; false: not of ASCII alone. */
static bool read_lower(sl_str word, lower *w) {
    char above = 0;
    for (w->n = 0; w->n < word.n; w->n++) {
        above |= word.p[w->n];
        w->p[w->n] = (char)(word.p[w->n] | 0x20);
    }
    memset(w->p + w->n, 0, 8);
    return !(above & 0x80);
}

const sl_fact *sl_meaning_parts(const sl_meaning *s, unsigned d, sl_str word, const sl_fact *part[2]) {
    lower w;
    part[0] = part[1] = NULL;
    if (word.n > LONGEST || word.n <= STEM || !read_lower(word, &w)) return NULL;
    const sl_fact *f = stem(s, d, &w);
    if (f || d) return f;                       /* only Dutch writes compounds as one word */
    for (size_t n = PART; n + PART <= w.n; n++) {
        const sl_fact *last = look_up(s, d, w.p + n, w.n - n);
        const sl_fact *first = last ? first_part(s, d, &w, n) : NULL;
        if (!first) continue;
        part[0] = first, part[1] = last;
        return NULL;
    }
    return NULL;
}
