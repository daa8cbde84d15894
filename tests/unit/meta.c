/* Metadata of articles: lines that are, beginnings and ends that are, and much text that is not. */
#include "sluis/meta.h"
#include "tap.h"
#include <stdlib.h>

static sl_meta *m;

/* `want` is "kind|metadata|text", or NULL for text. */
static void is(const char *line, const char *want) {
    sl_meta_hit h;
    sl_buf got = {0};
    bool found = sl_meta_find(m, sl_cstr(line), &h);
    if (found) sl_printf(&got, "%s|%.*s|%.*s", sl_meta_names[h.kind], (int)h.meta.n, h.meta.p, (int)h.text.n, h.text.p);
    bool good = want ? found && !strcmp(sl_buf_c(&got), want) : !found;
    ok(good, line);
    if (!good) printf("# got: %s\n", found ? sl_buf_c(&got) : "(text)");
    sl_buf_free(&got);
}

static void whole(const char *kind, const char *line) {
    sl_buf want = {0};
    sl_printf(&want, "%s|%s|", kind, line);
    is(line, sl_buf_c(&want));
    sl_buf_free(&want);
}

static const char *const wholes[][2] = {
    {"date", "Wo. 12 mrt 2025, 08:43"}, {"date", "12 maart 2025"}, {"date", "za 3 juni, 21:04"}, {"date", "vrijdag 3 juni"},
    {"date", "Gepubliceerd op 12 maart 2025"}, {"date", "Gepubliceerd op 12 maart 2025 om 08.43 uur"}, {"date", "Datum: 1 februari"},
    {"date", "Laatst bijgewerkt: vrijdag 3 juni 2022 21:04"}, {"date", "3 juni 2022 21:04 | Bijgewerkt: 4 juni 2022 09:00"},
    {"date", "date 2021-05 maandag 3 mei 2021 , 09:10"}, {"date", "Gepubliceerd op 12 maart 2025 door Jan Jansen"}, {"date", "12-03-2025"},
    {"date", "12/03/2025 - 08:43 uur"}, {"date", "12.3.2025"}, {"date", "2025-03-12"}, {"date", "2025-03-12T08:43:12Z"}, {"date", "2025-03-12 08:43:12 +0100"},
    {"date", "Published: March 3, 2024 10:15 AM"}, {"date", "Last updated on 3rd of March 2024"}, {"date", "Mar 3, 2024, 10:15 p.m. ET"},
    {"date", "Date: Wed, 12 Mar 2025 08:43:12 +0100"}, {"date", "(12 maart 2025)"},
    {"time", "08:43"}, {"time", "21.13 uur"}, {"time", "10 AM"}, {"time", "3 uur geleden"}, {"time", "5 min. geleden"}, {"time", "2 hours ago"},
    {"time", "5 min read"}, {"time", "Leestijd: 3 minuten"}, {"time", "00:01:02,500 --> 00:01:04,000"},
    {"source", "Bron: CBS"}, {"source", "Bron: flickr/Iemand Anders"}, {"source", "Bron: eigen waarneming"}, {"source", "Source: https://example.org/a"},
    {"source", "© ANP"}, {"source", "© 2025 Reuters"}, {"source", "(ANP)"}, {"source", "(c) 2001 The Kate Authors"}, {"source", "BRON: CBS"},
    {"caption", "Foto: ANP"}, {"caption", "(Foto: ANP)"}, {"caption", "[Photo: Reuters]"}, {"caption", "Beeld ANP"}, {"caption", "Foto ANP / Jan Jansen"},
    {"caption", "Photo by Jane Doe/Getty Images"}, {"caption", "Foto: De burgemeester opent de brug."}, {"caption", "Foto © Jan Jansen"}, {"caption", "Foto Jan Jansen"}, {"caption", "Photo by Jane Doe"}, {"caption", "foto: ANP"},
    {"date", "12 maart '25"}, {"date", "Posted by Jane Doe on March 3, 2024"}, {"date", "Geplaatst door Jan Jansen op 12 maart 2025"}, {"date", "Vandaag, 08:43"},
    {"byline", "Door Jan Jansen"}, {"byline", "Door Jan van der Meer en Piet Pietersen"}, {"byline", "Door J.M. de Vries"}, {"byline", "Door: Jan Jansen"},
    {"byline", "DOOR JAN JANSEN"}, {"byline", "Van onze verslaggever"}, {"byline", "Van onze correspondent in Brussel"}, {"byline", "Van een onzer verslaggevers"},
    {"byline", "Door onze redactie"}, {"byline", "Door onze verslaggever Jan Jansen"}, {"byline", "Door ANP"}, {"byline", "Door Marie-Louise van den Berg"}, {"byline", "By Mary O'Neil and Xyz McCarthy"}, {"byline", "Tekst: Jan Jansen | Foto: Piet Pietersen"}, {"byline", "By Jane Doe"}, {"byline", "By JANE DOE"},
    {"byline", "By Jane Doe, Reuters"}, {"byline", "By Jane Doe and John Smith"}, {"byline", "By Our Correspondent"}, {"byline", "Auteur: Jan Jansen"},
    {"byline", "(Reporting by Jane Doe in London; Editing by John Smith)"},
    {"link", "Lees ook: Brug drie weken dicht"}, {"link", "Read more"}, {"link", "Tekst gaat verder onder de foto."}, {"link", "Lees meer »"}, {"link", "READ MORE: Bridge to close"}};

