/* norm: one normal form for every line. */
#include "sluis/data.h"
#include "sluis/norm.h"
#include "sluis/stage.h"

typedef struct { sl_norm_conf c; sl_norm m; sl_buf hold; } conf;

#define OPTION(id, name, help) {0, name, SL_OPT_NO, offsetof(conf, c.rule[SL_NORM_##id]), NULL, NULL, help},
#define NAME(id, name, help) name,
static const sl_opt opts[] = {
    {0, "form", SL_OPT_CHOICE, offsetof(conf, c.form), "nfc|nfkc|none", "nfc", "Unicode normal form"},
    {0, "quotes", SL_OPT_CHOICE, offsetof(conf, c.quotes), "ascii|typographic|keep", "ascii", "style of quotes and apostrophes"},
    {0, "dashes", SL_OPT_CHOICE, offsetof(conf, c.dashes), "ascii|typographic|keep", "ascii", "style of dashes, hyphens and minus signs"},
    {0, "ellipsis", SL_OPT_CHOICE, offsetof(conf, c.ellipsis), "ascii|typographic|keep", "ascii", "style of the ellipsis"},
    {0, "repeated-marks", SL_OPT_INT, offsetof(conf, c.max_marks), "N:0..1000000", "0", "no more than N of the same punctuation mark in a row; 0: any"},
    {0, "repeated-letters", SL_OPT_INT, offsetof(conf, c.max_letters), "N:0..1000000", "0", "no more than N of the same letter in a row; 0: any"},
    {0, "keep-indent", SL_OPT_FLAG, offsetof(conf, c.keep_indent), NULL, NULL, "leading white space becomes as many spaces as it is wide"},
    SL_NORM_RULES(OPTION)
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};
static const char *const counts[] = {SL_NORM_RULES(NAME) SL_NORM_OTHERS, NULL};

typedef struct {
    sl_norm_scratch scratch;
    unsigned changed;        /* rules that changed something in earlier columns of this line */
} state;

static int init(sl_stage *s) {
    conf *c = s->conf;
    sl_str elisions;
    int rc = sl_data("nl-en/elisions.txt", s->common->data, &c->hold, &elisions, s->err);
    if (rc == 0) sl_norm_make(&c->m, &c->c, elisions);
    return rc;
}

/* A rule (and what is kept but counted) counts a line once, however many of its columns it changed. */
static void count(sl_stage *s, unsigned changed) {
    state *t = s->self;
    if (s->column == 0) t->changed = 0;
    for (unsigned fresh = changed & ~t->changed; fresh; fresh &= fresh - 1) s->count[__builtin_ctz(fresh)]++;
    t->changed |= changed;
}

static int text(sl_stage *s, sl_str in, sl_buf *out) {
    count(s, sl_norm_line(&((const conf *)s->conf)->m, &((state *)s->self)->scratch, in, out));
    return 0;
}

static void fini(sl_stage *s) { sl_norm_scratch_free(&((state *)s->self)->scratch); }
static void done(void *c) { sl_buf_free(&((conf *)c)->hold); }

const sl_ops sl_stage_norm = {
    .name = "norm", .brief = "bring text into one normal form", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(state),
    .flags = SL_MAP | SL_COLUMNS, .counts = counts, .on_error = SL_STOP, .init = init, .text = text, .fini = fini, .done = done};
