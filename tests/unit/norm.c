/* Normalisation: what changes, what must not, and that doing it twice changes nothing more. */
#include "sluis/norm.h"
#include "sluis/data.h"
#include "sluis/utf8.h"
#include "tap.h"
#include <dirent.h>
#include <time.h>

static sl_norm_scratch scratch;
static sl_norm ascii, curly, keep, nfkc, indent, off, squeeze, fancy;
static sl_buf one, two;

#define ID(id, name, help) "" name,
static const char *const names[] = {SL_NORM_RULES(ID) SL_NORM_OTHERS};

static void make(sl_norm *m, sl_norm_conf c, bool rules) {
    sl_str elisions;
    sl_buf hold = {0};
    for (size_t i = 0; i < SL_NORM_N; i++) c.rule[i] = rules;
    sl_data("nl-en/elisions.txt", NULL, &hold, &elisions, &(sl_err){0});
    sl_norm_make(m, &c, elisions);
}

static sl_str norm(const sl_norm *m, sl_str in, sl_buf *out, unsigned *changed) {
    sl_clear(out);
    *changed = sl_norm_line(m, &scratch, in, out);
    return sl_view(out);
}

/* `rules`: the names of the rules that changed something, in their order, one space between. */
static void expect(const sl_norm *m, sl_str in, sl_str want, const char *rules) {
    unsigned changed, more;
    char what[300], list[200] = "";
    sl_str got = norm(m, in, &one, &changed), again = norm(m, got, &two, &more);
    for (unsigned i = 0; i < SL_NORM_BITS; i++)
        if (changed >> i & 1) snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s", *list ? " " : "", names[i]);
    snprintf(what, sizeof what, "%.*s (%s)", (int)want.n, want.p, rules);
    bool good = sl_eq(got, want) && sl_eq(again, want) && !(more & SL_NORM_CHANGES) && !strcmp(list, rules);
    ok(good, what);
    if (!good) printf("# got '%.*s', again '%.*s', rules '%s', again %x\n", (int)got.n, got.p, (int)again.n, again.p, list, more);
}

static void characters(void) {
    expect(&ascii, SL_LIT("gewone tekst, 'n beetje \"zo\"."), SL_LIT("gewone tekst, 'n beetje \"zo\"."), "");
    expect(&ascii, SL_LIT("  a \xC2\xA0\xE3\x80\x80 b\t"), SL_LIT("a b"), "space");
    expect(&ascii, SL_LIT("a\x01\x7F" "b\xC2\x9F" "c\0d"), SL_LIT("abcd"), "control");
    expect(&ascii, SL_LIT("a\xE2\x80\xA8" "b\xC2\x85" "c\x0C" "d\x1C" "e\rf\x0B"), SL_LIT("a b c d e f"), "breaks space");
    expect(&ascii, SL_LIT("a\xE2\x80\xA9" "b"), SL_LIT("a b"), "breaks");
    expect(&ascii, SL_LIT("\x0C" "a"), SL_LIT("a"), "breaks");
    expect(&ascii, SL_LIT(""), SL_LIT(""), "");
    expect(&ascii, SL_LIT(" \t "), SL_LIT(""), "space");
    expect(&ascii, SL_LIT("samen\xC2\xADwerking\xE2\x80\x8B, \xEF\xBB\xBFja"), SL_LIT("samenwerking, ja"), "soft-hyphen zero-width");
    expect(&ascii, SL_LIT("bij\xC2\xAD en nascholing, samen\xC2\xAD"), SL_LIT("bij- en nascholing, samen-"), "soft-hyphen");
    expect(&ascii, SL_LIT("a \xE2\x80\x8B b"), SL_LIT("a b"), "zero-width space");
    expect(&ascii, SL_LIT("\xE2\x80\x8E\xE2\x80\xAA" "a\xE2\x81\xA9"), SL_LIT("a"), "bidi");
    expect(&ascii, SL_LIT("a\xE2\x80\x8D" "b"), SL_LIT("ab"), "zero-width");
    expect(&ascii, SL_LIT("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB"), SL_LIT("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB"), "");
    expect(&ascii, SL_LIT("\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE"), SL_LIT("\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE"), "");
    expect(&ascii, SL_LIT("\xC4\xB2sland, \xC4\xB3s, \xEF\xAC\x81" "ets, o\xEF\xAC\x83" "ce"), SL_LIT("IJsland, ijs, fiets, office"), "ij ligatures");
    expect(&ascii, SL_LIT("10 \xCE\xBCm, \xC2\xB5, m\xC2\xB2, \xC2\xBD, \xE2\x84\xA2"), SL_LIT("10 \xCE\xBCm, \xC2\xB5, m\xC2\xB2, \xC2\xBD, \xE2\x84\xA2"), "");
    expect(&off, SL_LIT(" a\x01  o\xCC\x88 \xC4\xB3 \xE2\x80\x99\t"), SL_LIT(" a\x01  o\xCC\x88 \xC4\xB3 \xE2\x80\x99\t"), "");
}

