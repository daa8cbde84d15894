/* Window overlap: the words around a target, in a translation and in its reference. */
#include "../../pipeline/terms/glossary_window.h"
#include "tap.h"

static sl_english *en;

static void is(double want, unsigned window, const char *target, const char *translation, const char *reference) {
    sl_attest t = {.en = en}, r = {.en = en};
    sl_attest_line(&t, sl_cstr(translation));
    sl_attest_line(&r, sl_cstr(reference));
    sl_attest_find(&t, 1, sl_cstr(target), SL_POS_NOUN, 0);
    sl_attest_find(&r, 1, sl_cstr(target), SL_POS_NOUN, 0);
    double got = window_overlap(&t, &r, window);
    bool good = got > want - 1e-9 && got < want + 1e-9;
    ok(good, translation);
    if (!good) printf("# against '%s': %g, not %g\n", reference, got, want);
    sl_attest_free(&t);
    sl_attest_free(&r);
}

int main(void) {
    sl_err e = {0};
    ok(sl_english_open(&en, NULL, &e) == 0, "the lists are read");
    is(1, 2, "dike", "the old dike was high", "The old dike, was high.");
    is(0.5, 2, "dike", "a new dike was high", "the old dike was high");
    is(1, 2, "dike", "was old dike high the", "the old dikes was high up");
    is(0, 2, "dike", "the levee", "the dike");
    is(0, 2, "dike", "dike", "the dike");
    is(0, 2, "dike", "dike", "dike");
    is(1, 1, "dike", "the dike's end", "THE DIKE'S END");
    is(0.5, 1, "dike", "the dike", "the dike is");
    is(1, 1, "dike", "a dike b c dikes d", "c dike d a dikes b");
    is(0.75, 1, "dike", "a dike b c dike x", "c dike d a dike b");
    is(1, 1, "dike", "a dike b dike c", "a dike b");
    is(0.5, 1, "dike", "no no dike no", "no dike x");
    is(0.5, 2, "dike", "no dike", "no dike no");
    sl_english_free(en);
    return tap_end();
}
