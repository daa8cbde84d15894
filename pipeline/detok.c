/* detok: text again from tokens. */
#include "sluis/detok.h"
#include "sluis/moses.h"
#include "sluis/stage.h"

typedef struct {
    bool plain;
    int joiner, style;
    sl_detok *model[SL_MAXFIELDS];           /* by column; languages that stand twice share one */
    sl_moses_detok *moses[SL_MAXFIELDS];     /* the same, in that style */
} conf;

enum { AUTO, ALWAYS };
enum { UD, MOSES };
enum { MARKED, RULED };
static const char *const counts[] = {"marked", "ruled", NULL};

static const sl_opt opts[] = {
    {0, "plain", SL_OPT_FLAG, offsetof(conf, plain), NULL, NULL, "bare tokens: rules for all lines, marks are text"},
    {0, "joiner", SL_OPT_CHOICE, offsetof(conf, joiner), "auto|always", "auto", "auto: a line without marks is put together by rules; always: by marks alone"},
    {0, "style", SL_OPT_CHOICE, offsetof(conf, style), "ud|moses", "ud", "whose tokens they are; moses: as tokenizer.perl has them"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int open_model(sl_stage *s, unsigned i, const char *lang) {
    conf *c = s->conf;
    return c->style == MOSES ? sl_moses_detok_open(&c->moses[i], lang, s->common->data, s->err) : sl_detok_open(&c->model[i], lang, s->common->data, s->err);
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    const char *file = c->style == MOSES ? "moses.txt" : "tokens.txt";
    if (c->plain && c->joiner == ALWAYS) return sl_usage(s, "--plain and --joiner=always exclude each other");
    if (c->style == MOSES && c->joiner == ALWAYS) return sl_usage(s, "tokens of --style moses have no joiner marks");
    for (unsigned i = 0; i < s->common->nfields && c->joiner != ALWAYS; i++) {
        const char *lang = sl_lang(s->common, i, NULL);
        if (!lang) return sl_no_language(s, NULL, file);
        for (unsigned k = 0; k < i && !c->model[i] && !c->moses[i]; k++)
            if (!strcmp(sl_lang(s->common, k, ""), lang)) c->model[i] = c->model[k], c->moses[i] = c->moses[k];
        int rc = c->model[i] || c->moses[i] ? 0 : open_model(s, i, lang);
        if (rc) return rc == SL_EUSAGE ? sl_no_language(s, lang, file) : rc;
    }
    return 0;
}

static int text(sl_stage *s, sl_str in, sl_buf *out) {
    const conf *c = s->conf;
    if (c->style == MOSES) {
        s->count[RULED]++;
        sl_moses_detok_line(c->moses[s->column], s->self, in, out);
        return 0;
    }
    bool marks = !c->plain && (c->joiner == ALWAYS || sl_detok_marked(in));
    s->count[marks ? MARKED : RULED]++;
    if (marks) sl_detok_marks(in, out);
    else sl_detok_rules(c->model[s->column], in, out);
    return 0;
}

static void fini(sl_stage *s) { sl_moses_state_free(s->self); }

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
    .name = "detok", .brief = "put tokens together to text again", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(sl_moses_state), .flags = SL_MAP | SL_COLUMNS,
    .counts = counts, .on_error = SL_KEEP, .init = init, .text = text, .fini = fini, .done = done};
