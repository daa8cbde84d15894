/* Tokens, and the way back from them to the very bytes: cases, and lines of the samples mutated at random with a fixed seed. */
#include "sluis/detok.h"
#include "sluis/recase.h"
#include "sluis/tok.h"
#include "sluis/tokmap.h"
#include "tap.h"
#include <stdlib.h>
#include <time.h>

static sl_tok *tok[2];
static sl_detok *detok[2];
static sl_tok_state state;
enum { NL, EN };

static bool tokens_are(int lang, unsigned flags, sl_str in, sl_str want) {
    sl_buf out = {0};
    sl_tok_line(tok[lang], flags, &state, in, &out);
    bool good = sl_eq(sl_view(&out), want);
    if (!good) printf("# got:    %.*s\n# wanted: %.*s\n", (int)out.n, out.p, (int)want.n, want.p);
    sl_buf_free(&out);
    return good;
}

/* Each: text, plain tokens. */
static const char *const dutch[][2] = {
    {"Zo'n VS-president zag foto's van collega's om 21:13.", "Zo'n VS-president zag foto's van collega's om 21:13 ."},
    {"'t Is 's avonds '80 in 's-Hertogenbosch, zei-ie.", "'t Is 's avonds '80 in 's-Hertogenbosch , zei-ie ."},
    {"\xE2\x80\x99s Avonds zo\xE2\x80\x99n foto\xE2\x80\x99s", "\xE2\x80\x99s Avonds zo\xE2\x80\x99n foto\xE2\x80\x99s"},
    {"Hij zei: 'Kom maar.'", "Hij zei : ' Kom maar . '"},
    {"Dat is Hans' boek, niet 'dat van Hans'.", "Dat is Hans' boek , niet ' dat van Hans ' ."},
    {"Het kost 1.000,50 of 1,000.50 (5%) op 24-11-2026.", "Het kost 1.000,50 of 1,000.50 ( 5% ) op 24-11-2026 ."},
    {"Zie www.voorbeeld.nl, http://a.nl/b?c=(d) en jan.p@x.nl.", "Zie www.voorbeeld.nl , http://a.nl/b?c=(d) en jan.p@x.nl ."},
    {"#pasen @jan verslag_2.pdf :-) \xF0\x9F\x91\xA9\xF0\x9F\x8F\xBD\xE2\x80\x8D\xF0\x9F\x92\xBB!", "#pasen @jan verslag_2.pdf :-) \xF0\x9F\x91\xA9\xF0\x9F\x8F\xBD\xE2\x80\x8D\xF0\x9F\x92\xBB !"},
    {"\xF0\x9F\x87\xB3\xF0\x9F\x87\xB1\xF0\x9F\x87\xA7\xF0\x9F\x87\xAA", "\xF0\x9F\x87\xB3\xF0\x9F\x87\xB1 \xF0\x9F\x87\xA7\xF0\x9F\x87\xAA"},
    {"De speler(s) in in- en uitvoer en/of (on)mogelijk...", "De speler(s) in in- en uitvoer en/of (on)mogelijk ..."},
    {",,Nee'', zei J.M. de Vries.", ",, Nee '' , zei J.M. de Vries ."},
    {"In 330 v. Chr. kocht de fa. Jansen brood, kaas, enz.", "In 330 v. Chr. kocht de fa. Jansen brood , kaas , enz."}, {"Na no. 5 en art. 7 kwam no. Twee", "Na no. 5 en art. 7 kwam no . Twee"},
    {"Dat was het einde.De man ging", "Dat was het einde . De man ging"},
    {"Wat?! Hoezo!!! Nou.?", "Wat ?! Hoezo !!! Nou .?"},
    {"\xEF\xBD\x9FT1\xEF\xBD\xA0-landen, XX2-top en __T3__.", "\xEF\xBD\x9FT1\xEF\xBD\xA0 -landen , XX2 -top en __T3__ ."},
    {"Klik <x id=\"1\"/>hier</x>.", "Klik <x id=\"1\"/> hier </x> ."},
    {"", ""}, {"   ", ""}, {"  a\xC2\xA0 b ", "a b"}};
