/* Do two lines mean the same? Links, gains, scores; see sluis/meaning.h. */
#include "meaning.h"
#include <math.h>
#include <stdlib.h>

enum { STRANGERS = 32, ALIKE = 4,         /* unknown words that are compared; letters that words which are spelt alike begin with */
       NAME_FOREIGN = 1, FOREIGN_MOST = 12 };     /* bits that a word with a capital can say of its language, as it may be of a title; and any word */
static const float MOST = 4, NAME_MOST = 2,      /* bits that a word can gain, and one that the lexicon has not */
    ASKEW = 0.2f,                         /* what a link loses that joins opposite ends: it decides between equal words */
    SAME = 0.4f, COGNATE = 0.15f,         /* P of the same word, and of one that is spelt alike */
    BESIDE = 0.5f,                        /* of its gain has a word that another one is linked to instead */
    NAME_LACKS = -2.3f, NUMBER_LACKS = -0.5f, WORD_LACKS = -0.2f;     /* of numbers, which may be written otherwise, the rule about numbers knows more */

sl_meaning *sl_meaning_new(const sl_meaning_model *m) {
    sl_meaning *s = sl_zalloc(sizeof *s);
    s->m = m;
    s->here = sl_zalloc(((size_t)m->words[1] + 1) * sizeof *s->here);
    return s;
}

void sl_meaning_free(sl_meaning *s) {
    if (!s) return;
    free(s->here);
    free(s);
}

static bool is_word(const sl_token *t) { return t->kind <= SL_T_NUMBER; }

/* How foreign an unknown word is: one that the other language has. */
static int8_t foreign(const sl_meaning_model *m, unsigned d, const sl_token *t) {
    uint32_t id = t->capital ? 0 : sl_fact_find(m, !d, t->hash);
    if (!id) return 0;
    float v = sl_log2(m->fact[!d][id - 1].share / m->none[d]);
    return (int8_t)(v > FOREIGN_MOST ? FOREIGN_MOST : v);
}

/* Is the word part of an address, code or markup? */
static bool glued(const sl_tokens *x, const sl_token *t) {
    static const char glue[] = "._/\\=<>{}@&$%#:";
    const char *p = x->text.p + t->start, *end = x->text.p + x->text.n, *after = p + t->n;
    if (t->start && *p != '.' && memchr(glue, p[-1], sizeof glue - 1)) return true;
    return after + 1 < end && memchr(glue, *after, sizeof glue - 1) && (unsigned char)after[1] > ' ' && (*after != '.' || after[1] != '.');
}

static void read_word(const sl_meaning_model *m, unsigned d, sl_mside *x, uint32_t i) {
    const sl_token *t = &x->tok.t[i];
    const sl_fact *f = x->fact[i];
    x->words += is_word(t);
    x->sum[i] = x->best[i] = x->gain[i] = 0;
    x->want[i] = x->link[i] = 0;
    x->part[i][0] = x->part[i][1] = NULL;
    x->class[i] = f ? f->class : 0;
    x->foreign[i] = f ? f->foreign : 0;
    if (f || t->kind != SL_T_WORD) return;
    x->foreign[i] = foreign(m, d, t);
    if (!t->capital || i == 0) x->fact[i] = sl_meaning_parts(m, d, sl_slice(x->tok.text.p + t->start, t->n), x->part[i]);
}

/* What is known of each word. The tables are larger than the nearer caches: all are called for before the first is looked at. */
static void find_facts(const sl_meaning_model *m, unsigned d, sl_mside *x) {
    for (uint32_t i = 0; i < x->tok.n; i++) __builtin_prefetch(&m->slot[d][(uint32_t)(x->tok.t[i].hash >> 32) & m->mask[d]]);
    for (uint32_t i = 0; i < x->tok.n; i++) {
        uint32_t id = is_word(&x->tok.t[i]) ? sl_fact_find(m, d, x->tok.t[i].hash) : 0;
        x->fact[i] = id ? &m->fact[d][id - 1] : NULL;
        __builtin_prefetch(x->fact[i]);
    }
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
        if (x->foreign[i] <= NAME_FOREIGN) continue;
        bool name = k->t[i].capital ? i > 0 : i > 0 && word_near(k, i - 1, -1) && word_near(k, i + 1, 1);
        if (name || glued(k, &k->t[i])) x->foreign[i] = NAME_FOREIGN;
    }
}

static void read_side(sl_meaning *s, unsigned d, sl_str text) {
    sl_mside *x = &s->side[d];
    sl_tokens_read(&x->tok, text);
    x->words = 0;
    find_facts(s->m, d, x);
    for (uint32_t i = 0; i < x->tok.n; i++) read_word(s->m, d, x, i);
    allow_names(x);
    sl_order_classes(s->m->order[d], &x->tok, x->class);
}

static void claim(sl_meaning *s, uint32_t i, uint32_t j, float p, float q) {
    sl_mside *a = &s->side[0], *b = &s->side[1];
    float skew = ((float)i + 0.5f) / (float)a->tok.n - ((float)j + 0.5f) / (float)b->tok.n;
    float strength = p * q * (1 - ASKEW * (skew < 0 ? -skew : skew));
    a->sum[i] += q;
    b->sum[j] += p;
    if (strength > a->best[i]) a->best[i] = strength, a->want[i] = (uint16_t)(j + 1);
    if (strength > b->best[j]) b->best[j] = strength, b->want[j] = (uint16_t)(i + 1);
}

