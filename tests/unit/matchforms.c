/* The matcher with Dutch forms: each case is a line and its matches in brackets; {} is the particle of a verb in two parts. */
#include "sluis/match.h"
#include "tap.h"
#include <stdlib.h>

static sl_forms *forms;
static sl_termbase tb;
static sl_termindex ix;
static sl_matches found;

static void add_full(sl_term t, const char *source) {
    sl_err e = {0};
    t.source = sl_cstr(source);
    t.target = SL_LIT("x");
    if (sl_termbase_add(&tb, &t, "g", tb.n + 1, &e)) ok(false, source);
}

static void add_all(sl_pos pos, const char *sources) {
    sl_str rest = sl_cstr(sources);
    while (rest.n) {
        char one[200];
        sl_str s = sl_cut(&rest, '|');
        snprintf(one, sizeof one, "%.*s", (int)s.n, s.p);
        add_full((sl_term){.pos = pos}, one);
    }
}

typedef struct { size_t at; char mark; } mark;
static int by_place(const void *a, const void *b) {
    const mark *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return (x->mark == '<' || x->mark == '{') - (y->mark == '<' || y->mark == '{');
}

static void show(sl_str in, unsigned flags, sl_buf *out) {
    static mark marks[4000];
    size_t n = 0, from = 0;
    sl_match_line(&ix, flags, in, &found);
    for (size_t i = 0; i < found.n && n + 4 < 4000; i++) {
        const sl_match *m = &found.v[i];
        marks[n++] = (mark){m->start, '<'};
        marks[n++] = (mark){m->end, '>'};
        if (!m->end2) continue;
        marks[n++] = (mark){m->start2, '{'};
        marks[n++] = (mark){m->end2, '}'};
    }
    qsort(marks, n, sizeof *marks, by_place);
    sl_clear(out);
    for (size_t i = 0; i < n; i++) {
        sl_put(out, in.p + from, marks[i].at - from);
        sl_putc(out, marks[i].mark);
        from = marks[i].at;
    }
    sl_put(out, in.p + from, in.n - from);
}

static void expect(unsigned flags, const char *want) {
    sl_buf in = {0}, out = {0};
    for (const char *c = want; *c; c++)
        if (!strchr("<>{}", *c)) sl_putc(&in, *c);
    show(sl_view(&in), flags, &out);
    bool good = sl_eq(sl_view(&out), sl_cstr(want));
    ok(good, want);
    if (!good) printf("# got %s\n", sl_buf_c(&out));
    sl_buf_free(&in);
    sl_buf_free(&out);
}

static void load(void) {
    add_all(SL_POS_NOUN, "land|leger|lidstaat|EU-land|EU-lidstaat|NAVO-militair|euro|collega|defensie|schip|dijk|gemaal|volgende stap|stap|top|hof van justitie|militair materieel|"
                         "plan van aanpak|baby|coöperatie|staatssecretaris|bij|buur|brug|steun|wapen|wild zwijn");
    add_all(SL_POS_PROPN, "NAVO|EU|Gent|Nederland|Lage Landen|Rutte|Oekraïne");
    add_all(SL_POS_ADJ, "militair|Belgisch-Nederlands|Belgisch|zwaar");
    add_all(SL_POS_VERB, "aflossen|aanschuiven|optrekken|legeren|te boven komen|bewaken|oprukken|in acht nemen");
    add_all(SL_POS_NONE, "werk|verkiezing|verdelen|Politiek|windmolen");
    add_full((sl_term){.flags = SL_TERM_EXACT}, "onder");
    add_full((sl_term){.flags = SL_TERM_EXACT, .pos = SL_POS_NOUN}, "sluis");
    add_full((sl_term){.flags = SL_TERM_CI, .pos = SL_POS_PROPN}, "WhatsApp");
    add_full((sl_term){.flags = SL_TERM_REGEX}, "\\bISO \\d+(-\\d+)?\\b");
    add_full((sl_term){.flags = SL_TERM_REGEX}, "x*");
    add_full((sl_term){.flags = SL_TERM_REGEX | SL_TERM_CI}, "artikel \\d+");
    add_full((sl_term){.variants = SL_LIT("hing ... op=hung up;ophanging")}, "ophangen");
    add_full((sl_term){.pos = SL_POS_NOUN, .priority = 5}, "stap in de rij");
}

