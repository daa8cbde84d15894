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
    uint64_t lengths[128];                   /* bits, by the first letter: how long the words are that begin with it */
    uint16_t texts;                          /* how many were read */
} sl_words;

typedef struct sl_words_kind {               /* what the lines of a file may say */
    const sl_words_class *classes;           /* ended by a NULL name */
    uint32_t none;                           /* the bits of a line that gives no class; 0: it must give one */
    uint32_t instead;                        /* of these bits the text alone decides; others that are known of the word stay */
    bool abbreviations;                      /* the periods that a word ends in are not part of it */
} sl_words_kind;

/* Read the lines of `text`. What several lines say of a word adds up. SL_EDATA with the place in `file` for a line that is none. */
int sl_words_read(sl_words *w, sl_str text, const char *file, const sl_words_kind *kind, sl_err *e);
/* The same for the data file LANG/FILE, compiled in or from `dir` (sl_data). SL_EUSAGE when the language has none, 0 when it is
 * `optional`. */
int sl_words_open(sl_words *w, const char *lang, const char *file, const char *dir, const sl_words_kind *kind, bool optional, sl_err *e);
void sl_words_add(sl_words *w, sl_str word, uint32_t bits);   /* no-op for a word that is too long */
uint32_t sl_words_find(const sl_words *w, sl_str word);       /* 0 for nothing */
void sl_words_each(const sl_words *w, void (*f)(void *ctx, sl_str word, uint32_t bits), void *ctx);   /* in no order */
void sl_words_free(sl_words *w);
#endif