static void form(void) {
    expect(&ascii, SL_LIT("ge\xC3\xAFnspireerd co\xCC\x88rdinatie"), SL_LIT("ge\xC3\xAFnspireerd c\xC3\xB6rdinatie"), "form");
    expect(&ascii, SL_LIT("\xE2\x84\xA6 \xE2\x84\xAB"), SL_LIT("\xCE\xA9 \xC3\x85"), "form");
    expect(&ascii, SL_LIT("e\xE2\x80\x8B\xCC\x81"), SL_LIT("\xC3\xA9"), "zero-width form");
    expect(&ascii, SL_LIT("\xEF\xAC\x81\xCC\x82"), SL_LIT("f\xC3\xAE"), "ligatures form");
    expect(&ascii, SL_LIT("\xE1\xBF\xAF" "a"), SL_LIT("'a"), "backticks form");
    expect(&ascii, SL_LIT("'s \xFF\xC3 o\xCC\x88 \xFF\xCC\x88"), SL_LIT("'s \xFF\xC3 \xC3\xB6 \xFF\xCC\x88"), "form");
    expect(&nfkc, SL_LIT("\xEF\xBC\xA1\xC2\xA0\xE2\x80\xA6 x\xC2\xB2 foto\xC2\xB4s"), SL_LIT("A ... x2 foto's"), "full-width backticks form");
    expect(&nfkc, SL_LIT("\xEF\xB7\xBA"), SL_LIT("\xD8\xB5\xD9\x84\xD9\x89 \xD8\xA7\xD9\x84\xD9\x84\xD9\x87 \xD8\xB9\xD9\x84\xD9\x8A\xD9\x87 \xD9\x88\xD8\xB3\xD9\x84\xD9\x85"), "form");
}

static void indents(void) {
    expect(&indent, SL_LIT("  a  b "), SL_LIT("  a b"), "space");
    expect(&indent, SL_LIT("\ta"), SL_LIT("        a"), "space");
    expect(&indent, SL_LIT(" \t\xC2\xA0" "a"), SL_LIT("         a"), "space");
    expect(&indent, SL_LIT("\x0C  a"), SL_LIT("  a"), "breaks");
    expect(&indent, SL_LIT("    "), SL_LIT(""), "space");
}

