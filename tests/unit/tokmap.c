/* Rows of edits: whatever the text and the tokens are, the text comes back; damaged rows and other tokens are told. */
#include "sluis/tokmap.h"
#include "tap.h"
#include <stdlib.h>

static uint32_t seed = 7;
static unsigned any(unsigned n) {
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % n;
}

static int back(sl_str row, sl_str tokens, sl_buf *out) {
    sl_clear(out);
    return sl_tokmap_text(row, tokens, out);
}

static void random_text(sl_buf *b, unsigned most) {
    static const char *const parts[] = {"a", "b", "is ", " ", "&apos;", "'", "\t", "\xFF", "zo'n", "...", "\xC2\xA0", "woord "};
    sl_clear(b);
    for (unsigned n = any(most); n; n--) sl_puts(b, sl_cstr(parts[any(12)]));
}

static void property(void) {
    sl_buf text = {0}, tokens = {0}, row = {0}, out = {0};
    bool good = true, told = true;
    for (int i = 0; good && i < 20000; i++) {
        random_text(&text, 30);
        random_text(&tokens, 30);
        if (any(2)) sl_puts(&tokens, sl_view(&text));
        sl_clear(&row);
        sl_tokmap_edits(3, sl_view(&text), sl_view(&tokens), &row);
        good = back(sl_view(&row), sl_view(&tokens), &out) == SL_TOKMAP_GOOD && sl_eq(sl_view(&out), sl_view(&text)) && sl_tokmap_column(sl_view(&row)) == 3;
        sl_putc(&tokens, 'x');
        told &= back(sl_view(&row), sl_view(&tokens), &out) == SL_TOKMAP_OTHER;
    }
    ok(good, "any text comes back from any tokens and their edits");
    ok(told, "tokens that are longer are others");
    sl_buf_free(&text);
    sl_buf_free(&tokens);
    sl_buf_free(&row);
    sl_buf_free(&out);
}

static void rows(void) {
    static const struct { const char *row, *tokens; int is; const char *what; } t[] = {
        {"1\t~ 2 -1 +41\t", "abc", SL_TOKMAP_GOOD, "edits"}, {"1\t~\t", "", SL_TOKMAP_GOOD, "no edits"}, {"1\t~ 4\t", "abc", SL_TOKMAP_OTHER, "too few tokens"},
        {"1\t~ 2\t", "abc", SL_TOKMAP_OTHER, "too many"}, {"1\t~ x\t", "abc", SL_TOKMAP_NO_ROW, "no number"}, {"1\t~ +4\t", "", SL_TOKMAP_NO_ROW, "half a byte"},
        {"1\t~ -\t", "", SL_TOKMAP_NO_ROW, "a sign alone"}, {"1\t~ 3\t1:20", "abc", SL_TOKMAP_NO_ROW, "gaps behind edits"}, {"x\t~ 3\t", "abc", SL_TOKMAP_NO_ROW, "no column"}};
    sl_buf out = {0};
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) ok(back(sl_cstr(t[i].row), sl_cstr(t[i].tokens), &out) == t[i].is, t[i].what);
    sl_buf_free(&out);
}

static void known(void) {
    sl_buf row = {0};
    sl_tokmap_edits(1, SL_LIT("Het 'is' zo."), SL_LIT("Het &apos; is &apos; zo ."), &row);
    ok(sl_eq(sl_view(&row), SL_LIT("1\t~ 4 -7 +27 2 -7 +27 3 -1 1\t")), "the row of a line in Moses' style");
    sl_buf_free(&row);
}

/* A megabyte of text and one of tokens that never fit. */
static void long_lines(void) {
    sl_buf text = {0}, tokens = {0}, row = {0}, out = {0};
    for (int i = 0; i < 1000000; i++) sl_putc(&text, i % 7 ? 'a' : 'b'), sl_putc(&tokens, i % 5 ? 'c' : 'a');
    sl_tokmap_edits(1, sl_view(&text), sl_view(&tokens), &row);
    ok(back(sl_view(&row), sl_view(&tokens), &out) == SL_TOKMAP_GOOD && sl_eq(sl_view(&out), sl_view(&text)), "long lines that differ");
    sl_buf_free(&text);
    sl_buf_free(&tokens);
    sl_buf_free(&row);
    sl_buf_free(&out);
}

int main(void) {
    rows();
    known();
    property();
    long_lines();
    return tap_end();
}
