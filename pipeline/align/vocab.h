/* Words and their numbers, given from 0 in order of first appearance. Open addressing over XXH3; no result depends on the hash. */
#ifndef SLUIS_ALIGN_VOCAB_H
#define SLUIS_ALIGN_VOCAB_H
#include "sluis/buf.h"

enum { SL_VOCAB_NONE = UINT32_MAX };
typedef struct sl_vocab {         /* zero-initialised is empty */
    sl_buf bytes;
    size_t *at; size_t atcap;     /* word w is bytes[at[w]..at[w + 1]) */
    uint32_t n;
    uint32_t *slot; size_t nslot, slotcap;
} sl_vocab;

uint32_t sl_vocab_add(sl_vocab *v, sl_str word);           /* its number; added when it is new */
uint32_t sl_vocab_find(const sl_vocab *v, sl_str word);    /* its number or SL_VOCAB_NONE */
static inline sl_str sl_vocab_word(const sl_vocab *v, uint32_t w) { return sl_slice(v->bytes.p + v->at[w], v->at[w + 1] - v->at[w]); }
void sl_vocab_clear(sl_vocab *v);                          /* empty, its memory kept */
void sl_vocab_free(sl_vocab *v);
#endif
