/* Do two lines mean the same? Links, gains, scores; see sluis/meaning.h. */
#include "meaning.h"
#include <math.h>
#include <stdlib.h>

enum { STRANGERS = 32, ALIKE = 4,         /* unknown words that are compared; letters that words which are spelt alike begin with */
       NAME_FOREIGN = 1, FOREIGN_MOST = 12 };     /* bits that a word with a capital can say of its language, as it may be of a title; and any word */
#define MOST 4.0f
#define NAME_MOST 2.0f
static const float      /* bits that a word can gain, and one that the lexicon has not */
    ASKEW = 0.2f,                         /* what a link loses that joins opposite ends: it decides between equal words */
    SAME = 0.4f, COGNATE = 0.15f,         /* P of the same word, and of one that is spelt alike */
    BESIDE = 0.5f,                        /* of its gain has a word that another one is linked to instead */
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
    w->flags &= (uint8_t)~(SL_F_STRANGER * (t->n <= ALIKE));
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

static inline void want(sl_mword *w, uint32_t strength, uint32_t token) {
    uint32_t more = -(uint32_t)(strength > w->best);           /* a mask: no branch can foresee it */
    w->best ^= (w->best ^ strength) & more;
    w->want = (uint16_t)(w->want ^ ((w->want ^ (token + 1)) & more));
}

static inline void claim(sl_meaning *s, uint32_t i, uint32_t j, float p, float q) {
    sl_mside *a = &s->side[0], *b = &s->side[1];
    float skew = a->at[i] - b->at[j], strength = p * q * (1 - ASKEW * __builtin_fabsf(skew));
    uint32_t bits;
    memcpy(&bits, &strength, sizeof bits);
    a->sum[i] += q;
    b->sum[j] += p;
    want(&a->w[i], bits, j);
    want(&b->w[j], bits, i);
}

static inline uint16_t *here(sl_meaning *s, uint32_t number) { return &s->here[number % SL_HERE]; }

/* Where the words of English stand. */
static void place(sl_meaning *s) {
    const sl_mside *b = &s->side[1];
    for (uint32_t j = 0, n = b->tok.n; j < n; j++) {
        if (!is_word(b->w[j].kind)) continue;
        uint16_t *e = &s->equal[b->tok.t[j].hash >> 55];
        s->equal_before[j] = *e;
        *e = (uint16_t)(j + 1);
        if (!b->w[j].fact->first) continue;
        uint16_t *h = here(s, b->w[j].fact->first);
        s->there[b->w[j].fact->first / 64] |= (uint64_t)1 << b->w[j].fact->first % 64;
        s->before[j] = *h;
        *h = (uint16_t)(j + 1);
    }
}

static void forget(sl_meaning *s) {
    const sl_mside *b = &s->side[1];
    for (uint32_t j = 0, n = b->tok.n; j < n; j++) {
        s->equal[b->tok.t[j].hash >> 55] = 0;
        *here(s, b->w[j].fact->first) = 0;
        s->there[b->w[j].fact->first / 64] = 0;
    }
}

static void claim_same(sl_meaning *s, uint32_t i) {
    const sl_token *t = &s->side[0].tok.t[i];
    for (uint32_t j = s->equal[t->hash >> 55]; j; j = s->equal_before[j - 1])
        if (s->side[1].tok.t[j - 1].hash == t->hash) claim(s, i, j - 1, SAME, SAME);
}

/* The translations that are found are claimed in the order of finding: so neither loop waits for what the other one has to guess. */
static void claim_found(sl_meaning *s) {
    for (uint32_t k = 0, n = s->nfound; k < n; k++) {
        uint32_t i = s->found[k].token;
        if (s->found[k].link == SL_FOUND_SAME) {
            claim_same(s, i);
            continue;
        }
        const sl_fact_link *l = &s->m->link[s->found[k].link];
        for (uint32_t j = *here(s, l->other); j; j = s->before[j - 1])
            if (s->side[1].w[j - 1].fact->first == l->other) claim(s, i, j - 1, (float)l->p / 65535, (float)l->q / 65535);
    }
    s->nfound = 0;
}

/* The translations of a word that stand on the other side; how many. There is room for them all. */
static inline uint32_t find_listed(sl_meaning *s, uint32_t i, const sl_fact *f) {
    uint32_t at = f->first * SL_LINKS, end = at + f->n * SL_LINKS, n = s->nfound, before = n;
    const sl_fact_link *l = s->m->link;
    const uint64_t *there = s->there;
    for (; at < end; at += SL_LINKS)
        for (unsigned k = 0; k < SL_LINKS; k++) {
            uint32_t other = l[at + k].other;
            s->found[n] = (sl_found){at + k, i};
            n += there[other / 64] >> other % 64 & 1;
        }
    s->nfound = n;
    return n - before;
}

