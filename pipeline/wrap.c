/* wrap: a program that answers a line with a line, such as an MT engine, at work on one column of a stream. */
#include "sluis/coproc.h"
#include "sluis/stage.h"
#include "sluis/utf8.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

enum { STEP = 1 << 16, AHEAD = 1 << 18 };    /* bytes read at once; waiting for the program before we stop reading */
enum { TAB };
static const char *const rules[] = {"tab", NULL};

typedef struct { const char **argv; } conf;

/* A record on its way: this, then the bytes before its column and those behind it. */
typedef struct { uint64_t number; size_t before, behind; } flight;

typedef struct {
    sl_coproc co;
    sl_reader *in;
    sl_buf read; size_t seen;        /* read[..seen) holds no LF */
    uint64_t number;                 /* of the last line read */
    bool end;                        /* no more input, or an error in it */
    sl_err late;                     /* that error: told when the lines before it are answered */
    sl_buf queue; size_t head;       /* flights, in order */
    size_t scanned;                  /* co.got[..scanned) holds no LF */
    uint64_t sent, answered;
    sl_buf line;
} state;

static bool in_flight(const state *w) { return w->queue.n > w->head; }

/* How it ended; empty when it ended well. */
static const char *fate(int status, char *to, size_t n) {
    to[0] = 0;
    if (status > 0 && WIFEXITED(status)) snprintf(to, n, "; exit status %d", WEXITSTATUS(status));
    if (status > 0 && WIFSIGNALED(status)) snprintf(to, n, "; killed by signal %d", WTERMSIG(status));
    return to;
}

static flight first(const state *w) {
    flight f;
    memcpy(&f, w->queue.p + w->head, sizeof f);
    return f;
}

/* Towards the program. */

/* Cut the record into what goes to the program and what is carried around it. */
static int send_record(sl_stage *s, uint64_t number, sl_str line) {
    state *w = s->self;
    sl_str col;
    unsigned k = s->common->fields[0];
    if (!sl_col(line, k, &col)) return sl_bad(s, 0, "column %u is wanted and missing", k);
    flight f = {number, (size_t)(col.p - line.p), line.n - (size_t)(col.p - line.p) - col.n};
    sl_put(&w->queue, (const char *)&f, sizeof f);
    sl_put(&w->queue, line.p, f.before);
    sl_put(&w->queue, col.p + col.n, f.behind);
    sl_puts(&w->co.send, col);
    sl_putc(&w->co.send, '\n');
    w->sent++;
    return 0;
}

static int one_line(sl_stage *s, sl_str line) {
    state *w = s->self;
    sl_rec r = {line, sl_reader_name(w->in), ++w->number};
    sl_source_rec(s, &r);
    int rc = sl_source_utf8(s, &line);
    rc = rc <= 0 ? -rc : send_record(s, r.number, line);
    s->rec = NULL;
    return rc;
}

/* Every whole line of what was read; at the end the rest, too. */
static int whole_lines(sl_stage *s, bool all) {
    state *w = s->self;
    sl_str rest = sl_view(&w->read);
    int rc = 0;
    if (!rest.n) return 0;
    while (rc == 0 && rest.n > w->seen && memchr(rest.p + w->seen, '\n', rest.n - w->seen)) {
        w->seen = 0;
        rc = one_line(s, sl_cut(&rest, '\n'));
    }
    if (rc == 0 && all && rest.n) rc = one_line(s, sl_cut(&rest, '\n'));
    w->seen = rest.n;
    memmove(w->read.p, rest.p, rest.n);
    w->read.n = rest.n;
    return rc;
}

/* An error in the input ends it; the lines before it are still answered. */
static void read_input(sl_stage *s) {
    state *w = s->self;
    size_t got;
    int rc = sl_read(w->in, &w->read, STEP, &got, s->err);
    w->end = rc || got == 0;
    sl_err broken = *s->err;
    if (rc) *s->err = (sl_err){0};
    int lines = whole_lines(s, rc == 0 && got == 0);
    if (lines) {
        w->late = *s->err;
        *s->err = (sl_err){0};
        w->end = true;
    } else if (rc) w->late = broken;
    w->co.last = w->end;
}

