/* detok: text again from tokens. */
#include "sluis/detok.h"
#include "sluis/moses.h"
#include "sluis/recase.h"
#include "sluis/sidemap.h"
#include "sluis/stage.h"
#include "sluis/tokmap.h"

typedef struct {
    bool plain, raise;
    const char *map;
    int joiner, style;
    sl_detok *model[SL_MAXFIELDS];           /* by column; languages that stand twice share one */
    sl_moses_detok *moses[SL_MAXFIELDS];     /* the same, in that style */
} conf;

typedef struct {
    sl_buf text;                             /* the line with its capitals */
    sl_moses_state moses;
    sl_sidemap *map;
    uint64_t line;                           /* of the text, over all inputs */
    const sl_str *rows; size_t nrows;        /* of the map, for the line */
} state;

enum { AUTO, ALWAYS };
enum { UD, MOSES };
enum { MARKED, RULED, MAPPED };
static const char *const counts[] = {"marked", "ruled", "mapped", NULL};

static const sl_opt opts[] = {
    {0, "plain", SL_OPT_FLAG, offsetof(conf, plain), NULL, NULL, "bare tokens: rules for all lines, marks are text"},
    {0, "joiner", SL_OPT_CHOICE, offsetof(conf, joiner), "auto|always", "auto", "auto: a line without marks is put together by rules; always: by marks alone"},
    {0, "style", SL_OPT_CHOICE, offsetof(conf, style), "ud|moses", "ud", "whose tokens they are; moses: as tokenizer.perl has them"},
    {0, "map", SL_OPT_STR, offsetof(conf, map), "FILE", NULL, "put together exactly by the map that tok --plain wrote"},
    {0, "case", SL_OPT_FLAG, offsetof(conf, raise), NULL, NULL, "capitals from the marks of tok --case"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int open_model(sl_stage *s, unsigned i, const char *lang) {
    conf *c = s->conf;
    return c->style == MOSES ? sl_moses_detok_open(&c->moses[i], lang, s->common->data, s->err) : sl_detok_open(&c->model[i], lang, s->common->data, s->err);
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    const char *file = c->style == MOSES ? "moses.txt" : "tokens.txt";
    if (c->plain && c->joiner == ALWAYS) return sl_usage(s, "--plain and --joiner=always exclude each other");
    if (c->style == MOSES && (c->joiner == ALWAYS || c->raise)) return sl_usage(s, "tokens of --style moses have neither joiner marks nor marks of case");
    if (c->map && (c->plain || c->joiner == ALWAYS)) return sl_usage(s, "--map excludes --plain and --joiner=always");
    if (c->map && s->common->on_error == SL_DROP) return sl_usage(s, "--on-error=drop would put the text out of step with the map");
    if (c->map) s->flags |= SL_STATEFUL;
    for (unsigned i = 0; i < s->common->nfields && ((c->joiner != ALWAYS && !c->map) || c->raise); i++) {
        const char *lang = sl_lang(s->common, i, NULL);
        if (!lang) return sl_no_language(s, NULL, file);
        for (unsigned k = 0; k < i && !c->model[i] && !c->moses[i]; k++)
            if (!strcmp(sl_lang(s->common, k, ""), lang)) c->model[i] = c->model[k], c->moses[i] = c->moses[k];
        int rc = c->model[i] || c->moses[i] ? 0 : open_model(s, i, lang);
        if (rc) return rc == SL_EUSAGE ? sl_no_language(s, lang, file) : rc;
    }
    return 0;
}

/* The map is opened with the first record, when a tok in the same pipe has surely made it. */
static int open_map(sl_stage *s) {
    state *t = s->self;
    return t->map ? 0 : sl_sidemap_open(&t->map, ((const conf *)s->conf)->map, "tok", SL_TOKMAP_COLUMNS, s->err);
}

/* Which of the line's rows is the column's; nrows for none. */
static size_t row_of(sl_stage *s) {
    state *t = s->self;
    size_t i = 0;
    while (i < t->nrows && sl_tokmap_column(t->rows[i]) != s->common->fields[s->column]) i++;
    return i;
}

static int by_map(sl_stage *s, sl_str in, sl_buf *out) {
    state *t = s->self;
    int rc = s->column == 0 ? open_map(s) : 0;
    if (rc == 0 && s->column == 0) rc = sl_sidemap_line(t->map, ++t->line, &t->rows, &t->nrows, s->err);
    if (rc) return rc;
    size_t i = row_of(s);
    int fits = i < t->nrows ? sl_tokmap_text(t->rows[i], in, out) : in.n ? SL_TOKMAP_OTHER : SL_TOKMAP_GOOD;
    s->count[MAPPED]++;
    if (fits == SL_TOKMAP_GOOD) return 0;
    return fits == SL_TOKMAP_NO_ROW ? sl_sidemap_bad(t->map, i, s->err, "is no row of tokens and gaps")
                                    : sl_bad(s, 0, "column %u does not hold the tokens that the map has for it", s->common->fields[s->column]);
}

static int flush(sl_stage *s) {
    state *t = s->self;
    int rc = open_map(s);
    return rc ? rc : sl_sidemap_end(t->map, t->line, s->err);
}

static int text(sl_stage *s, sl_str in, sl_buf *out) {
    const conf *c = s->conf;
    state *t = s->self;
    if (c->style == MOSES && !c->map) {
        s->count[RULED]++;
        sl_moses_detok_line(c->moses[s->column], &t->moses, in, out);
        return 0;
    }
    if (c->raise && sl_recase_marked(in)) {
        sl_clear(&t->text);
        sl_recase_line(in, sl_detok_pair(c->model[s->column]), &t->text);
        in = sl_view(&t->text);
    }
    if (c->map) return by_map(s, in, out);
    bool marks = !c->plain && (c->joiner == ALWAYS || sl_detok_marked(in));
    s->count[marks ? MARKED : RULED]++;
    if (marks) sl_detok_marks(in, out);
    else sl_detok_rules(c->model[s->column], in, out);
    return 0;
}

static void fini(sl_stage *s) {
    state *t = s->self;
    sl_sidemap_close(t->map);
    sl_buf_free(&t->text);
    sl_moses_state_free(&t->moses);
}

static void done(void *p) {
    conf *c = p;
    for (unsigned i = 0; i < SL_MAXFIELDS; i++) {
        for (unsigned k = i + 1; k < SL_MAXFIELDS; k++) {
            if (c->model[k] == c->model[i]) c->model[k] = NULL;
            if (c->moses[k] == c->moses[i]) c->moses[k] = NULL;
        }
        sl_detok_free(c->model[i]);
        sl_moses_detok_free(c->moses[i]);
    }
}

const sl_ops sl_stage_detok = {
    .name = "detok", .brief = "put tokens together to text again", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(state), .flags = SL_MAP | SL_COLUMNS,
    .counts = counts, .on_error = SL_KEEP, .init = init, .text = text, .flush = flush, .fini = fini, .done = done};
