/* Languages: short lines, what tells nothing, pairs, parts of a line, and a table that is wrong. */
#include "sluis/lid.h"
#include "tap.h"
#include <stdlib.h>

static sl_lid *m;

static const char *language(sl_str text) {
    sl_lid_sum s;
    sl_lid_text(m, text, &s);
    return sl_lid_name(m, sl_lid_judge(m, &s, 0, SL_LID_SURE).lang);
}
static void is(const char *text, const char *want) {
    const char *got = language(sl_cstr(text));
    ok(strcmp(got, want) == 0, text);
    if (strcmp(got, want) != 0) printf("# got %s, wanted %s\n", got, want);
}

static void test_languages(void) {
    is("Waar heb je dat gekocht?", "nl");
    is("Morgen wordt het warmer.", "nl");
    is("Where did you buy that?", "en");
    is("It gets warmer tomorrow.", "en");
    is("Waar het jy dit gekoop?", "af");
    is("Hulle wil nie saam met ons gaan nie.", "af");
    is("Wo hast du das gekauft?", "de");
    is("Hy hat it my juster ferteld.", "fy");
    is("Ik heff dat nich weten.", "nds");
    is("Ech weess dat net.", "lb");
    is("Hvor har du købt det?", "da");
    is("Où l'as-tu acheté ?", "fr");
    is("¿Dónde lo has comprado?", "es");
    is("Dove l'hai comprato?", "it");
    is("’t Is al laat, zo ’n dag.", "nl");
    is("'Ik weet het niet'", "nl");
    is("WE ZIJN MORGEN GESLOTEN", "nl");
    is("WE ARE CLOSED TOMORROW", "en");
}

static void test_nothing(void) {
    is("", "und");
    is(" \t ", "und");
    is("12:30 - 14.00 (3)", "und");
    is("https://example.org/het/is/een/pad", "und");
    is("de.vries@het.example", "und");
    is("het_is_een_naam = 3", "und");
    is("Я не знаю, где это.", "und");
    is("我不知道。", "und");
    is("\xff\xfe\x80", "und");
    ok(strcmp(language(SL_LIT("Dat is \0 niet waar.")), "nl") == 0, "NUL is no letter");
}

static float pair(const char *a, const char *b) {
    sl_lid_sum x, y;
    sl_lid_text(m, sl_cstr(a), &x);
    sl_lid_text(m, sl_cstr(b), &y);
    return sl_lid_pair(m, &x, &y);
}
static void test_pair(void) {
    ok(pair("Ik ga nu naar huis.", "I am going home now.") > 0.99f, "Dutch and English");
    ok(pair("I am going home now.", "Ik ga nu naar huis.") < 0.01f, "swapped");
    ok(pair("I am going home now.", "I am going home now.") < 0.01f, "both English");
    ok(pair("Ik ga nu naar huis.", "Ik ga nu naar huis.") < 0.01f, "both Dutch");
    ok(pair("Ich gehe jetzt nach Hause.", "I am going home now.") < 0.01f, "German for Dutch");
    ok(pair("Ek gaan nou huis toe, want ek is moeg.", "I am going home now, because I am tired.") < 0.01f, "Afrikaans for Dutch");
    ok(pair("Ik ga nu naar huis.", "Je rentre à la maison.") < 0.01f, "French for English");
    ok(pair("Amsterdam", "Amsterdam") > 0.5f, "a name leaves it open");
    ok(pair("42", "42") == 1, "nothing to judge by");
    ok(pair("Wij hebben dat nooit gezegd and we will not say it either.", "We never said that and we will not say it either.") < 0.1f,
       "half of a side in the other language");
}

static void test_run(void) {
    sl_lid_sum whole, half;
    sl_lid_text(m, SL_LIT("Wij hebben dat nooit gezegd en wij zullen het ook niet zeggen."), &whole);
    sl_lid_text(m, SL_LIT("Wij hebben dat nooit gezegd and we will not say it either."), &half);
    ok(whole.run[0] < half.run[0] / 4, "half of it in the other language");
    ok(whole.run[1] > half.run[1], "and half as much in its own");
}

/* The same for text as one piece; a long line and a long word take no more than their length. */
static void test_long(void) {
    enum { N = 4000000 };
    char *p = sl_alloc(N);
    for (size_t i = 0; i < N; i++) p[i] = "de trein is weg "[i % 16];
    ok(strcmp(language(sl_slice(p, N)), "nl") == 0, "a line of 4 MB");
    memset(p, 'a', N);
    ok(strcmp(language(sl_slice(p, N)), "und") == 0, "a word of 4 MB");
    memset(p, '\'', N);
    ok(strcmp(language(sl_slice(p, N)), "und") == 0, "4 MB of apostrophes");
    free(p);
}

/* What stands behind a text changes nothing, wherever it is cut (and is not read, as the sanitizer sees). */
static void test_cuts(void) {
    static const char text[] = "Hét Zó'n onvoorstelbaarheidsgevoelens-ding? 'Voorwaarde' v.d. Überfahrt … l'été";
    bool same = true;
    for (size_t n = 0; n < sizeof text; n++) {
        char *alone = memcpy(sl_alloc(n + !n), text, n);
        sl_lid_sum a, b;
        sl_lid_text(m, sl_slice(text, n), &a);
        sl_lid_text(m, sl_slice(alone, n), &b);
        same &= a.words == b.words && a.latin == b.latin && a.other == b.other && !memcmp(a.cost, b.cost, sizeof a.cost);
        free(alone);
    }
    ok(same, "a text cut anywhere");
}

