/* Tags and character references out of lines; what merely looks like them stays. Lines are written with LF between. */
#include "sluis/entities.h"
#include "sluis/markup.h"
#include "tap.h"
#include <stdlib.h>
#include <time.h>

static const sl_markup_conf strip = {SL_TAGS_STRIP, true, false, true}, space = {SL_TAGS_SPACE, true, false, true},
    lines = {SL_TAGS_LINES, true, false, true}, keep = {SL_TAGS_KEEP, true, false, true}, nested = {SL_TAGS_KEEP, true, true, true},
    text = {SL_TAGS_STRIP, false, false, false};

static sl_markup_model *model(const sl_markup_conf *c) {
    sl_markup_model *m;
    sl_err e = {0};
    if (sl_markup_open(&m, c, NULL, &e)) abort();
    return m;
}

static sl_markup_counts run_with(const sl_markup_model *m, sl_str in, sl_buf *out) {
    sl_markup *x = sl_markup_new(m);
    sl_clear(out);
    while (in.n) sl_markup_line(x, sl_cut(&in, '\n'), out);
    sl_markup_end(x, out);
    sl_markup_counts n = *sl_markup_count(x);
    sl_markup_free(x);
    return n;
}

static sl_markup_counts run(const sl_markup_conf *c, sl_str in, sl_buf *out) {
    sl_markup_model *m = model(c);
    sl_markup_counts n = run_with(m, in, out);
    sl_markup_close(m);
    return n;
}

static void check(const sl_markup_conf *c, const char *what, const char *in, const char *want) {
    sl_buf out = {0};
    run(c, sl_cstr(in), &out);
    bool same = sl_eq(sl_view(&out), sl_cstr(want));
    ok(same, what);
    if (!same) printf("# wanted:\n%s# got:\n%s", want, sl_buf_c(&out));
    sl_buf_free(&out);
}

static void stays(const char *what, const char *in) { check(&strip, what, in, in); }

static void references(void) {
    check(&keep, "names", "caf&eacute; &euro; &notin; &NotEqualTilde; &CounterClockwiseContourIntegral;\n", "café € ∉ ≂̸ ∳\n");
    check(&keep, "case counts", "&Eacute; &EACUTE; &AMP; &Amp;\n", "É &EACUTE; & &Amp;\n");
    check(&keep, "numbers", "&#233;&#xE9;&#XE9;&#x1F600; &#; &#x; &#xg; &;\n", "ééé😀 &#; &#x; &#xg; &;\n");
    check(&keep, "numbers of cp1252", "&#128; &#x92; &#159; &#129;\n", "€ ’ Ÿ \xC2\x81\n");
    check(&keep, "what is no character", "&#0; &#xD800; &#x110000; &#99999999999999999999;\n", "\xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD\n");
    check(&keep, "halves of a character of UTF-16", "&#55357;&#56832; &#xD83D;&#xDE00 &#56832;&#55357;\n", "😀 😀 \xEF\xBF\xBD\xEF\xBF\xBD\n");
    check(&keep, "no line or column ends", "a&#10;b&#9;c&NewLine;d&Tab;e&#13;f&#12;g&#x1c;h\n", "a b c d e f g h\n");
    check(&keep, "other controls", "a&#1;b&#27;c\n", "a\1b\33c\n");
    check(&keep, "without semicolon", "&copy 2020 &eacute, &not x &notin &euro 5 &#8364 5\n", "© 2020 é, ¬ x &notin &euro 5 € 5\n");
    check(&keep, "without semicolon in a word", "Belgi&eumln 5&nbspkm &copyright &notit; &ampx\n", "Belgiën 5\xC2\xA0km &copyright &notit; &ampx\n");
    check(&keep, "no references", "AT&T Q&A R&D &c. a && b & &onbekend; &\n", "AT&T Q&A R&D &c. a && b & &onbekend; &\n");
    check(&keep, "addresses", "?a=1&copy=2 http://a.nl/?x&reg www.a.nl/&lt, zie?x=1&amp &amp\n", "?a=1&copy=2 http://a.nl/?x&reg www.a.nl/&lt, zie?x=1&amp &\n");
    check(&keep, "addresses end", "http://a.nl/ &copy x <a href='http://b/?c&lt'>&lt x\n", "http://a.nl/ © x <a href='http://b/?c&lt'>< x\n");
    check(&keep, "in addresses, with semicolon", "http://a.nl/?a=1&amp;b=2 %C3%A9\n", "http://a.nl/?a=1&b=2 %C3%A9\n");
    check(&keep, "once", "&amp;amp;lt; &amp;eacute; &#38;lt;\n", "&amp;lt; &eacute; &lt;\n");
    check(&nested, "nested", "&amp;amp;lt; &amp;#38;eacute; &amp;x; &amp; &amp;copy 1 ?a=1&amp;copy=2\n", "< é &x; & &copy 1 ?a=1&copy=2\n");
}

