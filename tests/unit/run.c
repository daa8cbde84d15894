/* The runner, with stages of the test's own: the same bytes, counts, rejects and side files for any number of threads and
 * any block size; errors with their place; what is held comes out at the end; a sink finishes only when all is well. */
#include "../../pipeline/core/run.h"
#include "../../pipeline/core/stats.h"
#include "tap.h"
#include <stdlib.h>
#include <unistd.h>

static int shout(sl_stage *s, sl_str in, sl_buf *out) {
    const char *x = in.n ? memchr(in.p, 'X', in.n) : NULL;
    if (x) return sl_bad(s, (uint64_t)(x - in.p) + 1, "an X");
    s->count[0]++;
    sl_puts(out, in);
    sl_putc(out, '!');
    return 0;
}
static int odd(sl_stage *s, const sl_rec *r) {
    if (r->line.n % 2 == 0) return sl_drop(s, 0, "even");
    return sl_emit_str(s, r->line);
}
static int words(sl_stage *s, const sl_rec *r) {
    sl_str rest = r->line;
    if (!rest.n) return sl_drop(s, 0, NULL);
    sl_side(s, rest);
    while (rest.n) sl_emit_str(s, sl_cut(&rest, ' '));
    return 0;
}
typedef struct { sl_buf held; bool any; } holder;
static int hold(sl_stage *s, const sl_rec *r) {
    holder *h = s->self;
    if (h->any) sl_emit_str(s, sl_view(&h->held));
    sl_clear(&h->held);
    sl_puts(&h->held, r->line);
    h->any = true;
    return 0;
}
static int give_up(sl_stage *s) {
    holder *h = s->self;
    return h->any ? sl_emit_str(s, sl_view(&h->held)) : 0;
}
static void let_go(sl_stage *s) { sl_buf_free(&((holder *)s->self)->held); }
static int count_to(sl_stage *s) {
    for (int i = 0; i < 3000; i++) {
        sl_source_rec(s, &(sl_rec){SL_LIT(""), "", (uint64_t)i});
        sl_printf(sl_out(s), "%d %d", i, i * i);
        int rc = sl_emit(s);
        if (rc) return rc;
    }
    return 0;
}
static unsigned long sunk, finished;
static int sink(sl_stage *s, const sl_rec *r) { (void)s; (void)r; sunk++; return 0; }
static int sink_end(sl_stage *s) { (void)s; finished++; return 0; }

/* Takes blocks that hold no "9"; then of the others each line. */
static unsigned long lumps;
static int lump(sl_stage *s, sl_str lines, uint64_t n) {
    (void)s;
    if (memchr(lines.p, '9', lines.n)) return SL_MORE;
    sunk += n;
    lumps++;
    return 0;
}

static const char *const counts[] = {"shouts", NULL}, *const rules[] = {"rule", NULL};
typedef struct { const char *map; } words_conf;
static const sl_opt words_opts[] = {{'m', "map", SL_OPT_SIDE, offsetof(words_conf, map), "FILE", NULL, "a map"}, {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};
static const sl_ops
    op_shout = {.name = "shout", .brief = "", .flags = SL_MAP | SL_COLUMNS, .counts = counts, .text = shout},
    op_odd = {.name = "odd", .brief = "", .flags = SL_FILTER, .rules = rules, .push = odd},
    op_words = {.name = "words", .brief = "", .flags = SL_EXPAND, .rules = rules, .push = words, .opts = words_opts, .conf_size = sizeof(words_conf)},
    op_hold = {.name = "hold", .brief = "", .flags = SL_EXPAND | SL_STATEFUL, .size = sizeof(holder), .push = hold, .flush = give_up, .fini = let_go},
    op_count = {.name = "count", .brief = "", .flags = SL_SOURCE, .run = count_to},
    op_sink = {.name = "sink", .brief = "", .flags = SL_SINK, .push = sink, .flush = sink_end},
    op_lump = {.name = "lump", .brief = "", .flags = SL_SINK, .push = sink, .lines = lump, .flush = sink_end};
const sl_ops *const sl_stages[] = {&op_count, &op_hold, &op_lump, &op_odd, &op_shout, &op_sink, &op_words, NULL};

static char dir[] = "/tmp/sluis-run-XXXXXX";
static sl_err err;
static sl_buf stats;

/* Run a command line; everything it wrote, one behind the other, goes to `all`. */
static int run(const char *line, const char *jobs, const char *block, sl_buf *all) {
    char *argv[32], copy[400], path[100], *save = NULL;
    int argc = 0;
    const char *failed;
    sl_writer *w = NULL;
    snprintf(copy, sizeof copy, "%s -j %s --block %s", line, jobs, block);
    for (char *p = strtok_r(copy, " ", &save); p; p = strtok_r(NULL, " ", &save)) argv[argc++] = p;
    sl_chain *c = sl_zalloc(sizeof *c);
    err = (sl_err){0};
    int rc = sl_chain_parse(c, argc, argv, &failed, &err);
    if (rc == 0) rc = sl_chain_init(c, &failed, &err);
    bool sinks = rc == 0 && c->link[c->n - 1].flags & SL_SINK;
    if (rc == 0 && !sinks) rc = sl_writer_open_live(&w, "out", &err);
    if (rc == 0) rc = sl_run(c, w, NULL, &failed, &err);
    sl_clear(&stats);
    for (unsigned k = 0; k < c->n; k++) {
        sl_stats_json(&c->link[k], &stats);
        if (rc == 0) rc = sl_stats_check(&c->link[k], &err);
    }
    sl_chain_free(c);
    free(c);
    sl_clear(all);
    static const char *const names[] = {"out", "rejects", "map"};
    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        sl_buf_file(all, path);
        unlink(path);
        sl_puts(all, SL_LIT("--\n"));
    }
    if (rc == 0) sl_puts(all, sl_view(&stats));
    return rc;
}

