/* What the parts of the lexicon know of its file; see sluis/lexicon.h. */
#ifndef SLUIS_ALIGN_LEXICON_H
#define SLUIS_ALIGN_LEXICON_H
#include "sluis/lexicon.h"
#include <xxhash.h>

enum { SL_LEXICON_SUM = 64, SL_LEXICON_HEAD = 72 };        /* where the checksum is, and what follows the head */
enum { SL_LEXICON_WEIGHT = 5 };                  /* observations that a link is worth whose probabilities are both 1 (seed.h) */
extern const char sl_lexicon_magic[9];

static inline uint32_t sl_lexicon_slot(sl_str word, uint32_t slots) { return (uint32_t)((XXH3_64bits(word.p, word.n) >> 32) * slots >> 32); }
bool sl_lexicon_is_image(sl_str s);
uint64_t sl_lexicon_sum(sl_str image);
int sl_lexicon_from_text(sl_str text, const char *name, sl_buf *image, sl_err *e);
void sl_lexicon_from_list(sl_str text, sl_buf *image);
sl_lexicon *sl_lexicon_take(sl_buf *image);      /* a lexicon that owns what sl_lexicon_builder_finish made */
#endif
