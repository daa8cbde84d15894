/* Lexicons: reading both forms, making, merging, judging with them, learning them. */
#include "sluis/lexicon.h"
#include "sluis/lexscore.h"
#include "sluis/trainer.h"
#include "tap.h"
#include <stdlib.h>

static const char dogs[] = "#sluis lexicon 2\n#tokens 100 200\nhond 7\tdog 919 920 8\tcanis 0 1000\nkat\tcat 1 2\n";

static sl_lexicon *open_text(const char *text) {
    sl_lexicon *x;
    sl_err e = {0};
    return sl_lexicon_bytes(&x, sl_cstr(text), "text", &e) ? NULL : x;
}

/* How many links; or minus the line of the error. */
static int links(const char *text) {
    sl_lexicon *x;
    sl_err e = {0};
    if (sl_lexicon_bytes(&x, sl_cstr(text), "text", &e)) return -(int)e.line;
    uint32_t n = 0, first;
    for (uint32_t w = 0; w < sl_lexicon_words(x, 0); w++) n += sl_lexicon_row(x, w, &first);
    sl_lexicon_close(x);
    return (int)n;
}

static void reading(void) {
    static const struct { const char *text; int links; const char *what; } t[] = {
        {"", 0, "nothing"}, {"#sluis lexicon 1\n\n# more\n", 0, "comments and blank lines"},
        {dogs, 3, "links of two words"}, {"a\tb 1 2\na\tc 1 2\n", 1, "the first row of a word counts"}, {"a\tb 1 2\tb 3 4", 1, "and its first link to a word"},
        {"hond", -1, "a word without links"}, {"a\tb 1 2\n\tdog 1 2\n", -2, "no word"}, {"a\tb 1\n", -1, "one number"}, {"a\tb 1 2 3\n", 1, "a count"},
        {"a\tb 1 2 3 4\n", -1, "four numbers"}, {"a x\tb 1 2\n", -1, "a word of two"}, {"a 4294967296\tb 1 2\n", -1, "a count that is too large"},
        {"a\tb 1001 1\n", -1, "more than all"}, {"a\tb x 1\n", -1, "letters"}, {"a\tb 99999999999999999999 1\n", -1, "long numbers"},
        {"a\tb 1 2\t\tc 1 2\n", -1, "an empty link"}, {"#tokens x y\n", -1, "tokens that are none"}};
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) ok(links(t[i].text) == t[i].links, t[i].what);
}

static void looking_up(void) {
    sl_lexicon *x = open_text(dogs);
    uint32_t first, w = sl_lexicon_find(x, 0, SL_LIT("hond"));
    ok(w == 0 && sl_lexicon_row(x, w, &first) == 2 && sl_lexicon_count(x, 0, w) == 7, "a word, its links, how often it was seen");
    sl_lexicon_link l = sl_lexicon_get(x, first);
    ok(sl_eq(sl_lexicon_word(x, 1, l.other), SL_LIT("dog")) && l.p > 0.918f && l.p < 0.92f && l.q > 0.919f && l.q < 0.921f, "the best link comes first");
    ok(sl_lexicon_count(x, 1, l.other) == 8 && sl_lexicon_count(x, 0, 1) == 0, "counts of both sides; unknown ones are 0");
    ok(sl_lexicon_tokens(x, 0) == 100 && sl_lexicon_tokens(x, 1) == 200, "and of all tokens");
    ok(sl_lexicon_find(x, 0, SL_LIT("dog")) == SL_LEXICON_NONE && sl_lexicon_find(x, 1, SL_LIT("dog")) != SL_LEXICON_NONE, "a word is found on its own side only");
    ok(sl_lexicon_find(x, 0, SL_LIT("")) == SL_LEXICON_NONE, "the empty word is not found");
    sl_buf b = {0};
    sl_lexicon_put_head(x, &b);
    for (uint32_t v = 0; v < sl_lexicon_words(x, 0); v++) {
        sl_putc(&b, '\n');
        sl_lexicon_put_row(x, v, &b);
    }
    sl_putc(&b, '\n');
    ok(sl_eq(sl_view(&b), sl_cstr(dogs)), "written as text it is what was read");
    sl_buf_free(&b);
    sl_lexicon_close(x);
}

