/* From costs to a verdict; see sluis/lid.h. */
#include "lid_model.h"
#include <math.h>

static const float weight = 0.7f,              /* words are not independent: their costs count for less */
    favour = 0.7f,                             /* Dutch and English before any word, in nats */
    far = 20.0f,                               /* what is so much less likely is not */
    least = 1e-6f;

static void posterior(const sl_lid *m, const sl_lid_sum *s, uint32_t among, float *p) {
    float best = -INFINITY, sum = 0;
    for (unsigned l = 0; l < m->count; l++) {
        p[l] = among >> l & 1 ? -weight * s->cost[l] + ((int)l == m->main[0] || (int)l == m->main[1] ? favour : 0) : -INFINITY;
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

/* What either side may be instead, with its share before any word is seen. */
static const float swapped = 0.003f, both = 0.02f, foreign = 0.02f;

float sl_lid_pair(const sl_lid *m, const sl_lid_sum *a, int la, const sl_lid_sum *b, int lb) {
    float p[SL_LID_MAX], q[SL_LID_MAX];
    uint32_t all = (uint32_t)((1ull << m->count) - 1);
    if (la < 0 || lb < 0) return 0;
    if (!a->words && !b->words) return 1;
    posterior(m, a, all, p);
    posterior(m, b, all, q);
    float right = p[la] * q[lb] + least * least, same = 0;
    for (unsigned l = 0; l < m->count; l++) same += p[l] * q[l];
    float wrong = swapped * p[lb] * q[la] + both * same + foreign * ((1 - p[la]) * q[lb] + p[la] * (1 - q[lb]));
    return right / (right + wrong);
}
