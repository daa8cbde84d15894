/* The Moses style: cases as tokenizer.perl answers them (its output, read), and what is mended in Dutch. */
#include "sluis/moses.h"
#include "tap.h"
#include <stdlib.h>
#include <time.h>

static sl_moses_state state;
enum { NL_STRICT, EN, NL, NMODELS };
static sl_moses *model[NMODELS];

static bool tokens_are(const sl_moses *m, sl_str in, sl_str want) {
    sl_buf out = {0};
    sl_moses_tok(m, &state, in, &out);
    bool good = sl_eq(sl_view(&out), want);
    if (!good) printf("# got:    %.*s|\n# wanted: %.*s|\n", (int)out.n, out.p, (int)want.n, want.p);
    sl_buf_free(&out);
    return good;
}

/* Each: text, tokens. */
static const char *const strict[][2] = {
    {"zo'n", "zo ' n"}, {"1,2", "1,2"}, {",5", ",5"}, {"1,,5", "1 , , 5"}, {",,5", ", , 5"}, {"1,,,5", "1 , , ,5"}, {",,,5", ", , ,5"}, {"a,,5", "a , ,5"}, {"a,,,5", "a , , , 5"},
    {"1,", "1 ,"}, {"\xC2\xBD,5", "\xC2\xBD , 5"}, {"\xE2\x85\xA3,5", "\xE2\x85\xA3,5"}, {"a-b-c", "a @-@ b @-@ c"}, {"-a- (-1)", "-a- ( -1 )"},
    {"a.\x01.b", "a .. b"}, {"dr. Jan dr.", "dr. Jan dr ."}, {"Z. Korea Q. X", "Z. Korea Q. X"}, {"Nrs. 5 nrs. 5 Nr. 5 Nr. V", "Nrs . 5 nrs. 5 Nr. 5 Nr . V"}, {"a. b. C", "a. b . C"},
    {"a.b. C", "a.b. C"}, {"1.2. C", "1.2 . C"}, {"x. (y) .", "x . ( y ) ."}, {"\xC2\xA0", "\xC2\xA0"}, {"\x01", ""}, {"a\xC2\xA0 \r b", "a b"}, {"", ""}};
static const char *const english[][2] = {
    {"a'b'c", "a &apos;b&apos;c"}, {"1990's 1'a", "1990 &apos;s 1&apos;a"}, {"'a' '5", "&apos;a &apos; &apos; 5"}, {"x.'", "x . &apos; "}, {"x .'", "x  . &apos; "}, {"''", "&apos;&apos;"}};
static const char *const dutch[][2] = {
    {"zo'n zo\xE2\x80\x99n 't 's-Gravenhage 'n", "zo'n zo\xE2\x80\x99n 't 's-Gravenhage 'n"}, {"'tot' Hans' boek", "' tot ' Hans ' boek"},
    {"21:13: 1:a", "21:13 : 1 : a"}, {"#a_b. (#c) a#b #1 &#x2014;", "#a_b . ( #c ) a # b # 1 & # x2014 ;"}, {"(http://a.nl/b?c=d).", "( http://a.nl/b?c=d ) ."}, {"a_b@c.nl, x_y.pdf", "a_b@c.nl , x_y.pdf"}};

static void answers(void) {
    sl_moses *plain;
    ok(sl_moses_open(&plain, "en", NULL, SL_MOSES_NO_ESCAPE, &(sl_err){0}) == 0, "a model without entities opens");
    for (size_t i = 0; i < sizeof strict / sizeof *strict; i++) ok(tokens_are(model[NL_STRICT], sl_cstr(strict[i][0]), sl_cstr(strict[i][1])), strict[i][0]);
    for (size_t i = 0; i < sizeof dutch / sizeof *dutch; i++) ok(tokens_are(model[NL], sl_cstr(dutch[i][0]), sl_cstr(dutch[i][1])), dutch[i][0]);
    for (size_t i = 0; i < sizeof english / sizeof *english; i++) ok(tokens_are(model[EN], sl_cstr(english[i][0]), sl_cstr(english[i][1])), english[i][0]);
    ok(tokens_are(plain, SL_LIT("it's <b> & \"c\""), SL_LIT("it 's < b > & \" c \"")), "no entities");
    sl_moses_free(plain);
}

/* Random bytes: every line is answered, and the tokens hold all of the line's letters. */
static size_t small(sl_str s) { size_t n = 0; for (size_t i = 0; i < s.n; i++) n += s.p[i] == 'x'; return n; }

