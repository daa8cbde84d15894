/* TMX: what is written is read back; reading keeps to the rules on languages, codes, space, entities and damage. */
#include "sluis/tmx.h"
#include "sluis/utf8.h"
#include "tap.h"

static sl_buf got;               /* every pair as SEG|SEG, - for one that is not there, ended by ; */

static int note(void *ctx, const sl_tmx_pair *u) {
    (void)ctx;
    for (unsigned i = 0; i < 2; i++) {
        if (i) sl_putc(&got, '|');
        if (u->there >> i & 1) sl_puts(&got, u->segs[i]);
        else sl_putc(&got, '-');
    }
    sl_putc(&got, ';');
    return 0;
}

static const char *const langs[] = {"nl", "en"};

/* Parse in pieces of `step` bytes. */
static int parse(sl_str xml, size_t step, sl_err *e) {
    sl_tmx *t = sl_tmx_new(langs, 2, note, NULL);
    int rc = 0;
    *e = (sl_err){0};
    sl_clear(&got);
    for (size_t i = 0; rc == 0 && i < xml.n; i += step)
        rc = sl_tmx_feed(t, "t.tmx", sl_slice(xml.p + i, xml.n - i < step ? xml.n - i : step), false, e);
    if (rc == 0) rc = sl_tmx_feed(t, "t.tmx", SL_LIT(""), true, e);
    sl_tmx_free(t);
    return rc;
}

static void gives(const char *body, const char *want, const char *what) {
    sl_buf x = {0};
    sl_err e;
    sl_printf(&x, "<?xml version='1.0'?><tmx version='1.4'><header/><body>%s</body></tmx>", body);
    bool good = parse(sl_view(&x), 7, &e) == 0 && sl_eq(sl_view(&got), sl_cstr(want));
    good = good && parse(sl_view(&x), 1 << 20, &e) == 0 && sl_eq(sl_view(&got), sl_cstr(want));
    if (!good) printf("# got %s, error '%s'\n", sl_buf_c(&got), e.msg);
    ok(good, what);
    sl_buf_free(&x);
}

static void fails(sl_str xml, uint64_t line, uint64_t byte, const char *why) {
    sl_err e;
    bool good = parse(xml, 1 << 20, &e) == SL_EDATA && strstr(e.msg, why) && e.line == line && e.byte == byte;
    if (!good) printf("# %s:%d:%d: %s\n", e.file, (int)e.line, (int)e.byte, e.msg);
    ok(good, why);
}

#define TUV(l, s) "<tuv xml:lang='" l "'><seg>" s "</seg></tuv>"
static void rules(void) {
    gives("<tu>" TUV("en", "E") TUV("nl", "N") "</tu>", "N|E;", "by language, not by place");
    gives("<tu>" TUV("NL_be", "N") TUV("de", "D") TUV("en-GB", "E") "</tu>", "N|E;", "primary subtags, any case, - or _");
    gives("<tu><tuv lang='nl'><seg>N</seg></tuv>" TUV("enm", "M") "</tu>", "N|-;", "the older lang attribute; enm is not en");
    gives("<tu>" TUV("nl", "1") TUV("nl", "2") TUV("en", "") "</tu>", "1|;", "the first of a language; an empty segment is there");
    gives("<tu>" TUV("nl", "a <bpt i='1'>&lt;b></bpt><hi>b</hi><ept i='1'>x<sub>y</sub></ept> c<ph/>") TUV("en", "e<it pos='end'>.</it>") "</tu>",
          "a b c|e;", "native codes go, highlighted text stays");
    gives("<tu>" TUV("nl", "a\n\tb\r\nc&#13;&#10;d&#13;e") TUV("en", "<![CDATA[<x>&]]>&amp;&#x20AC;") "</tu>", "a  b c d\re|<x>&&\xE2\x82\xAC;",
          "line feeds and tabs are spaces; CDATA and references");
    gives("<tu><prop>p</prop><note>n</note>" TUV("nl", "a") "<tuv xml:lang='en'><prop>q</prop><seg>b</seg></tuv></tu>", "a|b;", "props and notes are not text");
}

