/* Near-duplicates: what is one, what never is, and that those there are get found. */
#include "sluis/near.h"
#include "tap.h"
#include <stdio.h>
#include <stdlib.h>

static sl_set contrast;
static sl_near_text a, b;

static double similar(const char *x, const char *y) {
    sl_near_read(sl_cstr(x), &contrast, &a);
    sl_near_read(sl_cstr(y), &contrast, &b);
    sl_near_sort(&a);
    sl_near_sort(&b);
    return sl_near_jaccard(&a, &b);
}
static bool same(const char *x, const char *y) { similar(x, y); return sl_near_same(&a, &b, false) && sl_near_same(&b, &a, false); }
static bool alike(const char *x, const char *y) { similar(x, y); return sl_near_same(&a, &b, true) && sl_near_same(&b, &a, true); }

static void meaning(void) {
    ok(similar("De kat, zat.", "de KAT zat") == 1 && similar("abcde", "fghij") < 0.01, "similarity is blind to case and punctuation");
    ok(same("een tool-tip hier", "een tooltip hier") && same("aan genomen werk", "aangenomen werk"), "where a space stands");
    ok(!same("kamer 1 5", "kamer 15") && !same("1,5 liter", "15 liter"), "but not among digits");
    ok(same("het centrum organiseert", "het centrum organizeert") && same("een crème taart", "een creme taart"), "one character");
    ok(same("de recieptie open", "de receiptie open"), "two that changed places");
    ok(!same("het huis", "het muis") && !same("de taak", "de taal") && !same("boogcosinus x", "boogsinus x"), "not the first, not of a short word, not two");
    ok(same("ik denk dat hij komt", "ik denk hij komt") && !same("de vice voorzitter", "de tweede vice voorzitter"), "a short word more, but no fact");
    ok(!same("hij komt niet", "hij komt") && !alike("hij komt niet", "hij komt"), "a negation");
    ok(!alike("3 honden", "4 honden") && !alike("hij heeft € 5", "hij heeft $ 5") && !alike("hij komt?", "hij komt"), "numbers, signs");
    ok(!alike("naar Utrecht", "naar Zwolle") && same("naar utrecht", "Naar UTRECHT"), "names, but not their case");
    ok(!alike("jan ziet piet", "piet ziet jan"), "the order of words");
    ok(!same("een snelle trein", "een rode trein") && alike("een snelle trein", "een rode trein"), "other words, unless loose");
    ok(!same("", "") && !same("...", "!"), "texts without words");
    ok(!same("\xFF x", "x") && same("\xFF x", "\xFF X"), "bytes that are no text");
}

static void sentence(char *out) {
    char *p = out;
    for (int w = 0; w < 12; w++) {
        for (unsigned k = 5 + chance(6); k--;) *p++ = (char)('a' + chance(26));
        *p++ = ' ';
    }
    *p = 0;
}

/* Sentences of random words, each kept and then seen with a character changed: similarity 0.85 to 0.95. */
static void recall(void) {
    sl_near *x = sl_near_new(0.8, false, &contrast, "/tmp");
    sl_err e = {0};
    char text[200], all[2000][200];
    uint64_t like;
    double how;
    int wrong = 0, missed = 0, other = 0;
    for (unsigned i = 0; i < 2000; i++) {
        sentence(text);
        memcpy(all[i], text, sizeof text);
        sl_str c = sl_cstr(text);
        wrong += sl_near_push(x, &c, 1, i, &like, &how, &e) != 0;
    }
    for (unsigned i = 0; i < 2000; i++) {
        char *space = strrchr(all[i], ' ');
        space[-2] = space[-2] == 'q' ? 'z' : 'q';
        sl_str c = sl_cstr(all[i]);
        int got = sl_near_push(x, &c, 1, 2000 + i, &like, &how, &e);
        missed += got != 1;
        other += got == 1 && like != i;
    }
    ok(wrong == 0, "texts by chance are not alike");
    ok(missed <= 20 && other == 0, "hardly one is missed, and none taken for another's");
    if (missed > 20) printf("# %d missed\n", missed);
    sl_near_free(x);
}

static void no_folder(void) {
    sl_near *x = sl_near_new(0.8, false, &contrast, "/nonexistent");
    sl_err e = {0};
    char *big = sl_zalloc(1 << 21);
    memset(big, 'x', (1 << 21) - 1);
    sl_str c = sl_cstr(big);
    uint64_t like;
    double how;
    ok(sl_near_push(x, &c, 1, 1, &like, &how, &e) == -SL_EIO && e.code == SL_EIO, "no folder for the texts");
    free(big);
    sl_near_free(x);
}

int main(void) {
    const char *const words[] = {"niet", "naar", "tweede", "aan"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) sl_set_add(&contrast, sl_near_hash(sl_cstr(words[i])));
    meaning();
    recall();
    no_folder();
    sl_near_text_free(&a);
    sl_near_text_free(&b);
    sl_set_free(&contrast);
    return tap_end();
}
