/* Sentence alignment of one document in two languages: which sentences translate which, and how sure that is.
 *
 * Input: the sentences of both sides in document order. Output: beads. A bead links a run of `a` sentences of the one side to a run
 * of `b` sentences of the other; a sentence without partner is a bead by itself with a or b 0. The beads cover every sentence of both
 * sides exactly once, in order. Each has the probability that the model gives it.
 *
 * Method: a generative model of the document pair, its parameters learnt from the pair itself in a few rounds.
 *   - lengths: W. Gale, K. Church, A Program for Aligning Sentences in Bilingual Corpora, CL 19(1), 1993; ratio and variance are
 *     re-estimated, lengths are compared with chance (length.h);
 *   - words: IBM Model 1 both ways (P. Brown et al., CL 19(2), 1993; for alignment: R. Moore, AMTA 2002), started from numbers,
 *     identical words, cognates (M. Simard et al., TMI 1992) and a word list; a word counts only as far as something is known of
 *     it (evidence.h, seed.h, model1.h);
 *   - runs of sentences without partner cost less per sentence than single ones (lattice.h);
 *   - large documents: only cells near a chain of anchors, later near the last path, are looked at (band.h);
 *   - decoding: the most probable path; forward-backward gives the probability of each of its beads (lattice.h).
 *
 * Time and memory are linear in the number of sentences; a sentence counts with its first SL_ALIGN_TOKENS tokens. The result depends
 * on the arguments only: all arithmetic is in a fixed order, and log and exp are the project's own (real.h). */
#ifndef SLUIS_ALIGN_H
#define SLUIS_ALIGN_H
#include "sluis/buf.h"
#include "sluis/err.h"
#include "sluis/lexicon.h"

enum { SL_ALIGN_TOKENS = 200, SL_ALIGN_MAX_BEAD = 4 };

typedef struct sl_bead {
    uint32_t i, j;               /* first sentence of each side, from 0; where the bead stands when a or b is 0 */
    uint8_t a, b;                /* how many of each side; at most one of them is 0, and then the other is 1 */
    float p;                     /* probability in 0..1: of this link; for a lone sentence, that it has no partner */
} sl_bead;

/* One side of a document. */
enum { SL_ALIGN_PAR = 1,         /* the sentence is the first of a paragraph */
       SL_ALIGN_HARD = 2 };      /* a delimiter stands before it: no bead crosses it, and the k-th of one side meets the k-th of the other;
                                    where the sides have different numbers of them, none counts */
typedef struct sl_align_text {
    const sl_str *sentence; size_t n;
    const uint8_t *mark;         /* of each sentence, the bits above; NULL: nothing is known of paragraphs */
} sl_align_text;

/* What a link's weight is made of: natural logarithms, added up as they are. */
typedef struct sl_align_parts {
    double kind, length, place;  /* of its numbers of sentences; of lengths; of paragraphs and the shapes of lines */
    double words[2], rivals;     /* of the words of each side; what is taken from that for words that another has claimed */
    double emb;                  /* of vectors */
} sl_align_parts;

typedef struct sl_align_rules {
    unsigned max_bead;           /* most sentences on one side of a bead, 1..SL_ALIGN_MAX_BEAD */
    /* What is known of words beforehand; borrowed until sl_align_free. Of two that have a word the first counts. */
    struct { const sl_lexicon *ready; sl_str text; const char *name; } lexicon[2];   /* one that is open, or its bytes; the name is for errors */
    sl_str words;                /* a word list: `word TAB translation [translation...]` a line, # comments; behind both */
    sl_str dict;                 /* sluis/dict.h; it adds to what those know. Borrowed by sl_align_new only */
    const struct sl_vectors *vectors[2];    /* of both sides, sluis/vectors.h, borrowed for as long as the aligner lives; NULL: none */
} sl_align_rules;

typedef struct sl_aligner sl_aligner;
int sl_align_new(sl_aligner **a, const sl_align_rules *r, sl_err *e);       /* SL_EDATA: a row of a lexicon is none */
/* Another one with the same rules, for another thread. It shares what is known of words, so it is freed before the first. */
sl_aligner *sl_align_twin(const sl_aligner *first);
/* Align the sentences of two texts. The beads belong to the aligner and live until its next call. Nothing is carried from one call to
 * the next. */
size_t sl_align_document(sl_aligner *a, const sl_align_text *one, const sl_align_text *two, const sl_bead **beads);
/* Of the document that was aligned last: how probable it is, 0..1, that the two texts translate each other at all; below SL_ALIGN_UNLIKE they
 * may be called no translation of each other. Only what is known of words beforehand counts (kinship.h): without any of that it is .5;
 * with an empty side, 0. It is worked out at each call, in linear time. The bound is set so that of a thousand translations, short ones
 * too, at most one is called unlike; texts of a common kind that are no translations may well be above it. */
#define SL_ALIGN_UNLIKE 0.05
double sl_align_verdict(sl_aligner *a);
/* Of one of its beads that is a link: what speaks for it. */
sl_align_parts sl_align_explain(sl_aligner *a, const sl_bead *x);
/* Of all documents so far: runs of sentences that a vector was looked for, and those that had none. */
void sl_align_vectors(const sl_aligner *a, uint64_t *runs, uint64_t *missing);
void sl_align_free(sl_aligner *a);
#endif
