/* The rules of clean: what each drops and, as important, what it must not; order, limits, values; the file of limits. */
#include "sluis/clean.h"
#include "sluis/data.h"
#include "tap.h"
#include <stdlib.h>

#define KEEP SL_CLEAN_KEEP
static sl_clean_scratch x;
static sl_clean_rules usual;
static sl_letters *letters;
static sl_repair *repair;
static sl_number_words *words[2];
static sl_lid *lid;
static sl_meaning_model *meaning;

static void set_up(void) {
    sl_err e = {0};
    sl_str text;
    sl_clean_defaults(&usual);
    if (sl_data("nl-en/letters.txt", NULL, NULL, &text, &e) || sl_letters_make(&letters, text, "letters", &e) || sl_number_words_open(&words[0], "nl", NULL, &e) ||
        sl_number_words_open(&words[1], "en", NULL, &e)) return;
    sl_lexicon *lexicon = NULL;
    if (sl_lid_open(&lid, NULL, &e) || sl_data("nl-en/lexicon.txt", NULL, NULL, &text, &e) || sl_lexicon_bytes(&lexicon, text, "lexicon", &e)) return;
    if (sl_meaning_open(&meaning, lexicon, NULL, &e) == 0) usual.lid = lid, usual.meaning = meaning;
    sl_lexicon_close(lexicon);
    usual.repair = repair = sl_repair_new(letters);
    usual.number_words[0] = words[0];
    usual.number_words[1] = words[1];
}

static sl_clean_rule judge_sides(const sl_clean_rules *r, const sl_str *sides, unsigned n) {
    sl_clean_pair p = {.rules = r, .x = &x};
    sl_clean_prepare(&p, sides, n);
    return sl_clean_judge(&p);
}

typedef struct { const char *nl, *en; sl_clean_rule want; } row;

static void expect(const row *t, size_t n) {
    for (size_t i = 0; i < n; i++) {
        char what[300];
        sl_str sides[2] = {sl_cstr(t[i].nl), sl_cstr(t[i].en)};
        sl_clean_rule got = judge_sides(&usual, sides, 2);
        snprintf(what, sizeof what, "%.80s | %.80s: %s (%.60s)", t[i].nl, t[i].en, got == KEEP ? "keep" : sl_clean_names[got], sl_buf_c(&x.value));
        ok(got == t[i].want, what);
    }
}

