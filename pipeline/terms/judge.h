/* Is a surface a form of an entry? What the parts of the matcher share. */
#ifndef SLUIS_JUDGE_H
#define SLUIS_JUDGE_H
#include "sluis/match.h"

typedef struct sl_walk {
    const sl_termindex *ix;
    unsigned flags;
    sl_str line;
    size_t from, to;                     /* what is being searched: no match goes beyond */
    sl_matches *m;
    size_t regex;                        /* the next of m->regex */
} sl_walk;

/* The keys of a word of the text, remembered for the next time. */
enum { SL_WORD_PARTICLE = 1 };
typedef struct sl_wordkeys {
    uint64_t hash;
    uint64_t key[SL_FORMS_KEYS];
    uint8_t n, first, flags;             /* first: so many of them, put first, may begin a pattern */
} sl_wordkeys;

const sl_wordkeys *sl_walk_keys(sl_walk *w, sl_str word, uint64_t hash);

/* Try the patterns that end in a slot for the surface line[start, end): *best becomes the best that fits, if any is better. `te`: where in
 * the surface, from its start, a word `te` (and the space behind it) is passed over, 0 none; its length in te_n. */
typedef struct { size_t start, end, te, te_n; uint8_t kind; } sl_surface;
bool sl_judge(sl_walk *w, const sl_termslot *s, sl_surface u, sl_match *best);
/* The same for a word that is not in the line as such: particle and verb, joined. Only verbs fit; as an infinitive, or finite. */
bool sl_judge_verb(sl_walk *w, sl_str joined, bool finite, sl_match *best);

void sl_match_parted(sl_walk *w, unsigned gap);          /* parted.c */
void sl_match_compounds(sl_walk *w);                     /* compounds.c */
bool sl_left_open(const sl_walk *w, size_t at);
bool sl_right_open(const sl_walk *w, size_t at);
void sl_walk_keep(sl_matches *m, const sl_match *best);
#endif
