/* Running a chain; see run.h. The reading side: files cut into blocks, or a source that emits them. */
#include "run.h"
#include "blocks.h"
#include "ring.h"
#include <stdlib.h>

typedef struct {
    sl_chain *c;
    sl_ring *g;
    sl_progress progress;
    sl_err *e;
    uint64_t bytes, lines;
    bool threads;                  /* a block is only on its way when it has been handed on */
    bool unflushed;                /* something was handed on since the last flush */
    struct sl_core core;           /* of the source */
} runner;

static int hand_on(runner *r, sl_slot *t, bool flush) {
    t->flush = flush;
    r->unflushed = !flush;
    r->bytes += t->in.n;
    if (r->progress) r->progress(r->bytes, r->lines);
    return sl_ring_put(r->g, t);
}

/* How many lines the first link has counted; with threads that is theirs to know, and 0. */
static uint64_t counted(const runner *r) { return r->threads ? 0 : r->c->link[0].total.in; }

/* One block of a file. 1: go on; 0: the file's end; else minus a code (of the input, or SL_EPIPE-like from behind: e stays empty). */
static int one_block(runner *r, sl_blocks *b, const char *path) {
    bool idle = r->unflushed;
    sl_slot *t = sl_ring_slot(r->g);
    if (!t) return -SL_EIO;
    t->file = path;
    t->number = b->number;
    int got = sl_blocks_next(b, (size_t)r->c->block, &t->in, &idle, r->e);
    if (got <= 0) return got;
    uint64_t before = counted(r), lines = r->threads ? sl_count_lines(sl_view(&t->in)) : 0;
    r->lines += lines;
    if (hand_on(r, t, idle)) return -SL_EIO;
    lines += counted(r) - before;
    b->number += lines;
    r->lines = r->threads ? r->lines : counted(r);
    return 1;
}

static int one_file(runner *r, sl_blocks *b, const sl_input *in) {
    sl_shard part = r->c->link[0].common.shard;
    int rc = sl_blocks_open(b, in->path, part, r->e), got = 1;
    if (rc) return rc;
    const char *name = part.n ? sl_arena_copy(&r->c->keep, sl_cstr(sl_reader_name(b->r))).p : in->path;
    while (got > 0) got = one_block(r, b, name);
    sl_blocks_close(b);
    return -got;
}

static int read_files(runner *r) {
    sl_blocks b = {0};
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < r->c->ninputs; i++) rc = one_file(r, &b, &r->c->inputs[i]);
    sl_buf_free(&b.rest);
    return rc;
}

/* Finished records to an empty buffer, whose memory is taken for the next ones. */
static void swap_out(struct sl_core *c, sl_buf *to) {
    sl_buf full = c->out;
    c->out = *to;
    *to = full;
    if (full.n > c->done) sl_put(&c->out, full.p + c->done, full.n - c->done);
    to->n = c->done;
    c->done = 0;
}

/* What a source has emitted becomes the next block; a record it is still building stays with it. */
static int take_source(sl_stage *s, bool now) {
    runner *r = s->core->ctx;
    sl_link *l = &r->c->link[0];
    struct sl_core *c = s->core;
    if (l->rejects && sl_write(l->rejects, sl_view(&c->rejects).p, c->rejects.n, s->err)) return s->err->code;
    if (l->side && sl_side_write(l->side, 0, sl_view(&c->side), sl_slice(sl_view(&c->out).p, c->done), s->err)) return s->err->code;
    sl_clear(&c->rejects);
    sl_clear(&c->side);
    if (!c->done && !(now && r->unflushed)) return 0;
    sl_slot *t = sl_ring_slot(r->g);
    if (!t) return SL_EIO;
    t->file = "-";
    t->number = l->total.emitted;
    l->total.emitted = c->emitted;
    l->total.bytes_out += c->done;
    r->lines = c->emitted;
    swap_out(c, &t->in);
    return hand_on(r, t, now);
}

static int run_source(runner *r) {
    sl_link *l = &r->c->link[0];
    sl_stage s;
    r->core = (struct sl_core){.push_out = take_source, .limit = (size_t)r->c->block, .ctx = r, .warn = r->c->warn, .amiss = &r->c->amiss,
                               .dropped = l->total.dropped, .count = l->total.count};
    sl_stage_make(&s, r->c, 0, r->e);
    s.core = &r->core;
    int rc = l->ops->run(&s);
    r->core.out.n = r->core.done;
    int out = take_source(&s, false);
    if (rc == 0) rc = out;
    l->total.in = r->core.in;
    l->total.bytes_in = r->core.bytes_in;
    l->total.emitted = r->core.emitted;
    l->total.invalid = r->core.invalid;
    sl_stage_free(&s);
    sl_core_free_buffers(&r->core);
    return rc;
}

/* The last block is empty: it carries the end to stages that hold records. */
static void end_block(runner *r, bool broken) {
    sl_slot *t = sl_ring_slot(r->g);
    if (!t) return;
    t->file = "-";
    t->end = true;
    t->broken = broken;
    hand_on(r, t, true);
}

static int finish(sl_chain *c, sl_writer *out, int rc, const char **failed, sl_err *e) {
    if (out && rc && rc != SL_EPIPE && !sl_writer_is_file(out)) sl_writer_flush(out, e);
    int side = sl_chain_close(c, rc == 0, failed, e);
    if (!rc) rc = side;
    if (!out) return rc;
    if (rc && sl_writer_is_file(out)) return sl_writer_abort(out), rc;
    int closed = sl_writer_close(out, e);
    return rc ? rc : closed;
}

int sl_run(sl_chain *c, sl_writer *out, sl_progress progress, const char **failed, sl_err *e) {
    runner r = {.c = c, .progress = progress, .e = e};
    r.g = sl_ring_start(c, out);
    r.threads = sl_ring_threads(r.g);
    *failed = c->link[0].ops->name;
    int rc = c->link[0].flags & SL_SOURCE ? run_source(&r) : read_files(&r);
    end_block(&r, rc != 0);
    int behind = sl_ring_end(r.g, failed, e);
    if (e->code) rc = e->code;
    else if (!rc) rc = behind;
    return finish(c, out, rc, failed, e);
}
