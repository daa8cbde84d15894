/* Tokens of a line of text, and a way back to its very bytes.
 *
 * Tokens are separated by one U+0020. Convention: UD (universaldependencies.org) as its Dutch and English treebanks have it. Dutch
 * words keep hyphens and apostrophes (VS-president, zo'n, euro's, 't); English ones are cut at hyphens and before clitics (wheel - chair,
 * do n't, company 's). In both, numbers with separators, times, dates, abbreviations with their period, URLs, e-mail
 * addresses, file names, #tags, @handles, emoticons and emoji are one token each. Placeholders (U+FF5F...U+FF60, XX1, __T1__,
 * tags as <x id="1"/>) come through untouched, their inner spaces too, whatever is around them.
 *
 * With marks, the joiner U+FFED stands at a token's side where there was no space, as OpenNMT's Tokenizer writes it ("word ￭."):
 * at the punctuation rather than the word, never at a placeholder if it can be helped. Whatever else is not one U+0020 between
 * two tokens - more spaces, white space and control characters of other kinds, spaces at the edges, a literal U+FFED - is
 * carried as a token of its own, ￭%HEX￭, HEX being its bytes. Bytes that are no UTF-8 are part of words. A line that gets no mark but that the
 * rules of detok would change has one before its first token, so that it is marked. Hence for every line of bytes
 * without LF, sl_detok_marks(sl_tok_line(line)) == line if it is marked, and line itself is its own tokens if not.
 *
 * Without marks (plain) white space and control characters are one space between two tokens, none at the edges.
 *
 * What the caller keeps (sluis/patterns.h) is one token, its single spaces too, and copied; a URL or name that overlaps it
 * is one with it. Not so where more than one space, a control character or a mark is in it.
 *
 * One pass, no recursion, time linear in the line: each rule looks at a bounded number of bytes around it, or moves on
 * behind what it has looked at. The model is immutable and shared. */
#ifndef SLUIS_TOK_H
#define SLUIS_TOK_H
#include "sluis/buf.h"
#include "sluis/err.h"

#define SL_JOINER "\xEF\xBF\xAD"             /* U+FFED */

typedef struct sl_tok sl_tok;
enum { SL_TOK_PLAIN = 1,                     /* no marks */
       SL_TOK_SPANS = 2,                     /* say in the state where each token stood */
       SL_TOK_CASE = 4,                      /* small letters, with marks for capitals (sluis/recase.h); placeholders and URLs stay */
       SL_TOK_TAGS = 8 };                    /* all of XML and HTML is kept whole: any tag, comments, instructions, &references; */

/* The model of a language, from its data files tokens.txt and abbreviations.txt, compiled in or from `dir` (sl_data).
 * SL_EUSAGE when the language has no tokens.txt; without abbreviations.txt it knows no abbreviations. */
int sl_tok_open(sl_tok **m, const char *lang, const char *dir, sl_err *e);
void sl_tok_free(sl_tok *m);

typedef struct {                             /* zero-initialised; counts grow */
    uint64_t tokens, carried;
    sl_buf scratch;
    sl_range *spans; size_t nspans, cap;     /* of the last line's tokens */
    const sl_range *keep; size_t nkeep;      /* set by the caller for the next line: what is never split, in order, none overlapping */
} sl_tok_state;
/* Append the line's tokens. */
void sl_tok_line(const sl_tok *m, unsigned flags, sl_tok_state *state, sl_str in, sl_buf *out);
void sl_tok_state_free(sl_tok_state *state);
#endif
