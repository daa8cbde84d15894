/* What check finds, where, and what it lets pass. */
#include "sluis/check.h"
#include "tap.h"

static sl_check_state s;

/* One line of a stream; byte 0: it is good. */
static void line(const sl_check_conf *c, sl_str text, sl_check_rule want, uint64_t byte, const char *what) {
    uint64_t at = 0;
    char name[300];
    sl_check_rule got = sl_check_line(c, &s, text, &at);
    bool good = got == want && (want == SL_CHECK_GOOD || (at == byte && strstr(sl_buf_c(&s.what), what)));
    snprintf(name, sizeof name, "%.60s: %.80s at %llu", text.n ? sl_check_names[want] ? sl_check_names[want] : "good" : "empty", sl_buf_c(&s.what), (unsigned long long)at);
    ok(good, name);
}

typedef struct { const char *text; sl_check_rule want; uint64_t byte; const char *what; } row;

static void stream(sl_check_conf c, const row *t, size_t n) {
    for (size_t i = 0; i < n; i++) line(&c, sl_cstr(t[i].text), t[i].want, t[i].byte, t[i].what);
    sl_check_free(&s);
}
#define STREAM(c, t) stream(c, t, sizeof t / sizeof *t)
#define GOOD SL_CHECK_GOOD, 0, ""

static const row characters[] = {
    {"één zin met €, 😀 en ’", GOOD}, {"", GOOD}, {"a\rb", SL_CHECK_CONTROL, 2, "CR (U+000D)"}, {"a\vb", SL_CHECK_CONTROL, 2, "VT (U+000B)"},
    {"ab\x1C", SL_CHECK_CONTROL, 3, "FS (U+001C)"}, {"\x01", SL_CHECK_CONTROL, 1, "control character (U+0001)"}, {"\x7F", SL_CHECK_CONTROL, 1, "DEL (U+007F)"},
    {"é\xC2\x85", SL_CHECK_CONTROL, 3, "NEL (U+0085)"}, {"\xC2\x9F", SL_CHECK_CONTROL, 1, "control character (U+009F)"}, {"\xC2\xA0", GOOD},
    {"a\xE2\x80\xA8", SL_CHECK_SEPARATOR, 2, "LINE SEPARATOR (U+2028)"}, {"\xE2\x80\xA9", SL_CHECK_SEPARATOR, 1, "PARAGRAPH SEPARATOR (U+2029)"}, {"\xE2\x80\xAA", GOOD},
    {"ab\xFF", SL_CHECK_UTF8, 3, "(0xFF)"}, {"\xED\xA0\x80", SL_CHECK_UTF8, 1, "(0xED)"}, {"a\tb", SL_CHECK_COLUMNS, 2, "2 columns; the first line has 1"}};
static const row columns[] = {{"a\tb", GOOD}, {"\t", GOOD}, {"a", SL_CHECK_COLUMNS, 2, "1 columns; 2 are wanted"}, {"a\tbb\tc\td", SL_CHECK_COLUMNS, 5, "4 columns"}};
static const row space[] = {
    {"a b c\td", GOOD}, {"a  b\tc", SL_CHECK_SPACE, 3, "two spaces"}, {" a\tb", SL_CHECK_SPACE, 1, "start"}, {"a\t b", SL_CHECK_SPACE, 3, "start"}, {"a \tb", SL_CHECK_SPACE, 2, "end"},
    {"a\tb ", SL_CHECK_SPACE, 4, "end"}, {"a\xC2\xA0" "b\tc", SL_CHECK_SPACE, 2, "U+00A0"}, {"\t", GOOD}, {" \t", SL_CHECK_SPACE, 1, "start"}};
static const row nfc[] = {{"één Ж ’", GOOD}, {"Ж e\xCC\x81", SL_CHECK_NFC, 4, "form C"}, {"q\xCC\x81", GOOD}, {"\xE2\x84\xAB", SL_CHECK_NFC, 1, "form C"}, {"😀 \xE2\x84\xAB", SL_CHECK_NFC, 6, "form C"}};
static const row score[] = {{"a\tb\t0.25", GOOD}, {"a\tb\t1", GOOD}, {"a\tb\t1.000", GOOD}, {"a\tb\t0", GOOD}, {"a\tb\t1.01", SL_CHECK_SCORE, 5, "'1.01'"}, {"a\tb\t", SL_CHECK_SCORE, 5, "''"},
                            {"a\tb\t0,5", SL_CHECK_SCORE, 5, "0,5"}, {"a\tb\t-0.1", SL_CHECK_SCORE, 5, "-"}, {"a\tb\t2", SL_CHECK_SCORE, 5, "2"}, {"a\tb\t.5", SL_CHECK_SCORE, 5, ".5"}, {"a\tb\t1.", SL_CHECK_SCORE, 5, "1."}};
static const row ids[] = {
    {"x\tA\t1\t1", GOOD}, {"x\tA\t1\t2", GOOD}, {"x\tA\t1\t2", SL_CHECK_IDS, 7, "not behind"}, {"x\tA\t3\t1", GOOD}, {"x\tA\t2\t9", SL_CHECK_IDS, 7, "not behind"}, {"x\tB\t1\t1", GOOD},
    {"x\tA\t4\t1", SL_CHECK_IDS, 3, "comes back: 'A'"}, {"x\tC\t0\t1", SL_CHECK_IDS, 5, "paragraph: '0'"}, {"x\tC\t1\t", SL_CHECK_IDS, 7, "sentence"}, {"x\tC\t1\t1x", SL_CHECK_IDS, 7, "1x"},
    {"x\t\t1\t1", GOOD}};
static const row lists[] = {
    {"a\tb\t1\tD\t1.1,1.2\t1.1", GOOD}, {"a\t\t1\tD\t1.3\t", GOOD}, {"a\tb\t1\tD\t2.1\t1.2,2.1", GOOD}, {"a\tb\t1\tD\t2.2,2.2\t2.2", SL_CHECK_IDS, 13, "not behind"},
    {"a\tb\t1\tD\t2.3\t1.9", SL_CHECK_IDS, 13, "1.9"}, {"a\tb\t1\tE\t7\t8,9", GOOD}, {"a\tb\t1\tE\t8,\t10", SL_CHECK_IDS, 9, "'8'"}, {"a\tb\t1\tE\t9.\t10", SL_CHECK_IDS, 9, "9."}, {"a\tb\t1\tE\t9,x\t10", SL_CHECK_IDS, 11, "'x'"},
    {"a\tb\t1\tD\t3.1\t", SL_CHECK_IDS, 7, "comes back"}};
static const row narrow[] = {{"a\tb\t1", SL_CHECK_IDS, 5, "columns 4 to 6"}};

int main(void) {
    STREAM((sl_check_conf){0}, characters);
    line(&(sl_check_conf){0}, sl_slice("a\0b", 3), SL_CHECK_CONTROL, 2, "NUL (U+0000)");
    sl_check_free(&s);
    STREAM(((sl_check_conf){.columns = 2}), columns);
    STREAM(((sl_check_conf){.space = true}), space);
    STREAM(((sl_check_conf){.nfc = true}), nfc);
    STREAM(((sl_check_conf){.bitext = true}), score);
    line(&(sl_check_conf){.bitext = true}, SL_LIT("a"), SL_CHECK_SCORE, 1, "no pair");
    sl_check_free(&s);
    STREAM(((sl_check_conf){.ids = true}), ids);
    STREAM(((sl_check_conf){.ids = true, .bitext = true}), lists);
    STREAM(((sl_check_conf){.ids = true, .bitext = true}), narrow);
    return tap_end();
}