/* What must keep an apostrophe, and what is a quote: the Dutch and the English cases. */
static void quotes(void) {
    expect(&ascii, SL_LIT("\xE2\x80\x99s avonds in \xE2\x80\x98s-Gravenhage, \xE2\x80\x99t is zo\xE2\x80\x99n foto\xE2\x80\x99s, \xE2\x80\x99" "80, A\xE2\x80\x99" "dam, Jan\xE2\x80\x99 boek"),
           SL_LIT("'s avonds in 's-Gravenhage, 't is zo'n foto's, '80, A'dam, Jan' boek"), "quotes");
    expect(&ascii, SL_LIT("\xE2\x80\x9CIk \xE2\x80\x98weet\xE2\x80\x99 het\xE2\x80\x9D, \xE2\x80\x9Ezei\xE2\x80\x9D hij, \xE2\x80\x9Ehoor\xE2\x80\x9C"), SL_LIT("\"Ik 'weet' het\", \"zei\" hij, \"hoor\""), "quotes");
    expect(&ascii, SL_LIT(",,Nee'', zei ze. ,,'s Avonds.''"), SL_LIT("\"Nee\", zei ze. \"'s Avonds.\""), "doubled");
    expect(&ascii, SL_LIT("''Nee'' en ``nee'' en \xE2\x80\x98\xE2\x80\x98nee\xE2\x80\x99\xE2\x80\x99"), SL_LIT("\"Nee\" en \"nee\" en \"nee\""), "doubled");
    expect(&ascii, SL_LIT("''s Avonds' zei hij, foto''s, ('') a,,b x ,, y"), SL_LIT("''s Avonds' zei hij, foto''s, ('') a,,b x ,, y"), "");
    expect(&ascii, SL_LIT("'Hij zei: 'nee'', en ging."), SL_LIT("'Hij zei: 'nee'', en ging."), "");
    expect(&ascii, SL_LIT("\xC2\xABNee\xC2\xBB, \xC2\xAB ja \xC2\xBB, \xE2\x80\xB9zo\xE2\x80\xBA"), SL_LIT("\"Nee\", \"ja\", 'zo'"), "guillemets");
    expect(&ascii, SL_LIT("Bestand \xC2\xBB Openen"), SL_LIT("Bestand \xC2\xBB Openen"), "");
    expect(&ascii, SL_LIT("`nee' zo\xC2\xB4n ```c"), SL_LIT("'nee' zo'n ```c"), "backticks");
    expect(&ascii, SL_LIT("`it's` ``x'' :ref:`kaart <x>` ``a b`` zo`n"), SL_LIT("`it's` \"x\" :ref:`kaart <x>` ``a b`` zo'n"), "doubled backticks");
    expect(&ascii, SL_LIT("'`x` y' en \"`z`\""), SL_LIT("'`x` y' en \"`z`\""), "");
    expect(&ascii, SL_LIT("effici\xC3\x83\xC2\xABnt, Azi\xC3\x83\xC2\xAB is; \xC2\xBBNein!\xC2\xAB zei; Home \xE2\x80\xBA Nieuws"),
           SL_LIT("effici\xC3\x83\xC2\xABnt, Azi\xC3\x83\xC2\xAB is; \"Nein!\" zei; Home \xE2\x80\xBA Nieuws"), "guillemets");
    expect(&ascii, SL_LIT("ge\u251C\u00BBnt, \u251C\u00AB, a\u00C2\u00BB \u203ALees meer \u203ARSS \u00BBHet begin \u00BB\u00BB Nu"),
           SL_LIT("ge\u251C\u00BBnt, \u251C\u00AB, a\u00C2\u00BB \u203ALees meer \u203ARSS \u00BBHet begin \u00BB\u00BB Nu"), "");
    expect(&ascii, SL_LIT("Druk op ` of de `-toets, `{` en `}`, `echo 'ja'` en `git log -L '/x/',y`, `--help' of `foo' (`bar')"),
           SL_LIT("Druk op ` of de `-toets, `{` en `}`, `echo 'ja'` en `git log -L '/x/',y`, '--help' of 'foo' ('bar')"), "backticks");
    expect(&ascii, SL_LIT("**`A_B`** en :file:`x`en `y`, \u00BBja\u00AB, \u00BBzo\", \u203Aja\u2039"), SL_LIT("**`A_B`** en :file:`x`en `y`, \"ja\", \"zo\", 'ja'"), "guillemets");
    expect(&ascii, SL_LIT("5\xE2\x80\xB2 3\xE2\x80\xB3"), SL_LIT("5' 3\""), "primes");
    expect(&ascii, SL_LIT("rock \xE2\x80\x99n\xE2\x80\x99 roll, five o\xE2\x80\x99" "clock, it\xE2\x80\x99s, the boys\xE2\x80\x99 room"), SL_LIT("rock 'n' roll, five o'clock, it's, the boys' room"), "quotes");
    expect(&ascii, SL_LIT("Jansen\xE2\x80\x9A die \xE2\x80\x9Anee\xE2\x80\x98 zei"), SL_LIT("Jansen\xE2\x80\x9A die 'nee' zei"), "quotes");
    expect(&keep, SL_LIT("\xE2\x80\x99s ,,a'' ` \xC2\xB4 \xC2\xAB" "a\xC2\xBB 5\xE2\x80\xB2"), SL_LIT("\xE2\x80\x99s ,,a'' ` \xC2\xB4 \xC2\xAB" "a\xC2\xBB 5\xE2\x80\xB2"), "");
}

