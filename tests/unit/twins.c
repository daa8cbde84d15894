/* Twins: lines that both sides have. */
#include "../../pipeline/align/twins.h"
#include "tap.h"

#define TEXT(a) (sl_align_text){a, sizeof a / sizeof *a, NULL}

static void equal_lines(void) {
    sl_twins t = {0};
    sl_str nl[] = {SL_LIT("Kleuren"), SL_LIT("\\tweak"), SL_LIT(""), SL_LIT("\\set")}, en[] = {SL_LIT("\\tweak"), SL_LIT("Colours"), SL_LIT(""), SL_LIT("\\set")};
    sl_twins_find(&t, &TEXT(nl), &TEXT(en));
    ok(sl_twins_fit(&t, 2, 1, 1, 1) > 0 && sl_twins_fit(&t, 4, 4, 1, 1) > 0, "an equal line speaks for a link");
    ok(sl_twins_fit(&t, 2, 2, 1, 1) < 0 && sl_twins_fit(&t, 1, 1, 1, 1) < 0, "and against any other of either side");
    ok(sl_twins_fit(&t, 2, 1, 2, 1) < sl_twins_fit(&t, 2, 1, 1, 1), "and against a run that it is part of");
    ok(sl_twins_fit(&t, 2, 4, 1, 1) < sl_twins_fit(&t, 1, 4, 1, 1), "two lines with other partners, twice");
    ok(sl_twins_fit(&t, 1, 2, 1, 1) == 0 && sl_twins_fit(&t, 3, 3, 1, 1) == 0, "lines without a twin and empty ones say nothing");
    sl_twins_free(&t);
}

static void often(void) {
    sl_twins t = {0};
    sl_str nl[] = {SL_LIT("x"), SL_LIT("x"), SL_LIT("x"), SL_LIT("x")}, en[] = {SL_LIT("x")};
    sl_twins_find(&t, &TEXT(nl), &TEXT(en));
    ok(sl_twins_fit(&t, 1, 1, 1, 1) == 0, "a line that comes four times says nothing");
    sl_twins_find(&t, &(sl_align_text){nl, 3, NULL}, &TEXT(en));
    ok(sl_twins_fit(&t, 3, 1, 1, 1) > 0, "three times: it does, and the object can be used again");
    sl_twins_free(&t);
}

int main(void) {
    equal_lines();
    often();
    return tap_end();
}
