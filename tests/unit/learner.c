/* Learning from documents while they are aligned. */
#include "sluis/learner.h"
#include "tap.h"

enum { LINES = 6 };
static const char *const nl[LINES] = {"De sluis is dicht.", "De sluis is oud.", "Een boot wacht.", "De boot is oud.", "Een sluis.", "De boot wacht op de sluis."},
                 *const en[LINES] = {"The lock is shut.", "The lock is old.", "A ship waits.", "The ship is old.", "A lock.", "The ship waits for the lock."};

/* Something is known, or no link of such a short document would be sure. */
static const sl_align_rules little = {.max_bead = 4, .words = SL_LIT("de\tthe\neen\ta\nis\tis\noud\told\nwacht\twaits\n")};

static void align(sl_aligner *a) {
    sl_str one[LINES], two[LINES];
    const sl_bead *b;
    for (int k = 0; k < LINES; k++) one[k] = sl_cstr(nl[k]), two[k] = sl_cstr(en[k]);
    sl_align_document(a, &(sl_align_text){one, LINES, NULL}, &(sl_align_text){two, LINES, NULL}, &b);
}

static float share(const sl_lexicon *x, const char *one, const char *two) {
    uint32_t first, v = sl_lexicon_find(x, 0, sl_cstr(one)), n = v == SL_LEXICON_NONE ? 0 : sl_lexicon_row(x, v, &first);
    for (uint32_t k = 0; k < n; k++) {
        sl_lexicon_link l = sl_lexicon_get(x, first + k);
        if (sl_eq(sl_lexicon_word(x, 1, l.other), sl_cstr(two))) return l.p;
    }
    return 0;
}

/* The lexicon after so many documents, each aligned by itself; known: what was learnt serves on. */
static void teach(sl_aligner *a, sl_learner *l, unsigned documents, bool known) {
    sl_lesson *x = sl_lesson_new();
    for (unsigned k = 0; k < documents; k++) {
        align(a);
        sl_align_teach(a, x);
        sl_learner_add(l, x);
        if (sl_learner_due(l)) {
            const sl_lexicon *now = sl_learner_epoch(l);
            sl_align_know(a, known ? now : NULL);
        }
    }
    sl_lesson_free(x);
}

static void epochs(void) {
    sl_err e = {0};
    sl_aligner *a;
    sl_align_new(&a, &little, &e);
    sl_learner *l = sl_learner_new();
    ok(sl_learner_left(l) == 8, "the first epoch is due after eight documents");
    teach(a, l, 7, true);
    ok(sl_learner_left(l) == 1 && !sl_learner_due(l), "not before");
    teach(a, l, 1, true);
    ok(sl_learner_left(l) == 8, "the next after sixteen");
    const sl_lexicon *x = sl_learner_epoch(l);
    ok(share(x, "sluis", "lock") > 0.4f && share(x, "boot", "ship") > 0.4f, "words that no spelling tells were learnt");
    ok(share(x, "sluis", "ship") < 0.1f, "and others were not");
    ok(sl_lexicon_count(x, 0, sl_lexicon_find(x, 0, SL_LIT("boot"))) > 8, "words are counted");
    ok(sl_lexicon_find(x, 0, SL_LIT(".")) == SL_LEXICON_NONE, "marks are no words");
    sl_align_know(a, NULL);
    sl_align_free(a);
    sl_learner_free(l);
}

/* What words say for the link of "boot" and "ship" between other lines. */
static double evidence(sl_aligner *a) {
    static const char *const one[] = {"Katten slapen graag.", "Boot sluis boot.", "Regen valt neer."}, *const two[] = {"Cats love sleeping.", "Ship lock ship.", "Rain comes down."};
    sl_str s[3], t[3];
    const sl_bead *b;
    for (int k = 0; k < 3; k++) s[k] = sl_cstr(one[k]), t[k] = sl_cstr(two[k]);
    sl_align_document(a, &(sl_align_text){s, 3, NULL}, &(sl_align_text){t, 3, NULL}, &b);
    sl_align_parts p = sl_align_explain(a, &(sl_bead){1, 1, 1, 1, 1});
    return p.words[0] + p.words[1];
}

static void knowing(void) {
    sl_err e = {0};
    sl_aligner *a;
    sl_align_new(&a, &little, &e);
    sl_learner *l = sl_learner_new();
    teach(a, l, 8, true);
    double with = evidence(a);
    sl_align_know(a, NULL);
    double without = evidence(a);
    ok(with > without, "what was learnt speaks for a link");
    sl_align_free(a);
    sl_learner_free(l);
}

/* A lexicon that is open serves as its bytes do, and both as what was learnt on the way. */
static void given(void) {
    sl_str text = SL_LIT("sluis\tlock 900 900\nboot\tship 900 900\n");
    sl_err e = {0};
    sl_lexicon *x;
    sl_aligner *open, *bytes, *none;
    sl_lexicon_bytes(&x, text, "given", &e);
    sl_align_rules r = {.max_bead = 4};
    sl_align_new(&none, &r, &e);
    r.lexicon[0].text = text, r.lexicon[0].name = "given";
    sl_align_new(&bytes, &r, &e);
    r.lexicon[0].ready = x;
    sl_align_new(&open, &r, &e);
    double with = evidence(open);
    ok(with == evidence(bytes) && with > evidence(none), "a lexicon that is open serves as its bytes do");
    sl_align_know(none, x);
    ok(evidence(none) == with, "and as one that was learnt");
    sl_align_free(open);
    sl_align_free(bytes);
    sl_align_free(none);
    sl_lexicon_close(x);
}

static void saving(void) {
    sl_err e = {0};
    sl_aligner *a;
    sl_lexicon *given, *x;
    sl_buf first = {0}, second = {0};
    sl_align_new(&a, &little, &e);
    sl_lexicon_bytes(&given, SL_LIT("#tokens 5 5\nsluis 1000\tsluice 1000 1000 1000\nkat 2\tcat 900 900 2\n"), "given", &e);
    for (int k = 0; k < 2; k++) {
        sl_learner *l = sl_learner_new();
        teach(a, l, 20, true);
        sl_learner_save(l, (const sl_lexicon *const *)&given, 1, k ? &second : &first);
        sl_align_know(a, NULL);
        sl_learner_free(l);
    }
    ok(sl_eq(sl_view(&first), sl_view(&second)), "the same documents teach the same");
    ok(sl_lexicon_bytes(&x, sl_view(&first), "saved", &e) == 0, "what is saved is a lexicon");
    ok(share(x, "sluis", "sluice") > 0.8f && share(x, "sluis", "lock") > 0 && share(x, "kat", "cat") > 0.89f && share(x, "boot", "ship") > 0.5f,
       "of what was given and what was learnt, as often as either was seen");
    sl_lexicon_close(x);
    sl_lexicon_close(given);
    sl_learner *none = sl_learner_new();
    sl_learner_save(none, NULL, 0, &first);
    ok(sl_lexicon_bytes(&x, sl_view(&first), "empty", &e) == 0 && sl_lexicon_words(x, 0) == 0, "no document, nothing learnt");
    sl_lexicon_close(x);
    sl_learner_free(none);
    sl_align_free(a);
    sl_buf_free(&first);
    sl_buf_free(&second);
}

int main(void) {
    epochs();
    knowing();
    given();
    saving();
    return tap_end();
}
