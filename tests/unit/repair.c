/* Characters between their neighbours, what is repaired, and what is not. */
#include "sluis/data.h"
#include "sluis/repair.h"
#include "tap.h"
#include <stdarg.h>

static void check(bool good, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void check(bool good, const char *fmt, ...) {
    char what[300];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    ok(good, what);
}

static sl_letters *letters;
static sl_repair *repair;
static sl_repair_scratch scratch;

static void model(void) {
    sl_str text;
    sl_buf hold = {0};
    sl_err e = {0};
    ok(!sl_data("nl-en/letters.txt", NULL, &hold, &text, &e) && !sl_letters_make(&letters, text, "letters.txt", &e), "the model is made");
    static const char *const wrong[] = {"é a", "é a n x", "= _", "é a n 0", "aa a n 1", "é ab n 1", "a b c 1", "= _ _ 1234567890", "é a n 1 "};
    for (size_t i = 0; i < 9; i++) {
        sl_letters *m;
        int rc = sl_letters_make(&m, sl_cstr(wrong[i]), "x", &e);
        check(rc == (i == 0 || i == 2 || i == 8 ? 0 : SL_EDATA), "row '%s' is %s", wrong[i], rc ? "refused" : "taken");
        if (rc) ok(e.line == 1, "and its line is named");
        sl_letters_free(m);
    }
}

static void scores(void) {
    ok(sl_letters_score(letters, 'i', 0xEB, 'n') > sl_letters_score(letters, 'i', 0x2018, 'n') + 5, "ë stands between i and n, a quote does not");
    ok(sl_letters_score(letters, 'i', 0xCB, 'n') < sl_letters_score(letters, 'i', 0xEB, 'n') - 4, "a capital does not stand in a small word");
    ok(sl_letters_score(letters, 'I', 0xCB, 'N') > sl_letters_score(letters, 'I', 0xEB, 'N'), "but among capitals");
    ok(sl_letters_known(letters, 'i', 0xEB, 'n') && !sl_letters_known(letters, 'n', 0xC3, 0xA9), "known and not known");
    ok(sl_letters_score(letters, -1, 0x10FFFF, -1) < 0 && sl_letters_score(letters, -1, 0x80, -1) < -20, "rare ones have a score, too");
}

static void fixed(const char *in, const char *want, unsigned kinds) {
    sl_buf line = {0}, out = {0};
    sl_puts(&line, sl_cstr(in));
    sl_putc(&line, '\n');
    unsigned got = 0;
    if (sl_repair_suspect(repair, &scratch, sl_view(&line), 0) < line.n) got = sl_repair_line(repair, &scratch, sl_cstr(in), true, &out);
    if (!got) sl_puts(&out, sl_cstr(in));
    check(sl_eq(sl_view(&out), sl_cstr(want)) && (kinds == 0) == (got == 0) && (got & kinds) == kinds, "%s -> %s (got %.*s, %x)", in, want, (int)out.n, out.p, got);
    sl_buf_free(&line);
    sl_buf_free(&out);
}

#define K(x) (1u << SL_REPAIR_##x)
static void repairs(void) {
    fixed("Belgi\xC3\x83\xC2\xAB", "België", K(CP1252));
    fixed("co\xE2\x88\x9A\xE2\x88\x82rdinatie", "coördinatie", K(MACROMAN));
    fixed("co\xE2\x94\x9C\xE2\x95\xA2rdinatie", "coördinatie", K(CP437));
    fixed("co\xE2\x94\x9C\xC3\x82rdinatie", "coördinatie", K(CP850));
    fixed("\xC2\x93ja\xC2\x94 zei hij\xC2\x85", "“ja” zei hij…", K(C1));
    fixed("voil\xC3\x83 , daar", "voilà, daar", K(LOST));
    fixed("de financi\xE2\x80\x98le co\xC5\xA1rdinator", "de financiële coördinator", K(AS_MACROMAN));
    fixed("de financi\xE2\x80\xB0le co\xE2\x80\x9Drdinator", "de financiële coördinator", K(AS_CP850));
}

static void kept(void) {
    static const char *const right[] = {"", "Ã", "São Paulo", "5 €", "één", "„Nee”, zei ’t", "½ × 3 °C", "Łódź", "Привет, мир", "我是学生", "║ a ║", "♫ la la ♪", "ÅÄÖ en Þór", "ÉÉN"};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) fixed(right[i], right[i], 0);
}

static void suspects(void) {
    sl_str lines = SL_LIT("een\nBelgi\xC3\x83\xC2\xAB\nb\nco\xC3\x83\xC2\xB6rd\n");
    size_t a = sl_repair_suspect(repair, &scratch, lines, 0), b = sl_repair_suspect(repair, &scratch, lines, 15);
    check(a == 4 && b == 16, "the lines that need a look are found (%zu, %zu)", a, b);
    ok(sl_repair_suspect(repair, &scratch, SL_LIT("a\nb\n"), 0) == 4, "and none in plain text");
}

/* Ten times the line, ten times the work, whatever it is made of. */
static void long_lines(void) {
    static const char *const of[] = {"\xC3\x83\xC2\xA9", "\xE2\x95\x94", "\xC2\x85", "A\xC2\xAF", "\xC3\x83\xC6\x92\xC3\x82\xC2\xA9", "\xE2\x80\x98"};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        sl_buf line = {0}, out = {0};
        while (line.n < 300000) sl_puts(&line, sl_cstr(of[i]));
        sl_repair_line(repair, &scratch, sl_view(&line), true, &out);
        ok(out.n <= 2 * line.n, "a long line of one sign");
        sl_buf_free(&line);
        sl_buf_free(&out);
    }
}

int main(void) {
    model();
    repair = sl_repair_new(letters);
    scores();
    repairs();
    kept();
    suspects();
    long_lines();
    sl_repair_scratch_free(&scratch);
    sl_repair_free(repair);
    sl_letters_free(letters);
    return tap_end();
}
