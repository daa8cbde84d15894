/* Capitals to marks and back: cases, and random tokens with a fixed seed. */
#include "sluis/recase.h"
#include "sluis/utf8.h"
#include "tap.h"
#include <stdlib.h>

#define C SL_RECASE_MARK
#define E SL_RECASE_END

/* Each: token, what it becomes with its mark; by Dutch rules. */
static const char *const cases[][2] = {
    {"", ""}, {"het", "het"}, {"Het", C " het"}, {"A", C " a"}, {"AB", C C " ab"}, {"U.S.A.", C C " u.s.a."}, {"aB", "a" C "b"}, {"McDonald", C "mc" C "donald"},
    {"EU-land", C C "eu" E "-land"}, {"Noord-Holland", C "noord-" C "holland"}, {"'S", C " 's"}, {"'s-Hage", "'s-" C "hage"}, {"IJsland", C " ijsland"},
    {"IJ", C " ij"}, {"IJs-Oost", C C "ij" E "s-" C "oost"}, {"Ijs", C "ijs"}, {"IJS", C C " ijs"}, {"ijs", "ijs"}, {"É", C " é"}, {"ÉÉn", C C "éé" E "n"},
    {"İz", "İz"}, {"İZ", C " İz"}, {"ẞ", "ẞ"}, {"Ǆ", C " ǆ"}, {"ǅ", "ǅ"}, {"\xFF" "A\xC3", C " \xFF" "a\xC3"}, {"5A", C " 5a"}, {"ΣΑΣ", C C " σασ"}, {"ς", "ς"}, {"Ⅷ", C " ⅷ"}};

static void lower(sl_str t, const char *pair, sl_buf *out) {
    sl_buf in_small = {0};
    sl_puts(out, sl_recase_lower(t, pair, &in_small));
    sl_puts(out, sl_view(&in_small));
    sl_buf_free(&in_small);
}

/* To `want`, if it is given, and back. */
static bool there_and_back(sl_str t, const char *pair, const char *want) {
    sl_buf a = {0}, b = {0};
    lower(t, pair, &a);
    sl_recase_line(sl_view(&a), pair, &b);
    bool good = sl_eq(sl_view(&b), t) && (!want || sl_eq(sl_view(&a), sl_cstr(want)));
    if (!good) printf("# '%.*s' became '%s' became '%s'\n", (int)t.n, t.p, sl_buf_c(&a), sl_buf_c(&b));
    sl_buf_free(&a);
    sl_buf_free(&b);
    return good;
}

static void every_letter(void) {
    bool good = true;
    for (int32_t c = 1; c < 0x20000; c++) {
        if (c == 0xFFEA || c == 0xFFEC || c == ' ') continue;
        sl_buf t = {0};
        sl_utf8_put(&t, c);
        good &= there_and_back(sl_view(&t), "ij", NULL);
        sl_puts(&t, SL_LIT("xY"));
        sl_utf8_put(&t, c);
        good &= there_and_back(sl_view(&t), NULL, NULL);
        sl_buf_free(&t);
    }
    ok(good, "every character comes back, alone and in a word");
}

static uint64_t seed = 20261125;
static uint32_t dice(uint32_t n) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

static void fuzz(void) {
    static const char *const bits[] = {"i", "j", "I", "J", "a", "Z", "-", "'", ".", "1", "é", "É", "İ", "ı", "ǅ", "\xFF", "\xEF", "\xEF\xBF", "\xAA", "ß", "ſ", "K", "Ω", "\xEF\xBF\xAD", "｟"};
    bool good = true;
    sl_buf t = {0};
    for (int i = 0; good && i < 100000; i++) {
        sl_clear(&t);
        for (uint32_t n = dice(9); n > 0; n--) sl_puts(&t, sl_cstr(bits[dice(sizeof bits / sizeof *bits)]));
        if (sl_recase_marked(sl_view(&t))) continue;
        good = there_and_back(sl_view(&t), i & 1 ? "ij" : NULL, NULL);
    }
    ok(good, "random tokens come back");
    sl_buf_free(&t);
}

/* Marks as an engine may write them. */
static void stray(void) {
    static const char *const lines[][2] = {
        {C, ""}, {"a " C, "a"}, {C " " C " a", "A"}, {C C " " C " ab", "Ab"}, {C " 5 a", "5 a"}, {"a" E "b" C, "ab"}, {C C "ab", "AB"}, {C C C "ab", "AB"}, {C "  a", " A"},
        {C " \xEF\xBF\xAD" "a b", "\xEF\xBF\xAD" "A b"}, {"  a  ", "  a  "}, {"", ""}, {C " ij ij", "IJ ij"}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        sl_buf b = {0};
        sl_recase_line(sl_cstr(lines[i][0]), "ij", &b);
        ok(sl_eq(sl_view(&b), sl_cstr(lines[i][1])), lines[i][0]);
        if (!sl_eq(sl_view(&b), sl_cstr(lines[i][1]))) printf("# got '%s'\n", sl_buf_c(&b));
        sl_buf_free(&b);
    }
}

int main(void) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) ok(there_and_back(sl_cstr(cases[i][0]), "ij", cases[i][1]), cases[i][0]);
    ok(there_and_back(SL_LIT("IJsland"), NULL, C C "ij" E "sland"), "IJ is two letters elsewhere");
    every_letter();
    fuzz();
    stray();
    return tap_end();
}
