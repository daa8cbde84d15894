/* The rules of clean: what each drops and, as important, what it must not; order, thresholds, values. */
#include "sluis/clean.h"
#include "tap.h"
#include <stdlib.h>

#define KEEP SL_CLEAN_KEEP
static const sl_clean_rules usual = {.max_tokens = 200, .max_bytes = 4000, .max_word = 80, .max_repeats = 3, .min_same = 3, .min_letters = .5,
                                     .max_foreign = .3, .max_ratio = 1.65};
static sl_clean_scratch x;

static sl_clean_rules rules(bool numbers) {
    sl_clean_rules r = usual;
    for (int k = 0; k < SL_CLEAN_KEEP; k++) r.on[k] = true;
    r.on[SL_CLEAN_NUMBERS] = numbers;
    return r;
}

typedef struct { const char *nl, *en; sl_clean_rule want; } row;

static void expect(const row *t, size_t n, bool numbers) {
    sl_clean_rules r = rules(numbers);
    for (size_t i = 0; i < n; i++) {
        char what[300];
        sl_str sides[2] = {sl_cstr(t[i].nl), sl_cstr(t[i].en)};
        sl_clean_rule got = sl_clean_judge(&r, &x, sides, 2);
        snprintf(what, sizeof what, "%.80s | %.80s: %s (%.60s)", t[i].nl, t[i].en, got == KEEP ? "keep" : sl_clean_names[got], sl_buf_c(&x.value));
        ok(got == t[i].want, what);
    }
}