static void same_for_all(const char *line, int want, uint64_t at_line) {
    static const char *const jobs[] = {"1", "2", "5"}, *const blocks[] = {"1", "7", "100", "262144"};
    sl_buf first = {0}, other = {0};
    bool good = run(line, "1", "262144", &first) == want && err.line == at_line;
    for (int j = 0; j < 3; j++)
        for (int b = 0; b < 4; b++) {
            good = good && run(line, jobs[j], blocks[b], &other) == want && sl_eq(sl_view(&first), sl_view(&other)) && err.line == at_line;
        }
    ok(good && first.n > 9, line);
    if (!good) printf("# %s:%llu: %s\n", err.file, (unsigned long long)err.line, err.msg);
    sl_buf_free(&first);
    sl_buf_free(&other);
}

static void write_file(const char *name, bool bad) {
    FILE *f = fopen(name, "w");
    if (!f) abort();
    for (int i = 0; i < 2000; i++) fprintf(f, "line %d of%s the file\n%s", i, bad && i == 1234 ? " X" : "", i % 9 ? "" : "\n");
    fprintf(f, "no line feed");
    fclose(f);
}

static bool writes(const char *line, const char *want) {
    sl_buf all = {0};
    bool good = run(line, "2", "16", &all) == 0 && sl_starts(sl_view(&all), sl_cstr(want));
    if (!good) printf("# %.300s\n", sl_buf_c(&all));
    sl_buf_free(&all);
    return good;
}

int main(void) {
    sl_buf all = {0};
    if (!mkdtemp(dir) || chdir(dir)) return 1;
    write_file("good", false);
    write_file("bad", true);
    FILE *f = fopen("small", "w");
    if (!f) return 1;
    fputs("a bb\n\nccc", f);
    fclose(f);
    ok(writes("words -m map -r rejects small", "a\nbb\nccc\n--\nrule\t\t\n--\n#sluis words 1 lines=00000000000000000003 hash="), "records, rejects and the side file");
    ok(writes("shout small + hold + odd", "a bb!\n!\n--\n"), "a chain, by hand");
    same_for_all("shout good", 0, 0);
    same_for_all("shout good good + odd -r rejects + words -m map", 0, 0);
    same_for_all("words good -m map -r rejects + hold + shout + odd", 0, 0);
    same_for_all("count + words -m map + hold + hold", 0, 0);
    same_for_all("shout bad + words", SL_EDATA, 1373);
    same_for_all("words bad + hold + shout", SL_EDATA, 6174);
    sunk = finished = 0;
    ok(run("shout good + sink", "3", "100", &all) == 0 && sunk == 2224 && finished == 1, "a sink sees all, and the end");
    sunk = finished = 0;
    ok(run("shout good + lump", "3", "100", &all) == 0 && sunk == 2224 && lumps > 9 && finished == 1, "and so does one that takes blocks");
    sunk = lumps = finished = 0;
    ok(run("lump bad", "1", "100", &all) == 0 && sunk == 2224 && lumps > 9 && strstr(sl_buf_c(&all), "\"in\":2224"), "all lines are counted");
    ok(run("shout bad + sink", "3", "100", &all) == SL_EDATA && finished == 1, "a sink is not told to finish what is broken");
    ok(run("sink good missing", "1", "100", &all) == SL_EIO && finished == 1, "nor when an input is missing");
    ok(run("shout good + count", "1", "9", &all) == SL_EUSAGE && run("sink + odd", "1", "9", &all) == SL_EUSAGE
       && run("odd -r x + odd -r x", "1", "9", &all) == SL_EUSAGE && run("odd -f 1", "1", "9", &all) == SL_EUSAGE, "chains that make no sense");
    ok(run("shout good + hold", "1", "100", &all) == 0 && strstr(sl_buf_c(&stats), "\"stage\":\"shout\"") && strstr(stats.p, "\"shouts\":2224"), "statistics");
    unlink("good");
    unlink("bad");
    unlink("small");
    rmdir(dir);
    sl_buf_free(&all);
    sl_buf_free(&stats);
    return tap_end();
}
