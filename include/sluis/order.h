/* Is a line a sentence of its language, or its words in any order?
 *
 * A bigram model of word classes: what follows what. Of each two neighbours it gives log2 P(class | class before) / P(class): above 0
 * in text, below in the same words shuffled. Classes generalise over the domain that they were learnt from; words that are not
 * known have the class of their ending (the last two letters), or of names. Facts: data/LANG/order.txt, learnt by
 * scripts/train-order; the method of learning is said in scripts/classes.c.
 *
 *   class C WORD...    words of class C (1 .. 95); -xy: what else ends in xy; ^: other words with a capital; # a number; signs
 *   row C N...         from class C to each class, 0 first, in eighths of a bit; class 0 is the edge of a line */
#ifndef SLUIS_ORDER_H
#define SLUIS_ORDER_H
#include "sluis/buf.h"
#include "sluis/err.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"

enum { SL_ORDER_CLASSES = 96 };
struct sl_tokens;

typedef struct sl_order sl_order;                                  /* immutable: threads may share it */
int sl_order_read(sl_order **o, sl_str facts, const char *name, sl_err *e);
void sl_order_free(sl_order *o);
/* The word or sign by which token i is known, when `rare` what stands for words that aren't (in key). */
sl_str sl_order_key(const struct sl_tokens *x, uint32_t i, bool rare, char key[3]);
uint8_t sl_order_class(const sl_order *o, uint64_t hash);          /* of a known word; 0: none */
/* That of a word with this ending when it isn't known; of others with a capital that begin no line, of numbers ('#') and signs. */
uint8_t sl_order_ending(const sl_order *o, sl_str word);
uint8_t sl_order_sign(const sl_order *o, char sign);
#define SL_ORDER_NAME '^'
/* The class of each token; word[i], where not 0, is given. */
void sl_order_classes(const sl_order *o, const struct sl_tokens *x, uint8_t *word);
/* The sum over neighbours, both edges too, in bits. */
double sl_order_score(const sl_order *o, const uint8_t *class, size_t n);
#endif
