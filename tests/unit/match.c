/* The matcher: each case is a line and its matches in brackets, against one small glossary. */
#include "sluis/match.h"
#include "tap.h"
#include <stdlib.h>

static sl_termbase tb;
static sl_termindex ix;
static sl_matches found;

static void add(const char *source, uint32_t flags) {
    sl_err e = {0};
    sl_term t = {.source = sl_cstr(source), .target = SL_LIT("x"), .flags = flags};
    if (sl_termbase_add(&tb, &t, "g", tb.n + 1, &e)) ok(false, source);
}

static void show(sl_str in, unsigned flags, sl_buf *out) {
    size_t from = 0;
    sl_clear(out);
    sl_match_line(&ix, flags, in, &found);
    for (size_t i = 0; i < found.n; i++) {
        sl_put(out, in.p + from, found.v[i].start - from);
        sl_putc(out, '<');
        sl_put(out, in.p + found.v[i].start, found.v[i].end - found.v[i].start);
        sl_putc(out, '>');
        from = found.v[i].end;
    }
    sl_put(out, in.p + from, in.n - from);
}

/* The marks < and > are taken out of `want` to get the line. */
static void expect_str(sl_str want, unsigned flags, const char *what) {
    sl_buf in = {0}, out = {0};
    for (size_t i = 0; i < want.n; i++)
        if (want.p[i] != '<' && want.p[i] != '>') sl_putc(&in, want.p[i]);
    show(sl_view(&in), flags, &out);
    bool good = sl_eq(sl_view(&out), want);
    ok(good, what);
    if (!good) printf("# got %s\n", sl_buf_c(&out));
    sl_buf_free(&in);
    sl_buf_free(&out);
}

static void expect(const char *want) { expect_str(sl_cstr(want), 0, want); }
static void compounds(const char *want) { expect_str(sl_cstr(want), SL_MATCH_HEADS | SL_MATCH_TAILS, want); }

static void load(void) {
    static const char *const plain[] = {"dijk", "land", "leger", "EU", "NAVO", "NAVO-top", "euro", "militair", "militair materieel", "Tweede Kamer", "kamer",
        "'s-Gravenhage", "Gravenhage", "Jubeloo!", "Hydrovia B.V.", "ijsbaan", "één", "volgende stap", "stap", "volgende stap in de rij", "Buren", "buren",
        "in- en uitvoer", "zee", "\"hot money\"", "C++", "b.v.", "'s avonds", "PompMeester 300", "co\xC3\xB6peratie", "\xE2\x82\xAC-teken"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) add(plain[i], 0);
    add("btw", SL_TERM_ACR);
    add("VS", SL_TERM_ACR);
}

static void boundaries(void) {
    expect("<dijk>, (<dijk>) \"<dijk>\" '<dijk>' ‘<dijk>’ <dijk>; <dijk>/<dijk> <dijk>.");
    expect("dijken dijkje zeedijk dijk2 2dijk dijk_ _dijk dijk\xCC\x81");
    expect("Nederland gelegerd euro's EUR Europees euro’s");
    expect("NAVO-militairen pan-NAVO de <NAVO-top> de NAVO-toppen");
    expect("www.dijk.nl dijk.nl jan@dijk.nl dijk@jan.nl dijk&co");
    expect("<dijk>... <dijk>-- --<dijk> -<dijk> zee- en rivierdijken");
    expect("<in- en uitvoer> en in- en uitvoerder");
    expect("foto's-Gravenhage <'s-Gravenhage> ’s-Gravenhages");
    compounds("<NAVO>-militairen pan-<NAVO> de <NAVO-top> <zee>- en rivierdijken Nederland <euro>-<land> euro's");
}

static void longest(void) {
    expect("een <volgende stap> en een <stap> in de rij");
    expect("een <volgende stap in de rij>.");
    expect("een <volgende stap> in de rijen");
    expect("<militair materieel> <militair> materieeltje");
    expect("<volgende stap>");
    expect("volgende");
    expect("volgende volgende <volgende stap>");
}

static void signs(void) {
    expect("Bij <Jubeloo!>, <Jubeloo!> en Jubeloo");
    expect("<Hydrovia B.V.> en <Hydrovia B.V.>. Hydrovia BV, Hydrovia B.V.s");
    expect("in <C++>, C+ en C++x");
    expect("(<\"hot money\">) <“hot money”>");
    expect("<b.v.> <B.v.> <B.V.> bv.");
    expect("<PompMeester 300>, PompMeester 3000 PompMeester 300,5 <PompMeester 300>, 5");
    expect("het <€-teken>, 5€-teken");
}

static void folds(void) {
    expect("<’s-Gravenhage> <'s‑Gravenhage> <`s-Gravenhage> <'S-GRAVENHAGE>");
    expect("<e\xCC\x81\xC3\xA9n> <\xC3\x89\xC3\xA9n> <E\xCC\x81\xC3\xA9n> een");
    expect("<ĳsbaan> <Ĳsbaan> <IJsbaan> <IJSBAAN>");
    expect("<militair  materieel> <militair\xC2\xA0materieel> <militair\r\xE2\x80\x83 materieel> militairmaterieel militair-materieel");
    expect("<di\xC2\xADjk> di\xC2\xAD-jk <coo\xCC\x88peratie>");
}