/* What shows nothing goes, but where it means something. */
static void hidden(void) {
    expect(&ascii, SL_LIT("a\uFE0F b\uFE00 1\uFE0F \u180B"), SL_LIT("a b 1"), "variation space");
    expect(&ascii, SL_LIT("\u260E\uFE0F \u00A9\uFE0F 1\uFE0F\u20E3 \u2764\uFE0F\u200D\U0001F525 \u845B\U000E0100"),
           SL_LIT("\u260E\uFE0F \u00A9\uFE0F 1\uFE0F\u20E3 \u2764\uFE0F\u200D\U0001F525 \u845B\U000E0100"), "");
    expect(&ascii, SL_LIT("\u260E\uFE0F\uFE0F \u2764\u200D\uFE0F"), SL_LIT("\u260E\uFE0F \u2764\uFE0F"), "zero-width variation");
    expect(&ascii, SL_LIT("vlag \U0001F3F4\U000E0067\U000E0062\U000E007F"), SL_LIT("vlag \U0001F3F4\U000E0067\U000E0062\U000E007F"), "");
    expect(&ascii, SL_LIT("ge\U000E0061heim\U000E007F"), SL_LIT("geheim"), "format");
    expect(&ascii, SL_LIT("a\u2061b \uFFF9\uFFFB \u206A een\uFFFCtwee"), SL_LIT("ab een twee"), "format space");
    expect(&ascii, SL_LIT("a\uFDD0\uFFFF\U0001FFFEb"), SL_LIT("ab"), "control");
    expect(&ascii, SL_LIT("e\u034F\u0301"), SL_LIT("\u00E9"), "zero-width form");
    expect(&ascii, SL_LIT("ver\uFFFDnderd \uE5C5 \U000F0000"), SL_LIT("ver\uFFFDnderd \uE5C5 \U000F0000"), "replacement private-use");
    expect(&off, SL_LIT("\uFFFD"), SL_LIT("\uFFFD"), "replacement");
}

/* Letters that stand for others, and signs that look so and don't. */
static void lookalikes(void) {
    expect(&ascii, SL_LIT("\uFF2E\uFF2C\uFF1A \uFF11\uFF12\uFF08\uFF41\uFF09 \uFFE55, \uFF40ja\uFF07"), SL_LIT("NL: 12(a) \u00A55, 'ja'"), "full-width backticks");
    expect(&ascii, SL_LIT("\u4E2D\uFF0C\u4E2D\uFF01\uFF1F en \uFF08\u4E2D\uFF09"), SL_LIT("\u4E2D\uFF0C\u4E2D\uFF01\uFF1F en \uFF08\u4E2D\uFF09"), "");
    expect(&ascii, SL_LIT("\u0421ontrole, \u0443our f\u03BF\u03BFd, \u03BDuile, Stra\u03B2burg, \u0425ML, \u0395EG, Belgi\u0451, caf\u0435\u0301"),
           SL_LIT("Controle, your food, vuile, Stra\u00DFburg, XML, EEG, Belgi\u00EB, caf\u00E9"), "homoglyphs form");
    expect(&ascii, SL_LIT("10 \u03BCm, \u00B5Torrent, \u03B1-straling, \u03A9, k\u03A9, \u03B2-carotine, TGF\u03B2, h\u03BD, \u0394T, A\u03A4, \u03BDmax"),
           SL_LIT("10 \u03BCm, \u00B5Torrent, \u03B1-straling, \u03A9, k\u03A9, \u03B2-carotine, TGF\u03B2, h\u03BD, \u0394T, A\u03A4, \u03BDmax"), "");
    expect(&ascii, SL_LIT("\u041C\u043E\u0441\u043A\u0432\u0430, M\u043E\u0441\u043A\u0432\u0430, \u0441\u043E\u0441o, \u0430, that\u0412"),
           SL_LIT("\u041C\u043E\u0441\u043A\u0432\u0430, M\u043E\u0441\u043A\u0432\u0430, \u0441\u043E\u0441o, \u0430, that\u0412"), "");
}