static void forms(void) {
    check(&strip, "tags", "een <b>vet</b> woord, <a href=\"x\">hier</a>, <img src=x alt='y'/>en<wbr>zo\n", "een vet woord, hier, enzo\n");
    check(&strip, "> in quotes", "a<i title=\"x>y\" lang='>'>b</i>c\n", "abc\n");
    check(&strip, "quotes too many", "<img alt=\"x\"\">a<a href='x'id=y>b</a>\n", "ab\n");
    check(&strip, "comments", "a<!-- b > c -->d<!-->e<!--->f<!---->g\n", "adefg\n");
    check(&strip, "CDATA is text, undecoded", "a<![CDATA[<b> &amp; ]] ]]>c &amp;\n", "a<b> &amp; ]] c &\n");
    check(&strip, "instructions", "<?xml version=\"1.0\"?>\n<?pi x?>a<?php echo \"->\"; ?>b\n", "\na b\n");
    check(&strip, "declarations", "<!DOCTYPE html>\n<!DOCTYPE a [<!ENTITY b \"c\">\n]>x\n", "\n\nx\n");
    check(&strip, "Word's", "<![if !vml]>a<![endif]><o:p></o:p><?xml:namespace prefix = o ns = \"urn:x\" />b\n", "a b\n");
    check(&strip, "blocks part words", "<p>Een.</p><p>Twee<br>drie</p> <td>4</td><td>5</td>\n", "Een. Twee drie 4 5\n");
    check(&strip, "inline tags don't", "H<sub>2</sub>O, <span>on</span><span>zin</span>\n", "H2O, onzin\n");
    check(&space, "a space each", "<p>H<sub>2</sub>O<!-- x --></p>\n", " H 2 O  \n");
    check(&lines, "blocks end lines", "<h1>Titel</h1><p>Een <b>twee</b>.</p>  <ul><li>a<li> b</ul>c<img>d\n", "Titel\nEen twee.\na\nb\nc d\n");
    check(&lines, "line ends in markup go", "<p\n>Een<!--\n-->twee</p\n>drie\n", "Eentwee\ndrie\n");
    check(&strip, "scripts", "a<script>if (a<b) x(\"</p>\");</script>b<STYLE type=x>p > a {}</style >c\n", "a b c\n");
    check(&strip, "references behind tags", "&lt;b&gt; <b>&amp;lt;</b>\n", "<b> &lt;\n");
    check(&text, "without references", "<b>&lt;</b>\n", "&lt;\n");
    check(&strip, "unknown names with a sign of being tags", "<x id=\"1\"/> <g id='2'>a</g> <qt>b</qt> <foo/> </bar>\n", " a b  \n");
}

static void looks_like(void) {
    stays("less than", "a < b, x<y, <3, 1<2 en 3>2, a <b en c>d, <- <= <> </> <\n");
    stays("addresses", "<naam@voorbeeld.nl> <http://a.nl/b> <https://a.nl> <www.a.nl> <mailto:a@b.nl> <urn:x>\n");
    stays("names to fill in", "cp <bron> <doel>, <uw naam>, <voornaam.achternaam>, <1>, <%s>, List<String> #include <stdio.h>\n");
    stays("spoken of", "de \"<p>\" en '<br>' en `<script>` en \xE2\x80\x98</b>\xE2\x80\x99 staan\n");
    stays("not ended", "een <b class=\"x\ntwee\n\ndrie\n");
    stays("a comment that is not ended", "een <!-- twee\ndrie <b\n");
    stays("a script that is not ended", "de <script> van\nhet stuk\n");
    check(&strip, "what follows is still seen", "een <!-- twee\ndrie <b>vier</b>\n", "een <!-- twee\ndrie vier\n");
    check(&strip, "a tag in what is none", "a <b en <i>c</i>\n", "a <b en c\n");
    check(&strip, "an end tag alone is enough for the next", "<noot>x</noot> <noot>\n", "x <noot>\n");
}