static void words(void) {
    expect(0, "De <landen>, het <landje> en Nederlandse landerijen; landelijk <land>.");
    expect(0, "De <EU-landen> en <EU-lidstaten>, de <lidstaten>, EU-burgers en de <EU>.");
    expect(0, "Het <leger> is <gelegerd>, de <legers> <legerden> hun legering.");
    expect(0, "Twee <euro's>, twee <euro’s>, <EURO'S>, Europees, de <euro>.");
    expect(0, "Mijn <collega's> en hun <baby'tjes> en <collegaatje>.");
    expect(0, "<NAVO's> plannen, <Oekraïne's> grens, <Ruttes> kabinet, Gents niet.");
    expect(0, "De <schepen> en <scheepjes>, geen marineschepen.");
    expect(0, "Een <dijkje>. <Dijken> zeedijk dijkt.");
    expect(0, "De <coöperaties> en de <coo\xCC\x88peraties> van de <staatssecretarissen>.");
    expect(0, "<GENT> (ANP) - in <Gent>, Gentse.");
    expect(0, "Bij de bij <bijen>? De <bijen>.");
    expect(0, "Hij zit <onder>.");
    expect(0, "De <sluis>, de sluizen, de <Sluis>.");
    expect(0, "<whatsapp> en <WHATSAPP> en <WhatsApp>.");
}

static void places(void) {
    expect(0, "Hij woont in Brugge. <Bruggen> vallen. Die Bruggen.");
    expect(0, "Wij willen u te steunen, met <steun>.");
    expect(0, "Het <werk>, de <werken>, hij werkt, <verdeelt> en <verdeelde>; <verkiezingen> politieke.");
}

static void phrases(void) {
    expect(0, "De <volgende stappen> en <stapjes>.");
    expect(0, "De <hoven van justitie>, het <hof van justitie>, hof van justities.");
    expect(0, "<Plannen van aanpak>; <militair materieel>, <militaire> materialen.");
    expect(0, "De <Lage Landen>, lage <landen>, <Belgisch-Nederlandse> <Belgische>.");
    expect(0, "<Wilde zwijnen> en een <wild zwijn>.");
    expect(0, "De <volgende\xC2\xA0stap>, <volgende  stappen>.");
}

static void verbs(void) {
    expect(0, "Zij hopen <af te lossen>, zijn <afgelost>, dat hij <aflost>; los af.");
    expect(0, "Om <op te trekken> en <op\xC2\xA0te trekken>, opgetekend, op te tillen, <opgetrokken>.");
    expect(0, "Het <te boven te komen>, <te boven komen>, <in acht te nemen>, in acht en te nemen.");
    expect(0, "Het <te  boven  te  komen> en <af  te  lossen>, zoals <te boven\xC2\xA0te komen>.");
    expect(0, "Het <oprukkende> <leger> <bewaakt> de <bewaakte> weg.");
    expect(SL_MATCH_GAPS(10), "Toen <schoven> tientallen ministers {aan}, en <schoof> ik {aan}.");
    expect(SL_MATCH_GAPS(10), "Zij <trekken> al langer nauw samen {op}.");
    expect(SL_MATCH_GAPS(10), "Zij trekken veel volk op de markt.");
    expect(SL_MATCH_GAPS(10), "Zij trokken, en gingen op.");
    expect(SL_MATCH_GAPS(2), "Zij trekken al langer nauw samen op; <Lost> hem {af}!");
    expect(0, "Zij schoven aan; hing het op.");
    expect(SL_MATCH_GAPS(3), "Hij <hing> de jas {op}; de <ophanging>, hij heeft <opgehangen>.");
    expect(SL_MATCH_GAPS(8) | SL_MATCH_EXACT, "Zij trekken samen op.");
}

static void compounds(void) {
    expect(0, "NAVO-plannen, <NAVO-militairen>, Thalassa-top.");
    expect(SL_MATCH_HEADS, "<NAVO>-plannen, <NAVO-militairen>, Thalassa-top, <zwaar>-lichte.");
    expect(SL_MATCH_TAILS, "NAVO-plannen, <NAVO-militairen>, Thalassa-<top>, Thalassa-<toppen>.");
    expect(SL_MATCH_COMPOUNDS, "Het <defensie>geld, de zee<dijken> en <Defensie>minister.");
    expect(SL_MATCH_COMPOUNDS, "Het <windmolen>park.");
}

static void others(void) {
    expect(0, "Volgens <ISO 9001> en <ISO 639-3>, <xx>, <Artikel 12>.");
    expect(0, "Een <stap in de rij>, <volgende stap> in de rij.");
    expect(0, "");
}

static void off(void) {
    sl_str s = SL_LIT("de dijk <dijk dijk=\"dijk\"> dijk &dijk; a < dijk > <!-- dijk --> dijk");
    size_t starts[8], n = 0;
    found.noff = 0;
    sl_match_markup(s, &found);
    sl_match_line(&ix, 0, s, &found);
    for (size_t i = 0; i < found.n && n < 8; i++) starts[n++] = found.v[i].start;
    ok(found.noff == 3 && n == 4 && starts[0] == 3 && starts[1] == 27, "nothing is found in markup");
    if (n != 4) printf("# %zu matches, %zu off\n", n, found.noff);
    found.noff = 0;
}

