/* A bilingual lexicon: which words translate which, with probabilities both ways, and how often each word was seen.
 *
 * Words are tokens as alignment sees them: runs of letters and digits in lower case. A lexicon has two forms, told by their first bytes.
 *
 * As text it is `#sluis lexicon 2`, then perhaps `#tokens N M` (words of the text it was learnt from, both sides), and a row a word:
 *   WORD[ N] TAB TRANSLATION P Q[ M] [TAB TRANSLATION P Q[ M]]...
 * P is P(translation | word), Q is P(word | translation), in thousandths; N and M say how often the word and the translation were
 * seen (unknown when they are not there, as in version 1). Of two rows of a word the first counts. Other lines with # are comments.
 *
 * As a file to be mapped it holds numbers of 4 bytes, little-endian, unless said otherwise:
 *   magic        8 bytes: 89 53 4C 58 0D 0A 1A 0A
 *   version      1; then 0
 *   words[2]     how many words each side has: W1, W2
 *   links        L
 *   slots[2]     of the hash tables: S1, S2; more than there are words
 *   bytes[2]     of the words' text: B1, B2
 *   0
 *   tokens[2]    8 bytes each
 *   checksum     8 bytes: XXH3 of all that follows, seeded with XXH3 of the 64 bytes before
 *   of each side: end[W] (a word's text ends there), count[W], slot[S] (0: free; else 1 + the number of a word)
 *   row[W1]      where the links of a word of side one end
 *   links        L times: other (4), P and Q (2 each, in 65535ths), the best of a word first
 *   text         B1 bytes, B2 bytes: words in the order of bytes, nothing between them; LF
 * A word's slot is the first free one from (XXH3(word) >> 32) * S >> 32, wrapping around. So a word is found in place, and nothing is
 * read or built beforehand. A file that is cut off, damaged or something else is an error when it is opened. */
#ifndef SLUIS_LEXICON_H
#define SLUIS_LEXICON_H
#include "sluis/buf.h"
#include "sluis/err.h"

#define SL_LEXICON_NONE UINT32_MAX
typedef struct sl_lexicon sl_lexicon;             /* immutable: threads may share it */
typedef struct { uint32_t other; float p, q; } sl_lexicon_link;   /* other: a word of side two */

/* Open a file: mapped when it is one to be mapped, else read (gzip too) and, when text, converted. */
int sl_lexicon_open(sl_lexicon **x, const char *path, sl_err *e);
/* The same for bytes in memory, borrowed until it is closed. `name` is for errors. */
int sl_lexicon_bytes(sl_lexicon **x, sl_str bytes, const char *name, sl_err *e);
/* A word list, `WORD TAB TRANSLATION [TRANSLATION...]` a line, # comments: all translations count alike. Or what that was converted to. */
int sl_lexicon_list(sl_lexicon **x, sl_str text, sl_err *e);
void sl_lexicon_close(sl_lexicon *x);             /* NULL is fine */
sl_str sl_lexicon_image(const sl_lexicon *x);     /* the bytes of the file to be mapped */

/* Side 0 or 1. Words are numbered from 0 in the order of bytes. */
uint32_t sl_lexicon_words(const sl_lexicon *x, unsigned side);
uint64_t sl_lexicon_tokens(const sl_lexicon *x, unsigned side);                        /* 0: unknown */
uint32_t sl_lexicon_find(const sl_lexicon *x, unsigned side, sl_str word);             /* its number, or SL_LEXICON_NONE */
sl_str sl_lexicon_word(const sl_lexicon *x, unsigned side, uint32_t w);
uint32_t sl_lexicon_count(const sl_lexicon *x, unsigned side, uint32_t w);             /* 0: unknown */
/* The links of word w of side one are first .. first + n - 1. */
uint32_t sl_lexicon_row(const sl_lexicon *x, uint32_t w, uint32_t *first);
sl_lexicon_link sl_lexicon_get(const sl_lexicon *x, uint32_t link);
void sl_lexicon_put_row(const sl_lexicon *x, uint32_t w, sl_buf *out);                 /* as text, without LF */
void sl_lexicon_put_head(const sl_lexicon *x, sl_buf *out);                            /* the lines before the rows, the last without LF */

/* Making one: add links in any order (of two between the same words the first counts), then finish. */
typedef struct sl_lexicon_builder sl_lexicon_builder;
sl_lexicon_builder *sl_lexicon_builder_new(void);
void sl_lexicon_builder_add(sl_lexicon_builder *b, sl_str one, sl_str two, double p, double q);
void sl_lexicon_builder_count(sl_lexicon_builder *b, unsigned side, sl_str word, uint64_t n);    /* of a word that has links; the largest counts */
void sl_lexicon_builder_tokens(sl_lexicon_builder *b, uint64_t one, uint64_t two);               /* added up */
void sl_lexicon_builder_finish(sl_lexicon_builder *b, sl_buf *image);                  /* the file's bytes; frees b */

/* Many into one: probabilities are means weighted by how often the word was seen (once, when that is unknown), counts are added up;
 * a lexicon that has the word, but not the link, has 0 for it. */
void sl_lexicon_merge(const sl_lexicon *const *x, size_t n, sl_buf *image);
#endif
