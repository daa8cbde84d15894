/* What is measured of a pair whose words are linked; see sluis/meaning.h. */
#include "meaning.h"

/* The lists of names and what fills them below go together. */
const char *const sl_meaning_features[SL_MEANING_RULES][SL_MEANING_FEATURES + 1] = {
    {"bias", "gain", "gain-per-word", "lost", "won", "covered", "length2", "stop", "few", "worst", "log-words", "lost-per-word", "content", "content-worst", "content-lost", "content-z", "rising", "few-links", NULL},
    {"bias", "stretch", "share", "excess", "excess2", "stop", "sentences", "other-covered", "covered", "both", "log-words", "other-lost", "sentence", "sentence-found", "sentence-excess", NULL},
    {"bias", "stretch", "share", "words", "lost", "same", "same-small", "same-few", "native", "stretch-small", "log-words", NULL},
    {"bias", "bits", "bits-per-token", "other-per-token", "rising", "links", "log-words", "per-token-neg", NULL}};

static bool is_word(unsigned kind) { return kind <= SL_T_NUMBER; }
static float least(float a, float b) { return a < b ? a : b; }
static float below_0(float v) {          /* least(v, 0), without a branch */
    uint32_t b;
    memcpy(&b, &v, sizeof b);
    b &= -(b >> 31);
    memcpy(&v, &b, sizeof v);
    return v;
}
static float most(float a, float b) { return a > b ? a : b; }

typedef struct {
    float content[2];                    /* words that say something: all, and found */
    float won, lost, covered;            /* bits; weight of what is found of all that is known */
    float stretch; uint32_t in;          /* bits lost, and words, of the end that is lacking on the other side */
    float foreign, native; uint32_t foreign_words, foreign_small;
    uint32_t stops;                      /* within */
    char stop;                           /* at the end; 0: none */
    float z, words;                      /* the side's length against the other's, in standard deviations; log2 of the words of both */
    float bits;
    uint32_t links, rising;
    float sentence, sentence_found;      /* of the first or the last of several sentences: what it lacks, share of its content that is found */
    uint32_t same, same_small;           /* words at an end that are the other side's too, in the same order; foreign ones without a capital */
} facts;

static bool ends_sentence(const sl_mside *x, uint32_t i) {
    const sl_token *t = &x->tok.t[i];
    return i && t[-1].kind != SL_T_STOP && t[-1].n > 2 && i + 1 < x->tok.n && (t[1].capital || t[1].kind == SL_T_SIGN);
}

typedef struct {                         /* sums of a walk over the tokens */
    float net, least_net, most_lost;     /* of gains from the first word on: all, the least of the way, and that with its sign turned */
    uint32_t words, least_words, most_words;           /* up to there */
    float foreign; uint32_t foreign_words, foreign_small;
    float lacks; uint32_t found, content;              /* of this sentence */
    uint32_t sentences, last;            /* last: link */
    float found_weight, weight;
} walk;

static inline void end_sentence(walk *w, facts *f, bool last) {
    bool end = w->sentences == 0 || last, only = w->sentences == 0 && last;
    if (end && !only && w->lacks > f->sentence) f->sentence = w->lacks, f->sentence_found = ((float)w->found + 0.5f) / ((float)w->content + 1);
    f->content[0] += (float)w->content;
    f->content[1] += (float)w->found;
    w->sentences++;
    w->lacks = 0;
    w->found = w->content = 0;
}

/* The run of words with the greatest sum: of words of the other language. */
static inline void add_foreign(walk *w, facts *f, int foreign, bool small) {
    f->native += (float)-(foreign * (foreign < 0));
    w->foreign += (float)foreign;
    uint32_t goes_on = w->foreign > 0 ? ~0u : 0;
    w->foreign_words = (w->foreign_words + 1) & goes_on;
    w->foreign_small = (w->foreign_small + (small & (foreign > 2))) & goes_on;
    w->foreign = most(w->foreign, 0);
    if (w->foreign > f->foreign) f->foreign = w->foreign, f->foreign_words = w->foreign_words, f->foreign_small = w->foreign_small;
}

