/* Paragraphs of wrapped text: lines in, paragraphs out, both written with LF between. */
#include "sluis/wrapped.h"
#include "tap.h"
#include <time.h>

static sl_split *nl;

static void take(sl_wrapped *w, sl_buf *out) {
    sl_str p;
    while (sl_wrapped_next(w, &p)) {
        sl_puts(out, p);
        sl_putc(out, '\n');
    }
}

static void paragraphs(sl_str text, sl_buf *out) {
    sl_wrapped w = {.words = nl};
    sl_clear(out);
    while (text.n) {
        sl_str line = sl_cut(&text, '\n');
        if (sl_split_trim(line).n) sl_wrapped_line(&w, line);
        else sl_wrapped_end(&w);
        take(&w, out);
    }
    sl_wrapped_end(&w);
    take(&w, out);
    sl_wrapped_free(&w);
}

static void check(const char *what, const char *in, const char *want) {
    sl_buf out = {0};
    paragraphs(sl_cstr(in), &out);
    bool same = sl_eq(sl_view(&out), sl_cstr(want));
    ok(same, what);
    if (!same) printf("# got:\n%s", sl_buf_c(&out));
    sl_buf_free(&out);
}

/* What is left of two lines, the first ended by `a` and the second opened by `b`; both long enough to be wrapped. */
static void seam(const char *a, const char *b, const char *want) {
    sl_buf in = {0}, out = {0}, whole = {0};
    sl_printf(&in, "Hier staat een regel van zo'n zestig tekens tot aan het eind %s\n%s en nog wat\n", a, b);
    sl_printf(&whole, "Hier staat een regel van zo'n zestig tekens tot aan het eind %s en nog wat\n", want);
    paragraphs(sl_view(&in), &out);
    bool same = sl_eq(sl_view(&out), sl_view(&whole));
    ok(same, want);
    if (!same) printf("# got: %s", sl_buf_c(&out));
    sl_buf_free(&in);
    sl_buf_free(&out);
    sl_buf_free(&whole);
}

static void seams(void) {
    seam("een", "huis", "een huis");
    seam("samen-", "werking", "samenwerking");
    seam("EU-", "landen", "EU-landen");
    seam("in-", "en uitvoer", "in- en uitvoer");
    seam("zo-", "als", "zoals");
    seam("bron-", "als", "bron- als");
    seam("voor-", "of nadelen", "voor- of nadelen");
    seam("Oost-", "Europa", "Oost-Europa");
    seam("2010-", "2012", "2010-2012");
    seam("A4-", "formaat", "A4-formaat");
    seam("zee-", "eend", "zee-eend");
    seam("non-", "fictie", "non-fictie");
    seam("e-", "mail", "e-mail");
    seam("www.a-", "b.nl", "www.a-b.nl");
    seam("https://a.nl/", "b/c.html", "https://a.nl/b/c.html");
    seam("(https://", "a.nl/b)", "(https://a.nl/b)");
    seam("https://a.nl/", "waar", "https://a.nl/ waar");
    seam("https://a.nl", "/b/c", "https://a.nl/b/c");
    seam("samen\u00AD", "werking", "samenwerking");
    seam("samen\u2010", "werking", "samenwerking");
    seam("GNU/", "Linux", "GNU/Linux");
    seam("GNU", "/Linux", "GNU/Linux");
    seam("op", "/etc/fstab", "op /etc/fstab");
    seam("-", "een", "- een");
    seam("\u00E9\u00E9n-", "\u00E9\u00E9n", "\u00E9\u00E9n\u00E9\u00E9n");
}

#define LONG "Deze regel is lang genoeg om aan het eind te zijn afgebroken"

