/* The singular of an English plural: the word whose plural it is; see sluis/english.h. */
#include "english.h"
#include <strings.h>

static bool is_plural_of(const sl_english *en, sl_str one, sl_str many) {
    char room[2 * SL_WORD_MAX + 8];
    sl_buf b = {room, 0, sizeof room};       /* large enough: en_plural adds a few bytes */
    en_plural(en, one, &b);
    return b.n == many.n && strncasecmp(b.p, many.p, b.n) == 0;
}

static bool put_irregular(const sl_english *en, sl_str w, sl_buf *out) {
    for (size_t i = 0; i < en->noun.n; i++) {
        sl_str two = en->noun.v[i].two;
        if (two.n != w.n || strncasecmp(two.p, w.p, w.n) || sl_eq(two, en->noun.v[i].one)) continue;
        sl_puts(out, en->noun.v[i].one);
        return true;
    }
    return false;
}

bool en_singular(const sl_english *en, sl_str w, sl_buf *out) {
    static const struct { const char *off, *on; } endings[] = {{"ies", "y"}, {"ves", "f"}, {"ves", "fe"}, {"ses", "sis"}, {"es", ""}, {"s", ""}};
    char room[SL_WORD_MAX + 4];
    if (w.n < 4 || w.n > SL_WORD_MAX || sl_words_find(&en->nouns, w) & (EN_SAME | EN_MASS | EN_ENDS_S)) return false;
    if (put_irregular(en, w, out)) return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t off = strlen(endings[i].off), on = strlen(endings[i].on);
        if (w.n < off + 2 || strncasecmp(w.p + w.n - off, endings[i].off, off)) continue;
        memcpy(room, w.p, w.n - off);
        memcpy(room + w.n - off, endings[i].on, on);
        sl_str one = sl_slice(room, w.n - off + on);
        if (!is_plural_of(en, one, w)) continue;
        sl_puts(out, one);
        return true;
    }
    return false;
}
