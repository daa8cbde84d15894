/* Emitting, dropping and columns. */
#include "../../pipeline/core/core.h"
#include "tap.h"

int main(void) {
    static const char *const rules[] = {"empty", NULL};
    static const sl_ops ops = {.name = "t", .brief = "t", .rules = rules};
    uint64_t dropped[1] = {0};
    struct sl_core core = {.dropped = dropped};
    sl_common m = {.fields = {1, 3}, .nfields = 2, .rejects = "r"};
    sl_err e = {0};
    sl_rec rec = {SL_LIT("a\t\tc"), "f.tsv", 7};
    sl_stage s = {.ops = &ops, .common = &m, .err = &e, .core = &core, .rec = &rec};
    sl_str c[2];
    ok(sl_cols(&s, &rec, c) == 0 && sl_eq(c[0], SL_LIT("a")) && sl_eq(c[1], SL_LIT("c")), "columns 1 and 3");
    ok(sl_col(SL_LIT("a\t"), 2, c) && c->n == 0 && !sl_col(SL_LIT("a\t"), 3, c) && sl_col(SL_LIT(""), 1, c), "an empty last column is one");
    sl_puts(sl_out(&s), SL_LIT("half"));
    sl_drop(&s, 0, "0");
    sl_emit_str(&s, SL_LIT("x"));
    ok(sl_eq(sl_view(&core.out), SL_LIT("x\n")) && core.emitted == 1 && dropped[0] == 1
       && sl_eq(sl_view(&core.rejects), SL_LIT("empty\t0\ta\t\tc\n")), "a drop takes back what was begun, and is recorded");
    m.fields[1] = 4;
    ok(sl_cols(&s, &rec, c) == SL_EDATA && e.line == 7 && !strcmp(e.file, "f.tsv"), "a missing column names file and line");
    e.code = 0;
    ok(sl_emit_str(&s, SL_LIT("a\nb")) == SL_EDATA, "a line feed inside a record is an internal error");
    sl_buf_free(&core.out);
    sl_buf_free(&core.rejects);
    return tap_end();
}