static void random_lines(void) {
    static const char alphabet[] = "''''....,,,--xxx1122  :#@/&\x01\x0B\xE2\x80\x99\xC3\xA9\xFF";
    sl_buf in = {0}, out = {0};
    size_t lost = 0;
    srand(11);
    for (unsigned k = thorough(100000, 20000); k > 0; k--) {
        sl_clear(&in), sl_clear(&out);
        for (int n = rand() % 24; n > 0; n--) sl_putc(&in, alphabet[(size_t)rand() % (sizeof alphabet - 1)]);
        sl_moses_tok(model[k % NMODELS], &state, sl_view(&in), &out);
        lost += small(sl_view(&in)) != small(sl_view(&out));
    }
    ok(lost == 0, "no letter of random lines is lost");
    sl_buf_free(&in);
    sl_buf_free(&out);
}

static double seconds(const sl_moses *m, const char *unit, size_t n) {
    sl_buf in = {0}, out = {0};
    while (in.n < n) sl_puts(&in, sl_cstr(unit));
    clock_t t = clock();
    sl_moses_tok(m, &state, sl_view(&in), &out);
    double s = (double)(clock() - t) / CLOCKS_PER_SEC;
    sl_buf_free(&in);
    sl_buf_free(&out);
    return s;
}

static void linear(void) {
    static const char *const units[] = {"'", ",", ".", "a'", "a.", "-", "\x01,", "#a", "a:1:", "' ", "a@", "http://"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        for (int k = 0; k < NMODELS; k++) {
            char what[80];
            double s = seconds(model[k], units[i], 1 << 20);
            snprintf(what, sizeof what, "a megabyte of %s, model %d, takes less than two seconds", units[i], k);
            ok(s < 2, what);
        }
}

/* Each: language, tokens, text. */
static const char *const back[][3] = {
    {"en", "a @-@ @-@ b", "a-@-@ b"}, {"en", "@-@ a @-@", "-a-"}, {"en", "&amp;lt; &am &", "&lt; &am &"}, {"en", "x  .", "x ."}, {"en", "\xE2\x80\x9E a \" b", "\xE2\x80\x9E" "a\" b"},
    {"en", "it 's boss ' 'a ' b '", "it's boss' 'a 'b'"}, {"en", "<a> <b>", "<a> <b>"}, {"en", "", ""}, {"en", " ", " "},
    {"nl", "M ' n zo &apos; n d ' r", "M'n zo'n d'r"}, {"nl", "is ' s avonds", "is 's avonds"}, {"nl", "sla ' s avonds", "sla 's avonds"}, {"nl", "sla ' s", "sla's"}, {"nl", "hij ' s", "hij 's"},
    {"nl", "1 : 2 : 3 : a", "1:2:3: a"}, {"nl", "5 % a % b", "5% a % b"}, {"nl", "# a # 1", "#a #1"}, {"nl", "'", "'"}, {"nl", "/ a / b /", "/ a/b /"}, {"nl", "zo  '  n", "zo  '  n"}};

static void texts(void) {
    for (size_t i = 0; i < sizeof back / sizeof *back; i++) {
        sl_moses_detok *d;
        sl_buf out = {0};
        ok(sl_moses_detok_open(&d, back[i][0], NULL, &(sl_err){0}) == 0, "the way back opens");
        sl_moses_detok_line(d, &state, sl_cstr(back[i][1]), &out);
        if (!sl_eq(sl_view(&out), sl_cstr(back[i][2]))) printf("# got: %.*s|\n", (int)out.n, out.p);
        ok(sl_eq(sl_view(&out), sl_cstr(back[i][2])), back[i][1]);
        sl_buf_free(&out);
        sl_moses_detok_free(d);
    }
}

int main(void) {
    sl_err e = {0};
    ok(sl_moses_open(&model[NL_STRICT], "nl", NULL, SL_MOSES_STRICT | SL_MOSES_AGGRESSIVE | SL_MOSES_NO_ESCAPE, &e) == 0
       && sl_moses_open(&model[EN], "en", NULL, 0, &e) == 0 && sl_moses_open(&model[NL], "nl", NULL, SL_MOSES_NO_ESCAPE, &e) == 0, "the models open");
    sl_moses *none;
    ok(sl_moses_open(&none, "xx", NULL, 0, &e) == SL_EUSAGE && !none, "no model for a language without data");
    answers();
    texts();
    random_lines();
    linear();
    for (int k = 0; k < NMODELS; k++) sl_moses_free(model[k]);
    sl_moses_state_free(&state);
    return tap_end();
}