static const row pairs[] = {
    /* short answers, names, numbers, titles: never wrong for being short or the same */
    {"Ja.", "Yes, of course.", KEEP}, {"Nee!", "Absolutely not!", KEEP}, {"1995", "1995", KEEP}, {"€ 1.000,50", "€ 1,000.50", KEEP}, {"12:30", "12.30", KEEP},
    {"Barack Obama", "Barack Obama", KEEP}, {"Tom is tolerant.", "Tom is tolerant.", KEEP}, {"L.S.,", "Dear Sirs,", KEEP}, {"A", "B", KEEP},
    {"The Lord of the Rings: The Return of the King", "The Lord of the Rings: The Return of the King", KEEP}, {"Oké", "OK", KEEP},
    {"com.sun.star.text.TextDocument", "com.sun.star.text.TextDocument", KEEP}, {"%s : %s (%d item)", "%s: %s (%d item)", KEEP}, {"&Add...", "&Toevoegen...", KEEP},
    /* empty */
    {"", "Yes.", SL_CLEAN_EMPTY}, {"Ja.", " \xC2\xA0 ", SL_CLEAN_EMPTY}, {"", "", SL_CLEAN_EMPTY},
    /* markup */
    {"<p>Ja.</p>", "Yes.", SL_CLEAN_MARKUP}, {"Ja.", "Yes.<br/>", SL_CLEAN_MARKUP}, {"Ja &amp; nee", "Yes & no", SL_CLEAN_MARKUP}, {"caf&eacute;", "pub", SL_CLEAN_MARKUP},
    {"Dat &#39;s zo", "It is so", SL_CLEAN_MARKUP}, {"Dat &#x27;s zo", "It is so", SL_CLEAN_MARKUP}, {"<!-- nee", "no", SL_CLEAN_MARKUP}, {"Zie <A HREF='x'>hier", "See here", SL_CLEAN_MARKUP},
    {"Geef <bestand> op", "Give <file>", KEEP}, {"a < b en b > c", "a < b and b > c", KEEP}, {"=ALS(B2<3;\"<\"&E2;C2)", "=IF(B2<3;\"<\"&E2;C2)", KEEP}, {"R&D; of niet", "R&D; or not", KEEP},
    {"<p", "<p", KEEP}, {"&", "a &", SL_CLEAN_LETTERS},
    /* mojibake */
    {"In het cafÃ© zat hij", "He was in the pub", SL_CLEAN_MOJIBAKE}, {"Hij zei", "He said â€œhelloâ€", SL_CLEAN_MOJIBAKE}, {"Het is 20 Â°C", "It is 20 °C", SL_CLEAN_MOJIBAKE},
    {"Een \xEF\xBF\xBD teken", "One character", SL_CLEAN_MOJIBAKE}, {"Mijn naam is BjÃ¶rk", "My name is Björk", SL_CLEAN_MOJIBAKE}, {"ï»¿Begin", "Start", SL_CLEAN_MOJIBAKE},
    {"Ik at in “Café É”", "I ate in “Café É”", KEEP}, {"Zij zei: ‘Één café’", "She said: ‘One café’", KEEP}, {"Gruß“ en À–Ö", "Gruß“ and À–Ö", KEEP}, {"São Tomé", "SÃO TOMÉ", KEEP},
    {"De naïeve reünie van Ünsal", "Ünsal’s naïve reunion", KEEP}, {"å, ä en â", "å, ä and â", KEEP},
    /* url */
    {"http://example.nl/a", "http://example.com/b", SL_CLEAN_URL}, {"www.example.nl", "See www.example.nl", SL_CLEAN_URL}, {"info@example.nl", "info@example.com", SL_CLEAN_URL},
    {"Zie http://example.nl/a", "See http://example.com/b", KEEP}, {"en/of", "and/or", KEEP}, {"@jan", "@john", KEEP},
    /* letters */
    {"---", "---", SL_CLEAN_LETTERS}, {"| 1000 | --- | *** | 1.0", "| 1000 | --- | *** | 1.0", SL_CLEAN_LETTERS}, {"...", "Dots", SL_CLEAN_LETTERS},
    {"Inhoud ............................. 3", "Contents ............................. 3", SL_CLEAN_LETTERS}, {"- Ja.", "- Yes.", KEEP},
    /* script */
    {"Привет всем", "Hello all", SL_CLEAN_SCRIPT}, {"De letter α", "The letter α", KEEP}, {"東京", "Tokyo", SL_CLEAN_SCRIPT}, {"ﬁets Ｆ", "bike Ｆ", KEEP},
    /* repeated */
    {"Tom won.", "Tom won. Tom won. Tom won.", SL_CLEAN_REPEATED}, {"Nee, nee, nee!", "No, no, no!", KEEP}, {"Ha ha ha ha ha!", "Ho ho ho ho ho!", KEEP},
    {"koop nu koop nu koop nu koop nu koop nu", "buy now buy now buy now buy now buy now", SL_CLEAN_REPEATED}, {"Kort", "a a a a a", SL_CLEAN_REPEATED}, {"- - - - - - a", "- - b", SL_CLEAN_LETTERS},
    {"Dit is een zin.", "This is a sentence which has more than eight words. This is a sentence which has more than eight words. This is a sentence which has more "
     "than eight words.", SL_CLEAN_REPEATED}, {"van dag tot dag tot dag", "from day to day to day", KEEP}, {"Keer op keer op keer", "Again and again and again", KEEP},
    /* identical */
    {"He died in Osaka on Tuesday.", "He died in Osaka on Tuesday.", SL_CLEAN_IDENTICAL}, {"click here to continue", "Click HERE to continue!", KEEP},
    {"click here to continue", "click here, to continue!", SL_CLEAN_IDENTICAL}, {"AMD frame rate doubler", "AMD Frame Rate Doubler", KEEP}, {"«we gaan weer eens»", "\"we gaan weer eens\"", SL_CLEAN_IDENTICAL},
    {"we gaan weer 1", "we gaan weer 2", KEEP},
    /* ratio */
    {"Ik ben dezelfde mening toegedaan als u.", "I agree.", SL_CLEAN_RATIO}, {"Ja.", "That is what I have been thinking for years now.", SL_CLEAN_RATIO},
    {"Hallo allemaal", "Hi", KEEP}};

static const row numbered[] = {
    {"Het kost 1.000,5 euro", "It costs 1,000.5 euros", KEEP}, {"om 20.30 uur", "at 8:30 pm", KEEP}, {"om 09.30 uur", "at 9:30 am", KEEP}, {"om 17.00 uur", "at 5 p.m.", KEEP}, {"om 17 uur", "at 5 pm", KEEP},
    {"in de jaren 80", "in the 1980s", KEEP}, {"de 9e", "the 9th", KEEP}, {"twaalf apen", "12 monkeys", KEEP}, {"2,4 GHz", "2.4Ghz", KEEP}, {"in 1995", "in 1996", SL_CLEAN_NUMBERS},
    {"er zijn 39 apen", "there are monkeys", SL_CLEAN_NUMBERS}, {"er zijn apen", "there are 39 monkeys", SL_CLEAN_NUMBERS}, {"39 en 40", "40 and 39", KEEP}, {"a 100 b", "a 100 b 100", KEEP}};

