/* Sentence boundaries: each case is a paragraph in which " | " stands where a sentence ends. */
#include "sluis/split.h"
#include "sluis/data.h"
#include "tap.h"
#include <stdlib.h>
#include <time.h>

static sl_split *nl, *en;
static unsigned long long seed = 88172645463325252ull;
static unsigned rnd(unsigned n) { seed ^= seed << 13; seed ^= seed >> 7; seed ^= seed << 17; return (unsigned)(seed >> 33) % n; }

static sl_split *model(const char *lang) {
    sl_err e = {0};
    sl_split *m;
    return sl_split_open(&m, lang, NULL, &e) ? NULL : m;
}

static void join(const sl_split *m, sl_str text, sl_buf *out) {
    sl_split_it it;
    sl_str s;
    sl_clear(out);
    sl_split_start(&it, m, text);
    while (sl_split_next(&it, &s)) {
        if (out->n) sl_puts(out, SL_LIT(" | "));
        sl_puts(out, s);
    }
}

static void check(const sl_split *m, const char *want) {
    sl_buf in = {0}, out = {0};
    for (const char *p = want; *p; p++) {
        if (!strncmp(p, " | ", 3)) { sl_putc(&in, ' '); p += 2; }
        else if (!strncmp(p, " || ", 4)) p += 3;                    /* a boundary without white space */
        else sl_putc(&in, *p);
    }
    join(m, sl_view(&in), &out);
    sl_buf one = {0};
    for (const char *p = want; *p; p++)
        if (!strncmp(p, " || ", 4)) { sl_puts(&one, SL_LIT(" | ")); p += 3; }
        else sl_putc(&one, *p);
    bool same = sl_eq(sl_view(&out), sl_view(&one));
    ok(same, want);
    if (!same) printf("# got %s\n", sl_buf_c(&out));
    sl_buf_free(&in);
    sl_buf_free(&out);
    sl_buf_free(&one);
}

