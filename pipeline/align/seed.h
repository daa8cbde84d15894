/* What is known of words before anything is learnt: links with a weight (how many observations they are worth).
 *
 * Numbers that are equal; words that are spelt alike; punctuation; cognates: words of four bytes and more that share half of their
 * letter trigrams (Dice's coefficient; M. Simard, G. Foster, P. Isabelle, Using Cognates to Align Sentences, TMI 1992, took prefixes)
 * or their first five letters; lexicons and the word list. */
#ifndef SLUIS_ALIGN_SEED_H
#define SLUIS_ALIGN_SEED_H
#include "half.h"
#include "rows.h"
#include "sluis/lexicon.h"

/* Lexicons, the first of which that has a word counts, and some that add to them. Zero-initialised is empty. */
enum { SL_WORDLISTS = 4 };
enum { SL_WORDS_DICT, SL_WORDS_LEARNT, SL_WORDS_ADDED };
typedef struct sl_wordlist {
    const sl_lexicon *source[SL_WORDLISTS]; unsigned n;
    const sl_lexicon *added[SL_WORDS_ADDED];     /* they add links to those of the others; NULL: none */
    sl_lexicon *own[SL_WORDLISTS + SL_WORDS_ADDED]; unsigned nown;
} sl_wordlist;
void sl_wordlist_add(sl_wordlist *l, const sl_lexicon *x);     /* borrowed */
int sl_wordlist_lexicon(sl_wordlist *l, sl_str bytes, const char *name, sl_err *e);    /* either form, borrowed; SL_EDATA when it is none */
int sl_wordlist_read(sl_wordlist *l, sl_str data, sl_err *e);  /* `word TAB translation [translation...]` */
void sl_wordlist_dict(sl_wordlist *l, sl_str text);            /* sluis/dict.h */
void sl_wordlist_share(sl_wordlist *l, const sl_wordlist *of); /* the same lexicons, which live as long as `of` does */
void sl_wordlist_free(sl_wordlist *l);

/* The words of a document in the lexicons of a list: found once, so that a link costs a look-up in an array. */
enum { SL_PLACES = SL_WORDLISTS + SL_WORDS_ADDED };
typedef struct sl_places {        /* zero-initialised is empty */
    uint32_t *here[SL_PLACES]; size_t herecap[SL_PLACES];      /* of each word of a lexicon's side two: its number in half two */
    uint32_t *found[SL_PLACES]; size_t nfound[SL_PLACES], foundcap[SL_PLACES];    /* which of them have one */
} sl_places;
void sl_places_find(sl_places *p, const sl_wordlist *l, const sl_vocab *two);
/* Links of a word of half one to words of half two; f(ctx, word of half two, weight). */
typedef void sl_listed(void *ctx, uint32_t word, double weight);
void sl_places_links(const sl_places *p, const sl_wordlist *l, sl_str word, sl_listed *f, void *ctx);
void sl_places_free(sl_places *p);

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
    sl_places places;             /* scratch, as all below */
    sl_trigrams tone, ttwo;
    uint16_t *shared; size_t sharedcap;
    uint32_t *hit; size_t hitcap;
    sl_link *list; size_t nlist, listcap;
} sl_seeds;
void sl_seeds_find(sl_seeds *s, const sl_half *one, const sl_half *two, const sl_wordlist *l);
void sl_seeds_free(sl_seeds *s);
#endif
