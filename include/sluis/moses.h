/* Tokens as Moses' tokenizer.perl writes them, and text again as its detokenizer.perl does, for models that were trained that way.
 *
 * The rules of the tokeniser, in their order; letter, digit, number and small letter are Unicode's Alphabetic, Nd, N and Lowercase:
 *  1. A line of white space alone is copied. Else runs of white space are one space, none at the edges, and other characters
 *     below U+0020 go.
 *  2. Whatever is neither letter, digit nor one of . , ' ` - is a token of its own.
 *  3. SL_MOSES_AGGRESSIVE: a hyphen between letters or digits is a token @-@.
 *  4. Two periods or more are a token. A comma is one, unless a number follows and a number or nothing at all stands before it
 *     (of several commas, every other one that a number follows stays with it).
 *  5. An apostrophe is a token; or, where the language's data say `clitic`, begins one between two letters and before the s of 1990's.
 *     It then stays where it is at the edges of the line, between a digit and a letter, and at times beside another one.
 *  6. A period that ends a word is a token at the end of the line; elsewhere unless the word is in the data, is one of its
 *     `number` words before a digit, has a letter and another period in it, or a word that begins with a small letter follows.
 *  7. With `clitic`, .' at the end of the line becomes " . ' " (with a space at the end, as Moses has it).
 *  8. & | < > ' " [ ] become entities, unless SL_MOSES_NO_ESCAPE.
 * Where the data say that apostrophes are `inside` words, some things are whole that these rules tear, unless SL_MOSES_STRICT:
 * an apostrophe (' or U+2019) between letters or digits and one that begins a known word ('t), a colon between digits, URLs and
 * e-mail addresses, domains and file names, #tags.
 *
 * Differs from the script in that it takes "DOTMULTI" in a text for a word like others, and bytes that are no UTF-8 for letters.
 *
 * Each rule is a pass that looks at no more than the neighbours; time is linear in the line. The model is immutable and shared. */
#ifndef SLUIS_MOSES_H
#define SLUIS_MOSES_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct sl_moses sl_moses;
enum { SL_MOSES_STRICT = 1, SL_MOSES_AGGRESSIVE = 2, SL_MOSES_NO_ESCAPE = 4 };

/* The rules of a language with these flags, from its data file moses.txt (and tokens.txt, for what is whole), compiled in or from
 * `dir` (sl_data). SL_EUSAGE when the language has none. */
int sl_moses_open(sl_moses **m, const char *lang, const char *dir, unsigned flags, sl_err *e);
void sl_moses_free(sl_moses *m);

typedef struct { uint64_t tokens; sl_buf clean, spaced, other; } sl_moses_state;   /* zero-initialised; tokens grows */
void sl_moses_tok(const sl_moses *m, sl_moses_state *state, sl_str in, sl_buf *out);      /* append the line's tokens */
void sl_moses_state_free(sl_moses_state *state);

/* The way back. A line that is white space alone, or stands between < and >, is copied. Else the entities are characters again (&bar;
 * &bra; &ket; of older versions, too), and @-@ is a hyphen. With `clitic` the rest is as detokenizer.perl -l en does it, which
 * counts up to 16 kinds of quotes in a line here. Other languages get what is torn in their words together (zo ' n, 21 : 13, en / of),
 * then the rules of detok (sluis/detok.h). */
typedef struct sl_moses_detok sl_moses_detok;
int sl_moses_detok_open(sl_moses_detok **d, const char *lang, const char *dir, sl_err *e);     /* as sl_moses_open */
void sl_moses_detok_free(sl_moses_detok *d);
void sl_moses_detok_line(const sl_moses_detok *d, sl_moses_state *state, sl_str in, sl_buf *out);   /* append the text */
#endif
