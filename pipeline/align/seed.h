/* What is known of words before anything is learnt: links with a weight (how many observations they are worth).
 *
 * Numbers that are equal; words that are spelt alike; punctuation; cognates: words of four bytes and more that share half of their
 * letter trigrams (Dice's coefficient; M. Simard, G. Foster, P. Isabelle, Using Cognates to Align Sentences, TMI 1992, took prefixes)
 * or their first five letters; lexicons and the word list. */
#ifndef SLUIS_ALIGN_SEED_H
#define SLUIS_ALIGN_SEED_H
#include "half.h"
#include "rows.h"
#include "sluis/err.h"

/* Words of the one side with their translations and what those weigh. Start it, then read any number of sources; the first that
 * has a word counts. */
typedef struct sl_wordlist { sl_vocab one, two; sl_rows rows; const struct sl_wordlist *also; } sl_wordlist;
void sl_wordlist_start(sl_wordlist *l);
int sl_wordlist_lexicon(sl_wordlist *l, sl_str text, const char *name, sl_err *e);      /* sluis/lexicon.h; SL_EDATA for a row that is none */
void sl_wordlist_read(sl_wordlist *l, sl_str data);                                    /* `word TAB translation [translation...]` */
void sl_wordlist_dict(sl_wordlist *l, sl_str text);                                    /* sluis/dict.h */
void sl_wordlist_free(sl_wordlist *l);

/* Trigrams of the words of one half, and which words have a trigram (by 14 bits of it: candidates, to be compared exactly). */
typedef struct sl_trigrams {      /* zero-initialised is empty */
    uint32_t *gram; size_t gramcap;       /* of word w: gram[at[w]..at[w + 1]), ascending, each once; none for short words and numbers */
    uint32_t *at; size_t atcap;
    uint32_t *post, *postat; size_t postcap, postatcap;
} sl_trigrams;
static inline uint32_t sl_trigrams_bucket(uint32_t gram) { return gram * 2654435761u >> 18; }
void sl_trigrams_read(sl_trigrams *t, const sl_vocab *words, bool postings);
void sl_trigrams_free(sl_trigrams *t);
double sl_trigrams_dice(const sl_trigrams *a, uint32_t v, const sl_trigrams *b, uint32_t w);

typedef struct sl_seeds {         /* zero-initialised is empty */
    sl_rows one, two;             /* links from each word of half one to words of half two, and the other way; rows ascend by word */
    sl_trigrams tone, ttwo;       /* scratch, as all below */
    uint16_t *shared; size_t sharedcap;
    uint32_t *hit; size_t hitcap;
    sl_link *list; size_t nlist, listcap;
} sl_seeds;
void sl_seeds_find(sl_seeds *s, const sl_half *one, const sl_half *two, const sl_wordlist *l);
void sl_seeds_free(sl_seeds *s);
#endif
