/* norm: one normal form for every line. */
#include "sluis/norm.h"
#include "sluis/stage.h"

typedef struct { sl_norm_rules r; } conf;

static const sl_opt opts[] = {
    {0, "nfc", SL_OPT_NO, offsetof(conf, r.nfc), NULL, NULL, "do not compose characters (NFC)"},
    {0, "space", SL_OPT_NO, offsetof(conf, r.space), NULL, NULL, "leave white space alone"},
    {0, "control", SL_OPT_NO, offsetof(conf, r.control), NULL, NULL, "leave control characters alone"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int text(sl_stage *s, sl_str in, sl_buf *out) {
    return sl_norm_line(&((const conf *)s->conf)->r, s->self, in, out, s->err);
}

static void fini(sl_stage *s) { sl_norm_scratch_free(s->self); }

const sl_ops sl_stage_norm = {
    .name = "norm", .brief = "bring text into one normal form", .opts = opts, .conf_size = sizeof(conf),
    .size = sizeof(sl_norm_scratch), .flags = SL_MAP | SL_COLUMNS, .on_error = SL_STOP, .text = text, .fini = fini};