static const char *value(const char *nl, const char *en) {
    sl_clean_rules r = rules(true);
    sl_str sides[2] = {sl_cstr(nl), sl_cstr(en)};
    sl_clean_judge(&r, &x, sides, 2);
    return sl_buf_c(&x.value);
}

static void values(void) {
    ok(!strcmp(value("abcdefghijklmno", "abcdefghijklmno abcdefghijklmno abcdefghijklmnoi"), "2.03"), "the ratio");
    ok(!strcmp(value("Zie <b>dit</b>", "See this"), "<b>"), "the tag");
    ok(!strcmp(value("in 1995", "in 1.996"), "1995"), "the number");
    ok(!strcmp(value("Tom won.", "Tom won. Tom won. Tom won."), "4"), "the words that repeat");
    ok(!strcmp(value("Ja.", "Yes."), ""), "nothing when it is kept");
    char big[200] = "<b title=\"xy";
    for (int i = 0; i < 20; i++) strcat(big, "éé ");
    ok(strlen(value(strcat(big, "\">"), "a")) == 59, "what is quoted is cut, between characters");
}

static sl_clean_rule judge(const sl_clean_rules *r, const char *p, size_t n) {
    sl_str one = sl_slice(p, n);
    return sl_clean_judge(r, &x, &one, 1);
}

static void sizes(void) {
    sl_clean_rules r = rules(false);
    char b[5000];
    memset(b, 'a', sizeof b);
    ok(judge(&r, b, 80) == KEEP && judge(&r, b, 81) == SL_CLEAN_LONG, "a long word");
    for (size_t i = 0; i < sizeof b; i++) b[i] = i % 21 == 20 ? ' ' : (char)('a' + (i * i + i / 21) % 25);
    ok(judge(&r, b, 3999) == KEEP && judge(&r, b, 4001) == SL_CLEAN_LONG, "many bytes");
    r.max_tokens = 3;
    ok(judge(&r, "a b c", 5) == KEEP && judge(&r, "a b c d", 7) == SL_CLEAN_LONG, "many words");
    r.on[SL_CLEAN_LONG] = false;
    ok(judge(&r, "a b c d", 7) == KEEP, "a rule that is off");
    ok(judge(&r, "x\xFF\xC3", 3) == KEEP && judge(&r, "\xFF\xFF\0", 3) == SL_CLEAN_LETTERS, "bytes that are no characters");
    ok(judge(&r, "is is is is is is", 17) == KEEP && judge(&r, "is is is is is is is is", 23) == SL_CLEAN_REPEATED, "one text alone");
}

/* Nothing takes more than linear time: these would, by a naive search. */
static void hard(void) {
    static const char *const unit[] = {"<a ", "&amp ", "a ", "ab ba ", "Ã ", "1.", "www.@.", "a://"};
    size_t n = 2000000;
    char *b = sl_alloc(n);
    sl_clean_rules r = rules(true);
    r.on[SL_CLEAN_LONG] = false;
    int done = 0;
    for (size_t u = 0; u < sizeof unit / sizeof *unit; u++) {
        for (size_t i = 0; i < n; i++) b[i] = unit[u][i % strlen(unit[u])];
        sl_str sides[2] = {sl_slice(b, n), sl_slice(b, n - 1)};
        sl_clean_judge(&r, &x, sides, 2);
        done++;
    }
    ok(done == 8, "two megabytes of what is hard");
    free(b);
}

int main(void) {
    expect(pairs, sizeof pairs / sizeof *pairs, false);
    expect(numbered, sizeof numbered / sizeof *numbered, true);
    values();
    sizes();
    hard();
    sl_clean_scratch_free(&x);
    return tap_end();
}