static void addresses(void) {
    static const struct { const char *line; size_t n; } t[] = {
        {"dijk https://x.nl/dijk dijk", 2}, {"http://dijk/dijk", 0}, {"www.x.nl/dijk,dijk", 0}, {"water.nl/dijk dijk/dijk", 2}, {"a. b./dijk", 1},
        {"\"https://x.nl/dijk\"dijk", 1}, {"https://x.nl\xC2\xA0" "dijk", 1}, {"://dijk /dijk", 2}, {"dijk/water.nl/dijk", 2}};
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        sl_match_line(&ix, 0, sl_cstr(t[i].line), &found);
        sl_match_addresses(sl_cstr(t[i].line), &found);
        ok(found.n == t[i].n, t[i].line);
        if (found.n != t[i].n) printf("# %zu\n", found.n);
    }
}

static void kinds(void) {
    static const struct { const char *line; sl_form form; uint8_t kind; unsigned flags; } t[] = {
        {"dijken", SL_FORM_PLURAL, SL_MATCH_WHOLE, 0}, {"dijk", 0, SL_MATCH_WHOLE, 0}, {"af te lossen", SL_FORM_INFINITIVE_TE, SL_MATCH_WHOLE, 0},
        {"schoof aan", SL_FORM_PAST, SL_MATCH_GAP, SL_MATCH_GAPS(1)}, {"afgelost", SL_FORM_PARTICIPLE, SL_MATCH_WHOLE, 0}, {"ISO 9001", 0, SL_MATCH_REGEX, 0},
        {"NAVO-raad", 0, SL_MATCH_HEAD, SL_MATCH_HEADS}, {"zee-dijk", 0, SL_MATCH_TAIL, SL_MATCH_TAILS}, {"zeedijken", SL_FORM_PLURAL, SL_MATCH_INSIDE, SL_MATCH_COMPOUNDS},
        {"euro's", SL_FORM_PLURAL, SL_MATCH_WHOLE, 0}, {"volgende stappen", SL_FORM_PLURAL, SL_MATCH_WHOLE, 0}, {"Ruttes", SL_FORM_GENITIVE, SL_MATCH_WHOLE, 0}};
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        sl_match_line(&ix, t[i].flags, sl_cstr(t[i].line), &found);
        ok(found.n == 1 && found.v[0].form == t[i].form && found.v[0].kind == t[i].kind, t[i].line);
        if (found.n) printf("# form %u, kind %u\n", found.v[0].form, found.v[0].kind);
    }
}

static void bounded(void) {
    sl_buf b = {0};
    for (int i = 0; i < 60000; i++) sl_puts(&b, i % 3 ? SL_LIT("trekken ") : SL_LIT("op te "));
    sl_match_line(&ix, SL_MATCH_GAPS(255), sl_view(&b), &found);
    ok(found.n > 0, "a long line of verbs and particles");
    sl_clear(&b);
    for (int i = 0; i < 30000; i++) sl_puts(&b, SL_LIT("volgende te te boven te "));
    sl_match_line(&ix, SL_MATCH_COMPOUNDS, sl_view(&b), &found);
    ok(found.n == 0, "a long line of half-begun phrases");
    sl_buf_free(&b);
}

static void bad_regex(void) {
    sl_termbase bad = {0};
    sl_termindex index = {0};
    sl_err e = {0};
    sl_term t = {.source = SL_LIT("a(b"), .target = SL_LIT("x"), .flags = SL_TERM_REGEX};
    sl_termbase_add(&bad, &t, "g", 3, &e);
    ok(sl_termindex_build(&index, &bad, &e) == SL_EDATA && e.line == 3, "an expression that is none is named with its line");
    sl_termindex_free(&index);
    sl_termbase_free(&bad);
}

static void slow_regex(void) {
    sl_termbase slow = {0};
    sl_termindex index = {0};
    sl_matches m = {0};
    sl_err e = {0};
    sl_buf b = {0};
    sl_term t = {.source = SL_LIT("(a+)+b"), .target = SL_LIT("x"), .flags = SL_TERM_REGEX};
    sl_termbase_add(&slow, &t, "g", 3, &e);
    sl_termindex_build(&index, &slow, &e);
    for (int i = 0; i < 200; i++) sl_putc(&b, 'a');
    sl_match_line(&index, 0, sl_view(&b), &m);
    ok(m.n == 0 && m.given_up == 1, "an expression that takes too long is given up");
    sl_matches_free(&m);
    sl_termindex_free(&index);
    sl_termbase_free(&slow);
    sl_buf_free(&b);
}

int main(void) {
    sl_err e = {0};
    ok(!sl_forms_open(&forms, NULL, &e), "the forms are read");
    load();
    ix.forms = forms;
    ok(!sl_termindex_build(&ix, &tb, &e), "the index is built");
    words();
    places();
    phrases();
    verbs();
    compounds();
    others();
    off();
    addresses();
    kinds();
    bounded();
    bad_regex();
    slow_regex();
    sl_matches_free(&found);
    sl_termindex_free(&ix);
    sl_termbase_free(&tb);
    sl_forms_free(forms);
    return tap_end();
}