static const char *const dutch[] = {
    "Hij kwam. | Zij ging.",
    "Kom je? | Ja! | Nu!",
    "\"Kom je?\" vroeg hij.",
    "\"Ik ga.\" | Hij ging.",
    "Hij zei: \"Ik ga. | Nu meteen.\" | Zij bleef.",
    ",, Ik ga. | Jij niet. '' | Hij ging. | ,, Goed. ''",
    "\u201EIk ga.\u201D | \u201EGoed.\u201D",
    "Hij riep \" Kom! \" | Niemand kwam.",
    "Hij kwam. | \" Dag, \" zei zij.",
    "Dat zei prof. dr. J.M. de Vries gisteren. | Zij lachte.",
    "Mr. J.W. Weck en dr. B. Plesch spraken met De Boer.",
    "Het boek is van J. De Smet uit Gent.",
    "Neem vitamine B. | De arts zei het.",
    "De fa. Jansen, o.a. Piet, kocht bijv. Parijse hoeden, d.w.z. Franse.",
    "Appels, peren, enz. | Alles was rijp.",
    "Op 3 oktober jl. | Daarna niet meer.",
    "Hij werkt bij Hydrovia B.V. | Dat is een bedrijf.",
    "Hydrovia B.V. Waterhoek is failliet.",
    "Zie art. 5 en nr. 12 op blz. 3. | Lees dat.",
    "Zie art. 28. | Zij gelden niet.",
    "Dat is kunst van dat. | Het is mooi.",
    "Telefoonnr. 0555 en huisnr. 12 zijn bekend.",
    "Al ca. 200 v. Chr. woonden hier mensen.",
    "Hij is ca. 3,85 m. | Nee, meer.",
    "Het kost 1.000,50 euro om 9.00 uur.",
    "De stand is 3 - 1. | De wedstrijd is voorbij.",
    "1. Titel van een deel",
    "3.2.1. Titel",
    "IV. De komst van de koning",
    "Artikel 1. Begripsbepalingen",
    "Hij woont op nummer 12. | De deur is rood.",
    "Het regende. | 's Morgens was het droog.",
    "Het regende. | 't Is weer zover.",
    "Hij zweeg... | Toen sprak hij.",
    "Hij zweeg... en sprak.",
    "Wacht\u2026 | Daar is hij.",
    "Kijk op www.oosterdelta.example. | Daar staat het.",
    "Mail naar a.b@c.example. | Graag snel.",
    "Hij koopt bij Yahoo! Nieuws en meer.",
    "Ze zit bij Jubeloo! in Fairmont.",
    "Dit is bewezen. [12] | Dat niet.[3] | Dit wel.",
    "dat is mooi. | ik kom ook. | tot dan.",
    "Zie onbek. tekst en verder gek. afk. hier.",
    "Dat staat vast. ^[1] | Dit niet.",
    "Met Daan. | - Waar zit je?",
    "Leuk! \U0001F600 | Morgen weer.",
    "Leuk! :-) | Morgen weer.",
    "Wat?! | Nee!!! | Echt.",
    "(Hij kwam niet.) | Zij wel.",
    "Hij kwam (echt?) naar huis.",
    "Hij koopt een iets (o.a. Jan). | Goed.",
    "Het is klaar. || En toch.",
    "Het is klaar. || Dat weet ik.",
    "Hij leest asp.Net en Node.Js.",
    "dat is goed. | iPhone 5 is er. | https://a.example ook.",
    "Zij ging. | \u00AB Goed, \u00BB zei hij.",
    /* direct speech */
    "'Ik kom!' riep ze. | 'Wacht op mij.' | Niemand wachtte.",
    "\u201CGa je mee?\u201D vroeg Anna. | \u201CNee,\u201D zei hij. | \u201CIk blijf.\u201D",
    "Hij zei: \u2018Ik ga.\u2019 | Zij bleef.",
    "\u201EGa weg!\u201D riep hij. | Zij bleef.",
    "\u00ABGa weg!\u00BB riep hij. | Zij bleef.",
    "Hij vroeg: \"Waarom?\" en liep weg.",
    "Hij vroeg zich af: \"Waarom?\" | Daarna liep hij weg.",
    "\"Nee!\" | \"Ja!\" | \"Nee!\"",
    "\u00AB\u00A0Kom je\u00A0?\u00A0\u00BB vroeg hij. | \u00AB\u202FNee.\u202F\u00BB | Hij ging.",
    "Hij ging. | \u00BB Lees meer",
    /* parentheses */
    "Ze vertrokken (om 9.30 uur). | Daarna werd het stil.",
    "Ze vertrokken. | (Om 9.30 uur.) | Daarna werd het stil.",
    "Het was koud (heel koud!) en nat.",
    "Het was koud (heel koud!). | Nat ook.",
    "[Applaus.] | Dank u wel.",
    /* ellipses */
    "Hij dacht na ... en bleef.",
    "Hij dacht na\u2026 en bleef. | Ja\u2026 | Nee.",
    "Hij dacht (...) en bleef. | Goed. | (...) Daar ging hij.",
    /* numbers, times, dates */
    "Het is 3,5 procent. | Of 4.5 procent? | Nee, .5 procent.",
    "Het kostte \u20AC 1.234,56. | Dat is veel.",
    "Om 21:13 uur, op 12.05.2021, kwam hij. | Om 9.15 u. vertrok hij.",
    "Het begon op 3 mei 2021. | Het eindigde op 5-6-2021. | Toen was het over.",
    "Zij won met 6-4, 6-3. | Hij verloor met 2 - 6. | Jammer.",
    "Vr. 3 mei is goed. | Ma. 6 mei niet.",
    /* sections and items */
    "Zie 3.2.1. | Daar staat het. | Zie ook par. 4.2 en fig. 3.",
    "2.1. Doel van de regeling",
    "\u00A7 5. Slotbepalingen",
    "Zie \u00A7 5. | Daar staat het.",
    "Hij woont op huisnr. 12. | De deur is rood.",
    "1. Melk | 2. Brood | 3. Kaas",
    "1. Neem de melk. | 2. Klop haar op | 3. Schenk haar in. | Klaar.",
    "1. Hij kreeg er 12. | Dat was veel.",
    "Hij kreeg er 1. | Zij kreeg er 2. | Klaar.",
    "a) Melk. | b) Brood. | c) Kaas.",
    "a. Melk kopen. | b. Brood halen.",
    "- Melk. | - Brood.",
    "\u2022 Melk. | \u2022 Brood.",
    "(1) Melk. | (2) Brood.",
    /* addresses and names */
    "Kijk op https://www.voorbeeld.nl/a.b?c=d. | Daar staat meer.",
    "Kijk op voorbeeld.nl! | Daar staat meer. | Mail a.b@voorbeeld.nl. | Of bel.",
    "Ik zocht het via Yahoo! en Google. | Yahoo! Nieuws is oud. | Hij werkt bij Yahoo! | Dat is mooi.",
    /* dialogue */
    "- Kom je? | - Nee.",
    "- Ik weet het niet. | Misschien. | - Jawel!",
    "\u2013 Ga je mee? | \u2013 Ja.",
    "\u2014 Kom je? | \u2014 Nee, zei hij. | \u2014 Goed.",
    "Hij kwam. \u2014 Nee, hij ging.",
    /* capitals all over, and none */
    "MINISTER TREEDT AF. | KAMER WIL DEBAT. | ALLES STAAT STIL.",
    "DE HEER J. JANSEN SPRAK MET MEVR. DE WIT. | DAARNA GING HIJ.",
    "ik kom zo. | ben je er al? | ja hoor. | tot straks.",
    /* faces */
    "Leuk hoor :) | Tot morgen! | Groetjes :-D | Ik kom.",
    "Leuk hoor :) en tot morgen.",
    "Kijk hier: (1) Melk.",
    "Top!! \U0001F44D | Zie je morgen. \U0001F602\U0001F602 | Echt waar? \U0001F1F3\U0001F1F1 | Ja!",
    "Dat is mooi \U0001F600 | Tot morgen.",
    "Dank \U0001F64F Rosalinde kwam ook.",
    "\U0001F600 Tot morgen. | Tot dan. ;-)",
    "Ik \u2764 De Brug.",
    /* what others err in */
    "Dit is voor u. | Net wat u zoekt. | Om 9 u. vertrok hij.",
    "De lengte in mm. | De breedte ook. | Ms. Smit kwam na 20 ms. | Meestal eerder.",
    "Druk op o. | Dit geeft een lijst.",
    "Hij is v. De Brug.",
    "Het kan zo; a. Er is geld.",
    "Prof. Dr. J. de Vries en ds. Smit kwamen. | St. Pieter ook. | Ca. 60% was er.",
    "In 300 v. Chr. kwam hij. | In 44 n.Chr. stierf hij. | De fa. Smit c.s. ging failliet.",
    "L.J. (Laurens Jan) Smit woont hier. | J.M. Huber niet.",
    "'s Morgens regent het. | 's Avonds niet. | 't Is mooi. | 'n Man kwam.",
    "Hij woont in 's-Gravenhage. | In Den Bosch niet.",
    NULL};