static const char *const english[][2] = {
    {"Don't say it's O'Neill's F-16; you couldn't've.", "Do n't say it 's O'Neill 's F - 16 ; you could n't 've ."},
    {"I don\xE2\x80\x99t, they\xE2\x80\x99re", "I do n\xE2\x80\x99t , they \xE2\x80\x99re"},
    {"We cannot e-mail the 80's re-wording, gonna?", "We can not e-mail the 80's re-wording , gon na ?"},
    {"A 15-year term (1990-1995), call 212-848-8400 and/or 235-1972.", "A 15 - year term ( 1990 - 1995 ) , call 212-848-8400 and / or 235-1972 ."},
    {"It was $9.62, 5% of US$5 on 08/15/2000.", "It was $ 9.62 , 5 % of US$ 5 on 08/15/2000 ."},
    {"\"Time\"'s dogs' C++ b/c AT&T", "\" Time \" 's dogs ' C++ b/c AT&T"},
    {"From paulhastings.com's page: see file.txt.", "From paulhastings.com 's page : see file.txt ."},
    {"They left the U.S. for 650k at 9 a.m.", "They left the U.S. for 650 k at 9 a.m."}, {"Back in the U.S.", "Back in the U.S ."},
    {"ISBN 90-446-1234-X, 978-0-306-40615-7; 2026-11-24T10:00:05Z, a 1-2-Xy", "ISBN 90-446-1234-X , 978-0-306-40615-7 ; 2026-11-24T10:00:05Z , a 1 - 2 - Xy"},
    {"Wait....well ----== so !", "Wait .... well ----== so !"}};

/* Each: text, tokens with marks. J is the joiner. */
#define J SL_JOINER
static const char *const marked[][2] = {
    {"Ja, (zo) \"is\" het.", "Ja " J ", (" J " zo " J ") \"" J " is " J "\" het " J "."},
    {"a  b", "a " J "%2020" J " b"}, {" a ", J "%20" J " a " J "%20" J}, {"a\xC2\xA0" "b", "a " J "%C2A0" J " b"},
    {"a\r", "a " J "%0D" J}, {"a" J "b", "a " J "%EFBFAD" J " b"}, {"   ", J "%202020" J},
    {"a b .", J "a b ."}, {"<x id=\"a , b\"/>", J "<x id=\"a , b\"/>"},      /* the rules of detok would change them */
    {"a b", "a b"}, {"%20 %2020", "%" J " 20 %" J " 2020"}, {"caf\xE9 \xFF.", "caf\xE9 \xFF " J "."},
    {"x\xEF\xBD\x9FT1\xEF\xBD\xA0y", "x" J " \xEF\xBD\x9FT1\xEF\xBD\xA0 " J "y"}};

/* Each: text, tokens in small letters with marks for joiners and capitals. */
#define C SL_RECASE_MARK
#define E SL_RECASE_END
static const char *const lowered[][2] = {
    {"Het IJ, IJsland en Ijsland.", C " het " C " ij " J ", " C " ijsland en " C "ijsland " J "."},
    {"De VS-president A (NAVO)", C " de " C C "vs" E "-president " C " a (" J " " C C " navo " J ")"},
    {"McDonald iPhone 's-Gravenhage ÉÉN Één", C "mc" C "donald i" C "phone 's-" C "gravenhage " C C " één " C " één"},
    {"XX1 <x id=\"A\"/> Http://A.nl/B İ", "XX1 <x id=\"A\"/> Http://A.nl/B İ"},
    {"Zo" C "E" E "-" C C, C " zo " J "%EFBFAA" J " " C " e " J "%EFBFAC" J " - " J "%EFBFAAEFBFAA" J},
    {"\xEF\xBD\x9FX" C "\xEF\xBD\xA0", "\xEF\xBD\x9F" J " " C " x " J "%EFBFAA" J " \xEF\xBD\xA0"},
    {"\xC3\x89\xFF" "A", C C " \xC3\xA9\xFF" "a"}, {"Ja .", C " " J "ja ."}};

/* Each: text, tokens where markup is whole. */
static const char *const tagged[][2] = {
    {"<a href=\"http://a.nl/b\" t='x > y'>AT&amp;T&#39;s</a>", "<a href=\"http://a.nl/b\" t='x > y'> AT &amp; T &#39; s </a>"},
    {"a<!-- b. -->c<?p q?>d<![CDATA[e. f]]><!DOCTYPE html>", "a <!-- b. --> c <?p q?> d <![CDATA[e. f]]> <!DOCTYPE html>"},
    {"1 < 2 & 3 > 2 &amp &; &#x; &#x1F;", "1 < 2 & 3 > 2 & amp & ; & #x ; &#x1F;"}, {"<b  c>", "< b c >"}, {"<td width=5 nowrap>x", "<td width=5 nowrap> x"},
    {"http://a.nl/?b&amp;c=1", "http://a.nl/?b&amp;c=1"}};

