/* JSON: strings go out and come back; what RFC 8259 forbids is refused, with its place. */
#include "sluis/json.h"
#include "sluis/utf8.h"
#include "tap.h"

static void writes(sl_str s, const char *want, uint64_t lost, const char *what) {
    sl_buf b = {0};
    uint64_t n = sl_json_put(&b, s);
    bool good = n == lost && sl_eq(sl_view(&b), sl_cstr(want));
    if (!good) printf("# got %s, %d lost\n", sl_buf_c(&b), (int)n);
    ok(good, what);
    sl_buf_free(&b);
}

static void writing(void) {
    writes(SL_LIT("a\"b\\c/d"), "\"a\\\"b\\\\c/d\"", 0, "quote and backslash; a slash needs none");
    writes(SL_LIT("\b\f\n\r\t\0\x1F\x7F"), "\"\\b\\f\\n\\r\\t\\u0000\\u001F\\u007F\"", 0, "controls");
    writes(SL_LIT("\xC2\x85\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAA\xF0\x9F\x98\x80"), "\"\\u0085\\u2028\\u2029\xE2\x80\xAA\xF0\x9F\x98\x80\"", 0, "what ends a line somewhere");
    writes(SL_LIT("a\xFF\xED\xA0\x80z"), "\"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\"", 4, "bytes that are not UTF-8 are replaced and counted");
}

/* A string value; want NULL: refused at `at`, because of `why`. */
static void reads(const char *json, const char *want, size_t at, const char *why) {
    sl_json j = sl_json_new(sl_cstr(json));
    sl_buf b = {0};
    bool got = sl_json_string(&j, &b) && sl_json_end(&j);
    bool good = want ? got && sl_eq(sl_view(&b), sl_cstr(want)) : !got && strstr(j.why, why) && sl_json_at(&j) == at;
    if (!good) printf("# %s: got %s, at %d: %s\n", json, sl_buf_c(&b), (int)sl_json_at(&j), j.why ? j.why : "no error");
    ok(good, why);
    sl_buf_free(&b);
}

static void strings(void) {
    reads(" \"a\\\"\\\\\\/\\b\\f\\n\\r\\tz\" ", "a\"\\/\b\f\n\r\tz", 0, "short escapes");
    reads("\"\\u00e9\\u20AC\\uD83D\\ude00\"", "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", 0, "escapes by number, and a pair of surrogates");
    reads("\"a\\uD83D\"", NULL, 2, "a lone surrogate");
    reads("\"a\\uD83Dx\"", NULL, 2, "a lone surrogate");
    reads("\"\\uD83D\\u0041\"", NULL, 1, "a lone surrogate");
    reads("\"\\uDE00\\uD83D\"", NULL, 1, "a lone surrogate");
    reads("\"\xED\xA0\xBD\"", NULL, 1, "invalid UTF-8");
    reads("\"ab\xC3\"", NULL, 3, "invalid UTF-8");
    reads("\"ab", NULL, 3, "without end");
    reads("\"ab\\", NULL, 3, "unknown escape");
    reads("\"\\x41\"", NULL, 1, "unknown escape");
    reads("\"\\u12G4\"", NULL, 1, "four hexadecimal digits");
    reads("\"\\u12\"", NULL, 1, "four hexadecimal digits");
    reads("\"a\nb\"", NULL, 2, "a control character");
    reads("\"a\" x", NULL, 4, "something behind");
    reads("a", NULL, 0, "a string is wanted");
}

static void skips(const char *json, const char *why) {
    sl_json j = sl_json_new(sl_cstr(json));
    bool got = sl_json_skip(&j) && sl_json_end(&j);
    bool good = why ? !got && strstr(j.why, why) : got;
    if (!good) printf("# %s: %s\n", json, j.why ? j.why : "no error");
    ok(good, json[0] ? json : "nothing");
}

static void values(void) {
    static const char *const good[] = {"{}", "[]", "[1,-0.5e+3,\"x\",true,false,null,[[]],{\"a\":{\"b\":[]}}]", "0", "-1", "1E5", " { \"a\" : 1 , \"b\" : 2 } "};
    static const char *const bad[][2] = {{"", "a value is wanted"}, {"[1,]", "a value is wanted"}, {"[1 2]", "',' or ']'"}, {"{\"a\":1,}", "a key is wanted"},
        {"{a:1}", "a key is wanted"}, {"{\"a\" 1}", "a ':' is wanted"}, {"{\"a\":}", "a value is wanted"}, {"01", "a value is wanted"}, {"1.", "a value is wanted"},
        {"+1", "a value is wanted"}, {"[1", "',' or ']'"}, {"[", "ends too early"}, {"{\"a\":1", "',' or '}'"}, {"nul", "a value is wanted"}, {"{}}", "something behind"},
        {"'a'", "a value is wanted"}, {"[NaN]", "a value is wanted"}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) skips(good[i], NULL);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) skips(bad[i][0], bad[i][1]);
    sl_buf b = {0};
    for (int i = 0; i < 300; i++) sl_putc(&b, '[');
    sl_json j = sl_json_new(sl_view(&b));
    ok(!sl_json_skip(&j) && strstr(j.why, "deeper than 256"), "brackets nest 256 deep at most");
    sl_buf_free(&b);
}

static void numbers(void) {
    uint64_t n = 0;
    sl_json j = sl_json_new(SL_LIT("[18446744073709551615, 18446744073709551616]"));
    bool first = true;
    ok(sl_json_open(&j, '[') && sl_json_item(&j, &first) && sl_json_uint(&j, &n) && n == UINT64_MAX, "the largest integer");
    ok(sl_json_item(&j, &first) && !sl_json_uint(&j, &n) && strstr(j.why, "above"), "one more is refused");
    ok(sl_json_is_number(SL_LIT("0.97")) && sl_json_is_number(SL_LIT("-1e-5")) && !sl_json_is_number(SL_LIT("1.")) && !sl_json_is_number(SL_LIT(".5"))
       && !sl_json_is_number(SL_LIT("")) && !sl_json_is_number(SL_LIT("1 ")), "which texts are numbers");
}

static uint64_t seed = 77;
static unsigned below(unsigned n) { seed = seed * 6364136223846793005u + 1442695040888963407u; return (unsigned)(seed >> 33) % n; }

static void round_trip(void) {
    static const int32_t cs[] = {0, 1, 9, 10, 13, 31, 32, '"', '\\', '/', 'u', 'a', 0x7F, 0x85, 0xEB, 0x2028, 0x20AC, 0xD7FF, 0xE000, 0xFEFF, 0xFFFE, 0x1F600, 0x10FFFF};
    sl_buf a = {0}, b = {0}, c = {0};
    bool good = true;
    for (int i = 0; i < 5000 && good; i++) {
        sl_clear(&a), sl_clear(&b), sl_clear(&c);
        for (unsigned n = below(12); n; n--) sl_utf8_put(&a, cs[below(sizeof cs / sizeof *cs)]);
        good = sl_json_put(&b, sl_view(&a)) == 0;
        sl_json j = sl_json_new(sl_view(&b));
        good = good && sl_json_string(&j, &c) && sl_json_end(&j) && sl_eq(sl_view(&a), sl_view(&c));
    }
    ok(good, "5000 nasty strings come back");
    sl_buf_free(&a), sl_buf_free(&b), sl_buf_free(&c);
}

int main(void) {
    writing();
    strings();
    values();
    numbers();
    round_trip();
    return tap_end();
}
