/* detok: text again from tokens. */
#include "sluis/detok.h"
#include "sluis/recase.h"
#include "sluis/stage.h"

typedef struct {
    bool plain, raise;
    int joiner;
    sl_detok *model[SL_MAXFIELDS];           /* by column; languages that stand twice share one */
} conf;

typedef struct { sl_buf text; } state;       /* the line with its capitals */

enum { AUTO, ALWAYS };
enum { MARKED, RULED };
static const char *const counts[] = {"marked", "ruled", NULL};

static const sl_opt opts[] = {
    {0, "plain", SL_OPT_FLAG, offsetof(conf, plain), NULL, NULL, "bare tokens: rules for all lines, marks are text"},
    {0, "joiner", SL_OPT_CHOICE, offsetof(conf, joiner), "auto|always", "auto", "auto: a line without marks is put together by rules; always: by marks alone"},
    {0, "case", SL_OPT_FLAG, offsetof(conf, raise), NULL, NULL, "capitals from the marks of tok --case"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int init(sl_stage *s) {
    conf *c = s->conf;
    if (c->plain && c->joiner == ALWAYS) return sl_usage(s, "--plain and --joiner=always exclude each other");
    for (unsigned i = 0; i < s->common->nfields && (c->joiner != ALWAYS || c->raise); i++) {
        const char *lang = sl_lang(s->common, i, NULL);
        if (!lang) return sl_no_language(s, NULL, "tokens.txt");
        for (unsigned k = 0; k < i && !c->model[i]; k++)
            if (!strcmp(sl_lang(s->common, k, ""), lang)) c->model[i] = c->model[k];
        int rc = c->model[i] ? 0 : sl_detok_open(&c->model[i], lang, s->common->data, s->err);
        if (rc) return rc == SL_EUSAGE ? sl_no_language(s, lang, "tokens.txt") : rc;
    }
    return 0;
}

static int text(sl_stage *s, sl_str in, sl_buf *out) {
    const conf *c = s->conf;
    sl_buf *t = &((state *)s->self)->text;
    if (c->raise && sl_recase_marked(in)) {
        sl_clear(t);
        sl_recase_line(in, sl_detok_pair(c->model[s->column]), t);
        in = sl_view(t);
    }
    bool marks = !c->plain && (c->joiner == ALWAYS || sl_detok_marked(in));
    s->count[marks ? MARKED : RULED]++;
    if (marks) sl_detok_marks(in, out);
    else sl_detok_rules(c->model[s->column], in, out);
    return 0;
}

static void fini(sl_stage *s) { sl_buf_free(&((state *)s->self)->text); }

static void done(void *p) {
    conf *c = p;
    for (unsigned i = 0; i < SL_MAXFIELDS; i++) {
        for (unsigned k = i + 1; k < SL_MAXFIELDS; k++) if (c->model[k] == c->model[i]) c->model[k] = NULL;
        sl_detok_free(c->model[i]);
    }
}

const sl_ops sl_stage_detok = {
    .name = "detok", .brief = "put tokens together to text again", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(state), .flags = SL_MAP | SL_COLUMNS,
    .counts = counts, .on_error = SL_KEEP, .init = init, .text = text, .fini = fini, .done = done};