static const char *const texts[] = {
    "Door de regen is alles nat.", "Door Het Oog Van De Naald", "Foto's van vroeger", "Foto's van ANP tonen hoe het was.", "Van onze kant is alles gezegd.",
    "Van onze kant", "Maart was nat.", "By the way", "By the way, it rained.", "By Any Means", "By File Size", "PRESIDENT. — That is out of order.", "DISCIPLINE - Discipline is een deel van het spel.", "door Jan Jansen", "foto: de brug",
    "UTC - Coordinated Universal Time", "Photo width", "Beeld spiegelen", "By Jane Austen's standards this was short.",
    "Door Jan kwam alles goed.", "Door Jan de Vries te kiezen wint de partij.", "Bron van vreugde", "Bronnen", "Source code", "Op 12 maart 2025 begon het.",
    "12 maart 2025 was een mooie dag.", "12 maart 2025.", "March 3 was cold.", "May 5", "Zondag", "maandag, dinsdag en woensdag", "Om 08:43 vertrok de trein.",
    "24 uur", "AMSTERDAM - ROTTERDAM", "AMSTERDAM IS MOOI", "LET OP - De deur gaat open.", "WARNING - Do not open.", "Amsterdam - De hoofdstad.",
    "EU - Turkije praat weer.", "Beeld van de stad", "Photo Gallery", "Image Viewer", "Read more books.", "Lees ook de handleiding.", "Zie ook: hoofdstuk 3",
    "1.2.3", "Artikel 12", "10", "2025", "19.30", "ROME was not built in a day.", "Jan (38) - timmerman", "De foto (Foto: zie hieronder).", "Update", "Date",
    "Datum vandaag", "Tekst: zie hieronder", "Author: unknown", "Source: <none>", "Source: %s", "Bron: standaard wordt alles uit de lagen gehaald.",
    "Source: The location of the error, as a number or as a string of some kind that you give.", "31-31-2025", "25:61", "12 maart 2025 \xff", "", " ", "(", "()", "©", "-"};