static const row pairs[] = {
    /* short answers, names, numbers, titles: never wrong for being short or the same */
    {"Ja.", "Yes, of course.", KEEP}, {"Nee!", "Absolutely not!", KEEP}, {"1995", "1995", KEEP}, {"€ 1.000,50", "€ 1,000.50", KEEP}, {"12:30", "12.30", KEEP},
    {"Barack Obama", "Barack Obama", KEEP}, {"Tom is tolerant.", "Tom is tolerant.", KEEP}, {"Geachte heer,", "Dear Sir,", KEEP}, {"A", "B", KEEP},
    {"The Lord of the Rings: The Return of the King", "The Lord of the Rings: The Return of the King", KEEP}, {"Oké", "OK", KEEP},
    {"com.sun.star.text.TextDocument", "com.sun.star.text.TextDocument", KEEP}, {"%s : %s (%d item)", "%s: %s (%d item)", KEEP}, {"&Toevoegen...", "&Add...", KEEP},
    /* empty */
    {"", "Yes.", SL_CLEAN_EMPTY}, {"Ja.", " \xC2\xA0 ", SL_CLEAN_EMPTY}, {"", "", SL_CLEAN_EMPTY},
    /* markup */
    {"<p>Ja.</p>", "Yes.", SL_CLEAN_MARKUP}, {"Ja.", "Yes.<br/>", SL_CLEAN_MARKUP}, {"Ja &amp; nee", "Yes & no", SL_CLEAN_MARKUP}, {"caf&eacute;", "pub", SL_CLEAN_MARKUP},
    {"Dat &#39;s zo", "It is so", SL_CLEAN_MARKUP}, {"Dat &#x27;s zo", "It is so", SL_CLEAN_MARKUP}, {"<!-- nee", "no", SL_CLEAN_MARKUP}, {"Zie <A HREF='x'>hier", "See here", SL_CLEAN_MARKUP},
    {"Geef <bestand> op", "Give <file>", KEEP}, {"a < b en b > c", "a < b and b > c", KEEP}, {"=ALS(B2<3;\"<\"&E2;C2)", "=IF(B2<3;\"<\"&E2;C2)", KEEP}, {"R&D; of niet", "R&D; or not", KEEP},
    {"<p", "<p", KEEP}, {"&", "a &", SL_CLEAN_SYMBOLS},
    /* mojibake */
    {"In het cafÃ© zat hij", "He was in the pub", SL_CLEAN_MOJIBAKE}, {"Hij zei", "He said â€œhelloâ€", SL_CLEAN_MOJIBAKE}, {"Het is 20 Â°C", "It is 20 °C", SL_CLEAN_MOJIBAKE},
    {"Mijn naam is BjÃ¶rk", "My name is Björk", SL_CLEAN_MOJIBAKE}, {"ï»¿Begin", "Start", SL_CLEAN_MOJIBAKE},
    {"Ik at in “Café É”", "I ate in “Café É”", KEEP}, {"Zij zei: ‘Één café’", "She said: ‘One café’", KEEP}, {"„Gruß“ en Ö", "„Gruß“ and Ö", KEEP}, {"São Tomé", "SÃO TOMÉ", KEEP},
    {"De naïeve reünie van Ünsal", "Ünsal’s naïve reunion", KEEP}, {"å, ä en â", "å, ä and â", KEEP},
    /* url */
    {"http://example.nl/a", "http://example.com/b", SL_CLEAN_URL}, {"www.example.nl", "See www.example.nl", SL_CLEAN_URL}, {"info@example.nl", "info@example.com", SL_CLEAN_URL},
    {"Zie http://example.nl/a", "See http://example.com/b", KEEP}, {"en/of", "and/or", KEEP}, {"@jan", "@john", KEEP},
    /* letters */
    {"---", "---", SL_CLEAN_SYMBOLS}, {"| 1000 | --- | *** | 1.0", "| 1000 | --- | *** | 1.0", SL_CLEAN_SYMBOLS}, {"...", "Dots", SL_CLEAN_SYMBOLS},
    {"Inhoud ............................. 3", "Contents ............................. 3", SL_CLEAN_SYMBOLS}, {"- Ja.", "- Yes.", KEEP},
    /* script */
    {"Привет всем", "Hello all", SL_CLEAN_SCRIPT}, {"De letter α", "The letter α", KEEP}, {"東京", "Tokyo", SL_CLEAN_SCRIPT}, {"ﬁets Ｆ", "bike Ｆ", KEEP},
    /* repeated */
    {"Tom won.", "Tom won. Tom won. Tom won.", SL_CLEAN_REPEATED}, {"Nee, nee, nee!", "No, no, no!", KEEP}, {"Ha ha ha ha ha!", "Ha, ha, ha, ha, ha!", SL_CLEAN_IDENTICAL},
    {"koop nu koop nu koop nu koop nu koop nu", "buy now buy now buy now buy now buy now", SL_CLEAN_REPEATED}, {"Kort", "a a a a a", SL_CLEAN_REPEATED}, {"- - - - - - a", "- - b", SL_CLEAN_SYMBOLS},
    {"Dit is een zin.", "This is a sentence which has more than eight words. This is a sentence which has more than eight words. This is a sentence which has more "
     "than eight words.", SL_CLEAN_REPEATED}, {"van dag tot dag tot dag", "from day to day to day", KEEP}, {"Keer op keer op keer", "Again and again and again", KEEP},
    /* identical */
    {"He died in Osaka on Tuesday.", "He died in Osaka on Tuesday.", SL_CLEAN_IDENTICAL}, {"click here to continue", "Click HERE to continue!", SL_CLEAN_MIXED},
    /* language: names and titles that both sides have say nothing; short sides are doubted where they mean something else */
    {"Er wohnt seit vielen Jahren in einem kleinen Haus.", "He has lived in a small house for many years.", SL_CLEAN_LANGUAGE},
    {"Hij woont al jaren in een klein huis.", "Il habite une petite maison depuis des années.", SL_CLEAN_LANGUAGE},
    {"Sy woon al jare lank in 'n klein huisie.", "He has lived in a small house for years.", SL_CLEAN_LANGUAGE},
    {"He has lived in a small house for years.", "Hij woont al jaren in een klein huis.", SL_CLEAN_LANGUAGE},
    {"Hij woont al jaren in een klein huis.", "Al jaren woont hij in een kleine woning.", SL_CLEAN_LANGUAGE},
    {"Es regnet.", "My sister bought apples.", SL_CLEAN_LANGUAGE}, {"Spaans (Bolivia)", "Spanish (Bolivia)", KEEP}, {"Video-bitrate", "Video bitrate", KEEP},
    {"Wij lazen Der Spiegel en Le Monde.", "We read Der Spiegel and Le Monde.", KEEP}, {"De sluis gaat om 20.30 uur dicht.", "The lock closes at 8:30 pm.", KEEP}, {"A", "E", KEEP}, {"Guten Tag", "Guten Tag", KEEP},
    {"Hij vroeg het aan de Royal Society for the Protection of Birds.", "He asked the Royal Society for the Protection of Birds.", KEEP},
    {"Een com.sun.star.text.TextDocument is nodig.", "A com.sun.star.text.TextDocument is needed.", KEEP},
    {"click here to continue", "click here, to continue!", SL_CLEAN_IDENTICAL}, {"AMD frame rate doubler", "AMD Frame Rate Doubler", KEEP}, {"«we gaan weer eens»", "\"we gaan weer eens\"", SL_CLEAN_IDENTICAL},
    {"we gaan weer 1", "we gaan weer 2", SL_CLEAN_NUMBERS},
    /* ratio */
    {"Ik ben dezelfde mening toegedaan als u.", "I agree.", SL_CLEAN_RATIO}, {"Ja.", "That is what I have been thinking for years now.", SL_CLEAN_RATIO},
    {"Hallo allemaal", "Hi", KEEP}};