/* Every file cut off anywhere, and every one with a byte changed, is an error; without its checksum's help too it is held in bounds. */
static void damage(void) {
    sl_lexicon *x = open_text(dogs), *y;
    sl_str image = sl_lexicon_image(x);
    char *copy = sl_alloc(image.n + 1);
    bool cut = true, changed = true, longer;
    for (size_t n = 8; n < image.n; n++) {
        sl_err e = {0};
        char *part = sl_alloc(n);
        memcpy(part, image.p, n);
        cut &= sl_lexicon_bytes(&y, sl_slice(part, n), "cut", &e) == SL_EDATA && y == NULL;
        free(part);
    }
    ok(cut, "a file that is cut off");
    for (size_t n = 8; n < image.n; n++) {
        sl_err e = {0};
        memcpy(copy, image.p, image.n);
        copy[n] = (char)(copy[n] ^ 0x41);
        changed &= sl_lexicon_bytes(&y, sl_slice(copy, image.n), "changed", &e) == SL_EDATA;
    }
    ok(changed, "a file with a changed byte");
    sl_err e = {0};
    memcpy(copy, image.p, image.n);
    copy[image.n] = '\n';
    longer = sl_lexicon_bytes(&y, sl_slice(copy, image.n + 1), "longer", &e) == SL_EDATA;
    ok(longer, "a file that goes on");
    e = (sl_err){0};
    copy[8] = 9;
    ok(sl_lexicon_bytes(&y, sl_slice(copy, image.n), "new", &e) == SL_EDATA && strstr(e.msg, "version 9"), "a version to come");
    ok(sl_lexicon_bytes(&y, image, "good", &(sl_err){0}) == 0, "the file itself is good");
    sl_lexicon_close(y);
    sl_lexicon_close(x);
    free(copy);
}

static void list(void) {
    sl_lexicon *x;
    sl_err e = {0};
    ok(sl_lexicon_list(&x, SL_LIT("# words\nen\tand\nen\tof\nwaterschap\tboard authority\n"), &e) == 0 && sl_lexicon_words(x, 0) == 2, "a word list");
    uint32_t first;
    ok(sl_lexicon_row(x, sl_lexicon_find(x, 0, SL_LIT("en")), &first) == 1 && sl_lexicon_row(x, sl_lexicon_find(x, 0, SL_LIT("waterschap")), &first) == 2,
       "its first line for a word counts");
    sl_lexicon_close(x);
}

static float share(const sl_lexicon *x, const char *one, const char *two, float *q) {
    uint32_t first, v = sl_lexicon_find(x, 0, sl_cstr(one)), n = v == SL_LEXICON_NONE ? 0 : sl_lexicon_row(x, v, &first);
    for (uint32_t k = 0; k < n; k++) {
        sl_lexicon_link l = sl_lexicon_get(x, first + k);
        if (!sl_eq(sl_lexicon_word(x, 1, l.other), sl_cstr(two))) continue;
        *q = l.q;
        return l.p;
    }
    return -1;
}

static void merging(void) {
    sl_lexicon *x[2] = {open_text("#tokens 10 10\nbank 3\tbank 1000 1000 3\nkat 1\tcat 500 500 1\n"), open_text("#tokens 5 5\nbank 1\tsofa 1000 1000 1\nhond 2\tdog 800 800 2\n")}, *y;
    sl_buf image = {0};
    sl_lexicon_merge((const sl_lexicon *const *)x, 2, &image);
    ok(sl_lexicon_bytes(&y, sl_view(&image), "merged", &(sl_err){0}) == 0, "two lexicons are one");
    float q = 0;
    ok(share(y, "bank", "bank", &q) > 0.749f && q > 0.999f && q < 1.001f, "P is weighted by how often the word was seen, Q by how often the translation was");
    ok(share(y, "bank", "sofa", &q) > 0.249f && share(y, "bank", "sofa", &q) < 0.251f, "links of all stay");
    ok(share(y, "hond", "dog", &q) > 0.79f && share(y, "kat", "cat", &q) > 0.49f, "words that one has are as they were");
    ok(sl_lexicon_count(y, 0, sl_lexicon_find(y, 0, SL_LIT("bank"))) == 4 && sl_lexicon_tokens(y, 0) == 15, "counts are added up");
    sl_lexicon_close(y);
    sl_buf_free(&image);
    for (int k = 0; k < 2; k++) sl_lexicon_close(x[k]);
}

static void judging(void) {
    sl_lexicon *x = open_text("#tokens 100 100\nde 10\tthe 900 900 10\nhond 2\tdog 900 900 2\nkat 2\tcat 900 900 2\n");
    sl_lexscorer *s = sl_lexscorer_new(x);
    sl_lexscore good = sl_lexscorer_pair(s, SL_LIT("De hond, 3"), SL_LIT("The dog, 3")), bad = sl_lexscorer_pair(s, SL_LIT("De hond"), SL_LIT("The cat")),
                strange = sl_lexscorer_pair(s, SL_LIT("xyz"), SL_LIT("")), again = sl_lexscorer_pair(s, SL_LIT("De hond, 3"), SL_LIT("The dog, 3"));
    ok(good.words[0] == 2 && good.known[0] == 2 && good.words[1] == 2, "words are counted, numbers and marks are none");
    ok(good.gain[0] > bad.gain[0] && good.gain[1] > bad.gain[1] && good.gain[0] > 0, "a translation gains more than another line");
    ok(good.bits[0] < bad.bits[0] && good.bits[0] < good.alone[0], "and costs fewer bits");
    ok(strange.words[0] == 1 && strange.known[0] == 0 && strange.gain[0] == 0, "an unknown word says nothing");
    ok(again.bits[0] == good.bits[0] && again.gain[1] == good.gain[1], "nothing is carried from pair to pair");
    sl_lexscorer_free(s);
    sl_lexicon_close(x);
}

