/* Bare tokens to text by rules: cases, what must stay, and what holds of any line. */
#include "sluis/detok.h"
#include "tap.h"
#include <stdlib.h>
#include <time.h>

static sl_detok *model[2];
enum { NL, EN };

static const char *const dutch[][2] = {
    /* quotes by balance, doubled ones, one that is alone */
    {"Hij zei : \" Ja , ( misschien ) ... \" en ging .", "Hij zei: \"Ja, (misschien)...\" en ging."},
    {"De ' oude ' man vroeg : ' Echt ? '", "De 'oude' man vroeg: 'Echt?'"},
    {"'' Kom je ? '' '' Straks . ''", "''Kom je?'' ''Straks.''"},
    {",, Nee , '' zei ze , ,, nooit . ''", ",,Nee,'' zei ze, ,,nooit.''"},
    {"De bakker : ,, Op is op . ''", "De bakker:,,Op is op.''"},
    {"Ze zei : \" Ik kom .", "Ze zei: \" Ik kom."},
    /* apostrophes that were torn off */
    {"Zo ' n foto ' s van ' t huis zag ik ' s avonds .", "Zo'n foto's van 't huis zag ik 's avonds."},
    {"Zo 'n foto 's uit m 'n auto", "Zo'n foto's uit m'n auto"},
    {"Zijn cd ' s , de NRC ' s en een A4 ' tje", "Zijn cd's, de NRC's en een A4'tje"},
    {"zo \xE2\x80\x99 n foto \xE2\x80\x99 s", "zo\xE2\x80\x99n foto\xE2\x80\x99s"},
    {"De radio ' s nachts en kom nou ' s hier", "De radio 's nachts en kom nou 's hier"},
    {"Bij McDonald ' s eet ik ' s middags", "Bij McDonald's eet ik 's middags"},
    {"Hans ' boek en foto ' s", "Hans' boek en foto's"},
    {"De jaren ' 60", "De jaren '60"},
    {"De letters ' s ' en ' t ' vallen weg", "De letters 's' en 't' vallen weg"},
    {"de heer d ' Ancona en O ' Brien", "de heer d'Ancona en O'Brien"},
    {"zoals ' dit en dat ' staat", "zoals 'dit en dat' staat"},
    /* times and numbers */
    {"Om 21 : 13 , in 2004 : 15 doden", "Om 21:13, in 2004: 15 doden"},
    {"Het kost \xE2\x82\xAC 1 . 000 . 000 , 50 of $ 5 .", "Het kost \xE2\x82\xAC 1.000.000,50 of $5."},
    {"Dat is 3 , 5 procent , geen 3 , 4 of 5 .", "Dat is 3,5 procent, geen 3, 4 of 5."},
    {"Groei van 3,5 % in 2001 , 5 mensen . Kamer 12 . 15 stoelen", "Groei van 3,5 % in 2001, 5 mensen. Kamer 12. 15 stoelen"},
    {"90 , 180 , 270 graden", "90, 180, 270 graden"},
    {"Scherm van 17 \" of 19 \" breed", "Scherm van 17\" of 19\" breed"},
    {"In 2001 \" werd hij 18 \" .", "In 2001 \"werd hij 18\"."},
    {"km / uur , 1 / 2 , en / of maar Jan / Piet", "km/uur, 1/2, en/of maar Jan / Piet"},
    {"VS - president in - en uitvoer", "VS - president in - en uitvoer"},
    /* addresses */
    {"Zie https : / / www.nu.nl / sport ? id = 5 , of nu.nl / weer .", "Zie https://www.nu.nl/sport?id=5, of nu.nl/weer."},
    {"Mail jan @ nu.nl of < piet@nu.nl > , a < b", "Mail jan@nu.nl of <piet@nu.nl>, a < b"},
    /* smileys and brackets */
    {"Leuk : ) of : - ( maar ( zie : ) niet", "Leuk :) of :-( maar (zie:) niet"},
    {"Jammer : (", "Jammer :("},
    {"Jammer :-) .", "Jammer :-)."},
    {"De persoon ( en ) en ( nu ) en de heer Bos ( S ) . \xE2\x80\x94 ( EN ) Ja", "De persoon(en) en (nu) en de heer Bos (S). \xE2\x80\x94 (EN) Ja"},
    {"... en zo \" ... verder \" ... door", "...en zo \"...verder\"... door"},
    {"Hij zei \xE2\x80\x9E nee \xE2\x80\x9D en \xE2\x80\x98 ja \xE2\x80\x99 , # 1", "Hij zei \xE2\x80\x9Enee\xE2\x80\x9D en \xE2\x80\x98ja\xE2\x80\x99, #1"}};

