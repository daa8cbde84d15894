/* Sides of which one is the other, or a part of it: text that was not translated. See clean.h. */
#include "clean.h"
#include "sluis/utf8.h"

/* The next letter or digit in lower case; 0 at the end. */
static int32_t next_folded(sl_str *s) {
    while (s->n) {
        int32_t c;
        size_t k = (size_t)sl_utf8_next(s->p, s->n, &c);
        s->p += k;
        s->n -= k;
        if (sl_is_alnum(c)) return sl_lower(c);
    }
    return 0;
}

static bool same_text(sl_str a, sl_str b) {
    for (;;) {
        int32_t c = next_folded(&a), d = next_folded(&b);
        if (c != d) return false;
        if (c == 0) return true;
    }
}

static bool stopped(const sl_clean_side *s) { return s->last == '.' || s->last == '!' || s->last == '?'; }

/* Words that begin with a small letter count, when they are more than the others or a full stop, ! or ? ends the text: names,
 * titles, numbers and short answers may well be the same in both languages. */
bool sl_clean_fails_identical(sl_clean_pair *p, unsigned i, double limit) {
    const sl_clean_side *a = &p->side[0], *b = &p->side[1];
    (void)i;
    size_t small = a->small < b->small ? a->small : b->small;
    if (a->letters != b->letters || a->count[SL_CLEAN_DIGIT] != b->count[SL_CLEAN_DIGIT] || (double)small < limit) return false;
    if (small * 2 <= a->words && !(stopped(a) && stopped(b))) return false;
    return same_text(a->text, b->text) && sl_clean_count(p, small);
}

enum { HEADS = 256, LOOKS = 8, LONGEST = 100 };
typedef struct { const sl_clean_side *a, *b; uint32_t head[HEADS], *next; size_t looks; } index_;

static uint32_t *head_of(index_ *x, uint64_t hash) { return &x->head[hash >> 33 & (HEADS - 1)]; }

/* Words of b by hash, the first at the head of each chain. */
static void build(index_ *x, sl_clean_scratch *s) {
    if (x->b->words + 1 > s->chain_cap) s->chain = sl_grow(s->chain, &s->chain_cap, x->b->words + 1, sizeof *s->chain);
    x->next = s->chain;
    memset(x->head, 0, sizeof x->head);
    for (size_t j = x->b->words; j > 0; j--) {
        uint32_t *h = head_of(x, x->b->word[j - 1].hash);
        x->next[j] = *h;
        *h = (uint32_t)j;
    }
}

/* From word i of a and j of b on, how many words are the same; *small: of them those with a small letter. */
static size_t extend(index_ *x, size_t i, size_t j, size_t *small) {
    size_t n = 0;
    *small = 0;
    while (n < LONGEST && i + n < x->a->words && j + n < x->b->words && x->a->word[i + n].hash == x->b->word[j + n].hash) {
        *small += x->a->word[i + n].flags & x->b->word[j + n].flags & SL_CLEAN_SMALL;
        n++;
    }
    x->looks -= n < x->looks ? n : x->looks;
    return n;
}

/* The run of words that stands in both texts and has the most words with small letters; so many. The longest that begins at
 * each word is taken, and the search goes on behind it; it looks at LOOKS words for each word of the texts at most, and
 * a run counts up to LONGEST words: enough for any text but one made to be slow. */
bool sl_clean_fails_copied(sl_clean_pair *p, unsigned i, double limit) {
    index_ x = {.a = &p->side[0], .b = &p->side[1], .looks = LOOKS * (p->side[0].words + p->side[1].words)};
    size_t best = 0;
    (void)i;
    if ((double)x.a->small <= limit || (double)x.b->small <= limit) return false;
    size_t may = x.a->again;                             /* no more words than these and those of different bits can be common ones */
    for (unsigned k = 0; k < 4; k++) may += (size_t)__builtin_popcountll(x.a->seen[k] & x.b->seen[k]);
    if ((double)may <= limit) return false;
    may = 0;
    for (size_t k = 0; k < x.a->words; k++) may += x.a->word[k].hash && sl_clean_may_have(x.b, x.a->word[k].hash);
    if ((double)may <= limit) return false;
    build(&x, p->x);
    for (size_t k = 0, step; k < x.a->words && x.looks; k += step) {
        step = 1;
        uint64_t hash = x.a->word[k].hash;
        for (uint32_t j = hash ? *head_of(&x, hash) : 0; j && x.looks; j = x.next[j]) {
            size_t small, n = extend(&x, k, j - 1, &small);
            x.looks--;
            if (n > step) step = n;
            if (small > best) best = small;
        }
    }
    return (double)best > limit && sl_clean_count(p, best);
}
