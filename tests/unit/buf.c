/* Buffers, slices, arenas and errors. */
#include "sluis/buf.h"
#include "sluis/err.h"
#include <errno.h>
#include "tap.h"

static void slices(void) {
    sl_str s = SL_LIT("a\tb\t\tc");
    sl_str a = sl_cut(&s, '\t'), b = sl_cut(&s, '\t'), c = sl_cut(&s, '\t'), d = sl_cut(&s, '\t'), e = sl_cut(&s, '\t');
    ok(sl_eq(a, SL_LIT("a")) && sl_eq(b, SL_LIT("b")) && c.n == 0 && sl_eq(d, SL_LIT("c")) && e.n == 0, "cut at tabs");
    ok(sl_cmp(SL_LIT("a"), SL_LIT("ab")) < 0 && sl_cmp(SL_LIT("\xC3"), SL_LIT("z")) > 0 && sl_cmp(SL_LIT("x"), SL_LIT("x")) == 0,
       "order is that of unsigned bytes");
}

static void buffers(void) {
    sl_buf b = {0};
    ok(sl_view(&b).p != NULL, "the view of an empty buffer is not NULL");
    for (int i = 0; i < 100000; i++) sl_printf(&b, "%d,", i % 10);
    ok(b.n == 200000 && sl_starts(sl_view(&b), SL_LIT("0,1,2,")) && strlen(sl_buf_c(&b)) == b.n, "grows and ends in NUL when asked");
    ok(sl_buf_file(&b, "/nonexistent/file") == -1 && errno == ENOENT, "a missing file is told");
    sl_buf_free(&b);
}

static void arenas(void) {
    sl_arena a = {0};
    sl_str first = sl_arena_copy(&a, SL_LIT("first"));
    for (int i = 0; i < 10000; i++) memset(sl_arena_alloc(&a, 100), i, 100);
    memset(sl_arena_alloc(&a, 1 << 20), 1, 1 << 20);
    ok(sl_eq(first, SL_LIT("first")), "an arena's pointers stay valid");
    sl_arena_free(&a);
}

int main(void) {
    sl_err e = {0};
    slices();
    buffers();
    arenas();
    ok(sl_fail(&e, SL_EDATA, "f", 3, 4, "bad %d", 5) == SL_EDATA && sl_fail(&e, SL_EIO, "g", 0, 0, "later") == SL_EDATA
       && e.line == 3 && e.byte == 4 && !strcmp(e.msg, "bad 5"), "the first error is kept");
    return tap_end();
}