static void documents(void) {
    check(&strip, "a document's tags have any name", "<?xml version=\"1.0\"?>\n<naam>x</naam> <a b>\n", "\nx \n");
    check(&strip, "html", "<!-- a -->\n<HTML lang=nl>\n<bron> <a data-x\ny>b</a>\n", "\n\n \nb\n");
    check(&strip, "only before text", "x\n<html>\n<bron>\n", "x\n\n<bron>\n");
    check(&strip, "not behind its end", "<html></html>\n<bron>\n", "\n<bron>\n");
    check(&strip, "one behind another", "<html></html>\n<!DOCTYPE x>\n<bron>\n", "\n\n\n");
    check(&strip, "addresses stay", "<html>\n<naam@voorbeeld.nl> <www.a.nl> 1<2 <http://a.nl>\n", "\n<naam@voorbeeld.nl> <www.a.nl> 1<2 <http://a.nl>\n");
    check(&strip, "a script without end goes", "<html>\na<script>\nb\n<style>c\n", "\na\n\n\n");
    check(&strip, "a script without content", "<html><script src=x />a<script>b</script>c\n", "a c\n");
}

static void over_lines(void) {
    check(&strip, "tags over lines: each line stays", "een <a\nhref=\"x\n>y\">twee</a\n> drie\n", "een \n\ntwee\n drie\n");
    check(&strip, "scripts over lines", "a<script>\nb\n\nc</script>d\n", "a\n\n\nd\n");
    check(&strip, "columns stay", "a<b\tc=d>e</b>\tf<!--\t-->g\n", "a\te\tf\tg\n");
    check(&text, "TABs that are no columns go with the tag", "a<b\tc=d>e</b>\tf<!--\t-->g\n", "ae\tfg\n");
    check(&lines, "TABs go with line ends", "a<b\tc=d>e</b>\tf\n", "ae\tf\n");
    check(&strip, "a last line without markup", "<b", "<b\n");
}

/* Behind its first line markup goes on for so long and no longer. */
static void bounds(void) {
    sl_buf in = {0}, out = {0};
    for (int over = 0; over < 2; over++) {
        sl_clear(&in);
        sl_puts(&in, SL_LIT("a<!--\n"));
        for (int i = 0; i < SL_MARKUP_HOLD - 4 + over; i++) sl_putc(&in, i % 80 ? 'x' : '\n');
        sl_puts(&in, SL_LIT("-->b<i>c</i>\nd\n"));
        sl_markup_counts n = run(&strip, sl_view(&in), &out);
        ok(sl_count_lines(sl_view(&in)) == sl_count_lines(sl_view(&out)), "as many lines");
        ok(n.tags == (over ? 2 : 3) && (out.n > SL_MARKUP_HOLD) == over, over ? "too far" : "just not too far");
        ok(sl_ends(sl_view(&out), over ? SL_LIT("x-->bc\nd\n") : SL_LIT("\nbc\nd\n")), "what follows");
    }
    sl_buf_free(&in);
    sl_buf_free(&out);
}

static size_t count(sl_str s, char c) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == c;
    return n;
}