/* Each: text, what is kept of it, tokens. */
static const struct { const char *in; sl_range r; const char *out; } kept[] = {
    {"een AB.-12.3 x", {4, 10}, "een AB.-12 . 3 x"}, {"in New York.", {3, 11}, "in New York ."}, {"in New  York.", {3, 12}, "in New York ."},
    {"http://a.nl/AB.-1/x", {12, 17}, "http://a.nl/AB.-1/x"}, {"www.a.nl (x)", {6, 11}, "www.a.nl (x )"}, {"(www.a.nl)", {0, 3}, "(www.a.nl )"},
    {"a b ", {1, 3}, "a b"}, {"ab", {0, 9}, "ab"}};

static void cases(void) {
    for (size_t i = 0; i < sizeof dutch / sizeof *dutch; i++)
        ok(tokens_are(NL, SL_TOK_PLAIN, sl_cstr(dutch[i][0]), sl_cstr(dutch[i][1])), dutch[i][0]);
    for (size_t i = 0; i < sizeof english / sizeof *english; i++)
        ok(tokens_are(EN, SL_TOK_PLAIN, sl_cstr(english[i][0]), sl_cstr(english[i][1])), english[i][0]);
    for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
        ok(tokens_are(NL, 0, sl_cstr(marked[i][0]), sl_cstr(marked[i][1])), "marks");
    for (size_t i = 0; i < sizeof lowered / sizeof *lowered; i++)
        ok(tokens_are(NL, SL_TOK_CASE, sl_cstr(lowered[i][0]), sl_cstr(lowered[i][1])), lowered[i][0]);
    ok(tokens_are(EN, SL_TOK_CASE, SL_LIT("IJ Ij"), SL_LIT(C C " ij " C " ij")), "ij is one letter in Dutch only");
    for (size_t i = 0; i < sizeof tagged / sizeof *tagged; i++)
        ok(tokens_are(NL, SL_TOK_PLAIN | SL_TOK_TAGS, sl_cstr(tagged[i][0]), sl_cstr(tagged[i][1])), tagged[i][0]);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        state.keep = &kept[i].r;
        state.nkeep = 1;
        ok(tokens_are(NL, SL_TOK_PLAIN, sl_cstr(kept[i].in), sl_cstr(kept[i].out)), kept[i].out);
        state.nkeep = 0;
    }
    ok(tokens_are(NL, 0, SL_LIT("a\0b"), SL_LIT("a " J "%00" J " b")), "NUL is carried");
}

/* What detok does by default. */
static void back(int lang, sl_str in, sl_buf *out) {
    if (sl_detok_marked(in)) sl_detok_marks(in, out);
    else sl_detok_rules(detok[lang], in, out);
}

static bool clean(sl_str t) {
    for (size_t i = 0; i < t.n; i++) {
        unsigned char c = (unsigned char)t.p[i];
        if (c < ' ' || c == 0x7F || (c == ' ' && (i == 0 || i + 1 == t.n || t.p[i - 1] == ' '))) return false;
    }
    return true;
}

/* The same for lower-cased tokens. */
static bool comes_back_lowered(int lang, sl_str in) {
    static sl_buf t, text, b;
    sl_clear(&t);
    sl_clear(&text);
    sl_clear(&b);
    sl_tok_line(tok[lang], SL_TOK_CASE, &state, in, &t);
    sl_recase_line(sl_view(&t), sl_detok_pair(detok[lang]), &text);
    back(lang, sl_view(&text), &b);
    bool good = sl_eq(sl_view(&b), in) && clean(sl_view(&t));
    if (!good) printf("# lowered: %.*s\n", (int)(t.n < 800 ? t.n : 800), t.p);
    return good;
}