/* The rules that came later, each with what fails and what stays. */
static const row later[] = {
    {"Een \xEF\xBF\xBD teken", "One character", SL_CLEAN_REPLACEMENT},
    /* letters, digits */
    {"10 20 30 40 50 60 70 80 90 11 22 33 44", "10 20 30 40 50 60 70 80 90 11 22 33 44", SL_CLEAN_LETTERS}, {"06-12345678", "06-12345678", KEEP},
    {"Codes: 100200300400500600700", "Codes: 100200300400500600700", SL_CLEAN_DIGITS},
    /* capitals */
    {"Bel de sluiswachter zo gauw als het kan.", "CALL THE LOCK KEEPER AS SOON AS YOU CAN.", SL_CLEAN_CAPITALS}, {"NIET ROKEN", "No smoking", KEEP}, {"STOP!", "STOP!", KEEP},
    /* run */
    {"Inhoud van dit boek", "Contents of this book..........", SL_CLEAN_RUN}, {"Zzzzzzzzzz", "Zzzzzzzzzz", KEEP}, {"Nou, kijk eens aan..........", "Well, look at that..........", KEEP},
    /* repeated: a way of speaking */
    {"Ze praten er jaren en jaren over.", "They talk about it for years and years and years and years.", SL_CLEAN_REPEATED},
    {"Ze praten er jarenlang over.", "They talk for years and years and years and then no more.", KEEP},
    /* copied */
    {"De sluis is dicht because the water is far too high today", "The lock is closed because the water is far too high today", SL_CLEAN_COPIED},
    {"Hij las The Lord of the Rings: The Return of the King", "He read The Lord of the Rings: The Return of the King", KEEP},
    {"Tom was in Nederland", "Tom was in the Netherlands", KEEP},
    /* length: long texts */
    {"De schipper vertelde dat hij die nacht tot drie keer toe voor een gesloten sluis had gelegen, en dat er niemand was geweest om hem te helpen, hoe hard hij ook riep; hij was daarop maar omgekeerd en had gewacht tot het licht werd, en toen was hij langs de dijk naar het dorp gelopen om de sluiswachter uit bed te halen, die van niets wist.",
     "The skipper told us that he had been waiting before a closed lock three times that very night, and that no one had been there to help him, though he called; so he had turned and waited for the day to break at last.", SL_CLEAN_LENGTH},
    {"Instellen als achtergrondafbeelding", "Set as wallpaper", KEEP},
    /* brackets */
    {"De sluis (bij Eefde [1]) is dicht.", "The lock (near Eefde [1 is closed.", SL_CLEAN_BRACKETS}, {"a) de sluis", "a) the lock", KEEP}, {"De sluis :)", "The lock", KEEP},
    /* quotes */
    {"Kies \"Openen\", \"Sluiten\" of \"Wachten\" hier.", "Choose Open, Close or Wait over here.", SL_CLEAN_QUOTES}, {"Kies \"Openen\" en \"Sluiten\".", "Choose Open and Close.", KEEP},
    {"Kies ‘Openen’ en dan ‘Sluiten’ hier.", "Choose \"Open\" and then \"Close\" here.", KEEP}, {"Ga naar 'Begin'.", "Go to \"Start\".", KEEP},
    /* ending */
    {"Gaat de sluis open?", "The lock opens,", SL_CLEAN_ENDING}, {"De sluis (", "The lock", SL_CLEAN_ENDING}, {"Hij riep,", "He called.", KEEP}, {"Kom je?", "Are you coming, or what!", KEEP},
    /* list */
    {"2) De sluis", "3) The lock", SL_CLEAN_LIST}, {"b) De sluis", "c) The lock", SL_CLEAN_LIST}, {"- Ja.", "Yes.", KEEP}, {"1. De sluis", "1) The lock", KEEP}, {"(a) sluis", "a) lock", KEEP}};

