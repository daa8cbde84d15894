/* tok: lines to tokens, with a way back. */
#include "sluis/tok.h"
#include "sluis/patterns.h"
#include "sluis/stage.h"
#include "sluis/tokmap.h"

typedef struct {
    bool plain, lower, tags;
    sl_list protect;
    sl_patterns *patterns;
    const char *map;
    int style;
    sl_tok *model[SL_MAXFIELDS];             /* by column; languages that stand twice share one */
} conf;

typedef struct { sl_tok_state line; sl_patterns_state kept; sl_buf row; } state;

enum { TOKENS, CARRIED, PROTECTED };
static const char *const counts[] = {"tokens", "carried", "protected", NULL};

static const sl_opt opts[] = {
    {0, "plain", SL_OPT_FLAG, offsetof(conf, plain), NULL, NULL, "bare tokens, without joiner marks"},
    {0, "map", SL_OPT_SIDE, offsetof(conf, map), "FILE", NULL, "with --plain: write here what detok --map needs to put the very text together"},
    {0, "case", SL_OPT_FLAG, offsetof(conf, lower), NULL, NULL, "small letters, with marks for capitals"},
    {0, "protect", SL_OPT_LIST, offsetof(conf, protect), "REGEX", NULL, "what this regular expression matches is one token; may be repeated"},
    {0, "tags", SL_OPT_FLAG, offsetof(conf, tags), NULL, NULL, "XML and HTML tags, comments and references are one token each"},
    {0, "style", SL_OPT_CHOICE, offsetof(conf, style), "ud", "ud", "where tokens begin and end"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int init(sl_stage *s) {
    conf *c = s->conf;
    if (c->map && !c->plain) return sl_usage(s, "--map goes with --plain; joiner marks need no map");
    if (c->map && s->common->on_error == SL_DROP) return sl_usage(s, "--on-error=drop would put the map out of step with the text");
    int wrong = c->protect.n ? sl_patterns_open(&c->patterns, c->protect.v, c->protect.n, s->err) : 0;
    if (wrong) return wrong;
    for (unsigned i = 0; i < s->common->nfields; i++) {
        const char *lang = sl_lang(s->common, i, NULL);
        if (!lang) return sl_no_language(s, NULL, "tokens.txt");
        for (unsigned k = 0; k < i && !c->model[i]; k++)
            if (!strcmp(sl_lang(s->common, k, ""), lang)) c->model[i] = c->model[k];
        int rc = c->model[i] ? 0 : sl_tok_open(&c->model[i], lang, s->common->data, s->err);
        if (rc) return rc == SL_EUSAGE ? sl_no_language(s, lang, "tokens.txt") : rc;
    }
    return 0;
}

static void note(sl_stage *s, sl_str in) {
    state *t = s->self;
    sl_clear(&t->row);
    sl_tokmap_row(s->common->fields[s->column], in, t->line.spans, t->line.nspans, &t->row);
    sl_side(s, sl_view(&t->row));
}

static unsigned flags(const conf *c) {
    return (c->plain ? SL_TOK_PLAIN : 0) | (c->lower ? SL_TOK_CASE : 0) | (c->map ? SL_TOK_SPANS : 0) | (c->tags ? SL_TOK_TAGS : 0);
}

static int text(sl_stage *s, sl_str in, sl_buf *out) {
    const conf *c = s->conf;
    state *self = s->self;
    sl_tok_state *t = &self->line;
    const char *slow = c->patterns ? sl_patterns_find(c->patterns, &self->kept, in) : NULL;
    if (slow) return sl_bad(s, 0, "--protect: '%.200s' takes too long in this line", slow);
    t->keep = self->kept.v;
    t->nkeep = self->kept.n;
    sl_tok_line(c->model[s->column], flags(c), t, in, out);
    s->count[PROTECTED] += t->nkeep;
    if (c->map && in.n) note(s, in);
    s->count[TOKENS] += t->tokens;
    s->count[CARRIED] += t->carried;
    t->tokens = t->carried = 0;
    return 0;
}

static void fini(sl_stage *s) {
    state *t = s->self;
    sl_tok_state_free(&t->line);
    sl_patterns_state_free(&t->kept);
    sl_buf_free(&t->row);
}

static void done(void *p) {
    conf *c = p;
    sl_patterns_free(c->patterns);
    for (unsigned i = 0; i < SL_MAXFIELDS; i++) {
        for (unsigned k = i + 1; k < SL_MAXFIELDS; k++) if (c->model[k] == c->model[i]) c->model[k] = NULL;
        sl_tok_free(c->model[i]);
    }
}

const sl_ops sl_stage_tok = {
    .name = "tok", .brief = "separate the tokens of each line, with a way back", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(state),
    .flags = SL_MAP | SL_COLUMNS, .counts = counts, .side_columns = SL_TOKMAP_COLUMNS, .on_error = SL_KEEP, .init = init, .text = text, .fini = fini, .done = done};