static void cases(void) {
    expect("<Dijk> <DIJK> DiJk <Tweede Kamer> Tweede <kamer> TweedeKamer <TWEEDE KAMER> tweede <kamer>");
    expect("<EU> Eu eu <VS> vs Vs <btw> Btw <BTW>");
    expect("<'s Avonds> <'s avonds> <'S AVONDS> 'S avonds");
    expect("<Buren> <buren> <BUREN>");
    sl_match_line(&ix, 0, SL_LIT("Buren buren BUREN"), &found);
    ok(found.n == 3 && sl_eq(sl_termbase_at(&tb, found.v[0].term).source, SL_LIT("Buren")) && sl_eq(sl_termbase_at(&tb, found.v[1].term).source, SL_LIT("buren")) &&
       sl_eq(sl_termbase_at(&tb, found.v[2].term).source, SL_LIT("Buren")), "the entry that is written as the surface is, else the first");
}

static void odd(void) {
    expect("");
    expect(" ");
    expect_str(SL_LIT("<dijk>\0<dijk>\0"), 0, "NUL separates");
    expect_str(SL_LIT("<dijk>\xFF<dijk>\xC3 di\xFFjk \xE2\x80"), 0, "invalid bytes separate, and are kept");
    expect("<dijk>\xE2\x80\xA8<dijk>\xC2\x85<dijk>");
    expect("日本dijk");
}

static void long_line(void) {
    sl_buf b = {0};
    size_t n = 0;
    while (b.n < 1 << 20) { sl_puts(&b, SL_LIT("volgende stap in de volgende ")); n++; }
    sl_match_line(&ix, 0, sl_view(&b), &found);
    ok(found.n == n, "a line of a megabyte of half-begun terms");
    sl_clear(&b);
    for (size_t i = 0; i < 1 << 20; i++) sl_puts(&b, i & 1 ? SL_LIT("\xCC\xA3") : SL_LIT("\xCC\x81"));
    sl_match_line(&ix, 0, sl_view(&b), &found);
    ok(found.n == 0, "a word of a million marks");
    sl_buf_free(&b);
}

/* Words are cut out 64 bytes at a time and looked up 64 or more at a time: wherever a term stands, and however often it was seen, it is found. */
static void places(void) {
    sl_buf b = {0};
    bool good = true;
    for (size_t k = 0; k < 300; k++) {
        sl_clear(&b);
        for (size_t i = 0; i < k; i++) sl_puts(&b, i % 3 ? SL_LIT("a ") : SL_LIT("x, "));
        size_t at = b.n;
        sl_puts(&b, SL_LIT("volgende stap"));
        for (size_t i = 0; i < k % 5; i++) sl_puts(&b, SL_LIT(" w"));
        sl_match_line(&ix, 0, sl_view(&b), &found);
        good = good && found.n == 1 && found.v[0].start == at && found.v[0].end == at + 13;
    }
    ok(good, "two words behind 0 to 300 others");
    for (size_t k = good = 1; k < 300; k++) {
        sl_clear(&b);
        for (size_t i = 0; i < k; i++) sl_putc(&b, 'y');
        sl_puts(&b, SL_LIT(" dijk"));
        sl_match_line(&ix, 0, sl_view(&b), &found);
        good = good && found.n == 1 && found.v[0].start == k + 1 && found.v[0].end == b.n;
    }
    ok(good, "a word behind one of 1 to 300 bytes");
    sl_buf_free(&b);
}

static void build(void) {
    sl_err e = {0};
    sl_termindex_free(&ix);
    if (sl_termindex_build(&ix, &tb, &e)) ok(false, e.msg);
}

static void duplicates(void) {
    uint32_t n = sl_termbase_count(&tb);
    char want[40];
    snprintf(want, sizeof want, "g:%u: 'dijk'", n + 1);
    add("dijk", 0);
    add("kolk", SL_TERM_FORBIDDEN);
    build();
    ok(ix.duplicates == 1 && !strcmp(ix.first_duplicate, want), "a source that is there is counted");
    expect("<dijk> kolk");
}

static void many(void) {
    sl_buf b = {0};
    for (int i = 0; i < 20000; i++) {
        sl_clear(&b);
        sl_printf(&b, "term%d van%d", i, i % 100);
        add(sl_buf_c(&b), 0);
    }
    build();
    sl_match_line(&ix, 0, SL_LIT("term0 van0 term19999 van99 term5 van6"), &found);
    ok(found.n == 2 && sl_eq(sl_termbase_at(&tb, found.v[1].term).source, SL_LIT("term19999 van99")), "the table grows");
    sl_buf_free(&b);
}

int main(void) {
    sl_match_line(&ix, 0, SL_LIT("dijk"), &found);
    ok(found.n == 0, "an empty termbase matches nothing");
    load();
    build();
    boundaries();
    longest();
    signs();
    folds();
    cases();
    odd();
    long_line();
    places();
    duplicates();
    many();
    sl_matches_free(&found);
    sl_termindex_free(&ix);
    sl_termbase_free(&tb);
    return tap_end();
}
