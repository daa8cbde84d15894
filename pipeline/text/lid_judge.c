/* From costs to a verdict; see sluis/lid.h. */
#include "lid_model.h"
#include <math.h>

static const float weight = 0.8f,              /* words are not independent: their costs count for less */
    far = 20.0f,                               /* what is so much less likely is not */
    least = 1e-9f;                             /* keeps a quotient finite */

static void posterior(const sl_lid *m, const sl_lid_sum *s, uint32_t among, float *p) {
    float best = -INFINITY, sum = 0;
    for (unsigned l = 0; l < m->count; l++) {
        p[l] = among >> l & 1 ? -weight * s->cost[l] + m->prior[l] : -INFINITY;
        if (p[l] > best) best = p[l];
    }
    for (unsigned l = 0; l < m->count; l++) sum += p[l] = p[l] > best - far ? expf(p[l] - best) : 0;
    for (unsigned l = 0; l < m->count; l++) p[l] /= sum;
}

sl_lid_guess sl_lid_judge(const sl_lid *m, const sl_lid_sum *s, uint32_t among, float sure) {
    float p[SL_LID_MAX];
    sl_lid_guess g = {-1, 0};
    uint32_t all = (uint32_t)((1ull << m->count) - 1);
    among = among & all ? among & all : all;
    if (!s->words || s->other > s->latin) return g;
    posterior(m, s, among, p);
    for (unsigned l = 0; l < m->count; l++)
        if (p[l] > g.p) g = (sl_lid_guess){(int)l, p[l]};
    if (g.p < sure || g.lang == m->und) g.lang = -1;
    return g;
}

/* What a pair may be instead, with its share before any word is seen. */
static const float swapped = 0.003f, both = 0.02f, foreign = 0.02f, mixed = 0.000003f;

/* How much likelier a side is with a part in the other language. */
static float part(float run) { return expf(fminf(weight * run, 60)) - 1; }

float sl_lid_pair(const sl_lid *m, const sl_lid_sum *a, const sl_lid_sum *b) {
    float p[SL_LID_MAX], q[SL_LID_MAX], same = 0;
    uint32_t all = (uint32_t)((1ull << m->count) - 1);
    int nl = m->main[0], en = m->main[1];
    if (nl < 0 || en < 0) return 0;
    if (!a->words && !b->words) return 1;
    posterior(m, a, all, p);
    posterior(m, b, all, q);
    for (unsigned l = 0; l < m->count; l++) same += p[l] * q[l];
    float right = p[nl] * q[en];
    float wrong = swapped * p[en] * q[nl] + both * same + foreign * ((1 - p[nl]) * q[en] + p[nl] * (1 - q[en]));
    wrong += mixed * right * (part(a->run[0]) + part(b->run[1]));
    return right / (right + wrong + least);
}

/* By how many nats a language leads all others, when its words may still cost `more`. Those that the model has not are impossible. */
static float lead(const sl_lid *m, const sl_lid_sum *s, unsigned lang, float more) {
    typedef float four __attribute__((vector_size(16)));
    typedef int32_t bits __attribute__((vector_size(16)));
    float mine = m->prior[lang] - weight * (s->cost[lang] + more), p[SL_LID_MAX];
    four best, v;
    for (unsigned l = 0; l < SL_LID_MAX; l++) p[l] = m->prior[l] - weight * s->cost[l];
    p[lang] = -INFINITY;
    memcpy(&best, p, sizeof best);
    for (unsigned l = 4; l < SL_LID_MAX; l += 4) {
        memcpy(&v, p + l, sizeof v);
        bits more_ = v > best;
        best = (four)((more_ & (bits)v) | (~more_ & (bits)best));
    }
    return mine - fmaxf(fmaxf(best[0], best[1]), fmaxf(best[2], best[3]));
}

float sl_lid_odds(const sl_lid *m, const sl_lid_sum *s, unsigned main, float more) {
    return m->main[main] < 0 ? INFINITY : (float)m->count * expf(-lead(m, s, (unsigned)m->main[main], more));
}

/* It falls with either's odds. */
float sl_lid_pair_least(float x, float y) { return 0.999f / (1 + (swapped + both) * x * y + (both + foreign) * (x + y)); }