static const row numbered[] = {
    {"Het kost 1.000,5 euro", "It costs 1,000.5 euros", KEEP}, {"om 20.30 uur", "at 8:30 pm", KEEP}, {"om 09.30 uur", "at 9:30 am", KEEP}, {"om 17.00 uur", "at 5 p.m.", KEEP}, {"om 17 uur", "at 5 pm", KEEP},
    {"in de jaren 80", "in the 1980s", KEEP}, {"de 9e", "the 9th", KEEP}, {"twaalf apen", "12 monkeys", KEEP}, {"2,4 GHz", "2.4Ghz", KEEP}, {"in 1995", "in 1996", SL_CLEAN_NUMBERS},
    {"er zijn 39 apen", "there are monkeys", SL_CLEAN_NUMBERS}, {"er zijn apen", "there are 39 monkeys", SL_CLEAN_NUMBERS}, {"39 en 40", "40 and 39", KEEP}, {"a 100 b", "a 100 b 100", KEEP},
    {"er zijn 3 apen", "there are 4 monkeys", SL_CLEAN_NUMBERS}, {"2,4 GHz", "2.5 GHz", SL_CLEAN_NUMBERS}, {"om 20.30 uur", "at 8:40 pm", SL_CLEAN_NUMBERS}};

static const char *value(const char *nl, const char *en) {
    sl_str sides[2] = {sl_cstr(nl), sl_cstr(en)};
    judge_sides(&usual, sides, 2);
    return sl_buf_c(&x.value);
}

static void values(void) {
    ok(!strcmp(value("abcdefghijklmno", "abcdefghijklmno abcdefghijklmno abcdefghijklmnoi"), "1.89"), "the ratio");
    ok(!strcmp(value("Zie <b>dit</b>", "See this"), "<b>"), "the tag");
    ok(!strcmp(value("in 1995", "in 1.996"), "1995"), "the number");
    ok(!strcmp(value("Tom won.", "Tom won. Tom won. Tom won."), "4"), "the words that repeat");
    ok(!strcmp(value("In het cafÃ©", "In the pub"), "utf-8-as-cp1252"), "how it was misread");
    ok(!strcmp(value("Ja.", "Yes."), ""), "nothing when it is kept");
    char big[200] = "<b title=\"xy";
    for (int i = 0; i < 20; i++) strcat(big, "éé ");
    ok(strlen(value(strcat(big, "\">"), "a")) == 59, "what is quoted is cut, between characters");
}

static sl_clean_rule judge(const sl_clean_rules *r, const char *p, size_t n) {
    sl_str one = sl_slice(p, n);
    return judge_sides(r, &one, 1);
}