/* What is found of a word counts by the half when another one is linked. Without a branch, as are all that nobody can foretell. */
static inline void add_word(walk *w, facts *f, const sl_mside *side, uint32_t i) {
    const sl_mword *x = &side->w[i];
    static const uint8_t says[2] = {SL_F_CONTENT | SL_F_NAME, SL_F_CONTENT};        /* a name that comes again is no proof: the topic goes on */
    static const float half[2][2] = {{0, 0}, {0.5f, 1}};
    float g = side->gain[i], v = -side->lack[i];
    uint32_t link = x->link, linked = link != 0, content = (x->flags & says[linked]) != 0;
    w->content += content;
    w->found += content & linked;
    f->won += most(g, 0);
    f->lost -= below_0(g);
    w->weight += v;
    w->found_weight += v * half[side->sum[i] > 0][linked];
    w->lacks -= least(g, 3);
    w->net += least(g, 2);
    w->words++;
    if (w->net < w->least_net) w->least_net = w->net, w->least_words = w->words;
    if (w->net > w->most_lost) w->most_lost = w->net, w->most_words = w->words;
    add_foreign(w, f, x->foreign, !x->capital);
    f->rising += link > w->last;
    f->links += linked;
    w->last = linked ? link : w->last;
}

/* The end, first words or last, whose losses outweigh its gains by most. */
static void find_stretch(const walk *w, facts *f) {
    float first = -w->least_net, last = w->most_lost - w->net;
    if (last > 0) f->stretch = last, f->in = w->words - w->most_words;
    if (first > f->stretch) f->stretch = first, f->in = w->least_words;
}

static void find_stops(const sl_mside *x, facts *f) {
    uint32_t last = x->tok.n;
    while (last && x->tok.t[last - 1].kind == SL_T_SIGN) last--;
    if (last && x->tok.t[last - 1].kind == SL_T_STOP) f->stop = (char)x->tok.t[last - 1].hash;
    else if (last && x->tok.t[last - 1].kind == SL_T_COMMA) f->stop = ',';
}

static facts walk_side(const sl_mside *x) {
    facts all = {.sentence_found = 1}, *f = &all;
    walk w = {.sentences = 0};
    for (uint32_t i = 0, n = x->tok.n; i < n; i++) {
        if (is_word(x->w[i].kind)) add_word(&w, f, x, i);
        else if (x->w[i].kind == SL_T_STOP && ends_sentence(x, i)) end_sentence(&w, f, false), f->stops++;
    }
    end_sentence(&w, f, true);
    find_stretch(&w, f);
    find_stops(x, f);
    f->covered = (w.found_weight + 1) / (w.weight + 1.5f);
    return all;
}

/* Words that both sides begin or end with; side d is asked for those of the other language. */
static void find_same(const sl_meaning *s, unsigned d, facts *f) {
    const sl_mside *x = &s->side[d];
    const sl_tokens *a = &x->tok, *b = &s->side[!d].tok;
    for (unsigned end = 0; end < 2; end++) {
        uint32_t same = 0, small = 0;
        for (uint32_t k = 0; k < a->n && k < b->n; k++) {
            uint32_t i = end ? a->n - 1 - k : k;
            const sl_token *t = &a->t[i], *u = &b->t[end ? b->n - 1 - k : k];
            if (t->kind != u->kind || (is_word(t->kind) && t->hash != u->hash)) break;
            same += is_word(t->kind);
            small += t->kind == SL_T_WORD && !t->capital && x->w[i].foreign > 1;
        }
        if (small > f->same_small || (small == f->same_small && same > f->same)) f->same = same, f->same_small = small;
    }
}

static float length_z(const sl_meaning *s) {
    float a = (float)s->side[0].tok.text.n, b = (float)s->side[1].tok.text.n;
    float r = 0.6931f * (sl_log2(a + 6) - sl_log2(b + 6)) - 0.07f;
    float sd = 0.16f + 1.2f / (4 + least(a, b));
    return r / sd;
}

static void unrelated(const sl_meaning *s, const facts *f, unsigned d, float *v) {
    float n = (float)(s->side[0].words + s->side[1].words), z = f[d].z, gain = f[0].won - f[0].lost + f[1].won - f[1].lost;
    float g0 = (f[0].won - f[0].lost) / (float)(s->side[0].words + 2), g1 = (f[1].won - f[1].lost) / (float)(s->side[1].words + 2);
    *v++ = 1;
    *v++ = most(least(gain, 20), -20);
    *v++ = gain / (n + 4);
    *v++ = least(f[0].lost + f[1].lost, 80);
    *v++ = least(f[0].won + f[1].won, 20);
    *v++ = (f[0].covered + f[1].covered) / 2;
    *v++ = least(z * z, 16);
    *v++ = (f[0].stop == '?') != (f[1].stop == '?');
    *v++ = n < 7;
    *v++ = least(g0, g1);
    *v++ = f->words;
    *v++ = (f[0].lost + f[1].lost) / (n + 4);
    *v++ = (f[0].content[1] + f[1].content[1] + 1) / (f[0].content[0] + f[1].content[0] + 1.5f);
    *v++ = least((f[0].content[1] + 1) / (f[0].content[0] + 1.5f), (f[1].content[1] + 1) / (f[1].content[0] + 1.5f));
    *v++ = least(f[0].content[0] + f[1].content[0] - f[0].content[1] - f[1].content[1], 20);
    float all = f[0].content[0] + f[1].content[0];
    *v++ = (f[0].content[1] + f[1].content[1] - 0.65f * all) / __builtin_sqrtf(0.23f * all + 1);
    *v++ = ((float)f[0].rising + 1) / (float)(f[0].links + 1);
    *v++ = 2 * (float)f[0].links / (n + 2);
}

