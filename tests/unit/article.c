/* From lines to rows: pages, paragraphs and metadata together; and that of n lines n = rows + taken + joined - parted. */
#include "sluis/article.h"
#include "tap.h"
#include <time.h>

static sl_meta *facts;
static sl_split *nl, *en;

typedef struct { sl_buf out; uint64_t rows, taken; } sink;

/* A row as its text, with <kind:metadata> behind it; a line that was taken out as -what:line. */
static int put(void *ctx, const sl_article_row *r) {
    static const char *const what[] = {"", "number", "running", "meta"};
    sink *s = ctx;
    if (r->what) sl_printf(&s->out, "-%s:", what[r->what]);
    sl_puts(&s->out, r->text);
    if (r->kind) sl_printf(&s->out, "<%s:%.*s>", sl_meta_names[r->kind], (int)r->meta.n, r->meta.p);
    sl_putc(&s->out, '\n');
    if (r->what) s->taken++;
    else s->rows++;
    return 0;
}

enum { PLAIN, WRAPPED = 1, META = 2, DROP = 4 };

static bool run(int how, sl_str in, sink *s) {
    sl_article a = {0};
    sl_article_conf c = {.wrapped = how & WRAPPED, .meta = how & META ? facts : NULL, .drop = how & DROP, .pages = facts, .words = {nl, en}, .put = put, .ctx = s};
    uint64_t lines = 0;
    sl_article_start(&a, &c);
    for (; in.n; lines++) sl_article_line(&a, sl_cut(&in, '\n'));
    sl_article_end(&a);
    bool law = lines + a.parted == s->rows + s->taken + a.joined;
    sl_article_free(&a);
    return law;
}

static void check(const char *what, int how, const char *in, const char *want) {
    sink s = {0};
    bool law = run(how, sl_cstr(in), &s), same = !strcmp(sl_buf_c(&s.out), want);
    ok(law && same, what);
    if (!law) printf("# lines don't add up\n");
    if (!same) printf("# got:\n%s", sl_buf_c(&s.out));
    sl_buf_free(&s.out);
}

#define L1 "De sluiswachter deed om zeven uur de deuren open en zag dat de"
#define L2 "boot van gisteren nog altijd aan de kade lag te wachten op het"
#define L3 "sein."

static void paragraphs(void) {
    check("paragraphs and empty lines", WRAPPED, L1 "\n" L2 "\n" L3 "\n\n\nTwee.\n\n", L1 " " L2 " " L3 "\n\nTwee.\n");
    check("no empty line, no empty row", WRAPPED, "Kop\n\n- een\n- twee\n", "Kop\n\n- een\n- twee\n");
    check("Dutch: in-/en uitvoer, fo-/to", WRAPPED, "Hier staat van de in- en uitvoer nog een hele lange regel, in-\nen uitvoer dus, en dan.\n", "Hier staat van de in- en uitvoer nog een hele lange regel, in- en uitvoer dus, en dan.\n");
    check("the language tells", WRAPPED, "Dit is van de krant en daar staat op de voorkant een mooie fo-\nto van een schip, en dat is alles.\n", "Dit is van de krant en daar staat op de voorkant een mooie foto van een schip, en dat is alles.\n");
    check("English: two- /to", WRAPPED, "This is what they had to say of it and there it was in a two-\nto threefold increase of the whole.\n", "This is what they had to say of it and there it was in a two- to threefold increase of the whole.\n");
    check("soft hyphen", WRAPPED, "Hier staat een regel van zo'n zestig tekens over de samen\302\255\nwerking van de EU\302\255\nlanden.\n", "Hier staat een regel van zo'n zestig tekens over de samenwerking van de EU-landen.\n");
    check("lines as they are", META, "a\n\n  b\n", "a\n\n  b\n");
}

static void metadata(void) {
    check("a column", META, "3 mei 2021\nBron: CBS\nGENT (ANP) - Het regent.\n", "<date:3 mei 2021>\n<source:Bron: CBS>\nHet regent.<dateline:GENT (ANP)>\n");
    check("dropped, text apart", META | DROP, "3 mei 2021\nEen.\n(Foto: ANP)\nTwee.\n\nFoto: ANP\n\nDrie.\n", "-meta:3 mei 2021<date:3 mei 2021>\nEen.\n-meta:(Foto: ANP)<caption:(Foto: ANP)>\n\nTwee.\n\n-meta:Foto: ANP<caption:Foto: ANP>\n\nDrie.\n");
    check("never joined with text", WRAPPED | META, L1 "\n" L2 "\n" L3 "\nDoor Jan Jansen\n" L1 "\n" L2 "\n", L1 " " L2 " " L3 "\n<byline:Door Jan Jansen>\n" L1 " " L2 "\n");
    check("wide metadata", WRAPPED | META, "Gepubliceerd op woensdag 12 maart 2025 om 08:43 uur, bijgewerkt om 09:12 uur\n" L1 "\n" L2 "\n", "<date:Gepubliceerd op woensdag 12 maart 2025 om 08:43 uur, bijgewerkt om 09:12 uur>\n" L1 " " L2 "\n");
    check("a date that only ends up alone", WRAPPED | META, "De sluis is na een lange verbouwing weer opengegaan op maandag\n12 maart 2025\n", "De sluis is na een lange verbouwing weer opengegaan op maandag 12 maart 2025\n");
    check("a caption of two lines", WRAPPED | META, "Foto: de sluiswachter opent om zeven uur de deuren en hij ziet\neen boot.\n\nX.\n", "<caption:Foto: de sluiswachter opent om zeven uur de deuren en hij ziet een boot.>\n\nX.\n");
    check("a credit behind text ends it", WRAPPED | META, "De premier in zijn tuin (Foto: ANP)\nEen.\nGENT (ANP) - " L1 "\n" L2 "\n", "De premier in zijn tuin<caption:(Foto: ANP)>\nEen.\n" L1 " " L2 "<dateline:GENT (ANP)>\n");
    check("dropped in wrapped text", WRAPPED | META | DROP, "3 mei 2021\n" L1 "\n" L2 "\n" L3 "\nFoto: ANP\nSlot.\n", "-meta:3 mei 2021<date:3 mei 2021>\n" L1 " " L2 " " L3 "\n-meta:Foto: ANP<caption:Foto: ANP>\n\nSlot.\n");
}