static void dashes(void) {
    expect(&ascii, SL_LIT("1914\u20131918, EU\u2011landen, in\u2010 en uitvoer, \u22125 \u00B0C, 5 \u2212 3, \u20AC 5,\u2013, ja \u2013 nee, \u2E3A"),
           SL_LIT("1914-1918, EU-landen, in- en uitvoer, -5 \u00B0C, 5 - 3, \u20AC 5,-, ja - nee, --"), "dashes");
    expect(&ascii, SL_LIT("ja\u2014nee, ja\u2014 nee, ja \u2014nee, ja \u2014 nee, riep,\u2014ja"), SL_LIT("ja - nee, ja - nee, ja - nee, ja - nee, riep, - ja"), "dashes");
    expect(&ascii, SL_LIT("1914\u20141918, \u20AC 5,\u2014, -\u2014 a\u2014\u2014b, \u2014> x, \u20145"), SL_LIT("1914-1918, \u20AC 5,-, -- a--b, -> x, -5"), "dashes");
    expect(&ascii, SL_LIT("\u2014Ja, \u201CIk wil\u2014\u201D zei hij\u2014\u201Cnee\u201D\u2014en \u2019t\u2014\u2019s nachts"), SL_LIT("- Ja, \"Ik wil -\" zei hij - \"nee\" - en 't - 's nachts"), "quotes dashes");
    expect(&ascii, SL_LIT("\"\u2014Ja\", \"wat\u2014\" en (a\u2014'b')\u2015"), SL_LIT("\"- Ja\", \"wat -\" en (a - 'b') -"), "dashes");
    expect(&ascii, SL_LIT("een--twee -- drie -v --lang ---"), SL_LIT("een--twee -- drie -v --lang ---"), "");
    expect(&ascii, SL_LIT("Wacht\u2026 en \u201C\u2026ja\u201D \u2026. \u2025"), SL_LIT("Wacht... en \"...ja\" .... \u2025"), "quotes ellipsis");
    expect(&keep, SL_LIT("a\u2014b \u2013 \u2011 \u2212 \u2026"), SL_LIT("a\u2014b \u2013 \u2011 \u2212 \u2026"), "");
}

static void typed_dashes(void) {
    expect(&curly, SL_LIT("Ja - nee -- ja, een--twee, 1914-1918"), SL_LIT("Ja \u2013 nee \u2013 ja, een\u2014twee, 1914\u20131918"), "dashes");
    expect(&curly, SL_LIT("EU\u2011landen, 1914\u20121918 \u2015"), SL_LIT("EU-landen, 1914\u20131918 \u2014"), "dashes");
    expect(&curly, SL_LIT("- punt, -5, 5 - 3, 5-3, 06-12345678, 2020-10-05, 1234-5678-9012, 2000-1000, --lang, ls -l, ----, in- en uitvoer, a - - b"),
           SL_LIT("- punt, -5, 5 - 3, 5-3, 06-12345678, 2020-10-05, 1234-5678-9012, 2000-1000, --lang, ls -l, ----, in- en uitvoer, a - - b"), "");
    expect(&curly, SL_LIT("Wacht... ../.../x ....."), SL_LIT("Wacht\u2026 ../.../x ....."), "ellipsis");
    expect(&fancy, SL_LIT("Wacht\u2026 ja - nee"), SL_LIT("Wacht... ja \u2013 nee"), "form dashes");
}

