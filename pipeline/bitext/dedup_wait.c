/* The records of dedup that wait for the end; see dedup_stage.h. */
#include "dedup_stage.h"
#include <stdlib.h>

enum { PART = 1 << 18 };                           /* bytes to emit in one go */

const char *sl_dedup_value(uint64_t hash, char *value) {
    for (int i = 15; i >= 0; i--, hash >>= 4) value[i] = "0123456789abcdef"[hash & 15];
    value[16] = 0;
    return value;
}

void sl_dedup_hold(sl_stage *s) {
    const sl_dedup_conf *c = s->conf;
    sl_dedup_self *x = s->self;
    x->held = sl_waiting_new(c->keep ? c->mem : c->mem / 2, sl_dedup_tmp(c), (uint64_t)c->max);
    s->flags |= SL_HOLDS;
}

/* The order of numbers as that of unsigned bits, turned round: the highest score comes first. */
static bool rank_of(sl_str score, uint64_t *rank) {
    char text[64], *end;
    double x;
    if (!score.n || score.n >= sizeof text || score.p[0] == ' ') return false;
    memcpy(text, score.p, score.n);
    text[score.n] = 0;
    x = strtod(text, &end) + 0.0;
    if (end != text + score.n || x != x) return false;
    if (x == 0) x = 0;                             /* not minus nought */
    memcpy(rank, &x, sizeof x);
    *rank = *rank >> 63 ? *rank : ~(*rank | 1ull << 63);
    return true;
}

static int wait_ranked(sl_stage *s, const sl_rec *r, uint64_t hash) {
    const sl_dedup_conf *c = s->conf;
    sl_dedup_self *x = s->self;
    sl_str score;
    uint64_t rank;
    if (!sl_col(r->line, (unsigned)c->score, &score)) return sl_bad(s, 0, "has no column %ld for its score", c->score);
    if (!rank_of(score, &rank)) return sl_bad(s, (uint64_t)(score.p - r->line.p) + 1, "column %ld is no score", c->score);
    return sl_waiting_add(x->held, r->line, hash, rank, 0, s->err);
}

/* Keys that were kept as often as may be, before memory was full, need not wait to be dropped. */
int sl_dedup_wait(sl_stage *s, const sl_rec *r, uint64_t hash) {
    const sl_dedup_conf *c = s->conf;
    sl_dedup_self *x = s->self;
    if (c->keep) return wait_ranked(s, r, hash);
    uint64_t before = sl_set_times(&x->seen, hash, (uint64_t)c->max);
    if (before < (uint64_t)c->max) return sl_waiting_add(x->held, r->line, hash, 0, before, s->err);
    if (s->common->rejects) return sl_waiting_add_decided(x->held, r->line, hash, SL_DEDUP_DUPLICATE, s->err);
    return sl_drop(s, SL_DEDUP_DUPLICATE, NULL);
}

static int give_one(sl_stage *s, sl_str line, uint64_t hash, int verdict) {
    sl_dedup_self *x = s->self;
    if (verdict == SL_HELD_KEEP) return sl_emit_str(s, line);
    return sl_drop_line(s, verdict == SL_HELD_AGAIN ? SL_DEDUP_DUPLICATE : (unsigned)verdict, sl_dedup_value(hash, x->value), line);
}

int sl_dedup_give(sl_stage *s) {
    sl_dedup_self *x = s->self;
    sl_str line;
    uint64_t hash;
    int verdict, got = 1, rc = 0;
    if (!x->held) return 0;
    if (!x->giving) rc = sl_waiting_decide(x->held, s->err);
    x->giving = true;
    for (size_t given = 0; rc == 0 && given < PART; given += line.n + 1) {
        got = sl_waiting_next(x->held, &line, &hash, &verdict, s->err);
        if (got <= 0) return -got;
        rc = give_one(s, line, hash, verdict);
    }
    return rc ? rc : SL_MORE;
}
