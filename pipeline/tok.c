/* tok: lines to tokens, with a way back. */
#include "sluis/moses.h"
#include "sluis/tok.h"
#include "sluis/stage.h"

typedef struct {
    bool plain, strict, aggressive, escape;
    int style;
    sl_tok *model[SL_MAXFIELDS];             /* by column; languages that stand twice share one */
    sl_moses *moses[SL_MAXFIELDS];           /* the same, in that style */
} conf;

enum { TOKENS, CARRIED };
static const char *const counts[] = {"tokens", "carried", NULL};

static const sl_opt opts[] = {
    {0, "plain", SL_OPT_FLAG, offsetof(conf, plain), NULL, NULL, "bare tokens, without joiner marks (there is no exact way back)"},
    {0, "style", SL_OPT_CHOICE, offsetof(conf, style), "ud|moses", "ud", "where tokens begin and end; moses: as tokenizer.perl has them, bare"},
    {0, "strict", SL_OPT_FLAG, offsetof(conf, strict), NULL, NULL, "moses: Dutch words, times, URLs and tags are torn as tokenizer.perl does it"},
    {0, "aggressive", SL_OPT_FLAG, offsetof(conf, aggressive), NULL, NULL, "moses: hyphens in words are tokens, @-@"},
    {0, "escape", SL_OPT_NO, offsetof(conf, escape), NULL, NULL, "moses: & | < > ' \" [ ] stay, instead of entities"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

enum { UD, MOSES };

static int open_model(sl_stage *s, unsigned i, const char *lang) {
    conf *c = s->conf;
    unsigned flags = (c->strict ? SL_MOSES_STRICT : 0) | (c->aggressive ? SL_MOSES_AGGRESSIVE : 0) | (c->escape ? 0 : SL_MOSES_NO_ESCAPE);
    return c->style == MOSES ? sl_moses_open(&c->moses[i], lang, s->common->data, flags, s->err) : sl_tok_open(&c->model[i], lang, s->common->data, s->err);
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    const char *file = c->style == MOSES ? "moses.txt" : "tokens.txt";
    if (c->style != MOSES && (c->strict || c->aggressive || !c->escape)) return sl_usage(s, "--strict, --aggressive and --no-escape need --style moses");
    for (unsigned i = 0; i < s->common->nfields; i++) {
        const char *lang = sl_lang(s->common, i, NULL);
        if (!lang) return sl_no_language(s, NULL, file);
        for (unsigned k = 0; k < i && !c->model[i] && !c->moses[i]; k++)
            if (!strcmp(sl_lang(s->common, k, ""), lang)) c->model[i] = c->model[k], c->moses[i] = c->moses[k];
        int rc = c->model[i] || c->moses[i] ? 0 : open_model(s, i, lang);
        if (rc) return rc == SL_EUSAGE ? sl_no_language(s, lang, file) : rc;
    }
    return 0;
}

typedef struct { sl_tok_state ud; sl_moses_state moses; } self;

static int moses(sl_stage *s, sl_str in, sl_buf *out) {
    const conf *c = s->conf;
    sl_moses_state *t = &((self *)s->self)->moses;
    sl_moses_tok(c->moses[s->column], t, in, out);
    s->count[TOKENS] += t->tokens;
    t->tokens = 0;
    return 0;
}

static int text(sl_stage *s, sl_str in, sl_buf *out) {
    const conf *c = s->conf;
    if (c->style == MOSES) return moses(s, in, out);
    sl_tok_state *t = &((self *)s->self)->ud;
    sl_tok_line(c->model[s->column], c->plain ? SL_TOK_PLAIN : 0, t, in, out);
    s->count[TOKENS] += t->tokens;
    s->count[CARRIED] += t->carried;
    t->tokens = t->carried = 0;
    return 0;
}

static void fini(sl_stage *s) {
    sl_tok_state_free(&((self *)s->self)->ud);
    sl_moses_state_free(&((self *)s->self)->moses);
}

static void done(void *p) {
    conf *c = p;
    for (unsigned i = 0; i < SL_MAXFIELDS; i++) {
        for (unsigned k = i + 1; k < SL_MAXFIELDS; k++) {
            if (c->model[k] == c->model[i]) c->model[k] = NULL;
            if (c->moses[k] == c->moses[i]) c->moses[k] = NULL;
        }
        sl_tok_free(c->model[i]);
        sl_moses_free(c->moses[i]);
    }
}

const sl_ops sl_stage_tok = {
    .name = "tok", .brief = "separate the tokens of each line, with a way back", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(self),
    .flags = SL_MAP | SL_COLUMNS, .counts = counts, .on_error = SL_KEEP, .init = init, .text = text, .fini = fini, .done = done};