static void repeats(void) {
    expect(&squeeze, SL_LIT("Nee!!! Wat?!?!?! Echt??, ja......  -------- ***** #FFFF00"), SL_LIT("Nee! Wat?! Echt?, ja... --- *** #FFFF00"), "space repeated-marks");
    expect(&squeeze, SL_LIT("Neeeeeee, JJJJ, xxxxx, f(1;;2), zee\u00EBend, zeeegel, http://x.nl//a, 1000000, \"\"\"\", ((((a))))"), SL_LIT("Neee, JJJJ, xxxxx, f(1;;2), zee\u00EBend, zeeegel, http://x.nl//a, 1000000, \"\"\"\", ((((a))))"), "repeated-letters");
    expect(&squeeze, SL_LIT("Tja\u2026\u2026"), SL_LIT("Tja..."), "ellipsis repeated-marks");
    expect(&ascii, SL_LIT("Nee!!!!! Neeeeeee......"), SL_LIT("Nee!!!!! Neeeeeee......"), "");
}

static void typography(void) {
    expect(&curly, SL_LIT("\"'s Avonds,\" zei hij, \"was 't in de jaren '80 zo'n 'leuk' feest.\""),
           SL_LIT("\xE2\x80\x9C\xE2\x80\x99s Avonds,\xE2\x80\x9D zei hij, \xE2\x80\x9Cwas \xE2\x80\x99t in de jaren \xE2\x80\x99" "80 zo\xE2\x80\x99n \xE2\x80\x98leuk\xE2\x80\x99 feest.\xE2\x80\x9D"), "quotes");
    expect(&curly, SL_LIT("\xE2\x80\x98s Avonds"), SL_LIT("\xE2\x80\x99s Avonds"), "quotes");
    expect(&curly, SL_LIT(",,Ja'' \xC2\xAB ja \xC2\xBB \xE2\x80\x9E" "ja\xE2\x80\x9C"), SL_LIT("\xE2\x80\x9CJa\xE2\x80\x9D \xE2\x80\x9Cja\xE2\x80\x9D \xE2\x80\x9C" "ja\xE2\x80\x9D"), "doubled guillemets quotes");
    expect(&curly, SL_LIT("27\" scherm, 5' 3\", rock 'n' roll"), SL_LIT("27\xE2\x80\xB3 scherm, 5\xE2\x80\xB2 3\xE2\x80\xB3, rock \xE2\x80\x99n\xE2\x80\x99 roll"), "quotes");
    expect(&curly, SL_LIT("'Nou ja, zei hij"), SL_LIT("\xE2\x80\x98Nou ja, zei hij"), "quotes");
    expect(&curly, SL_LIT("'kweenie"), SL_LIT("\xE2\x80\x99kweenie"), "quotes");
}

/* A line with work for every rule: each is counted, but for the one that is switched off, whose work stays undone. */
static void switches(void) {
    sl_str line = SL_LIT("a\x0C" "b\x01 c\u00ADd e\u200Bf g\u200Eh i\u2061j k\uFE0Fl \u0133 \uFB01 \uFF2E \u0421ontrole  m ,,n'' `o' \u00ABp\u00BB 5\u2032 "
                         "e\u0301 \u2018s\u2014t \u2026 !!!!! zeeee \uFFFD \uE000");
    unsigned changed, less;
    sl_norm m;
    norm(&squeeze, line, &one, &changed);
    ok(changed == (1u << SL_NORM_BITS) - 1, "every rule is counted");
    for (unsigned i = 0; i < SL_NORM_FORM; i++) {
        sl_norm_conf c = squeeze.c;
        c.rule[i] = false;
        sl_norm_make(&m, &c, squeeze.quotes.elisions);
        norm(&m, line, &two, &less);
        ok(!(less >> i & 1) && !sl_eq(sl_view(&one), sl_view(&two)), names[i]);
    }
}

/* Properties, on the samples and on what chance makes of them. */

