/* What is known of the words of a text; see judge.h. */
#include "judge.h"
#include "sluis/utf8.h"

enum { WAYS = 16 };                      /* as many as the matcher follows at once */

/* Pages that no word falls in are never touched. */
sl_wordkeys *sl_word_tables(void) {
    const size_t page = 2 << 20;
    sl_wordkeys *k = sl_zalloc(sizeof *k);
    k->room = sl_zalloc_wide((SL_ENTRIES + SL_PAIRS) * sizeof *k->entries + SL_VERDICTS * sizeof *k->verdicts + 2 * page);
    k->entries = (sl_wordentry *)(((uintptr_t)k->room + page - 1) & ~(uintptr_t)(page - 1));
    k->pairs = k->entries + SL_ENTRIES;
    k->verdicts = (uint64_t *)(k->pairs + SL_PAIRS);
    return k;
}

/* Can the words be a match by themselves, in any surroundings? */
static void learn_hit(sl_walk *w, sl_wordentry *e, const sl_termslot *s, size_t start, size_t end) {
    sl_match m;
    if (!s->ref) return;
    e->flags |= SL_WORD_FIRST;
    if (!sl_judge(w, s, (sl_surface){start, end, 0, 0, SL_MATCH_WHOLE}, &m)) return;
    if (e->flags & SL_WORD_HIT && (e->form == 0 || m.form)) return;
    e->flags |= SL_WORD_HIT;
    e->term = m.term;
    e->variant = m.variant;
    e->form = (uint16_t)m.form;
    e->rule = (uint8_t)m.rule & 15;
}

static void put_more(sl_wordkeys *k, sl_wordentry *e, const uint64_t *keys, size_t n) {
    if (!e->at) {
        k->more = sl_grow(k->more, &k->rows_cap, k->rows + 2, sizeof *k->more);
        e->at = (uint32_t)++k->rows;
    }
    memcpy(k->more[e->at], keys, n * sizeof *keys);
}

static void learn_key(sl_walk *w, sl_wordentry *e, size_t i, uint64_t key, size_t start, size_t end) {
    uint64_t h = sl_fold_step(SL_FOLD_SEED, key);
    if (sl_termbits_has(&w->ix->seconds, key)) e->flags |= SL_WORD_SECOND, e->seconds |= (uint8_t)(1u << i);
    const sl_termslot *s = sl_termindex_may(w->ix, h) ? sl_termindex_find(w->ix, h) : NULL;
    if (!s) return;
    if (s->tag & SL_SLOT_MORE) e->flags |= SL_WORD_MORE, e->begins |= (uint8_t)(1u << i);
    learn_hit(w, e, s, start, end);
}

static void learn(sl_walk *w, sl_wordentry *e, uint64_t hash, size_t start, size_t end) {
    sl_str word = sl_slice(w->line.p + start, end - start);
    uint64_t keys[SL_FORMS_KEYS];
    bool ascii = sl_ascii_run(word.p, word.n) == word.n;
    if (!ascii || !w->ix->forms) keys[0] = sl_fold_seg(word, &w->m->fold).hash;
    if (!ascii) word = sl_view(&w->m->fold);
    size_t n = w->ix->forms ? sl_forms_keys(w->ix->forms, word, keys) : 1;
    *e = (sl_wordentry){.hash = hash, .key = keys[0], .at = e->at, .n = n & 15};
    if (n > 1) put_more(w->m->keys, e, keys + 1, n - 1);
    if (w->ix->separable && end - start <= 16 && sl_forms_particle(w->ix->forms, word)) e->flags |= SL_WORD_PARTICLE;
    w->anywhere = true;
    w->fits = 0;
    for (size_t i = 0; i < n; i++) learn_key(w, e, i, keys[i], start, end);
    w->anywhere = false;
    if (w->fits == 1) e->flags |= SL_WORD_ONLY;
}

/* The entry of a hash among two: first of them from now on. *known: it was there. */
static sl_wordentry *among(sl_wordentry *two, uint64_t hash, bool *known) {
    *known = true;
    if (two[0].hash == hash) return two;
    sl_wordentry first = two[0];
    *known = two[1].hash == hash;
    two[0] = two[1];
    two[1] = first;
    return two;
}

const sl_wordentry *sl_walk_hashed(sl_walk *w, uint64_t hash, size_t start, size_t end) {
    bool known;
    sl_wordentry *e = among(&w->m->keys->entries[sl_word_place(hash) & (SL_ENTRIES - 2)], hash, &known);
    if (!known) learn(w, e, hash, start, end);
    return e;
}

const sl_wordentry *sl_walk_word(sl_walk *w, size_t start, size_t end) {
    return sl_walk_hashed(w, sl_word_hash(w->line, start, end - start), start, end);
}

typedef struct { uint64_t keys[SL_FORMS_KEYS]; size_t n; } keyset;

static keyset chosen(const sl_walk *w, const sl_wordentry *e, unsigned bits) {
    keyset k;
    for (k.n = 0; bits; bits &= bits - 1) k.keys[k.n++] = sl_walk_key(w, e, (size_t)__builtin_ctz(bits));
    return k;
}

static void learn_pair(sl_walk *w, sl_wordentry *e, const uint64_t *hashes, size_t n, size_t start, size_t end) {
    size_t ways = 0;
    w->anywhere = true;
    w->fits = 0;
    for (size_t i = 0; i < n && ways < WAYS; i++) {
        const sl_termslot *s = sl_termindex_find(w->ix, hashes[i]);
        if (!s) continue;
        ways++;
        if (s->tag & SL_SLOT_MORE) e->flags |= SL_WORD_MORE;
        learn_hit(w, e, s, start, end);
    }
    w->anywhere = false;
    if (w->fits == 1) e->flags |= SL_WORD_ONLY;
}

static void learn_keys(sl_walk *w, sl_wordentry *pair, const sl_token *a, const sl_token *b) {
    const sl_wordentry *e = sl_walk_hashed(w, a->hash, a->start, a->end);
    keyset first = chosen(w, e, e->begins);
    e = sl_walk_hashed(w, b->hash, b->start, b->end);
    keyset second = chosen(w, e, e->seconds);
    uint64_t hashes[SL_FORMS_KEYS * SL_FORMS_KEYS];
    size_t n = 0;
    for (size_t i = 0; i < first.n; i++) {
        uint64_t h = sl_fold_step(sl_fold_step(SL_FOLD_SEED, first.keys[i]), sl_fold_space());
        for (size_t j = 0; j < second.n; j++) {
            uint64_t k = sl_fold_step(h, second.keys[j]);
            if (sl_termindex_may(w->ix, k)) hashes[n++] = k;
        }
    }
    if (n) learn_pair(w, pair, hashes, n, a->start, b->end);
}

const sl_wordentry *sl_walk_pair(sl_walk *w, const sl_token *a, const sl_token *b) {
    bool known;
    uint64_t hash = sl_pair_hash(a, b);
    sl_wordentry *pair = among(&w->m->keys->pairs[sl_word_place(hash) & (SL_PAIRS - 2)], hash, &known);
    if (known) return pair;
    *pair = (sl_wordentry){.hash = hash};
    learn_keys(w, pair, a, b);
    return pair;
}