static const char *const english[] = {
    "He came. | She left.",
    "\"Are you coming?\" he asked.",
    "\"I'll go.\" | He went.",
    "Mr. Jones met Dr. B. Smith at 9 a.m. | The day was long.",
    "He lives in the U.S. | That is far.",
    "U.S. President Callahan said so.",
    "Brightwell Inc. | That company is big.",
    "Apples, pears, etc. | The rest is gone.",
    "See Fig. 3 and p. 12. | No. 5 is missing.",
    "No. | Never.",
    "1. Before you start",
    "Article 2. Term",
    "P.S. A copy is on its way.",
    "P.O. Box 77 is ours.",
    "She's at Jubeloo! in Fairmont.",
    "It was leaked by Jubeloo! News. | They live in Fairmont! | Join them.",
    "great food! | would go again. | they are nice.",
    "She said that. | he is late. | so are you.",
    "It is late. | I'm going.",
    "It costs $3.50. | $4 is too much.",
    "He was 1.80 m. tall.",
    "Stop. || The end.",
    "Well ... that is it.",
    "Hm... | Well.",
    "See the text. | ==== next",
    /* direct speech */
    "'I'm coming!' she cried. | 'Wait for me.' | Nobody waited.",
    "\u201CAre you coming?\u201D asked Anna. | \u201CNo,\u201D he said. | \u201CI'm staying.\u201D",
    "\"Stop!\" Tom shouted. | \"Stop!\" | Then he ran.",
    "\u201CStop!\u201D Mr. Jones shouted.",
    "\"Stop!\" | The man shouted.",
    "\"Stop!\" | Tom ran.",
    /* parentheses, ellipses */
    "They left (at 9.30 p.m.). | Then it was quiet. | (It was late.) | We slept.",
    "It was cold (very cold!) and wet. | It was cold (very cold!). | Wet too.",
    "[Applause.] | Thank you.",
    "He thought\u2026 and stayed. | Yes\u2026 | No. | Good. | (...) Then he went.",
    /* numbers, times, dates, sections */
    "It is 3.5 percent. | Or 4.5 percent? | No, .5 percent.",
    "It cost $1,234.56. | That is a lot.",
    "At 9:13 p.m., on 12.05.2021, he came. | It was 5 p.m. | The shop closed.",
    "It began on May 3, 2021. | It ended on 5/6/2021. | Then it was over.",
    "See 3.2.1. | It says so. | See also para. 4.2 and fig. 3.",
    "\u00A7 5. Final provisions",
    /* items, dialogue */
    "1. Milk | 2. Bread | 3. Cheese",
    "a) Milk. | b) Bread. | c) Cheese.",
    "A. Buy milk. | B. Get bread.",
    "- Are you coming? | - No.",
    "\u2014 Are you coming? | \u2014 No, he said. | \u2014 Good.",
    /* addresses and names */
    "Look at https://www.example.org/a.b?c=d. | There is more. | Mail a.b@example.org. | Or call.",
    "I found it via Yahoo! and Google. | Yahoo! News is old. | I love Jeopardy! | It is fun.",
    "Welcome to Fairmont! | Brian is here.",
    /* capitals all over, and none; faces */
    "MINISTER STEPS DOWN. | HOUSE WANTS DEBATE. | ALL STANDS STILL.",
    "MR. J. SMITH MET MRS. WHITE. | THEN HE LEFT.",
    "i'm coming soon. | are you there? | yes i am. | see you later.",
    "Nice :) | See you tomorrow! | Regards :-D | I'm coming.",
    "Great!! \U0001F44D | See you. \U0001F602\U0001F602 | Really? \U0001F1EC\U0001F1E7 | Yes!",
    "That is great \U0001F600 | See you tomorrow.",
    /* abbreviations */
    "Mr. and Mrs. Smith met Dr. J. R. Brown Jr. at St. Mary's. | The U.S. Army was there.",
    "The case Smith v. Jones was decided. | No. 5 is missing. | I weigh 80 kg. | That's a lot.",
    "In 300 B.C. he came. | Gov. Brown met Lt. Gen. Hill in Washington, D.C. on Monday.",
    "I went to Ph.D. school. | He has a Ph.D. | She doesn't.",
    NULL};

