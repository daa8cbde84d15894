/* Words and what a language says of them: a table from words to bits, read from data files whose lines are
 * WORD [CLASS...]. Case does not matter, and the typographic apostrophe is the plain one. */
#ifndef SLUIS_WORDS_H
#define SLUIS_WORDS_H
#include "sluis/buf.h"
#include "sluis/err.h"

#define SL_WORD_MAX 64                       /* bytes of a word that can be known */

typedef struct { const char *name; uint32_t bit; } sl_words_class;
typedef struct sl_words {                    /* zero-initialised is empty */
    sl_arena names;
    struct sl_words_slot *slots;
    size_t mask, n;
} sl_words;

/* Read the lines of `text`: the classes that a line may give, ended by a NULL name, and the bit of a line that gives none
 * (0: it must give one). What several lines say of a word adds up. SL_EDATA with the place in `file` for a line that is none. */
int sl_words_read(sl_words *w, sl_str text, const char *file, const sl_words_class *classes, uint32_t none, sl_err *e);
void sl_words_add(sl_words *w, sl_str word, uint32_t bits);   /* no-op for a word that is too long */
uint32_t sl_words_find(const sl_words *w, sl_str word);       /* 0 for nothing */
void sl_words_each(const sl_words *w, void (*f)(void *ctx, sl_str word, uint32_t bits), void *ctx);   /* in no order */
/* The next field of a line, fields being cut by spaces and tabs; empty at the end. */
sl_str sl_words_field(sl_str *rest);
void sl_words_free(sl_words *w);
#endif