/* Heaps of scraps: lines and columns stay, and what has no sign of markup stays as it is. */
static void scraps(void) {
    static const char *const some[] = {"<", "<a", "<p", "</", "</b>", ">", "/>", "\"", "'", "=", "x=\"y\"", " ", "\t", "\n", "een", "&", "&amp;", "&#9;", "&#10;", "<!--", "-->",
        "<![CDATA[", "]]>", "<script>", "</script>", "<html>", "</html>", "<br>", "<b>", "<qt>", "</qt>", "<?xml ", "?>", "<!DOCTYPE", "[", "]", "\xC3\xA9", "\xFF"};
    static const char plain[] = "aé\t\n .\"'/=!?-]>;#";
    sl_markup_model *models[] = {model(&strip), model(&space)};
    uint32_t seed = 1;
    sl_buf in = {0}, out = {0};
    bool breaks = true, same = true;
    for (unsigned round = thorough(4000, 1000); round > 0; round--) {
        sl_clear(&in);
        for (int i = 0; i < 60; i++) seed = seed * 1664525 + 1013904223, sl_puts(&in, sl_cstr(some[(seed >> 16) % (sizeof some / sizeof *some)]));
        sl_putc(&in, '\n');
        run_with(models[round % 2], sl_view(&in), &out);
        if (count(sl_view(&in), '\n') != count(sl_view(&out), '\n') || count(sl_view(&in), '\t') != count(sl_view(&out), '\t')) {
            breaks = false;
            printf("# %s\n", sl_buf_c(&in));
        }
        sl_clear(&in);
        for (int i = 0; i < 60; i++) seed = seed * 1664525 + 1013904223, sl_putc(&in, plain[(seed >> 16) % (sizeof plain - 1)]);
        sl_putc(&in, '\n');
        run_with(models[0], sl_view(&in), &out);
        same &= sl_eq(sl_view(&in), sl_view(&out));
    }
    sl_markup_close(models[0]);
    sl_markup_close(models[1]);
    ok(breaks, "lines and columns stay");
    ok(same, "what has no sign of markup stays");
    sl_buf_free(&in);
    sl_buf_free(&out);
}

static double seconds(const sl_markup_conf *c, const char *head, const char *unit, size_t n) {
    sl_buf in = {0}, out = {0};
    sl_puts(&in, sl_cstr(head));
    while (in.n < n) sl_puts(&in, sl_cstr(unit));
    clock_t start = clock();
    run(c, sl_view(&in), &out);
    double t = (double)(clock() - start) / CLOCKS_PER_SEC;
    sl_buf_free(&in);
    sl_buf_free(&out);
    return t;
}

/* What could make it look at the same bytes again and again. */
static void linear(void) {
    static const char *const units[] = {"<", "<a", "<a ", "<a b=\"", "<a b='<a c=\"", "<!--", "<!--\n", "<script>", "<script><style>\n", "<![CDATA[", "<x>",
        "<?xml ", "<!DOCTYPE [", "</a", "&", "&a", "&#", "&nbsp", "a&amp", "?=&lt", "&amp;amp;", "<a\n", "<p\n>", "<p> <br> ", " x=\"<a y='", " c=\"<a d=\"\" ", "\n", "\"<b>\"",
        " <html>", "<a b=\"\n", "</script ", "</x"};
    static const char *const heads[] = {"", "<html>\n", "x <a ", "<html><a ", "<html><script>\n", "x <!-- <a\n"};
    size_t length = thorough(400000, 100000);
    double limit = length == 400000 ? 3 : 3 / 16.0;      /* a quarter of the bytes: a sixteenth of what looking again and again takes */
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        double most = 0;
        for (size_t h = 0; h < sizeof heads / sizeof *heads; h++) {
            double t = seconds(u % 2 ? &strip : &lines, heads[h], units[u], length);
            if (t > most) most = t;
        }
        ok(most < limit, "linear");
        if (most >= limit) printf("# %s: %.1f s\n", units[u], most);
    }
}

static void tables(void) {
    sl_entities *e;
    sl_err err = {0};
    sl_buf out = {0};
    ok(sl_entities_open(&e, NULL, &err) == 0, "the table of names");
    ok(sl_entities_text(e, SL_LIT("&lt;&nosuch;&amp;"), false, &out) == 2 && sl_eq(sl_view(&out), SL_LIT("<&nosuch;&")), "references are counted");
    sl_markup_counts n = run(&strip, SL_LIT("<p>a &amp; b</p><!-- c -->\n<script>d</script>\n"), &out);
    ok(n.tags == 5 && n.entities == 1, "tags are counted");
    sl_entities_free(e);
    sl_buf_free(&out);
}

int main(void) {
    references();
    forms();
    looks_like();
    documents();
    over_lines();
    bounds();
    tables();
    scraps();
    linear();
    return tap_end();
}