/* Back from the program. */

/* Hold an answer to --on-error; a TAB would make a column of its own. 1: *a is good, save for TABs under `replace`; 0: dropped. */
static int check_answer(sl_stage *s, sl_str *a) {
    int how = s->common->on_error;
    const char *tab = a->n ? memchr(a->p, '\t', a->n) : NULL, *name = ((state *)s->self)->co.name;
    size_t valid = how == SL_STOP ? sl_utf8_valid(a->p, a->n) : a->n;
    if (valid < a->n) return -sl_bad(s, valid + 1, "invalid UTF-8 in the answer of '%s'", name);
    if (!tab || how == SL_REPLACE) return sl_source_utf8(s, a);
    if (how != SL_DROP) return -sl_bad(s, (uint64_t)(tab - a->p) + 1, "a TAB in the answer of '%s'", name);
    sl_drop(s, TAB, NULL);
    return 0;
}

static int emit_answer(sl_stage *s, sl_str before, sl_str a, sl_str behind) {
    sl_buf *out = sl_out(s);
    sl_puts(out, before);
    size_t at = out->n;
    sl_puts(out, a);
    for (; at < out->n; at++)
        if (out->p[at] == '\t') out->p[at] = ' ';
    sl_puts(out, behind);
    return sl_emit(s);
}

static int too_many(sl_stage *s) {
    state *w = s->self;
    return sl_fail(s->err, SL_EDATA, sl_reader_name(w->in), w->number, 0, "'%s' gave more than one line for a line: %llu lines for %llu",
                   w->co.name, (unsigned long long)w->answered + 1, (unsigned long long)w->sent);
}

static int one_answer(sl_stage *s, sl_str a) {
    state *w = s->self;
    if (!in_flight(w)) return too_many(s);
    flight f = first(w);
    const char *carried = w->queue.p + w->head + sizeof f;
    sl_str before = {carried, f.before}, behind = {carried + f.before, f.behind};
    sl_clear(&w->line);
    sl_puts(&w->line, before);
    sl_puts(&w->line, a);
    sl_puts(&w->line, behind);
    s->rec = &(sl_rec){sl_view(&w->line), sl_reader_name(w->in), f.number};
    int rc = check_answer(s, &a);
    rc = rc > 0 ? emit_answer(s, before, a, behind) : -rc;
    s->rec = NULL;
    w->head += sizeof f + f.before + f.behind;
    w->answered++;
    return rc;
}

static void compact(state *w) {
    if (w->head < STEP || w->head < w->queue.n / 2) return;
    memmove(w->queue.p, w->queue.p + w->head, w->queue.n - w->head);
    w->queue.n -= w->head;
    w->head = 0;
}

/* Every whole line that the program gave; a last one without LF counts. */
static int answers(sl_stage *s) {
    state *w = s->self;
    sl_str rest = sl_view(&w->co.got);
    int rc = 0;
    if (!rest.n) return 0;
    while (rc == 0 && rest.n > w->scanned && memchr(rest.p + w->scanned, '\n', rest.n - w->scanned)) {
        w->scanned = 0;
        rc = one_answer(s, sl_cut(&rest, '\n'));
    }
    if (rc == 0 && w->co.over && rest.n) rc = one_answer(s, sl_cut(&rest, '\n'));
    w->scanned = rest.n;
    memmove(w->co.got.p, rest.p, rest.n);
    w->co.got.n = rest.n;
    compact(w);
    return rc;
}

/* The loop. */