/* Bare tokens and their map, as they are and lower-cased. */
static bool comes_back_mapped(int lang, unsigned flags, sl_str in) {
    static sl_buf t, text, row, b;
    sl_clear(&t);
    sl_clear(&text);
    sl_clear(&row);
    sl_clear(&b);
    sl_tok_line(tok[lang], SL_TOK_PLAIN | SL_TOK_SPANS | flags, &state, in, &t);
    sl_tokmap_row(1, in, state.spans, state.nspans, &row);
    if (flags & SL_TOK_CASE) sl_recase_line(sl_view(&t), sl_detok_pair(detok[lang]), &text);
    else sl_puts(&text, sl_view(&t));
    bool good = sl_tokmap_text(sl_view(&row), sl_view(&text), &b) == SL_TOKMAP_GOOD && sl_eq(sl_view(&b), in) && clean(sl_view(&t));
    if (!good) printf("# map: %.*s\n", (int)(row.n < 800 ? row.n : 800), row.p);
    return good;
}

static uint32_t dice(uint32_t n);

/* With spans that are kept, at random, and with markup. */
static bool comes_back_kept(int lang, sl_str in) {
    static sl_range keep[4];
    bool good;
    state.keep = keep;
    for (size_t at = 0; state.nkeep < 4 && at < in.n; at = keep[state.nkeep++].end) {
        keep[state.nkeep].start = at + dice((uint32_t)(in.n - at));
        keep[state.nkeep].end = keep[state.nkeep].start + 1 + dice((uint32_t)(in.n - keep[state.nkeep].start)) % 12;
    }
    sl_buf t = {0}, b = {0};
    sl_tok_line(tok[lang], SL_TOK_TAGS, &state, in, &t);
    back(lang, sl_view(&t), &b);
    good = sl_eq(sl_view(&b), in) && clean(sl_view(&t)) && comes_back_lowered(lang, in) && comes_back_mapped(lang, SL_TOK_CASE | SL_TOK_TAGS, in);
    if (!good) printf("# kept: %.*s\n", (int)(t.n < 800 ? t.n : 800), t.p);
    state.nkeep = 0;
    sl_buf_free(&t);
    sl_buf_free(&b);
    return good;
}

static bool comes_back(int lang, sl_str in) {
    sl_buf t = {0}, b = {0}, plain = {0};
    sl_tok_line(tok[lang], 0, &state, in, &t);
    back(lang, sl_view(&t), &b);
    sl_tok_line(tok[lang], SL_TOK_PLAIN, &state, in, &plain);
    bool good = sl_eq(sl_view(&b), in) && clean(sl_view(&t)) && clean(sl_view(&plain)) && comes_back_lowered(lang, in) &&
                comes_back_mapped(lang, 0, in) && comes_back_mapped(lang, SL_TOK_CASE, in) &&
                comes_back_kept(lang, in);
    if (!good) {
        printf("# lang %d, %zu bytes:", lang, in.n);
        for (size_t i = 0; i < in.n && i < 400; i++) printf(" %02X", (unsigned char)in.p[i]);
        printf("\n# tokens: %.*s\n", (int)(t.n < 800 ? t.n : 800), t.p);
    }
    sl_buf_free(&t);
    sl_buf_free(&b);
    sl_buf_free(&plain);
    return good;
}

static uint64_t seed = 20261124;
static uint32_t dice(uint32_t n) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

static const char *const bits[] = {" ", "  ", J, "%", "%20", J "%20" J, "\t", "\r", "\xC2\xA0", "\xE2\x80\xA8", "\xFF", "\xEF", "\xEF\xBF", "'", "''", ",,", "\"",
    ".", "...", "-", "--", "(", ")", "<x id=\"1\"/>", "<", "\xEF\xBD\x9F", "T1", "\xEF\xBD\xA0", "XX1", "__T1__", "http://", "www.", "@", "a.nl", "n't", "'s", "\xE2\x80\x99",
    ":-)", "\xF0\x9F\x91\xA9", "\xE2\x80\x8D", "\xCC\x81", "5", "%", "$", "/", "can", "not", "gon", "na", "\x01", "e", "\xC3\xA9", "\xC3", "\xE2\x80\x99s", " .", " , ", "='", "=\" ", "__", "20", "A", "IJ", "Ij", "ij", "NAVO", "De", "EU-", "\xC3\x89", "\xC4\xB0", "\xC7\x85", "\xE1\xBA\x9E", SL_RECASE_MARK, SL_RECASE_END, SL_RECASE_MARK SL_RECASE_MARK, "\xEF\xBF\xAA ", "\t", "x", "<a ", "<!--", "-->", "&amp;", "&#", "<?", "?>", ">", "<![CDATA["};

