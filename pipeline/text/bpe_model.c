/* The tables of a byte-pair encoding: texts to ids, pairs of ids to ranks; see bpe_model.h. */
#include "bpe_model.h"
#include <stdlib.h>
#include <xxhash.h>

/* A power of two at least twice as large: the tables stay half empty. */
static size_t slots_for(size_t n) {
    size_t slots = 64;
    while (slots < 2 * n) slots *= 2;
    return slots;
}

void bpe_model_room(sl_bpe *m, size_t n) {
    m->text_slots = slots_for(3 * n);
    m->pair_slots = slots_for(n);
    m->by_text = sl_zalloc(m->text_slots * sizeof *m->by_text);
    m->pairs = sl_zalloc(m->pair_slots * sizeof *m->pairs);
    m->symbols = sl_grow_more(NULL, &m->symbols_cap, 1, sizeof *m->symbols);
    m->symbols[0] = (bpe_symbol){SL_LIT(""), BPE_NONE, BPE_NONE, false, false};
    m->nsymbols = 1;
}

/* The slot of a text: the one that holds its id, or the free one where it belongs. */
static uint32_t *text_slot(const sl_bpe *m, sl_str text) {
    size_t i = XXH3_64bits(text.p, text.n) & (m->text_slots - 1);
    while (m->by_text[i] && !sl_eq(m->symbols[m->by_text[i]].text, text)) i = (i + 1) & (m->text_slots - 1);
    return &m->by_text[i];
}

uint32_t bpe_find(const sl_bpe *m, sl_str text) {
    uint32_t id = *text_slot(m, text);
    return id ? id : BPE_NONE;
}

static uint32_t intern(sl_bpe *m, sl_str text) {
    uint32_t *slot = text_slot(m, text);
    if (!*slot) {
        m->symbols = sl_grow(m->symbols, &m->symbols_cap, m->nsymbols + 1, sizeof *m->symbols);
        m->symbols[m->nsymbols] = (bpe_symbol){sl_arena_copy(&m->keep, text), BPE_NONE, BPE_NONE, false, false};
        *slot = (uint32_t)m->nsymbols++;
    }
    return *slot;
}

static bpe_pair *pair_slot(const sl_bpe *m, uint64_t key) {
    size_t i = (size_t)((key * 0x9E3779B97F4A7C15ull) >> 32) & (m->pair_slots - 1);
    while (m->pairs[i].key && m->pairs[i].key != key) i = (i + 1) & (m->pair_slots - 1);
    return &m->pairs[i];
}

uint32_t bpe_rank(const sl_bpe *m, uint32_t left, uint32_t right) {
    if (left == BPE_NONE || right == BPE_NONE) return BPE_NONE;
    const bpe_pair *p = pair_slot(m, (uint64_t)left << 32 | right);
    return p->key ? p->rank : BPE_NONE;
}

void bpe_model_add(sl_bpe *m, sl_str left, sl_str right, uint32_t line, sl_buf *scratch) {
    uint32_t l = intern(m, left), r = intern(m, right);
    uint64_t key = (uint64_t)l << 32 | r;
    bpe_pair *p = pair_slot(m, key);
    if (!p->key) {
        sl_clear(scratch);
        sl_puts(scratch, left);
        sl_puts(scratch, right);
        uint32_t made = intern(m, sl_view(scratch));
        *p = (bpe_pair){key, (uint32_t)m->nranks};
        m->made = sl_grow(m->made, &m->made_cap, m->nranks + 1, sizeof *m->made);
        m->last_line = sl_grow(m->last_line, &m->last_cap, m->nranks + 1, sizeof *m->last_line);
        m->made[m->nranks++] = made;
    }
    m->last_line[p->rank] = line;
}

/* Several codes may make the same text. It is taken apart by the one of them whose last line in the codes is the first: that is
 * what subword-nmt's dictionaries come down to. */
static void find_parts(sl_bpe *m) {
    uint32_t *by = sl_alloc(m->nsymbols * sizeof *by);                  /* by symbol: the last line of the code that won so far */
    memset(by, 0xFF, m->nsymbols * sizeof *by);
    for (size_t i = 0; i < m->pair_slots; i++) {
        const bpe_pair *p = &m->pairs[i];
        if (!p->key) continue;
        uint32_t made = m->made[p->rank], line = m->last_line[p->rank];
        if (line >= by[made]) continue;
        by[made] = line;
        m->symbols[made].left = (uint32_t)(p->key >> 32);
        m->symbols[made].right = (uint32_t)p->key;
    }
    free(by);
}

void bpe_model_finish(sl_bpe *m, sl_buf *scratch) {
    find_parts(m);
    for (int c = 0; c < 128; c++) {
        sl_clear(scratch);
        sl_putc(scratch, (char)c);
        m->ascii[0][c] = bpe_find(m, sl_view(scratch));
        sl_puts(scratch, SL_LIT(BPE_END));
        m->ascii[1][c] = bpe_find(m, sl_view(scratch));
    }
}

int sl_bpe_open(sl_bpe **out, const char *codes, const sl_bpe_options *o, sl_err *e) {
    sl_bpe *m = sl_zalloc(sizeof *m);
    m->separator = sl_arena_copy(&m->keep, sl_cstr(o->separator ? o->separator : "@@"));
    int rc = o->nglossaries ? bpe_glossary_open(&m->glossary, o->glossaries, o->nglossaries, e) : 0;
    if (!rc) rc = bpe_read_codes(m, codes, o->merges, e);
    if (!rc && o->vocabulary) rc = bpe_read_vocabulary(m, o->vocabulary, o->threshold, e);
    if (rc) {
        sl_bpe_free(m);
        m = NULL;
    }
    *out = m;
    return rc;
}

void sl_bpe_free(sl_bpe *m) {
    if (!m) return;
    bpe_glossary_free(m->glossary);
    free(m->symbols);
    free(m->by_text);
    free(m->pairs);
    free(m->made);
    free(m->last_line);
    sl_arena_free(&m->keep);
    free(m);
}
