/* Statistics: what is read, what is refused and where, sums, and that JSON comes back as it was. */
#include "sluis/report.h"
#include "tap.h"

#define REST ",\"version\":\"1\",\"in\":5,\"out\":4,\"bytes_in\":50,\"bytes_out\":40,\"dropped\":{\"a\":1},\"counts\":{}}"

static void refused(const char *line, unsigned byte, const char *why) {
    sl_report r = {0};
    sl_err e = {0};
    char what[600];
    int rc = sl_report_line(&r, sl_cstr(line), "f", 7, &e);
    snprintf(what, sizeof what, "%u: %s (%llu: %s)", byte, why, (unsigned long long)e.byte, e.msg);
    ok(rc == SL_EDATA && e.line == 7 && e.byte == byte && strstr(e.msg, why), what);
    sl_report_free(&r);
}

static void refusals(void) {
    static const struct { const char *line; unsigned byte; const char *why; } t[] = {
        {"", 1, "'{' is wanted"}, {"[]", 1, "'{' is wanted"}, {"{}", 2, "string is wanted"}, {"{\"stage\":\"x\"}", 0, "\"version\" is missing"},
        {"{\"stage\":\"x" , 12, "without end"}, {"{\"stage\":\"a\\n\"}", 12, "escape"}, {"{\"stage\":\"a\tb\"}", 12, "escape or control"},
        {"{\"stage\":\"x\",\"stage\":\"y\"}", 14, "key that was there before"}, {"{\"stage\":\"x\",\"time\":3}", 14, "unknown key"},
        {"{\"in\":18446744073709551616}", 7, "above 18446744073709551615"}, {"{\"in\":99999999999999999999999}", 7, "above"},
        {"{\"in\":-1}", 7, "integer is wanted"}, {"{\"in\":1.5}", 7, "not an integer"}, {"{\"in\":1e3}", 7, "not an integer"},
        {"{\"in\":01}", 7, "leading zero"}, {"{\"in\":\"1\"}", 7, "integer is wanted"}, {"{\"in\" 1}", 7, "':' is wanted"},
        {"{\"dropped\":{\"a\":1,\"a\":2}}", 19, "name that was there before"}, {"{\"dropped\":{\"a\":1,}}", 19, "string is wanted"},
        {"{\"dropped\":{\"a\":18446744073709551615,\"b\":1}}", 38, "sum is above"}, {"{\"dropped\":[]}", 12, "'{' is wanted"},
        {"{\"in\":1", 8, "',' or '}'"}, {"{\"stage\":\"x\"" REST "x", 102, "behind the object"}};
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) refused(t[i].line, t[i].byte, t[i].why);
}

static int add(sl_report *r, const char *line) {
    sl_err e = {0};
    return sl_report_line(r, sl_cstr(line), "f", 1, &e);
}

static void sums(void) {
    sl_report r = {0};
    sl_buf b = {0};
    int rc = add(&r, "{\"stage\":\"x\"" REST) | add(&r, "{\"stage\":\"y\"" REST);
    rc |= add(&r, " { \"counts\" : {\"n\":1} ,\"dropped\":{\"b\":2,\"a\":1},\"stage\":\"x\",\"version\":\"1\",\"in\":0,\"out\":0,\"bytes_in\":0,\"bytes_out\":1 } ");
    ok(rc == 0 && r.n == 2 && !r.mixed, "two stages, in any order of keys, with space between");
    sl_report_json(&r, &b);
    ok(!strcmp(sl_buf_c(&b), "{\"stage\":\"x\",\"version\":\"1\",\"in\":5,\"out\":4,\"bytes_in\":50,\"bytes_out\":41,\"dropped\":{\"a\":2,\"b\":2},\"counts\":{\"n\":1}}\n"
                             "{\"stage\":\"y\"" REST "\n"), "sums, in order of first appearance");
    ok(add(&r, "{\"stage\":\"y\",\"version\":\"2\",\"in\":18446744073709551611,\"out\":1,\"bytes_in\":0,\"bytes_out\":0,\"dropped\":{},\"counts\":{}}") == SL_EDATA,
       "a sum that is no number");
    ok(r.mixed, "versions that differ");
    sl_buf_free(&b);
    sl_report_free(&r);
}

#define OPT(o) "{\"stage\":\"x\",\"options\":\"" o "\"" REST
static void options(void) {
    sl_report r = {0}, apart = {.apart = true};
    sl_buf b = {0};
    static const char *const lines[] = {OPT("--a=\\\"1\\\\\\\""), OPT("--b"), OPT("--b"), "{\"stage\":\"x\"" REST};
    int rc = 0;
    for (int i = 0; i < 4; i++) rc |= add(&r, lines[i]) | add(&apart, lines[i]);
    sl_report_json(&r, &b);
    ok(rc == 0 && r.n == 1 && strstr(sl_buf_c(&b), "\"version\":\"1\",\"options\":\"--a=\\\"1\\\\\\\"\",\"in\":20"), "options of the first, as they were written");
    ok(apart.n == 3 && apart.v[1].n[SL_REPORT_IN] == 10 && !apart.v[2].options.n, "apart: those of the same options are added up");
    ok(add(&r, OPT("--a=\\")) == SL_EDATA && add(&r, OPT("a\nb")) == SL_EDATA, "a string without end, a control character");
    sl_buf_free(&b);
    sl_report_free(&r);
    sl_report_free(&apart);
}

static void names(void) {
    sl_report r = {0};
    sl_buf b = {0};
    int rc = 0;
    for (int i = 0; i <= 1000; i++) {
        sl_clear(&b);
        sl_printf(&b, "{\"stage\":\"s%d\"" REST, i);
        int got = add(&r, sl_buf_c(&b));
        if (i < 1000) rc |= got;
        else ok(rc == 0 && got == SL_EDATA, "a thousand stages and no more");
    }
    sl_buf_free(&b);
    sl_report_free(&r);
}

static void table(void) {
    sl_report r = {0};
    sl_buf b = {0};
    sl_report_table(&r, &b);
    ok(b.n == 0, "no stages, no table");
    add(&r, "{\"stage\":\"clean\",\"version\":\"1\",\"in\":1234567,\"out\":1234466,\"bytes_in\":0,\"bytes_out\":0,\"dropped\":{\"a\":100,\"b\":0,\"c\":1},\"counts\":{}}");
    add(&r, "{\"stage\":\"pack\",\"version\":\"1\",\"in\":999,\"out\":0,\"bytes_in\":0,\"bytes_out\":0,\"dropped\":{},\"counts\":{\"written\":999}}");
    sl_report_table(&r, &b);
    ok(!strcmp(sl_buf_c(&b), "stage         in        out  dropped\n"
                             "clean  1,234,567  1,234,466      101   <0.1 %\n"
                             "    dropped: a 100 (<0.1 %); c 1 (<0.1 %)\n"
                             "pack         999          -        0\n"
                             "    written 999\n"), "a table");
    sl_buf_free(&b);
    sl_report_free(&r);
}

int main(void) {
    refusals();
    sums();
    options();
    names();
    table();
    return tap_end();
}
