/* bpe: words to subwords, and back. */
#include "sluis/bpe.h"
#include "sluis/stage.h"

typedef struct {
    const char *codes, *vocabulary, *separator;
    long threshold, merges;
    sl_list glossaries;
    bool undo;
    sl_bpe *model;
} conf;

enum { WORDS, PIECES, INEXACT };
static const char *const counts[] = {"words", "pieces", "inexact", NULL};

static const sl_opt opts[] = {
    {'c', "codes", SL_OPT_STR, offsetof(conf, codes), "FILE", NULL, "merges learned by subword-nmt or fastBPE"},
    {0, "merges", SL_OPT_INT, offsetof(conf, merges), "N:-1..2147483647", "-1", "use the first N merges only; -1: all"},
    {0, "separator", SL_OPT_STR, offsetof(conf, separator), "TEXT", "@@", "ends every piece but the last of a word"},
    {0, "vocabulary", SL_OPT_STR, offsetof(conf, vocabulary), "FILE", NULL, "take apart pieces that are not in this list of pieces and counts"},
    {0, "vocabulary-threshold", SL_OPT_INT, offsetof(conf, threshold), "N", "0", "what is rarer in the vocabulary does not count"},
    {0, "glossaries", SL_OPT_LIST, offsetof(conf, glossaries), "REGEX", NULL, "never cut what matches; may be repeated"},
    {0, "undo", SL_OPT_FLAG, offsetof(conf, undo), NULL, NULL, "put the pieces together to words"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int init(sl_stage *s) {
    conf *c = s->conf;
    if (!*c->separator || strpbrk(c->separator, " \t\r\n")) return sl_usage(s, "--separator must be a text without white space");
    if (c->undo && (c->codes || c->vocabulary || c->glossaries.n)) return sl_usage(s, "--undo takes no codes, vocabulary or glossaries");
    if (c->undo) return 0;
    if (!c->codes) return sl_usage(s, "codes are needed: --codes FILE");
    if (c->threshold && !c->vocabulary) return sl_usage(s, "--vocabulary-threshold needs --vocabulary FILE");
    const sl_bpe_options o = {c->separator, c->vocabulary, c->threshold, c->merges, c->glossaries.v, c->glossaries.n};
    return sl_bpe_open(&c->model, c->codes, &o, s->err);
}

static int text(sl_stage *s, sl_str in, sl_buf *out) {
    const conf *c = s->conf;
    sl_bpe_state *t = s->self;
    const char *why = NULL;
    if (c->undo) {
        sl_bpe_undo(sl_cstr(c->separator), in, out);
        return 0;
    }
    if (sl_bpe_line(c->model, t, in, out, &why)) return sl_bad(s, 0, "%s", why);
    s->count[WORDS] += t->words;
    s->count[PIECES] += t->pieces;
    s->count[INEXACT] += t->inexact;
    t->words = t->pieces = t->inexact = 0;
    return 0;
}

static void fini(sl_stage *s) { sl_bpe_state_free(s->self); }

static void done(void *c) { sl_bpe_free(((conf *)c)->model); }

const sl_ops sl_stage_bpe = {
    .name = "bpe", .brief = "cut words into subwords by learned merges, and back", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(sl_bpe_state),
    .flags = SL_MAP | SL_COLUMNS, .counts = counts, .on_error = SL_KEEP, .init = init, .text = text, .fini = fini, .done = done};