static void parts(void) {
    is("GENT (ANP) - Nederland wil meer.", "dateline|GENT (ANP)|Nederland wil meer.");
    is("AMSTERDAM - De trein staat stil.", "dateline|AMSTERDAM|De trein staat stil.");
    is("LONDON (Reuters) - The minister resigned.", "dateline|LONDON (Reuters)|The minister resigned.");
    is("'S-GRAVENHAGE (ANP) – Het kabinet valt.", "dateline|'S-GRAVENHAGE (ANP)|Het kabinet valt.");
    is("BRUSSEL/AMSTERDAM (ANP/BELGA) - De top is voorbij.", "dateline|BRUSSEL/AMSTERDAM (ANP/BELGA)|De top is voorbij.");
    is("WASHINGTON, March 3 (Reuters) - The president spoke.", "dateline|WASHINGTON, March 3 (Reuters)|The president spoke.");
    is("Amsterdam (ANP) - De trein staat stil.", "dateline|Amsterdam (ANP)|De trein staat stil.");
    is("(Reuters) - The minister resigned.", "dateline|(Reuters)|The minister resigned.");
    is("PARIJS -- De Fransen staken.", "dateline|PARIJS|De Fransen staken.");
    is("ALPHEN AAN DEN RIJN - \"Wij zijn boos\", zegt zij.", "dateline|ALPHEN AAN DEN RIJN|\"Wij zijn boos\", zegt zij.");
    is("'s-HERTOGENBOSCH - De stad viert feest.", "dateline|'s-HERTOGENBOSCH|De stad viert feest.");
    is("GENT (ANP) -", "dateline|GENT (ANP)|");
    is("De premier in zijn tuin (Foto: ANP)", "caption|(Foto: ANP)|De premier in zijn tuin");
    is("The minister at home [Photo: Reuters]", "caption|[Photo: Reuters]|The minister at home");
}

static void page(const char *line, bool want) { ok(sl_meta_page(m, sl_cstr(line)) == want, line); }

static void pages(void) {
    static const char *const yes[] = {"- 12 -", "  – 3 –", "Pagina 3 van 10", "Page 3 of 10", "Page 3/10", "Blz. 3 van 4", "[Page 3 of 10]", "- Pagina 3 -"};
    static const char *const no[] = {"12", "- 12", "Pagina 3", "3 van 10", "Pagina 12 van 10", "- twaalf -", "Page 3 of 10 is blank.", "", "---"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) page(yes[i], true);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) page(no[i], false);
}

static void bad_data(void) {
    sl_meta *other;
    sl_err e = {0};
    const char *const klingon[] = {"tlh"};
    ok(sl_meta_open(&other, klingon, 1, NULL, &e) == SL_EUSAGE && !other, "a language without data");
    char dir[] = "/tmp/sluis-meta-XXXXXX";
    if (!mkdtemp(dir)) { ok(false, "a folder"); return; }
    const char *const nl[] = {"nl"};
    e = (sl_err){0};
    sl_buf command = {0};
    sl_printf(&command, "mkdir %s/nl && printf '# x\\nmonth: jan\\nmoon: vol\\n' > %s/nl/meta.txt", dir, dir);
    ok(system(sl_buf_c(&command)) == 0 && sl_meta_open(&other, nl, 1, dir, &e) == SL_EDATA && e.line == 3 && !other, "a class that is none, with its line");
    sl_clear(&command);
    sl_printf(&command, "rm -r %s", dir);
    ok(system(sl_buf_c(&command)) == 0, "cleaned up");
    sl_buf_free(&command);
}

/* Any line of a few bytes that matter: no crash, and slices inside the line. */
static void any_bytes(void) {
    static const char alphabet[] = "12:-()[]. ,AaDd\302\251\342\200\223'/\tFoto:ANP";
    char line[40];
    unsigned seed = 1;
    bool good = true;
    for (int i = 0; i < 200000; i++) {
        size_t n = (seed = seed * 1103515245 + 12345) >> 16 & 31;
        for (size_t k = 0; k < n; k++) line[k] = alphabet[((seed = seed * 1103515245 + 12345) >> 16) % (sizeof alphabet - 1)];
        sl_meta_hit h;
        if (!sl_meta_find(m, sl_slice(line, n), &h)) continue;
        good &= h.kind && h.meta.n && h.meta.p >= line && h.meta.p + h.meta.n <= line + n && h.text.p >= line && h.text.p + h.text.n <= line + n;
    }
    ok(good, "slices of the line, whatever is in it");
}

int main(void) {
    sl_err e = {0};
    const char *const langs[] = {"nl", "en"};
    if (sl_meta_open(&m, langs, 2, NULL, &e)) { ok(false, "model"); return tap_end(); }
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++) whole(wholes[i][0], wholes[i][1]);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) is(texts[i], NULL);
    parts();
    pages();
    bad_data();
    any_bytes();
    sl_meta_free(m);
    return tap_end();
}
