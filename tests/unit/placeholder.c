/* Placeholders: what is recognised, at which rung; and putting terms back. Each case of the ladder is an engine's habit. */
#include "sluis/restore.h"
#include "tap.h"
#include <stdlib.h>

static sl_ph ph;
static sl_ph_spans spans;

/* The findings in a line as "ID:RUNG=TEXT", separated by blanks. */
static void expect(const char *line, const char *want) {
    sl_buf b = {0};
    sl_ph_scan(&ph, sl_cstr(line), &spans);
    for (size_t i = 0; i < spans.n; i++) {
        sl_printf(&b, "%s%u:%s=", i ? " " : "", spans.v[i].id, sl_rung_names[spans.v[i].rung]);
        sl_put(&b, line + spans.v[i].start, spans.v[i].end - spans.v[i].start);
    }
    bool good = sl_eq(sl_view(&b), sl_cstr(want));
    ok(good, line);
    if (!good) printf("# got %s\n", sl_buf_c(&b));
    sl_buf_free(&b);
}

static void xx(void) {
    sl_ph_parse(&ph, SL_LIT("xx"));
    expect("XX1, XX12.", "1:exact=XX1 12:exact=XX12");
    expect("xx1 Xx2 ＸＸ3 XX４", "1:case=xx1 2:case=Xx2 3:case=ＸＸ3 4:case=XX４");
    expect("XX 1 X X 2 XX\xC2\xA0" "3", "1:space=XX 1 2:space=X X 2 3:space=XX\xC2\xA0" "3");
    expect("X@@ X@@ 1 ▁XX▁2", "1:marks=X@@ X@@ 1 2:marks=XX▁2");
    expect("theXX1 XX2to XX3s", "1:glued=XX1 2:glued=XX2 3:glued=XX3");
    expect("FOXX1 XXX2 XX3X XX4É 5XX6 _XX7", "");
    expect("XX1XX2", "1:exact=XX1 2:exact=XX2");
    expect("XX01 XX0 XX1234567890 XX XX-1", "");
    expect("", "");
    expect("XX", "");
    expect("1", "");
    expect("&#88;&#x58;1 &amp;#88;X2", "1:entity=&#88;&#x58;1 2:entity=&amp;#88;X2");
}

static void opennmt(void) {
    sl_ph_parse(&ph, SL_LIT("opennmt"));
    expect("｟T1｠ ｟T2｠'s", "1:exact=｟T1｠ 2:exact=｟T2｠");
    expect("⦅T1⦆ ｟t2｠ ｟Ｔ3｠", "1:case=⦅T1⦆ 2:case=｟t2｠ 3:case=｟Ｔ3｠");
    expect("｟ T1 ｠ ｟T 2｠", "1:space=｟ T1 ｠ 2:space=｟T 2｠");
    expect("｟@@ T@@ 1@@ ｠", "1:marks=｟@@ T@@ 1@@ ｠");
    expect("&#65375;T1&#65376; &amp;#xFF5F;T2&amp;#xFF60;", "1:entity=&#65375;T1&#65376; 2:entity=&amp;#xFF5F;T2&amp;#xFF60;");
    expect("T1 t2 (T3) [ T4 ] ｟T5 T6｠", "1:bracket=T1 2:bracket=t2 3:bracket=(T3) 4:bracket=[ T4 ] 5:bracket=｟T5 6:bracket=T6｠");
    expect("to｟T2｠and", "2:glued=｟T2｠");
    expect("T1.5 T1,5 T12a aT1 HT1 ｟T ｟T｠", "");
    expect("｟1｠ ｟ 2 ｠", "1:bracket=｟1｠ 2:bracket=｟ 2 ｠");
    expect("｟A1｠ ｟Tém 2｠", "0:case=｟A1｠ 0:case=｟Tém 2｠");
    expect("｟Т1｠ ｟T１｠ ｟T١｠ ｟T²｠ ｟T\xE2\x80\x8B" "3｠", "1:case=｟Т1｠ 1:case=｟T１｠ 1:case=｟T١｠ 2:case=｟T²｠ 3:space=｟T\xE2\x80\x8B" "3｠");
    expect("｟T1 2｠", "");
}

static void bracket(void) {
    sl_ph_parse(&ph, SL_LIT("bracket"));
    expect("[1] [ 2 ] [3 ] 【4】 ［5］", "1:exact=[1] 2:space=[ 2 ] 3:space=[3 ] 4:case=【4】 5:case=［5］");
    expect("&#91;1&#93; &lsqb;2]", "1:entity=&#91;1&#93; 2:entity=&lsqb;2]");
    expect("[1 (2) {3} 4]", "1:bracket=[1 2:bracket=(2) 3:bracket={3} 4:bracket=4]");
    expect("1 2. 3) [a1] [1a] [1 2]", "");
    expect("[1][2]", "1:exact=[1] 2:exact=[2]");
}