/* Wait for something to do. What was answered is handed on before we wait. */
static int turn(sl_stage *s, bool *input) {
    state *w = s->self;
    int fd1 = s->common->output ? -1 : 1;
    bool want = !w->end && !w->co.deaf && sl_coproc_pending(&w->co) < AHEAD, ready = want && !sl_read_would_block(w->in);
    unsigned what;
    int rc = sl_coproc_turn(&w->co, -1, -1, 0, &what, s->err);
    if (rc == 0 && !ready && !what) {
        rc = sl_push_out(s);
        if (rc == 0) rc = sl_coproc_turn(&w->co, want ? 0 : -1, fd1, -1, &what, s->err);
    }
    if (rc == 0 && what & SL_CO_UNHEARD) rc = sl_fail(s->err, SL_EPIPE, NULL, 0, 0, "the reader went away");
    *input = ready || what & SL_CO_INPUT;
    return rc;
}

/* The program's output has ended: is every line answered, and did it end well? */
static int account(sl_stage *s) {
    state *w = s->self;
    char how[40];
    bool good = !in_flight(w) && w->end;
    int status = sl_coproc_end(&w->co, good ? -1 : 1000);
    const char *name = w->co.name, *file = sl_reader_name(w->in);
    unsigned long long n = w->answered, of = w->sent;
    fate(w->co.killed ? 0 : status, how, sizeof how);
    if (in_flight(w) && w->end)
        return sl_fail(s->err, SL_EDATA, file, first(w).number, 0, "'%s' gave %llu lines for %llu%s", name, n, of, how);
    if (in_flight(w)) return sl_fail(s->err, SL_EDATA, file, first(w).number, 0, "'%s' ended after %llu lines%s", name, n, how);
    return how[0] ? sl_fail(s->err, SL_EIO, NULL, 0, 0, "'%s' failed after %llu lines%s", name, n, how) : 0;
}

/* It ended with every line so far answered: the input must end here, too. */
static int expect_end(sl_stage *s) {
    state *w = s->self;
    while (!w->end && !in_flight(w)) read_input(s);
    return account(s);
}

static int serve(sl_stage *s) {
    state *w = s->self;
    int rc = 0;
    while (rc == 0 && !w->co.over) {
        bool input;
        rc = turn(s, &input);
        if (rc == 0 && input) read_input(s);
        if (rc == 0) rc = answers(s);
    }
    if (rc == 0) rc = sl_push_out(s);
    return rc ? rc : expect_end(s);
}

static int run(sl_stage *s) {
    state *w = s->self;
    int rc = sl_source_reader(s, "-", &w->in);
    if (rc == 0) rc = sl_coproc_start(&w->co, ((const conf *)s->conf)->argv, s->err);
    if (rc == 0) rc = serve(s);
    if (w->late.code && rc != SL_EPIPE) *s->err = w->late;       /* the first cause */
    return s->err->code;
}

static void fini(sl_stage *s) {
    state *w = s->self;
    sl_coproc_free(&w->co);
    sl_reader_close(w->in);
    sl_buf_free(&w->read);
    sl_buf_free(&w->queue);
    sl_buf_free(&w->line);
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    if (s->common->files_from) return sl_usage(s, "--files-from has no meaning here: the operands are the command");
    if (s->common->nfields != 1) return sl_usage(s, "-f: one column");
    if (s->ninputs == 1 && !strcmp(s->inputs[0].path, "-")) return sl_usage(s, "a command is needed: wrap -f N -- COMMAND [ARG...]");
    c->argv = sl_zalloc((s->ninputs + 1) * sizeof *c->argv);
    for (size_t i = 0; i < s->ninputs; i++) c->argv[i] = s->inputs[i].path;
    return 0;
}

static void done(void *p) { free(((conf *)p)->argv); }

const sl_ops sl_stage_wrap = {
    .name = "wrap", .brief = "run a line-by-line program on one column", .args = "-- COMMAND [ARG...]", .conf_size = sizeof(conf),
    .size = sizeof(state), .flags = SL_SOURCE | SL_COLUMNS, .rules = rules, .on_error = SL_STOP, .init = init, .run = run, .fini = fini,
    .done = done};