static void mutate(sl_str line, sl_buf *b) {
    static const char *const parts[] = {"'", "''", "\"", ",,", "`", "``", " ", "  ", "\t", "\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9A", "\xE2\x80\x9C",
        "\xE2\x80\x9D", "\xE2\x80\x9E", "\xC2\xAB", "\xC2\xBB", " \xC2\xBB ", " \xC2\xAB ", "\xE2\x80\xB9", "\xE2\x80\xB2", "\xE2\x80\xB3", "\xC2\xB4", "\xC2\xAD", "\xE2\x80\x8B",
        "\xE2\x80\x8D", "\xE2\x80\x8E", "\xEF\xBB\xBF", "\xCC\x81", "\xCC\x88", "\xCC\xA3", "o", "\xC4\xB3", "\xEF\xAC\x81", "\xC2\xA0", "\xC2\x85", "\r", "\x01", "\xFF", "5", "'80", "s ", "(",
        ")", "\xE1\xBF\xBD", "\xE1\xBF\xAF", "\xE2\x84\xA6", "\xF0\x9F\x91\xA9", "\xEF\xB8\x8F", "\xC2\xA8", "\xE1\xBE\xBF", "\xEF\xBC\x87", "\xE2\x80\xB4", "\xE1\x84\x80", "\xE1\x85\xA1", "\xCC\xB8", "<",
        "\u2014", "\u2014", "\u2013", "\u2011", " \u2011 ", "1914\u20111918", "-", "--", " - ", "1914-1918", "\u2015", "\u2212", "\u2E3A", "\uFE58", "\u2026", "...", "\u2026.", "/", "\uFF08", "\uFF0C", "\uFF07", "\uFF41",
        "\u4E2D", "\u3002", "\uFFE5", "\u0430", "\u0435", "\u043E", "\u0438", "\u03BD", "\u03B2", "\u039D", "\u0392", "\u0456", "\u00B5", "\u0149", "\uFE00", "\u180B", "\u180E",
        "\u034F", "\u2061", "\uFFF9", "\uFFFC", "\uFFFD", "\uE000", "\uFFFF", "\U000E0061", "\U000E007F", "\U0001F3F4", "\U000E0100", "#", "\u20E3", "!!", "?!?!", "aaaa", ",,", "\u02BC"};
    sl_clear(b);
    for (size_t i = 0; i < line.n; i++) {
        if (chance(line.n / 4 + 2) == 0)
            for (uint32_t k = chance(4); k--;) { const char *p = parts[chance(sizeof parts / sizeof *parts)]; sl_put(b, p, strlen(p)); }
        if (chance(60)) sl_putc(b, line.p[i]);
    }
}