static void learn(sl_trainer_rules r, unsigned times, sl_buf *out) {
    static const char *const pairs[][2] = {{"De hond slaapt in huis 3.", "The dog sleeps in house 3."}, {"De kat slaapt.", "The cat sleeps."}, {"Een hond!", "A dog!"}, {"Een kat.", "A cat."},
                                           {"", ""}};
    sl_err e = {0};
    sl_trainer *t = sl_trainer_new(&r);
    bool good = true;
    for (unsigned k = 0; k < times; k++)
        for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) good &= sl_trainer_add(t, sl_cstr(pairs[i][0]), sl_cstr(pairs[i][1]), &e) == 0;
    ok(good && sl_trainer_learn(t, out, &e) == 0, "text is learnt from");
    sl_trainer_free(t);
}

static void learning(void) {
    static const sl_trainer_rules rules = {5, 1, false, 1 << 20, 0.05, 8};
    sl_trainer_rules r = rules;
    sl_buf a = {0}, b = {0};
    sl_lexicon *x;
    float q = 0;
    learn(r, 1, &a);
    ok(sl_lexicon_bytes(&x, sl_view(&a), "learnt", &(sl_err){0}) == 0 && share(x, "hond", "dog", &q) > 0.5f && share(x, "kat", "cat", &q) > 0.5f,
       "words translate words");
    ok(sl_lexicon_find(x, 0, SL_LIT("3")) == SL_LEXICON_NONE && sl_lexicon_count(x, 0, sl_lexicon_find(x, 0, SL_LIT("hond"))) == 2, "numbers are none; words are counted");
    sl_lexicon_close(x);
    r.jobs = 3;
    learn(r, 1, &b);
    ok(sl_eq(sl_view(&a), sl_view(&b)), "threads change nothing");
    r = rules, r.most = 1, r.least = 0;
    learn(r, 1, &b);
    ok(sl_lexicon_bytes(&x, sl_view(&b), "learnt", &(sl_err){0}) == 0 && links("") == 0, "fewer translations are a lexicon too");
    uint32_t first;
    bool one = true;
    for (uint32_t w = 0; w < sl_lexicon_words(x, 0); w++) one &= sl_lexicon_row(x, w, &first) == 1;
    ok(one && sl_lexicon_words(x, 0) > 4, "with one translation at most each word has one");
    sl_lexicon_close(x);
    r = rules, r.least = 1;
    learn(r, 1, &b);
    ok(sl_lexicon_bytes(&x, sl_view(&b), "learnt", &(sl_err){0}) == 0 && sl_lexicon_words(x, 0) == 0, "nothing is sure");
    sl_lexicon_close(x);
    sl_buf_free(&a);
    sl_buf_free(&b);
}

/* What doesn't fit in memory is read from a file, and comes out the same; threads and places of words change nothing either. */
static void much(void) {
    sl_buf a = {0}, b = {0}, none = {0};
    sl_trainer_rules r = {3, 1, true, 8 << 20, 0.05, 8};
    learn(r, 3000, &a);
    r.jobs = 2, r.memory = 1 << 16;
    learn(r, 3000, &b);
    ok(a.n > 100 && sl_eq(sl_view(&a), sl_view(&b)), "a spool on disk and two threads give the same lexicon");
    sl_trainer *t = sl_trainer_new(&r);
    ok(sl_trainer_learn(t, &none, &(sl_err){0}) == 0 && links("") == 0, "no text, an empty lexicon");
    sl_trainer_free(t);
    setenv("TMPDIR", "/nonexistent", 1);
    r.memory = 0;
    t = sl_trainer_new(&r);
    sl_err e = {0};
    sl_trainer_add(t, SL_LIT("een"), SL_LIT("one"), &e);
    ok(sl_trainer_learn(t, &none, &e) == SL_EIO && strstr(e.msg, "temporary"), "no place for the spool is an error");
    sl_trainer_free(t);
    sl_buf_free(&a);
    sl_buf_free(&b);
    sl_buf_free(&none);
}

int main(void) {
    reading();
    looking_up();
    damage();
    list();
    merging();
    judging();
    learning();
    much();
    return tap_end();
}