static void parts(void) {
    check("lines of a block", LONG "\nen gaat verder\n", LONG " en gaat verder\n");
    check("a blank line", LONG "\n\nen gaat verder\n", LONG "\nen gaat verder\n");
    check("an indented first line", "   " LONG "\ngaat verder tot hier en niet verder dan dit.\n   " LONG "\ngaat verder.\n",
          LONG " gaat verder tot hier en niet verder dan dit.\n" LONG " gaat verder.\n");
    check("items with hanging indent", "* " LONG "\n  en verder\n* " LONG "\n  en verder\n", "* " LONG " en verder\n* " LONG " en verder\n");
    check("numbered items", "  1. " LONG "\n     en verder\n  2. Kort\n  3. Kort\n", "1. " LONG " en verder\n2. Kort\n3. Kort\n");
    check("lettered items", "a) een\nb) twee\n(c) drie\n", "a) een\nb) twee\n(c) drie\n");
    check("items at the same indent", "    1.5. " LONG "\n    en verder?\n    1.6. Kort\n", "1.5. " LONG " en verder?\n1.6. Kort\n");
    check("a number by chance", LONG " in deel\n3. Daarna komt de rest van deze zin\n", LONG " in deel 3. Daarna komt de rest van deze zin\n");
    check("a heading and its rule", "Titel\n=====\n" LONG "\nverder\n", "Titel\n=====\n" LONG " verder\n");
    check("an address", "Kwekerij De Knop\nTerpweg 8\n4599 XZ Kattewaard\n", "Kwekerij De Knop\nTerpweg 8\n4599 XZ Kattewaard\n");
    check("a table", LONG "\n| a | b |\n| c | d |\n", LONG "\n| a | b |\n| c | d |\n");
    check("a term and what it means", "Vrijheid:\n        " LONG "\n        en verder.\n", "Vrijheid:\n" LONG " en verder.\n");
    check("quoted mail", "> " LONG "\n> en verder\n>> " LONG "\nantwoord\n", "> " LONG " en verder\n>> " LONG "\nantwoord\n");
    check("narrow columns", "Een smalle kolom met weinig\ntekst Op elke regel staan er\nmaar een Paar woorden en dat\ngaat Zo door tot het einde van\nde Kolom waar de alinea dan\nop Houdt en iets anders komt\nte Staan\n",
          "Een smalle kolom met weinig tekst Op elke regel staan er maar een Paar woorden en dat gaat Zo door tot het einde van de Kolom waar de alinea dan op Houdt en iets anders komt te Staan\n");
}

/* As pdftotext writes it: the lines of a divided word are one. */
static void doubles(void) {
#define W1 "De sluiswachter deed om zeven uur de deuren open en zag dat er al een "
#define W2 "boot aan de kade lag te wachten op het sein, want in de nacht was het "
#define W3 "water zo ver gezakt dat niemand er nog door kon, en dus bleef hij nu "
#define W4 "staan kijken naar de lucht en naar het riet dat zacht stond te buigen"
    check("doubled lines don't make the others short", W1 "\n" W2 W3 "\n" W1 "\n" W4 "\n" W2 "\n" W4 "\n" W1 "\n" W2 W3 "\neens.\nHij ging.\n" W1 "\n" W2 "\nniet.\n",
          W1 W2 W3 W1 W4 " " W2 W4 " " W1 W2 W3 "eens.\nHij ging.\n" W1 W2 "niet.\n");
    check("the second half of a doubled line ends a paragraph", W1 "\n" W2 "\n" W3 "\n" W1 "\n" W4 " " "en toen zei hij niets meer.\nMaar " W1 "\n" W2 "\n" W3 "\nniet.\n",
          W1 W2 W3 W1 W4 " en toen zei hij niets meer.\nMaar " W1 W2 W3 "niet.\n");
}

static double feed(const char *unit, unsigned lines) {
    sl_wrapped w = {.words = nl};
    sl_str p;
    clock_t t = clock();
    for (unsigned i = 0; i < lines; i++) {
        sl_wrapped_line(&w, sl_cstr(unit));
        while (sl_wrapped_next(&w, &p)) {}
    }
    sl_wrapped_end(&w);
    while (sl_wrapped_next(&w, &p)) {}
    sl_wrapped_free(&w);
    return (double)(clock() - t) / CLOCKS_PER_SEC;
}

static void endless(void) {
    bool good = true;
    static const char *const units[] = {LONG, "- x", "a-", "1. a", "> a", "", "===="};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        double small = feed(units[i], 4000), large = feed(units[i], 40000);
        if (large > 0.5 && large > 40 * small) good = false;
    }
    ok(good, "a block without end takes linear time");
    sl_buf in = {0}, out = {0};
    size_t lines = 0;
    for (int i = 0; i < 3000; i++) sl_puts(&in, SL_LIT("- een\n"));
    paragraphs(sl_view(&in), &out);
    for (size_t i = 0; i < out.n; i++) lines += out.p[i] == '\n';
    ok(lines == 3000 && sl_eq(sl_view(&in), sl_view(&out)), "a long list");
    sl_clear(&in);
    for (int i = 0; i < 3000; i++) sl_puts(&in, SL_LIT(LONG "\n"));
    paragraphs(sl_view(&in), &out);
    ok(out.n == in.n && out.p[out.n - 1] == '\n' && !memchr(out.p, '\n', out.n - 1), "a long paragraph");
    sl_buf_free(&in);
    sl_buf_free(&out);
}

int main(void) {
    sl_err e = {0};
    if (sl_split_open(&nl, "nl", NULL, &e)) { ok(false, "model"); return tap_end(); }
    seams();
    parts();
    doubles();
    endless();
    sl_split_free(nl);
    return tap_end();
}
