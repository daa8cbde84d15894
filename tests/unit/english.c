/* English forms: by lists and by rules of spelling; heads of several words; a or an by sound. */
#include "sluis/english.h"
#include "tap.h"

static sl_english *en;

static void form(unsigned forms, const char *in, const char *want) {
    sl_buf b = {0};
    bool changed = sl_english_form(en, sl_cstr(in), forms, &b);
    bool good = sl_eq(sl_view(&b), sl_cstr(want)) && changed == (strcmp(in, want) != 0);
    ok(good, want);
    if (!good) printf("# %s: got %s\n", in, sl_buf_c(&b));
    sl_buf_free(&b);
}

static void pairs(unsigned forms, const char *const (*v)[2], size_t n) {
    for (size_t i = 0; i < n; i++) form(forms, v[i][0], v[i][1]);
}
#define PAIRS(f, ...) do { static const char *const v[][2] = {__VA_ARGS__}; pairs(f, v, sizeof v / sizeof *v); } while (0)

static void plurals(void) {
    PAIRS(SL_EN_PLURAL, {"dike", "dikes"}, {"lock", "locks"}, {"country", "countries"}, {"day", "days"}, {"box", "boxes"}, {"church", "churches"}, {"bush", "bushes"},
          {"bus", "buses"}, {"boss", "bosses"}, {"virus", "viruses"}, {"crisis", "crises"}, {"analysis", "analyses"}, {"gas", "gases"}, {"lens", "lenses"},
          {"hero", "heroes"}, {"photo", "photos"}, {"radio", "radios"}, {"veto", "vetoes"}, {"knife", "knives"}, {"wolf", "wolves"}, {"roof", "roofs"},
          {"chief", "chiefs"}, {"bookshelf", "bookshelves"}, {"child", "children"}, {"grandchild", "grandchildren"}, {"woman", "women"}, {"policeman", "policemen"},
          {"German", "Germans"}, {"human", "humans"}, {"foot", "feet"}, {"mouse", "mice"}, {"criterion", "criteria"}, {"stomach", "stomachs"}, {"quiz", "quizzes"},
          {"sheep", "sheep"}, {"aircraft", "aircraft"}, {"series", "series"}, {"equipment", "equipment"}, {"police", "police"}, {"people", "people"},
          {"the Netherlands", "the Netherlands"}, {"armed forces", "armed forces"}, {"armoured vehicle", "armoured vehicles"}, {"armoured vehicles", "armoured vehicles"},
          {"member of parliament", "members of parliament"}, {"Member of Parliament", "Members of Parliament"}, {"state secretary", "state secretaries"},
          {"secretary-general", "secretaries-general"}, {"passer-by", "passers-by"}, {"mother-in-law", "mothers-in-law"}, {"minister of defence", "ministers of defence"},
          {"weapon of mass destruction", "weapons of mass destruction"}, {"man in the street", "men in the street"}, {"a tank", "tanks"}, {"the king", "the kings"},
          {"NGO", "NGOs"}, {"MP", "MPs"}, {"MPs", "MPs"}, {"F-16", "F-16s"}, {"Leopard 2", "Leopard 2s"}, {"U.S.", "U.S."}, {"COUNTRY", "COUNTRIES"}, {"TANK", "TANKs"},
          {"Child", "Children"}, {"fire (in a building)", "fires (in a building)"}, {"Kennedy", "Kennedys"}, {"", ""}, {"storm surge barrier", "storm surge barriers"});
    PAIRS(SL_EN_POSSESSIVE, {"Ukraine", "Ukraine's"}, {"the Netherlands", "the Netherlands'"});
    PAIRS(SL_EN_PLURAL | SL_EN_POSSESSIVE, {"soldier", "soldiers'"}, {"child", "children's"});
}

static void verbs(void) {
    PAIRS(SL_EN_PAST, {"relieve", "relieved"}, {"to relieve", "relieved"}, {"stop", "stopped"}, {"carry", "carried"}, {"play", "played"}, {"postpone", "postponed"},
          {"admit", "admitted"}, {"visit", "visited"}, {"open", "opened"}, {"give", "gave"}, {"hand over", "handed over"}, {"take over", "took over"},
          {"overtake", "overtook"}, {"rebuild", "rebuilt"}, {"be", "was"}, {"fix", "fixed"}, {"free", "freed"}, {"die", "died"}, {"quit", "quit"}, {"show", "showed"});
    PAIRS(SL_EN_PARTICIPLE, {"give", "given"}, {"send", "sent"}, {"to put off", "put off"}, {"write", "written"}, {"deploy", "deployed"}, {"undo", "undone"});
    PAIRS(SL_EN_THIRD, {"send", "sends"}, {"to go", "goes"}, {"watch", "watches"}, {"carry", "carries"}, {"have", "has"}, {"be", "is"}, {"say", "says"}, {"hand over", "hands over"});
    PAIRS(SL_EN_ING, {"send", "sending"}, {"make", "making"}, {"die", "dying"}, {"see", "seeing"}, {"run", "running"}, {"begin", "beginning"}, {"fix", "fixing"});
    PAIRS(SL_EN_TO, {"relieve", "to relieve"}, {"to relieve", "to relieve"});
}

static void articles(void) {
    static const char *const an[] = {"apple", "hour", "honest man", "heir", "EU country", "MP", "NGO", "F-16", "HIV test", "umbrella", "uninvited guest", "unimportant",
                                     "armoured vehicle", "8", "11", "18th", "80", "8.5", "\"old\" dike", "élite", "X-ray", "e-mail", "Islamic", "SMS", "x", "Eiffel"};
    static const char *const a[] = {"dike", "university", "European", "euro", "one-way street", "NATO soldier", "UN mission", "UNESCO site", "US plane", "user", "unit", "uniform",
                                    "house", "ewe", "BBC film", "PhD", "10", "100", "110", "7", "UFO", "Ukrainian", "TV", "Ugandan", "union", "Uruguayan", "once-rich man", "", "?"};
    for (size_t i = 0; i < sizeof an / sizeof *an; i++) ok(sl_english_an(en, sl_cstr(an[i])), an[i]);
    for (size_t i = 0; i < sizeof a / sizeof *a; i++) ok(!sl_english_an(en, sl_cstr(a[i])), a[i]);
    ok(sl_english_article(SL_LIT("The dike")) == 3 && sl_english_article(SL_LIT("an")) == 2 && !sl_english_article(SL_LIT("then")), "articles");
}

int main(void) {
    sl_err e = {0};
    ok(sl_english_open(&en, NULL, &e) == 0, "the lists are read");
    if (!en) return tap_end();
    plurals();
    verbs();
    articles();
    sl_english_free(en);
    return tap_end();
}