static void damage(void) {
    fails(SL_LIT("<tmx><body>\n<tu><tuv xml:lang='nl'><seg>a & b</seg>"), 2, 32, "bad XML: not well-formed");
    fails(SL_LIT("<tmx><body>\n<tu>"), 2, 5, "bad XML: no element found");
    fails(SL_LIT(""), 1, 1, "bad XML: no element found");
    fails(SL_LIT("\n<html></html>"), 2, 1, "the root element is <html>, not <tmx>");
    fails(SL_LIT("<!DOCTYPE tmx [\n<!ENTITY a 'b'>]><tmx/>"), 2, 12, "entity declarations are not accepted: 'a'");
    fails(SL_LIT("<!DOCTYPE tmx [<!ENTITY % a 'b'>]><tmx/>"), 1, 29, "entity declarations are not accepted: 'a'");
    fails(SL_LIT("<!DOCTYPE tmx SYSTEM 'tmx14.dtd'><tmx>&nbsp;</tmx>"), 1, 39, "undefined entity '&nbsp;'");
    sl_buf deep = {0};
    sl_puts(&deep, SL_LIT("<tmx>"));
    for (int i = 0; i < 300; i++) sl_puts(&deep, SL_LIT("<a>"));
    fails(sl_view(&deep), 1, 5 + 3 * 255 + 1, "elements nested deeper than 256");
    sl_buf_free(&deep);
}

static void encodings(void) {
    sl_err e;
    ok(parse(SL_LIT("<?xml version='1.0' encoding='windows-1252'?><tmx><tu>" TUV("nl", "\x80\xEB") "</tu></tmx>"), 10, &e) == 0
       && sl_eq(sl_view(&got), SL_LIT("\xE2\x82\xAC\xC3\xAB|-;")), "windows-1252");
    const char *x = "<tmx><tu>" TUV("nl", "a") "</tu></tmx>";
    sl_buf u = {0};
    sl_puts(&u, SL_LIT("\xFF\xFE"));
    for (const char *p = x; *p; p++) { sl_putc(&u, *p); sl_putc(&u, 0); }
    ok(parse(sl_view(&u), 5, &e) == 0 && sl_eq(sl_view(&got), SL_LIT("a|-;")), "UTF-16 with its mark");
    sl_buf_free(&u);
}

static uint64_t seed = 20240229;
static unsigned below(unsigned n) { seed = seed * 6364136223846793005u + 1442695040888963407u; return (unsigned)(seed >> 33) % n; }

/* A text of characters that are trouble for XML, lines or columns; none that XML cannot hold. */
static void nasty(sl_buf *b) {
    static const int32_t cs[] = {'&', '<', '>', '"', '\'', '\r', ' ', ']', '-', 'a', 0x7F, 0x85, 0xA0, 0xEB, 0x2028, 0x20AC, 0xFEFF, 0xFFFD, 0x1F600, 0x1FFFE};
    sl_clear(b);
    for (unsigned n = below(12); n; n--) sl_utf8_put(b, cs[below(sizeof cs / sizeof *cs)]);
}

static void round_trip(void) {
    sl_buf xml = {0}, want = {0}, a = {0}, b = {0};
    uint64_t lost = 0;
    sl_tmx_put_head(&xml, "nl");
    for (int i = 0; i < 2000; i++) {
        nasty(&a);
        nasty(&b);
        sl_str segs[] = {sl_view(&a), sl_view(&b)};
        sl_tmx_prop p = {"x-doc", segs[0]};
        lost += sl_tmx_put_unit(&xml, &(sl_tmx_unit){langs, segs, 2, &p, 1});
        sl_puts(&want, segs[0]);
        sl_putc(&want, '|');
        sl_puts(&want, segs[1]);
        sl_putc(&want, ';');
    }
    sl_tmx_put_tail(&xml);
    sl_err e;
    ok(parse(sl_view(&xml), 4093, &e) == 0 && lost == 0 && sl_eq(sl_view(&got), sl_view(&want)), "2000 nasty pairs come back");
    sl_buf_free(&xml), sl_buf_free(&want), sl_buf_free(&a), sl_buf_free(&b);
}

static void escaping(void) {
    sl_buf b = {0};
    uint64_t n = sl_xml_put(&b, SL_LIT("a\0b\x01<\xEF\xBF\xBE\xEF\xBF\xBF\xFF\"\t"), false);
    ok(n == 5 && sl_eq(sl_view(&b), SL_LIT("a\xEF\xBF\xBD" "b\xEF\xBF\xBD&lt;\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"\t")), "what XML cannot hold is replaced and counted");
    sl_clear(&b);
    ok(sl_xml_put(&b, SL_LIT("\"\t\r&"), true) == 0 && sl_eq(sl_view(&b), SL_LIT("&quot;&#9;&#13;&amp;")), "attributes");
    sl_buf_free(&b);
}

int main(void) {
    rules();
    damage();
    encodings();
    escaping();
    round_trip();
    sl_buf_free(&got);
    return tap_end();
}