static const char *const english[][2] = {
    {"Do n't say it 's John 's , we ca n't .", "Don't say it's John's, we can't."},
    {"Don 't say it ' s John ' s , we can ' t .", "Don't say it's John's, we can't."},
    {"I can not , they \xE2\x80\x99 re gon na .", "I cannot, they\xE2\x80\x99re gonna."},
    {"The dogs ' tails and is ' this ' it ?", "The dogs' tails and is 'this' it?"},
    {"All Members ' Links", "All Members' Links"},
    {"In the 1990 's and the ' 80s , rock ' n ' roll", "In the 1990's and the '80s, rock 'n' roll"},
    {"O 'Brien and d ' Artagnan saw the ' O ' with plan D ' .", "O'Brien and d'Artagnan saw the 'O' with plan D'."},
    {"At six o ' clock he is 6 ' 2 \" tall , with 17 \" or 16 \" wheels .", "At six o'clock he is 6'2\" tall, with 17\" or 16\" wheels."},
    {"A well - known keep - it - simple rule - it works - and a He - he .", "A well-known keep-it-simple rule - it works - and a He-he."},
    {"The Reply - To line , round - to - even , him - and / or her", "The Reply-To line, round-to-even, him - and/or her"},
    {"5 % of $ 3 . 50 , EUR 1 , 234 . 56 , 1 , 2 and 3 , 5 : 30", "5% of $3.50, EUR 1,234.56, 1, 2 and 3, 5:30"},
    {"Intercept : - 0.39 ( - 2 )", "Intercept: -0.39 (-2)"},
    {"The # 1 term ( s ) , file ( draft ) .doc , <>", "The #1 term(s), file (draft).doc, <>"},
    {"< > of < ann@site.org > and 2 < 3 > 1", "<> of <ann@site.org> and 2 < 3 > 1"},
    {"He came , \" she said , \" and left .", "He came, \"she said,\" and left."},
    {"http : // of", "http: // of"},
    {"a  ,", "a  ,"}, {"", ""}, {"   ", "   "}, {" . a ", " . a "}};

static bool text_is(int lang, const char *in, const char *want) {
    sl_buf out = {0};
    sl_detok_rules(model[lang], sl_cstr(in), &out);
    bool good = sl_eq(sl_view(&out), sl_cstr(want));
    if (!good) printf("# got:    %.*s\n# wanted: %s\n", (int)out.n, out.p, want);
    sl_buf_free(&out);
    return good;
}

/* Nothing but spaces went, and each from between two others. */
static bool only_spaces_went(int lang, sl_str in) {
    sl_buf out = {0};
    size_t k = 0;
    bool good = true;
    sl_detok_rules(model[lang], in, &out);
    for (size_t i = 0; good && i < in.n; i++) {
        if (k < out.n && out.p[k] == in.p[i]) k++;
        else good = in.p[i] == ' ' && i && i + 1 < in.n && in.p[i - 1] != ' ' && in.p[i + 1] != ' ';
    }
    good &= k == out.n;
    if (!good) printf("# '%.*s' became '%.*s'\n", (int)in.n, in.p, (int)out.n, out.p);
    sl_buf_free(&out);
    return good;
}

static uint64_t seed = 20260229;
static uint32_t dice(uint32_t n) {
    seed = seed * 6364136223846793005ull + 1442695040888963407ull;
    return (uint32_t)(seed >> 33) % n;
}

static const char *const bits[] = {"'", "\"", "''", ",,", "\xE2\x80\x99", "\xE2\x80\x98", "s", "t", "n", "zo", "foto", "d", "O", "1", "000", "50", "2004", ".", ",", ":", ";", "-",
                                   "(", ")", "/", "//", "http", "nu.nl", "www.a.nl", "<", ">", "a@b.nl", "@", "...", "\xE2\x80\xA6", "!", "#", "%", "$", "\xE2\x82\xAC", "procent", "the",
                                   "and", "'s", "'t", "n't", "d'", "", "\xFF", "\xE2\x80", "caf\xC3\xA9", "?", "=", "&", "18"};

static void soup(void) {
    sl_buf b = {0};
    bool good = true;
    for (unsigned i = thorough(60000, 10000); good && i > 0; i--) {
        sl_clear(&b);
        for (uint32_t n = dice(12); n > 0; n--) {
            sl_puts(&b, sl_cstr(bits[dice(sizeof bits / sizeof *bits)]));
            sl_putc(&b, dice(20) ? ' ' : (char)dice(256));
        }
        good = only_spaces_went((int)(i & 1), sl_view(&b));
    }
    ok(good, "of any line only single spaces go");
    sl_buf_free(&b);
}

/* One long line of a pattern that a careless rule would look at over and over. A shorter line has as much less time as such a rule would take. */
static void long_lines(void) {
    static const char *const patterns[] = {"' ", "\" ", "'' ", ",, ", "1 \" ", "1 ' ", "a ' s ", "s ' ", "1 . ", "000 . ", "1 , 000 ", ": ", ": - ", "( ", "( s ", "/ ", "http : / ", "< ", "- ", "a - ", "... "};
    size_t length = thorough(2000000, 500000);
    double limit = PATIENCE * 5 * (double)CLOCKS_PER_SEC * (double)length * (double)length / (2e6 * 2e6);
    sl_buf b = {0};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        sl_clear(&b);
        while (b.n < length) sl_puts(&b, sl_cstr(patterns[i]));
        clock_t t = clock();
        bool good = only_spaces_went(NL, sl_view(&b)) && only_spaces_went(EN, sl_view(&b));
        ok(good && (double)(clock() - t) < limit, patterns[i]);
    }
    sl_buf_free(&b);
}

int main(void) {
    sl_err e = {0};
    static const char *const langs[] = {"nl", "en"};
    for (int i = 0; i < 2; i++) ok(sl_detok_open(&model[i], langs[i], NULL, &e) == 0, langs[i]);
    sl_detok *none;
    ok(sl_detok_open(&none, "xx", NULL, &e) == SL_EUSAGE && !none, "a language without data");
    for (size_t i = 0; i < sizeof dutch / sizeof *dutch; i++) ok(text_is(NL, dutch[i][0], dutch[i][1]), dutch[i][1]);
    for (size_t i = 0; i < sizeof english / sizeof *english; i++) ok(text_is(EN, english[i][0], english[i][1]), english[i][1]);
    soup();
    long_lines();
    for (int i = 0; i < 2; i++) sl_detok_free(model[i]);
    return tap_end();
}
