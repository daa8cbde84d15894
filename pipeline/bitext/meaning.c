/* Do two lines mean the same? What is known of their words, and scores; see sluis/meaning.h. */
#include "meaning.h"
#include <math.h>
#include <stdlib.h>

enum { NAME_FOREIGN = 1, FOREIGN_MOST = 12 };     /* bits that a word with a capital can say of its language, as it may be of a title; and any word */
#define MOST 4.0f                         /* bits that a word can gain */
#define NAME_MOST 2.0f                    /* and one that the lexicon has not */
static const float BESIDE = 0.5f,         /* of its gain has a word that another one is linked to instead */
    NAME_LACKS = -2.3f, NUMBER_LACKS = -0.5f, WORD_LACKS = -0.2f;     /* of numbers, which may be written otherwise, the rule about numbers knows more */

sl_meaning *sl_meaning_new(const sl_meaning_model *m) {
    sl_meaning *s = sl_zalloc(sizeof *s);
    s->m = m;
    s->memory = sl_facts_new(m->words, s->fact);
    s->there = sl_zalloc(((size_t)m->words[1] / 64 + 1) * sizeof *s->there);
    for (unsigned d = 0; d < 2; d++) memcpy(s->fact[d], m->fact[d], ((size_t)m->words[d] + 1) * sizeof *s->fact[d]);
    return s;
}

void sl_meaning_free(sl_meaning *s) {
    if (!s) return;
    free(s->memory);
    free(s->there);
    free(s);
}

static bool is_word(unsigned kind) { return kind <= SL_T_NUMBER; }

/* How foreign an unknown word is: one that the other language has. */
static int8_t foreign(const sl_meaning_model *m, unsigned d, uint64_t hash) {
    uint32_t id = sl_fact_find(m, !d, hash);
    if (!id) return 0;
    float v = sl_log2(m->fact[!d][id].share / m->none[d]);
    return (int8_t)(v > FOREIGN_MOST ? FOREIGN_MOST : v);
}

/* Is the word part of an address, code or markup? */
static bool glued(const sl_tokens *x, const sl_token *t) {
    static const char glue[] = "._/\\=<>{}@&$%#:";
    const char *p = x->text.p + t->start, *end = x->text.p + x->text.n, *after = p + t->n;
    if (t->start && *p != '.' && memchr(glue, p[-1], sizeof glue - 1)) return true;
    return after + 1 < end && memchr(glue, *after, sizeof glue - 1) && (unsigned char)after[1] > ' ' && (*after != '.' || after[1] != '.');
}

/* A word that the lexicon has not: what it is made of may tell. */
static void read_unknown(const sl_meaning *s, unsigned d, sl_mside *x, uint32_t i) {
    const sl_token *t = &x->tok.t[i];
    sl_mword *w = &x->w[i];
    const sl_fact **part = x->part[x->parts], *f = NULL;
    bool name = t->capital && i;
    part[0] = NULL;
    if (!t->capital) w->foreign = foreign(s->m, d, t->hash);
    if (!name) f = sl_meaning_parts(s, d, sl_slice(x->tok.text.p + t->start, t->n), part);
    if (f) w->fact = f;
    x->lack[i] = f ? f->absent : name ? NAME_LACKS : WORD_LACKS;
    w->flags = f ? f->flags : name ? SL_F_NAME | SL_F_STRANGER : SL_F_STRANGER;
    if (part[0]) w->flags |= SL_F_PARTS, x->parts++;
    x->class[i] = name ? s->m->name[d] : sl_order_ending(s->m->order[d], sl_slice(x->tok.text.p + t->start, t->n));
}

/* Of words that are known, numbers and signs. */
static inline uint8_t class_of(const sl_meaning_model *m, unsigned d, const sl_token *t, const sl_fact *f, uint32_t i) {
    unsigned sign = t->kind == SL_T_NUMBER ? '#' : t->hash % 128, by_ending = f->flags / SL_F_ENDING & t->capital & (i > 0);
    sign = t->kind == SL_T_WORD ? 0 : sign;
    unsigned class = by_ending ? m->name[d] : f->class;
    return (uint8_t)(class | m->sign[d][sign]);
}

static inline void read_word(const sl_meaning *s, unsigned d, sl_mside *x, uint32_t i) {
    static const float most[2] = {MOST, NAME_MOST};
    const sl_token *t = &x->tok.t[i];
    sl_mword *w = &x->w[i];
    const sl_fact *f = w->fact;
    *w = (sl_mword){.fact = f, .kind = t->kind, .capital = t->capital, .foreign = f->foreign, .flags = f->flags};
    x->lack[i] = f->absent;
    x->class[i] = class_of(s->m, d, t, f, i);
    if (f == s->fact[d] && t->kind == SL_T_WORD) read_unknown(s, d, x, i);
    if (t->kind == SL_T_NUMBER) x->lack[i] = NUMBER_LACKS, w->flags = 0;
    x->sum[i] = 0;
    x->share[i] = w->fact->share;
    x->known[i] = s->m->known[w->fact->k];
    x->most[i] = most[w->fact == s->fact[d]];
    x->part_of[i] = BESIDE;
    w->flags &= (uint8_t)~(SL_F_STRANGER * (t->n <= SL_ALIKE));
    x->words += is_word(t->kind);
}

static inline void set_fact(sl_mword *w, const sl_fact *facts, uint32_t id) {
    w->fact = facts + id;
    __builtin_prefetch(w->fact);
}

