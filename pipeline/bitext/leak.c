/* Test sets in other text; see sluis/leak.h. An n-gram's entry in the set is 56 bits of its hash and how many words its text has
 * (at most 255), so that the shortest of its texts is the first to be found. */
#include "sluis/leak.h"
#include "sluis/dedup.h"
#include "sluis/fold.h"
#include "sluis/hash.h"

enum { LENGTH = 255 };

typedef struct { const uint64_t *v; size_t n; } words;

static words words_of(sl_str text, sl_leak_room *room) {
    sl_clear(&room->words);
    while (text.n) {
        sl_seg s = sl_fold_seg(text, &room->scratch);
        if (s.kind == SL_SEG_WORD) sl_put(&room->words, (const char *)&s.hash, sizeof s.hash);
        text.p += s.n;
        text.n -= s.n;
    }
    return (words){(const uint64_t *)(const void *)sl_view(&room->words).p, room->words.n / sizeof(uint64_t)};
}

static uint64_t mix(uint64_t h) {
    h = (h ^ h >> 33) * 0xFF51AFD7ED558CCDull;
    h = (h ^ h >> 33) * 0xC4CEB9FE1A85EC53ull;
    return h ^ h >> 33;
}

static uint64_t gram(const uint64_t *v, size_t n, unsigned column) {
    uint64_t h = SL_FOLD_SEED + column;
    for (size_t i = 0; i < n; i++) h = sl_fold_step(h, v[i]);
    h = mix(h) & ~(uint64_t)LENGTH;
    return h ? h : LENGTH + 1;
}

static uint64_t whole(const sl_leak *l, sl_str text, unsigned column, sl_leak_room *room) {
    if (l->fold) {
        sl_clear(&room->scratch);
        sl_dedup_fold(text, l->fold, &room->scratch);
        text = sl_view(&room->scratch);
    }
    return sl_hash_line(column, text);
}

void sl_leak_add(sl_leak *l, sl_str text, unsigned column, sl_leak_room *room) {
    if (!l->ngram) {
        sl_set_add(&l->set, whole(l, text, column, room));
        return;
    }
    words w = words_of(text, room);
    size_t n = w.n < l->n ? w.n : l->n;
    for (size_t i = 0; n && i + n <= w.n; i++) sl_set_add(&l->set, gram(w.v + i, n, column) | (w.n < LENGTH ? w.n : LENGTH));
}

/* How many words the shortest text with this n-gram has; 0: none has it. */
static unsigned found(const sl_leak *l, uint64_t h) {
    uint64_t x = sl_set_from(&l->set, h);
    return (x ^ h) > LENGTH ? 0 : (unsigned)(x & LENGTH);
}

bool sl_leak_has(const sl_leak *l, sl_str text, unsigned column, sl_leak_room *room) {
    if (!l->set.n) return false;
    if (!l->ngram) return sl_set_has(&l->set, whole(l, text, column, room));
    words w = words_of(text, room);
    if (w.n < l->n) return w.n && found(l, gram(w.v, w.n, column)) != 0;
    size_t covered = 0, stretch = 0, end = 0;      /* of the words before `end` */
    unsigned longest = 0;                          /* of the texts within the stretch */
    for (size_t i = 0; i + l->n <= w.n; i++) {
        unsigned length = found(l, gram(w.v + i, l->n, column));
        if (!length) continue;
        if (i > end || !end) stretch = 0, longest = 0;
        size_t more = i + l->n - (i > end ? i : end);
        covered += more;
        stretch += more;
        end = i + l->n;
        if (length > longest) longest = length;
        if ((double)covered >= l->share * (double)w.n || (double)stretch >= l->share * (double)longest) return true;
    }
    return false;
}

void sl_leak_free(sl_leak *l) { sl_set_free(&l->set); }
