/* clean: drop pairs that are not fit for training, each under the rule that it fails. */
#include "sluis/clean.h"
#include "sluis/stage.h"

typedef struct { sl_clean_rules r; bool mark; } conf;

#define ON(e) offsetof(conf, r.on[SL_CLEAN_##e])
static const sl_opt opts[] = {
    {0, "empty", SL_OPT_NO, ON(EMPTY), NULL, NULL, "keep sides with nothing in them"},
    {0, "long", SL_OPT_NO, ON(LONG), NULL, NULL, "keep long sides and long words"},
    {0, "max-tokens", SL_OPT_INT, offsetof(conf, r.max_tokens), "N:1..1000000000", "200", "long: words of a side"},
    {0, "max-bytes", SL_OPT_INT, offsetof(conf, r.max_bytes), "N:1..1000000000", "4000", "long: bytes of a side"},
    {0, "max-word", SL_OPT_INT, offsetof(conf, r.max_word), "N:1..1000000000", "80", "long: bytes of a word"},
    {0, "markup", SL_OPT_NO, ON(MARKUP), NULL, NULL, "keep HTML"},
    {0, "mojibake", SL_OPT_NO, ON(MOJIBAKE), NULL, NULL, "keep badly decoded text"},
    {0, "url", SL_OPT_NO, ON(URL), NULL, NULL, "keep sides of addresses"},
    {0, "letters", SL_OPT_NO, ON(LETTERS), NULL, NULL, "keep sides of signs"},
    {0, "min-letters", SL_OPT_REAL, offsetof(conf, r.min_letters), "SHARE", "0.5", "letters: letters and digits among visible characters"},
    {0, "script", SL_OPT_NO, ON(SCRIPT), NULL, NULL, "keep other scripts than Latin"},
    {0, "max-foreign", SL_OPT_REAL, offsetof(conf, r.max_foreign), "SHARE", "0.3", "script: other letters than Latin among letters"},
    {0, "repeated", SL_OPT_NO, ON(REPEATED), NULL, NULL, "keep words that come again and again"},
    {0, "max-repeats", SL_OPT_INT, offsetof(conf, r.max_repeats), "N:0..1000000000", "3", "repeated: words that repeat"},
    {0, "identical", SL_OPT_NO, ON(IDENTICAL), NULL, NULL, "keep sides that are the same"},
    {0, "min-same", SL_OPT_INT, offsetof(conf, r.min_same), "N:0..1000000000", "3", "identical: common words from which on it counts"},
    {0, "ratio", SL_OPT_NO, ON(RATIO), NULL, NULL, "keep sides of very different length"},
    {0, "max-ratio", SL_OPT_REAL, offsetof(conf, r.max_ratio), "X", "1.65", "ratio: (longer + 15) / (shorter + 15)"},
    {0, "numbers", SL_OPT_FLAG, ON(NUMBERS), NULL, NULL, "drop pairs whose numbers differ"},
    {0, "mark", SL_OPT_FLAG, offsetof(conf, mark), NULL, NULL, "drop nothing; append a column: keep, or the rule that fails"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int init(sl_stage *s) {
    return s->common->nfields <= 2 ? 0 : sl_usage(s, "-f: one column, or the two of a pair");
}

static int push(sl_stage *s, const sl_rec *r) {
    const conf *c = s->conf;
    sl_clean_scratch *x = s->self;
    sl_str sides[2];
    int rc = sl_cols(s, r, sides);
    if (rc) return rc;
    sl_clean_rule rule = sl_clean_judge(&c->r, x, sides, s->common->nfields);
    if (!c->mark) return rule == SL_CLEAN_KEEP ? sl_emit_str(s, r->line) : sl_drop(s, rule, sl_buf_c(&x->value));
    sl_buf *out = sl_out(s);
    sl_puts(out, r->line);
    sl_putc(out, '\t');
    sl_puts(out, rule == SL_CLEAN_KEEP ? SL_LIT("keep") : sl_cstr(sl_clean_names[rule]));
    return sl_emit(s);
}

static void fini(sl_stage *s) { sl_clean_scratch_free(s->self); }

const sl_ops sl_stage_clean = {
    .name = "clean", .brief = "drop pairs that are not fit for training, and say why", .opts = opts, .conf_size = sizeof(conf),
    .size = sizeof(sl_clean_scratch), .flags = SL_FILTER | SL_BITEXT | SL_COLUMNS, .rules = sl_clean_names, .on_error = SL_STOP,
    .init = init, .push = push, .fini = fini};