static void letters_only(sl_str s, sl_buf *b) {
    int32_t c;
    sl_clear(b);
    for (size_t i = 0; i < s.n;) {
        i += (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        if (c != 0x2BC && sl_is_alnum(c)) sl_utf8_put(b, c);
    }
}

typedef struct { size_t lines, unstable, dirty, lost, wrong_mask, not_same; } faults;

static bool dirty(sl_str s) {
    int32_t c;
    for (size_t i = 0; i < s.n;) {
        i += (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        if ((c >= 0 && c < 0x20) || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029) return true;
    }
    return false;
}

static void judge(sl_str line, faults *f) {
    static const sl_norm *const all[] = {&ascii, &curly, &keep, &nfkc, &indent, &squeeze, &fancy};
    static sl_buf before, after;
    static const unsigned letter_rules = 1u << SL_NORM_FORM | 1u << SL_NORM_IJ | 1u << SL_NORM_LIGATURES | 1u << SL_NORM_FULL_WIDTH |
                                         1u << SL_NORM_HOMOGLYPHS | 1u << SL_NORM_REPEATED_LETTERS;
    unsigned changed, more;
    f->lines++;
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        sl_str got = norm(all[k], line, &one, &changed), again = norm(all[k], got, &two, &more);
        if (!sl_eq(got, again) && !f->unstable++) printf("# %zu: '%.*s'\n# '%.*s'\n# '%.*s'\n", k, (int)line.n, line.p, (int)got.n, got.p, (int)again.n, again.p);
        f->wrong_mask += !(changed & SL_NORM_CHANGES) != sl_eq(line, got);
        f->dirty += dirty(got);
        letters_only(line, &before);
        letters_only(got, &after);
        if (!(changed & letter_rules)) if (!sl_eq(sl_view(&before), sl_view(&after)) && !f->lost++)
            printf("# %zu: '%.*s'\n# '%.*s'\n", k, (int)line.n, line.p, (int)got.n, got.p);
    }
    f->not_same += !sl_eq(norm(&off, line, &one, &changed), line) || (changed & SL_NORM_CHANGES);
}

static void samples(const char *dir, faults *f) {
    DIR *d = opendir(dir);
    sl_buf path = {0}, file = {0}, line = {0};
    for (struct dirent *e; d && (e = readdir(d));) {
        sl_clear(&path);
        sl_clear(&file);
        sl_printf(&path, "%s/%s", dir, e->d_name);
        if (!strstr(e->d_name, ".txt") || sl_buf_file(&file, sl_buf_c(&path))) continue;
        for (sl_str rest = sl_view(&file); rest.n;) {
            sl_str l = sl_cut(&rest, '\n');
            judge(l, f);
            for (unsigned i = thorough(10, 2); i > 0; i--) { mutate(l, &line); judge(sl_view(&line), f); }
        }
    }
    if (d) closedir(d);
    sl_buf_free(&path);
    sl_buf_free(&file);
    sl_buf_free(&line);
}

static void properties(void) {
    faults f = {0};
    samples("data/samples/nl", &f);
    samples("data/samples/en", &f);
    samples("data/samples/legacy", &f);
    printf("# %zu lines\n", f.lines);
    ok(f.lines > 1000, "there are samples");
    ok(f.unstable == 0, "normal lines stay as they are");
    ok(f.dirty == 0, "no TAB, CR or other line end, no control characters");
    ok(f.lost == 0, "letters and digits change by named rules only");
    ok(f.wrong_mask == 0, "a rule is counted when and only when the line changed");
    ok(f.not_same == 0, "with every rule off nothing changes");
}

/* Processor time, in seconds, that the normal forms of n bytes of one part after the other take. */
static double taken(const char *part, size_t n, sl_buf *line) {
    static const sl_norm *const all[] = {&ascii, &curly, &nfkc, &squeeze};
    unsigned changed;
    sl_clear(line);
    while (line->n < n) sl_put(line, part, strlen(part));
    clock_t start = clock();
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) norm(all[k], sl_view(line), &one, &changed);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* Lines of what could take time that grows with the square: eight times the length would take 64 times as long. */
static void long_lines(void) {
    static const char *const parts[] = {"'", "''s ", "`", ",,", "\u00AB ", "'a ", "\"", "\u0301\u0323", "a\u0301", "\u200D", "  ", "\u2019", "\xFF",
        "\u2014", "--", "a\u0430", "\uFF0C", "!", "\u2764\u200D", "\u043E", "1914-", "\u2764\uFE0F"};
    sl_buf line = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        double little = taken(parts[i], 50000, &line), much = taken(parts[i], 400000, &line);
        ok(much < 24 * little + 0.05, "time is linear in the length of a line");
    }
    sl_buf_free(&line);
}

int main(void) {
    enum { KEEP = SL_QUOTES_KEEP, CURLY = SL_QUOTES_TYPOGRAPHIC };
    make(&ascii, (sl_norm_conf){0}, true);
    make(&curly, (sl_norm_conf){.quotes = CURLY, .dashes = CURLY, .ellipsis = CURLY}, true);
    make(&keep, (sl_norm_conf){.quotes = KEEP, .dashes = KEEP, .ellipsis = KEEP}, true);
    make(&nfkc, (sl_norm_conf){.form = SL_FORM_NFKC}, true);
    make(&fancy, (sl_norm_conf){.form = SL_FORM_NFKC, .dashes = CURLY, .ellipsis = CURLY, .max_marks = 2}, true);
    make(&indent, (sl_norm_conf){.keep_indent = true}, true);
    make(&off, (sl_norm_conf){.form = SL_FORM_NONE, .quotes = KEEP, .dashes = KEEP, .ellipsis = KEEP}, false);
    make(&squeeze, (sl_norm_conf){.max_marks = 1, .max_letters = 3}, true);
    characters();
    form();
    indents();
    hidden();
    lookalikes();
    quotes();
    typography();
    dashes();
    typed_dashes();
    repeats();
    switches();
    properties();
    long_lines();
    sl_norm_scratch_free(&scratch);
    sl_buf_free(&one);
    sl_buf_free(&two);
    return tap_end();
}
