/* Word order by classes: reading facts, classes of words, scores. */
#include "../../pipeline/bitext/meaning.h"
#include "tap.h"
#include "sluis/data.h"

static sl_order *open_order(const char *name) {
    sl_buf hold = {0};
    sl_str text;
    sl_err e = {0};
    sl_order *o = NULL;
    if (sl_data(name, NULL, &hold, &text, &e) || sl_order_read(&o, text, name, &e)) printf("# %s\n", e.msg);
    sl_buf_free(&hold);
    return o;
}

static double score(const sl_order *o, const char *line) {
    static sl_tokens x;
    uint8_t class[SL_TOKENS] = {0};
    sl_tokens_read(&x, sl_cstr(line));
    for (uint32_t i = 0; i < x.n; i++) class[i] = x.t[i].kind == SL_T_WORD ? sl_order_class(o, x.t[i].hash) : 0;
    sl_order_classes(o, &x, class);
    return sl_order_score(o, class, x.n);
}

static void scores(void) {
    sl_order *en = open_order("en/order.txt"), *nl = open_order("nl/order.txt");
    ok(en && nl, "both languages have facts");
    ok(score(en, "The man with the red hat is waiting for his train.") > 5, "an English sentence");
    ok(score(en, "train. with The for hat waiting red is man his the") < -5, "its words in another order");
    ok(score(nl, "De man met de rode hoed wacht op zijn trein.") > 5, "a Dutch sentence");
    ok(score(nl, "op De trein. rode zijn met wacht hoed man de") < -5, "its words in another order");
    ok(score(en, "The blorping man with the zworted hat is splunging for his glimmeration.") > 0, "words that nobody knows are known by their ending");
    sl_order_free(en);
    sl_order_free(nl);
}

static void tokens(void) {
    static sl_tokens x;
    sl_tokens_read(&x, SL_LIT("\xC3\x89\xC3\xA9n Auto's 1.000,50 (x)!"));
    ok(x.n == 8 && x.t[0].kind == SL_T_WORD && x.t[0].capital && x.t[3].kind == SL_T_NUMBER && x.t[7].kind == SL_T_STOP, "words, numbers, signs");
    ok(x.t[0].hash == sl_token_hash(SL_LIT("\xC3\xA9\xC3\xA9n")) && x.t[1].hash == sl_token_hash(SL_LIT("auto")), "case does not matter");
    uint64_t h = x.t[3].hash;
    sl_tokens_read(&x, SL_LIT("01,000.50"));
    ok(x.n == 1 && x.t[0].hash == h, "nor do the separators of numbers, and zeros before them");
}

static void errors(void) {
    static const char *const bad[] = {"class", "class 96 a", "row 1 2 3", "row a", "other 1 x", "class x y"};
    sl_order *o = NULL;
    sl_err e = {0};
    ok(sl_order_read(&o, SL_LIT("# a comment\n\nclass 3 a b\n"), "f", &e) == 0 && sl_order_class(o, sl_token_hash(SL_LIT("b"))) == 3, "comments and empty lines are passed over");
    sl_order_free(o);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        e = (sl_err){0};
        ok(sl_order_read(&o, sl_cstr(bad[i]), "f", &e) == SL_EDATA && e.line == 1, bad[i]);
    }
}

int main(void) {
    scores();
    tokens();
    errors();
    return tap_end();
}
