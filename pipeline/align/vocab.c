/* Words and their numbers; see vocab.h. */
#include "vocab.h"
#include <stdlib.h>
#include <xxhash.h>

enum { FIRST_SLOTS = 1024 };

static void blank(sl_vocab *v, size_t nslot) {
    v->slot = sl_grow(v->slot, &v->slotcap, nslot, sizeof *v->slot);
    v->nslot = nslot;
    memset(v->slot, 0xFF, nslot * sizeof *v->slot);
}

/* The slot that holds `word`, or the free one where it belongs. */
static size_t slot_of(const sl_vocab *v, sl_str word) {
    size_t mask = v->nslot - 1, i = XXH3_64bits(word.p, word.n) & mask;
    while (v->slot[i] != SL_VOCAB_NONE && !sl_eq(sl_vocab_word(v, v->slot[i]), word)) i = (i + 1) & mask;
    return i;
}

static void rehash(sl_vocab *v, size_t nslot) {
    blank(v, nslot);
    for (uint32_t w = 0; w < v->n; w++) v->slot[slot_of(v, sl_vocab_word(v, w))] = w;
}

uint32_t sl_vocab_add(sl_vocab *v, sl_str word) {
    if (!v->nslot) blank(v, FIRST_SLOTS);
    size_t i = slot_of(v, word);
    if (v->slot[i] != SL_VOCAB_NONE) return v->slot[i];
    uint32_t w = v->slot[i] = v->n++;
    v->at = sl_grow(v->at, &v->atcap, v->n + 1, sizeof *v->at);
    v->at[w] = v->bytes.n;
    sl_puts(&v->bytes, word);
    v->at[w + 1] = v->bytes.n;
    if (v->n * (size_t)2 > v->nslot) rehash(v, v->nslot * 2);
    return w;
}

uint32_t sl_vocab_find(const sl_vocab *v, sl_str word) { return v->nslot ? v->slot[slot_of(v, word)] : SL_VOCAB_NONE; }

void sl_vocab_clear(sl_vocab *v) {
    v->n = 0;
    sl_clear(&v->bytes);
    blank(v, FIRST_SLOTS);
}

void sl_vocab_free(sl_vocab *v) {
    sl_buf_free(&v->bytes);
    free(v->at);
    free(v->slot);
    *v = (sl_vocab){0};
}
