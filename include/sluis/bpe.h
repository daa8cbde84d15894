/* Words to subwords by byte-pair encoding, and back: what subword-nmt's apply_bpe does, byte for byte (Sennrich, Haddow and Birch,
 * Neural Machine Translation of Rare Words with Subword Units, 2016).
 *
 * A line is words between spaces. A word begins as its characters, the last of them joined with "</w>" (codes of version 0.1: followed
 * by it). Of all pairs of neighbours the one that stands first in the codes is merged, wherever it occurs, from the left; then
 * again, until no pair is in the codes. Pieces that the vocabulary does not have are taken apart the way the codes made them.
 * Every piece but a word's last gets the separator, and pieces are joined by spaces. Spaces and CR at a line's edges are
 * kept, more spaces than one between words become one. Bytes that are no UTF-8 are characters that no code knows.
 *
 * Method: the pieces of a word are a linked list, its mergeable pairs a heap by (place in the codes, place in the word); all
 * pairs of one code are taken off together, as the merges of one may make pairs that stand before it in the codes. Time O(n log n) in the length of a
 * word, memory O(n). Words of up to 55 bytes are remembered, with their cuts, in a direct-mapped table of 8 MiB in each state;
 * what it holds never shows in the output.
 *
 * The model is immutable and shared; a state belongs to one thread, is reused for every line, and allocates nothing once its
 * buffers are as large as the longest word needs. */
#ifndef SLUIS_BPE_H
#define SLUIS_BPE_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct sl_bpe sl_bpe;
typedef struct {                     /* zero-initialised but for merges: -1 is all */
    const char *separator;           /* NULL: "@@"; neither empty nor with white space */
    const char *vocabulary;          /* a file, NULL: none */
    long threshold;                  /* words of the vocabulary that are rarer do not count */
    long merges;                     /* so many lines of the codes are used */
    const char *const *glossaries;   /* regular expressions (ICU) for what is never cut, UTF-8 */
    size_t nglossaries;
} sl_bpe_options;

/* Read codes: of subword-nmt ("#version: 0.1", "0.2" or "0.2 byte", none for 0.1; two units a line) or of fastBPE (no head; two
 * units and a count). SL_EDATA names file and line of what is wrong; SL_EUSAGE is a pattern that is no regular expression.
 * Nothing of the options is kept. Strings of more than 4 GiB, or 2^31 codes, are refused. */
int sl_bpe_open(sl_bpe **m, const char *codes, const sl_bpe_options *o, sl_err *e);
void sl_bpe_free(sl_bpe *m);

typedef struct {                     /* zero-initialised; the counts grow */
    uint64_t words, pieces;
    uint64_t inexact;                /* lines that sl_bpe_undo would not give back: runs of spaces, words that end like a piece */
    struct sl_bpe_work *work;
} sl_bpe_state;
/* Append the line's pieces. Fails only where a glossary's pattern takes too long or a word has 4 GiB: SL_EDATA, and *why says so. */
int sl_bpe_line(const sl_bpe *m, sl_bpe_state *state, sl_str in, sl_buf *out, const char **why);
void sl_bpe_state_free(sl_bpe_state *state);

/* Append the line with its pieces put together: a separator goes where it ends a token and is not all of it, and the space behind
 * it. Gives back what sl_bpe_line was given, unless it counted the line as inexact. */
void sl_bpe_undo(sl_str separator, sl_str in, sl_buf *out);
#endif