/* Words beyond those that are looked up at a time count like the first ones. */
static void test_sum(void) {
    sl_buf b = {0};
    sl_lid_sum one, many;
    sl_lid_text(m, SL_LIT("veldbloemenhoning de"), &one);
    for (int i = 0; i < 1001; i++) sl_puts(&b, SL_LIT("veldbloemenhoning de "));
    sl_lid_text(m, sl_view(&b), &many);
    bool good = one.words == 2 && many.words == 2002;
    for (unsigned l = 0; l < sl_lid_count(m); l++) good &= many.cost[l] == 1001 * one.cost[l];
    ok(good, "the costs of many words");
    sl_buf_free(&b);
}

static void wrong(const char *text, uint64_t line, const char *what) {
    sl_lid *x;
    sl_err e = {0};
    ok(sl_lid_make(&x, sl_cstr(text), "table", &e) == SL_EDATA && e.line == line && !x, what);
    sl_lid_free(x);
}
static void test_table(void) {
    wrong("", 0, "empty");
    wrong("# only this\n", 1, "no line");
    wrong("nl en\n", 1, "no heading");
    wrong("languages a b c d e f g h i j k l m n o p q\n", 1, "too many languages");
    wrong("languages nl en\n=de 0\n", 2, "a cost is missing");
    wrong("languages nl en\n=de 0!\n", 2, "no cost");
    wrong("languages nl en\nabcdef 00\n", 2, "too many letters");
    wrong("languages nl en\n= 00\n", 2, "no word");
    wrong("languages nl en\n\n\xff 00\n", 3, "no letter");
    sl_lid *x;
    sl_err e = {0};
    ok(sl_lid_make(&x, SL_LIT("languages nl en\n=de 0z\n"), "table", &e) == 0 && sl_lid_count(x) == 2, "a small table");
    sl_lid_sum s;
    sl_lid_text(x, SL_LIT("de de"), &s);
    sl_lid_guess g = sl_lid_judge(x, &s, 0, 0.5f);
    ok(g.lang == 0 && g.p > 0.99f && s.words == 2, "answers by it");
    ok(sl_lid_judge(x, &s, 2, 0.5f).lang == 1, "among English alone");
    ok(s.run[0] == 0 && s.run[1] > 15, "two words that are not English");
    sl_lid_free(x);
    sl_lid_free(NULL);
}

/* Read in parts between blanks, a text says what it says as a whole; a word of the table what it says alone. */
static void test_parts(void) {
    static const char *const texts[] = {"Hij zei: \"Tom's fiets (die rode) kost 20 euro.\" En toen? Niets!", "www.example.org/nl is Onbekendewoordenboekerij, zei Jansen-Pietersen.",
                                        "It isn't a co-op; McDonald said so on U2's page: yes.", "caf\xC3\xA9 Na\xC3\xAFve \xE2\x80\x98zo\xE2\x80\x99 \xD0\x9C\xD0\xB0 straat"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        sl_lid_sum all, part;
        float cost[SL_LID_MAX] = {0};
        unsigned n = 0;
        bool first = true, same = true;
        sl_lid_text(m, sl_cstr(texts[i]), &all);
        for (sl_str rest = sl_cstr(texts[i]); rest.n;) {
            sl_lid_part(m, sl_cut(&rest, ' '), &first, &part);
            n += part.words;
            for (unsigned l = 0; l < SL_LID_MAX; l++) cost[l] += part.cost[l];
        }
        for (unsigned l = 0; l < SL_LID_MAX; l++) same &= cost[l] == all.cost[l];
        ok(same && n == all.words, texts[i]);
    }
    uint8_t cost[SL_LID_MAX];
    sl_lid_sum s;
    bool same = sl_lid_word(m, SL_LIT("Niet"), cost);
    sl_lid_text(m, SL_LIT("niet"), &s);
    for (unsigned l = 0; l < sl_lid_count(m); l++) same &= (float)cost[l] / 8 == s.cost[l];
    ok(same, "a word's costs, whatever its case");
    ok(!sl_lid_word(m, SL_LIT("qzxqzx"), cost) && !sl_lid_word(m, SL_LIT(""), cost), "a word that is in no table");
}

/* The quick guess is never above what is found in the end. */
static void test_least(void) {
    static const char *const nl[] = {"Dat weet ik niet.", "Hij", "in de tuin", "this is English", "Waar het jy dit gekoop?"}, *const en[] = {"I don't know that.", "He", "in the garden", "dit is Nederlands", "in"};
    for (size_t i = 0; i < 25; i++) {
        sl_lid_sum a, b;
        sl_lid_text(m, sl_cstr(nl[i / 5]), &a);
        sl_lid_text(m, sl_cstr(en[i % 5]), &b);
        a.run[0] = a.run[1] = b.run[0] = b.run[1] = 0;
        float least = sl_lid_pair_least(sl_lid_odds(m, &a, 0, 0), sl_lid_odds(m, &b, 1, 0)), less = sl_lid_pair_least(sl_lid_odds(m, &a, 0, SL_LID_MOST), sl_lid_odds(m, &b, 1, 0));
        ok(least <= sl_lid_pair(m, &a, &b) && less <= least, "no more than the probability, and less when a word is still to come");
        if (i == 0) ok(least > 0.9f, "and near to it when all is plain");
    }
}

int main(void) {
    sl_err e = {0};
    if (sl_lid_open(&m, NULL, &e)) return ok(false, e.msg), tap_end();
    test_languages();
    test_nothing();
    test_pair();
    test_run();
    test_long();
    test_cuts();
    test_sum();
    test_table();
    test_parts();
    test_least();
    sl_lid_free(m);
    return tap_end();
}
