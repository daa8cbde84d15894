/* What the parts of forms.h share: words without marks, and the table of irregular forms. */
#ifndef SLUIS_FORMTABLE_H
#define SLUIS_FORMTABLE_H
#include "sluis/forms.h"
#include "sluis/words.h"

typedef struct { char p[SL_FORMS_MAX]; size_t n; } sl_plain;           /* small letters, no marks */
bool sl_plain_make(sl_plain *w, sl_str word);                           /* false: too long (or empty) */
static inline sl_str sl_plain_str(const sl_plain *w) { return (sl_str){w->p, w->n}; }
static inline bool sl_is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }
bool sl_has_vowel(sl_str s);

enum { SL_IRREGULAR_NOGE = 1,          /* of a verb with a prefix that takes no ge-: sproken (versproken) */
       SL_IRREGULAR_ONLY = 2 };        /* not a form: the lemma of a noun that forms no plural in -en by rule */
typedef struct sl_irregular {
    sl_str form, lemma;
    uint32_t next;                     /* with the same hash: index + 1 */
    sl_form bits;
    uint8_t kind, flags;               /* kind: an SL_FORMS_ bit */
} sl_irregular;

struct sl_forms {
    sl_irregular *v; size_t n, cap;
    uint32_t *slots; size_t mask;      /* by the hash of the form, read backwards */
    uint64_t *tails; unsigned tail_shift;   /* a bit for the hash of each tail of a form: where it is not set, no longer one goes on */
    sl_words particles, stop, adjectives;
    sl_arena text;
    size_t longest;
};
enum { SL_PARTICLE = 1, SL_PREFIX_FIXED = 2, SL_STOP = 1, SL_PREPOSITION = 2, SL_ARTICLE = 4, SL_CONJUNCTION = 8 };

/* Each irregular form that the word ends in, the longest last: f(ctx, node) until one returns true. What stands before it has a vowel, or is nothing. */
bool sl_irregular_each(const sl_forms *f, sl_str word, bool (*each)(void *ctx, const sl_irregular *node), void *ctx);
bool sl_prefix_is(const sl_forms *f, sl_str s);         /* is it a prefix that does not part from its verb? */
/* May a verb's participle without ge- stand behind this? */
bool sl_prefix_fixed(const sl_forms *f, sl_str before);

/* Endings that go for others: -heden, -heid. Ended by NULLs. */
typedef struct { const char *of_form, *of_source; uint8_t last; sl_form bits; } sl_swap;     /* last: where of_form's last letter is */
extern const sl_swap sl_form_swaps[];
#endif
