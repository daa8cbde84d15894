/* The rows of the map of bare tokens: what is written, and what is refused. tests/unit/tok.c has the way there and back. */
#include "sluis/tokmap.h"
#include "tap.h"

static void row_is(sl_str text, const sl_range *spans, size_t n, const char *want, const char *what) {
    sl_buf b = {0};
    sl_tokmap_row(12, text, spans, n, &b);
    ok(sl_eq(sl_view(&b), sl_cstr(want)), what);
    if (!sl_eq(sl_view(&b), sl_cstr(want))) printf("# got '%s'\n", sl_buf_c(&b));
    sl_buf_free(&b);
}

static void written(void) {
    static const sl_range three[] = {{0, 2}, {2, 3}, {5, 6}}, one[] = {{1, 2}};
    row_is(SL_LIT("Ja.\t\xFFx"), three, 3, "12\t0-2 2-3 5-6\t3:09FF", "a gap of other bytes");
    row_is(SL_LIT("Ja, z "), (const sl_range[]){{0, 2}, {2, 3}, {4, 5}}, 3, "12\t0-2 2-3 4-5\t5:20", "one space is a gap like any other, but at the end it is told");
    row_is(SL_LIT(" a"), one, 1, "12\t1-2\t", "one space at the start");
    row_is(SL_LIT("  "), NULL, 0, "12\t\t0:2020", "no tokens");
    ok(sl_tokmap_column(SL_LIT("12\t0-2\t")) == 12 && sl_tokmap_column(SL_LIT("x\t0-2\t")) == 0 && sl_tokmap_column(SL_LIT("")) == 0, "the column of a row");
}

/* Each: row, tokens, how they fit, and the text. */
static const struct { const char *row, *tokens; int fits; const char *text; } cases[] = {
    {"1\t0-2 2-3\t", "Ja .", SL_TOKMAP_GOOD, "Ja."}, {"1\t1-2 3-4\t2:09 4:2020", "a b", SL_TOKMAP_GOOD, " a\tb  "}, {"1\t0-3\t", "a b", SL_TOKMAP_GOOD, "a b"},
    {"1\t\t0:20", "", SL_TOKMAP_GOOD, " "},
    {"1\t0-2 2-3\t", "Ja!", SL_TOKMAP_OTHER, NULL}, {"1\t0-2 2-3\t", "Nee .", SL_TOKMAP_OTHER, NULL}, {"1\t0-2 2-3\t", "Ja", SL_TOKMAP_OTHER, NULL},
    {"1\t0-2 2-3\t", "Ja . x", SL_TOKMAP_OTHER, NULL}, {"1\t0-2\t", "", SL_TOKMAP_OTHER, NULL}, {"1\t\t0:20", "x", SL_TOKMAP_OTHER, NULL},
    {"1\t0-18446744073709551615\t", "x", SL_TOKMAP_OTHER, NULL},
    {"", "x", SL_TOKMAP_NO_ROW, NULL}, {"1\t0-\t", "x", SL_TOKMAP_NO_ROW, NULL}, {"1\tx\t", "x", SL_TOKMAP_NO_ROW, NULL}, {"1\t2-1\t", "x", SL_TOKMAP_NO_ROW, NULL},
    {"1\t0-1 0-1\t", "x x", SL_TOKMAP_NO_ROW, NULL}, {"1\t0-1 3-4\t", "x x", SL_TOKMAP_NO_ROW, NULL}, {"1\t0-1 3-4\t1:2", "x x", SL_TOKMAP_NO_ROW, NULL},
    {"1\t0-1 3-4\t1:20", "x x", SL_TOKMAP_NO_ROW, NULL}, {"1\t0-1 3-4\t1:20zz", "x x", SL_TOKMAP_NO_ROW, NULL}, {"1\t0-1\t0:20", "x", SL_TOKMAP_NO_ROW, NULL},
    {"1\t0-1\t1:20 2:20", "x", SL_TOKMAP_NO_ROW, NULL}, {"1\t0-1\t1:", "x", SL_TOKMAP_NO_ROW, NULL}, {"1\t0-1\t9:20", "x", SL_TOKMAP_NO_ROW, NULL}};

int main(void) {
    written();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sl_buf b = {0};
        int fits = sl_tokmap_text(sl_cstr(cases[i].row), sl_cstr(cases[i].tokens), &b);
        ok(fits == cases[i].fits && (!cases[i].text || sl_eq(sl_view(&b), sl_cstr(cases[i].text))), cases[i].row);
        if (fits != cases[i].fits) printf("# got %d for '%s'\n", fits, cases[i].tokens);
        sl_buf_free(&b);
    }
    return tap_end();
}