/* Letters by what they sound like in both languages. */
static const char sound[32] = {['a' & 31] = 'a', ['b' & 31] = 'b', ['c' & 31] = 'k', ['d' & 31] = 'd', ['e' & 31] = 'e', ['f' & 31] = 'f', ['g' & 31] = 'g',
    ['h' & 31] = 'h', ['i' & 31] = 'i', ['j' & 31] = 'i', ['k' & 31] = 'k', ['l' & 31] = 'l', ['m' & 31] = 'm', ['n' & 31] = 'n', ['o' & 31] = 'o', ['p' & 31] = 'p',
    ['q' & 31] = 'k', ['r' & 31] = 'r', ['s' & 31] = 's', ['t' & 31] = 't', ['u' & 31] = 'u', ['v' & 31] = 'f', ['w' & 31] = 'w', ['x' & 31] = 'x', ['y' & 31] = 'i',
    ['z' & 31] = 's'};

static char sounds(const char *p) { return sound[*p & 31]; }

/* Do two words begin alike, for three fifths of the longer one? A letter may be left out or be another one, once. */
static bool alike(const sl_tokens *a, uint32_t i, const sl_tokens *b, uint32_t j) {
    uint32_t n = a->t[i].n, m = b->t[j].n, x = 0, y = 0, same = 0, most = n > m ? n : m;
    const char *p = a->text.p + a->t[i].start, *q = b->text.p + b->t[j].start;
    if (sounds(p) != sounds(q)) return false;
    for (bool once = false; x < n && y < m;) {
        if (sounds(p + x) == sounds(q + y)) same++, x++, y++;
        else if (once || same < 2) break;
        else {
            once = true;
            if (x + 1 < n && sounds(p + x + 1) == sounds(q + y)) x++;
            else if (y + 1 < m && sounds(p + x) == sounds(q + y + 1)) y++;
            else x++, y++;
        }
    }
    return same >= ALIKE && 5 * same >= 3 * most;
}

/* Words that have found nothing, in both lists by where they stand. */
static uint32_t strangers(const sl_mside *x, uint16_t *list) {
    uint32_t n = 0;
    for (uint32_t i = 0, all = x->tok.n; i < all && n < STRANGERS; i++) {
        list[n] = (uint16_t)i;
        n += ((x->w[i].flags & SL_F_STRANGER) != 0) & (x->w[i].want == 0);
    }
    return n;
}

static void claim_alike(sl_meaning *s) {
    uint16_t one[STRANGERS], two[STRANGERS];
    uint32_t n = strangers(&s->side[0], one), m = n ? strangers(&s->side[1], two) : 0;
    for (uint32_t x = 0; x < n; x++)
        for (uint32_t y = 0; y < m; y++)
            if (alike(&s->side[0].tok, one[x], &s->side[1].tok, two[y])) claim(s, one[x], two[y], COGNATE, COGNATE);
}

/* Linked are two words when each wants the other. */
static void settle(sl_meaning *s) {
    sl_mside *a = &s->side[0], *b = &s->side[1];
    for (uint32_t i = 0, n = a->tok.n; i < n; i++) {
        uint32_t j = a->w[i].want, at = j - (j > 0), both = (j > 0) & (b->w[at].want == i + 1), to = both ? at : SL_TOKENS, from = both ? i : SL_TOKENS;
        b->w[to].link = (uint16_t)(i + 1);
        b->part_of[to] = a->part_of[from] = 1;
        a->w[i].link = (uint16_t)(j & -both);
    }
}

static inline sl_four four(const float *p) {
    sl_four v;
    memcpy(&v, p, sizeof v);
    return v;
}
static inline sl_four either(sl_four_bits which, sl_four a, sl_four b) { return (sl_four)((which & (sl_four_bits)a) | (~which & (sl_four_bits)b)); }

/* Of all tokens, four at a time, though nobody asks for a sign's. */
static void weigh(sl_mside *x, uint32_t others) {
    float per = 1 / ((float)others + 1);
    for (uint32_t i = 0, n = x->tok.n; i < n; i += 4) {
        sl_four sum = four(x->sum + i), k = four(x->known + i), most = four(x->most + i), g;
        g = sl_log2_four(1 - k + k * sum * per / four(x->share + i));
        g = either(g > most, most, g);
        g = either(g > 0, g * four(x->part_of + i), g);
        g = either(sum > 0, g, four(x->lack + i));
        memcpy(x->gain + i, &g, sizeof g);
    }
}

void sl_meaning_link(sl_meaning *s) {
    sl_mside *a = &s->side[0];
    uint32_t parts = 0;
    place(s);
    for (uint32_t i = 0, n = a->tok.n; i < n; i++) {
        if (s->nfound > SL_FOUND - 3 * SL_LINKS_MOST - 1) claim_found(s);
        uint32_t found = find_listed(s, i, a->w[i].fact);
        if (a->w[i].flags & SL_F_PARTS) {
            found += find_listed(s, i, a->part[parts][0]);
            found += find_listed(s, i, a->part[parts++][1]);
        }
        s->found[s->nfound] = (sl_found){SL_FOUND_SAME, i};
        s->nfound += (found == 0) & is_word(a->w[i].kind);
    }
    claim_found(s);
    forget(s);
    claim_alike(s);
    settle(s);
    for (unsigned d = 0; d < 2; d++) weigh(&s->side[d], s->side[!d].words);
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
