/* Slots; see slot.h. */
#include "slot.h"
#include "stats.h"
#include <stdlib.h>

void sl_slot_make(sl_slot *t, const sl_chain *c, unsigned first) {
    for (unsigned k = first; k < c->n; k++) {
        t->core[k].dropped = sl_zalloc((c->link[k].nrules + 1) * sizeof(uint64_t));
        t->core[k].count = sl_zalloc((c->link[k].ncounts + 1) * sizeof(uint64_t));
        t->core[k].warn = c->warn;
        t->core[k].slot = t;
        t->core[k].chain = c;
    }
}

void sl_core_free_buffers(struct sl_core *c) {
    sl_buf_free(&c->out);
    sl_buf_free(&c->rejects);
    sl_buf_free(&c->side);
    sl_buf_free(&c->valid);
}

void sl_slot_free(sl_slot *t) {
    sl_buf_free(&t->in);
    sl_notes_free(&t->notes);
    for (unsigned k = 0; k < SL_MAXLINKS; k++) {
        sl_core_free_buffers(&t->core[k]);
        free(t->core[k].dropped);
        free(t->core[k].count);
    }
}

/* Buffers keep their room for the next block. */
static void core_reset(struct sl_core *c, const sl_link *l) {
    sl_clear(&c->out);
    sl_clear(&c->rejects);
    sl_clear(&c->side);
    c->done = 0;
    c->in = c->emitted = c->bytes_in = c->bytes_out = c->invalid = 0;
    if (c->dropped) memset(c->dropped, 0, l->nrules * sizeof(uint64_t));
    if (c->count) memset(c->count, 0, l->ncounts * sizeof(uint64_t));
}

void sl_slot_reset(sl_slot *t, const sl_chain *c) {
    sl_clear(&t->in);
    for (unsigned k = 0; k < c->n; k++) core_reset(&t->core[k], &c->link[k]);
    t->flush = t->end = t->broken = t->placed = t->notes.ready = false;
    t->more = 0;
    t->err.code = 0;
    t->err.file[0] = 0;
    t->err.line = t->err.byte = 0;
}

static sl_str input_of(const sl_slot *t, unsigned k, unsigned first) {
    return k == first ? sl_view(&t->in) : sl_slice(sl_view(&t->core[k - 1].out).p, t->core[k - 1].done);
}

/* A link that holds records gives them up at the end, unless it failed itself; a sink only when all went well. */
static bool owes_flush(const sl_slot *t, const sl_link *l, bool failed, bool upstream) {
    if (!l->ops->flush || failed) return false;
    if (l->flags & SL_SINK) return t->end && !upstream && !t->broken;
    return l->flags & SL_STATEFUL && (t->end || upstream);
}

void sl_slot_work(sl_slot *t, sl_chain *c, sl_stage *stages, unsigned from, unsigned to) {
    unsigned first = sl_chain_first(c);
    t->more = 0;
    for (unsigned k = from; k < to; k++) {
        sl_stage *s = &stages[k];
        sl_link *l = &c->link[k];
        sl_err e;
        memset(&e, 0, offsetof(sl_err, msg) + 1);
        s->core = &t->core[k];
        s->count = t->core[k].count;
        s->err = &e;
        uint64_t number = k == 0 ? t->number : k >= c->tail ? l->total.in : 0;
        bool upstream = t->err.code != 0;
        int rc = sl_block(s, input_of(t, k, first), k == 0 ? t->file : "-", &number, k == c->tail ? &t->notes : NULL);
        if (!t->more && owes_flush(t, l, rc != 0, upstream)) {
            rc = l->ops->flush(s);
            if (rc == SL_MORE) { t->more = k + 1; rc = 0; }
            if (upstream || t->broken) rc = 0;       /* the first cause counts */
        }
        t->core[k].bytes_out = t->core[k].done;
        if (rc) { t->err = e; t->blame = k; }
    }
}

void sl_slot_note(sl_slot *t, const sl_chain *c, sl_stage *s) { sl_block_note(s, input_of(t, c->tail, sl_chain_first(c)), &t->notes); }

/* A link that fails behind the one that has more is past caring. */
bool sl_slot_again(sl_slot *t, const sl_chain *c, unsigned *from) {
    if (!t->more || (t->err.code && t->blame >= t->more)) return false;
    *from = t->more - 1;
    t->placed = true;
    t->notes.ready = false;
    sl_clear(&t->in);
    for (unsigned k = 0; k < c->n; k++) core_reset(&t->core[k], &c->link[k]);
    return true;
}

static void add(uint64_t *to, const uint64_t *from, unsigned n) {
    for (unsigned i = 0; i < n; i++) to[i] += from[i];
}

static int settle_link(sl_link *l, const struct sl_core *core, sl_err *e) {
    int rc = 0;
    if (l->rejects) rc = sl_write(l->rejects, sl_view(&core->rejects).p, core->rejects.n, e);
    if (rc == 0 && l->side) rc = sl_side_write(l->side, l->total.in, sl_view(&core->side), sl_slice(sl_view(&core->out).p, core->done), e);
    l->total.in += core->in;
    l->total.emitted += core->emitted;
    l->total.bytes_in += core->bytes_in;
    l->total.bytes_out += core->bytes_out;
    l->total.invalid += core->invalid;
    add(l->total.dropped, core->dropped, l->nrules);
    add(l->total.count, core->count, l->ncounts);
    return rc;
}

int sl_slot_settle(sl_slot *t, sl_chain *c, sl_err *e) {
    int rc = 0;
    unsigned first = sl_chain_first(c), b = t->blame;
    if (t->err.code && !t->placed && b > 0 && b < c->tail && !strcmp(t->err.file, "-")) t->err.line += c->link[b].total.in;
    for (unsigned k = first; rc == 0 && k < c->n; k++) {
        rc = settle_link(&c->link[k], &t->core[k], e);
        if (rc && !t->err.code) t->blame = k;
    }
    return rc;
}

sl_str sl_slot_out(const sl_slot *t, const sl_chain *c) {
    unsigned first = sl_chain_first(c);
    return c->n == first ? sl_view(&t->in) : sl_slice(sl_view(&t->core[c->n - 1].out).p, t->core[c->n - 1].done);
}

/* What the blocks before gave is in the totals; this one's is still in its slot. A source counts by itself. */
static void put_stats(const sl_slot *t, const sl_chain *c, unsigned k, sl_buf *out) {
    sl_link l = c->link[k];
    const struct sl_core *core = &t->core[k];
    l.total.dropped = sl_zalloc((l.nrules + 1) * sizeof(uint64_t));
    l.total.count = sl_zalloc((l.ncounts + 1) * sizeof(uint64_t));
    add(l.total.dropped, c->link[k].total.dropped, l.nrules);
    add(l.total.count, c->link[k].total.count, l.ncounts);
    if (k >= sl_chain_first(c)) {
        l.total.in += core->in;
        l.total.emitted += core->emitted;
        l.total.bytes_in += core->bytes_in;
        l.total.bytes_out += core->done;
        l.total.invalid += core->invalid;
        add(l.total.dropped, core->dropped, l.nrules);
        add(l.total.count, core->count, l.ncounts);
    }
    sl_stats_json(&l, out);
    free(l.total.dropped);
    free(l.total.count);
}

void sl_flush_stats(sl_stage *s, sl_buf *out) {
    for (unsigned k = 0; k < s->core->chain->n; k++) put_stats(s->core->slot, s->core->chain, k, out);
}
