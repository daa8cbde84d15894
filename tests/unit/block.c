/* Blocks: columns are mapped, the others copied; promises are kept by force; finished records survive an error. */
#include "../../pipeline/core/block.h"
#include "tap.h"

static int twice(sl_stage *s, sl_str in, sl_buf *out) {
    if (sl_eq(in, SL_LIT("bad"))) return sl_bad(s, 1, "bad");
    sl_puts(out, in);
    sl_puts(out, in);
    return 0;
}
static int silent(sl_stage *s, const sl_rec *r) { (void)s; (void)r; return 0; }

static struct { size_t shown, pushed; bool right; } seen;
static void ahead(sl_stage *s, const sl_rec *r, size_t n, const void *notes) {
    (void)s;
    (void)notes;
    seen.right &= n > 1 && n <= SL_AHEAD && seen.shown == seen.pushed && r[0].number == seen.shown + 1 && r[n - 1].number == seen.shown + n;
    seen.shown += n;
}
static int same(sl_stage *s, const sl_rec *r) {
    seen.pushed++;
    return r->line.n == 1 && r->line.p[0] == '9' ? sl_bad(s, 0, "nine") : sl_emit_same(s);
}

/* A note is the line's length; only what is not valid comes without one. */
static struct { size_t noted, fetched, pushed, bare; bool right; } notes;
static void note(sl_stage *s, sl_str line, void *to) {
    (void)s;
    notes.noted++;
    memcpy(to, &line.n, sizeof line.n);
}
static void fetch(sl_stage *s, const sl_rec *r, size_t n, const void *of) {
    (void)s;
    for (size_t i = 0; i < n; i++) notes.right &= !memcmp((const char *)of + i * sizeof(size_t), &r[i].line.n, sizeof(size_t));
    notes.fetched += n;
}
static int uses(sl_stage *s, const sl_rec *r) {
    notes.pushed++;
    if (!s->note) notes.bare++;
    else notes.right &= !memcmp(s->note, &r->line.n, sizeof r->line.n);
    return sl_emit_same(s);
}

/* Notes by the stage itself or by another object of it, a thread's. */
static bool noted(sl_str in, bool threads, size_t made, size_t fetched, size_t bare) {
    static const sl_ops ops = {.name = "uses", .brief = "", .flags = SL_FILTER | SL_STATEFUL, .push = uses,
                               .note_size = sizeof(size_t), .note = note, .ahead = fetch};
    struct sl_core core = {0};
    sl_common m = {.on_error = SL_REPLACE};
    sl_err e = {0};
    sl_notes known = {0};
    uint64_t number = 0, lines = sl_count_lines(in);
    sl_stage s = {.ops = &ops, .flags = ops.flags, .common = &m, .err = &e, .core = &core}, other = s;
    memset(&notes, 0, sizeof notes);
    notes.right = true;
    if (threads) sl_block_note(&other, in, &known);
    sl_block(&s, in, "f", &number, threads ? &known : NULL);
    bool good = notes.right && notes.noted == made && notes.fetched == fetched && notes.bare == bare && notes.pushed == lines &&
                number == lines && (bare || sl_eq(sl_view(&core.out), in));
    sl_buf_free(&core.out);
    sl_buf_free(&core.valid);
    sl_notes_free(&known);
    return good;
}

static int run(const sl_ops *ops, unsigned f1, unsigned f2, sl_str in, sl_str want, uint64_t line) {
    struct sl_core core = {0};
    sl_common m = {.fields = {f1, f2}, .nfields = f2 ? 2 : 1};
    sl_err e = {0};
    uint64_t number = 0;
    sl_stage s = {.ops = ops, .flags = ops->flags, .common = &m, .err = &e, .core = &core};
    sl_block(&s, in, "f", &number, NULL);
    bool good = sl_eq(sl_view(&core.out), want) && e.line == line;
    sl_buf_free(&core.out);
    return good;
}

int main(void) {
    static const sl_ops map = {.name = "twice", .brief = "", .flags = SL_MAP, .text = twice};
    static const sl_ops mute = {.name = "mute", .brief = "", .flags = SL_MAP, .push = silent};
    ok(run(&map, 1, 0, SL_LIT("a\tb\n\nc\n"), SL_LIT("aa\tb\n\ncc\n"), 0), "one column, an empty line");
    ok(run(&map, 1, 3, SL_LIT("a\tb\tc\td\n"), SL_LIT("aa\tb\tcc\td\n"), 0), "two columns, the others copied");
    ok(run(&map, 1, 2, SL_LIT("a\tb\nc\n"), SL_LIT("aa\tbb\n"), 2), "a missing column stops at its line");
    ok(run(&map, 1, 0, SL_LIT("a\nbad\nc\n"), SL_LIT("aa\n"), 2), "finished records survive an error");
    ok(run(&mute, 1, 0, SL_LIT("a\n"), SL_LIT(""), 1), "a MAP stage that is silent is an internal error");
    static const sl_ops looks = {.name = "looks", .brief = "", .flags = SL_FILTER, .push = same, .ahead = ahead};
    sl_buf lines = {0};
    for (int i = 0; i < 3 * SL_AHEAD; i++) sl_printf(&lines, "x%d\n", i);
    seen.right = true;
    ok(run(&looks, 1, 0, sl_view(&lines), sl_view(&lines), 0) && seen.right && seen.shown == 3 * SL_AHEAD && seen.pushed == seen.shown,
       "records are shown before they are pushed, and come out as they were");
    ok(run(&looks, 1, 0, SL_LIT("1\n9\n2\n"), SL_LIT("1\n"), 2), "one that fails among them");
    ok(noted(sl_view(&lines), false, 3 * SL_AHEAD, 0, 0), "a stage makes its own notes");
    ok(noted(sl_view(&lines), true, 3 * SL_AHEAD, 3 * SL_AHEAD, 0), "or a thread does");
    ok(noted(SL_LIT("a\n\nbcd\n"), true, 3, 3, 0), "of an empty line too");
    ok(noted(SL_LIT(""), true, 0, 0, 0), "of none");
    ok(noted(SL_LIT("a\n\xff\n"), true, 0, 0, 2) && noted(SL_LIT("a\n\xff\n"), false, 0, 0, 2), "not where a line is to be mended");
    sl_buf_free(&lines);
    static const sl_ops holds = {.name = "holds", .brief = "", .flags = SL_FILTER | SL_HOLDS, .push = silent};
    ok(run(&holds, 1, 0, SL_LIT("a\nb\n"), SL_LIT(""), 0), "a filter that holds may be silent");
    return tap_end();
}
