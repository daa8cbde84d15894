/* lexicon: learn which words translate which from text whose lines are translations. */
#include "sluis/lexicon.h"
#include "sluis/stage.h"

typedef struct { double least; long most; } conf;
typedef struct { sl_trainer *t; } self;

enum { EMPTY };
static const char *const rules[] = {"empty", NULL};
enum { WORDS };
static const char *const counts[] = {"words", NULL};

static const sl_opt opts[] = {
    {0, "least", SL_OPT_REAL, offsetof(conf, least), "X", "0.05", "of the geometric mean of a link's two probabilities"},
    {0, "most", SL_OPT_INT, offsetof(conf, most), "N:1..1000", "8", "translations of a word"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int init(sl_stage *s) {
    const conf *c = s->conf;
    if (strcmp(s->inputs[0].path, "train")) return sl_usage(s, "what to do? lexicon train [BITEXT...]");
    if (!(c->least >= 0 && c->least <= 1)) return sl_usage(s, "--least is not between 0 and 1");
    return 0;
}

static int take(sl_stage *s, void *t) {
    sl_str line = s->rec->line, one, two;
    int valid = sl_source_utf8(s, &line);
    if (valid <= 0) return -valid;
    if (!sl_col(line, 1, &one) || !sl_col(line, 2, &two)) return sl_bad(s, 0, "this line has no column 2");
    if (!one.n || !two.n) return sl_drop(s, EMPTY, NULL);
    sl_trainer_add(t, one, two);
    return 0;
}

static int give(sl_stage *s) {
    const conf *c = s->conf;
    sl_lexicon_rules r = {c->least, (unsigned)c->most};
    sl_trainer *t = ((self *)s->self)->t;
    int rc = sl_emit_str(s, SL_LIT("#sluis lexicon 1"));
    while (rc == 0 && sl_trainer_next(t, &r, sl_out(s))) {
        s->count[WORDS]++;
        rc = sl_emit(s);
    }
    return rc;
}

static int run(sl_stage *s) {
    self *w = s->self;
    int rc = 0;
    w->t = sl_trainer_new();
    if (s->ninputs == 1) rc = sl_source_each(s, "-", take, w->t);
    for (size_t i = 1; rc == 0 && i < s->ninputs; i++) rc = sl_source_each(s, s->inputs[i].path, take, w->t);
    if (rc) return rc;
    sl_trainer_learn(w->t);
    return give(s);
}

static void fini(sl_stage *s) { sl_trainer_free(((self *)s->self)->t); }

const sl_ops sl_stage_lexicon = {
    .name = "lexicon", .brief = "learn which words translate which", .args = "train [BITEXT...]", .opts = opts, .conf_size = sizeof(conf),
    .size = sizeof(self), .flags = SL_SOURCE, .rules = rules, .counts = counts, .on_error = SL_STOP, .init = init, .run = run, .fini = fini};