static void sizes(void) {
    sl_clean_rules r = usual;
    char b[5000];
    memset(b, 'a', sizeof b);
    r.on[SL_CLEAN_RUN] = r.on[SL_CLEAN_REPEATED] = false;
    ok(judge(&r, b, 80) == KEEP && judge(&r, b, 81) == SL_CLEAN_WORD, "a long word");
    for (size_t i = 0; i < sizeof b; i++) b[i] = i % 51 == 50 ? ' ' : (char)('a' + (i * i + i / 21) % 25);
    ok(judge(&r, b, 2000) == KEEP && judge(&r, b, 2100) == SL_CLEAN_CHARACTERS, "many characters");
    r.limit[SL_CLEAN_TOKENS] = 3;
    ok(judge(&r, "a b c", 5) == KEEP && judge(&r, "a b c d", 7) == SL_CLEAN_TOKENS, "many words");
    r.on[SL_CLEAN_TOKENS] = false;
    ok(judge(&r, "a b c d", 7) == KEEP, "a rule that is off");
    r.on[SL_CLEAN_REPEATED] = true;
    ok(judge(&r, "x\xFF\xC3", 3) == KEEP && judge(&r, "\xFF\xFF\0", 3) == SL_CLEAN_SYMBOLS, "bytes that are no characters");
    ok(judge(&r, "is is is is is is", 17) == KEEP && judge(&r, "is is is is is is is is", 23) == SL_CLEAN_REPEATED, "one text alone");
    ok(sl_clean_hash(SL_LIT("Don't")) == sl_clean_hash(SL_LIT("dont")) && sl_clean_hash(SL_LIT("ÉÉN")) == sl_clean_hash(SL_LIT("één")) &&
       sl_clean_hash(SL_LIT("sluiswachters")) != sl_clean_hash(SL_LIT("sluiswachter")), "the hash of a word: letters and digits, small");
}

/* Words as all rules see them. */
static void prepared(void) {
    sl_clean_pair p = {.rules = &usual, .x = &x};
    sl_str sides[2] = {SL_LIT("De (grote) sluis-wachter, 's ochtends: 12 — info@sluis.example"), SL_LIT("“Één” A\xC2\xA0z")};
    sl_clean_prepare(&p, sides, 2);
    const sl_clean_side *a = &p.side[0], *b = &p.side[1];
    ok(a->words == 8 && a->bare == 1 && a->numbers == 1 && a->addresses == 1 && a->small == 5, "words by kind");
    ok(sl_eq(sl_slice(a->text.p + a->word[1].core, a->word[1].ncore), SL_LIT("grote")) && a->word[1].n == 7, "a word and its core");
    ok(a->word[2].hash == sl_clean_hash(SL_LIT("sluiswachter")) && a->word[6].hash == 0, "hashes");
    ok(b->words == 3 && b->count[SL_CLEAN_QUOTE] == 2 && b->count[SL_CLEAN_UPPER] == 2 && b->letters == 5 && b->visible == 7 && b->last == 'z', "characters beyond ASCII");
    ok(sl_clean_may_have(a, sl_clean_hash(SL_LIT("de"))), "the filter has its words");
}

static void rule_file(void) {
    sl_clean_rules r;
    sl_err e = {0};
    sl_buf out = {0};
    sl_clean_defaults(&r);
    ok(sl_clean_read(&r, SL_LIT("# all\nratio 2.25 # wide\r\n\n  numbers\toff\n"), "f", &e) == 0 && r.limit[SL_CLEAN_RATIO] == 2.25 && !r.on[SL_CLEAN_NUMBERS], "limits are read");
    sl_clean_print(&r, &out);
    sl_clean_rules again;
    sl_clean_defaults(&again);
    ok(sl_clean_read(&again, sl_view(&out), "f", &e) == 0 && !memcmp(r.limit, again.limit, sizeof r.limit) && !memcmp(r.on, again.on, sizeof r.on), "what is printed is read again");
    ok(sl_clean_read(&r, SL_LIT("ratio 2\n\nratios 3\n"), "f", &e) == SL_EDATA && e.line == 3, "an unknown rule");
    static const char *const wrong[] = {"", ".", "1.2.3", "--1", "1e3", "1 2", "99999999999999999", "-"};
    size_t refused = 0;
    for (size_t i = 0; i < 8; i++) e = (sl_err){0}, refused += sl_clean_set(&r, SL_LIT("ratio"), sl_cstr(wrong[i]), &e) == SL_EUSAGE;
    ok(refused == 8, "what is no number");
    ok(sl_clean_set(&r, SL_LIT("unrelated"), SL_LIT("-1.5"), &e) == 0 && r.limit[SL_CLEAN_UNRELATED] == -1.5, "a limit below 0");
    sl_buf_free(&out);
}

