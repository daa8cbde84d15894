/* Matches of regular expressions in a line, in the limits that keep them from running away. */
#include "sluis/patterns.h"
#include "tap.h"
#include <time.h>

/* "START-END ..." of the matches, or "!EXPRESSION" for one that was given up. */
static void found(const char *const *expressions, size_t n, sl_str in, const char *want, const char *what) {
    sl_patterns *p;
    sl_patterns_state t = {0};
    sl_err e = {0};
    sl_buf b = {0};
    if (sl_patterns_open(&p, expressions, n, &e)) { ok(false, e.msg); return; }
    const char *slow = sl_patterns_find(p, &t, in);
    if (slow) sl_printf(&b, "!%s", slow);
    for (size_t i = 0; !slow && i < t.n; i++) sl_printf(&b, "%s%zu-%zu", i ? " " : "", t.v[i].start, t.v[i].end);
    ok(sl_eq(sl_view(&b), sl_cstr(want)), what);
    if (!sl_eq(sl_view(&b), sl_cstr(want))) printf("# got %s\n", sl_buf_c(&b));
    sl_patterns_state_free(&t);
    sl_patterns_free(p);
    sl_buf_free(&b);
}
#define FOUND(in, want, what, ...) do { static const char *const ex[] = {__VA_ARGS__}; found(ex, sizeof ex / sizeof *ex, in, want, what); } while (0)

static void long_lines(void) {
    sl_buf b = {0};
    while (b.n < 10000000) sl_puts(&b, SL_LIT("x 12 \xC3\xA9 "));
    static const char *const digits[] = {"\\d+"}, *const tail[] = {"y.*z"}, *const bad[] = {"(x?[ \\d\xC3\xA9]?)*y"};
    sl_patterns *p;
    sl_patterns_state t = {0};
    sl_err e = {0};
    clock_t start = clock();
    ok(!sl_patterns_open(&p, digits, 1, &e) && !sl_patterns_find(p, &t, sl_view(&b)) && t.n == (b.n + 7) / 8, "a long line: every match, none at a cut is lost");
    sl_patterns_state_free(&t);
    sl_patterns_free(p);
    ok(!sl_patterns_open(&p, tail, 1, &e) && !sl_patterns_find(p, &t, sl_view(&b)) && t.n == 0, "a long line without a match");
    sl_patterns_state_free(&t);
    sl_patterns_free(p);
    ok(!sl_patterns_open(&p, bad, 1, &e) && sl_patterns_find(p, &t, sl_view(&b)) == bad[0], "one that backtracks is given up");
    ok(clock() - start < 20 * CLOCKS_PER_SEC, "in time");
    sl_patterns_state_free(&t);
    sl_patterns_free(p);
    sl_buf_free(&b);
}

int main(void) {
    sl_patterns *p;
    sl_err e = {0};
    static const char *const none[] = {"a", "b("};
    ok(sl_patterns_open(&p, none, 2, &e) == SL_EUSAGE && !p && strstr(e.msg, "'b(' is no regular expression"), "no expression");
    FOUND(SL_LIT("Zie AB-12 en CD-3."), "4-9 13-17", "matches", "[A-Z]{2}-\\d+");
    FOUND(SL_LIT(""), "", "an empty line", "x*");
    FOUND(SL_LIT("axxb"), "1-3", "empty matches are none", "x*");
    FOUND(SL_LIT("een twee drie"), "0-8 9-13", "the first from the left, the longest of one place", "twee drie", "een", "een twee", "drie");
    FOUND(SL_LIT("caf\xC3\xA9s \xFF\xF0\x9F\x98\x80z"), "3-5 7-8 8-12", "bytes, whatever the characters are", "[^\\x00-\\x7F]");
    FOUND(SL_LIT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), "!(a+)+b", "too long", "(a+)+b");
    long_lines();
    return tap_end();
}