static void mutate(sl_buf *b) {
    for (uint32_t n = dice(6); n > 0; n--) {
        sl_str add = sl_cstr(bits[dice(sizeof bits / sizeof *bits)]);
        size_t at = dice((uint32_t)b->n + 1), cut = dice(4) ? 0 : dice((uint32_t)(b->n - at) + 1) % 9;
        char *q = sl_need(b, add.n) - b->n;
        memmove(q + at + add.n, q + at + cut, b->n - at - cut);
        memcpy(q + at, add.p, add.n);
        b->n += add.n - cut;
    }
}

static void samples(const char *path, int lang) {
    sl_buf text = {0}, line = {0};
    bool good = sl_buf_file(&text, path) == 0 && text.n > 0;
    for (sl_str rest = sl_view(&text); good && rest.n;) {
        sl_str in = sl_cut(&rest, '\n');
        good = comes_back(lang, in) && comes_back(!lang, in);
        for (unsigned i = thorough(60, 8); good && i > 0; i--) {
            sl_clear(&line);
            sl_puts(&line, in);
            mutate(&line);
            good = comes_back(lang, sl_view(&line));
        }
    }
    ok(good, path);
    sl_buf_free(&text);
    sl_buf_free(&line);
}

static void soup(void) {
    sl_buf b = {0};
    bool good = true;
    for (unsigned i = thorough(50000, 3000); good && i > 0; i--) {
        sl_clear(&b);
        for (uint32_t n = dice(20); n > 0; n--) {
            if (dice(3)) sl_puts(&b, sl_cstr(bits[dice(sizeof bits / sizeof *bits)]));
            else sl_putc(&b, (char)dice(256));
        }
        good = comes_back(NL, sl_view(&b)) && comes_back(EN, sl_view(&b));
    }
    ok(good, "lines of bits and random bytes come back, in both languages");
    sl_buf_free(&b);
}

/* One long line of a pattern that a careless rule would look at over and over. A shorter line has as much less time as such a rule would take. */
static void long_lines(void) {
    static const char *const patterns[] = {"a", ".", "a.", "a-", "1-", "-", "(", "a(", "<", "<a ", "<a b=\"", "\xEF\xBD\x9F", "@", "a@", "://", "a://", "www.", "'", "a'", "'s", ":(",
                                           "n't", "\xE2\x80\x99", "e.", "enz.)", ",", "[](", "http://a.nl/)", "\xF0\x9F\x91\xA9\xE2\x80\x8D", "__T", "XX1", "*a", "$1", "_", " ", "\" ", "' ", "\xFF", J, "\xC2\xA0", ". ", "a. ", "A", "Aa", "A a ", C, C " ", "<a '", "<!--", "<?x", "&a", "&#1"};
    size_t length = thorough(200000, 50000);
    double limit = PATIENCE * 5 * (double)CLOCKS_PER_SEC * (double)(length * length) / (200000.0 * 200000.0);
    sl_buf b = {0};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        sl_clear(&b);
        while (b.n < length) sl_puts(&b, sl_cstr(patterns[i]));
        clock_t t = clock();
        bool good = comes_back(NL, sl_view(&b)) && comes_back(EN, sl_view(&b));
        ok(good && (double)(clock() - t) < limit, patterns[i]);
    }
    sl_buf_free(&b);
}

int main(void) {
    sl_err e = {0};
    static const char *const langs[] = {"nl", "en"};
    for (int i = 0; i < 2; i++)
        ok(sl_tok_open(&tok[i], langs[i], NULL, &e) == 0 && sl_detok_open(&detok[i], langs[i], NULL, &e) == 0, langs[i]);
    sl_tok *none;
    ok(sl_tok_open(&none, "xx", NULL, &e) == SL_EUSAGE && !none, "a language without data");
    cases();
    static const char *const kinds[] = {"contract", "debate", "letter", "manual", "news", "subtitles"};
    for (size_t i = 0; i < 12; i++) {
        char path[100];
        snprintf(path, sizeof path, "data/samples/%s/%s.txt", langs[i & 1], kinds[i / 2]);
        samples(path, (int)(i & 1));
    }
    soup();
    long_lines();
    sl_tok_state_free(&state);
    for (int i = 0; i < 2; i++) {
        sl_tok_free(tok[i]);
        sl_detok_free(detok[i]);
    }
    return tap_end();
}
