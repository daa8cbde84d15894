/* What was left out, said once for each kind, at the end; see flow.h. */
#include "flow.h"

static const struct { const char *what; bool amiss; } say[SL_NSAY] = {
    [SL_SAY_UNPAIRED] = {"has no partner: skipped", false}, [SL_SAY_UNORDERED] = {"is out of order: skipped", true},
    [SL_SAY_AGAIN] = {"was there before: skipped", true}, [SL_SAY_ROW] = {"can't be read: skipped", false},
    [SL_SAY_EMPTY] = {"has no sentence in", false},
    [SL_SAY_UNEQUAL] = {"has not as many delimiters on both sides: they count as starts of paragraphs", false},
    [SL_SAY_DROPPED] = {"looks like no translation: dropped", false}, [SL_SAY_UNLIKE] = {"looks like no translation", false}};

void sl_notice_add(sl_notices *t, unsigned kind, unsigned side, const char *path, uint64_t line, sl_str name) {
    if (t->of[kind][side].n++) return;
    t->of[kind][side].path = path;
    t->of[kind][side].line = line;
    sl_puts(&t->of[kind][side].name, sl_slice(name.p, name.n < 100 ? name.n : 100));
}

static void one(sl_stage *s, const sl_notices *t, unsigned kind, unsigned side) {
    sl_buf b = {0};
    sl_str name = sl_view(&t->of[kind][side].name);
    uint64_t n = t->of[kind][side].n, line = t->of[kind][side].line;
    if (t->of[kind][side].path) sl_printf(&b, "%s:", t->of[kind][side].path);
    if (line) sl_printf(&b, "%llu:", (unsigned long long)line);
    sl_printf(&b, "%sdocument", b.n ? " " : "");
    if (name.n) sl_printf(&b, " '%.*s'", (int)name.n, name.p);
    sl_printf(&b, " %s", say[kind].what);
    if (kind == SL_SAY_EMPTY) sl_printf(&b, " %s", sl_align_side[side]);
    if (n > 1) sl_printf(&b, " (the first of %llu)", (unsigned long long)n);
    if (say[kind].amiss) sl_source_amiss(s, "%s", sl_buf_c(&b));
    else sl_warn(s, "%s", sl_buf_c(&b));
    sl_buf_free(&b);
}

void sl_notice_all(sl_stage *s, const sl_notices *t) {
    for (unsigned k = 0; k < SL_NSAY; k++)
        for (unsigned side = 0; side < 2; side++)
            if (t->of[k][side].n) one(s, t, k, side);
}

void sl_notices_free(sl_notices *t) {
    for (unsigned k = 0; k < SL_NSAY; k++)
        for (unsigned side = 0; side < 2; side++) sl_buf_free(&t->of[k][side].name);
}
