/* tok: lines to tokens, with a way back. */
#include "sluis/moses.h"
#include "sluis/tok.h"
#include "sluis/patterns.h"
#include "sluis/stage.h"
#include "sluis/tokmap.h"

typedef struct {
    bool plain, lower, tags, strict, aggressive, escape;
    sl_list protect;
    sl_patterns *patterns;
    const char *map;
    int style;
    sl_tok *model[SL_MAXFIELDS];             /* by column; languages that stand twice share one */
    sl_moses *moses[SL_MAXFIELDS];           /* the same, in that style */
} conf;

typedef struct { sl_tok_state line; sl_moses_state moses; sl_patterns_state kept; sl_buf row; } state;

enum { TOKENS, CARRIED, PROTECTED };
static const char *const counts[] = {"tokens", "carried", "protected", NULL};

static const sl_opt opts[] = {
    {0, "plain", SL_OPT_FLAG, offsetof(conf, plain), NULL, NULL, "bare tokens, without joiner marks"},
    {0, "map", SL_OPT_SIDE, offsetof(conf, map), "FILE", NULL, "with --plain: write here what detok --map needs to put the very text together"},
    {0, "case", SL_OPT_FLAG, offsetof(conf, lower), NULL, NULL, "small letters, with marks for capitals"},
    {0, "protect", SL_OPT_LIST, offsetof(conf, protect), "REGEX", NULL, "what this regular expression matches is one token; may be repeated"},
    {0, "tags", SL_OPT_FLAG, offsetof(conf, tags), NULL, NULL, "XML and HTML tags, comments and references are one token each"},
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
    if (c->style == MOSES && (c->lower || c->tags || c->protect.n)) return sl_usage(s, "--case, --protect and --tags are not for --style moses");
    if (c->map && !c->plain && c->style != MOSES) return sl_usage(s, "--map goes with --plain; joiner marks need no map");
    if (c->map && s->common->on_error == SL_DROP) return sl_usage(s, "--on-error=drop would put the map out of step with the text");
    int wrong = c->protect.n ? sl_patterns_open(&c->patterns, c->protect.v, c->protect.n, s->err) : 0;
    if (wrong) return wrong;
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

static void note_edits(sl_stage *s, sl_str in, sl_str tokens) {
    sl_buf *row = &((state *)s->self)->row;
    sl_clear(row);
    sl_tokmap_edits(s->common->fields[s->column], in, tokens, row);
    sl_side(s, sl_view(row));
}

static int moses(sl_stage *s, sl_str in, sl_buf *out) {
    const conf *c = s->conf;
    sl_moses_state *t = &((state *)s->self)->moses;
    size_t from = out->n;
    sl_moses_tok(c->moses[s->column], t, in, out);
    if (c->map && in.n) note_edits(s, in, sl_slice(sl_view(out).p + from, out->n - from));
    s->count[TOKENS] += t->tokens;
    t->tokens = 0;
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
    if (c->style == MOSES) return moses(s, in, out);
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
    sl_moses_state_free(&t->moses);
    sl_patterns_state_free(&t->kept);
    sl_buf_free(&t->row);
}

static void done(void *p) {
    conf *c = p;
    sl_patterns_free(c->patterns);
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
    .name = "tok", .brief = "separate the tokens of each line, with a way back", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(state),
    .flags = SL_MAP | SL_COLUMNS, .counts = counts, .side_columns = SL_TOKMAP_COLUMNS, .on_error = SL_KEEP, .init = init, .text = text, .fini = fini, .done = done};