static void tag(void) {
    sl_ph_parse(&ph, SL_LIT("tag"));
    expect("<x id=\"1\"/> <X ID=\"2\"/>", "1:exact=<x id=\"1\"/> 2:case=<X ID=\"2\"/>");
    expect("< x id = \"1\" / > <x id=“2”/>", "1:space=< x id = \"1\" / > 2:case=<x id=“2”/>");
    expect("&lt;x id=&quot;1&quot;/&gt; &amp;lt;x id=\"2\"/&gt;", "1:entity=&lt;x id=&quot;1&quot;/&gt; 2:entity=&amp;lt;x id=\"2\"/&gt;");
    expect("<x id=1/> <x id=\"2\">", "1:bracket=<x id=1/> 2:bracket=<x id=\"2\">");
    expect("index id 1 <g id=\"2\"/> id=\"3\"", "");
}

static void own(void) {
    ok(!sl_ph_parse(&ph, SL_LIT("{%d}")) && sl_eq(ph.pre, SL_LIT("{")) && sl_eq(ph.post, SL_LIT("}")), "a style of one's own");
    expect("{ 1 } {2}", "1:space={ 1 } 2:exact={2}");
    ok(!sl_ph_parse(&ph, SL_LIT("#T%d#")), "with letters");
    expect("#T1#T2# #T3#", "1:glued=#T1# 2:bracket=T2# 3:exact=#T3#");
    static const char *const none[] = {"", "XX", "%d", "7%d", "%d%d", "%d1", "abcdefghijklmnopq%d", "\xFF%d", "a\t%d"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) ok(sl_ph_parse(&ph, sl_cstr(none[i])) != NULL, none[i]);
}

static void taken(void) {
    sl_ph_parse(&ph, SL_LIT("bracket"));
    sl_ph_taken(&ph, SL_LIT("zie [1], (2), [ 4 en 5"), &spans);
    ok(spans.n == 4 && spans.v[0].id == 1 && spans.v[1].id == 2 && spans.v[2].id == 4 && spans.v[3].id == 5, "what a text shows at any rung");
}

static const sl_termmap_entry entries[] = {
    {1, 0, 4, SL_LIT("Dijk"), SL_LIT("dijk"), SL_LIT("Dike"), SL_LIT("capital+start")},
    {2, 9, 15, SL_LIT("gemaal"), SL_LIT("gemaal"), SL_LIT("pumping station"), SL_LIT("exact")},
    {4, 20, 29, SL_LIT("Nederland"), SL_LIT("Nederland"), SL_LIT("the Netherlands"), SL_LIT("exact")},
    {5, 30, 33, SL_LIT("led"), SL_LIT("led"), SL_LIT("led"), SL_LIT("exact+fixed")}};

static sl_restored back;

static void restored(const char *in, const char *want, const char *source, const char *what) {
    sl_buf out = {0};
    sl_restore_rules r = {.fit = true};
    sl_restore_line(&r, &ph, entries, 4, &back, sl_cstr(in), &out);
    bool good = sl_eq(sl_view(&out), sl_cstr(want));
    ok(good, what);
    if (!good) printf("# got %s\n", sl_buf_c(&out));
    sl_clear(&out);
    r.source = true;
    sl_restore_line(&r, &ph, entries, 4, &back, sl_cstr(in), &out);
    good = sl_eq(sl_view(&out), sl_cstr(source));
    ok(good, "and from the source");
    if (!good) printf("# got %s\n", sl_buf_c(&out));
    sl_buf_free(&out);
}

static void restoring(void) {
    sl_ph_parse(&ph, SL_LIT("xx"));
    restored("XX1 at XX2", "Dike at pumping station", "Dijk at gemaal", "as they came");
    restored("An XX1. XX1", "An dike. Dike", "An Dijk. Dijk", "a sentence's capital stays at a sentence's start");
    restored("\"XX2 is near XX4", "\"Pumping station is near the Netherlands", "\"gemaal is near Nederland", "the first word of the line gets a capital");
    restored("XX5 here", "led here", "led here", "a fixed target keeps its case");
    restored("in the XX4, The  XX4", "in the Netherlands, The  Netherlands", "in the Nederland, The  Nederland", "an article is not written twice");
    restored("bathe XX4", "bathe the Netherlands", "bathe Nederland", "a word that ends like one is none");
    restored("a XX2 XX2, XX2", "a pumping station, pumping station", "a gemaal, gemaal", "doubled on the spot, and elsewhere");
    restored("theXX2is XX2s", "the pumping station is pumping stations", "the gemaal is gemaals", "glued");
    restored("XX1XX2", "Dike pumping station", "Dijkgemaal", "two targets do not touch");
    restored("XX3 XX7 x", "XX3 XX7 x", "XX3 XX7 x", "an id without an entry stays");
    ok(back.unknowns == 2 && back.unknown[0].id == 3 && back.unknown[1].id == 7 && back.fate[0].times == 0, "and is told, as is what is missing");
    sl_ph_parse(&ph, SL_LIT("opennmt"));
    restored("｟T2｠, T2", "Pumping station, T2", "gemaal, T2", "a weak finding does not count beside a strong one");
    ok(back.unknowns == 1 && back.unknown[0].id == 2, "but is told");
    restored("｟T2｠ T2", "Pumping station", "gemaal", "where it doubles one it goes");
}

int main(void) {
    xx();
    opennmt();
    bracket();
    tag();
    own();
    taken();
    restoring();
    sl_ph_spans_free(&spans);
    sl_restored_free(&back);
    return tap_end();
}
