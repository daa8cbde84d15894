/* Normalisation: what changes, what must not, and that doing it twice changes nothing more. */
#include "sluis/norm.h"
#include "tap.h"

static sl_norm_scratch scratch;
static const sl_norm_rules all = {true, true, true}, none = {false, false, false};

static void expect(const sl_norm_rules *r, sl_str in, sl_str want, const char *what) {
    sl_buf out = {0}, again = {0};
    sl_err e = {0};
    int rc = sl_norm_line(r, &scratch, in, &out, &e);
    int rc2 = sl_norm_line(r, &scratch, sl_view(&out), &again, &e);
    bool good = !rc && !rc2 && sl_eq(sl_view(&out), want) && sl_eq(sl_view(&again), want);
    ok(good, what);
    sl_buf_free(&out);
    sl_buf_free(&again);
}

int main(void) {
    expect(&all, SL_LIT("  a \xC2\xA0\xE3\x80\x80 b\t"), SL_LIT("a b"), "white space of all kinds");
    expect(&all, SL_LIT("ge\xC3\xAFnspireerd co\xCC\x88rdinatie"), SL_LIT("ge\xC3\xAFnspireerd c\xC3\xB6rdinatie"), "NFC");
    expect(&all, SL_LIT("a\x01\x7F" "b\xC2\x9F" "c\0d"), SL_LIT("abcd"), "control characters");
    expect(&all, SL_LIT("a\xE2\x80\xA8" "b\xC2\x85" "c\x0C" "d"), SL_LIT("a b c d"), "LS, NEL and FF end no line");
    expect(&all, SL_LIT("'s \xFF\xC3 o\xCC\x88"), SL_LIT("'s \xFF\xC3 o\xCC\x88"), "invalid UTF-8 stays as it is");
    expect(&all, SL_LIT(""), SL_LIT(""), "nothing");
    expect(&all, SL_LIT(" \t "), SL_LIT(""), "nothing but white space");
    expect(&none, SL_LIT(" a\x01  o\xCC\x88 "), SL_LIT(" a\x01  o\xCC\x88 "), "with every rule off nothing changes");
    sl_norm_scratch_free(&scratch);
    return tap_end();
}