/* Where the words of English stand. */
static void place(sl_meaning *s) {
    const sl_mside *b = &s->side[1];
    for (uint32_t j = 0; j < b->tok.n; j++) {
        const sl_token *t = &b->tok.t[j];
        if (!is_word(t)) continue;
        uint16_t *e = &s->equal[t->hash >> 55];
        s->equal_before[j] = *e;
        *e = (uint16_t)(j + 1);
        if (!b->fact[j]) continue;
        uint16_t *h = &s->here[b->fact[j] - s->m->fact[1]];
        s->before[j] = *h;
        *h = (uint16_t)(j + 1);
    }
}

static void forget(sl_meaning *s) {
    const sl_mside *b = &s->side[1];
    for (uint32_t j = 0; j < b->tok.n; j++) {
        s->equal[b->tok.t[j].hash >> 55] = 0;
        if (b->fact[j]) s->here[b->fact[j] - s->m->fact[1]] = 0;
    }
}

static void claim_listed(sl_meaning *s, uint32_t i, const sl_fact *f) {
    const sl_fact_link *l = s->m->link + f->first;
    for (uint32_t k = 0; k < f->n; k++)
        for (uint32_t j = s->here[l[k].other]; j; j = s->before[j - 1]) claim(s, i, j - 1, (float)l[k].p / 65535, (float)l[k].q / 65535);
}

static void claim_same(sl_meaning *s, uint32_t i) {
    const sl_token *t = &s->side[0].tok.t[i];
    for (uint32_t j = s->equal[t->hash >> 55]; j; j = s->equal_before[j - 1])
        if (s->side[1].tok.t[j - 1].hash == t->hash) claim(s, i, j - 1, SAME, SAME);
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
    for (uint32_t i = 0; i < x->tok.n && n < STRANGERS; i++)
        if (x->tok.t[i].kind == SL_T_WORD && x->tok.t[i].n > ALIKE && !x->want[i] && (!x->fact[i] || x->fact[i]->k250 < 200)) list[n++] = (uint16_t)i;
    return n;
}

static void claim_alike(sl_meaning *s) {
    uint16_t one[STRANGERS], two[STRANGERS];
    uint32_t n = strangers(&s->side[0], one), m = n ? strangers(&s->side[1], two) : 0;
    for (uint32_t x = 0; x < n; x++)
        for (uint32_t y = 0; y < m; y++)
            if (alike(&s->side[0].tok, one[x], &s->side[1].tok, two[y])) claim(s, one[x], two[y], COGNATE, COGNATE);
}

static void settle(sl_meaning *s) {
    sl_mside *a = &s->side[0], *b = &s->side[1];
    for (uint32_t i = 0; i < a->tok.n; i++) {
        uint32_t j = a->want[i];
        if (j && b->want[j - 1] == i + 1) a->link[i] = (uint16_t)j, b->link[j - 1] = (uint16_t)(i + 1);
    }
}

static float lacks(const sl_token *t, uint32_t i) {
    return t->kind == SL_T_NUMBER ? NUMBER_LACKS : t->capital && i ? NAME_LACKS : WORD_LACKS;
}

static void weigh(const sl_meaning_model *m, sl_mside *x, unsigned d, uint32_t others) {
    float none = m->none[d], per = 1 / ((float)others + 1);
    for (uint32_t i = 0; i < x->tok.n; i++) {
        const sl_token *t = &x->tok.t[i];
        const sl_fact *f = x->fact[i];
        if (!is_word(t)) continue;
        float k = f ? (float)f->k250 / 250 : 0.5f, share = f ? f->share : none;
        if (t->kind == SL_T_NUMBER || x->sum[i] > 0) k = k > 0.5f ? k : 0.5f;
        if (x->sum[i] <= 0) {
            x->gain[i] = f && t->kind == SL_T_WORD ? f->absent : lacks(t, i);
            continue;
        }
        float g = sl_log2(1 - k + k * x->sum[i] * per / share);
        if (g > (f ? MOST : NAME_MOST)) g = f ? MOST : NAME_MOST;
        x->gain[i] = g > 0 && !x->link[i] ? g * BESIDE : g;
    }
}

void sl_meaning_link(sl_meaning *s) {
    sl_mside *a = &s->side[0];
    place(s);
    for (uint32_t i = 0; i < a->tok.n; i++)
        if (a->fact[i]) __builtin_prefetch(s->m->link + a->fact[i]->first);
    for (uint32_t i = 0; i < a->tok.n; i++) {
        if (a->fact[i]) claim_listed(s, i, a->fact[i]);
        for (unsigned k = 0; k < 2; k++)
            if (a->part[i][k]) claim_listed(s, i, a->part[i][k]);
        if (is_word(&a->tok.t[i]) && !a->want[i]) claim_same(s, i);
    }
    forget(s);
    claim_alike(s);
    settle(s);
    for (unsigned d = 0; d < 2; d++) weigh(s->m, &s->side[d], d, s->side[!d].words);
}

static float score(const sl_meaning *s, unsigned r, unsigned d) {
    float sum = 0;
    for (unsigned k = 0; sl_meaning_features[r][k]; k++) sum += s->m->weight[r][k] * s->measured[r][d][k];
    return sum;
}

sl_meaning_score sl_meaning_pair(sl_meaning *s, sl_str nl, sl_str en) {
    sl_meaning_score v;
    read_side(s, 0, nl);
    read_side(s, 1, en);
    sl_meaning_link(s);
    sl_meaning_measure(s);
    for (unsigned r = 0; r < SL_MEANING_RULES; r++) {
        float a = score(s, r, 0), b = score(s, r, 1);
        v.side[r] = b > a;
        v.score[r] = b > a ? b : a;
    }
    return v;
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