/* The frequent words, and which of the others may be known: their places are called for. */
static uint32_t find_near(const sl_meaning *s, unsigned d, sl_mside *x, uint8_t *far) {
    const sl_meaning_model *m = s->m;
    const sl_fact *facts = s->fact[d];
    uint32_t left = 0;
    for (uint32_t i = 0, n = x->tok.n; i < n; i++) {
        uint64_t hash = x->tok.t[i].hash;
        const sl_fact_slot *near = sl_fact_near(m, d, hash);
        bool word = is_word(x->tok.t[i].kind), hit = near->mark == (uint32_t)hash;
        set_fact(&x->w[i], facts, near->id & -(uint32_t)(word & hit));
        far[left] = (uint8_t)i;
        left += word & !hit & sl_fact_may(m, d, hash);
    }
    for (uint32_t k = 0; k < left; k++) __builtin_prefetch(&m->slot[d][x->tok.t[far[k]].hash >> 32 & m->mask[d]]);
    return left;
}

static void find_far(const sl_meaning *s, unsigned d, sl_mside *x, const uint8_t *far, uint32_t n) {
    for (uint32_t k = 0; k < n; k++) set_fact(&x->w[far[k]], s->fact[d], sl_fact_far(s->m, d, x->tok.t[far[k]].hash));
}

/* The last word up to i, or the first from i on, of three tokens. */
static const sl_token *word_near(const sl_tokens *x, uint32_t i, int step) {
    for (int k = 0; k < 3 && i < x->n; k++, i += (uint32_t)step)
        if (x->t[i].kind == SL_T_WORD && x->t[i].capital) return &x->t[i];
    return NULL;
}

/* Names, titles and code may be in any language. */
static void allow_names(sl_mside *x) {
    const sl_tokens *k = &x->tok;
    for (uint32_t i = 0; i < k->n; i++) {
        if (x->w[i].foreign <= NAME_FOREIGN) continue;
        bool name = k->t[i].capital ? i > 0 : i > 0 && word_near(k, i - 1, -1) && word_near(k, i + 1, 1);
        if (name || glued(k, &k->t[i])) x->w[i].foreign = NAME_FOREIGN;
    }
}

/* Where the tokens stand, four at a time. */
static void find_places(sl_mside *x) {
    sl_four at = {0.5f, 1.5f, 2.5f, 3.5f};
    for (uint32_t i = 0; i < x->tok.n; i += 4, at += 4) {
        sl_four v = at / (float)x->tok.n;
        memcpy(x->at + i, &v, sizeof v);
    }
}

static void read_side(sl_meaning *s, unsigned d) {
    sl_mside *x = &s->side[d];
    int foreign_most = 0;
    x->words = x->parts = 0;
    find_places(x);
    for (uint32_t i = 0, n = x->tok.n; i < n; i++) {
        read_word(s, d, x, i);
        if (x->w[i].foreign > foreign_most) foreign_most = x->w[i].foreign;
        if (d == 0) __builtin_prefetch(s->m->link + x->w[i].fact->first * SL_LINKS);
    }
    if (foreign_most > NAME_FOREIGN) allow_names(x);
}

/* Of both sides, in step, so that neither waits for its own last sum; the weights of features that a rule has not are 0. */
static void score(const sl_meaning *s, unsigned r, float sum[2]) {
    const float *w = s->m->weight[r], *a = s->measured[r][0], *b = s->measured[r][1];
    sum[0] = sum[1] = 0;
    for (unsigned k = 0; k < SL_MEANING_FEATURES; k++) sum[0] += w[k] * a[k], sum[1] += w[k] * b[k];
}

sl_tokens *sl_meaning_tokens(sl_meaning *s, unsigned side) { return &s->side[side].tok; }

/* What is known of each word. The tables are larger than the nearer caches: all are called for before the first is looked at. */
void sl_meaning_find(sl_meaning *s) {
    uint8_t far[2][SL_TOKENS];
    uint32_t n[2];
    for (unsigned d = 0; d < 2; d++) n[d] = find_near(s, d, &s->side[d], far[d]);
    for (unsigned d = 0; d < 2; d++) find_far(s, d, &s->side[d], far[d], n[d]);
}

sl_meaning_score sl_meaning_judge(sl_meaning *s) {
    sl_meaning_score v;
    read_side(s, 0);
    read_side(s, 1);
    sl_meaning_link(s);
    sl_meaning_measure(s);
    for (unsigned r = 0; r < SL_MEANING_RULES; r++) {
        float of[2];
        score(s, r, of);
        v.side[r] = of[1] > of[0];
        v.score[r] = of[v.side[r]];
    }
    return v;
}

sl_meaning_score sl_meaning_pair(sl_meaning *s, sl_str nl, sl_str en) {
    sl_tokens_read(&s->side[0].tok, nl);
    sl_tokens_read(&s->side[1].tok, en);
    sl_meaning_find(s);
    return sl_meaning_judge(s);
}

/* A score of 0 is of a rule that was not asked. */
double sl_meaning_same(const sl_meaning_score *v) {
    double p = 1;
    bool judged = false;
    for (unsigned r = 0; r < SL_MEANING_RULES; r++) {
        if (v->score[r] == 0) continue;
        judged = true;
        p /= 1 + exp((double)v->score[r]);
    }
    return judged ? p : 0.5;
}

const float *sl_meaning_measured(const sl_meaning *s, sl_meaning_rule r, unsigned side) { return s->measured[r][side]; }