static bool blank(char c) { return c == ' ' || (c >= 9 && c <= 13); }

/* Every byte that is no white space comes out once, in order; sentences are trimmed and not empty. */
static bool lossless(const sl_split *m, sl_str text) {
    sl_split_it it;
    sl_str s;
    const char *p = text.p, *end = p + text.n;
    sl_split_start(&it, m, text);
    while (sl_split_next(&it, &s)) {
        if (!s.n || s.p < p || s.p + s.n > end || blank(s.p[0]) || blank(s.p[s.n - 1])) return false;
        if (sl_split_trim(sl_slice(p, (size_t)(s.p - p))).n) return false;
        p = s.p + s.n;
    }
    return sl_split_trim(sl_slice(p, (size_t)(end - p))).n == 0;
}

static void any_bytes(void) {
    static const char *const parts[] = {".", "!", "?", "\u2026", "\"", "'", "''", " ", "  ", "\t", "\u00A0", "\u2028", "[1]", "(", ")", "\u201D", "\u00BB", "Aap",
        "noot", "J.M", "dr", "enz", "art", "3", "3.2", "\xFF", "\xE2", "\xE2\x80", "\xF0\x9F", "\U0001F600", ":-)", ":) ", "1. ", "2. ", "3. ", "-", "\u2014 ", "De", "the", "'s", "\r", "i", "*", ",,", "/", "[", "]"};
    sl_buf b = {0};
    bool good = true;
    for (unsigned i = thorough(20000, 6000); i > 0 && good; i--) {
        sl_clear(&b);
        for (unsigned k = rnd(24); k-- > 0;) {
            const char *part = parts[rnd(sizeof parts / sizeof *parts)];
            sl_put(&b, part, strlen(part));
            if (rnd(3) == 0) sl_putc(&b, ' ');
        }
        if (rnd(9) == 0) sl_putc(&b, '\0');
        good = lossless(i & 1 ? nl : en, sl_view(&b));
    }
    ok(good, "all bytes but white space come out once, in order");
    sl_buf_free(&b);
}