/* Nothing takes more than linear time: these would, by a naive search. */
static void hard(void) {
    static const char *const unit[] = {"<a ", "&amp ", "a ", "ab ba ", "Ã ", "1.", "www.@.", "a://", "1 ", "12 345 ", "twee honderd ", "half ", "20u", "1-"};
    size_t n = thorough(40000, 20000);
    char *b = sl_alloc(n);
    sl_clean_rules r = usual;
    r.on[SL_CLEAN_TOKENS] = r.on[SL_CLEAN_CHARACTERS] = r.on[SL_CLEAN_WORD] = false;
    int done = 0;
    for (size_t u = 0; u < sizeof unit / sizeof *unit; u++) {
        for (size_t i = 0; i < n; i++) b[i] = unit[u][i % strlen(unit[u])];
        sl_str sides[2] = {sl_slice(b, n), sl_slice(b, n - 1)};
        judge_sides(&r, sides, 2);
        for (int k = 0; k < KEEP; k++) {                /* each rule by itself, too */
            sl_clean_rules one = r;
            memset(one.on, 0, sizeof one.on);
            one.on[k] = true;
            judge_sides(&one, sides, 2);
        }
        done++;
    }
    ok(done == 14, "texts that are hard to be fast on");
    free(b);
}

/* However a pair is spaced, and so by whichever way its words are read, it is judged the same. */
static void ways(void) {
    static const row t[] = {{"Tom zei dat hij morgen niet komt.", "Tom said that he is not coming tomorrow.", KEEP}, {"Hulle wil nie saam met ons gaan nie.", "They do not want to go with us.", SL_CLEAN_LANGUAGE},
                            {"Wo hast du das denn gekauft?", "Where did you buy that?", SL_CLEAN_LANGUAGE}, {"Er waren 1.500 mensen (20%).", "There were 1,500 people (20%).", KEEP},
                            {"Er waren 12 mensen in 2001.", "There were 13 people in 2001.", SL_CLEAN_NUMBERS}, {"Het begon om 20 uur 30 met 12 man.", "It started at 8:30 pm with 12 men.", KEEP}};
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        char tabbed[120];
        snprintf(tabbed, sizeof tabbed, "\t%s", t[i].nl);
        expect(&t[i], 1);
        expect(&(row){tabbed, t[i].en, t[i].want}, 1);
    }
    sl_clean_pair p = {.rules = &usual, .x = &x};
    sl_str sides[2] = {SL_LIT("Wie A zegt, moet ook B zeggen."), SL_LIT("don't (say) <b> iPhone")};
    sl_clean_prepare(&p, sides, 2);
    const sl_clean_word *w = p.side[0].word, *v = p.side[1].word;
    ok(w[0].flags == (SL_CLEAN_PLAIN | SL_CLEAN_CAPITAL) && w[2].flags == (SL_CLEAN_PLAIN | SL_CLEAN_SMALL | SL_CLEAN_LOW) && w[2].n == 5 && w[2].ncore == 4, "plain words");
    ok(w[3].token == 4 && w[6].token == 7, "know their token");
    ok(!(v[0].flags & SL_CLEAN_PLAIN) && !(v[1].flags & SL_CLEAN_PLAIN) && v[3].flags == (SL_CLEAN_PLAIN | SL_CLEAN_SMALL) && v[3].token == 8, "others, and one with a capital within");
    ok(p.side[1].marked && !p.side[0].marked && !p.side[0].spaced, "what may be markup; blanks");
    ok(sl_clean_hash(SL_LIT("Auto's")) == sl_clean_hash(SL_LIT("AUTOS")) && w[0].hash == sl_clean_hash(SL_LIT("(wie)")), "signs and case are nothing to a word's hash");
}

int main(void) {
    set_up();
    ok(usual.repair && usual.number_words[1], "the models are there");
    expect(pairs, sizeof pairs / sizeof *pairs);
    expect(later, sizeof later / sizeof *later);
    expect(numbered, sizeof numbered / sizeof *numbered);
    values();
    sizes();
    prepared();
    rule_file();
    hard();
    ways();
    sl_clean_scratch_free(&x);
    sl_number_words_free(words[0]);
    sl_number_words_free(words[1]);
    sl_repair_free(repair);
    sl_lid_free(lid);
    sl_meaning_close(meaning);
    sl_letters_free(letters);
    return tap_end();
}