#define M1 "Achter de dijk lag het dorp, en in het dorp stond een molen die"
#define M2 "al jaren niet meer draaide omdat de molenaar liever ging vissen"

static void page_breaks(void) {
    check("heads and feet", WRAPPED, "Jaarverslag 2021\n\n" L1 "\n\n        1\n\fJaarverslag 2021\n\n" L2 "\n" L3 "\n\n        2\n\f",
          "-running:Jaarverslag 2021\n-number:        1\n-running:Jaarverslag 2021\n-number:        2\n" L1 " " L2 " " L3 "\n");
    check("left and right", WRAPPED, "2 Deel A\n" L1 "\n\fDeel A 3\n" L2 "\n\f4 Deel A\n" M1 "\n\fDeel A 5\n" M2 "\n\f6 Deel A\nx.\n\fDeel A 7\ny.\n",
          "-running:2 Deel A\n-running:Deel A 3\n-running:4 Deel A\n-running:Deel A 5\n-running:6 Deel A\n-running:Deel A 7\n" L1 " " L2 " " M1 " " M2 " x.\n\ny.\n");
    check("a paragraph ends with its page", WRAPPED, L1 "\n" L3 "\n\fHoofdstuk 2\n\n" L2 "\n", L1 " " L3 "\n\nHoofdstuk 2\n\n" L2 "\n");
    check("a word over two pages", WRAPPED, "Verslag\n\nDe sluiswachter deed om zeven uur de deuren open voor de samen-\n\n1\n\fVerslag\n\nwerking.\n\n2\n\f",
          "-running:Verslag\n-number:1\n-running:Verslag\n-number:2\nDe sluiswachter deed om zeven uur de deuren open voor de samenwerking.\n");
    check("without form feeds", WRAPPED, L1 "\n\n- 12 -\n\n" L2 "\n\nPagina 3 van 10\n\n" L3 "\n\n12\n", "-number:- 12 -\n-number:Pagina 3 van 10\n" L1 " " L2 " " L3 "\n\n12\n");
    check("headings are no heads", WRAPPED, "1. Een\n\na.\n\f2. Twee\n\nb.\n\f3. Drie\n\nc.\n\f4. Vier\n\nd.\n", "1. Een\n\na.\n\n2. Twee\n\nb.\n\n3. Drie\n\nc.\n\n4. Vier\n\nd.\n");
    check("a number in a table", WRAPPED, "Een\n\n17\n\fTwee\n\n33\n\fDrie\n\n4\n\f", "Een\n\n17\n\nTwee\n\n33\n\nDrie\n\n4\n");
    check("form feed behind a line", WRAPPED, "Een.\f\nTwee.\f\n", "Een.\n\nTwee.\n");
    check("form feeds alone", WRAPPED, "\f\n\f\f\n\f", "");
}

static double feed(int how, const char *unit, unsigned lines) {
    sink s = {0};
    sl_article a = {0};
    sl_article_conf c = {.wrapped = true, .meta = how & META ? facts : NULL, .pages = facts, .words = {nl, en}, .put = put, .ctx = &s};
    clock_t t = clock();
    sl_article_start(&a, &c);
    for (unsigned i = 0; i < lines; i++) {
        sl_article_line(&a, sl_cstr(unit));
        sl_clear(&s.out);
    }
    sl_article_end(&a);
    sl_article_free(&a);
    sl_buf_free(&s.out);
    return (double)(clock() - t) / CLOCKS_PER_SEC;
}

static void endless(void) {
    static const char *const units[] = {L1, "\f", "\fx", "x\f", "12", "- 12 -", "Foto: ANP", "3 mei 2021", ""};
    bool good = true;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        double small = feed(META, units[i], 3000), large = feed(META, units[i], 30000);
        if (large > 0.5 && large > 40 * small) { good = false; printf("# %s: %g %g\n", units[i], small, large); }
    }
    ok(good, "text without end takes linear time");
}

int main(void) {
    sl_err e = {0};
    const char *const langs[] = {"nl", "en"};
    if (sl_meta_open(&facts, langs, 2, NULL, &e) || sl_split_open(&nl, "nl", NULL, &e) || sl_split_open(&en, "en", NULL, &e)) { ok(false, "models"); return tap_end(); }
    paragraphs();
    metadata();
    page_breaks();
    endless();
    sl_meta_free(facts);
    sl_split_free(nl);
    sl_split_free(en);
    return tap_end();
}
