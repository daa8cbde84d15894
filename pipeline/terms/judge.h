/* Is a surface a form of an entry? What the parts of the matcher share. */
#ifndef SLUIS_JUDGE_H
#define SLUIS_JUDGE_H
#include "sluis/eight.h"
#include "sluis/fold.h"
#include "sluis/match.h"

typedef struct sl_walk {
    const sl_termindex *ix;
    unsigned flags;
    sl_str line;
    size_t from, to;                     /* what is being searched: no match goes beyond */
    sl_matches *m;
    size_t regex;                        /* the next of m->regex */
    bool anywhere;
    unsigned fits;                       /* patterns that fitted, so far */
} sl_walk;

/* What is known of a word of the text, as it is written, capitals and all, or of two with a space between them: remembered for the next time,
 * since most words are frequent ones. Of two words that share the 64 bits of their hash one would be taken for the other; that is left to chance
 * (words of up to eight bytes never do). */
enum { SL_WORD_HIT = 1,                  /* by itself it is a match: term, variant, rule, form, whatever stands around it */
       SL_WORD_MORE = 2,                 /* it may begin a longer pattern */
       SL_WORD_FIRST = 4,                /* a pattern of this word only ends in one of its slots */
       SL_WORD_PARTICLE = 8,
       SL_WORD_SECOND = 16,              /* it may be the second word of a pattern */
       SL_WORD_ONLY = 32,                /* no other pattern fits it */
       SL_WORD_KNOWN = 128 };
typedef struct sl_wordentry {
    uint64_t hash, key;                  /* its first key */
    uint32_t term, at;                   /* at: which of the rows of other keys */
    uint16_t form, variant;
    uint8_t rule : 4, n : 4;             /* n: of its keys */
    uint8_t flags, begins, seconds;      /* bits, the keys that may begin a longer pattern, or be the second of one */
} sl_wordentry;

enum { SL_VERDICTS = 1 << 15, SL_ENTRIES = 1 << 17, SL_PAIRS = 1 << 17 };
typedef struct sl_wordkeys {
    void *room;                          /* of these three tables */
    uint64_t *verdicts;                  /* hashes of words, their flags in the last byte: a small table, in which most words end */
    sl_wordentry *entries, *pairs;       /* each in twos: the one seen last comes first */
    uint64_t (*more)[SL_FORMS_KEYS - 1]; /* keys behind the first, of those that have any: rows from 1 */
    size_t rows, rows_cap;
} sl_wordkeys;

sl_wordkeys *sl_word_tables(void);       /* free room, more, and itself */
static inline size_t sl_word_place(uint64_t hash) { return (size_t)(hash ^ hash >> 32); }
/* Never 0. */
static inline uint64_t sl_word_hash(sl_str line, size_t at, size_t n) {
    uint64_t h = n;
    if (n < 8 && line.n - at >= 8) h = sl_fold_step(h, sl_eight_first(sl_eight(line.p + at), n));
    else {
        for (; n >= 8; at += 8, n -= 8) h = sl_fold_step(h, sl_eight(line.p + at));
        if (n) h = sl_fold_step(h, sl_eight_first(sl_eight_at(line, at), n));
    }
    return h + !h;
}
const sl_wordentry *sl_walk_word(sl_walk *w, size_t start, size_t end);
const sl_wordentry *sl_walk_hashed(sl_walk *w, uint64_t hash, size_t start, size_t end);
static inline uint64_t sl_walk_key(const sl_walk *w, const sl_wordentry *e, size_t i) { return i ? w->m->keys->more[e->at][i - 1] : e->key; }

/* Words of plain ASCII, some of them at a time, so that what is known of them is on its way from memory before it is asked for. */
typedef struct { size_t start, end; uint64_t hash; uint8_t flags; } sl_token;
enum { SL_AHEAD = 64 };
typedef struct { size_t n, end; sl_token v[SL_AHEAD + 64]; } sl_ahead;       /* end: of what was looked through */
/* Those from `at` on, SL_AHEAD or all that there are up to w->to; `flags` of each are set. Words that go on above ASCII are left out. */
void sl_walk_ahead(sl_walk *w, size_t at, sl_ahead *a);
/* Two words with one space between them, of which the first may begin and the second may go on a pattern: what is known of both together. */
static inline bool sl_pair_may(const sl_walk *w, const sl_token *a, const sl_token *b) {
    return a->flags & SL_WORD_MORE && b->flags & SL_WORD_SECOND && b->start == a->end + 1 && w->line.p[a->end] == ' ';
}
static inline uint64_t sl_pair_hash(const sl_token *a, const sl_token *b) { return sl_fold_step(a->hash * 0xD6E8FEB86659FD93ull, b->hash) | 1; }
const sl_wordentry *sl_walk_pair(sl_walk *w, const sl_token *a, const sl_token *b);

/* Try the patterns that end in a slot for the surface line[start, end): *best becomes the best that fits, if any is better. `te`: where in
 * the surface, from its start, a word `te` (and the space behind it) is passed over, 0 none; its length in te_n. */
typedef struct { size_t start, end, te, te_n; uint8_t kind; } sl_surface;
bool sl_judge(sl_walk *w, const sl_termslot *s, sl_surface u, sl_match *best);
/* Does an inflected match suit what stands before it? sl_judge() asks this by itself unless w->anywhere. */
bool sl_in_place(const sl_walk *w, const sl_match *m);
/* The same for a word that is not in the line as such: particle and verb, joined. Only verbs fit; as an infinitive, or finite. */
bool sl_judge_verb(sl_walk *w, sl_str joined, bool finite, sl_match *best);

void sl_match_parted(sl_walk *w, unsigned gap);          /* parted.c */
void sl_match_compounds(sl_walk *w);                     /* compounds.c */
bool sl_left_open(const sl_walk *w, size_t at);
bool sl_right_open(const sl_walk *w, size_t at);
uint8_t sl_kind_of(const sl_walk *w, size_t start, size_t end);
void sl_walk_keep(sl_matches *m, const sl_match *best);
#endif
