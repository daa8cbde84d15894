/* Words of a pair that translate each other: found, linked, weighed; see sluis/meaning.h. */
#include "meaning.h"

enum { STRANGERS = 32 };                  /* unknown words that are compared */
static const float ASKEW = 0.2f,          /* what a link loses that joins opposite ends: it decides between equal words */
    SAME = 0.4f, COGNATE = 0.15f;         /* P of the same word, and of one that is spelt alike */

static bool is_word(unsigned kind) { return kind <= SL_T_NUMBER; }

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
    return same >= SL_ALIKE && 5 * same >= 3 * most;
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