static void partial(const sl_meaning *s, const facts *f, unsigned d, float *v) {
    const facts *me = &f[d], *it = &f[!d];
    float z = me->z;
    *v++ = 1;
    *v++ = least(me->stretch, 40);
    *v++ = (float)me->in / (float)(s->side[d].words + 3);
    *v++ = most(least(z, 5), -3);
    *v++ = z > 0 ? least(z, 5) * least(z, 5) : 0;
    *v++ = me->stop && me->stop != ',' && (!it->stop || it->stop == ',');
    *v++ = least(most((float)me->stops - (float)it->stops, -2), 2);
    *v++ = it->covered;
    *v++ = me->covered;
    *v++ = least(me->stretch, 30) * most(least(z, 5), 0);
    *v++ = f->words;
    *v++ = least(it->lost, 40);
    *v++ = least(me->sentence, 40);
    *v++ = me->sentence_found;
    *v++ = z > 0 ? least(me->sentence, 20) * least(z, 5) : 0;
}

static void mixed(const sl_meaning *s, const facts *f, unsigned d, float *v) {
    *v++ = 1;
    *v++ = least(f[d].foreign, 80);
    *v++ = (float)f[d].foreign_words / (float)(s->side[d].words + 2);
    *v++ = least((float)f[d].foreign_words, 20);
    *v++ = least(f[d].lost, 40);
    *v++ = least((float)f[d].same, 20);
    *v++ = least((float)f[d].same_small, 12);
    *v++ = least((float)f[d].same_small, 4);
    *v++ = least(f[d].native, 80);
    *v++ = least((float)f[d].foreign_small, 12);
    *v++ = f->words;
}

static void shuffled(const sl_meaning *s, const facts *f, unsigned d, float *v) {
    float n = (float)s->side[d].tok.n + 1, m = (float)s->side[!d].tok.n + 1, per = f[d].bits / (n + 2);
    *v++ = 1;
    *v++ = most(least(f[d].bits, 40), -80);
    *v++ = per;
    *v++ = f[!d].bits / (m + 2);
    *v++ = ((float)f[d].rising + 1) / (float)(f[d].links + 1);
    *v++ = least((float)f[d].links, 20);
    *v++ = sl_log2(n);
    *v++ = least(per, 0);
}

typedef void rule(const sl_meaning *, const facts *, unsigned, float *);

/* What a side with fewer words has nothing to say on: its score is 0. */
static inline void measure(sl_meaning *s, const facts *f, unsigned r, unsigned d, uint32_t words, rule *of) {
    if (s->side[d].words >= words && s->side[!d].words >= 1) of(s, f, d, s->measured[r][d]);
    else memset(s->measured[r][d], 0, sizeof s->measured[r][d]);
}

void sl_meaning_measure(sl_meaning *s) {
    facts f[2];
    float z = length_z(s), words = sl_log2((float)(s->side[0].words + s->side[1].words + 1));
    for (unsigned d = 0; d < 2; d++) {
        const sl_mside *x = &s->side[d];
        f[d] = walk_side(x);
        find_same(s, d, &f[d]);
        f[d].bits = (float)sl_order_score(s->m->order[d], x->class, x->tok.n);
        f[d].z = d ? -z : z;
        f[d].words = words;
    }
    measure(s, f, SL_MEANING_UNRELATED, 0, 1, unrelated);     /* the same for both sides */
    memcpy(s->measured[SL_MEANING_UNRELATED][1], s->measured[SL_MEANING_UNRELATED][0], sizeof s->measured[0][0]);
    for (unsigned d = 0; d < 2; d++) {
        measure(s, f, SL_MEANING_PARTIAL, d, 5, partial);
        measure(s, f, SL_MEANING_MIXED, d, 4, mixed);
        measure(s, f, SL_MEANING_SHUFFLED, d, 5, shuffled);
    }
}
