/* Rules about meaning: what is said of pairs that are right, and of the same pairs spoilt; models and weights that are wrong. */
#include "tap.h"
#include "sluis/data.h"
#include "sluis/meaning.h"
#include <stdlib.h>

static sl_meaning_model *model;
static sl_meaning *room;

static bool says(sl_meaning_rule r, const char *nl, const char *en) {
    sl_meaning_score v = sl_meaning_pair(room, sl_cstr(nl), sl_cstr(en));
    return v.score[r] > 0;
}
static bool nothing(const char *nl, const char *en) {
    sl_meaning_score v = sl_meaning_pair(room, sl_cstr(nl), sl_cstr(en));
    for (unsigned r = 0; r < SL_MEANING_RULES; r++)
        if (v.score[r] > 0) printf("# %s %.2f: %s\n", sl_meaning_names[r], (double)v.score[r], en);
    for (unsigned r = 0; r < SL_MEANING_RULES; r++)
        if (v.score[r] > 0) return false;
    return true;
}

static void right(void) {
    static const char *const pair[][2] = {
        {"De oude brug over de rivier werd vorig jaar gesloten omdat de pijlers scheurden.", "The old bridge over the river was closed last year because its pillars were cracking."},
        {"Ze kocht drie kaartjes voor het concert in Utrecht.", "She bought three tickets for the concert in Utrecht."},
        {"Dank je.", "Thanks."}, {"Kaas", "Cheese"}, {"Amsterdam", "Amsterdam"}, {"", ""}, {"Ja.", ""}, {"...", "!!!"},
        {"Sluit het venster voordat u het programma start.", "Close the window before you start the program."},
        {"Volgens The New York Times is de film Gone with the Wind nog steeds populair.", "According to The New York Times, the film Gone with the Wind is still popular."},
        {"Hij at niets. Daarna ging hij slapen.", "He ate nothing, and then he went to sleep."},
        {"Zwijg!", "Be quiet!"}};
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) ok(nothing(pair[i][0], pair[i][1]), pair[i][1][0] ? pair[i][1] : "an empty side");
}

static void wrong(void) {
    const char *nl = "De boer bracht gisteren twintig koeien naar de markt, maar niemand wilde ze kopen.";
    const char *en = "Yesterday the farmer took twenty cows to the market, but nobody wanted to buy them.";
    ok(nothing(nl, en), "a pair that is right");
    ok(says(SL_MEANING_UNRELATED, nl, "Please press the button twice if the machine does not answer your question."), "another sentence");
    ok(says(SL_MEANING_UNRELATED, "Waar is de sleutel van de schuur?", "My sister likes green apples."), "another short sentence");
    ok(says(SL_MEANING_PARTIAL, nl, "Yesterday the farmer took twenty cows to"), "English cut in half");
    ok(says(SL_MEANING_PARTIAL, "De boer bracht gisteren twintig koeien", en), "Dutch cut in half");
    ok(says(SL_MEANING_PARTIAL, nl, "Yesterday the farmer took twenty cows to the market, but nobody wanted to buy them. The price of milk has fallen since the winter, and many people in the village have left."), "English that goes on");
    ok(says(SL_MEANING_MIXED, "De boer bracht gisteren twintig koeien to the market, but nobody wanted to buy them.", en), "Dutch that goes on in English");
    ok(says(SL_MEANING_MIXED, nl, "Yesterday the farmer took twenty cows naar de markt, maar niemand wilde ze kopen."), "English that goes on in Dutch");
    ok(says(SL_MEANING_SHUFFLED, nl, "to them market, but buy the twenty Yesterday to cows the nobody farmer wanted took."), "English shuffled");
    ok(says(SL_MEANING_SHUFFLED, "koeien de ze maar naar boer niemand twintig bracht De kopen. gisteren wilde markt,", en), "Dutch shuffled");
    sl_meaning_score v = sl_meaning_pair(room, sl_cstr(nl), SL_LIT("Yesterday the farmer took twenty cows to"));
    ok(v.side[SL_MEANING_PARTIAL] == 0, "it is told which side has too much");
    v = sl_meaning_pair(room, SL_LIT("De boer bracht gisteren twintig koeien"), sl_cstr(en));
    ok(v.side[SL_MEANING_PARTIAL] == 1, "on either side");
    v = sl_meaning_pair(room, sl_cstr(nl), sl_cstr(en));
    ok(sl_meaning_same(&v) > 0.9 && sl_meaning_same(&v) <= 1, "a pair that is right is thought so");
    v = sl_meaning_pair(room, sl_cstr(nl), SL_LIT("Yesterday the farmer took twenty cows to"));
    ok(sl_meaning_same(&v) < 0.5 && sl_meaning_same(&v) >= 0, "one that is cut is not");
    v = sl_meaning_pair(room, SL_LIT("..."), SL_LIT(""));
    ok(sl_meaning_same(&v) == 0.5, "of nothing, nothing is known");
}

static void hard(void) {
    sl_buf b = {0};
    for (int i = 0; i < 100000; i++) sl_puts(&b, SL_LIT("woord, \xC3\xA9\xC3\xA9n \xFF 1.000.000 a-b 's "));
    sl_meaning_score one = sl_meaning_pair(room, sl_view(&b), SL_LIT("word")), two = sl_meaning_pair(room, sl_view(&b), SL_LIT("word"));
    ok(memcmp(one.score, two.score, sizeof one.score) == 0, "a long line with invalid bytes is judged, and twice the same");
    sl_clear(&b);
    for (int i = 0; i < 4000; i++) sl_putc(&b, 'x');
    sl_meaning_pair(room, sl_view(&b), sl_view(&b));
    sl_meaning_pair(room, sl_slice("a\0b", 3), sl_slice("\xE2\x80", 2));
    ok(nothing("Dank je.", "Thanks."), "what was judged before leaves no trace");
    sl_buf_free(&b);
}

static void facts(void) {
    sl_lexicon *x;
    sl_meaning_model *m;
    sl_err e = {0};
    ok(sl_lexicon_list(&x, SL_LIT("huis\thouse\nboom\ttree\n"), &e) == 0 && sl_meaning_open(&m, x, NULL, &e) == 0, "a word list will do");
    sl_meaning *s = sl_meaning_new(m);
    sl_meaning_score v = sl_meaning_pair(s, SL_LIT("het huis"), SL_LIT("the house"));
    ok(v.score[SL_MEANING_UNRELATED] <= 0, "and is used");
    sl_meaning_free(s);
    sl_meaning_close(m);
    sl_lexicon_close(x);
    sl_meaning_free(NULL);
    sl_meaning_close(NULL);
}

int main(void) {
    sl_buf hold = {0};
    sl_str text;
    sl_lexicon *x;
    sl_err e = {0};
    if (sl_data("nl-en/lexicon.txt", NULL, &hold, &text, &e) || sl_lexicon_bytes(&x, text, "lexicon", &e) || sl_meaning_open(&model, x, NULL, &e)) {
        ok(false, e.msg);
        return tap_end();
    }
    sl_lexicon_close(x);
    room = sl_meaning_new(model);
    right();
    wrong();
    hard();
    facts();
    sl_meaning_free(room);
    sl_meaning_close(model);
    sl_buf_free(&hold);
    return tap_end();
}
