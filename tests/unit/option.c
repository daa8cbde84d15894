/* Option tables: every way to write an option, and every way to write it wrong. */
#include "../../pipeline/core/option.h"
#include "tap.h"
#include <stdlib.h>

typedef struct { bool flag, quotes; long n; double x; const char *s; int choice; sl_list list; } conf;
static const sl_opt opts[] = {
    {'x', "flag", SL_OPT_FLAG, offsetof(conf, flag), NULL, NULL, "a flag"},
    {0, "quotes", SL_OPT_NO, offsetof(conf, quotes), NULL, NULL, "leave quotes alone"},
    {'n', "number", SL_OPT_INT, offsetof(conf, n), "N:1..9", "3", "a number"},
    {0, "real", SL_OPT_REAL, offsetof(conf, x), "X", "0.5", "a real"},
    {'p', "str", SL_OPT_STR, offsetof(conf, s), "S", NULL, "a string"},
    {0, "choice", SL_OPT_CHOICE, offsetof(conf, choice), "a|b|c", "b", "a choice"},
    {'g', "list", SL_OPT_LIST, offsetof(conf, list), "FILE", NULL, "a list"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static sl_arena keep;

static int parse(const char *line, conf *c, sl_common *m, sl_list *files) {
    char *argv[32], copy[256], *save = NULL;
    int argc = 0;
    sl_err e = {0};
    snprintf(copy, sizeof copy, "%s", line);
    sl_str held = sl_arena_copy(&keep, sl_cstr(copy));
    for (char *w = strtok_r((char *)(uintptr_t)held.p, " ", &save); w; w = strtok_r(NULL, " ", &save)) argv[argc++] = w;
    *c = (conf){0};
    *m = (sl_common){0};
    sl_opt_defaults(opts, c);
    sl_opt_defaults(sl_common_opts, m);
    sl_parse p = {opts, c, m, &keep, {0}};
    int rc = sl_parse_args(&p, argc, argv, &e);
    *files = p.files;
    return rc;
}

static void good(void) {
    conf c;
    sl_common m;
    sl_list f;
    ok(parse("", &c, &m, &f) == 0 && c.n == 3 && c.choice == 1 && c.quotes && !c.flag && m.jobs == 1, "defaults");
    free(f.v);
    ok(parse("-xn5 a --str=q --real 2.5 - --choice c -g one --list=two --no-quotes -- -x", &c, &m, &f) == 0 && c.flag && c.n == 5
       && c.x == 2.5 && !strcmp(c.s, "q") && c.choice == 2 && c.list.n == 2 && !c.quotes && f.n == 3 && !strcmp(f.v[2], "-x"), "all kinds");
    free(f.v);
    free(c.list.v);
    ok(parse("-f 3,1-2 -l nl,en -j4 -qv", &c, &m, &f) == 0 && m.nfields == 3 && m.fields[2] == 3 && m.nlangs == 2
       && !strcmp(m.langs[1], "en") && m.jobs == 4 && m.quiet && m.verbose, "common options");
    free(f.v);
}

static void bad(void) {
    static const char *const lines[] = {"--nope", "-Z", "-n 0", "-n 10", "-n x", "-n", "--flag=1", "--choice d", "--real", "--real 1x",
        "-f 0", "-f 2-1", "-f a", "-f 1,,2", "-f 1-20", "-l ", "--quotes", "-j 0"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        conf c;
        sl_common m;
        sl_list f;
        ok(parse(lines[i], &c, &m, &f) == SL_EUSAGE, lines[i]);
        free(f.v);
    }
}

int main(void) {
    sl_buf h = {0};
    good();
    bad();
    sl_opt_help(opts, &h);
    ok(strstr(sl_buf_c(&h), "--no-quotes") && strstr(h.p, "-n, --number N ") && strstr(h.p, "[3]"), "help shows names, arguments, defaults");
    sl_buf_free(&h);
    sl_arena_free(&keep);
    return tap_end();
}