static double seconds(const char *unit, size_t total) {
    sl_buf b = {0};
    while (b.n < total) sl_put(&b, unit, strlen(unit));
    sl_split_it it;
    sl_str s;
    clock_t t = clock();
    sl_split_start(&it, nl, sl_view(&b));
    while (sl_split_next(&it, &s)) {}
    sl_buf_free(&b);
    return (double)(clock() - t) / CLOCKS_PER_SEC;
}

/* Ten times the text may take ten times as long, not a hundred times. */
static void linear(void) {
    static const char *const units[] = {"a", ".", "!", ". ", "\"", "\" ", ".\" ", ". \" ", "a.", "a. ", "1. ", "1. a 2. ", " :) ", ":) A ", ": ", " \U0001F600", "x \U0001F600 De ", "\"A!\" Tom ", ". \u00BB a", ". \u00AB a \u00BB ", "'' ", "[1] ", ".[1]", ".)", ". ! ", "\u2026", " ",
        "dr. ", "A. ", ". [1] [2] ", ". - ", ". (", "\u201D", ".\u201D", "\U0001F600 ", ". :-) ", "\xE2", "a. b "};
    size_t n = thorough(1000000, 400000);
    double limit = n == 1000000 ? 0.5 : 0.08;             /* what takes quadratic time takes a sixth of it */
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        double small = seconds(units[i], n / 10), large = seconds(units[i], n);
        if (large > limit && large > 40 * small) { ok(false, units[i]); return; }
    }
    ok(true, "time is linear in the length of the line");
}

static void own(void) {
    sl_err e = {0};
    check(en, "The foo. | Bar is it.");
    ok(!sl_split_add(en, "own", sl_cstr("# mine\n\nfoo.\nqux stop # yes\r\n"), &e), "own abbreviations are taken");
    check(en, "The foo. Bar is it, qux. | Well.");
    ok(!sl_split_add(en, "own", sl_cstr("two num\ntwo stop\n"), &e), "two lines of one word");
    check(en, "The two. 5 is it, two. | Well.");
    ok(!sl_split_add(en, "own", sl_cstr("two num\n"), &e), "another text");
    check(en, "The two. 5 is it. | The two. | Well.");
    ok(sl_split_add(en, "own", sl_cstr("foo\nbar never\n"), &e) == SL_EDATA && e.line == 2 && e.byte == 5 && !strcmp(e.file, "own"), "a bad class has its place");
    e = (sl_err){0};
    ok(sl_split_add(en, "own", sl_cstr("foo\n\xFF\n"), &e) == SL_EDATA && e.line == 2, "invalid UTF-8 has its place");
}

int main(void) {
    sl_err e = {0};
    sl_split *none;
    nl = model("nl");
    en = model("en");
    if (!nl || !en) { ok(false, "models"); return tap_end(); }
    for (size_t i = 0; dutch[i]; i++) check(nl, dutch[i]);
    for (size_t i = 0; english[i]; i++) check(en, english[i]);
    sl_buf b = {0};
    join(nl, SL_LIT("  \t "), &b);
    ok(b.n == 0, "white space holds no sentence");
    any_bytes();
    linear();
    own();
    ok(sl_split_open(&none, "xx", NULL, &e) == SL_EUSAGE && !none, "an unknown language");
    sl_clear(&b);
    sl_data_languages("abbreviations.txt", &b);
    ok(sl_eq(sl_view(&b), SL_LIT("en, nl")), "the languages");
    sl_buf_free(&b);
    sl_split_free(nl);
    sl_split_free(en);
    return tap_end();
}
