/* lexicon: learn which words translate which from text whose lines are translations; print, merge and judge lexicons. */
#include "sluis/lexicon.h"
#include "sluis/lexscore.h"
#include "sluis/stage.h"
#include "sluis/trainer.h"
#include <stdlib.h>

typedef struct { double least; long most, rounds, memory; bool diagonal; unsigned verb; } conf;
typedef struct {
    sl_trainer *t;
    sl_lexicon **x; size_t n, cap;
    sl_lexscorer *scorer;
    sl_lexscore sum; uint64_t pairs, compared, right;
    sl_buf image, before[2];     /* before: the pair of lines before this one */
} self;

enum { EMPTY };
static const char *const rules[] = {"empty", NULL};
enum { WORDS, LINKS };
static const char *const counts[] = {"words", "links", NULL};

static const sl_opt opts[] = {
    {0, "rounds", SL_OPT_INT, offsetof(conf, rounds), "N:1..100", "5", "train: rounds of expectation maximisation"},
    {0, "diagonal", SL_OPT_FLAG, offsetof(conf, diagonal), NULL, NULL, "train: prefer translations at the same place of the sentence"},
    {0, "memory", SL_OPT_INT, offsetof(conf, memory), "MB:1..1000000", "1024", "train: hold about so much, and forget rare pairs beyond"},
    {0, "least", SL_OPT_REAL, offsetof(conf, least), "X", "0.05", "train: of the geometric mean of a link's two probabilities"},
    {0, "most", SL_OPT_INT, offsetof(conf, most), "N:1..1000", "8", "train: translations of a word"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

/* A pair of lines, held to --on-error. 1: there it is; 0: dropped; else minus the error code. */
static int pair(sl_stage *s, sl_str *one, sl_str *two) {
    sl_str line = s->rec->line;
    int valid = sl_source_utf8(s, &line);
    if (valid <= 0) return valid;
    if (!sl_col(line, 1, one) || !sl_col(line, 2, two)) return -sl_bad(s, 0, "this line has no column 2");
    if (one->n && two->n) return 1;
    return -sl_drop(s, EMPTY, NULL);
}

/* From operand `first` on; without one, standard input. */
static int each_line(sl_stage *s, size_t first, int (*line)(sl_stage *, void *)) {
    int rc = s->ninputs > first ? 0 : sl_source_each(s, "-", line, NULL);
    for (size_t i = first; rc == 0 && i < s->ninputs; i++) rc = sl_source_each(s, s->inputs[i].path, line, NULL);
    return rc;
}

static int open_lexicon(sl_stage *s, const char *path) {
    self *w = s->self;
    w->x = sl_grow(w->x, &w->cap, w->n + 1, sizeof(sl_lexicon *));
    int rc = sl_lexicon_open(&w->x[w->n], path, s->err);
    if (rc == 0) w->n++;
    return rc;
}

/* The bytes of a lexicon's file, which end with LF, as what lies between those. */
static int give(sl_stage *s) {
    self *w = s->self;
    sl_str rest = sl_view(&w->image);
    int rc = 0;
    while (rc == 0 && rest.n) rc = sl_emit_str(s, sl_cut(&rest, '\n'));
    return rc;
}

static int count_and_give(sl_stage *s) {
    self *w = s->self;
    sl_lexicon *x;
    int rc = sl_lexicon_bytes(&x, sl_view(&w->image), "what was made", s->err);
    if (rc) return rc;
    for (uint32_t first, v = 0; v < sl_lexicon_words(x, 0); v++) s->count[LINKS] += sl_lexicon_row(x, v, &first);
    s->count[WORDS] = sl_lexicon_words(x, 0);
    sl_lexicon_close(x);
    return give(s);
}

static int learn_line(sl_stage *s, void *ctx) {
    (void)ctx;
    sl_str one, two;
    int got = pair(s, &one, &two);
    return got <= 0 ? -got : sl_trainer_add(((self *)s->self)->t, one, two, s->err);
}

static int train(sl_stage *s) {
    self *w = s->self;
    const conf *c = s->conf;
    sl_trainer_rules r = {(unsigned)c->rounds, (unsigned)s->common->jobs, c->diagonal, (size_t)c->memory << 20, c->least, (unsigned)c->most};
    w->t = sl_trainer_new(&r);
    int rc = each_line(s, 1, learn_line);
    if (rc == 0) rc = sl_trainer_learn(w->t, &w->image, s->err);
    return rc ? rc : count_and_give(s);
}

static int dump(sl_stage *s) {
    self *w = s->self;
    int rc = open_lexicon(s, s->inputs[1].path);
    if (rc) return rc;
    sl_lexicon_put_head(w->x[0], &w->image);
    sl_putc(&w->image, '\n');
    rc = give(s);
    for (uint32_t v = 0; rc == 0 && v < sl_lexicon_words(w->x[0], 0); v++) {
        uint32_t first;
        s->count[WORDS]++;
        s->count[LINKS] += sl_lexicon_row(w->x[0], v, &first);
        sl_lexicon_put_row(w->x[0], v, sl_out(s));
        rc = sl_emit(s);
    }
    return rc;
}

static int merge(sl_stage *s) {
    self *w = s->self;
    int rc = 0;
    for (size_t i = 1; rc == 0 && i < s->ninputs; i++) rc = open_lexicon(s, s->inputs[i].path);
    if (rc) return rc;
    sl_lexicon_merge((const sl_lexicon *const *)w->x, w->n, &w->image);
    return count_and_give(s);
}

static void keep(self *w, sl_str one, sl_str two) {
    for (unsigned d = 0; d < 2; d++) {
        sl_clear(&w->before[d]);
        sl_puts(&w->before[d], d ? two : one);
    }
}

static double gain(const sl_lexscore *r) { return r->gain[0] + r->gain[1]; }

static int judge_line(sl_stage *s, void *ctx) {
    (void)ctx;
    self *w = s->self;
    sl_str one, two;
    int got = pair(s, &one, &two);
    if (got <= 0) return -got;
    sl_lexscore r = sl_lexscorer_pair(w->scorer, one, two);
    for (unsigned d = 0; d < 2; d++) {
        w->sum.words[d] += r.words[d], w->sum.known[d] += r.known[d];
        w->sum.bits[d] += r.bits[d], w->sum.alone[d] += r.alone[d];
    }
    if (w->pairs++ && !sl_eq(two, sl_view(&w->before[1])) && !sl_eq(one, sl_view(&w->before[0]))) {
        sl_lexscore other = sl_lexscorer_pair(w->scorer, sl_view(&w->before[0]), two);
        w->compared++;
        w->right += gain(&r) > gain(&other);
    }
    keep(w, one, two);
    return 0;
}

static int row(sl_stage *s, const char *name, double over, double under) {
    sl_printf(sl_out(s), "%s\t%.4f", name, under > 0 ? over / under : 0);
    return sl_emit(s);
}

static int report(sl_stage *s) {
    const self *w = s->self;
    const sl_lexscore *r = &w->sum;
    const struct { const char *name; double over, under; } t[] = {
        {"coverage-1", r->known[0], r->words[0]}, {"coverage-2", r->known[1], r->words[1]},
        {"bits-1", r->bits[0], r->words[0]}, {"bits-2", r->bits[1], r->words[1]},
        {"bits-1-alone", r->alone[0], r->words[0]}, {"bits-2-alone", r->alone[1], r->words[1]},
        {"recognised", (double)w->right, (double)w->compared}};
    sl_printf(sl_out(s), "pairs\t%llu", (unsigned long long)w->pairs);
    int rc = sl_emit(s);
    for (size_t i = 0; rc == 0 && i < sizeof t / sizeof *t; i++) rc = row(s, t[i].name, t[i].over, t[i].under);
    return rc;
}

static int eval(sl_stage *s) {
    self *w = s->self;
    int rc = open_lexicon(s, s->inputs[1].path);
    if (rc) return rc;
    w->scorer = sl_lexscorer_new(w->x[0]);
    rc = each_line(s, 2, judge_line);
    return rc ? rc : report(s);
}

static const struct { const char *name; size_t least, most; int (*run)(sl_stage *); const char *usage; } verbs[] = {
    {"train", 1, SIZE_MAX, train, "train [BITEXT...]"}, {"dump", 2, 2, dump, "dump LEXICON"},
    {"merge", 2, SIZE_MAX, merge, "merge LEXICON..."}, {"eval", 2, SIZE_MAX, eval, "eval LEXICON [BITEXT...]"}};
enum { VERBS = sizeof verbs / sizeof *verbs };

static int init(sl_stage *s) {
    conf *c = s->conf;
    while (c->verb < VERBS && strcmp(s->inputs[0].path, verbs[c->verb].name)) c->verb++;
    if (c->verb == VERBS) return sl_usage(s, "what to do? train, dump, merge or eval");
    if (s->ninputs < verbs[c->verb].least || s->ninputs > verbs[c->verb].most) return sl_usage(s, "lexicon %s", verbs[c->verb].usage);
    if (!(c->least >= 0 && c->least <= 1)) return sl_usage(s, "--least is not between 0 and 1");
    return 0;
}

static int run(sl_stage *s) { return verbs[((const conf *)s->conf)->verb].run(s); }

static void fini(sl_stage *s) {
    self *w = s->self;
    sl_trainer_free(w->t);
    for (size_t k = 0; k < w->n; k++) sl_lexicon_close(w->x[k]);
    free(w->x);
    sl_lexscorer_free(w->scorer);
    sl_buf_free(&w->image);
    for (unsigned d = 0; d < 2; d++) sl_buf_free(&w->before[d]);
}

const sl_ops sl_stage_lexicon = {
    .name = "lexicon", .brief = "learn which words translate which", .args = "train|dump|merge|eval [FILE...]", .opts = opts,
    .conf_size = sizeof(conf), .size = sizeof(self), .flags = SL_SOURCE, .rules = rules, .counts = counts, .on_error = SL_STOP, .init = init,
    .run = run, .fini = fini};
